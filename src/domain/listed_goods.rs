//! What a row of Qoo10's order lists takes off the stock (STK-8), whatever else of it can be read.

/// Thing and quantity of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListedGoods {
    pub item_code: Option<String>,
    pub seller_item_code: Option<String>,
    /// As given: codes of add-ons may follow the main one.
    pub option_code: Option<String>,
    pub option: Option<String>,
    /// Pieces, at least 1.
    pub qty: i64,
    pub is_paid: bool,
}
