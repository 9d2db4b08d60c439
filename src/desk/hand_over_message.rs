//! Why an order does not leave the house on paper, told with what holds it (FIL-7).

use super::orders::load_hold;
use super::transition_message::with_holds;
use crate::domain::ids::OrderCode;
use crate::plan::hand_over::HandOverRefusal;
use crate::store::{Error, Store};
use crate::vocabulary::{HandOverReason, Message};

/// Why an order may not leave; one on hold with its rules, and with what staff wrote.
///
/// # Errors
/// When the state file cannot be read.
pub fn explain_hand_over(store: &Store, order: OrderCode, why: HandOverRefusal) -> Result<Message, Error> {
    let message = why.message(order);
    match why.reason {
        HandOverReason::OnHold => Ok(with_holds(message, load_hold(store, order)?.as_ref())),
        _ => Ok(message),
    }
}
