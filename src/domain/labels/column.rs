//! What the tables of the layouts are made of: a column with its limit, and what stands in it.

/// How much a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellLimit {
    /// Nobody says.
    Free,
    /// So many half-width characters, and no others.
    HalfWidth(usize),
    /// So many half-width characters, of which a full-width one takes the room of two.
    Mixed(usize),
    /// So many full-width characters; half-width ones are turned into such.
    FullWidth(usize),
    /// So many characters, whatever their width.
    Characters(usize),
    /// So many bytes in CP932.
    Bytes(usize),
    /// B2's address: so many half-width characters, of which what follows the municipality may take so many.
    Town { whole: usize, town: usize },
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellSource {
    Blank,
    Fixed(&'static str),
    OrderCode,
    /// 送り状種類 of B2, 郵便種別 of ゆうプリR.
    Product,
    ShipDate(DateForm),
    DesiredDate(DateForm),
    DesiredSlot,
    ReceiverKana,
    Tel(Side),
    Zip(Side),
    /// A line of the name.
    Name(Side, Line),
    /// A line of the address.
    Address(Side, Line),
    Goods,
    Code(ContractCode),
}

/// Whom a cell is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Receiver,
    Sender,
}

/// Whether a text flows into a field by itself, or only what lies beyond the lines of that text, where
/// `labels.overflow` says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    Own,
    Next,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateForm {
    /// `2026/07/01`.
    Slashes,
    /// `20260701`.
    Digits,
}

/// A code that only the shop's contract or its program knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ContractCode {
    B2Customer,
    B2Classification,
    B2Freight,
    Ehiden3Customer,
    YupuriSlipType,
}

/// A column of a layout.
#[derive(Debug, Clone, Copy)]
pub(super) struct LabelColumn {
    pub heading: &'static str,
    pub limit: CellLimit,
    /// Whether its program takes no row without it.
    pub is_required: bool,
    pub source: CellSource,
}

/// A column that may stay blank.
pub(super) const fn optional(heading: &'static str, limit: CellLimit, source: CellSource) -> LabelColumn {
    LabelColumn { heading, limit, is_required: false, source }
}

pub(super) const fn required(heading: &'static str, limit: CellLimit, source: CellSource) -> LabelColumn {
    LabelColumn { heading, limit, is_required: true, source }
}

/// A column that nothing here has a value for.
pub(super) const fn unused(heading: &'static str) -> LabelColumn {
    optional(heading, CellLimit::Free, CellSource::Blank)
}
