//! What a webhook is told of: things that need a person.

use serde::{Deserialize, Serialize};

use super::{FormPoint, Message, Outcome, Reason, msg};

/// A thing that needs a person: order codes and words of the program, never a name or an address.
///
/// In the state file as JSON: `{"kind":"missed_shipment","order":"412345678"}`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Alert {
    /// The seller key's year is over.
    KeyOver,
    /// Qoo10 refused the seller key.
    KeyRefused,
    /// The seller key ends soon.
    KeyEnds {
        /// Within so many days.
        days: i64,
    },
    /// A safety brake ended the run.
    SafetyBrake,
    /// A claim cannot be read (IMP-17).
    ClaimUnreadable,
    /// Shipped on an earlier day, and Qoo10 was never told (SHP-7).
    MissedShipment {
        /// The order's code.
        order: String,
    },
    /// Shipped on an earlier day, and telling Qoo10 did not work (SHP-7).
    ShipmentNotTaken {
        /// The order's code.
        order: String,
    },
    /// Shipped without a tracking number.
    NoTrackingNumber {
        /// The order's code.
        order: String,
    },
    /// Shipped, and Qoo10 has no planned ship date (SHP-8).
    NotScheduled {
        /// The order's code.
        order: String,
    },
    Found {
        /// The order's code, SKU or order number.
        thing: String,
        outcome: Outcome,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
    },
    /// A return, an exchange or a refund at Qoo10 (SYN-12).
    Claim {
        /// The order's code.
        order: String,
        order_no: String,
        /// Its state.
        reason: Reason,
        /// Whether it is completed: of an exchange its state does not say so.
        is_completed: bool,
    },
    /// A row about a return, an exchange or a refund cannot be read (SYN-12).
    OtherClaimUnreadable,
    /// An answer of Qoo10 in a form that this shop never saw.
    NewForm {
        point: FormPoint,
        /// Its word, or its shape where the program does not know it.
        form: String,
        is_known: bool,
    },
}

impl Alert {
    pub fn to_json(&self) -> String {
        // Texts and numbers under texts as keys: JSON has them all.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What [`Self::to_json`] wrote.
    pub fn from_json(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The line that tells it.
    pub fn message(&self) -> Message {
        match self {
            Self::KeyOver => msg!("notice-key_over"),
            Self::KeyRefused => msg!("notice-key_refused"),
            Self::KeyEnds { days } => msg!("notice-key_ends", days = *days),
            Self::SafetyBrake => msg!("notice-safety_brake"),
            Self::ClaimUnreadable => msg!("notice-claim_unreadable"),
            Self::MissedShipment { order } => msg!("notice-missed_shipment", order = order),
            Self::ShipmentNotTaken { order } => msg!("notice-shipment_not_taken", order = order),
            Self::NoTrackingNumber { order } => msg!("notice-no_tracking_number", order = order),
            Self::NotScheduled { order } => msg!("notice-not_scheduled", order = order),
            Self::Found { thing, outcome, reason: None } => {
                msg!("notice-found", thing = thing, outcome = outcome.message())
            }
            Self::Found { thing, outcome, reason: Some(reason) } => {
                let (outcome, reason) = (outcome.message(), reason.as_str());
                msg!("notice-found_why", thing = thing, outcome = outcome, reason = reason)
            }
            Self::Claim { order, order_no, reason, .. } => {
                let (meaning, next) = (reason.message(), reason.next_step());
                msg!("notice-claim", order = order, order_no = order_no, meaning = meaning, next = next)
            }
            Self::OtherClaimUnreadable => msg!("notice-other_claim_unreadable"),
            Self::NewForm { point, form, is_known: true } => {
                msg!("notice-new_form", point = point.as_str(), form = form)
            }
            Self::NewForm { point, form, is_known: false } => {
                msg!("notice-unknown_form", point = point.as_str(), form = form)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matter_is_the_same_after_the_state_file() {
        let found = |reason| Alert::Found { thing: "1".into(), outcome: Outcome::Failed, reason };
        for matter in [
            Alert::KeyOver,
            Alert::KeyEnds { days: 30 },
            Alert::MissedShipment { order: "412345678-2".into() },
            found(None),
            found(Some(Reason::NoAnswer)),
        ] {
            assert_eq!(Alert::from_json(&matter.to_json()), Some(matter));
        }
        for odd in ["", "412345678 missed_shipment", r#"{"kind":"unheard_of"}"#] {
            assert_eq!(Alert::from_json(odd), None, "{odd}");
        }
    }
}
