//! How long a seller key lives: a year, and nobody is told before it ends.

use chrono::{Duration, NaiveDate};

const LIFE_DAYS: i64 = 365;
/// So many days before its end a key is warned of, ever more urgently.
pub const WARNING_DAYS: [i64; 3] = [7, 30, 60];

/// The last day of a key.
pub fn compute_end_date(issued_on: NaiveDate) -> NaiveDate {
    issued_on + Duration::days(LIFE_DAYS)
}

/// Days until then; negative once it is over.
pub fn count_days_left(issued_on: NaiveDate, today: NaiveDate) -> i64 {
    (compute_end_date(issued_on) - today).num_days()
}

/// The warning that is due, by its number of days; none while there is time.
pub fn find_due_warning(days_left: i64) -> Option<i64> {
    WARNING_DAYS.into_iter().find(|days| days_left <= *days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_lives_a_year_and_is_warned_of_three_times() {
        let issued_on = NaiveDate::from_ymd_opt(2025, 7, 1).unwrap();
        let at = |days| count_days_left(issued_on, issued_on + Duration::days(days));
        assert_eq!((at(0), at(365), at(366)), (365, 0, -1));
        for (days, wanted) in [
            (61, None),
            (60, Some(60)),
            (31, Some(60)),
            (30, Some(30)),
            (8, Some(30)),
            (7, Some(7)),
            (-9, Some(7)),
        ] {
            assert_eq!(find_due_warning(days), wanted, "{days}");
        }
    }
}
