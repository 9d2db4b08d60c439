//! Claims: what a buyer wants of an order beyond its delivery.

use crate::vocabulary::{Message, msg};

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
