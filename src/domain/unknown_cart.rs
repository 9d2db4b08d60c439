//! Carts of Qoo10's that no order here has (SYN-9).

use super::ids::PackNo;
use super::time::Jst;

/// A cart that Qoo10 lists as confirmed, sent or delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownCart {
    pub pack_no: PackNo,
    /// In which of Qoo10's lists it was: 3, 4 or 5.
    pub status: u32,
    /// Its order date, as far as it could be read.
    pub ordered_at: Option<Jst>,
}

/// One on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownCart {
    pub cart: UnknownCart,
    /// Whether staff took it off the list.
    pub is_dismissed: bool,
    /// Whether it was imported since it was found.
    pub is_imported: bool,
}
