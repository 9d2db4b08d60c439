//! Where a command may put a file: never in the place of one that the shop works with, nor of one that is not
//! of its own kind.

use super::context::Context;
use std::io::Read as _;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::config::{Config, KeySource};
use crate::error::Failure;
use crate::vocabulary::{Message, msg};

/// The only files that a command replaces: those that begin so, in whatever case.
pub(crate) struct FileKind {
    pub(crate) prefix: &'static str,
    /// What another file is, by the id of its words, such as "no web page".
    pub(crate) other: &'static str,
    /// A name for such a file.
    pub(crate) example: &'static str,
}

/// Passes a place where nothing is, an empty file, or one of this kind.
pub(crate) fn check_destination(context: &Context, typed: &Path, kind: &FileKind) -> Result<(), Failure> {
    let to = context.io.resolve_path(typed);
    check_place(typed, &to, kind, describe_protected_file(context, &to))
}

/// The same where it is already known what the file `to` is to a shop, if it is anything to one.
pub(crate) fn check_place(
    typed: &Path,
    to: &Path,
    kind: &FileKind,
    whose: Option<Message>,
) -> Result<(), Failure> {
    let refused = |is: Message| {
        Err(replace_error(&typed.display().to_string(), is)
            .with_hint(msg!("desk-name_other_file", example = kind.example)))
    };
    if let Some(whose) = whose {
        return refused(whose);
    }
    // Reading from a pipe would wait for ever.
    if to.metadata().is_ok_and(|there| !there.is_file()) {
        return refused(msg!("desk-is_no_file"));
    }
    let mut start = Vec::new();
    match std::fs::File::open(to) {
        Ok(there) => drop(there.take(kind.prefix.len() as u64).read_to_end(&mut start)),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
        Err(_) => return refused(msg!("desk-is_unreadable")),
    }
    let is_empty = to.metadata().map_or(true, |there| there.len() == 0);
    match is_empty || start.eq_ignore_ascii_case(kind.prefix.as_bytes()) {
        true => Ok(()),
        false => refused(Message::new(kind.other)),
    }
}

/// The refusal to replace a file, by what it is.
pub(crate) fn replace_error(file: &str, is: Message) -> Failure {
    Failure::usage(msg!("desk-stays", file = file, what = is))
}

/// What a path is to the shop, if it is one of those that the shop works with.
pub(crate) fn describe_protected_file(context: &Context, path: &Path) -> Option<Message> {
    describe_file_of_shop(&context.config_path, &context.config, path)
}

/// The same of a shop by its configuration.
pub(crate) fn describe_file_of_shop(config_path: &Path, config: &Config, path: &Path) -> Option<Message> {
    let mut owned: Vec<(PathBuf, Message)> = vec![(config_path.to_owned(), msg!("desk-is_config"))];
    if let Some(KeySource::File(key)) = &config.qoo10.seller_key {
        owned.push((key.clone(), msg!("desk-is_key_file")));
    }
    let state_files = list_state_files(&config.state.path).into_iter();
    owned.extend(state_files.map(|path| (path, msg!("desk-is_of_state_file"))));
    owned.into_iter().find(|(own, _)| is_same_file(own, path)).map(|(_, what)| what)
}

/// The state file, with what SQLite, the lock and the practice shop keep beside it.
pub(crate) fn list_state_files(state: &Path) -> Vec<PathBuf> {
    let state = resolve_path(state).unwrap_or_else(|| state.to_owned());
    let with = |more: &str| {
        let mut name = state.clone().into_os_string();
        name.push(more);
        PathBuf::from(name)
    };
    ["", "-wal", "-shm", "-journal", ".lock", ".notices.lock", ".sandbox.json", ".sandbox.json.lock"]
        .map(with)
        .into()
}

/// Whether two paths lead to the same file, be it by links, or would if it were there.
fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.metadata(), other.metadata()) {
        (Ok(one), Ok(other)) => (one.dev(), one.ino()) == (other.dev(), other.ino()),
        _ => resolve_path(one).is_some_and(|one| resolve_path(other) == Some(one)),
    }
}

/// The path of a file, that may not exist yet, in a folder that does.
fn resolve_path(path: &Path) -> Option<PathBuf> {
    if let Ok(whole) = path.canonicalize() {
        return Some(whole);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(folder.canonicalize().ok()?.join(path.file_name()?))
}
