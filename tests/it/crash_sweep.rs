//! The process dies between any two of its reads and writes, anywhere in a day, and the day is begun again:
//! both
//! sides end like those of an undisturbed day, and nothing was sent twice.
//!
//! A day is run once, undisturbed. SQLite's `-wal` file is kept from being folded into the state file
//! meanwhile, so
//! that its beginnings are the state file after each commit; before each request, Qoo10 is copied. A moment
//! of death
//! is a beginning of the `-wal` with Qoo10 as it then was: before and after each request, after each commit.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use qoo10_bridge::domain::time::{Jst, parse_jst};
use qoo10_bridge::sandbox::World;
use qoo10_bridge::store::Store;

use crate::support::practice::Practice;
use crate::support::tier;
use crate::support::{CONFIRM, SEND};

/// Deaths are tried out by so many threads.
const THREADS: usize = 3;

pub fn morning() -> Jst {
    parse_jst("2026-07-01T10:00:00+09:00").unwrap()
}

/// What buyers do once their orders are imported: as often as one likes.
pub fn buyers_act(shop: &Practice) {
    shop.server.with_world(|world| {
        let _ = world.pay("412345680", morning());
        let _ = world.cancel("412345681", morning());
        let _ = world.request_cancel("412345679", morning());
    });
}

/// What the warehouse counts: as often as one likes.
pub fn restock(shop: &Practice) {
    let state = rusqlite::Connection::open(shop.state()).unwrap();
    let mut statement = state.prepare("SELECT DISTINCT sku FROM listings ORDER BY sku").unwrap();
    let skus: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for (sku, qty) in skus.iter().zip(3..) {
        shop.set_free(sku, qty);
    }
}

/// Every step of a day, and what people do between them; `by_hand` is called before they do.
fn day(shop: &Practice, by_hand: &dyn Fn()) {
    shop.import().1.unwrap();
    by_hand();
    buyers_act(shop);
    shop.sync_status_which_fires().unwrap();
    by_hand();
    shop.ship_everything();
    shop.push_shipments().1.unwrap();
    by_hand();
    restock(shop);
    shop.push_stock().1.unwrap();
    by_hand();
}

/// Every number that was sent arrived once and was taken; every confirmation was taken once.
pub fn nothing_twice(shop: &Practice, when: &str) {
    let mut counts: HashMap<(String, String), (u32, u32)> = HashMap::new();
    shop.server.with_world(|world| {
        for write in world.writes() {
            let count = counts.entry((write.method.clone(), write.target.clone())).or_default();
            count.0 += 1;
            count.1 += u32::from(write.is_accepted());
        }
    });
    let of = |method: &str| {
        let counts = counts.iter().filter(|((name, _), _)| name == method);
        counts.map(|((_, target), count)| (target.clone(), *count)).collect::<Vec<_>>()
    };
    let (sent, confirmed) = (of(SEND), of(CONFIRM));
    assert!(!sent.is_empty() && sent.iter().all(|(_, count)| *count == (1, 1)), "{when}: {sent:?}");
    assert!(confirmed.iter().all(|(_, (_, taken))| *taken <= 1), "{when}: {confirmed:?}");
}

/// What is known of a day when it is over.
#[derive(Default)]
struct Tape {
    wal: PathBuf,
    /// Before each request and each thing done by hand: the length of the `-wal`, and Qoo10.
    moments: Vec<(usize, World)>,
}

impl Tape {
    fn note(&mut self, world: &World) {
        let len = std::fs::metadata(&self.wal).map_or(0, |meta| meta.len());
        self.moments.push((usize::try_from(len).unwrap(), world.clone()));
    }
}

/// A moment at which the process is gone.
struct Death {
    name: String,
    wal: usize,
    world: World,
}

/// The undisturbed day: the state file before it, the whole `-wal`, what both sides were at each moment.
struct Recorded {
    file: Vec<u8>,
    wal: Vec<u8>,
    moments: Vec<(usize, World)>,
    end: String,
}

fn record() -> Recorded {
    let tape = Arc::new(Mutex::new(Tape::default()));
    let own = Arc::clone(&tape);
    let mut shop = Practice::watched(World::from_seed(morning()), morning(), move |world| {
        world.read(|world| own.lock().unwrap().note(world)).unwrap();
        morning()
    });
    shop.max_in_flight = 1;
    shop.map_everything();
    let wal = shop.state().with_extension("db-wal");
    tape.lock().unwrap().wal.clone_from(&wal);
    // Whoever reads the first state keeps every later one in the -wal.
    let reader = rusqlite::Connection::open(shop.state()).unwrap();
    reader.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    reader.execute_batch("BEGIN").unwrap();
    reader.query_row("SELECT count(*) FROM orders", [], |row| row.get::<_, i64>(0)).unwrap();
    let file = std::fs::read(shop.state()).unwrap();
    day(&shop, &|| {
        let world = shop.server.with_world(|world| world.clone());
        tape.lock().unwrap().note(&world);
    });
    nothing_twice(&shop, "undisturbed");
    assert!(std::fs::read(shop.state()).unwrap() == file, "the reader keeps the file as it was");
    let end = shop.both_sides();
    let moments = std::mem::take(&mut tape.lock().unwrap().moments);
    Recorded { file, wal: std::fs::read(wal).unwrap(), moments, end }
}

/// Where the commits of a `-wal` end; 0 stands for none (sqlite.org/fileformat.html, section 4).
fn commits(wal: &[u8]) -> Vec<usize> {
    const HEADER: usize = 32;
    const FRAME_HEADER: usize = 24;
    let number = |at: usize| u32::from_be_bytes(wal[at..at + 4].try_into().unwrap());
    let frame = FRAME_HEADER + number(8) as usize;
    let ends = (HEADER..wal.len()).step_by(frame).filter(|at| number(at + 4) > 0).map(|at| at + frame);
    std::iter::once(0).chain(ends).collect()
}

/// All moments of death that differ.
fn deaths(day: &Recorded) -> Vec<Death> {
    let commits = commits(&day.wal);
    let (mut seen, mut deaths) = (HashSet::new(), Vec::new());
    let mut die = |name: String, wal: usize, world: &World| {
        if seen.insert((wal, serde_json::to_string(world).unwrap())) {
            deaths.push(Death { name, wal, world: world.clone() });
        }
    };
    for commit in commits.iter().filter(|commit| **commit <= day.moments[0].0) {
        die(format!("commit {commit} before the first request"), *commit, &day.moments[0].1);
    }
    for (n, two) in day.moments.windows(2).enumerate() {
        let [(from, before), (to, after)] = two else { unreachable!() };
        let last = commits.iter().copied().rfind(|commit| commit <= from).unwrap();
        die(format!("before request {n}"), last, before);
        die(format!("after the answer to request {n}"), last, after);
        for commit in commits.iter().filter(|commit| *from < **commit && **commit <= *to) {
            die(format!("commit {commit} after request {n}"), *commit, after);
        }
    }
    deaths
}

/// What is found after a death, begun again.
fn restarted(day: &Recorded, death: &Death) -> Practice {
    let mut shop = Practice::of(death.world.clone(), morning());
    shop.max_in_flight = 1;
    shop.a_minute_later();
    std::fs::write(shop.state(), &day.file).unwrap();
    if death.wal > 0 {
        std::fs::write(shop.state().with_extension("db-wal"), &day.wal[..death.wal]).unwrap();
    }
    drop(Store::open(&shop.state()).unwrap());
    shop
}

#[test]
fn a_death_at_any_moment_of_a_day_ends_like_an_undisturbed_day() {
    let recorded = record();
    let deaths = deaths(&recorded);
    assert!(recorded.moments.len() > 30 && deaths.len() > 50, "{} deaths", deaths.len());
    let deaths: Vec<&Death> = tier::sampled(&deaths, 1, 4).collect();
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Some(death) = deaths.get(next.fetch_add(1, Ordering::SeqCst)) {
                    let shop = restarted(&recorded, death);
                    day(&shop, &|| ());
                    assert_eq!(shop.both_sides(), recorded.end, "{}", death.name);
                    nothing_twice(&shop, &death.name);
                    let told = shop.server.with_world(|world| world.writes().len());
                    day(&shop, &|| ());
                    assert_eq!(shop.both_sides(), recorded.end, "{}: another day", death.name);
                    nothing_twice(&shop, &death.name);
                    let refused = |world: &mut World| {
                        world.writes()[told..].iter().filter(|write| write.is_accepted()).count()
                    };
                    assert_eq!(shop.server.with_world(refused), 0, "{}: another day sends", death.name);
                }
            });
        }
    });
}
