//! Files that a command makes anew, never in the place of one that is there unless it was asked to (FIL-6).

use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};

use super::atomic_file::AtomicFile;
use super::context::Context;
use super::output_path::{describe_protected_file, replace_error};
use crate::error::{Exit, Failure, is_stdin};
use crate::vocabulary::msg;

/// Orders on paper are personal data.
const MODE: u32 = 0o600;

/// A place for a file, where nothing stands in its way so far.
#[derive(Debug)]
pub(crate) struct NewFile {
    path: PathBuf,
    /// As it was typed, for people.
    typed: PathBuf,
    /// Whether a file that is there may go.
    replaces: bool,
}

impl NewFile {
    /// Passes a place where nothing is, or with `replaces` a regular file that is none of the shop's own.
    pub(crate) fn check(context: &Context, typed: &Path, replaces: bool) -> Result<Self, Failure> {
        if is_stdin(typed) {
            return Err(replace_error("-", msg!("desk-is_stdout")).with_hint(msg!("desk-name_new_file")));
        }
        let (path, typed) = (context.io.resolve_path(typed), typed.to_owned());
        if let Some(whose) = describe_protected_file(context, &path) {
            return Err(
                replace_error(&typed.display().to_string(), whose).with_hint(msg!("desk-name_new_file"))
            );
        }
        let file = Self { path, typed, replaces };
        // Of a link itself, wherever it leads.
        match file.path.symlink_metadata() {
            Ok(there) => file.check_replaceable(&there).map(|()| file),
            Err(_) => Ok(file),
        }
    }

    fn check_replaceable(&self, there: &Metadata) -> Result<(), Failure> {
        let typed = self.typed.display().to_string();
        if !there.is_file() {
            return Err(replace_error(&typed, msg!("desk-is_no_file")).with_hint(msg!("desk-name_new_file")));
        }
        if self.replaces {
            return Ok(());
        }
        Err(replace_error(&typed, msg!("desk-is_there")).with_hint(msg!("desk-replace_or_name")))
    }

    pub(crate) fn typed(&self) -> &Path {
        &self.typed
    }

    /// Whether both lead to one place.
    pub(crate) fn is_same_place(&self, other: &Self) -> bool {
        self.path == other.path
    }

    /// Writes it all, or nothing.
    pub(crate) fn write(&self, content: &[u8]) -> Result<(), Failure> {
        let written = AtomicFile::create(&self.path, MODE).and_then(|file| match self.replaces {
            true => file.commit_bytes(content),
            false => file.commit_new(content),
        });
        written.map_err(|error| match error.kind() {
            // It came while this command worked.
            io::ErrorKind::AlreadyExists if !self.replaces => {
                replace_error(&self.typed.display().to_string(), msg!("desk-is_there"))
                    .with_hint(msg!("desk-replace_or_name"))
            }
            _ => {
                let message = msg!("desk-file_not_written", file = self.typed.display(), error = &error);
                Failure::with_next(Exit::Failed, message).caused_by(error)
            }
        })
    }
}
