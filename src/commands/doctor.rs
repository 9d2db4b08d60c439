//! `doctor`: gathers facts, has them examined, tells.

use crate::runtime::context::Context;
use crate::runtime::{leftovers, output_path, paged_list, qoo10_access, state_file};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::cli::maintenance::DoctorArgs;
use crate::desk::doctor::access::{self, FileSensitivity};
use crate::desk::doctor::{
    self, CallFacts, DoctorFacts, FileAccess as OnDisk, FileState, Finding, FindingKind, Level, LockState,
    PingOutcome, ShopFacts, UnlistedFolder, outside,
};
use crate::desk::status::KeyLife;
use crate::error::{Exit, Failure};
use crate::lock::{self, LockError, LockWait, SharedFileError};
use crate::qoo10;
use crate::render::doctor as told;
use crate::runtime::qoo10_access::{Qoo10Access, RequestLimits};
use crate::runtime::terminal::Output;
use crate::store::{Error as StoreError, Store, StoreErrorKind, check, copy};
use crate::vocabulary::{Cause, Lang, Message, Writes, msg};

mod probe;

pub(super) fn run(context: &Context, args: &DoctorArgs) -> Result<Exit, Failure> {
    if args.seen {
        return probe::mark_forms(context, args.wait);
    }
    let off = Finding { check: "writes", level: Level::Warning, what: FindingKind::WritesOff };
    let mut findings: Vec<Finding> =
        (context.config.qoo10.writes == Writes::Off).then_some(off).into_iter().collect();
    findings.push(Finding { check: "config", level: Level::Ok, what: FindingKind::ConfigFine });
    let facts = gather_facts(context);
    if let Some(signal) = context.interrupt().signal() {
        return Err(Failure::with_next(Exit::Failed, msg!("desk-interrupted", signal = signal)));
    }
    findings.extend(doctor::run_checks(&facts));
    let exit = match doctor::find_worst_level(&findings) {
        _ if doctor::is_damaged(&findings) => Exit::Failed,
        Level::Ok | Level::Unknown => Exit::Ok,
        Level::Warning | Level::Problem => Exit::Partial,
    };
    let probed = args.probe.then(|| probe::run(context, &facts)).transpose()?;
    let exit = match &probed {
        Some(probed) if exit == Exit::Ok => probed.exit(),
        _ => exit,
    };
    print_findings(&context.output, context.lang, context.state_path(), &findings, exit)?;
    if let Some(probed) = probed.filter(|_| context.output.should_print(exit)) {
        probed.print(context)?;
    }
    Ok(exit)
}

/// A configuration that cannot be used is a finding too, and the only one.
pub(super) fn run_without_config(output: &Output, lang: Lang, error: &Failure) -> Result<Exit, Failure> {
    let what = FindingKind::ConfigUnusable { message: error.message.clone(), hint: error.hint.clone() };
    let findings = [Finding { check: "config", level: Level::Problem, what }];
    print_findings(output, lang, Path::new(""), &findings, error.exit)?;
    Ok(error.exit)
}

fn print_findings(
    output: &Output,
    lang: Lang,
    state: &Path,
    findings: &[Finding],
    exit: Exit,
) -> Result<(), Failure> {
    if !output.should_print(exit) {
        return Ok(());
    }
    let mut text = String::new();
    for finding in findings {
        if output.json {
            text += &told::render_json(finding, state, lang).map_err(|e| paged_list::json_error(&e))?;
            text.push('\n');
        } else {
            text += &told::render_finding(finding, state, lang);
        }
    }
    output.print_line(&text)
}

fn gather_facts(context: &Context) -> DoctorFacts {
    let state = context.state_path();
    let file = match state.metadata() {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => FileState::Missing,
        Err(e) => FileState::Unusable(StoreError {
            kind: StoreErrorKind::CannotOpen,
            message: Message::from_system(&e),
            cause: Some(Cause::from_error(&e)),
        }),
        Ok(_) => check::check_file(state).map_or_else(FileState::Unusable, FileState::Open),
    };
    let folder = state.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let room = rustix::fs::statvfs(folder).ok();
    let size = |path: &Path| path.metadata().map_or(0, |file| file.len());
    let mut wal = state.as_os_str().to_owned();
    wal.push("-wal");
    let is_sound = matches!(&file, FileState::Open(facts) if facts.damage.is_empty() && !facts.is_blank());
    DoctorFacts {
        access: check_file_access(context),
        shop: is_sound.then(|| read_shop(context)),
        outside: check_qoo10(context),
        file,
        lock: check_lock(state),
        bytes: size(state),
        wal_bytes: size(Path::new(&wal)),
        free_bytes: room.map(|room| room.f_bavail.saturating_mul(room.f_frsize)),
    }
}

/// The copies beside the state file, and what killed commands left there. No state file, no copies of it.
fn list_copies_and_leftovers(
    state: &Path,
    folder: &Path,
) -> (Vec<PathBuf>, Result<Vec<PathBuf>, UnlistedFolder>) {
    let copies = if state.exists() { copy::list_migration_copies(state) } else { Ok(Vec::new()) };
    let unlisted = |error: io::Error| UnlistedFolder { folder: folder.to_owned(), reason: error.to_string() };
    match copies.and_then(|copies| Ok((copies, leftovers::list_leftovers(folder)?))) {
        Ok((copies, left)) => (copies, Ok(left)),
        Err(_) if !folder.exists() => (Vec::new(), Ok(Vec::new())),
        Err(error) => (Vec::new(), Err(unlisted(error))),
    }
}

fn check_file_access(context: &Context) -> OnDisk {
    let state = context.state_path();
    let folder = state.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let may_write = |path: &Path| rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok();
    let unwritable = [state, folder].into_iter().filter(|path| path.exists() && !may_write(path));
    let notify = &context.config.notify;
    let has_secrets =
        notify.health_url.is_some() || notify.webhook_url.is_some() || !notify.health.is_empty();
    let private =
        output_path::list_state_files(state).into_iter().map(|path| (path, FileSensitivity::Private));
    let (copies, leftovers) = list_copies_and_leftovers(state, folder);
    let files = private
        .chain(copies.into_iter().map(|path| (path, FileSensitivity::Private)))
        .chain([(context.config_path.clone(), FileSensitivity::Config { has_secrets })]);
    let exposed = files.filter_map(|(path, holds)| {
        let mode = path.metadata().ok().filter(|file| file.is_file())?.permissions().mode();
        access::check_file_mode(path, mode, holds)
    });
    let alone = lock::check_unshared(state);
    OnDisk {
        unwritable: unwritable.map(Path::to_owned).collect(),
        names: match alone {
            Err(SharedFileError::HardLinks(names)) => Some(names),
            _ => None,
        },
        is_mount: alone == Err(SharedFileError::Mount),
        exposed: exposed.collect(),
        leftovers,
    }
}

fn read_shop(context: &Context) -> Result<ShopFacts, Message> {
    let (own_names, writes) = (&context.config.push_shipments.carriers, context.config.qoo10.writes);
    Store::open_reading(context.state_path())
        .and_then(|store| {
            store.read_in_transaction(|store| ShopFacts::look(store, own_names, writes, context.now()))
        })
        .map_err(|error| error.message)
}

/// Nobody wants to wait for a dead endpoint as long as a step does; twice, for an empty answer may pass.
fn short_timeouts(context: &Context) -> RequestLimits {
    let config = &context.config.qoo10;
    RequestLimits {
        timeout: Duration::from_secs(config.timeout_seconds.min(10).into()),
        max_attempts: config.max_attempts.min(2),
        deadline: Duration::from_secs(config.deadline_seconds.min(20).into()),
    }
}

fn check_qoo10(context: &Context) -> CallFacts {
    let today = context.now().date_naive();
    let key =
        context.config.qoo10.seller_key_issued_on.map(|issued_on| KeyLife::from_issue_date(issued_on, today));
    if let Err(Failure { message, .. }) = qoo10_access::find_proxy(context) {
        return CallFacts { asked: PingOutcome::Dead(message), ahead: None, key };
    }
    let access = match Qoo10Access::from_config(context) {
        Ok(access) => access,
        Err(Failure { message, hint, .. }) => {
            return CallFacts { asked: PingOutcome::NoKey { message, hint }, ahead: None, key };
        }
    };
    // As a dry run: the practice Qoo10 keeps nothing of it.
    let api = match access.open_client_with(context, true, &short_timeouts(context)) {
        Ok(api) => api,
        Err(error) => return CallFacts { asked: PingOutcome::Dead(error.message), ahead: None, key },
    };
    // The real clock, also under --now: it is the machine's own that may be wrong.
    let clock = &context.io.clock;
    let before = clock();
    let answer = api.client.fetch_delivery_groups();
    let after = clock();
    let ahead = api.client.server_date().map(|date| outside::compute_clock_lead(date, before, after));
    let asked = match answer {
        Ok(_) => PingOutcome::KeyAccepted,
        Err(error) => match &error {
            qoo10::Error::KeyRefused { .. } => {
                let Failure { message, hint, .. } = Failure::from_qoo10(&error);
                PingOutcome::KeyRefused { message, hint }
            }
            qoo10::Error::Code { .. } | qoo10::Error::Unreadable { .. } => {
                PingOutcome::Unexpected(error.message())
            }
            _ => PingOutcome::Dead(error.message()),
        },
    };
    CallFacts { asked, ahead, key }
}

/// Tries the lock for a moment, where there is a lock file: looking makes none.
fn check_lock(state: &Path) -> LockState {
    match lock::find_lock_path(state).try_exists() {
        Ok(false) => return LockState::Free,
        Ok(true) => {}
        Err(e) => return LockState::Unusable(Message::from_system(&e)),
    }
    match lock::acquire_lock(state, LockWait::NONE, &|| false) {
        Ok(_) => LockState::Free,
        Err(LockError::Busy | LockError::Interrupted) => LockState::Held(lock::find_holder(state)),
        Err(LockError::Io(_, e)) => LockState::Unusable(Message::from_system(&e)),
        // Of the state file's own names another check speaks.
        Err(LockError::SharedFile(file, _)) if file == state => LockState::Free,
        Err(LockError::SharedFile(file, why)) => {
            LockState::Unusable(state_file::not_alone(&file, &why).message)
        }
    }
}
