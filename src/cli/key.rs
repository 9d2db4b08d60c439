//! `key …`: the seller key.

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    Issue(KeyIssueArgs),
}

#[derive(Debug, Args)]
pub struct KeyIssueArgs {
    #[arg(long)]
    pub print: bool,
}
