//! What a step tells of its work: counts, items, warnings.

use chrono::NaiveDate;

use crate::domain::confirm::Failure;
use crate::domain::ids::{OrderNo, PackNo};
use crate::domain::mapping::Unread;
use crate::domain::open_order::NeedsPerson;
use crate::domain::order::Status;
use crate::domain::parcel::{NotSent, Parcel};
use crate::domain::quantity::NotSet;
use crate::domain::reject::Problem;
use crate::domain::said::Said;
use crate::domain::time::Jst;
use crate::domain::tracking::Breach;
use crate::domain::unread::UnreadRow;
use crate::plan::push_shipments::NotDue;

/// What happened to one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The order's code, or the cart's number where there is no order.
    pub order: Option<String>,
    /// The order number.
    pub order_no: Option<OrderNo>,
    /// The SKU.
    pub sku: Option<String>,
    /// A word of the contract, as `imported`.
    pub outcome: &'static str,
    /// Why, where the outcome does not say it all.
    pub why: Option<Why>,
}

/// Why an outcome is what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// A row could not be imported.
    Problem(Problem),
    /// Staff took the reject off the list.
    Dismissed,
    /// Staff have to look at the order.
    NeedsPerson {
        /// Its code.
        order: String,
        /// Why.
        why: NeedsPerson,
        /// Every order number that it is about.
        numbers: Vec<OrderNo>,
    },
    /// A cancellation is no longer asked for.
    Withdrawn {
        /// Whether no other cancellation, and no question for a person, is left.
        is_free: bool,
        /// Where the order is in the warehouse.
        status: Status,
    },
    /// The planned ship date that Qoo10 shows; none when it shows none.
    Planned {
        /// The date.
        date: Option<NaiveDate>,
    },
    /// The planned ship date is further away than Qoo10 takes (SCH-4).
    BeyondLimit {
        /// The date.
        date: NaiveDate,
    },
    /// What Qoo10 knows of the parcel.
    Parcel(Parcel),
    /// An order is not told to Qoo10 as shipped.
    NotSent(NotSent),
    /// An order that was asked for is not due (SHP-8).
    NotDue(NotDue),
    /// What a listing shows now.
    Quantity {
        /// Item code and option.
        listing: String,
        /// Pieces.
        qty: i64,
        /// What Qoo10 was told before.
        was: Option<i64>,
    },
    /// A listing's quantity is not set.
    NotSet {
        /// Item code and option.
        listing: String,
        /// Why.
        why: NotSet,
    },
    /// An order number is not confirmed.
    NotConfirmed {
        /// Why.
        failure: Failure,
        /// Qoo10's code.
        code: Option<i64>,
        /// What else is known.
        detail: Said,
    },
}

/// A warning, which names everything it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// The add-on list of an item could not be had (IMP-11).
    AddonsUnavailable {
        /// Qoo10's item code.
        item_code: String,
        /// What went wrong.
        detail: Said,
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
    ItemNotRead {
        /// Qoo10's item code.
        item_code: String,
        /// Why.
        why: Unread,
    },
    /// A planned ship date is not the one that the rules give (SCH-4).
    DateMoved {
        /// The order.
        order: String,
        /// The date of the rules.
        from: NaiveDate,
        /// The date that was registered; none: it waits.
        to: Option<NaiveDate>,
    },
    /// Orders that left the house on earlier days, of which Qoo10 was never told (SHP-7).
    MissedShipments {
        /// Their codes.
        orders: Vec<String>,
        /// The earliest of these days.
        since: NaiveDate,
    },
    /// Orders that left the house on earlier days, and that a run could not tell Qoo10 (SHP-7).
    ShipmentsNotTaken {
        /// Their codes.
        orders: Vec<String>,
        /// The earliest of these days.
        since: NaiveDate,
    },
    /// Orders that are shipped, without a tracking number that Qoo10 could be told.
    ShippedWithoutNumber {
        /// Their codes.
        orders: Vec<String>,
    },
    /// Orders that are shipped with a tracking number, and that Qoo10 has no planned ship date of, so that it cannot be
    /// told (SHP-8).
    NotScheduled {
        /// Their codes.
        orders: Vec<String>,
    },
    /// A tracking number breaks a rule, and is sent all the same.
    DoubtfulNumber {
        /// The order.
        order: String,
        /// How.
        breach: Breach,
    },
    /// An order named with `--order` gets no planned ship date now.
    NotDue {
        /// The order.
        order: String,
    },
    /// A claim row cannot be read.
    ClaimUnreadable {
        /// What is wrong with it.
        detail: String,
        /// The order and cart numbers that can be found in it; without any it may be about every order.
        numbers: Vec<String>,
    },
    /// Qoo10's lists hold a row that cannot be read, so that reading back settles nothing about these orders.
    ReadBackUnreadable {
        /// What is wrong with it.
        detail: String,
        /// Their codes.
        orders: Vec<String>,
    },
    /// Orders whose texts hold bytes that are no UTF-8: each became `�`.
    NotUtf8 {
        /// Their codes.
        orders: Vec<String>,
    },
    /// Rows of Qoo10's item list that cannot be read.
    ItemsUnreadable {
        /// How many.
        count: u64,
    },
    /// A look-up by number got no answer; the order is taken up by the next run.
    LookUpFailed {
        /// The number.
        order_no: OrderNo,
        /// What went wrong.
        detail: Said,
    },
    /// Qoo10 has options that the state file does not have: they are left alone.
    UnknownOptions {
        /// Qoo10's item code.
        item_code: String,
        /// The options.
        options: Vec<String>,
    },
    /// This machine's clock was set back, or is wrong.
    ClockWentBack {
        /// What it shows.
        now: Jst,
        /// When the last run ended.
        last: Jst,
    },
    /// The seller key's year is almost over, or over.
    KeyEnds {
        /// Its last day.
        ends_on: NaiveDate,
        /// Days until then; negative once it is over.
        days_left: i64,
    },
    /// A health check or webhook could not be told of the run.
    NoticeLost {
        /// Which, and why.
        detail: Said,
    },
    /// A cart named with `--order` is imported already, and Qoo10 lists it no more.
    NotListed {
        /// The cart.
        cart: String,
    },
}

impl Warning {
    /// A claim row that cannot be read.
    pub fn claim(row: &UnreadRow) -> Self {
        Self::ClaimUnreadable { detail: row.problem.clone(), numbers: row.numbers() }
    }
}

/// All that a step has to tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StepReport {
    /// Counts by outcome, in the order of the contract.
    pub counts: Vec<(&'static str, u64)>,
    /// What happened to each thing; where `keeps_all_items` is off, only what somebody must look at.
    pub items: Vec<Item>,
    /// Whether also the items that went well are kept.
    pub keeps_all_items: bool,
    /// Of the unchanged listings, those whose SKU has no known free stock, so that nothing can be told of them.
    pub without_stock: u64,
    /// What else is worth knowing.
    pub warnings: Vec<Warning>,
}

impl StepReport {
    /// A report with all counts at 0.
    pub fn new(outcomes: &[&'static str], keeps_all_items: bool) -> Self {
        let counts = outcomes.iter().map(|name| (*name, 0)).collect();
        Self { counts, keeps_all_items, ..Self::default() }
    }

    /// Counts one more, or several.
    pub fn count(&mut self, outcome: &'static str, more: u64) {
        match self.counts.iter_mut().find(|(name, _)| *name == outcome) {
            Some((_, n)) => *n += more,
            None => self.counts.push((outcome, more)),
        }
    }

    /// Whether something was left for a person: outcomes that say so, or answers that nobody can read.
    pub fn needs_a_look(&self) -> bool {
        const OUTCOMES: &[&str] = &["rejected", "needs_person", "failed", "refused", "blocked"];
        let unknown = |warning: &Warning| {
            matches!(
                warning,
                Warning::ClaimUnreadable { .. }
                    | Warning::LookUpFailed { .. }
                    | Warning::ItemNotRead { .. }
                    | Warning::ItemsUnreadable { .. }
            )
        };
        let not_due = |item: &Item| matches!(item.why, Some(Why::NotDue(why)) if why != NotDue::AlreadyTold);
        OUTCOMES.iter().any(|outcome| self.counted(outcome) > 0)
            || self.warnings.iter().any(unknown)
            || self.items.iter().any(not_due)
    }

    /// How many had an outcome.
    pub fn counted(&self, outcome: &str) -> u64 {
        self.counts.iter().find(|(name, _)| *name == outcome).map_or(0, |(_, n)| *n)
    }
}

impl Item {
    /// Qoo10's code, where it gave one.
    pub fn code(&self) -> Option<i64> {
        match &self.why {
            Some(Why::NotConfirmed { code, .. }) => *code,
            Some(Why::NotSent(why)) => why.code(),
            Some(Why::NotSet { why, .. }) => why.code(),
            _ => None,
        }
    }
}
