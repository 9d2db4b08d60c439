//! Municipalities (市区町村), and where an address names its own.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::comparable::to_place;
use super::postal::{Prefecture, Zip, prefectures_of_zip, table_rows};

/// Generated; the file says from what.
const BUILT_IN: &str = include_str!("municipalities.txt");

/// No municipality has a longer name, in characters.
const MAX_NAME_CHARS: usize = 14;

/// Names of municipalities, in the spelling of `to_place`.
#[derive(Debug, Clone, Default)]
pub struct Municipalities {
    /// Every name that is understood behind a prefecture's.
    within: HashMap<Prefecture, HashSet<String>>,
    /// Names that are understood by themselves; no prefecture where more than one has the name.
    alone: HashMap<String, Option<Prefecture>>,
}

/// An address, taken apart; its texts are in the spelling of `to_place`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressParts {
    pub prefecture: Option<Prefecture>,
    /// As much of its name as the address has: `大阪市北区`, `大阪市`, `幕別町`.
    pub municipality: Option<String>,
    /// What stands behind the municipality; all but a zip where none is known.
    pub rest: String,
}

/// Takes an address apart by the built-in table.
pub fn read_address(address: &str) -> AddressParts {
    static TABLE: OnceLock<Municipalities> = OnceLock::new();
    let built_in = || {
        let mut all = Municipalities::default();
        for (prefecture, names) in table_rows(BUILT_IN) {
            names.for_each(|name| all.add(prefecture, name));
        }
        all
    };
    TABLE.get_or_init(built_in).read_address(address)
}

impl AddressParts {
    /// Whether a zip lies in no prefecture of the address's; none where one of the two is not known.
    pub fn is_zip_elsewhere(&self, zip: &Zip) -> Option<bool> {
        let prefecture = self.prefecture?;
        let possible = prefectures_of_zip(zip);
        (!possible.is_empty()).then(|| !possible.contains(&prefecture))
    }
}

impl Municipalities {
    /// Adds a name as Japan Post writes it: a ward with its city, a town with its district.
    pub fn add(&mut self, prefecture: Prefecture, name: &str) {
        let name = to_place(name);
        let within = self.within.entry(prefecture).or_default();
        // Tokyo's islands stand where other towns have their district: 三宅島三宅村.
        let district = name.split_once('郡').or_else(|| name.split_once('島'));
        if let Some((_, town)) = district.filter(|(_, town)| is_town(town)) {
            within.insert(town.to_owned());
        }
        let ward = name.split_once('市');
        if let Some((city, ward)) = ward.filter(|(_, ward)| ward.chars().count() > 1 && ward.ends_with('区'))
        {
            let city = format!("{city}市");
            within.extend([city.clone(), ward.to_owned()]);
            self.add_alone(prefecture, city);
            // So that 北区 is not taken for Tokyo's.
            self.add_alone(prefecture, ward.to_owned());
        }
        self.within.entry(prefecture).or_default().insert(name.clone());
        self.add_alone(prefecture, name);
    }

    fn add_alone(&mut self, prefecture: Prefecture, name: String) {
        // 大島町 is a municipality in Tokyo, and a town of thirty others.
        if is_town(&name) && !name.contains('郡') {
            return;
        }
        let known = self.alone.entry(name).or_insert(Some(prefecture));
        if *known != Some(prefecture) {
            *known = None;
        }
    }

    pub fn read_address(&self, address: &str) -> AddressParts {
        let place = to_place(address);
        let text = &without_zips(&place);
        let unknown = || AddressParts { prefecture: None, municipality: None, rest: text.to_owned() };
        self.read_start(text).or_else(|| self.read_inside(text)).unwrap_or_else(unknown)
    }

    /// An address that begins with a prefecture or a municipality.
    fn read_start(&self, text: &str) -> Option<AddressParts> {
        for prefecture in Prefecture::all() {
            if let Some(mut rest) = text.strip_prefix(prefecture.as_str()) {
                // Shops that join two fields write it twice.
                while let Some(shorter) = rest.strip_prefix(prefecture.as_str()) {
                    rest = shorter;
                }
                let unknown = || AddressParts {
                    prefecture: Some(prefecture),
                    municipality: None,
                    rest: rest.to_owned(),
                };
                return Some(self.read_within(prefecture, rest).unwrap_or_else(unknown));
            }
        }
        let alone = longest_start(text, |name| self.alone.contains_key(name));
        // 丹波市町 and 坂戸市場 are towns.
        if let Some((name, rest)) = alone.filter(|(_, rest)| !rest.starts_with(['町', '場'])) {
            let prefecture = self.alone.get(name).copied().flatten();
            let (municipality, rest) = (Some(name.to_owned()), rest.to_owned());
            return Some(AddressParts { prefecture, municipality, rest });
        }
        // 東京渋谷区: the short name counts only before a municipality of its own.
        let shortened = |one: Prefecture| self.read_within(one, text.strip_prefix(one.short_name())?);
        Prefecture::all().find_map(shortened)
    }

    /// An address with something before its prefecture. That may be the name of a building (北海道ビル), so it
    /// counts only before a municipality of its own.
    fn read_inside(&self, text: &str) -> Option<AddressParts> {
        let named = |text: &str| {
            Prefecture::all().find_map(|one| self.read_within(one, text.strip_prefix(one.as_str())?))
        };
        text.char_indices().find_map(|(at, _)| named(&text[at..]))
    }

    /// A text that begins with a municipality of this prefecture.
    fn read_within(&self, prefecture: Prefecture, text: &str) -> Option<AddressParts> {
        let names = self.within.get(&prefecture)?;
        let (name, rest) = longest_start(text, |name| names.contains(name))?;
        let (municipality, rest) = (Some(name.to_owned()), rest.to_owned());
        Some(AddressParts { prefecture: Some(prefecture), municipality, rest })
    }
}

fn is_town(name: &str) -> bool {
    name.chars().count() > 1 && name.ends_with(['町', '村'])
}

/// The longest known name that a text begins with, and what follows.
fn longest_start(text: &str, is_known: impl Fn(&str) -> bool) -> Option<(&str, &str)> {
    let mut ends: Vec<usize> =
        text.char_indices().map(|(at, c)| at + c.len_utf8()).take(MAX_NAME_CHARS).collect();
    ends.reverse();
    ends.into_iter().map(|end| text.split_at(end)).find(|(name, _)| is_known(name))
}

/// A text without a zip before it, and without those that are marked as such: their digits are no house
/// number.
fn without_zips(text: &str) -> String {
    let mut parts = text.split('〒');
    let start = parts.next().map(without_zip).unwrap_or_default().to_owned();
    parts.fold(start, |text, part| text + without_zip(part))
}

fn without_zip(start: &str) -> &str {
    let digits = |text: &str, n: usize| text.bytes().take_while(u8::is_ascii_digit).count() == n;
    let rest = match start.split_once('-') {
        Some((first, rest)) if first.len() == 3 && digits(first, 3) && digits(rest, 4) => &rest[4..],
        _ if digits(start, 7) => &start[7..],
        _ => return start,
    };
    rest.trim_start_matches([':', ',', '、'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> (Option<&'static str>, Option<String>, String) {
        let parts = read_address(address);
        (parts.prefecture.map(Prefecture::as_str), parts.municipality, parts.rest)
    }

    #[test]
    fn an_address_falls_into_prefecture_municipality_and_the_rest() {
        for (address, prefecture, municipality, rest) in [
            ("大阪府大阪市北区見本1", "大阪府", "大阪市北区", "見本1"),
            ("東京都 渋谷区 見本町1-1", "東京都", "渋谷区", "見本町1-1"),
            ("〒150-0001 東京都渋谷区見本", "東京都", "渋谷区", "見本"),
            ("１５０ー０００１　渋谷区見本", "東京都", "渋谷区", "見本"),
            ("1500001渋谷区見本", "東京都", "渋谷区", "見本"),
            ("東京都東京都府中市見本", "東京都", "府中市", "見本"),
            ("京都市左京区見本", "京都府", "京都市左京区", "見本"),
            ("東京港区見本", "東京都", "港区", "見本"),
            ("大阪大阪市北区見本", "大阪府", "大阪市北区", "見本"),
            ("三重県四日市市見本", "三重県", "四日市市", "見本"),
            ("新潟県三条市見本", "新潟県", "三条市", "見本"),
            ("北海道幕別町見本", "北海道", "幕別町", "見本"),
            ("北海道中川郡幕別町見本", "北海道", "中川郡幕別町", "見本"),
            ("東京都三宅村見本", "東京都", "三宅村", "見本"),
            ("静岡県浜松市中区見本", "静岡県", "浜松市", "中区見本"),
            ("大阪府北区見本", "大阪府", "北区", "見本"),
            ("日本国東京都府中市見本", "東京都", "府中市", "見本"),
            ("見本ビル 岐阜県飛驒市見本", "岐阜県", "飛騨市", "見本"),
            ("廣島縣三次市見本", "広島県", "三次市", "見本"),
            ("宮城県鹽竈市見本", "宮城県", "塩釜市", "見本"),
            ("茨城県龍ケ崎市見本", "茨城県", "竜ケ崎市", "見本"),
            ("奈良県大和郡山市見本", "奈良県", "大和郡山市", "見本"),
        ] {
            let wanted = (Some(prefecture), Some(municipality.to_owned()), rest.to_owned());
            assert_eq!(read(address), wanted, "{address}");
        }
    }

    #[test]
    fn what_is_in_doubt_is_not_known() {
        for (address, municipality) in [
            ("府中市見本", Some("府中市")),
            ("北区見本", Some("北区")),
            ("中央区見本", Some("中央区")),
            ("伊達市見本", Some("伊達市")),
            ("見本町1-2 北海道ビル", None),
            ("美里町見本", None),
            ("大島町1-2", None),
            ("丹波市町1-2", None),
            ("1 Mihon Street, London", None),
            ("", None),
        ] {
            let parts = read_address(address);
            assert_eq!((parts.prefecture, parts.municipality.as_deref()), (None, municipality), "{address}");
        }
        assert_eq!(read("東京都保谷市見本").1, None, "no longer a municipality");
        assert_eq!(read("東京都保谷市見本").0, Some("東京都"));
    }

    #[test]
    fn every_municipality_is_read_back_with_its_prefecture() {
        let mut seen = 0;
        for (prefecture, names) in table_rows(BUILT_IN) {
            for name in names {
                let parts = read_address(&format!("{}{name}見本1-1", prefecture.as_str()));
                assert_eq!(parts.prefecture, Some(prefecture), "{name}");
                assert_eq!(parts.municipality, Some(to_place(name)), "{name}");
                assert_eq!(parts.rest, "見本1-1", "{name}");
                assert!(name.chars().count() <= MAX_NAME_CHARS, "{name}");
                let alone = read_address(&format!("{name}見本")).prefecture;
                assert!(alone.is_none() || alone == Some(prefecture), "{name}");
                seen += 1;
            }
        }
        assert!(seen > 1_850, "{seen}");
        let rows = BUILT_IN.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(table_rows(BUILT_IN).count(), rows);
    }
}
