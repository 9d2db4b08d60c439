//! `qoo10.seller_key_command`: a shell in a process group of its own, read while it runs, and ended with all
//! that it started.

use super::context::Context;
use std::io::{self, ErrorKind, Read as _};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::time::Instant;

use rustix::fs::{OFlags, fcntl_setfl};
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

use crate::error::{Exit, Failure};
use crate::vocabulary::{Message, msg};

/// No key is longer, in bytes.
pub(crate) const MAX_KEY_BYTES: usize = 4096;

/// A command that has printed so many bytes prints no key, and is not listened to any longer.
const MAX_OUTPUT_BYTES: u64 = 1 << 20;

/// What the command prints: all of it, or so much that it is certainly no key.
pub(crate) fn run_key_command(command: &str, context: &Context) -> Result<String, Failure> {
    // From here on a signal ends the command too, not only whoever waits for it.
    let interrupt = context.interrupt();
    let (io, timeouts) = (&context.io, &context.io.timeouts);
    let mut shell = Command::new("sh");
    if !io.cwd.as_os_str().is_empty() {
        shell.current_dir(&io.cwd);
    }
    shell.args(["-c", command]).env_clear().envs(io.env.iter()).stdin(Stdio::null()).stdout(Stdio::piped());
    let mut running = RunningCommand::start(shell)
        .map_err(|e| command_error(msg!("key-command_not_started", error = &e)).caused_by(e))?;
    let unread = |e: io::Error| command_error(msg!("key-command_unreadable", error = &e)).caused_by(e);
    let unwatched = |e: io::Error| command_error(msg!("key-command_not_watched", error = &e)).caused_by(e);
    let started = Instant::now();
    loop {
        // In this order: what it printed before it ended is there by now.
        let ended = running.check_exit().map_err(unwatched)?;
        running.read_output().map_err(unread)?;
        let is_done = match ended {
            Some(CommandExit::Succeeded) => !running.is_open || !running.text.trim_ascii().is_empty(),
            Some(CommandExit::Failed) => true,
            None => false,
        };
        if is_done || running.bytes > MAX_OUTPUT_BYTES {
            break;
        }
        if let Some(signal) = interrupt.signal() {
            return Err(interrupted_error(signal));
        }
        if started.elapsed() >= timeouts.key_command {
            return Err(command_error(msg!(
                "key-command_too_slow",
                seconds = timeouts.key_command.as_secs()
            )));
        }
        std::thread::sleep(timeouts.poll);
    }
    let text = std::mem::take(&mut running.text);
    let is_too_much = running.bytes > MAX_OUTPUT_BYTES;
    let status = running.kill_and_wait().map_err(unwatched)?;
    if !is_too_much && !status.success() {
        return Err(command_error(msg!("key-command_failed", status = status.to_string())));
    }
    String::from_utf8(text).map_err(|_| unread(ErrorKind::InvalidData.into()))
}

fn command_error(message: Message) -> Failure {
    Failure::usage(message).with_hint(msg!("key-command_by_hand"))
}

fn interrupted_error(signal: &str) -> Failure {
    Failure::with_next(Exit::Failed, msg!("key-command_interrupted", signal = signal))
}

/// How a command ended.
enum CommandExit {
    Succeeded,
    Failed,
}

/// The command at work; nothing of it outlives this.
struct RunningCommand {
    child: Child,
    out: Option<ChildStdout>,
    /// The beginning of what it printed.
    text: Vec<u8>,
    /// All that it printed.
    bytes: u64,
    /// Whether anybody could still print.
    is_open: bool,
    /// Whether all of it was ended.
    is_over: bool,
}

impl RunningCommand {
    fn start(mut shell: Command) -> io::Result<Self> {
        let mut child = shell.process_group(0).spawn()?;
        let out = child.stdout.take();
        let running = Self { child, out, text: Vec::new(), bytes: 0, is_open: true, is_over: false };
        if let Some(out) = &running.out {
            fcntl_setfl(out, OFlags::NONBLOCK)?;
        }
        Ok(running)
    }

    /// How it ended, if it did. Its number stays taken, so that nobody else's group can have it.
    fn check_exit(&self) -> io::Result<Option<CommandExit>> {
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        let ended = waitid(WaitId::Pid(Pid::from_child(&self.child)), options)?;
        Ok(ended.map(|status| {
            if status.exit_status() == Some(0) { CommandExit::Succeeded } else { CommandExit::Failed }
        }))
    }

    /// Takes what is there. More than a key needs is counted, and not kept.
    fn read_output(&mut self) -> io::Result<()> {
        let Some(out) = &mut self.out else {
            self.is_open = false;
            return Ok(());
        };
        let mut chunk = [0; 8192];
        while self.is_open && self.bytes <= MAX_OUTPUT_BYTES {
            match out.read(&mut chunk) {
                Ok(0) => self.is_open = false,
                Ok(count) => {
                    let kept = (MAX_KEY_BYTES + 1).saturating_sub(self.text.len());
                    self.text.extend(chunk.iter().take(count.min(kept)));
                    self.bytes += count as u64;
                }
                Err(e) if e.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        Ok(())
    }

    /// Ends what is left of it.
    fn kill_and_wait(&mut self) -> io::Result<ExitStatus> {
        // Before its number is given back: a group that is gone already is no failure.
        self.is_over = true;
        let _ = kill_process_group(Pid::from_child(&self.child), Signal::KILL);
        self.child.wait()
    }
}

impl Drop for RunningCommand {
    fn drop(&mut self) {
        if !self.is_over {
            let _ = self.kill_and_wait();
        }
    }
}
