//! What happened in the last 30 days: orders and shipments of each day, failures by their reason.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate};

use crate::vocabulary::{Outcome, Reason, Step};

/// So many days, the last of them today.
pub const REPORT_DAYS: i64 = 30;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayCounts {
    pub date: NaiveDate,
    pub ordered: u64,
    pub shipped: u64,
}

pub fn first_day(today: NaiveDate) -> NaiveDate {
    today - Duration::days(REPORT_DAYS - 1)
}

/// Every day until today, also those on which nothing happened.
pub fn list_days(
    today: NaiveDate,
    ordered: &BTreeMap<NaiveDate, u64>,
    shipped: &BTreeMap<NaiveDate, u64>,
) -> Vec<DayCounts> {
    let of = |counts: &BTreeMap<NaiveDate, u64>, date| counts.get(&date).copied().unwrap_or(0);
    let dates = first_day(today).iter_days().take_while(|date| *date <= today);
    dates.map(|date| DayCounts { date, ordered: of(ordered, date), shipped: of(shipped, date) }).collect()
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FailureGroup {
    pub step: Step,
    /// `failed`, `refused`, `blocked` or `rejected`.
    pub outcome: Outcome,
    /// Why; none: nobody knows.
    pub reason: Option<Reason>,
    /// Qoo10's code; 0 says nothing and is left out.
    pub code: Option<i64>,
}

/// One order, order number or SKU that failed: step, outcome, code, reason, and which it is.
pub type FailedEntry<'a> = (Step, Outcome, Option<i64>, Option<Reason>, &'a str);

/// Counts what failed by the reason, the most frequent first, each order or SKU once.
pub fn count_by_reason<'a>(failed: impl IntoIterator<Item = FailedEntry<'a>>) -> Vec<(FailureGroup, u64)> {
    let mut things: BTreeMap<FailureGroup, BTreeSet<&str>> = BTreeMap::new();
    for (step, outcome, code, reason, thing) in failed {
        let failure = FailureGroup { step, outcome, reason, code: code.filter(|code| *code != 0) };
        things.entry(failure).or_default().insert(thing);
    }
    let count = |(failure, things): (FailureGroup, BTreeSet<&str>)| (failure, things.len() as u64);
    let mut counts: Vec<(FailureGroup, u64)> = things.into_iter().map(count).collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_iso_date;

    #[test]
    fn quiet_days_are_days_too() {
        let date = |text| parse_iso_date(text).unwrap();
        let today = date("2026-07-01");
        let ordered = BTreeMap::from([(date("2026-06-01"), 9), (date("2026-06-02"), 2), (today, 3)]);
        let shipped = BTreeMap::from([(date("2026-06-03"), 1), (date("2026-07-02"), 7)]);
        let days = list_days(today, &ordered, &shipped);
        assert_eq!(days.len(), 30);
        assert_eq!(days[0], DayCounts { date: date("2026-06-02"), ordered: 2, shipped: 0 });
        assert_eq!((days[1].ordered, days[1].shipped), (0, 1));
        assert_eq!(days[29], DayCounts { date: today, ordered: 3, shipped: 0 });
    }

    #[test]
    fn the_same_reason_is_counted_together_each_thing_once() {
        let counted = count_by_reason([
            (Step::Import, Outcome::Rejected, None, Some(Reason::SellerCodeMissing), "7"),
            (Step::Import, Outcome::Rejected, Some(0), Some(Reason::SellerCodeMissing), "8"),
            (Step::Import, Outcome::Rejected, Some(0), Some(Reason::SellerCodeMissing), "8"),
            (Step::PushShipments, Outcome::Failed, Some(-10105), Some(Reason::NumberLength), "1"),
            (Step::PushShipments, Outcome::Failed, Some(-10105), Some(Reason::NumberLength), "2"),
            (Step::PushShipments, Outcome::Failed, Some(-10105), Some(Reason::NumberLength), "3"),
            (Step::PushShipments, Outcome::Failed, None, None, "1"),
        ]);
        let told: Vec<_> = counted.iter().map(|(f, n)| (f.reason, f.code, *n)).collect();
        assert_eq!(
            told,
            [
                (Some(Reason::NumberLength), Some(-10105), 3),
                (Some(Reason::SellerCodeMissing), None, 2),
                (None, None, 1)
            ]
        );
    }
}
