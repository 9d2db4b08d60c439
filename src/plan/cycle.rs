//! Which steps a `cycle` runs.

use crate::domain::time::Jst;

/// What is known of `schedule-date` once `sync-status` has run.
#[derive(Debug, Clone, Copy)]
pub struct DateStepFacts {
    /// `sync-status` found something that it is to follow on (SYN-6), and it has not followed yet.
    pub is_fired: bool,
    /// When it last began a run that ended with `ok` or `partial`.
    pub last_success: Option<Jst>,
    /// Whether an order waits for its planned ship date.
    pub has_orders: bool,
}

/// Whether a cycle runs `schedule-date`: where it was fired, did not run today, or orders wait for a date.
/// The other steps are part of every cycle.
pub fn is_date_step_due(facts: DateStepFacts, now: Jst) -> bool {
    // An order that was imported since would else wait for tomorrow, and could not be reported as shipped.
    facts.is_fired
        || facts.has_orders
        || facts.last_success.is_none_or(|last| last.date_naive() != now.date_naive())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_jst;

    #[test]
    fn dates_are_registered_when_fired_when_orders_wait_and_once_a_day() {
        let at = |text: &str| parse_jst(&format!("2026-07-{text}:00+09:00")).unwrap();
        let now = at("02T00:05");
        for (is_fired, has_orders, last, is_due) in [
            (false, false, Some("02T00:00"), false),
            (true, false, Some("02T00:00"), true),
            (false, true, Some("02T00:00"), true),
            // Yesterday in Japan, if not at Greenwich.
            (false, false, Some("01T23:55"), true),
            // A clock that was ahead.
            (false, false, Some("03T00:00"), true),
            (false, false, None, true),
        ] {
            let facts = DateStepFacts { is_fired, has_orders, last_success: last.map(at) };
            assert_eq!(is_date_step_due(facts, now), is_due, "{facts:?}");
        }
    }
}
