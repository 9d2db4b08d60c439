use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::domain::late::Consequence;
use crate::domain::order::ApiStatus;
use crate::domain::status_machine;
use crate::domain::time::{parse_iso_date, parse_jst};

fn date(text: &str) -> NaiveDate {
    parse_iso_date(text).unwrap()
}

fn no(n: i64) -> OrderNo {
    OrderNo::new(n).unwrap()
}

fn line(n: i64, paid: Option<&str>) -> OrderLine {
    let at = |day: &str| parse_jst(&format!("{day}T12:00:00+09:00")).unwrap();
    OrderLine {
        line_id: n,
        parent: None,
        order_no: OrderNo::new(n),
        sku: None,
        ordered_at: Some(at("2026-06-01")),
        paid_at: paid.map(at),
        cancel_requested: false,
        cancelled: false,
        confirmed: false,
        planned_ship_date: None,
        sent: false,
    }
}

fn order(code: &str, lines: Vec<OrderLine>) -> Order {
    Order {
        order_id: 1,
        code: code.to_owned(),
        state: status_machine::OrderState {
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
        lines,
    }
}

fn reserved(own: &[(i64, &str)]) -> HashMap<OrderNo, Availability> {
    own.iter().map(|(n, day)| (no(*n), Availability::read(Some("1"), Some(day)))).collect()
}

fn codes(orders: &[Order], own: &[(i64, &str)], today: &str) -> Vec<(String, Option<Consequence>)> {
    let board = build_board(orders, &reserved(own), &PlanRules::default(), date(today)).unwrap();
    board.into_iter().map(|e| (e.order, e.standing.next.map(|next| next.what))).collect()
}

#[test]
fn the_most_urgent_order_stands_first() {
    let orders = [
        order("new", vec![line(1, Some("2026-07-01"))]),
        order("off sale tomorrow", vec![line(2, Some("2026-06-24"))]),
        order("everything happened", vec![line(3, Some("2026-06-15"))]),
        order("happened first", vec![line(4, Some("2026-06-12"))]),
        order("points tomorrow", vec![line(5, Some("2026-06-25"))]),
    ];
    let wanted = [
        ("happened first", None),
        ("everything happened", None),
        ("off sale tomorrow", Some(Consequence::OffSale)),
        ("points tomorrow", Some(Consequence::Points)),
        ("new", Some(Consequence::Reminder)),
    ];
    assert_eq!(codes(&orders, &[], "2026-07-01"), wanted.map(|(code, what)| (code.to_owned(), what)));
}

#[test]
fn what_qoo10_does_not_wait_for_is_not_on_the_board() {
    let mut unpaid = order("unpaid", vec![line(1, Some("2026-06-24"))]);
    unpaid.state.payment_status = PaymentStatus::Unpaid;
    let sent = order("sent", vec![OrderLine { sent: true, ..line(2, Some("2026-06-24")) }]);
    let cancelled = order("cancelled", vec![OrderLine { cancelled: true, ..line(3, Some("2026-06-24")) }]);
    let local = order("local", vec![OrderLine { order_no: None, ..line(4, Some("2026-06-24")) }]);
    assert_eq!(codes(&[unpaid, sent, cancelled, local], &[], "2026-07-01"), []);
}

#[test]
fn an_order_paid_by_hand_is_counted_from_its_order_date() {
    let entries = build_board(
        &[order("x", vec![line(1, None)])],
        &HashMap::new(),
        &PlanRules::default(),
        date("2026-06-02"),
    )
    .unwrap();
    assert_eq!((entries[0].paid_at, entries[0].standing.day), (None, Some(1)));
}

#[test]
fn only_an_order_of_reservation_goods_alone_follows_their_date_the_earliest_one() {
    let both = [line(1, Some("2026-06-15")), line(2, Some("2026-06-15"))];
    let one = |own: &[(i64, &str)]| codes(&[order("x", both.to_vec())], own, "2026-07-01")[0].1;
    assert_eq!(one(&[]), None, "day 6 is long over");
    assert_eq!(one(&[(1, "2026-08-01")]), None, "one line of normal goods is enough");
    assert_eq!(one(&[(1, "2026-08-01"), (2, "2026-07-02")]), Some(Consequence::OwnDate));
    let own = reserved(&[(1, "2026-08-01"), (2, "2026-07-02")]);
    let orders = [order("x", both.to_vec())];
    let entries = build_board(&orders, &own, &PlanRules::default(), date("2026-07-01")).unwrap();
    assert_eq!(entries[0].standing.next.unwrap().on, date("2026-07-02"));
}

#[test]
fn sch_07_a_plan_that_the_goods_allow_at_the_earliest_is_not_too_late() {
    let shop = Calendar::new(vec![chrono::Weekday::Sat, chrono::Weekday::Sun], BTreeMap::new(), false);
    let rules = PlanRules { calendar: shop, lead_days: LeadDays::default() };
    // Saturday 2026-07-11: the next business day is Monday the 13th.
    for (own, planned, is_late) in [
        (&[(1, "2026-07-11"), (2, "2026-07-08")][..], "2026-07-13", false),
        (&[(1, "2026-07-11"), (2, "2026-07-08")], "2026-07-14", true),
        (&[(1, "2026-07-11")], "2026-07-13", false),
        (&[(1, "2026-07-11")], "2026-07-14", true),
        // Paid on Wednesday 2026-07-01: day 4 is the 7th.
        (&[], "2026-07-07", false),
        (&[], "2026-07-08", true),
        (&[(1, "2026-07-02")], "2026-07-07", false),
    ] {
        let line = |n| OrderLine { planned_ship_date: Some(date(planned)), ..line(n, Some("2026-07-01")) };
        let orders = [order("x", vec![line(1), line(2)])];
        let entries = build_board(&orders, &reserved(own), &rules, date("2026-07-01")).unwrap();
        assert_eq!(entries[0].is_plan_late(), is_late, "{own:?} {planned}");
    }
}

#[test]
fn sch_08_lead_days_are_named_and_stop_no_clock() {
    let lead = [("SLOW*".to_owned(), 7), ("FAST".to_owned(), 1)];
    let rules = PlanRules { calendar: Calendar::default(), lead_days: LeadDays::new(lead.into()) };
    let line = |n, sku: &str| OrderLine {
        planned_ship_date: Some(date("2026-07-10")),
        sku: Some(sku.to_owned()),
        ..line(n, Some("2026-07-01"))
    };
    for (skus, wanted) in [(["FAST", "X"], Some(1)), (["FAST", "SLOW-1"], Some(7)), (["X", "Y"], None)] {
        let orders = [order("x", vec![line(1, skus[0]), line(2, skus[1])])];
        let entries = build_board(&orders, &HashMap::new(), &rules, date("2026-07-01")).unwrap();
        assert_eq!((entries[0].lead_days, entries[0].is_plan_late()), (wanted, true), "{skus:?}");
        assert_eq!(entries[0].standing.next.map(|next| next.what), Some(Consequence::Reminder));
    }
}

#[test]
fn looking_ahead_by_business_days_never_hides_what_has_happened() {
    let orders =
        [order("x", vec![line(1, Some("2026-06-26"))]), order("y", vec![line(2, Some("2026-06-01"))])];
    // 2026-06-26 is a Friday: day 3 is Wednesday, 2026-07-01.
    let entries = build_board(&orders, &HashMap::new(), &PlanRules::default(), date("2026-06-28")).unwrap();
    let within =
        |days| entries.iter().filter(|e| is_within(e, days)).map(|e| e.order.as_str()).collect::<Vec<_>>();
    assert_eq!(within(None), ["y", "x"]);
    assert_eq!(within(Some(3)), ["y", "x"]);
    assert_eq!(within(Some(2)), ["y"]);
    assert_eq!(within(Some(0)), ["y"]);
}

#[test]
fn the_ship_rate_counts_what_was_told_by_day_5_among_all_whose_day_5_is_over() {
    // Paid on Monday 2026-06-01: day 5 is Monday 2026-06-08.
    let paid = |told: Option<&str>| (date("2026-06-01"), told.map(date));
    let rate = |all: Vec<_>, today: &str| compute_ship_rate(all, date(today)).unwrap();
    let all = vec![paid(Some("2026-06-08")), paid(Some("2026-06-09")), paid(None), paid(Some("2026-06-01"))];
    assert_eq!(rate(all.clone(), "2026-06-09"), ShipRate { shipped: 2, due: 4 });
    assert_eq!(rate(all, "2026-06-08"), ShipRate::default(), "day 5 is not over yet");
}

#[test]
fn exactly_95_percent_is_low_and_no_orders_are_not() {
    for (shipped, due, low, permille) in [
        (95, 100, true, Some(950)),
        (19, 20, true, Some(950)),
        (96, 100, false, Some(960)),
        (0, 0, false, None),
    ] {
        let rate = ShipRate { shipped, due };
        assert_eq!((rate.is_low(), rate.permille()), (low, permille), "{rate:?}");
    }
    assert_eq!(ShipRate { shipped: 949_999, due: 1_000_000 }.permille(), Some(949));
}
