//! An order's code and the words of its states, as staff type them: in any dress, and the words of the state
//! file or those that people read, in any language.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser, ValueParser, ValueParserFactory};
use clap::{Arg, Command};

use super::value::{ValueError, parse_text, value_error};
use crate::domain::carriers;
use crate::domain::ids::{OrderCode, PackNo};
use crate::domain::order::{ApiStatus, PaymentStatus, Status};
use crate::strings::clean::cleaned;
use crate::strings::suggest::suggest;
use crate::text::localize;
use crate::vocabulary::{ExportFormat, Lang, Message, RunResult, msg};

/// Which order is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeArg {
    Code(OrderCode),
    /// Those whose codes stand on standard input.
    Stdin,
}

pub(super) fn code(text: &str) -> Result<CodeArg, ValueError> {
    if text.trim() == "-" {
        return Ok(CodeArg::Stdin);
    }
    OrderCode::parse_loose(text).map(CodeArg::Code).ok_or_else(|| value_error("usage-wants_number"))
}

// Wherever an argument is one of these, it is read so.
impl ValueParserFactory for OrderCode {
    type Parser = ValueParser;

    fn value_parser() -> ValueParser {
        ValueParser::new(|text: &str| {
            Self::parse_loose(text).ok_or_else(|| value_error("usage-wants_number"))
        })
    }
}

impl ValueParserFactory for PackNo {
    type Parser = ValueParser;

    fn value_parser() -> ValueParser {
        ValueParser::new(|text: &str| Self::by_hand(text).ok_or_else(|| value_error("usage-wants_number")))
    }
}

/// Reads a value that has usual words, which shells complete, and is taken in other spellings too.
#[derive(Clone)]
pub(super) struct LenientParser<T> {
    read: fn(&str) -> Result<T, ValueError>,
    usual: fn() -> Vec<&'static str>,
}

impl<T: Clone + Send + Sync + 'static> TypedValueParser for LenientParser<T> {
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

pub(super) fn lang_parser() -> impl TypedValueParser<Value = Lang> {
    let codes = Lang::ALL.iter().map(|lang| PossibleValue::new(lang.code()));
    PossibleValuesParser::new(codes).map(|code| Lang::from_code(&code).unwrap_or(Lang::En))
}

/// A result after which nothing failed, although the exit code is not 0.
pub(super) fn accepted_result_parser() -> impl TypedValueParser<Value = RunResult> {
    const ACCEPTED: [RunResult; 2] = [RunResult::Partial, RunResult::Busy];
    let find = |word: String| ACCEPTED.into_iter().find(|one| one.as_str() == word).unwrap_or(RunResult::Ok);
    PossibleValuesParser::new(ACCEPTED.map(|one| PossibleValue::new(one.as_str()))).map(find)
}

/// An order's status.
pub(super) fn status_parser() -> LenientParser<Status> {
    LenientParser { read: status, usual: || Status::ALL.iter().map(|one| one.as_str()).collect() }
}

/// The status that orders get when they are handed over.
pub(super) fn next_status_parser() -> LenientParser<Status> {
    const NEXT: &[Status] = &[Status::Preparing];
    let read = |text: &str| match_word(text, NEXT, Status::message);
    LenientParser { read, usual: || NEXT.iter().map(|one| one.as_str()).collect() }
}

/// A format of exported files: one of the program's, or one that the configuration names.
pub(super) fn format_parser() -> LenientParser<String> {
    LenientParser { read: parse_text, usual: || ExportFormat::ALL.iter().map(|one| one.as_str()).collect() }
}

/// What Qoo10 has been told.
pub(super) fn api_status_parser() -> LenientParser<ApiStatus> {
    LenientParser {
        read: parse_api_status,
        usual: || ApiStatus::ALL.iter().map(|one| one.as_str()).collect(),
    }
}

/// Whether an order is paid.
pub(super) fn payment_status_parser() -> LenientParser<PaymentStatus> {
    LenientParser {
        read: parse_payment_status,
        usual: || PaymentStatus::ALL.iter().map(|one| one.as_str()).collect(),
    }
}

/// A delivery company, as anybody calls it.
pub(super) fn carriers() -> LenientParser<String> {
    LenientParser { read: parse_text, usual: || carriers::list_known_names().collect() }
}

/// The program that a file is for, or comes from.
pub(super) fn export_formats() -> LenientParser<ExportFormat> {
    LenientParser {
        read: |text| match_word(text, ExportFormat::ALL, |format| Message::quoted(format.as_str())),
        usual: || ExportFormat::ALL.iter().map(|one| one.as_str()).collect(),
    }
}

/// The same for the practice Qoo10, which takes whatever Qoo10 may hold.
pub(super) fn any_carrier_parser() -> LenientParser<String> {
    LenientParser { read: |text| Ok(text.to_owned()), ..carriers() }
}

fn status(text: &str) -> Result<Status, ValueError> {
    match_word(text, Status::ALL, Status::message)
}

fn parse_api_status(text: &str) -> Result<ApiStatus, ValueError> {
    match_word(text, ApiStatus::ALL, ApiStatus::message)
}

fn parse_payment_status(text: &str) -> Result<PaymentStatus, ValueError> {
    match_word(text, PaymentStatus::ALL, PaymentStatus::message)
}

/// What a word stands for: one as it is stored, or as people read it in any language.
fn match_word<T: Copy + ToString>(
    typed: &str,
    all: &[T],
    message: fn(T) -> Message,
) -> Result<T, ValueError> {
    let typed = cleaned(typed);
    if let Some(one) = all.iter().find(|one| is_same_word(&one.to_string(), &typed)) {
        return Ok(*one);
    }
    let read = |one: &T| Lang::ALL.iter().map(|lang| localize(&message(*one), *lang)).collect::<Vec<_>>();
    let words: Vec<(T, Vec<String>)> = all.iter().map(|one| (*one, read(one))).collect();
    if let Some((one, _)) =
        words.iter().find(|(_, words)| words.iter().any(|word| is_same_word(word, &typed)))
    {
        return Ok(*one);
    }
    let near = suggest(&typed, words.iter().flat_map(|(_, words)| words.iter().map(String::as_str)));
    let near = words.iter().find(|(_, words)| words.iter().any(|word| Some(word.as_str()) == near));
    let all: Vec<Message> = all.iter().map(|one| explain_word(&one.to_string())).collect();
    Err(ValueError(match near {
        Some((near, _)) => msg!("usage-wants_word_near", all = all, near = explain_word(&near.to_string())),
        None => msg!("usage-wants_word", all = all),
    }))
}

/// A word of the state file, with what people call it where that is another.
fn explain_word(word: &str) -> Message {
    match crate::text::find_state_word(word) {
        Some(meaning) => msg!("usage-word", word = word, meaning = meaning),
        None => Message::quoted(word),
    }
}

/// Whether a cleaned text is a word: case does not matter, nor does a blank or a hyphen for `_`.
fn is_same_word(word: &str, text: &str) -> bool {
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
            assert_eq!(status(text).ok(), Some(wanted), "{text}");
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
            assert_eq!(status(text).ok(), Some(wanted), "{text}");
        }
        assert_eq!(parse_api_status("Awaiting_Print").ok(), Some(ApiStatus::AwaitingPrint));
        assert_eq!(parse_payment_status("PAID").ok(), Some(PaymentStatus::Paid));
        assert_eq!(parse_api_status("印刷済み").ok(), Some(ApiStatus::Printed));
        assert_eq!(parse_payment_status("入金済み").ok(), Some(PaymentStatus::Paid));
        for all in Status::ALL {
            let both = (status(all.as_str()).ok(), status(&localize(&all.message(), Lang::Ja)).ok());
            assert_eq!(both, (Some(*all), Some(*all)));
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
            let told = status(text).unwrap_err().to_string();
            assert!(told.starts_with("should be one of on_hold, backordered, "), "{told}");
            assert!(told.ends_with(&format!(", cancelled{near}")), "{text}: {told}");
        }
        assert_eq!(
            parse_api_status("x").unwrap_err().to_string(),
            "should be one of awaiting_print, printed, shipped"
        );
    }
}
