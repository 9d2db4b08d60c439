//! Free stock as tables and JSON, and what changing it did.

use serde::Serialize;

use super::{Lang, csv_file, orders, table};
use crate::desk::stock::FreeStockChange;
use crate::domain::text::printable;
use crate::store::stock::{FreeStock, StockView};
use crate::text::text;
use crate::text::wrap::for_screen;
use crate::vocabulary::{Message, RowOutcome, msg};

#[derive(Serialize)]
struct JsonStock<'a> {
    sku: &'a str,
    free_qty: i64,
    changed_at: &'a str,
}

#[derive(Serialize)]
struct JsonSet<'a> {
    sku: &'a str,
    was: Option<i64>,
    free_qty: i64,
    changed_at: &'a str,
    outcome: &'a str,
}

/// The free stock of a SKU as one line of JSON.
pub fn json(view: &StockView) -> serde_json::Result<String> {
    let FreeStock { free_qty, changed_at } = &view.stock;
    serde_json::to_string(&JsonStock { sku: &view.sku, free_qty: *free_qty, changed_at })
}

/// Free stock as a table, with what Qoo10 was last told.
pub fn list(all: &[StockView], lang: Lang, pages: &mut table::Pages) -> String {
    let heading = |message| text(&message, lang);
    let columns = [
        table::text(heading(msg!("table-sku"))),
        table::number(heading(msg!("stock-free"))),
        table::number(heading(msg!("stock-listings"))),
        table::number(heading(msg!("stock-told"))),
        table::text(heading(msg!("stock-changed_at"))),
    ];
    let rows = all.iter().map(|view| {
        let told = match view.told {
            None => "-".to_owned(),
            Some((least, most)) if least == most => table::yen(least),
            Some((least, most)) => {
                text(&msg!("stock-range", least = table::yen(least), most = table::yen(most)), lang)
            }
        };
        vec![
            view.sku.clone(),
            table::yen(view.stock.free_qty),
            view.listings.to_string(),
            told,
            orders::short(&view.stock.changed_at),
        ]
    });
    pages.page(&columns, rows.collect())
}

/// What setting a quantity did, as one line of JSON.
pub fn set_json(
    sku: &str,
    was: Option<i64>,
    change: FreeStockChange,
    stock: &FreeStock,
) -> serde_json::Result<String> {
    let FreeStock { free_qty, changed_at } = stock;
    serde_json::to_string(&JsonSet {
        sku,
        was,
        free_qty: *free_qty,
        changed_at,
        outcome: change.outcome().as_str(),
    })
}

/// What setting a quantity did.
pub fn set(sku: &str, was: Option<i64>, change: FreeStockChange, stock: &FreeStock, lang: Lang) -> String {
    let (sku, qty) = (printable(sku), table::yen(stock.free_qty));
    let message = match (was, change) {
        (_, FreeStockChange::Unchanged) => msg!("stock-set_already", sku = sku, qty = qty),
        (None, _) => msg!("stock-set_new", sku = sku, qty = qty),
        (Some(was), _) => msg!("stock-set_changed", sku = sku, was = table::yen(was), qty = qty),
    };
    text(&message, lang)
}

/// Loading a file as it is told.
pub type FreeStockLoadReport<'a> = csv_file::LoadReport<'a, crate::desk::stock::FreeStockLoad>;

#[derive(Serialize)]
struct JsonStockLoad<'a> {
    file: &'a str,
    dry_run: bool,
    result: &'a str,
    exit_code: u8,
    counts: JsonStockCounts,
    items: Vec<JsonStockRow<'a>>,
    warnings: Vec<String>,
}

#[derive(Serialize)]
struct JsonStockCounts {
    added: usize,
    changed: usize,
    zeroed: usize,
    unchanged: usize,
    refused: usize,
}

#[derive(Serialize)]
struct JsonStockRow<'a> {
    line: Option<usize>,
    sku: Option<&'a str>,
    was: Option<i64>,
    free_qty: Option<i64>,
    outcome: &'a str,
    reason: Option<&'static str>,
    message: Option<String>,
}

/// What happened: after the brake, nothing but refusals.
fn counts(load: &FreeStockLoadReport<'_>) -> JsonStockCounts {
    let count = |change| if load.load.is_stopped { 0 } else { load.load.count(change) };
    JsonStockCounts {
        added: count(FreeStockChange::Added),
        changed: count(FreeStockChange::Changed),
        zeroed: count(FreeStockChange::Zeroed),
        unchanged: count(FreeStockChange::Unchanged),
        refused: load.load.refused.len(),
    }
}

/// Loading a file as one line of JSON.
pub fn load_json(load: &FreeStockLoadReport<'_>, lang: Lang) -> serde_json::Result<String> {
    let taken = if load.load.is_stopped { &[] } else { load.load.rows.as_slice() };
    let good = taken.iter().map(|row| JsonStockRow {
        line: row.line,
        sku: Some(&row.sku),
        was: row.was,
        free_qty: Some(row.qty),
        outcome: row.change.outcome().as_str(),
        reason: None,
        message: None,
    });
    let bad = load.load.refused.iter().map(|row| JsonStockRow {
        line: Some(row.line),
        sku: row.sku.as_deref(),
        was: None,
        free_qty: None,
        outcome: RowOutcome::Refused.as_str(),
        reason: Some(row.why.reason().as_str()),
        message: Some(text(&row.why.message(), lang)),
    });
    let mut items: Vec<JsonStockRow<'_>> = good.chain(bad).collect();
    items.sort_by_key(|item| (item.line.is_none(), item.line));
    serde_json::to_string(&JsonStockLoad {
        file: load.file,
        dry_run: load.dry_run,
        result: load.exit.result().as_str(),
        exit_code: load.exit.code(),
        counts: counts(load),
        items,
        warnings: notes(load.load)
            .chain(load.load.is_stopped.then(|| stopped(load.load)))
            .map(|note| text(&note, lang))
            .collect(),
    })
}

/// The summary line; with a dry run, what would change above it.
pub fn load(load: &FreeStockLoadReport<'_>, lang: Lang, width: Option<usize>) -> String {
    let JsonStockCounts { added, changed, zeroed, unchanged, refused } = counts(load);
    let summary = msg!(
        "stock-summary",
        mode = load.mode(),
        added = added,
        changed = changed,
        zeroed = zeroed,
        unchanged = unchanged,
        refused = refused,
        is_stopped = load.load.is_stopped.to_string(),
    );
    let summary = for_screen(&(text(&summary, lang) + "\n"), width);
    if load.dry_run { plan(load, lang, width) + &summary } else { summary }
}

fn plan(load: &FreeStockLoadReport<'_>, lang: Lang, width: Option<usize>) -> String {
    let rows = load.load.rows.iter().filter(|row| row.change != FreeStockChange::Unchanged).map(|row| {
        vec![
            row.line.map(|line| line.to_string()).unwrap_or_default(),
            row.sku.clone(),
            row.was.map(table::yen).unwrap_or_default(),
            table::yen(row.qty),
            text(&row.change.message(), lang),
        ]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    if rows.is_empty() {
        return String::new();
    }
    let heading = |message| text(&message, lang);
    let columns = [
        table::number(heading(msg!("table-line"))),
        table::text(heading(msg!("table-sku"))),
        table::number(heading(msg!("stock-was"))),
        table::number(heading(msg!("stock-free"))),
        table::text(heading(msg!("table-would_be"))),
    ];
    table::render(&columns, rows, width)
}

/// The refused rows, one on each line, for stderr.
pub fn render_row_errors(load: &FreeStockLoadReport<'_>, lang: Lang) -> String {
    load.load.refused.iter().map(|row| load.render_row_error(row.line, &row.why.message(), lang)).collect()
}

/// What should be looked at, one on each line, for stderr.
pub fn warnings(load: &FreeStockLoadReport<'_>, lang: Lang) -> String {
    notes(load.load).map(|note| csv_file::warning(&note, lang)).collect()
}

fn notes(load: &crate::desk::stock::FreeStockLoad) -> impl Iterator<Item = Message> {
    let spared = match (load.is_torn, load.spared) {
        (true, spared) => Some(msg!("stock-torn", n = spared)),
        (false, 0) => None,
        (false, spared) => Some(msg!("stock-spared", n = spared)),
    };
    // Mistyped, or not sold at Qoo10.
    let unlisted = (load.unlisted.count > 0).then(|| {
        let named = load.unlisted.few.iter().map(|(sku, near)| match near {
            Some(near) => msg!("stock-near", sku = sku, near = near),
            None => Message::quoted(sku.as_str()),
        });
        msg!("stock-unlisted", n = load.unlisted.count, skus = some(named.collect(), load.unlisted.count))
    });
    spared.into_iter().chain(unlisted)
}

/// The first of so many SKUs, and how many are not named.
fn some(named: Vec<Message>, count: usize) -> Message {
    let rest = count.saturating_sub(named.len());
    match rest {
        0 => msg!("stock-skus", skus = named),
        rest => msg!("stock-and_more", skus = named, n = rest),
    }
}

/// Why nothing is loaded at all.
pub fn baseless(file: &str) -> Message {
    msg!("stock-baseless", file = file)
}

/// So many SKUs are named where there are more.
const MOST_NAMED: usize = 10;

/// Why the brake stops loading.
pub fn stopped(load: &crate::desk::stock::FreeStockLoad) -> Message {
    let zeroed: Vec<&str> = load.zeroed().collect();
    let named = zeroed.iter().take(MOST_NAMED).map(|sku| Message::quoted(*sku)).collect();
    msg!("stock-stopped", n = zeroed.len(), of = load.in_stock, skus = some(named, zeroed.len()))
}
