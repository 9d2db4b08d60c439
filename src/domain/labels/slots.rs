//! The time of day that a buyer wants a parcel at, as each label program writes it.

use super::settings::LabelSettings;
use crate::strings::clean::{cleaned, is_hyphen};
use crate::vocabulary::ExportFormat;

/// A time of day in hours, with its codes; none: the company has no such time.
struct KnownSlot {
    from: u8,
    to: u8,
    b2: Option<&'static str>,
    ehiden3: Option<&'static str>,
    yupuri: Option<&'static str>,
}

const fn slot(from: u8, to: u8, b2: &'static str, ehiden3: &'static str, yupuri: &'static str) -> KnownSlot {
    KnownSlot { from, to, b2: Some(b2), ehiden3: Some(ehiden3), yupuri: Some(yupuri) }
}

/// The morning has no hours of its own in Qoo10's texts: 午前.
const MORNING: (u8, u8) = (8, 12);

const SLOTS: [KnownSlot; 8] = [
    slot(MORNING.0, MORNING.1, "0812", "01", "51"),
    KnownSlot { b2: None, ..slot(12, 14, "", "12", "52") },
    slot(14, 16, "1416", "14", "53"),
    slot(16, 18, "1618", "16", "54"),
    slot(18, 20, "1820", "18", "55"),
    slot(19, 21, "1921", "19", "57"),
    // 佐川 alone has the whole evening.
    KnownSlot { b2: None, yupuri: None, ..slot(18, 21, "", "04", "") },
    // ヤマト and 佐川 have no shorter time that holds it.
    slot(20, 21, "1921", "19", "56"),
];

/// The code of a desired time; none where nobody knows it. A blank text desires none.
pub(super) fn find_code(
    text: Option<&str>,
    format: ExportFormat,
    settings: &LabelSettings,
) -> Option<String> {
    let plain = text.map(normalize).unwrap_or_default();
    if plain.is_empty() {
        return Some(code_of_none(format).to_owned());
    }
    let own = settings.time_slots.iter().find(|(key, _)| Some(key.as_str()) == text);
    let own = own.or_else(|| settings.time_slots.iter().find(|(key, _)| normalize(key) == plain));
    let own = own.and_then(|(_, codes)| match format {
        ExportFormat::B2 => codes.b2.clone(),
        ExportFormat::Ehiden3 => codes.ehiden3.clone(),
        ExportFormat::Yupuri => codes.yupuri.clone(),
        ExportFormat::Csv | ExportFormat::Clickpost => None,
    });
    own.map(|code| if code.is_empty() { code_of_none(format).to_owned() } else { code })
        .or_else(|| find_built_in(&plain, format).map(str::to_owned))
}

/// Whether a text desires a time, known or not.
pub(super) fn is_wish(text: Option<&str>, format: ExportFormat, settings: &LabelSettings) -> bool {
    find_code(text, format, settings).as_deref() != Some(code_of_none(format))
}

pub(super) fn code_of_none(format: ExportFormat) -> &'static str {
    if format == ExportFormat::Yupuri { "00" } else { "" }
}

fn find_built_in(plain: &str, format: ExportFormat) -> Option<&'static str> {
    if plain == "指定なし" {
        return Some(code_of_none(format));
    }
    let is_morning = matches!(plain, "午前" | "午前中");
    let (from, to) = if is_morning { MORNING } else { read_hours(plain)? };
    let slot = SLOTS.iter().find(|slot| (slot.from, slot.to) == (from, to))?;
    match format {
        ExportFormat::B2 => slot.b2,
        ExportFormat::Ehiden3 => slot.ehiden3,
        ExportFormat::Yupuri => slot.yupuri,
        ExportFormat::Csv | ExportFormat::Clickpost => None,
    }
}

/// A text of a time without what differs between programs: its dress, spaces, the sign between two hours.
fn normalize(text: &str) -> String {
    let written = cleaned(text);
    let sign = |c: char| if is_hyphen(c) || matches!(c, '〜' | '～' | '∼') { '~' } else { c };
    written.chars().filter(|c| !c.is_whitespace()).map(sign).collect()
}

/// 14:00~16:00, 14時~16時, 14~16: two whole hours.
fn read_hours(plain: &str) -> Option<(u8, u8)> {
    let (from, to) = plain.split_once('~')?;
    Some((read_hour(from)?, read_hour(to)?))
}

fn read_hour(text: &str) -> Option<u8> {
    let hour = text.strip_suffix(":00").or_else(|| text.strip_suffix('時')).unwrap_or(text);
    let is_number = (1..=2).contains(&hour.len()) && hour.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| hour.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::settings::SlotCodes;
    use super::*;

    fn find(text: &str, settings: &LabelSettings) -> [Option<String>; 3] {
        [ExportFormat::B2, ExportFormat::Ehiden3, ExportFormat::Yupuri]
            .map(|format| find_code(Some(text), format, settings))
    }

    fn given(codes: [Option<&str>; 3]) -> [Option<String>; 3] {
        codes.map(|code| code.map(str::to_owned))
    }

    #[test]
    fn fil_06_each_time_has_its_codes_in_any_dress() {
        let settings = LabelSettings::default();
        for (text, wanted) in [
            ("午前", [Some("0812"), Some("01"), Some("51")]),
            ("午前中", [Some("0812"), Some("01"), Some("51")]),
            ("08:00~12:00", [Some("0812"), Some("01"), Some("51")]),
            ("8時〜12時", [Some("0812"), Some("01"), Some("51")]),
            ("12:00~14:00", [None, Some("12"), Some("52")]),
            ("14:00~16:00", [Some("1416"), Some("14"), Some("53")]),
            ("１４：００～１６：００", [Some("1416"), Some("14"), Some("53")]),
            ("14:00 - 16:00", [Some("1416"), Some("14"), Some("53")]),
            ("14-16", [Some("1416"), Some("14"), Some("53")]),
            ("16:00~18:00", [Some("1618"), Some("16"), Some("54")]),
            ("18:00~20:00", [Some("1820"), Some("18"), Some("55")]),
            ("19:00~21:00", [Some("1921"), Some("19"), Some("57")]),
            ("18:00~21:00", [None, Some("04"), None]),
            ("20:00~21:00", [Some("1921"), Some("19"), Some("56")]),
            ("指定なし", [Some(""), Some(""), Some("00")]),
            (" \u{200b}", [Some(""), Some(""), Some("00")]),
            ("14:30~16:00", [None; 3]),
            ("14:00", [None; 3]),
            ("13:00~15:00", [None; 3]),
            ("夕方", [None; 3]),
            ("014:00~16:00", [None; 3]),
        ] {
            assert_eq!(find(text, &settings), given(wanted), "{text}");
        }
        assert_eq!(find_code(None, ExportFormat::Yupuri, &settings).as_deref(), Some("00"));
    }

    #[test]
    fn fil_06_the_shops_own_codes_go_first() {
        let codes = |b2: Option<&str>, ehiden3: Option<&str>| SlotCodes {
            b2: b2.map(str::to_owned),
            ehiden3: ehiden3.map(str::to_owned),
            yupuri: None,
        };
        let own = [
            ("夕方", codes(Some("1618"), None)),
            ("14:00~16:00", codes(Some("1618"), Some(""))),
            ("12:00〜14:00", codes(Some("1416"), None)),
        ];
        let time_slots = own.map(|(text, codes)| (text.to_owned(), codes)).into();
        let settings = LabelSettings { time_slots, ..LabelSettings::default() };
        for (text, wanted) in [
            ("夕方", [Some("1618"), None, None]),
            ("14:00～16:00", [Some("1618"), Some(""), Some("53")]),
            ("12:00~14:00", [Some("1416"), Some("12"), Some("52")]),
        ] {
            assert_eq!(find(text, &settings), given(wanted), "{text}");
        }
    }
}
