//! `late`: the board of the delay penalty.

use crate::cli::desk::LateArgs;
use crate::desk::late;
use crate::error::{Exit, Failure};
use crate::plan::late::{LateBoardEntry, is_within};
use crate::render::late as told;
use crate::runtime::context::Context;
use crate::runtime::paged_list;
use crate::text::text;
use crate::text::wrap::for_screen;
use crate::vocabulary::msg;

pub(super) fn run(context: &Context, args: &LateArgs) -> Result<Exit, Failure> {
    let today = context.now().date_naive();
    let store = paged_list::open(context)?;
    let (entries, rate) = store
        .reading(|store| Ok((late::board(store, today), late::ship_rate(store, today))))
        .map_err(|error| Failure::store(context.state_path(), &error))?;
    let entries = entries.map_err(|error| Failure::late(&error, context.state_path()))?;
    let rate = rate.map_err(|error| Failure::late(&error, context.state_path()))?;
    let shown: Vec<&LateBoardEntry> =
        entries.iter().filter(|entry| is_within(entry, args.within_days)).collect();
    let exit = if shown.iter().any(|entry| entry.standing.is_late) { Exit::Partial } else { Exit::Ok };
    if !context.output.speaks(exit) {
        return Ok(exit);
    }
    if context.output.json {
        for entry in shown {
            context
                .output
                .result(&format!("{}\n", told::json(entry).map_err(|e| paged_list::not_json(&e))?))?;
        }
        return Ok(exit);
    }
    let mut board = match shown.is_empty() {
        true => text(&msg!("desk-none_waiting"), context.lang) + "\n",
        false => told::list(&shown, today, context.lang, context.output.width),
    };
    board += &for_screen(&format!("\n{}\n", told::ship_rate(rate, context.lang)), context.output.width);
    context.output.result(&board)?;
    Ok(exit)
}
