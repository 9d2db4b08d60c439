//! `sets …`: goods that are sold as one and kept as parts.

use clap::Subcommand;

use super::shared::{LoadArgs, WaitArgs};
use super::stock::parse_sku;

#[derive(Debug, Subcommand)]
pub enum SetsCommand {
    Load(LoadArgs),
    Remove {
        #[arg(value_parser = parse_sku)]
        set: String,
        #[command(flatten)]
        wait: WaitArgs,
    },
    ClearCount {
        #[arg(value_parser = parse_sku)]
        set: String,
        #[command(flatten)]
        wait: WaitArgs,
    },
    List {
        #[arg(long)]
        problems: bool,
    },
}
