//! `holidays …`: the shop's own holidays.

use chrono::NaiveDate;
use clap::Subcommand;

use super::shared::{LoadArgs, WaitArgs};
use super::value::{ValueError, date, value_error};
use crate::domain::time::Month;

#[derive(Debug, Subcommand)]
pub enum HolidaysCommand {
    Add {
        #[arg(value_parser = date)]
        date: NaiveDate,
        name: Option<String>,
        #[command(flatten)]
        wait: WaitArgs,
    },
    Remove {
        #[arg(value_parser = date)]
        date: NaiveDate,
        #[command(flatten)]
        wait: WaitArgs,
    },
    List {
        #[arg(long, value_name = "YYYY-MM", value_parser = parse_month)]
        month: Option<Month>,
    },
    Calendar {
        #[arg(long, value_name = "YYYY-MM", value_parser = parse_month)]
        month: Option<Month>,
    },
    Load(LoadArgs),
}

fn parse_month(text: &str) -> Result<Month, ValueError> {
    text.parse().map_err(|_| value_error("usage-wants_month"))
}
