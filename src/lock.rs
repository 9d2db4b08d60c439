//! One run at a time on a state file (ALL-1): a lock that the kernel frees when the process dies.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How another run is waited for.
#[derive(Debug, Clone, Copy)]
pub struct Wait {
    /// How long.
    pub patience: Duration,
    /// How often the lock is tried meanwhile.
    pub poll: Duration,
}

impl Wait {
    /// Not at all.
    pub const NONE: Self = Self { patience: Duration::ZERO, poll: Duration::ZERO };
}

/// Held while this lives.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Why there is no lock.
#[derive(Debug)]
pub enum Refusal {
    /// Another run holds it.
    Busy,
    /// The wait was broken off.
    GivenUp,
    /// The lock file cannot be used.
    Io(PathBuf, io::Error),
}

/// Takes the lock of a state file, waiting for another run to end, or until `gives_up` says so.
///
/// # Errors
/// When another run still holds it, or the lock file cannot be made.
pub fn take(state: &Path, wait: Wait, gives_up: &dyn Fn() -> bool) -> Result<Lock, Refusal> {
    let path = place(state);
    let open = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(&path);
    let file = open.map_err(|e| Refusal::Io(path.clone(), e))?;
    let started = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) if gives_up() => return Err(Refusal::GivenUp),
            Err(TryLockError::WouldBlock) if started.elapsed() < wait.patience => {
                std::thread::sleep(wait.poll.min(wait.patience.saturating_sub(started.elapsed())));
            }
            Err(TryLockError::WouldBlock) => return Err(Refusal::Busy),
            Err(TryLockError::Error(e)) => return Err(Refusal::Io(path, e)),
        }
    }
}

/// Where the lock of a state file is: beside the file itself, whatever name or link it is reached by.
pub fn place(state: &Path) -> PathBuf {
    let mut path = state.canonicalize().unwrap_or_else(|_| state.to_owned()).into_os_string();
    path.push(".lock");
    path.into()
}

/// The process that holds the lock of a state file, where the system tells.
pub fn holder(state: &Path) -> Option<u32> {
    let inode = place(state).metadata().ok()?.ino();
    holder_of(&std::fs::read_to_string("/proc/locks").ok()?, inode)
}

/// Reads a line such as `3: FLOCK  ADVISORY  WRITE 4711 fe:01:1181 0 EOF` of Linux's list of locks.
fn holder_of(locks: &str, inode: u64) -> Option<u32> {
    locks.lines().find_map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [_, "FLOCK", _, "WRITE", process, place, ..] = words[..] else { return None };
        (place.rsplit(':').next()?.parse() == Ok(inode)).then(|| process.parse().ok())?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_taker_is_refused_until_the_first_lets_go() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("shop.db");
        let first = take(&state, Wait::NONE, &|| false).unwrap();
        assert!(matches!(take(&state, Wait::NONE, &|| false), Err(Refusal::Busy)));
        drop(first);
        assert!(take(&state, Wait::NONE, &|| false).is_ok());
    }

    #[test]
    fn links_to_one_file_share_its_lock() {
        let folder = tempfile::tempdir().unwrap();
        let (state, link) = (folder.path().join("shop.db"), folder.path().join("link.db"));
        std::fs::write(&state, "").unwrap();
        std::os::unix::fs::symlink(&state, &link).unwrap();
        let _first = take(&state, Wait::NONE, &|| false).unwrap();
        assert!(matches!(take(&link, Wait::NONE, &|| false), Err(Refusal::Busy)));
    }

    #[test]
    fn the_holder_is_read_from_the_list_of_locks() {
        let locks = "1: POSIX  ADVISORY  WRITE 10 fe:01:1181 0 EOF\n2: FLOCK  ADVISORY  WRITE 11 fe:01:11 0 EOF\n\
                     2: -> FLOCK  ADVISORY  WRITE 12 fe:01:1181 0 EOF\n3: FLOCK  ADVISORY  WRITE 4711 fe:01:1181 0 EOF\n";
        assert_eq!(holder_of(locks, 1181), Some(4711));
        assert_eq!(
            (holder_of(locks, 181), holder_of("", 1181), holder_of("?\n: FLOCK", 1)),
            (None, None, None)
        );
    }
}
