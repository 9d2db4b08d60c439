//! Cargo does not see that the catalogues are part of the crate: they are read by a macro.

#![allow(clippy::print_stdout, reason = "that is how Cargo is told")]

fn main() {
    println!("cargo:rerun-if-changed=src/text");
}
