//! Seller confirmation: what can keep an order number from its planned ship date.

/// Why an order number is not confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Failure {
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
    /// The calendar has no date for it.
    NoDate,
}

impl Failure {
    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Claimed => "cancel_requested",
            Self::NotPaid => "not_paid",
            Self::NotNew => "not_new",
            Self::DateTooFar => "date_too_far",
            Self::DateNotAfterToday => "date_not_after_today",
            Self::VisitDelivery => "visit_delivery",
            Self::NotThisShop => "not_this_shop",
            Self::Refused => "refused",
            Self::NotMentioned => "not_mentioned",
            Self::NoAnswer => "no_answer",
            Self::NoDate => "no_date",
        }
    }
}
