//! What a step tells of its work: counts, items, warnings.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::ids::{OrderNo, PackNo};
use crate::domain::mapping::PullFailure;
use crate::domain::seller_key;
use crate::domain::time::Jst;
use crate::domain::tracking::RuleViolation;
use crate::domain::unread::UnreadRow;
use crate::plan::notice;
use crate::vocabulary::message::Fact;
use crate::vocabulary::notice::Alert;
use crate::vocabulary::{FormPoint, Message, Outcome, Reason, msg};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportItem {
    /// The order's code, or the cart's number where there is no order.
    pub order: Option<String>,
    pub order_no: Option<OrderNo>,
    pub sku: Option<String>,
    /// Qoo10's item code, where the item as a whole lacks something: one line tells of all its listings.
    pub whole_item: Option<String>,
    pub outcome: Outcome,
    /// Why, where the outcome does not say it all.
    pub reason: Option<Reason>,
    /// Qoo10's code, where it gave one.
    pub code: Option<i64>,
    /// Why and what to do, or what is so now.
    pub message: Option<Message>,
}

impl ReportItem {
    /// An item about an order, or nothing yet, that says no more than its outcome.
    pub fn new(order: Option<String>, order_no: Option<OrderNo>, outcome: Outcome) -> Self {
        let (sku, whole_item, reason, code, message) = (None, None, None, None, None);
        Self { order, order_no, sku, whole_item, outcome, reason, code, message }
    }

    /// What of it a webhook is told.
    fn to_alert(&self) -> Alert {
        let number = self.order_no.map(|no| no.to_string());
        let thing = self.order.clone().or_else(|| self.sku.clone()).or(number);
        let thing = thing.unwrap_or_else(|| "?".to_owned());
        Alert::Found { thing, outcome: self.outcome, reason: self.reason }
    }

    /// The same with what it has to say.
    #[must_use]
    pub fn with_message(self, message: Message) -> Self {
        Self { message: Some(message), ..self }
    }

    /// The same with why, and what to do.
    #[must_use]
    pub fn with_reason(self, reason: Reason, message: Message) -> Self {
        Self { reason: Some(reason), ..self.with_message(message) }
    }
}

/// A warning, which names everything it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// The add-on list of an item could not be fetched (IMP-11).
    AddonsUnavailable {
        item_code: String,
        detail: Message,
        /// The orders whose option text was kept whole.
        orders: Vec<String>,
    },
    /// A reject is no longer among Qoo10's new and unpaid orders.
    RejectGone {
        /// Its cart, as far as that was known.
        pack_no: Option<PackNo>,
        /// Its order number, as far as that was known.
        order_no: Option<OrderNo>,
    },
    /// An item that Qoo10 lists was not read, and stays as it was known.
    ItemNotRead { item_code: String, why: PullFailure },
    /// A planned ship date is not the one that the rules give (SCH-4).
    DateMoved {
        order: String,
        /// The date of the rules.
        from: NaiveDate,
        /// The date that was registered; none: it waits.
        to: Option<NaiveDate>,
    },
    /// Reservation goods that cannot be there on the day on which the buyer wants them (SCH-7).
    AfterDesiredDate {
        order: String,
        /// The planned ship date.
        date: NaiveDate,
        desired: NaiveDate,
    },
    /// From when an order can be shipped, Qoo10 says in words that cannot be read (SCH-7).
    AvailableUnreadable { order: String, order_no: String, text: String },
    /// Orders that were shipped on earlier days, of which Qoo10 was never told (SHP-7).
    MissedShipments {
        orders: Vec<String>,
        /// The earliest of these days.
        since: NaiveDate,
    },
    /// Orders that were shipped on earlier days, and that a run could not tell Qoo10 (SHP-7).
    ShipmentsNotTaken {
        orders: Vec<String>,
        /// The earliest of these days.
        since: NaiveDate,
    },
    /// Orders that are shipped, without a tracking number that Qoo10 could be told.
    ShippedWithoutNumber { orders: Vec<String> },
    /// Orders that are shipped with a tracking number, and that Qoo10 has no planned ship date of, so that it
    /// cannot be told (SHP-8).
    NotScheduled { orders: Vec<String> },
    /// A tracking number breaks a rule, and is sent all the same.
    DoubtfulNumber { order: String, breach: RuleViolation },
    /// An order named with `--order` gets no planned ship date now.
    NotDue { order: String },
    /// A claim row cannot be read.
    ClaimUnreadable {
        detail: Message,
        /// The order and cart numbers that can be found in it; without any it may be about every order.
        numbers: Vec<String>,
    },
    /// Qoo10's lists hold a row that cannot be read, so that reading back settles nothing about these orders.
    ReadBackUnreadable { detail: Message, orders: Vec<String> },
    /// Orders whose texts hold bytes that are no UTF-8: each became `�`.
    NotUtf8 { orders: Vec<String> },
    /// Rows of the item list that nobody can name by an item code: which.
    ItemsUnreadable { rows: Vec<Message> },
    /// Qoo10 lists no item at all, as it does to a key that was given out for orders.
    NoItems,
    /// A rule of the shop's own warns of these orders (IMP-24).
    RuleMatched { rule: String, orders: Vec<String> },
    /// A look-up by number got no answer; the order is taken up by the next run.
    LookUpFailed { order_no: OrderNo, detail: Message },
    /// Orders that no run has imported, of which nobody knows what pieces they take (STK-8).
    OrdersNotCounted {
        /// Order numbers, or cart numbers where there is none.
        orders: Vec<String>,
    },
    /// The same of a row without any number.
    RowNotCounted,
    /// Qoo10 has options that the state file does not have: they are left alone.
    UnknownOptions { item_code: String, options: Vec<String> },
    /// Qoo10 refuses a bulk call, and takes the key for others: the rows were sent one by one.
    BulkRefused {
        method: &'static str,
        /// Qoo10's code; none for an empty answer.
        code: Option<i64>,
    },
    /// This machine's clock was set back, or is wrong.
    ClockWentBack {
        /// What it shows.
        now: Jst,
        last: Jst,
    },
    /// The seller key's year is almost over, or over.
    KeyEnds {
        ends_on: NaiveDate,
        /// Days until then; negative once it is over.
        days_left: i64,
    },
    /// A health check or webhook could not be told of the run.
    NoticeLost {
        /// Which, and why.
        problems: Vec<Message>,
    },
    /// A cart named with `--order` is imported already, and Qoo10 lists it no more.
    NotListed { cart: String },
    /// An answer in a form that the program does not know.
    UnknownForm { point: FormPoint, shape: String, method: String },
    /// A row about a return, an exchange or a refund cannot be read: nothing is changed by it (SYN-12).
    OtherClaimUnreadable {
        detail: Message,
        /// The order and cart numbers that can be found in it.
        numbers: Vec<String>,
    },
}

impl Warning {
    pub fn from_unread_claim(row: &UnreadRow) -> Self {
        Self::ClaimUnreadable { detail: row.problem.clone(), numbers: row.numbers() }
    }

    pub fn from_unread_other_claim(row: &UnreadRow) -> Self {
        Self::OtherClaimUnreadable { detail: row.problem.clone(), numbers: row.numbers() }
    }

    pub fn message(&self) -> Message {
        match self {
            Self::AddonsUnavailable { item_code, detail, orders } => {
                let orders = add_orders(msg!("report-addons_unavailable", item = item_code), orders);
                orders.with("detail", detail)
            }
            Self::RejectGone { pack_no, order_no } => explain_gone(*pack_no, *order_no),
            Self::ItemNotRead { item_code, why } => why.message(item_code),
            Self::DateMoved { order, from, to } => explain_moved(order, *from, *to),
            Self::AfterDesiredDate { order, date, desired } => {
                msg!("report-after_desired_date", order = order, date = *date, desired = *desired)
            }
            Self::AvailableUnreadable { order, order_no, text } => {
                msg!("report-available_unreadable_of", order = order, order_no = order_no, text = text)
            }
            Self::MissedShipments { orders, since } => {
                add_counted_orders(msg!("report-missed_shipments", since = *since), orders)
            }
            Self::ShipmentsNotTaken { orders, since } => {
                add_counted_orders(msg!("report-shipments_not_taken", since = *since), orders)
            }
            Self::ShippedWithoutNumber { orders } => {
                add_counted_orders(msg!("report-shipped_without_number"), orders)
            }
            Self::NotScheduled { orders } => add_counted_orders(msg!("report-not_scheduled"), orders),
            Self::DoubtfulNumber { order, breach } => {
                msg!("report-doubtful_number", order = order, why = breach.message())
            }
            Self::NotDue { order } => msg!("report-order_not_due", order = order),
            Self::ClaimUnreadable { detail, numbers } if numbers.is_empty() => {
                msg!("report-claim_unreadable_of_anyone", detail = detail)
            }
            Self::ClaimUnreadable { detail, numbers } => {
                msg!("report-claim_unreadable", detail = detail, numbers = numbers.clone())
            }
            Self::ReadBackUnreadable { detail, orders } => {
                add_orders(msg!("report-read_back_unreadable", detail = detail), orders)
            }
            Self::NotUtf8 { orders } => add_orders(msg!("report-not_utf8"), orders),
            Self::RuleMatched { rule, orders } => explain_rule(rule, orders),
            Self::ItemsUnreadable { rows } => {
                msg!("report-items_unreadable", n = rows.len(), rows = rows.clone())
            }
            Self::NoItems => msg!("report-no_items"),
            Self::LookUpFailed { order_no, detail } => {
                msg!("report-look_up_failed", order_no = order_no.to_string(), detail = detail)
            }
            Self::OrdersNotCounted { orders } => {
                add_counted_orders(msg!("report-orders_not_counted"), orders)
            }
            Self::RowNotCounted => msg!("report-row_not_counted"),
            Self::UnknownOptions { item_code, options } => {
                msg!("report-unknown_options", item = item_code, options = options.clone())
            }
            Self::BulkRefused { method, code } => explain_refused_bulk(method, *code),
            Self::ClockWentBack { now, last } => explain_clock(*now, *last),
            Self::KeyEnds { ends_on, days_left: days @ 0.. } => {
                msg!("report-key_ends", ends_on = *ends_on, days = *days)
            }
            Self::KeyEnds { ends_on, .. } => msg!("report-key_over", ends_on = *ends_on),
            Self::NoticeLost { problems } => msg!("report-notice_lost", why = problems.clone()),
            Self::NotListed { cart } => msg!("report-not_listed", cart = cart),
            Self::UnknownForm { point, shape, method } => {
                msg!("report-unknown_form", method = method, point = point.as_str(), shape = shape)
            }
            Self::OtherClaimUnreadable { detail, numbers } => explain_other_claim(detail, numbers),
        }
    }
}

fn explain_clock(now: Jst, last: Jst) -> Message {
    let [now, last] = [now, last].map(|at| at.format("%Y-%m-%d %H:%M:%S").to_string());
    msg!("report-clock_went_back", now = now, last = last)
}

/// Only a cart with a number can be named to `import`.
fn explain_gone(pack_no: Option<PackNo>, order_no: Option<OrderNo>) -> Message {
    let order_no = order_no.map_or_else(|| "?".to_owned(), |no| no.to_string());
    match pack_no {
        Some(cart) => msg!("report-reject_gone", cart = cart.to_string(), order_no = order_no),
        None => msg!("report-unnamed_reject_gone", order_no = order_no),
    }
}

fn explain_moved(order: &str, from: NaiveDate, to: Option<NaiveDate>) -> Message {
    match to {
        Some(to) => msg!("report-date_moved", order = order, from = from, to = to),
        None => msg!("report-date_waits", order = order, from = from),
    }
}

fn explain_other_claim(detail: &Message, numbers: &[String]) -> Message {
    match numbers {
        [] => msg!("report-other_claim_unreadable_of_anyone", detail = detail),
        _ => msg!("report-other_claim_unreadable", detail = detail, numbers = numbers.to_vec()),
    }
}

fn explain_refused_bulk(method: &'static str, code: Option<i64>) -> Message {
    match code {
        Some(code) => msg!("report-bulk_refused", method = method, code = code),
        None => msg!("report-bulk_refused_without_code", method = method),
    }
}

fn explain_rule(rule: &str, orders: &[String]) -> Message {
    add_orders(msg!("report-rule_matched", rule = rule), orders)
}

fn add_orders(sentence: Message, orders: &[String]) -> Message {
    sentence.with("orders", Fact::from(orders.to_vec()))
}

fn add_counted_orders(sentence: Message, orders: &[String]) -> Message {
    add_orders(sentence, orders).with("n", orders.len())
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StepReport {
    /// Counts by outcome, in the order of the contract.
    pub counts: Vec<(Outcome, u64)>,
    /// What happened to each thing; where `keeps_all_items` is off, only what somebody must look at.
    pub items: Vec<ReportItem>,
    /// Whether also the items that went well are kept.
    pub keeps_all_items: bool,
    /// Of the unchanged listings, those whose SKU has no known free stock, so that nothing can be told of
    /// them.
    pub without_stock: u64,
    pub warnings: Vec<Warning>,
    /// Outcomes that ask for nobody, because another step has done so.
    pub reported_elsewhere: &'static [Outcome],
}

impl StepReport {
    pub fn new(outcomes: &[Outcome], keeps_all_items: bool) -> Self {
        let counts = outcomes.iter().map(|outcome| (*outcome, 0)).collect();
        Self { counts, keeps_all_items, ..Self::default() }
    }

    /// Counts one more, or several.
    pub fn count(&mut self, outcome: Outcome, more: u64) {
        match self.counts.iter_mut().find(|(one, _)| *one == outcome) {
            Some((_, n)) => *n += more,
            None => self.counts.push((outcome, more)),
        }
    }

    /// Whether something was left for a person: outcomes that say so, or answers that nobody can read.
    pub fn needs_person(&self) -> bool {
        let unknown = |warning: &Warning| {
            matches!(
                warning,
                Warning::ClaimUnreadable { .. }
                    | Warning::OtherClaimUnreadable { .. }
                    | Warning::LookUpFailed { .. }
                    | Warning::ItemNotRead { .. }
                    | Warning::ItemsUnreadable { .. }
            )
        };
        // Somebody asked for the order by name, and nothing was done.
        let not_due =
            |item: &ReportItem| item.outcome == Outcome::NotDue && item.reason != Some(Reason::AlreadyTold);
        self.counts.iter().any(|(outcome, n)| *n > 0 && self.asks_for_somebody(*outcome))
            || self.warnings.iter().any(unknown)
            || self.items.iter().any(not_due)
    }

    /// What in it needs a person, for a webhook.
    pub fn collect_alerts(&self) -> BTreeSet<Alert> {
        let items = self
            .items
            .iter()
            .filter(|item| notice::should_alert(item.outcome) && self.asks_for_somebody(item.outcome));
        let mut found: BTreeSet<Alert> = items.map(ReportItem::to_alert).collect();
        for warning in &self.warnings {
            let of = |orders: &[String], matter: fn(String) -> Alert| -> Vec<Alert> {
                orders.iter().cloned().map(matter).collect()
            };
            found.extend(match warning {
                Warning::MissedShipments { orders, .. } => {
                    of(orders, |order| Alert::MissedShipment { order })
                }
                Warning::ShipmentsNotTaken { orders, .. } => {
                    of(orders, |order| Alert::ShipmentNotTaken { order })
                }
                Warning::ShippedWithoutNumber { orders } => {
                    of(orders, |order| Alert::NoTrackingNumber { order })
                }
                Warning::NotScheduled { orders } => of(orders, |order| Alert::NotScheduled { order }),
                Warning::ClaimUnreadable { .. } => vec![Alert::ClaimUnreadable],
                Warning::AvailableUnreadable { order, .. } => {
                    let (outcome, reason) = (Outcome::Waiting, Some(Reason::AvailableUnreadable));
                    vec![Alert::Found { thing: order.clone(), outcome, reason }]
                }
                Warning::OtherClaimUnreadable { .. } => vec![Alert::OtherClaimUnreadable],
                Warning::KeyEnds { days_left, .. } if *days_left < 0 => vec![Alert::KeyOver],
                Warning::KeyEnds { days_left, .. } => {
                    vec![Alert::KeyEnds {
                        days: seller_key::find_due_warning(*days_left).unwrap_or_default(),
                    }]
                }
                _ => Vec::new(),
            });
        }
        found
    }

    fn asks_for_somebody(&self, outcome: Outcome) -> bool {
        outcome.needs_attention() && !self.reported_elsewhere.contains(&outcome)
    }

    pub fn count_of(&self, outcome: Outcome) -> u64 {
        self.counts.iter().find(|(one, _)| *one == outcome).map_or(0, |(_, n)| *n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sch_09_what_another_step_has_told_of_asks_for_nobody() {
        let mut report = StepReport::new(&[Outcome::Blocked], true);
        report.count(Outcome::Blocked, 1);
        report.items.push(ReportItem::new(Some("1".to_owned()), None, Outcome::Blocked));
        assert!(report.needs_person() && report.collect_alerts().len() == 1);
        report.reported_elsewhere = &[Outcome::Blocked];
        assert!(!report.needs_person() && report.collect_alerts().is_empty());
    }

    #[test]
    fn sch_07_a_webhook_is_told_of_a_date_that_cannot_be_read() {
        let mut report = StepReport::new(&[Outcome::Waiting], true);
        let (order, order_no, text) = ("1".to_owned(), "10".to_owned(), "soon".to_owned());
        report.warnings.push(Warning::AvailableUnreadable { order, order_no, text });
        assert!(!report.needs_person(), "waiting alone is exit 0");
        let reason = Some(Reason::AvailableUnreadable);
        let wanted = Alert::Found { thing: "1".to_owned(), outcome: Outcome::Waiting, reason };
        assert_eq!(report.collect_alerts().into_iter().collect::<Vec<_>>(), [wanted]);
    }
}
