//! What the shipping desk did to one order.

use super::{Lang, loading};
use crate::desk::loading::LoadRow;
use crate::desk::shipments::AcceptedShipment;
use crate::strings::printable::sanitize;
use crate::text::localize;
use crate::vocabulary::msg;

/// What became of one order, and that its delivery company was not given but is its own.
pub fn render_shipment(taken: &AcceptedShipment, is_own_carrier: bool, lang: Lang) -> String {
    let message = match taken.message() {
        done if is_own_carrier => {
            msg!("shipments-own_carrier", done = done, carrier = &taken.shipment.carrier)
        }
        done => done,
    };
    sanitize(&localize(&message, lang))
}

/// What should be looked at in one order, a line each, for stderr.
pub fn render_warnings(taken: &AcceptedShipment, lang: Lang) -> String {
    taken.list_warnings().iter().map(|note| loading::render_warning(note, lang)).collect()
}
