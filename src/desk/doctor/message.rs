//! What is told of a finding, and what to do about it.

use std::path::{Path, PathBuf};

use chrono::Duration;

use super::facts::{ExposedFile, LastRuns, UnlistedFolder};
use super::finding::{Finding, FindingKind};
use crate::domain::time::Jst;
use crate::store::gaps::NameSample;
use crate::strings::printable::truncate;
use crate::strings::shell::quoted;
use crate::vocabulary::{FormPoint, Level, Message, msg};

/// So many files are named.
const MAX_PATHS: usize = 5;
/// So many characters of an error are told.
const MAX_ERROR_LENGTH: usize = 160;

impl Finding {
    /// What it is, where `state` is the state file.
    pub fn message(&self, state: &Path) -> Message {
        let what = &self.what;
        let found = explain_file(what, state)
            .or_else(|| explain_access(what, state))
            .or_else(|| explain_use(what))
            .or_else(|| explain_qoo10(what))
            .or_else(|| explain_shop(what));
        // A kind without a sentence must not hide that something was found.
        found.unwrap_or_else(|| Message::quoted(format!("{what:?}")))
    }

    /// What to do about it; none where it is as it should be.
    pub fn next(&self, state: &Path) -> Option<Message> {
        match &self.what {
            _ if self.level <= Level::Unknown => None,
            FindingKind::ConfigUnusable { hint, .. } | FindingKind::KeyRefused { hint, .. } => hint.clone(),
            FindingKind::KeyMissing { hint: Some(hint), .. } => Some(hint.clone()),
            FindingKind::CronMissed { never, late, failing } => explain_unseen_steps(never, late)
                .or_else(|| explain_failing_steps(failing))
                .map(|message| message.attribute("next")),
            _ => Some(self.message(state).attribute("next")),
        }
    }
}

fn explain_file(what: &FindingKind, state: &Path) -> Option<Message> {
    let file = state.display();
    Some(match what {
        FindingKind::ConfigFine => msg!("doctor-config_fine"),
        FindingKind::ConfigUnusable { message, .. } => message.clone(),
        FindingKind::WritesOff => msg!("doctor-writes_off"),
        FindingKind::FileFine { bytes } => msg!("doctor-file_fine", file = file, size = format_size(*bytes)),
        FindingKind::FileMissing => msg!("doctor-file_missing", file = file),
        FindingKind::FileEmpty => msg!("doctor-file_empty", file = file),
        FindingKind::FileUnusable { message } => {
            msg!("doctor-file_unusable", file = file, why = message.clone())
        }
        FindingKind::FileForeign => msg!("doctor-file_foreign", file = file),
        FindingKind::FileNewer { message } => msg!("doctor-file_newer", file = file, why = message.clone()),
        FindingKind::Sound => msg!("doctor-sound"),
        FindingKind::Damaged { findings } => msg!("doctor-damaged", file = file, findings = findings.clone()),
        FindingKind::RowsFit => msg!("doctor-rows_fit"),
        FindingKind::RowsMiss { tables } => msg!("doctor-rows_miss", tables = tables.clone()),
        _ => return None,
    })
}

/// Permissions, other names and leftovers.
fn explain_access(what: &FindingKind, state: &Path) -> Option<Message> {
    let file = state.display();
    Some(match what {
        FindingKind::FileNotWritable { paths } => msg!("doctor-not_writable", paths = list_paths(paths)),
        FindingKind::FileManyNames { names } => {
            msg!("doctor-many_names", file = file, names = *names, quoted = quoted(state))
        }
        FindingKind::FileMounted => msg!("doctor-mounted", file = file),
        FindingKind::FilesPrivate => msg!("doctor-files_private"),
        FindingKind::FilesExposed { files } => {
            let command = |wanted: &str| {
                let of = files.iter().filter(|file| file.wanted == wanted).map(|file| quoted(&file.path));
                let of = of.collect::<Vec<_>>();
                (!of.is_empty()).then(|| format!("chmod {wanted} {}", of.join(" ")))
            };
            let commands = ["600", "go-w"].into_iter().filter_map(command).collect::<Vec<_>>().join("; ");
            let told =
                |ExposedFile { path, mode, .. }: &ExposedFile| format!("{} ({mode:04o})", path.display());
            let files: Vec<String> = files.iter().map(told).collect();
            msg!("doctor-files_exposed", files = files, commands = commands)
        }
        FindingKind::NoLeftovers => msg!("doctor-no_leftovers"),
        FindingKind::Leftovers { paths } => {
            let quoted = paths.iter().map(|path| quoted(path)).collect::<Vec<_>>().join(" ");
            msg!("doctor-leftovers", paths = list_paths(paths), quoted = quoted)
        }
        FindingKind::FolderUnlisted(UnlistedFolder { folder, reason }) => {
            let quoted = quoted(folder);
            msg!("doctor-folder_unlisted", folder = folder.display(), why = reason, quoted = quoted)
        }
        _ => return None,
    })
}

/// What is around the state file: its format, its lock, its `-wal`, its runs, its disk.
fn explain_use(what: &FindingKind) -> Option<Message> {
    Some(match what {
        FindingKind::FormatNewest { format } => msg!("doctor-format_newest", format = *format),
        FindingKind::FormatOlder { format, newest } => {
            msg!("doctor-format_older", format = *format, newest = *newest)
        }
        FindingKind::LockFree => msg!("doctor-lock_free"),
        FindingKind::LockHeld { process: Some(process) } => msg!("doctor-lock_held_by", process = *process),
        FindingKind::LockHeld { process: None } => msg!("doctor-lock_held"),
        FindingKind::LockUnusable { message } => msg!("doctor-lock_unusable", why = message.clone()),
        FindingKind::WalFine { bytes } => msg!("doctor-wal_fine", size = format_size(*bytes)),
        FindingKind::WalLarge { bytes } => msg!("doctor-wal_large", size = format_size(*bytes)),
        FindingKind::NoOpenIntents => msg!("doctor-no_open_intents"),
        FindingKind::IntentsUnderWay { steps } => {
            msg!("doctor-intents_under_way", steps = list_step_counts(steps))
        }
        FindingKind::OpenIntents { steps } => msg!("doctor-open_intents", steps = list_step_counts(steps)),
        FindingKind::RunsEnded => msg!("doctor-runs_ended"),
        FindingKind::RunNeverEnded { step, started_at } => {
            msg!("doctor-run_never_ended", step = step, started_at = started_at)
        }
        FindingKind::RoomEnough { bytes } => msg!("doctor-room_enough", size = format_size(*bytes)),
        FindingKind::RoomLittle { bytes, wanted } => {
            msg!("doctor-room_little", free = format_size(*bytes), wanted = format_size(*wanted))
        }
        _ => return None,
    })
}

fn explain_qoo10(what: &FindingKind) -> Option<Message> {
    Some(match what {
        FindingKind::EndpointFine => msg!("doctor-endpoint_fine"),
        FindingKind::EndpointDead { message } => msg!("doctor-endpoint_dead", why = message.clone()),
        FindingKind::EndpointUnexpected { message } => msg!("doctor-endpoint_odd", why = message.clone()),
        FindingKind::KeyTaken => msg!("doctor-key_taken"),
        FindingKind::KeyMissing { message, .. } => msg!("doctor-key_missing", why = message.clone()),
        FindingKind::KeyRefused { message, .. } => message.clone(),
        FindingKind::KeyLifeUnknown => msg!("doctor-key_life_unknown"),
        FindingKind::KeyIssuedLater { issued_on, today } => {
            msg!("doctor-key_issued_later", issued_on = *issued_on, today = *today)
        }
        FindingKind::KeyLife { ends_on, days_left: days @ 0.. } => {
            msg!("doctor-key_life", days = *days, ends_on = *ends_on)
        }
        FindingKind::KeyLife { ends_on, .. } => msg!("doctor-key_ended", ends_on = *ends_on),
        FindingKind::ClockNotTold => msg!("doctor-clock_not_told"),
        FindingKind::ClockFine { .. } => msg!("doctor-clock_fine"),
        FindingKind::ClockOff { ahead } => {
            let (minutes, seconds) = (ahead.num_minutes().abs(), ahead.num_seconds().abs() % 60);
            match *ahead > Duration::zero() {
                true => msg!("doctor-clock_ahead", minutes = minutes, seconds = seconds),
                false => msg!("doctor-clock_behind", minutes = minutes, seconds = seconds),
            }
        }
        _ => return None,
    })
}

/// Steps that nobody starts, and gaps in the shop's tables.
fn explain_shop(what: &FindingKind) -> Option<Message> {
    Some(match what {
        FindingKind::CronSeen => msg!("doctor-cron_seen"),
        FindingKind::CronMissed { never, late, failing } => {
            match (explain_unseen_steps(never, late), explain_failing_steps(failing)) {
                (Some(unseen), Some(failing)) => {
                    msg!("doctor-cron_unseen_and_failing", unseen = unseen, failing = failing)
                }
                (unseen, failing) => return unseen.or(failing),
            }
        }
        FindingKind::CarriersKnown => msg!("doctor-carriers_known"),
        FindingKind::CarriersUnknown { few } => {
            msg!("doctor-carriers_unknown", count = few.count, names = list_names(few))
        }
        FindingKind::NoListings => msg!("doctor-no_listings"),
        FindingKind::ListingsMapped => msg!("doctor-listings_mapped"),
        FindingKind::ListingsUnmapped { few } => {
            msg!("doctor-listings_unmapped", count = few.count, names = list_names(few))
        }
        FindingKind::SkusListed => msg!("doctor-skus_listed"),
        FindingKind::SkusUnlisted { few } => {
            msg!("doctor-skus_unlisted", count = few.count, names = list_names(few))
        }
        FindingKind::StockKnown => msg!("doctor-stock_known"),
        FindingKind::StockUnknown { few } => {
            msg!("doctor-stock_unknown", count = few.count, names = list_names(few))
        }
        FindingKind::SetsCountable => msg!("doctor-sets_countable"),
        FindingKind::SetsUncountable { few } => {
            msg!("doctor-sets_uncountable", count = few.count, names = list_names(few))
        }
        FindingKind::FormsKnown => msg!("doctor-forms_known"),
        FindingKind::FormsNew { forms } => msg!("doctor-forms_new", forms = list_forms(forms)),
        FindingKind::FormsUnknown { forms } => msg!("doctor-forms_unknown", forms = list_forms(forms)),
        _ => return None,
    })
}

/// Steps that nobody starts.
fn explain_unseen_steps(never: &[&str], late: &[(&str, Jst)]) -> Option<Message> {
    let never = never.iter().map(|step| msg!("doctor-step_never", step = *step));
    let late = late.iter().map(|(step, at)| msg!("doctor-step_last", step = *step, at = format_minute(*at)));
    let steps: Vec<Message> = never.chain(late).collect();
    (!steps.is_empty()).then(|| msg!("doctor-cron_unseen", steps = steps))
}

/// Steps that are started and fail, with what the last run died of.
fn explain_failing_steps(failing: &[LastRuns]) -> Option<Message> {
    let one = |runs: &LastRuns| {
        let error = runs.error.as_ref().map_or_else(|| Message::quoted("?"), Message::clone);
        let (step, error) = (runs.step.as_str(), error.map_texts(&|text| truncate(text, MAX_ERROR_LENGTH)));
        match runs.success.map(format_minute) {
            Some(at) => msg!("doctor-step_succeeded", step = step, at = at, error = error),
            None => msg!("doctor-step_never_succeeded", step = step, error = error),
        }
    };
    let steps: Vec<Message> = failing.iter().map(one).collect();
    (!steps.is_empty()).then(|| msg!("doctor-cron_failing", steps = steps))
}

fn format_minute(at: Jst) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

/// The first names, and that there are more.
fn list_names(few: &NameSample) -> Message {
    match few.count > few.names.len() as u64 {
        true => msg!("doctor-names_and_more", names = few.names.clone()),
        false => msg!("doctor-names", names = few.names.clone()),
    }
}

fn list_forms(forms: &[(FormPoint, String)]) -> Vec<String> {
    forms.iter().map(|(point, form)| format!("{point} {form}")).collect()
}

fn list_paths(paths: &[PathBuf]) -> Vec<String> {
    let named = paths.iter().take(MAX_PATHS).map(|path| path.display().to_string());
    named.chain((paths.len() > MAX_PATHS).then(|| "…".to_owned())).collect()
}

fn list_step_counts(steps: &[(String, u64)]) -> Vec<Message> {
    steps.iter().map(|(step, n)| msg!("doctor-step_count", step = step, n = *n)).collect()
}

fn format_size(bytes: u64) -> String {
    const UNITS: &[(&str, u64)] = &[("GB", 1 << 30), ("MB", 1 << 20), ("kB", 1 << 10)];
    match UNITS.iter().find(|(_, unit)| bytes >= *unit) {
        Some((name, unit)) => format!("{} {name}", bytes / unit),
        None => format!("{bytes} B"),
    }
}
