//! Where a parcel goes (IMP-20, SYN-10).

use super::party::{Party, People};
use crate::strings::clean;

/// The receiver, with the address in Qoo10's two parts too. Blank text is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Receiver {
    pub party: Party,
    pub address1: Option<String>,
    pub address2: Option<String>,
}

impl Receiver {
    /// The receiver of an order.
    pub fn from_people(people: &People) -> Self {
        Self {
            party: people.receiver.clone(),
            address1: people.receiver_address1.clone(),
            address2: people.receiver_address2.clone(),
        }
    }

    /// Whether no parcel can go there: without a name, or without an address (IMP-20).
    pub fn lacks_address(&self) -> bool {
        let is_blank = |text: &Option<String>| text.as_deref().is_none_or(clean::is_blank);
        is_blank(&self.party.name)
            || is_blank(&self.party.address) && is_blank(&self.address1) && is_blank(&self.address2)
    }

    /// Name, kana, telephone, mobile, zip, address, and its two parts.
    pub fn fields(&self) -> [&Option<String>; 8] {
        let Self { party, address1, address2 } = self;
        let Party { name, kana, tel, mobile, zip, address } = party;
        [name, kana, tel, mobile, zip, address, address1, address2]
    }

    /// The receiver with these [`Self::fields`].
    pub fn from_fields(
        [name, kana, tel, mobile, zip, address, address1, address2]: [Option<String>; 8],
    ) -> Self {
        Self { party: Party { name, kana, tel, mobile, zip, address }, address1, address2 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imp_20_without_a_name_or_an_address_nothing_can_be_sent() {
        let receiver = |name: &str, address: &str| {
            let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            let party = Party { name: filled(name), address: filled(address), ..Party::default() };
            Receiver { party, ..Receiver::default() }
        };
        for (name, address, lacks) in
            [("見本", "大阪", false), ("", "大阪", true), ("見本", "", true), ("見本", "　", true)]
        {
            assert_eq!(receiver(name, address).lacks_address(), lacks, "{name} {address}");
        }
        let in_parts = Receiver { address1: Some("大阪市".into()), ..receiver("見本", "") };
        assert!(!in_parts.lacks_address());
    }
}
