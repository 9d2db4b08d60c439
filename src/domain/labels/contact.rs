//! Phone numbers and zips as labels have them: digits with ASCII hyphens.

use crate::domain::postal::parse_zip;
use crate::strings::clean::{cleaned, is_blank, is_hyphen};
use crate::strings::phone::normalize_phone;

/// No phone number of Japan's has fewer digits.
const MIN_PHONE_DIGITS: usize = 9;

/// A value of a label that is missing or cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ContactError {
    Missing,
    Unreadable,
}

/// The first of several numbers that can be read.
pub(super) fn pick_phone<'n>(numbers: impl Iterator<Item = &'n str>) -> Result<String, ContactError> {
    let mut problem = ContactError::Missing;
    for number in numbers.filter(|number| !is_blank(number)) {
        match read_phone(number) {
            Some(phone) => return Ok(phone),
            None => problem = ContactError::Unreadable,
        }
    }
    Err(problem)
}

fn read_phone(text: &str) -> Option<String> {
    let national = normalize_phone(&cleaned(text));
    let mut phone = String::with_capacity(national.len());
    for c in national.chars().filter(|c| !c.is_whitespace()) {
        match c {
            '0'..='9' => phone.push(c),
            c if is_hyphen(c) || matches!(c, '(' | ')') => {
                if !phone.is_empty() && !phone.ends_with('-') {
                    phone.push('-');
                }
            }
            _ => return None,
        }
    }
    let phone = phone.trim_end_matches('-');
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    (digits >= MIN_PHONE_DIGITS).then(|| phone.to_owned())
}

/// `530-0001`.
pub(super) fn format_zip(text: Option<&str>) -> Result<String, ContactError> {
    let given = text.filter(|text| !is_blank(text)).ok_or(ContactError::Missing)?;
    let zip = parse_zip(given).ok_or(ContactError::Unreadable)?;
    let (region, town) = zip.digits().split_at_checked(3).ok_or(ContactError::Unreadable)?;
    Ok(format!("{region}-{town}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fil_06_phones_are_digits_and_ascii_hyphens() {
        for (numbers, wanted) in [
            (vec!["03-0000-0000", "090-0000-0000"], Ok("03-0000-0000")),
            (vec!["", "090−0000ー0000"], Ok("090-0000-0000")),
            (vec!["+81-90-0000-0000"], Ok("090-0000-0000")),
            (vec!["０３（００００）００００"], Ok("03-0000-0000")),
            (vec!["(03)0000-0000"], Ok("03-0000-0000")),
            (vec!["090 0000 0000"], Ok("09000000000")),
            (vec!["--", "090-0000-0000"], Ok("090-0000-0000")),
            (vec!["--", ""], Err(ContactError::Unreadable)),
            (vec!["+82-2-0000-0000"], Err(ContactError::Unreadable)),
            (vec!["0000"], Err(ContactError::Unreadable)),
            (vec!["なし"], Err(ContactError::Unreadable)),
            (vec!["", "\u{3000}"], Err(ContactError::Missing)),
            (vec![], Err(ContactError::Missing)),
        ] {
            let phone = pick_phone(numbers.iter().copied());
            assert_eq!(phone.as_deref().map_err(|e| *e), wanted, "{numbers:?}");
        }
    }

    #[test]
    fn fil_06_zips_have_seven_digits_and_a_hyphen() {
        for (zip, wanted) in [
            (Some("530-0001"), Ok("530-0001")),
            (Some("5300001"), Ok("530-0001")),
            (Some("〒５３０ー０００１"), Ok("530-0001")),
            (Some("530-001"), Err(ContactError::Unreadable)),
            (Some("大阪"), Err(ContactError::Unreadable)),
            (Some(" "), Err(ContactError::Missing)),
            (None, Err(ContactError::Missing)),
        ] {
            assert_eq!(format_zip(zip).as_deref().map_err(|e| *e), wanted, "{zip:?}");
        }
    }
}
