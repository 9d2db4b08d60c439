//! An order as label programs get it, from the cells of its lines.

use std::borrow::Cow;

use chrono::NaiveDate;
use csv::StringRecord;

use super::request::{ExportRefusal, ExportRequest};
use crate::domain::labels::{LabelOrder, RowBuilder, UnmetWish, find_unmet_wish};
use crate::domain::time::parse_iso_date;
use crate::store::Error;
use crate::store::order_exports::ExportHead;
use crate::vocabulary::{ExportField, Message, msg};

/// What a label needs of an order.
pub(super) const FIELDS: [ExportField; 12] = [
    ExportField::ReceiverName,
    ExportField::ReceiverKana,
    ExportField::ReceiverTel,
    ExportField::ReceiverMobile,
    ExportField::ReceiverZip,
    ExportField::ReceiverAddress,
    ExportField::ReceiverAddress1,
    ExportField::ReceiverAddress2,
    ExportField::DesiredDeliveryDate,
    ExportField::DesiredDeliveryTime,
    ExportField::Name,
    ExportField::Qty,
];

/// An order as a label program gets it.
pub(super) struct LabelRow<'r> {
    pub cells: Vec<Cow<'r, str>>,
    /// What the buyer wishes and the label does not say.
    pub warning: Option<Message>,
}

/// The row of an order, or why there can be none. An order without lines gets none (FIL-7).
pub(super) fn build_row<'r>(
    builder: &'r RowBuilder<'_>,
    head: &ExportHead,
    lines: &[StringRecord],
    request: &ExportRequest<'_>,
) -> Result<Result<LabelRow<'r>, ExportRefusal>, Error> {
    let code = head.code.to_string();
    let first = lines.first().ok_or_else(|| Error::from_unreadable("order_lines.order_id", &code))?;
    let goods = lines.iter().map(read_goods).collect::<Result<Vec<_>, Error>>()?;
    let order = LabelOrder {
        code: &code,
        carrier: &head.carrier,
        receiver_name: find_cell(first, ExportField::ReceiverName).unwrap_or_default(),
        receiver_kana: find_cell(first, ExportField::ReceiverKana),
        receiver_tel: find_cell(first, ExportField::ReceiverTel),
        receiver_mobile: find_cell(first, ExportField::ReceiverMobile),
        zip: find_cell(first, ExportField::ReceiverZip),
        address: find_cell(first, ExportField::ReceiverAddress),
        address1: find_cell(first, ExportField::ReceiverAddress1),
        address2: find_cell(first, ExportField::ReceiverAddress2),
        desired_date: parse_date(first)?,
        desired_time: find_cell(first, ExportField::DesiredDeliveryTime),
        ship_date: request.today,
        goods: goods.into_iter().flatten().collect(),
    };
    Ok(match builder.build_row(&order) {
        Ok(cells) => {
            let unmet = find_unmet_wish(&order, request.labels);
            let warned = |unmet: UnmetWish| msg!("export-warned", order = head.code, why = unmet.message());
            Ok(LabelRow { cells, warning: unmet.map(warned) })
        }
        Err(error) => {
            let message = msg!("export-label_refused", order = head.code, why = error.message());
            Err(ExportRefusal { reason: error.reason().as_str(), message, next: None })
        }
    })
}

/// What stands in a cell, if anything does.
fn find_cell(line: &StringRecord, field: ExportField) -> Option<&str> {
    let at = FIELDS.iter().position(|one| *one == field)?;
    line.get(at).filter(|cell| !cell.is_empty())
}

fn parse_date(line: &StringRecord) -> Result<Option<NaiveDate>, Error> {
    let Some(text) = find_cell(line, ExportField::DesiredDeliveryDate) else { return Ok(None) };
    match parse_iso_date(text) {
        Some(date) => Ok(Some(date)),
        None => Err(Error::from_unreadable("orders.desired_delivery_date", text)),
    }
}

/// Name and pieces of a line; none of an order that has no line.
fn read_goods(line: &StringRecord) -> Result<Option<(&str, i64)>, Error> {
    let Some(qty) = find_cell(line, ExportField::Qty) else { return Ok(None) };
    let pieces = qty.parse().map_err(|_| Error::from_unreadable("order_lines.qty", qty))?;
    Ok(Some((find_cell(line, ExportField::Name).unwrap_or_default(), pieces)))
}
