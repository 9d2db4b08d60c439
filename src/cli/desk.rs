//! What staff look at every morning: types only.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::number::whole;
use crate::domain::ids::OrderCode;
use crate::domain::outcome;
use crate::plan::import::window::RangeEnd;

/// `late`
#[derive(Debug, Args)]
pub struct LateArgs {
    /// Only orders to which something happens within so many business days
    #[arg(long, value_name = "N", value_parser = whole(0..=u32::MAX))]
    pub within_days: Option<u32>,
}

/// `status`
#[derive(Debug, Args)]
pub struct StatusArgs {
    /// Also write the figures into this file, as Prometheus' textfile collector reads them
    #[arg(long, value_name = "FILE")]
    pub metrics_file: Option<PathBuf>,
}

/// `report`
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// Write the page into this file
    #[arg(long, value_name = "FILE")]
    pub html: PathBuf,
}

/// `log`
#[derive(Debug, Args)]
pub struct LogArgs {
    /// Only of this order, order number or rejected cart
    #[arg(long, value_name = "CODE")]
    pub order: Option<OrderCode>,
    /// Only of this step
    #[arg(long, value_name = "STEP", value_parser = PossibleValuesParser::new(outcome::STEPS))]
    pub step: Option<String>,
    /// Only with this outcome
    #[arg(long, value_name = "OUTCOME", value_parser = PossibleValuesParser::new(outcome::LOGGED))]
    pub outcome: Option<String>,
    /// Only what was told last at this time or later: YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS, Japan time
    #[arg(long, value_name = "T")]
    pub since: Option<RangeEnd>,
    /// Only what was told first at this time or before; a bare date is the whole day
    #[arg(long, value_name = "T")]
    pub until: Option<RangeEnd>,
    /// Only the newest N entries (on a terminal 200 unless said)
    #[arg(long, value_name = "N", value_parser = whole(1..=u32::MAX))]
    pub limit: Option<u32>,
}
