//! What the checks of `doctor` look at.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use chrono::Duration;

use crate::desk::status::KeyLife;
use crate::domain::sighting::RecordedForm;
use crate::domain::time::Jst;
use crate::plan::push_shipments::find_company;
use crate::store::check::StateFileCheck as FileFacts;
use crate::store::gaps::{MAX_NAMES, NameSample};
use crate::store::{Error, Store};
use crate::vocabulary::{Message, RunResult, Step, Writes};

/// All that the checks look at.
#[derive(Debug)]
pub struct DoctorFacts {
    pub file: FileState,
    pub lock: LockState,
    /// Size of the state file.
    pub bytes: u64,
    /// Size of its `-wal`.
    pub wal_bytes: u64,
    /// Room on its disk, where the system says so.
    pub free_bytes: Option<u64>,
    /// Who may do what with the shop's files, and what else lies there.
    pub access: FileAccess,
    /// What a call to Qoo10 told.
    pub outside: CallFacts,
    /// What stands in the state file, or why that cannot be read; none where there is no sound file.
    pub shop: Option<Result<ShopFacts, Message>>,
}

/// What became of opening the state file.
#[derive(Debug)]
pub enum FileState {
    Missing,
    /// It cannot be used.
    Unusable(Error),
    Open(FileFacts),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LockState {
    Free,
    /// A run, by its process where the system says so.
    Held(Option<u32>),
    /// The lock file cannot be used.
    Unusable(Message),
}

/// What was found on the disk.
#[derive(Debug)]
pub struct FileAccess {
    /// What this user may not write: the state file, and its folder, where every run puts files of its own.
    pub unwritable: Vec<PathBuf>,
    /// How many names the state file has, where they are more than one.
    pub names: Option<u64>,
    pub is_mount: bool,
    /// Files that others may read or write, though they should not.
    pub exposed: Vec<ExposedFile>,
    /// What killed commands left: beginnings of copies, pages and keys; or why nobody knows.
    pub leftovers: Result<Vec<PathBuf>, UnlistedFolder>,
}

impl Default for FileAccess {
    fn default() -> FileAccess {
        FileAccess {
            unwritable: Vec::new(),
            names: None,
            is_mount: false,
            exposed: Vec::new(),
            leftovers: Ok(Vec::new()),
        }
    }
}

/// A folder whose files cannot be listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnlistedFolder {
    pub folder: PathBuf,
    /// What the system says.
    pub reason: String,
}

/// A file that is not its owner's alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExposedFile {
    pub path: PathBuf,
    /// The last three digits of its mode.
    pub mode: u32,
    /// What to give `chmod`.
    pub wanted: &'static str,
}

/// The call, and what the configuration says of the key.
#[derive(Debug)]
pub struct CallFacts {
    /// What became of the call.
    pub asked: PingOutcome,
    /// How far this machine's clock is ahead of Qoo10's, if an answer told; behind when negative.
    pub ahead: Option<Duration>,
    /// The key's year; none when the configuration does not say when it was issued.
    pub key: Option<KeyLife>,
}

/// What became of the call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PingOutcome {
    NoKey {
        message: Message,
        hint: Option<Message>,
    },
    /// Qoo10 takes the key.
    KeyAccepted,
    KeyRefused {
        message: Message,
        hint: Option<Message>,
    },
    /// Nobody answered.
    Dead(Message),
    /// The answer says nothing of the key.
    Unexpected(Message),
}

/// A step that did not run for longer has lost its place in the crontab.
pub(super) const MAX_RUN_GAP: Duration = Duration::days(1);

/// What the checks look at.
#[derive(Debug)]
pub struct ShopFacts {
    pub now: Jst,
    /// The steps that the shop needs, and how they run.
    pub last_runs: Vec<LastRuns>,
    pub has_listings: bool,
    /// Companies of open orders for which Qoo10's name is not known.
    pub carriers: NameSample,
    pub without_sku: NameSample,
    /// SKUs with pieces but no listing.
    pub without_listing: NameSample,
    /// SKUs of listings without free stock.
    pub without_stock: NameSample,
    /// Sets for which no quantity can be sent.
    pub uncountable_sets: NameSample,
    /// Forms of Qoo10's answers on record.
    pub forms: Vec<RecordedForm>,
}

/// How a step runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastRuns {
    pub step: Step,
    /// When its last run began.
    pub last: Option<Jst>,
    /// When its last run began that did its work.
    pub success: Option<Jst>,
    /// Whether the last run ended without that.
    pub has_failed: bool,
    pub error: Option<Message>,
}

impl LastRuns {
    fn look(store: &Store, step: Step) -> Result<Self, Error> {
        let last = store.find_last_run(step)?;
        let is_failure = |result: RunResult| !matches!(result, RunResult::Ok | RunResult::Partial);
        Ok(Self {
            step,
            last: last.as_ref().map(|run| run.started_at),
            success: store.find_last_success(step)?,
            has_failed: last.as_ref().and_then(|run| run.result).is_some_and(is_failure),
            error: last.and_then(|run| run.error),
        })
    }

    /// Whether it is started, but fails again and again.
    pub(super) fn is_failing(&self, now: Jst) -> bool {
        self.success.map_or(self.has_failed, |success| now - success > MAX_RUN_GAP)
    }
}

impl ShopFacts {
    /// Looks at the state file; `own_names` is the shop's table of companies.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn look(
        store: &Store,
        own_names: &BTreeMap<String, String>,
        writes: Writes,
        now: Jst,
    ) -> Result<Self, Error> {
        let has_listings = store.has_listings()?;
        // Without listings push-stock has nothing to do, and a step that is off leaves no runs.
        let is_needed = |step: &Step| (has_listings || *step != Step::PushStock) && !writes.holds_back(*step);
        let needed = Step::DAILY.iter().copied().filter(is_needed);
        Ok(Self {
            now,
            last_runs: needed.map(|step| LastRuns::look(store, step)).collect::<Result<_, Error>>()?,
            has_listings,
            carriers: find_unknown_carriers(store, own_names)?,
            without_sku: store.find_listings_without_sku()?,
            without_listing: store.find_skus_without_listing()?,
            without_stock: store.find_listings_without_stock()?,
            uncountable_sets: store.find_uncountable_sets()?,
            forms: store.list_answer_forms()?,
        })
    }
}

fn find_unknown_carriers(store: &Store, own_names: &BTreeMap<String, String>) -> Result<NameSample, Error> {
    let orders = store.list_open_orders()?;
    let unknown: BTreeSet<&str> =
        orders.iter().filter_map(|order| find_company(order, own_names).err()).collect();
    let names = unknown.iter().take(MAX_NAMES).map(|name| (*name).to_owned()).collect();
    Ok(NameSample { count: unknown.len() as u64, names })
}
