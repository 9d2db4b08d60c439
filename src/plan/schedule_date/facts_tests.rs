use std::collections::BTreeSet;

use super::*;
use crate::domain::order::{ApiStatus, PaymentStatus, Status};
use crate::domain::status_machine::OrderState;
use crate::domain::time::parse_iso_date;

fn no(n: i64) -> OrderNo {
    OrderNo::new(n).unwrap()
}

/// An order of lines with these SKUs; a line's order number is its place, from 1.
fn order(skus: &[Option<&str>]) -> Order {
    let line = |(at, sku): (usize, &Option<&str>)| OrderLine {
        line_id: at as i64 + 1,
        parent: None,
        order_no: OrderNo::new(at as i64 + 1),
        sku: sku.map(str::to_owned),
        ordered_at: None,
        paid_at: None,
        cancel_requested: false,
        cancelled: false,
        confirmed: false,
        planned_ship_date: None,
        sent: false,
    };
    Order {
        order_id: 1,
        code: "1".to_owned(),
        state: OrderState {
            status: Status::Ready,
            payment_status: PaymentStatus::Paid,
            api_status: ApiStatus::AwaitingPrint,
            hold_reasons: BTreeSet::new(),
        },
        desired_delivery_date: None,
        carrier: String::new(),
        shipped_by: None,
        tracking_numbers: Vec::new(),
        shipped_on: None,
        needs_person: None,
        lines: skus.iter().enumerate().map(line).collect(),
    }
}

fn reserved(days: &[(i64, &str)]) -> HashMap<OrderNo, Availability> {
    days.iter().map(|(n, day)| (no(*n), Availability::read(Some("1"), Some(day)))).collect()
}

#[test]
fn sch_07_the_latest_remaining_line_rules_the_order() {
    let mut two = order(&[Some("A"), Some("B")]);
    for (days, wanted) in [
        (&[][..], None),
        (&[(1, "2026-07-20")], Some("2026-07-20")),
        (&[(1, "2026-07-20"), (2, "2026-07-21")], Some("2026-07-21")),
        (&[(1, "2026-07-22"), (2, "2026-07-21")], Some("2026-07-22")),
        (&[(9, "2026-07-22")], None),
    ] {
        let wanted = wanted.and_then(parse_iso_date);
        assert_eq!(find_available_date(&two, &reserved(days)), Ok(wanted), "{days:?}");
    }
    let unreadable = reserved(&[(1, "2026-07-20"), (2, "soon")]);
    let text = UnreadableDate { order_no: no(2), text: "soon".to_owned() };
    assert_eq!(find_available_date(&two, &unreadable), Err(text));
    two.lines[1].cancelled = true;
    assert_eq!(find_available_date(&two, &unreadable), Ok(parse_iso_date("2026-07-20")));
}

#[test]
fn sch_08_the_longest_of_the_lines_counts_and_one_without_a_key_has_the_business_days() {
    let lead = [("SLOW*", 7), ("FAST", 1), ("NOW", 0)].map(|(key, days)| (key.to_owned(), days));
    let lead = LeadDays::new(lead.into());
    for (skus, wanted) in [
        (&[Some("X")][..], None),
        (&[None], None),
        (&[], None),
        (&[Some("FAST")], Some(1)),
        (&[Some("NOW")], Some(0)),
        (&[Some("FAST"), Some("NOW")], Some(1)),
        (&[Some("FAST"), Some("X")], Some(3)),
        (&[Some("FAST"), None], Some(3)),
        (&[Some("SLOW-1"), Some("X"), Some("FAST")], Some(7)),
    ] {
        assert_eq!(find_longest_lead(&order(skus), &lead, 3), wanted, "{skus:?}");
    }
    let mut cancelled = order(&[Some("SLOW-1"), Some("FAST")]);
    cancelled.lines[0].cancelled = true;
    assert_eq!(find_longest_lead(&cancelled, &lead, 3), Some(1));
    let mut add_on = order(&[Some("FAST"), None]);
    add_on.lines[1].parent = Some(1);
    assert_eq!(find_longest_lead(&add_on, &lead, 3), Some(1), "an add-on goes with its line");
}
