//! A receiver that Qoo10 shows later than at import, or another one than then (IMP-20, SYN-10).

use crate::domain::order::{HoldReason, PaymentStatus, Status};
use crate::domain::status_machine::{OrderState, release_when_unheld};
use crate::strings::clean::{cleaned, is_blank};

pub use crate::domain::receiver::Receiver;

/// How the receiver that Qoo10 shows differs from the one that is known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReceiverDiff {
    /// It says nothing new; what is blank at Qoo10 changes nothing.
    Same,
    /// It fills what was blank, and contradicts nothing: the receiver with it.
    Fills(Receiver),
    /// It says something else: the receiver that Qoo10 means, with what is known here where Qoo10 is blank.
    Differs(Receiver),
}

/// Where an order stands that was paid between `was` and `next`: without an address it waits (IMP-20).
/// What staff or the warehouse have taken further stays there.
pub fn hold_without_address(was: &OrderState, mut next: OrderState, receiver: &Receiver) -> OrderState {
    let is_just_paid =
        was.payment_status != PaymentStatus::Paid && next.payment_status == PaymentStatus::Paid;
    let is_waiting = matches!(next.status, Status::OnHold | Status::Ready);
    if is_just_paid && is_waiting && receiver.lacks_address() {
        next.hold_reasons.insert(HoldReason::Address);
        next.status = Status::OnHold;
    }
    next
}

/// The standing of an order that is held for its receiver's address, once that is there; none: it stays as
/// it is.
pub fn lift_address_hold(standing: &OrderState, receiver: &Receiver) -> Option<OrderState> {
    if receiver.lacks_address() || !standing.hold_reasons.contains(&HoldReason::Address) {
        return None;
    }
    let mut next = standing.clone();
    next.hold_reasons.remove(&HoldReason::Address);
    release_when_unheld(&mut next);
    Some(next)
}

/// Compares field by field, after cleaning.
pub fn compare(known: &Receiver, shown: &Receiver) -> ReceiverDiff {
    // Most orders show the same texts in every run, which need no cleaning to be found the same.
    if known == shown {
        return ReceiverDiff::Same;
    }
    let (mut fills, mut differs) = (false, false);
    let (known, shown) = (known.fields(), shown.fields());
    let fields = std::array::from_fn(|n| {
        let written = |field: &Option<String>| field.clone().filter(|text| !is_blank(text));
        // A text that lost bytes on the way is not what the buyer wrote.
        let whole = |text: &String| !text.contains(char::REPLACEMENT_CHARACTER);
        match (written(known[n]), written(shown[n]).filter(whole)) {
            (_, None) => known[n].clone(),
            (None, new) => {
                fills = true;
                new
            }
            (Some(old), Some(new)) if old == new || cleaned(&old) == cleaned(&new) => Some(old),
            (Some(_), new) => {
                differs = true;
                new
            }
        }
    });
    match (differs, fills) {
        (true, _) => ReceiverDiff::Differs(Receiver::from_fields(fields)),
        (false, true) => ReceiverDiff::Fills(Receiver::from_fields(fields)),
        (false, false) => ReceiverDiff::Same,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::order::ApiStatus;
    use crate::domain::party::Party;

    fn receiver(name: &str, tel: &str, address: &str) -> Receiver {
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let party =
            Party { name: filled(name), tel: filled(tel), address: filled(address), ..Party::default() };
        Receiver { party, ..Receiver::default() }
    }

    #[test]
    fn imp_20_syn_10_blank_says_nothing_a_blank_is_filled_and_the_rest_is_another_receiver() {
        let known = receiver("見本 花子", "03-0000-0000", "大阪市見本1-2");
        for (shown, wanted) in [
            (receiver("", "", ""), ReceiverDiff::Same),
            (receiver("見本　花子", "０３-0000-0000", ""), ReceiverDiff::Same),
            (
                receiver("見本 花子", "", "京都市見本3"),
                ReceiverDiff::Differs(receiver("見本 花子", "03-0000-0000", "京都市見本3")),
            ),
        ] {
            assert_eq!(compare(&known, &shown), wanted, "{shown:?}");
        }
        let torn = receiver("見本 花\u{fffd}", "03-0000-0000", "大阪市\u{fffd}");
        assert_eq!(compare(&known, &torn), ReceiverDiff::Same);
        assert_eq!(compare(&torn, &known), ReceiverDiff::Differs(known.clone()));
        let blank = receiver("", "03-0000-0000", "");
        assert_eq!(compare(&blank, &known), ReceiverDiff::Fills(known.clone()));
        assert_eq!(compare(&known, &blank), ReceiverDiff::Same);
    }

    fn stand(status: Status, payment_status: PaymentStatus, holds: &[HoldReason]) -> OrderState {
        let hold_reasons = holds.iter().copied().collect();
        OrderState { status, payment_status, api_status: ApiStatus::AwaitingPrint, hold_reasons }
    }

    #[test]
    fn imp_20_an_order_that_is_paid_without_an_address_waits_and_goes_on_with_one() {
        use HoldReason::{Address, Manual, Payment};
        use PaymentStatus::{Paid, Unpaid};
        let (blank, whole) = (receiver("", "", ""), receiver("見本", "", "大阪"));
        let unpaid = stand(Status::OnHold, Unpaid, &[Payment]);
        let ready = stand(Status::Ready, Paid, &[]);
        let held = stand(Status::OnHold, Paid, &[Address]);
        assert_eq!(hold_without_address(&unpaid, ready.clone(), &blank), held);
        assert_eq!(hold_without_address(&unpaid, ready.clone(), &whole), ready);
        assert_eq!(hold_without_address(&ready, ready.clone(), &blank), ready, "it was paid before");
        let preparing = stand(Status::Preparing, Paid, &[]);
        assert_eq!(hold_without_address(&unpaid, preparing.clone(), &blank), preparing);

        assert_eq!(lift_address_hold(&held, &whole), Some(ready.clone()));
        assert_eq!(lift_address_hold(&held, &blank), None);
        assert_eq!(lift_address_hold(&ready, &whole), None);
        let both = stand(Status::OnHold, Paid, &[Address, Manual]);
        assert_eq!(lift_address_hold(&both, &whole), Some(stand(Status::OnHold, Paid, &[Manual])));
    }
}
