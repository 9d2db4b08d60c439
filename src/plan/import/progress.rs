//! How far Qoo10 has come with an order that is imported late (IMP-22).

use chrono::{Datelike, NaiveDate};

use crate::domain::order::{ApiStatus, LineStage, OrderStage};
use crate::domain::reject::RowProblem;
use crate::domain::shipping_row::ShippingRow;
use crate::domain::time::parse_remote_date;
use crate::vocabulary::Reason;

/// Qoo10's status from which a line is confirmed.
const CONFIRMED: u8 = 3;
/// Qoo10's status from which a line is on its way.
const SENT: u8 = 4;

/// Whether a status belongs to parcels that have left.
fn is_sent(status: Option<u8>) -> bool {
    status.is_some_and(|status| status >= SENT)
}

/// Whether a row of a list of unpaid or new orders says that its parcel has left (IMP-21).
pub fn contradicts_list(listed: u8, shown: Option<u8>) -> bool {
    listed < CONFIRMED && is_sent(shown)
}

/// How far a row's line has come.
///
/// # Errors
/// When a date of a line that is confirmed or sent cannot be read.
pub fn read_progress(row: &ShippingRow) -> Result<LineStage, RowProblem> {
    let is_confirmed = row.shipping_status.is_some_and(|status| status >= CONFIRMED);
    let is_sent = is_sent(row.shipping_status);
    let date = |is_meant: bool, key: &str, text: &Option<String>| {
        let Some(text) = text.as_deref().filter(|_| is_meant) else { return Ok(None) };
        match parse_remote_date(text) {
            // The least date of Qoo10's machines stands for none.
            Some(date) => Ok(Some(date).filter(|date| date.year() >= 2000)),
            None => Err(RowProblem::new(Reason::UnreadableRow, format!("{key}: {text}"))),
        }
    };
    Ok(LineStage {
        is_confirmed,
        planned_ship_date: date(is_confirmed, "EstimatedShippingDate", &row.other.estimated_shipping_date)?,
        is_sent,
        sent_on: date(is_sent, "ShippingDate", &row.other.shipping_date)?,
    })
}

/// How far an order of these lines has come: as far as the one that is furthest behind.
pub fn combine_progress<'r>(lines: impl Iterator<Item = (&'r ShippingRow, LineStage)> + Clone) -> OrderStage {
    let is_sent = lines.clone().all(|(_, line)| line.is_sent);
    let is_confirmed = lines.clone().all(|(_, line)| line.is_confirmed);
    let mut tracking_numbers: Vec<String> = Vec::new();
    for number in lines.clone().filter_map(|(row, _)| row.other.tracking_no.as_ref()).filter(|_| is_sent) {
        if !tracking_numbers.contains(number) {
            tracking_numbers.push(number.clone());
        }
    }
    let planned: Option<NaiveDate> = lines.clone().filter_map(|(_, line)| line.planned_ship_date).min();
    OrderStage {
        api_status: match (is_sent, is_confirmed) {
            (true, _) => ApiStatus::Shipped,
            (false, true) => ApiStatus::Printed,
            (false, false) => ApiStatus::AwaitingPrint,
        },
        planned_ship_date: planned.filter(|_| is_confirmed),
        tracking_numbers,
        shipped_on: lines.filter_map(|(_, line)| line.sent_on).max().filter(|_| is_sent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imp_21_a_list_of_new_orders_has_no_parcel_that_has_left() {
        for (listed, shown, contradicts) in [
            (1, Some(4), true),
            (2, Some(5), true),
            (2, Some(3), false),
            (2, None, false),
            (4, Some(5), false),
            (3, Some(4), false),
        ] {
            assert_eq!(contradicts_list(listed, shown), contradicts, "{listed} {shown:?}");
        }
    }
}
