//! The `qoo10-bridge` command.

use std::process::ExitCode;

use clap::Parser;
use qoo10_bridge::{app, cli::Cli};

fn main() -> ExitCode {
    app::run(&Cli::parse())
}
