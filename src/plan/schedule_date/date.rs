//! Which planned ship date an order gets (SCH-2, SCH-3, SCH-4, SCH-7, SCH-8). The run date is a date of
//! Japan: a run at 23:59 and one at 00:01 differ by a day, and in nothing else.

use chrono::{Days, NaiveDate};

use super::facts::DateFacts;
use crate::domain::calendar::{Calendar, Error};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateRules {
    /// Business days from the run date, where no lead days say otherwise.
    pub business_days: u32,
    /// Business days before a desired delivery date; none: it does not matter.
    pub count_back_days: Option<u32>,
    /// The furthest day after the run date that Qoo10 takes.
    pub max_days_ahead: u32,
    /// Whether a date beyond it becomes the last business day within it, or waits.
    pub clamp: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateDecision {
    Register {
        /// The planned ship date: a business day after the run date.
        date: NaiveDate,
        how: DateOrigin,
    },
    /// A later run registers it.
    Wait {
        /// The date that Qoo10 does not take yet.
        date: NaiveDate,
    },
    /// The same, for goods that cannot be shipped before (SCH-7).
    WaitForGoods {
        /// From when they can be shipped.
        available: NaiveDate,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrigin {
    BusinessDays,
    /// Business days back from the desired delivery date.
    CountedBack,
    /// From when reservation goods can be shipped, or the next business day (SCH-7).
    Available,
    /// The next business day, because the date would not have been after the run date.
    NextBusinessDay {
        /// The date that it would have been.
        instead_of: NaiveDate,
    },
    /// The last business day within the limit.
    Clamped {
        /// The date that it would have been.
        instead_of: NaiveDate,
    },
}

/// The planned ship date of an order, for a run on `run_on`.
///
/// # Errors
/// When the calendar has no such business day.
pub fn decide(
    run_on: NaiveDate,
    facts: &DateFacts,
    rules: &DateRules,
    calendar: &Calendar,
) -> Result<DateDecision, Error> {
    let limit = compute_last_day(run_on, rules).ok_or(Error::OutOfRange(run_on))?;
    // Asked first: it may lie in years that no calendar knows.
    if let Some(available) = facts.available.filter(|available| *available > limit) {
        return Ok(DateDecision::WaitForGoods { available });
    }
    let ordinary = decide_ordinary(run_on, facts, rules, calendar)?;
    match (ordinary, facts.available) {
        (DateDecision::Register { date, .. }, Some(available)) if date < available => {
            let date = calendar.add_business_days(available, 0)?;
            Ok(match date > limit {
                true => DateDecision::WaitForGoods { available },
                false => DateDecision::Register { date, how: DateOrigin::Available },
            })
        }
        (ordinary, _) => Ok(ordinary),
    }
}

/// The date of an order whose goods are there (SCH-2, SCH-3, SCH-4).
fn decide_ordinary(
    run_on: NaiveDate,
    facts: &DateFacts,
    rules: &DateRules,
    calendar: &Calendar,
) -> Result<DateDecision, Error> {
    let (wanted, how) = match facts.desired.zip(rules.count_back_days) {
        // Counting back from it could only end still earlier, or in years that no calendar knows.
        Some((desired, _)) if desired <= run_on => (desired, DateOrigin::CountedBack),
        Some((desired, days)) => (calendar.subtract_business_days(desired, days)?, DateOrigin::CountedBack),
        None => {
            let days = facts.lead_days.unwrap_or(rules.business_days);
            (calendar.add_business_days(run_on, days)?, DateOrigin::BusinessDays)
        }
    };
    let (date, how) = if wanted > run_on {
        (wanted, how)
    } else {
        (calendar.add_business_days(run_on, 1)?, DateOrigin::NextBusinessDay { instead_of: wanted })
    };
    let limit = compute_last_day(run_on, rules).ok_or(Error::OutOfRange(run_on))?;
    if date <= limit {
        return Ok(DateDecision::Register { date, how });
    }
    let within = if rules.clamp { calendar.find_last_open_day(run_on, limit)? } else { None };
    Ok(match within {
        Some(last) => DateDecision::Register { date: last, how: DateOrigin::Clamped { instead_of: date } },
        None => DateDecision::Wait { date },
    })
}

/// The last day that Qoo10 takes on `run_on`; none past the last date that there is.
pub fn compute_last_day(run_on: NaiveDate, rules: &DateRules) -> Option<NaiveDate> {
    run_on.checked_add_days(Days::new(rules.max_days_ahead.into()))
}

#[cfg(test)]
#[path = "date_tests.rs"]
mod tests;
