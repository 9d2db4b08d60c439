//! Where a world is kept: a JSON file beside the state file, shared by several processes; or memory only.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Read, Seek, SeekFrom, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use super::error::Error;
use super::world::World;
use crate::domain::time::Jst;
use crate::vocabulary::msg;

/// A world and the place where it is kept. Clones share it.
///
/// The lock file beside the world file is held during each access, so that no process loses another's change.
/// It holds a counter that grows with every change: equal counter and equal file, and the world in memory is
/// the newest.
#[derive(Debug, Clone)]
pub struct WorldFile {
    loaded: Arc<Mutex<LoadedWorld>>,
}

#[derive(Debug)]
struct LoadedWorld {
    world: World,
    file: Option<TrackedFile>,
}

#[derive(Debug)]
struct TrackedFile {
    path: PathBuf,
    /// What the file was when the world was read from it or written to it; none: read it again.
    known: Option<FileStamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct FileStamp {
    counter: u64,
    len: u64,
    modified: Option<SystemTime>,
}

impl WorldFile {
    /// The world of a file; a file that does not exist is made with the seed shop of that moment.
    pub fn open(path: &Path, seed_if_missing: Jst) -> Result<Self, Error> {
        let place = TrackedFile { path: path.to_owned(), known: None };
        let mut lock = place.lock()?;
        if !path.exists() {
            write_world(path, &World::from_seed(seed_if_missing))?;
        }
        let world = read_world(path)?;
        let known = Some(place.read_stamp(&mut lock)?);
        Ok(Self::new(world, Some(TrackedFile { known, ..place })))
    }

    /// The same, but nothing is ever written: changes stay in memory. For dry runs.
    pub fn open_copy(path: &Path, seed_if_missing: Jst) -> Result<Self, Error> {
        let world = if path.exists() { read_world(path)? } else { World::from_seed(seed_if_missing) };
        Ok(Self::in_memory(world))
    }

    /// A world of its own, kept nowhere.
    pub fn in_memory(world: World) -> Self {
        Self::new(world, None)
    }

    fn new(world: World, place: Option<TrackedFile>) -> Self {
        Self { loaded: Arc::new(Mutex::new(LoadedWorld { world, file: place })) }
    }

    /// Makes the file new, whatever it held.
    pub fn reset(path: &Path, world: &World) -> Result<(), Error> {
        let place = TrackedFile { path: path.to_owned(), known: None };
        let mut lock = place.lock()?;
        place.increment_counter(&mut lock)?;
        write_world(path, world)
    }

    pub fn read<R>(&self, look: impl FnOnce(&World) -> R) -> Result<R, Error> {
        let mut held = self.lock_world();
        held.refresh()?;
        Ok(look(&held.world))
    }

    /// Changes the newest world and keeps it, before anybody else can.
    pub fn change<R>(&self, change: impl FnOnce(&mut World) -> R) -> Result<R, Error> {
        let mut held = self.lock_world();
        let lock = held.refresh()?;
        let result = change(&mut held.world);
        held.save(lock)?;
        Ok(result)
    }

    /// The same for changes that may be refused: a refused one is not kept.
    pub fn try_change<R>(&self, change: impl FnOnce(&mut World) -> Result<R, Error>) -> Result<R, Error> {
        let mut held = self.lock_world();
        let lock = held.refresh()?;
        let mut world = held.world.clone();
        let result = change(&mut world)?;
        held.world = world;
        held.save(lock)?;
        Ok(result)
    }

    fn lock_world(&self) -> MutexGuard<'_, LoadedWorld> {
        self.loaded.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl LoadedWorld {
    /// Takes the lock and reads the file if it is not what it was. The lock lasts as long as its file is
    /// open.
    fn refresh(&mut self) -> Result<Option<File>, Error> {
        let Some(place) = &mut self.file else { return Ok(None) };
        let mut lock = place.lock()?;
        let now = place.read_stamp(&mut lock)?;
        if place.known != Some(now) {
            place.known = None;
            self.world = read_world(&place.path)?;
            place.known = Some(now);
        }
        Ok(Some(lock))
    }

    /// Writes the world. The counter goes first: a death in between makes others read once too often, never
    /// too seldom.
    fn save(&mut self, lock: Option<File>) -> Result<(), Error> {
        let (Some(place), Some(mut lock)) = (&mut self.file, lock) else { return Ok(()) };
        place.known = None;
        place.increment_counter(&mut lock)?;
        write_world(&place.path, &self.world)?;
        place.known = Some(place.read_stamp(&mut lock)?);
        Ok(())
    }
}

impl TrackedFile {
    fn lock(&self) -> Result<File, Error> {
        let path = append_suffix(&self.path, "lock");
        let doing = || msg!("sandbox-lock", file = path.display());
        let mut open = OpenOptions::new();
        open.read(true).write(true).create(true).truncate(false).mode(PRIVATE_MODE);
        let file = open.open(&path).map_err(|e| Error::io(doing(), e))?;
        // One that was made before with other rights; another user's stays as it is.
        let _ = file.set_permissions(Permissions::from_mode(PRIVATE_MODE));
        file.lock().map_err(|e| Error::io(doing(), e))?;
        Ok(file)
    }

    fn read_stamp(&self, lock: &mut File) -> Result<FileStamp, Error> {
        let mut read = || -> io::Result<FileStamp> {
            let (counter, meta) = (read_counter(lock)?, fs::metadata(&self.path)?);
            Ok(FileStamp { counter, len: meta.len(), modified: meta.modified().ok() })
        };
        read().map_err(|e| Error::io(msg!("sandbox-look", file = self.path.display()), e))
    }

    /// Also called when there is no world file yet.
    fn increment_counter(&self, lock: &mut File) -> Result<(), Error> {
        let mut count = || -> io::Result<()> {
            let next = read_counter(lock)?.wrapping_add(1);
            lock.seek(SeekFrom::Start(0))?;
            lock.set_len(0)?;
            lock.write_all(next.to_string().as_bytes())
        };
        count().map_err(|e| Error::io(msg!("sandbox-count", file = self.path.display()), e))
    }
}

fn read_counter(lock: &mut File) -> io::Result<u64> {
    let mut text = String::new();
    lock.seek(SeekFrom::Start(0))?;
    lock.read_to_string(&mut text)?;
    Ok(text.trim().parse().unwrap_or(0))
}

fn read_world(path: &Path) -> Result<World, Error> {
    let text = fs::read(path).map_err(|e| Error::io(msg!("sandbox-read", file = path.display()), e))?;
    let damaged = |e: serde_json::Error| msg!("sandbox-damaged", file = path.display(), why = e.to_string());
    serde_json::from_slice(&text).map_err(|e| Error::failed(damaged(e)))
}

fn write_world(path: &Path, world: &World) -> Result<(), Error> {
    let doing = || msg!("sandbox-write", file = path.display());
    let text = serde_json::to_vec(world).map_err(|e| Error::io(doing(), e.into()))?;
    let temp = append_suffix(path, "tmp");
    let write = || -> io::Result<()> {
        let mut file =
            OpenOptions::new().write(true).create(true).truncate(true).mode(PRIVATE_MODE).open(&temp)?;
        file.set_permissions(Permissions::from_mode(PRIVATE_MODE))?;
        file.write_all(&text)?;
        fs::rename(&temp, path)
    };
    write().map_err(|e| Error::io(doing(), e))
}

/// The practice shop is told by the same rules as a real one: its files are its owner's alone.
const PRIVATE_MODE: u32 = 0o600;

fn append_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_jst;
    use crate::text::localize;
    use crate::vocabulary::Lang;

    fn now() -> Jst {
        parse_jst("2026-07-01T10:00:00+09:00").unwrap()
    }

    fn count(file: &WorldFile) -> u32 {
        file.read(|world| world.key_requests).unwrap()
    }

    #[test]
    fn two_holders_never_lose_each_others_changes() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("shop.json");
        let holders = [WorldFile::open(&path, now()).unwrap(), WorldFile::open(&path, now()).unwrap()];
        std::thread::scope(|scope| {
            for holder in &holders {
                scope.spawn(move || {
                    for _ in 0..20 {
                        holder.change(|world| world.key_requests += 1).unwrap();
                    }
                });
            }
        });
        assert_eq!(holders.each_ref().map(count), [40, 40]);
        assert_eq!(count(&WorldFile::open(&path, now()).unwrap()), 40);
    }

    #[test]
    fn reading_writes_nothing_and_a_refused_change_is_not_kept() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("shop.json");
        let file = WorldFile::open(&path, now()).unwrap();
        let before = fs::metadata(&path).unwrap().modified().unwrap();
        assert_eq!(count(&file), 0);
        let refused = file.try_change(|world| {
            world.key_requests += 1;
            Err::<(), _>(Error::usage(msg!("sandbox-nothing_to_sell")))
        });
        assert!(refused.is_err());
        assert_eq!(count(&file), 0);
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
    }

    #[test]
    fn a_dry_look_leaves_no_file_behind() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("shop.json");
        let dry = WorldFile::open_copy(&path, now()).unwrap();
        dry.change(|world| world.key_requests += 1).unwrap();
        assert_eq!(count(&dry), 1);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
        WorldFile::open(&path, now()).unwrap();
        let dry = WorldFile::open_copy(&path, now()).unwrap();
        dry.change(|world| world.key_requests += 5).unwrap();
        assert_eq!(count(&WorldFile::open(&path, now()).unwrap()), 0);
    }

    #[test]
    fn a_damaged_file_is_named_and_reset_repairs_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("shop.json");
        fs::write(&path, "{").unwrap();
        let error = localize(WorldFile::open(&path, now()).unwrap_err().message(), Lang::En);
        assert!(error.contains("shop.json") && error.contains("sandbox reset"), "{error}");
        WorldFile::reset(&path, &World::empty()).unwrap();
        assert!(WorldFile::open(&path, now()).unwrap().read(|world| world.items.is_empty()).unwrap());
    }
}
