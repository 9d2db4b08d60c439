//! Lines broken for a terminal: where Unicode lets a line end (UAX 14), so that Japanese, which has no
//! spaces, is broken too. What stands in backticks or square brackets stays together while it fits, and so do
//! ASCII words: a path is read as one.

use textwrap::WordSeparator;
use textwrap::core::{Fragment, Word, display_width};
use textwrap::wrap_algorithms::wrap_first_fit;

/// Columns that a text takes.
pub fn width(text: &str) -> usize {
    display_width(text)
}

/// One line of text as several of so many columns, all but the first one behind so many spaces. A word that
/// is longer than a line stays whole.
pub fn wrap_line(text: &str, indent: usize, columns: usize) -> String {
    let room = columns.saturating_sub(indent);
    let fits = |piece: &str| Word::from(piece).width() <= room as f64;
    let pieces = split_pieces(text, true).into_iter();
    let pieces =
        pieces.flat_map(|piece| if fits(piece) { vec![piece] } else { self::split_pieces(piece, false) });
    let pieces: Vec<Word<'_>> = pieces.map(Word::from).collect();
    let lines = wrap_first_fit(&pieces, &[room as f64]).into_iter();
    let lines = lines.map(|line| {
        let text: String = line.iter().flat_map(|piece| [piece.word, piece.whitespace]).collect();
        text.trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join(&format!("\n{}", " ".repeat(indent)))
}

/// Every line of a text so that is too long, what goes on behind two spaces more than it began with.
pub fn wrap_lines(text: &str, columns: usize) -> String {
    let line = |line: &str| {
        if width(line) <= columns {
            return line.to_owned();
        }
        let words = line.trim_start_matches(' ');
        let begins = line.len() - words.len();
        // The first line has more room than the others: its own indent is given as theirs.
        let wrapped = wrap_line(words, begins + CONTINUATION_INDENT, columns);
        format!("{}{wrapped}", " ".repeat(begins))
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

const CONTINUATION_INDENT: usize = 2;

/// A text for what may be a terminal: wrapped where it has some number of columns.
pub fn wrap_for_screen(text: &str, columns: Option<usize>) -> String {
    columns.map_or_else(|| text.to_owned(), |columns| wrap_lines(text, columns))
}

/// What a line is not broken within, each with the spaces behind it; where they stay `whole`, commands and
/// what stands in brackets are one each.
fn split_pieces(text: &str, whole: bool) -> Vec<&str> {
    let (last_backtick, last_bracket) = (text.rfind('`'), text.rfind(']'));
    let (mut is_in_backticks, mut is_in_brackets) = (false, false);
    let (mut pieces, mut from, mut at) = (Vec::new(), 0, 0);
    for word in WordSeparator::UnicodeBreakProperties.find_words(text) {
        for letter in word.word.chars() {
            match letter {
                '`' => is_in_backticks = !is_in_backticks,
                '[' => is_in_brackets = true,
                ']' => is_in_brackets = false,
                _ => {}
            }
        }
        at += word.word.len() + word.whitespace.len();
        // What is never closed holds nothing together.
        let is_within =
            is_in_backticks && last_backtick >= Some(at) || is_in_brackets && last_bracket >= Some(at);
        let is_ascii = |letter: char| letter.is_ascii();
        let is_one_word =
            word.whitespace.is_empty() && word.word.ends_with(is_ascii) && text[at..].starts_with(is_ascii);
        if !(is_one_word || whole && is_within) {
            pieces.push(&text[from..at]);
            from = at;
        }
    }
    if from < text.len() {
        pieces.push(&text[from..]);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_than_the_terminal_and_no_word_is_broken() {
        let text = "warning: carriers: Qoo10 has no name for one of the delivery companies\n  next: add it \
            to [push_shipments.carriers] in the file\n";
        assert_eq!(
            wrap_lines(text, 40),
            "warning: carriers: Qoo10 has no name\n  for one of the delivery companies\n  next: add it \
                to\n    [push_shipments.carriers] in the\n    file\n"
        );
        assert_eq!(wrap_lines(text, 200), text);
        let japanese = format!("注意: {}。\n", "あ".repeat(30));
        for line in wrap_lines(&japanese, 40).lines() {
            assert!(width(line) <= 40 && !line.trim_start().starts_with('。'), "{line}");
        }
        let path = "/srv/backup/of-the-shop/2026/shop.db";
        assert!(wrap_line(&format!("there is no state file {path} to copy"), 0, 20).contains(path));
    }

    #[test]
    fn commands_and_keys_stay_whole_where_they_fit() {
        let text = "対応表にない商品です。`qoo10-bridge listings pull` を実行してください";
        assert!(wrap_line(text, 0, 30).lines().any(|line| line.contains("`qoo10-bridge listings pull`")));
        assert!(wrap_line(text, 0, 20).lines().all(|line| width(line) <= 20));
        let text = "add it to [push_shipments.carriers or so on] there";
        assert!(wrap_line(text, 0, 35).contains("[push_shipments.carriers or so on]"));
        assert!(wrap_line(text, 0, 30).lines().all(|line| width(line) <= 30));
    }

    #[test]
    fn lines_are_broken_where_japanese_may_be() {
        let line = "あ".repeat(39);
        for (text, broken) in [
            (format!("{line}い、う"), format!("{line}\nい、う")),
            (format!("{line}「い」"), format!("{line}\n「い」")),
            (format!("{line}ーっと"), format!("{}\nあーっと", "あ".repeat(38))),
            (format!("{line} word and more"), format!("{line}\nword and more")),
            (format!("{line}[初期値: 1]"), format!("{line}\n[初期値: 1]")),
            (format!("{line}い"), format!("{line}い")),
        ] {
            assert_eq!(wrap_line(&text, 0, 80), broken);
        }
    }
}
