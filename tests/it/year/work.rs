//! What somebody does by hand at Qoo10 or here, when, and how the steps have to name it.

use qoo10_bridge::sandbox::ReturnKind;

use super::shop::YearShop;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Confirmed at Qoo10 before the first import (SYN-9), taken by `import --order` (IMP-22).
    ConfirmedBeforeImport,
    /// Sent at Qoo10 before the first import (SYN-9), taken by `import --order` (IMP-22).
    SentBeforeImport,
    /// Paid and confirmed at Qoo10 before the next sync (SCH-6).
    ConfirmedAfterPayment,
    /// Sent at Qoo10 (SYN-8).
    SentByHand,
    /// The buyer changes the receiver (SYN-10).
    ReceiverChanged,
    /// The buyer changes it when the order is being packed (SYN-10): staff take it over, and ship.
    ReceiverChangedLate,
    /// The receiver is blank until payment (IMP-20).
    ReceiverWithheld,
    /// The buyer asks to cancel, and is granted it two days later (SYN-3, SYN-2).
    CancelRequested,
    /// The buyer asks so before the order has a planned ship date, which it does not get (SCH-9).
    CancelRequestedEarly,
    /// Cancelled at Qoo10 when the order is being packed (SYN-4), and here two days later.
    CancelledLate,
    /// One of three pieces is cancelled (SYN-11); the rest is, two days later.
    PiecesCancelled,
    /// Cancelled here, and at Qoo10 two days later (SYN-11).
    CancelledHereOnly,
    /// Asked back after it arrived (SYN-12).
    Returned,
    /// Asked to be exchanged after it arrived (SYN-12).
    Exchanged,
    /// Refunded because it never arrived (SYN-12).
    NotReceived,
}

/// How often something is named.
#[derive(PartialEq)]
enum Naming {
    /// By the first run that sees it.
    Once,
    /// By every run until it is dealt with.
    UntilEnded,
    /// By none: it mends itself.
    Never,
}

impl Kind {
    pub const ALL: [Kind; 15] = [
        Kind::ConfirmedBeforeImport,
        Kind::SentBeforeImport,
        Kind::ConfirmedAfterPayment,
        Kind::SentByHand,
        Kind::ReceiverChanged,
        Kind::ReceiverChangedLate,
        Kind::ReceiverWithheld,
        Kind::CancelRequested,
        Kind::CancelRequestedEarly,
        Kind::CancelledLate,
        Kind::PiecesCancelled,
        Kind::CancelledHereOnly,
        Kind::Returned,
        Kind::Exchanged,
        Kind::NotReceived,
    ];

    pub fn begins_unpaid(self) -> bool {
        matches!(self, Kind::ConfirmedAfterPayment | Kind::ReceiverWithheld | Kind::CancelRequestedEarly)
    }

    fn naming(self) -> Naming {
        match self {
            Kind::ConfirmedBeforeImport
            | Kind::SentBeforeImport
            | Kind::SentByHand
            | Kind::ReceiverChangedLate
            | Kind::CancelledLate
            | Kind::PiecesCancelled
            | Kind::CancelledHereOnly => Naming::UntilEnded,
            Kind::ConfirmedAfterPayment
            | Kind::ReceiverChanged
            | Kind::CancelRequested
            | Kind::CancelRequestedEarly
            | Kind::Returned
            | Kind::Exchanged
            | Kind::NotReceived => Naming::Once,
            Kind::ReceiverWithheld => Naming::Never,
        }
    }

    /// The outcome, or the reason of an order that needs a person.
    pub fn word(self) -> &'static str {
        match self {
            Kind::ConfirmedBeforeImport | Kind::SentBeforeImport => "unknown_here",
            Kind::ConfirmedAfterPayment => "already_confirmed",
            Kind::SentByHand => "sent_at_qoo10",
            Kind::ReceiverChanged | Kind::ReceiverChangedLate => "receiver_changed",
            // A fill is told by whichever step sees it: only the address is looked at in the end.
            Kind::ReceiverWithheld => "needs_person",
            Kind::CancelRequested | Kind::CancelRequestedEarly => "cancel_requested",
            Kind::PiecesCancelled => "claim_contradicts_list",
            Kind::CancelledHereOnly => "cancelled_here_only",
            Kind::CancelledLate => "cancelled_past_ready",
            Kind::Returned | Kind::Exchanged | Kind::NotReceived => "claim_changed",
        }
    }

    /// Whether an item names this work: by its outcome, or as an order that needs a person by its reason.
    pub fn is_named_by(self, outcome: &str, reason: &str) -> bool {
        if outcome == "needs_person" {
            return self.naming() != Naming::Once && reason == self.word();
        }
        outcome == self.word()
    }

    /// Whether a step may say this of the order besides.
    pub fn goes_with(self, outcome: &str) -> bool {
        self == Kind::CancelRequestedEarly && outcome == "blocked"
    }

    /// The part of which day, counted from the order's, it is done in.
    fn acts_at(self) -> (i64, Phase) {
        match self {
            Kind::ConfirmedBeforeImport | Kind::SentBeforeImport | Kind::ReceiverWithheld => {
                (0, Phase::Morning)
            }
            Kind::ConfirmedAfterPayment | Kind::CancelRequestedEarly => (1, Phase::Morning),
            Kind::SentByHand
            | Kind::ReceiverChanged
            | Kind::ReceiverChangedLate
            | Kind::CancelRequested
            | Kind::CancelledLate
            | Kind::PiecesCancelled
            | Kind::CancelledHereOnly => (0, Phase::Evening),
            Kind::NotReceived => (1, Phase::Evening),
            Kind::Returned | Kind::Exchanged => (3, Phase::Evening),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Before the steps run.
    Morning,
    /// After them, and after the warehouse.
    Evening,
}

#[derive(Debug)]
pub struct HandWork {
    pub kind: Kind,
    pub cart: String,
    ordered_on: i64,
    acted_on: Option<(i64, Phase)>,
    ended_on: Option<i64>,
}

impl HandWork {
    pub fn new(kind: Kind, cart: String, ordered_on: i64) -> Self {
        Self { kind, cart, ordered_on, acted_on: None, ended_on: None }
    }

    /// Does what is due in this part of the day: the work, or two days later what ends it.
    pub fn go_on(&mut self, shop: &YearShop, day: i64, phase: Phase) {
        let (after, wanted) = self.kind.acts_at();
        if self.acted_on.is_none() && day == self.ordered_on + after && phase == wanted {
            self.act(shop);
            self.acted_on = Some((day, phase));
            return;
        }
        let is_due = self.acted_on.is_some_and(|(acted, _)| day >= acted + 2);
        if is_due && self.ended_on.is_none() && phase == Phase::Evening {
            self.end(shop);
            self.ended_on = Some(day);
        }
    }

    fn act(&self, shop: &YearShop) {
        let cart = &self.cart;
        match self.kind {
            Kind::ConfirmedBeforeImport | Kind::ConfirmedAfterPayment => shop.confirm_at_qoo10(cart),
            Kind::SentBeforeImport => {
                shop.confirm_at_qoo10(cart);
                shop.send_at_qoo10(cart);
            }
            Kind::SentByHand => shop.send_at_qoo10(cart),
            Kind::ReceiverChanged => shop.change_receiver(cart),
            Kind::ReceiverChangedLate => {
                shop.command(&["orders", "set", cart, "--status", "preparing"]);
                shop.change_receiver(cart);
            }
            Kind::ReceiverWithheld => shop.withhold_receiver(cart),
            Kind::CancelRequested | Kind::CancelRequestedEarly => shop.request_cancel(cart),
            Kind::CancelledLate => {
                shop.command(&["orders", "set", cart, "--status", "preparing"]);
                shop.cancel_at_qoo10(cart);
            }
            Kind::PiecesCancelled => shop.cancel_piece(cart),
            Kind::CancelledHereOnly => shop.command(&["orders", "set", cart, "--status", "cancelled"]),
            Kind::Returned => shop.return_goods(cart, ReturnKind::Return),
            Kind::Exchanged => shop.return_goods(cart, ReturnKind::Exchange),
            Kind::NotReceived => shop.refund(cart),
        }
    }

    fn end(&self, shop: &YearShop) {
        let cart = &self.cart;
        match self.kind {
            Kind::ConfirmedBeforeImport | Kind::SentBeforeImport => {
                shop.command(&["import", "--order", cart])
            }
            Kind::SentByHand => {
                let closed = ["orders", "set", cart, "--status", "shipped", "--api-status", "shipped"];
                shop.command(&closed);
            }
            Kind::ReceiverChangedLate => {
                shop.command(&["orders", "set", cart, "--take-receiver"]);
                shop.ship(std::slice::from_ref(cart));
                shop.push();
            }
            Kind::CancelledLate => shop.command(&["orders", "set", cart, "--status", "cancelled"]),
            Kind::CancelRequested
            | Kind::CancelRequestedEarly
            | Kind::PiecesCancelled
            | Kind::CancelledHereOnly => shop.cancel_at_qoo10(cart),
            Kind::ConfirmedAfterPayment
            | Kind::ReceiverChanged
            | Kind::ReceiverWithheld
            | Kind::Returned
            | Kind::Exchanged
            | Kind::NotReceived => {}
        }
    }

    /// Whether staff know that the parcel has to wait. What was sent at Qoo10 is kept off by the step that
    /// names it, not by this.
    pub fn keeps_warehouse_off(&self, day: i64) -> bool {
        match self.kind {
            Kind::ReceiverChanged => self.acted_on.is_none_or(|(acted, _)| day <= acted),
            Kind::SentByHand => self.acted_on.is_none(),
            Kind::ReceiverChangedLate
            | Kind::CancelRequested
            | Kind::CancelRequestedEarly
            | Kind::CancelledLate
            | Kind::PiecesCancelled
            | Kind::CancelledHereOnly => true,
            _ => false,
        }
    }

    pub fn is_sent_at_qoo10(&self) -> bool {
        self.kind == Kind::SentByHand && self.acted_on.is_some()
    }

    /// The days on which the steps have to name it.
    pub fn expected_days(&self) -> Vec<i64> {
        let (acted, phase) = self.acted_on.expect("everything is done by the end");
        let first = if phase == Phase::Morning { acted } else { acted + 1 };
        match self.kind.naming() {
            Naming::Once => vec![first],
            Naming::UntilEnded => (first..=self.ended_on.expect("everything is dealt with")).collect(),
            Naming::Never => Vec::new(),
        }
    }
}
