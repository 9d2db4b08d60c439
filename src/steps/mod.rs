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
    /// Qoo10 was told something, and the state file could not take down that it was.
    #[error("{}", .0.message().en)]
    NotRecorded(NotRecorded),
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

/// What a step tells Qoo10.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Write {
    /// Delivery company and tracking number of an order.
    Shipment,
    /// The planned ship date of an order.
    PlannedDate,
    /// The quantity of a SKU's listing.
    Quantity,
}

/// What Qoo10 was told, and the state file does not say: the next run reads back and finishes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotRecorded {
    what: Write,
    /// Codes of orders or SKUs of which Qoo10 took it.
    told: Vec<String>,
    /// Those of which it may have.
    perhaps: Vec<String>,
    /// Why the state file could not take it down.
    pub error: store::Error,
}

impl NotRecorded {
    /// What Qoo10 was told: a sentence.
    pub fn message(&self) -> Said {
        let (what, many, what_ja) = match self.what {
            Write::Shipment => ("the shipment", "order(s)", "注文の出荷"),
            Write::PlannedDate => ("the planned ship date", "order(s)", "注文の発送予定日"),
            Write::Quantity => ("the quantity", "listing(s)", "商品の在庫数"),
        };
        let count = |codes: &[String]| {
            let few = first_few(codes, MOST_TOLD);
            let n = codes.len();
            (format!("of {n} {many} ({})", few.en), format!("{n}件({})", few.ja))
        };
        let (told, perhaps) = (count(&self.told), count(&self.perhaps));
        match (self.told.is_empty(), self.perhaps.is_empty()) {
            (_, true) => Said::new(
                format!("Qoo10 was told {what} {}, but the state file could not record it", told.0),
                format!("Qoo10に{what_ja}{}を送信しましたが、状態ファイルに記録できませんでした", told.1),
            ),
            (true, false) => Said::new(
                format!(
                    "Qoo10 may have been told {what} {}, and the state file could not record what came of it",
                    perhaps.0
                ),
                format!(
                    "{what_ja}{}はQoo10に届いた可能性がありますが、状態ファイルに記録できませんでした",
                    perhaps.1
                ),
            ),
            (false, false) => Said::new(
                format!(
                    "Qoo10 was told {what} {}, and perhaps {}, but the state file could not record it",
                    told.0, perhaps.0
                ),
                format!(
                    "Qoo10に{what_ja}{}を送信し、ほかに{}も届いた可能性がありますが、状態ファイルに記録できませんでした",
                    told.1, perhaps.1
                ),
            ),
        }
    }
}

/// A sentence about what was told names no more orders.
const MOST_TOLD: usize = 20;

/// What a safety brake stops.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Too many listings would be set to 0 (STK-6).
    #[error("{zeroed} of {of} listings would be set to 0 ({}), so nothing was sent", first_few(.skus, MOST_SKUS).en)]
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
                let few = first_few(skus, MOST_SKUS).ja;
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

/// A refusal names no more SKUs.
const MOST_SKUS: usize = 5;

/// The first of these SKUs or codes, and how many more there are.
fn first_few(skus: &[String], most: usize) -> Said {
    let named = &skus[..skus.len().min(most)];
    let (en, ja) = match skus.len() - named.len() {
        0 => Default::default(),
        rest => (format!(" and {rest} more"), format!(" ほか{rest}件")),
    };
    Said::new(named.join(", ") + &en, named.join("、") + &ja)
}

impl Stop {
    /// A state file that failed: where Qoo10 was told something of which it does not know yet, that is told too.
    pub fn not_recorded(what: Write, told: Vec<String>, perhaps: Vec<String>, error: store::Error) -> Self {
        if told.is_empty() && perhaps.is_empty() {
            return Self::Store(error);
        }
        Self::NotRecorded(NotRecorded { what, told, perhaps, error })
    }

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
