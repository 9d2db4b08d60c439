//! What a check of `doctor` found.

use std::path::PathBuf;

use chrono::{Duration, NaiveDate};

use super::facts::{ExposedFile, LastRuns, UnlistedFolder};
use crate::domain::time::Jst;
use crate::store::gaps::NameSample;
use crate::vocabulary::{FormPoint, Level, Message};

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The check's name.
    pub check: &'static str,
    /// How bad it is.
    pub level: Level,
    pub what: FindingKind,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindingKind {
    /// The configuration can be used.
    ConfigFine,
    /// It cannot.
    ConfigUnusable { message: Message, hint: Option<Message> },
    /// Nothing is sent to Qoo10.
    WritesOff,
    /// The state file can be opened.
    FileFine { bytes: u64 },
    /// There is no state file.
    FileMissing,
    /// It is there, and nothing is in it.
    FileEmpty,
    /// It is there and cannot be opened.
    FileUnusable { message: Message },
    /// It is another program's.
    FileForeign,
    /// A newer version made it.
    FileNewer { message: Message },
    /// This user may not write these, the state file or its folder.
    FileNotWritable { paths: Vec<PathBuf> },
    /// It has so many names: runs by way of two of them would not see each other.
    FileManyNames { names: u64 },
    /// It is mounted by itself, which is the same.
    FileMounted,
    /// Only their owner may use the shop's files.
    FilesPrivate,
    /// Others may read or write these.
    FilesExposed { files: Vec<ExposedFile> },
    /// No killed command left anything.
    NoLeftovers,
    /// These are beginnings of files.
    Leftovers { paths: Vec<PathBuf> },
    /// Nobody knows: the folder cannot be listed.
    FolderUnlisted(UnlistedFolder),
    /// Every page is sound.
    Sound,
    /// Some are not.
    Damaged { findings: Vec<Message> },
    /// No row misses its other half.
    RowsFit,
    /// Some do, in these tables.
    RowsMiss { tables: Vec<String> },
    /// The format is this version's.
    FormatNewest { format: i64 },
    /// The next command that writes brings it up to date.
    FormatOlder { format: i64, newest: i64 },
    /// Nobody holds the lock.
    LockFree,
    /// A run is under way.
    LockHeld { process: Option<u32> },
    /// The lock file cannot be used.
    LockUnusable { message: Message },
    /// The `-wal` is of the usual size.
    WalFine { bytes: u64 },
    /// It is not: somebody keeps it from being emptied.
    WalLarge { bytes: u64 },
    /// All writes to Qoo10 have an outcome.
    NoOpenIntents,
    /// A run that is under way waits for the outcome of these.
    IntentsUnderWay { steps: Vec<(String, u64)> },
    /// Nobody knows the outcome of these.
    OpenIntents { steps: Vec<(String, u64)> },
    /// The last run ended, or is under way.
    RunsEnded,
    /// The last run never ended.
    RunNeverEnded { step: String, started_at: String },
    /// There is room on the disk.
    RoomEnough { bytes: u64 },
    /// There is little.
    RoomLittle { bytes: u64, wanted: u64 },
    /// Qoo10 takes the key.
    KeyTaken,
    /// There is no key where the configuration says.
    KeyMissing { message: Message, hint: Option<Message> },
    /// Qoo10 refuses it.
    KeyRefused { message: Message, hint: Option<Message> },
    /// The endpoint answers.
    EndpointFine,
    /// It does not.
    EndpointDead { message: Message },
    /// It answers something unexpected.
    EndpointUnexpected { message: Message },
    /// The configuration does not say when the key was issued.
    KeyLifeUnknown,
    /// The configuration says that it will be issued on a day that has not come.
    KeyIssuedLater { issued_on: NaiveDate, today: NaiveDate },
    /// The key ends in so many days; over when negative.
    KeyLife { ends_on: NaiveDate, days_left: i64 },
    /// The answer did not say what time it is.
    ClockNotTold,
    /// This machine's clock is so far ahead of Qoo10's, behind when negative, which is fine.
    ClockFine { ahead: Duration },
    /// That is too far.
    ClockOff { ahead: Duration },
    /// Every company has a name that Qoo10 takes.
    CarriersKnown,
    /// These have none.
    CarriersUnknown { few: NameSample },
    /// Qoo10's items were never taken up.
    NoListings,
    /// Every listing has a SKU.
    ListingsMapped,
    /// These have none.
    ListingsUnmapped { few: NameSample },
    /// Every SKU with pieces has a listing.
    SkusListed,
    /// These have none.
    SkusUnlisted { few: NameSample },
    /// The free stock of every listing's SKU is known.
    StockKnown,
    /// Of these it is not.
    StockUnknown { few: NameSample },
    /// Free stock can be computed of every set.
    SetsCountable,
    /// Of these it cannot.
    SetsUncountable { few: NameSample },
    /// The program knows every form of Qoo10's answers.
    FormsKnown,
    /// These are new, and read.
    FormsNew { forms: Vec<(FormPoint, String)> },
    /// These it does not know.
    FormsUnknown { forms: Vec<(FormPoint, String)> },
    /// Every step ran within a day, and did its work.
    CronSeen,
    /// These never ran, those not for more than a day, and the last ones run but fail.
    CronMissed { never: Vec<&'static str>, late: Vec<(&'static str, Jst)>, failing: Vec<LastRuns> },
}

pub(super) fn build_finding(check: &'static str, level: Level, what: FindingKind) -> Option<Finding> {
    Some(Finding { check, level, what })
}
