//! Japan's prefectures and its postal regions: where a zip can lie, by its first digits.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::comparable::to_comparable;
use crate::strings::clean::{cleaned, is_hyphen};

/// Generated; the file says from what.
const REGIONS: &str = include_str!("postal_regions.txt");

/// In the order of their numbers in JIS X 0401.
const NAMES: [&str; 47] = [
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
];

/// One of the 47, by its place among the names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Prefecture(u8);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a prefecture: {0}")]
pub struct NotPrefecture(pub String);

impl Prefecture {
    pub fn all() -> impl Iterator<Item = Self> {
        (0..).take(NAMES.len()).map(Self)
    }

    /// `大阪府`.
    pub fn as_str(self) -> &'static str {
        NAMES[usize::from(self.0)]
    }

    /// `大阪`; 北海道 has no shorter name.
    pub fn short_name(self) -> &'static str {
        let name = self.as_str();
        name.strip_suffix(['都', '府', '県']).unwrap_or(name)
    }
}

impl std::str::FromStr for Prefecture {
    type Err = NotPrefecture;

    /// Reads `大阪府`, `大阪` and old characters.
    fn from_str(text: &str) -> Result<Self, NotPrefecture> {
        let name = to_comparable(text);
        let is_meant = |one: &Self| one.as_str() == name || one.short_name() == name;
        Self::all().find(is_meant).ok_or_else(|| NotPrefecture(text.to_owned()))
    }
}

impl TryFrom<String> for Prefecture {
    type Error = NotPrefecture;

    fn try_from(text: String) -> Result<Self, NotPrefecture> {
        text.parse()
    }
}

/// A whole zip: seven digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Zip(String);

impl Zip {
    /// `5300001`.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

/// The first digits of zips: one to seven.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct ZipPrefix(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not the beginning of a zip: {0}")]
pub struct NotZipPrefix(pub String);

impl ZipPrefix {
    pub fn begins(&self, zip: &Zip) -> bool {
        zip.digits().starts_with(&self.0)
    }
}

impl TryFrom<String> for ZipPrefix {
    type Error = NotZipPrefix;

    fn try_from(text: String) -> Result<Self, NotZipPrefix> {
        let digits = zip_digits(&text).filter(|digits| (1..=7).contains(&digits.len()));
        digits.map(Self).ok_or(NotZipPrefix(text))
    }
}

/// The zip that a text is, in any width, with or without 〒 and hyphen; none where it is not seven digits.
pub fn parse_zip(text: &str) -> Option<Zip> {
    zip_digits(text).filter(|digits| digits.len() == 7).map(Zip)
}

/// The digits of a text that has nothing else but 〒, hyphens and spaces.
fn zip_digits(text: &str) -> Option<String> {
    let text = cleaned(text);
    let is_dress = |c: &char| *c == '〒' || is_hyphen(*c) || c.is_whitespace();
    let digits: String = text.chars().filter(|c| !is_dress(c)).collect();
    digits.bytes().all(|b| b.is_ascii_digit()).then_some(digits)
}

/// The prefectures that a zip may lie in; empty where its first three digits are nowhere in use. A zip that
/// is not in use itself may lie wherever those with the same first digits lie.
pub fn prefectures_of_zip(zip: &Zip) -> Vec<Prefecture> {
    let regions = regions();
    // The longest that is known decides: longer ones are listed only where a shorter one is shared.
    let known = (3..=7).rev().find_map(|length| regions.get(&zip.digits()[..length]));
    if let Some(prefectures) = known {
        return prefectures.clone();
    }
    let below = |length: usize| {
        let prefix = &zip.digits()[..length];
        let listed = regions.range(prefix.to_owned()..).take_while(|(listed, _)| listed.starts_with(prefix));
        let mut all: Vec<Prefecture> = listed.flat_map(|(_, prefectures)| prefectures.clone()).collect();
        all.sort();
        all.dedup();
        (!all.is_empty()).then_some(all)
    };
    (3..=6).rev().find_map(below).into_iter().flatten().collect()
}

fn regions() -> &'static BTreeMap<String, Vec<Prefecture>> {
    static TABLE: OnceLock<BTreeMap<String, Vec<Prefecture>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut regions: BTreeMap<String, Vec<Prefecture>> = BTreeMap::new();
        for (prefecture, prefixes) in table_rows(REGIONS) {
            for prefix in prefixes.flat_map(prefixes_of_range) {
                regions.entry(prefix).or_default().push(prefecture);
            }
        }
        regions
    })
}

/// `001` to `007` of `001-007`; one prefix as it is.
fn prefixes_of_range(range: &str) -> Vec<String> {
    let (first, last) = range.split_once('-').unwrap_or((range, range));
    match (first.parse::<u32>(), last.parse::<u32>()) {
        (Ok(from), Ok(to)) => (from..=to).map(|n| format!("{n:0width$}", width = first.len())).collect(),
        _ => vec![],
    }
}

/// The rows of a built-in table: a prefecture, and the words behind it. A test holds that each row has one.
pub(super) fn table_rows(table: &str) -> impl Iterator<Item = (Prefecture, std::str::SplitWhitespace<'_>)> {
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    rows.flat_map(|line| {
        let mut words = line.split_whitespace();
        let name = words.next();
        Prefecture::all().find(|one| Some(one.as_str()) == name).map(|prefecture| (prefecture, words))
    })
}

#[cfg(test)]
#[path = "postal_tests.rs"]
mod tests;
