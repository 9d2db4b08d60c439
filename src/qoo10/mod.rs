//! The seller API of Qoo10 Japan (QAPI), as a client sees it. Facts and their sources: `docs/qoo10-api.md`.
//!
//! [`client::Client`] has one typed call for each method; [`transport`] is the seam below it, with
//! [`http`] as the real thing; [`wire`] reads answers in every form that they are known to take.

pub mod client;
mod dated_claims;
pub mod error;
mod form_watch;
pub mod forms;
pub mod http;
pub mod interrupt;
pub mod limiter;
pub mod method;
mod parallel;
pub mod probe;
mod quantities;
pub mod record;
mod secret;
mod single;
pub mod transport;
pub mod wire;

pub use client::{Client, Settings};
pub use error::Error;
