//! Which orders may leave the house on paper (FIL-7).

use crate::domain::hand_over::HandOverState;
use crate::domain::ids::OrderCode;
use crate::vocabulary::{ApiStatus, HandOverReason, Message, PaymentStatus, Reason, Status};

/// Why an order may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandOverRefusal {
    /// The word that scripts rely on.
    pub reason: HandOverReason,
    /// Why staff have to look at it, where that is the reason.
    pub needs_person: Option<Reason>,
}

impl HandOverRefusal {
    fn new(reason: HandOverReason) -> Self {
        Self { reason, needs_person: None }
    }

    /// That this order may not, and why.
    pub fn message(self, order: OrderCode) -> Message {
        let message = self.reason.message().with("order", order);
        match self.needs_person {
            Some(why) => message.with("why", why.message()),
            None => message,
        }
    }

    /// What to do about it.
    pub fn next_step(self, order: OrderCode) -> Message {
        self.reason.next_step().with("order", order)
    }
}

/// Whether an order may be handed over at all: paid, unheld, neither cancelled nor asked to be, and nothing
/// for staff to look at.
///
/// # Errors
/// The gravest reason why not.
pub fn judge(state: &HandOverState) -> Result<(), HandOverRefusal> {
    // What staff have to look at says more than a request, and both more than a hold.
    if state.status == Status::Cancelled {
        return Err(HandOverRefusal::new(HandOverReason::Cancelled));
    }
    if state.needs_person.is_some() {
        let reason = HandOverReason::NeedsPerson;
        return Err(HandOverRefusal { reason, needs_person: state.needs_person });
    }
    if state.cancel_requested {
        return Err(HandOverRefusal::new(HandOverReason::CancelRequested));
    }
    if !state.has_lines {
        return Err(HandOverRefusal::new(HandOverReason::NoLines));
    }
    if state.payment_status != PaymentStatus::Paid {
        return Err(HandOverRefusal::new(HandOverReason::Unpaid));
    }
    if state.is_held || state.status == Status::OnHold {
        return Err(HandOverRefusal::new(HandOverReason::OnHold));
    }
    Ok(())
}

/// Whether an order may be picked and packed now: the same, and its goods are here and have not left.
///
/// # Errors
/// The gravest reason why not.
pub fn judge_packing(state: &HandOverState) -> Result<(), HandOverRefusal> {
    judge(state)?;
    match state.status {
        Status::Backordered => Err(HandOverRefusal::new(HandOverReason::Backordered)),
        Status::Shipped => Err(HandOverRefusal::new(HandOverReason::Shipped)),
        _ if state.api_status == ApiStatus::Shipped => Err(HandOverRefusal::new(HandOverReason::AlreadyTold)),
        Status::Ready | Status::Preparing | Status::Working | Status::Inspected => Ok(()),
        // `judge` let neither through.
        Status::OnHold | Status::Cancelled => Err(HandOverRefusal::new(HandOverReason::OnHold)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const READY: HandOverState = HandOverState {
        status: Status::Ready,
        payment_status: PaymentStatus::Paid,
        api_status: ApiStatus::AwaitingPrint,
        needs_person: None,
        cancel_requested: false,
        has_lines: true,
        is_held: false,
    };

    #[test]
    fn fil_07_only_what_is_sure_to_leave_is_handed_over() {
        use HandOverReason as Why;
        let status = |status| HandOverState { status, ..READY };
        for (state, wanted) in [
            (READY, None),
            (status(Status::Preparing), None),
            (status(Status::Working), None),
            (status(Status::Inspected), None),
            (HandOverState { api_status: ApiStatus::Printed, ..READY }, None),
            (status(Status::Cancelled), Some(Why::Cancelled)),
            (status(Status::OnHold), Some(Why::OnHold)),
            (HandOverState { is_held: true, ..READY }, Some(Why::OnHold)),
            (HandOverState { payment_status: PaymentStatus::Unpaid, ..READY }, Some(Why::Unpaid)),
            (HandOverState { payment_status: PaymentStatus::AuthFailed, ..READY }, Some(Why::Unpaid)),
            (HandOverState { cancel_requested: true, ..READY }, Some(Why::CancelRequested)),
            (HandOverState { has_lines: false, ..READY }, Some(Why::NoLines)),
            (HandOverState { needs_person: Some(Reason::OtherClaim), ..READY }, Some(Why::NeedsPerson)),
            // The gravest is said.
            (
                HandOverState {
                    payment_status: PaymentStatus::Unpaid,
                    is_held: true,
                    ..status(Status::OnHold)
                },
                Some(Why::Unpaid),
            ),
            (
                HandOverState { cancel_requested: true, is_held: true, ..status(Status::OnHold) },
                Some(Why::CancelRequested),
            ),
            (
                HandOverState {
                    needs_person: Some(Reason::CancelledPastReady),
                    cancel_requested: true,
                    ..READY
                },
                Some(Why::NeedsPerson),
            ),
        ] {
            let judged = (judge(&state).err(), judge_packing(&state).err());
            assert_eq!(judged.0.map(|refusal| refusal.reason), wanted, "{state:?}");
            assert_eq!(judged.0, judged.1, "{state:?}");
        }
    }

    #[test]
    fn fil_07_what_waits_for_goods_or_has_left_is_not_packed() {
        use HandOverReason as Why;
        for (status, api_status, wanted) in [
            (Status::Backordered, ApiStatus::AwaitingPrint, Why::Backordered),
            (Status::Shipped, ApiStatus::Printed, Why::Shipped),
            (Status::Shipped, ApiStatus::Shipped, Why::Shipped),
            (Status::Ready, ApiStatus::Shipped, Why::AlreadyTold),
        ] {
            let state = HandOverState { status, api_status, ..READY };
            assert_eq!(judge(&state), Ok(()), "{state:?}");
            assert_eq!(judge_packing(&state).map_err(|refusal| refusal.reason), Err(wanted), "{state:?}");
        }
    }

    #[test]
    fn a_refusal_names_the_order_and_what_staff_have_to_look_at() {
        let code: OrderCode = "412345678-1".parse().unwrap();
        let state = HandOverState { needs_person: Some(Reason::OtherClaim), ..READY };
        let refusal = judge(&state).unwrap_err();
        let english = crate::text::localize(&refusal.message(code), crate::vocabulary::Lang::En);
        let why = crate::text::localize(&Reason::OtherClaim.message(), crate::vocabulary::Lang::En);
        assert!(english.contains("412345678-1") && english.contains(&why), "{english}");
    }
}
