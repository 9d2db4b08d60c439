//! Questions to whoever sits at the terminal; without one, lines of stdin.

use std::io::{self, BufRead, IsTerminal, Read};

use super::App;
use crate::domain::said::Said;
use crate::error::Error;

const LONGEST_LINE: u64 = 4096;

/// What lets the shop's owner in. It is asked for, never an argument, and nothing shows or keeps it.
pub(super) struct Login {
    pub(super) api_key: String,
    pub(super) user: String,
    pub(super) password: String,
}

/// Asks for all three.
pub(super) fn login(app: &App) -> Result<Login, Error> {
    let mut answers = Answers { app, stdin: io::stdin().lock(), is_terminal: io::stdin().is_terminal() };
    let api_key = answers.secret(&Said::new(
        "API key (from Qoo10, not the seller key)",
        "APIキー(Qoo10発行。販売者認証キーではありません)",
    ))?;
    let user = answers.open(&Said::new("QSM user", "QSMのID"))?;
    let password = answers.secret(&Said::new("QSM password", "QSMのパスワード"))?;
    if !api_key.bytes().all(|b| b.is_ascii_graphic()) {
        return Err(Error::usage((
            "the API key holds blanks or characters that no key has",
            "APIキーに空白か、キーに使えない文字が含まれています",
        )));
    }
    Ok(Login { api_key, user, password })
}

struct Answers<'a> {
    app: &'a App,
    stdin: io::StdinLock<'static>,
    is_terminal: bool,
}

impl Answers<'_> {
    /// An answer that may be seen.
    fn open(&mut self, what: &Said) -> Result<String, Error> {
        if self.is_terminal {
            self.app.output.say(&self.question(what));
        }
        let line = self.line().map_err(|e| unread(what, &e))?;
        given(what, line)
    }

    /// An answer that the terminal does not show.
    fn secret(&mut self, what: &Said) -> Result<String, Error> {
        let read =
            if self.is_terminal { rpassword::prompt_password(self.question(what)) } else { self.line() };
        given(what, read.map_err(|e| unread(what, &e))?)
    }

    fn question(&self, what: &Said) -> String {
        format!("{}: ", self.app.lang.of(what))
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        self.stdin.by_ref().take(LONGEST_LINE).read_line(&mut line)?;
        Ok(line.trim_end_matches(['\r', '\n']).to_owned())
    }
}

fn given(what: &Said, line: String) -> Result<String, Error> {
    if line.trim().is_empty() {
        let Said { en, ja } = what;
        let message = (format!("{en}: nothing was given"), format!("{ja}: 入力がありません"));
        return Err(Error::usage(message).hint((
            "where stdin is no terminal, three lines are read: API key, user, password",
            "標準入力が端末でない場合は、APIキー、ID、パスワードの3行を読み取ります",
        )));
    }
    Ok(line)
}

fn unread(what: &Said, error: &io::Error) -> Error {
    let Said { en, ja } = what;
    Error::usage((format!("{en}: it cannot be read ({error})"), format!("{ja}: 読み取れません({error})")))
}
