//! Lines broken for a terminal, where Japanese may be broken too: it has no blanks.

/// What must not begin a line, and what must not end one.
const NOT_FIRST: &str = "、。)」ー・っゃゅょ:";
const NOT_LAST: &str = "(「";

/// Columns that a text takes: here everything but ASCII takes two.
pub fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// One line of text as several of so many columns, all but the first one behind so many blanks. A word that is
/// longer than a line stays whole.
pub fn wrapped(text: &str, indent: usize, columns: usize) -> String {
    let (mut lines, mut line) = (Vec::new(), String::new());
    for piece in pieces(text) {
        if indent + width(&line) + width(piece.trim_end()) > columns && !line.trim().is_empty() {
            lines.push(line.trim_end().to_owned());
            line = String::new();
        }
        line += if line.is_empty() { piece.trim_start() } else { piece };
    }
    lines.push(line.trim_end().to_owned());
    lines.join(&format!("\n{}", " ".repeat(indent)))
}

/// Every line of a text so, those that go on behind two blanks more than they began with.
pub fn all_wrapped(text: &str, columns: usize) -> String {
    let line = |line: &str| {
        let words = line.trim_start_matches(' ');
        let begins = line.len() - words.len();
        // The first line has more room than the others: its own indent is given as theirs.
        let wrapped = wrapped(words, begins + GOES_ON, columns);
        format!("{}{wrapped}", " ".repeat(begins))
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

const GOES_ON: usize = 2;

/// What a line is never broken within: words, brackets, and letters with the marks that cling to them.
fn pieces(text: &str) -> Vec<&str> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let (mut pieces, mut from, mut is_within) = (Vec::new(), 0, false);
    for two in letters.windows(2) {
        let (before, (at, after)) = (two[0].1, two[1]);
        is_within = before == '[' || is_within && before != ']';
        let is_beside_wide = (!before.is_ascii() || !after.is_ascii()) && after != ' ';
        let clings = is_within || NOT_FIRST.contains(after) || NOT_LAST.contains(before);
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
}
