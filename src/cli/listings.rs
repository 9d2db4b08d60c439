//! `listings …`: what is sold at Qoo10, and the SKU of each.

use clap::{Args, Subcommand};

use super::number::parse_whole;
use super::shared::{Brake, LoadArgs};

#[derive(Debug, Subcommand)]
pub enum ListingsCommand {
    Pull(PullArgs),
    Load(LoadArgs),
    List {
        #[arg(long)]
        unmapped: bool,
        #[arg(long)]
        problems: bool,
    },
}

#[derive(Debug, Args)]
pub struct PullArgs {
    #[arg(long, value_name = "SECONDS", default_value_t = 0, value_parser = parse_whole(0..=u64::MAX))]
    pub wait: u64,
    #[arg(long, value_name = "BRAKE")]
    pub force: Vec<Brake>,
}
