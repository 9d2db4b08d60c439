//! Whether an address says where in its town it is: a house number, or what stands for one (IMP-24).

use super::municipality::AddressParts;
use super::postal::Prefecture;

/// Kanji that write a number, those of deeds too.
const DIGITS: &str = "一二三四五六七八九十百千〇零壱弐参拾廿卅";

/// Behind a kanji number they make it a house number. 条 is apart: only Hokkaido counts its streets so.
const COUNTERS: [&str; 6] = ["丁目", "番", "号", "線", "区", "地割"];

/// 三番町, 六番丁, 一番街, 二番館 … are names of towns, streets and buildings, and 四号線 is a road.
const NAMES_BEHIND: [(&str, &str); 4] = [
    ("番", "町丁街館組沢割目堀田川江堰関山坂通橋城宿所領耕"),
    ("号", "町線地"),
    ("線", "町通道路沿"),
    ("区", "町"),
];

/// Towns whose own name reads like a house number, with their municipality.
const TOWNS: [(&str, &str); 11] = [
    ("港区", "麻布十番"),
    ("熱田区", "一番"),
    ("熱田区", "二番"),
    ("熱田区", "四番"),
    ("熱田区", "六番"),
    ("熱田区", "八番"),
    ("会津坂下町", "市中一番甲"),
    ("会津坂下町", "市中二番甲"),
    ("会津坂下町", "市中三番甲"),
    ("会津坂下町", "市中四番甲"),
    ("弥富市", "五の三"),
];

/// The parts of a plot that carry letters in place of a number: イ番地, 甲の三.
const LETTERS: &str = "イロハニホヘトチリヌルヲ甲乙丙丁戊己庚辛壬癸";

/// What stands for a number: a plot without one, and post that is called for.
const STAND_INS: [&str; 5] = ["無番地", "番地なし", "番地無し", "番外地", "局留"];

/// Whether an address has no house number behind its municipality; none for a blank one.
pub fn lacks_house_number(parts: &AddressParts) -> Option<bool> {
    let is_blank = parts.rest.is_empty() && parts.municipality.is_none() && parts.prefecture.is_none();
    (!is_blank).then(|| !has_house_number(parts))
}

fn has_house_number(parts: &AddressParts) -> bool {
    let rest = parts.rest.as_str();
    let has_stand_in = STAND_INS.iter().any(|one| rest.contains(one));
    has_stand_in || rest.chars().any(is_digit) || has_lettered_plot(rest) || has_kanji_number(parts)
}

/// A digit of any script. Kanji are none of Unicode's but 〇.
fn is_digit(c: char) -> bool {
    c.is_numeric() && !is_kanji_digit(c)
}

fn is_kanji_digit(c: char) -> bool {
    DIGITS.contains(c)
}

fn is_lettered(c: Option<char>) -> bool {
    c.is_some_and(|c| LETTERS.contains(c))
}

/// イ番地, 甲番地: a plot's letter is its number.
fn has_lettered_plot(rest: &str) -> bool {
    rest.match_indices("番地").any(|(at, _)| is_lettered(rest[..at].chars().next_back()))
}

/// A kanji number that counts: by what stands behind it, or by another number beside it.
fn has_kanji_number(parts: &AddressParts) -> bool {
    let rest = behind_town(parts);
    let mut before = rest;
    // From behind, so that each number is met whole.
    while let Some(last) = before.rfind(is_kanji_digit) {
        let end = last + before[last..].chars().next().map_or(0, char::len_utf8);
        let start = before[..end].trim_end_matches(is_kanji_digit).len();
        // 〇〇番地 is a blank that nobody filled.
        let is_number = rest[start..end].chars().any(|c| !matches!(c, '〇' | '零'));
        let behind = &rest[end..];
        if is_number && (is_counted(behind, parts.prefecture) || is_joined(&rest[..start], behind)) {
            return true;
        }
        before = &rest[..start];
    }
    false
}

/// What stands behind the municipality, without a town of `TOWNS`.
fn behind_town(parts: &AddressParts) -> &str {
    let municipality = parts.municipality.as_deref().unwrap_or("");
    let mut towns = TOWNS.iter().filter(|(place, _)| municipality.ends_with(place));
    towns.find_map(|(_, town)| parts.rest.strip_prefix(town)).unwrap_or(&parts.rest)
}

fn is_counted(behind: &str, prefecture: Option<Prefecture>) -> bool {
    let is_street = behind.starts_with('条') && !behind.starts_with("条通");
    let is_hokkaido = prefecture.is_some_and(|one| one.as_str() == "北海道");
    (is_street && is_hokkaido) || COUNTERS.iter().any(|counter| is_behind(behind, counter))
}

fn is_behind(behind: &str, counter: &str) -> bool {
    let Some(next) = behind.strip_prefix(counter).map(|rest| rest.chars().next()) else { return false };
    let names = NAMES_BEHIND.iter().find(|(one, _)| *one == counter).map_or("", |(_, names)| names);
    !next.is_some_and(|c| names.contains(c))
}

/// 三の五, 三-五; 甲の三. In the spelling of a place ノ is の.
fn is_joined(before: &str, behind: &str) -> bool {
    let next = behind.strip_prefix(['の', '-']).and_then(|rest| rest.chars().next());
    let previous = before.strip_suffix(['の', '-']).and_then(|rest| rest.chars().next_back());
    next.is_some_and(is_kanji_digit) || is_lettered(previous)
}

#[cfg(test)]
#[path = "address_tests.rs"]
mod tests;
