//! What one harmless call to Qoo10 tells: whether it answers, takes the key, and has the same time.

use chrono::{DateTime, Duration, FixedOffset};

use super::facts::{DoctorFacts, PingOutcome};
use super::finding::{Finding, FindingKind, build_finding};
use crate::desk::status::KeyLife;
use crate::domain::seller_key;
use crate::vocabulary::Level;

/// How far a clock that showed `before` and `after` around a call is ahead of the answer's `date`.
pub fn compute_clock_lead(
    date: DateTime<FixedOffset>,
    before: DateTime<FixedOffset>,
    after: DateTime<FixedOffset>,
) -> Duration {
    // Anywhere in between is the same time: a slow answer is no wrong clock.
    if date < before {
        before - date
    } else if date > after {
        after - date
    } else {
        Duration::zero()
    }
}

pub(super) fn check_endpoint(facts: &DoctorFacts) -> Option<Finding> {
    let (level, what) = match &facts.outside.asked {
        PingOutcome::NoKey { .. } => return None,
        PingOutcome::KeyAccepted | PingOutcome::KeyRefused { .. } => (Level::Ok, FindingKind::EndpointFine),
        PingOutcome::Dead(message) => {
            (Level::Problem, FindingKind::EndpointDead { message: message.clone() })
        }
        PingOutcome::Unexpected(message) => {
            (Level::Warning, FindingKind::EndpointUnexpected { message: message.clone() })
        }
    };
    build_finding("endpoint", level, what)
}

pub(super) fn check_key(facts: &DoctorFacts) -> Option<Finding> {
    let (level, what) = match &facts.outside.asked {
        PingOutcome::NoKey { message, hint } => {
            (Level::Problem, FindingKind::KeyMissing { message: message.clone(), hint: hint.clone() })
        }
        PingOutcome::KeyAccepted => (Level::Ok, FindingKind::KeyTaken),
        PingOutcome::KeyRefused { message, hint } => {
            (Level::Problem, FindingKind::KeyRefused { message: message.clone(), hint: hint.clone() })
        }
        PingOutcome::Dead(_) | PingOutcome::Unexpected(_) => return None,
    };
    build_finding("key", level, what)
}

/// Of the days at which a key is warned of, the most urgent.
const LAST_WARNING: i64 = seller_key::WARNING_DAYS[0];

pub(super) fn check_key_life(facts: &DoctorFacts) -> Option<Finding> {
    let Some(KeyLife { issued_on, ends_on, days_left }) = facts.outside.key else {
        return build_finding("key_life", Level::Unknown, FindingKind::KeyLifeUnknown);
    };
    let today = ends_on - Duration::days(days_left);
    if issued_on > today {
        return build_finding("key_life", Level::Problem, FindingKind::KeyIssuedLater { issued_on, today });
    }
    let level = match seller_key::find_due_warning(days_left) {
        None => Level::Ok,
        Some(LAST_WARNING) => Level::Problem,
        Some(_) => Level::Warning,
    };
    build_finding("key_life", level, FindingKind::KeyLife { ends_on, days_left })
}

/// Clocks may differ by so many minutes unremarked.
const CLOCK_TOLERANCE_MINUTES: i64 = 2;
/// By more than so many minutes, dates and windows go wrong.
const CLOCK_PROBLEM_MINUTES: i64 = 10;

pub(super) fn check_clock(facts: &DoctorFacts) -> Option<Finding> {
    let Some(ahead) = facts.outside.ahead else {
        let was_answered = !matches!(facts.outside.asked, PingOutcome::NoKey { .. } | PingOutcome::Dead(_));
        return if was_answered {
            build_finding("clock", Level::Unknown, FindingKind::ClockNotTold)
        } else {
            None
        };
    };
    let apart = ahead.abs();
    if apart <= Duration::minutes(CLOCK_TOLERANCE_MINUTES) {
        return build_finding("clock", Level::Ok, FindingKind::ClockFine { ahead });
    }
    let level =
        if apart > Duration::minutes(CLOCK_PROBLEM_MINUTES) { Level::Problem } else { Level::Warning };
    build_finding("clock", level, FindingKind::ClockOff { ahead })
}

#[cfg(test)]
pub(super) mod tests {
    use chrono::NaiveDate;

    use super::super::facts::CallFacts;
    use super::*;
    use crate::domain::time::parse_jst;

    /// A call that went well, from a clock that is right.
    pub(in crate::desk::doctor) fn fine() -> CallFacts {
        CallFacts { asked: PingOutcome::KeyAccepted, ahead: Some(Duration::zero()), key: Some(life(200)) }
    }

    /// A key with so many days left.
    pub(in crate::desk::doctor) fn life(days_left: i64) -> KeyLife {
        let day = NaiveDate::from_ymd_opt(2026, 7, 1).unwrap();
        KeyLife { issued_on: day - chrono::Days::new(365), ends_on: day, days_left }
    }

    #[test]
    fn only_what_is_outside_the_call_counts_as_a_difference() {
        let at = |text: &str| parse_jst(&format!("2026-07-01T10:{text}+09:00")).unwrap();
        let ahead = |date: &str| compute_clock_lead(at(date), at("05:00"), at("05:30")).num_seconds();
        assert_eq!(["04:00", "04:59", "05:00", "05:10", "05:30", "06:30"].map(ahead), [60, 1, 0, 0, 0, -60]);
    }
}
