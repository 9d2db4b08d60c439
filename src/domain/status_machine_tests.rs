use super::*;
use Status::{Backordered, Cancelled, Inspected, OnHold, Preparing, Ready, Shipped, Working};

fn standing(status: Status, holds: &[HoldReason]) -> OrderState {
    OrderState {
        status,
        payment_status: PaymentStatus::Paid,
        api_status: ApiStatus::Printed,
        hold_reasons: holds.iter().copied().collect(),
    }
}

fn to(status: Status) -> StatusChange {
    StatusChange { status: Some(status), ..StatusChange::default() }
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
        assert_eq!(ship(&standing(status, &[])), Err(TransitionError::NotReady(status)));
    }
    for hold in [HoldReason::Payment, HoldReason::Manual] {
        assert_eq!(ship(&standing(OnHold, &[hold])), Err(TransitionError::Held(hold)));
    }
    let told = OrderState { api_status: ApiStatus::Shipped, ..standing(Shipped, &[]) };
    assert_eq!(ship(&told), Err(TransitionError::SentToQoo10));
}

#[test]
fn every_transition_is_allowed_or_refused_as_the_table_says() {
    for from in Status::ALL {
        let allowed = TABLE.iter().find(|(status, _)| status == from).unwrap().1;
        for wanted in Status::ALL.iter().filter(|wanted| *wanted != from) {
            assert_eq!(is_allowed(*from, *wanted), allowed.contains(wanted), "{from} → {wanted}");
            let result = apply_status_change(&standing(*from, &[]), to(*wanted));
            match (allowed.contains(wanted), *wanted) {
                (false, _) => {
                    assert_eq!(result, Err(TransitionError::NotAllowed { from: *from, to: *wanted }))
                }
                (true, OnHold) => assert_eq!(result, Err(TransitionError::HoldNeedsReason)),
                (true, _) => assert_eq!(result.unwrap().status, *wanted),
            }
        }
    }
}

#[test]
fn a_hold_keeps_an_order_from_ready_and_beyond() {
    for reason in [HoldReason::Payment, HoldReason::Manual] {
        for wanted in [Ready, Preparing, Working, Inspected, Shipped] {
            let result = apply_status_change(&standing(OnHold, &[reason]), to(wanted));
            assert_eq!(result, Err(TransitionError::Held(reason)), "{wanted}");
        }
        assert_eq!(
            apply_status_change(&standing(OnHold, &[reason]), to(Cancelled)),
            Ok(standing(Cancelled, &[]))
        );
    }
}

#[test]
fn an_unpaid_order_may_wait_for_goods_but_not_get_further() {
    let unpaid =
        |status, holds: &[_]| OrderState { payment_status: PaymentStatus::Unpaid, ..standing(status, holds) };
    let waiting = apply_status_change(&unpaid(OnHold, &[HoldReason::Payment]), to(Backordered)).unwrap();
    assert_eq!(waiting, unpaid(Backordered, &[]));
    for wanted in [Ready, Preparing, Working, Inspected, Shipped] {
        assert_eq!(
            apply_status_change(&waiting, to(wanted)),
            Err(TransitionError::Held(HoldReason::Payment)),
            "{wanted}"
        );
    }
    let held = hold(&waiting).unwrap();
    assert_eq!(release(&held), unpaid(OnHold, &[HoldReason::Payment]), "a hold does not pay for it");
    assert_eq!(
        apply_status_change(&standing(OnHold, &[HoldReason::Manual]), to(Backordered)),
        Err(TransitionError::Held(HoldReason::Manual))
    );
}

#[test]
fn paid_by_hand_lifts_the_payment_hold() {
    let paid = StatusChange { payment_status: Some(PaymentStatus::Paid), ..StatusChange::default() };
    let unpaid =
        |status, holds: &[_]| OrderState { payment_status: PaymentStatus::Unpaid, ..standing(status, holds) };
    assert_eq!(apply_status_change(&unpaid(OnHold, &[HoldReason::Payment]), paid), Ok(standing(Ready, &[])));
    assert_eq!(apply_status_change(&unpaid(Backordered, &[]), paid), Ok(standing(Backordered, &[])));
    let both = [HoldReason::Payment, HoldReason::Manual];
    assert_eq!(
        apply_status_change(&unpaid(OnHold, &both), paid),
        Ok(standing(OnHold, &[HoldReason::Manual]))
    );
    let to_working = StatusChange { status: Some(Working), ..paid };
    assert_eq!(
        apply_status_change(&unpaid(OnHold, &[HoldReason::Payment]), to_working),
        Ok(standing(Working, &[]))
    );
    assert_eq!(
        apply_status_change(&unpaid(OnHold, &both), to_working),
        Err(TransitionError::Held(HoldReason::Manual))
    );
}

fn with(payment: PaymentStatus, status: Status, holds: &[HoldReason]) -> OrderState {
    OrderState { payment_status: payment, ..standing(status, holds) }
}

const NOT_PAID: [PaymentStatus; 2] = [PaymentStatus::Unpaid, PaymentStatus::AuthFailed];

#[test]
fn an_order_set_to_unpaid_again_does_not_become_ready() {
    use HoldReason::{Manual, Payment};
    for payment in NOT_PAID {
        let wish = StatusChange { payment_status: Some(payment), ..StatusChange::default() };
        for before in PaymentStatus::ALL {
            for (from, holds, to, left) in [
                (OnHold, vec![], OnHold, vec![Payment]),
                (OnHold, vec![Payment], OnHold, vec![Payment]),
                (OnHold, vec![Manual], OnHold, vec![Payment, Manual]),
                (OnHold, vec![Payment, Manual], OnHold, vec![Payment, Manual]),
                (Backordered, vec![], OnHold, vec![Payment]),
                (Ready, vec![], OnHold, vec![Payment]),
                (Preparing, vec![], OnHold, vec![Payment]),
                (Working, vec![], OnHold, vec![Payment]),
                (Inspected, vec![], OnHold, vec![Payment]),
                // It has left the house, or never will: nothing is left to hold.
                (Shipped, vec![], Shipped, vec![]),
                (Cancelled, vec![], Cancelled, vec![]),
            ] {
                let next = apply_status_change(&with(*before, from, &holds), wish);
                assert_eq!(next, Ok(with(payment, to, &left)), "{from} {holds:?} {before} -> {payment}");
                let again = next.and_then(|next| apply_status_change(&next, wish));
                assert_eq!(again, Ok(with(payment, to, &left)), "{from} {holds:?} {before}, twice");
            }
        }
    }
}

#[test]
fn no_change_takes_an_unpaid_order_beyond_backordered_or_holds_one_for_nothing() {
    let some = |status: &Status| Some(*status);
    let statuses: Vec<Option<Status>> = Status::ALL.iter().map(some).chain([None]).collect();
    let holds: [&[HoldReason]; 3] = [&[], &[HoldReason::Payment], &[HoldReason::Manual]];
    for (from, before) in
        Status::ALL.iter().flat_map(|from| PaymentStatus::ALL.iter().map(move |p| (*from, *p)))
    {
        for (status, payment) in
            statuses.iter().flat_map(|s| PaymentStatus::ALL.iter().map(move |p| (*s, *p)))
        {
            let wish = StatusChange { status, payment_status: Some(payment), ..StatusChange::default() };
            for held in holds {
                let Ok(next) = apply_status_change(&with(before, from, held), wish) else { continue };
                let case = format!("{from} {before} {held:?}, {wish:?}: {next:?}");
                // Without a wish for it, what has left the house stays so.
                let stays = next.status == Shipped && status.is_none();
                let is_fit = next.payment_status == PaymentStatus::Paid || may_be_unpaid(next.status);
                assert!(is_fit || stays, "{case}");
                assert_eq!(
                    next.status == OnHold,
                    !next.hold_reasons.is_empty() && next.status == OnHold,
                    "{case}"
                );
            }
        }
    }
}

#[test]
fn with_a_status_and_a_payment_both_have_to_fit() {
    use HoldReason::Payment;
    let wish = |status, payment| StatusChange {
        status: Some(status),
        payment_status: Some(payment),
        ..StatusChange::default()
    };
    for payment in NOT_PAID {
        for to in [Ready, Preparing, Working, Inspected, Shipped] {
            for from in [Backordered, Ready, Inspected] {
                let result = apply_status_change(&standing(from, &[]), wish(to, payment));
                assert_eq!(result, Err(TransitionError::Held(Payment)), "{from} -> {to}");
            }
        }
        for from in [OnHold, Backordered, Ready, Inspected] {
            let change = |to| apply_status_change(&standing(from, &[]), wish(to, payment));
            assert_eq!(change(OnHold), Ok(with(payment, OnHold, &[Payment])), "{from}");
            assert_eq!(change(Cancelled), Ok(with(payment, Cancelled, &[])), "{from}");
        }
        let waits = apply_status_change(&standing(Ready, &[]), wish(Backordered, payment));
        assert_eq!(waits, Ok(with(payment, Backordered, &[])));
    }
    let freed = apply_status_change(
        &with(PaymentStatus::Unpaid, OnHold, &[Payment]),
        wish(OnHold, PaymentStatus::Paid),
    );
    assert_eq!(freed, Err(TransitionError::HoldNeedsReason), "on hold for nothing");
}

#[test]
fn the_desk_ships_no_unpaid_order() {
    for payment in NOT_PAID {
        for status in [Ready, Preparing, Working, Inspected, Shipped] {
            let refused = ship(&with(payment, status, &[]));
            assert_eq!(refused, Err(TransitionError::Held(HoldReason::Payment)), "{status} {payment}");
        }
        assert_eq!(ship(&with(payment, Backordered, &[])), Err(TransitionError::NotReady(Backordered)));
        let held = hold(&with(payment, Ready, &[])).unwrap();
        assert_eq!(release(&held), with(payment, OnHold, &[HoldReason::Payment]), "a release does not pay");
        let manual_only = with(payment, OnHold, &[HoldReason::Manual]);
        assert_eq!(release(&manual_only), with(payment, OnHold, &[HoldReason::Payment]));
    }
}

#[test]
fn what_was_cancelled_by_hand_goes_back_to_ready_and_nowhere_else() {
    for wish in [to(Ready), StatusChange { payment_status: Some(PaymentStatus::Paid), ..to(Ready) }] {
        assert_eq!(undo_cancellation(&standing(Cancelled, &[]), wish), Ok(standing(Ready, &[])));
    }
    for payment in NOT_PAID {
        let held = Ok(with(payment, OnHold, &[HoldReason::Payment]));
        assert_eq!(undo_cancellation(&with(payment, Cancelled, &[]), to(Ready)), held, "it is not paid");
        let paid = StatusChange { payment_status: Some(PaymentStatus::Paid), ..to(Ready) };
        assert_eq!(undo_cancellation(&with(payment, Cancelled, &[]), paid), Ok(standing(Ready, &[])));
    }
    for status in [OnHold, Backordered, Preparing, Working, Inspected, Shipped] {
        let refused = undo_cancellation(&standing(Cancelled, &[]), to(status));
        assert_eq!(refused, Err(TransitionError::CancelledHere { to: status }));
    }
}

#[test]
fn a_shipment_is_taken_back_only_before_qoo10_was_told() {
    assert!(apply_status_change(&standing(Shipped, &[]), to(Inspected)).is_ok());
    let told = OrderState { api_status: ApiStatus::Shipped, ..standing(Shipped, &[]) };
    assert_eq!(apply_status_change(&told, to(Inspected)), Err(TransitionError::SentToQoo10));
    assert!(apply_status_change(&told, to(Cancelled)).is_ok());
}

#[test]
fn hold_and_release() {
    for from in [OnHold, Backordered, Ready, Preparing, Working, Inspected] {
        let held = hold(&standing(from, &[])).unwrap();
        assert_eq!(held, standing(OnHold, &[HoldReason::Manual]), "{from}");
        assert_eq!(release(&held).status, Ready);
    }
    for from in [Shipped, Cancelled] {
        assert_eq!(hold(&standing(from, &[])), Err(TransitionError::NotAllowed { from, to: OnHold }));
    }
    let both = standing(OnHold, &[HoldReason::Payment, HoldReason::Manual]);
    assert_eq!(release(&both), standing(OnHold, &[HoldReason::Payment]), "payment stays");
    assert_eq!(release(&standing(Backordered, &[])), standing(Backordered, &[]));
}
