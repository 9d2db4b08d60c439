//! That orders were handed over.

use super::request::ExportPart;
use crate::desk::orders::STAFF;
use crate::domain::time::Jst;
use crate::store::{Batch, Error, HistoryEntry};
use crate::vocabulary::{HistoryEvent, Message, Status, msg};

/// A hand-over that is about to be written down.
#[derive(Debug, Clone, Copy)]
pub struct HandOverRecord<'a> {
    /// The name of the format.
    pub format: &'a str,
    /// Whether orders that are ready are set to `preparing`.
    pub sets_preparing: bool,
    pub now: Jst,
}

/// Writes down which orders are in which file.
///
/// # Errors
/// When the state file cannot be written.
pub fn record_export(
    batch: &Batch<'_>,
    parts: &[ExportPart],
    files: &[String],
    record: HandOverRecord<'_>,
) -> Result<(), Error> {
    for (part, file) in parts.iter().zip(files) {
        let detail = msg!("export-handed_over", format = record.format, file = file);
        for hand_over in &part.hand_overs {
            batch.add_export(hand_over, record.format, file, record.now)?;
            let exported = (HistoryEvent::Exported, &detail);
            add_history(batch, hand_over.order_id, exported, record.now)?;
            // Who is further already does not go back.
            if record.sets_preparing && hand_over.status == Status::Ready {
                batch.set_unheld_status(hand_over.order_id, Status::Preparing)?;
                let change = format!("status {} -> {}", Status::Ready, Status::Preparing);
                let set = (HistoryEvent::Set, &Message::quoted(change));
                add_history(batch, hand_over.order_id, set, record.now)?;
            }
        }
    }
    Ok(())
}

fn add_history(
    batch: &Batch<'_>,
    order_id: i64,
    (what, detail): (HistoryEvent, &Message),
    now: Jst,
) -> Result<(), Error> {
    let entry = HistoryEntry { at: now, what, by: STAFF, run: None, detail: Some(detail) };
    batch.add_history(order_id, &entry)
}
