//! A command line as a recording keeps it: commands and options as they were typed, of the values only what
//! is nobody's.

use crate::cli::TypedWord;
use crate::qoo10::record::{Redactor, ValueRule};

/// Arguments with a cart number or an order's code.
const ORDERS: &[&str] = &["order", "code", "codes", "cart", "number"];
/// Arguments with days, times, counts, and words of this program or of Qoo10.
const PLAIN: &[&str] = &[
    "api_status",
    "carrier",
    "check",
    "count",
    "date",
    "days",
    "force",
    "from",
    "limit",
    "older_than",
    "payment_status",
    "qty",
    "shipped_on",
    "since",
    "status",
    "to",
    "until",
    "wait",
];
const MAX_PLAIN_DIGITS: usize = 5;

/// The words of a command line, each as it may be handed on.
pub(super) fn redact_words(redactor: &Redactor, words: &[TypedWord]) -> Vec<String> {
    words.iter().map(|word| redact_word(redactor, word)).collect()
}

fn redact_word(redactor: &Redactor, word: &TypedWord) -> String {
    let redact = |rule| redactor.redact_text(Some(rule), &word.text);
    match word.argument.as_deref() {
        None => word.text.clone(),
        Some(id) if ORDERS.contains(&id) => {
            word.text.split_inclusive(',').map(|code| redact_code(redactor, code)).collect()
        }
        Some("sku" | "set_sku") => redact(ValueRule::Code),
        Some("tracking") => redact(ValueRule::Tracking),
        Some(id) if PLAIN.contains(&id) => match word.text.parse::<u64>() {
            Ok(_) if word.text.len() <= MAX_PLAIN_DIGITS => word.text.clone(),
            _ if redact(ValueRule::Time) == word.text => word.text.clone(),
            _ => redact(ValueRule::Word),
        },
        Some(_) => redact(ValueRule::Message),
    }
}

/// A cart number, and what tells the orders of a cart apart.
fn redact_code(redactor: &Redactor, code: &str) -> String {
    let digits = code.len() - code.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (cart, rest) = code.split_at(digits);
    let is_suffix = rest.len() <= 5 && rest.bytes().all(|b| b.is_ascii_digit() || b"-,".contains(&b));
    let rest = if is_suffix { rest.to_owned() } else { redactor.redact_text(Some(ValueRule::Message), rest) };
    redactor.redact_text(Some(ValueRule::PackNo), cart) + &rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qoo10::record::SEED_BYTES;

    #[test]
    fn values_are_shown_only_where_they_are_nobodys() {
        let redactor = Redactor::new(&[5; SEED_BYTES]);
        let redact = |id: Option<&str>, text: &str| {
            redact_word(&redactor, &TypedWord { text: text.to_owned(), argument: id.map(str::to_owned) })
        };
        for (id, text) in [
            (None, "push-stock"),
            (Some("limit"), "5"),
            (Some("date"), "2026-07-01"),
            (Some("status"), "ready"),
            (Some("sku"), "TS-001-W-M"),
            (Some("from"), "2026-07-01T10:00:00"),
        ] {
            assert_eq!(redact(id, text), text);
        }
        for (id, text) in [
            (Some("reason"), "Hanako called"),
            (Some("file"), "/home/hanako/stock.csv"),
            (Some("order"), "412345678"),
            (Some("tracking"), "400012345670"),
            (Some("since"), "Hanako@x"),
        ] {
            assert_ne!(redact(id, text), text);
        }
        let (whole, part) = (redact(Some("code"), "412345678"), redact(Some("codes"), "412345678-1"));
        assert_eq!(part, format!("{whole}-1"));
        assert_eq!(redact(Some("order"), "412345678,412345678-2"), format!("{whole},{whole}-2"));
    }
}
