//! The command line: types. What each is for stands in the catalogues `text/LANG/cli.ftl`, by command and
//! argument.

// A comment beside each argument would say once more what its help says.
#![allow(missing_docs)]

pub mod desk;
mod help;
pub mod holidays;
pub mod key;
pub mod listings;
mod number;
mod order;
pub mod packaging;
mod page;
pub mod sandbox;
pub mod shipments;
pub mod stock;
#[cfg(test)]
mod tests;
pub mod upkeep;
mod usage;
mod value;

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate};
pub use clap::Error as ClapError;
use clap::error::ErrorKind;
use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};

pub use self::help::command;
use self::number::whole;
pub use self::order::CodeArg;
use self::value::{ValueError, value_error};
use crate::domain::clean::cleaned;
use crate::domain::find::Needle;
use crate::domain::ids::{OrderCode, PackNo};
use crate::domain::order::{ApiStatus, PaymentStatus, Status};
use crate::domain::time::{Jst, date_by_hand, jst_offset};
use crate::plan::import::window::RangeEnd;
use crate::vocabulary::{Lang, Message, msg};

/// The program with its arguments.
#[derive(Debug, Parser)]
#[command(name = "qoo10-bridge", version, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// What is said instead of running a command.
#[derive(Debug)]
pub enum ArgsError {
    /// What clap says: help, or the version.
    Clap(clap::Error),
    /// What is wrong: one sentence, and what to do next.
    Wrong { message: Message, next: Message },
}

/// Reads the arguments, the program's name first. No text is read from a catalogue before one is to be shown.
///
/// # Errors
/// When they are no command to run.
pub fn read(args: &[OsString], lang: Lang) -> Result<Cli, ArgsError> {
    Cli::try_parse_from(args).map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            ArgsError::Clap(command(lang).try_get_matches_from(args).err().unwrap_or(error))
        }
        ErrorKind::DisplayVersion => ArgsError::Clap(error),
        _ => {
            let next = msg!("usage-see_help", command = usage::command_of(args));
            ArgsError::Wrong { message: usage::message(&error, args), next }
        }
    })
}

/// What clap has to say, as text for people.
pub fn rendered(error: &ClapError, has_colours: bool) -> String {
    let text = error.render();
    if has_colours { text.ansi().to_string() } else { text.to_string() }
}

/// The language that arguments ask for, where they may be no command to run.
pub fn asked_lang(args: &[OsString]) -> Option<Lang> {
    let words: Vec<_> = args.iter().map(|word| word.to_string_lossy()).collect();
    let before = words.iter().position(|word| word == "--").unwrap_or(words.len());
    let behind = words[..before].windows(2).filter(|two| two[0] == "--lang").map(|two| two[1].as_ref());
    let joined = words[..before].iter().filter_map(|word| word.strip_prefix("--lang="));
    Lang::from_code(behind.chain(joined).next()?)
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub struct Global {
    #[arg(long, global = true, display_order = 901, value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[arg(long, global = true, display_order = 902)]
    pub json: bool,
    #[arg(short, long, global = true, display_order = 903)]
    pub quiet: bool,
    #[arg(short, long, global = true, display_order = 904, action = clap::ArgAction::Count)]
    pub verbose: u8,
    #[arg(long, global = true, display_order = 905, value_name = "RFC3339", value_parser = now)]
    pub now: Option<Jst>,
    #[arg(long, global = true, display_order = 906, value_name = "LANG", value_parser = order::langs())]
    pub lang: Option<Lang>,
}

fn now(text: &str) -> Result<Jst, ValueError> {
    let parsed = DateTime::parse_from_rfc3339(text).map(|t| t.with_timezone(&jst_offset()));
    parsed.map_err(|_| value_error("usage-wants_instant"))
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    Import(ImportArgs),
    SyncStatus(SyncStatusArgs),
    ScheduleDate(OrderStepArgs),
    PushShipments(PushShipmentsArgs),
    PushStock(PushStockArgs),
    #[command(subcommand)]
    Orders(OrdersCommand),
    #[command(subcommand)]
    Shipments(shipments::ShipmentsCommand),
    #[command(subcommand)]
    Stock(stock::StockCommand),
    #[command(subcommand)]
    Listings(listings::ListingsCommand),
    #[command(subcommand)]
    Holidays(holidays::HolidaysCommand),
    Late(desk::LateArgs),
    Log(desk::LogArgs),
    Status(desk::StatusArgs),
    Report(desk::ReportArgs),
    Backup(upkeep::BackupArgs),
    Doctor,
    Purge(upkeep::PurgeArgs),
    #[command(subcommand)]
    Key(key::KeyCommand),
    Completions(packaging::CompletionsArgs),
    Man(packaging::ManArgs),
    #[command(subcommand)]
    Sandbox(sandbox::SandboxCommand),
}

/// What every step takes.
#[derive(Debug, Clone, Args)]
pub struct StepArgs {
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long, value_name = "SECONDS", default_value_t = 0, value_parser = whole(0..=u64::MAX))]
    pub wait: u64,
    #[arg(long, value_name = "BRAKE")]
    pub force: Vec<Brake>,
}

/// What every change by hand takes.
#[derive(Debug, Clone, Copy, Args)]
pub struct WaitArgs {
    #[arg(long = "wait", value_name = "SECONDS", value_parser = whole(0..=u64::MAX))]
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

/// What every step on orders takes.
#[derive(Debug, Clone, Args)]
pub struct OrderStepArgs {
    #[arg(long, value_name = "CODE", num_args = 1.., value_delimiter = ',')]
    pub order: Vec<OrderCode>,
    #[arg(long, value_name = "N", value_parser = whole(1..=u32::MAX))]
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

/// `import`
#[derive(Debug, Args)]
pub struct ImportArgs {
    #[arg(long, value_name = "T", requires = "to", value_parser = range_end, allow_hyphen_values = true)]
    pub from: Option<RangeEnd>,
    #[arg(long, value_name = "T", requires = "from", value_parser = range_end, allow_hyphen_values = true)]
    pub to: Option<RangeEnd>,
    #[arg(long, value_name = "CART", num_args = 1.., value_delimiter = ',')]
    pub order: Vec<PackNo>,
    #[arg(long, value_name = "N", value_parser = whole(1..=u32::MAX))]
    pub limit: Option<u32>,
    #[command(flatten)]
    pub step: StepArgs,
}

/// `sync-status`
#[derive(Debug, Args)]
pub struct SyncStatusArgs {
    #[arg(long)]
    pub trigger: bool,
    #[command(flatten)]
    pub orders: OrderStepArgs,
}

/// `push-shipments`
#[derive(Debug, Args)]
pub struct PushShipmentsArgs {
    #[arg(long, value_name = "DAY", value_parser = date, conflicts_with = "since")]
    pub date: Option<NaiveDate>,
    #[arg(long, value_name = "DAY", value_parser = date)]
    pub since: Option<NaiveDate>,
    #[command(flatten)]
    pub orders: OrderStepArgs,
}

/// `push-stock`
#[derive(Debug, Args)]
pub struct PushStockArgs {
    #[arg(long, value_name = "SKU", num_args = 1.., value_delimiter = ',', value_parser = compared)]
    pub sku: Vec<String>,
    #[arg(long)]
    pub all: bool,
    #[arg(long, value_name = "N", value_parser = whole(1..=u32::MAX))]
    pub limit: Option<u32>,
    #[command(flatten)]
    pub step: StepArgs,
}

/// `orders`
#[derive(Debug, Subcommand)]
pub enum OrdersCommand {
    List(OrdersListArgs),
    Show {
        code: OrderCode,
    },
    Set(OrdersSetArgs),
    Hold {
        code: OrderCode,
        #[arg(long, value_name = "TEXT", value_parser = parse_text)]
        reason: String,
        #[command(flatten)]
        wait: WaitArgs,
    },
    Release {
        code: OrderCode,
        #[command(flatten)]
        wait: WaitArgs,
    },
    AddLine {
        code: OrderCode,
        #[arg(long, value_name = "SKU", value_parser = parse_text)]
        sku: String,
        #[arg(long, value_name = "N", value_parser = whole(1..=1_000_000_i64))]
        qty: i64,
        #[arg(long, value_name = "TEXT", value_parser = parse_text)]
        name: Option<String>,
        #[command(flatten)]
        wait: WaitArgs,
    },
    Ship(shipments::OrdersShipArgs),
    Dismiss {
        cart: PackNo,
        #[command(flatten)]
        wait: WaitArgs,
    },
}

/// `orders list`
#[derive(Debug, Args)]
pub struct OrdersListArgs {
    #[arg(long, value_name = "STATUS", value_parser = order::statuses(), hide_possible_values = true)]
    pub status: Vec<Status>,
    #[arg(long, conflicts_with_all = [
        "status", "cancel_requested", "needs_person", "since", "until", "shipped_on", "carrier", "sku", "find",
    ])]
    pub rejected: bool,
    #[arg(long)]
    pub cancel_requested: bool,
    #[arg(long)]
    pub needs_person: bool,
    #[arg(long)]
    pub all: bool,
    #[arg(long, value_name = "D", value_parser = date)]
    pub since: Option<NaiveDate>,
    #[arg(long, value_name = "D", value_parser = date)]
    pub until: Option<NaiveDate>,
    #[arg(long, value_name = "D", value_parser = date)]
    pub shipped_on: Option<NaiveDate>,
    #[arg(long, value_name = "C", value_parser = order::carriers(), hide_possible_values = true)]
    pub carrier: Option<String>,
    #[arg(long, value_name = "SKU", value_parser = parse_text)]
    pub sku: Option<String>,
    #[arg(long, value_name = "TEXT", value_parser = needle, allow_hyphen_values = true)]
    pub find: Option<Needle>,
    #[arg(long, value_name = "N", value_parser = whole(1..=u32::MAX))]
    pub limit: Option<u32>,
    #[arg(long)]
    pub newest: bool,
}

/// `orders set`
#[derive(Debug, Args)]
#[group(skip)]
#[command(group = ArgGroup::new("wish").required(true).multiple(true).args(["status", "api_status", "payment_status"]))]
pub struct OrdersSetArgs {
    #[arg(required = true, value_name = "CODE", value_parser = order::code)]
    pub code: Vec<CodeArg>,
    #[arg(long, value_name = "STATUS", value_parser = order::statuses(), hide_possible_values = true)]
    pub status: Option<Status>,
    #[arg(long, value_name = "STATUS", value_parser = order::api_statuses(), hide_possible_values = true)]
    pub api_status: Option<ApiStatus>,
    #[arg(long, value_name = "STATUS", value_parser = order::payment_statuses(), hide_possible_values = true)]
    pub payment_status: Option<PaymentStatus>,
    #[command(flatten)]
    pub wait: WaitArgs,
}

/// A text that is only compared.
fn compared(text: &str) -> Result<String, std::convert::Infallible> {
    Ok(cleaned(text))
}

/// A date as staff write it.
fn date(text: &str) -> Result<NaiveDate, ValueError> {
    date_by_hand(text).ok_or_else(|| value_error("usage-wants_date"))
}

/// A date, or an instant of the day in Japan.
fn range_end(text: &str) -> Result<RangeEnd, ValueError> {
    text.parse().map_err(|_| value_error("usage-wants_date_or_time"))
}

/// What to look for.
fn needle(text: &str) -> Result<Needle, ValueError> {
    Needle::new(text).ok_or_else(|| value_error("usage-wants_letter_or_digit"))
}

/// Text that says something, in one line.
fn parse_text(text: &str) -> Result<String, ValueError> {
    match text.trim() {
        "" => Err(value_error("usage-wants_text")),
        trimmed if trimmed.chars().any(char::is_control) => Err(value_error("usage-wants_one_line")),
        trimmed => Ok(trimmed.to_owned()),
    }
}
