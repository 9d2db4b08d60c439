//! A terminal of its own for a command: what a person types and sees.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, Winsize, tcgetattr, tcsetwinsize};

/// A command at work on a terminal, and all that stood there so far.
pub struct Terminal {
    keyboard: File,
    shown: Receiver<Vec<u8>>,
    child: Child,
    seen: String,
}

impl Terminal {
    /// Runs a command on a terminal that is its controlling one, and does not say how wide it is.
    pub fn run(command: &Command) -> Self {
        Self::of_width(command, 0)
    }

    /// The same on a terminal of so many columns.
    pub fn of_width(command: &Command, columns: u16) -> Self {
        let screen = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&screen).unwrap();
        unlockpt(&screen).unwrap();
        let name = ptsname(&screen, Vec::new()).unwrap().into_string().unwrap();
        let line = OpenOptions::new().read(true).write(true).open(name).unwrap();
        tcsetwinsize(&line, Winsize { ws_row: 40, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
        let mut session = Command::new("setsid");
        session.args(["--ctty", "--wait"]).arg(command.get_program()).args(command.get_args()).env_clear();
        for (key, value) in command.get_envs() {
            session.envs(value.map(|value| (key, value)));
        }
        session.current_dir(command.get_current_dir().unwrap());
        session.stdin(Stdio::from(line.try_clone().unwrap()));
        session.stdout(Stdio::from(line.try_clone().unwrap())).stderr(Stdio::from(line));
        let child = session.spawn().unwrap();
        drop(session);
        let mut screen = File::from(screen);
        let keyboard = screen.try_clone().unwrap();
        let (send, shown) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            // At the end of the command reading fails.
            while let Ok(count @ 1..) = screen.read(&mut bytes) {
                drop(send.send(bytes[..count].to_vec()));
            }
        });
        Self { keyboard, shown, child, seen: String::new() }
    }

    /// Waits until this stands there.
    pub fn wait_for(&mut self, text: &str) {
        while !self.seen.contains(text) {
            let more = self.shown.recv_timeout(Duration::from_secs(20));
            let more = more.unwrap_or_else(|e| panic!("{text:?} never came ({e}): {:?}", self.seen));
            self.seen += &String::from_utf8_lossy(&more);
        }
    }

    /// Waits until what is typed is shown, or is not.
    pub fn wait_for_echo(&self, wanted: bool) {
        let patience = Instant::now() + Duration::from_secs(20);
        while tcgetattr(&self.keyboard).unwrap().local_modes.contains(LocalModes::ECHO) != wanted {
            assert!(Instant::now() < patience, "the terminal never became {wanted}: {:?}", self.seen);
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Types a line.
    pub fn type_line(&mut self, line: &str) {
        self.type_text(&format!("{line}\n"));
    }

    /// Types just this.
    pub fn type_text(&mut self, text: &str) {
        self.keyboard.write_all(text.as_bytes()).unwrap();
    }

    /// Sends a signal to the command, which setsid started as its only child.
    pub fn signal(&self, name: &str) {
        let parent = self.child.id();
        let children = std::fs::read_to_string(format!("/proc/{parent}/task/{parent}/children")).unwrap();
        // A session leader of its own starts nobody.
        let to = children.split_whitespace().next().map_or(parent.to_string(), str::to_owned);
        let status = Command::new("/bin/sh").args(["-c", &format!("kill -s {name} {to}")]).status().unwrap();
        assert!(status.success());
    }

    /// All that stood there until the command ended with this exit code.
    pub fn end(mut self, code: i32) -> String {
        let ended = self.child.wait().unwrap();
        for more in self.shown.iter() {
            self.seen += &String::from_utf8_lossy(&more);
        }
        assert_eq!(ended.code(), Some(code), "{:?}", self.seen);
        self.seen
    }
}
