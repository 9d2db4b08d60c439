//! What can go wrong with a call, told apart by what may be done next.

use std::fmt;
use std::time::Duration;

use super::method::{self, Method};
use super::transport::{Attempts, Sent};
use crate::vocabulary::{Cause, Message, msg, result_code};

/// What stands where the seller key would.
pub(super) const KEY_PLACEHOLDER: &str = "(the seller key)";

/// What Qoo10 answers to a wrong key.
const WRONG_KEY: i64 = -10000;

/// A call that did not succeed, after the attempts that were allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// No whole, readable answer: the network, the server, or something between.
    NoAnswer {
        /// What was called.
        method: Method,
        /// How often it was tried.
        attempts: u32,
        /// Whether one of the attempts may have been carried out.
        sent: Sent,
        /// Whether the last one did not even reach Qoo10.
        unreachable: bool,
        /// What happened the last time.
        detail: Message,
        /// What the system or the HTTP library said of it.
        cause: Option<Cause>,
    },
    /// The step's deadline left no time for another attempt.
    Deadline {
        /// What was called.
        method: Method,
        /// Whether one of the attempts may have been carried out.
        sent: Sent,
        /// What happened the last time, if there was one.
        last: Option<Message>,
        /// What the system or the HTTP library said of it.
        cause: Option<Cause>,
    },
    /// Qoo10 asks for a longer pause than the step's deadline leaves.
    LongPause {
        /// What was called.
        method: Method,
        /// Whether one of the attempts may have been carried out.
        sent: Sent,
        /// The pause.
        asked: Duration,
        /// The time that was left.
        left: Duration,
        /// How Qoo10 answered.
        last: Message,
    },
    /// Before another request, the values to be sent had become old: with new ones it may be made.
    Outdated {
        /// What would have been called.
        method: Method,
        attempts: Attempts,
    },
    /// Nothing may be changed at Qoo10 in this run: nothing was asked.
    WritesOff {
        /// What would have been called.
        method: Method,
    },
    /// A signal asked the run to stop.
    Interrupted {
        /// What would have been called.
        method: Method,
        /// Whether an earlier attempt may have been carried out.
        sent: Sent,
        /// The signal's name.
        signal: &'static str,
    },
    /// Qoo10 does not take the seller authorization key; of a request for a new one, the API key.
    KeyRefused {
        /// What was called.
        method: Method,
        /// Whether an earlier attempt, or one with an empty answer, may have been carried out.
        sent: Sent,
        /// The code; none for an empty answer.
        code: Option<i64>,
        /// Qoo10's words.
        message: String,
    },
    /// A well-formed answer with a code other than success.
    Code {
        /// What was called.
        method: Method,
        /// Whether an earlier attempt may have been carried out.
        sent: Sent,
        code: i64,
        /// Qoo10's words.
        message: String,
    },
    /// Qoo10's answer came, but it ends inside a row, or its rows cannot be told apart.
    Damaged {
        /// What was called.
        method: Method,
        /// How often it was asked.
        attempts: u32,
        /// What is wrong with it, and near which number.
        detail: Message,
    },
    /// A whole answer that is not what the method answers.
    Unreadable {
        /// What was called.
        method: Method,
        /// What was expected where, and what was found.
        detail: Message,
    },
}

/// For logs of developers.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause().map(|cause| cause as &(dyn std::error::Error + 'static))
    }
}

const RESTRICTED_ITEM: i64 = -10009;

/// Code and words of an answer; `nothing` stands for one that has neither.
fn describe(code: Option<i64>, words: &str) -> Message {
    let words = crate::strings::printable::truncate(words, 120);
    match (code, words.is_empty()) {
        (Some(code), true) => msg!("qoo10-answer_code", code = code),
        (Some(code), false) => msg!("qoo10-answer_code_and_words", code = code, words = words),
        (None, true) => msg!("qoo10-answer_empty"),
        (None, false) => msg!("qoo10-answer_words", words = words),
    }
}

impl Error {
    /// What was called, and why it did not succeed.
    pub fn message(&self) -> Message {
        let told = match self {
            Self::NoAnswer { attempts, detail, .. } => {
                msg!("qoo10-no_answer", attempts = *attempts, detail = detail)
            }
            Self::Deadline { last: None, .. } => msg!("qoo10-deadline"),
            Self::Deadline { last: Some(last), .. } => msg!("qoo10-deadline_after", last = last),
            Self::LongPause { asked, left, last, .. } => {
                msg!("qoo10-long_pause", asked = asked.as_secs(), left = left.as_secs(), last = last)
            }
            Self::Outdated { .. } => msg!("qoo10-outdated"),
            Self::WritesOff { .. } => msg!("qoo10-writes_off"),
            Self::Interrupted { signal, .. } => msg!("qoo10-interrupted", signal = *signal),
            Self::KeyRefused { method: method::CREATE_KEY, code, message, .. } => {
                msg!("qoo10-api_key_refused", answer = describe(*code, message))
            }
            Self::KeyRefused { code, message, .. } => {
                msg!("qoo10-seller_key_refused", answer = describe(*code, message))
            }
            Self::Code { code, message, .. } if self.is_restricted_item() => {
                msg!("qoo10-item_restricted", answer = describe(Some(*code), message))
            }
            Self::Code { code, message, .. } => msg!("qoo10-code", answer = describe(Some(*code), message)),
            Self::Damaged { attempts, detail, .. } => {
                msg!("qoo10-damaged", attempts = *attempts, detail = detail)
            }
            Self::Unreadable { detail, .. } => msg!("qoo10-unreadable", detail = detail),
        };
        told.with("method", self.method().to_string())
    }

    /// What to do next.
    pub fn hint(&self) -> Message {
        match self {
            Self::KeyRefused { code: None, .. } => msg!("qoo10-key_not_active"),
            // A refusal without a number of its own is that of a wrong key.
            Self::KeyRefused { code: Some(code), .. } => {
                let known = result_code::explain(&[], *code).filter(|_| *code != 0);
                known.or_else(|| result_code::explain(&[], WRONG_KEY)).unwrap_or_else(|| self.message())
            }
            // The same number means different things in different methods.
            Self::Code { method, code, .. } => {
                let known = result_code::explain(result_code::list_method_groups(method.name), *code);
                known.filter(|_| *code != 0).unwrap_or_else(|| msg!("qoo10-code_unknown"))
            }
            Self::NoAnswer { .. } => msg!("qoo10-no_answer.next"),
            Self::Deadline { .. } => msg!("qoo10-deadline.next"),
            Self::LongPause { .. } => msg!("qoo10-long_pause.next"),
            Self::Outdated { .. } => msg!("qoo10-outdated.next"),
            Self::WritesOff { .. } => msg!("qoo10-writes_off.next"),
            Self::Interrupted { .. } => msg!("qoo10-interrupted.next"),
            Self::Damaged { .. } => msg!("qoo10-damaged.next"),
            Self::Unreadable { .. } => msg!("qoo10-unreadable.next"),
        }
    }

    /// What the system or the HTTP library said, where no answer came.
    pub fn cause(&self) -> Option<&Cause> {
        match self {
            Self::NoAnswer { cause, .. } | Self::Deadline { cause, .. } => cause.as_ref(),
            _ => None,
        }
    }

    /// Qoo10's code, where it gave one.
    pub fn code(&self) -> Option<i64> {
        match self {
            Self::KeyRefused { code, .. } => *code,
            Self::Code { code, .. } => Some(*code),
            _ => None,
        }
    }

    /// What was called.
    pub fn method(&self) -> Method {
        match self {
            Self::NoAnswer { method, .. }
            | Self::Deadline { method, .. }
            | Self::LongPause { method, .. }
            | Self::Outdated { method, .. }
            | Self::WritesOff { method }
            | Self::Interrupted { method, .. }
            | Self::KeyRefused { method, .. }
            | Self::Code { method, .. }
            | Self::Damaged { method, .. }
            | Self::Unreadable { method, .. } => *method,
        }
    }

    /// The same without the seller key, should Qoo10's words repeat it.
    pub(super) fn redact_key(mut self, key: &str) -> Self {
        // An empty text stands everywhere: it would be replaced between all characters.
        if key.is_empty() {
            return self;
        }
        if let Self::NoAnswer { cause, .. } | Self::Deadline { cause, .. } = &mut self {
            *cause = cause.take().map(|cause| cause.replaced(key, KEY_PLACEHOLDER));
        }
        match &mut self {
            Self::NoAnswer { detail: message, .. }
            | Self::Damaged { detail: message, .. }
            | Self::Unreadable { detail: message, .. }
            | Self::Deadline { last: Some(message), .. }
            | Self::LongPause { last: message, .. } => {
                *message = message.clone().replace_text(key, KEY_PLACEHOLDER)
            }
            Self::KeyRefused { message: words, .. } | Self::Code { message: words, .. } => {
                *words = words.replace(key, KEY_PLACEHOLDER)
            }
            Self::Outdated { attempts: Attempts { last: Some(failure), .. }, .. } => {
                failure.detail = failure.detail.clone().replace_text(key, KEY_PLACEHOLDER);
                failure.cause = failure.cause.take().map(|cause| cause.replaced(key, KEY_PLACEHOLDER));
            }
            Self::Outdated { .. }
            | Self::WritesOff { .. }
            | Self::Deadline { last: None, .. }
            | Self::Interrupted { .. } => {}
        }
        self
    }

    /// The same after attempts that may have been carried out, or certainly were not.
    pub(super) fn with_sent(mut self, attempts: Sent) -> Self {
        if let Self::KeyRefused { sent, .. } | Self::Code { sent, .. } = &mut self {
            *sent = attempts;
        }
        self
    }

    /// Whether Qoo10 may have carried out what was asked, at one of the attempts.
    pub fn may_have_run(&self) -> bool {
        match self {
            Self::NoAnswer { sent, .. }
            | Self::Deadline { sent, .. }
            | Self::LongPause { sent, .. }
            | Self::Interrupted { sent, .. }
            | Self::KeyRefused { sent, .. }
            | Self::Code { sent, .. } => *sent == Sent::Maybe,
            Self::Outdated { attempts, .. } => attempts.sent == Sent::Maybe,
            Self::WritesOff { .. } => false,
            // An answer came, so the request did arrive.
            Self::Damaged { .. } | Self::Unreadable { .. } => true,
        }
    }

    /// Whether Qoo10 knows the item that was asked for, and shows nothing of it: it is neither on sale nor
    /// stopped by the seller (LIVE-NOTE).
    pub fn is_restricted_item(&self) -> bool {
        matches!(self, Self::Code { method: method::GET_ITEM_DETAIL, code: RESTRICTED_ITEM, .. })
    }

    /// Whether it says nothing of what was asked for, only of the key.
    pub fn is_key_refused(&self) -> bool {
        matches!(self, Self::KeyRefused { .. })
    }

    /// Whether the values to be sent had become old before a request that was still allowed.
    pub fn is_outdated(&self) -> bool {
        matches!(self, Self::Outdated { .. })
    }

    /// Whether the step has to stop: other calls would fail in the same way.
    pub fn should_stop_step(&self) -> bool {
        match self {
            // One lost answer may be that item's; without a connection the next call fails too.
            Self::NoAnswer { unreachable, .. } => *unreachable,
            Self::Deadline { .. }
            | Self::LongPause { .. }
            | Self::Outdated { .. }
            | Self::WritesOff { .. }
            | Self::Interrupted { .. }
            | Self::KeyRefused { .. } => true,
            Self::Code { .. } | Self::Damaged { .. } | Self::Unreadable { .. } => false,
        }
    }
}
