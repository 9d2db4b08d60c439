//! `shipments …`, and `orders ship`: what has left the warehouse.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::{WaitArgs, date, order};
use crate::domain::ids::OrderCode;

/// `shipments`
#[derive(Debug, Subcommand)]
pub enum ShipmentsCommand {
    /// Take in a CSV file of shipped orders (order,carrier,tracking,shipped_on or 注文,配送会社,送り状番号,出荷日; CP932 or UTF-8)
    #[command(after_help = super::examples::SHIPMENTS_LOAD)]
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
}

/// `orders ship`
#[derive(Debug, Args)]
pub struct OrdersShipArgs {
    /// The order's code
    pub code: OrderCode,
    /// The delivery company, as you call it
    #[arg(long, value_name = "C", value_parser = order::carriers(), hide_possible_values = true)]
    pub carrier: String,
    /// Its tracking number; of several only the first is sent to Qoo10
    #[arg(long, value_name = "T", value_delimiter = ',', required = true, allow_hyphen_values = true)]
    pub tracking: Vec<String>,
    /// The ship date: 2026-07-01 or 2026/7/1 (default: today)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<NaiveDate>,
    /// How long a running step is waited for.
    #[command(flatten)]
    pub wait: WaitArgs,
}
