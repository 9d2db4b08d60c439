//! The program with its commands.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::orders::OrdersCommand;
use super::shared::OrderStepArgs;
use super::steps::{CycleArgs, ImportArgs, PushShipmentsArgs, PushStockArgs, SyncStatusArgs};
use super::value::parse_now;
use super::{
    desk, fleet, holidays, key, listings, maintenance, order_words, packaging, sandbox, sets, shipments,
    stock,
};
use crate::domain::time::Jst;
use crate::vocabulary::{Lang, RunResult};

/// The program with its arguments.
#[derive(Debug, Parser)]
#[command(name = "qoo10-bridge", version, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
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
    #[arg(long, global = true, display_order = 905, value_name = "RFC3339", value_parser = parse_now)]
    pub now: Option<Jst>,
    #[arg(long, global = true, display_order = 906, value_name = "LANG")]
    #[arg(value_parser = order_words::lang_parser())]
    pub lang: Option<Lang>,
    #[arg(long, global = true, display_order = 907, value_name = "DIR")]
    pub record: Option<PathBuf>,
    /// Results that end with exit 0 too.
    #[arg(long, global = true, display_order = 908, value_name = "RESULT", value_delimiter = ',')]
    #[arg(value_parser = order_words::accepted_result_parser())]
    pub accept: Vec<RunResult>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Import(ImportArgs),
    SyncStatus(SyncStatusArgs),
    ScheduleDate(OrderStepArgs),
    PushShipments(PushShipmentsArgs),
    PushStock(PushStockArgs),
    Cycle(CycleArgs),
    #[command(subcommand)]
    Orders(OrdersCommand),
    #[command(subcommand)]
    Shipments(shipments::ShipmentsCommand),
    #[command(subcommand)]
    Stock(stock::StockCommand),
    #[command(subcommand)]
    Sets(sets::SetsCommand),
    #[command(subcommand)]
    Listings(listings::ListingsCommand),
    #[command(subcommand)]
    Holidays(holidays::HolidaysCommand),
    Late(desk::LateArgs),
    Log(desk::LogArgs),
    Status(desk::StatusArgs),
    #[command(subcommand)]
    Fleet(fleet::FleetCommand),
    Report(desk::ReportArgs),
    Backup(maintenance::BackupArgs),
    Doctor(maintenance::DoctorArgs),
    Purge(maintenance::PurgeArgs),
    #[command(subcommand)]
    Key(key::KeyCommand),
    Completions(packaging::CompletionsArgs),
    Man(packaging::ManArgs),
    #[command(subcommand)]
    Sandbox(sandbox::SandboxCommand),
}
