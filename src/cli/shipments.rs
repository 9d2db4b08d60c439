//! `shipments …`, and `orders ship`: what has left the warehouse.

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::order_words::{carriers, export_formats};
use super::shared::{LoadArgs, WaitArgs};
use super::value::date;
use crate::domain::ids::OrderCode;
use crate::vocabulary::ExportFormat;

#[derive(Debug, Subcommand)]
pub enum ShipmentsCommand {
    Load(ShipmentsLoadArgs),
}

/// `shipments load`
#[derive(Debug, Args)]
pub struct ShipmentsLoadArgs {
    #[arg(long, value_name = "C", value_parser = carriers(), hide_possible_values = true)]
    pub carrier: Option<String>,
    #[arg(long, value_name = "F", value_parser = export_formats())]
    pub format: Option<ExportFormat>,
    #[arg(long)]
    pub skip_unknown: bool,
    #[command(flatten)]
    pub load: LoadArgs,
}

#[derive(Debug, Args)]
pub struct OrdersShipArgs {
    pub code: OrderCode,
    #[arg(long, value_name = "C", value_parser = carriers(), hide_possible_values = true)]
    pub carrier: Option<String>,
    #[arg(long, value_name = "T", value_delimiter = ',', required = true, allow_hyphen_values = true)]
    pub tracking: Vec<String>,
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<NaiveDate>,
    #[command(flatten)]
    pub wait: WaitArgs,
}
