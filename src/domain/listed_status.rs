//! Where an order is, in the words of QSM's order download.

use crate::strings::clean::cleaned;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListedStatus {
    Unpaid,
    /// Paid, and not sent: QSM's list of it holds confirmed ones too.
    Requested,
    New,
    Confirmed,
    Sent,
    Delivered,
    CancelRequested,
    Cancelled,
}

/// QSM's words, and those of the API.
const WORDS: &[(&str, ListedStatus)] = &[
    ("入金待ち", ListedStatus::Unpaid),
    ("配送待ち", ListedStatus::Unpaid),
    ("Awaiting shipping", ListedStatus::Unpaid),
    ("On Waiting", ListedStatus::Unpaid),
    ("配送要請", ListedStatus::Requested),
    ("On request", ListedStatus::New),
    ("新規注文", ListedStatus::New),
    ("新規受付", ListedStatus::New),
    ("配送準備", ListedStatus::Confirmed),
    ("Seller confirm", ListedStatus::Confirmed),
    ("配送中", ListedStatus::Sent),
    ("On delivery", ListedStatus::Sent),
    ("Delivery", ListedStatus::Sent),
    ("配送完了", ListedStatus::Delivered),
    ("Delivered", ListedStatus::Delivered),
    ("キャンセル要請", ListedStatus::CancelRequested),
    ("キャンセル中", ListedStatus::CancelRequested),
    ("キャンセル完了", ListedStatus::Cancelled),
    ("キャンセル", ListedStatus::Cancelled),
];

/// The numbers that Qoo10 gives the first five.
const NUMBERS: &[(&str, ListedStatus)] = &[
    ("1", ListedStatus::Unpaid),
    ("2", ListedStatus::New),
    ("3", ListedStatus::Confirmed),
    ("4", ListedStatus::Sent),
    ("5", ListedStatus::Delivered),
];

impl ListedStatus {
    /// Reads a cell; a number in parentheses behind the word does not count.
    pub fn parse(text: &str) -> Option<Self> {
        let text = normalize_word(text);
        let word = text.split_once('(').map_or(text.as_str(), |(word, _)| word);
        let known = WORDS.iter().chain(NUMBERS).find(|(known, _)| normalize_word(known) == word);
        known.map(|(_, status)| *status)
    }

    /// Whether the parcel has left, as far as Qoo10 knows.
    pub fn is_sent(self) -> bool {
        matches!(self, Self::Sent | Self::Delivered)
    }
}

fn normalize_word(text: &str) -> String {
    cleaned(text).chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_any_dress_and_others_are_not_guessed() {
        for (text, wanted) in [
            ("入金待ち", Some(ListedStatus::Unpaid)),
            (" 配送要請 ", Some(ListedStatus::Requested)),
            ("配送準備(3)", Some(ListedStatus::Confirmed)),
            ("On request(2)", Some(ListedStatus::New)),
            ("３", Some(ListedStatus::Confirmed)),
            ("ｷｬﾝｾﾙ要請", Some(ListedStatus::CancelRequested)),
            ("キャンセル完了", Some(ListedStatus::Cancelled)),
            ("配送", None),
            ("6", None),
            ("返品要請", None),
            ("", None),
        ] {
            assert_eq!(ListedStatus::parse(text), wanted, "{text}");
        }
    }
}
