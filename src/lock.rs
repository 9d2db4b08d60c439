//! One run at a time on a state file (ALL-1): a lock that the kernel frees when the process dies.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How another run is waited for.
#[derive(Debug, Clone, Copy)]
pub struct LockWait {
    /// How long.
    pub timeout: Duration,
    /// How often the lock is tried meanwhile.
    pub poll_interval: Duration,
}

impl LockWait {
    /// Not at all.
    pub const NONE: Self = Self { timeout: Duration::ZERO, poll_interval: Duration::ZERO };
}

/// Held while this lives.
#[derive(Debug)]
pub struct StateLock {
    _file: File,
}

/// Why there is no lock.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another run holds it.
    #[error("held by another run")]
    Busy,
    /// The wait was broken off.
    #[error("wait given up")]
    Interrupted,
    /// This file, the state file or its lock, does not stand for itself alone.
    #[error("{} is not alone: {:?}", .0.display(), .1)]
    SharedFile(PathBuf, SharedFileError),
    /// The lock file cannot be used.
    #[error("{}", .0.display())]
    Io(PathBuf, #[source] io::Error),
}

/// Why a lock beside a file would not keep others from that file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SharedFileError {
    /// It has so many names.
    HardLinks(u64),
    /// It is mounted by itself, from a place where it has another name.
    Mount,
    /// The lock file is none.
    NotAFile,
}

/// Takes the lock of a state file, waiting for another run to end, or until `gives_up` says so.
///
/// # Errors
/// When another run still holds it, the file has a second name, or the lock file cannot be made.
pub fn acquire_lock(
    state: &Path,
    wait: LockWait,
    gives_up: &dyn Fn() -> bool,
) -> Result<StateLock, LockError> {
    let path = find_lock_path(state);
    let refused = |path: &Path, why| LockError::SharedFile(path.to_owned(), why);
    check_unshared(state).map_err(|why| refused(state, why))?;
    check_unshared(&path).map_err(|why| refused(&path, why))?;
    // Looked at before it is opened: a pipe would keep whoever opens it waiting.
    if path.metadata().is_ok_and(|there| !there.is_file()) {
        return Err(refused(&path, SharedFileError::NotAFile));
    }
    let open = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(&path);
    let file = open.map_err(|e| LockError::Io(path.clone(), e))?;
    restrict_permissions(&file);
    let started = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(StateLock { _file: file }),
            Err(TryLockError::WouldBlock) if gives_up() => return Err(LockError::Interrupted),
            Err(TryLockError::WouldBlock) if started.elapsed() < wait.timeout => {
                std::thread::sleep(wait.poll_interval.min(wait.timeout.saturating_sub(started.elapsed())));
            }
            Err(TryLockError::WouldBlock) => return Err(LockError::Busy),
            Err(TryLockError::Error(e)) => return Err(LockError::Io(path, e)),
        }
    }
}

/// Takes from others what an older file may have let them do; a file that is another user's stays as it is.
fn restrict_permissions(file: &File) {
    if let Ok(mode) = file.metadata().map(|there| there.permissions().mode())
        && mode & 0o077 != 0
    {
        let _ = file.set_permissions(PermissionsExt::from_mode(mode & 0o700));
    }
}

/// Passes a file that can be reached by one name only, as far as the system tells; symbolic links are
/// followed, and are none.
///
/// # Errors
/// Why it can be reached by another.
pub fn check_unshared(path: &Path) -> Result<(), SharedFileError> {
    let Ok(there) = path.metadata() else { return Ok(()) };
    if there.is_file() && there.nlink() > 1 {
        return Err(SharedFileError::HardLinks(there.nlink()));
    }
    let mounts = std::fs::read("/proc/self/mountinfo").unwrap_or_default();
    match path.canonicalize() {
        Ok(whole) if there.is_file() && is_mount(&mounts, whole.as_os_str().as_bytes()) => {
            Err(SharedFileError::Mount)
        }
        _ => Ok(()),
    }
}

/// Whether Linux's list of mounts has this path: the fifth word of a line such as `36 35 98:0 /a.db /srv/a.db
/// rw - ext4 …`, in which blanks, tabs, line feeds and backslashes are `\040`, `\011`, `\012` and `\134`.
fn is_mount(mounts: &[u8], path: &[u8]) -> bool {
    let mut written = Vec::new();
    for byte in path {
        match byte {
            b' ' | b'\t' | b'\n' | b'\\' => written.extend(format!("\\{byte:03o}").bytes()),
            byte => written.push(*byte),
        }
    }
    mounts.split(|byte| *byte == b'\n').any(|line| line.split(|byte| *byte == b' ').nth(4) == Some(&written))
}

/// Where the lock of a state file is: beside the file itself, whatever name or link it is reached by.
pub fn find_lock_path(state: &Path) -> PathBuf {
    let mut path = state.canonicalize().unwrap_or_else(|_| state.to_owned()).into_os_string();
    path.push(".lock");
    path.into()
}

/// The process that holds the lock of a state file, where the system tells.
pub fn find_holder(state: &Path) -> Option<u32> {
    let inode = find_lock_path(state).metadata().ok()?.ino();
    parse_holder(&std::fs::read_to_string("/proc/locks").ok()?, inode)
}

/// Reads a line such as `3: FLOCK  ADVISORY  WRITE 4711 fe:01:1181 0 EOF` of Linux's list of locks.
fn parse_holder(locks: &str, inode: u64) -> Option<u32> {
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
        let first = acquire_lock(&state, LockWait::NONE, &|| false).unwrap();
        assert!(matches!(acquire_lock(&state, LockWait::NONE, &|| false), Err(LockError::Busy)));
        drop(first);
        assert!(acquire_lock(&state, LockWait::NONE, &|| false).is_ok());
    }

    #[test]
    fn links_to_one_file_share_its_lock() {
        let folder = tempfile::tempdir().unwrap();
        let (state, link) = (folder.path().join("shop.db"), folder.path().join("link.db"));
        std::fs::write(&state, "").unwrap();
        std::os::unix::fs::symlink(&state, &link).unwrap();
        let _first = acquire_lock(&state, LockWait::NONE, &|| false).unwrap();
        assert!(matches!(acquire_lock(&link, LockWait::NONE, &|| false), Err(LockError::Busy)));
    }

    #[test]
    fn a_second_name_of_the_file_or_of_its_lock_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let state = at("shop.db");
        std::fs::write(&state, "").unwrap();
        drop(acquire_lock(&state, LockWait::NONE, &|| false).unwrap());
        let refused = |path: &Path| match acquire_lock(path, LockWait::NONE, &|| false) {
            Err(LockError::SharedFile(path, why)) => (path, why),
            other => panic!("{other:?}"),
        };
        std::fs::hard_link(&state, at("second.db")).unwrap();
        for name in ["shop.db", "second.db"] {
            assert_eq!(refused(&at(name)), (at(name), SharedFileError::HardLinks(2)));
        }
        assert!(!at("second.db.lock").exists());
        std::fs::remove_file(at("second.db")).unwrap();
        std::fs::hard_link(find_lock_path(&state), at("second.lock")).unwrap();
        assert_eq!(refused(&state), (find_lock_path(&state), SharedFileError::HardLinks(2)));
        for name in ["second.lock", "shop.db.lock"] {
            std::fs::remove_file(at(name)).unwrap();
        }
        std::fs::create_dir(find_lock_path(&state)).unwrap();
        assert_eq!(refused(&state), (find_lock_path(&state), SharedFileError::NotAFile));
        std::fs::remove_dir(find_lock_path(&state)).unwrap();
        assert!(acquire_lock(&state, LockWait::NONE, &|| false).is_ok());
    }

    #[test]
    fn a_file_that_is_mounted_by_itself_is_read_from_the_list_of_mounts() {
        let mounts = b"22 1 0:21 / / rw - ext4 /dev/vda rw\n\
                       36 22 98:0 /a.db /srv/my\\040shop/a.db rw shared:1 - ext4 /dev/vdb rw\n\
                       37 22 98:0 /srv/b.db /mnt rw - ext4 /srv/c.db rw\n\n1 2 3\n";
        for (path, is_one) in [
            ("/srv/my shop/a.db", true),
            ("/mnt", true),
            ("/srv/my\\040shop/a.db", false),
            ("/a.db", false),
            ("/srv/b.db", false),
            ("/srv/c.db", false),
            ("/srv", false),
            ("", false),
        ] {
            assert_eq!(is_mount(mounts, path.as_bytes()), is_one, "{path}");
        }
    }

    #[test]
    fn a_lock_that_others_could_read_becomes_private() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("shop.db");
        std::fs::write(find_lock_path(&state), "").unwrap();
        std::fs::set_permissions(find_lock_path(&state), PermissionsExt::from_mode(0o666)).unwrap();
        drop(acquire_lock(&state, LockWait::NONE, &|| false).unwrap());
        assert_eq!(find_lock_path(&state).metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn the_holder_is_read_from_the_list_of_locks() {
        let locks = "1: POSIX  ADVISORY  WRITE 10 fe:01:1181 0 EOF\n\
                     2: FLOCK  ADVISORY  WRITE 11 fe:01:11 0 EOF\n\
                     2: -> FLOCK  ADVISORY  WRITE 12 fe:01:1181 0 EOF\n\
                     3: FLOCK  ADVISORY  WRITE 4711 fe:01:1181 0 EOF\n";
        assert_eq!(parse_holder(locks, 1181), Some(4711));
        assert_eq!(
            (parse_holder(locks, 181), parse_holder("", 1181), parse_holder("?\n: FLOCK", 1)),
            (None, None, None)
        );
    }
}
