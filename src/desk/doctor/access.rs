//! Who may do what with the shop's files, by what other names they can be reached, and what killed commands
//! left of them.

use std::path::PathBuf;

use super::facts::{DoctorFacts, Exposed, File};
use super::finding::{Finding, What, finding};
use crate::vocabulary::Level;

/// A file of the shop, as [`exposed`] judges it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// People, keys, or what a run relies on: its owner's alone.
    Private,
    /// The configuration: others may read it, unless it holds URLs that let whoever knows them in.
    Config { has_secrets: bool },
}

const OTHERS: u32 = 0o077;
const OTHERS_WRITE: u32 = 0o022;

/// Judges a file by its mode.
pub fn exposed(path: PathBuf, mode: u32, holds: Holds) -> Option<Exposed> {
    let (rights, wanted) = match holds {
        Holds::Private | Holds::Config { has_secrets: true } => (OTHERS, "600"),
        Holds::Config { has_secrets: false } => (OTHERS_WRITE, "go-w"),
    };
    (mode & rights != 0).then_some(Exposed { path, mode: mode & 0o777, wanted })
}

/// What keeps the state file from being used by every run, and by one at a time.
pub(super) fn obstacle(facts: &DoctorFacts) -> Option<What> {
    let access = &facts.access;
    if matches!(facts.file, File::Unusable(_)) {
        return None;
    }
    if let Some(names) = access.names {
        return Some(What::FileManyNames { names });
    }
    if access.is_mount {
        return Some(What::FileMounted);
    }
    let paths = access.unwritable.clone();
    (!paths.is_empty()).then_some(What::FileNotWritable { paths })
}

pub(super) fn permissions(facts: &DoctorFacts) -> Option<Finding> {
    let files = facts.access.exposed.clone();
    let level = match files.iter().any(|file| file.mode & OTHERS_WRITE != 0) {
        _ if files.is_empty() => return finding("permissions", Level::Ok, What::FilesPrivate),
        true => Level::Problem,
        false => Level::Warning,
    };
    finding("permissions", level, What::FilesExposed { files })
}

pub(super) fn leftovers(facts: &DoctorFacts) -> Option<Finding> {
    match facts.access.leftovers.clone() {
        Err(unlisted) => finding("leftovers", Level::Warning, What::FolderUnlisted(unlisted)),
        Ok(paths) if paths.is_empty() => finding("leftovers", Level::Ok, What::NoLeftovers),
        Ok(paths) => finding("leftovers", Level::Warning, What::Leftovers { paths }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_others_may_write_or_read_is_told_with_its_mode() {
        let open = Holds::Config { has_secrets: false };
        let secret = Holds::Config { has_secrets: true };
        for (mode, holds, wanted) in [
            (0o100_600, Holds::Private, None),
            (0o100_400, Holds::Private, None),
            (0o100_666, Holds::Private, Some("600")),
            (0o100_640, Holds::Private, Some("600")),
            (0o100_601, Holds::Private, Some("600")),
            (0o100_644, open, None),
            (0o100_664, open, Some("go-w")),
            (0o100_646, open, Some("go-w")),
            (0o100_666, open, Some("go-w")),
            (0o100_600, secret, None),
            (0o100_644, secret, Some("600")),
            (0o100_666, secret, Some("600")),
        ] {
            let found = exposed("x".into(), mode, holds);
            assert_eq!(found.as_ref().map(|found| found.wanted), wanted, "{mode:o} {holds:?}");
            assert!(found.is_none_or(|found| found.mode == mode & 0o777), "{mode:o}");
        }
    }
}
