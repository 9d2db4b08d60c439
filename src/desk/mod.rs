//! What staff do by hand, and look at.

pub mod orders;
