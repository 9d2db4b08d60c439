//! `qoo10.seller_key_command`: a shell in a process group of its own, read while it runs, and ended with all that it
//! started.

use std::io::{self, ErrorKind, Read as _};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::time::Instant;

use rustix::fs::{OFlags, fcntl_setfl};
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

use super::App;
use super::key::LONGEST_KEY;
use crate::error::{Error, Exit};

/// A command that has printed so many bytes prints no key, and is not listened to any longer.
const MOST_BYTES: u64 = 1 << 20;

/// What the command prints: all of it, or so much that it is certainly no key.
pub(super) fn output(command: &str, app: &App) -> Result<String, Error> {
    // From here on a signal ends the command too, not only whoever waits for it.
    let interrupt = app.interrupt();
    let (io, timeouts) = (&app.io, &app.io.timeouts);
    let mut shell = Command::new("sh");
    if !io.cwd.as_os_str().is_empty() {
        shell.current_dir(&io.cwd);
    }
    shell.args(["-c", command]).env_clear().envs(io.env.iter()).stdin(Stdio::null()).stdout(Stdio::piped());
    let mut running = Running::start(shell)
        .map_err(|e| failed(format!("cannot be started ({e})"), format!("を開始できません({e})")))?;
    let unread = |e: io::Error| {
        failed(format!("printed something unreadable ({e})"), format!("の出力を読み取れません({e})"))
    };
    let started = Instant::now();
    loop {
        // In this order: what it printed before it ended is there by now.
        let ended = running.ended().map_err(|e| {
            failed(format!("cannot be watched ({e})"), format!("の実行を確認できません({e})"))
        })?;
        running.read().map_err(unread)?;
        let is_done = match ended {
            Some(Ended::Well) => !running.is_open || !running.text.trim_ascii().is_empty(),
            Some(Ended::Badly) => true,
            None => false,
        };
        if is_done || running.bytes > MOST_BYTES {
            break;
        }
        if let Some(signal) = interrupt.signal() {
            return Err(interrupted(signal));
        }
        if started.elapsed() >= timeouts.key_command {
            let seconds = timeouts.key_command.as_secs();
            let en = format!("did not end within {seconds} seconds");
            return Err(failed(en, format!("が{seconds}秒以内に終わりません")));
        }
        std::thread::sleep(timeouts.poll);
    }
    let text = std::mem::take(&mut running.text);
    let is_too_much = running.bytes > MOST_BYTES;
    let status = running
        .end()
        .map_err(|e| failed(format!("cannot be watched ({e})"), format!("の実行を確認できません({e})")))?;
    if !is_too_much && !status.success() {
        return Err(failed(format!("failed ({status})"), format!("が失敗しました({status})")));
    }
    String::from_utf8(text).map_err(|_| unread(ErrorKind::InvalidData.into()))
}

fn failed(en: String, ja: String) -> Error {
    Error::usage((format!("qoo10.seller_key_command {en}"), format!("qoo10.seller_key_command {ja}"))).hint((
        "run it by hand: it should print the key and exit 0",
        "手動で実行してください。キーを出力し、終了コード0で終わる必要があります",
    ))
}

fn interrupted(signal: &str) -> Error {
    let message = (
        format!("interrupted by {signal} while qoo10.seller_key_command was at work"),
        format!("qoo10.seller_key_command の実行中に{signal}で中断されました"),
    );
    Error::new(Exit::Failed, message).hint((
        "run it again when you like: nothing was begun",
        "いつでも再度実行できます。まだ何も始めていません",
    ))
}

/// How a command ended.
enum Ended {
    Well,
    Badly,
}

/// The command at work; nothing of it outlives this.
struct Running {
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

impl Running {
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
    fn ended(&self) -> io::Result<Option<Ended>> {
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        let ended = waitid(WaitId::Pid(Pid::from_child(&self.child)), options)?;
        Ok(ended.map(|status| if status.exit_status() == Some(0) { Ended::Well } else { Ended::Badly }))
    }

    /// Takes what is there. More than a key needs is counted, and not kept.
    fn read(&mut self) -> io::Result<()> {
        let Some(out) = &mut self.out else {
            self.is_open = false;
            return Ok(());
        };
        let mut chunk = [0; 8192];
        while self.is_open && self.bytes <= MOST_BYTES {
            match out.read(&mut chunk) {
                Ok(0) => self.is_open = false,
                Ok(count) => {
                    let kept = (LONGEST_KEY + 1).saturating_sub(self.text.len());
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
    fn end(&mut self) -> io::Result<ExitStatus> {
        // Before its number is given back: a group that is gone already is no failure.
        self.is_over = true;
        let _ = kill_process_group(Pid::from_child(&self.child), Signal::KILL);
        self.child.wait()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !self.is_over {
            let _ = self.end();
        }
    }
}
