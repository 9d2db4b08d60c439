//! The people of an order: personal data, which a purge blanks. Blank text is none.

/// A person or shop that has to do with an order: personal data, which a purge blanks. Blank text is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Party {
    pub name: Option<String>,
    pub kana: Option<String>,
    pub tel: Option<String>,
    pub mobile: Option<String>,
    pub zip: Option<String>,
    pub address: Option<String>,
}

/// Who has to do with an order, and the words they wrote: personal data as in [`Party`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People {
    pub buyer: Party,
    pub buyer_email: Option<String>,
    pub receiver: Party,
    /// The address in Qoo10's two parts.
    pub receiver_address1: Option<String>,
    pub receiver_address2: Option<String>,
    /// Without kana and mobile number: Qoo10 gives none.
    pub sender: Party,
    pub sender_nation: Option<String>,
    pub message: Option<String>,
    pub gift: Option<String>,
}
