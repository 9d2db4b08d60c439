//! `doctor`: what is wrong with the state file, around it, and on the way to Qoo10, by pure functions over gathered
//! facts. A further check is one more of [`CHECKS`], with what it needs among the [`Facts`].

pub mod access;
mod message;
pub mod outside;
pub mod shop;

use std::path::PathBuf;

use chrono::{Duration, NaiveDate};

use crate::domain::time::Jst;
use crate::store::check::StateFileCheck as FileFacts;
use crate::store::gaps::Few;
use crate::store::{Error, StoreErrorKind};
pub use crate::vocabulary::Level;
use crate::vocabulary::Message;

/// All that the checks look at.
#[derive(Debug)]
pub struct DoctorFacts {
    /// The state file.
    pub file: File,
    /// Its lock.
    pub lock: LockState,
    /// Size of the state file.
    pub bytes: u64,
    /// Size of its `-wal`.
    pub wal_bytes: u64,
    /// Room on its disk, where the system says so.
    pub free_bytes: Option<u64>,
    /// Who may do what with the shop's files, and what else lies there.
    pub access: access::FileAccess,
    /// What a call to Qoo10 told.
    pub outside: outside::Outside,
    /// What stands in the state file, or why that cannot be read; none where there is no sound file.
    pub shop: Option<Result<shop::ShopFacts, Message>>,
}

/// What became of opening the state file.
#[derive(Debug)]
pub enum File {
    /// There is none.
    Missing,
    /// It cannot be used.
    Unusable(Error),
    /// It answers.
    Open(FileFacts),
}

/// Who holds the lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LockState {
    /// Nobody.
    Free,
    /// A run, by its process where the system says so.
    Held(Option<u32>),
    /// The lock file cannot be used.
    Unusable(Message),
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The check's name.
    pub check: &'static str,
    /// How bad it is.
    pub level: Level,
    /// What it is.
    pub what: What,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields say what the names do")]
pub enum What {
    /// The configuration can be used.
    ConfigFine,
    /// It cannot.
    ConfigUnusable { message: Message, hint: Option<Message> },
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
    FilesExposed { files: Vec<access::Exposed> },
    /// No killed command left anything.
    NoLeftovers,
    /// These are beginnings of files.
    Leftovers { paths: Vec<PathBuf> },
    /// Nobody knows: the folder cannot be listed.
    FolderUnlisted(access::UnlistedFolder),
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
    CarriersUnknown { few: Few },
    /// Qoo10's items were never taken up.
    NoListings,
    /// Every listing has a SKU.
    ListingsMapped,
    /// These have none.
    ListingsUnmapped { few: Few },
    /// Every SKU with pieces has a listing.
    SkusListed,
    /// These have none.
    SkusUnlisted { few: Few },
    /// The free stock of every listing's SKU is known.
    StockKnown,
    /// Of these it is not.
    StockUnknown { few: Few },
    /// Every step ran within a day, and did its work.
    CronSeen,
    /// These never ran, those not for more than a day, and the last ones run but fail.
    CronMissed { never: Vec<&'static str>, late: Vec<(&'static str, Jst)>, failing: Vec<shop::LastRuns> },
}

type Check = fn(&DoctorFacts) -> Option<Finding>;

/// Every check, in the order in which their findings are told.
pub const CHECKS: &[Check] = &[
    state_file,
    integrity,
    rows,
    format,
    access::permissions,
    access::leftovers,
    lock,
    wal,
    open_intents,
    runs,
    room,
    shop::cron,
    shop::carriers,
    shop::listings_without_sku,
    shop::skus_without_listing,
    shop::listings_without_stock,
    outside::endpoint,
    outside::key,
    outside::key_life,
    outside::clock,
];

/// Runs every check; one whose facts are not known says nothing.
pub fn examine(facts: &DoctorFacts) -> Vec<Finding> {
    CHECKS.iter().filter_map(|check| check(facts)).collect()
}

/// Whether the state file has to be replaced by a backup.
pub fn is_damaged(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| matches!(finding.what, What::Damaged { .. }))
}

/// The worst of them.
pub fn worst(findings: &[Finding]) -> Level {
    findings.iter().map(|finding| finding.level).max().unwrap_or(Level::Ok)
}

fn finding(check: &'static str, level: Level, what: What) -> Option<Finding> {
    Some(Finding { check, level, what })
}

fn open(facts: &DoctorFacts) -> Option<&FileFacts> {
    match &facts.file {
        File::Open(open) => Some(open),
        _ => None,
    }
}

/// The facts of a sound file.
fn sound(facts: &DoctorFacts) -> Option<&FileFacts> {
    open(facts).filter(|open| open.damage.is_empty())
}

fn is_under_way(facts: &DoctorFacts) -> bool {
    matches!(facts.lock, LockState::Held(_))
}

fn state_file(facts: &DoctorFacts) -> Option<Finding> {
    if let Some(what) = access::obstacle(facts) {
        return finding("state_file", Level::Problem, what);
    }
    let (level, what) = match &facts.file {
        File::Open(open) if open.is_blank() => (Level::Warning, What::FileEmpty),
        File::Open(_) => (Level::Ok, What::FileFine { bytes: facts.bytes }),
        File::Missing => (Level::Warning, What::FileMissing),
        File::Unusable(error) if error.kind == StoreErrorKind::Damaged => return None,
        File::Unusable(error) if error.kind == StoreErrorKind::Foreign => (Level::Problem, What::FileForeign),
        File::Unusable(error) if error.kind == StoreErrorKind::Newer => {
            (Level::Problem, What::FileNewer { message: error.message.clone() })
        }
        File::Unusable(error) => (Level::Problem, What::FileUnusable { message: error.message.clone() }),
    };
    finding("state_file", level, what)
}

fn integrity(facts: &DoctorFacts) -> Option<Finding> {
    let damage = match &facts.file {
        File::Open(open) => open.damage.iter().flat_map(|text| text.lines()).map(Message::quoted).collect(),
        File::Unusable(error) if error.kind == StoreErrorKind::Damaged => vec![error.message.clone()],
        _ => return None,
    };
    match damage.is_empty() {
        true => finding("integrity", Level::Ok, What::Sound),
        false => finding("integrity", Level::Problem, What::Damaged { findings: damage }),
    }
}

fn rows(facts: &DoctorFacts) -> Option<Finding> {
    let tables = sound(facts)?.orphans.clone();
    match tables.is_empty() {
        true => finding("foreign_keys", Level::Ok, What::RowsFit),
        false => finding("foreign_keys", Level::Problem, What::RowsMiss { tables }),
    }
}

fn format(facts: &DoctorFacts) -> Option<Finding> {
    let (format, newest) = open(facts).filter(|open| !open.is_blank())?.format;
    let what =
        if format == newest { What::FormatNewest { format } } else { What::FormatOlder { format, newest } };
    finding("format", Level::Ok, what)
}

fn lock(facts: &DoctorFacts) -> Option<Finding> {
    let (level, what) = match &facts.lock {
        LockState::Free => (Level::Ok, What::LockFree),
        LockState::Held(process) => (Level::Ok, What::LockHeld { process: *process }),
        LockState::Unusable(message) => (Level::Problem, What::LockUnusable { message: message.clone() }),
    };
    finding("lock", level, what)
}

/// SQLite empties the `-wal` at some 4 MB; several times that means that a reader is in its way.
const LARGE_WAL: u64 = 64 << 20;

fn wal(facts: &DoctorFacts) -> Option<Finding> {
    open(facts)?;
    let bytes = facts.wal_bytes;
    match bytes <= LARGE_WAL {
        true => finding("wal", Level::Ok, What::WalFine { bytes }),
        false => finding("wal", Level::Warning, What::WalLarge { bytes }),
    }
}

fn open_intents(facts: &DoctorFacts) -> Option<Finding> {
    let steps = sound(facts)?.open_intents.clone();
    let (level, what) = match (steps.is_empty(), is_under_way(facts)) {
        (true, _) => (Level::Ok, What::NoOpenIntents),
        (false, true) => (Level::Ok, What::IntentsUnderWay { steps }),
        (false, false) => (Level::Warning, What::OpenIntents { steps }),
    };
    finding("open_intents", level, what)
}

fn runs(facts: &DoctorFacts) -> Option<Finding> {
    match sound(facts)?.unfinished_run.clone() {
        Some((step, started_at)) if !is_under_way(facts) => {
            finding("runs", Level::Warning, What::RunNeverEnded { step, started_at })
        }
        _ => finding("runs", Level::Ok, What::RunsEnded),
    }
}

/// A disk has to have this much room whatever the size of the file.
const LEAST_ROOM: u64 = 100 << 20;

fn room(facts: &DoctorFacts) -> Option<Finding> {
    let bytes = facts.free_bytes?;
    // A purge and a migration write the whole file once more.
    let wanted = LEAST_ROOM.max(facts.bytes.saturating_mul(2));
    match bytes >= wanted {
        true => finding("room", Level::Ok, What::RoomEnough { bytes }),
        false => finding("room", Level::Warning, What::RoomLittle { bytes, wanted }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fine() -> DoctorFacts {
        let file = FileFacts {
            format: (7, 7),
            damage: vec![],
            orphans: vec![],
            open_intents: vec![],
            unfinished_run: None,
        };
        DoctorFacts {
            file: File::Open(file),
            lock: LockState::Free,
            bytes: 1 << 20,
            wal_bytes: 0,
            free_bytes: Some(1 << 30),
            access: access::FileAccess::default(),
            outside: outside::tests::fine(),
            shop: Some(Ok(shop::tests::fine())),
        }
    }

    fn with(change: impl FnOnce(&mut FileFacts)) -> DoctorFacts {
        let mut facts = fine();
        if let File::Open(file) = &mut facts.file {
            change(file);
        }
        facts
    }

    /// A key issued on a day, looked at on 2026-07-01.
    fn key_of(issued_on: &str) -> DoctorFacts {
        let today = NaiveDate::from_ymd_opt(2026, 7, 1).unwrap();
        let mut facts = fine();
        facts.outside.key = Some(crate::desk::status::KeyLife::of(issued_on.parse().unwrap(), today));
        facts
    }

    fn with_access(change: impl FnOnce(&mut access::FileAccess)) -> DoctorFacts {
        let mut facts = fine();
        change(&mut facts.access);
        facts
    }

    fn exposed(mode: u32) -> access::Exposed {
        access::Exposed { path: "shop.db".into(), mode, wanted: "600" }
    }

    /// The checks that are not fine, with their levels.
    fn bad(facts: &DoctorFacts) -> Vec<(&'static str, Level)> {
        let findings = examine(facts);
        findings.iter().filter(|f| f.level > Level::Unknown).map(|f| (f.check, f.level)).collect()
    }

    #[test]
    fn every_fault_is_found_by_one_check_and_by_no_other() {
        use Level::{Problem, Warning};
        assert_eq!((bad(&fine()), examine(&fine()).len()), (vec![], CHECKS.len()));
        let unusable = |kind| {
            let error = Error { kind, message: Message::quoted("so it is") };
            DoctorFacts { file: File::Unusable(error), ..fine() }
        };
        let intents = |file: &mut FileFacts| file.open_intents = vec![("push-shipments".to_owned(), 2)];
        for (facts, wanted) in [
            (DoctorFacts { file: File::Missing, ..fine() }, ("state_file", Warning)),
            (with(|file| file.format = (0, 7)), ("state_file", Warning)),
            (unusable(StoreErrorKind::CannotOpen), ("state_file", Problem)),
            (unusable(StoreErrorKind::Foreign), ("state_file", Problem)),
            (unusable(StoreErrorKind::Newer), ("state_file", Problem)),
            (unusable(StoreErrorKind::Damaged), ("integrity", Problem)),
            (with(|file| file.damage = vec!["page 7".to_owned()]), ("integrity", Problem)),
            (with(|file| file.orphans = vec!["orders".to_owned()]), ("foreign_keys", Problem)),
            (with(intents), ("open_intents", Warning)),
            (
                with(|file| file.unfinished_run = Some(("import".to_owned(), "…".to_owned()))),
                ("runs", Warning),
            ),
            (key_of("2026-07-02"), ("key_life", Problem)),
            (with_access(|access| access.unwritable = vec!["shop.db".into()]), ("state_file", Problem)),
            (with_access(|access| access.names = Some(2)), ("state_file", Problem)),
            (with_access(|access| access.is_mount = true), ("state_file", Problem)),
            (with_access(|access| access.exposed = vec![exposed(0o666)]), ("permissions", Problem)),
            (with_access(|access| access.exposed = vec![exposed(0o620)]), ("permissions", Problem)),
            (with_access(|access| access.exposed = vec![exposed(0o640)]), ("permissions", Warning)),
            (with_access(|access| access.leftovers = Ok(vec!["x.part-1".into()])), ("leftovers", Warning)),
            (
                with_access(|access| {
                    let (folder, reason) = ("shop".into(), "Permission denied".into());
                    access.leftovers = Err(access::UnlistedFolder { folder, reason });
                }),
                ("leftovers", Warning),
            ),
            (DoctorFacts { lock: LockState::Unusable(Message::quoted("no")), ..fine() }, ("lock", Problem)),
            (DoctorFacts { wal_bytes: LARGE_WAL + 1, ..fine() }, ("wal", Warning)),
            (DoctorFacts { free_bytes: Some(LEAST_ROOM - 1), ..fine() }, ("room", Warning)),
            (DoctorFacts { bytes: 600 << 20, ..fine() }, ("room", Warning)),
        ] {
            assert_eq!(bad(&facts), [wanted], "{facts:?}");
            assert_eq!(is_damaged(&examine(&facts)), wanted.0 == "integrity");
        }
        assert_eq!(
            bad(&DoctorFacts { lock: LockState::Held(None), ..with(intents) }),
            [],
            "a run is under way"
        );
        assert_eq!(bad(&DoctorFacts { free_bytes: None, ..fine() }), []);
        assert_eq!(bad(&with(|file| file.format = (6, 7))), []);
        assert_eq!(bad(&key_of("2026-07-01")), [], "issued today");
    }

    #[test]
    fn the_way_to_qoo10_is_judged_by_what_the_call_told() {
        use Level::{Problem, Warning};
        use outside::PingOutcome;
        let with = |change: fn(&mut outside::Outside)| {
            let mut facts = fine();
            change(&mut facts.outside);
            bad(&facts)
        };
        let no_key = |o: &mut outside::Outside| {
            o.asked = PingOutcome::NoKey { message: Message::quoted(""), hint: None };
            o.ahead = None;
        };
        assert_eq!(with(no_key), [("key", Problem)]);
        assert_eq!(
            with(|o| o.asked = PingOutcome::KeyRefused { message: Message::quoted(""), hint: None }),
            [("key", Problem)]
        );
        assert_eq!(with(|o| o.asked = PingOutcome::Dead(Message::quoted(""))), [("endpoint", Problem)]);
        assert_eq!(with(|o| o.asked = PingOutcome::Unexpected(Message::quoted(""))), [("endpoint", Warning)]);
        assert_eq!(with(|o| o.ahead = None), []);
        assert_eq!(with(|o| o.key = None), []);
        for (days, level) in
            [(61, None), (60, Some(Warning)), (8, Some(Warning)), (7, Some(Problem)), (-1, Some(Problem))]
        {
            let mut facts = fine();
            facts.outside.key = Some(outside::tests::life(days));
            assert_eq!(
                bad(&facts),
                level.map(|level| ("key_life", level)).into_iter().collect::<Vec<_>>(),
                "{days}"
            );
        }
        for (seconds, level) in
            [(120, None), (121, Some(Warning)), (600, Some(Warning)), (601, Some(Problem))]
        {
            for seconds in [seconds, -seconds] {
                let mut facts = fine();
                facts.outside.ahead = Some(Duration::seconds(seconds));
                assert_eq!(
                    bad(&facts),
                    level.map(|level| ("clock", level)).into_iter().collect::<Vec<_>>(),
                    "{seconds}"
                );
            }
        }
    }

    #[test]
    fn gaps_and_steps_that_nobody_starts_are_warnings() {
        let with = |change: fn(&mut shop::ShopFacts)| {
            let mut shop = shop::tests::fine();
            change(&mut shop);
            bad(&DoctorFacts { shop: Some(Ok(shop)), ..fine() })
        };
        let warned = |check| vec![(check, Level::Warning)];
        assert_eq!(with(|shop| shop.carriers.count = 1), warned("carriers"));
        assert_eq!(with(|shop| shop.without_sku.count = 1), warned("listings_without_sku"));
        assert_eq!(with(|shop| shop.without_listing.count = 1), warned("skus_without_listing"));
        assert_eq!(with(|shop| shop.without_stock.count = 1), warned("listings_without_stock"));
        assert_eq!(with(|shop| shop.last_runs[1].last = None), warned("cron"));
        let day_ago = |shop: &mut shop::ShopFacts| {
            let success = &mut shop.last_runs[1].success;
            *success = success.map(|at| at - Duration::seconds(86_401));
        };
        assert_eq!(with(day_ago), warned("cron"), "it runs, and fails");
        assert_eq!(with(|shop| shop.last_runs[1].success = None), [], "its first run is under way");
        let failed = |shop: &mut shop::ShopFacts| {
            (shop.last_runs[1].success, shop.last_runs[1].has_failed) = (None, true);
        };
        assert_eq!(with(failed), warned("cron"));
        assert_eq!(with(|shop| shop.last_runs[1].has_failed = true), [], "once may happen");
        assert_eq!(with(|shop| shop.now += Duration::days(1)), []);
        assert_eq!(with(|shop| shop.now += Duration::seconds(86_401)), warned("cron"));
        let unread = DoctorFacts { shop: Some(Err(Message::quoted("so it is"))), ..fine() };
        assert_eq!(bad(&unread), [("cron", Level::Problem)]);
        assert_eq!(bad(&DoctorFacts { shop: None, ..fine() }), []);
    }
}
