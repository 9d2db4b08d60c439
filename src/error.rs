//! Errors as people and scripts see them: the only place where one gets its exit code. The kinds bring their
//! sentence and what to do (`message`, `hint`); what is said of several kinds together is chosen here.

use std::path::Path;

use crate::config::ConfigProblem;
use crate::desk::{csv_file, late};
use crate::domain::calendar;
use crate::domain::zip_file::UnusableZipFile;
use crate::store::copy::CopyError;
use crate::vocabulary::{Cause, Message, RunResult, msg};
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
    pub fn code(self) -> u8 {
        self as u8
    }

    /// The graver of two runs that belong together.
    #[must_use]
    pub fn pick_graver(self, other: Self) -> Self {
        // From the lightest on. What was busy comes again by itself; what needs a person does not.
        let by_gravity =
            [Self::Ok, Self::Busy, Self::Partial, Self::Brake, Self::KeyRefused, Self::Usage, Self::Failed];
        let rank = |exit: Self| by_gravity.iter().position(|one| *one == exit);
        if rank(other) > rank(self) { other } else { self }
    }

    /// The word for it in reports.
    pub fn result(self) -> RunResult {
        match self {
            Self::Ok => RunResult::Ok,
            Self::Partial => RunResult::Partial,
            Self::Busy => RunResult::Busy,
            Self::Brake => RunResult::Refused,
            Self::Failed | Self::Usage | Self::KeyRefused => RunResult::Failed,
        }
    }
}

/// A failure with what to do next, not worded yet: the very end decides in which language.
#[derive(Debug)]
pub struct Failure {
    pub exit: Exit,
    /// What was being done to which thing, and why it failed: one sentence.
    pub message: Message,
    pub hint: Option<Message>,
    /// What it came from, for whoever asks for more (`-v`): without the key, personal data and whole URLs.
    pub cause: Option<anyhow::Error>,
}

impl Failure {
    /// A failure without a hint yet.
    pub fn new(exit: Exit, message: impl Into<Message>) -> Self {
        Self { exit, message: message.into(), hint: None, cause: None }
    }

    /// The same with what to do next.
    pub fn with_hint(self, hint: impl Into<Message>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// The same with what it came from.
    pub fn caused_by(self, cause: impl Into<anyhow::Error>) -> Self {
        Self { cause: Some(cause.into()), ..self }
    }

    fn caused_by_any(self, cause: Option<&Cause>) -> Self {
        Self { cause: cause.cloned().map(anyhow::Error::new), ..self }
    }

    pub fn usage(message: impl Into<Message>) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// All problems of a configuration file.
    pub fn from_config_problems(path: &Path, problems: &[ConfigProblem]) -> Self {
        let file = msg!("config-unusable", file = path.display());
        let each = problems.iter().map(ConfigProblem::message);
        let message = each.fold(file, |before, line| msg!("text-with_line", before = before, line = line));
        Self::usage(message).with_hint(ConfigProblem::hint(problems))
    }

    /// A failure of the state file at `path`.
    pub fn from_store(path: &Path, error: &store::Error) -> Self {
        let message = error.kind.message(path, &error.message);
        let next = message.attribute("next");
        Self::new(select_exit(error.kind), message).with_hint(next).caused_by_any(error.cause.as_ref())
    }

    /// A failure whose sentence has what to do next as its attribute `.next`.
    pub fn with_next(exit: Exit, message: Message) -> Self {
        let next = message.attribute("next");
        Self::new(exit, message).with_hint(next)
    }

    /// The same of what was typed, or stands in the configuration.
    pub fn usage_with_next(message: Message) -> Self {
        Self::with_next(Exit::Usage, message)
    }

    /// A failure of the state file at `path` while a step works: the step has begun, so it is no run that
    /// found the shop busy.
    pub fn from_store_in_step(path: &Path, error: &store::Error) -> Self {
        let told = Self::from_store(path, error);
        match told.exit {
            Exit::Busy => Self { exit: Exit::Failed, ..told }.with_hint(msg!("state-busy_under_way")),
            _ => told,
        }
    }

    /// Qoo10 was told what the state file could not take down.
    fn from_not_recorded(path: &Path, what: &steps::NotRecorded) -> Self {
        let why = Self::from_store(path, &what.error);
        let remedy = match what.error.kind {
            store::StoreErrorKind::Busy => msg!("state-close"),
            _ => why.message.attribute("next"),
        };
        let message = msg!("failure-not_recorded", told = what.message(), why = why.message);
        let next = msg!("failure-not_recorded.next", remedy = remedy);
        Self::new(Exit::Failed, message).with_hint(next).caused_by_any(what.error.cause.as_ref())
    }

    /// A failure of the state file at `path` during a change by hand of which nothing was written yet.
    pub fn from_store_by_hand(path: &Path, error: &store::Error) -> Self {
        let told = Self::from_store(path, error);
        match told.exit {
            Exit::Busy => told.with_hint(msg!("state-busy_by_hand")),
            _ => told,
        }
    }

    /// Another run that was waited for in vain.
    pub fn busy(state: &Path, is_by_hand: bool) -> Self {
        let message = msg!("state-in_use", file = state.display());
        let hint = message.attribute(if is_by_hand { "by_hand" } else { "next" });
        Self::new(Exit::Busy, message).with_hint(hint)
    }

    /// A copy of the state file that could not be made.
    pub fn from_copy(state: &Path, to: &Path, error: &CopyError) -> Self {
        let error = match error {
            CopyError::Source(error) => return Self::from_store(state, error),
            CopyError::Target(error) => error,
        };
        let message = msg!("state-copy", copy = to.display(), why = &error.message);
        let hint = message.attribute(if error.kind == store::StoreErrorKind::Full { "full" } else { "next" });
        Self::new(Exit::Failed, message).with_hint(hint).caused_by_any(error.cause.as_ref())
    }

    /// A CSV file that cannot be used.
    pub fn from_csv(path: &Path, error: &csv_file::Error) -> Self {
        let file = match is_stdin(path) {
            true => msg!("csv-stdin"),
            false => msg!("csv-file", path = path.display()),
        };
        Self::usage(error.message(file)).with_hint(error.hint())
    }

    /// A calendar that cannot say.
    pub fn from_calendar(error: &calendar::Error) -> Self {
        Self::from_uncounted(error).with_hint(match error {
            calendar::Error::UnknownYear(_) => msg!("failure-unknown_year"),
            calendar::Error::NeverOpen(_) => msg!("failure-never_open"),
            calendar::Error::OutOfRange(_) => msg!("failure-out_of_range"),
        })
    }

    fn from_uncounted(error: &calendar::Error) -> Self {
        Self::usage(msg!("failure-uncounted", why = error.message()))
    }

    /// A board of late orders that cannot be shown.
    pub fn from_late(error: &late::Error, state: &Path) -> Self {
        match error {
            late::Error::Store(error) => Self::from_store(state, error),
            late::Error::Calendar(error) => {
                Self::from_uncounted(error).with_hint(msg!("failure-check_clock"))
            }
        }
    }

    /// What ended a step.
    pub fn from_stop(stop: &steps::StepError, state: &Path) -> Self {
        match stop {
            steps::StepError::Store(error) => Self::from_store_in_step(state, error),
            steps::StepError::NotRecorded(what) => Self::from_not_recorded(state, what),
            steps::StepError::Unknown { message, hint } => {
                Self::usage(message.clone()).with_hint(hint.clone())
            }
            steps::StepError::ZipFile(why) => Self::from_zip_file(why),
            steps::StepError::BrakeTripped(refused) => {
                let message = refused.message();
                let next = message.attribute("next");
                Self::new(Exit::Brake, message).with_hint(next)
            }
            steps::StepError::Qoo10(error) => Self::from_qoo10(error),
        }
    }

    /// The shop's KEN_ALL.CSV, where it cannot be used.
    pub fn from_zip_file(why: &UnusableZipFile) -> Self {
        Self::usage(why.message.clone()).with_hint(why.hint.clone())
    }

    /// What ended a call to Qoo10.
    pub fn from_qoo10(error: &qoo10::Error) -> Self {
        let exit = if error.is_key_refused() { Exit::KeyRefused } else { Exit::Failed };
        Self::new(exit, error.message()).with_hint(error.hint()).caused_by_any(error.cause())
    }

    /// What ended the request for a new seller key. There the key that Qoo10 may refuse is the API key.
    pub fn from_key_issue(error: &qoo10::Error) -> Self {
        let told = Self::from_qoo10(error);
        match error {
            qoo10::Error::KeyRefused { .. } => told.with_hint(msg!("qoo10-api_key_refused.next")),
            qoo10::Error::Code { .. } => told.with_hint(msg!("qoo10-login_refused")),
            _ => told,
        }
    }
}

/// The exit code for a state file that failed.
fn select_exit(kind: store::StoreErrorKind) -> Exit {
    match kind {
        store::StoreErrorKind::Busy => Exit::Busy,
        store::StoreErrorKind::Foreign | store::StoreErrorKind::Newer => Exit::Usage,
        store::StoreErrorKind::Damaged
        | store::StoreErrorKind::Full
        | store::StoreErrorKind::ReadOnly
        | store::StoreErrorKind::NeedsFolder
        | store::StoreErrorKind::CannotOpen
        | store::StoreErrorKind::NotKept
        | store::StoreErrorKind::Disk
        | store::StoreErrorKind::Other => Exit::Failed,
    }
}

/// Whether the name of a file stands for stdin.
pub fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qoo10::method;
    use crate::qoo10::transport::Sent;
    use crate::text::localize;
    use crate::vocabulary::Lang;

    fn hint(error: &qoo10::Error) -> (Exit, String) {
        let told = Failure::from_qoo10(error);
        (told.exit, localize(&told.hint.unwrap(), Lang::En))
    }

    #[test]
    fn of_several_runs_the_gravest_exit_code_counts() {
        use Exit::{Brake, Busy, Failed, KeyRefused, Ok, Partial, Usage};
        let all = [Ok, Busy, Partial, Brake, KeyRefused, Usage, Failed];
        for (at, lighter) in all.iter().enumerate() {
            for graver in &all[at..] {
                assert_eq!(lighter.pick_graver(*graver), *graver);
                assert_eq!(graver.pick_graver(*lighter), *graver);
            }
        }
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
    fn a_state_file_that_is_locked_under_a_working_step_is_no_busy_shop() {
        let path = Path::new("shop.db");
        let busy = || store::Error {
            kind: store::StoreErrorKind::Busy,
            message: Message::quoted("database is locked"),
            cause: None,
        };
        assert_eq!(Failure::from_store(path, &busy()).exit, Exit::Busy, "before anything is done");
        let told = Failure::from_stop(&steps::StepError::Store(busy()), path);
        assert_eq!(told.exit, Exit::Failed);
        assert_eq!(told.hint, Some(msg!("state-busy_under_way")));

        let codes = |n: usize| (0..n).map(|n| format!("{}", 412_345_678 + n)).collect::<Vec<_>>();
        for kind in [
            store::StoreErrorKind::Busy,
            store::StoreErrorKind::Full,
            store::StoreErrorKind::Disk,
            store::StoreErrorKind::Other,
        ] {
            for (told, perhaps, en, ja) in [
                (
                    2,
                    0,
                    "Qoo10 was told the shipment of 2 orders (412345678, 412345679), but",
                    "2件(412345678、412345679)",
                ),
                (0, 1, "Qoo10 may have been told the shipment of 1 order (412345678), and", "1件(412345678)"),
                (1, 1, "of 1 order (412345678), and perhaps of 1 order (412345678), but", "1件(412345678)"),
                (30, 0, " and 10 more)", "ほか10件"),
            ] {
                let error = store::Error { kind, message: Message::quoted("x"), cause: None };
                let what = steps::RemoteWrite::Shipment;
                let error = Failure::from_stop(
                    &steps::StepError::not_recorded(what, codes(told), codes(perhaps), error),
                    path,
                );
                assert_eq!(error.exit, Exit::Failed, "{kind:?}");
                let [message, message_ja] = [Lang::En, Lang::Ja].map(|lang| localize(&error.message, lang));
                assert!(message.contains(en) && message.contains("shop.db"), "{message}");
                assert!(message_ja.contains(ja), "{message_ja}");
                let hint = error.hint.unwrap();
                let [hint, hint_ja] = [Lang::En, Lang::Ja].map(|lang| localize(&hint, lang));
                assert!(hint.contains("the next run reads back") && hint_ja.contains("次回"), "{hint}");
            }
        }
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
