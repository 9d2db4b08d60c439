//! What Qoo10's answer to a confirmation means for an order number (docs/qoo10-api.md, SetSellerCheckYNBulk).

use crate::domain::confirm::ConfirmFailure;
use crate::domain::open_order::Order;
use crate::domain::order::{ApiStatus, PaymentStatus, Status};

/// The code of a row whose order has an open claim.
pub const ALREADY_CLAIMED: i64 = -10014;
/// The code of a row whose order is not a new one.
pub const NOT_NEW: i64 = -10013;
/// SetSellerCheckYN_V2: the date was not taken, whatever the reason.
const SINGLE_NOT_TAKEN: i64 = -10010;
/// The same.
const SINGLE_NOT_TAKEN_EITHER: i64 = -10100;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConfirmVerdict {
    Confirmed,
    /// Only reading back can tell.
    ReadBack,
    Failed(ConfirmFailure),
}

/// The meaning of a row's code; none: the answer did not mention the row.
pub fn decide_verdict(code: Option<i64>) -> ConfirmVerdict {
    match code {
        Some(0) => ConfirmVerdict::Confirmed,
        None | Some(-10007 | -10012 | NOT_NEW) => ConfirmVerdict::ReadBack,
        Some(ALREADY_CLAIMED) => ConfirmVerdict::Failed(ConfirmFailure::Claimed),
        Some(-10015) => ConfirmVerdict::Failed(ConfirmFailure::VisitDelivery),
        Some(-10017) => ConfirmVerdict::Failed(ConfirmFailure::DateTooFar),
        Some(-10018) => ConfirmVerdict::Failed(ConfirmFailure::DateNotAfterToday),
        Some(-10004) => ConfirmVerdict::Failed(ConfirmFailure::NotThisShop),
        Some(_) => ConfirmVerdict::Failed(ConfirmFailure::Refused),
    }
}

/// The meaning of the code of the call for one row: it has one for everything that keeps a number from its
/// date.
pub fn decide_single_verdict(code: Option<i64>) -> ConfirmVerdict {
    match code {
        Some(SINGLE_NOT_TAKEN | SINGLE_NOT_TAKEN_EITHER) => ConfirmVerdict::ReadBack,
        other => decide_verdict(other),
    }
}

/// What reading back made of a row with this code that is in status 3, 4 or 5 (`confirmed`) or in status 1
/// (`unpaid`). None: it is confirmed.
pub fn explain_unconfirmed(code: Option<i64>, confirmed: bool, unpaid: bool) -> Option<ConfirmFailure> {
    match (confirmed, unpaid, code) {
        (true, _, _) => None,
        (false, true, _) => Some(ConfirmFailure::NotPaid),
        (false, false, None) => Some(ConfirmFailure::NotMentioned),
        (false, false, Some(SINGLE_NOT_TAKEN | SINGLE_NOT_TAKEN_EITHER)) => Some(ConfirmFailure::Refused),
        (false, false, Some(_)) => Some(ConfirmFailure::NotNew),
    }
}

/// Whether an order gets a planned ship date (SCH-1).
pub fn is_due(order: &Order) -> bool {
    let standing = &order.state;
    let status = matches!(
        standing.status,
        Status::Ready | Status::Preparing | Status::Working | Status::Inspected | Status::Shipped
    );
    let has_numbers = order.lines.iter().any(|line| !line.cancelled && line.order_no.is_some());
    status
        && has_numbers
        && standing.api_status == ApiStatus::AwaitingPrint
        && standing.payment_status == PaymentStatus::Paid
}

/// Whether the buyer is known to ask for a cancellation: it gets no date until that is decided (SCH-9).
pub fn is_blocked(order: &Order) -> bool {
    order.lines.iter().any(|line| line.cancel_requested && !line.cancelled)
}

/// Whether a run would work on its date: be it only to find that it has to wait.
pub fn awaits_date(order: &Order) -> bool {
    is_due(order) && !is_blocked(order)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_meaning() {
        for (code, wanted) in [
            (Some(0), ConfirmVerdict::Confirmed),
            (None, ConfirmVerdict::ReadBack),
            (Some(-10007), ConfirmVerdict::ReadBack),
            (Some(-10012), ConfirmVerdict::ReadBack),
            (Some(-10013), ConfirmVerdict::ReadBack),
            (Some(-10014), ConfirmVerdict::Failed(ConfirmFailure::Claimed)),
            (Some(-10015), ConfirmVerdict::Failed(ConfirmFailure::VisitDelivery)),
            (Some(-10017), ConfirmVerdict::Failed(ConfirmFailure::DateTooFar)),
            (Some(-10018), ConfirmVerdict::Failed(ConfirmFailure::DateNotAfterToday)),
            (Some(-10004), ConfirmVerdict::Failed(ConfirmFailure::NotThisShop)),
            (Some(-10001), ConfirmVerdict::Failed(ConfirmFailure::Refused)),
            (Some(-10010), ConfirmVerdict::Failed(ConfirmFailure::Refused)),
            (Some(-1), ConfirmVerdict::Failed(ConfirmFailure::Refused)),
        ] {
            assert_eq!(decide_verdict(code), wanted, "{code:?}");
        }
    }

    #[test]
    fn the_single_call_leaves_to_reading_back_what_it_has_one_code_for() {
        for code in [-10010, -10100] {
            assert_eq!(decide_single_verdict(Some(code)), ConfirmVerdict::ReadBack);
            assert_eq!(explain_unconfirmed(Some(code), true, false), None);
            assert_eq!(explain_unconfirmed(Some(code), false, true), Some(ConfirmFailure::NotPaid));
            assert_eq!(explain_unconfirmed(Some(code), false, false), Some(ConfirmFailure::Refused));
        }
        assert_eq!(decide_single_verdict(Some(0)), ConfirmVerdict::Confirmed);
        assert_eq!(decide_single_verdict(Some(-10004)), ConfirmVerdict::Failed(ConfirmFailure::NotThisShop));
    }

    #[test]
    fn reading_back_settles_what_the_code_left_open() {
        assert_eq!(explain_unconfirmed(Some(-10012), true, false), None);
        assert_eq!(explain_unconfirmed(Some(-10013), true, false), None);
        assert_eq!(explain_unconfirmed(Some(-10013), false, true), Some(ConfirmFailure::NotPaid));
        assert_eq!(explain_unconfirmed(Some(-10013), false, false), Some(ConfirmFailure::NotNew));
        assert_eq!(explain_unconfirmed(None, false, false), Some(ConfirmFailure::NotMentioned));
    }
}
