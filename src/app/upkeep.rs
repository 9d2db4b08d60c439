//! `backup` and `purge`.

use std::path::Path;

use super::{App, leftovers, listing, places, usage};
use crate::cli::upkeep::{BackupArgs, PurgeArgs};
use crate::domain::time::Jst;
use crate::error::{Error, Exit};
use crate::render::upkeep as told;
use crate::store::copy::Found;
use crate::store::purge::{PURGE, Purged};
use crate::store::runs::{RunEnd, RunId};
use crate::store::{Store, copy};
use crate::vocabulary::{Message, msg};

pub(super) fn backup(app: &App, args: &BackupArgs) -> Result<Exit, Error> {
    let (state, to) = (app.state_path(), args.file.as_path());
    if to == Path::new("-") {
        return Err(usage(msg!("upkeep-backup_not_to_stdout")));
    }
    refuse_places(app, to, args.replace)?;
    leftovers::remove_copies(&app.io.path(to));
    let copied = copy::back_up(state, &app.io.path(to)).map_err(|error| Error::copy(state, to, &error))?;
    if !app.output.speaks(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    let backup = told::Backup { file: to, copied, at: app.now() };
    let line = if app.output.json {
        backup.json().map_err(|e| listing::not_json(&e))?
    } else {
        backup.line(app.lang)
    };
    app.output.line(&format!("{line}\n"))?;
    Ok(Exit::Ok)
}

/// Refuses a copy of nothing, and places where a copy would do harm.
fn refuse_places(app: &App, to: &Path, replaces: bool) -> Result<(), Error> {
    let state = app.state_path();
    if state.metadata().is_err() {
        return Err(usage(msg!("upkeep-no_state_file", file = state.display())));
    }
    let (file, place) = (to.display(), app.io.path(to));
    if let Some(whose) = places::taken(app, &place) {
        return Err(places::stays(&file.to_string(), whose).hint(msg!("upkeep-copy_elsewhere")));
    }
    if place.is_dir() {
        return Err(usage(msg!("upkeep-is_folder", file = file)));
    }
    if place.symlink_metadata().is_err() {
        return Ok(());
    }
    match stranger(&place) {
        Some(is) => Err(places::stays(&file.to_string(), is).hint(msg!("upkeep-other_name"))),
        None if replaces => Ok(()),
        None => Err(usage(msg!("upkeep-file_there", file = file))),
    }
}

/// What a file is that no copy may take the place of: all but copies, and empty files.
fn stranger(place: &Path) -> Option<Message> {
    // Looked at before it is opened: a pipe would keep whoever opens it waiting.
    match place.metadata() {
        Ok(there) if there.is_file() => {}
        Ok(_) => return Some(msg!("upkeep-is_pipe")),
        Err(_) => return Some(msg!("upkeep-is_dead_link")),
    }
    match copy::look(place) {
        Ok(Found::Nothing | Found::Copy) => None,
        Ok(Found::StateFile) => Some(msg!("upkeep-is_state_file")),
        Ok(Found::Other) => Some(msg!("upkeep-is_no_backup")),
        Err(_) => Some(msg!("desk-is_unreadable")),
    }
}

pub(super) fn purge(app: &App, args: &PurgeArgs) -> Result<Exit, Error> {
    let of_store = |error| Error::store(app.state_path(), &error);
    let now = app.now();
    let before = now - chrono::Duration::days(args.older_than.days.into());
    // What orders show tells of an order stays as long as the configuration says.
    let history = before.min(now - chrono::Duration::days(app.config.state.keep_days.into()));
    let (run, purged) = if args.dry_run {
        (None, listing::open(app)?.would_purge(before, history).map_err(of_store)?)
    } else {
        let (_lock, mut store) = app.open_for_change(args.wait)?;
        let (run, purged) = recorded(app, &mut store, (before, history), now)?;
        (Some(run), purged)
    };
    if !app.output.speaks(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    let copies = copy::left_by_migrations(app.state_path()).map_err(|error| error.to_string());
    let purge = told::Purge {
        older_than: &args.older_than.text,
        before,
        run,
        purged,
        copies: copies.as_deref().map_err(String::as_str),
    };
    if app.output.json {
        let line = purge.json().map_err(|e| listing::not_json(&e))?;
        app.output.result(&format!("{line}\n"))?;
    } else {
        app.output.line(&purge.text(app.lang))?;
    }
    Ok(Exit::Ok)
}

/// Blanks and rewrites the file, as a run on record.
fn recorded(
    app: &App,
    store: &mut Store,
    (before, history): (Jst, Jst),
    now: Jst,
) -> Result<(RunId, Purged), Error> {
    let blanked = store.overwrite_what_is_deleted().and_then(|()| {
        let batch = store.batch()?;
        let run = batch.begin_run(PURGE, now)?;
        let purged = batch.purge(before, history, run, now)?;
        batch.commit().map(|()| (run, purged))
    });
    let (run, purged) = blanked.map_err(app.of_change())?;
    // Also when nothing was blanked: an earlier purge may have got no further than this.
    let rewritten = store.rewrite();
    let exit = if rewritten.is_ok() { Exit::Ok } else { Exit::Failed };
    let error = rewritten.as_ref().err().map(|error| error.message.clone());
    let counts = told::counts(&purged).to_string();
    let end = RunEnd {
        finished_at: app.now(),
        result: exit.result(),
        exit_code: exit.code(),
        counts: &counts,
        error: error.as_ref(),
    };
    let recorded = store.batch().and_then(|batch| {
        batch.finish_run(run, &end)?;
        batch.commit()
    });
    let of_store = |error| Error::store(app.state_path(), &error);
    recorded.and(rewritten).map(|()| (run, purged)).map_err(of_store)
}
