//! `late`: the board of the delay penalty.

use crate::cli::desk::LateArgs;
use crate::desk::late;
use crate::error::{Exit, Failure};
use crate::plan::late::{LateBoardEntry, is_within};
use crate::render::late as told;
use crate::runtime::calendar::load_plan_rules;
use crate::runtime::context::Context;
use crate::runtime::paged_list;
use crate::text::localize;
use crate::text::wrap::wrap_for_screen;
use crate::vocabulary::msg;

pub(super) fn run(context: &Context, args: &LateArgs) -> Result<Exit, Failure> {
    let today = context.now().date_naive();
    let store = paged_list::open_for_reading(context)?;
    let (entries, rate) = store
        .read_in_transaction(|store| {
            let rules = load_plan_rules(context, store)?;
            Ok((late::load_board(store, &rules, today), late::compute_ship_rate(store, today)))
        })
        .map_err(|error| Failure::from_store(context.state_path(), &error))?;
    let entries = entries.map_err(|error| Failure::from_late(&error, context.state_path()))?;
    let rate = rate.map_err(|error| Failure::from_late(&error, context.state_path()))?;
    let shown: Vec<&LateBoardEntry> =
        entries.iter().filter(|entry| is_within(entry, args.within_days)).collect();
    let exit = if shown.iter().any(|entry| entry.standing.is_late) { Exit::Partial } else { Exit::Ok };
    if !context.output.should_print(exit) {
        return Ok(exit);
    }
    if context.output.json {
        for entry in shown {
            context.output.print_result(&format!(
                "{}\n",
                told::render_json(entry).map_err(|e| paged_list::json_error(&e))?
            ))?;
        }
        return Ok(exit);
    }
    let mut board = match shown.is_empty() {
        true => localize(&msg!("desk-none_waiting"), context.lang) + "\n",
        false => told::render_board(&shown, today, context.lang, context.output.width),
    };
    board += &wrap_for_screen(
        &format!("\n{}\n", told::render_ship_rate(rate, context.lang)),
        context.output.width,
    );
    context.output.print_result(&board)?;
    Ok(exit)
}
