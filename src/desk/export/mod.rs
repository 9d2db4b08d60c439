//! `orders export`: which orders go into a file, what the file holds, and that they were handed over (FIL-6,
//! FIL-7).

mod content;
pub mod format;
mod label;
pub mod plan;
pub mod record;
pub mod request;
mod text;
