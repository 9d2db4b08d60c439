//! The built command is killed (`kill -9`) while Qoo10 holds one of its requests, anywhere in a day, and the
//! day is
//! begun again: both sides end like those of an undisturbed day, and nothing was sent twice.

use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use qoo10_bridge::sandbox::{FaultKind, SELLER_KEY, World};

use crate::crash_sweep::{buyers_act, morning, nothing_twice, restock};
use crate::support::practice::Practice;
use crate::support::side_by_side;
use crate::support::tier;

/// Days with a death: that many, evenly over the requests of a day.
const DEATHS: usize = 12;

/// Holds the request with a number until it is opened.
#[derive(Default)]
struct Gate {
    state: Mutex<Held>,
    changed: Condvar,
}

#[derive(Default)]
struct Held {
    seen: usize,
    hold: usize,
    is_open: bool,
}

impl Gate {
    fn pass(&self) {
        let mut state = self.state.lock().unwrap();
        state.seen += 1;
        if state.seen == state.hold {
            self.changed.notify_all();
            drop(self.changed.wait_while(state, |state| !state.is_open).unwrap());
        }
    }

    /// Whether the request has come; waits a moment for it.
    fn holds(&self) -> bool {
        let state = self.state.lock().unwrap();
        let away = |state: &mut Held| state.seen < state.hold || state.is_open;
        let (state, _) = self.changed.wait_timeout_while(state, Duration::from_millis(5), away).unwrap();
        state.seen >= state.hold && !state.is_open
    }

    fn open(&self) {
        self.state.lock().unwrap().is_open = true;
        self.changed.notify_all();
    }
}

/// A practice shop, the gate before its Qoo10, and the command's configuration.
struct Killing {
    shop: Practice,
    gate: Arc<Gate>,
}

impl Killing {
    fn at_request(hold: usize) -> Self {
        let gate = Arc::new(Gate::default());
        gate.state.lock().unwrap().hold = hold;
        let own = Arc::clone(&gate);
        let shop = Practice::watched(World::from_seed(morning()), morning(), move |_| {
            own.pass();
            morning()
        });
        shop.map_everything();
        let config = format!(
            "[shop]\nname = \"demo\"\n[qoo10]\nendpoint = {:?}\nseller_key_env = \"TEST_KEY\"\nrequests_per_second = 1000\n\
             max_in_flight = 1\n[sync_status]\ntrigger_schedule_date = true\n[state]\npath = \"shop.db\"\n",
            shop.server.base_url(),
        );
        std::fs::write(shop.state().with_extension("toml"), config).unwrap();
        Self { shop, gate }
    }

    fn start(&self, step: &str) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qoo10-bridge"));
        command.env_clear().env("TEST_KEY", SELLER_KEY).arg("--config");
        command.arg(self.shop.state().with_extension("toml"));
        command.args(["--now", "2026-07-01T10:00:00+09:00", "--quiet", step]).stdin(Stdio::null());
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// Runs a step; false: it was killed at the gate.
    fn step(&self, step: &str, is_lost: bool) -> bool {
        let mut child = self.start(step);
        loop {
            if let Some(status) = child.try_wait().unwrap() {
                // 3: the seed shop has a cart that cannot be imported, items without a usable code, a
                // cancellation.
                assert!(matches!(status.code(), Some(0 | 3)), "{step}: {status}");
                return true;
            }
            if self.gate.holds() {
                child.kill().unwrap();
                child.wait().unwrap();
                self.let_through(is_lost);
                return false;
            }
        }
    }

    /// The request goes on without its sender, or never arrives; nobody looks on before Qoo10 is done with
    /// it.
    fn let_through(&self, is_lost: bool) {
        if is_lost {
            self.shop.server.with_world(|world| world.faults.add("*", FaultKind::LostRequest, 0, 1));
        }
        self.gate.open();
        let hold = self.gate.state.lock().unwrap().hold;
        while self.shop.server.requests().len() < hold {
            std::thread::yield_now();
        }
    }

    /// The clock of both days stands still: what was under way is made so much older instead.
    fn two_minutes_pass(&self) {
        let state = rusqlite::Connection::open(self.shop.state()).unwrap();
        let sql = "UPDATE journal SET at = '2026-07-01T09:58:00+09:00' WHERE outcome IS NULL";
        state.execute(sql, []).unwrap();
    }

    /// A day, up to its end or to the death.
    fn day(&self, is_lost: bool) -> bool {
        let step = |name: &str| self.step(name, is_lost);
        step("import")
            && {
                buyers_act(&self.shop);
                step("sync-status")
            }
            && {
                self.shop.ship_everything();
                step("push-shipments")
            }
            && {
                restock(&self.shop);
                step("push-stock")
            }
    }
}

#[test]
fn killed_while_qoo10_holds_a_request_the_next_day_ends_like_an_undisturbed_one() {
    let undisturbed = Killing::at_request(usize::MAX);
    assert!(undisturbed.day(false));
    nothing_twice(&undisturbed.shop, "undisturbed");
    let (end, requests) = (undisturbed.shop.both_sides(), undisturbed.shop.server.requests().len());
    assert!(requests > 30, "{requests}");
    let moments = (0..DEATHS).map(|n| (1 + n * (requests - 1) / (DEATHS - 1), n % 2 == 0));
    // The writes whatever their place.
    let received = undisturbed.shop.server.requests();
    let writes =
        received.iter().enumerate().filter(|(_, r)| r.method.contains("Set") || r.method.contains("Edit"));
    let writes: Vec<usize> = writes.map(|(n, _)| n + 1).collect();
    let writes = writes.into_iter().take(4).flat_map(|n| [(n, false), (n, true)]);
    let mut moments: Vec<(usize, bool)> = moments.chain(writes).collect();
    moments.sort_unstable();
    moments.dedup();
    let moments: Vec<(usize, bool)> = tier::sampled(moments, 2, 3).collect();
    side_by_side(moments.chunks(moments.len().div_ceil(3)), |moments| {
        for (hold, is_lost) in moments {
            let killing = Killing::at_request(*hold);
            let when = format!("killed at request {hold}, lost: {is_lost}");
            assert!(!killing.day(*is_lost), "{when}: it lived");
            killing.shop.server.with_world(|world| world.faults.clear());
            killing.two_minutes_pass();
            assert!(killing.day(false), "{when}: it died again");
            assert_eq!(killing.shop.both_sides(), end, "{when}");
            nothing_twice(&killing.shop, &when);
        }
    });
}
