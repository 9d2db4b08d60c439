//! A row of QSM's order download.

use super::columns::{COLUMNS, PAYMENT, STATUS, TRACKING};
use crate::desk::csv_file::{CsvFile, RowFault};
use crate::desk::loading::RowError;
use crate::domain::ids::OrderNo;
use crate::domain::listed_status::ListedStatus;
use crate::domain::party::Party;
use crate::domain::stock::parse_typed_qty;
use crate::domain::time::{Jst, from_wall_clock, parse_cell_date, parse_cell_instant};
use crate::plan::compare::ListedOrder;
use crate::vocabulary::{Message, RowReason, msg};

const WIDTH: usize = COLUMNS.len();

/// A row that could be read.
#[derive(Debug, Clone)]
pub struct DownloadRow {
    /// From 1.
    pub line: usize,
    pub order: ListedOrder,
    /// Whether its status is none that is known, so that nothing was compared with it.
    pub has_unknown_status: bool,
    /// The cells of status, quantity, company and number as they stand there.
    pub shown: ShownCells,
}

/// What may be shown of a row: a cell that moved may hold a text of people.
#[derive(Debug, Clone, Default)]
pub struct ShownCells {
    pub status: Option<String>,
    pub item_code: Option<String>,
    pub carrier: Option<String>,
    pub tracking: Option<String>,
}

/// Why a row cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DownloadRowError {
    Row(RowFault),
    NumberMissing,
    NumberUnreadable,
    DateUnreadable(OrderNo),
    QtyUnreadable(OrderNo),
}

impl DownloadRowError {
    /// The order number, where that could be read: its order stands in the file.
    pub fn order_no(&self) -> Option<OrderNo> {
        match self {
            Self::Row(_) | Self::NumberMissing | Self::NumberUnreadable => None,
            Self::DateUnreadable(order_no) | Self::QtyUnreadable(order_no) => Some(*order_no),
        }
    }
}

impl RowError for DownloadRowError {
    fn from_fault(fault: RowFault) -> Self {
        Self::Row(fault)
    }

    fn reason(&self) -> RowReason {
        match self {
            Self::Row(fault) => fault.reason(),
            Self::NumberMissing => RowReason::OrderMissing,
            Self::NumberUnreadable => RowReason::OrderUnreadable,
            Self::DateUnreadable(_) => RowReason::DateUnreadable,
            Self::QtyUnreadable(_) => RowReason::QtyUnreadable,
        }
    }

    // The cells are not shown: in a row whose cells moved they are those of people.
    fn message(&self) -> Message {
        match self {
            Self::Row(fault) => fault.message(),
            Self::NumberMissing => msg!("compare-number_missing"),
            Self::NumberUnreadable => msg!("compare-number_unreadable"),
            Self::DateUnreadable(order_no) => {
                msg!("compare-date_unreadable", order_no = order_no.to_string())
            }
            Self::QtyUnreadable(order_no) => msg!("compare-qty_unreadable", order_no = order_no.to_string()),
        }
    }
}

/// Reads the cells of a row.
///
/// # Errors
/// Why it cannot be compared.
pub fn parse_row(
    file: &CsvFile<WIDTH>,
    line: usize,
    cells: &[Option<String>; WIDTH],
) -> Result<DownloadRow, DownloadRowError> {
    let [number, status, ordered, paid, item_code, qty, carrier, tracking, name, tel, mobile, zip, address] =
        cells;
    let number = number.as_deref().ok_or(DownloadRowError::NumberMissing)?;
    let order_no = OrderNo::by_hand(number).ok_or(DownloadRowError::NumberUnreadable)?;
    let ordered = ordered.as_deref().map(|text| parse_span(text).ok_or(order_no));
    let ordered = ordered.transpose().map_err(DownloadRowError::DateUnreadable)?;
    let qty = qty.as_deref().map(parse_typed_qty).transpose();
    let qty = qty.map_err(|_| DownloadRowError::QtyUnreadable(order_no))?;
    let listed_status = status.as_deref().and_then(ListedStatus::parse);
    let receiver = Party {
        name: name.clone(),
        kana: None,
        tel: tel.clone(),
        mobile: mobile.clone(),
        zip: zip.clone(),
        address: address.clone(),
    };
    let order = ListedOrder {
        order_no,
        status: listed_status,
        ordered,
        is_paid: file.has_column(PAYMENT).then_some(paid.is_some()),
        item_code: item_code.clone(),
        qty,
        carrier: carrier.clone(),
        tracking: file.has_column(TRACKING).then(|| tracking.clone().unwrap_or_default()),
        receiver,
    };
    let is_code = |text: &&String| text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let shown = ShownCells {
        status: status.clone().filter(|_| listed_status.is_some()),
        item_code: item_code.as_ref().filter(is_code).cloned(),
        carrier: carrier.clone(),
        tracking: tracking.as_ref().filter(is_code).cloned(),
    };
    // A blank cell in a column of statuses is as little known as a strange word.
    let has_unknown_status = file.has_column(STATUS) && listed_status.is_none();
    Ok(DownloadRow { line, order, has_unknown_status, shown })
}

/// The first and the last moment that an order date may mean: of a bare date the whole day.
fn parse_span(text: &str) -> Option<(Jst, Jst)> {
    if let Some(at) = parse_cell_instant(text) {
        return Some((at, at));
    }
    let day = parse_cell_date(text)?;
    Some((from_wall_clock(day.and_hms_opt(0, 0, 0)?), from_wall_clock(day.and_hms_opt(23, 59, 59)?)))
}
