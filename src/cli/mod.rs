//! The command line: types only. Doc comments are the help text.

pub mod holidays;
pub mod sandbox;

use std::path::PathBuf;

use chrono::DateTime;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::domain::ids::{OrderCode, PackNo};
use crate::domain::order::Status;
use crate::domain::time::{Jst, jst_offset};
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

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub struct Global {
    /// The configuration file
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "QOO10_BRIDGE_CONFIG",
        hide_env_values = true,
        default_value = "qoo10-bridge.toml"
    )]
    pub config: PathBuf,
    /// Print JSON, one object a line
    #[arg(long, global = true)]
    pub json: bool,
    /// Print nothing when all went well
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more; twice for every request, three times for all there is
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// Pretend that it is this time, for rehearsals and tests
    #[arg(long, global = true, value_name = "RFC3339", value_parser = now)]
    pub now: Option<Jst>,
    /// Language for people: ja or en (default: from the locale)
    #[arg(long, global = true, value_name = "LANG")]
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
    #[command(after_help = IMPORT_EXAMPLES)]
    Import(ImportArgs),
    /// Look at orders and rejects
    #[command(subcommand)]
    Orders(OrdersCommand),
    /// The days on which the shop does not ship (休業日)
    #[command(subcommand)]
    Holidays(holidays::HolidaysCommand),
    /// What was done for which order line, and how it went (APIログ)
    Log(LogArgs),
    /// The practice Qoo10
    #[command(subcommand)]
    Sandbox(sandbox::SandboxCommand),
}

const IMPORT_EXAMPLES: &str = "Examples:
  qoo10-bridge import                                  what is new since the last run
  qoo10-bridge import --dry-run                        see it first, change nothing
  qoo10-bridge import --from 2026-07-01 --to 2026-07-07   a week again, both days included
  qoo10-bridge import --order 412345678                one cart only";

/// What every step takes.
#[derive(Debug, Clone, Args)]
pub struct StepArgs {
    /// Read and decide, print the plan, change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Wait this long for another run to end
    #[arg(long, value_name = "SECONDS", default_value_t = 0)]
    pub wait: u64,
    /// Override a safety brake, by the name that its refusal gives
    #[arg(long, value_name = "BRAKE")]
    pub force: Vec<Brake>,
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
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: Option<u32>,
    /// What every step takes.
    #[command(flatten)]
    pub step: StepArgs,
}

/// `orders`
#[derive(Debug, Subcommand)]
pub enum OrdersCommand {
    /// List orders, or the carts that could not be imported
    List(OrdersListArgs),
    /// Show an order whole: people, lines, history
    Show {
        /// The order's code, as 412345678 or 412345678-2
        code: OrderCode,
    },
    /// Take a cart off the list of rejects; it is still imported once it can be
    Dismiss {
        /// The cart's number
        cart: PackNo,
    },
}

/// `orders list`
#[derive(Debug, Args)]
pub struct OrdersListArgs {
    /// Only orders in this status; may be given several times
    #[arg(long, value_name = "STATUS", value_parser = status)]
    pub status: Vec<Status>,
    /// The carts that could not be imported, with the reason
    #[arg(long, conflicts_with_all = ["status", "cancel_requested"])]
    pub rejected: bool,
    /// Only orders whose cancellation is requested: do not ship them
    #[arg(long)]
    pub cancel_requested: bool,
}

/// `log`
#[derive(Debug, Args)]
pub struct LogArgs {
    /// Only of this order, or rejected cart
    #[arg(long, value_name = "CODE")]
    pub order: Option<OrderCode>,
    /// Only of this step
    #[arg(long, value_name = "STEP")]
    pub step: Option<String>,
    /// Only with this outcome
    #[arg(long, value_name = "OUTCOME")]
    pub outcome: Option<String>,
}

fn status(text: &str) -> Result<Status, String> {
    text.parse().map_err(|_| {
        let words: Vec<&str> = Status::ALL.iter().map(|status| status.as_str()).collect();
        format!("should be one of {}", words.join(", "))
    })
}
