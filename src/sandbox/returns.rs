//! Claims after an order is sent, by their stages; and the cancellation of some of its pieces.

use super::error::Error;
use super::model::{CartLine, LineClaim};
use super::world::World;
use crate::domain::ids::OrderNo;
use crate::domain::time::Jst;
use crate::vocabulary::msg;

/// What the buyer wants with goods that were sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReturnKind {
    Return,
    Exchange,
}

/// How far a return or an exchange has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Requested,
    UnderWay,
    Completed,
}

impl ReturnKind {
    /// Qoo10's claim status. The last one that an exchange has is that the goods are sent again.
    pub fn status_at(self, stage: Stage) -> u8 {
        match (self, stage) {
            (ReturnKind::Return, Stage::Requested) => 4,
            (ReturnKind::Return, Stage::UnderWay) => 5,
            (ReturnKind::Return, Stage::Completed) => 6,
            (ReturnKind::Exchange, Stage::Requested) => 11,
            (ReturnKind::Exchange, Stage::UnderWay) => 12,
            (ReturnKind::Exchange, Stage::Completed) => 13,
        }
    }

    fn owns(self, status: u8) -> bool {
        match self {
            ReturnKind::Return => matches!(status, 4..=6),
            ReturnKind::Exchange => matches!(status, 11..=13),
        }
    }
}

impl World {
    /// The buyer sends goods back, or wants others: brings the claim of sent lines to a stage.
    pub fn return_goods(
        &mut self,
        number: &str,
        kind: ReturnKind,
        stage: Stage,
        now: Jst,
    ) -> Result<Vec<OrderNo>, Error> {
        let status = kind.status_at(stage);
        let fits = |line: &CartLine| {
            let other = line.claim.as_ref().is_some_and(|claim| !kind.owns(claim.status));
            matches!(line.status, 4 | 5) && !line.has_left() && !other
        };
        self.change_lines(number, msg!("sandbox-not_returnable"), fits, |_, line| {
            let requested_at = line.claim.as_ref().map_or(now, |claim| claim.requested_at);
            let completed_at = (status == 6).then_some(now);
            let reason = "商品不良".to_owned();
            line.claim = Some(LineClaim { status, requested_at, completed_at, reason, qty: None });
        })
    }

    /// A sent order never arrives: refunded, all of it (14) or some of it (15).
    pub fn refund_not_received(
        &mut self,
        number: &str,
        is_partial: bool,
        now: Jst,
    ) -> Result<Vec<OrderNo>, Error> {
        let fits = |line: &CartLine| line.status == 4 && line.is_free();
        self.change_lines(number, msg!("sandbox-not_on_its_way"), fits, |_, line| {
            line.claim = Some(LineClaim {
                status: if is_partial { 15 } else { 14 },
                requested_at: now,
                completed_at: Some(now),
                reason: "未受取".to_owned(),
                qty: None,
            });
        })
    }

    /// Cancels some of a line's pieces: claim 3, and the order stays in the lists with the rest.
    pub fn cancel_pieces(&mut self, number: &str, qty: i64, now: Jst) -> Result<Vec<OrderNo>, Error> {
        let fits = |line: &CartLine| {
            matches!(line.status, 2 | 3) && line.claim.is_none() && 0 < qty && qty < line.qty
        };
        let otherwise = msg!("sandbox-not_so_many_pieces", qty = qty);
        self.change_lines(number, otherwise, fits, |_, line| {
            line.qty -= qty;
            line.claim = Some(LineClaim {
                status: 3,
                requested_at: now,
                completed_at: Some(now),
                reason: String::new(),
                qty: Some(qty),
            });
        })
    }
}
