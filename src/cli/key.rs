//! `key …`: the seller key.

use clap::{Args, Subcommand};

/// `key`
#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    Issue(KeyIssueArgs),
}

/// `key issue`
#[derive(Debug, Args)]
pub struct KeyIssueArgs {
    #[arg(long)]
    pub print: bool,
}
