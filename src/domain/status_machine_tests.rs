use super::*;
use Status::{Backordered, Cancelled, Inspected, OnHold, Preparing, Ready, Shipped, Working};

fn standing(status: Status, holds: &[HoldReason]) -> Standing {
    Standing {
        status,
        payment_status: PaymentStatus::Paid,
        api_status: ApiStatus::Printed,
        hold_reasons: holds.iter().copied().collect(),
    }
}

fn to(status: Status) -> Wish {
    Wish { status: Some(status), ..Wish::default() }
}

/// The table of docs/status-machine.md: for each status the ones that may follow by hand.
const TABLE: &[(Status, &[Status])] = &[
    (OnHold, &[Backordered, Ready, Preparing, Working, Inspected, Shipped, Cancelled]),
    (Backordered, &[OnHold, Ready, Preparing, Working, Inspected, Shipped, Cancelled]),
    (Ready, &[OnHold, Backordered, Preparing, Working, Inspected, Shipped, Cancelled]),
    (Preparing, &[OnHold, Ready, Working, Inspected, Shipped, Cancelled]),
    (Working, &[OnHold, Ready, Preparing, Inspected, Shipped, Cancelled]),
    (Inspected, &[OnHold, Ready, Preparing, Working, Shipped, Cancelled]),
    (Shipped, &[Inspected, Cancelled]),
    (Cancelled, &[]),
];

#[test]
fn the_desk_ships_from_ready_to_inspected_and_corrects_until_qoo10_is_told() {
    for status in [Ready, Preparing, Working, Inspected, Shipped] {
        assert_eq!(ship(&standing(status, &[])), Ok(standing(Shipped, &[])), "{status}");
    }
    for status in [Backordered, Cancelled] {
        assert_eq!(ship(&standing(status, &[])), Err(Forbidden::NotReady(status)));
    }
    for hold in [HoldReason::Payment, HoldReason::Manual] {
        assert_eq!(ship(&standing(OnHold, &[hold])), Err(Forbidden::Held(hold)));
    }
    let told = Standing { api_status: ApiStatus::Shipped, ..standing(Shipped, &[]) };
    assert_eq!(ship(&told), Err(Forbidden::ToldQoo10));
}

#[test]
fn every_transition_is_allowed_or_refused_as_the_table_says() {
    for from in Status::ALL {
        let allowed = TABLE.iter().find(|(status, _)| status == from).unwrap().1;
        for wanted in Status::ALL.iter().filter(|wanted| *wanted != from) {
            assert_eq!(leads(*from, *wanted), allowed.contains(wanted), "{from} → {wanted}");
            let result = change(&standing(*from, &[]), to(*wanted));
            match (allowed.contains(wanted), *wanted) {
                (false, _) => assert_eq!(result, Err(Forbidden::NoWay { from: *from, to: *wanted })),
                (true, OnHold) => assert_eq!(result, Err(Forbidden::HoldNeedsReason)),
                (true, _) => assert_eq!(result.unwrap().status, *wanted),
            }
        }
    }
}

#[test]
fn a_hold_keeps_an_order_from_ready_and_beyond() {
    for reason in [HoldReason::Payment, HoldReason::Manual] {
        for wanted in [Ready, Preparing, Working, Inspected, Shipped] {
            let result = change(&standing(OnHold, &[reason]), to(wanted));
            assert_eq!(result, Err(Forbidden::Held(reason)), "{wanted}");
        }
        assert_eq!(change(&standing(OnHold, &[reason]), to(Cancelled)), Ok(standing(Cancelled, &[])));
    }
}

#[test]
fn an_unpaid_order_may_wait_for_goods_but_not_get_further() {
    let unpaid =
        |status, holds: &[_]| Standing { payment_status: PaymentStatus::Unpaid, ..standing(status, holds) };
    let waiting = change(&unpaid(OnHold, &[HoldReason::Payment]), to(Backordered)).unwrap();
    assert_eq!(waiting, unpaid(Backordered, &[]));
    for wanted in [Ready, Preparing, Working, Inspected, Shipped] {
        assert_eq!(change(&waiting, to(wanted)), Err(Forbidden::Held(HoldReason::Payment)), "{wanted}");
    }
    let held = hold(&waiting).unwrap();
    assert_eq!(release(&held), unpaid(OnHold, &[HoldReason::Payment]), "a hold does not pay for it");
    assert_eq!(
        change(&standing(OnHold, &[HoldReason::Manual]), to(Backordered)),
        Err(Forbidden::Held(HoldReason::Manual))
    );
}

#[test]
fn paid_by_hand_lifts_the_payment_hold() {
    let paid = Wish { payment_status: Some(PaymentStatus::Paid), ..Wish::default() };
    let unpaid =
        |status, holds: &[_]| Standing { payment_status: PaymentStatus::Unpaid, ..standing(status, holds) };
    assert_eq!(change(&unpaid(OnHold, &[HoldReason::Payment]), paid), Ok(standing(Ready, &[])));
    assert_eq!(change(&unpaid(Backordered, &[]), paid), Ok(standing(Backordered, &[])));
    let both = [HoldReason::Payment, HoldReason::Manual];
    assert_eq!(change(&unpaid(OnHold, &both), paid), Ok(standing(OnHold, &[HoldReason::Manual])));
    let to_working = Wish { status: Some(Working), ..paid };
    assert_eq!(change(&unpaid(OnHold, &[HoldReason::Payment]), to_working), Ok(standing(Working, &[])));
    assert_eq!(change(&unpaid(OnHold, &both), to_working), Err(Forbidden::Held(HoldReason::Manual)));
}

#[test]
fn other_payment_words_change_nothing_else() {
    let wish = Wish { payment_status: Some(PaymentStatus::AuthFailed), ..Wish::default() };
    let next = change(&standing(Ready, &[]), wish).unwrap();
    assert_eq!((next.status, next.payment_status), (Ready, PaymentStatus::AuthFailed));
}

#[test]
fn a_shipment_is_taken_back_only_before_qoo10_was_told() {
    assert!(change(&standing(Shipped, &[]), to(Inspected)).is_ok());
    let told = Standing { api_status: ApiStatus::Shipped, ..standing(Shipped, &[]) };
    assert_eq!(change(&told, to(Inspected)), Err(Forbidden::ToldQoo10));
    assert!(change(&told, to(Cancelled)).is_ok());
}

#[test]
fn hold_and_release() {
    for from in [OnHold, Backordered, Ready, Preparing, Working, Inspected] {
        let held = hold(&standing(from, &[])).unwrap();
        assert_eq!(held, standing(OnHold, &[HoldReason::Manual]), "{from}");
        assert_eq!(release(&held).status, Ready);
    }
    for from in [Shipped, Cancelled] {
        assert_eq!(hold(&standing(from, &[])), Err(Forbidden::NoWay { from, to: OnHold }));
    }
    let both = standing(OnHold, &[HoldReason::Payment, HoldReason::Manual]);
    assert_eq!(release(&both), standing(OnHold, &[HoldReason::Payment]), "payment stays");
    assert_eq!(release(&standing(Backordered, &[])), standing(Backordered, &[]));
}
