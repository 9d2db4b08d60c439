use std::collections::BTreeSet;

use super::*;
use crate::domain::ids::PackNo;
use crate::domain::open_order::OrderLine;
use crate::domain::order::PaymentStatus;
use crate::domain::status_machine::OrderState;
use crate::domain::unread::UnreadRow;

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, d).unwrap()
}

fn no(n: i64) -> OrderNo {
    OrderNo::new(n).unwrap()
}

fn line(n: i64) -> OrderLine {
    OrderLine {
        line_id: n,
        parent: None,
        order_no: Some(no(n)),
        sku: None,
        ordered_at: None,
        paid_at: None,
        cancel_requested: false,
        cancelled: false,
        confirmed: true,
        planned_ship_date: None,
        sent: false,
    }
}

fn order(status: Status, api_status: ApiStatus, shipped_on: Option<u32>, numbers: &[&str]) -> Order {
    Order {
        order_id: 1,
        code: "412345678".into(),
        state: OrderState {
            status,
            payment_status: PaymentStatus::Paid,
            api_status,
            hold_reasons: BTreeSet::new(),
        },
        desired_delivery_date: None,
        carrier: "佐川急便".into(),
        shipped_by: None,
        tracking_numbers: numbers.iter().map(|n| (*n).to_owned()).collect(),
        shipped_on: shipped_on.map(day),
        needs_person: None,
        lines: vec![line(1), line(2)],
    }
}

#[test]
fn shp_01_the_conditions_as_a_truth_table() {
    let today = ShipDates::new(day(10), None, None, 0);
    for status in Status::ALL {
        for api_status in ApiStatus::ALL {
            for shipped_on in [None, Some(9), Some(10), Some(11)] {
                for numbers in [&[][..], &["123456789013"]] {
                    let may_go = *status == Status::Shipped
                        && *api_status == ApiStatus::Printed
                        && !numbers.is_empty();
                    let wanted = match (may_go, shipped_on) {
                        (true, Some(10)) => DueState::Now,
                        (true, Some(9)) => DueState::Missed,
                        _ => DueState::NotDue,
                    };
                    let order = order(*status, *api_status, shipped_on, numbers);
                    assert_eq!(
                        check_due(&order, today, false),
                        wanted,
                        "{status} {api_status} {shipped_on:?} {numbers:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn shp_01_what_was_begun_is_finished_whatever_its_date() {
    let today = ShipDates::new(day(10), None, None, 0);
    let old = order(Status::Shipped, ApiStatus::Printed, Some(1), &["1"]);
    assert_eq!(check_due(&old, today, false), DueState::Missed);
    assert_eq!(check_due(&old, today, true), DueState::Now);
    let half = Order { lines: vec![OrderLine { sent: true, ..line(1) }, line(2)], ..old };
    assert_eq!(check_due(&half, today, false), DueState::Now);
}

#[test]
fn shp_07_days_of_a_run() {
    let days = |date: Option<u32>, since: Option<u32>, catch_up| {
        ShipDates::new(day(10), date.map(day), since.map(day), catch_up)
    };
    assert_eq!(days(None, None, 0), ShipDates { from: day(10), to: day(10) });
    assert_eq!(days(None, None, 3), ShipDates { from: day(7), to: day(10) });
    assert_eq!(days(Some(8), None, 0), ShipDates { from: day(8), to: day(8) });
    assert_eq!(days(None, Some(6), 0), ShipDates { from: day(6), to: day(10) });
    assert_eq!(days(None, Some(6), 9), ShipDates { from: day(6), to: day(10) });
}

#[test]
fn a_claim_that_cannot_be_read_blocks_the_orders_that_it_names() {
    let order = order(Status::Shipped, ApiStatus::Printed, Some(10), &["1"]);
    let of = |orders: &[i64], carts: &[i64]| {
        let row = UnreadRow {
            orders: orders.iter().map(|n| no(*n)).collect(),
            carts: carts.iter().filter_map(|n| PackNo::new(*n)).collect(),
            problem: crate::vocabulary::Message::quoted(""),
        };
        find_block_reason(&order, &HashMap::new(), &UncertainOrders::from_rows(&[row]))
    };
    for (orders, carts, is_blocked) in [
        (&[1][..], &[][..], true),
        (&[9, 2], &[], true),
        (&[], &[412_345_678], true),
        (&[9], &[412_345_678], false),
        (&[], &[412_345_679], false),
        (&[], &[], false),
    ] {
        let wanted = is_blocked.then_some(SendFailure::ClaimUnreadable);
        assert_eq!(of(orders, carts), wanted, "{orders:?} {carts:?}");
    }
}

#[test]
fn orders_are_asked_by_number_whole_and_no_more_than_allowed() {
    let orders = [1, 2, 3].map(|_| order(Status::Shipped, ApiStatus::Printed, Some(10), &["1"]));
    let each = list_remaining(&orders[0]).count();
    for (most, wanted) in [(0, 0), (each - 1, 0), (each, 1), (3 * each - 1, 2), (100, 3)] {
        assert_eq!(count_affordable(orders.iter(), most), wanted, "{most}");
    }
}

#[test]
fn shp_01_one_requested_line_blocks_the_whole_order() {
    let order = order(Status::Shipped, ApiStatus::Printed, Some(10), &["1"]);
    let of = |claims: &[(i64, Claim)]| {
        find_block_reason(
            &order,
            &claims.iter().map(|(n, claim)| (no(*n), *claim)).collect(),
            &UncertainOrders::default(),
        )
    };
    assert_eq!(of(&[]), None);
    assert_eq!(of(&[(9, Claim::CancelRequested)]), None, "another order's");
    assert_eq!(of(&[(2, Claim::CancelRequested)]), Some(SendFailure::CancelRequested));
    assert_eq!(of(&[(2, Claim::Cancelling)]), Some(SendFailure::CancelRequested));
    assert_eq!(of(&[(1, Claim::CancelRequested), (2, Claim::Cancelled)]), Some(SendFailure::Cancelled));
    assert_eq!(of(&[(1, Claim::UnpaidCancelled)]), Some(SendFailure::Cancelled));
    assert_eq!(of(&[(1, Claim::Returned)]), None);
}

#[test]
fn shp_06_what_qoo10_shows_is_compared_after_cleaning() {
    let parcel = Parcel { company: "佐川急便".into(), tracking: "123456789013".into() };
    let of = |theirs: Option<Option<&str>>| {
        compare_tracking(theirs.map(|t| t.map(str::to_owned)).as_ref(), &parcel)
    };
    assert_eq!(of(None), SentMatch::NotListed);
    assert_eq!(of(Some(Some("1234-5678-9013"))), SentMatch::Same);
    for other in [Some("405548424886"), None] {
        let SentMatch::Other(SendFailure::SentOtherwise { theirs, ours }) = of(Some(other)) else {
            panic!("{other:?}")
        };
        assert_eq!((theirs.as_str(), ours.as_str()), (other.unwrap_or_default(), "123456789013"));
    }
}

#[test]
fn every_code_has_a_meaning() {
    assert_eq!(decide_verdict(Some(0)), ShipmentVerdict::Sent);
    for code in [None, Some(-10007), Some(-10010), Some(-10103), Some(-10113), Some(-10114)] {
        assert_eq!(decide_verdict(code), ShipmentVerdict::ReadBack, "{code:?}");
    }
    for code in [
        -10101, -10102, -10104, -10105, -10106, -10107, -10108, -10109, -10111, -10112, -10115, -10116,
        -10117, -10118, -10119, -10120, -10121, -10122, -10001,
    ] {
        assert_eq!(decide_verdict(Some(code)), ShipmentVerdict::Failed(SendFailure::Refused(code)));
    }
    assert_eq!(explain_not_sent(None), SendFailure::NotMentioned);
    assert_eq!(explain_not_sent(Some(-10103)).reason(), Reason::NumberUsedBefore);
}

#[test]
fn shp_02_03_04_company_and_first_number() {
    let own = BTreeMap::from([("赤い会社".to_owned(), "ゆうパック".to_owned())]);
    let of = |by: Option<&str>, numbers: &[&str], check| {
        let order = Order {
            shipped_by: by.map(str::to_owned),
            ..order(Status::Shipped, ApiStatus::Printed, Some(10), numbers)
        };
        build_parcel(&order, &own, check)
            .map(|(parcel, doubt)| (parcel.company, parcel.tracking, doubt.is_some()))
    };
    let good = |company: &str, number: &str| Ok((company.to_owned(), number.to_owned(), false));
    let refuse = CheckDigits::Refuse;
    assert_eq!(
        of(None, &["1234-5678-9013", "405548424886"], refuse),
        good("佐川急便", "123456789013"),
        "the first one"
    );
    assert_eq!(of(Some("ヤマト運輸"), &["123456789013"], refuse), good("ヤマト宅急便", "123456789013"));
    assert_eq!(of(Some("赤い会社"), &["123456789013"], refuse), good("ゆうパック", "123456789013"));
    assert_eq!(
        of(Some("知らない会社"), &["1"], refuse),
        Err(SendFailure::UnmappedCarrier("知らない会社".into()))
    );
    assert!(matches!(of(None, &["123456789012"], refuse), Err(SendFailure::NumberBreaksRule(..))));
    assert_eq!(
        of(None, &["123456789012"], CheckDigits::Warn),
        Ok(("佐川急便".into(), "123456789012".into(), true))
    );
    assert_eq!(of(None, &["123456789012"], CheckDigits::Off), good("佐川急便", "123456789012"));
    for check in [refuse, CheckDigits::Warn, CheckDigits::Off] {
        assert!(matches!(of(None, &["4.9E+11"], check), Err(SendFailure::NoNumber(..))), "{check:?}");
    }
}

#[test]
fn shp_03_the_company_that_qoo10_gave_at_import_maps_to_itself() {
    let unusual = Order {
        carrier: "Qoo10だけが知る会社".into(),
        ..order(Status::Shipped, ApiStatus::Printed, Some(10), &["AB1234"])
    };
    assert_eq!(
        build_parcel(&unusual, &BTreeMap::new(), CheckDigits::Refuse).unwrap().0.company,
        "Qoo10だけが知る会社"
    );
}

#[test]
fn shp_09_what_stands_for_a_number_is_not_sent_however_it_came_here() {
    let none = |number: &str, why| Err(SendFailure::NoNumber(number.to_owned(), why));
    let of = |carrier: &str, number: &str| {
        let order = Order {
            carrier: carrier.into(),
            lines: vec![line(1), OrderLine { cancelled: true, ..line(1_062_428_738) }],
            code: "412000001-2".into(),
            ..order(Status::Shipped, ApiStatus::Printed, Some(10), &[number])
        };
        build_parcel(&order, &BTreeMap::new(), CheckDigits::Off).map(|(parcel, _)| parcel.tracking)
    };
    for carrier in ["佐川急便", "ゆうパック", "Qxpress", "福山通運"] {
        for number in ["000000000000", "00000000000", "NULL", "0", "12345", "9999999999"] {
            assert_eq!(of(carrier, number), none(number, TrackingError::Placeholder), "{carrier} {number}");
        }
        for number in ["4120000012", "412000001", "1062428738", "000412000001"] {
            assert_eq!(of(carrier, number), none(number, TrackingError::OwnNumber), "{carrier} {number}");
        }
    }
    assert_eq!(of("Qxpress", "412000002"), Ok("412000002".to_owned()));
}

#[test]
fn fil_01_qoo10_is_told_its_own_spelling() {
    let own = [("ナゾ便".to_owned(), "ゆうパック".to_owned())].into();
    for (carrier, shipped_by, wanted) in [
        ("佐川急便", "ネコホ\u{309a}ス", Ok("ネコポス")),
        ("佐川急便", "佐川急便\u{200b}", Ok("佐川急便")),
        ("Qoo10だけが知る会社", "Ｑoo10だけが知る会社", Ok("Qoo10だけが知る会社")),
        ("佐川急便", "ﾅｿﾞ便", Ok("ゆうパック")),
        ("佐川急便", "赤帽", Err("赤帽")),
    ] {
        let order = Order {
            carrier: carrier.into(),
            shipped_by: Some(shipped_by.into()),
            ..order(Status::Shipped, ApiStatus::Printed, Some(10), &["AB1234"])
        };
        assert_eq!(find_company(&order, &own), wanted, "{shipped_by:?}");
    }
}
