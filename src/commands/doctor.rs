//! `doctor`: gathers facts, has them examined, tells.

use crate::runtime::context::Context;
use crate::runtime::{leftovers, output_path, paged_list, qoo10_access, state_file};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::desk::doctor::access::{self, Holds};
use crate::desk::doctor::{
    self, DoctorFacts, File, FileAccess as OnDisk, Finding, Level, LockState, Outside, PingOutcome,
    ShopFacts, UnlistedFolder, What, outside,
};
use crate::desk::status::KeyLife;
use crate::error::{Exit, Failure};
use crate::lock::{self, LockError, NotAlone, Wait};
use crate::qoo10;
use crate::render::doctor as told;
use crate::runtime::qoo10_access::{Patience, Qoo10Access};
use crate::runtime::terminal::Output;
use crate::store::{Error as StoreError, Store, StoreErrorKind, check, copy};
use crate::vocabulary::{Cause, Lang, Message, msg};

pub(super) fn run(context: &Context) -> Result<Exit, Failure> {
    let mut findings = vec![Finding { check: "config", level: Level::Ok, what: What::ConfigFine }];
    let facts = gather(context);
    if let Some(signal) = context.interrupt().signal() {
        return Err(Failure::with_next(Exit::Failed, msg!("desk-interrupted", signal = signal)));
    }
    findings.extend(doctor::examine(&facts));
    let exit = match doctor::worst(&findings) {
        _ if doctor::is_damaged(&findings) => Exit::Failed,
        Level::Ok | Level::Unknown => Exit::Ok,
        Level::Warning | Level::Problem => Exit::Partial,
    };
    tell(&context.output, context.lang, context.state_path(), &findings, exit)?;
    Ok(exit)
}

/// A configuration that cannot be used is a finding too, and the only one.
pub(super) fn run_without_config(output: &Output, lang: Lang, error: &Failure) -> Result<Exit, Failure> {
    let what = What::ConfigUnusable { message: error.message.clone(), hint: error.hint.clone() };
    let findings = [Finding { check: "config", level: Level::Problem, what }];
    tell(output, lang, Path::new(""), &findings, error.exit)?;
    Ok(error.exit)
}

fn tell(output: &Output, lang: Lang, state: &Path, findings: &[Finding], exit: Exit) -> Result<(), Failure> {
    if !output.speaks(exit) {
        return Ok(());
    }
    let mut text = String::new();
    for finding in findings {
        if output.json {
            text += &told::json(finding, state, lang).map_err(|e| paged_list::not_json(&e))?;
            text.push('\n');
        } else {
            text += &told::lines(finding, state, lang);
        }
    }
    output.line(&text)
}

fn gather(context: &Context) -> DoctorFacts {
    let state = context.state_path();
    let file = match state.metadata() {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => File::Missing,
        Err(e) => File::Unusable(StoreError {
            kind: StoreErrorKind::CannotOpen,
            message: Message::system(&e),
            cause: Some(Cause::from_error(&e)),
        }),
        Ok(_) => check::facts(state).map_or_else(File::Unusable, File::Open),
    };
    let folder = state.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let room = rustix::fs::statvfs(folder).ok();
    let size = |path: &Path| path.metadata().map_or(0, |file| file.len());
    let mut wal = state.as_os_str().to_owned();
    wal.push("-wal");
    let is_sound = matches!(&file, File::Open(facts) if facts.damage.is_empty() && !facts.is_blank());
    DoctorFacts {
        access: access_of(context),
        shop: is_sound.then(|| look(context)),
        outside: ask(context),
        file,
        lock: lock_of(state),
        bytes: size(state),
        wal_bytes: size(Path::new(&wal)),
        free_bytes: room.map(|room| room.f_bavail.saturating_mul(room.f_frsize)),
    }
}

/// The copies beside the state file, and what killed commands left there. No state file, no copies of it.
fn listed(state: &Path, folder: &Path) -> (Vec<PathBuf>, Result<Vec<PathBuf>, UnlistedFolder>) {
    let copies = if state.exists() { copy::left_by_migrations(state) } else { Ok(Vec::new()) };
    let unlisted = |error: io::Error| UnlistedFolder { folder: folder.to_owned(), reason: error.to_string() };
    match copies.and_then(|copies| Ok((copies, leftovers::in_folder(folder)?))) {
        Ok((copies, left)) => (copies, Ok(left)),
        Err(_) if !folder.exists() => (Vec::new(), Ok(Vec::new())),
        Err(error) => (Vec::new(), Err(unlisted(error))),
    }
}

fn access_of(context: &Context) -> OnDisk {
    let state = context.state_path();
    let folder = state.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let may_write = |path: &Path| rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok();
    let unwritable = [state, folder].into_iter().filter(|path| path.exists() && !may_write(path));
    let notify = &context.config.notify;
    let has_secrets =
        notify.health_url.is_some() || notify.webhook_url.is_some() || !notify.health.is_empty();
    let private = output_path::beside(state).into_iter().map(|path| (path, Holds::Private));
    let (copies, leftovers) = listed(state, folder);
    let files = private
        .chain(copies.into_iter().map(|path| (path, Holds::Private)))
        .chain([(context.config_path.clone(), Holds::Config { has_secrets })]);
    let exposed = files.filter_map(|(path, holds)| {
        let mode = path.metadata().ok().filter(|file| file.is_file())?.permissions().mode();
        access::exposed(path, mode, holds)
    });
    let alone = lock::alone(state);
    OnDisk {
        unwritable: unwritable.map(Path::to_owned).collect(),
        names: match alone {
            Err(NotAlone::Names(names)) => Some(names),
            _ => None,
        },
        is_mount: alone == Err(NotAlone::Mount),
        exposed: exposed.collect(),
        leftovers,
    }
}

fn look(context: &Context) -> Result<ShopFacts, Message> {
    let own_names = &context.config.push_shipments.carriers;
    Store::open_reading(context.state_path())
        .and_then(|store| store.reading(|store| ShopFacts::look(store, own_names, context.now())))
        .map_err(|error| error.message)
}

/// Nobody wants to wait for a dead endpoint as long as a step does; twice, for an empty answer may pass.
fn short_timeouts(context: &Context) -> Patience {
    let config = &context.config.qoo10;
    Patience {
        timeout: Duration::from_secs(config.timeout_seconds.min(10).into()),
        max_attempts: config.max_attempts.min(2),
        deadline: Duration::from_secs(config.deadline_seconds.min(20).into()),
    }
}

fn ask(context: &Context) -> Outside {
    let today = context.now().date_naive();
    let key = context.config.qoo10.seller_key_issued_on.map(|issued_on| KeyLife::of(issued_on, today));
    if let Err(Failure { message, .. }) = qoo10_access::way(context) {
        return Outside { asked: PingOutcome::Dead(message), ahead: None, key };
    }
    let access = match Qoo10Access::of(context) {
        Ok(access) => access,
        Err(Failure { message, hint, .. }) => {
            return Outside { asked: PingOutcome::NoKey { message, hint }, ahead: None, key };
        }
    };
    // As a dry run: the practice Qoo10 keeps nothing of it.
    let api = match access.open_with(context, true, &short_timeouts(context)) {
        Ok(api) => api,
        Err(error) => return Outside { asked: PingOutcome::Dead(error.message), ahead: None, key },
    };
    // The real clock, also under --now: it is the machine's own that may be wrong.
    let clock = &context.io.clock;
    let before = clock();
    let answer = api.client.delivery_groups();
    let after = clock();
    let ahead = api.client.told_date().map(|date| outside::ahead(date, before, after));
    let asked = match answer {
        Ok(_) => PingOutcome::KeyAccepted,
        Err(error) => match &error {
            qoo10::Error::KeyRefused { .. } => {
                let Failure { message, hint, .. } = Failure::qoo10(&error);
                PingOutcome::KeyRefused { message, hint }
            }
            qoo10::Error::Code { .. } | qoo10::Error::Unreadable { .. } => {
                PingOutcome::Unexpected(error.message())
            }
            _ => PingOutcome::Dead(error.message()),
        },
    };
    Outside { asked, ahead, key }
}

/// Tries the lock for a moment, where there is a lock file: looking makes none.
fn lock_of(state: &Path) -> LockState {
    match lock::find_lock_path(state).try_exists() {
        Ok(false) => return LockState::Free,
        Ok(true) => {}
        Err(e) => return LockState::Unusable(Message::system(&e)),
    }
    match lock::take(state, Wait::NONE, &|| false) {
        Ok(_) => LockState::Free,
        Err(LockError::Busy | LockError::GivenUp) => LockState::Held(lock::holder(state)),
        Err(LockError::Io(_, e)) => LockState::Unusable(Message::system(&e)),
        // Of the state file's own names another check speaks.
        Err(LockError::NotAlone(file, _)) if file == state => LockState::Free,
        Err(LockError::NotAlone(file, why)) => {
            LockState::Unusable(state_file::not_alone(&file, &why).message)
        }
    }
}
