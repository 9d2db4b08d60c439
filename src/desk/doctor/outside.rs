//! What one harmless call to Qoo10 tells: whether it answers, takes the key, and has the same time.

use chrono::{DateTime, Duration, FixedOffset};

use super::facts::{DoctorFacts, PingOutcome};
use super::finding::{Finding, What, finding};
use crate::desk::status::KeyLife;
use crate::domain::seller_key;
use crate::vocabulary::Level;

/// How far a clock that showed `before` and `after` around a call is ahead of the answer's `date`.
pub fn ahead(
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

pub(super) fn endpoint(facts: &DoctorFacts) -> Option<Finding> {
    let (level, what) = match &facts.outside.asked {
        PingOutcome::NoKey { .. } => return None,
        PingOutcome::KeyAccepted | PingOutcome::KeyRefused { .. } => (Level::Ok, What::EndpointFine),
        PingOutcome::Dead(message) => (Level::Problem, What::EndpointDead { message: message.clone() }),
        PingOutcome::Unexpected(message) => {
            (Level::Warning, What::EndpointUnexpected { message: message.clone() })
        }
    };
    finding("endpoint", level, what)
}

pub(super) fn key(facts: &DoctorFacts) -> Option<Finding> {
    let (level, what) = match &facts.outside.asked {
        PingOutcome::NoKey { message, hint } => {
            (Level::Problem, What::KeyMissing { message: message.clone(), hint: hint.clone() })
        }
        PingOutcome::KeyAccepted => (Level::Ok, What::KeyTaken),
        PingOutcome::KeyRefused { message, hint } => {
            (Level::Problem, What::KeyRefused { message: message.clone(), hint: hint.clone() })
        }
        PingOutcome::Dead(_) | PingOutcome::Unexpected(_) => return None,
    };
    finding("key", level, what)
}

/// Of the days at which a key is warned of, the most urgent.
const LAST_WARNING: i64 = seller_key::WARNING_DAYS[0];

pub(super) fn key_life(facts: &DoctorFacts) -> Option<Finding> {
    let Some(KeyLife { issued_on, ends_on, days_left }) = facts.outside.key else {
        return finding("key_life", Level::Unknown, What::KeyLifeUnknown);
    };
    let today = ends_on - Duration::days(days_left);
    if issued_on > today {
        return finding("key_life", Level::Problem, What::KeyIssuedLater { issued_on, today });
    }
    let level = match seller_key::warning(days_left) {
        None => Level::Ok,
        Some(LAST_WARNING) => Level::Problem,
        Some(_) => Level::Warning,
    };
    finding("key_life", level, What::KeyLife { ends_on, days_left })
}

/// Clocks may differ by so many minutes unremarked.
const NEAR: i64 = 2;
/// By more than so many minutes, dates and windows go wrong.
const FAR: i64 = 10;

pub(super) fn clock(facts: &DoctorFacts) -> Option<Finding> {
    let Some(ahead) = facts.outside.ahead else {
        let was_answered = !matches!(facts.outside.asked, PingOutcome::NoKey { .. } | PingOutcome::Dead(_));
        return if was_answered { finding("clock", Level::Unknown, What::ClockNotTold) } else { None };
    };
    let apart = ahead.abs();
    if apart <= Duration::minutes(NEAR) {
        return finding("clock", Level::Ok, What::ClockFine { ahead });
    }
    let level = if apart > Duration::minutes(FAR) { Level::Problem } else { Level::Warning };
    finding("clock", level, What::ClockOff { ahead })
}

#[cfg(test)]
pub(super) mod tests {
    use chrono::NaiveDate;

    use super::super::facts::Outside;
    use super::*;
    use crate::domain::time::from_text;

    /// A call that went well, from a clock that is right.
    pub(in crate::desk::doctor) fn fine() -> Outside {
        Outside { asked: PingOutcome::KeyAccepted, ahead: Some(Duration::zero()), key: Some(life(200)) }
    }

    /// A key with so many days left.
    pub(in crate::desk::doctor) fn life(days_left: i64) -> KeyLife {
        let day = NaiveDate::from_ymd_opt(2026, 7, 1).unwrap();
        KeyLife { issued_on: day - chrono::Days::new(365), ends_on: day, days_left }
    }

    #[test]
    fn only_what_is_outside_the_call_counts_as_a_difference() {
        let at = |text: &str| from_text(&format!("2026-07-01T10:{text}+09:00")).unwrap();
        let ahead = |date: &str| ahead(at(date), at("05:00"), at("05:30")).num_seconds();
        assert_eq!(["04:00", "04:59", "05:00", "05:10", "05:30", "06:30"].map(ahead), [60, 1, 0, 0, 0, -60]);
    }
}
