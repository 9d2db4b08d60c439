//! The seller key, from where the configuration says.

use super::context::Context;
use super::key_command::{self, MAX_KEY_BYTES};
use std::ffi::OsStr;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use crate::config::KeySource;
use crate::error::Failure;
use crate::vocabulary::{Message, msg};

/// Reads the key: the first line that is not blank. It never stands in an error.
pub(crate) fn read_seller_key(source: &KeySource, context: &Context) -> Result<String, Failure> {
    let text = match source {
        KeySource::Env(name) => context
            .io
            .env
            .get(OsStr::new(name))
            .map(|value| value.to_string_lossy().into_owned())
            .ok_or_else(|| {
                Failure::usage_with_next(msg!("key-variable_not_set", place = describe_source(source)))
            })?,
        KeySource::File(path) => read_key_file(source, path)?,
        KeySource::Command(command) => key_command::run_key_command(command, context)?,
    };
    // Editors put a mark at the beginning, and lines where nobody sees them.
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    let key = lines.into_iter().find(|line| !line.is_empty()).unwrap_or_default();
    let is_too_long = text.len() > MAX_KEY_BYTES;
    if is_too_long || key.is_empty() || !key.bytes().all(|b| b.is_ascii_graphic()) {
        let place = describe_source(source);
        let message = match (is_too_long, key.is_empty()) {
            (true, _) => msg!("key-too_long", place = place),
            (_, true) => msg!("key-empty", place = place),
            _ => msg!("key-odd_characters", place = place),
        };
        return Err(Failure::usage(message).with_hint(msg!("key-nothing_else")));
    }
    Ok(key.to_owned())
}

/// What people are told of where the key comes from. What stands there may be the key itself, typed in the
/// wrong place: it is shown only where it is plainly a name.
pub(crate) fn describe_source(source: &KeySource) -> Message {
    match source {
        KeySource::Env(name) if is_variable_name(name) => msg!("key-variable", name = name),
        KeySource::Env(_) => msg!("key-some_variable"),
        KeySource::File(path) if is_file_name(path) => msg!("key-file", file = path.display()),
        KeySource::File(_) => msg!("key-some_file"),
        KeySource::Command(_) => msg!("key-output_of_command"),
    }
}

/// Whether a text is a variable's name as such names are usually written, and as no key is.
fn is_variable_name(name: &str) -> bool {
    const MAX_NAME_BYTES: usize = 40;
    name.len() <= MAX_NAME_BYTES
        && name.starts_with(|c: char| c.is_ascii_uppercase() || c == '_')
        && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}

/// Whether a path leads somewhere, or has names as no key is where it ceases to.
fn is_file_name(path: &Path) -> bool {
    let missing =
        path.ancestors().take_while(|part| !part.as_os_str().is_empty() && part.symlink_metadata().is_err());
    missing
        .into_iter()
        .all(|part| is_plain_name(part.file_name().and_then(OsStr::to_str).unwrap_or_default()))
}

/// Whether a name is made of small letters, or has an extension that is.
fn is_plain_name(name: &str) -> bool {
    const MAX_EXTENSION_BYTES: usize = 5;
    let is_small = |text: &str| text.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'-' | b'_'));
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    let has_extension = extension.is_some_and(|it| is_small(it) && it.len() <= MAX_EXTENSION_BYTES);
    !name.contains(['+', '=']) && (has_extension || is_small(name))
}

/// Who may do what with a file.
#[derive(Debug, Clone, Copy)]
struct FileRights {
    mode: u32,
    owner: u32,
    group: u32,
}

/// As whom this process opens files.
#[derive(Debug, Clone)]
struct ProcessIds {
    user: u32,
    /// Its own group, and those that it is in besides.
    groups: Vec<u32>,
}

impl ProcessIds {
    fn read() -> Self {
        let own = rustix::process::getegid();
        // Where the system does not say, there are none: the rule is then the stricter one.
        let more = rustix::process::getgroups().unwrap_or_default();
        let groups = [own].into_iter().chain(more).map(|group| group.as_raw()).collect();
        Self { user: rustix::process::geteuid().as_raw(), groups }
    }
}

/// Whether a key file is kept from others: nobody but its owner may do anything with it; or root owns it,
/// this process is not root's, and a group that the process is in may read it and no more. So Kubernetes
/// mounts a Secret under `fsGroup`, and so root gives a service a key that it may read and not change.
fn is_private(file: FileRights, process: &ProcessIds) -> bool {
    const ROOT: u32 = 0;
    let (of_group, of_others) = (file.mode & 0o070, file.mode & 0o007);
    let is_given_by_root = of_group == 0o040
        && file.owner == ROOT
        && process.user != ROOT
        && process.groups.contains(&file.group);
    of_others == 0 && (of_group == 0 || is_given_by_root)
}

fn read_key_file(source: &KeySource, path: &Path) -> Result<String, Failure> {
    let file = path.display();
    let cannot = |e: std::io::Error| {
        let message = msg!("key-file_unreadable", place = describe_source(source), error = &e);
        Failure::usage_with_next(message).caused_by(e)
    };
    // Looked at before it is opened: a pipe would keep whoever opens it waiting.
    if !std::fs::metadata(path).map_err(cannot)?.is_file() {
        return Err(Failure::usage_with_next(msg!("key-file_is_none", file = file)));
    }
    let mut opened = std::fs::File::open(path).map_err(cannot)?;
    let opened_as = opened.metadata().map_err(cannot)?;
    let rights = FileRights { mode: opened_as.mode(), owner: opened_as.uid(), group: opened_as.gid() };
    if !is_private(rights, &ProcessIds::read()) {
        return Err(Failure::usage_with_next(msg!("key-file_open_to_others", file = file)));
    }
    let mut text = String::new();
    opened.by_ref().take(MAX_KEY_BYTES as u64 + 1).read_to_string(&mut text).map_err(cannot)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::localize;
    use crate::vocabulary::Lang;

    #[test]
    fn a_key_file_may_be_read_by_its_owner_or_by_the_group_that_root_gave_it_to() {
        const US: u32 = 10_001;
        for (mode, owner, group, user, is_accepted) in [
            // Its owner's alone.
            (0o600, US, US, US, true),
            (0o400, 0, 0, 0, true),
            (0o700, US, US, US, true),
            // A Secret's volume under fsGroup, as files of root.
            (0o440, 0, US, US, true),
            (0o640, 0, 20_000, US, true),
            (0o100_440, 0, US, US, true),
            // A group that the process is not in; and which the process is in, but not by root's hand.
            (0o440, 0, 30_000, US, false),
            (0o440, US, US, US, false),
            (0o640, 30_000, US, US, false),
            // Root needs no group to read it: somebody else is meant.
            (0o440, 0, 0, 0, false),
            // More than reading.
            (0o660, 0, US, US, false),
            (0o450, 0, US, US, false),
            (0o460, 0, US, US, false),
            // Everybody.
            (0o444, 0, US, US, false),
            (0o644, US, US, US, false),
            (0o441, 0, US, US, false),
            (0o604, US, US, US, false),
        ] {
            let process = ProcessIds { user, groups: vec![user, 20_000] };
            let file = FileRights { mode, owner, group };
            assert_eq!(is_private(file, &process), is_accepted, "{mode:o} {owner}:{group} as {user}");
        }
    }

    #[test]
    fn what_may_be_a_key_is_not_shown_as_a_name() {
        for (source, word) in [
            (KeySource::Env("QOO10_KEY".into()), "QOO10_KEY"),
            (KeySource::Env("K2".into()), "K2"),
            (KeySource::Env("Qoo10Key".into()), ""),
            (KeySource::Env("S5bTESTkey+O/9Zq=".into()), ""),
            (KeySource::Env("A".repeat(41)), ""),
            (KeySource::File("/nowhere/at/all/seller.key".into()), "/nowhere/at/all/seller.key"),
            (KeySource::File("/nowhere/seller-key".into()), "/nowhere/seller-key"),
            (KeySource::File("/etc/passwd".into()), "/etc/passwd"),
            (KeySource::File("/tmp/S5bTESTkey_9Zq".into()), ""),
            (KeySource::File("/tmp/S5bTESTkey+O/9Zq/ab".into()), ""),
            (KeySource::File("/tmp/S5bTEST=key.txt".into()), ""),
            (KeySource::File("/tmp/ey.S5bTESTkey".into()), ""),
        ] {
            let [en, ja] = [Lang::En, Lang::Ja].map(|lang| localize(&describe_source(&source), lang));
            let is_shown = |text: &str| match word {
                "" => !text.contains("S5b") && !text.contains("AAA") && !text.contains("Qoo10Key"),
                word => text.contains(word),
            };
            assert!(is_shown(&en) && is_shown(&ja), "{source:?}: {en} {ja}");
        }
    }
}
