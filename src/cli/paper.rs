//! What is printed for the people who pick and pack: types only.

use std::path::PathBuf;

use clap::Args;

use super::desk::word_parser;
use crate::domain::ids::OrderCode;
use crate::vocabulary::PaperSize;

/// `orders pick`
#[derive(Debug, Args)]
pub struct PickArgs {
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub csv: Option<PathBuf>,
    #[arg(long)]
    pub replace: bool,
}

/// `orders slips`
#[derive(Debug, Args)]
pub struct SlipsArgs {
    #[arg(long, value_name = "FILE")]
    pub html: PathBuf,
    #[arg(long, value_name = "CODE", num_args = 1.., value_delimiter = ',')]
    pub order: Vec<OrderCode>,
    #[arg(long, value_name = "SIZE", value_parser = word_parser(PaperSize::ALL))]
    #[arg(ignore_case = true, default_value_t = PaperSize::default())]
    pub size: PaperSize,
    #[arg(long)]
    pub gift: bool,
    #[arg(long)]
    pub replace: bool,
}
