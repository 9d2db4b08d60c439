//! Arguments that several commands take.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::number::parse_whole;
use crate::domain::ids::OrderCode;

#[derive(Debug, Clone, Args)]
pub struct StepArgs {
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long, value_name = "SECONDS", default_value_t = 0, value_parser = parse_whole(0..=u64::MAX))]
    pub wait: u64,
    #[arg(long, value_name = "BRAKE")]
    pub force: Vec<Brake>,
}

/// What every change by hand takes.
#[derive(Debug, Clone, Copy, Args)]
pub struct WaitArgs {
    #[arg(long = "wait", value_name = "SECONDS", value_parser = parse_whole(0..=u64::MAX))]
    pub patience: Option<u64>,
}

/// What every load of a file takes.
#[derive(Debug, Clone, Args)]
pub struct LoadArgs {
    pub file: PathBuf,
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub wait: WaitArgs,
}

#[derive(Debug, Clone, Args)]
pub struct OrderStepArgs {
    #[arg(long, value_name = "CODE", num_args = 1.., value_delimiter = ',')]
    pub order: Vec<OrderCode>,
    #[arg(long, value_name = "N", value_parser = parse_whole(1..=u32::MAX))]
    pub limit: Option<u32>,
    #[command(flatten)]
    pub step: StepArgs,
}

impl OrderStepArgs {
    /// Whether the step runs over all orders.
    pub fn is_whole(&self) -> bool {
        self.order.is_empty() && self.limit.is_none()
    }
}

/// A safety brake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Brake {
    MassZero,
    ShrunkenList,
}
