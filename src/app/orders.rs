//! `orders …`: read the state file, print; `dismiss` is the one that writes.

use super::{App, listing, shipments, usage};
use crate::cli::{CodeArg, OrdersCommand, OrdersListArgs, WaitArgs};
use crate::desk::forbidden;
use crate::desk::orders::{self, Change, Changed, Dismissed};
use crate::domain::ids::{OrderCode, PackNo};
use crate::domain::status_machine::Wish;
use crate::domain::text::excerpt;
use crate::error::{Error, Exit};
use crate::render::{by_hand, orders as told, table};
use crate::store::order_view::Filter;
use crate::store::{self, Store};
use crate::text::text;
use crate::vocabulary::msg;

pub(super) fn run(app: &App, command: &OrdersCommand) -> Result<Exit, Error> {
    match command {
        OrdersCommand::List(args) if args.rejected => rejects(app, args),
        OrdersCommand::List(args) => list(app, args),
        OrdersCommand::Show { code } => show(app, *code),
        OrdersCommand::Set(args) => {
            let wish = Wish {
                status: args.status,
                payment_status: args.payment_status,
                api_status: args.api_status,
            };
            set(app, &args.code, &Change::Set(wish), args.wait)
        }
        OrdersCommand::Hold { code, reason, wait } => {
            change(app, *code, &Change::Hold(reason.clone()), *wait)
        }
        OrdersCommand::Release { code, wait } => change(app, *code, &Change::Release, *wait),
        OrdersCommand::AddLine { code, sku, qty, name, wait } => {
            let name = name.clone().unwrap_or_else(|| sku.clone());
            change(app, *code, &Change::AddLine { sku: sku.clone(), name, qty: *qty }, *wait)
        }
        OrdersCommand::Ship(args) => shipments::ship(app, args),
        OrdersCommand::Dismiss { cart, wait } => dismiss(app, *cart, *wait),
    }
}

/// One order or several. Of several those that can be changed are, and the others are told.
fn set(app: &App, args: &[CodeArg], change: &Change, wait: WaitArgs) -> Result<Exit, Error> {
    let mut codes = Vec::new();
    for arg in args {
        match arg {
            CodeArg::Code(code) => codes.push(Ok(*code)),
            CodeArg::Stdin => codes.extend(codes_of(&read_stdin(app)?)),
        }
    }
    match codes[..] {
        [] => Err(usage(msg!("desk-no_code_came"))),
        [Ok(code)] => self::change(app, code, change, wait),
        _ => change_each(app, codes, change, wait),
    }
}

/// The codes of a text, each for itself; what is none is given back.
fn codes_of(text: &str) -> Vec<Result<OrderCode, String>> {
    text.split_whitespace().map(|word| OrderCode::by_hand(word).ok_or_else(|| word.to_owned())).collect()
}

fn read_stdin(app: &App) -> Result<String, Error> {
    let mut bytes = Vec::new();
    app.io
        .stdin
        .read(|stdin| stdin.read_to_end(&mut bytes))
        .map_err(|e| Error::new(Exit::Failed, msg!("desk-stdin_unreadable", error = &e)))?;
    Ok(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned())
}

fn change_each(
    app: &App,
    codes: Vec<Result<OrderCode, String>>,
    change: &Change,
    wait: WaitArgs,
) -> Result<Exit, Error> {
    let (_lock, mut store) = app.open_for_change(wait)?;
    let mut exit = Exit::Ok;
    for (place, code) in codes.into_iter().enumerate() {
        let name = code.as_ref().map_or_else(Clone::clone, ToString::to_string);
        let changed = match code {
            Ok(code) => change_one(app, &mut store, code, change),
            Err(word) => Err(not_a_code(&word)),
        };
        match changed {
            Err(error) if error.exit == Exit::Usage => {
                app.output.error(&error, app.lang);
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

fn not_a_code(word: &str) -> Error {
    usage(msg!("desk-no_code", word = excerpt(word, 40)))
}

fn change(app: &App, code: OrderCode, change: &Change, wait: WaitArgs) -> Result<Exit, Error> {
    let (_lock, mut store) = app.open_for_change(wait)?;
    change_one(app, &mut store, code, change)?;
    Ok(Exit::Ok)
}

/// Changes an order, and tells of it.
fn change_one(app: &App, store: &mut Store, code: OrderCode, change: &Change) -> Result<(), Error> {
    let of_store = app.of_change();
    let (text, notes) = match orders::change(store, code, change, app.now()).map_err(&of_store)? {
        Changed::Unknown => return Err(unknown_order(store, code).map_err(of_store)?),
        Changed::Forbidden(why) => {
            let (why, next) = (forbidden::message(code, why), forbidden::next(code, why));
            let held = orders::held_for(store, code).map_err(of_store)?;
            return Err(Error::usage(forbidden::with_holds(why, held.as_ref())).hint(next));
        }
        Changed::Already(standing, notes) => (by_hand::already(code, change, &standing, app.lang), notes),
        Changed::Done(done) => (by_hand::done(code, change, &done, app.lang), done.notes),
    };
    if !app.output.speaks(Exit::Ok) {
        return Ok(());
    }
    app.output.findings(&by_hand::notes(code, &notes, app.lang));
    if app.output.json { print_json(app, store, code) } else { app.output.line(&format!("{text}\n")) }
}

/// An order after a change, whole.
pub(super) fn print_json(app: &App, store: &Store, code: OrderCode) -> Result<(), Error> {
    let whole = orders::whole(store, code).map_err(|error| Error::store(app.state_path(), &error))?;
    let json = whole
        .map(|whole| told::json(&whole.order, Some((&whole.lines, &whole.history)), app.lang))
        .transpose();
    app.output.result(&(json.map_err(|e| listing::not_json(&e))?.unwrap_or_default() + "\n"))
}

/// Without another wish an order is listed that is open, or was ordered in so many days.
const LISTED_DAYS: i64 = 30;

fn list(app: &App, args: &OrdersListArgs) -> Result<Exit, Error> {
    if let (Some(since), Some(until)) = (args.since, args.until)
        && since > until
    {
        return Err(usage(msg!("desk-days_reversed")));
    }
    let of_store = |error| Error::store(app.state_path(), &error);
    let store = listing::open(app)?;
    let is_all = args.all || args.since.is_some() || args.find.is_some();
    let names = &app.config.push_shipments.carriers;
    let carriers = args.carrier.as_deref().map(|carrier| orders::carriers_meant(&store, carrier, names));
    let filter = Filter {
        statuses: args.status.clone(),
        only_cancel_requested: args.cancel_requested,
        only_needs_person: args.needs_person,
        open_or_since: (!is_all).then(|| app.now() - chrono::Duration::days(LISTED_DAYS)),
        since: args.since,
        until: args.until,
        shipped_on: args.shipped_on,
        carriers: carriers.transpose().map_err(of_store)?,
        sku: args.sku.clone(),
        find: args.find.clone(),
        limit: args.limit,
        newest: args.newest,
    };
    let mut pages = table::Pages::new(app.output.width);
    let shown = listing::print(
        app,
        msg!("desk-no_orders"),
        |show| store.each_order(&filter, show),
        |order| told::json(order, None, app.lang),
        |orders| told::list(orders, app.now().date_naive(), app.lang, &mut pages),
    )?;
    if shown.is_some() && !app.output.json && store.has_older_orders(&filter).map_err(of_store)? {
        app.note(&msg!("desk-older_left_out"));
    }
    Ok(Exit::Ok)
}

fn rejects(app: &App, args: &OrdersListArgs) -> Result<Exit, Error> {
    let store = listing::open(app)?;
    let mut pages = table::Pages::new(app.output.width);
    listing::print(
        app,
        msg!("desk-no_rejects"),
        |show| {
            let mut rejects = store.open_rejects()?;
            if args.newest {
                rejects.reverse();
            }
            rejects.into_iter().take(args.limit.map_or(usize::MAX, |n| n as usize)).try_for_each(show)
        },
        |reject| told::reject_json(reject, app.lang),
        |rejects| told::rejects(rejects, app.lang, &mut pages),
    )?;
    Ok(Exit::Ok)
}

fn show(app: &App, code: OrderCode) -> Result<Exit, Error> {
    let of_store = |error| Error::store(app.state_path(), &error);
    let store = listing::open(app)?;
    let Some(whole) = orders::whole(&store, code).map_err(of_store)? else {
        return Err(unknown_order(&store, code).map_err(of_store)?);
    };
    let text = if app.output.json {
        told::json(&whole.order, Some((&whole.lines, &whole.history)), app.lang)
            .map_err(|e| listing::not_json(&e))?
            + "\n"
    } else {
        told::show(&whole, app.now().date_naive(), app.lang, app.output.width)
    };
    app.output.result(&text)?;
    Ok(Exit::Ok)
}

/// The error for a code that no order has.
pub(super) fn unknown_order(store: &Store, code: OrderCode) -> Result<Error, store::Error> {
    let next = store.meant_by(code)?.message(code).unwrap_or_else(|| msg!("desk-where_orders_are"));
    Ok(Error::usage(msg!("desk-unknown_order", order = code)).hint(next))
}

fn dismiss(app: &App, cart: PackNo, wait: WaitArgs) -> Result<Exit, Error> {
    let (_lock, mut store) = app.open_for_change(wait)?;
    match orders::dismiss(&mut store, cart, app.now()).map_err(app.of_change())? {
        Dismissed::NoneOpen => Err(usage(msg!("desk-not_rejected", cart = cart))),
        Dismissed::Rows(_) => {
            if !app.output.speaks(Exit::Ok) {
                return Ok(Exit::Ok);
            }
            if app.output.json {
                let json = told::dismissed_json(cart).map_err(|e| listing::not_json(&e))?;
                app.output.result(&(json + "\n"))?;
            } else {
                let line = msg!("desk-dismissed", cart = cart);
                app.output.line(&(text(&line, app.lang) + "\n"))?;
            }
            Ok(Exit::Ok)
        }
    }
}
