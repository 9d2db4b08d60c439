//! `log`: the API log (APIログ).

use super::orders::unknown_order;
use super::{App, listing};
use crate::cli::desk::LogArgs;
use crate::domain::ids::{OrderCode, OrderNo};
use crate::domain::meant::Meant;
use crate::error::{Error, Exit};
use crate::plan::import::window::RangeEnd;
use crate::report::log as told;
use crate::store::Store;
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
    let (order, order_no) = match args.order {
        Some(code) => asked(app, &store, code)?,
        None => (None, None),
    };
    let filter = LogFilter {
        order,
        order_no,
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
        |entries| told::list(entries, app.now().date_naive(), app.lang, app.output.width),
    )
}

/// What `--order` is: an order or rejected cart, or an order number. None of them is an error.
fn asked(app: &App, store: &Store, code: OrderCode) -> Result<(Option<String>, Option<OrderNo>), Error> {
    let of_store = |error| Error::store(app.state_path(), &error);
    let by_code = LogFilter { order: Some(code.to_string()), ..LogFilter::default() };
    if store.order_by_code(code).map_err(of_store)?.is_some()
        || store.has_log_entry(&by_code).map_err(of_store)?
    {
        return Ok((by_code.order, None));
    }
    let order_no = OrderNo::new(code.pack_no.get()).filter(|_| code.suffix.is_none());
    let by_number = LogFilter { order_no, ..LogFilter::default() };
    let meant = store.meant_by(code).map_err(of_store)?;
    match meant {
        Meant::Rejected => Ok((by_code.order, None)),
        Meant::OrderNo(_) => Ok((None, order_no)),
        _ if order_no.is_some() && store.has_log_entry(&by_number).map_err(of_store)? => Ok((None, order_no)),
        _ => Err(unknown_order(store, code).map_err(of_store)?),
    }
}
