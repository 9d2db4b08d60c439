//! The one integration test binary: the command as people and cron see it, against a Qoo10 that obeys a script.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

mod support;

mod config;
mod config_key;
mod constructed;
mod credentials;
mod docs;
mod faults;
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
mod orders_by_hand;
mod orders_machine;
mod output;
mod practice;
mod practice_sync;
mod privacy;
mod schedule_answers;
mod schedule_basics;
mod schedule_codes;
mod schedule_constructed;
mod schedule_dates;
mod schedule_desired;
mod schedule_faults;
mod schedule_select;
mod schedule_trigger;
mod sync_before_import;
mod sync_cancellations;
mod sync_constructed;
mod sync_faults;
mod sync_lookups;
mod sync_needs_person;
mod sync_payments;
mod sync_report;
mod sync_requests;
mod sync_table;
mod sync_wire;
mod tidy;
mod wire;
mod wire_required;
