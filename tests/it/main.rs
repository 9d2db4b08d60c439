//! The one integration test binary: the command as people and cron see it, against a Qoo10 that obeys a script.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

mod support;

mod config;
mod config_key;
mod constructed;
mod credentials;
mod faults;
mod holidays;
mod holidays_calendar;
mod import_addons;
mod import_basics;
mod import_carrier;
mod import_cursor;
mod import_dry_run;
mod import_range;
mod import_rejects;
mod import_repeat;
mod import_select;
mod import_sku;
mod import_split;
mod lock;
mod orders;
mod output;
mod practice;
mod privacy;
mod wire;
mod wire_required;
