//! GetShippingInfo: which orders a list holds, and in what order.

use super::super::answer::MethodAnswer;
use super::super::json::JsonValue;
use super::super::model::CartLine;
use super::super::variants::{CancelRequested, Duplicates, EndBound, RowOrder, Variants};
use super::super::world::World;
use super::Call;
use super::order_rows;
use super::params::{SearchWindow, WindowError};
use crate::domain::time::Jst;

/// Which conditions (1 order date, 2 payment, 3 sent, 4 delivered) fit which status.
const CONDITIONS: [&str; 6] = ["12", "1", "12", "12", "123", "1234"];

/// Version 3.
pub(super) fn list_v3(world: &World, call: &Call) -> MethodAnswer {
    let p = call.params;
    let asked =
        [p.get("ShippingStatus"), p.get("SearchStartDate"), p.get("SearchEndDate"), p.get("SearchCondition")];
    list(world, asked, order_rows::v3)
}

/// Version 2: the same with other names.
pub(super) fn list_v2(world: &World, call: &Call) -> MethodAnswer {
    let p = call.params;
    let asked =
        [p.get("ShippingStat"), p.get("search_Sdate"), p.get("search_Edate"), p.get("search_condition")];
    list(world, asked, order_rows::v2)
}

fn list(world: &World, asked: [&str; 4], row: fn(&World, &CartLine) -> Option<JsonValue>) -> MethodAnswer {
    let [status, from, to, condition] = asked;
    let end_is_in = world.variants.end_bound == EndBound::Inclusive;
    let window = match SearchWindow::read(from, to, end_is_in) {
        Ok(window) => window,
        Err(WindowError::Date) => return MethodAnswer::Refused(-10001),
        Err(WindowError::TooLong) => return MethodAnswer::Refused(-10002),
    };
    let Some(status) = read_status(status) else { return MethodAnswer::Refused(-10003) };
    let condition = if condition.is_empty() { "1" } else { condition };
    if condition.len() != 1 || !CONDITIONS[status as usize].contains(condition) {
        return MethodAnswer::Refused(-10004);
    }
    let listed = world.lines.values().filter(|line| {
        is_listed(line, &world.variants)
            && (line.status == status || status == 0 && line.status <= 3)
            && date_of(world, line, condition).is_some_and(|at| window.contains(at))
    });
    MethodAnswer::Rows(arrange(listed.filter_map(|line| row(world, line)).collect(), &world.variants))
}

fn read_status(text: &str) -> Option<u8> {
    match text {
        "" => Some(0),
        "0" | "1" | "2" | "3" | "4" | "5" => text.parse().ok(),
        _ => None,
    }
}

fn is_listed(line: &CartLine, variants: &Variants) -> bool {
    let requested = line.claim.as_ref().is_some_and(|claim| matches!(claim.status, 1 | 2));
    let hidden = requested && variants.cancel_requested == CancelRequested::Hidden;
    !hidden && !line.has_left()
}

fn date_of(world: &World, line: &CartLine, condition: &str) -> Option<Jst> {
    match condition {
        "2" => line.paid_at,
        "3" => line.shipped_at,
        "4" => line.delivered_at,
        _ => world.carts.get(&line.pack_no).map(|cart| cart.ordered_at),
    }
}

/// Puts list rows into the order, and the number, that the variants want.
pub(super) fn arrange(mut rows: Vec<JsonValue>, variants: &Variants) -> Vec<JsonValue> {
    match variants.row_order {
        RowOrder::Number => {}
        RowOrder::Reversed => rows.reverse(),
        RowOrder::Shuffled => fastrand::Rng::with_seed(rows.len() as u64).shuffle(&mut rows),
    }
    if variants.duplicates == Duplicates::Twice {
        rows = rows.into_iter().flat_map(|row| [row.clone(), row]).collect();
    }
    rows
}
