//! Open orders: neither cancelled, nor known to Qoo10 as shipped.

use chrono::NaiveDate;

use super::claim::Claim;
use super::ids::{OrderCode, OrderNo, PackNo};
use super::order::Status;
use super::shipment::RemoteParcel;
use super::status_machine::OrderState;
use super::time::Jst;
use crate::vocabulary::{Message, Reason, msg};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderLine {
    /// Its number in the state file.
    pub line_id: i64,
    /// The line that it is an add-on to.
    pub parent: Option<i64>,
    /// Its order number; none for add-on lines and lines added by hand.
    pub order_no: Option<OrderNo>,
    pub sku: Option<String>,
    pub ordered_at: Option<Jst>,
    pub paid_at: Option<Jst>,
    /// Whether its cancellation was asked for when it was last looked at.
    pub cancel_requested: bool,
    pub cancelled: bool,
    /// Whether Qoo10 has confirmed it, that is knows a planned ship date.
    pub confirmed: bool,
    pub planned_ship_date: Option<NaiveDate>,
    /// Whether Qoo10 knows its shipment.
    pub sent: bool,
}

/// An open order: neither cancelled, nor known to Qoo10 as shipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Its number in the state file.
    pub order_id: i64,
    pub code: String,
    pub state: OrderState,
    /// The date on which the buyer wants it.
    pub desired_delivery_date: Option<NaiveDate>,
    /// The delivery company, under Qoo10's name.
    pub carrier: String,
    /// The delivery company as the desk called it when the order was shipped.
    pub shipped_by: Option<String>,
    /// Tracking numbers, the first of which Qoo10 is told.
    pub tracking_numbers: Vec<String>,
    pub shipped_on: Option<NaiveDate>,
    /// Why it was said to need a person when it was last looked at.
    pub needs_person: Option<NeedsPerson>,
    /// Its lines, cancelled ones too.
    pub lines: Vec<OrderLine>,
}

impl Order {
    /// The cart that it came from.
    pub fn cart(&self) -> Option<PackNo> {
        self.code.parse::<OrderCode>().ok().map(|code| code.pack_no)
    }

    /// Whether staff cancelled it by hand, and nothing is recorded of a cancellation at Qoo10: a step that
    /// cancels an order cancels its lines, staff do not.
    pub fn is_cancelled_here_only(&self) -> bool {
        let is_alive = |line: &OrderLine| line.order_no.is_some() && !line.cancelled;
        self.state.status == Status::Cancelled && self.lines.iter().any(is_alive)
    }

    /// Whether the cancellation of a line is asked for and not decided. That staff have to stop the parcel,
    /// because it is cancelled, says more.
    pub fn is_cancel_requested(&self) -> bool {
        let is_cancelled = matches!(self.needs_person, Some(NeedsPerson::CancelledPastReady(_)));
        !is_cancelled && self.lines.iter().any(|line| line.cancel_requested && !line.cancelled)
    }
}

/// Why staff have to look at an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NeedsPerson {
    /// Cancelled at Qoo10 when the warehouse had begun (SYN-4).
    CancelledPastReady(OrderNo),
    /// Qoo10 does not know the order number (SYN-2).
    UnknownAtQoo10(OrderNo),
    /// It left Qoo10's lists by a return, an exchange or a refund (SYN-2).
    OtherClaim(OrderNo, Claim),
    /// Staff cancelled it by hand, and Qoo10 still has it open (SYN-11).
    CancelledHereOnly(OrderNo),
    /// A cancellation of it is completed, and Qoo10 lists it as still to be shipped (SYN-11).
    ClaimContradictsList(OrderNo),
    /// It was sent in QSM, and not here (SYN-8).
    SentAtQoo10(OrderNo, RemoteParcel),
    /// Qoo10 lists it among the paid ones, without a payment date (SYN-11).
    StatusWithoutPaymentDate(OrderNo),
    /// Qoo10 shows another receiver, and the warehouse has begun (SYN-10).
    ReceiverChanged(OrderNo),
}

impl NeedsPerson {
    pub fn reason(&self) -> Reason {
        match self {
            Self::CancelledPastReady(_) => Reason::CancelledPastReady,
            Self::UnknownAtQoo10(_) => Reason::NoSuchOrder,
            Self::OtherClaim(..) => Reason::OtherClaim,
            Self::CancelledHereOnly(_) => Reason::CancelledHereOnly,
            Self::ClaimContradictsList(_) => Reason::ClaimContradictsList,
            Self::SentAtQoo10(..) => Reason::SentAtQoo10,
            Self::StatusWithoutPaymentDate(_) => Reason::StatusWithoutPaymentDate,
            Self::ReceiverChanged(_) => Reason::ReceiverChanged,
        }
    }

    /// Why staff have to look at an order, and what to do; `numbers` are all order numbers that it is about.
    pub fn message(&self, order: &str, numbers: &[OrderNo]) -> Message {
        let sentence = match self {
            Self::CancelledPastReady(_) => msg!("report-cancelled_past_ready", order = order),
            Self::UnknownAtQoo10(_) => msg!("report-no_such_order"),
            Self::CancelledHereOnly(_) => msg!("report-cancelled_here_only", order = order),
            Self::OtherClaim(_, claim) => msg!("report-other_claim", claim = claim.message()),
            Self::ClaimContradictsList(_) => msg!("report-claim_contradicts_list", order = order),
            Self::SentAtQoo10(_, parcel) => {
                msg!("report-sent_at_qoo10", order = order, parcel = parcel.message())
            }
            Self::StatusWithoutPaymentDate(_) => {
                msg!("report-status_without_payment_date", order = order)
            }
            Self::ReceiverChanged(_) => msg!("report-receiver_changed", order = order),
        };
        let all: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        sentence.with("n", all.len()).with("numbers", all)
    }

    /// The order number that it is about.
    pub fn order_no(&self) -> OrderNo {
        match self {
            Self::CancelledPastReady(no)
            | Self::UnknownAtQoo10(no)
            | Self::OtherClaim(no, _)
            | Self::CancelledHereOnly(no)
            | Self::ClaimContradictsList(no)
            | Self::SentAtQoo10(no, _)
            | Self::StatusWithoutPaymentDate(no)
            | Self::ReceiverChanged(no) => *no,
        }
    }

    /// The claim, where that says more than the word.
    pub fn claim(&self) -> Option<Claim> {
        match self {
            Self::OtherClaim(_, claim) => Some(*claim),
            _ => None,
        }
    }

    /// The parcel, where it was sent in QSM.
    pub fn parcel(&self) -> Option<&RemoteParcel> {
        match self {
            Self::SentAtQoo10(_, parcel) => Some(parcel),
            _ => None,
        }
    }

    /// What a reason, an order number, a claim and a parcel stand for.
    pub fn from_parts(
        reason: Reason,
        order_no: OrderNo,
        claim: Option<Claim>,
        parcel: Option<RemoteParcel>,
    ) -> Option<Self> {
        match reason {
            Reason::CancelledPastReady => Some(Self::CancelledPastReady(order_no)),
            Reason::NoSuchOrder => Some(Self::UnknownAtQoo10(order_no)),
            Reason::CancelledHereOnly => Some(Self::CancelledHereOnly(order_no)),
            Reason::OtherClaim => Some(Self::OtherClaim(order_no, claim?)),
            Reason::ClaimContradictsList => Some(Self::ClaimContradictsList(order_no)),
            Reason::SentAtQoo10 => Some(Self::SentAtQoo10(order_no, parcel?)),
            Reason::StatusWithoutPaymentDate => Some(Self::StatusWithoutPaymentDate(order_no)),
            Reason::ReceiverChanged => Some(Self::ReceiverChanged(order_no)),
            _ => None,
        }
    }
}
