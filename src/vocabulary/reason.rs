//! Why an outcome is what it is: the words that scripts rely on.

use strum::{IntoStaticStr, VariantArray};

use super::Message;
use super::word::vocabulary;

/// Why something was not done, or needs a person. In the catalogues `reason-WORD` says what it means, its
/// `next` what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Reason {
    /// Qoo10 has been told already (SHP-8).
    AlreadyTold,
    /// The tracking number is none, or breaks the rule of its company (SHP-4).
    BadTrackingNumber,
    /// The planned ship date is further away than Qoo10 takes (SCH-4).
    BeyondLimit,
    /// The buyer asks to cancel.
    CancelRequested,
    /// Cancelled at Qoo10 (SHP-1).
    Cancelled,
    /// Cancelled by hand, and open at Qoo10 (SYN-11).
    CancelledHereOnly,
    /// Cancelled at Qoo10 when the warehouse had begun (SYN-4).
    CancelledPastReady,
    /// The delivery company does not go to the buyer's country.
    CarrierCountryDiffers,
    /// Qoo10 misses the delivery company.
    CarrierMissing,
    /// Qoo10 does not know the delivery company's name.
    CarrierNameNotExact,
    /// The shop may not use the delivery company.
    CarrierNotAllowed,
    /// Another row of the cart cannot be imported (IMP-13).
    CartRejected,
    /// The check digit of the tracking number is wrong.
    CheckDigit,
    /// A claim on it cannot be read (IMP-17).
    ClaimUnreadable,
    /// A claim that cannot be read may be about it (IMP-17).
    ClaimsUnknown,
    /// The planned date is not after Qoo10's today.
    DateNotAfterToday,
    /// The planned date is further away than Qoo10 took.
    DateTooFar,
    /// The buyer chose another delivery.
    DeliveryMethodDiffers,
    /// Staff took the reject off the list.
    Dismissed,
    /// Qoo10 does not know the item.
    ItemUnknown,
    /// The item is of another kind than the listing.
    KindChanged,
    /// A question about the item got no answer.
    LookupFailed,
    /// No usable answer: what became of it is not known.
    NoAnswer,
    NoDate,
    /// Neither the row nor the item names a delivery company (IMP-6).
    NoDeliveryCompany,
    /// The item shows no end of sale (STK-5).
    NoEndDate,
    /// The free stock of the SKU is not known.
    NoFreeStock,
    /// A part of the set has no count (STK-9).
    PartWithoutCount,
    /// The set has a count of its own besides (STK-9).
    SetWithOwnCount,
    /// Qoo10 does not know the order number (SYN-2).
    NoSuchOrder,
    /// It has no tracking number (SHP-8).
    NoTrackingNumber,
    /// Qoo10's answer does not mention it.
    NotMentioned,
    /// It is in none of the lists where it could be confirmed.
    NotNew,
    /// The item is not on sale (STK-2).
    NotOnSale,
    /// Qoo10 has no payment for it.
    NotPaid,
    /// Qoo10 has no planned ship date of it (SHP-8).
    NotScheduled,
    /// It is not shipped here (SHP-8).
    NotShipped,
    /// Qoo10 shows another quantity afterwards.
    NotTaken,
    /// Qoo10 says it is another shop's.
    NotThisShop,
    /// Qoo10 takes the tracking number for invalid.
    NumberInvalid,
    /// The tracking number has the wrong length.
    NumberLength,
    /// Qoo10 misses the tracking number.
    NumberMissing,
    NumberUsedBefore,
    /// The option has no seller code (IMP-10).
    OptionCodeMissing,
    /// The option's seller code cannot be used (IMP-9).
    OptionCodeUnusable,
    /// Qoo10 no longer has the option or type.
    OptionGone,
    /// The order number belongs to an order of another cart.
    OrderNoInOtherCart,
    /// A return, an exchange or a refund is under way (SYN-2).
    OtherClaim,
    /// It was shipped on another day than the run sends (SHP-8).
    OtherDay,
    /// Qoo10 refused it with a code that says no more.
    Refused,
    /// The item has no seller code (IMP-9).
    SellerCodeMissing,
    /// The item's seller code cannot be used (IMP-9).
    SellerCodeUnusable,
    /// Qoo10 has it as sent with another number (SHP-6).
    SentWithOtherNumber,
    /// A name holds what separates cells or rows in a call.
    SeparatorInText,
    /// A type of the MOVE item has no SKU (STK-4).
    TypeNotMapped,
    /// A type of the MOVE item has a SKU without free stock (STK-4).
    TypeWithoutQuantity,
    /// An earlier request may still be under way (ALL-6).
    UnderWay,
    /// Qoo10 has no name for this delivery company (SHP-3).
    UnmappedCarrier,
    /// It is not paid here (SHP-8).
    Unpaid,
    /// What Qoo10 says of the option cannot be read.
    Unreadable,
    /// A value of the row is missing or unfit (IMP-13).
    UnreadableRow,
    /// The buyer fetches it.
    VisitDelivery,
    /// From when the goods can be shipped, Qoo10 says in words that cannot be read (SCH-7).
    AvailableUnreadable,
    /// Reservation goods that can be shipped only later than Qoo10 takes a date for (SCH-7).
    NotAvailableYet,
    // Returns, exchanges and parcels that never came, by the states of a claim (SYN-12).
    ReturnRequested,
    Returning,
    Returned,
    ExchangeRequested,
    ExchangeApproved,
    Redelivering,
    /// Refunded, for the parcel never came.
    RefundedUnreceived,
    /// A part of it was refunded, for it never came.
    PartlyRefunded,
    /// A cancellation is completed of what Qoo10 lists as still to be shipped (SYN-11).
    ClaimContradictsList,
    /// Sent in QSM, and not here (SYN-8).
    SentAtQoo10,
    /// Among the paid orders at Qoo10, without a payment date (SYN-11).
    StatusWithoutPaymentDate,
    /// Another receiver at Qoo10 than here (SYN-10).
    ReceiverChanged,
    /// Two options of the item have the same seller code (IMP-19).
    OptionCodeShared,
    /// The listing has no SKU.
    NotMapped,
    /// A row of an answer about unpaid and new orders says that it is sent (IMP-21).
    StatusContradicts,
}

vocabulary!(Reason, "reason");

impl Reason {
    /// What to do about it.
    pub fn next_step(self) -> Message {
        self.message().attribute("next")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_so_long_that_a_table_would_break_it() {
        for reason in Reason::ALL {
            assert!(reason.as_str().len() <= 27, "{reason}");
        }
    }
}
