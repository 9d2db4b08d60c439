//! The standard streams: results on stdout, everything else on stderr.

use std::io::{self, Write};

use super::io::{Io, Stream};
use crate::cli::Global;
use crate::domain::wrap::{all_wrapped, for_screen};
use crate::error::{Error, Exit};
use crate::report::{Lang, failure};

/// Where a command's words go.
#[derive(Clone)]
pub(super) struct Output {
    /// Whether results are JSON.
    pub(super) json: bool,
    /// How many columns stdout has, where it is a terminal, so that long lines have to wrap.
    pub(super) width: Option<usize>,
    /// Whether somebody watches stderr, so that a step can show that it is at work.
    shows_progress: bool,
    out: Stream,
    err: Stream,
    /// Whether more is asked for.
    pub(super) verbose: bool,
    terminals: Terminals,
    quiet: bool,
}

/// Which streams are terminals, and what those can do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terminals {
    /// How many columns stdout has; none where it is no terminal.
    stdout: Option<usize>,
    /// The same of stderr.
    stderr: Option<usize>,
    /// Whether a terminal may have colours.
    has_colours: bool,
}

impl Terminals {
    pub(super) fn of(io: &Io) -> Self {
        Self { stdout: io.stdout.columns(), stderr: io.stderr.columns(), has_colours: io.has_colours() }
    }

    /// How many columns stderr has, where it is a terminal.
    pub(super) fn stderr(self) -> Option<usize> {
        self.stderr
    }

    /// Whether stderr may have colours.
    pub(super) fn colours(self) -> bool {
        self.has_colours && self.stderr.is_some()
    }
}

const RED: &str = "\u{1b}[1;31m";
const YELLOW: &str = "\u{1b}[1;33m";
const PLAIN: &str = "\u{1b}[0m";

/// Words of results that stand out where they begin a line or a cell, in both languages.
const MARKS: [(&str, &str); 13] = [
    ("warning:", YELLOW),
    ("注意:", YELLOW),
    ("problem:", RED),
    ("異常:", RED),
    ("failed", RED),
    ("失敗", RED),
    ("refused", RED),
    ("安全停止", RED),
    ("overdue", RED),
    ("期限超過", RED),
    ("遅れ", RED),
    ("DO NOT SHIP", RED),
    ("出荷停止", RED),
];
/// What stands before such a word.
const BEFORE_MARKS: [&str; 3] = ["  ", ", ", "・"];

impl Output {
    pub(super) fn new(global: &Global, io: &Io) -> Self {
        let terminals = Terminals::of(io);
        Self {
            json: global.json,
            width: terminals.stdout,
            // Log lines and a moving line would spoil each other.
            shows_progress: terminals.stderr.is_some() && !global.quiet && global.verbose == 0,
            out: io.stdout.clone(),
            err: io.stderr.clone(),
            verbose: global.verbose > 0,
            terminals,
            quiet: global.quiet,
        }
    }

    /// How wide a line that moves may be, where one is shown.
    pub(super) fn progress_columns(&self) -> Option<usize> {
        self.terminals.stderr.filter(|_| self.shows_progress)
    }

    /// Whether anything may be printed at the end of a command that ends so.
    pub(super) fn speaks(&self, exit: Exit) -> bool {
        !(self.quiet && exit == Exit::Ok)
    }

    /// A result.
    ///
    /// # Errors
    /// When stdout does not take it (a closed pipe is no failure).
    pub(super) fn result(&self, text: &str) -> Result<(), Error> {
        let mut out = self.out.clone();
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        match written {
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(cannot_write(&e)),
            _ => Ok(()),
        }
    }

    /// A result for people: what needs a hand stands out on a terminal with colours.
    ///
    /// # Errors
    /// As [`Self::result`].
    pub(super) fn shown(&self, text: &str) -> Result<(), Error> {
        self.result(&self.painted(text))
    }

    /// A result for people as it is shown.
    pub(super) fn painted(&self, text: &str) -> String {
        match self.terminals.stdout.is_some() && self.terminals.has_colours && !self.json {
            true => coloured(text),
            false => text.to_owned(),
        }
    }

    /// A result in a line or some, which a terminal would break within words.
    ///
    /// # Errors
    /// As [`Self::result`].
    pub(super) fn line(&self, text: &str) -> Result<(), Error> {
        self.result(&for_screen(text, self.width.filter(|_| !self.json)))
    }

    /// The same of sentences some of which stand out.
    ///
    /// # Errors
    /// As [`Self::result`].
    pub(super) fn told(&self, text: &str) -> Result<(), Error> {
        self.shown(&for_screen(text, self.width.filter(|_| !self.json)))
    }

    /// Words for people, on stderr; nobody there is no failure.
    pub(super) fn say(&self, text: &str) {
        self.put(&for_screen(text, self.terminals.stderr));
    }

    /// A word beside the result, which `--quiet` leaves out.
    pub(super) fn note(&self, text: &str) {
        if !self.quiet {
            self.say(text);
        }
    }

    /// Whether a signal is answered before the run has stopped: to whoever watches, and to whoever did not ask for silence.
    pub(super) fn answers_signals(&self) -> bool {
        !self.quiet || self.terminals.stderr.is_some()
    }

    /// Says what becomes of a signal that came while the run was waiting for an answer.
    pub(super) fn answer_signal(&self, signal: &str, lang: Lang) {
        let line = lang.pick(
            format!("{signal}: stopping once the request under way is answered; a second signal ends this at once\n"),
            format!("{signal}を受け取りました。送信中の要求の応答を待って停止します。もう一度送ると直ちに終了します\n"),
        );
        // What moves in the last line would stay before it.
        let start = if self.shows_progress { "\n" } else { "" };
        self.say(&format!("{start}{line}"));
    }

    /// What somebody should look at, each line beginning with a word that says how urgent it is.
    pub(super) fn findings(&self, text: &str) {
        for line in text.split_inclusive('\n') {
            let line = for_screen(line, self.terminals.stderr);
            match line.split_once(": ") {
                Some((word, rest)) if self.terminals.colours() => {
                    self.put(&format!("{YELLOW}{word}:{PLAIN} {rest}"))
                }
                _ => self.put(&line),
            }
        }
    }

    /// Why a command failed.
    pub(super) fn error(&self, error: &Error, lang: Lang) {
        self.put(&failed(error, lang, self.terminals));
    }

    /// Puts a text on stderr as it is.
    fn put(&self, text: &str) {
        drop(self.err.clone().write_all(text.as_bytes()));
    }

    /// Results that come in many pieces.
    pub(super) fn stdout(&self) -> Stream {
        self.out.clone()
    }
}

/// Log lines for a terminal of so many columns.
pub(super) struct LogLines(pub(super) usize);

impl Write for LogLines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        io::stderr().lock().write_all(all_wrapped(&String::from_utf8_lossy(bytes), self.0).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

/// The lines about a failure, for stderr.
pub(super) fn failed(error: &Error, lang: Lang, terminals: Terminals) -> String {
    let mark = format!("{}:", failure::mark(lang));
    let text = format!("{mark} {}\n", failure::text(error, lang));
    let text = for_screen(&text, terminals.stderr);
    match text.strip_prefix(&mark) {
        Some(rest) if terminals.colours() => format!("{RED}{mark}{PLAIN}{rest}"),
        _ => text,
    }
}

/// A text whose marked words stand out. It has been laid out before, so that no width counts what colours add.
fn coloured(text: &str) -> String {
    text.split_inclusive('\n').map(coloured_line).collect()
}

fn coloured_line(line: &str) -> String {
    let (mut done, mut rest) = (String::new(), line);
    let is_start = |before: &str| before.is_empty() || BEFORE_MARKS.iter().any(|mark| before.ends_with(mark));
    while let Some(letter) = rest.chars().next() {
        let before = &line[..line.len() - rest.len()];
        let mark = MARKS.iter().find(|(word, _)| rest.starts_with(word)).filter(|_| is_start(before));
        let length = match mark {
            Some((word, colour)) => {
                done += &format!("{colour}{word}{PLAIN}");
                word.len()
            }
            None => {
                done.push(letter);
                letter.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    done
}

/// A result that could not be written.
pub(super) fn cannot_write(error: &io::Error) -> Error {
    let message = (
        format!("the result cannot be written to stdout ({error})"),
        format!("結果を標準出力に書き込めません({error})"),
    );
    Error::new(Exit::Failed, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_words_stand_out_where_a_line_or_a_cell_begins() {
        for (line, marked) in [
            ("warning: key: 30 days left\n", "\u{1b}[1;33mwarning:\u{1b}[0m key: 30 days left\n"),
            ("412345678  DO NOT SHIP\n", "412345678  \u{1b}[1;31mDO NOT SHIP\u{1b}[0m\n"),
            ("import  ok, overdue  07-01\n", "import  ok, \u{1b}[1;31moverdue\u{1b}[0m  07-01\n"),
            ("取込  正常・遅れ\n", "取込  正常・\u{1b}[1;31m遅れ\u{1b}[0m\n"),
            ("log --step push-shipments --outcome failed\n", "log --step push-shipments --outcome failed\n"),
            ("nothing failed\n", "nothing failed\n"),
        ] {
            assert_eq!(coloured(line), marked);
        }
    }
}
