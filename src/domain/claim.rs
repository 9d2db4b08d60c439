//! Claims: what a buyer wants of an order beyond its delivery.

use super::ids::OrderNo;
use super::time::Jst;
use crate::vocabulary::{Message, Reason, msg};

/// The state of a claim, by Qoo10's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Claim {
    /// キャンセル要請: asked for, not decided (SYN-3).
    CancelRequested = 1,
    /// キャンセル中: under way (SYN-3).
    Cancelling = 2,
    /// キャンセル完了: the order is cancelled (SYN-2).
    Cancelled = 3,
    /// 返品要請.
    ReturnRequested = 4,
    /// 返品中.
    Returning = 5,
    /// 返品完了.
    Returned = 6,
    /// 交換申請.
    ExchangeRequested = 11,
    /// 交換承認.
    ExchangeApproved = 12,
    /// 再配送中.
    Redelivering = 13,
    /// 未受取返金完了.
    RefundedUnreceived = 14,
    /// 未受取部分返金完了.
    PartlyRefundedUnreceived = 15,
    /// 未入金注文のキャンセル: cancelled before it was paid (SYN-2).
    UnpaidCancelled = 16,
}

impl Claim {
    pub const ALL: &'static [Self] = &[
        Self::CancelRequested,
        Self::Cancelling,
        Self::Cancelled,
        Self::ReturnRequested,
        Self::Returning,
        Self::Returned,
        Self::ExchangeRequested,
        Self::ExchangeApproved,
        Self::Redelivering,
        Self::RefundedUnreceived,
        Self::PartlyRefundedUnreceived,
        Self::UnpaidCancelled,
    ];

    /// Those that a cancellation goes through, in the order in which they follow each other.
    pub const CANCELLATION_STATES: [Self; 4] =
        [Self::CancelRequested, Self::Cancelling, Self::Cancelled, Self::UnpaidCancelled];

    /// Those of a return, an exchange and a parcel that never came, each in its order (SYN-12).
    pub const OTHER_STATES: [Self; 8] = [
        Self::ReturnRequested,
        Self::Returning,
        Self::Returned,
        Self::ExchangeRequested,
        Self::ExchangeApproved,
        Self::Redelivering,
        Self::RefundedUnreceived,
        Self::PartlyRefundedUnreceived,
    ];

    /// Qoo10's number.
    pub fn number(self) -> u8 {
        self as u8
    }

    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|claim| claim.number() == number)
    }

    /// Whether the order is cancelled for good.
    pub fn is_cancelled(self) -> bool {
        matches!(self, Self::Cancelled | Self::UnpaidCancelled)
    }

    /// Whether a cancellation is asked for or under way.
    pub fn is_requested(self) -> bool {
        matches!(self, Self::CancelRequested | Self::Cancelling)
    }

    /// Whether nothing comes after it: the money is back.
    pub fn is_final(self) -> bool {
        self.is_cancelled()
            || matches!(self, Self::Returned | Self::RefundedUnreceived | Self::PartlyRefundedUnreceived)
    }

    /// The word of a return, an exchange or a parcel that never came; none of a cancellation (SYN-12).
    pub fn reason(self) -> Option<Reason> {
        match self {
            Self::CancelRequested | Self::Cancelling | Self::Cancelled | Self::UnpaidCancelled => None,
            Self::ReturnRequested => Some(Reason::ReturnRequested),
            Self::Returning => Some(Reason::Returning),
            Self::Returned => Some(Reason::Returned),
            Self::ExchangeRequested => Some(Reason::ExchangeRequested),
            Self::ExchangeApproved => Some(Reason::ExchangeApproved),
            Self::Redelivering => Some(Reason::Redelivering),
            Self::RefundedUnreceived => Some(Reason::RefundedUnreceived),
            Self::PartlyRefundedUnreceived => Some(Reason::PartlyRefunded),
        }
    }

    /// Its state, for people.
    pub fn message(self) -> Message {
        match self {
            Self::CancelRequested => msg!("report-claim_cancel_requested"),
            Self::Cancelling => msg!("report-claim_cancelling"),
            Self::Cancelled => msg!("report-claim_cancelled"),
            Self::ReturnRequested => msg!("report-claim_return_requested"),
            Self::Returning => msg!("report-claim_returning"),
            Self::Returned => msg!("report-claim_returned"),
            Self::ExchangeRequested => msg!("report-claim_exchange_requested"),
            Self::ExchangeApproved => msg!("report-claim_exchange_approved"),
            Self::Redelivering => msg!("report-claim_redelivering"),
            Self::RefundedUnreceived => msg!("report-claim_refunded_unreceived"),
            Self::PartlyRefundedUnreceived => msg!("report-claim_partly_refunded_unreceived"),
            Self::UnpaidCancelled => msg!("report-claim_unpaid_cancelled"),
        }
    }
}

/// A return, an exchange or a parcel that never came, as Qoo10 shows it of an order number (SYN-12).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClaimRecord {
    pub order_no: OrderNo,
    pub claim: Claim,
    /// When the buyer asked, when that can be read.
    pub requested_at: Option<Jst>,
    /// When it was done, when that can be read.
    pub completed_at: Option<Jst>,
}

impl ClaimRecord {
    /// Whether nothing is left to do. Of an exchange only the date says so.
    pub fn is_completed(&self) -> bool {
        self.claim.is_final() || self.completed_at.is_some()
    }
}
