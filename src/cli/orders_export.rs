//! `orders export`: orders into a file.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::order_words::{carriers, format_parser, next_status_parser, status_parser};
use super::shared::WaitArgs;
use super::value::date;
use crate::domain::ids::OrderCode;
use crate::domain::order::Status;
use crate::vocabulary::ExportFormat;

#[derive(Debug, Args)]
pub struct OrdersExportArgs {
    #[arg(long, value_name = "FORMAT", default_value = ExportFormat::Csv.as_str())]
    #[arg(value_parser = format_parser(), hide_possible_values = true)]
    pub format: String,
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    #[arg(long, value_name = "STATUS", value_parser = status_parser(), hide_possible_values = true)]
    pub status: Vec<Status>,
    #[arg(long, value_name = "CODE", num_args = 1.., value_delimiter = ',')]
    pub order: Vec<OrderCode>,
    #[arg(long, value_name = "C", value_parser = carriers(), hide_possible_values = true)]
    pub carrier: Vec<String>,
    #[arg(long, value_name = "D", value_parser = date)]
    pub since: Option<NaiveDate>,
    #[arg(long)]
    pub again: bool,
    #[arg(long, value_name = "STATUS", value_parser = next_status_parser(), hide_possible_values = true)]
    pub set_status: Option<Status>,
    #[arg(long)]
    pub replace: bool,
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub wait: WaitArgs,
}
