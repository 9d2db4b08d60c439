//! What can go wrong with a call, told apart by what may be done next.

use std::time::Duration;

use super::method::{self, Method};
use super::transport::Sent;
use crate::domain::codes::Words;
use crate::domain::said::Said;

/// What stands where the seller key would.
pub(super) const SELLER_KEY: &str = "(the seller key)";

/// A call that did not succeed, after the attempts that were allowed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No whole, readable answer: the network, the server, or something between.
    #[error("{method}: no usable answer from Qoo10 after {attempts} attempt(s): {}", detail.en)]
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
        detail: Said,
    },
    /// The step's deadline left no time for another attempt.
    #[error("{method}: the deadline of this step has passed{}", last.as_ref().map(|l| format!(" (last attempt: {})", l.en)).unwrap_or_default())]
    Deadline {
        /// What was called.
        method: Method,
        /// Whether one of the attempts may have been carried out.
        sent: Sent,
        /// What happened the last time, if there was one.
        last: Option<Said>,
    },
    /// Qoo10 asks for a longer pause than the step's deadline leaves.
    #[error("{method}: Qoo10 asks for a pause of {} s, and the deadline of this step leaves {} s ({})", asked.as_secs(), left.as_secs(), last.en)]
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
        last: Said,
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
    /// Qoo10 does not take the seller authorization key; of a request for a new one, the API key.
    #[error("{method}: Qoo10 refused the {}{}", key_of(*method).en, describe(*code, message, " (empty answer)"))]
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
    #[error("{method}: Qoo10 answered{}", describe(Some(*code), message, ""))]
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
    /// Qoo10's answer came, but it ends inside a row, or its rows cannot be told apart.
    #[error("{method}: Qoo10's answer is damaged, {attempts} time(s) in a row: {}", detail.en)]
    Damaged {
        /// What was called.
        method: Method,
        /// How often it was asked.
        attempts: u32,
        /// What is wrong with it, and near which number.
        detail: Said,
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

/// The key that a method is called with.
fn key_of(called: Method) -> Words {
    match called == method::CREATE_KEY {
        true => Words { en: "API key", ja: "APIキー" },
        false => Words { en: "seller key", ja: "販売者認証キー" },
    }
}

/// Code and words of an answer; `nothing` stands for one that has neither.
fn describe(code: Option<i64>, message: &str, nothing: &str) -> String {
    let message = crate::domain::text::excerpt(message, 120);
    match (code, message.is_empty()) {
        (Some(code), true) => format!(" {code}"),
        (Some(code), false) => format!(" {code} \"{message}\""),
        (None, true) => nothing.to_owned(),
        (None, false) => format!(" \"{message}\""),
    }
}

impl Error {
    /// The same in both languages.
    pub fn said(&self) -> Said {
        let ja = match self {
            Self::NoAnswer { method, attempts, detail, .. } => {
                format!("{method}: Qoo10から応答がありません。{attempts}回試しました({})", detail.ja)
            }
            Self::Deadline { method, last, .. } => {
                let last = last.as_ref().map(|last| format!("(最後の結果: {})", last.ja));
                format!("{method}: 処理の制限時間を過ぎました{}", last.unwrap_or_default())
            }
            Self::LongPause { method, asked, left, last, .. } => {
                let [asked, left] = [asked, left].map(Duration::as_secs);
                format!(
                    "{method}: Qoo10が{asked}秒の待機を求めていますが、制限時間は残り{left}秒です({})",
                    last.ja
                )
            }
            Self::Interrupted { method, signal, .. } => {
                format!("{method}: 呼び出す前に{signal}で中断されました。次回、続きから処理します")
            }
            Self::KeyRefused { method, code, message, .. } => {
                let words = describe(*code, message, " 空の応答");
                let key = key_of(*method).ja;
                format!("{method}: Qoo10が{key}を拒否しました({})", words.trim_start())
            }
            Self::Code { method, code, message, .. } => {
                let words = describe(Some(*code), message, "");
                format!("{method}: Qoo10がエラーを返しました({})", words.trim_start())
            }
            Self::Damaged { method, attempts, detail } => {
                format!("{method}: Qoo10の応答が壊れています。{attempts}回試しました({})", detail.ja)
            }
            Self::Unreadable { method, detail } => {
                format!("{method}: Qoo10の応答を読み取れません({detail})")
            }
        };
        Said::new(self.to_string(), ja)
    }

    /// The same without the seller key, should Qoo10's words repeat it.
    pub(super) fn without(mut self, key: &str) -> Self {
        let hide = |words: &mut String| {
            if !key.is_empty() && words.contains(key) {
                *words = words.replace(key, SELLER_KEY);
            }
        };
        match &mut self {
            Self::NoAnswer { detail: said, .. }
            | Self::Damaged { detail: said, .. }
            | Self::Deadline { last: Some(said), .. }
            | Self::LongPause { last: said, .. } => {
                hide(&mut said.en);
                hide(&mut said.ja);
            }
            Self::KeyRefused { message: words, .. }
            | Self::Code { message: words, .. }
            | Self::Unreadable { detail: words, .. } => hide(words),
            Self::Deadline { last: None, .. } | Self::Interrupted { .. } => {}
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
            | Self::LongPause { sent, .. }
            | Self::Interrupted { sent, .. }
            | Self::KeyRefused { sent, .. }
            | Self::Code { sent, .. } => *sent == Sent::Maybe,
            Self::Damaged { .. } | Self::Unreadable { .. } => true,
        }
    }

    /// Whether it says nothing of what was asked for, only of the key.
    pub fn refuses_the_key(&self) -> bool {
        matches!(self, Self::KeyRefused { .. })
    }

    /// Whether the step has to stop: other calls would fail in the same way.
    pub fn stops_the_step(&self) -> bool {
        match self {
            Self::NoAnswer { unreachable, .. } => *unreachable,
            Self::Deadline { .. }
            | Self::LongPause { .. }
            | Self::Interrupted { .. }
            | Self::KeyRefused { .. } => true,
            Self::Code { .. } | Self::Damaged { .. } | Self::Unreadable { .. } => false,
        }
    }
}
