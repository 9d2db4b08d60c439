//! Keeps a Qoo10 Japan shop and its own order desk in agreement.

pub mod app;
pub mod cli;
pub mod domain;
pub mod sandbox;
