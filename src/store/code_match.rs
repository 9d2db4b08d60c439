//! What a code that no order has may stand for.

use crate::domain::ids::OrderCode;
use crate::vocabulary::{Message, msg};

/// What was meant by a code that no order has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeMatch {
    /// Nothing that is known.
    Nothing,
    /// A cart, which became these orders.
    Cart(Vec<String>),
    /// An order number: a line of this order.
    OrderNo(String),
    /// A cart that could not be imported.
    Rejected,
    /// A cart that Qoo10 has, and no order here (SYN-9).
    AtQoo10,
}

impl CodeMatch {
    /// What was meant; none where nothing is known.
    pub fn message(&self, code: OrderCode) -> Option<Message> {
        Some(match self {
            Self::Nothing => return None,
            Self::Cart(orders) => msg!("desk-meant_cart", orders = orders.clone()),
            Self::OrderNo(order) => msg!("desk-meant_line", code = code.to_string(), order = order),
            Self::Rejected => msg!("desk-meant_reject", code = code.to_string()),
            Self::AtQoo10 => msg!("desk-meant_at_qoo10", cart = code.pack_no.to_string()),
        })
    }
}
