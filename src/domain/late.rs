//! The clock of Qoo10's delay penalty: which business day an order is on, and what comes next.
//!
//! It is Qoo10's clock, so its days are Qoo10's: Saturdays, Sundays and Japan's public holidays do not count,
//! and the shop's own holidays do not stop it.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::{NaiveDate, Weekday};

use super::calendar::{Calendar, Error};
use super::holidays::UnknownYear;
use crate::vocabulary::Message;

/// From this business day on an order is late: Qoo10 reminds.
const REMINDER_DAY: u32 = 3;
/// On this business day points are taken off.
const POINTS_DAY: u32 = 5;
/// On this one the item is taken off sale, and the order counts against the ship rate.
const OFF_SALE_DAY: u32 = 6;
/// What comes on which business day, in this order.
const PENALTIES: [(Consequence, u32); 3] = [
    (Consequence::Reminder, REMINDER_DAY),
    (Consequence::Points, POINTS_DAY),
    (Consequence::OffSale, OFF_SALE_DAY),
];
/// Counting stops here: nothing depends on how much more it is.
const MAX_DAYS: u32 = 400;

/// What Qoo10 does about an order that is not shipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Consequence {
    Reminder,
    /// Two points are taken off.
    Points,
    /// The item is taken off sale for 30 days, if the shop's ship rate is low.
    OffSale,
    /// Reservation goods: the date that the shop itself has promised.
    OwnDate,
}

impl Consequence {
    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reminder => "reminder",
            Self::Points => "points",
            Self::OffSale => "off_sale",
            Self::OwnDate => "own_date",
        }
    }
}

/// What happens next to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextConsequence {
    pub what: Consequence,
    pub on: NaiveDate,
    /// Shipped on this day at the latest, it does not happen.
    pub ship_by: NaiveDate,
    /// Business days from today until it happens.
    pub days_left: u32,
}

impl NextConsequence {
    /// Business days from today until the ship-by day; 0 on that day, none when it is over.
    pub fn days_to_ship(&self, today: NaiveDate) -> Option<u32> {
        let days = match self.what {
            Consequence::OwnDate => self.days_left,
            _ => self.days_left.saturating_sub(1),
        };
        // A day of the shop's own may be no business day, and is still to come.
        match self.ship_by.cmp(&today) {
            Ordering::Less => None,
            Ordering::Equal => Some(0),
            Ordering::Greater => Some(days.max(1)),
        }
    }
}

/// Where an order stands on the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PenaltyPosition {
    /// The business day that it is on, counted from the payment date; none for reservation goods.
    pub day: Option<u32>,
    /// What happens next; none when everything has happened.
    pub next: Option<NextConsequence>,
    /// Whether Qoo10 has sent its reminder, or will today; reservation goods: whether their date has come.
    pub is_late: bool,
    /// The date that was promised for reservation goods.
    pub own_date: Option<NaiveDate>,
    /// Shipped on this day at the latest, it costs nothing but a reminder: the day before points are taken
    /// off, or the date that was promised.
    pub free_until: NaiveDate,
}

/// A sentence with the business days that it may name: `reminder_day`, `points_day` and `off_sale_day`, and
/// the last ones before the latter two, `free_day` and `good_day`.
pub fn with_day_facts(sentence: Message) -> Message {
    sentence
        .with("reminder_day", REMINDER_DAY)
        .with("free_day", POINTS_DAY - 1)
        .with("points_day", POINTS_DAY)
        .with("good_day", OFF_SALE_DAY - 1)
        .with("off_sale_day", OFF_SALE_DAY)
}

/// Qoo10's business days.
pub fn build_qoo10_calendar() -> Calendar {
    Calendar::new(vec![Weekday::Sat, Weekday::Sun], BTreeMap::new(), true)
}

/// Where an order of normal goods stands.
///
/// # Errors
/// Outside the years of which the public holidays are known.
pub fn compute_normal_position(
    calendar: &Calendar,
    paid_on: NaiveDate,
    today: NaiveDate,
) -> Result<PenaltyPosition, Error> {
    let day = count_open_days(calendar, paid_on, today)?;
    let mut next = None;
    for (what, on_day) in PENALTIES {
        let on = calendar.add_business_days(paid_on, on_day)?;
        if on > today {
            let ship_by = calendar.add_business_days(paid_on, on_day - 1)?;
            next =
                Some(NextConsequence { what, on, ship_by, days_left: count_open_days(calendar, today, on)? });
            break;
        }
    }
    let free_until = calendar.add_business_days(paid_on, POINTS_DAY - 1)?;
    Ok(PenaltyPosition { day: Some(day), next, is_late: day >= REMINDER_DAY, own_date: None, free_until })
}

/// Where an order of reservation goods stands, which are to be shipped on a date of their own.
///
/// # Errors
/// As [`compute_normal_position`].
pub fn compute_reservation_position(
    calendar: &Calendar,
    ships_on: NaiveDate,
    today: NaiveDate,
) -> Result<PenaltyPosition, Error> {
    let next = if ships_on >= today {
        let days_left = count_open_days(calendar, today, ships_on)?;
        Some(NextConsequence { what: Consequence::OwnDate, on: ships_on, ship_by: ships_on, days_left })
    } else {
        None
    };
    Ok(PenaltyPosition {
        day: None,
        next,
        is_late: ships_on <= today,
        own_date: Some(ships_on),
        free_until: ships_on,
    })
}

/// The last day on which an order paid then counts as shipped for the ship rate.
///
/// # Errors
/// As [`compute_normal_position`].
pub fn find_last_good_day(calendar: &Calendar, paid_on: NaiveDate) -> Result<NaiveDate, Error> {
    calendar.add_business_days(paid_on, OFF_SALE_DAY - 1)
}

/// Business days after one date, up to and with another.
fn count_open_days(calendar: &Calendar, after: NaiveDate, until: NaiveDate) -> Result<u32, UnknownYear> {
    let (mut count, mut day) = (0, after);
    while day < until && count < MAX_DAYS {
        let Some(next) = day.succ_opt() else { break };
        day = next;
        count += u32::from(calendar.is_open(day)?);
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_iso_date;

    fn date(text: &str) -> NaiveDate {
        parse_iso_date(text).unwrap()
    }

    /// What, when, the last day to prevent it, and the days left.
    type Told = Option<(Consequence, String, String, u32)>;

    fn stands(paid: &str, today: &str) -> (u32, Told, bool) {
        let standing = compute_normal_position(&build_qoo10_calendar(), date(paid), date(today)).unwrap();
        let next = standing.next.map(|n| (n.what, n.on.to_string(), n.ship_by.to_string(), n.days_left));
        (standing.day.unwrap(), next, standing.is_late)
    }

    fn next(what: Consequence, on: &str, by: &str, left: u32) -> Told {
        Some((what, on.to_owned(), by.to_owned(), left))
    }

    #[test]
    fn paid_before_golden_week_2026() {
        use Consequence::{OffSale, Points, Reminder};
        for (today, day, wanted, is_late) in [
            ("2026-04-28", 0, next(Reminder, "2026-05-07", "2026-05-01", 3), false),
            ("2026-04-29", 0, next(Reminder, "2026-05-07", "2026-05-01", 3), false),
            ("2026-04-30", 1, next(Reminder, "2026-05-07", "2026-05-01", 2), false),
            ("2026-05-06", 2, next(Reminder, "2026-05-07", "2026-05-01", 1), false),
            ("2026-05-07", 3, next(Points, "2026-05-11", "2026-05-08", 2), true),
            ("2026-05-08", 4, next(Points, "2026-05-11", "2026-05-08", 1), true),
            ("2026-05-09", 4, next(Points, "2026-05-11", "2026-05-08", 1), true),
            ("2026-05-11", 5, next(OffSale, "2026-05-12", "2026-05-11", 1), true),
            ("2026-05-12", 6, None, true),
            ("2026-05-13", 7, None, true),
        ] {
            assert_eq!(stands("2026-04-28", today), (day, wanted, is_late), "{today}");
        }
        assert_eq!(find_last_good_day(&build_qoo10_calendar(), date("2026-04-28")), Ok(date("2026-05-11")));
    }

    #[test]
    fn the_days_left_to_ship_end_on_the_ship_by_day() {
        let paid = |today: &str| {
            let next = compute_normal_position(&build_qoo10_calendar(), date("2026-06-09"), date(today))
                .unwrap()
                .next
                .unwrap();
            (next.ship_by.to_string(), next.days_to_ship(date(today)))
        };
        // Day 3 is Friday 12 June, day 5 Tuesday 16.
        assert_eq!(paid("2026-06-09"), ("2026-06-11".into(), Some(2)));
        assert_eq!(paid("2026-06-11"), ("2026-06-11".into(), Some(0)));
        assert_eq!(paid("2026-06-12"), ("2026-06-15".into(), Some(1)));
        let over = compute_normal_position(&build_qoo10_calendar(), date("2026-06-10"), date("2026-06-13"))
            .unwrap()
            .next
            .unwrap();
        assert_eq!((over.ship_by, over.days_to_ship(date("2026-06-13"))), (date("2026-06-12"), None));
        let own =
            compute_reservation_position(&build_qoo10_calendar(), date("2026-07-05"), date("2026-07-04"))
                .unwrap()
                .next
                .unwrap();
        assert_eq!(own.days_to_ship(date("2026-07-04")), Some(1), "a Sunday is still to come");
    }

    #[test]
    fn until_day_4_nothing_is_taken_off() {
        for today in ["2026-04-28", "2026-05-13"] {
            let standing =
                compute_normal_position(&build_qoo10_calendar(), date("2026-04-28"), date(today)).unwrap();
            assert_eq!(standing.free_until, date("2026-05-08"), "{today}");
        }
        let own =
            compute_reservation_position(&build_qoo10_calendar(), date("2026-07-05"), date("2026-07-01"))
                .unwrap();
        assert_eq!(own.free_until, date("2026-07-05"));
    }

    #[test]
    fn paid_on_a_weekend_the_count_begins_on_monday() {
        use Consequence::Reminder;
        for (paid, today, day) in [
            ("2026-06-27", "2026-06-28", 0),
            ("2026-06-27", "2026-06-29", 1),
            ("2026-06-28", "2026-06-29", 1),
            // A clock that is behind the payment counts nothing.
            ("2026-06-28", "2026-06-01", 0),
        ] {
            let (counted, next, is_late) = stands(paid, today);
            assert_eq!((counted, is_late), (day, false), "{paid} {today}");
            assert_eq!(next.unwrap().0, Reminder);
        }
    }

    #[test]
    fn reservation_goods_have_one_date_that_may_be_a_holiday_and_far_away() {
        let stands = |on: &str, today: &str| {
            compute_reservation_position(&build_qoo10_calendar(), date(on), date(today)).unwrap()
        };
        let standing = stands("2026-07-05", "2026-07-01");
        let next = standing.next.unwrap();
        assert_eq!((next.what, next.on, next.days_left), (Consequence::OwnDate, date("2026-07-05"), 2));
        assert_eq!((standing.day, standing.is_late), (None, false));
        let on_the_day = stands("2026-07-05", "2026-07-05");
        assert_eq!(on_the_day.next.map(|next| (next.ship_by, next.days_left)), Some((date("2026-07-05"), 0)));
        let after = stands("2026-07-05", "2026-07-06");
        assert_eq!((after.next, after.own_date), (None, Some(date("2026-07-05"))));
        assert!(on_the_day.is_late && after.is_late);
        assert_eq!(stands("9999-12-31", "2026-07-01").next.unwrap().days_left, MAX_DAYS);
    }

    #[test]
    fn a_payment_of_long_ago_is_still_counted() {
        let (day, next, is_late) = stands("1999-01-01", "2026-07-01");
        assert_eq!((day, next, is_late), (MAX_DAYS, None, true));
    }
}
