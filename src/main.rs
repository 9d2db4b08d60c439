//! The `qoo10-bridge` command.

use std::process::ExitCode;

use qoo10_bridge::app;

fn main() -> ExitCode {
    app::start()
}
