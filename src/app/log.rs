//! `log`: the API log (APIログ).

use super::{App, listing};
use crate::cli::desk::LogArgs;
use crate::error::{Error, Exit};
use crate::plan::import::window::RangeEnd;
use crate::report::log as told;
use crate::store::log_view::LogFilter;

pub(super) fn run(app: &App, args: &LogArgs) -> Result<Exit, Error> {
    if let (Some(since), Some(until)) = (args.since, args.until)
        && since.first() > until.last()
    {
        let message = ("--since is later than --until", "--since が --until より後になっています");
        return Err(Error::usage(message)
            .hint(("give the earlier time as --since", "早い方の日時を --since に指定してください")));
    }
    let store = listing::open(app)?;
    let filter = LogFilter {
        order: args.order.map(|code| code.to_string()),
        step: args.step.clone(),
        outcome: args.outcome.clone(),
        since: args.since.map(RangeEnd::first),
        until: args.until.map(RangeEnd::last),
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
