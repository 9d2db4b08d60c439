//! What the shipping desk did to one order.

use super::{Lang, loading};
use crate::desk::loading::LoadRow;
use crate::desk::shipments::AcceptedShipment;
use crate::strings::printable::sanitize;
use crate::text::localize;

/// What became of one order.
pub fn render_shipment(taken: &AcceptedShipment, lang: Lang) -> String {
    sanitize(&localize(&taken.message(), lang))
}

/// What should be looked at in one order, a line each, for stderr.
pub fn render_warnings(taken: &AcceptedShipment, lang: Lang) -> String {
    taken.list_warnings().iter().map(|note| loading::render_warning(note, lang)).collect()
}
