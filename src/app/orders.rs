//! `orders …`: read the state file, print; `dismiss` is the one that writes.

use super::{App, listing, shipments};
use crate::cli::{OrdersCommand, OrdersListArgs, WaitArgs};
use crate::desk::orders::{self, Change, Changed, Dismissed};
use crate::domain::ids::{OrderCode, PackNo};
use crate::domain::said::Said;
use crate::domain::status_machine::Wish;
use crate::error::{Error, Exit};
use crate::report::forbidden::forbidden;
use crate::report::{by_hand, orders as told};
use crate::store::order_view::Filter;
use crate::store::{self, Store};

pub(super) fn run(app: &App, command: &OrdersCommand) -> Result<Exit, Error> {
    match command {
        OrdersCommand::List(args) if args.rejected => rejects(app),
        OrdersCommand::List(args) => list(app, args),
        OrdersCommand::Show { code } => show(app, *code),
        OrdersCommand::Set(args) => {
            let wish = Wish {
                status: args.status,
                payment_status: args.payment_status,
                api_status: args.api_status,
            };
            change(app, args.code, &Change::Set(wish), args.wait)
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

fn change(app: &App, code: OrderCode, change: &Change, wait: WaitArgs) -> Result<Exit, Error> {
    let of_store = app.of_change();
    let (_lock, mut store) = app.open_for_change(wait)?;
    let (text, notes) = match orders::change(&mut store, code, change, app.now()).map_err(&of_store)? {
        Changed::Unknown => return Err(unknown_order(&store, code).map_err(of_store)?),
        Changed::Forbidden(why) => {
            let (why, next) = forbidden(code, why);
            return Err(Error::usage(why).hint(next));
        }
        Changed::Already(standing, notes) => (by_hand::already(code, change, &standing, app.lang), notes),
        Changed::Done(done) => (by_hand::done(code, change, &done, app.lang), done.notes),
    };
    if !app.output.speaks(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    app.output.findings(&by_hand::notes(code, &notes, app.lang));
    if app.output.json {
        print_json(app, &store, code)?;
    } else {
        app.output.line(&format!("{text}\n"))?;
    }
    Ok(Exit::Ok)
}

/// An order after a change, whole.
pub(super) fn print_json(app: &App, store: &Store, code: OrderCode) -> Result<(), Error> {
    let whole = orders::whole(store, code).map_err(|error| Error::store(app.state_path(), &error))?;
    let json = whole.map(|whole| told::json(&whole.order, Some((&whole.lines, &whole.history)))).transpose();
    app.output.result(&(json.map_err(|e| listing::not_json(&e))?.unwrap_or_default() + "\n"))
}

fn list(app: &App, args: &OrdersListArgs) -> Result<Exit, Error> {
    let store = listing::open(app)?;
    let filter = Filter {
        statuses: args.status.clone(),
        only_cancel_requested: args.cancel_requested,
        only_needs_person: args.needs_person,
    };
    listing::print(
        app,
        app.lang.pick("no orders", "注文はありません"),
        |show| store.each_order(&filter, show),
        |order| told::json(order, None),
        |orders| told::list(orders, app.now().date_naive(), app.lang, app.output.width),
    )
}

fn rejects(app: &App) -> Result<Exit, Error> {
    let store = listing::open(app)?;
    listing::print(
        app,
        app.lang.pick("no rejects", "取込不可の注文はありません"),
        |show| store.open_rejects()?.into_iter().try_for_each(show),
        |reject| told::reject_json(reject, app.lang),
        |rejects| told::rejects(rejects, app.lang, app.output.width),
    )
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
