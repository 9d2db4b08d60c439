//! Japan time by value: every business date and instant here is JST, whatever the machine's zone.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, SecondsFormat, TimeZone, Utc};

/// An instant, carried with the offset of Japan (+09:00).
pub type Jst = DateTime<FixedOffset>;

const JST_SECONDS_EAST: i32 = 9 * 3600;

/// The offset of Japan, which has no daylight-saving time.
pub fn jst_offset() -> FixedOffset {
    FixedOffset::east_opt(JST_SECONDS_EAST).expect("nine hours are a valid offset")
}

/// An instant of any zone, as Japan time.
pub fn to_jst(instant: DateTime<Utc>) -> Jst {
    instant.with_timezone(&jst_offset())
}

/// A wall-clock reading in Japan, as an instant.
pub fn at_jst(wall_clock: NaiveDateTime) -> Jst {
    jst_offset().from_utc_datetime(&(wall_clock - chrono::Duration::seconds(JST_SECONDS_EAST.into())))
}

/// The form of state file and JSON: `2026-07-01T09:08:07+09:00`, whole seconds.
pub fn to_text(instant: Jst) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// Reads what [`to_text`] wrote, or any other RFC 3339 instant.
pub fn from_text(text: &str) -> Option<Jst> {
    DateTime::parse_from_rfc3339(text).ok().map(|t| t.with_timezone(&jst_offset()))
}

/// The date form of state file and JSON: `2026-07-01`.
pub fn date_to_text(date: NaiveDate) -> String {
    date.to_string()
}

/// Reads `2026-07-01`; nothing else.
pub fn date_from_text(text: &str) -> Option<NaiveDate> {
    let shape = text.len() == 10 && text.is_ascii();
    shape.then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_past_midnight_in_japan_is_the_previous_day_in_utc() {
        let utc = Utc.with_ymd_and_hms(2026, 6, 30, 15, 30, 0).unwrap();
        assert_eq!(to_text(to_jst(utc)), "2026-07-01T00:30:00+09:00");
    }

    #[test]
    fn wall_clock_and_text_round_trip() {
        let noon = NaiveDate::from_ymd_opt(2026, 7, 1).unwrap().and_hms_opt(12, 0, 0).unwrap();
        assert_eq!(to_text(at_jst(noon)), "2026-07-01T12:00:00+09:00");
        assert_eq!(from_text("2026-07-01T03:00:00Z"), Some(at_jst(noon)));
    }
}
