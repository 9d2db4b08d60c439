//! What the shipping desk did to one order.

use super::{Lang, loading};
use crate::desk::loading::LoadRow;
use crate::desk::shipments::AcceptedShipment;
use crate::strings::printable::printable;
use crate::text::text;

/// What became of one order.
pub fn render_shipment(taken: &AcceptedShipment, lang: Lang) -> String {
    printable(&text(&taken.message(), lang))
}

/// What should be looked at in one order, a line each, for stderr.
pub fn notes(taken: &AcceptedShipment, lang: Lang) -> String {
    taken.warnings().iter().map(|note| loading::render_warning(note, lang)).collect()
}
