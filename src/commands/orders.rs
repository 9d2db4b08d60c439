//! `orders …`: read the state file, print; `dismiss` is the one that writes.

use super::{order_reply, shipments};
use crate::cli::{CodeArg, OrdersCommand, OrdersListArgs, WaitArgs};
use crate::desk::forbidden;
use crate::desk::orders::{self, Changed, Dismissed, ManualChange};
use crate::domain::ids::{OrderCode, PackNo};
use crate::domain::status_machine::StatusChange;
use crate::error::{Exit, Failure};
use crate::render::{by_hand, orders as told, table};
use crate::runtime::context::Context;
use crate::runtime::paged_list;
use crate::store::Store;
use crate::store::order_view::Filter;
use crate::strings::printable::excerpt;
use crate::text::text;
use crate::vocabulary::msg;

pub(super) fn run(context: &Context, command: &OrdersCommand) -> Result<Exit, Failure> {
    match command {
        OrdersCommand::List(args) if args.rejected => rejects(context, args),
        OrdersCommand::List(args) => list(context, args),
        OrdersCommand::Show { code } => show(context, *code),
        OrdersCommand::Set(args) => {
            let wish = StatusChange {
                status: args.status,
                payment_status: args.payment_status,
                api_status: args.api_status,
            };
            set(context, &args.code, &ManualChange::Set(wish), args.wait)
        }
        OrdersCommand::Hold { code, reason, wait } => {
            change(context, *code, &ManualChange::Hold(reason.clone()), *wait)
        }
        OrdersCommand::Release { code, wait } => change(context, *code, &ManualChange::Release, *wait),
        OrdersCommand::AddLine { code, sku, qty, name, wait } => {
            let name = name.clone().unwrap_or_else(|| sku.clone());
            change(context, *code, &ManualChange::AddLine { sku: sku.clone(), name, qty: *qty }, *wait)
        }
        OrdersCommand::Ship(args) => shipments::ship(context, args),
        OrdersCommand::Dismiss { cart, wait } => dismiss(context, *cart, *wait),
    }
}

/// One order or several. Of several those that can be changed are, and the others are told.
fn set(context: &Context, args: &[CodeArg], change: &ManualChange, wait: WaitArgs) -> Result<Exit, Failure> {
    let mut codes = Vec::new();
    for arg in args {
        match arg {
            CodeArg::Code(code) => codes.push(Ok(*code)),
            CodeArg::Stdin => codes.extend(codes_of(&read_stdin(context)?)),
        }
    }
    match codes[..] {
        [] => Err(Failure::usage_with_next(msg!("desk-no_code_came"))),
        [Ok(code)] => self::change(context, code, change, wait),
        _ => change_each(context, codes, change, wait),
    }
}

/// The codes of a text, each for itself; what is none is given back.
fn codes_of(text: &str) -> Vec<Result<OrderCode, String>> {
    text.split_whitespace().map(|word| OrderCode::by_hand(word).ok_or_else(|| word.to_owned())).collect()
}

fn read_stdin(context: &Context) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    context
        .io
        .stdin
        .read(|stdin| stdin.read_to_end(&mut bytes))
        .map_err(|e| Failure::new(Exit::Failed, msg!("desk-stdin_unreadable", error = &e)).caused_by(e))?;
    Ok(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned())
}

fn change_each(
    context: &Context,
    codes: Vec<Result<OrderCode, String>>,
    change: &ManualChange,
    wait: WaitArgs,
) -> Result<Exit, Failure> {
    let (_lock, mut store) = context.open_for_change(wait)?;
    let mut exit = Exit::Ok;
    for (place, code) in codes.into_iter().enumerate() {
        let name = code.as_ref().map_or_else(Clone::clone, ToString::to_string);
        let changed = match code {
            Ok(code) => change_one(context, &mut store, code, change),
            Err(word) => Err(not_a_code(&word)),
        };
        match changed {
            Err(error) if error.exit == Exit::Usage => {
                context.output.error(&error, context.lang);
                exit = Exit::Partial;
            }
            Err(error) if error.exit == Exit::Busy && place > 0 => {
                return Err(error.hint(msg!("desk-rest_again", order = name)));
            }
            changed => changed?,
        }
    }
    Ok(exit)
}

fn not_a_code(word: &str) -> Failure {
    Failure::usage_with_next(msg!("desk-no_code", word = excerpt(word, 40)))
}

fn change(
    context: &Context,
    code: OrderCode,
    change: &ManualChange,
    wait: WaitArgs,
) -> Result<Exit, Failure> {
    let (_lock, mut store) = context.open_for_change(wait)?;
    change_one(context, &mut store, code, change)?;
    Ok(Exit::Ok)
}

/// Changes an order, and tells of it.
fn change_one(
    context: &Context,
    store: &mut Store,
    code: OrderCode,
    change: &ManualChange,
) -> Result<(), Failure> {
    let of_store = context.of_change();
    let (text, notes) = match orders::change(store, code, change, context.now()).map_err(&of_store)? {
        Changed::Unknown => return Err(order_reply::unknown_order(store, code).map_err(of_store)?),
        Changed::Forbidden(why) => {
            let (why, next) = (forbidden::message(code, why), forbidden::next(code, why));
            let held = orders::held_for(store, code).map_err(of_store)?;
            return Err(Failure::usage(forbidden::with_holds(why, held.as_ref())).hint(next));
        }
        Changed::Already(standing, notes) => (by_hand::already(code, change, &standing, context.lang), notes),
        Changed::Done(done) => (by_hand::done(code, change, &done, context.lang), done.notes),
    };
    if !context.output.speaks(Exit::Ok) {
        return Ok(());
    }
    context.output.findings(&by_hand::notes(code, &notes, context.lang));
    if context.output.json {
        order_reply::print_order(context, store, code)
    } else {
        context.output.line(&format!("{text}\n"))
    }
}

/// Without another wish an order is listed that is open, or was ordered in so many days.
const LISTED_DAYS: i64 = 30;

fn list(context: &Context, args: &OrdersListArgs) -> Result<Exit, Failure> {
    if let (Some(since), Some(until)) = (args.since, args.until)
        && since > until
    {
        return Err(Failure::usage_with_next(msg!("desk-days_reversed")));
    }
    let of_store = |error| Failure::store(context.state_path(), &error);
    let store = paged_list::open(context)?;
    let is_all = args.all || args.since.is_some() || args.find.is_some();
    let names = &context.config.push_shipments.carriers;
    let carriers = args.carrier.as_deref().map(|carrier| orders::carriers_meant(&store, carrier, names));
    let filter = Filter {
        statuses: args.status.clone(),
        only_cancel_requested: args.cancel_requested,
        only_needs_person: args.needs_person,
        open_or_since: (!is_all).then(|| context.now() - chrono::Duration::days(LISTED_DAYS)),
        since: args.since,
        until: args.until,
        shipped_on: args.shipped_on,
        carriers: carriers.transpose().map_err(of_store)?,
        sku: args.sku.clone(),
        find: args.find.clone(),
        limit: args.limit,
        newest: args.newest,
    };
    let mut pages = table::Pages::new(context.output.width);
    let shown = paged_list::print(
        context,
        msg!("desk-no_orders"),
        |show| store.each_order(&filter, show),
        |order| told::json(order, None, context.lang),
        |orders| told::list(orders, context.now().date_naive(), context.lang, &mut pages),
    )?;
    if shown.is_some() && !context.output.json && store.has_older_orders(&filter).map_err(of_store)? {
        context.note(&msg!("desk-older_left_out"));
    }
    Ok(Exit::Ok)
}

fn rejects(context: &Context, args: &OrdersListArgs) -> Result<Exit, Failure> {
    let store = paged_list::open(context)?;
    let mut pages = table::Pages::new(context.output.width);
    paged_list::print(
        context,
        msg!("desk-no_rejects"),
        |show| {
            let mut rejects = store.open_rejects()?;
            if args.newest {
                rejects.reverse();
            }
            rejects.into_iter().take(args.limit.map_or(usize::MAX, |n| n as usize)).try_for_each(show)
        },
        |reject| told::reject_json(reject, context.lang),
        |rejects| told::rejects(rejects, context.lang, &mut pages),
    )?;
    Ok(Exit::Ok)
}

fn show(context: &Context, code: OrderCode) -> Result<Exit, Failure> {
    let of_store = |error| Failure::store(context.state_path(), &error);
    let store = paged_list::open(context)?;
    let Some(whole) = orders::whole(&store, code).map_err(of_store)? else {
        return Err(order_reply::unknown_order(&store, code).map_err(of_store)?);
    };
    let text = if context.output.json {
        told::json(&whole.order, Some((&whole.lines, &whole.history)), context.lang)
            .map_err(|e| paged_list::not_json(&e))?
            + "\n"
    } else {
        told::show(&whole, context.now().date_naive(), context.lang, context.output.width)
    };
    context.output.result(&text)?;
    Ok(Exit::Ok)
}

fn dismiss(context: &Context, cart: PackNo, wait: WaitArgs) -> Result<Exit, Failure> {
    let (_lock, mut store) = context.open_for_change(wait)?;
    match orders::dismiss(&mut store, cart, context.now()).map_err(context.of_change())? {
        Dismissed::NoneOpen => Err(Failure::usage_with_next(msg!("desk-not_rejected", cart = cart))),
        Dismissed::Rows(_) => {
            if !context.output.speaks(Exit::Ok) {
                return Ok(Exit::Ok);
            }
            if context.output.json {
                let json = told::dismissed_json(cart).map_err(|e| paged_list::not_json(&e))?;
                context.output.result(&(json + "\n"))?;
            } else {
                let line = msg!("desk-dismissed", cart = cart);
                context.output.line(&(text(&line, context.lang) + "\n"))?;
            }
            Ok(Exit::Ok)
        }
    }
}
