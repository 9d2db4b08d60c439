//! `--record DIR`: the folder of a recording, its key beside it, and what is told of it in the end.
//!
//! The key makes the pseudonyms of several commands agree. It lies beside the folder, so that whoever sends
//! the folder does not send what undoes it.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::atomic_file::AtomicFile;
use crate::domain::time::{Jst, format_jst};
use crate::error::{Exit, Failure};
use crate::qoo10::record::{ExchangeSink, RecordedExchange, Redactor, SEED_BYTES, Tally, generate_seed};
use crate::vocabulary::{Message, Step, msg};

const FOLDER_MODE: u32 = 0o700;
const FILE_MODE: u32 = 0o600;
const SUMMARY: &str = "recording.json";
const COMMANDS: &str = "commands.jsonl";

/// A recording that this command adds to.
pub(crate) struct Recording {
    folder: PathBuf,
    /// As it was typed, for people.
    typed: PathBuf,
    redactor: Redactor,
    next: AtomicU32,
    progress: Mutex<Progress>,
}

#[derive(Default)]
struct Progress {
    summary: Summary,
    /// Why exchanges are no longer kept, and from which one on.
    failure: Option<(u32, Message)>,
    reports: Vec<StepCounts>,
}

/// What `recording.json` says.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Summary {
    commands: u64,
    exchanges: u64,
    /// Commands of which not every exchange is here.
    incomplete_commands: u64,
    pseudonyms: std::collections::BTreeMap<String, u64>,
    unknown_keys: std::collections::BTreeMap<String, u64>,
}

#[derive(Serialize)]
struct StepCounts {
    step: Step,
    counts: Box<RawValue>,
}

/// A line of `commands.jsonl`.
#[derive(Serialize)]
struct CommandLine<'a> {
    args: &'a [String],
    now: String,
    exit: u8,
    reports: &'a [StepCounts],
}

impl Recording {
    /// Begins a recording in a folder that is new or empty, or goes on with one.
    ///
    /// # Errors
    /// When the folder is another one, or cannot be written: before anything is asked of Qoo10.
    pub(crate) fn open(folder: &Path, typed: &Path) -> Result<Self, Failure> {
        let not_written = |error: io::Error| {
            let message = msg!("record-not_written", folder = typed.display(), error = &error);
            Failure::with_next(Exit::Failed, message).caused_by(error)
        };
        let key = find_key_path(folder)
            .ok_or_else(|| Failure::usage_with_next(msg!("record-no_name", folder = typed.display())))?;
        let names = prepare_folder(folder, typed, not_written)?;
        let (seed, summary) = match names.is_empty() {
            true => (create_key(&key).map_err(not_written)?, Summary::default()),
            false => {
                let summary = read_summary(folder, typed, &names)?;
                (read_key(&key, typed)?, summary)
            }
        };
        let last = names.iter().filter_map(|name| name.split('-').next()?.parse().ok()).max().unwrap_or(0);
        let recording = Self {
            folder: folder.to_owned(),
            typed: typed.to_owned(),
            redactor: Redactor::new(&seed),
            next: AtomicU32::new(last + 1),
            progress: Mutex::default(),
        };
        recording.lock().summary = summary;
        // A command that is killed leaves it so.
        recording.write_summary(true).map_err(not_written)?;
        Ok(recording)
    }

    /// Makes pseudonyms of what was typed.
    pub(crate) fn redact(&self) -> &Redactor {
        &self.redactor
    }

    /// Keeps what a step counted.
    pub(crate) fn record_counts(&self, step: Step, counts: String) {
        if let Ok(counts) = RawValue::from_string(counts) {
            self.lock().reports.push(StepCounts { step, counts });
        }
    }

    /// Ends this command's part, and gives back what to say of the recording, and what is wrong with it.
    pub(crate) fn finish(&self, args: &[String], now: Jst, exit: Exit) -> (Vec<Message>, Option<Message>) {
        let written = self.append_command(args, now, exit);
        let is_whole = written.is_ok() && self.lock().failure.is_none();
        let ended = written.and_then(|()| self.write_summary(!is_whole));
        let progress = self.lock();
        let failure = progress.failure.clone();
        let failure = failure.or_else(|| {
            let number = self.next.load(Ordering::SeqCst);
            ended.err().map(|error| (number, Message::from_system(&error)))
        });
        let mut lines = vec![self.describe(&progress.summary)];
        if !progress.summary.unknown_keys.is_empty() {
            let keys: Vec<&str> = progress.summary.unknown_keys.keys().map(String::as_str).collect();
            lines.push(msg!("record-unknown_keys", keys = keys.join(", ")));
        }
        let warning = failure.map(|(number, why)| {
            msg!("record-cut_short", folder = self.typed.display(), number = i64::from(number), why = why)
        });
        (lines, warning)
    }

    fn describe(&self, summary: &Summary) -> Message {
        let replaced: u64 = summary.pseudonyms.values().chain(summary.unknown_keys.values()).sum();
        let keys: Vec<&str> = summary.pseudonyms.keys().map(String::as_str).collect();
        let exchanges = i64::try_from(summary.exchanges).unwrap_or(i64::MAX);
        let replaced = i64::try_from(replaced).unwrap_or(i64::MAX);
        let folder = self.typed.display();
        match keys.is_empty() {
            true => msg!("record-summary_plain", folder = folder, exchanges = exchanges),
            false => msg!(
                "record-summary",
                folder = folder,
                exchanges = exchanges,
                values = replaced,
                keys = keys.join(", ")
            ),
        }
    }

    fn append_command(&self, args: &[String], now: Jst, exit: Exit) -> io::Result<()> {
        let mut progress = self.lock();
        progress.summary.commands += 1;
        let line = CommandLine { args, now: format_jst(now), exit: exit.code(), reports: &progress.reports };
        let line = serde_json::to_string(&line)? + "\n";
        let path = self.folder.join(COMMANDS);
        let mut file = OpenOptions::new().append(true).create(true).mode(FILE_MODE).open(path)?;
        file.write_all(line.as_bytes())
    }

    fn write_summary(&self, is_incomplete: bool) -> io::Result<()> {
        let mut summary = self.lock().summary.clone();
        summary.incomplete_commands += u64::from(is_incomplete);
        let text = serde_json::to_string_pretty(&summary)? + "\n";
        AtomicFile::create(&self.folder.join(SUMMARY), FILE_MODE)?.commit(&text)
    }

    fn write_new(&self, mut number: u32, exchange: &RecordedExchange) -> io::Result<()> {
        let text = serde_json::to_string_pretty(exchange)? + "\n";
        loop {
            let name = format!("{number:05}-{}.json", exchange.method);
            let mut file = match create_file(&self.folder.join(name)) {
                // Another command records into the same folder.
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
                    number = self.take_number();
                    continue;
                }
                other => other?,
            };
            return file.write_all(text.as_bytes());
        }
    }

    fn lock(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ExchangeSink for Recording {
    fn take_number(&self) -> u32 {
        self.next.fetch_add(1, Ordering::SeqCst)
    }

    fn redactor(&self) -> &Redactor {
        &self.redactor
    }

    fn write_exchange(&self, number: u32, exchange: &RecordedExchange, tally: &Tally) {
        if self.lock().failure.is_some() {
            return;
        }
        let written = self.write_new(number, exchange);
        let mut progress = self.lock();
        match written {
            Ok(()) => {
                let Summary { exchanges, pseudonyms, unknown_keys, .. } = &mut progress.summary;
                *exchanges += 1;
                for (into, from) in [(pseudonyms, &tally.known), (unknown_keys, &tally.unknown)] {
                    for (key, count) in from {
                        *into.entry(key.clone()).or_default() += count;
                    }
                }
            }
            // The step goes on: what it does is worth more than the recording of it.
            Err(error) => {
                progress.failure.get_or_insert((number, Message::from_system(&error)));
            }
        }
    }
}

/// Makes the folder where there is none, and gives back what is in it.
fn prepare_folder(
    folder: &Path,
    typed: &Path,
    not_written: impl Fn(io::Error) -> Failure,
) -> Result<Vec<String>, Failure> {
    match folder.metadata() {
        Ok(there) if !there.is_dir() => {
            return Err(Failure::usage_with_next(msg!("record-is_no_folder", folder = typed.display())));
        }
        Ok(_) => {}
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            DirBuilder::new().mode(FOLDER_MODE).create(folder).map_err(&not_written)?;
        }
        Err(e) => return Err(not_written(e)),
    }
    let mut names = Vec::new();
    for entry in folder.read_dir().map_err(&not_written)? {
        names.push(entry.map_err(&not_written)?.file_name().to_string_lossy().into_owned());
    }
    if names.is_empty() {
        fs::set_permissions(folder, Permissions::from_mode(FOLDER_MODE)).map_err(&not_written)?;
    }
    Ok(names)
}

/// Beside the folder, named as it.
fn find_key_path(folder: &Path) -> Option<PathBuf> {
    let mut name = folder.file_name()?.to_owned();
    name.push(".key");
    Some(folder.with_file_name(name))
}

fn create_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(FILE_MODE).open(path)
}

fn create_key(path: &Path) -> io::Result<[u8; SEED_BYTES]> {
    let seed = generate_seed().ok_or_else(|| io::Error::other("no random numbers"))?;
    // One that is there belongs to a folder that was moved away or emptied.
    match fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
        _ => {}
    }
    let text: String = seed.iter().map(|byte| format!("{byte:02x}")).collect();
    create_file(path)?.write_all((text + "\n").as_bytes())?;
    Ok(seed)
}

fn read_key(path: &Path, typed: &Path) -> Result<[u8; SEED_BYTES], Failure> {
    let ended = || {
        let (folder, file) = (typed.display(), path.display());
        Failure::usage_with_next(msg!("record-has_ended", folder = folder, file = file))
    };
    let text = fs::read_to_string(path).map_err(|_| ended())?;
    let mut seed = [0; SEED_BYTES];
    let digits = text.trim().as_bytes();
    if digits.len() != 2 * SEED_BYTES {
        return Err(ended());
    }
    for (byte, pair) in seed.iter_mut().zip(digits.chunks_exact(2)) {
        let digit = |at: usize| char::from(pair[at]).to_digit(16);
        let (Some(high), Some(low)) = (digit(0), digit(1)) else { return Err(ended()) };
        *byte = u8::try_from(high * 16 + low).unwrap_or_default();
    }
    Ok(seed)
}

fn read_summary(folder: &Path, typed: &Path, names: &[String]) -> Result<Summary, Failure> {
    if !names.iter().any(|name| name == SUMMARY) {
        return Err(Failure::usage_with_next(msg!("record-not_empty", folder = typed.display())));
    }
    let damaged = |why: Message| {
        let file = typed.join(SUMMARY);
        Failure::usage_with_next(msg!("record-damaged", file = file.display(), why = why))
    };
    let text = fs::read_to_string(folder.join(SUMMARY)).map_err(|e| damaged(Message::from_system(&e)))?;
    serde_json::from_str(&text).map_err(|e| damaged(Message::quoted(e.to_string())))
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::domain::time::parse_jst;

    #[test]
    fn an_exchange_that_cannot_be_written_is_the_last_one_and_is_said() {
        let home = TempDir::new().unwrap();
        let folder = home.path().join("day");
        let recording = Recording::open(&folder, &folder).map_err(|error| error.message).unwrap();
        let exchange =
            RecordedExchange { method: "A.B", version: "1.0", form: Vec::new(), answer: None, failure: None };
        recording.write_exchange(1, &exchange, &Tally::default());
        fs::remove_dir_all(&folder).unwrap();
        recording.write_exchange(2, &exchange, &Tally::default());
        fs::create_dir(&folder).unwrap();
        recording.write_exchange(3, &exchange, &Tally::default());
        let now = parse_jst("2026-07-01T10:00:00+09:00").unwrap();
        let (lines, warning) = recording.finish(&[], now, Exit::Ok);
        let warning = warning.unwrap().to_string();
        assert!(warning.contains("record-cut_short") && warning.contains("number: 2"), "{warning}");
        assert!(lines[0].to_string().contains("exchanges: 1"), "{lines:?}");
        let summary = fs::read_to_string(folder.join(SUMMARY)).unwrap();
        assert!(summary.contains("\"incomplete_commands\": 1"), "{summary}");
        assert_eq!(folder.read_dir().unwrap().count(), 2, "nothing after what is missing");
    }
}
