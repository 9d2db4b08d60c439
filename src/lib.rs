//! Keeps a Qoo10 Japan shop and its own order desk in agreement.

pub mod config;
pub mod domain;
pub mod plan;
pub mod qoo10;
pub mod sandbox;
pub mod steps;
pub mod store;
