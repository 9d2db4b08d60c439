//! `report`: the day on one page.

use super::{App, listing, places, replace, status};
use crate::cli::desk::ReportArgs;
use crate::desk::activity;
use crate::domain::codes::Words;
use crate::error::{Error, Exit};
use crate::report::html;

const PAGE: places::Kind = places::Kind {
    start: html::START,
    other: Words { en: "no web page", ja: "Webページではない" },
    example: "report.html",
};

pub(super) fn run(app: &App, args: &ReportArgs) -> Result<Exit, Error> {
    let file = args.html.as_path();
    places::pass(app, file, &PAGE)?;
    let page = listing::open(app)?
        .reading(|store| Ok(activity::page(store, status::rules(app), app.now())))
        .map_err(|error| Error::store(app.state_path(), &error))?
        .map_err(|error| Error::late(&error, app.state_path()))?;
    let text = html::page(&page, &app.config.shop.name, app.lang).map_err(|e| {
        let message = (format!("a chart cannot be drawn ({e})"), format!("グラフを描画できません({e})"));
        Error::new(Exit::Failed, message)
    })?;
    replace::whole(&app.io.path(file), &text, 0o600).map_err(|e| {
        let file = file.display();
        let message = (
            format!("the page {file} cannot be written ({e})"),
            format!("ページ {file} に書き込めません({e})"),
        );
        Error::new(Exit::Failed, message).hint((
            "its folder has to exist, and this user has to be allowed to write there",
            "フォルダの有無と、このユーザーの書き込みの権限を確認してください",
        ))
    })?;
    if !app.output.speaks(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    let line = match app.output.json {
        true => html::written_json(file, text.len()).map_err(|e| listing::not_json(&e))?,
        false => html::written(file, text.len(), app.lang),
    };
    app.output.line(&format!("{line}\n"))?;
    Ok(Exit::Ok)
}
