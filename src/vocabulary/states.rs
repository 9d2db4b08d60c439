//! The states of an order.

use strum::{IntoStaticStr, VariantArray};

use super::Message;
use super::word::vocabulary;

/// Where an order is in the warehouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Status {
    /// 保留: waits for the reasons in `hold_reasons`.
    OnHold,
    /// 入荷待ち: waits for goods.
    Backordered,
    /// 出荷待ち: may be taken up.
    Ready,
    /// 出荷準備中.
    Preparing,
    /// 出荷作業中.
    Working,
    /// 出荷検品済み.
    Inspected,
    /// 出荷済み.
    Shipped,
    /// キャンセル.
    Cancelled,
}

vocabulary!(Status, "status");

/// Whether the buyer has paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum PaymentStatus {
    /// 未入金.
    Unpaid,
    /// オーソリNG.
    AuthFailed,
    /// 入金済み.
    Paid,
}

vocabulary!(PaymentStatus, "payment");

/// What Qoo10 has been told of the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum ApiStatus {
    /// 印刷待ち: nothing yet (IMP-5).
    AwaitingPrint,
    /// 印刷済み: the planned ship date.
    Printed,
    /// 出荷済み: the shipment.
    Shipped,
}

vocabulary!(ApiStatus, "api");

/// Why an order is on hold; it is `on_hold` while it has any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum HoldReason {
    /// 入金確認: not paid yet.
    Payment,
    /// 手動: held by staff.
    Manual,
    /// 住所確認: no parcel can go there, without the receiver's name or address (IMP-20).
    Address,
    /// 保留ルール: a rule of the shop's own holds it (IMP-24).
    Rule,
}

vocabulary!(HoldReason, "hold");

/// What a rule of the shop's own does to an order that it matches (IMP-24).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum RuleAction {
    /// The order is put on hold.
    Hold,
    /// It is only reported.
    Warn,
}

vocabulary!(RuleAction, "rule");

impl HoldReason {
    /// That it stands in the way of an order, which is the fact `order`; in its `next`, how it is lifted.
    pub fn explain_hold(self) -> Message {
        Message::from_word("machine", &format!("held {self}"))
    }
}
