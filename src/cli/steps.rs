//! `import`, `sync-status`, `push-shipments`, `push-stock`: what each takes beside what every step takes; and
//! `cycle`, which runs them all.

use chrono::NaiveDate;
use clap::Args;

use super::number::parse_whole;
use super::shared::{OrderStepArgs, StepArgs};
use super::value::{date, parse_compared, parse_range_end};
use crate::domain::ids::PackNo;
use crate::plan::import::window::RangeEnd;

#[derive(Debug, Args)]
pub struct ImportArgs {
    #[arg(long, value_name = "T", requires = "to")]
    #[arg(value_parser = parse_range_end, allow_hyphen_values = true)]
    pub from: Option<RangeEnd>,
    #[arg(long, value_name = "T", requires = "from")]
    #[arg(value_parser = parse_range_end, allow_hyphen_values = true)]
    pub to: Option<RangeEnd>,
    #[arg(long, value_name = "CART", num_args = 1.., value_delimiter = ',')]
    pub order: Vec<PackNo>,
    #[arg(long, value_name = "N", value_parser = parse_whole(1..=u32::MAX))]
    pub limit: Option<u32>,
    #[command(flatten)]
    pub step: StepArgs,
}

#[derive(Debug, Args)]
pub struct SyncStatusArgs {
    #[arg(long)]
    pub trigger: bool,
    #[command(flatten)]
    pub orders: OrderStepArgs,
}

#[derive(Debug, Args)]
pub struct PushShipmentsArgs {
    #[arg(long, value_name = "DAY", value_parser = date, conflicts_with = "since")]
    pub date: Option<NaiveDate>,
    #[arg(long, value_name = "DAY", value_parser = date)]
    pub since: Option<NaiveDate>,
    #[command(flatten)]
    pub orders: OrderStepArgs,
}

#[derive(Debug, Args)]
pub struct PushStockArgs {
    #[arg(long, value_name = "SKU", num_args = 1.., value_delimiter = ',', value_parser = parse_compared)]
    pub sku: Vec<String>,
    #[arg(long)]
    pub all: bool,
    #[arg(long, value_name = "N", value_parser = parse_whole(1..=u32::MAX))]
    pub limit: Option<u32>,
    #[command(flatten)]
    pub step: StepArgs,
}

#[derive(Debug, Args)]
pub struct CycleArgs {
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long, value_name = "SECONDS", default_value_t = 0, value_parser = parse_whole(0..=u64::MAX))]
    pub wait: u64,
}

impl CycleArgs {
    /// What each of its steps takes.
    pub fn to_step_args(&self) -> StepArgs {
        StepArgs { dry_run: self.dry_run, wait: self.wait, force: Vec::new() }
    }

    /// The same of a step that works on orders: over all of them.
    pub fn to_order_args(&self) -> OrderStepArgs {
        OrderStepArgs { order: Vec::new(), limit: None, step: self.to_step_args() }
    }
}
