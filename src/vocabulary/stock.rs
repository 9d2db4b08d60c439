//! Stock: what a count counted.

use strum::{IntoStaticStr, VariantArray};

use super::word::vocabulary;

/// What a number of pieces stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum StockBasis {
    /// 実在庫数: all that lies on the shelf, sold or not.
    OnHand,
    /// フリー在庫数: what may still be sold, after the orders that the warehouse knew.
    Free,
    /// No count of its own: as many as its parts make.
    Set,
}

vocabulary!(StockBasis, "basis");
