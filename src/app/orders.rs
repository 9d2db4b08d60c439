//! `orders …`: read the state file, print; `dismiss` is the one that writes.

use std::io::Write;
use std::time::Duration;

use super::{App, output};
use crate::cli::{OrdersCommand, OrdersListArgs};
use crate::desk::orders::{self, Dismissed};
use crate::domain::ids::{OrderCode, PackNo};
use crate::error::{Error, Exit};
use crate::report::orders as told;
use crate::store::order_view::Filter;
use crate::store::{self, Store};

/// How long a change by hand waits for a running step.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) fn run(app: &App, command: &OrdersCommand) -> Result<Exit, Error> {
    match command {
        OrdersCommand::List(args) if args.rejected => rejects(app),
        OrdersCommand::List(args) => list(app, args),
        OrdersCommand::Show { code } => show(app, *code),
        OrdersCommand::Dismiss { cart } => dismiss(app, *cart),
    }
}

/// A failure while orders pass from the state file to stdout.
enum Broken {
    Store(store::Error),
    Json(serde_json::Error),
    Output(std::io::Error),
}

impl From<store::Error> for Broken {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

fn open(app: &App) -> Result<Store, Error> {
    if !app.state_path().exists() {
        let file = app.state_path().display();
        app.output.say(&format!("there is no state file {file} yet; qoo10-bridge import makes it\n"));
    }
    Store::open_reading(app.state_path()).map_err(|error| Error::store(app.state_path(), &error))
}

fn list(app: &App, args: &OrdersListArgs) -> Result<Exit, Error> {
    let store = open(app)?;
    let filter = Filter { statuses: args.status.clone(), only_cancel_requested: args.cancel_requested };
    let mut rows = Vec::new();
    let mut out = std::io::BufWriter::new(app.output.stdout());
    let shown = store.each_order(&filter, |order| {
        if app.output.json {
            let line = told::json(&order, None).map_err(Broken::Json)?;
            return writeln!(out, "{line}").map_err(Broken::Output);
        }
        rows.push(order);
        Ok(())
    });
    let shown = shown.and_then(|()| out.flush().map_err(Broken::Output));
    drop(out);
    match shown {
        Err(Broken::Output(e)) if e.kind() == std::io::ErrorKind::BrokenPipe => return Ok(Exit::Ok),
        Err(broken) => return Err(say(app, broken)),
        Ok(()) => {}
    }
    if !app.output.json && rows.is_empty() {
        app.output.say(app.lang.pick("no orders\n", "注文はありません\n"));
    } else if !app.output.json {
        app.output.result(&told::list(&rows, app.lang, app.output.wraps))?;
    }
    Ok(Exit::Ok)
}

fn say(app: &App, broken: Broken) -> Error {
    match broken {
        Broken::Store(error) => Error::store(app.state_path(), &error),
        Broken::Json(e) => not_json(&e),
        Broken::Output(e) => output::cannot_write(&e),
    }
}

fn not_json(error: &serde_json::Error) -> Error {
    Error::new(Exit::Failed, format!("an order cannot be written as JSON ({error})"))
}

fn rejects(app: &App) -> Result<Exit, Error> {
    let store = open(app)?;
    let rejects = store.open_rejects().map_err(|error| Error::store(app.state_path(), &error))?;
    if app.output.json {
        let lines: Result<Vec<String>, _> =
            rejects.iter().map(|reject| told::reject_json(reject, app.lang)).collect();
        let text: String = lines.map_err(|e| not_json(&e))?.iter().map(|line| format!("{line}\n")).collect();
        app.output.result(&text)?;
    } else if rejects.is_empty() {
        app.output.say(app.lang.pick("no rejects\n", "取込不可の注文はありません\n"));
    } else {
        app.output.result(&told::rejects(&rejects, app.lang, app.output.wraps))?;
    }
    Ok(Exit::Ok)
}

fn show(app: &App, code: OrderCode) -> Result<Exit, Error> {
    let of_store = |error| Error::store(app.state_path(), &error);
    let store = open(app)?;
    let Some(whole) = orders::whole(&store, code).map_err(of_store)? else {
        return Err(unknown_order(&store, code).map_err(of_store)?);
    };
    let text = if app.output.json {
        told::json(&whole.order, Some((&whole.lines, &whole.history))).map_err(|e| not_json(&e))? + "\n"
    } else {
        told::show(&whole.order, &whole.lines, &whole.history, app.lang, app.output.wraps)
    };
    app.output.result(&text)?;
    Ok(Exit::Ok)
}

fn unknown_order(store: &Store, code: OrderCode) -> Result<Error, store::Error> {
    let codes = store.codes_of_cart(code.pack_no.get())?;
    let error = Error::usage(format!("there is no order {code} in the state file"));
    Ok(if codes.is_empty() {
        error.hint("qoo10-bridge orders list shows the codes; orders list --rejected shows what could not be imported")
    } else {
        error.hint(format!("this cart became {}", codes.join(" and ")))
    })
}

fn dismiss(app: &App, cart: PackNo) -> Result<Exit, Error> {
    let of_store = |error| Error::store(app.state_path(), &error);
    let _lock = app.lock(PATIENCE)?;
    let mut store = Store::open(app.state_path()).map_err(of_store)?;
    match orders::dismiss(&mut store, cart, app.now()).map_err(of_store)? {
        Dismissed::NoneOpen => Err(Error::usage(format!("cart {cart} is not on the list of rejects"))
            .hint("qoo10-bridge orders list --rejected shows the list")),
        Dismissed::Rows(_) => {
            if app.output.json {
                app.output.result(&format!(
                    "{}\n",
                    serde_json::json!({"order": cart.to_string(), "dismissed": true})
                ))?;
            } else if app.output.speaks(Exit::Ok) {
                let text = app.lang.pick(
                    format!("cart {cart} is off the list of rejects"),
                    format!("カート{cart}を取込不可の一覧から外しました"),
                );
                app.output.result(&format!("{text}\n"))?;
            }
            Ok(Exit::Ok)
        }
    }
}
