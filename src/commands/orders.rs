//! `orders …`: read the state file, print; `dismiss` is the one that writes.

use super::{compare, export, order_reply, pick, shipments, slips};
use crate::cli::{CodeArg, OrdersCommand, OrdersListArgs, WaitArgs};
use crate::desk::hold_check::check_orders;
use crate::desk::orders::{self, DismissOutcome, ManualChange, ManualOutcome};
use crate::desk::transition_message;
use crate::domain::ids::{OrderCode, PackNo};
use crate::domain::order::Status;
use crate::domain::status_machine::StatusChange;
use crate::error::{Exit, Failure};
use crate::render::{hold_check, order_change, orders as told, table};
use crate::runtime::context::Context;
use crate::runtime::hold_rules::load_hold_rules;
use crate::runtime::paged_list;
use crate::store::order_view::OrderFilter;
use crate::store::{self, Store};
use crate::strings::printable::truncate;
use crate::text::localize;
use crate::vocabulary::{Message, msg};

pub(super) fn run(context: &Context, command: &OrdersCommand) -> Result<Exit, Failure> {
    match command {
        OrdersCommand::List(args) if args.rejected => list_rejects(context, args),
        OrdersCommand::List(args) => list(context, args),
        OrdersCommand::Show { code } => show(context, *code),
        OrdersCommand::Set(args) => {
            let wish = StatusChange {
                status: args.status,
                payment_status: args.payment_status,
                api_status: args.api_status,
                takes_receiver: args.take_receiver,
            };
            set(context, &args.code, &ManualChange::Set(wish), args.wait)
        }
        OrdersCommand::Hold { code, reason, wait } => {
            change_order(context, *code, &ManualChange::Hold(reason.clone()), *wait)
        }
        OrdersCommand::Check { status } => check(context, status),
        OrdersCommand::Release { code, wait } => change_order(context, *code, &ManualChange::Release, *wait),
        OrdersCommand::AddLine { code, sku, qty, name, wait } => {
            let name = name.clone().unwrap_or_else(|| sku.clone());
            change_order(context, *code, &ManualChange::AddLine { sku: sku.clone(), name, qty: *qty }, *wait)
        }
        OrdersCommand::RemoveLine { code, line, wait } => {
            change_order(context, *code, &ManualChange::RemoveLine(*line), *wait)
        }
        OrdersCommand::Ship(args) => shipments::ship(context, args),
        OrdersCommand::Pick(args) => pick::run(context, args),
        OrdersCommand::Slips(args) => slips::run(context, args),
        OrdersCommand::Export(args) => export::run(context, args),
        OrdersCommand::Dismiss { cart, wait } => dismiss(context, *cart, *wait),
    }
}

/// One order or several. Of several those that can be changed are, and the others are told.
fn set(context: &Context, args: &[CodeArg], change: &ManualChange, wait: WaitArgs) -> Result<Exit, Failure> {
    let mut codes = Vec::new();
    for arg in args {
        match arg {
            CodeArg::Code(code) => codes.push(Ok(*code)),
            CodeArg::Stdin => codes.extend(parse_codes(&read_stdin(context)?)),
        }
    }
    match codes[..] {
        [] => Err(Failure::usage_with_next(msg!("desk-no_code_came"))),
        [Ok(code)] => self::change_order(context, code, change, wait),
        [Err(ref word)] => Err(invalid_code_error(word)),
        _ => change_each(context, codes, change, wait),
    }
}

/// The codes of a text, each for itself, as lists and spreadsheets part and quote them; what is none is given
/// back.
fn parse_codes(text: &str) -> Vec<Result<OrderCode, String>> {
    let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"' | '、' | '，' | '；');
    let words = text.split(is_between).filter(|word| !word.is_empty());
    words.map(|word| OrderCode::parse_loose(word).ok_or_else(|| word.to_owned())).collect()
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
            Ok(code) => apply_change(context, &mut store, code, change),
            Err(word) => Err(invalid_code_error(&word)),
        };
        match changed {
            Err(error) if error.exit == Exit::Usage => {
                context.output.print_error(&error, context.lang);
                exit = Exit::Partial;
            }
            Err(error) if error.exit == Exit::Busy && place > 0 => {
                return Err(error.with_hint(msg!("desk-rest_again", order = name)));
            }
            changed => changed?,
        }
    }
    Ok(exit)
}

fn invalid_code_error(word: &str) -> Failure {
    Failure::usage_with_next(msg!("desk-no_code", word = truncate(word, 40)))
}

fn change_order(
    context: &Context,
    code: OrderCode,
    change: &ManualChange,
    wait: WaitArgs,
) -> Result<Exit, Failure> {
    let (_lock, mut store) = context.open_for_change(wait)?;
    apply_change(context, &mut store, code, change)?;
    Ok(Exit::Ok)
}

/// Changes an order, and tells of it.
fn apply_change(
    context: &Context,
    store: &mut Store,
    code: OrderCode,
    change: &ManualChange,
) -> Result<(), Failure> {
    let of_store = context.map_change_error();
    let buyer_address = context.config.import.buyer_address;
    let changed = orders::apply_change(store, code, change, buyer_address, context.now());
    let (text, notes) = match changed.map_err(&of_store)? {
        ManualOutcome::Unknown => return Err(order_reply::unknown_order(store, code).map_err(of_store)?),
        ManualOutcome::Forbidden(why) => {
            let (why, next) = (
                transition_message::explain_transition(code, why),
                transition_message::suggest_alternative(code, why),
            );
            let held = orders::load_hold(store, code).map_err(of_store)?;
            return Err(Failure::usage(transition_message::with_holds(why, held.as_ref())).with_hint(next));
        }
        ManualOutcome::NoNewReceiver => {
            return Err(Failure::usage_with_next(msg!("desk-no_new_receiver", order = code)));
        }
        ManualOutcome::NoSuchLine(line) => {
            return Err(Failure::usage_with_next(msg!("desk-no_such_line", order = code, line = line)));
        }
        ManualOutcome::LineOfQoo10(line) => {
            return Err(Failure::usage_with_next(msg!("desk-line_of_qoo10", order = code, line = line)));
        }
        ManualOutcome::Unchanged(standing, notes) => {
            (order_change::render_unchanged(code, change, &standing, context.lang), notes)
        }
        ManualOutcome::Done(done) => {
            (order_change::render_change(code, change, &done, context.lang), done.follow_ups)
        }
    };
    if !context.output.should_print(Exit::Ok) {
        return Ok(());
    }
    context.output.print_warnings(&order_change::render_follow_ups(code, &notes, context.lang));
    if context.output.json {
        order_reply::print_order(context, store, code)
    } else {
        context.output.print_line(&format!("{text}\n"))
    }
}

/// Without another wish an order is listed that is open, or was ordered in so many days.
const RECENT_DAYS: i64 = 30;

fn list(context: &Context, args: &OrdersListArgs) -> Result<Exit, Failure> {
    if let (Some(since), Some(until)) = (args.since, args.until)
        && since > until
    {
        return Err(Failure::usage_with_next(msg!("desk-days_reversed")));
    }
    if let Some(file) = &args.compare {
        return compare::run(context, args, file);
    }
    let of_store = |error| Failure::from_store(context.state_path(), &error);
    let store = paged_list::open_for_reading(context)?;
    let is_all = args.all || args.claims || args.since.is_some() || args.find.is_some();
    let names = &context.config.push_shipments.carriers;
    let carriers = args.carrier.as_deref().map(|carrier| orders::match_carriers(&store, carrier, names));
    let filter = OrderFilter {
        statuses: args.status.clone(),
        only_cancel_requested: args.cancel_requested,
        only_needs_person: args.needs_person,
        only_claims: args.claims,
        open_or_since: (!is_all).then(|| context.now() - chrono::Duration::days(RECENT_DAYS)),
        since: args.since,
        until: args.until,
        shipped_on: args.shipped_on,
        carriers: carriers.transpose().map_err(of_store)?,
        sku: args.sku.clone(),
        find: args.find.clone(),
        limit: args.limit,
        newest: args.newest,
    };
    let nothing = explain_nothing(&store, args, &filter).map_err(of_store)?;
    if args.claims {
        return list_claimed(context, &store, &filter, nothing);
    }
    let mut pages = table::PagedTable::new(context.output.width);
    let shown = paged_list::print_list(
        context,
        nothing,
        |show| store.visit_orders(&filter, show),
        |order| told::render_json(order, None, context.lang),
        |orders| told::render_orders(orders, context.now().date_naive(), context.lang, &mut pages),
    )?;
    if shown.is_some() && !context.output.json && store.has_older_orders(&filter).map_err(of_store)? {
        context.print_unless_quiet(&msg!("desk-older_left_out"));
    }
    Ok(Exit::Ok)
}

/// What is said where the list is empty: names that no order has are the likeliest cause.
fn explain_nothing(
    store: &Store,
    args: &OrdersListArgs,
    filter: &OrderFilter,
) -> Result<Message, store::Error> {
    if let Some(carrier) = &args.carrier
        && filter.carriers.as_ref().is_some_and(Vec::is_empty)
    {
        return orders::explain_unknown_carrier(store, carrier);
    }
    let of_sku = args.sku.as_deref().map(|sku| orders::explain_unknown_sku(store, sku)).transpose()?;
    Ok(of_sku.flatten().unwrap_or_else(|| msg!("desk-no_orders")))
}

fn list_claimed(
    context: &Context,
    store: &Store,
    filter: &OrderFilter,
    nothing: Message,
) -> Result<Exit, Failure> {
    let mut pages = table::PagedTable::new(context.output.width);
    paged_list::print_list(
        context,
        nothing,
        |show| {
            store.visit_orders(filter, &mut |order| {
                let claims = store.list_claims(order.order_id)?;
                show((order, claims))
            })
        },
        |(order, _)| told::render_json(order, None, context.lang),
        |orders| told::render_claimed_orders(orders, context.lang, &mut pages),
    )?;
    Ok(Exit::Ok)
}

fn list_rejects(context: &Context, args: &OrdersListArgs) -> Result<Exit, Failure> {
    let store = paged_list::open_for_reading(context)?;
    let mut pages = table::PagedTable::new(context.output.width);
    paged_list::print_list(
        context,
        msg!("desk-no_rejects"),
        |show| {
            let mut rejects = store.list_open_rejects()?;
            if args.newest {
                rejects.reverse();
            }
            rejects.into_iter().take(args.limit.map_or(usize::MAX, |n| n as usize)).try_for_each(show)
        },
        |reject| told::render_reject_json(reject, context.lang),
        |rejects| told::render_rejects(rejects, context.lang, &mut pages),
    )?;
    Ok(Exit::Ok)
}

fn show(context: &Context, code: OrderCode) -> Result<Exit, Failure> {
    let of_store = |error| Failure::from_store(context.state_path(), &error);
    let store = paged_list::open_for_reading(context)?;
    let Some(whole) = orders::load_order(&store, code).map_err(of_store)? else {
        return Err(order_reply::unknown_order(&store, code).map_err(of_store)?);
    };
    let text = if context.output.json {
        told::render_json(&whole.order, Some(&whole), context.lang).map_err(|e| paged_list::json_error(&e))?
            + "\n"
    } else {
        told::render_details(&whole, context.now().date_naive(), context.lang, context.output.width)
    };
    context.output.print_result(&text)?;
    Ok(Exit::Ok)
}

/// Without another wish every order that has not left is looked at.
const CHECKED: [Status; 6] = [
    Status::OnHold,
    Status::Backordered,
    Status::Ready,
    Status::Preparing,
    Status::Working,
    Status::Inspected,
];

fn check(context: &Context, statuses: &[Status]) -> Result<Exit, Failure> {
    let rules = load_hold_rules(context)?;
    let zips = rules.zips.as_ref().map(|source| source.load()).transpose();
    let zips = zips.map_err(|why| Failure::from_zip_file(&why))?;
    let store = paged_list::open_for_reading(context)?;
    let nothing = match rules.rules.is_empty() {
        true => msg!("desk-no_rules", file = context.config_path.display()),
        false => msg!("desk-no_rule_matches"),
    };
    let statuses = if statuses.is_empty() { &CHECKED[..] } else { statuses };
    let mut pages = table::PagedTable::new(context.output.width);
    paged_list::print_list(
        context,
        nothing,
        |show| {
            let matches = store.read_in_transaction(|store| check_orders(store, (&rules, zips), statuses))?;
            matches.into_iter().try_for_each(show)
        },
        hold_check::render_json,
        |matches| hold_check::render_matches(matches, context.lang, &mut pages),
    )?;
    Ok(Exit::Ok)
}

fn dismiss(context: &Context, cart: PackNo, wait: WaitArgs) -> Result<Exit, Failure> {
    let (_lock, mut store) = context.open_for_change(wait)?;
    match orders::dismiss(&mut store, cart, context.now()).map_err(context.map_change_error())? {
        DismissOutcome::NoneOpen => Err(Failure::usage_with_next(msg!("desk-not_rejected", cart = cart))),
        outcome @ (DismissOutcome::Rows(_) | DismissOutcome::UnknownCart) => {
            if !context.output.should_print(Exit::Ok) {
                return Ok(Exit::Ok);
            }
            if context.output.json {
                let json = told::render_dismissal_json(cart).map_err(|e| paged_list::json_error(&e))?;
                context.output.print_result(&(json + "\n"))?;
            } else {
                let line = match outcome {
                    DismissOutcome::UnknownCart => msg!("desk-unknown_dismissed", cart = cart),
                    _ => msg!("desk-dismissed", cart = cart),
                };
                context.output.print_line(&(localize(&line, context.lang) + "\n"))?;
            }
            Ok(Exit::Ok)
        }
    }
}
