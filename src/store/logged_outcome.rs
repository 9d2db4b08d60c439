//! When two entries of the API log say the same.

use crate::vocabulary::{Message, Outcome, Reason};

/// What an entry of the API log says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LoggedOutcome<'a> {
    /// What happened.
    pub(super) outcome: Outcome,
    /// Qoo10's code.
    pub(super) code: Option<i64>,
    /// Why.
    pub(super) reason: Option<Reason>,
    /// The details, or what was done.
    pub(super) message: Option<&'a Message>,
}

impl LoggedOutcome<'_> {
    /// Whether this only says again what `before` said of the same thing: then it is counted there (ALL-3).
    /// Trouble is the same while its reason is; anything else only with the same facts, for another quantity
    /// is news.
    pub(super) fn is_repeat_of(&self, before: &LoggedOutcome<'_>) -> bool {
        let is_same = (self.outcome, self.code, self.reason) == (before.outcome, before.code, before.reason);
        let is_trouble = self.outcome.needs_attention() && self.reason.is_some();
        is_same && (is_trouble || self.message == before.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trouble_is_the_same_while_its_reason_is_and_anything_else_word_for_word() {
        use Outcome::{Failed, Paid, Refused, Sent};
        let (a, b) = (Message::quoted("a"), Message::quoted("b"));
        let told = |outcome, code, reason, message| LoggedOutcome { outcome, code, reason, message };
        let no_answer = Some(Reason::NoAnswer);
        for (before, now, wanted) in [
            (told(Failed, Some(-1), no_answer, Some(&a)), told(Failed, Some(-1), no_answer, Some(&a)), true),
            (told(Failed, None, no_answer, Some(&a)), told(Failed, None, no_answer, Some(&b)), true),
            (told(Failed, Some(-1), no_answer, None), told(Failed, Some(-2), no_answer, None), false),
            (told(Failed, None, no_answer, None), told(Refused, None, no_answer, None), false),
            (told(Failed, None, no_answer, None), told(Failed, None, Some(Reason::DateTooFar), None), false),
            (told(Failed, None, no_answer, None), told(Failed, None, None, None), false),
            (told(Failed, None, None, None), told(Failed, None, no_answer, None), false),
            (told(Failed, None, None, Some(&a)), told(Failed, None, None, Some(&b)), false),
            (told(Failed, None, None, Some(&a)), told(Failed, None, None, Some(&a)), true),
            (told(Sent, Some(0), None, Some(&a)), told(Sent, Some(0), None, Some(&b)), false),
            (told(Sent, Some(0), None, Some(&a)), told(Sent, Some(0), None, Some(&a)), true),
            (told(Paid, None, None, None), told(Paid, None, None, None), true),
        ] {
            assert_eq!(now.is_repeat_of(&before), wanted, "{before:?} {now:?}");
        }
    }
}
