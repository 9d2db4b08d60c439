//! Exchanges with Qoo10 as they may be handed on: what says how Qoo10 answers stays, what belongs to buyers
//! and to the shop becomes a pseudonym (docs/sandbox.md).
//!
//! `alphabet` (which characters stand for one another) · `cipher` (pseudonyms) · `keys` (what a key holds) ·
//! `value` (a value by its key) · `json` (a whole text) · `body` (an answer, also a broken one) · `exchange`
//! (what is written down) · `transport` (listens).

mod alphabet;
mod body;
mod cipher;
mod exchange;
mod json;
mod keys;
mod tracking;
mod transport;
mod value;

pub use cipher::{SEED_BYTES, generate_seed};
pub use exchange::RecordedExchange;
pub use keys::ValueRule;
pub use transport::{ExchangeSink, RecordingTransport};
pub use value::{Redactor, Tally};
