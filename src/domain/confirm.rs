//! Seller confirmation: what can keep an order number from its planned ship date.

use crate::vocabulary::result_code::{MethodGroup, explain as explain_code};
use crate::vocabulary::{Message, Reason, msg};

/// Why an order number is not confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConfirmFailure {
    /// The buyer asks to cancel, or has another claim.
    Claimed,
    /// Qoo10 has no payment for it yet.
    NotPaid,
    /// It is in none of the lists where it could be confirmed.
    NotNew,
    /// The date is further away than Qoo10 takes.
    DateTooFar,
    /// The date is not after Qoo10's today.
    DateNotAfterToday,
    /// The buyer fetches it, so there is no ship date.
    VisitDelivery,
    /// The number is not this shop's.
    NotThisShop,
    /// Any other code.
    Refused,
    /// The answer does not mention it, and it is not confirmed.
    NotMentioned,
    /// No usable answer: whether it is confirmed is not known.
    NoAnswer,
    NoDate,
}

impl ConfirmFailure {
    pub fn reason(self) -> Reason {
        match self {
            Self::Claimed => Reason::CancelRequested,
            Self::NotPaid => Reason::NotPaid,
            Self::NotNew => Reason::NotNew,
            Self::DateTooFar => Reason::DateTooFar,
            Self::DateNotAfterToday => Reason::DateNotAfterToday,
            Self::VisitDelivery => Reason::VisitDelivery,
            Self::NotThisShop => Reason::NotThisShop,
            Self::Refused => Reason::Refused,
            Self::NotMentioned => Reason::NotMentioned,
            Self::NoAnswer => Reason::NoAnswer,
            Self::NoDate => Reason::NoDate,
        }
    }

    /// Why an order number got no planned ship date, and what to do; `given` is Qoo10's code.
    pub fn message(self, given: Option<i64>) -> Message {
        let code = match self {
            Self::Claimed => Some(-10014),
            Self::VisitDelivery => Some(-10015),
            Self::DateTooFar => Some(-10017),
            Self::DateNotAfterToday => Some(-10018),
            Self::NotThisShop => Some(-10004),
            Self::Refused => given,
            Self::NotPaid => return msg!("report-not_confirmed_not_paid"),
            Self::NotNew => return msg!("report-not_confirmed_not_new"),
            Self::NotMentioned => return msg!("report-not_confirmed_not_mentioned"),
            Self::NoAnswer => return msg!("report-not_confirmed_no_answer"),
            Self::NoDate => return msg!("report-not_confirmed_no_date"),
        };
        let groups = [MethodGroup::ConfirmBulk, MethodGroup::Confirm];
        let explained = code.and_then(|code| explain_code(&groups, code));
        explained.unwrap_or_else(|| msg!("report-not_confirmed"))
    }
}
