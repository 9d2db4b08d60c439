//! What free stock is computed from (STK-7, STK-9): counts, rules, sets, and the lines of orders.

use std::collections::{BTreeMap, HashMap};

use super::ids::OrderCode;
use super::seller_code::split_option_code;
use super::time::Jst;
use crate::vocabulary::{Status, StockBasis};

/// What was counted of a SKU.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockCount {
    /// `OnHand` or `Free`.
    pub basis: StockBasis,
    /// Pieces.
    pub qty: i64,
    /// The moment of the count.
    pub counted_at: Jst,
    /// The newest order line and shipment then, where the count was entered at its moment.
    pub watermark: Option<Watermark>,
    /// When the number last differed from the one before, or its basis did.
    pub changed_at: Jst,
}

/// The newest order line and the newest shipment of a moment: they tell before from after where the clock
/// does not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Watermark {
    pub line_id: i64,
    pub shipped_no: i64,
}

/// What of the pieces of a SKU is shown; none: as the configuration says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StockRules {
    /// Pieces that are never sold here.
    pub reserve: Option<i64>,
    /// The most pieces that are shown.
    pub cap: Option<i64>,
    /// The share of what is left that is shown, 0 to 100.
    pub percent: Option<i64>,
}

/// The rules of a SKU that has none of its own, and which orders count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StockDefaults {
    /// Pieces that are never sold here.
    pub reserve: i64,
    /// The most pieces that are shown.
    pub cap: Option<i64>,
    /// The share of what is left that is shown, 0 to 100.
    pub percent: i64,
    pub unpaid_orders_count: bool,
}

impl Default for StockDefaults {
    fn default() -> Self {
        Self { reserve: 0, cap: None, percent: 100, unpaid_orders_count: true }
    }
}

/// A part of a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetPart {
    pub sku: String,
    /// Pieces of it in one set, at least 1.
    pub qty: i64,
}

/// What names the thing of a line: Qoo10's item and option codes, and the SKU that they made at import.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct LineGoods {
    pub item_code: Option<String>,
    pub option_code: Option<String>,
    pub option: Option<String>,
    pub sku: Option<String>,
}

/// A remaining line of an order that is not cancelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderedLine {
    pub line_id: i64,
    pub order: OrderCode,
    pub status: Status,
    pub is_paid: bool,
    pub goods: LineGoods,
    /// Pieces.
    pub qty: i64,
    /// When it was imported, or added by hand.
    pub added_at: Jst,
    /// When the desk was told that it was shipped, with the number of that.
    pub shipped: Option<(Jst, i64)>,
}

/// A row of Qoo10's lists that is in no order here (STK-8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnseenLine {
    pub goods: LineGoods,
    /// Pieces.
    pub qty: i64,
    pub is_paid: bool,
}

/// Which SKU the mapping table gives to Qoo10's codes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SkuIndex {
    /// By item code, then option code: option and SKU of each listing with them.
    items: HashMap<String, HashMap<String, Vec<(String, String)>>>,
}

impl SkuIndex {
    /// Adds a mapped listing.
    pub fn insert(&mut self, item_code: String, option_code: String, option: String, sku: String) {
        self.items.entry(item_code).or_default().entry(option_code).or_default().push((option, sku));
    }

    /// The SKU of a line: that of its listing, else its own.
    pub fn find_sku<'a>(&'a self, goods: &'a LineGoods) -> Option<&'a str> {
        self.find_listing(goods).map(|(_, sku)| sku).or(goods.sku.as_deref())
    }

    /// Item code, option code and SKU of the listing that a line names; none where the table has none, or
    /// does not tell which.
    pub fn find_listing(&self, goods: &LineGoods) -> Option<((&str, &str), &str)> {
        let (item_code, options) = self.items.get_key_value(goods.item_code.as_deref()?)?;
        let whole = goods.option_code.as_deref().unwrap_or_default();
        let find = |code: &str| {
            let (option_code, listings) = options.get_key_value(code)?;
            let (_, first) = listings.first()?;
            let sku = if listings.iter().all(|(_, sku)| sku == first) {
                first
            } else {
                // Several options with one code: only the text tells which is meant (IMP-19).
                let option = goods.option.as_deref()?;
                listings.iter().find(|(text, _)| text == option).map(|(_, sku)| sku)?
            };
            Some(((item_code.as_str(), option_code.as_str()), sku.as_str()))
        };
        // Codes of add-ons may stand behind the main one.
        find(whole).or_else(|| split_option_code(whole).find_map(find))
    }
}

/// All that free stock is computed from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StockFacts {
    pub counts: BTreeMap<String, StockCount>,
    pub rules: HashMap<String, StockRules>,
    /// The parts of each set.
    pub sets: BTreeMap<String, Vec<SetPart>>,
    /// At least the lines that count against any SKU; others may be among them.
    pub lines: Vec<OrderedLine>,
    pub index: SkuIndex,
    pub defaults: StockDefaults,
}
