//! `log`: the API log (APIログ).

use super::order_reply::unknown_order;
use crate::cli::desk::LogArgs;
use crate::domain::ids::{OrderCode, OrderNo};
use crate::error::{Exit, Failure};
use crate::plan::import::window::RangeEnd;
use crate::render::log as told;
use crate::runtime::context::Context;
use crate::runtime::paged_list;
use crate::store::code_match::CodeMatch;
use crate::store::log_view::LogFilter;
use crate::store::{self, Store};
use crate::text::localize;
use crate::vocabulary::msg;

/// So many entries are shown on a terminal that asks for no other number.
const DEFAULT_LIMIT: u32 = 200;

pub(super) fn run(context: &Context, args: &LogArgs) -> Result<Exit, Failure> {
    if let (Some(since), Some(until)) = (args.since, args.until)
        && since.to_first_moment() > until.to_last_moment()
    {
        let message = msg!("log-since_after_until");
        let hint = message.attribute("next");
        return Err(Failure::usage(message).with_hint(hint));
    }
    let store = paged_list::open_for_reading(context)?;
    let (order, order_no) = match args.order {
        Some(code) => resolve_order(context, &store, code)?,
        None => (None, None),
    };
    // Everything would scroll away; a script takes what it asks for.
    let is_cut = args.limit.is_none() && context.output.width.is_some() && !context.output.json;
    let limit = args.limit.or(is_cut.then_some(DEFAULT_LIMIT));
    let filter = LogFilter {
        order,
        order_no,
        step: args.step,
        outcome: args.outcome,
        since: args.since.map(RangeEnd::to_first_moment),
        until: args.until.map(RangeEnd::to_last_moment),
        limit,
    };
    let mut table = told::LogTable::new(context.now().date_naive(), context.lang, context.output.width);
    let shown = paged_list::print_list(
        context,
        msg!("log-no_entries"),
        |show| store.visit_log_entries(&filter, show),
        |entry| told::render_json(entry, context.lang),
        |entries| table.render_page(entries),
    )?;
    if shown.is_some() && !context.output.json {
        context.output.print_result(&table.render_end())?;
    }
    if shown.is_some()
        && is_cut
        && store.has_log_entries_beyond(&filter, DEFAULT_LIMIT).map_err(map_store_error(context))?
    {
        context
            .output
            .print_unless_quiet(&(localize(&msg!("log-cut", shown = DEFAULT_LIMIT), context.lang) + "\n"));
    }
    Ok(Exit::Ok)
}

fn map_store_error(context: &Context) -> impl Fn(store::Error) -> Failure {
    |error| Failure::from_store(context.state_path(), &error)
}

/// What `--order` is: an order or rejected cart, or an order number. None of them is an error.
fn resolve_order(
    context: &Context,
    store: &Store,
    code: OrderCode,
) -> Result<(Option<String>, Option<OrderNo>), Failure> {
    let of_store = map_store_error(context);
    let by_code = LogFilter { order: Some(code.to_string()), ..LogFilter::default() };
    if store.find_order_by_code(code).map_err(&of_store)?.is_some()
        || store.has_log_entries_beyond(&by_code, 0).map_err(&of_store)?
    {
        return Ok((by_code.order, None));
    }
    let order_no = OrderNo::new(code.pack_no.get()).filter(|_| code.suffix.is_none());
    let by_number = LogFilter { order_no, ..LogFilter::default() };
    let meant = store.match_code(code).map_err(&of_store)?;
    match meant {
        CodeMatch::Rejected => Ok((by_code.order, None)),
        CodeMatch::OrderNo(_) => Ok((None, order_no)),
        _ if order_no.is_some() && store.has_log_entries_beyond(&by_number, 0).map_err(&of_store)? => {
            Ok((None, order_no))
        }
        _ => Err(unknown_order(store, code).map_err(&of_store)?),
    }
}
