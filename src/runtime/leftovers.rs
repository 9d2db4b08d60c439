//! What killed commands left beside the files that they were about to make: `NAME.part-N` of a copy,
//! `.NAME.N.new` of a file that was to be replaced, where N was the number of the process.

use std::io;
use std::path::{Path, PathBuf};

use rustix::io::Errno;
use rustix::process::{Pid, test_kill_process};

use crate::store::copy;

/// What SQLite may have kept beside a copy that was not finished.
const SQLITE_SUFFIXES: [&str; 3] = ["-journal", "-wal", "-shm"];

/// A name such as a command gives while it is at work: the file that was to be, and the process.
fn parse_temporary_name(name: &str) -> Option<(&str, i32)> {
    let name = SQLITE_SUFFIXES.iter().find_map(|more| name.strip_suffix(more)).unwrap_or(name);
    let (of, process) = match name.rsplit_once(".part-") {
        Some(copy) => copy,
        None => name.strip_prefix('.')?.strip_suffix(".new")?.rsplit_once('.')?,
    };
    let process = Some(process).filter(|text| text.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
    (!of.is_empty()).then_some((of, process))
}

/// Whether no process has this number any more. One that is another user's is there.
fn is_process_gone(process: i32) -> bool {
    Pid::from_raw(process).is_none_or(|process| test_kill_process(process) == Err(Errno::SRCH))
}

/// What killed commands left in a folder, sorted.
///
/// # Errors
/// When the folder cannot be listed: nobody knows what is in it.
pub(crate) fn list_leftovers(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let is_left =
        |name: &str| parse_temporary_name(name).is_some_and(|(_, process)| is_process_gone(process));
    let mut left = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let is_left = entry.file_name().to_str().is_some_and(is_left);
        if is_left && entry.path().is_file() {
            left.push(entry.path());
        }
    }
    left.sort();
    Ok(left)
}

/// Removes what killed commands left that were about to replace this file. What cannot be removed, or not be
/// listed, stays, and `doctor` names it.
pub(crate) fn remove_replacements(target: &Path) {
    let own = target.file_name().and_then(|name| name.to_str());
    for path in list_leftovers(target.parent().unwrap_or(Path::new(""))).unwrap_or_default() {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.ends_with(".new") && parse_temporary_name(name).map(|(of, _)| of) == own {
            drop(std::fs::remove_file(path));
        }
    }
}

/// Removes what killed backups left where a copy is about to be made: of the same name whatever it is, of
/// others what is plainly the beginning of such a copy. What cannot be removed stays, and `doctor` names it.
pub(crate) fn remove_copies(to: &Path) {
    let (folder, own) = (to.parent().unwrap_or(Path::new("")), to.file_name().and_then(|name| name.to_str()));
    for path in list_leftovers(folder).unwrap_or_default() {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let of = parse_temporary_name(name).map(|(of, _)| of).filter(|_| name.contains(".part-"));
        let is_journal = SQLITE_SUFFIXES.iter().any(|more| name.ends_with(more));
        let is_ours = of.is_some() && (of == own || (!is_journal && copy::is_partial_copy(&path)));
        if is_ours {
            drop(std::fs::remove_file(&path));
            for more in SQLITE_SUFFIXES {
                let mut beside = path.clone().into_os_string();
                beside.push(more);
                drop(std::fs::remove_file(beside));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_unfinished_files_are_told_from_others() {
        for (name, wanted) in [
            ("shop.db.part-12", Some(("shop.db", 12))),
            ("shop.db.part-12-journal", Some(("shop.db", 12))),
            ("a.part-1.part-2-wal", Some(("a.part-1", 2))),
            (".report.html.77.new", Some(("report.html", 77))),
            (".seller.key.9.new", Some(("seller.key", 9))),
            ("shop.db.part-", None),
            ("shop.db.part-x", None),
            ("shop.db.part-+1", None),
            ("shop.db.part-99999999999", None),
            (".part-3", None),
            ("film.part-1.rar", None),
            ("report.html.77.new", None),
            (".report.html.new", None),
            (".77.new", None),
            ("shop.db", None),
        ] {
            assert_eq!(parse_temporary_name(name), wanted, "{name}");
        }
    }

    #[test]
    fn a_folder_that_cannot_be_listed_is_not_taken_for_an_empty_one() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!(list_leftovers(file.path()).is_err());
        assert!(list_leftovers(&file.path().with_extension("missing")).is_err());
    }

    #[test]
    fn only_beginnings_of_copies_are_removed_and_only_of_processes_that_are_gone() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let gone = i32::MAX;
        let mut header = *b"SQLite format 3\0                                                    \
            Q10B                            ";
        let alive = std::process::id();
        let (own, other) = (format!("copy.db.part-{gone}"), format!("monday.db.part-{gone}"));
        let journal = format!("{other}-journal");
        let (empty, film) = (format!("tuesday.db.part-{gone}"), format!("film.part-{gone}"));
        let (page, running) = (format!(".report.html.{gone}.new"), format!("copy.db.part-{alive}"));
        for (name, content) in [
            (&own, &b"anything"[..]),
            (&other, &header),
            (&journal, b"x"),
            (&empty, b""),
            (&film, b"a film"),
            (&page, b"<!doctype html>"),
            (&running, &header),
        ] {
            std::fs::write(at(name), content).unwrap();
        }
        assert_eq!(list_leftovers(folder.path()).unwrap().len(), 6);
        remove_copies(&at("copy.db"));
        for (name, stays) in [
            (&own, false),
            (&other, false),
            (&journal, false),
            (&empty, false),
            (&film, true),
            (&page, true),
            (&running, true),
        ] {
            assert_eq!(at(name).exists(), stays, "{name}");
        }
        header[68] = b'X';
        std::fs::write(at(&other), header).unwrap();
        remove_copies(&at("copy.db"));
        assert!(at(&other).exists(), "another program's file was removed");
    }
}
