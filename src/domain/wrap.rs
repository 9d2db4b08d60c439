//! Lines broken for a terminal, where Japanese may be broken too: it has no blanks.

use super::commands;

/// What must not begin a line, and what must not end one.
const NOT_FIRST: &str = "、。,.)」』】)]%ー・:;!?…っゃゅょァィゥェォッャュョ";
const NOT_LAST: &str = "(「『【([";

/// Columns that a text takes: here everything but ASCII takes two.
pub fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// One line of text as several of so many columns, all but the first one behind so many blanks. A word that is
/// longer than a line stays whole; a command or what stands in brackets is broken only if it is.
pub fn wrapped(text: &str, indent: usize, columns: usize) -> String {
    let (mut lines, mut line) = (Vec::new(), String::new());
    let fits = |piece: &&str| indent + width(piece.trim_end()) <= columns;
    let whole = pieces(text, true).into_iter();
    for piece in whole.flat_map(|piece| if fits(&piece) { vec![piece] } else { pieces(piece, false) }) {
        if indent + width(&line) + width(piece.trim_end()) > columns && !line.trim().is_empty() {
            lines.push(line.trim_end().to_owned());
            line = String::new();
        }
        line += if line.is_empty() { piece.trim_start() } else { piece };
    }
    lines.push(line.trim_end().to_owned());
    lines.join(&format!("\n{}", " ".repeat(indent)))
}

/// Every line of a text so that is too long, what goes on behind two blanks more than it began with.
pub fn all_wrapped(text: &str, columns: usize) -> String {
    let line = |line: &str| {
        if width(line) <= columns {
            return line.to_owned();
        }
        let words = line.trim_start_matches(' ');
        let begins = line.len() - words.len();
        // The first line has more room than the others: its own indent is given as theirs.
        let wrapped = wrapped(words, begins + GOES_ON, columns);
        format!("{}{wrapped}", " ".repeat(begins))
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

const GOES_ON: usize = 2;

/// A text for what may be a terminal: wrapped where it has some number of columns.
pub fn for_screen(text: &str, columns: Option<usize>) -> String {
    columns.map_or_else(|| text.to_owned(), |columns| all_wrapped(text, columns))
}

/// What a line is not broken within: words, letters with the marks that cling to them, and where these stay `whole`,
/// commands and what stands in brackets.
fn pieces(text: &str, whole: bool) -> Vec<&str> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let inner = if whole { commands::inner_places(text) } else { Vec::new() };
    let (mut pieces, mut from, mut is_within) = (Vec::new(), 0, false);
    for two in letters.windows(2) {
        let ((place, before), (at, after)) = (two[0], two[1]);
        is_within = whole && (before == '[' || is_within && before != ']');
        let is_beside_wide = (!before.is_ascii() || !after.is_ascii()) && after != ' ';
        let clings = is_within
            || NOT_FIRST.contains(after) && before != ' '
            || NOT_LAST.contains(before)
            || inner.contains(&place);
        if (before == ' ' || is_beside_wide) && !clings {
            pieces.push(&text[from..at]);
            from = at;
        }
    }
    pieces.push(&text[from..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_than_the_terminal_and_no_word_is_broken() {
        let text = "warning: carriers: Qoo10 has no name for one of the delivery companies\n  next: add it to [push_shipments.carriers] in the file\n";
        assert_eq!(
            all_wrapped(text, 40),
            "warning: carriers: Qoo10 has no name\n  for one of the delivery companies\n  next: add it to\n    [push_shipments.carriers] in the\n    file\n"
        );
        assert_eq!(all_wrapped(text, 200), text);
        let japanese = format!("注意: {}。\n", "あ".repeat(30));
        for line in all_wrapped(&japanese, 40).lines() {
            assert!(width(line) <= 40 && !line.trim_start().starts_with('。'), "{line}");
        }
    }
    #[test]
    fn commands_and_keys_stay_whole_where_they_fit() {
        let text = "対応表にない商品です。qoo10-bridge listings pull を実行してください";
        assert!(wrapped(text, 0, 28).lines().any(|line| line.contains("qoo10-bridge listings pull")));
        assert!(wrapped(text, 0, 20).lines().all(|line| width(line) <= 20));
        let text = "add it to [push_shipments.carriers or so on] there";
        assert!(wrapped(text, 0, 35).contains("[push_shipments.carriers or so on]"));
        assert!(wrapped(text, 0, 30).lines().all(|line| width(line) <= 30));
    }
}
