//! `log`: the API log (APIログ).

use super::{App, listing};
use crate::cli::LogArgs;
use crate::error::{Error, Exit};
use crate::report::log as told;
use crate::store::log_view::LogFilter;

pub(super) fn run(app: &App, args: &LogArgs) -> Result<Exit, Error> {
    let store = listing::open(app)?;
    let filter = LogFilter {
        order: args.order.map(|code| code.to_string()),
        step: args.step.clone(),
        outcome: args.outcome.clone(),
    };
    let nothing = app.lang.pick("no entries", "記録はありません");
    listing::print(
        app,
        nothing,
        |show| store.each_log_entry(&filter, show),
        |entry| told::json(entry, app.lang),
        |entries| told::list(entries, app.lang, app.output.wraps),
    )
}
