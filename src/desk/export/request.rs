//! What an export is asked for, and what comes of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::format::TargetFormat;
use crate::domain::ids::OrderCode;
use crate::domain::labels::LabelSettings;
use crate::store::order_exports::HandOver;
use crate::vocabulary::{ExportFormat, Message, Status};

/// Which orders are to be handed over, and how.
#[derive(Debug)]
pub struct ExportRequest<'a> {
    pub format: &'a TargetFormat,
    pub statuses: Vec<Status>,
    /// The orders that are named, by their numbers in the state file; empty for all.
    pub orders: Vec<i64>,
    /// The names of the delivery companies that are asked for; none for all.
    pub carriers: Option<Vec<String>>,
    pub since: Option<NaiveDate>,
    /// Whether what was handed over before is taken too.
    pub again: bool,
    pub labels: &'a LabelSettings,
    pub today: NaiveDate,
}

/// Why an order is not in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRefusal {
    /// The word that scripts rely on.
    pub reason: &'static str,
    pub message: Message,
    pub next: Option<Message>,
}

/// What became of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportItem {
    pub order: OrderCode,
    /// Why it is not in the file, where it is not.
    pub refusal: Option<ExportRefusal>,
    /// What its label does not say though the buyer wishes it.
    pub warning: Option<Message>,
}

/// A file as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExportPart {
    pub content: Vec<u8>,
    /// The orders in it.
    pub hand_overs: Vec<HandOver>,
}

/// What an export does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExportPlan {
    /// The files, in their order; none where there is nothing to hand over.
    pub parts: Vec<ExportPart>,
    /// The orders, the oldest import first.
    pub items: Vec<ExportItem>,
    /// How many were left out because they were handed over before.
    pub exported_before: usize,
    /// How many were left out because they may not leave the house.
    pub not_leaving: usize,
    /// Delivery companies whose orders were left out because they belong to another format: which, and how
    /// many orders; only where somebody might miss them.
    pub other_formats: BTreeMap<String, (ExportFormat, usize)>,
    /// Delivery companies of orders that were left out because they belong to no label format.
    pub unmapped_carriers: BTreeSet<String>,
}

impl ExportPlan {
    /// How many orders are handed over.
    pub fn count_exported(&self) -> usize {
        self.items.iter().filter(|item| item.refusal.is_none()).count()
    }

    /// How many are refused.
    pub fn count_refused(&self) -> usize {
        self.items.len() - self.count_exported()
    }
}
