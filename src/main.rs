//! The `qoo10-bridge` command.

fn main() {}
