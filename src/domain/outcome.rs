//! The words of the API log that `log` filters by, and when two entries say the same.

use super::reasons;

/// The steps.
pub const STEPS: [&str; 5] = ["import", "sync-status", "schedule-date", "push-shipments", "push-stock"];

/// Every outcome that a step writes into the API log. The store writes no other.
pub const LOGGED: [&str; 17] = [
    "imported",
    "rejected",
    "gone",
    "paid",
    "cancelled",
    "line_cancelled",
    "cancel_requested",
    "cancel_withdrawn",
    "needs_person",
    "scheduled",
    "already_confirmed",
    "sent",
    "already_sent",
    "refused",
    "failed",
    "blocked",
    "unchanged",
];

/// Outcomes that ask for somebody: their message is a reason with details, which may differ from time to time.
const TROUBLE: [&str; 5] = ["rejected", "needs_person", "refused", "failed", "blocked"];

/// What an entry of the API log says: outcome, Qoo10's code, message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told<'a> {
    /// One of [`LOGGED`].
    pub outcome: &'a str,
    /// Qoo10's code.
    pub code: Option<i64>,
    /// A reason and its details, or what was done.
    pub message: Option<&'a str>,
}

impl Told<'_> {
    /// Whether this only says again what `before` said of the same thing: then it is counted there (ALL-3). Trouble
    /// is the same while its reason is; anything else only word for word, for another quantity is news.
    pub fn repeats(&self, before: &Told<'_>) -> bool {
        if (self.outcome, self.code) != (before.outcome, before.code) {
            return false;
        }
        let reason =
            |told: &Told<'_>| told.message.map(reasons::of_message).filter(|word| *word != reasons::OTHER);
        let is_trouble = TROUBLE.contains(&self.outcome);
        match reason(self).filter(|_| is_trouble) {
            Some(word) => reason(before) == Some(word),
            None => self.message == before.message,
        }
    }
}

/// Whether an outcome can come twice for one thing; what cannot is not looked for.
pub fn may_repeat(outcome: &str) -> bool {
    outcome != "imported"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trouble_is_the_same_while_its_reason_is_and_anything_else_word_for_word() {
        let told = |outcome, code, message| Told { outcome, code, message };
        for (before, now, wanted) in [
            (
                told("failed", Some(-1), Some("a: no_answer")),
                told("failed", Some(-1), Some("a: no_answer")),
                true,
            ),
            (
                told("failed", None, Some("no_answer 2026-07-06")),
                told("failed", None, Some("no_answer 2026-07-07")),
                true,
            ),
            (told("failed", Some(-1), Some("no_answer")), told("failed", Some(-2), Some("no_answer")), false),
            (told("failed", None, Some("no_answer")), told("refused", None, Some("no_answer")), false),
            (told("failed", None, Some("no_answer")), told("failed", None, Some("date_too_far")), false),
            (told("failed", None, Some("no_answer")), told("failed", None, None), false),
            (told("failed", None, None), told("failed", None, Some("no_answer")), false),
            (told("failed", None, Some("nobody's word")), told("failed", None, Some("another one")), false),
            (told("failed", None, Some("nobody's word")), told("failed", None, Some("nobody's word")), true),
            (told("sent", Some(0), Some("812345678: 5")), told("sent", Some(0), Some("812345678: 3")), false),
            (told("sent", Some(0), Some("812345678: 5")), told("sent", Some(0), Some("812345678: 5")), true),
            (told("paid", None, None), told("paid", None, None), true),
        ] {
            assert_eq!(now.repeats(&before), wanted, "{before:?} {now:?}");
        }
    }
}
