//! `key …`: the seller key.

use clap::{Args, Subcommand};

/// `key`
#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    /// Ask Qoo10 for a new seller key, and store it where the configuration says
    ///
    /// Asks for the API key, and for user and password of QSM: on the terminal, or, where stdin is none, as
    /// three lines of it in this order. None of them is stored.
    #[command(after_help = super::examples::KEY_ISSUE)]
    Issue(KeyIssueArgs),
}

/// `key issue`
#[derive(Debug, Args)]
pub struct KeyIssueArgs {
    /// Print the key instead of storing it: for seller_key_env and seller_key_command
    #[arg(long)]
    pub print: bool,
}
