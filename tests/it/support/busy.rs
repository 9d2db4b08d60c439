//! A step that Qoo10 keeps waiting, so that others find the state file locked for exactly as long as a test
//! wants.

use std::process::{Child, Output};
use std::time::Duration;

use super::fake::Gate;
use super::run::Run;
use super::shop::Shop;

/// A process at work, which holds the lock.
pub struct Busy {
    child: Child,
    gate: Gate,
}

impl Shop {
    /// Starts a step as a process; Qoo10 does not answer its next call of `method` before it is released.
    pub fn busy(&self, args: &[&str], method: &'static str) -> Busy {
        self.fake.clear_log();
        let gate = self.fake.hold(method);
        let child = self.spawn(args);
        self.fake.wait_for(method);
        Busy { child, gate }
    }

    /// Runs a command beside a busy step. It has to wait, and ends once the step is released.
    pub fn waits_for(&self, busy: Busy, args: &[&str]) -> (Run, Output) {
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| self.run(args));
            std::thread::sleep(Duration::from_millis(60));
            assert!(!waiting.is_finished(), "{args:?} did not wait");
            let output = busy.release();
            (waiting.join().unwrap(), output)
        })
    }
}

impl Busy {
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Lets Qoo10 answer, and waits for the end.
    pub fn release(self) -> Output {
        drop(self.gate);
        self.child.wait_with_output().unwrap()
    }

    /// `kill -9`, before Qoo10 has answered.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}
