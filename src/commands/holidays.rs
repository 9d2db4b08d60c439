//! `holidays …`: look at the shop's holidays, and change them.

use crate::runtime::context::Context;
use crate::runtime::{calendar, loading, paged_list};

use chrono::NaiveDate;

use crate::cli::WaitArgs;
use crate::cli::holidays::HolidaysCommand;
use crate::desk::holidays;
use crate::desk::loading::RowError;
use crate::domain::time::Month;
use crate::error::{Exit, Failure};
use crate::render::{calendar as calendar_told, holidays as told, table};
use crate::store::{self};
use crate::vocabulary::msg;

pub(super) fn run(context: &Context, command: &HolidaysCommand) -> Result<Exit, Failure> {
    match command {
        HolidaysCommand::Add { date, name, wait } => add(context, *date, name.as_deref(), *wait),
        HolidaysCommand::Remove { date, wait } => remove(context, *date, *wait),
        HolidaysCommand::List { month } => list(context, *month),
        HolidaysCommand::Calendar { month } => show_calendar(context, *month),
        HolidaysCommand::Load(args) => loading::run(context, args, &holidays::COLUMNS, |store, file| {
            holidays::plan_load(&store.list_shop_holidays()?, file)
        }),
    }
}

fn map_store_error(context: &Context) -> impl Fn(store::Error) -> Failure {
    |error| Failure::from_store(context.state_path(), &error)
}

fn add(context: &Context, date: NaiveDate, name: Option<&str>, wait: WaitArgs) -> Result<Exit, Failure> {
    let name = holidays::check_holiday(date, name)
        .map_err(|refusal| Failure::usage_with_next(msg!("desk-holiday_refused", why = refusal.message())))?;
    let (_lock, mut store) = context.open_for_change(wait)?;
    let change = holidays::add(&mut store, date, name.as_deref()).map_err(context.map_change_error())?;
    let kept = store.list_shop_holidays().map_err(map_store_error(context))?.remove(&date).flatten();
    print_result(context, date, kept.as_deref(), Some(change))
}

fn remove(context: &Context, date: NaiveDate, wait: WaitArgs) -> Result<Exit, Failure> {
    let (_lock, mut store) = context.open_for_change(wait)?;
    match holidays::remove(&mut store, date).map_err(context.map_change_error())? {
        Some(name) => print_result(context, date, name.as_deref(), None),
        None => Err(Failure::usage_with_next(msg!("desk-no_such_holiday", date = date))),
    }
}

fn print_result(
    context: &Context,
    date: NaiveDate,
    name: Option<&str>,
    outcome: told::HolidayOutcome,
) -> Result<Exit, Failure> {
    if !context.output.should_print(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    if context.output.json {
        let line = told::render_outcome_json(date, name, outcome).map_err(|e| paged_list::json_error(&e))?;
        context.output.print_result(&format!("{line}\n"))?;
    } else {
        context
            .output
            .print_line(&format!("{}\n", told::render_outcome(date, name, outcome, context.lang)))?;
    }
    Ok(Exit::Ok)
}

fn list(context: &Context, month: Option<Month>) -> Result<Exit, Failure> {
    let store = paged_list::open_for_reading(context)?;
    let mut pages = table::PagedTable::new(context.output.width);
    paged_list::print_list(
        context,
        msg!("desk-no_holidays"),
        |show| {
            let all = store.list_shop_holidays()?.into_iter();
            all.filter(|(date, _)| month.is_none_or(|month| month.contains(*date))).try_for_each(show)
        },
        |(date, name)| told::render_json(*date, name.as_deref()),
        |holidays| told::render_holidays(holidays, context.lang, &mut pages),
    )?;
    Ok(Exit::Ok)
}

fn show_calendar(context: &Context, month: Option<Month>) -> Result<Exit, Failure> {
    let store = paged_list::open_for_reading(context)?;
    let calendar = calendar::load_calendar(context, &store).map_err(map_store_error(context))?;
    let rules = calendar::build_schedule_rules(context);
    let month = month.unwrap_or_else(|| Month::from_date(context.now().date_naive()));
    let days =
        holidays::list_days(month, &rules, &calendar).map_err(|error| Failure::from_calendar(&error))?;
    paged_list::print_list(
        context,
        msg!("desk-no_holidays"),
        |show| days.into_iter().try_for_each(show),
        calendar_told::render_day_json,
        |days| calendar_told::render_month(days, &rules, context.lang, context.output.width),
    )?;
    Ok(Exit::Ok)
}
