//! Questions to whoever sits at the terminal; without one, lines of stdin.

use std::fs::File;
use std::io::{self, BufRead, Read};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;

use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

use super::App;
use super::io::Input;
use super::output::Output;
use crate::domain::codes::Words;
use crate::domain::said::Said;
use crate::error::{Error, Exit};
use crate::report::Lang;

const LONGEST_LINE: u64 = 4096;

/// What lets the shop's owner in. It is asked for, never an argument, and nothing shows or keeps it.
pub(super) struct Login {
    pub(super) api_key: String,
    pub(super) user: String,
    pub(super) password: String,
}

/// Asks for all three. A signal ends that, and leaves the terminal as it was.
pub(super) fn login(app: &App) -> Result<Login, Error> {
    let interrupt = app.interrupt();
    let stdin = app.io.stdin.clone();
    let terminal = if stdin.is_terminal() {
        Some(Terminal::of_process().map_err(|e| unread(&API_KEY.into(), &e))?)
    } else {
        None
    };
    let (output, lang) = (app.output.clone(), app.lang);
    let (send, answered) = channel();
    // Reading cannot be broken off, so somebody else waits for the line.
    let mut answers = Answers { output, lang, stdin };
    let mut aside = answers.clone();
    if thread::Builder::new().spawn(move || drop(send.send(aside.login()))).is_err() {
        return answers.login();
    }
    loop {
        let answer = answered.recv_timeout(app.io.timeouts.poll);
        if let Some(signal) = interrupt.signal() {
            if let Some(terminal) = terminal {
                terminal.restore();
                app.output.say("\n");
            }
            return Err(interrupted(signal));
        }
        match answer {
            Ok(login) => return login,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                return Err(unread(&API_KEY.into(), &io::ErrorKind::Other.into()));
            }
        }
    }
}

fn interrupted(signal: &str) -> Error {
    let message = (
        format!("interrupted by {signal}; Qoo10 was not asked"),
        format!("{signal}で中断されました。Qoo10には何も要求していません"),
    );
    Error::new(Exit::Failed, message).hint((
        "run it again when you like: the old key stays",
        "いつでも再度実行できます。キーは変更していません",
    ))
}

/// The terminal that is asked at, as it was before.
struct Terminal(File, Termios);

impl Terminal {
    fn of_process() -> io::Result<Self> {
        let file = File::open("/dev/tty")?;
        let before = tcgetattr(&file)?;
        Ok(Self(file, before))
    }

    fn restore(self) {
        let _ = tcsetattr(&self.0, OptionalActions::Now, &self.1);
    }
}

const API_KEY: Words = Words {
    en: "API key (from Qoo10, not the seller key)",
    ja: "APIキー(Qoo10発行。販売者認証キーではありません)",
};

#[derive(Clone)]
struct Answers {
    output: Output,
    lang: Lang,
    stdin: Input,
}

impl Answers {
    fn login(&mut self) -> Result<Login, Error> {
        let api_key = self.secret(&API_KEY.into())?;
        let user = self.open(&Said::new("QSM user", "QSMのID"))?;
        let password = self.secret(&Said::new("QSM password", "QSMのパスワード"))?;
        if !api_key.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(Error::usage((
                "the API key holds blanks or characters that no key has",
                "APIキーに空白か、キーに使えない文字が含まれています",
            )));
        }
        Ok(Login { api_key, user, password })
    }

    /// An answer that may be seen.
    fn open(&mut self, what: &Said) -> Result<String, Error> {
        if self.stdin.is_terminal() {
            self.output.say(&self.question(what));
        }
        let line = self.line().map_err(|e| unread(what, &e))?;
        self.given(what, line)
    }

    /// An answer that the terminal does not show.
    fn secret(&mut self, what: &Said) -> Result<String, Error> {
        let read = if self.stdin.is_terminal() {
            rpassword::prompt_password(self.question(what))
        } else {
            self.line()
        };
        let line = read.map_err(|e| unread(what, &e))?;
        self.given(what, line)
    }

    fn given(&self, what: &Said, line: String) -> Result<String, Error> {
        if !line.trim().is_empty() {
            return Ok(line);
        }
        let Said { en, ja } = what;
        let message = (format!("{en}: nothing was given"), format!("{ja}: 入力がありません"));
        Err(Error::usage(message).hint(if self.stdin.is_terminal() {
            (
                "run it again, and paste the API key, then type user and password; of these only the user is shown",
                "もう一度実行し、APIキーを貼り付け、IDとパスワードを入力してください。APIキーとパスワードは画面に表示されません",
            )
        } else {
            (
                "where stdin is no terminal, three lines are read: API key, user, password",
                "標準入力が端末でない場合は、APIキー、ID、パスワードの3行を読み取ります",
            )
        }))
    }

    fn question(&self, what: &Said) -> String {
        format!("{}: ", self.lang.of(what))
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        self.stdin.read(|stdin| stdin.take(LONGEST_LINE).read_line(&mut line))?;
        Ok(line.trim_end_matches(['\r', '\n']).to_owned())
    }
}

fn unread(what: &Said, error: &io::Error) -> Error {
    let Said { en, ja } = what;
    Error::usage((format!("{en}: it cannot be read ({error})"), format!("{ja}: 読み取れません({error})")))
}
