//! `stock …`: how much of each SKU may still be sold.

use std::path::PathBuf;

use clap::Subcommand;

use super::{Brake, WaitArgs};
use crate::domain::clean::cleaned;
use crate::domain::code::is_usable;
use crate::domain::listing::MAX_QTY;
use crate::domain::stock::qty_by_hand;

/// `stock`
#[derive(Debug, Subcommand)]
pub enum StockCommand {
    /// Take in a CSV file of free stock (sku,free_qty or 品番,フリー在庫数; CP932 or UTF-8)
    #[command(after_help = super::examples::STOCK_LOAD)]
    Load {
        /// The file; - is stdin
        file: PathBuf,
        /// Set SKUs that are absent from the file to 0, instead of leaving them as they are
        #[arg(long)]
        absent_is_zero: bool,
        /// Override a safety brake, by the name that its refusal gives
        #[arg(long, value_name = "BRAKE")]
        force: Vec<Brake>,
        /// Say what would change, and change nothing
        #[arg(long)]
        dry_run: bool,
        /// How long a running step is waited for.
        #[command(flatten)]
        wait: WaitArgs,
    },
    /// Set the free stock of one SKU
    #[command(after_help = super::examples::STOCK_SET)]
    Set {
        /// The SKU
        #[arg(value_parser = sku)]
        sku: String,
        /// How much of it may still be sold
        #[arg(value_parser = qty, allow_negative_numbers = true)]
        qty: i64,
        /// How long a running step is waited for.
        #[command(flatten)]
        wait: WaitArgs,
    },
    /// List the free stock
    #[command(after_help = super::examples::STOCK_LIST)]
    List,
}

fn sku(text: &str) -> Result<String, String> {
    let sku = cleaned(text);
    if is_usable(&sku) {
        Ok(sku)
    } else {
        Err("should be a SKU: letters A-Z a-z, digits, - and _".to_owned())
    }
}

fn qty(text: &str) -> Result<i64, String> {
    qty_by_hand(text).map_err(|_| format!("should be a whole number from 0 to {MAX_QTY}"))
}
