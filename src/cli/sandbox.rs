//! `sandbox …`: the practice Qoo10's commands.

use std::net::SocketAddr;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};

use super::number::parse_whole;
use super::order_words::any_carrier_parser;
use super::value::{ValueError, date, value_error};

/// A practice Qoo10 on this machine: buy, pay, cancel, and let things go wrong.
#[derive(Debug, Clone, Subcommand)]
pub enum SandboxCommand {
    Serve {
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8010", value_parser = parse_address)]
        listen: SocketAddr,
    },
    Replay {
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8010", value_parser = parse_address)]
        listen: SocketAddr,
    },
    NewOrder(NewOrderArgs),
    Pay(Number),
    RequestCancel(Number),
    WithdrawCancel(Number),
    Cancel {
        #[command(flatten)]
        number: Number,
        #[arg(long, value_name = "PIECES", value_parser = parse_whole(1..=u32::MAX))]
        qty: Option<u32>,
    },
    ChangeReceiver(ReceiverArgs),
    Return(ReturnArgs),
    Exchange(ReturnArgs),
    NotReceived {
        #[command(flatten)]
        number: Number,
        #[arg(long)]
        part: bool,
    },
    Claim {
        #[command(flatten)]
        number: Number,
        #[arg(value_parser = parse_whole(0..=u8::MAX))]
        status: u8,
    },
    Confirm {
        #[command(flatten)]
        number: Number,
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
        date: Option<NaiveDate>,
    },
    Ship {
        #[command(flatten)]
        number: Number,
        #[arg(long, value_parser = any_carrier_parser(), hide_possible_values = true)]
        carrier: Option<String>,
        #[arg(long)]
        tracking: Option<String>,
    },
    Deliver(Number),
    List,
    Writes,
    Item {
        item: String,
        #[command(subcommand)]
        change: ItemChange,
    },
    SetSellerCode {
        item: String,
        code: String,
    },
    SetOptionCode {
        item: String,
        #[arg(allow_hyphen_values = true)]
        option: String,
        #[arg(allow_hyphen_values = true)]
        code: String,
    },
    Misstate {
        #[command(flatten)]
        number: Number,
        #[arg(value_parser = parse_whole(0..=5_u8))]
        status: u8,
    },
    #[command(subcommand)]
    Fault(FaultCommand),
    Variant {
        #[arg(requires = "value")]
        name: Option<String>,
        #[arg(allow_hyphen_values = true)]
        value: Option<String>,
    },
    Reset {
        #[arg(long)]
        empty: bool,
    },
}

/// A cart number (all its lines) or an order number (one line).
#[derive(Debug, Clone, Args)]
pub struct Number {
    #[arg(value_name = "N")]
    pub number: String,
}

#[derive(Debug, Clone, Default, Args)]
pub struct NewOrderArgs {
    #[arg(long, value_name = "CODE")]
    pub item: Option<String>,
    #[arg(long, value_name = "CODE", requires = "item", allow_hyphen_values = true)]
    pub option: Option<String>,
    #[arg(long, value_name = "N", value_parser = parse_whole(1..=u32::MAX))]
    pub qty: Option<u32>,
    #[arg(long)]
    pub unpaid: bool,
    #[arg(long, conflicts_with = "cart")]
    pub withhold_receiver: bool,
    #[arg(long, value_name = "WHY", conflicts_with = "cart")]
    pub doubtful: Option<DoubtWord>,
    #[arg(long, value_name = "N", value_parser = parse_whole(1..=u32::MAX))]
    pub lines: Option<u32>,
    #[arg(long, value_name = "CART")]
    pub cart: Option<String>,
    #[arg(long, value_name = "D")]
    pub desired_date: Option<String>,
    #[arg(long, value_name = "T")]
    pub ordered_at: Option<String>,
    #[arg(long, value_name = "NAME", value_parser = any_carrier_parser(), hide_possible_values = true)]
    pub carrier: Option<String>,
}

#[derive(Debug, Clone, Args)]
#[group(skip)]
#[command(group = clap::ArgGroup::new("change").required(true).multiple(true)
    .args(["name", "kana", "tel", "mobile", "zip", "address"]))]
pub struct ReceiverArgs {
    #[command(flatten)]
    pub number: Number,
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub kana: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub tel: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub mobile: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub zip: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub address: Option<String>,
}

#[derive(Debug, Clone, Args)]
pub struct ReturnArgs {
    #[command(flatten)]
    pub number: Number,
    #[arg(long, value_enum, default_value_t = StageWord::Requested)]
    pub stage: StageWord,
}

/// Why somebody should look at an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DoubtWord {
    Cancel,
    Zip,
    Gift,
    Large,
    NoPhone,
}

/// How far a return or an exchange has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StageWord {
    Requested,
    UnderWay,
    Completed,
}

#[derive(Debug, Clone, Subcommand)]
pub enum ItemChange {
    Stop,
    Resume,
    /// It can be sent from a day on.
    Reserve {
        #[arg(value_name = "YYYY-MM-DD", value_parser = date)]
        date: NaiveDate,
        #[arg(long)]
        release: bool,
    },
    Unreserve,
}

#[derive(Debug, Clone, Subcommand)]
pub enum FaultCommand {
    Add(FaultArgs),
    Seed {
        #[arg(value_parser = parse_whole(0..=u64::MAX))]
        seed: u64,
        #[arg(long, value_parser = parse_whole(0..=100_u8))]
        percent: u8,
        #[arg(long, value_delimiter = ',', value_name = "KIND")]
        kinds: Vec<String>,
    },
    List,
    Clear,
}

#[derive(Debug, Clone, Args)]
pub struct FaultArgs {
    pub method: String,
    pub kind: String,
    #[arg(long, value_name = "K", default_value_t = 0, value_parser = parse_whole(0..=u32::MAX))]
    pub after: u32,
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = parse_whole(0..=u32::MAX))]
    pub times: u32,
    #[arg(long, value_name = "C", allow_negative_numbers = true)]
    #[arg(value_parser = parse_whole(i64::MIN..=i64::MAX))]
    pub code: Option<i64>,
    #[arg(long = "as", value_enum, default_value_t = CodeField::ResultCode)]
    pub code_field: CodeField,
    #[arg(long, value_name = "S", value_parser = parse_seconds)]
    pub seconds: Option<f64>,
    #[arg(long, value_name = "N")]
    pub row: Option<String>,
}

/// Where an `error-code` fault puts its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CodeField {
    ResultCode,
    ErrorCode,
}

fn parse_address(text: &str) -> Result<SocketAddr, ValueError> {
    text.parse().map_err(|_| value_error("usage-wants_address"))
}

fn parse_seconds(text: &str) -> Result<f64, ValueError> {
    text.parse().map_err(|_| value_error("usage-wants_amount"))
}
