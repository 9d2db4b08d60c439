//! A checked configuration.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::{NaiveDate, Weekday};

use crate::domain::export::ExportProfile;
use crate::domain::hold_rule::HoldRule;
use crate::domain::labels::LabelSettings;
use crate::domain::lead_days::LeadDays;
use crate::domain::order::BuyerAddress;
use crate::domain::stock_facts::StockDefaults;
use crate::domain::tracking::CheckDigits;
use crate::vocabulary::{Lang, StockBasis, Writes};

/// A checked configuration. Every key has its default here; `example.toml` shows them all.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    pub shop: ShopConfig,
    pub qoo10: Qoo10Config,
    pub state: StateConfig,
    pub import: ImportConfig,
    pub sync_status: SyncStatusConfig,
    pub schedule_date: ScheduleDateConfig,
    pub push_shipments: PushShipmentsConfig,
    pub push_stock: PushStockConfig,
    pub stock: StockConfig,
    pub labels: LabelSettings,
    /// Formats of the shop's own, by name.
    pub exports: BTreeMap<String, ExportProfile>,
    pub notify: NotifyConfig,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopConfig {
    pub name: String,
    /// What people read, where the command does not say; none for that of the locale.
    pub lang: Option<Lang>,
}

/// How Qoo10 is reached.
#[derive(Debug, Clone, PartialEq)]
pub struct Qoo10Config {
    pub endpoint: Endpoint,
    /// Where the seller key comes from; none only for the sandbox.
    pub seller_key: Option<KeySource>,
    /// When the seller key was issued: it lives for a year.
    pub seller_key_issued_on: Option<NaiveDate>,
    /// Whether anything may be changed there.
    pub writes: Writes,
    /// Requests that may start in a second.
    pub requests_per_second: f64,
    /// Requests under way at once.
    pub max_in_flight: u32,
    /// A phase of a request may take this long.
    pub timeout_seconds: u32,
    /// How often a request is sent at most.
    pub max_attempts: u32,
    /// A step may take this long.
    pub deadline_seconds: u32,
}

/// Where Qoo10 is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Endpoint {
    /// The built-in practice Qoo10.
    Sandbox,
    /// The base URL of the API.
    Url {
        /// Without a slash at its end.
        base: String,
        /// Whether it is this machine itself, which is never reached by way of a proxy.
        is_loopback: bool,
    },
}

/// Where the seller key comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeySource {
    /// An environment variable.
    Env(String),
    /// The first line of a file that nobody else may read.
    File(PathBuf),
    /// The first line that a shell command prints.
    Command(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateConfig {
    pub path: PathBuf,
    /// For so many days runs, settled writes, and log and history of closed orders are kept.
    pub keep_days: u32,
}

/// How orders are imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportConfig {
    /// How far a differential run looks back behind the newest order.
    pub overlap_minutes: u32,
    /// Stands between seller item code and seller option code in a SKU.
    pub sku_separator: String,
    /// Whether an add-on option becomes a line of its own.
    pub addon_options_as_lines: bool,
    /// What a buyer has as address.
    pub buyer_address: BuyerAddress,
    /// Which orders are held or warned of.
    pub hold_rules: Vec<HoldRule>,
    /// Japan Post's KEN_ALL.CSV.
    pub zip_file: Option<PathBuf>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncStatusConfig {
    /// Whether schedule-date runs after a sync that changed something.
    pub trigger_schedule_date: bool,
    /// Orders looked up by number in a run.
    pub max_lookups: u32,
    /// Whether an order that was sent in QSM is closed here.
    pub adopt_sent: bool,
}

/// How the planned ship date is reckoned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleDateConfig {
    /// Business days from the run date.
    pub business_days: u32,
    /// Business days in place of these, by SKU.
    pub lead_days: LeadDays,
    pub count_back_from_desired_date: bool,
    /// Business days before the desired delivery date.
    pub count_back_days: u32,
    /// Weekdays without business.
    pub closed_weekdays: Vec<Weekday>,
    /// Whether the shop's holidays are without business.
    pub use_shop_holidays: bool,
    /// Whether Japan's public holidays are without business.
    pub national_holidays: bool,
    /// The furthest day that Qoo10 takes.
    pub max_days_ahead: u32,
    /// What becomes of a date beyond it.
    pub beyond_limit: BeyondLimit,
}

/// What becomes of a planned ship date that Qoo10 does not take yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BeyondLimit {
    /// The last business day that it takes.
    Clamp,
    /// A later run registers it.
    Wait,
}

/// How shipments are sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushShipmentsConfig {
    /// Ship dates before the run date that are sent too.
    pub catch_up_days: u32,
    /// What becomes of a tracking number with a wrong check digit.
    pub check_digits: CheckDigits,
    /// Qoo10's names of delivery companies, by local name.
    pub carriers: BTreeMap<String, String>,
}

/// How stock is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushStockConfig {
    /// The share of what has stock that may be set to 0 at once.
    pub max_zero_percent: u32,
}

/// What of the goods may be sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockConfig {
    /// What a column of a file counts whose heading does not say it.
    pub count: Option<StockBasis>,
    /// The rules of SKUs without their own, and which orders count.
    pub defaults: StockDefaults,
}

/// Who is told of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NotifyConfig {
    /// The health check of every step that `health` does not name.
    pub health_url: Option<NoticeUrl>,
    /// Health checks, by step.
    pub health: BTreeMap<String, NoticeUrl>,
    /// What is told of things that need a person.
    pub webhook_url: Option<NoticeUrl>,
}

/// A service outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeUrl {
    /// Its URL; a health check's has no slash at its end.
    pub url: String,
    /// Whether it is this machine itself.
    pub is_loopback: bool,
}
