//! `late`: the board of the delay penalty.

use super::{App, listing};
use crate::cli::desk::LateArgs;
use crate::desk::late;
use crate::error::{Error, Exit};
use crate::plan::late::{Entry, is_within};
use crate::render::late as told;
use crate::text::text;
use crate::text::wrap::for_screen;
use crate::vocabulary::msg;

pub(super) fn run(app: &App, args: &LateArgs) -> Result<Exit, Error> {
    let today = app.now().date_naive();
    let store = listing::open(app)?;
    let (entries, rate) = store
        .reading(|store| Ok((late::board(store, today), late::ship_rate(store, today))))
        .map_err(|error| Error::store(app.state_path(), &error))?;
    let entries = entries.map_err(|error| Error::late(&error, app.state_path()))?;
    let rate = rate.map_err(|error| Error::late(&error, app.state_path()))?;
    let shown: Vec<&Entry> = entries.iter().filter(|entry| is_within(entry, args.within_days)).collect();
    let exit = if shown.iter().any(|entry| entry.standing.is_late) { Exit::Partial } else { Exit::Ok };
    if !app.output.speaks(exit) {
        return Ok(exit);
    }
    if app.output.json {
        for entry in shown {
            app.output.result(&format!("{}\n", told::json(entry).map_err(|e| listing::not_json(&e))?))?;
        }
        return Ok(exit);
    }
    let mut board = match shown.is_empty() {
        true => text(&msg!("desk-none_waiting"), app.lang) + "\n",
        false => told::list(&shown, today, app.lang, app.output.width),
    };
    board += &for_screen(&format!("\n{}\n", told::ship_rate(rate, app.lang)), app.output.width);
    app.output.result(&board)?;
    Ok(exit)
}
