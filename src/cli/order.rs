//! An order's code and the words of its states, as staff type them: in any dress, and the words of the state file or
//! the Japanese that they read.

use clap::builder::{PossibleValue, TypedValueParser, ValueParser, ValueParserFactory};
use clap::{Arg, Command};

use crate::domain::carriers;
use crate::domain::clean::cleaned;
use crate::domain::ids::{NotANumber, OrderCode, PackNo};
use crate::domain::nearest::nearest;
use crate::domain::order::{ApiStatus, PaymentStatus, Status};
use crate::text::text;
use crate::vocabulary::{Lang, Message};

/// Which order is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeArg {
    /// The one with this code.
    Code(OrderCode),
    /// Those whose codes stand on standard input.
    Stdin,
}

pub(super) fn code(text: &str) -> Result<CodeArg, NotANumber> {
    if text.trim() == "-" {
        return Ok(CodeArg::Stdin);
    }
    OrderCode::by_hand(text).map(CodeArg::Code).ok_or(NotANumber)
}

// Wherever an argument is one of these, it is read so.
impl ValueParserFactory for OrderCode {
    type Parser = ValueParser;

    fn value_parser() -> ValueParser {
        ValueParser::new(|text: &str| Self::by_hand(text).ok_or(NotANumber))
    }
}

impl ValueParserFactory for PackNo {
    type Parser = ValueParser;

    fn value_parser() -> ValueParser {
        ValueParser::new(|text: &str| Self::by_hand(text).ok_or(NotANumber))
    }
}

/// Reads a value that has usual words, which shells complete, and is taken in other spellings too.
#[derive(Clone)]
pub(super) struct Spelled<T> {
    read: fn(&str) -> Result<T, String>,
    usual: fn() -> Vec<&'static str>,
}

impl<T: Clone + Send + Sync + 'static> TypedValueParser for Spelled<T> {
    type Value = T;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<T, clap::Error> {
        TypedValueParser::parse_ref(&self.read, command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.usual)().into_iter().map(PossibleValue::new)))
    }
}

/// An order's status.
pub(super) fn statuses() -> Spelled<Status> {
    Spelled { read: status, usual: || Status::ALL.iter().map(|one| one.as_str()).collect() }
}

/// What Qoo10 has been told.
pub(super) fn api_statuses() -> Spelled<ApiStatus> {
    Spelled { read: api_status, usual: || ApiStatus::ALL.iter().map(|one| one.as_str()).collect() }
}

/// Whether an order is paid.
pub(super) fn payment_statuses() -> Spelled<PaymentStatus> {
    Spelled { read: payment_status, usual: || PaymentStatus::ALL.iter().map(|one| one.as_str()).collect() }
}

/// A delivery company, as anybody calls it.
pub(super) fn carriers() -> Spelled<String> {
    Spelled { read: super::words, usual: || carriers::known().collect() }
}

/// The same for the practice Qoo10, which takes whatever Qoo10 may hold.
pub(super) fn any_carriers() -> Spelled<String> {
    Spelled { read: |text| Ok(text.to_owned()), ..carriers() }
}

/// The words of a vocabulary, in both languages, each with what it stands for.
type Words<T> = Vec<(T, [String; 2])>;

fn status(text: &str) -> Result<Status, String> {
    meant(text, &both(Status::ALL, Status::message))
}

fn api_status(text: &str) -> Result<ApiStatus, String> {
    meant(text, &both(ApiStatus::ALL, ApiStatus::message))
}

fn payment_status(text: &str) -> Result<PaymentStatus, String> {
    meant(text, &both(PaymentStatus::ALL, PaymentStatus::message))
}

/// Words as they are stored, and as people read them in Japanese.
fn both<T: Copy + ToString>(all: &[T], message: fn(T) -> Message) -> Words<T> {
    all.iter().map(|one| (*one, [one.to_string(), text(&message(*one), Lang::Ja)])).collect()
}

fn meant<T: Copy>(text: &str, words: &Words<T>) -> Result<T, String> {
    let find = |word: &str| words.iter().find(|(_, both)| both.iter().any(|one| one == word));
    let text = cleaned(text);
    if let Some((found, _)) = words.iter().find(|(_, both)| both.iter().any(|word| is_meant(word, &text))) {
        return Ok(*found);
    }
    let all: Vec<&str> = words.iter().map(|(_, [en, _])| en.as_str()).collect();
    let near =
        nearest(&text, words.iter().flat_map(|(_, both)| both.iter().map(String::as_str))).and_then(find);
    let near = near.map(|(_, [en, _])| format!("; did you mean {en}?")).unwrap_or_default();
    Err(format!("should be one of {}{near}", all.join(", ")))
}

/// Whether a cleaned text is a word: case does not matter, nor does a blank or a hyphen for `_`.
fn is_meant(word: &str, text: &str) -> bool {
    cleaned(word).eq_ignore_ascii_case(&text.replace([' ', '-'], "_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_taken_in_both_languages() {
        for (text, wanted) in
            [("ready", Status::Ready), ("出荷待ち", Status::Ready), (" 保留 ", Status::OnHold)]
        {
            assert_eq!(status(text), Ok(wanted), "{text}");
        }
        for (text, wanted) in [
            ("Ready", Status::Ready),
            ("READY", Status::Ready),
            ("ｒｅａｄｙ", Status::Ready),
            ("On_Hold", Status::OnHold),
            ("on-hold", Status::OnHold),
            ("On Hold", Status::OnHold),
            ("キャンセル\u{200b}", Status::Cancelled),
            ("ｷｬﾝｾﾙ", Status::Cancelled),
        ] {
            assert_eq!(status(text), Ok(wanted), "{text}");
        }
        assert_eq!(api_status("Awaiting_Print"), Ok(ApiStatus::AwaitingPrint));
        assert_eq!(payment_status("PAID"), Ok(PaymentStatus::Paid));
        assert_eq!(api_status("印刷済み"), Ok(ApiStatus::Printed));
        assert_eq!(payment_status("入金済み"), Ok(PaymentStatus::Paid));
        for all in Status::ALL {
            assert_eq!((status(all.as_str()), status(&text(&all.message(), Lang::Ja))), (Ok(*all), Ok(*all)));
        }
    }

    #[test]
    fn a_slip_is_answered_with_what_was_meant() {
        for (text, near) in [
            ("redy", "; did you mean ready?"),
            ("出荷待", "; did you mean ready?"),
            ("On_Hod", "; did you mean on_hold?"),
            ("nonsense", ""),
            ("", ""),
        ] {
            let told = status(text).unwrap_err();
            assert!(told.starts_with("should be one of on_hold, backordered, "), "{told}");
            assert!(told.ends_with(&format!(", cancelled{near}")), "{text}: {told}");
        }
        assert_eq!(api_status("x").unwrap_err(), "should be one of awaiting_print, printed, shipped");
    }
}
