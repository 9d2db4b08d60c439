//! How wide texts are, and the same text in another width.

use std::sync::LazyLock;

/// Full-width katakana and signs, each before its half-width form; voiced ones have none of one character.
const KANA: &str = "ァｧアｱィｨイｲゥｩウｳェｪエｴォｫオｵカｶキｷクｸケｹコｺサｻシｼスｽセｾソｿタﾀチﾁッｯツﾂテﾃトﾄナﾅニﾆヌﾇネﾈノﾉ\
ハﾊヒﾋフﾌヘﾍホﾎマﾏミﾐムﾑメﾒモﾓャｬヤﾔュｭユﾕョｮヨﾖラﾗリﾘルﾙレﾚロﾛワﾜヲｦンﾝ。｡「｢」｣、､・･ーｰ゛ﾞ゜ﾟ";

/// What is voiced with ゛, each behind the one without.
const VOICED: &str = "うゔかがきぎくぐけげこごさざしじすずせぜそぞただちぢつづてでとどはばひびふぶへべほぼゝゞ\
ウヴカガキギクグケゲコゴサザシジスズセゼソゾタダチヂツヅテデトドハバヒビフブヘベホボヽヾワヷヲヺ";

/// The same with ゜.
const SEMI_VOICED: &str = "はぱひぴふぷへぺほぽハパヒピフプヘペホポ";

/// The room that a character takes where a full-width one takes two. In CP932 that is its bytes too.
pub(super) fn measure_char(c: char) -> usize {
    if c.is_ascii() || is_half_kana(c) { 1 } else { 2 }
}

pub(super) fn measure(text: &str) -> usize {
    text.chars().map(measure_char).sum()
}

fn is_half_kana(c: char) -> bool {
    matches!(c, '\u{ff61}'..='\u{ff9f}')
}

/// The character behind or before another one in a table of pairs.
fn find_pair(table: &str, wanted: char, is_behind: bool) -> Option<char> {
    let mut chars = table.chars();
    while let (Some(first), Some(second)) = (chars.next(), chars.next()) {
        match is_behind {
            true if first == wanted => return Some(second),
            false if second == wanted => return Some(first),
            _ => {}
        }
    }
    None
}

/// A kana together with the voicing mark that follows it, in any of the mark's forms.
pub(super) fn compose_kana(kana: char, mark: char) -> Option<char> {
    match mark {
        '\u{3099}' | 'ﾞ' => find_pair(VOICED, kana, true),
        '\u{309a}' | 'ﾟ' => find_pair(SEMI_VOICED, kana, true),
        _ => None,
    }
}

/// A text in full width: each of its characters takes the room of one.
pub(super) fn to_full_width(text: &str) -> String {
    let mut wide = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        let is_mark = matches!(c, 'ﾞ' | 'ﾟ');
        match wide.pop() {
            Some(last) => match compose_kana(last, c).filter(|_| is_mark) {
                Some(voiced) => wide.push(voiced),
                None => wide.extend([last, to_full_width_char(c)]),
            },
            None => wide.push(to_full_width_char(c)),
        }
    }
    wide
}

fn to_full_width_char(c: char) -> char {
    match c {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
        c if is_half_kana(c) => find_pair(KANA, c, false).unwrap_or(c),
        c => c,
    }
}

/// A reading in half width; none where it holds what is no kana and no ASCII.
pub(super) fn to_half_width_kana(text: &str) -> Option<String> {
    let mut narrow = String::with_capacity(text.len());
    for c in text.chars() {
        let (plain, mark) = to_half_width_char(c)?;
        narrow.push(plain);
        narrow.extend(mark);
    }
    Some(narrow)
}

/// A character in half width, and its voicing mark.
type HalfWidth = (char, Option<char>);

fn to_half_width_char(c: char) -> Option<HalfWidth> {
    /// All signs and kana of full width are in these.
    const KANA_BLOCKS: std::ops::RangeInclusive<char> = '\u{3000}'..='\u{30ff}';
    static BY_CODE: LazyLock<Vec<Option<HalfWidth>>> =
        LazyLock::new(|| KANA_BLOCKS.map(find_half_width).collect());
    match c {
        c if measure_char(c) == 1 => Some((c, None)),
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).map(|c| (c, None)),
        c => {
            let at = u32::from(c).checked_sub(u32::from(*KANA_BLOCKS.start()))?;
            BY_CODE.get(usize::try_from(at).ok()?).copied().flatten()
        }
    }
}

/// The same of a sign or a kana of full width.
fn find_half_width(c: char) -> Option<HalfWidth> {
    let katakana = match c {
        'ぁ'..='ゔ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        c => c,
    };
    let unvoiced = |table, mark| Some((find_pair(table, katakana, false)?, Some(mark)));
    let voiced = unvoiced(VOICED, 'ﾞ').or_else(|| unvoiced(SEMI_VOICED, 'ﾟ'));
    let (plain, mark) = voiced.unwrap_or((katakana, None));
    let narrow = if plain == '\u{3000}' { ' ' } else { find_pair(KANA, plain, true)? };
    Some((narrow, mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fil_06_half_width_becomes_full_width_with_its_voicing_marks() {
        for (text, wanted) in [
            ("1-2-3 ABC", "１－２－３　ＡＢＣ"),
            ("ｺｰﾎﾟﾐﾎﾝ", "コーポミホン"),
            ("ｳﾞｨﾗ･ｶﾞｰﾃﾞﾝ｢A｣", "ヴィラ・ガーデン「Ａ」"),
            ("ｱﾞﾟ", "ア゛゜"),
            ("東京都", "東京都"),
            ("", ""),
        ] {
            assert_eq!(to_full_width(text), wanted, "{text}");
            assert!(to_full_width(text).chars().all(|c| measure_char(c) == 2), "{text}");
        }
    }

    #[test]
    fn fil_06_a_reading_becomes_half_width_kana() {
        for (text, wanted) in [
            ("ミホン　ハナコ", Some("ﾐﾎﾝ ﾊﾅｺ")),
            ("みほん ばなな", Some("ﾐﾎﾝ ﾊﾞﾅﾅ")),
            ("ぱぴ・ヴァー", Some("ﾊﾟﾋﾟ･ｳﾞｧｰ")),
            ("ﾐﾎﾝ ﾊﾅｺ", Some("ﾐﾎﾝ ﾊﾅｺ")),
            ("Ｈａｎａｋｏ", Some("Hanako")),
            ("「ミホン」、。゛゜ヷヺ", Some("｢ﾐﾎﾝ｣､｡ﾞﾟﾜﾞｦﾞ")),
            ("ゔぁっー\u{3000}", Some("ｳﾞｧｯｰ ")),
            ("ゕ", None),
            ("ヰ", None),
            ("〒", None),
            ("\u{2fff}", None),
            ("\u{3100}", None),
            ("見本花子", None),
        ] {
            assert_eq!(to_half_width_kana(text).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn fil_06_each_kana_is_paired_with_one_half_width_character() {
        let all: Vec<char> = KANA.chars().collect();
        assert_eq!(all.chunks(2).filter(|pair| is_half_kana(pair[1]) && !is_half_kana(pair[0])).count(), 63);
        assert_eq!(all.len(), 126);
        let codes = ('\u{ff61}'..='\u{ff9f}').filter(|c| find_pair(KANA, *c, false).is_none());
        assert_eq!(codes.collect::<String>(), "");
        for (plain, voiced) in [('か', 'が'), ('ホ', 'ボ'), ('ヽ', 'ヾ'), ('ウ', 'ヴ')] {
            assert_eq!(compose_kana(plain, '\u{3099}'), Some(voiced));
        }
        for table in [VOICED, SEMI_VOICED] {
            assert_eq!(table.chars().count() % 2, 0);
        }
        assert_eq!(compose_kana('ホ', '\u{309a}'), Some('ポ'));
        assert_eq!(compose_kana('ア', '\u{3099}'), None);
    }

    #[test]
    fn fil_06_full_width_takes_the_room_of_two() {
        for (text, wanted) in [("", 0), ("abc", 3), ("ｱﾊﾟ", 3), ("東京", 4), ("１２", 4), ("東京1", 5)]
        {
            assert_eq!(measure(text), wanted, "{text}");
        }
    }
}
