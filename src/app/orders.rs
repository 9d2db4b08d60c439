//! `orders …`: read the state file, print; `dismiss` is the one that writes.

use super::{App, listing, shipments};
use crate::cli::{CodeArg, OrdersCommand, OrdersListArgs, WaitArgs};
use crate::desk::orders::{self, Change, Changed, Dismissed};
use crate::domain::ids::{OrderCode, PackNo};
use crate::domain::said::Said;
use crate::domain::status_machine::Wish;
use crate::domain::text::excerpt;
use crate::error::{Error, Exit};
use crate::report::forbidden::{forbidden, with_holds};
use crate::report::{by_hand, orders as told, table};
use crate::store::order_view::Filter;
use crate::store::{self, Store};

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
        [] => {
            Err(Error::usage(("no order code came on standard input", "標準入力に注文のコードがありません"))
                .hint(("give one code a line", "1行に1件、注文のコードを入力してください")))
        }
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
    app.io.stdin.read(|stdin| stdin.read_to_end(&mut bytes)).map_err(|e| {
        Error::new(
            Exit::Failed,
            (format!("standard input cannot be read ({e})"), format!("標準入力を読み取れません({e})")),
        )
    })?;
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
                return Err(error.hint((
                    format!(
                        "what stands before {name} is done; enter {name} and what stands behind it again"
                    ),
                    format!("{name}より前は処理済みです。{name}以降をもう一度入力してください"),
                )));
            }
            changed => changed?,
        }
    }
    Ok(exit)
}

fn not_a_code(word: &str) -> Error {
    let word = excerpt(word, 40);
    Error::usage((format!("\"{word}\" is no order code"), format!("「{word}」は注文のコードではありません")))
        .hint((
            "qoo10-bridge orders list shows the codes",
            "qoo10-bridge orders list で注文コードを確認できます",
        ))
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
            let (why, next) = forbidden(code, why);
            let held = orders::held_for(store, code).map_err(of_store)?;
            return Err(Error::usage(with_holds(why, held.as_ref())).hint(next));
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
    let json = whole.map(|whole| told::json(&whole.order, Some((&whole.lines, &whole.history)))).transpose();
    app.output.result(&(json.map_err(|e| listing::not_json(&e))?.unwrap_or_default() + "\n"))
}

/// Without another wish an order is listed that is open, or was ordered in so many days.
const LISTED_DAYS: i64 = 30;

fn list(app: &App, args: &OrdersListArgs) -> Result<Exit, Error> {
    if let (Some(since), Some(until)) = (args.since, args.until)
        && since > until
    {
        let message = ("--since is later than --until", "--since が --until より後になっています");
        return Err(Error::usage(message)
            .hint(("give the earlier day as --since", "早い方の日を --since に指定してください")));
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
        app.lang.pick("no orders", "注文はありません"),
        |show| store.each_order(&filter, show),
        |order| told::json(order, None),
        |orders| told::list(orders, app.now().date_naive(), app.lang, &mut pages),
    )?;
    if shown.is_some() && !app.output.json && store.has_older_orders(&filter).map_err(of_store)? {
        app.output.note(app.lang.pick(
            "finished orders older than 30 days are left out; --all, --since D or --find TEXT shows them\n",
            "完了していて30日より前の注文は省略しました。--all、--since 日付、--find 文字 で表示できます\n",
        ));
    }
    Ok(Exit::Ok)
}

fn rejects(app: &App, args: &OrdersListArgs) -> Result<Exit, Error> {
    let store = listing::open(app)?;
    let mut pages = table::Pages::new(app.output.width);
    listing::print(
        app,
        app.lang.pick("no rejects", "取込不可の注文はありません"),
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
        told::json(&whole.order, Some((&whole.lines, &whole.history))).map_err(|e| listing::not_json(&e))?
            + "\n"
    } else {
        told::show(&whole, app.now().date_naive(), app.lang, app.output.width)
    };
    app.output.shown(&text)?;
    Ok(Exit::Ok)
}

/// The error for a code that no order has.
pub(super) fn unknown_order(store: &Store, code: OrderCode) -> Result<Error, store::Error> {
    let meant = store.meant_by(code)?.said(code).unwrap_or_else(|| {
        Said::new(
            "qoo10-bridge orders list shows the codes; orders list --rejected shows what could not be imported",
            "qoo10-bridge orders list で注文コードを、orders list --rejected で取込不可の注文を確認できます",
        )
    });
    Ok(Error::usage((
        format!("there is no order {code} in the state file"),
        format!("注文{code}は状態ファイルにありません"),
    ))
    .hint(meant))
}

fn dismiss(app: &App, cart: PackNo, wait: WaitArgs) -> Result<Exit, Error> {
    let (_lock, mut store) = app.open_for_change(wait)?;
    match orders::dismiss(&mut store, cart, app.now()).map_err(app.of_change())? {
        Dismissed::NoneOpen => Err(Error::usage((
            format!("cart {cart} is not on the list of rejects"),
            format!("カート{cart}は取込不可の一覧にありません"),
        ))
        .hint((
            "qoo10-bridge orders list --rejected shows the list",
            "qoo10-bridge orders list --rejected で一覧を確認できます",
        ))),
        Dismissed::Rows(_) => {
            if !app.output.speaks(Exit::Ok) {
                return Ok(Exit::Ok);
            }
            if app.output.json {
                app.output.result(&format!(
                    "{}\n",
                    serde_json::json!({"order": cart.to_string(), "dismissed": true})
                ))?;
            } else {
                let text = app.lang.pick(
                    format!("cart {cart} is off the list of rejects"),
                    format!("カート{cart}を取込不可の一覧から外しました"),
                );
                app.output.line(&format!("{text}\n"))?;
            }
            Ok(Exit::Ok)
        }
    }
}
