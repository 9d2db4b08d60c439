//! The five steps, each the same shape: gather facts, plan, show the plan or apply it.

pub mod import;
mod item_list;
pub mod meter;
pub mod pull_listings;
pub mod push_shipments;
pub mod push_stock;
mod refused_key;
pub mod report;
pub mod schedule_date;
mod scribe;
pub mod sync_status;

pub use report::{Item, StepReport};

use crate::domain::ids::OrderCode;
use crate::domain::said::Said;
use crate::store::Store;
use crate::{qoo10, store};

/// What ends a step before its work is done.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// Qoo10 cannot be reached, or refuses.
    #[error(transparent)]
    Qoo10(#[from] qoo10::Error),
    /// The state file cannot be used.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A safety brake.
    #[error("{0}")]
    Refused(#[from] Refused),
    /// What was asked for does not exist.
    #[error("{}", message.en)]
    Unknown {
        /// What is unknown, and where it was looked for.
        message: Said,
        /// What to do about it.
        hint: Said,
    },
}

/// What a safety brake stops.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Too many listings would be set to 0 (STK-6).
    #[error("{zeroed} of {of} listings would be set to 0 ({}), so nothing was sent", first_few(.skus).en)]
    MassZero {
        /// How many.
        zeroed: usize,
        /// Of how many.
        of: usize,
        /// Their SKUs, each once.
        skus: Vec<String>,
    },
    /// Qoo10's item list lost more than half.
    #[error("Qoo10 lists {now} items, where the last listings pull found {was}, so nothing was changed")]
    ShrunkenList {
        /// How many there were.
        was: u64,
        /// How many there are.
        now: u64,
    },
}

impl Refused {
    /// The name that overrides it.
    pub fn brake(&self) -> &'static str {
        match self {
            Self::MassZero { .. } => "mass-zero",
            Self::ShrunkenList { .. } => "shrunken-list",
        }
    }

    /// The same in both languages.
    pub fn said(&self) -> Said {
        let ja = match self {
            Self::MassZero { zeroed, of, skus } => {
                let few = first_few(skus).ja;
                format!("対応表の商品{of}件のうち{zeroed}件の在庫が0になるため({few})、何も送信していません")
            }
            Self::ShrunkenList { was, now } => {
                format!(
                    "Qoo10の商品は{now}件ですが、前回の listings pull では{was}件でした。何も変更していません"
                )
            }
        };
        Said::new(self.to_string(), ja)
    }
}

/// The first of these SKUs, and how many more there are.
fn first_few(skus: &[String]) -> Said {
    const MOST: usize = 5;
    let named = &skus[..skus.len().min(MOST)];
    let (en, ja) = match skus.len() - named.len() {
        0 => Default::default(),
        rest => (format!(" and {rest} more"), format!(" ほか{rest}件")),
    };
    Said::new(named.join(", ") + &en, named.join("、") + &ja)
}

impl Stop {
    /// A SKU that was asked for and is not in the state file.
    pub fn unknown_sku(sku: &str) -> Self {
        Self::Unknown {
            message: Said::new(
                format!("there is no SKU {sku} in the state file"),
                format!("品番{sku}は状態ファイルにありません"),
            ),
            hint: Said::new(
                "qoo10-bridge stock list and listings list show them",
                "qoo10-bridge stock list と listings list で確認できます",
            ),
        }
    }

    /// An order code that was asked for and is not in the state file.
    pub fn unknown_order(store: &Store, code: OrderCode) -> Self {
        let meant = match store.meant_by(code) {
            Ok(meant) => meant.said(code),
            Err(error) => return error.into(),
        };
        Self::Unknown {
            message: Said::new(
                format!("there is no order {code} in the state file"),
                format!("注文{code}は状態ファイルにありません"),
            ),
            hint: meant.unwrap_or_else(|| {
                Said::new(
                    "qoo10-bridge orders list shows the codes",
                    "qoo10-bridge orders list で注文コードを確認できます",
                )
            }),
        }
    }
}
