//! Who may do what with the shop's files, by what other names they can be reached, and what killed commands
//! left of them.

use std::path::PathBuf;

use super::facts::{DoctorFacts, ExposedFile, FileState};
use super::finding::{Finding, FindingKind, build_finding};
use crate::vocabulary::Level;

/// A file of the shop, as [`check_file_mode`] judges it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileSensitivity {
    /// People, keys, or what a run relies on: its owner's alone.
    Private,
    /// The configuration: others may read it, unless it holds URLs that let whoever knows them in.
    Config { has_secrets: bool },
}

const OTHERS: u32 = 0o077;
const OTHERS_WRITE: u32 = 0o022;

/// Judges a file by its mode.
pub fn check_file_mode(path: PathBuf, mode: u32, holds: FileSensitivity) -> Option<ExposedFile> {
    let (rights, wanted) = match holds {
        FileSensitivity::Private | FileSensitivity::Config { has_secrets: true } => (OTHERS, "600"),
        FileSensitivity::Config { has_secrets: false } => (OTHERS_WRITE, "go-w"),
    };
    (mode & rights != 0).then_some(ExposedFile { path, mode: mode & 0o777, wanted })
}

/// What keeps the state file from being used by every run, and by one at a time.
pub(super) fn find_obstacle(facts: &DoctorFacts) -> Option<FindingKind> {
    let access = &facts.access;
    if matches!(facts.file, FileState::Unusable(_)) {
        return None;
    }
    if let Some(names) = access.names {
        return Some(FindingKind::FileManyNames { names });
    }
    if access.is_mount {
        return Some(FindingKind::FileMounted);
    }
    let paths = access.unwritable.clone();
    (!paths.is_empty()).then_some(FindingKind::FileNotWritable { paths })
}

pub(super) fn check_permissions(facts: &DoctorFacts) -> Option<Finding> {
    let files = facts.access.exposed.clone();
    let level = match files.iter().any(|file| file.mode & OTHERS_WRITE != 0) {
        _ if files.is_empty() => return build_finding("permissions", Level::Ok, FindingKind::FilesPrivate),
        true => Level::Problem,
        false => Level::Warning,
    };
    build_finding("permissions", level, FindingKind::FilesExposed { files })
}

pub(super) fn check_leftovers(facts: &DoctorFacts) -> Option<Finding> {
    match facts.access.leftovers.clone() {
        Err(unlisted) => build_finding("leftovers", Level::Warning, FindingKind::FolderUnlisted(unlisted)),
        Ok(paths) if paths.is_empty() => build_finding("leftovers", Level::Ok, FindingKind::NoLeftovers),
        Ok(paths) => build_finding("leftovers", Level::Warning, FindingKind::Leftovers { paths }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_others_may_write_or_read_is_told_with_its_mode() {
        let open = FileSensitivity::Config { has_secrets: false };
        let secret = FileSensitivity::Config { has_secrets: true };
        for (mode, holds, wanted) in [
            (0o100_600, FileSensitivity::Private, None),
            (0o100_400, FileSensitivity::Private, None),
            (0o100_666, FileSensitivity::Private, Some("600")),
            (0o100_640, FileSensitivity::Private, Some("600")),
            (0o100_601, FileSensitivity::Private, Some("600")),
            (0o100_644, open, None),
            (0o100_664, open, Some("go-w")),
            (0o100_646, open, Some("go-w")),
            (0o100_666, open, Some("go-w")),
            (0o100_600, secret, None),
            (0o100_644, secret, Some("600")),
            (0o100_666, secret, Some("600")),
        ] {
            let found = check_file_mode("x".into(), mode, holds);
            assert_eq!(found.as_ref().map(|found| found.wanted), wanted, "{mode:o} {holds:?}");
            assert!(found.is_none_or(|found| found.mode == mode & 0o777), "{mode:o}");
        }
    }
}
