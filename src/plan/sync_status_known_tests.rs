//! SYN-8, SYN-10, SYN-11 and IMP-20: what Qoo10 knows of an order, and staff do not.

use super::*;
use crate::domain::shipment::RemoteParcel;

fn parcel(number: &str) -> RemoteParcel {
    let day = Some(at("11:00:00").date_naive());
    RemoteParcel { company: Some("ゆうパック".into()), number: Some(number.into()), day }
}

fn sent(mut news: RemoteOrders, n: i64, status: u8) -> RemoteOrders {
    let parcel = parcel(&format!("40554842488{n}"));
    let shown = ListedNumber { status: Some(status), parcel, ..paid_at("10:00:00") };
    news.listed.insert(no(n), shown);
    news
}

#[test]
fn syn_08_what_was_sent_in_qsm_needs_a_person_up_to_inspected() {
    use Status::{Backordered, Inspected, OnHold, Preparing, Ready, Shipped, Working};
    for status in [OnHold, Backordered, Ready, Preparing, Working, Inspected, Shipped] {
        for list in [4, 5] {
            let order = order(status, PaymentStatus::Paid, vec![line(1), line(2)]);
            let news = sent(with_status(RemoteOrders::default(), 1, 3), 2, list);
            let decision = decide(&order, &news);
            let wanted = NeedsPerson::SentAtQoo10(no(2), parcel("405548424882"));
            assert_eq!(decision.needs_person, (status != Shipped).then_some(wanted), "{status} {list}");
            assert!(decision.changes.is_empty() && decision.next == order.state, "{status} {list}");
        }
    }
}

#[test]
fn syn_08_with_adopt_sent_an_order_is_closed_once_all_its_lines_have_left() {
    let adopting = LocalFacts { adopts_sent: true, ..facts(None) };
    let of = |order: &Order, news: &RemoteOrders| decide_order(order, news, adopting);
    let two = order(Status::Preparing, PaymentStatus::Paid, vec![line(1), line(2)]);
    let both = sent(sent(RemoteOrders::default(), 1, 4), 2, 5);
    let decision = of(&two, &both);
    assert_eq!((decision.next.status, decision.next.api_status), (Status::Shipped, ApiStatus::Shipped));
    let tracking_numbers = vec!["405548424881".to_owned(), "405548424882".to_owned()];
    let shipped_on = at("11:00:00").date_naive();
    let shipment = Shipment { carrier: "ゆうパック".into(), tracking_numbers, shipped_on };
    assert_eq!(decision.changes, [SyncChange::Adopted(shipment)]);
    assert!(decision.needs_person.is_none() && decision.has_changes() && !decision.should_fire());

    let half = sent(with_status(RemoteOrders::default(), 1, 2), 2, 4);
    assert_eq!(outcomes(&of(&two, &half)), ["needs_person"]);
    let mut claimed = sent(sent(RemoteOrders::default(), 1, 4), 2, 4);
    claimed.looked_up.insert(no(1), LookupAnswer::State { paid_at: None, claim: Some(Claim::Returned) });
    assert_eq!(of(&two, &claimed).needs_person, Some(NeedsPerson::OtherClaim(no(1), Claim::Returned)));
    let mut lost = sent(sent(RemoteOrders::default(), 1, 4), 2, 4);
    lost.listed.get_mut(&no(1)).unwrap().parcel.number = Some("4055\u{fffd}".into());
    assert_eq!(outcomes(&of(&two, &lost)), ["needs_person"], "a number that cannot be read");
    let unpaid = order(Status::OnHold, PaymentStatus::Unpaid, vec![line(1), line(2)]);
    assert_eq!(outcomes(&of(&unpaid, &both)), ["paid", "adopted"]);
    let shipped = order(Status::Shipped, PaymentStatus::Paid, vec![line(1), line(2)]);
    assert_eq!(outcomes(&of(&shipped, &both)), [""; 0], "push-shipments settles it");
    let bare = RemoteOrders { listed: both.listed.clone(), ..RemoteOrders::default() };
    let bare = bare
        .listed
        .into_iter()
        .map(|(n, shown)| (n, ListedNumber { parcel: RemoteParcel::default(), ..shown }));
    let bare = RemoteOrders { listed: bare.collect(), ..RemoteOrders::default() };
    let shipment =
        Shipment { carrier: "佐川急便".into(), tracking_numbers: vec![], shipped_on: facts(None).today };
    assert_eq!(of(&two, &bare).changes, [SyncChange::Adopted(shipment)], "sent without a number");
}

#[test]
fn imp_21_a_row_that_contradicts_its_list_is_on_neither_side() {
    for (asked, of_row, wanted) in [
        (2, None, Some(2)),
        (2, Some(2), Some(2)),
        (1, Some(2), Some(1)),
        (2, Some(4), None),
        (4, Some(3), None),
        (4, Some(5), Some(4)),
    ] {
        assert_eq!(choose_status(asked, of_row), wanted, "{asked} {of_row:?}");
    }
    let news = with_status(RemoteOrders::default(), 1, 2);
    let shown = ListedNumber { status: None, ..news.listed[&no(1)].clone() };
    let news = RemoteOrders { listed: HashMap::from([(no(1), shown)]), ..news };
    let unpaid = order(Status::OnHold, PaymentStatus::Unpaid, vec![line(1)]);
    assert_eq!(outcomes(&decide(&unpaid, &news)), [""; 0]);
}

#[test]
fn syn_11_a_status_of_paid_orders_without_a_payment_date_needs_a_person() {
    use PaymentStatus::{AuthFailed, Paid, Unpaid};
    for (payment, status, is_named) in
        [(Unpaid, 1, false), (Unpaid, 2, true), (AuthFailed, 3, true), (Unpaid, 4, false), (Paid, 2, false)]
    {
        let order = order(Status::OnHold, payment, vec![line(1)]);
        let decision = decide(&order, &with_status(RemoteOrders::default(), 1, status));
        let named = decision.needs_person == Some(NeedsPerson::StatusWithoutPaymentDate(no(1)));
        assert_eq!(named, is_named, "{payment} {status}");
        assert_eq!(decision.next, order.state, "{payment} {status}");
    }
}

#[test]
fn syn_11_a_completed_claim_on_what_is_still_listed_cancels_nothing() {
    for status in [Status::Ready, Status::Preparing] {
        for (list, wanted) in [
            (Some(1), NeedsPerson::ClaimContradictsList(no(1))),
            (Some(3), NeedsPerson::ClaimContradictsList(no(1))),
        ] {
            let mut news = list.into_iter().fold(listed(&[2]), |news, list| with_status(news, 1, list));
            news.record_claim(no(1), Claim::Cancelled);
            let marked = OrderLine { cancel_requested: true, ..line(1) };
            let order = order(status, PaymentStatus::Paid, vec![marked, line(2)]);
            let decision = decide(&order, &news);
            assert_eq!(decision.needs_person, Some(wanted), "{status} {list:?}");
            assert_eq!((decision.changes, decision.numbers), (vec![], vec![no(1)]), "{status} {list:?}");
        }
    }
    let mut unpaid = with_status(RemoteOrders::default(), 1, 1);
    unpaid.record_claim(no(1), Claim::UnpaidCancelled);
    let order = order(Status::OnHold, PaymentStatus::Unpaid, vec![line(1)]);
    assert_eq!(decide(&order, &unpaid).needs_person, Some(NeedsPerson::ClaimContradictsList(no(1))));
}

fn receiver(name: &str, address: &str) -> Receiver {
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let mut receiver = Receiver::default();
    (receiver.party.name, receiver.party.address) = (filled(name), filled(address));
    receiver
}

/// Number 1 among the new orders, with this receiver.
fn shows(shown: &Receiver) -> RemoteOrders {
    let mut news = with_status(RemoteOrders::default(), 1, 2);
    news.record_listed(
        no(1),
        ListedNumber { status: Some(2), receiver: shown.clone(), ..paid_at("10:00:00") },
    );
    news
}

#[test]
fn syn_10_another_receiver_is_taken_over_up_to_ready_and_kept_for_staff_afterwards() {
    use Status::{Backordered, Inspected, OnHold, Preparing, Ready, Shipped, Working};
    let (known, other) = (receiver("見本 花子", "大阪市1"), receiver("見本 花子", "京都市2"));
    for status in [OnHold, Backordered, Ready, Preparing, Working, Inspected, Shipped] {
        let order = order(status, PaymentStatus::Paid, vec![line(1)]);
        let decision = decide_order(&order, &shows(&other), facts(Some(&known)));
        if matches!(status, OnHold | Backordered | Ready) {
            assert_eq!(decision.changes, [SyncChange::ReceiverChanged(other.clone())], "{status}");
            assert_eq!((decision.new_receiver, decision.needs_person), (None, None), "{status}");
        } else {
            assert_eq!(outcomes(&decision), ["needs_person"], "{status}");
            assert_eq!(decision.needs_person, Some(NeedsPerson::ReceiverChanged(no(1))), "{status}");
            assert_eq!(decision.new_receiver, Some(other.clone()), "{status}");
            let kept = LocalFacts { new_receiver: Some(&other), ..facts(Some(&known)) };
            let silent = decide_order(&order, &RemoteOrders::default(), kept);
            assert_eq!(silent.new_receiver, Some(other.clone()), "{status}: what is not listed says nothing");
            let back = decide_order(&order, &shows(&known), kept);
            assert_eq!((back.new_receiver, back.needs_person), (None, None), "{status}: changed back");
        }
        for blank in [receiver("", ""), receiver("見本　花子", "")] {
            let decision = decide_order(&order, &shows(&blank), facts(Some(&known)));
            assert_eq!((decision.new_receiver, decision.changes), (None, vec![]), "{status}: blank");
        }
    }
}

#[test]
fn imp_20_a_blank_receiver_is_filled_until_the_order_is_shipped() {
    use Status::{Backordered, Inspected, OnHold, Preparing, Ready, Shipped, Working};
    let (blank, full) = (receiver("", ""), receiver("見本 花子", "大阪市1"));
    for status in [OnHold, Backordered, Ready, Preparing, Working, Inspected, Shipped] {
        let order = order(status, PaymentStatus::Paid, vec![line(1)]);
        let decision = decide_order(&order, &shows(&full), facts(Some(&blank)));
        let wanted = (status != Shipped).then(|| SyncChange::ReceiverChanged(full.clone()));
        assert_eq!(decision.changes, wanted.into_iter().collect::<Vec<_>>(), "{status}");
        assert_eq!(decision.needs_person, None, "{status}");
    }
}

#[test]
fn imp_20_the_address_hold_comes_with_the_payment_and_goes_with_the_address() {
    let (blank, full) = (receiver("見本 花子", ""), receiver("見本 花子", "大阪市1"));
    let unpaid = order(Status::OnHold, PaymentStatus::Unpaid, vec![line(1)]);
    let decision = decide_order(&unpaid, &shows(&blank), facts(Some(&blank)));
    assert_eq!(outcomes(&decision), ["paid"]);
    assert_eq!(decision.next.status, Status::OnHold);
    assert_eq!(decision.next.hold_reasons, BTreeSet::from([HoldReason::Address]));

    let mut held = order(Status::OnHold, PaymentStatus::Paid, vec![line(1)]);
    held.state.hold_reasons = BTreeSet::from([HoldReason::Address]);
    let decision = decide_order(&held, &shows(&full), facts(Some(&blank)));
    assert_eq!((outcomes(&decision), decision.next.status), (vec!["receiver_changed"], Status::Ready));
    let still = decide_order(&held, &shows(&blank), facts(Some(&blank)));
    assert_eq!((outcomes(&still), still.next.status), (vec![], Status::OnHold));

    let both = decide_order(&unpaid, &shows(&full), facts(Some(&blank)));
    assert_eq!((outcomes(&both), both.next.status), (vec!["receiver_changed", "paid"], Status::Ready));
    let released = order(Status::Ready, PaymentStatus::Paid, vec![line(1)]);
    let decision = decide_order(&released, &shows(&blank), facts(Some(&blank)));
    assert_eq!(decision.next, released.state, "what staff released stays so");
}

#[test]
fn syn_10_of_two_receivers_in_one_cart_the_same_counts_in_every_run() {
    let (first, second) = (receiver("見本 花子", ""), receiver("架空 太郎", "京都市2"));
    let mut news = shows(&first);
    let shown = ListedNumber { status: Some(2), receiver: second, ..ListedNumber::default() };
    news.record_listed(no(2), shown.clone());
    let order = order(Status::Ready, PaymentStatus::Paid, vec![line(2), line(1)]);
    let decision = decide_order(&order, &news, facts(Some(&first)));
    assert_eq!(outcomes(&decision), [""; 0]);
    // What only the other shows fills the blank.
    let party = receiver("見本 花子", "京都市2");
    news.record_listed(no(2), ListedNumber { receiver: party.clone(), ..shown });
    let decision = decide_order(&order, &news, facts(Some(&first)));
    assert_eq!(decision.changes, [SyncChange::ReceiverChanged(party)]);
}

#[test]
fn the_gravest_reason_is_named() {
    let known = receiver("見本 花子", "大阪市1");
    let mut news = sent(shows(&receiver("見本 花子", "京都市2")), 2, 4);
    let order = order(Status::Preparing, PaymentStatus::Paid, vec![line(1), line(2), line(3)]);
    let reason = |news: &RemoteOrders| {
        decide_order(&order, news, facts(Some(&known))).needs_person.map(|why| why.reason().as_str())
    };
    assert_eq!(reason(&news), Some("sent_at_qoo10"));
    news.record_claim(no(1), Claim::Cancelled);
    assert_eq!(reason(&news), Some("claim_contradicts_list"));
    news.looked_up.insert(no(3), LookupAnswer::State { paid_at: None, claim: Some(Claim::Returned) });
    assert_eq!(reason(&news), Some("other_claim"));
    news.looked_up.insert(no(3), LookupAnswer::Unknown);
    assert_eq!(reason(&news), Some("no_such_order"));
    news.record_claim(no(3), Claim::Cancelled);
    assert_eq!(reason(&news), Some("cancelled_past_ready"));
}
