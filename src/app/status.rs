//! `status`: how the shop stands.

use super::{App, failure, listing, places, replace};
use crate::cli::desk::StatusArgs;
use crate::desk::status::{Rules, look};
use crate::error::{Error, Exit};
use crate::render::{metrics, status as told};
use crate::vocabulary::msg;

const METRICS: places::Kind =
    places::Kind { start: metrics::START, other: "desk-is_no_metrics_file", example: "shop.prom" };

pub(super) fn run(app: &App, args: &StatusArgs) -> Result<Exit, Error> {
    if let Some(file) = &args.metrics_file {
        places::pass(app, file, &METRICS)?;
    }
    let store = listing::open(app)?;
    let status = store
        .reading(|store| Ok(look(store, rules(app), app.now())))
        .map_err(|error| Error::store(app.state_path(), &error))?
        .map_err(|error| Error::late(&error, app.state_path()))?;
    let shop = &app.config.shop.name;
    if let Some(file) = &args.metrics_file {
        replace::whole(&app.io.path(file), &metrics::text(&status, shop), 0o644).map_err(|e| {
            failure(Exit::Failed, msg!("desk-metrics_not_written", file = file.display(), error = &e))
        })?;
    }
    if !app.output.speaks(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    let text = match app.output.json {
        true => told::json(&status, shop, app.lang).map_err(|e| listing::not_json(&e))? + "\n",
        false => told::render(&status, shop, app.lang, app.output.width),
    };
    app.output.result(&text)?;
    Ok(Exit::Ok)
}

/// What the configuration says about how the shop stands.
pub(super) fn rules(app: &App) -> Rules {
    Rules {
        catch_up_days: app.config.push_shipments.catch_up_days,
        key_issued_on: app.config.qoo10.seller_key_issued_on,
    }
}
