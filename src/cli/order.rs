//! The words of an order's states, as staff type them: those of the state file, or the Japanese that they read.

use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Arg, Command};

use crate::domain::carriers;
use crate::domain::nearest::nearest;
use crate::domain::order::{ApiStatus, PaymentStatus, Status};

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
type Words<T> = Vec<(T, [&'static str; 2])>;

fn status(text: &str) -> Result<Status, String> {
    meant(text, &Status::ALL.iter().map(|one| (*one, [one.as_str(), one.ja()])).collect())
}

fn api_status(text: &str) -> Result<ApiStatus, String> {
    meant(text, &ApiStatus::ALL.iter().map(|one| (*one, [one.as_str(), one.ja()])).collect())
}

fn payment_status(text: &str) -> Result<PaymentStatus, String> {
    meant(text, &PaymentStatus::ALL.iter().map(|one| (*one, [one.as_str(), one.ja()])).collect())
}

fn meant<T: Copy>(text: &str, words: &Words<T>) -> Result<T, String> {
    let find = |word: &str| words.iter().find(|(_, both)| both.contains(&word));
    if let Some((found, _)) = find(text.trim()) {
        return Ok(*found);
    }
    let all: Vec<&str> = words.iter().map(|(_, [en, _])| *en).collect();
    let near = nearest(text.trim(), words.iter().flat_map(|(_, both)| *both)).and_then(find);
    let near = near.map(|(_, [en, _])| format!("; did you mean {en}?")).unwrap_or_default();
    Err(format!("should be one of {}{near}", all.join(", ")))
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
        assert_eq!(api_status("印刷済み"), Ok(ApiStatus::Printed));
        assert_eq!(payment_status("入金済み"), Ok(PaymentStatus::Paid));
        for all in Status::ALL {
            assert_eq!((status(all.as_str()), status(all.ja())), (Ok(*all), Ok(*all)));
        }
    }

    #[test]
    fn a_slip_is_answered_with_what_was_meant() {
        for (text, near) in [
            ("redy", "; did you mean ready?"),
            ("出荷待", "; did you mean ready?"),
            ("On_Hold", "; did you mean on_hold?"),
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
