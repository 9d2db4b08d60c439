//! `report`: the day on one page.

use super::{App, failure, listing, places, replace, status};
use crate::cli::desk::ReportArgs;
use crate::desk::activity;
use crate::error::{Error, Exit};
use crate::render::html;
use crate::vocabulary::msg;

const PAGE: places::Kind =
    places::Kind { start: html::START, other: "desk-is_no_web_page", example: "report.html" };

pub(super) fn run(app: &App, args: &ReportArgs) -> Result<Exit, Error> {
    let file = args.html.as_path();
    places::pass(app, file, &PAGE)?;
    let page = listing::open(app)?
        .reading(|store| Ok(activity::page(store, status::rules(app), app.now())))
        .map_err(|error| Error::store(app.state_path(), &error))?
        .map_err(|error| Error::late(&error, app.state_path()))?;
    let text = html::page(&page, &app.config.shop.name, app.lang)
        .map_err(|e| Error::new(Exit::Failed, msg!("desk-chart_not_drawn", error = e.to_string())))?;
    replace::whole(&app.io.path(file), &text, 0o600).map_err(|e| {
        failure(Exit::Failed, msg!("desk-page_not_written", file = file.display(), error = &e))
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
