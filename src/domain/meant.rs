//! What a code that no order has may stand for.

use super::ids::OrderCode;
use super::said::Said;

/// What was meant by a code that no order has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// Nothing that is known.
    Nothing,
    /// A cart, which became these orders.
    Cart(Vec<String>),
    /// An order number: a line of this order.
    OrderNo(String),
    /// A cart that could not be imported.
    Rejected,
}

impl Meant {
    /// What was meant, in a few words; none where nothing is known.
    pub fn said(&self, code: OrderCode) -> Option<Said> {
        Some(match self {
            Self::Nothing => return None,
            Self::Cart(orders) => Said::new(
                format!("this cart became {}", orders.join(" and ")),
                format!("このカートの注文は{}です", orders.join("、")),
            ),
            Self::OrderNo(order) => Said::new(
                format!("{code} is an order number of order {order}"),
                format!("{code}は注文{order}の注文番号です"),
            ),
            Self::Rejected => Said::new(
                format!("cart {code} could not be imported: orders list --rejected says why"),
                format!("カート{code}は取込不可です。理由は orders list --rejected で確認できます"),
            ),
        })
    }
}
