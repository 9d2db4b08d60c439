//! Keeps a Qoo10 Japan shop and its own order desk in agreement.
//!
//! The modules, in reading order:
//!
//! - [`vocabulary`]: the closed words; [`text`]: the sentences; [`strings`]: pure functions on text;
//! - [`domain`]: the rules of the trade, pure;
//! - [`plan`]: what each step decides, pure;
//! - [`qoo10`]: the seller API as a client sees it;
//! - [`store`]: the state file;
//! - [`steps`]: gather facts, plan, apply;
//! - [`desk`]: what staff do by hand and look at;
//! - [`render`]: outcomes as text, tables and JSON;
//! - [`notify`], [`proxy`]: words to services outside, and the way there;
//! - [`config`], [`error`], [`lock`], [`cli`]: around every command;
//! - `commands` over [`runtime`]: one file for each command, and what they stand on;
//! - [`entry`]: from arguments to a command;
//! - [`sandbox`]: the practice Qoo10, which shares nothing with the client but ids and time.

pub mod cli;
mod commands;
pub mod config;
pub mod desk;
pub mod domain;
pub mod entry;
pub mod error;
pub mod lock;
pub mod notify;
pub mod plan;
pub mod proxy;
pub mod qoo10;
pub mod render;
pub mod runtime;
pub mod sandbox;
pub mod steps;
pub mod store;
pub mod strings;
pub mod text;
pub mod vocabulary;
