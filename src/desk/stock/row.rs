//! One row of a file of counts, and why one is refused.

use crate::desk::csv_file::{CsvFile, RowFault};
use crate::desk::loading::RowError;
use crate::domain::listing::MAX_QTY;
use crate::domain::seller_code::guess_sku;
use crate::domain::stock::{QtyError, parse_typed_qty};
use crate::domain::stock_facts::Watermark;
use crate::domain::stock_rules::{MAX_PERCENT, RuleEdit, RuleEdits, parse_percent_rule, parse_pieces_rule};
use crate::domain::time::{Jst, format_jst, parse_cell_instant};
use crate::strings::printable::truncate;
use crate::vocabulary::{Message, RowReason, msg};

pub(super) type Cells = [Option<String>; 8];

/// When something was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountMoment {
    pub at: Jst,
    /// The newest order line and shipment, where it is the moment of the command.
    pub watermark: Option<Watermark>,
}

/// What a row says of its SKU.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowValue {
    pub qty: i64,
    pub moment: CountMoment,
    pub edits: RuleEdits,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StockRowError {
    Row(RowFault),
    SkuMissing,
    SkuUnusable(String),
    QtyMissing,
    QtyInvalid(String, QtyError),
    MomentUnreadable(String),
    MomentToCome(Jst),
    MomentOlder {
        at: Jst,
        /// The moment that is there.
        known: Jst,
    },
    ReserveInvalid(String),
    CapInvalid(String),
    PercentInvalid(String),
    /// Another line gives the SKU another quantity, and nobody knows which is right.
    OtherQty {
        line: usize,
        qty: i64,
    },
    /// Another line gives the SKU another moment, or other rules.
    OtherRules {
        line: usize,
    },
}

impl StockRowError {
    fn reason(&self) -> RowReason {
        match self {
            Self::Row(fault) => fault.reason(),
            Self::SkuMissing => RowReason::SkuMissing,
            Self::SkuUnusable(_) => RowReason::SkuUnusable,
            Self::QtyMissing => RowReason::QtyMissing,
            Self::QtyInvalid(_, QtyError::Unreadable) => RowReason::QtyUnreadable,
            Self::QtyInvalid(_, QtyError::Negative) => RowReason::QtyNegative,
            Self::QtyInvalid(_, QtyError::NotWhole) => RowReason::QtyNotWhole,
            Self::QtyInvalid(_, QtyError::Exponent) => RowReason::QtyExponent,
            Self::QtyInvalid(_, QtyError::TooLarge) => RowReason::QtyTooLarge,
            Self::MomentUnreadable(_) => RowReason::CountedAtUnreadable,
            Self::MomentToCome(_) => RowReason::CountedAtToCome,
            Self::MomentOlder { .. } => RowReason::CountedAtOlder,
            Self::ReserveInvalid(_) => RowReason::ReserveUnreadable,
            Self::CapInvalid(_) => RowReason::CapUnreadable,
            Self::PercentInvalid(_) => RowReason::PercentUnreadable,
            Self::OtherQty { .. } => RowReason::OtherQty,
            Self::OtherRules { .. } => RowReason::OtherRules,
        }
    }

    fn message(&self) -> Message {
        match self {
            Self::Row(fault) => fault.message(),
            Self::SkuMissing => msg!("stock-sku_missing"),
            Self::SkuUnusable(sku) => msg!("stock-sku_unusable", sku = sku),
            Self::QtyMissing => msg!("stock-qty_missing"),
            Self::QtyInvalid(text, QtyError::Unreadable) => msg!("stock-qty_unreadable", text = text),
            Self::QtyInvalid(text, QtyError::Negative) => msg!("stock-qty_negative", text = text),
            Self::QtyInvalid(text, QtyError::NotWhole) => msg!("stock-qty_not_whole", text = text),
            Self::QtyInvalid(text, QtyError::Exponent) => msg!("stock-qty_exponent", text = text),
            Self::QtyInvalid(text, QtyError::TooLarge) => {
                msg!("stock-qty_too_large", text = text, most = MAX_QTY)
            }
            Self::MomentUnreadable(text) => msg!("stock-counted_at_unreadable", text = text),
            Self::MomentToCome(at) => msg!("stock-counted_at_to_come", at = format_jst(*at)),
            Self::MomentOlder { at, known } => {
                msg!("stock-counted_at_older", at = format_jst(*at), known = format_jst(*known))
            }
            Self::ReserveInvalid(text) => msg!("stock-reserve_unreadable", text = text, most = MAX_QTY),
            Self::CapInvalid(text) => msg!("stock-cap_unreadable", text = text, most = MAX_QTY),
            Self::PercentInvalid(text) => msg!("stock-percent_unreadable", text = text, most = MAX_PERCENT),
            Self::OtherQty { line, qty } => msg!("stock-other_qty", line = *line, qty = *qty),
            Self::OtherRules { line } => msg!("stock-other_rules", line = *line),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadStockRow {
    /// Its SKU, where it has a usable one.
    pub sku: Option<String>,
    pub why: StockRowError,
    /// The SKU that it may be about: that one is not absent from the file.
    pub(super) named: Option<String>,
    /// Whether it may be about any SKU.
    pub(super) is_unclear: bool,
}

impl BadStockRow {
    pub(super) fn new(sku: Option<String>, why: StockRowError) -> Self {
        Self { is_unclear: sku.is_none(), named: sku.clone(), sku, why }
    }

    pub(super) fn from_unusable_sku(sku: &str) -> Self {
        // A cell with several lines may name several.
        let is_unclear = sku.contains(['\r', '\n', char::REPLACEMENT_CHARACTER]);
        let why = StockRowError::SkuUnusable(truncate(sku, 40));
        Self { sku: None, why, named: Some(guess_sku(sku)), is_unclear }
    }

    pub(super) fn is_torn(&self) -> bool {
        matches!(self.why, StockRowError::Row(fault) if fault.is_torn())
    }
}

impl RowError for BadStockRow {
    fn from_fault(fault: RowFault) -> Self {
        Self::new(None, StockRowError::Row(fault))
    }

    fn reason(&self) -> RowReason {
        self.why.reason()
    }

    fn message(&self) -> Message {
        self.why.message()
    }

    fn subject(&self) -> Option<String> {
        self.sku.clone()
    }
}

/// Reads what a row says of `sku`; `moment` counts where it has none of its own.
pub(super) fn parse_value(
    sku: &str,
    cells: &Cells,
    moment: CountMoment,
    now: Jst,
) -> Result<RowValue, BadStockRow> {
    let [_, free, on_hand, bare, counted_at, reserve, cap, percent] = cells;
    let bad = |why| BadStockRow::new(Some(sku.to_owned()), why);
    // A cell with several lines may have swallowed another SKU.
    let bad_text = |text: &str, why: &dyn Fn(String) -> StockRowError| {
        let is_unclear = text.contains(['\r', '\n']);
        BadStockRow { is_unclear, ..bad(why(truncate(text, 20))) }
    };
    // A file has one of them.
    let Some(text) = free.as_ref().or(on_hand.as_ref()).or(bare.as_ref()) else {
        return Err(bad(StockRowError::QtyMissing));
    };
    let qty =
        parse_typed_qty(text).map_err(|why| bad_text(text, &|text| StockRowError::QtyInvalid(text, why)))?;
    let moment = match counted_at {
        None => moment,
        Some(text) => {
            let at =
                parse_cell_instant(text).ok_or_else(|| bad_text(text, &StockRowError::MomentUnreadable))?;
            CountMoment { at, watermark: None }
        }
    };
    if moment.at > now {
        return Err(bad(StockRowError::MomentToCome(moment.at)));
    }
    let edit = |cell: &Option<String>,
                read: fn(&str) -> Option<RuleEdit>,
                why: &dyn Fn(String) -> StockRowError| match cell {
        None => Ok(RuleEdit::Keep),
        Some(text) => read(text).ok_or_else(|| bad_text(text, why)),
    };
    let edits = RuleEdits {
        reserve: edit(reserve, parse_pieces_rule, &StockRowError::ReserveInvalid)?,
        cap: edit(cap, parse_pieces_rule, &StockRowError::CapInvalid)?,
        percent: edit(percent, parse_percent_rule, &StockRowError::PercentInvalid)?,
    };
    Ok(RowValue { qty, moment, edits })
}

/// The oldest moment that a row of a file names; what cannot be read is none.
pub fn find_oldest_moment(file: &CsvFile<8>) -> Option<Jst> {
    let rows = file.rows().flatten();
    rows.filter_map(|row| {
        let [_, _, _, _, counted_at, ..] = row.cells;
        parse_cell_instant(&counted_at?)
    })
    .min()
}
