//! What matters more about an order than its status: whether it must not be shipped, and whether staff have
//! to look it up.

use crate::vocabulary::{Message, Reason, msg};

/// An order, as far as this is about it.
#[derive(Debug, Clone, Copy)]
pub struct Marks {
    /// Whether it is cancelled here.
    pub is_cancelled: bool,
    /// Whether Qoo10 has been told of its shipment.
    pub is_sent: bool,
    /// Why staff have to look at it (SYN-4, SYN-11).
    pub needs_person: Option<Reason>,
    /// Whether a cancellation is asked for (SYN-3).
    pub cancel_requested: bool,
}

/// Why an order must not be shipped though its status does not say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoNotShip {
    Cancelled,
    CancelRequested,
    /// It was sent in QSM (SYN-8).
    Sent,
}

/// Why staff have to look an open order up in QSM.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QsmCheck {
    /// It is cancelled here only.
    Open,
    NotFound,
    Claim,
    /// It is among the paid ones, without a payment date.
    Payment,
    /// It has another receiver.
    Receiver,
}

impl Marks {
    /// Why it must not be shipped, if so.
    pub fn do_not_ship(&self) -> Option<DoNotShip> {
        match (self.is_cancelled, self.needs_person, self.cancel_requested) {
            (true, ..) => None,
            (false, Some(Reason::CancelledPastReady), _) => Some(DoNotShip::Cancelled),
            (false, Some(Reason::SentAtQoo10), _) if !self.is_sent => Some(DoNotShip::Sent),
            (false, _, true) => Some(DoNotShip::CancelRequested),
            (false, _, false) => None,
        }
    }

    /// Why it has to be looked up, if so. Qoo10 settles what it knows to be shipped.
    pub fn find_qsm_check(&self) -> Option<QsmCheck> {
        match self.needs_person.filter(|_| !self.is_sent)? {
            Reason::CancelledHereOnly => Some(QsmCheck::Open),
            Reason::NoSuchOrder if !self.is_cancelled => Some(QsmCheck::NotFound),
            Reason::OtherClaim | Reason::ClaimContradictsList if !self.is_cancelled => Some(QsmCheck::Claim),
            Reason::StatusWithoutPaymentDate if !self.is_cancelled => Some(QsmCheck::Payment),
            Reason::ReceiverChanged if !self.is_cancelled => Some(QsmCheck::Receiver),
            _ => None,
        }
    }
}

impl DoNotShip {
    /// That it must not, and why.
    pub fn message(self) -> Message {
        match self {
            Self::Cancelled => msg!("orders-stop_cancelled"),
            Self::CancelRequested => msg!("orders-stop_cancel_requested"),
            Self::Sent => msg!("orders-stop_sent"),
        }
    }
}

impl QsmCheck {
    /// What QSM is to be asked, as short as a table needs it.
    pub fn message(self) -> Message {
        match self {
            Self::Open => msg!("orders-look_up_open"),
            Self::NotFound => msg!("orders-look_up_not_found"),
            Self::Claim => msg!("orders-look_up_claim"),
            Self::Payment => msg!("orders-look_up_payment"),
            Self::Receiver => msg!("orders-look_up_receiver"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_comes_before_the_status_and_a_look_up_ends_when_qoo10_has_been_told() {
        let open = Marks { is_cancelled: false, is_sent: false, needs_person: None, cancel_requested: false };
        let person = |needs_person| Marks { needs_person: Some(needs_person), ..open };
        let cancelled = |marks: Marks| Marks { is_cancelled: true, ..marks };
        for (marks, stop, look_up) in [
            (open, None, None),
            (Marks { cancel_requested: true, ..open }, Some(DoNotShip::CancelRequested), None),
            (cancelled(Marks { cancel_requested: true, ..open }), None, None),
            (person(Reason::CancelledPastReady), Some(DoNotShip::Cancelled), None),
            (cancelled(person(Reason::CancelledPastReady)), None, None),
            (person(Reason::NoSuchOrder), None, Some(QsmCheck::NotFound)),
            (cancelled(person(Reason::NoSuchOrder)), None, None),
            (person(Reason::OtherClaim), None, Some(QsmCheck::Claim)),
            (Marks { is_sent: true, ..person(Reason::OtherClaim) }, None, None),
            (cancelled(person(Reason::CancelledHereOnly)), None, Some(QsmCheck::Open)),
        ] {
            assert_eq!((marks.do_not_ship(), marks.find_qsm_check()), (stop, look_up), "{marks:?}");
        }
    }
}
