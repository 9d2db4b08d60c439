//! `status`: how the shop stands.

use super::{App, listing, places, replace};
use crate::cli::desk::StatusArgs;
use crate::desk::status::{Rules, look};
use crate::domain::codes::Words;
use crate::error::{Error, Exit};
use crate::report::{metrics, status as told};

const METRICS: places::Kind = places::Kind {
    start: metrics::START,
    other: Words {
        en: "no metrics file of this program", ja: "本プログラムのメトリクスのファイルではない"
    },
    example: "shop.prom",
};

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
            let file = file.display();
            let message = (
                format!("the metrics file {file} cannot be written ({e})"),
                format!("メトリクスのファイル {file} に書き込めません({e})"),
            );
            Error::new(Exit::Failed, message).hint((
                "its folder has to exist, and this user has to be allowed to write there",
                "フォルダの有無と、このユーザーの書き込みの権限を確認してください",
            ))
        })?;
    }
    if !app.output.speaks(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    let text = match app.output.json {
        true => told::json(&status, shop).map_err(|e| listing::not_json(&e))? + "\n",
        false => told::text(&status, shop, app.lang, app.output.width),
    };
    app.output.shown(&text)?;
    Ok(Exit::Ok)
}

/// What the configuration says about how the shop stands.
pub(super) fn rules(app: &App) -> Rules {
    Rules {
        catch_up_days: app.config.push_shipments.catch_up_days,
        key_issued_on: app.config.qoo10.seller_key_issued_on,
    }
}
