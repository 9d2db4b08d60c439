use std::collections::{BTreeSet, HashMap};

use super::*;
use crate::domain::time::parse_jst;
use crate::domain::unread::{UncertainOrders, UnreadRow};

#[path = "sync_status_known_tests.rs"]
mod known;

fn no(n: i64) -> OrderNo {
    OrderNo::new(n).unwrap()
}

fn at(text: &str) -> Jst {
    parse_jst(&format!("2026-07-01T{text}+09:00")).unwrap()
}

fn line(n: i64) -> OrderLine {
    OrderLine {
        line_id: n,
        parent: None,
        order_no: Some(no(n)),
        sku: Some(format!("SKU-{n}")),
        ordered_at: Some(at("09:00:00")),
        paid_at: None,
        cancel_requested: false,
        cancelled: false,
        confirmed: false,
        planned_ship_date: None,
        sent: false,
    }
}

/// An order of lines 1, 2, … which is held for payment while it is unpaid, and by hand when it is paid.
fn order(status: Status, payment_status: PaymentStatus, lines: Vec<OrderLine>) -> Order {
    let hold = match payment_status {
        PaymentStatus::Paid => HoldReason::Manual,
        _ => HoldReason::Payment,
    };
    let hold_reasons = if status == Status::OnHold { BTreeSet::from([hold]) } else { BTreeSet::new() };
    let standing = OrderState { status, payment_status, api_status: ApiStatus::AwaitingPrint, hold_reasons };
    Order {
        order_id: 1,
        code: "412345678".into(),
        state: standing,
        desired_delivery_date: None,
        carrier: "佐川急便".into(),
        shipped_by: None,
        tracking_numbers: vec![],
        shipped_on: None,
        needs_person: None,
        lines,
    }
}

/// What becomes of an order whose receiver is not known, and that is not to be adopted.
fn decide(order: &Order, news: &RemoteOrders) -> SyncDecision {
    decide_order(order, news, facts(None))
}

fn facts(receiver: Option<&Receiver>) -> LocalFacts<'_> {
    let today = at("12:00:00").date_naive();
    LocalFacts { receiver, new_receiver: None, adopts_sent: false, today }
}

fn paid_at(time: &str) -> ListedNumber {
    ListedNumber { paid_at: Some(at(time)), ..ListedNumber::default() }
}

/// The same, and a number in one of Qoo10's lists.
fn with_status(mut news: RemoteOrders, n: i64, status: u8) -> RemoteOrders {
    news.listed.insert(no(n), ListedNumber { status: Some(status), ..ListedNumber::default() });
    news
}

/// Lists in which all of these numbers stand, unpaid.
fn listed(numbers: &[i64]) -> RemoteOrders {
    let shown = ListedNumber::default();
    RemoteOrders {
        listed: numbers.iter().map(|n| (no(*n), shown.clone())).collect(),
        ..RemoteOrders::default()
    }
}

fn with_claim(numbers: &[i64], claimed: i64, claim: Claim) -> RemoteOrders {
    let mut news = listed(numbers);
    news.record_claim(no(claimed), claim);
    news
}

fn outcomes(decision: &SyncDecision) -> Vec<&'static str> {
    let mut words: Vec<&str> = decision
        .changes
        .iter()
        .filter_map(|change| match change {
            SyncChange::LinePaid { .. } => None,
            SyncChange::Recorded(_) => Some("recorded"),
            SyncChange::Paid { .. } => Some("paid"),
            SyncChange::Cancelled(_) => Some("cancelled"),
            SyncChange::LineCancelled(_) => Some("line_cancelled"),
            SyncChange::CancelRequested(_) => Some("cancel_requested"),
            SyncChange::CancelWithdrawn(_) => Some("cancel_withdrawn"),
            SyncChange::ReceiverChanged(_) => Some("receiver_changed"),
            SyncChange::Adopted(_) => Some("adopted"),
        })
        .collect();
    words.extend(decision.needs_person.as_ref().map(|_| "needs_person"));
    words
}

/// The manual's table, written out: what each status makes of each news, and where it then stands. A
/// cancelled order has no line left, and so no news.
#[test]
fn syn_01_to_04_every_cell_of_the_table() {
    use PaymentStatus::{AuthFailed, Paid, Unpaid};
    use Status::{Backordered, Cancelled, OnHold, Ready};
    type Expected = (&'static [&'static str], Status);
    let paid_outcome = |status: Status, payment: PaymentStatus| -> Expected {
        match (status, payment) {
            (OnHold, Unpaid | AuthFailed) => (&["paid"], Ready),
            (Backordered | Ready, Unpaid | AuthFailed) => (&["paid"], status),
            _ => (&[], status),
        }
    };
    let cancel_outcome = |status: Status| -> Expected {
        match status {
            OnHold | Backordered | Ready => (&["cancelled"], Cancelled),
            _ => (&["needs_person"], status),
        }
    };
    let mut cells = 0;
    for status in Status::ALL.iter().copied() {
        for payment in [Unpaid, AuthFailed, Paid] {
            let mut paid = listed(&[1]);
            paid.listed.insert(no(1), paid_at("10:00:00"));
            let marked = OrderLine { cancel_requested: true, ..line(1) };
            let table: [(&str, OrderLine, RemoteOrders, Expected); 7] = [
                ("no news", line(1), listed(&[1]), (&[], status)),
                ("paid", line(1), paid, paid_outcome(status, payment)),
                (
                    "requested",
                    line(1),
                    with_claim(&[1], 1, Claim::CancelRequested),
                    (&["cancel_requested"], status),
                ),
                (
                    "cancelling",
                    line(1),
                    with_claim(&[1], 1, Claim::Cancelling),
                    (&["cancel_requested"], status),
                ),
                ("completed", line(1), with_claim(&[], 1, Claim::Cancelled), cancel_outcome(status)),
                (
                    "unpaid-cancel",
                    line(1),
                    with_claim(&[], 1, Claim::UnpaidCancelled),
                    cancel_outcome(status),
                ),
                ("withdrawn", marked, listed(&[1]), (&["cancel_withdrawn"], status)),
            ];
            for (news_word, line, news, (wanted, next)) in table {
                let gone = status == Cancelled;
                let (wanted, next) = if gone { (&[][..], status) } else { (wanted, next) };
                let before = order(status, payment, vec![OrderLine { cancelled: gone, ..line }]);
                let decision = decide(&before, &news);
                let mut stands = OrderState { status: next, ..before.state.clone() };
                if !wanted.is_empty() && status != next {
                    stands.hold_reasons.clear();
                }
                if wanted == ["paid"] {
                    stands.payment_status = Paid;
                }
                assert_eq!(outcomes(&decision), wanted, "{status} × {payment} × {news_word}");
                assert_eq!(decision.next, stands, "{status} × {payment} × {news_word}");
                cells += 1;
            }
        }
    }
    assert_eq!(cells, 8 * 3 * 7);
}

#[test]
fn syn_01_a_paid_order_with_a_manual_hold_stays_on_hold_without_the_payment_reason() {
    let mut held = order(Status::OnHold, PaymentStatus::Unpaid, vec![line(1)]);
    held.state.hold_reasons.insert(HoldReason::Manual);
    let mut news = listed(&[1]);
    news.listed.insert(no(1), paid_at("10:00:00"));
    let next = decide(&held, &news).next;
    assert_eq!((next.status, next.payment_status), (Status::OnHold, PaymentStatus::Paid));
    assert_eq!(next.hold_reasons, BTreeSet::from([HoldReason::Manual]));
}

#[test]
fn syn_01_all_remaining_lines_have_to_be_paid_and_what_is_known_is_kept() {
    let unpaid = order(Status::OnHold, PaymentStatus::Unpaid, vec![line(1), line(2)]);
    let mut news = listed(&[1, 2]);
    news.listed.insert(no(1), paid_at("10:00:00"));
    let first = decide(&unpaid, &news);
    assert_eq!(first.changes, [SyncChange::LinePaid { line_id: 1, at: at("10:00:00") }]);
    assert!(!first.has_changes());

    let half = order(
        Status::OnHold,
        PaymentStatus::Unpaid,
        vec![OrderLine { paid_at: Some(at("10:00:00")), ..line(1) }, line(2)],
    );
    news.listed = HashMap::from([(no(2), paid_at("11:00:00"))]);
    assert!(decide(&half, &news).changes.contains(&SyncChange::Paid { at: at("11:00:00") }));
}

#[test]
fn payment_and_cancellation_in_the_same_run() {
    let both = order(Status::OnHold, PaymentStatus::Unpaid, vec![line(1), line(2)]);
    let mut news = with_claim(&[], 2, Claim::UnpaidCancelled);
    news.listed.insert(no(1), paid_at("10:00:00"));
    let decision = decide(&both, &news);
    assert_eq!(outcomes(&decision), ["line_cancelled", "paid"]);
    assert_eq!(decision.next.status, Status::Ready);
}

/// Orders of two unpaid lines, or one, and what both kinds of news make of them together.
#[test]
fn syn_01_to_03_payments_and_claims_of_the_same_order() {
    let paid = |numbers: &[i64], mut news: RemoteOrders| {
        news.listed.extend(numbers.iter().map(|n| (no(*n), paid_at("10:00:00"))));
        news
    };
    let known = OrderLine { paid_at: Some(at("10:00:00")), ..line(1) };
    let marked = |n| OrderLine { cancel_requested: true, ..line(n) };
    type Case<'a> = (&'a str, Vec<OrderLine>, RemoteOrders, &'a [&'a str], Status);
    let cases: [Case<'_>; 6] = [
        (
            "a cancelled line no longer delays the payment",
            vec![known, line(2)],
            with_claim(&[1], 2, Claim::UnpaidCancelled),
            &["line_cancelled", "paid"],
            Status::Ready,
        ),
        (
            "paid and then cancelled",
            vec![line(1)],
            paid(&[1], with_claim(&[], 1, Claim::Cancelled)),
            &["cancelled"],
            Status::Cancelled,
        ),
        (
            "what is left is unpaid",
            vec![line(1), line(2)],
            with_claim(&[2], 1, Claim::UnpaidCancelled),
            &["line_cancelled"],
            Status::OnHold,
        ),
        (
            "two of three",
            vec![line(1), line(2), line(3)],
            {
                let mut news = with_claim(&[2], 1, Claim::Cancelled);
                news.record_claim(no(3), Claim::Cancelled);
                news
            },
            &["line_cancelled", "line_cancelled"],
            Status::OnHold,
        ),
        (
            "completed is not withdrawn",
            vec![marked(1), marked(2)],
            {
                let mut news = with_claim(&[], 1, Claim::Cancelled);
                news.record_claim(no(2), Claim::Cancelling);
                news
            },
            &["line_cancelled"],
            Status::OnHold,
        ),
        (
            "a requested order can still be paid",
            vec![line(1)],
            paid(&[1], with_claim(&[], 1, Claim::CancelRequested)),
            &["cancel_requested", "paid"],
            Status::Ready,
        ),
    ];
    for (name, lines, news, wanted, status) in cases {
        let decision = decide(&order(Status::OnHold, PaymentStatus::Unpaid, lines), &news);
        assert_eq!(outcomes(&decision), wanted, "{name}");
        assert_eq!(decision.next.status, status, "{name}");
    }
}

#[test]
fn syn_02_partial_cancellation_takes_only_the_line() {
    let decision = decide(
        &order(Status::Ready, PaymentStatus::Paid, vec![line(1), line(2)]),
        &with_claim(&[1], 2, Claim::Cancelled),
    );
    assert_eq!(decision.changes, [SyncChange::LineCancelled(line(2))]);
    assert_eq!(decision.next.status, Status::Ready);
}

#[test]
fn syn_02_when_only_local_lines_are_left_the_order_is_cancelled() {
    let local = OrderLine { order_no: None, ..line(3) };
    let addon = OrderLine { order_no: None, parent: Some(1), ..line(4) };
    let earlier = OrderLine { cancelled: true, ..line(2) };
    let lines = vec![line(1), earlier, local, addon];
    let decision =
        decide(&order(Status::Ready, PaymentStatus::Paid, lines), &with_claim(&[], 1, Claim::Cancelled));
    assert_eq!(decision.changes, [SyncChange::Cancelled(vec![line(1)])]);
}

#[test]
fn syn_03_the_furthest_state_of_a_cancellation_counts() {
    let mut news = listed(&[1]);
    for claim in [Claim::Cancelled, Claim::CancelRequested, Claim::Cancelling] {
        news.record_claim(no(1), claim);
    }
    assert_eq!(news.claims[&no(1)], Claim::Cancelled);
}

#[test]
fn syn_03_a_mark_is_set_once() {
    let marked =
        order(Status::Ready, PaymentStatus::Paid, vec![OrderLine { cancel_requested: true, ..line(1) }]);
    let decision = decide(&marked, &with_claim(&[1], 1, Claim::Cancelling));
    assert!(!decision.has_changes());
    let fresh = decide(
        &order(Status::Ready, PaymentStatus::Paid, vec![line(1)]),
        &with_claim(&[1], 1, Claim::CancelRequested),
    );
    assert_eq!(fresh.changes, [SyncChange::CancelRequested(line(1))]);
}

#[test]
fn syn_02_what_left_the_lists_otherwise_needs_a_person() {
    let open = order(Status::Ready, PaymentStatus::Paid, vec![line(1)]);
    let looked_up =
        |answer| RemoteOrders { looked_up: HashMap::from([(no(1), answer)]), ..RemoteOrders::default() };
    let of = |answer| decide(&open, &looked_up(answer)).needs_person;
    assert_eq!(of(LookupAnswer::Unknown), Some(NeedsPerson::UnknownAtQoo10(no(1))));
    let state = |claim| LookupAnswer::State { paid_at: None, claim };
    assert_eq!(of(state(Some(Claim::Returned))), Some(NeedsPerson::OtherClaim(no(1), Claim::Returned)));
    assert_eq!(of(state(None)), None);
    assert_eq!(outcomes(&decide(&open, &looked_up(state(Some(Claim::Cancelled))))), ["cancelled"]);
    assert_eq!(
        outcomes(&decide(&open, &looked_up(state(Some(Claim::CancelRequested))))),
        ["cancel_requested"]
    );

    let unpaid = order(Status::OnHold, PaymentStatus::Unpaid, vec![line(1)]);
    let refunded = LookupAnswer::State { paid_at: Some(at("10:00:00")), claim: Some(Claim::Returned) };
    assert_eq!(outcomes(&decide(&unpaid, &looked_up(refunded))), ["needs_person"], "never ready");
    let paid = LookupAnswer::State { paid_at: Some(at("10:00:00")), claim: None };
    assert_eq!(outcomes(&decide(&unpaid, &looked_up(paid))), ["paid"]);
}

#[test]
fn syn_07_what_was_said_stays_said_while_nothing_new_is_known() {
    let flagged = Order {
        needs_person: Some(NeedsPerson::UnknownAtQoo10(no(1))),
        ..order(Status::Ready, PaymentStatus::Paid, vec![line(1)])
    };
    assert_eq!(decide(&flagged, &RemoteOrders::default()).needs_person, flagged.needs_person);
    assert_eq!(decide(&flagged, &listed(&[1])).needs_person, None, "it turned up again");
    assert_eq!(find_unexplained(&flagged, &RemoteOrders::default()).collect::<Vec<_>>(), [no(1)]);
    assert_eq!(find_unexplained(&flagged, &listed(&[1])).count(), 0);
}

#[test]
fn syn_03_a_mark_goes_only_by_lists_that_were_read_whole() {
    let marked = OrderLine { cancel_requested: true, ..line(1) };
    let order = order(Status::Ready, PaymentStatus::Paid, vec![marked, line(2)]);
    let changes = |orders: Option<&[i64]>| {
        let row = |numbers: &[i64]| UnreadRow {
            orders: numbers.iter().map(|n| no(*n)).collect(),
            carts: Vec::new(),
            problem: crate::vocabulary::Message::quoted(""),
        };
        let rows: Vec<UnreadRow> = orders.iter().map(|numbers| row(numbers)).collect();
        decide(&order, &RemoteOrders { doubt: UncertainOrders::from_rows(&rows), ..listed(&[1, 2]) }).changes
    };
    let lifted = SyncChange::CancelWithdrawn(order.lines[0].clone());
    assert_eq!(changes(None), [lifted], "all lists were read whole");
    for elsewhere in [&[][..], &[9], &[1]] {
        assert_eq!(changes(Some(elsewhere)), [], "{elsewhere:?}");
    }
    let named = SyncChange::CancelRequested(order.lines[1].clone());
    assert_eq!(changes(Some(&[2])), [named], "a claim that cannot be read counts as a request");
}

/// An order of two lines that staff cancelled by hand.
fn cancelled_by_hand() -> Order {
    order(Status::Cancelled, PaymentStatus::Paid, vec![line(1), line(2)])
}

#[test]
fn syn_11_what_was_cancelled_here_alone_needs_a_person_while_qoo10_has_it_open() {
    let order = cancelled_by_hand();
    let open = with_status(listed(&[1]), 2, 2);
    let decision = decide(&order, &open);
    assert_eq!(decision.needs_person, Some(NeedsPerson::CancelledHereOnly(no(2))));
    assert_eq!((&decision.next, decision.numbers), (&order.state, vec![no(2)]));
    // A request is no cancellation: somebody has to accept it.
    let mut requested = with_status(listed(&[1]), 2, 2);
    requested.record_claim(no(2), Claim::CancelRequested);
    let decision = decide(&order, &requested);
    assert_eq!(outcomes(&decision), ["needs_person"], "no mark: it does not ship");

    let said = Order { needs_person: Some(NeedsPerson::CancelledHereOnly(no(1))), ..cancelled_by_hand() };
    for (news, stays) in [(RemoteOrders::default(), true), (listed(&[1]), true), (listed(&[1, 2]), false)] {
        assert_eq!(decide(&said, &news).needs_person.is_some(), stays, "{news:?}");
    }
    assert_eq!(decide(&order, &RemoteOrders::default()).needs_person, None, "not said, and nothing is known");
}

#[test]
fn a_cancellation_at_qoo10_of_what_was_cancelled_by_hand_is_recorded_and_no_news() {
    let order = cancelled_by_hand();
    let mut news = with_status(listed(&[1]), 2, 2);
    news.record_claim(no(1), Claim::Cancelled);
    let decision = decide(&order, &news);
    assert_eq!(decision.changes, [SyncChange::Recorded(vec![line(1)])]);
    assert_eq!(decision.needs_person, Some(NeedsPerson::CancelledHereOnly(no(2))), "the other is open");
    let mut news = RemoteOrders { listed: HashMap::new(), ..news };
    news.record_claim(no(2), Claim::Cancelled);
    let decision = decide(&order, &news);
    assert_eq!(outcomes(&decision), ["recorded"]);
    assert!(!decision.has_changes());
}
