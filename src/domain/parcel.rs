//! Telling Qoo10 of a shipment: what can keep an order from it.

use std::fmt;

use super::time::Jst;
use super::tracking::{RuleViolation, TrackingError};
use crate::vocabulary::result_code::{MethodGroup, explain as explain_code};
use crate::vocabulary::{Message, Outcome, Reason, msg};

/// Why an order is not told to Qoo10 as shipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendFailure {
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
    NumberBreaksRule(String, RuleViolation),
    /// It is no tracking number at all (SHP-4).
    NoNumber(String, TrackingError),
    /// Qoo10 shows it as sent with another number (SHP-6).
    SentOtherwise {
        /// What Qoo10 shows.
        theirs: String,
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

impl SendFailure {
    pub fn reason(&self) -> Reason {
        match self {
            Self::CancelRequested => Reason::CancelRequested,
            Self::Cancelled => Reason::Cancelled,
            Self::ClaimUnreadable => Reason::ClaimUnreadable,
            Self::ClaimsUnknown => Reason::ClaimsUnknown,
            Self::UnmappedCarrier(_) => Reason::UnmappedCarrier,
            Self::NumberBreaksRule(..) | Self::NoNumber(..) => Reason::BadTrackingNumber,
            Self::SentOtherwise { .. } => Reason::SentWithOtherNumber,
            Self::Refused(code) => find_reason(*code),
            Self::CallRefused(_) => Reason::Refused,
            Self::NotMentioned => Reason::NotMentioned,
            Self::UnderWay { .. } => Reason::UnderWay,
            Self::NoAnswer => Reason::NoAnswer,
        }
    }

    /// Why an order was not told to Qoo10 as shipped, and what to do.
    pub fn message(&self) -> Message {
        match self {
            Self::CancelRequested => explain_send_code(-10101),
            Self::Cancelled => msg!("report-not_sent_cancelled"),
            Self::ClaimUnreadable => msg!("report-not_sent_claim_unreadable"),
            Self::ClaimsUnknown => msg!("report-not_sent_claims_unknown"),
            Self::UnmappedCarrier(name) => msg!("report-not_sent_unmapped_carrier", name = name),
            Self::NumberBreaksRule(number, breach) => {
                msg!("report-not_sent_breaks_rule", number = number, why = breach.message())
            }
            Self::NoNumber(number, why) => {
                msg!("report-not_sent_no_number", number = number, why = why.message())
            }
            Self::SentOtherwise { theirs, ours } => {
                msg!("report-not_sent_otherwise", theirs = theirs, ours = ours)
            }
            Self::Refused(code) => explain_send_code(*code),
            Self::CallRefused(code) => msg!("report-not_sent_call_refused", code = *code),
            Self::NotMentioned => msg!("report-not_sent_not_mentioned"),
            Self::UnderWay { since, until } => {
                let [since, until] = [since, until].map(|at| at.format("%H:%M:%S").to_string());
                msg!("report-not_sent_under_way", since = since, until = until)
            }
            Self::NoAnswer => msg!("report-not_sent_no_answer"),
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
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::CancelRequested
            | Self::Cancelled
            | Self::ClaimUnreadable
            | Self::ClaimsUnknown
            | Self::Refused(-10101) => Outcome::Blocked,
            Self::NumberBreaksRule(..) | Self::NoNumber(..) => Outcome::Refused,
            _ => Outcome::Failed,
        }
    }
}

/// What a code of SetSendingInfoBulk means, and what to do.
fn explain_send_code(code: i64) -> Message {
    explain_code(&[MethodGroup::SendBulk], code).unwrap_or_else(|| msg!("report-not_sent"))
}

/// What a code of SetSendingInfoBulk means (docs/qoo10-api.md).
fn find_reason(code: i64) -> Reason {
    match code {
        -10101 => Reason::CancelRequested,
        -10102 => Reason::VisitDelivery,
        -10103 | -10113 | -10114 => Reason::NumberUsedBefore,
        -10104 | -10117 => Reason::NumberMissing,
        -10105 => Reason::NumberLength,
        -10106 | -10107 | -10111 => Reason::NumberInvalid,
        -10108 => Reason::CheckDigit,
        -10109 | -10112 | -10119 => Reason::CarrierNotAllowed,
        -10116 => Reason::CarrierMissing,
        -10118 => Reason::DeliveryMethodDiffers,
        -10120 => Reason::CarrierNameNotExact,
        -10121 => Reason::CarrierCountryDiffers,
        -10004 | -10122 => Reason::NotThisShop,
        _ => Reason::Refused,
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
            (SendFailure::CancelRequested, Outcome::Blocked),
            (SendFailure::Cancelled, Outcome::Blocked),
            (SendFailure::Refused(-10101), Outcome::Blocked),
            (SendFailure::ClaimUnreadable, Outcome::Blocked),
            (SendFailure::ClaimsUnknown, Outcome::Blocked),
            (SendFailure::NoNumber(String::new(), TrackingError::Exponent), Outcome::Refused),
            (SendFailure::Refused(-10108), Outcome::Failed),
            (SendFailure::CallRefused(-10101), Outcome::Failed),
            (SendFailure::UnmappedCarrier(String::new()), Outcome::Failed),
            (SendFailure::NoAnswer, Outcome::Failed),
        ] {
            assert_eq!(why.outcome(), outcome, "{why:?}");
        }
    }
}
