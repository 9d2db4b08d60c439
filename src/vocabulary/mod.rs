//! The closed words of the trade and of this program. Each is an enum with its stored word; what people read
//! of it stands in the catalogues of `text/`, under the name of the vocabulary and the word (`outcome-sent`).

mod action;
mod cause;
mod event;
mod export;
mod export_field;
mod export_format;
mod hand_over;
mod journal;
mod label_reason;
mod lang;
mod level;
pub mod message;
pub mod notice;
mod outcome;
mod reason;
mod result;
pub mod result_code;
mod row;
mod states;
mod step;
mod stock;
mod word;

pub use self::action::LogAction;
pub use self::cause::Cause;
pub use self::event::HistoryEvent;
pub use self::export::{ExportOutcome, ExportReason};
pub use self::export_field::ExportField;
pub use self::export_format::ExportFormat;
pub use self::hand_over::{HandOverReason, PaperSize, PrintOutcome};
pub use self::journal::JournalOutcome;
pub use self::label_reason::LabelReason;
pub use self::lang::Lang;
pub use self::level::Level;
pub use self::message::Message;
pub(crate) use self::message::msg;
pub use self::outcome::Outcome;
pub use self::reason::Reason;
pub use self::result::RunResult;
pub use self::row::{RowOutcome, RowReason};
pub use self::states::{ApiStatus, HoldReason, PaymentStatus, RuleAction, Status};
pub use self::step::Step;
pub use self::stock::StockBasis;
pub use self::word::UnknownWord;
