//! What commands stand on: configuration, streams, the state file and its lock, the way to Qoo10, the run of
//! a step.

pub(crate) mod atomic_file;
pub(crate) mod calendar;
pub(crate) mod config_file;
pub(crate) mod context;
pub(crate) mod csv_input;
pub(crate) mod forms;
pub(crate) mod hold_rules;
pub mod io;
pub(crate) mod key_command;
pub(crate) mod leftovers;
pub(crate) mod loading;
pub(crate) mod new_file;
pub(crate) mod notifications;
pub(crate) mod output_path;
pub(crate) mod paged_list;
pub(crate) mod progress_bar;
pub(crate) mod prompt;
pub(crate) mod qoo10_access;
mod recorded_command;
pub(crate) mod recording;
pub(crate) mod seller_key;
pub(crate) mod signals;
pub(crate) mod state_file;
pub(crate) mod step_runner;
pub(crate) mod terminal;
