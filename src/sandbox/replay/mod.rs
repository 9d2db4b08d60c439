//! A recording served again, on loopback: each request gets the answer that was recorded for it.
//!
//! `recording` (what a folder holds) · `matching` (which answer belongs to a request) · `server`.

mod matching;
mod recording;
mod server;

pub use recording::RecordedDay;
pub use server::ReplayServer;
