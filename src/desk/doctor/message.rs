//! What is told of a finding, and what to do about it.

use std::path::{Path, PathBuf};

use chrono::Duration;

use super::facts::{Exposed, LastRuns, UnlistedFolder};
use super::finding::{Finding, What};
use crate::domain::time::Jst;
use crate::store::gaps::Few;
use crate::strings::printable::excerpt;
use crate::strings::shell::quoted;
use crate::vocabulary::{Level, Message, msg};

/// So many files are named.
const MOST_NAMES: usize = 5;
/// So many characters of an error are told.
const LONGEST_ERROR: usize = 160;

impl Finding {
    /// What it is, where `state` is the state file.
    pub fn message(&self, state: &Path) -> Message {
        let what = &self.what;
        let found = about_file(what, state)
            .or_else(|| about_access(what, state))
            .or_else(|| about_use(what))
            .or_else(|| about_qoo10(what))
            .or_else(|| about_shop(what));
        // A kind without a sentence must not hide that something was found.
        found.unwrap_or_else(|| Message::quoted(format!("{what:?}")))
    }

    /// What to do about it; none where it is as it should be.
    pub fn next(&self, state: &Path) -> Option<Message> {
        match &self.what {
            _ if self.level <= Level::Unknown => None,
            What::ConfigUnusable { hint, .. } | What::KeyRefused { hint, .. } => hint.clone(),
            What::KeyMissing { hint: Some(hint), .. } => Some(hint.clone()),
            What::CronMissed { never, late, failing } => {
                unseen(never, late).or_else(|| stuck(failing)).map(|message| message.attribute("next"))
            }
            _ => Some(self.message(state).attribute("next")),
        }
    }
}

fn about_file(what: &What, state: &Path) -> Option<Message> {
    let file = state.display();
    Some(match what {
        What::ConfigFine => msg!("doctor-config_fine"),
        What::ConfigUnusable { message, .. } => message.clone(),
        What::FileFine { bytes } => msg!("doctor-file_fine", file = file, size = size(*bytes)),
        What::FileMissing => msg!("doctor-file_missing", file = file),
        What::FileEmpty => msg!("doctor-file_empty", file = file),
        What::FileUnusable { message } => msg!("doctor-file_unusable", file = file, why = message.clone()),
        What::FileForeign => msg!("doctor-file_foreign", file = file),
        What::FileNewer { message } => msg!("doctor-file_newer", file = file, why = message.clone()),
        What::Sound => msg!("doctor-sound"),
        What::Damaged { findings } => msg!("doctor-damaged", file = file, findings = findings.clone()),
        What::RowsFit => msg!("doctor-rows_fit"),
        What::RowsMiss { tables } => msg!("doctor-rows_miss", tables = tables.clone()),
        _ => return None,
    })
}

/// Permissions, other names and leftovers.
fn about_access(what: &What, state: &Path) -> Option<Message> {
    let file = state.display();
    Some(match what {
        What::FileNotWritable { paths } => msg!("doctor-not_writable", paths = names(paths)),
        What::FileManyNames { names } => {
            msg!("doctor-many_names", file = file, names = *names, quoted = quoted(state))
        }
        What::FileMounted => msg!("doctor-mounted", file = file),
        What::FilesPrivate => msg!("doctor-files_private"),
        What::FilesExposed { files } => {
            let command = |wanted: &str| {
                let of = files.iter().filter(|file| file.wanted == wanted).map(|file| quoted(&file.path));
                let of = of.collect::<Vec<_>>();
                (!of.is_empty()).then(|| format!("chmod {wanted} {}", of.join(" ")))
            };
            let commands = ["600", "go-w"].into_iter().filter_map(command).collect::<Vec<_>>().join("; ");
            let told = |Exposed { path, mode, .. }: &Exposed| format!("{} ({mode:04o})", path.display());
            let files: Vec<String> = files.iter().map(told).collect();
            msg!("doctor-files_exposed", files = files, commands = commands)
        }
        What::NoLeftovers => msg!("doctor-no_leftovers"),
        What::Leftovers { paths } => {
            let quoted = paths.iter().map(|path| quoted(path)).collect::<Vec<_>>().join(" ");
            msg!("doctor-leftovers", paths = names(paths), quoted = quoted)
        }
        What::FolderUnlisted(UnlistedFolder { folder, reason }) => {
            let quoted = quoted(folder);
            msg!("doctor-folder_unlisted", folder = folder.display(), why = reason, quoted = quoted)
        }
        _ => return None,
    })
}

/// What is around the state file: its format, its lock, its `-wal`, its runs, its disk.
fn about_use(what: &What) -> Option<Message> {
    Some(match what {
        What::FormatNewest { format } => msg!("doctor-format_newest", format = *format),
        What::FormatOlder { format, newest } => {
            msg!("doctor-format_older", format = *format, newest = *newest)
        }
        What::LockFree => msg!("doctor-lock_free"),
        What::LockHeld { process: Some(process) } => msg!("doctor-lock_held_by", process = *process),
        What::LockHeld { process: None } => msg!("doctor-lock_held"),
        What::LockUnusable { message } => msg!("doctor-lock_unusable", why = message.clone()),
        What::WalFine { bytes } => msg!("doctor-wal_fine", size = size(*bytes)),
        What::WalLarge { bytes } => msg!("doctor-wal_large", size = size(*bytes)),
        What::NoOpenIntents => msg!("doctor-no_open_intents"),
        What::IntentsUnderWay { steps } => msg!("doctor-intents_under_way", steps = by_step(steps)),
        What::OpenIntents { steps } => msg!("doctor-open_intents", steps = by_step(steps)),
        What::RunsEnded => msg!("doctor-runs_ended"),
        What::RunNeverEnded { step, started_at } => {
            msg!("doctor-run_never_ended", step = step, started_at = started_at)
        }
        What::RoomEnough { bytes } => msg!("doctor-room_enough", size = size(*bytes)),
        What::RoomLittle { bytes, wanted } => {
            msg!("doctor-room_little", free = size(*bytes), wanted = size(*wanted))
        }
        _ => return None,
    })
}

fn about_qoo10(what: &What) -> Option<Message> {
    Some(match what {
        What::EndpointFine => msg!("doctor-endpoint_fine"),
        What::EndpointDead { message } => msg!("doctor-endpoint_dead", why = message.clone()),
        What::EndpointUnexpected { message } => msg!("doctor-endpoint_odd", why = message.clone()),
        What::KeyTaken => msg!("doctor-key_taken"),
        What::KeyMissing { message, .. } => msg!("doctor-key_missing", why = message.clone()),
        What::KeyRefused { message, .. } => message.clone(),
        What::KeyLifeUnknown => msg!("doctor-key_life_unknown"),
        What::KeyIssuedLater { issued_on, today } => {
            msg!("doctor-key_issued_later", issued_on = *issued_on, today = *today)
        }
        What::KeyLife { ends_on, days_left: days @ 0.. } => {
            msg!("doctor-key_life", days = *days, ends_on = *ends_on)
        }
        What::KeyLife { ends_on, .. } => msg!("doctor-key_ended", ends_on = *ends_on),
        What::ClockNotTold => msg!("doctor-clock_not_told"),
        What::ClockFine { .. } => msg!("doctor-clock_fine"),
        What::ClockOff { ahead } => {
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
fn about_shop(what: &What) -> Option<Message> {
    Some(match what {
        What::CronSeen => msg!("doctor-cron_seen"),
        What::CronMissed { never, late, failing } => match (unseen(never, late), stuck(failing)) {
            (Some(unseen), Some(failing)) => {
                msg!("doctor-cron_unseen_and_failing", unseen = unseen, failing = failing)
            }
            (unseen, failing) => return unseen.or(failing),
        },
        What::CarriersKnown => msg!("doctor-carriers_known"),
        What::CarriersUnknown { few } => {
            msg!("doctor-carriers_unknown", count = few.count, names = first(few))
        }
        What::NoListings => msg!("doctor-no_listings"),
        What::ListingsMapped => msg!("doctor-listings_mapped"),
        What::ListingsUnmapped { few } => {
            msg!("doctor-listings_unmapped", count = few.count, names = first(few))
        }
        What::SkusListed => msg!("doctor-skus_listed"),
        What::SkusUnlisted { few } => msg!("doctor-skus_unlisted", count = few.count, names = first(few)),
        What::StockKnown => msg!("doctor-stock_known"),
        What::StockUnknown { few } => msg!("doctor-stock_unknown", count = few.count, names = first(few)),
        _ => return None,
    })
}

/// Steps that nobody starts.
fn unseen(never: &[&str], late: &[(&str, Jst)]) -> Option<Message> {
    let never = never.iter().map(|step| msg!("doctor-step_never", step = *step));
    let late = late.iter().map(|(step, at)| msg!("doctor-step_last", step = *step, at = minute(*at)));
    let steps: Vec<Message> = never.chain(late).collect();
    (!steps.is_empty()).then(|| msg!("doctor-cron_unseen", steps = steps))
}

/// Steps that are started and fail, with what the last run died of.
fn stuck(failing: &[LastRuns]) -> Option<Message> {
    let one = |runs: &LastRuns| {
        let error = runs.error.as_ref().map_or_else(|| Message::quoted("?"), Message::clone);
        let (step, error) = (runs.step.as_str(), error.map_texts(&|text| excerpt(text, LONGEST_ERROR)));
        match runs.success.map(minute) {
            Some(at) => msg!("doctor-step_succeeded", step = step, at = at, error = error),
            None => msg!("doctor-step_never_succeeded", step = step, error = error),
        }
    };
    let steps: Vec<Message> = failing.iter().map(one).collect();
    (!steps.is_empty()).then(|| msg!("doctor-cron_failing", steps = steps))
}

fn minute(at: Jst) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

/// The first names, and that there are more.
fn first(few: &Few) -> Message {
    match few.count > few.names.len() as u64 {
        true => msg!("doctor-names_and_more", names = few.names.clone()),
        false => msg!("doctor-names", names = few.names.clone()),
    }
}

fn names(paths: &[PathBuf]) -> Vec<String> {
    let named = paths.iter().take(MOST_NAMES).map(|path| path.display().to_string());
    named.chain((paths.len() > MOST_NAMES).then(|| "…".to_owned())).collect()
}

fn by_step(steps: &[(String, u64)]) -> Vec<Message> {
    steps.iter().map(|(step, n)| msg!("doctor-step_count", step = step, n = *n)).collect()
}

fn size(bytes: u64) -> String {
    const UNITS: &[(&str, u64)] = &[("GB", 1 << 30), ("MB", 1 << 20), ("kB", 1 << 10)];
    match UNITS.iter().find(|(_, unit)| bytes >= *unit) {
        Some((name, unit)) => format!("{} {name}", bytes / unit),
        None => format!("{bytes} B"),
    }
}
