//! `backup` and `purge`.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::{App, PATIENCE, listing};
use crate::cli::upkeep::{BackupArgs, PurgeArgs};
use crate::domain::time::Jst;
use crate::error::{Error, Exit};
use crate::report::upkeep as told;
use crate::store::purge::{PURGE, Purged};
use crate::store::runs::{RunEnd, RunId};
use crate::store::{self, Store, copy};

pub(super) fn backup(app: &App, args: &BackupArgs) -> Result<Exit, Error> {
    let (state, to) = (app.state_path(), args.file.as_path());
    refuse_places(state, to, args.replace)?;
    let copied = copy::back_up(state, to).map_err(|error| Error::copy(state, to, &error))?;
    if !app.output.speaks(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    let backup = told::Backup { file: to, copied, at: app.now() };
    let line = if app.output.json {
        backup.json().map_err(|e| listing::not_json(&e))?
    } else {
        backup.line(app.lang)
    };
    app.output.result(&format!("{line}\n"))?;
    Ok(Exit::Ok)
}

/// Refuses a copy of nothing, and places where a copy would do harm.
fn refuse_places(state: &Path, to: &Path, replaces: bool) -> Result<(), Error> {
    let Ok(of_state) = state.metadata() else {
        let state = state.display();
        return Err(Error::usage((
            format!("there is no state file {state} to copy"),
            format!("コピーする状態ファイル {state} がありません"),
        ))
        .hint((
            "look at state.path in the configuration; qoo10-bridge import makes the file",
            "設定の state.path を確認してください。状態ファイルは qoo10-bridge import で作成されます",
        )));
    };
    let file = to.display();
    let same = |other: &Metadata| (other.dev(), other.ino()) == (of_state.dev(), of_state.ino());
    let is_state = to.metadata().is_ok_and(|other| same(&other));
    if is_state || is_beside(state, to) {
        return Err(Error::usage((
            format!("{file} belongs to the state file itself"),
            format!("{file} は状態ファイルの一部です"),
        ))
        .hint((
            "give the copy another name, best on another disk",
            "コピーには別の名前を付け、できれば別のディスクに置いてください",
        )));
    }
    if to.is_dir() {
        let message = (format!("{file} is a folder"), format!("{file} はフォルダです"));
        return Err(Error::usage(message).hint(("name a file in it", "その中のファイルを指定してください")));
    }
    if to.symlink_metadata().is_ok() && !replaces {
        return Err(Error::usage((
            format!("there is a file {file} already"),
            format!("ファイル {file} はすでにあります"),
        ))
        .hint(("give another name, or --replace", "別の名前にするか、--replace を付けてください")));
    }
    Ok(())
}

/// Whether a path is the state file's, or of what SQLite and the lock keep beside it.
pub(super) fn is_beside(state: &Path, path: &Path) -> bool {
    resolved(path).is_some_and(|path| beside(state).contains(&path))
}

fn beside(state: &Path) -> Vec<PathBuf> {
    let Some(state) = resolved(state) else { return Vec::new() };
    let with = |more: &str| {
        let mut name = state.clone().into_os_string();
        name.push(more);
        PathBuf::from(name)
    };
    ["", "-wal", "-shm", "-journal", ".lock"].map(with).into()
}

/// The path of a file, that may not exist yet, in a folder that does.
fn resolved(path: &Path) -> Option<PathBuf> {
    if let Ok(whole) = path.canonicalize() {
        return Some(whole);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(folder.canonicalize().ok()?.join(path.file_name()?))
}

pub(super) fn purge(app: &App, args: &PurgeArgs) -> Result<Exit, Error> {
    let of_store = |error| Error::store(app.state_path(), &error);
    let now = app.now();
    let before = now - chrono::Duration::days(args.older_than.days.into());
    let (run, purged) = if args.dry_run {
        (None, listing::open(app)?.would_purge(before).map_err(of_store)?)
    } else {
        let _lock = app.lock(PATIENCE)?;
        let mut store = Store::open(app.state_path()).map_err(of_store)?;
        let (run, purged) = recorded(app, &mut store, before, now).map_err(of_store)?;
        (Some(run), purged)
    };
    if !app.output.speaks(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    let copies = copy::left_by_migrations(app.state_path()).unwrap_or_default();
    let purge = told::Purge { older_than: &args.older_than.text, before, run, purged, copies: &copies };
    if app.output.json {
        let line = purge.json().map_err(|e| listing::not_json(&e))?;
        app.output.result(&format!("{line}\n"))?;
    } else {
        app.output.result(&purge.text(app.lang))?;
    }
    Ok(Exit::Ok)
}

/// Blanks and rewrites the file, as a run on record.
fn recorded(app: &App, store: &mut Store, before: Jst, now: Jst) -> Result<(RunId, Purged), store::Error> {
    store.overwrite_what_is_deleted()?;
    let batch = store.batch()?;
    let run = batch.begin_run(PURGE, now)?;
    let purged = batch.purge(before, run, now)?;
    batch.commit()?;
    // Also when nothing was blanked: an earlier purge may have got no further than this.
    let rewritten = store.rewrite();
    let exit = if rewritten.is_ok() { Exit::Ok } else { Exit::Failed };
    let error = rewritten.as_ref().err().map(|error| app.lang.of(&error.message));
    let counts = told::counts(&purged).to_string();
    let end = RunEnd {
        finished_at: app.now(),
        result: exit.result(),
        exit_code: exit.code(),
        counts: &counts,
        error,
    };
    let batch = store.batch()?;
    batch.finish_run(run, &end)?;
    batch.commit()?;
    rewritten.map(|()| (run, purged))
}
