//! The `qoo10-bridge` command.

use std::process::ExitCode;

use qoo10_bridge::app::{self, Io};

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args_os().collect();
    ExitCode::from(app::run(&args, &Io::of_process()).code())
}
