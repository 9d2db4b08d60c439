//! Telling Qoo10 of a shipment: what can keep an order from it.

use std::fmt;

use super::time::Jst;
use super::tracking::{Breach, Unusable};

/// Why an order is not told to Qoo10 as shipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotSent {
    /// A cancellation is asked for or under way (SHP-1).
    CancelRequested,
    /// It is cancelled at Qoo10 (SHP-1).
    Cancelled,
    /// A claim that cannot be read names it (IMP-17).
    ClaimUnreadable,
    /// A claim that cannot be read may be about it: it was not, or could not be, asked by number (IMP-17).
    ClaimsUnknown,
    /// No name of Qoo10's for this delivery company (SHP-3).
    UnmappedCarrier(String),
    /// The tracking number breaks the rule of its delivery company (SHP-4).
    NumberBreaksRule(String, Breach),
    /// It is no tracking number at all (SHP-4).
    NoNumber(String, Unusable),
    /// Qoo10 shows it as sent with another number (SHP-6).
    SentOtherwise {
        /// What Qoo10 shows.
        theirs: String,
        /// What was to be sent.
        ours: String,
    },
    /// Qoo10 refused it with this code.
    Refused(i64),
    /// Qoo10 refused the whole call that it was in with this code.
    CallRefused(i64),
    /// The answer does not mention it, and Qoo10 does not show it as sent.
    NotMentioned,
    /// The answer to an earlier request was lost, and that request may still be under way (ALL-6).
    UnderWay {
        /// When it was last known to be.
        since: Jst,
        /// From when on it may be sent again.
        until: Jst,
    },
    /// No usable answer: whether it is sent is not known.
    NoAnswer,
}

impl NotSent {
    /// The word in JSON.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::CancelRequested => "cancel_requested",
            Self::Cancelled => "cancelled",
            Self::ClaimUnreadable => "claim_unreadable",
            Self::ClaimsUnknown => "claims_unknown",
            Self::UnmappedCarrier(_) => "unmapped_carrier",
            Self::NumberBreaksRule(..) | Self::NoNumber(..) => "bad_tracking_number",
            Self::SentOtherwise { .. } => "sent_with_other_number",
            Self::Refused(code) => refused(*code),
            Self::CallRefused(_) => "refused",
            Self::NotMentioned => "not_mentioned",
            Self::UnderWay { .. } => "under_way",
            Self::NoAnswer => "no_answer",
        }
    }

    /// Whether Qoo10 said so, or was asked first whether it is sent: then nothing is left open.
    pub fn is_known_from_qoo10(&self) -> bool {
        match self {
            Self::UnmappedCarrier(_)
            | Self::NumberBreaksRule(..)
            | Self::NoNumber(..)
            | Self::UnderWay { .. } => false,
            Self::CancelRequested
            | Self::Cancelled
            | Self::ClaimUnreadable
            | Self::ClaimsUnknown
            | Self::SentOtherwise { .. }
            | Self::Refused(_)
            | Self::CallRefused(_)
            | Self::NotMentioned
            | Self::NoAnswer => true,
        }
    }

    /// Qoo10's code, where it gave one.
    pub fn code(&self) -> Option<i64> {
        match self {
            Self::Refused(code) | Self::CallRefused(code) => Some(*code),
            _ => None,
        }
    }

    /// The outcome of the order in the report.
    pub fn outcome(&self) -> &'static str {
        match self {
            Self::CancelRequested
            | Self::Cancelled
            | Self::ClaimUnreadable
            | Self::ClaimsUnknown
            | Self::Refused(-10101) => "blocked",
            Self::NumberBreaksRule(..) | Self::NoNumber(..) => "refused",
            _ => "failed",
        }
    }
}

/// What a code of SetSendingInfoBulk means (docs/qoo10-api.md).
fn refused(code: i64) -> &'static str {
    match code {
        -10101 => "cancel_requested",
        -10102 => "visit_delivery",
        -10103 | -10113 | -10114 => "number_used_before",
        -10104 | -10117 => "number_missing",
        -10105 => "number_length",
        -10106 | -10107 | -10111 => "number_invalid",
        -10108 => "check_digit",
        -10109 | -10112 | -10119 => "carrier_not_allowed",
        -10116 => "carrier_missing",
        -10118 => "delivery_method_differs",
        -10120 => "carrier_name_not_exact",
        -10121 => "carrier_country_differs",
        -10004 | -10122 => "not_this_shop",
        _ => "refused",
    }
}

/// A parcel as Qoo10 is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// Qoo10's name of the delivery company.
    pub company: String,
    /// The first tracking number, cleaned.
    pub tracking: String,
}

impl fmt::Display for Parcel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.company, self.tracking)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_blocks_a_bad_number_is_refused_the_rest_fails() {
        for (why, outcome) in [
            (NotSent::CancelRequested, "blocked"),
            (NotSent::Cancelled, "blocked"),
            (NotSent::Refused(-10101), "blocked"),
            (NotSent::ClaimUnreadable, "blocked"),
            (NotSent::ClaimsUnknown, "blocked"),
            (NotSent::NoNumber(String::new(), Unusable::Exponent), "refused"),
            (NotSent::Refused(-10108), "failed"),
            (NotSent::CallRefused(-10101), "failed"),
            (NotSent::UnmappedCarrier(String::new()), "failed"),
            (NotSent::NoAnswer, "failed"),
        ] {
            assert_eq!(why.outcome(), outcome, "{why:?}");
        }
    }
}
