//! Errors as people and scripts see them: the only place where one becomes text and an exit code.

use std::fmt;
use std::path::Path;

use crate::config::Problem;
use crate::desk::{csv_file, late};
use crate::domain::text::printable;
use crate::domain::{calendar, codes};
use crate::store::copy::CopyError;
use crate::{qoo10, steps, store};

/// Exit codes that crontabs rely on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done; also nothing to do.
    Ok = 0,
    /// Failed: Qoo10 unreachable, disk full, state file damaged.
    Failed = 1,
    /// Usage or configuration.
    Usage = 2,
    /// Some items need a person; everything else is done.
    Partial = 3,
    /// Another run holds the lock.
    Busy = 4,
    /// Refused by a safety brake.
    Brake = 5,
    /// Qoo10 refused the seller key.
    KeyRefused = 6,
}

impl Exit {
    /// The number.
    pub fn code(self) -> u8 {
        self as u8
    }

    /// The word for it in reports.
    pub fn result(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Partial => "partial",
            Self::Busy => "busy",
            Self::Brake => "refused",
            Self::Failed | Self::Usage | Self::KeyRefused => "failed",
        }
    }
}

/// A failure with what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// The exit code.
    pub exit: Exit,
    /// What was being done to which thing, and why it failed: one sentence.
    pub message: String,
    /// What to do next.
    pub hint: Option<String>,
}

impl Error {
    /// A failure without a hint yet.
    pub fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into(), hint: None }
    }

    /// The same with what to do next.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// A usage error.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// All problems of a configuration file.
    pub fn config(path: &Path, problems: &[Problem]) -> Self {
        let list: String = problems.iter().map(|problem| format!("\n  {problem}")).collect();
        Self::usage(format!("the configuration {} cannot be used:{list}", path.display()))
            .hint("example.toml shows every key with its default")
    }

    /// A failure of the state file at `path`.
    pub fn store(path: &Path, error: &store::Error) -> Self {
        let file = path.display();
        let (exit, what, hint) = match error.kind {
            store::Kind::Busy => {
                (Exit::Busy, "is locked by another program", "close that program, or try again later")
            }
            store::Kind::Damaged => (
                Exit::Failed,
                "is damaged, or no state file at all",
                "keep a copy of it, then put the last backup in its place; docs/operations.md says how",
            ),
            store::Kind::Full => (
                Exit::Failed,
                "cannot grow: the disk is full",
                "make room, then run again: nothing was half-written",
            ),
            store::Kind::ReadOnly => {
                (Exit::Failed, "cannot be written", "look at the permissions of the file and its folder")
            }
            store::Kind::CannotOpen => (
                Exit::Failed,
                "cannot be opened",
                "look at state.path in the configuration: its folder has to exist, and this user has to be allowed to write there",
            ),
            store::Kind::Foreign => {
                (Exit::Usage, "is not ours", "give another state.path in the configuration")
            }
            store::Kind::Newer => {
                (Exit::Usage, "cannot be read by this version", "install the newer version again")
            }
            store::Kind::NotKept => (
                Exit::Failed,
                "is of an older format, and was left as it is",
                "make room beside it, or let this user write in its folder, then run again",
            ),
            store::Kind::Disk => (
                Exit::Failed,
                "cannot be read or written: the disk refuses",
                "look at the disk, and at limits on file sizes (ulimit -f, quotas), then run again: nothing was half-written",
            ),
            store::Kind::Other => (
                Exit::Failed,
                "cannot be used",
                "run again; if it stays, keep a copy of the file and report this",
            ),
        };
        Self::new(exit, format!("the state file {file} {what} ({})", error.message)).hint(hint)
    }

    /// A copy of the state file that could not be made.
    pub fn copy(state: &Path, to: &Path, error: &CopyError) -> Self {
        let error = match error {
            CopyError::Source(error) => return Self::store(state, error),
            CopyError::Target(error) => error,
        };
        let hint = match error.kind {
            store::Kind::Full => "make room there, or name another place; no half copy is left",
            _ => {
                "its folder has to exist, and this user has to be allowed to write there; no half copy is left"
            }
        };
        Self::new(Exit::Failed, format!("the copy {} cannot be written ({error})", to.display())).hint(hint)
    }

    /// A CSV file that cannot be used.
    pub fn csv(path: &Path, error: &csv_file::Error) -> Self {
        let hint = match error {
            csv_file::Error::CannotRead(_) => "check the file's name and who may read it",
            csv_file::Error::TooLarge(_) => "split it into several files",
            csv_file::Error::NotText(_) => "save it as CSV, in UTF-8 or Shift-JIS (CP932)",
            csv_file::Error::Empty | csv_file::Error::NoHeader { .. } | csv_file::Error::Twice(_) => {
                "the first line names the columns, separated by commas; their order is free, and others are ignored"
            }
        };
        Self::usage(format!("the file {} {error}; nothing was loaded", path.display())).hint(hint)
    }

    /// A calendar that cannot say.
    pub fn calendar(error: &calendar::Error) -> Self {
        let hint = match error {
            calendar::Error::UnknownYear(_) => {
                "give a date within these years, or set schedule_date.national_holidays = false"
            }
            calendar::Error::NeverOpen(_) => {
                "look at holidays list and schedule_date.closed_weekdays: the shop never opens"
            }
            calendar::Error::OutOfRange(_) => "give an earlier date",
        };
        Self::usage(format!("the business days cannot be counted: {error}")).hint(hint)
    }

    /// A board of late orders that cannot be had.
    pub fn late(error: &late::Error, state: &Path) -> Self {
        match error {
            late::Error::Store(error) => Self::store(state, error),
            late::Error::Calendar(error) => {
                Self::usage(format!("the business days cannot be counted: {error}"))
                    .hint("check this machine's clock, or --now")
            }
        }
    }

    /// What ended a step.
    pub fn stop(stop: &steps::Stop, state: &Path) -> Self {
        match stop {
            steps::Stop::Store(error) => Self::store(state, error),
            steps::Stop::Unknown { message, hint } => Self::usage(message).hint(hint),
            steps::Stop::Refused(refused) => Self::new(Exit::Brake, refused.to_string()).hint(format!(
                "look whether this is meant; if so, run it again with --force {}",
                refused.brake()
            )),
            steps::Stop::Qoo10(error) => Self::qoo10(error),
        }
    }

    fn qoo10(error: &qoo10::Error) -> Self {
        let (exit, hint) = match error {
            qoo10::Error::KeyRefused { code, .. } => {
                return Self::new(Exit::KeyRefused, error.to_string()).hint(key_hint(*code));
            }
            qoo10::Error::NoAnswer { .. } => (
                Exit::Failed,
                "check qoo10.endpoint and the network; the next run takes up where this one stopped",
            ),
            qoo10::Error::Deadline { .. } => (
                Exit::Failed,
                "the next run takes up where this one stopped; qoo10.deadline_seconds gives a run more time",
            ),
            qoo10::Error::Interrupted { .. } => {
                (Exit::Failed, "run it again when you like: what was done until then is written")
            }
            qoo10::Error::Code { method, code, .. } => {
                let found = codes::explain(codes::of_method(method.name), *code).filter(|_| *code != 0);
                let hint = found.map_or_else(
                    || "run again later; docs/qoo10-api.md says more about codes".to_owned(),
                    |found| format!("{}: {}", found.meaning.en, found.next.en),
                );
                return Self::new(Exit::Failed, error.to_string()).hint(hint);
            }
            qoo10::Error::Unreadable { .. } => (
                Exit::Failed,
                "check qoo10.endpoint; if it is right, Qoo10 answers in a form that is new: report it",
            ),
        };
        Self::new(exit, error.to_string()).hint(hint)
    }
}

impl Error {
    /// What ended the request for a new seller key. There the key that Qoo10 may refuse is the API key.
    pub fn key_issue(error: &qoo10::Error) -> Self {
        let again = Self::qoo10(error);
        match error {
            qoo10::Error::KeyRefused { .. } => {
                again.hint("check API key, user and password: the API key is the one that Qoo10 issued on request, not the seller key")
            }
            qoo10::Error::Code { .. } => {
                again.hint("check user and password of QSM, and whether they work on the website")
            }
            _ => again,
        }
    }
}

fn key_hint(code: Option<i64>) -> String {
    const WRONG_KEY: i64 = -10000;
    let Some(code) = code else {
        return "a new key answers so until it is active; if it stays, check the key, or issue a new one"
            .to_owned();
    };
    // A refusal without a number of its own is that of a wrong key.
    let known = codes::explain(&[], code).filter(|_| code != 0).or_else(|| codes::explain(&[], WRONG_KEY));
    known.map(|found| format!("{}: {}", found.meaning.en, found.next.en)).unwrap_or_default()
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = self.message.split('\n').map(printable).collect::<Vec<_>>().join("\n");
        write!(f, "{lines}")?;
        match &self.hint {
            Some(hint) => write!(f, "\nnext: {}", printable(hint)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qoo10::method;
    use crate::qoo10::transport::Sent;

    fn hint(error: &qoo10::Error) -> (Exit, String) {
        let told = Error::qoo10(error);
        (told.exit, told.hint.unwrap())
    }

    #[test]
    fn a_code_is_explained_by_the_method_that_it_came_from() {
        let code = |method, code| {
            hint(&qoo10::Error::Code { method, sent: Sent::No, code, message: String::new() }).1
        };
        assert!(
            code(method::GET_SHIPPING_INFO, -10002).starts_with("the dates asked for span more than 90 days")
        );
        assert!(code(method::GET_CLAIMS, -10003).starts_with("the dates asked for span more than 90 days"));
        assert!(code(method::GET_BY_ORDER_NO, -10003).starts_with("this shop has no such order number"));
        assert!(code(method::GET_ITEM_DETAIL, -10009).starts_with("the item is neither on sale"));
        assert!(code(method::GET_ALL_GOODS, -10001).starts_with("Qoo10 does not take the item status"));
        assert!(code(method::SET_QTY_BULK, -2).starts_with("the list has more than 500 rows"));
        assert!(code(method::SET_OPTIONS_BULK, -1).starts_with("at least one row"));
        assert!(code(method::SET_MOVE_TYPES, -10101).starts_with("Qoo10 could not carry it out"));
        assert!(code(method::CONFIRM_BULK, -10006).starts_with("Qoo10 cannot read the list"));
        assert!(code(method::SEND_BULK, -10011).starts_with("the list has more than 500 rows"));
        assert!(code(method::SEND_BULK, -12345).starts_with("run again later"));
    }

    #[test]
    fn a_refused_key_says_what_to_do_about_it() {
        let refused = |code| {
            let (method, message) = (method::GET_CLAIMS, String::new());
            hint(&qoo10::Error::KeyRefused { method, sent: Sent::No, code, message })
        };
        assert!(refused(None).1.starts_with("a new key answers so until it is active"));
        for code in [-10000, -90001, 0, -7] {
            assert!(
                refused(Some(code)).1.contains("check the key, and whether the shop's password"),
                "{code}"
            );
        }
        assert_eq!(refused(Some(-90003)).1, "the key has no rights for this method: ask Qoo10 for them");
        assert!(refused(Some(-90005)).1.starts_with("the key has expired: issue a new"));
        assert_eq!(refused(Some(-90004)).0, Exit::KeyRefused);
    }
}
