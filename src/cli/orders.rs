//! `orders …`: the orders of the state file.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{ArgGroup, Args, Subcommand};

use super::number::parse_whole;
use super::order_words::{CodeArg, api_status_parser, carriers, code, payment_status_parser, status_parser};
use super::orders_export::OrdersExportArgs;
use super::paper::{PickArgs, SlipsArgs};
use super::shared::WaitArgs;
use super::shipments;
use super::value::{date, parse_needle, parse_text};
use crate::domain::ids::{OrderCode, PackNo};
use crate::domain::order::{ApiStatus, PaymentStatus, Status};
use crate::strings::search::SearchTerm;

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
    Check {
        #[arg(long, value_name = "STATUS", value_parser = status_parser(), hide_possible_values = true)]
        status: Vec<Status>,
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
        #[arg(long, value_name = "N", value_parser = parse_whole(1..=1_000_000_i64))]
        qty: i64,
        #[arg(long, value_name = "TEXT", value_parser = parse_text)]
        name: Option<String>,
        #[command(flatten)]
        wait: WaitArgs,
    },
    RemoveLine {
        code: OrderCode,
        #[arg(value_parser = parse_whole(1..=1_000_000_i64))]
        line: i64,
        #[command(flatten)]
        wait: WaitArgs,
    },
    Ship(shipments::OrdersShipArgs),
    Pick(PickArgs),
    Slips(SlipsArgs),
    Export(OrdersExportArgs),
    Dismiss {
        cart: PackNo,
        #[command(flatten)]
        wait: WaitArgs,
    },
}

#[derive(Debug, Args)]
pub struct OrdersListArgs {
    #[arg(long, value_name = "STATUS", value_parser = status_parser(), hide_possible_values = true)]
    pub status: Vec<Status>,
    #[arg(long, conflicts_with_all = [
        "status", "cancel_requested", "needs_person", "claims", "since", "until", "shipped_on", "carrier",
        "sku", "find",
    ])]
    pub rejected: bool,
    #[arg(long)]
    pub cancel_requested: bool,
    #[arg(long)]
    pub needs_person: bool,
    #[arg(long)]
    pub claims: bool,
    #[arg(long)]
    pub all: bool,
    #[arg(long, value_name = "D", value_parser = date)]
    pub since: Option<NaiveDate>,
    #[arg(long, value_name = "D", value_parser = date)]
    pub until: Option<NaiveDate>,
    #[arg(long, value_name = "D", value_parser = date)]
    pub shipped_on: Option<NaiveDate>,
    #[arg(long, value_name = "C", value_parser = carriers(), hide_possible_values = true)]
    pub carrier: Option<String>,
    #[arg(long, value_name = "SKU", value_parser = parse_text)]
    pub sku: Option<String>,
    #[arg(long, value_name = "TEXT", value_parser = parse_needle, allow_hyphen_values = true)]
    pub find: Option<SearchTerm>,
    #[arg(long, value_name = "N", value_parser = parse_whole(1..=u32::MAX))]
    pub limit: Option<u32>,
    #[arg(long)]
    pub newest: bool,
    #[arg(long, value_name = "FILE", conflicts_with_all = [
        "status", "rejected", "cancel_requested", "needs_person", "claims", "all", "shipped_on", "carrier",
        "sku", "find", "limit", "newest",
    ])]
    pub compare: Option<PathBuf>,
}

/// `orders set`
#[derive(Debug, Args)]
#[group(skip)]
#[command(group = ArgGroup::new("wish")
    .required(true).multiple(true).args(["status", "api_status", "payment_status", "take_receiver"]))]
pub struct OrdersSetArgs {
    #[arg(required = true, value_name = "CODE", value_parser = code)]
    pub code: Vec<CodeArg>,
    #[arg(long, value_name = "STATUS", value_parser = status_parser(), hide_possible_values = true)]
    pub status: Option<Status>,
    #[arg(long, value_name = "STATUS", value_parser = api_status_parser(), hide_possible_values = true)]
    pub api_status: Option<ApiStatus>,
    #[arg(long, value_name = "STATUS", value_parser = payment_status_parser(), hide_possible_values = true)]
    pub payment_status: Option<PaymentStatus>,
    #[arg(long)]
    pub take_receiver: bool,
    #[command(flatten)]
    pub wait: WaitArgs,
}
