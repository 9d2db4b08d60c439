//! `stock …`: how much of each SKU may still be sold.

use clap::{Args, Subcommand};

use super::shared::{Brake, LoadArgs, WaitArgs};
use super::value::{ValueError, value_error};
use crate::domain::listing::MAX_QTY;
use crate::domain::seller_code::is_usable;
use crate::domain::stock::parse_typed_qty;
use crate::strings::clean::cleaned;
use crate::vocabulary::msg;

#[derive(Debug, Subcommand)]
pub enum StockCommand {
    Load(StockLoadArgs),
    Set {
        #[arg(value_parser = parse_sku)]
        sku: String,
        #[arg(value_parser = parse_qty, allow_negative_numbers = true)]
        qty: i64,
        #[command(flatten)]
        wait: WaitArgs,
    },
    List,
}

/// `stock load`
#[derive(Debug, Args)]
pub struct StockLoadArgs {
    #[arg(long)]
    pub absent_is_zero: bool,
    #[arg(long, value_name = "BRAKE")]
    pub force: Vec<Brake>,
    #[command(flatten)]
    pub load: LoadArgs,
}

fn parse_sku(text: &str) -> Result<String, ValueError> {
    Some(cleaned(text)).filter(|sku| is_usable(sku)).ok_or_else(|| value_error("usage-wants_sku"))
}

fn parse_qty(text: &str) -> Result<i64, ValueError> {
    parse_typed_qty(text).map_err(|_| ValueError(msg!("usage-wants_whole_within", from = 0, to = MAX_QTY)))
}
