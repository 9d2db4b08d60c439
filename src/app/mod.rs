//! Wiring.

pub mod sandbox;
