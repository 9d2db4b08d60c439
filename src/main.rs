//! The `qoo10-bridge` command.

use std::process::ExitCode;

use qoo10_bridge::entry;

fn main() -> ExitCode {
    entry::start()
}
