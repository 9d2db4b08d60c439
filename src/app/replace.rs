//! Files that are replaced whole: written beside, then renamed, so that a reader finds the old or the new one.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// A file that is about to take the place of another. Left alone it goes away again.
pub(super) struct Replacement {
    beside: PathBuf,
    target: PathBuf,
    file: File,
}

impl Replacement {
    /// Begins to replace `target`, which need not exist yet, by a file with this mode; behind a symbolic link
    /// what it leads to. Nothing is replaced so far, but it is known that it can be.
    ///
    /// # Errors
    /// When nothing can be written in its folder.
    pub(super) fn begin(target: &Path, mode: u32) -> io::Result<Self> {
        let target = target.canonicalize().unwrap_or_else(|_| target.to_owned());
        let mut name = std::ffi::OsString::from(".");
        name.push(target.file_name().ok_or(io::ErrorKind::InvalidInput)?);
        name.push(format!(".{}.new", std::process::id()));
        let beside = target.with_file_name(name);
        let file = OpenOptions::new().write(true).create_new(true).mode(mode).open(&beside)?;
        let replacement = Self { beside, target, file };
        // The umask has taken away what it takes away.
        replacement.file.set_permissions(PermissionsExt::from_mode(mode))?;
        Ok(replacement)
    }

    /// Writes it all, and puts it in place.
    ///
    /// # Errors
    /// When the disk does not take it: then the old file stays.
    pub(super) fn finish(mut self, content: &str) -> io::Result<()> {
        self.file.write_all(content.as_bytes())?;
        self.file.sync_all()?;
        std::fs::rename(&self.beside, &self.target)?;
        let folder = self.target.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
    }
}

/// Replaces `target` by this text, in a file with this mode.
///
/// # Errors
/// When it cannot be written: then the old file stays.
pub(super) fn whole(target: &Path, text: &str, mode: u32) -> io::Result<()> {
    Replacement::begin(target, mode)?.finish(text)
}

impl Drop for Replacement {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.beside));
    }
}
