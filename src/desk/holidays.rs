//! `holidays`: the shop's own holidays, by hand and from a file; and a month as the rules see it.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::csv_file::{Column, CsvFile, RowFault};
use super::loading::{self, CsvLoad, Field, FieldKind, FieldValue, LoadPlan, LoadRow, ParsedRow, RowError};
use crate::domain::calendar::{self, Calendar, ClosureReason};
use crate::domain::holidays::{FIRST_YEAR, LAST_YEAR};
use crate::domain::time::{Jst, Month, parse_cell_date};
use crate::plan::schedule_date::{self, DateDecision, DateFacts, DateRules};
use crate::store::{Batch, Error, Store};
use crate::strings::clean::filled;
use crate::strings::printable::truncate;
use crate::vocabulary::{Message, RowOutcome, RowReason, msg};

/// The Cabinet Office's heading for the date.
const CABINET_DATE: &str = "国民の祝日・休日月日";

/// Its file goes back to that year, before the calendar knows any.
const CABINET_FIRST_YEAR: i32 = 1955;

pub const COLUMNS: [Column; 2] = [
    Column::required(&["date", "日付", "休業日", "年月日", CABINET_DATE]),
    Column::optional(&["name", "名称", "名前", "休業日名", "国民の祝日・休日名称"]).with_fallback(&["備考"]),
];

pub const MAX_NAME_LENGTH: usize = 100;

/// The shop's holidays, each with its name if it has one.
pub type Holidays = BTreeMap<NaiveDate, Option<String>>;

/// Why something cannot be a holiday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HolidayError {
    Row(RowFault),
    DateMissing,
    DateUnreadable(String),
    /// The date lies outside the years that the calendar knows: a slip, most likely.
    DateOutOfRange(NaiveDate),
    /// The name is longer than [`MAX_NAME_LENGTH`] characters.
    NameTooLong,
    /// A line above gives the date another name.
    OtherName {
        line: usize,
        name: String,
    },
}

impl RowError for HolidayError {
    fn from_fault(fault: RowFault) -> Self {
        Self::Row(fault)
    }

    fn reason(&self) -> RowReason {
        match self {
            Self::Row(fault) => fault.reason(),
            Self::DateMissing => RowReason::DateMissing,
            Self::DateUnreadable(_) => RowReason::DateUnreadable,
            Self::DateOutOfRange(_) => RowReason::DateOutOfRange,
            Self::NameTooLong => RowReason::NameTooLong,
            Self::OtherName { .. } => RowReason::OtherName,
        }
    }

    fn message(&self) -> Message {
        match self {
            Self::Row(fault) => fault.message(),
            Self::DateMissing => msg!("holidays-date_missing"),
            Self::DateUnreadable(text) => msg!("files-date_unreadable", text = text),
            Self::DateOutOfRange(date) => {
                msg!("holidays-date_out_of_range", date = *date, first = FIRST_YEAR, last = LAST_YEAR)
            }
            Self::NameTooLong => msg!("holidays-name_too_long", most = MAX_NAME_LENGTH),
            Self::OtherName { line, name } => msg!("holidays-other_name", line = *line, name = name),
        }
    }
}

/// A date and a name as they may be kept: no spaces around the name, and none instead of an empty one.
///
/// # Errors
/// When they cannot be a holiday's.
pub fn check_holiday(date: NaiveDate, name: Option<&str>) -> Result<Option<String>, HolidayError> {
    if date.year() < FIRST_YEAR {
        return Err(HolidayError::DateOutOfRange(date));
    }
    check_known_holiday(date, name)
}

/// The same for the Cabinet Office's file, in which no old year is a slip.
fn check_known_holiday(date: NaiveDate, name: Option<&str>) -> Result<Option<String>, HolidayError> {
    if !(CABINET_FIRST_YEAR..=LAST_YEAR).contains(&date.year()) {
        return Err(HolidayError::DateOutOfRange(date));
    }
    let name = name.and_then(filled);
    if name.is_some_and(|name| name.chars().count() > MAX_NAME_LENGTH) {
        return Err(HolidayError::NameTooLong);
    }
    Ok(name.map(str::to_owned))
}

/// What adding a holiday to those known does. Without a name it leaves the name as it is.
fn plan_change(known: &Holidays, date: NaiveDate, name: Option<&str>) -> RowOutcome {
    match (known.get(&date), name) {
        (None, _) => RowOutcome::Added,
        (Some(old), Some(name)) if old.as_deref() != Some(name) => RowOutcome::Renamed,
        (Some(_), _) => RowOutcome::Unchanged,
    }
}

/// Adds a holiday.
///
/// # Errors
/// When the state file cannot be written.
pub fn add(store: &mut Store, date: NaiveDate, name: Option<&str>) -> Result<RowOutcome, Error> {
    let change = plan_change(&store.list_shop_holidays()?, date, name);
    if change != RowOutcome::Unchanged {
        let batch = store.start_batch()?;
        batch.write_shop_holiday(date, name)?;
        batch.commit()?;
    }
    Ok(change)
}

/// Takes a holiday away, and gives its name back; none when there is no such holiday.
///
/// # Errors
/// When the state file cannot be written.
pub fn remove(store: &mut Store, date: NaiveDate) -> Result<Option<Option<String>>, Error> {
    let Some(name) = store.list_shop_holidays()?.remove(&date) else { return Ok(None) };
    let batch = store.start_batch()?;
    batch.remove_shop_holiday(date)?;
    batch.commit()?;
    Ok(Some(name))
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedHoliday {
    pub date: NaiveDate,
    pub name: Option<String>,
    pub outcome: RowOutcome,
}

impl LoadRow for AcceptedHoliday {
    const FIELDS: &'static [Field] = &[
        Field::new("date", FieldKind::Text, || msg!("table-date")),
        Field::new("name", FieldKind::Text, || msg!("table-name")),
    ];
    const OUTCOMES: &'static [RowOutcome] = &[RowOutcome::Added, RowOutcome::Renamed, RowOutcome::Unchanged];
    const SUMMARY: fn() -> Message = || msg!("holidays-summary");

    fn outcome(&self) -> RowOutcome {
        self.outcome
    }

    fn values(&self) -> Vec<FieldValue> {
        vec![FieldValue::Day(self.date), self.name.as_deref().into()]
    }

    fn write_row(&self, batch: &Batch<'_>, _now: Jst) -> Result<(), Error> {
        batch.write_shop_holiday(self.date, self.name.as_deref())
    }
}

/// What the state file knows when a file of holidays is loaded.
struct HolidayLoad<'k> {
    known: &'k Holidays,
    is_cabinet_file: bool,
}

impl CsvLoad<2> for HolidayLoad<'_> {
    type Parsed = (NaiveDate, Option<String>);
    type Row = AcceptedHoliday;
    type Error = HolidayError;

    fn parse(&self, cells: &[Option<String>; 2]) -> Result<Self::Parsed, HolidayError> {
        let [date, name] = cells;
        let text = date.as_deref().ok_or(HolidayError::DateMissing)?;
        let date = parse_cell_date(text).ok_or_else(|| HolidayError::DateUnreadable(truncate(text, 20)))?;
        let check = if self.is_cabinet_file { check_known_holiday } else { check_holiday };
        Ok((date, check(date, name.as_deref())?))
    }

    fn decide(
        &self,
        rows: Vec<ParsedRow<Self::Parsed>>,
        plan: &mut LoadPlan<AcceptedHoliday, HolidayError>,
    ) -> Result<(), Error> {
        let mut known = self.known.clone();
        // The first name of each date: a row without one agrees with any.
        let mut named: BTreeMap<NaiveDate, (usize, String)> = BTreeMap::new();
        for ParsedRow { line, row: (date, name) } in rows {
            if let Some(name) = &name {
                let (above, other) = named.entry(date).or_insert_with(|| (line, name.clone()));
                if other != name {
                    plan.refuse(line, HolidayError::OtherName { line: *above, name: other.clone() });
                    continue;
                }
            }
            let outcome = plan_change(&known, date, name.as_deref());
            if outcome != RowOutcome::Unchanged {
                known.insert(date, name.clone());
            }
            plan.accept(line, AcceptedHoliday { date, name, outcome });
        }
        Ok(())
    }
}

/// Decides what loading a file does; nothing is written.
///
/// # Errors
/// None: all that is known is given.
pub fn plan_load(
    known: &Holidays,
    file: &CsvFile<2>,
) -> Result<LoadPlan<AcceptedHoliday, HolidayError>, Error> {
    let is_cabinet_file = file.has_heading(&[CABINET_DATE]);
    loading::plan(&HolidayLoad { known, is_cabinet_file }, file)
}

/// A day as the rules see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarDay<'c> {
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
pub fn list_days<'c>(
    month: Month,
    rules: &DateRules,
    calendar: &'c Calendar,
) -> Result<Vec<CalendarDay<'c>>, calendar::Error> {
    let day = |date| {
        Ok(CalendarDay {
            date,
            closed: calendar.find_closure(date)?,
            run: schedule_date::decide(date, &DateFacts::default(), rules, calendar)?,
            counted_back: rules
                .count_back_days
                .map(|days| calendar.subtract_business_days(date, days))
                .transpose()?,
        })
    };
    month.days().map(day).collect()
}

#[cfg(test)]
#[path = "holidays_tests.rs"]
mod tests;
