//! Command line types.

pub mod sandbox;
