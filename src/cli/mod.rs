//! The command line: types, whose doc comments are the help text, and what is said of it in Japanese.

pub mod desk;
mod en;
mod examples;
pub mod holidays;
mod ja;
pub mod key;
pub mod listings;
mod number;
mod order;
pub mod packaging;
pub mod sandbox;
pub mod shipments;
pub mod stock;
pub mod upkeep;

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate};
pub use clap::Error as ClapError;
use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};

use self::number::whole;
pub use self::order::CodeArg;
use crate::domain::clean::cleaned;
use crate::domain::find::Needle;
use crate::domain::ids::{OrderCode, PackNo};
use crate::domain::lang::Lang;
use crate::domain::order::{ApiStatus, PaymentStatus, Status};
use crate::domain::time::{Jst, date_by_hand, jst_offset};
use crate::plan::import::window::RangeEnd;

/// Keeps a Qoo10 Japan shop and its own order desk in agreement.
///
/// Each command does one thing and exits; cron runs the steps every few minutes. Without a shop of your
/// own, `endpoint = "sandbox"` in the configuration gives a practice Qoo10.
#[derive(Debug, Parser)]
#[command(name = "qoo10-bridge", version, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done, 1 failed, 2 usage or configuration, 3 some items need a person, \
4 another run is under way, 5 refused by a safety brake, 6 Qoo10 refused the seller key.";

/// What is said instead of running a command.
#[derive(Debug)]
pub enum Answer {
    /// What clap says: help, the version, or what is wrong.
    Clap(clap::Error),
    /// What is wrong.
    Wrong {
        /// In which language it is said.
        lang: Lang,
        /// One sentence, or what clap says.
        message: String,
        /// What to do next.
        hint: String,
    },
}

/// Reads the arguments, the program's name first. English is clap's own, with what to do next.
///
/// # Errors
/// When they are no command to run.
pub fn read(args: &[OsString], lang: Lang) -> Result<Cli, Answer> {
    Cli::try_parse_from(args).map_err(|error| match lang {
        Lang::En => en::answer(args, error),
        Lang::Ja => ja::answer(args, error),
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
    match behind.chain(joined).next()? {
        "ja" => Some(Lang::Ja),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub struct Global {
    /// The configuration file [env: QOO10_BRIDGE_CONFIG] [default: qoo10-bridge.toml]
    #[arg(long, global = true, display_order = 901, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Print JSON, one object a line
    #[arg(long, global = true, display_order = 902)]
    pub json: bool,
    /// Print nothing when all went well
    #[arg(short, long, global = true, display_order = 903)]
    pub quiet: bool,
    /// Say more; twice for every request, three times for every answer
    #[arg(short, long, global = true, display_order = 904, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// Pretend that it is this time, for rehearsals and tests
    #[arg(long, global = true, display_order = 905, value_name = "RFC3339", value_parser = now)]
    pub now: Option<Jst>,
    /// Language for people: ja or en (default: shop.lang, else from the locale)
    #[arg(long, global = true, display_order = 906, value_name = "LANG")]
    pub lang: Option<LangArg>,
}

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    /// 日本語
    Ja,
    /// English
    En,
}

fn now(text: &str) -> Result<Jst, String> {
    DateTime::parse_from_rfc3339(text)
        .map(|t| t.with_timezone(&jst_offset()))
        .map_err(|_| "should be an instant such as 2026-07-01T10:00:00+09:00".to_owned())
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Fetch unpaid and new orders from Qoo10 into the state file (出荷指示取込)
    #[command(after_help = examples::IMPORT)]
    Import(ImportArgs),
    /// Take payments and cancellations over from Qoo10 (ステータス同期)
    #[command(after_help = examples::SYNC_STATUS)]
    SyncStatus(SyncStatusArgs),
    /// Register planned ship dates at Qoo10 (発送予定日登録)
    #[command(after_help = examples::SCHEDULE_DATE)]
    ScheduleDate(OrderStepArgs),
    /// Tell Qoo10 what left the house (出荷実績戻し)
    #[command(after_help = examples::PUSH_SHIPMENTS)]
    PushShipments(PushShipmentsArgs),
    /// Make Qoo10 show the free stock (在庫連携)
    #[command(after_help = examples::PUSH_STOCK)]
    PushStock(PushStockArgs),
    /// Look at orders and rejects, and change orders by hand
    #[command(subcommand)]
    Orders(OrdersCommand),
    /// What the warehouse has shipped (出荷実績)
    #[command(subcommand)]
    Shipments(shipments::ShipmentsCommand),
    /// How much of each SKU may still be sold (フリー在庫数)
    #[command(subcommand)]
    Stock(stock::StockCommand),
    /// What is sold at Qoo10, and the SKU of each (対応表)
    #[command(subcommand)]
    Listings(listings::ListingsCommand),
    /// The days on which the shop does not ship (休業日)
    #[command(subcommand)]
    Holidays(holidays::HolidaysCommand),
    /// Which orders Qoo10 fines next, and when (出荷遅延)
    ///
    /// Day: business days since the payment; weekends and public holidays are none. Next: on day 3 Qoo10 sends a
    /// reminder, on day 5 it takes off 2 points, on day 6 it takes the item off sale for 30 days if the ship rate is 95 %
    /// or less. Ship rate: of the orders paid in the last 30 days, how many were shipped by day 5.
    #[command(after_help = examples::LATE)]
    Late(desk::LateArgs),
    /// What was done for which order line, and how it went (APIログ)
    #[command(after_help = examples::LOG)]
    Log(desk::LogArgs),
    /// How the shop stands, and what needs a hand
    #[command(after_help = examples::STATUS)]
    Status(desk::StatusArgs),
    /// The day on one page to open in a browser: board, late orders, 30 days as charts
    #[command(after_help = examples::REPORT)]
    Report(desk::ReportArgs),
    /// Copy the state file, while other commands run
    #[command(after_help = examples::BACKUP)]
    Backup(upkeep::BackupArgs),
    /// Say what is wrong with the state file and around it, and what to do
    #[command(after_help = examples::DOCTOR)]
    Doctor,
    /// Blank the personal data of orders that are long finished
    #[command(after_help = examples::PURGE)]
    Purge(upkeep::PurgeArgs),
    /// The seller key (販売者認証キー)
    #[command(subcommand)]
    Key(key::KeyCommand),
    /// Print what teaches a shell to complete these commands
    #[command(after_help = examples::COMPLETIONS)]
    Completions(packaging::CompletionsArgs),
    /// Print the manual page, or write those of all commands
    #[command(after_help = examples::MAN)]
    Man(packaging::ManArgs),
    /// The practice Qoo10
    #[command(subcommand)]
    Sandbox(sandbox::SandboxCommand),
}

/// What every step takes.
#[derive(Debug, Clone, Args)]
pub struct StepArgs {
    /// Read and decide, print the plan, change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Wait this long for another run to end
    #[arg(long, value_name = "SECONDS", default_value_t = 0, value_parser = whole(0..=u64::MAX))]
    pub wait: u64,
    /// Override a safety brake, by the name that its refusal gives
    #[arg(long, value_name = "BRAKE")]
    pub force: Vec<Brake>,
}

/// What every change by hand takes.
#[derive(Debug, Clone, Copy, Args)]
pub struct WaitArgs {
    /// Wait this long for a running step to end (default: 10)
    #[arg(long = "wait", value_name = "SECONDS", value_parser = whole(0..=u64::MAX))]
    pub patience: Option<u64>,
}

/// What every step on orders takes.
#[derive(Debug, Clone, Args)]
pub struct OrderStepArgs {
    /// Only these orders, by their codes
    #[arg(long, value_name = "CODE", num_args = 1.., value_delimiter = ',')]
    pub order: Vec<OrderCode>,
    /// At most so many orders
    #[arg(long, value_name = "N", value_parser = whole(1..=u32::MAX))]
    pub limit: Option<u32>,
    /// What every step takes.
    #[command(flatten)]
    pub step: StepArgs,
}

/// A safety brake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Brake {
    /// Too many listings would be set to 0
    MassZero,
    /// Qoo10's item list lost more than half
    ShrunkenList,
}

/// `import`
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// First order date of a range: YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS, Japan time
    #[arg(long, value_name = "T", requires = "to", allow_hyphen_values = true)]
    pub from: Option<RangeEnd>,
    /// Last order date of a range, at most 7 days later; a bare date is the whole day
    #[arg(long, value_name = "T", requires = "from", allow_hyphen_values = true)]
    pub to: Option<RangeEnd>,
    /// Only these carts, by their numbers
    #[arg(long, value_name = "CART", num_args = 1.., value_delimiter = ',')]
    pub order: Vec<PackNo>,
    /// Import at most so many carts
    #[arg(long, value_name = "N", value_parser = whole(1..=u32::MAX))]
    pub limit: Option<u32>,
    /// What every step takes.
    #[command(flatten)]
    pub step: StepArgs,
}

/// `sync-status`
#[derive(Debug, Args)]
pub struct SyncStatusArgs {
    /// Run schedule-date right after, if at least one order was paid or cancelled
    #[arg(long)]
    pub trigger: bool,
    /// What every step on orders takes.
    #[command(flatten)]
    pub orders: OrderStepArgs,
}

/// `push-shipments`
#[derive(Debug, Args)]
pub struct PushShipmentsArgs {
    /// Send what was shipped on this day, instead of today: 2026-07-01 or 2026/7/1
    #[arg(long, value_name = "DAY", value_parser = date, conflicts_with = "since")]
    pub date: Option<NaiveDate>,
    /// Send what was shipped from this day until today: 2026-07-01 or 2026/7/1
    #[arg(long, value_name = "DAY", value_parser = date)]
    pub since: Option<NaiveDate>,
    /// What every step on orders takes.
    #[command(flatten)]
    pub orders: OrderStepArgs,
}

/// `push-stock`
#[derive(Debug, Args)]
pub struct PushStockArgs {
    /// Only these SKUs
    #[arg(long, value_name = "SKU", num_args = 1.., value_delimiter = ',', value_parser = compared)]
    pub sku: Vec<String>,
    /// Also what was sent before and has not changed since
    #[arg(long)]
    pub all: bool,
    /// At most so many listings
    #[arg(long, value_name = "N", value_parser = whole(1..=u32::MAX))]
    pub limit: Option<u32>,
    /// What every step takes.
    #[command(flatten)]
    pub step: StepArgs,
}

/// `orders`
#[derive(Debug, Subcommand)]
pub enum OrdersCommand {
    /// List orders, or the carts that could not be imported
    #[command(after_help = examples::ORDERS_LIST)]
    List(OrdersListArgs),
    /// Show an order whole: people, lines, history
    #[command(after_help = examples::ORDERS_SHOW)]
    Show {
        /// The order's code, as 412345678 or 412345678-2
        code: OrderCode,
    },
    /// Change an order's status, or what is known of its payment and at Qoo10
    #[command(after_help = examples::ORDERS_SET)]
    Set(OrdersSetArgs),
    /// Keep an order from being shipped
    #[command(after_help = examples::ORDERS_HOLD)]
    Hold {
        /// The order's code
        code: OrderCode,
        /// Why, for the history
        #[arg(long, value_name = "TEXT", value_parser = words)]
        reason: String,
        /// How long a running step is waited for.
        #[command(flatten)]
        wait: WaitArgs,
    },
    /// Lift every hold but the one for payment
    #[command(after_help = examples::ORDERS_RELEASE)]
    Release {
        /// The order's code
        code: OrderCode,
        /// How long a running step is waited for.
        #[command(flatten)]
        wait: WaitArgs,
    },
    /// Add a line that Qoo10 knows nothing of
    #[command(after_help = examples::ORDERS_ADD_LINE)]
    AddLine {
        /// The order's code
        code: OrderCode,
        /// What to pick
        #[arg(long, value_name = "SKU", value_parser = words)]
        sku: String,
        /// Pieces
        #[arg(long, value_name = "N", value_parser = whole(1..=1_000_000_i64))]
        qty: i64,
        /// What it is called (default: the SKU)
        #[arg(long, value_name = "TEXT", value_parser = words)]
        name: Option<String>,
        /// How long a running step is waited for.
        #[command(flatten)]
        wait: WaitArgs,
    },
    /// Say that an order has left, with delivery company and tracking number; again: correct them
    #[command(after_help = examples::ORDERS_SHIP)]
    Ship(shipments::OrdersShipArgs),
    /// Take a cart off the list of rejects; once it can be imported, a range import takes it
    #[command(after_help = examples::ORDERS_DISMISS)]
    Dismiss {
        /// The cart's number
        cart: PackNo,
        /// How long a running step is waited for.
        #[command(flatten)]
        wait: WaitArgs,
    },
}

/// `orders list`
#[derive(Debug, Args)]
pub struct OrdersListArgs {
    /// Only orders in this status; may be given several times
    #[arg(long, value_name = "STATUS", value_parser = order::statuses(), hide_possible_values = true)]
    pub status: Vec<Status>,
    /// The carts that could not be imported, with the reason
    #[arg(long, conflicts_with_all = ["status", "cancel_requested", "needs_person", "since", "until", "shipped_on", "carrier", "sku", "find"])]
    pub rejected: bool,
    /// Only orders whose cancellation is requested: do not ship them
    #[arg(long)]
    pub cancel_requested: bool,
    /// Only open orders that sync-status cannot settle, with the reason
    #[arg(long)]
    pub needs_person: bool,
    /// Also what is finished and older than 30 days
    #[arg(long)]
    pub all: bool,
    /// Only what was ordered on this day or later: 2026-07-01 or 2026/7/1
    #[arg(long, value_name = "D", value_parser = date)]
    pub since: Option<NaiveDate>,
    /// Only what was ordered on this day or before
    #[arg(long, value_name = "D", value_parser = date)]
    pub until: Option<NaiveDate>,
    /// Only what left the house on this day
    #[arg(long, value_name = "D", value_parser = date)]
    pub shipped_on: Option<NaiveDate>,
    /// Only what this delivery company carries, by Qoo10's name or yours
    #[arg(long, value_name = "C", value_parser = order::carriers(), hide_possible_values = true)]
    pub carrier: Option<String>,
    /// Only orders with a line of this SKU
    #[arg(long, value_name = "SKU", value_parser = words)]
    pub sku: Option<String>,
    /// Only orders with this in a name, kana, phone, zip code, address, order, cart or tracking number
    #[arg(long, value_name = "TEXT", value_parser = needle, allow_hyphen_values = true)]
    pub find: Option<Needle>,
    /// At most so many
    #[arg(long, value_name = "N", value_parser = whole(1..=u32::MAX))]
    pub limit: Option<u32>,
    /// The newest first, instead of the oldest import
    #[arg(long)]
    pub newest: bool,
}

/// `orders set`
#[derive(Debug, Args)]
#[group(skip)]
#[command(group = ArgGroup::new("wish").required(true).multiple(true).args(["status", "api_status", "payment_status"]))]
pub struct OrdersSetArgs {
    /// The order's code, or several; - reads codes from standard input, one a line
    #[arg(required = true, value_name = "CODE", value_parser = order::code)]
    pub code: Vec<CodeArg>,
    /// on_hold, backordered, ready, preparing, working, inspected, shipped or cancelled
    #[arg(long, value_name = "STATUS", value_parser = order::statuses(), hide_possible_values = true)]
    pub status: Option<Status>,
    /// awaiting_print, printed or shipped
    #[arg(long, value_name = "STATUS", value_parser = order::api_statuses(), hide_possible_values = true)]
    pub api_status: Option<ApiStatus>,
    /// unpaid, auth_failed or paid; paid lifts the payment hold
    #[arg(long, value_name = "STATUS", value_parser = order::payment_statuses(), hide_possible_values = true)]
    pub payment_status: Option<PaymentStatus>,
    /// How long a running step is waited for.
    #[command(flatten)]
    pub wait: WaitArgs,
}

/// A text that is only compared.
fn compared(text: &str) -> Result<String, std::convert::Infallible> {
    Ok(cleaned(text))
}

/// A date as staff write it.
fn date(text: &str) -> Result<NaiveDate, String> {
    date_by_hand(text).ok_or_else(|| "should be a date such as 2026-07-01 or 2026/7/1".to_owned())
}

/// What to look for.
fn needle(text: &str) -> Result<Needle, String> {
    Needle::new(text).ok_or_else(|| "should have a letter or a digit".to_owned())
}

/// Text that says something, in one line.
fn words(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("should not be blank".to_owned()),
        trimmed if trimmed.chars().any(char::is_control) => {
            Err("should be one line of plain text".to_owned())
        }
        trimmed => Ok(trimmed.to_owned()),
    }
}
