//! Cells for spreadsheets.

use std::borrow::Cow;

/// A cell that no spreadsheet takes for a formula: an apostrophe stands before what would begin one.
pub fn defuse_formula(cell: &str) -> Cow<'_, str> {
    // Spreadsheets drop blanks first, and some read full-width signs as plain ones.
    let first = cell.trim_start_matches(' ').chars().next();
    let is_formula = matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n'))
        || matches!(first, Some('\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}'));
    if is_formula { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fil_06_what_begins_a_formula_is_text() {
        for cell in
            ["=1+1", "+81", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠a", " =1", "\n=1"]
        {
            assert_eq!(defuse_formula(cell), format!("'{cell}"));
        }
        for cell in ["", " ", "0123", "TS-001", "見本=1", "'=1", "a+b"] {
            assert_eq!(defuse_formula(cell), cell);
        }
    }
}
