//! Files that are replaced whole: written beside, then renamed, so that a reader finds the old or the new
//! one.

use std::ffi::OsString;
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::leftovers;
use crate::text::mark::strip_marks;

/// A file that is about to take the place of another. Left alone it goes away again.
pub(crate) struct AtomicFile {
    target: PathBuf,
    beside: NamedTempFile<File>,
}

impl AtomicFile {
    /// Begins to replace `target`, which need not exist yet, by a file with this mode and the owner and group
    /// of the old one; behind a symbolic link what it leads to. Nothing is replaced so far, but it is known
    /// that it can be.
    ///
    /// # Errors
    /// When nothing can be written in its folder, or the file would become another user's.
    pub(crate) fn create(target: &Path, mode: u32) -> io::Result<Self> {
        let replacement = Self::create_as_current_user(target, mode)?;
        if let Ok(old) = replacement.target.metadata() {
            copy_owner(replacement.beside.as_file(), &old).map_err(|e| {
                let (owner, group) = (old.uid(), old.gid());
                io::Error::new(
                    e.kind(),
                    format!("it would no longer belong to user {owner}, group {group}: {e}"),
                )
            })?;
        }
        Ok(replacement)
    }

    fn create_as_current_user(target: &Path, mode: u32) -> io::Result<Self> {
        let target = target.canonicalize().unwrap_or_else(|_| target.to_owned());
        leftovers::remove_replacements(&target);
        let mut name = OsString::from(".");
        name.push(target.file_name().ok_or(io::ErrorKind::InvalidInput)?);
        name.push(format!(".{}", std::process::id()));
        let create = |path: &Path| OpenOptions::new().write(true).create_new(true).mode(mode).open(path);
        // Nothing random in the name: what a killed command left is known by the number of its process.
        let named = tempfile::Builder::new()
            .prefix(&name)
            .suffix(".new")
            .rand_bytes(0)
            .make_in(folder_of(&target), create);
        let replacement = Self { beside: named?, target };
        // The umask has taken away what it takes away.
        replacement.beside.as_file().set_permissions(PermissionsExt::from_mode(mode))?;
        Ok(replacement)
    }

    /// Writes it all, and puts it in place.
    ///
    /// # Errors
    /// When the disk does not take it: then the old file stays.
    pub(crate) fn commit(self, content: &str) -> io::Result<()> {
        self.commit_bytes(content.as_bytes())
    }

    /// The same with bytes, that need not be UTF-8.
    pub(crate) fn commit_bytes(mut self, content: &[u8]) -> io::Result<()> {
        self.write_whole(content)?;
        self.beside.persist(&self.target).map_err(|e| e.error)?;
        File::open(folder_of(&self.target))?.sync_all()
    }

    /// The same where nothing may be replaced, be it a file that came a moment ago.
    pub(crate) fn commit_new(mut self, content: &[u8]) -> io::Result<()> {
        self.write_whole(content)?;
        self.beside.persist_noclobber(&self.target).map_err(|e| e.error)?;
        File::open(folder_of(&self.target))?.sync_all()
    }

    fn write_whole(&mut self, content: &[u8]) -> io::Result<()> {
        self.beside.write_all(content)?;
        // Before the rename: after a crash the name must not lead to an empty file.
        self.beside.as_file().sync_all()
    }
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Replaces `target` by this text, in a file with this mode, which keeps owner and group where this user may
/// give them.
///
/// # Errors
/// When it cannot be written: then the old file stays.
pub(crate) fn write_atomically(target: &Path, text: &str, mode: u32) -> io::Result<()> {
    let replacement =
        AtomicFile::create(target, mode).or_else(|_| AtomicFile::create_as_current_user(target, mode))?;
    replacement.commit(&strip_marks(text))
}

/// Gives a file the owner and group of another one.
fn copy_owner(file: &File, old: &Metadata) -> io::Result<()> {
    let new = file.metadata()?;
    let owner = (new.uid() != old.uid()).then_some(old.uid());
    let group = (new.gid() != old.gid()).then_some(old.gid());
    if owner.is_some() || group.is_some() {
        fchown(file, owner, group)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::chown;

    use super::*;

    /// Somebody who is neither root nor whoever runs the tests.
    const OTHER: u32 = 65_531;

    #[test]
    fn what_is_not_finished_bears_its_process_in_its_name_and_goes_away() {
        let folder = tempfile::tempdir().unwrap();
        let (target, names) = (folder.path().join("key"), || {
            let entries = std::fs::read_dir(folder.path()).unwrap();
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect::<Vec<_>>()
        });
        let replacement = AtomicFile::create(&target, 0o600).unwrap();
        assert_eq!(names(), [format!(".key.{}.new", std::process::id())]);
        assert_eq!(replacement.beside.as_file().metadata().unwrap().mode() & 0o777, 0o600);
        drop(replacement);
        assert!(names().is_empty());
    }

    #[test]
    fn fil_06_a_new_file_never_takes_the_place_of_one_that_came_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("slips.html");
        let file = AtomicFile::create(&target, 0o600).unwrap();
        std::fs::write(&target, "mine").unwrap();
        assert_eq!(file.commit_new(b"new").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(std::fs::read_to_string(&target).unwrap(), "mine");
        std::fs::remove_file(&target).unwrap();
        AtomicFile::create(&target, 0o600).unwrap().commit_new(b"\xef\xbb\xbfnew").unwrap();
        assert_eq!(std::fs::read(&target).unwrap(), b"\xef\xbb\xbfnew");
        assert_eq!(target.metadata().unwrap().mode() & 0o777, 0o600);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "something is left");
    }

    #[test]
    fn a_replaced_file_stays_its_owners_or_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("key");
        std::fs::write(&target, "old").unwrap();
        let owned = || target.metadata().map(|file| (file.uid(), file.gid(), file.mode() & 0o7777)).unwrap();
        let may_give = chown(&target, Some(OTHER), Some(OTHER)).is_ok();
        let (owner, group, _) = owned();
        assert_eq!(owner == OTHER, may_give);
        AtomicFile::create(&target, 0o600).unwrap().commit("new").unwrap();
        assert_eq!(
            (owned(), std::fs::read_to_string(&target).unwrap().as_str()),
            ((owner, group, 0o600), "new")
        );
        // The root folder is root's own: only root may give a file to root.
        let file = File::create(folder.path().join("other")).unwrap();
        let given = copy_owner(&file, &Path::new("/").metadata().unwrap());
        assert_eq!(given.is_ok(), may_give, "{given:?}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "something is left");
    }
}
