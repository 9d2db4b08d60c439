//! `shipments …`, and `orders ship`: what has left the warehouse.

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::order_words::carriers;
use super::shared::{LoadArgs, WaitArgs};
use super::value::date;
use crate::domain::ids::OrderCode;

#[derive(Debug, Subcommand)]
pub enum ShipmentsCommand {
    Load(LoadArgs),
}

#[derive(Debug, Args)]
pub struct OrdersShipArgs {
    pub code: OrderCode,
    #[arg(long, value_name = "C", value_parser = carriers(), hide_possible_values = true)]
    pub carrier: String,
    #[arg(long, value_name = "T", value_delimiter = ',', required = true, allow_hyphen_values = true)]
    pub tracking: Vec<String>,
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<NaiveDate>,
    #[command(flatten)]
    pub wait: WaitArgs,
}
