//! Keeps a Qoo10 Japan shop and its own order desk in agreement.

pub mod domain;
pub mod qoo10;
pub mod sandbox;
