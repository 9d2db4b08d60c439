//! What staff look at every morning: types only.

use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::number::parse_whole;
use super::value::parse_range_end;
use crate::domain::ids::OrderCode;
use crate::plan::import::window::RangeEnd;
use crate::vocabulary::{Outcome, Step, UnknownWord};

#[derive(Debug, Args)]
pub struct LateArgs {
    #[arg(long, value_name = "N", value_parser = parse_whole(0..=u32::MAX))]
    pub within_days: Option<u32>,
}

#[derive(Debug, Args)]
pub struct StatusArgs {
    #[arg(long, value_name = "FILE")]
    pub metrics_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct ReportArgs {
    #[arg(long, value_name = "FILE")]
    pub html: PathBuf,
}

/// Takes these words of a vocabulary.
pub(super) fn word_parser<W>(all: &[W]) -> impl TypedValueParser<Value = W>
where
    W: Copy + Into<&'static str> + FromStr<Err = UnknownWord> + Send + Sync + 'static,
{
    PossibleValuesParser::new(all.iter().map(|word| -> &'static str { (*word).into() }))
        // As it was typed, where the argument takes any case.
        .try_map(|word| word.to_ascii_lowercase().parse())
}

#[derive(Debug, Args)]
pub struct LogArgs {
    #[arg(long, value_name = "CODE")]
    pub order: Option<OrderCode>,
    #[arg(long, value_name = "STEP", value_parser = word_parser(Step::DAILY))]
    pub step: Option<Step>,
    #[arg(long, value_name = "OUTCOME", value_parser = word_parser(&Outcome::LOGGED))]
    pub outcome: Option<Outcome>,
    #[arg(long, value_name = "T", value_parser = parse_range_end)]
    pub since: Option<RangeEnd>,
    #[arg(long, value_name = "T", value_parser = parse_range_end)]
    pub until: Option<RangeEnd>,
    #[arg(long, value_name = "N", value_parser = parse_whole(1..=u32::MAX))]
    pub limit: Option<u32>,
}
