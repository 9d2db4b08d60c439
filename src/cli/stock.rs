//! `stock …`: how much of each SKU may still be sold.

use clap::{Args, Subcommand, ValueEnum};

use super::shared::{Brake, LoadArgs, WaitArgs};
use super::value::{ValueError, value_error};
use crate::domain::listing::MAX_QTY;
use crate::domain::seller_code::is_usable;
use crate::domain::stock::parse_typed_qty;
use crate::domain::stock_rules::{MAX_PERCENT, RuleEdit, parse_percent_rule, parse_pieces_rule};
use crate::domain::time::{Jst, parse_cell_instant};
use crate::strings::clean::cleaned;
use crate::vocabulary::{StockBasis, msg};

#[derive(Debug, Subcommand)]
pub enum StockCommand {
    Load(StockLoadArgs),
    Set {
        #[arg(value_parser = parse_sku)]
        sku: String,
        #[arg(value_parser = parse_qty, allow_negative_numbers = true)]
        qty: i64,
        #[arg(long, value_name = "BASIS")]
        count: Option<CountedBasis>,
        #[command(flatten)]
        wait: WaitArgs,
    },
    Rule(StockRuleArgs),
    List,
    Show {
        #[arg(value_parser = parse_sku)]
        sku: String,
    },
}

/// `stock load`
#[derive(Debug, Args)]
pub struct StockLoadArgs {
    #[arg(long)]
    pub absent_is_zero: bool,
    #[arg(long, value_name = "BASIS")]
    pub count: Option<CountedBasis>,
    #[arg(long, value_name = "TIME", value_parser = parse_moment)]
    pub counted_at: Option<Jst>,
    #[arg(long, value_name = "BRAKE")]
    pub force: Vec<Brake>,
    #[command(flatten)]
    pub load: LoadArgs,
}

/// `stock rule`
#[derive(Debug, Args)]
pub struct StockRuleArgs {
    #[arg(value_parser = parse_sku)]
    pub sku: String,
    #[arg(long, value_name = "N", value_parser = parse_pieces, allow_hyphen_values = true)]
    pub reserve: Option<RuleEdit>,
    #[arg(long, value_name = "N", value_parser = parse_pieces, allow_hyphen_values = true)]
    pub cap: Option<RuleEdit>,
    #[arg(long, value_name = "P", value_parser = parse_percent, allow_hyphen_values = true)]
    pub percent: Option<RuleEdit>,
    #[command(flatten)]
    pub wait: WaitArgs,
}

/// What a number of pieces counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum CountedBasis {
    OnHand,
    Free,
}

impl From<CountedBasis> for StockBasis {
    fn from(basis: CountedBasis) -> Self {
        match basis {
            CountedBasis::OnHand => Self::OnHand,
            CountedBasis::Free => Self::Free,
        }
    }
}

pub(super) fn parse_sku(text: &str) -> Result<String, ValueError> {
    Some(cleaned(text)).filter(|sku| is_usable(sku)).ok_or_else(|| value_error("usage-wants_sku"))
}

fn parse_qty(text: &str) -> Result<i64, ValueError> {
    parse_typed_qty(text).map_err(|_| ValueError(msg!("usage-wants_whole_within", from = 0, to = MAX_QTY)))
}

fn parse_moment(text: &str) -> Result<Jst, ValueError> {
    parse_cell_instant(text).ok_or_else(|| value_error("usage-wants_moment"))
}

fn parse_pieces(text: &str) -> Result<RuleEdit, ValueError> {
    parse_pieces_rule(text).ok_or_else(|| ValueError(msg!("usage-wants_rule", to = MAX_QTY)))
}

fn parse_percent(text: &str) -> Result<RuleEdit, ValueError> {
    parse_percent_rule(text).ok_or_else(|| ValueError(msg!("usage-wants_rule", to = MAX_PERCENT)))
}
