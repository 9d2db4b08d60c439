//! `report`: the day on one page.

use std::io::Read as _;
use std::path::Path;

use super::{App, listing, replace, status, upkeep};
use crate::cli::desk::ReportArgs;
use crate::desk::activity;
use crate::error::{Error, Exit};
use crate::report::html;

pub(super) fn run(app: &App, args: &ReportArgs) -> Result<Exit, Error> {
    let file = args.html.as_path();
    refuse_places(app.state_path(), file)?;
    let page = listing::open(app)?
        .reading(|store| Ok(activity::page(store, status::rules(app), app.now())))
        .map_err(|error| Error::store(app.state_path(), &error))?
        .map_err(|error| Error::late(&error, app.state_path()))?;
    let text = html::page(&page, &app.config.shop.name, app.lang).map_err(|e| {
        let message = (format!("a chart cannot be drawn ({e})"), format!("グラフを描画できません({e})"));
        Error::new(Exit::Failed, message)
    })?;
    replace::whole(file, &text, 0o600).map_err(|e| {
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
    app.output.result(&format!("{line}\n"))?;
    Ok(Exit::Ok)
}

/// Refuses to put the page in the place of anything but a page.
fn refuse_places(state: &Path, to: &Path) -> Result<(), Error> {
    let refused = |en: &str, ja: &str| {
        let file = to.display();
        Err(Error::usage((
            format!("{file} is {en}, and stays as it is"),
            format!("{file} は{ja}のため、変更していません"),
        ))
        .hint(("name another file, such as report.html", "report.html など、別のファイルを指定してください")))
    };
    if upkeep::is_beside(state, to) {
        return refused("the state file's own", "状態ファイルの一部");
    }
    // Reading from a pipe would wait for ever.
    if to.metadata().is_ok_and(|there| !there.is_file()) {
        return refused("no file", "通常のファイルではない");
    }
    let mut start = Vec::new();
    if let Ok(there) = std::fs::File::open(to) {
        drop(there.take(html::START.len() as u64).read_to_end(&mut start));
    }
    match start.is_empty() || start.eq_ignore_ascii_case(html::START.as_bytes()) {
        true => Ok(()),
        false => refused("no web page", "Webページではない"),
    }
}
