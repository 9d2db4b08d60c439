//! `holidays`: the shop's own holidays, by hand and from a file; and a month as the rules see it.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::csv_file::{Column, CsvFile, RowFault};
use crate::domain::calendar::{self, Calendar, ClosureReason};
use crate::domain::holidays::{FIRST_YEAR, LAST_YEAR};
use crate::domain::text::{excerpt, filled};
use crate::domain::time::{Month, date_of_cell};
use crate::plan::schedule_date::{self, DateDecision, DateRules};
use crate::store::{Error, Store};
use crate::vocabulary::{Message, RowOutcome, RowReason, msg};

/// The columns of a file of holidays.
pub const COLUMNS: [Column; 2] = [
    Column::required(&["date", "日付", "休業日", "年月日"]),
    Column::optional(&["name", "名称", "名前", "休業日名"]).or_else(&["備考"]),
];

/// A longer name is refused.
pub const LONGEST_NAME: usize = 100;

/// The shop's holidays, each with its name if it has one.
pub type Holidays = BTreeMap<NaiveDate, Option<String>>;

/// What adding a holiday does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HolidayChange {
    /// It is new.
    Added,
    /// It was there, and gets another name.
    Renamed,
    /// It was there.
    Unchanged,
}

impl HolidayChange {
    /// The word in JSON.
    pub fn outcome(self) -> RowOutcome {
        match self {
            Self::Added => RowOutcome::Added,
            Self::Renamed => RowOutcome::Renamed,
            Self::Unchanged => RowOutcome::Unchanged,
        }
    }

    /// The word that people read in a plan.
    pub fn message(self) -> Message {
        match self {
            Self::Added => msg!("holidays-would_be_added"),
            Self::Renamed => msg!("holidays-would_be_renamed"),
            Self::Unchanged => msg!("table-unchanged"),
        }
    }
}

/// Why something cannot be a holiday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HolidayError {
    /// Its row cannot be read.
    Row(RowFault),
    /// It has no date.
    DateMissing,
    /// This is no date.
    DateUnreadable(String),
    /// The date lies outside the years that the calendar knows: a slip, most likely.
    DateOutOfRange(NaiveDate),
    /// The name is longer than [`LONGEST_NAME`] characters.
    NameTooLong,
    /// A line above gives the date another name.
    OtherName {
        /// The line above.
        line: usize,
        /// The other name.
        name: String,
    },
}

impl HolidayError {
    /// The word that scripts rely on.
    pub fn reason(&self) -> RowReason {
        match self {
            Self::Row(fault) => fault.reason(),
            Self::DateMissing => RowReason::DateMissing,
            Self::DateUnreadable(_) => RowReason::DateUnreadable,
            Self::DateOutOfRange(_) => RowReason::DateOutOfRange,
            Self::NameTooLong => RowReason::NameTooLong,
            Self::OtherName { .. } => RowReason::OtherName,
        }
    }

    /// Why it cannot be a holiday, and what would do.
    pub fn message(&self) -> Message {
        match self {
            Self::Row(fault) => fault.message(),
            Self::DateMissing => msg!("holidays-date_missing"),
            Self::DateUnreadable(text) => msg!("files-date_unreadable", text = text),
            Self::DateOutOfRange(date) => {
                msg!("holidays-date_out_of_range", date = *date, first = FIRST_YEAR, last = LAST_YEAR)
            }
            Self::NameTooLong => msg!("holidays-name_too_long", most = LONGEST_NAME),
            Self::OtherName { line, name } => msg!("holidays-other_name", line = *line, name = name),
        }
    }
}

/// A date and a name as they may be kept: no spaces around the name, and none instead of an empty one.
///
/// # Errors
/// When they cannot be a holiday's.
pub fn checked(date: NaiveDate, name: Option<&str>) -> Result<Option<String>, HolidayError> {
    if !(FIRST_YEAR..=LAST_YEAR).contains(&date.year()) {
        return Err(HolidayError::DateOutOfRange(date));
    }
    let name = name.and_then(filled);
    if name.is_some_and(|name| name.chars().count() > LONGEST_NAME) {
        return Err(HolidayError::NameTooLong);
    }
    Ok(name.map(str::to_owned))
}

/// What adding a holiday to those known does. Without a name it leaves the name as it is.
fn change(known: &Holidays, date: NaiveDate, name: Option<&str>) -> HolidayChange {
    match (known.get(&date), name) {
        (None, _) => HolidayChange::Added,
        (Some(old), Some(name)) if old.as_deref() != Some(name) => HolidayChange::Renamed,
        (Some(_), _) => HolidayChange::Unchanged,
    }
}

/// Adds a holiday.
///
/// # Errors
/// When the state file cannot be written.
pub fn add(store: &mut Store, date: NaiveDate, name: Option<&str>) -> Result<HolidayChange, Error> {
    let change = change(&store.shop_holidays()?, date, name);
    if change != HolidayChange::Unchanged {
        let batch = store.batch()?;
        batch.put_shop_holiday(date, name)?;
        batch.commit()?;
    }
    Ok(change)
}

/// Takes a holiday away, and gives its name back; none when there is no such holiday.
///
/// # Errors
/// When the state file cannot be written.
pub fn remove(store: &mut Store, date: NaiveDate) -> Result<Option<Option<String>>, Error> {
    let Some(name) = store.shop_holidays()?.remove(&date) else { return Ok(None) };
    let batch = store.batch()?;
    batch.remove_shop_holiday(date)?;
    batch.commit()?;
    Ok(Some(name))
}

/// A row of a file that can be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedHoliday {
    /// Its line.
    pub line: usize,
    /// The date.
    pub date: NaiveDate,
    /// Its name.
    pub name: Option<String>,
    /// What taking it in does.
    pub change: HolidayChange,
}

/// A row of a file that cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadHolidayRow {
    /// Its line.
    pub line: usize,
    /// Why.
    pub why: HolidayError,
}

/// What loading a file does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HolidayLoad {
    /// The good rows.
    pub rows: Vec<AcceptedHoliday>,
    /// The others.
    pub refused: Vec<BadHolidayRow>,
}

impl HolidayLoad {
    /// How many rows do this.
    pub fn count(&self, change: HolidayChange) -> usize {
        self.rows.iter().filter(|row| row.change == change).count()
    }
}

/// Decides what loading a file does; nothing is written.
pub fn plan_load(known: &Holidays, file: &CsvFile<2>) -> HolidayLoad {
    let mut known = known.clone();
    let mut named: BTreeMap<NaiveDate, (usize, String)> = BTreeMap::new();
    let mut load = HolidayLoad::default();
    for row in file.rows() {
        let (line, checked) = match row {
            Ok(row) => (row.line, of_cells(&row.cells)),
            Err(bad) => (bad.line, Err(HolidayError::Row(bad.fault))),
        };
        let other = |date| named.get(&date).cloned();
        match checked {
            Ok((date, Some(name))) if other(date).is_some_and(|(_, other)| other != name) => {
                let (above, name) = other(date).unwrap_or_default();
                load.refused.push(BadHolidayRow { line, why: HolidayError::OtherName { line: above, name } });
            }
            Ok((date, name)) => {
                let change = change(&known, date, name.as_deref());
                if change != HolidayChange::Unchanged {
                    known.insert(date, name.clone());
                }
                if let Some(name) = &name {
                    named.entry(date).or_insert((line, name.clone()));
                }
                load.rows.push(AcceptedHoliday { line, date, name, change });
            }
            Err(why) => load.refused.push(BadHolidayRow { line, why }),
        }
    }
    load
}

fn of_cells(cells: &[Option<String>; 2]) -> Result<(NaiveDate, Option<String>), HolidayError> {
    let [date, name] = cells;
    let text = date.as_deref().ok_or(HolidayError::DateMissing)?;
    let date = date_of_cell(text).ok_or_else(|| HolidayError::DateUnreadable(excerpt(text, 20)))?;
    Ok((date, checked(date, name.as_deref())?))
}

/// Takes the good rows in, all at once.
///
/// # Errors
/// When the state file cannot be written: then nothing was taken in.
pub fn apply_load(store: &mut Store, load: &HolidayLoad) -> Result<(), Error> {
    let changes = load.rows.iter().filter(|row| row.change != HolidayChange::Unchanged);
    let mut changes = changes.peekable();
    if changes.peek().is_none() {
        return Ok(());
    }
    let batch = store.batch()?;
    for row in changes {
        batch.put_shop_holiday(row.date, row.name.as_deref())?;
    }
    batch.commit()
}

/// A day as the rules see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarDay<'c> {
    /// The day.
    pub date: NaiveDate,
    /// Why it is no business day; none: it is one.
    pub closed: Option<ClosureReason<'c>>,
    /// What a run on this day decides for an order without a desired date.
    pub run: DateDecision,
    /// The ship date counted back from it, where desired dates matter.
    pub counted_back: Option<NaiveDate>,
}

/// A month, day by day.
///
/// # Errors
/// When the calendar cannot say.
pub fn month<'c>(
    month: Month,
    rules: &DateRules,
    calendar: &'c Calendar,
) -> Result<Vec<CalendarDay<'c>>, calendar::Error> {
    let day = |date| {
        Ok(CalendarDay {
            date,
            closed: calendar.closed(date)?,
            run: schedule_date::decide(date, None, rules, calendar)?,
            counted_back: rules.count_back_days.map(|days| calendar.back(date, days)).transpose()?,
        })
    };
    month.days().map(day).collect()
}

#[cfg(test)]
#[path = "holidays_tests.rs"]
mod tests;
