//! Tables for people: aligned also where letters are twice as wide.

use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};

use crate::domain::reasons;
use crate::domain::text::printable;
use crate::domain::wrap;

/// Blanks behind a column.
const GAP: u16 = 2;
/// A letter as narrow as any column.
const MARK: char = '|';
/// The longest word that a column makes room for: a reason, or a key in brackets.
const LONGEST: usize = {
    let key = "[push_shipments.carriers]".len();
    if key > reasons::LONGEST { key } else { reasons::LONGEST }
};

/// A column: its heading, and what it holds.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    /// The heading.
    pub heading: &'a str,
    /// Numbers stand at the right.
    pub is_number: bool,
    /// Its cells never wrap.
    pub is_whole: bool,
}

/// A text column.
pub fn text(heading: &str) -> Column<'_> {
    Column { heading, is_number: false, is_whole: false }
}

/// A column of texts that keep to their line: codes, statuses, times.
pub fn whole(heading: &str) -> Column<'_> {
    Column { heading, is_number: false, is_whole: true }
}

/// A column of numbers.
pub fn number(heading: &str) -> Column<'_> {
    Column { heading, is_number: true, is_whole: true }
}

/// Lays out rows; whatever they hold is printed harmlessly. On a terminal of some `width` long cells wrap; elsewhere
/// (a pipe to grep) every row stays on its line.
pub fn render(columns: &[Column<'_>], rows: Vec<Vec<String>>, width: Option<usize>) -> String {
    let rows: Vec<Vec<String>> =
        rows.into_iter().map(|row| row.iter().map(|cell| printable(cell)).collect()).collect();
    let headings = columns.iter().map(|column| column.heading.to_owned()).collect();
    let Some(width) = width.filter(|width| natural(columns, &rows) > *width) else {
        return joined(&drawn(columns, headings, rows));
    };
    let widths = widths(columns, &rows, u16::try_from(width).unwrap_or(u16::MAX));
    let wrapped = |row: Vec<String>| -> Vec<String> {
        let cells = row.into_iter().zip(columns.iter().zip(&widths));
        cells
            .map(
                |(text, (column, width))| {
                    if column.is_whole { text } else { wrap::wrapped(&text, 0, *width) }
                },
            )
            .collect()
    };
    let mut table = drawn(columns, wrapped(headings), rows.into_iter().map(wrapped).collect());
    for (column, width) in table.column_iter_mut().zip(&widths) {
        let width = u16::try_from(*width).unwrap_or(u16::MAX).saturating_add(column.padding_width());
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
    }
    joined(&table)
}

fn drawn(columns: &[Column<'_>], headings: Vec<String>, rows: Vec<Vec<String>>) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(headings);
    for row in rows {
        let cells = row.into_iter().zip(columns).map(|(text, column)| {
            let cell = Cell::new(text);
            if column.is_number { cell.set_alignment(CellAlignment::Right) } else { cell }
        });
        table.add_row(cells.collect::<Vec<_>>());
    }
    for (i, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, if i + 1 < columns.len() { GAP } else { 0 }));
    }
    table
}

fn joined(table: &Table) -> String {
    let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n") + "\n"
}

/// How wide the table is when nothing wraps.
fn natural(columns: &[Column<'_>], rows: &[Vec<String>]) -> usize {
    let widest = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| wrap::width(cell)).max();
    let gaps = usize::from(GAP) * columns.len().saturating_sub(1);
    let all = columns.iter().enumerate();
    all.map(|(at, column)| wrap::width(column.heading).max(widest(at).unwrap_or(0))).sum::<usize>() + gaps
}

/// How wide each column is on a terminal, without the gap behind it. Nothing tells but a row with a mark at the
/// beginning of each cell.
fn widths(columns: &[Column<'_>], rows: &[Vec<String>], width: u16) -> Vec<usize> {
    let headings = columns.iter().map(|column| column.heading.to_owned()).collect();
    let mut table = drawn(columns, headings, rows.to_vec());
    table.add_row(columns.iter().map(|_| Cell::new(MARK).set_alignment(CellAlignment::Left)));
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(width);
    for (column, bound) in table.column_iter_mut().zip(bounds(columns, rows, width)) {
        let gap = column.padding_width();
        column.set_constraint(match bound {
            None => ColumnConstraint::ContentWidth,
            Some(bound) => ColumnConstraint::LowerBoundary(Width::Fixed(bound + gap)),
        });
    }
    let marks = table.lines().last().unwrap_or_default();
    let begins: Vec<usize> = marks.match_indices(MARK).map(|(at, _)| at).collect();
    let ends = begins.iter().skip(1).map(|next| next - usize::from(GAP)).chain([marks.len()]);
    begins.iter().zip(ends).map(|(begin, end)| end - begin).collect()
}

/// How narrow each column may become: its words stay whole, while there is room for that; none for what never width. Words with `_`,
/// which are reasons and statuses, are the last to give way.
fn bounds(columns: &[Column<'_>], rows: &[Vec<String>], width: u16) -> Vec<Option<u16>> {
    let longest = |at: usize, counts: fn(&str) -> bool| {
        let words = rows.iter().filter_map(|row| row.get(at)).flat_map(|cell| words(cell));
        let longest = words.filter(|word| counts(word)).map(str::len).max().unwrap_or(0);
        u16::try_from(longest.min(LONGEST)).unwrap_or(0)
    };
    let widest =
        |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| columns_of(cell)).max().unwrap_or(0);
    let mut kept = Vec::new();
    let mut wanted = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let whole = widest(at).max(columns_of(column.heading));
        kept.push(if column.is_whole { whole } else { longest(at, |word| word.contains('_')) });
        wanted.push(if column.is_whole { whole } else { longest(at, |_| true) });
    }
    let gaps = GAP * u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
    while wanted.iter().fold(gaps, |sum, width| sum.saturating_add(*width)) > width {
        let slack = |at: &usize| wanted[*at].saturating_sub(kept[*at]);
        let Some(widest) = (0..wanted.len()).max_by_key(slack).filter(|at| slack(at) > 0) else { break };
        wanted[widest] -= 1;
    }
    columns.iter().zip(wanted).map(|(column, bound)| (!column.is_whole).then_some(bound.max(1))).collect()
}

/// The words of a cell that should not be broken: what Japanese has none of.
fn words(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(|c: char| !c.is_ascii_graphic()).filter(|word| !word.is_empty())
}

fn columns_of(text: &str) -> u16 {
    u16::try_from(wrap::width(text)).unwrap_or(u16::MAX)
}

/// Money: `1,980`.
pub fn yen(amount: i64) -> String {
    let digits = amount.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if amount < 0 { format!("-{grouped}") } else { grouped }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_text_is_aligned() {
        let rows = vec![vec!["注文".into(), "1".into()], vec!["ab".into(), "1000".into()]];
        let drawn = render(&[text("項目"), number("値")], rows, None);
        assert_eq!(drawn, "項目  値\n注文     1\nab    1000\n");
    }

    #[test]
    fn escape_sequences_do_not_reach_the_terminal() {
        let drawn = render(&[text("name")], vec![vec!["\u{1b}[2Jx".into()]], Some(80));
        assert!(!drawn.contains('\u{1b}'), "{drawn:?}");
    }

    #[test]
    fn words_stay_whole_while_there_is_room() {
        let row = |message: &str| {
            let cells = ["2026-07-01 10:00", "412345690-1", "1062428751", "TS-001-W-M", "refused", message];
            cells.map(str::to_owned).to_vec()
        };
        let columns = ["at", "order", "order no.", "SKU", "outcome", "message"].map(text);
        for word in ["cancelled_past_ready", "carrier_country_differs", "number_used_before"] {
            let drawn = render(&columns, vec![row(&format!("[-1] {word} 405548424886"))], Some(80));
            assert!(drawn.contains(word) && drawn.lines().all(|line| line.len() <= 80), "{drawn}");
        }
        let drawn = render(&columns, vec![row("送り状番号は使用済みです".repeat(9).as_str())], Some(80));
        assert!(drawn.contains("412345690-1") && drawn.contains("TS-001-W-M"), "{drawn}");
    }

    #[test]
    fn what_is_whole_does_not_wrap() {
        let rows = vec![vec!["保留(入金確認,手動)".into(), "あ".repeat(99), "1,234,567".into()]];
        let drawn = render(&[whole("状況"), text("備考"), number("金額")], rows, Some(80));
        assert!(drawn.contains("保留(入金確認,手動)") && drawn.contains("1,234,567"), "{drawn}");
        assert!(drawn.lines().all(|line| columns_of(line) <= 80), "{drawn}");
    }

    #[test]
    fn what_fits_does_not_wrap() {
        let cells = ["412345679", "11-19", "2", "11-25 reminder", "11-24", "today", "11-27!", "DO NOT SHIP"];
        let columns = ["order", "paid", "day", "next", "ship by", "left", "planned", "status"].map(text);
        let rows = vec![cells.map(str::to_owned).to_vec()];
        let wide = render(&columns, rows.clone(), None);
        let width = wide.lines().map(str::len).max().unwrap();
        assert_eq!(render(&columns, rows.clone(), Some(width)), wide);
        assert_ne!(render(&columns, rows, Some(width - 1)), wide);
    }

    #[test]
    fn cells_are_broken_as_sentences_are() {
        let row = |text: &str| vec![vec!["412345678".to_owned(), text.to_owned()]];
        let long = "対応表にない商品です。qoo10-bridge listings pull を実行するか、設定の [push_shipments.carriers] に「ヤマト」を追加してください。";
        for width in [40, 60, 80] {
            let drawn = render(&["注文", "内容"].map(text), row(long), Some(width));
            assert!(drawn.lines().all(|line| columns_of(line) as usize <= width), "{drawn}");
            assert!(
                drawn.contains("listings pull") && drawn.contains("[push_shipments.carriers]"),
                "{drawn}"
            );
            let begins =
                |marks: &str| drawn.lines().any(|line| line.trim_start().starts_with(|c| marks.contains(c)));
            assert!(!begins("、。」)"), "{drawn}");
        }
        assert!(
            render(&[text("a"), text("b")], row(&"x".repeat(99)), Some(40))
                .lines()
                .all(|line| line.len() <= 40)
        );
    }

    #[test]
    fn money_is_grouped() {
        for (amount, text) in [(0, "0"), (999, "999"), (1980, "1,980"), (-1_234_567, "-1,234,567")] {
            assert_eq!(yen(amount), text);
        }
    }
}
