//! Business days (SCH-2, SCH-3, SCH-5): which days are open, why the others are not, and counting.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

use super::holidays::{self, UnknownYear};
use crate::vocabulary::{Message, msg};

/// So many closed days in a row are taken for a calendar that never opens.
const MAX_CLOSURE_DAYS: u32 = 400;

/// Which days are open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    closed_weekdays: Vec<Weekday>,
    shop_holidays: BTreeMap<NaiveDate, Option<String>>,
    national_holidays: bool,
}

/// Why a day is closed. Where there are several reasons, the first in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClosureReason<'c> {
    /// A holiday of the shop, with its name if it has one.
    Shop(Option<&'c str>),
    /// A public holiday, with its Japanese name.
    National(&'static str),
    /// A weekday without business.
    Weekday(Weekday),
}

/// Why there is no such business day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Nobody knows the public holidays of that year.
    #[error(transparent)]
    UnknownYear(#[from] UnknownYear),
    /// The calendar stays closed.
    #[error("no business day within {MAX_CLOSURE_DAYS} days of {0}")]
    NeverOpen(NaiveDate),
    /// Past the last date that there is.
    #[error("there is no date so far from {0}")]
    OutOfRange(NaiveDate),
}

impl Error {
    /// Why, for people.
    pub fn message(self) -> Message {
        match self {
            Self::UnknownYear(year) => year.message(),
            Self::NeverOpen(from) => msg!("calendar-never_open", from = from, days = MAX_CLOSURE_DAYS),
            Self::OutOfRange(from) => msg!("calendar-out_of_range", from = from),
        }
    }
}

impl Calendar {
    /// A calendar; `national_holidays` adds Japan's.
    pub fn new(
        closed_weekdays: Vec<Weekday>,
        shop_holidays: BTreeMap<NaiveDate, Option<String>>,
        national_holidays: bool,
    ) -> Self {
        Self { closed_weekdays, shop_holidays, national_holidays }
    }

    /// Why a day is closed; none: it is a business day.
    ///
    /// # Errors
    /// With public holidays, outside the years of which they are known.
    pub fn find_closure(&self, date: NaiveDate) -> Result<Option<ClosureReason<'_>>, UnknownYear> {
        let national = if self.national_holidays { holidays::find_public_holiday(date)? } else { None };
        let shop = self.shop_holidays.get(&date).map(|name| ClosureReason::Shop(name.as_deref()));
        let weekday = || {
            let weekday = date.weekday();
            self.closed_weekdays.contains(&weekday).then_some(ClosureReason::Weekday(weekday))
        };
        Ok(shop.or(national.map(ClosureReason::National)).or_else(weekday))
    }

    /// Whether a day is a business day.
    ///
    /// # Errors
    /// As [`Calendar::find_closure`].
    pub fn is_open(&self, date: NaiveDate) -> Result<bool, UnknownYear> {
        Ok(self.find_closure(date)?.is_none())
    }

    /// The `n`-th business day after `from`, which itself never counts, open or not: Saturday + 1 = Monday.
    /// With `n` = 0 `from` itself, or the next business day when it is closed.
    ///
    /// # Errors
    /// When the calendar never opens, or the way leads out of the known years.
    pub fn add_business_days(&self, from: NaiveDate, n: u32) -> Result<NaiveDate, Error> {
        self.walk_business_days(from, n, NaiveDate::succ_opt)
    }

    /// The `n`-th business day before `date`, which itself never counts, open or not. With `n` = 0 `date`
    /// itself, or the business day before when it is closed.
    ///
    /// # Errors
    /// As [`Calendar::add_business_days`].
    pub fn subtract_business_days(&self, date: NaiveDate, n: u32) -> Result<NaiveDate, Error> {
        self.walk_business_days(date, n, NaiveDate::pred_opt)
    }

    /// The last business day after `after` and not after `until`; none when there is none.
    ///
    /// # Errors
    /// As [`Calendar::find_closure`].
    pub fn find_last_open_day(
        &self,
        after: NaiveDate,
        until: NaiveDate,
    ) -> Result<Option<NaiveDate>, UnknownYear> {
        let mut day = Some(until);
        while let Some(date) = day.filter(|day| *day > after) {
            if self.is_open(date)? {
                return Ok(Some(date));
            }
            day = date.pred_opt();
        }
        Ok(None)
    }

    fn walk_business_days(
        &self,
        from: NaiveDate,
        n: u32,
        step: impl Fn(&NaiveDate) -> Option<NaiveDate>,
    ) -> Result<NaiveDate, Error> {
        if n == 0 && self.is_open(from)? {
            return Ok(from);
        }
        let (mut date, mut left, mut closed_in_a_row) = (from, n.max(1), 0);
        loop {
            date = step(&date).ok_or(Error::OutOfRange(from))?;
            if self.is_open(date)? {
                left -= 1;
                closed_in_a_row = 0;
            } else {
                closed_in_a_row += 1;
            }
            if left == 0 {
                return Ok(date);
            }
            if closed_in_a_row >= MAX_CLOSURE_DAYS {
                return Err(Error::NeverOpen(from));
            }
        }
    }
}

#[cfg(test)]
#[path = "calendar_tests.rs"]
mod tests;
