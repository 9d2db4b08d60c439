//! Questions to whoever sits at the terminal; without one, lines of stdin.

use super::context::Context;
use std::fs::File;
use std::io::{self, BufRead, Read};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;

use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

use super::io::Input;
use super::terminal::Output;
use crate::error::{Exit, Failure};
use crate::text::localize;
use crate::vocabulary::{Lang, Message, msg};

const MAX_LINE_BYTES: u64 = 4096;

/// What lets the shop's owner in. It is asked for, never an argument, and nothing shows or keeps it.
pub(crate) struct Login {
    pub(crate) api_key: String,
    pub(crate) user: String,
    pub(crate) password: String,
}

/// Asks for all three. A signal ends that, and leaves the terminal as it was.
pub(crate) fn prompt_login(context: &Context) -> Result<Login, Failure> {
    let interrupt = context.interrupt();
    let stdin = context.io.stdin.clone();
    let terminal = if stdin.is_terminal() {
        Some(Terminal::open_tty().map_err(|e| unreadable_error(&api_key_question(), e))?)
    } else {
        None
    };
    let (output, lang) = (context.output.clone(), context.lang);
    let (send, answered) = channel();
    // Reading cannot be broken off, so somebody else waits for the line.
    let mut answers = LoginPrompt { output, lang, stdin };
    let mut aside = answers.clone();
    if thread::Builder::new().spawn(move || drop(send.send(aside.read_login()))).is_err() {
        return answers.read_login();
    }
    loop {
        let answer = answered.recv_timeout(context.io.timeouts.poll);
        if let Some(signal) = interrupt.signal() {
            if let Some(terminal) = terminal {
                terminal.restore();
                context.output.print_stderr("\n");
            }
            return Err(interrupted_error(signal));
        }
        match answer {
            Ok(login) => return login,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                return Err(unreadable_error(&api_key_question(), io::ErrorKind::Other.into()));
            }
        }
    }
}

fn interrupted_error(signal: &str) -> Failure {
    Failure::with_next(Exit::Failed, msg!("key-interrupted", signal = signal))
}

/// The terminal that is asked at, as it was before.
struct Terminal(File, Termios);

impl Terminal {
    fn open_tty() -> io::Result<Self> {
        let file = File::open("/dev/tty")?;
        let before = tcgetattr(&file)?;
        Ok(Self(file, before))
    }

    fn restore(self) {
        let _ = tcsetattr(&self.0, OptionalActions::Now, &self.1);
    }
}

fn api_key_question() -> Message {
    msg!("key-ask_api_key")
}

#[derive(Clone)]
struct LoginPrompt {
    output: Output,
    lang: Lang,
    stdin: Input,
}

impl LoginPrompt {
    fn read_login(&mut self) -> Result<Login, Failure> {
        let api_key = self.read_secret(&api_key_question())?;
        let user = self.read_visible(&msg!("key-ask_user"))?;
        let password = self.read_secret(&msg!("key-ask_password"))?;
        if !api_key.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(Failure::usage(msg!("key-api_key_unusable")));
        }
        Ok(Login { api_key, user, password })
    }

    /// An answer that may be seen.
    fn read_visible(&mut self, what: &Message) -> Result<String, Failure> {
        if self.stdin.is_terminal() {
            self.output.print_stderr(&self.format_question(what));
        }
        let line = self.read_line().map_err(|e| unreadable_error(what, e))?;
        self.require_answer(what, line)
    }

    /// An answer that the terminal does not show.
    fn read_secret(&mut self, what: &Message) -> Result<String, Failure> {
        let read = if self.stdin.is_terminal() {
            rpassword::prompt_password(self.format_question(what))
        } else {
            self.read_line()
        };
        let line = read.map_err(|e| unreadable_error(what, e))?;
        self.require_answer(what, line)
    }

    fn require_answer(&self, what: &Message, line: String) -> Result<String, Failure> {
        if !line.trim().is_empty() {
            return Ok(line);
        }
        let next = match self.stdin.is_terminal() {
            true => msg!("key-ask_again"),
            false => msg!("key-ask_in_lines"),
        };
        Err(Failure::usage(msg!("key-nothing_given", what = what)).with_hint(next))
    }

    fn format_question(&self, what: &Message) -> String {
        format!("{}: ", localize(what, self.lang))
    }

    fn read_line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        self.stdin.read(|stdin| stdin.take(MAX_LINE_BYTES).read_line(&mut line))?;
        Ok(line.trim_end_matches(['\r', '\n']).to_owned())
    }
}

fn unreadable_error(what: &Message, error: io::Error) -> Failure {
    Failure::usage(msg!("key-answer_unreadable", what = what, error = &error)).caused_by(error)
}
