//! Open orders: neither cancelled, nor known to Qoo10 as shipped.

use chrono::NaiveDate;

use super::claim::Claim;
use super::ids::{OrderCode, OrderNo, PackNo};
use super::order::Status;
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
}

impl NeedsPerson {
    pub fn reason(&self) -> Reason {
        match self {
            Self::CancelledPastReady(_) => Reason::CancelledPastReady,
            Self::UnknownAtQoo10(_) => Reason::NoSuchOrder,
            Self::OtherClaim(..) => Reason::OtherClaim,
            Self::CancelledHereOnly(_) => Reason::CancelledHereOnly,
        }
    }

    /// Why staff have to look at an order, and what to do; `numbers` are all order numbers that it is about.
    pub fn message(&self, order: &str, numbers: &[OrderNo]) -> Message {
        let sentence = match self {
            Self::CancelledPastReady(_) => msg!("report-cancelled_past_ready", order = order),
            Self::UnknownAtQoo10(_) => msg!("report-no_such_order"),
            Self::CancelledHereOnly(_) => msg!("report-cancelled_here_only", order = order),
            Self::OtherClaim(_, claim) => msg!("report-other_claim", claim = claim.message()),
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
            | Self::CancelledHereOnly(no) => *no,
        }
    }

    /// The claim, where that says more than the word.
    pub fn claim(&self) -> Option<Claim> {
        match self {
            Self::OtherClaim(_, claim) => Some(*claim),
            Self::CancelledPastReady(_) | Self::UnknownAtQoo10(_) | Self::CancelledHereOnly(_) => None,
        }
    }

    /// What a reason, an order number and a claim stand for.
    pub fn from_parts(reason: Reason, order_no: OrderNo, claim: Option<Claim>) -> Option<Self> {
        match (reason, claim) {
            (Reason::CancelledPastReady, _) => Some(Self::CancelledPastReady(order_no)),
            (Reason::NoSuchOrder, _) => Some(Self::UnknownAtQoo10(order_no)),
            (Reason::CancelledHereOnly, _) => Some(Self::CancelledHereOnly(order_no)),
            (Reason::OtherClaim, Some(claim)) => Some(Self::OtherClaim(order_no, claim)),
            _ => None,
        }
    }
}
