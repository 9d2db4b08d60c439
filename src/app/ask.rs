//! Questions to whoever sits at the terminal; without one, lines of stdin.

use std::io::{self, BufRead, IsTerminal, Read};

use super::App;
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
    let pick = |en, ja| app.lang.pick(en, ja);
    let api_key = answers.secret(pick(
        "API key (from Qoo10, not the seller key)",
        "APIキー(Qoo10発行。販売者認証キーではありません)",
    ))?;
    let user = answers.open(pick("QSM user", "QSMのID"))?;
    let password = answers.secret(pick("QSM password", "QSMのパスワード"))?;
    if !api_key.bytes().all(|b| b.is_ascii_graphic()) {
        return Err(Error::usage("the API key holds blanks or characters that no key has"));
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
    fn open(&mut self, what: &str) -> Result<String, Error> {
        if self.is_terminal {
            self.app.output.say(&format!("{what}: "));
        }
        let line = self.line().map_err(|e| unread(what, &e))?;
        given(what, line)
    }

    /// An answer that the terminal does not show.
    fn secret(&mut self, what: &str) -> Result<String, Error> {
        let read =
            if self.is_terminal { rpassword::prompt_password(format!("{what}: ")) } else { self.line() };
        given(what, read.map_err(|e| unread(what, &e))?)
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        self.stdin.by_ref().take(LONGEST_LINE).read_line(&mut line)?;
        Ok(line.trim_end_matches(['\r', '\n']).to_owned())
    }
}

fn given(what: &str, line: String) -> Result<String, Error> {
    if line.trim().is_empty() {
        return Err(Error::usage(format!("{what}: nothing was given"))
            .hint("where stdin is no terminal, three lines are read: API key, user, password"));
    }
    Ok(line)
}

fn unread(what: &str, error: &io::Error) -> Error {
    Error::usage(format!("{what}: it cannot be read ({error})"))
}
