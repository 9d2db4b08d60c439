//! Tables for people: aligned also where letters are twice as wide.

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};

use crate::domain::text::printable;

/// A terminal of the usual width.
const WIDTH: u16 = 80;

/// A column: its heading, and whether it holds numbers.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    /// The heading.
    pub heading: &'a str,
    /// Numbers stand at the right.
    pub is_number: bool,
}

/// A text column.
pub fn text(heading: &str) -> Column<'_> {
    Column { heading, is_number: false }
}

/// A column of numbers.
pub fn number(heading: &str) -> Column<'_> {
    Column { heading, is_number: true }
}

/// Lays out rows; whatever they hold is printed harmlessly. On a terminal long cells wrap; elsewhere (a
/// pipe to grep) every row stays on its line.
pub fn render(columns: &[Column<'_>], rows: Vec<Vec<String>>, wraps: bool) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    if wraps {
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(WIDTH);
    }
    table.set_header(columns.iter().map(|column| column.heading));
    for row in rows {
        let cells = row.into_iter().zip(columns).map(|(text, column)| {
            let cell = Cell::new(printable(&text));
            if column.is_number { cell.set_alignment(CellAlignment::Right) } else { cell }
        });
        table.add_row(cells.collect::<Vec<_>>());
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n") + "\n"
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
        let drawn = render(&[text("項目"), number("値")], rows, false);
        assert_eq!(drawn, "項目  値\n注文     1\nab    1000\n");
    }

    #[test]
    fn escape_sequences_do_not_reach_the_terminal() {
        let drawn = render(&[text("name")], vec![vec!["\u{1b}[2Jx".into()]], true);
        assert!(!drawn.contains('\u{1b}'), "{drawn:?}");
    }

    #[test]
    fn money_is_grouped() {
        for (amount, text) in [(0, "0"), (999, "999"), (1980, "1,980"), (-1_234_567, "-1,234,567")] {
            assert_eq!(yen(amount), text);
        }
    }
}
