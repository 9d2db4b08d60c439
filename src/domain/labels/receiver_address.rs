//! The receiver's address for a label, of Qoo10's three fields, each part of it once.

use super::order::LabelOrder;
use crate::domain::comparable::to_comparable;
use crate::domain::postal::Prefecture;
use crate::strings::clean::is_blank;

/// The shortest part that counts as written twice: a town may end and the next begin with the same character.
const MIN_REPEATED_CHARS: usize = 2;

/// The whole address; none where there is none. Qoo10 gives it whole and once more in two parts, and shops
/// that join fields write its beginning twice.
pub(super) fn compose_address(order: &LabelOrder<'_>) -> Option<String> {
    let given = |text: Option<&str>| text.filter(|text| !is_blank(text)).map(str::to_owned);
    let (first, second) = (given(order.address1), given(order.address2));
    let whole = match (given(order.address), &second) {
        (Some(whole), Some(second)) if lacks_part(&whole, first.as_deref(), second) => {
            // It has the first part alone.
            join_parts(Some(&whole), Some(second))
        }
        (Some(whole), _) => whole,
        (None, _) => join_parts(first.as_deref(), second.as_deref()),
    };
    let whole = drop_repeated_start(&whole);
    let whole = first.map_or_else(|| whole.to_owned(), |first| drop_repeated_end(whole, &first));
    (!is_blank(&whole)).then_some(whole)
}

fn join_parts(first: Option<&str>, second: Option<&str>) -> String {
    [first, second].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Whether a whole address is no more than its first part.
fn lacks_part(whole: &str, first: Option<&str>, second: &str) -> bool {
    let Some(first) = first else { return false };
    // No characters but those of the first part are left for the second.
    if count_written(whole) > count_written(first) {
        return false;
    }
    let (whole, second) = (to_comparable(whole), to_comparable(second));
    whole == to_comparable(first) && !whole.ends_with(&second)
}

fn count_written(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// 東京都 渋谷区 東京都渋谷区神宮前: without the first of two beginnings that are the same.
fn drop_repeated_start(address: &str) -> &str {
    let start = address.trim_start();
    let Some(prefecture) = Prefecture::all().find(|one| start.starts_with(one.as_str())) else {
        return address;
    };
    let name = prefecture.as_str();
    let mut from = name.len();
    while let Some(at) = start.get(from..).and_then(|rest| rest.find(name)).map(|at| from + at) {
        let (first, rest) = start.split_at(at);
        if skip_written(rest, first).is_some() {
            return drop_repeated_start(rest);
        }
        from = at + name.len();
    }
    start
}

/// 東京都 渋谷区 渋谷区神宮前: without what the first part ends with and the second begins with.
fn drop_repeated_end(address: &str, first: &str) -> String {
    let Some(second) = skip_written(address, first) else { return address.to_owned() };
    let starts = first.char_indices().map(|(at, _)| at).filter(|at| begins_part(first, *at));
    for at in starts {
        let (_, ending) = first.split_at(at);
        let is_long = count_written(ending) >= MIN_REPEATED_CHARS;
        if let Some(rest) = skip_written(second, ending).filter(|_| is_long && ends_part(ending)) {
            return join_parts(Some(first.trim()), Some(rest.trim_start()));
        }
    }
    address.to_owned()
}

/// Whether a prefecture, a municipality or a town may begin here.
fn begins_part(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    before.is_none_or(|c| c.is_whitespace() || "都道府県市郡区町村".contains(c))
}

fn ends_part(text: &str) -> bool {
    text.trim_end().ends_with(['都', '道', '府', '県', '市', '郡', '区', '町', '村'])
}

/// What follows in a text behind another one that it begins with, whatever the spaces in the two.
fn skip_written<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for wanted in start.chars().filter(|c| !c.is_whitespace()) {
        let next = rest.find(|c| !c.is_whitespace());
        if next != Some(wanted) {
            return None;
        }
    }
    Some(rest.as_str())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn compose(address: &str, first: &str, second: &str) -> Option<String> {
        let given = |text: &'static str| (!text.is_empty()).then_some(text);
        let leak = |text: &str| -> &'static str { text.to_owned().leak() };
        compose_address(&LabelOrder {
            code: "412345678",
            carrier: "",
            receiver_name: "",
            receiver_kana: None,
            receiver_tel: None,
            receiver_mobile: None,
            zip: None,
            address: given(leak(address)),
            address1: given(leak(first)),
            address2: given(leak(second)),
            desired_date: None,
            desired_time: None,
            ship_date: NaiveDate::default(),
            goods: vec![],
        })
    }

    #[test]
    fn fil_06_no_part_of_an_address_is_printed_twice() {
        for (address, first, second, wanted) in [
            ("東京都 渋谷区 見本1-1", "東京都 渋谷区", "見本1-1", "東京都 渋谷区 見本1-1"),
            ("東京都渋谷区見本1-1", "東京都 渋谷区", "見本1-1", "東京都渋谷区見本1-1"),
            ("東京都渋谷区見本1-1", "", "", "東京都渋谷区見本1-1"),
            ("", "東京都 渋谷区", "見本1-1", "東京都 渋谷区 見本1-1"),
            ("", "東京都渋谷区見本1-1", "", "東京都渋谷区見本1-1"),
            ("", "", "東京都渋谷区見本1-1", "東京都渋谷区見本1-1"),
            ("東京都 渋谷区", "東京都渋谷区", "見本1-1", "東京都 渋谷区 見本1-1"),
            (
                "東京都渋谷区 東京都渋谷区見本1-1",
                "東京都渋谷区",
                "東京都渋谷区見本1-1",
                "東京都渋谷区見本1-1",
            ),
            ("", "東京都 渋谷区", "東京都渋谷区見本1-1", "東京都渋谷区見本1-1"),
            ("", "東京都", "東京都渋谷区見本1-1", "東京都渋谷区見本1-1"),
            ("", "東京都渋谷区見本1-1", "東京都渋谷区見本1-1", "東京都渋谷区見本1-1"),
            ("東京都東京都渋谷区見本1-1", "", "", "東京都渋谷区見本1-1"),
            ("", "東京都 渋谷区", "渋谷区見本1-1", "東京都 渋谷区 見本1-1"),
            ("東京都渋谷区渋谷区見本1-1", "東京都渋谷区", "渋谷区見本1-1", "東京都渋谷区 見本1-1"),
            ("", "大阪府大阪市北区", "大阪市北区見本1", "大阪府大阪市北区 見本1"),
            ("", "渋谷区", "渋谷区見本1-1", "渋谷区 見本1-1"),
            // What only looks like it.
            ("", "京都府京都市", "左京区見本1", "京都府京都市 左京区見本1"),
            ("東京都渋谷区見本1 東京都ビル2", "", "", "東京都渋谷区見本1 東京都ビル2"),
            ("", "三重県四日市市", "市場町1", "三重県四日市市 市場町1"),
            ("", "東京都府中市", "府中町1", "東京都府中市 府中町1"),
            ("東京都渋谷区見本1", "大阪府", "北区2", "東京都渋谷区見本1"),
        ] {
            assert_eq!(
                compose(address, first, second).as_deref(),
                Some(wanted),
                "{address} {first} {second}"
            );
        }
        assert_eq!(compose(" ", "", "\u{3000}"), None);
    }
}
