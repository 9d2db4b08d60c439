//! `listings …`: what is sold at Qoo10, and the SKU of each.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::number::whole;
use super::{Brake, WaitArgs};

/// `listings`
#[derive(Debug, Subcommand)]
pub enum ListingsCommand {
    /// Bring Qoo10's items, options and types into the mapping table; an interrupted pull goes on where it was
    #[command(after_help = super::examples::LISTINGS_PULL)]
    Pull(PullArgs),
    /// Map listings to SKUs by a CSV file (item_code,seller_code,option_code,sku or 商品番号,販売者商品コード,販売者オプションコード,品番; CP932 or UTF-8)
    #[command(after_help = super::examples::LISTINGS_LOAD)]
    Load {
        /// The file; - is stdin
        file: PathBuf,
        /// Say what would change, and change nothing
        #[arg(long)]
        dry_run: bool,
        /// How long a running step is waited for.
        #[command(flatten)]
        wait: WaitArgs,
    },
    /// List the mapping table, and what is wrong with it
    #[command(after_help = super::examples::LISTINGS_LIST)]
    List {
        /// Only what has no SKU
        #[arg(long)]
        unmapped: bool,
        /// Only what no stock is sent for, whatever the reason
        #[arg(long)]
        problems: bool,
    },
}

/// `listings pull`
#[derive(Debug, Args)]
pub struct PullArgs {
    /// Wait this long for another run to end
    #[arg(long, value_name = "SECONDS", default_value_t = 0, value_parser = whole(0..=u64::MAX))]
    pub wait: u64,
    /// Override a safety brake, by the name that its refusal gives
    #[arg(long, value_name = "BRAKE")]
    pub force: Vec<Brake>,
}
