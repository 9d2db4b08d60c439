//! `status`: how the shop stands.

use std::io::Write as _;
use std::path::Path;

use super::{App, listing};
use crate::cli::desk::StatusArgs;
use crate::desk::status::{Rules, look};
use crate::error::{Error, Exit};
use crate::report::{metrics, status as told};

pub(super) fn run(app: &App, args: &StatusArgs) -> Result<Exit, Error> {
    let store = listing::open(app)?;
    let rules = Rules {
        catch_up_days: app.config.push_shipments.catch_up_days,
        key_issued_on: app.config.qoo10.seller_key_issued_on,
    };
    let status = store
        .reading(|store| Ok(look(store, rules, app.now())))
        .map_err(|error| Error::store(app.state_path(), &error))?
        .map_err(|error| Error::late(&error, app.state_path()))?;
    let shop = &app.config.shop.name;
    if let Some(file) = &args.metrics_file {
        replace(file, &metrics::text(&status, shop)).map_err(|e| {
            Error::new(Exit::Failed, format!("the metrics file {} cannot be written ({e})", file.display()))
                .hint("its folder has to exist, and this user has to be allowed to write there")
        })?;
    }
    if !app.output.speaks(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    let text = match app.output.json {
        true => told::json(&status, shop).map_err(|e| listing::not_json(&e))? + "\n",
        false => told::text(&status, shop, app.lang, app.output.wraps),
    };
    app.output.result(&text)?;
    Ok(Exit::Ok)
}

/// Writes a file so that whoever reads it sees the old text or the new one, never half of it.
fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let temporary = path.with_file_name(name);
    let written = std::fs::File::create(&temporary)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&temporary, path));
    if written.is_err() {
        drop(std::fs::remove_file(&temporary));
    }
    written
}
