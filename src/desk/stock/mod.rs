//! Counts and rules of stock: from files and by hand, and the free stock that they make.

mod change;
mod columns;
mod load;
mod row;
mod sku;
mod view;

pub use self::change::{RulesChange, SetStockOutcome, StockChange, set_rules, set_stock};
pub use self::columns::{BasisError, COLUMNS, choose_basis};
pub use self::load::{AcceptedQuantity, StockLoad, StockLoadRules, StockPlan, plan_load};
pub use self::row::{BadStockRow, CountMoment, RowValue, StockRowError, find_oldest_moment};
pub use self::sku::{SkuLookup, look_up_sku};
pub use self::view::{HoldingOrder, StockExplanation, StockView, explain_stock, list_stock};
