//! `holidays …`: the shop's own holidays.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Subcommand;

use super::{WaitArgs, date};
use crate::domain::time::Month;

/// `holidays`
#[derive(Debug, Subcommand)]
pub enum HolidaysCommand {
    /// Add a holiday of the shop, or give one another name
    #[command(after_help = super::examples::HOLIDAYS_ADD)]
    Add {
        /// The date: 2026-08-13 or 2026/8/13
        #[arg(value_parser = date)]
        date: NaiveDate,
        /// What it is called
        name: Option<String>,
        /// How long a running step is waited for.
        #[command(flatten)]
        wait: WaitArgs,
    },
    /// Take a holiday of the shop away
    #[command(after_help = super::examples::HOLIDAYS_REMOVE)]
    Remove {
        /// The date: 2026-08-13 or 2026/8/13
        #[arg(value_parser = date)]
        date: NaiveDate,
        /// How long a running step is waited for.
        #[command(flatten)]
        wait: WaitArgs,
    },
    /// List the holidays of the shop
    #[command(after_help = super::examples::HOLIDAYS_LIST)]
    List {
        /// Only those of a month
        #[arg(long, value_name = "YYYY-MM")]
        month: Option<Month>,
    },
    /// Show a month: which days count, why others do not, and the ship date that a run on each day gives
    #[command(after_help = super::examples::HOLIDAYS_CALENDAR)]
    Calendar {
        /// Which month (default: this one)
        #[arg(long, value_name = "YYYY-MM")]
        month: Option<Month>,
    },
    /// Add the holidays of a CSV file (date,name or 日付,名称; CP932 or UTF-8); none is removed
    #[command(after_help = super::examples::HOLIDAYS_LOAD)]
    Load {
        /// The file; - is stdin
        file: PathBuf,
        /// Say what would change, and change nothing
        #[arg(long)]
        dry_run: bool,
        /// How long a running step is waited for.
        #[command(flatten)]
        wait: WaitArgs,
    },
}
