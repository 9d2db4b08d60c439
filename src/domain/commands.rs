//! Where a text names a command: `orders list --rejected` reads badly when a line ends within it.

/// The program itself, which may stand before a command.
const PROGRAM: &str = "qoo10-bridge";

/// Commands, each with those below it.
const COMMANDS: &[(&str, &[&str])] = &[
    ("import", &[]),
    ("sync-status", &[]),
    ("schedule-date", &[]),
    ("push-shipments", &[]),
    ("push-stock", &[]),
    ("orders", &["list", "show", "set", "hold", "release", "add-line", "ship", "dismiss"]),
    ("shipments", &["load"]),
    ("stock", &["load", "set", "list"]),
    ("listings", &["pull", "load", "list"]),
    ("holidays", &["add", "remove", "list", "calendar", "load"]),
    ("late", &[]),
    ("log", &[]),
    ("status", &[]),
    ("report", &[]),
    ("backup", &[]),
    ("doctor", &[]),
    ("purge", &[]),
    ("key", &["issue"]),
    ("completions", &[]),
    ("man", &[]),
    (
        "sandbox",
        &[
            "serve",
            "new-order",
            "pay",
            "request-cancel",
            "withdraw-cancel",
            "cancel",
            "claim",
            "confirm",
            "ship",
            "deliver",
            "list",
            "writes",
            "item",
            "set-seller-code",
            "fault",
            "variant",
            "reset",
        ],
    ),
    ("fault", &["add", "seed", "list", "clear"]),
];

/// Options whose value may be a plain word; any other value does not look like a word of a sentence.
const OF_A_WORD: &[&str] =
    &["--step", "--outcome", "--status", "--payment-status", "--api-status", "--carrier"];

/// Letters of what stands for a value in Japanese, as 送り状番号; more are a sentence.
const LONGEST_NAME: usize = 5;

/// What a command line is read as, word by word.
#[derive(Clone, Copy, PartialEq)]
enum Last<'a> {
    /// No part of a command, or its end.
    Other,
    Program,
    Command(&'a [&'a str]),
    Option(&'a str),
    Value,
}

/// The places in a text behind whose letters no line ends: the blanks within commands, and letters of values.
pub fn inner_places(text: &str) -> Vec<usize> {
    let (mut places, mut last, mut at) = (Vec::new(), Last::Other, 0);
    for token in text.split(' ') {
        let (word, is_end) = word(token);
        let now = after(last, word);
        // Only the first word may have a bracket or a letter of a sentence before it.
        let is_joined = token.starts_with(word) && continues(last, now, word);
        if is_joined {
            places.push(at - 1);
            let last = word.chars().next_back().map_or(0, char::len_utf8);
            places.extend(word[..word.len() - last].char_indices().map(|(letter, _)| at + letter));
        }
        last = match now {
            _ if is_end => Last::Other,
            now if is_joined || matches!(now, Last::Program | Last::Command(_)) => now,
            _ => Last::Other,
        };
        at += token.len() + 1;
    }
    places
}

/// A word without what a sentence has around it, and whether something of that follows it.
fn word(token: &str) -> (&str, bool) {
    let is_wide_name =
        token.starts_with(is_ideograph) && token.chars().all(|c| !c.is_ascii() && !"、。「」".contains(c));
    if is_wide_name && token.chars().count() <= LONGEST_NAME {
        return (token, false);
    }
    let inner = token.trim_start_matches(|c: char| !c.is_ascii_graphic() || "([\"`".contains(c));
    let end = inner.find(|c: char| !c.is_ascii_graphic() || ",;)\"`".contains(c)).unwrap_or(inner.len());
    let word = inner[..end].trim_end_matches(['.', ':', '?']);
    (word, word.len() < inner.len())
}

/// What a word is, behind another.
fn after<'a>(last: Last<'a>, word: &'a str) -> Last<'a> {
    let below = |word: &str| COMMANDS.iter().find(|(name, _)| *name == word).map(|(_, below)| *below);
    match last {
        Last::Command(known) if known.contains(&word) => Last::Command(below(word).unwrap_or(&[])),
        Last::Other | Last::Program if word == PROGRAM => Last::Program,
        _ if word.starts_with("--") => Last::Option(word),
        Last::Option(option) if OF_A_WORD.contains(&option) && !word.is_empty() => Last::Value,
        Last::Command(_) | Last::Option(_) | Last::Value if is_value(word) => Last::Value,
        _ => below(word).map_or(Last::Other, Last::Command),
    }
}

fn continues(last: Last<'_>, now: Last<'_>, word: &str) -> bool {
    match (last, now) {
        (Last::Other, _) | (_, Last::Other | Last::Program) => false,
        (Last::Program, now) => matches!(now, Last::Command(_)),
        (Last::Command(known), Last::Command(_)) => known.contains(&word),
        (_, Last::Command(_)) => false,
        (_, Last::Option(_) | Last::Value) => true,
    }
}

/// A number, a name in capitals, a file, a code with `_` or `-` in it.
fn is_value(word: &str) -> bool {
    let is_name = word.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || is_ideograph(c));
    is_name || word.contains(['_', '-', '.', '='])
}

/// Kanji and katakana, not the hiragana between them.
fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{30a0}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_found_to_its_end() {
        for (text, joined) in [
            ("no listings; qoo10-bridge listings pull brings them", "qoo10-bridge_listings_pull"),
            ("look (orders list --rejected) there", "orders_list_--rejected"),
            ("see orders show 412345678. Then", "orders_show_412345678"),
            (
                "orders ship 4-1 --carrier 配送会社 --tracking 送り状番号 で入力",
                "orders_ship_4-1_--carrier_配送会社_--tracking_送り状番号",
            ),
            ("log --step push-shipments --outcome refused", "log_--step_push-shipments_--outcome_refused"),
            ("log --outcome refused shows it", "log_--outcome_refused"),
            ("対応は listings pull を実行", "listings_pull"),
            ("orders wait for a person", ""),
            ("the status of an order", ""),
        ] {
            let mut marked = text.as_bytes().to_vec();
            let places = inner_places(text);
            let blanks: Vec<usize> = places.into_iter().filter(|at| marked[*at] == b' ').collect();
            blanks.iter().for_each(|at| marked[*at] = b'_');
            let marked = String::from_utf8(marked).unwrap();
            assert!(marked.contains(joined) && blanks.len() == joined.matches('_').count(), "{marked}");
        }
    }
}
