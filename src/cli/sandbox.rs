//! `sandbox …`: the practice Qoo10's commands.

use std::net::SocketAddr;

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};

use super::examples::sandbox as examples;
use super::number::whole;

/// A practice Qoo10 on this machine: buy, pay, cancel, and let things go wrong.
#[derive(Debug, Clone, Subcommand)]
pub enum SandboxCommand {
    /// Serve the practice Qoo10 over HTTP until stopped.
    #[command(after_help = examples::SERVE)]
    Serve {
        /// Where to listen; this machine only.
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8010")]
        listen: SocketAddr,
    },
    /// Let a buyer place an order; what is left out is chosen.
    #[command(after_help = examples::NEW_ORDER)]
    NewOrder(NewOrderArgs),
    /// Pay an unpaid cart or order number.
    #[command(after_help = examples::PAY)]
    Pay(Number),
    /// The buyer asks to cancel a cart or order number.
    #[command(after_help = examples::REQUEST_CANCEL)]
    RequestCancel(Number),
    /// The buyer takes the cancel request back.
    #[command(after_help = examples::WITHDRAW_CANCEL)]
    WithdrawCancel(Number),
    /// Complete a cancellation; an unpaid order becomes claim 16, a paid one claim 3.
    #[command(after_help = examples::CANCEL)]
    Cancel(Number),
    /// Put any other claim on record: 4 to 6 return, 11 to 13 exchange, 14 and 15 not received.
    #[command(after_help = examples::CLAIM)]
    Claim {
        /// Cart number or order number.
        #[command(flatten)]
        number: Number,
        /// Qoo10's claim status number.
        #[arg(value_parser = whole(0..=u8::MAX))]
        status: u8,
    },
    /// Confirm by hand, as staff would on the seller's website.
    #[command(after_help = examples::CONFIRM)]
    Confirm {
        /// Cart number or order number.
        #[command(flatten)]
        number: Number,
        /// Planned ship date; tomorrow if none is given.
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::date)]
        date: Option<NaiveDate>,
    },
    /// Register a shipment by hand, as staff would on the seller's website.
    #[command(after_help = examples::SHIP)]
    Ship {
        /// Cart number or order number.
        #[command(flatten)]
        number: Number,
        /// Delivery company.
        #[arg(long, value_parser = super::order::any_carriers(), hide_possible_values = true)]
        carrier: String,
        /// Tracking number.
        #[arg(long)]
        tracking: String,
    },
    /// The parcel arrives.
    #[command(after_help = examples::DELIVER)]
    Deliver(Number),
    /// The world at a glance.
    #[command(after_help = examples::LIST)]
    List,
    /// Every write received, oldest first.
    #[command(after_help = examples::WRITES)]
    Writes,
    /// Change an item.
    Item {
        /// Item code or seller code.
        item: String,
        /// What to do with it.
        #[command(subcommand)]
        change: ItemChange,
    },
    /// Give an item another seller code; its orders show it from the next call on.
    #[command(after_help = examples::SET_SELLER_CODE)]
    SetSellerCode {
        /// Item code or seller code.
        item: String,
        /// The new seller code.
        code: String,
    },
    /// Let calls go wrong.
    #[command(subcommand)]
    Fault(FaultCommand),
    /// How it behaves where Qoo10's documents are silent; alone: list all.
    #[command(after_help = examples::VARIANT)]
    Variant {
        /// Which one.
        #[arg(requires = "value")]
        name: Option<String>,
        /// One of its choices.
        #[arg(allow_hyphen_values = true)]
        value: Option<String>,
    },
    /// Start over with the seed shop; variants and faults too.
    #[command(after_help = examples::RESET)]
    Reset {
        /// Start with nothing instead.
        #[arg(long)]
        empty: bool,
    },
}

/// A cart number (all its lines) or an order number (one line).
#[derive(Debug, Clone, Args)]
pub struct Number {
    /// Cart number or order number.
    #[arg(value_name = "N")]
    pub number: String,
}

/// What is bought.
#[derive(Debug, Clone, Default, Args)]
pub struct NewOrderArgs {
    /// Item code or seller code.
    #[arg(long, value_name = "CODE")]
    pub item: Option<String>,
    /// The option's or type's seller code, or its text; needs --item.
    #[arg(long, value_name = "CODE", requires = "item", allow_hyphen_values = true)]
    pub option: Option<String>,
    /// Pieces of each line.
    #[arg(long, value_name = "N", value_parser = whole(1..=u32::MAX))]
    pub qty: Option<u32>,
    /// By convenience store, not paid yet.
    #[arg(long)]
    pub unpaid: bool,
    /// Lines of the cart.
    #[arg(long, value_name = "N", value_parser = whole(1..=u32::MAX))]
    pub lines: Option<u32>,
    /// Add the lines to a cart that exists.
    #[arg(long, value_name = "CART")]
    pub cart: Option<String>,
    /// Desired delivery: a date, or any text as Qoo10 would send it.
    #[arg(long, value_name = "D")]
    pub desired_date: Option<String>,
    /// When it was placed: YYYY-MM-DDTHH:MM:SS in Japan, or with an offset; now if none is given.
    #[arg(long, value_name = "T")]
    pub ordered_at: Option<String>,
    /// Delivery company instead of the item's own.
    #[arg(long, value_name = "NAME", value_parser = super::order::any_carriers(), hide_possible_values = true)]
    pub carrier: Option<String>,
}

/// A change of an item.
#[derive(Debug, Clone, Subcommand)]
pub enum ItemChange {
    /// Stop its sale (S1).
    #[command(after_help = examples::STOP)]
    Stop,
    /// Resume its sale (S2).
    #[command(after_help = examples::RESUME)]
    Resume,
}

/// Faults.
#[derive(Debug, Clone, Subcommand)]
pub enum FaultCommand {
    /// Let the next calls of a method go wrong.
    #[command(after_help = examples::FAULT_ADD)]
    Add(FaultArgs),
    /// Let some calls go wrong, chosen by a seed.
    #[command(after_help = examples::FAULT_SEED)]
    Seed {
        /// The same seed strikes the same calls.
        #[arg(value_parser = whole(0..=u64::MAX))]
        seed: u64,
        /// Calls struck, of a hundred.
        #[arg(long, value_parser = whole(0..=100_u8))]
        percent: u8,
        /// What may happen; the network's and gateway's faults if none is given.
        #[arg(long, value_delimiter = ',', value_name = "KIND")]
        kinds: Vec<String>,
    },
    /// Show the faults in force.
    #[command(after_help = examples::FAULT_LIST)]
    List,
    /// End them all.
    #[command(after_help = examples::FAULT_CLEAR)]
    Clear,
}

/// A fault by rule.
#[derive(Debug, Clone, Args)]
pub struct FaultArgs {
    /// A method's name, such as ShippingBasic.SetSendingInfoBulk, or *.
    pub method: String,
    /// lost-request, lost-reply, http-500, http-500-acted, http-429, html-200, html-200-acted, cut-body, slow,
    /// error-code, empty-body, redirect-302 or not-json.
    pub kind: String,
    /// Spare this many calls first.
    #[arg(long, value_name = "K", default_value_t = 0, value_parser = whole(0..=u32::MAX))]
    pub after: u32,
    /// Then strike this many; 0: all.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = whole(0..=u32::MAX))]
    pub times: u32,
    /// error-code: the code.
    #[arg(long, value_name = "C", allow_negative_numbers = true, value_parser = whole(i64::MIN..=i64::MAX))]
    pub code: Option<i64>,
    /// error-code: the field that holds it.
    #[arg(long = "as", value_enum, default_value_t = CodeField::ResultCode)]
    pub code_field: CodeField,
    /// slow: how long; http-429: Retry-After.
    #[arg(long, value_name = "S")]
    pub seconds: Option<f64>,
}

/// Where an `error-code` fault puts its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CodeField {
    /// As a method's own answer.
    ResultCode,
    /// As the gateway's refusal.
    ErrorCode,
}
