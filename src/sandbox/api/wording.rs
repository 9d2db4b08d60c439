//! How rows put states, codes, addresses and dates into words.

use chrono::NaiveDate;

use super::super::json::{JsonValue, text};
use super::super::model::{CartLine, Person};
use super::super::receiver::NO_PHONE;
use super::super::variants::{AddonCodes, ClaimStatus, NoClaim, Phones, StatusText};
use super::super::world::World;
use crate::domain::time::{Jst, jst_offset};

pub(super) fn format_status(status: u8, wording: StatusText) -> JsonValue {
    let japan = ["", "Awaiting shipping", "On request", "Seller confirm", "On delivery", "Delivered"];
    let singapore = ["", "On Waiting", "On request", "Seller confirm", "Delivery", "Delivere"];
    let phrase =
        |words: [&str; 6]| JsonValue::Exact(format!("{}({status})", words[usize::from(status.min(5))]));
    match wording {
        StatusText::Japan => phrase(japan),
        StatusText::Singapore => phrase(singapore),
        StatusText::Number => JsonValue::Bare(status.into()),
        StatusText::Digit => JsonValue::Exact(status.to_string()),
    }
}

pub(super) fn format_claim_status(status: Option<u8>, world: &World) -> JsonValue {
    let Some(status) = status else {
        return match world.variants.no_claim {
            NoClaim::Empty => text(""),
            NoClaim::Null => JsonValue::Null,
            NoClaim::Zero => JsonValue::Exact("0".to_owned()),
        };
    };
    let (english, japanese) = match status {
        1 => ("Cancel Request", "キャンセル要請"),
        2 => ("Cancelling", "キャンセル中"),
        3 => ("Cancel Completed", "キャンセル完了"),
        4 => ("Return Request", "返品要請"),
        5 => ("Returning", "返品中"),
        6 => ("Return completed", "返品完了"),
        11 => ("Exchange Request", "交換申請"),
        12 => ("Exchange Approve", "交換承認"),
        13 => ("Re-delivering", "再配送中"),
        14 => ("Non-Receipt Refund Completed", "未受取返金完了"),
        15 => ("Non-Receipt Part Refund Completed", "未受取部分返金完了"),
        _ => ("Unpaid Order Cancel", "未納の注文のキャンセル"),
    };
    match world.variants.claim_status {
        ClaimStatus::Digit => JsonValue::Exact(status.to_string()),
        ClaimStatus::Number => JsonValue::Bare(status.into()),
        ClaimStatus::PhraseDigit => JsonValue::Exact(format!("{english}({status})")),
        ClaimStatus::Phrase => JsonValue::Exact(english.to_owned()),
        ClaimStatus::Japanese => JsonValue::Exact(japanese.to_owned()),
    }
}

pub(super) fn join_option_codes(line: &CartLine, joined: AddonCodes) -> String {
    let main = Some(&line.option_code).filter(|code| !code.is_empty());
    let addons = line.addon_codes.iter().filter(|code| !code.is_empty());
    let main_first = || main.into_iter().chain(addons.clone()).cloned().collect::<Vec<_>>();
    match joined {
        AddonCodes::None => line.option_code.clone(),
        AddonCodes::Comma => main_first().join(","),
        AddonCodes::Slash => main_first().join("/"),
        AddonCodes::CommaAddonFirst => addons.chain(main).cloned().collect::<Vec<_>>().join(","),
    }
}

pub(super) fn format_address(person: &Person) -> String {
    format!("{} {}", person.address1, person.address2).trim().to_owned()
}

/// A number with its country prefix; the prefix alone where there is no number (CODE).
pub(super) fn format_phone(phone: &str, form: Phones) -> JsonValue {
    let national = phone.strip_prefix("+81-").filter(|national| !national.starts_with(['0', '-']));
    JsonValue::Exact(match (national, form) {
        _ if phone.is_empty() => NO_PHONE.to_owned(),
        (Some(national), Phones::WithZero) if !national.is_empty() => format!("+81-0{national}"),
        _ => phone.to_owned(),
    })
}

pub(super) fn format_timestamp(at: Option<Jst>) -> JsonValue {
    let form = |at: Jst| at.with_timezone(&jst_offset()).format("%Y-%m-%d %H:%M:%S").to_string();
    text(at.map(form).unwrap_or_default())
}

pub(super) fn format_day(day: Option<NaiveDate>) -> JsonValue {
    text(day.map(|day| day.format("%Y-%m-%d 00:00:00").to_string()).unwrap_or_default())
}
