//! `doctor`: what is wrong with the state file, around it, and on the way to Qoo10, by pure functions over
//! gathered facts. A further check is one more of [`CHECKS`], with what it needs among the [`DoctorFacts`].

pub mod access;
mod facts;
mod finding;
mod message;
pub mod outside;
pub mod probe;
pub mod shop;

pub use self::facts::{
    CallFacts, DoctorFacts, ExposedFile, FileAccess, FileState, LastRuns, LockState, PingOutcome, ShopFacts,
    UnlistedFolder,
};
use self::finding::build_finding;
pub use self::finding::{Finding, FindingKind};
use crate::store::StoreErrorKind;
use crate::store::check::StateFileCheck as FileFacts;
pub use crate::vocabulary::Level;
use crate::vocabulary::Message;

type Check = fn(&DoctorFacts) -> Option<Finding>;

/// Every check, in the order in which their findings are told.
pub const CHECKS: &[Check] = &[
    check_state_file,
    check_integrity,
    check_foreign_keys,
    check_format,
    access::check_permissions,
    access::check_leftovers,
    check_lock,
    check_wal,
    check_open_intents,
    check_runs,
    check_disk_space,
    shop::check_cron,
    shop::check_carriers,
    shop::check_listings_without_sku,
    shop::check_skus_without_listing,
    shop::check_listings_without_stock,
    shop::check_sets,
    shop::check_answer_forms,
    outside::check_endpoint,
    outside::check_key,
    outside::check_key_life,
    outside::check_clock,
];

/// Runs every check; one whose facts are not known says nothing.
pub fn run_checks(facts: &DoctorFacts) -> Vec<Finding> {
    CHECKS.iter().filter_map(|check| check(facts)).collect()
}

/// Whether the state file has to be replaced by a backup.
pub fn is_damaged(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| matches!(finding.what, FindingKind::Damaged { .. }))
}

pub fn find_worst_level(findings: &[Finding]) -> Level {
    findings.iter().map(|finding| finding.level).max().unwrap_or(Level::Ok)
}

fn get_open_file(facts: &DoctorFacts) -> Option<&FileFacts> {
    match &facts.file {
        FileState::Open(open) => Some(open),
        _ => None,
    }
}

fn get_sound_file(facts: &DoctorFacts) -> Option<&FileFacts> {
    get_open_file(facts).filter(|open| open.damage.is_empty())
}

fn is_under_way(facts: &DoctorFacts) -> bool {
    matches!(facts.lock, LockState::Held(_))
}

fn check_state_file(facts: &DoctorFacts) -> Option<Finding> {
    if let Some(what) = access::find_obstacle(facts) {
        return build_finding("state_file", Level::Problem, what);
    }
    let (level, what) = match &facts.file {
        FileState::Open(open) if open.is_blank() => (Level::Warning, FindingKind::FileEmpty),
        FileState::Open(_) => (Level::Ok, FindingKind::FileFine { bytes: facts.bytes }),
        FileState::Missing => (Level::Warning, FindingKind::FileMissing),
        FileState::Unusable(error) if error.kind == StoreErrorKind::Damaged => return None,
        FileState::Unusable(error) if error.kind == StoreErrorKind::Foreign => {
            (Level::Problem, FindingKind::FileForeign)
        }
        FileState::Unusable(error) if error.kind == StoreErrorKind::Newer => {
            (Level::Problem, FindingKind::FileNewer { message: error.message.clone() })
        }
        FileState::Unusable(error) => {
            (Level::Problem, FindingKind::FileUnusable { message: error.message.clone() })
        }
    };
    build_finding("state_file", level, what)
}

fn check_integrity(facts: &DoctorFacts) -> Option<Finding> {
    let damage = match &facts.file {
        FileState::Open(open) => {
            open.damage.iter().flat_map(|text| text.lines()).map(Message::quoted).collect()
        }
        FileState::Unusable(error) if error.kind == StoreErrorKind::Damaged => vec![error.message.clone()],
        _ => return None,
    };
    match damage.is_empty() {
        true => build_finding("integrity", Level::Ok, FindingKind::Sound),
        false => build_finding("integrity", Level::Problem, FindingKind::Damaged { findings: damage }),
    }
}

fn check_foreign_keys(facts: &DoctorFacts) -> Option<Finding> {
    let tables = get_sound_file(facts)?.orphans.clone();
    match tables.is_empty() {
        true => build_finding("foreign_keys", Level::Ok, FindingKind::RowsFit),
        false => build_finding("foreign_keys", Level::Problem, FindingKind::RowsMiss { tables }),
    }
}

fn check_format(facts: &DoctorFacts) -> Option<Finding> {
    let (format, newest) = get_open_file(facts).filter(|open| !open.is_blank())?.format;
    let what = if format == newest {
        FindingKind::FormatNewest { format }
    } else {
        FindingKind::FormatOlder { format, newest }
    };
    build_finding("format", Level::Ok, what)
}

fn check_lock(facts: &DoctorFacts) -> Option<Finding> {
    let (level, what) = match &facts.lock {
        LockState::Free => (Level::Ok, FindingKind::LockFree),
        LockState::Held(process) => (Level::Ok, FindingKind::LockHeld { process: *process }),
        LockState::Unusable(message) => {
            (Level::Problem, FindingKind::LockUnusable { message: message.clone() })
        }
    };
    build_finding("lock", level, what)
}

/// SQLite empties the `-wal` at some 4 MB; several times that means that a reader is in its way.
const MAX_WAL_BYTES: u64 = 64 << 20;

fn check_wal(facts: &DoctorFacts) -> Option<Finding> {
    get_open_file(facts)?;
    let bytes = facts.wal_bytes;
    match bytes <= MAX_WAL_BYTES {
        true => build_finding("wal", Level::Ok, FindingKind::WalFine { bytes }),
        false => build_finding("wal", Level::Warning, FindingKind::WalLarge { bytes }),
    }
}

fn check_open_intents(facts: &DoctorFacts) -> Option<Finding> {
    let steps = get_sound_file(facts)?.open_intents.clone();
    let (level, what) = match (steps.is_empty(), is_under_way(facts)) {
        (true, _) => (Level::Ok, FindingKind::NoOpenIntents),
        (false, true) => (Level::Ok, FindingKind::IntentsUnderWay { steps }),
        (false, false) => (Level::Warning, FindingKind::OpenIntents { steps }),
    };
    build_finding("open_intents", level, what)
}

fn check_runs(facts: &DoctorFacts) -> Option<Finding> {
    match get_sound_file(facts)?.unfinished_run.clone() {
        Some((step, started_at)) if !is_under_way(facts) => {
            build_finding("runs", Level::Warning, FindingKind::RunNeverEnded { step, started_at })
        }
        _ => build_finding("runs", Level::Ok, FindingKind::RunsEnded),
    }
}

/// A disk has to have this much room whatever the size of the file.
const MIN_FREE_BYTES: u64 = 100 << 20;

fn check_disk_space(facts: &DoctorFacts) -> Option<Finding> {
    let bytes = facts.free_bytes?;
    // A purge and a migration write the whole file once more.
    let wanted = MIN_FREE_BYTES.max(facts.bytes.saturating_mul(2));
    match bytes >= wanted {
        true => build_finding("room", Level::Ok, FindingKind::RoomEnough { bytes }),
        false => build_finding("room", Level::Warning, FindingKind::RoomLittle { bytes, wanted }),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Duration, NaiveDate};

    use super::*;
    use crate::store::Error;

    fn fine() -> DoctorFacts {
        let file = FileFacts {
            format: (7, 7),
            damage: vec![],
            orphans: vec![],
            open_intents: vec![],
            unfinished_run: None,
        };
        DoctorFacts {
            file: FileState::Open(file),
            lock: LockState::Free,
            bytes: 1 << 20,
            wal_bytes: 0,
            free_bytes: Some(1 << 30),
            access: FileAccess::default(),
            outside: outside::tests::fine(),
            shop: Some(Ok(shop::tests::fine())),
        }
    }

    fn with(change: impl FnOnce(&mut FileFacts)) -> DoctorFacts {
        let mut facts = fine();
        if let FileState::Open(file) = &mut facts.file {
            change(file);
        }
        facts
    }

    /// A key issued on a day, looked at on 2026-07-01.
    fn key_of(issued_on: &str) -> DoctorFacts {
        let today = NaiveDate::from_ymd_opt(2026, 7, 1).unwrap();
        let mut facts = fine();
        facts.outside.key =
            Some(crate::desk::status::KeyLife::from_issue_date(issued_on.parse().unwrap(), today));
        facts
    }

    fn with_access(change: impl FnOnce(&mut FileAccess)) -> DoctorFacts {
        let mut facts = fine();
        change(&mut facts.access);
        facts
    }

    fn exposed(mode: u32) -> ExposedFile {
        ExposedFile { path: "shop.db".into(), mode, wanted: "600" }
    }

    /// The checks that are not fine, with their levels.
    fn bad(facts: &DoctorFacts) -> Vec<(&'static str, Level)> {
        let findings = run_checks(facts);
        findings.iter().filter(|f| f.level > Level::Unknown).map(|f| (f.check, f.level)).collect()
    }

    #[test]
    fn every_fault_is_found_by_one_check_and_by_no_other() {
        use Level::{Problem, Warning};
        assert_eq!((bad(&fine()), run_checks(&fine()).len()), (vec![], CHECKS.len()));
        let unusable = |kind| {
            let error = Error { kind, message: Message::quoted("so it is"), cause: None };
            DoctorFacts { file: FileState::Unusable(error), ..fine() }
        };
        let intents = |file: &mut FileFacts| file.open_intents = vec![("push-shipments".to_owned(), 2)];
        for (facts, wanted) in [
            (DoctorFacts { file: FileState::Missing, ..fine() }, ("state_file", Warning)),
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
                    access.leftovers = Err(UnlistedFolder { folder, reason });
                }),
                ("leftovers", Warning),
            ),
            (DoctorFacts { lock: LockState::Unusable(Message::quoted("no")), ..fine() }, ("lock", Problem)),
            (DoctorFacts { wal_bytes: MAX_WAL_BYTES + 1, ..fine() }, ("wal", Warning)),
            (DoctorFacts { free_bytes: Some(MIN_FREE_BYTES - 1), ..fine() }, ("room", Warning)),
            (DoctorFacts { bytes: 600 << 20, ..fine() }, ("room", Warning)),
        ] {
            assert_eq!(bad(&facts), [wanted], "{facts:?}");
            assert_eq!(is_damaged(&run_checks(&facts)), wanted.0 == "integrity");
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
        let with = |change: fn(&mut CallFacts)| {
            let mut facts = fine();
            change(&mut facts.outside);
            bad(&facts)
        };
        let no_key = |o: &mut CallFacts| {
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
        let with = |change: fn(&mut ShopFacts)| {
            let mut shop = shop::tests::fine();
            change(&mut shop);
            bad(&DoctorFacts { shop: Some(Ok(shop)), ..fine() })
        };
        let warned = |check| vec![(check, Level::Warning)];
        assert_eq!(with(|shop| shop.carriers.count = 1), warned("carriers"));
        assert_eq!(with(|shop| shop.without_sku.count = 1), warned("listings_without_sku"));
        assert_eq!(with(|shop| shop.without_listing.count = 1), warned("skus_without_listing"));
        assert_eq!(with(|shop| shop.without_stock.count = 1), warned("listings_without_stock"));
        assert_eq!(with(|shop| shop.uncountable_sets.count = 1), warned("sets"));
        assert_eq!(with(|shop| shop.last_runs[1].last = None), warned("cron"));
        let day_ago = |shop: &mut ShopFacts| {
            let success = &mut shop.last_runs[1].success;
            *success = success.map(|at| at - Duration::seconds(86_401));
        };
        assert_eq!(with(day_ago), warned("cron"), "it runs, and fails");
        assert_eq!(with(|shop| shop.last_runs[1].success = None), [], "its first run is under way");
        let failed = |shop: &mut ShopFacts| {
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
