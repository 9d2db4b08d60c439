//! `holidays …`: look at the shop's holidays, and change them.

use std::path::Path;

use chrono::NaiveDate;

use super::{App, calendar, input, listing, usage};
use crate::cli::WaitArgs;
use crate::cli::holidays::HolidaysCommand;
use crate::desk::holidays;
use crate::domain::time::Month;
use crate::error::{Error, Exit};
use crate::render::{calendar as calendar_told, holidays as told, table};
use crate::store::{self};
use crate::vocabulary::msg;

pub(super) fn run(app: &App, command: &HolidaysCommand) -> Result<Exit, Error> {
    match command {
        HolidaysCommand::Add { date, name, wait } => add(app, *date, name.as_deref(), *wait),
        HolidaysCommand::Remove { date, wait } => remove(app, *date, *wait),
        HolidaysCommand::List { month } => list(app, *month),
        HolidaysCommand::Calendar { month } => view(app, *month),
        HolidaysCommand::Load { file, dry_run, wait } => load(app, file, *dry_run, *wait),
    }
}

fn of_store(app: &App) -> impl Fn(store::Error) -> Error {
    |error| Error::store(app.state_path(), &error)
}

fn add(app: &App, date: NaiveDate, name: Option<&str>, wait: WaitArgs) -> Result<Exit, Error> {
    let name = holidays::checked(date, name)
        .map_err(|refusal| usage(msg!("desk-holiday_refused", why = refusal.message())))?;
    let (_lock, mut store) = app.open_for_change(wait)?;
    let change = holidays::add(&mut store, date, name.as_deref()).map_err(app.of_change())?;
    let kept = store.shop_holidays().map_err(of_store(app))?.remove(&date).flatten();
    tell(app, date, kept.as_deref(), Some(change.outcome()))
}

fn remove(app: &App, date: NaiveDate, wait: WaitArgs) -> Result<Exit, Error> {
    let (_lock, mut store) = app.open_for_change(wait)?;
    match holidays::remove(&mut store, date).map_err(app.of_change())? {
        Some(name) => tell(app, date, name.as_deref(), None),
        None => Err(usage(msg!("desk-no_such_holiday", date = date))),
    }
}

fn tell(app: &App, date: NaiveDate, name: Option<&str>, outcome: told::Outcome) -> Result<Exit, Error> {
    if !app.output.speaks(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    if app.output.json {
        let line = told::outcome_json(date, name, outcome).map_err(|e| listing::not_json(&e))?;
        app.output.result(&format!("{line}\n"))?;
    } else {
        app.output.line(&format!("{}\n", told::outcome(date, name, outcome, app.lang)))?;
    }
    Ok(Exit::Ok)
}

fn list(app: &App, month: Option<Month>) -> Result<Exit, Error> {
    let store = listing::open(app)?;
    let mut pages = table::Pages::new(app.output.width);
    listing::print(
        app,
        msg!("desk-no_holidays"),
        |show| {
            let all = store.shop_holidays()?.into_iter();
            all.filter(|(date, _)| month.is_none_or(|month| month.contains(*date))).try_for_each(show)
        },
        |(date, name)| told::json(*date, name.as_deref()),
        |holidays| told::list(holidays, app.lang, &mut pages),
    )?;
    Ok(Exit::Ok)
}

fn view(app: &App, month: Option<Month>) -> Result<Exit, Error> {
    let store = listing::open(app)?;
    let calendar = calendar::calendar(app, &store).map_err(of_store(app))?;
    let rules = calendar::rules(app);
    let month = month.unwrap_or_else(|| Month::of(app.now().date_naive()));
    let days = holidays::month(month, &rules, &calendar).map_err(|error| Error::calendar(&error))?;
    listing::print(
        app,
        msg!("desk-no_holidays"),
        |show| days.into_iter().try_for_each(show),
        calendar_told::day_json,
        |days| calendar_told::days(days, &rules, app.lang, app.output.width),
    )?;
    Ok(Exit::Ok)
}

fn load(app: &App, path: &Path, dry_run: bool, wait: WaitArgs) -> Result<Exit, Error> {
    let file = input::csv(app, path, &holidays::COLUMNS)?;
    let (_lock, mut store) = app.open_for_load(wait, dry_run)?;
    let known = store.shop_holidays().map_err(of_store(app))?;
    let load = holidays::plan_load(&known, &file);
    if !dry_run {
        holidays::apply_load(&mut store, &load).map_err(app.of_change())?;
    }
    let exit = if load.refused.is_empty() { Exit::Ok } else { Exit::Partial };
    if !app.output.speaks(exit) {
        return Ok(exit);
    }
    let told = told::Load { file: &input::name(path, app.lang), dry_run, exit, load: &load };
    app.output.say(&told::refused(&told, app.lang));
    let result = if app.output.json {
        let file = path.display().to_string();
        told::load_json(&told::Load { file: &file, ..told }, app.lang).map_err(|e| listing::not_json(&e))?
            + "\n"
    } else {
        told::load(&told, app.lang, app.output.width)
    };
    app.output.result(&result)?;
    Ok(exit)
}
