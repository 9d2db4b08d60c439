//! Who an order goes to: changed by the buyer, or kept back until it is paid.

use super::error::Error;
use super::model::Person;
use super::world::World;
use crate::domain::ids::{OrderNo, PackNo};
use crate::vocabulary::msg;

/// A phone number where there is none, as Qoo10 writes it.
pub(super) const NO_PHONE: &str = "+81--";

/// What the buyer changes; the rest stays. An empty text blanks it.
#[derive(Debug, Clone, Default)]
pub struct ReceiverChange {
    pub name: Option<String>,
    pub kana: Option<String>,
    /// A number that begins with 0 gets the country's prefix.
    pub tel: Option<String>,
    pub mobile: Option<String>,
    pub zip: Option<String>,
    /// Its last blank divides `Address1` from `Address2`.
    pub address: Option<String>,
}

impl World {
    /// The buyer changes who a cart goes to, all its lines.
    pub fn change_receiver(&mut self, number: &str, change: &ReceiverChange) -> Result<Vec<OrderNo>, Error> {
        let numbers = self.find_order_numbers(number)?;
        let pack_no = numbers.first().and_then(|no| self.lines.get(no)).map(|line| line.pack_no);
        let cart = pack_no.and_then(|no| self.carts.get_mut(&no));
        let cart = cart.ok_or_else(|| Error::usage(msg!("sandbox-no_lines", number = number)))?;
        change.apply(&mut cart.receiver);
        Ok(cart.lines.clone())
    }

    /// Shows the receiver of a cart only once it is paid.
    pub fn withhold_receiver(&mut self, cart: PackNo) {
        if let Some(cart) = self.carts.get_mut(&cart) {
            cart.is_receiver_withheld = true;
        }
    }
}

impl ReceiverChange {
    fn apply(&self, person: &mut Person) {
        let set = |field: &mut String, new: &Option<String>| {
            if let Some(text) = new {
                text.clone_into(field);
            }
        };
        set(&mut person.name, &self.name);
        set(&mut person.kana, &self.kana);
        set(&mut person.zip, &self.zip);
        set(&mut person.tel, &self.tel.as_deref().map(add_prefix));
        set(&mut person.mobile, &self.mobile.as_deref().map(add_prefix));
        if let Some(address) = &self.address {
            let address = address.trim();
            let (first, rest) = address.rsplit_once([' ', '\u{3000}']).unwrap_or((address, ""));
            (person.address1, person.address2) = (first.trim_end().to_owned(), rest.to_owned());
        }
    }
}

/// A receiver of whom nothing is shown.
pub(super) fn create_withheld_person() -> Person {
    Person { tel: NO_PHONE.to_owned(), mobile: NO_PHONE.to_owned(), ..Person::default() }
}

fn add_prefix(phone: &str) -> String {
    match phone.strip_prefix('0') {
        _ if phone.is_empty() => NO_PHONE.to_owned(),
        Some(national) => format!("+81-{national}"),
        None => phone.to_owned(),
    }
}
