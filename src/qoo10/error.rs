//! What can go wrong with a call, told apart by what may be done next.

use super::method::Method;
use super::transport::Sent;

/// What stands where the seller key would.
pub(super) const SELLER_KEY: &str = "(the seller key)";

/// A call that did not succeed, after the attempts that were allowed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No whole, readable answer: the network, the server, or something between.
    #[error("{method}: no usable answer from Qoo10 after {attempts} attempt(s): {detail}")]
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
        detail: String,
    },
    /// The step's deadline left no time for another attempt.
    #[error("{method}: the deadline of this step has passed{}", last.as_ref().map(|l| format!(" (last attempt: {l})")).unwrap_or_default())]
    Deadline {
        /// What was called.
        method: Method,
        /// Whether one of the attempts may have been carried out.
        sent: Sent,
        /// What happened the last time, if there was one.
        last: Option<String>,
    },
    /// A signal asked the run to stop.
    #[error(
        "{method}: interrupted by {signal} before it was asked; the next run takes up where this one stopped"
    )]
    Interrupted {
        /// What would have been called.
        method: Method,
        /// Whether an earlier attempt may have been carried out.
        sent: Sent,
        /// The signal's name.
        signal: &'static str,
    },
    /// Qoo10 does not take the seller authorization key.
    #[error("{method}: Qoo10 refused the seller key{}", describe(*code, message))]
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
    #[error("{method}: Qoo10 answered{}", describe(Some(*code), message))]
    Code {
        /// What was called.
        method: Method,
        /// Whether an earlier attempt may have been carried out.
        sent: Sent,
        /// The code.
        code: i64,
        /// Qoo10's words.
        message: String,
    },
    /// A whole answer that is not what the method answers.
    #[error("{method}: {detail}")]
    Unreadable {
        /// What was called.
        method: Method,
        /// What was expected where, and what was found.
        detail: String,
    },
}

fn describe(code: Option<i64>, message: &str) -> String {
    let message = crate::domain::text::excerpt(message, 120);
    match (code, message.is_empty()) {
        (Some(code), true) => format!(" {code}"),
        (Some(code), false) => format!(" {code} \"{message}\""),
        (None, true) => " (empty answer)".to_owned(),
        (None, false) => format!(" \"{message}\""),
    }
}

impl Error {
    /// The same without the seller key, should Qoo10's words repeat it.
    pub(super) fn without(mut self, key: &str) -> Self {
        let words = match &mut self {
            Self::NoAnswer { detail, .. } | Self::Unreadable { detail, .. } => Some(detail),
            Self::KeyRefused { message, .. } | Self::Code { message, .. } => Some(message),
            Self::Deadline { last, .. } => last.as_mut(),
            Self::Interrupted { .. } => None,
        };
        if let Some(words) = words.filter(|words| !key.is_empty() && words.contains(key)) {
            *words = words.replace(key, SELLER_KEY);
        }
        self
    }

    /// The same after attempts that may have been carried out, or certainly were not.
    pub(super) fn after(mut self, attempts: Sent) -> Self {
        if let Self::KeyRefused { sent, .. } | Self::Code { sent, .. } = &mut self {
            *sent = attempts;
        }
        self
    }

    /// Whether Qoo10 may have carried out what was asked, at one of the attempts.
    pub fn may_have_been_carried_out(&self) -> bool {
        match self {
            Self::NoAnswer { sent, .. }
            | Self::Deadline { sent, .. }
            | Self::Interrupted { sent, .. }
            | Self::KeyRefused { sent, .. }
            | Self::Code { sent, .. } => *sent == Sent::Maybe,
            Self::Unreadable { .. } => true,
        }
    }

    /// Whether the step has to stop: other calls would fail in the same way.
    pub fn stops_the_step(&self) -> bool {
        match self {
            Self::NoAnswer { unreachable, .. } => *unreachable,
            Self::Deadline { .. } | Self::Interrupted { .. } | Self::KeyRefused { .. } => true,
            Self::Code { .. } | Self::Unreadable { .. } => false,
        }
    }
}
