//! `doctor`: gathers facts, has them examined, tells.

use std::path::Path;
use std::time::Duration;

use super::output::Output;
use super::{App, listing};
use crate::desk::doctor::{self, Facts, File, Finding, Level, Lock, What};
use crate::error::{Error, Exit};
use crate::lock::{self, Refusal};
use crate::report::{Lang, doctor as told};
use crate::store::{Error as StoreError, Kind, check};

pub(super) fn run(app: &App) -> Result<Exit, Error> {
    let mut findings = vec![Finding { check: "config", level: Level::Ok, what: What::ConfigFine }];
    findings.extend(doctor::examine(&gather(app.state_path())));
    let exit = match doctor::worst(&findings) {
        _ if doctor::is_damaged(&findings) => Exit::Failed,
        Level::Ok => Exit::Ok,
        Level::Warning | Level::Problem => Exit::Partial,
    };
    tell(&app.output, app.lang, app.state_path(), &findings, exit)?;
    Ok(exit)
}

/// A configuration that cannot be used is a finding too, and the only one.
pub(super) fn without_config(output: &Output, lang: Lang, error: &Error) -> Result<Exit, Error> {
    let what = What::ConfigUnusable { message: error.message.clone(), hint: error.hint.clone() };
    let findings = [Finding { check: "config", level: Level::Problem, what }];
    tell(output, lang, Path::new(""), &findings, error.exit)?;
    Ok(error.exit)
}

fn tell(output: &Output, lang: Lang, state: &Path, findings: &[Finding], exit: Exit) -> Result<(), Error> {
    if !output.speaks(exit) {
        return Ok(());
    }
    let mut text = String::new();
    for finding in findings {
        if output.json {
            text += &told::json(finding, state, lang).map_err(|e| listing::not_json(&e))?;
            text.push('\n');
        } else {
            text += &told::lines(finding, state, lang);
        }
    }
    output.result(&text)
}

fn gather(state: &Path) -> Facts {
    let file = match state.metadata() {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => File::Missing,
        Err(e) => File::Unusable(StoreError { kind: Kind::CannotOpen, message: e.to_string() }),
        Ok(_) => check::facts(state).map_or_else(File::Unusable, File::Open),
    };
    let folder = state.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let room = rustix::fs::statvfs(folder).ok();
    let size = |path: &Path| path.metadata().map_or(0, |file| file.len());
    let mut wal = state.as_os_str().to_owned();
    wal.push("-wal");
    Facts {
        file,
        lock: lock_of(state),
        bytes: size(state),
        wal_bytes: size(Path::new(&wal)),
        free_bytes: room.map(|room| room.f_bavail.saturating_mul(room.f_frsize)),
    }
}

/// Tries the lock for a moment, where there is a lock file: looking makes none.
fn lock_of(state: &Path) -> Lock {
    match lock::place(state).try_exists() {
        Ok(false) => return Lock::Free,
        Ok(true) => {}
        Err(e) => return Lock::Unusable(e.to_string()),
    }
    match lock::take(state, Duration::ZERO, &|| false) {
        Ok(_) => Lock::Free,
        Err(Refusal::Busy | Refusal::GivenUp) => Lock::Held(lock::holder(state)),
        Err(Refusal::Io(_, e)) => Lock::Unusable(e.to_string()),
    }
}
