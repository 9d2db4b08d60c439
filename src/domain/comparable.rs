//! Texts of people (names, addresses, messages) as they are compared: what is the same to a reader is the
//! same
//! here. Nothing of it is kept or printed.

use std::sync::LazyLock;

use crate::strings::clean::{cleaned, is_hyphen};

/// Old and rare characters, each before the one that stands for it.
const VARIANTS: &str = "\
    縣県廣広靜静德徳澤沢濱浜櫻桜邊辺邉辺條条國国會会龍竜瀨瀬嶋島嶌島髙高﨑崎惠恵榮栄萬万與与鹽塩竈釜\
    竃釜鰺鯵檮梼驒騨蘆芦曾曽淵渕齋斎彌弥鷄鶏圓円豐豊應応藏蔵澁渋壽寿繩縄兒児鐵鉄關関眞真實実佛仏假仮\
    黑黒橫横淸清舘館檜桧龜亀鷗鴎麴麹冨富峯峰攝摂來来當当讚讃驛駅舊旧數数晝昼氣気藝芸賴頼瀧滝禮礼螢蛍\
    戶戸吳呉鄕郷鄉郷敎教步歩增増內内產産靑青狹狭峽峡灣湾靈霊獨独學学轉転釋釈擧挙";

/// One width, case and composition, no spaces, one hyphen, today's characters; ヶ and ヵ large.
pub fn to_comparable(text: &str) -> String {
    compare_as(text, |c| c)
}

/// The same for a place, whose name is also written with が or ガ for ヶ, and with ノ or 之 for の.
pub fn to_place(text: &str) -> String {
    compare_as(text, |c| match c {
        'カ' | 'が' | 'ガ' => 'ケ',
        'ノ' | '之' => 'の',
        c => c,
    })
}

fn compare_as(text: &str, spell: impl Fn(char) -> char) -> String {
    let seen = cleaned(text);
    let mut comparable = String::with_capacity(seen.len());
    for c in seen.chars().filter(|c| !c.is_whitespace()) {
        match c {
            // Kana and kanji have no case.
            'ぁ'..='\u{9fff}' => comparable.push(spell(fold(c))),
            c => comparable.extend(c.to_lowercase().map(fold).map(&spell)),
        }
    }
    comparable
}

fn fold(c: char) -> char {
    match c {
        'ヶ' | '箇' => 'ケ',
        'ヵ' => 'カ',
        c if is_hyphen(c) => '-',
        c if ('\u{3400}'..='\u{ffff}').contains(&c) => variant(c),
        c => c,
    }
}

fn variant(c: char) -> char {
    static VARIANT_PAIRS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
        let (old, new) = (VARIANTS.chars().step_by(2), VARIANTS.chars().skip(1).step_by(2));
        let mut pairs: Vec<_> = old.zip(new).collect();
        pairs.sort_unstable();
        pairs
    });
    let found = VARIANT_PAIRS.binary_search_by_key(&c, |(old, _)| *old).ok();
    found.and_then(|at| VARIANT_PAIRS.get(at)).map_or(c, |(_, new)| *new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_readers_take_for_the_same_is_the_same() {
        for (one, other) in [
            ("髙橋　花子", "高橋花子"),
            ("ＡＢＣビル", "abcﾋﾞﾙ"),
            ("見本町１ー２－３", "見本町1-2-3"),
            ("渡邊 太郎", "渡邉太郎"),
            ("ギフトカー", "ギフトカｰ"),
        ] {
            assert_eq!(to_comparable(one), to_comparable(other), "{one} {other}");
        }
        assert_ne!(to_comparable("見本タカシ"), to_comparable("見本タケシ"));
    }

    #[test]
    fn places_have_more_than_one_spelling() {
        for (one, other) in [
            ("龍ヶ崎市", "竜ケ崎市"),
            ("鹽竈市", "塩釜市"),
            ("袖ガ浦市", "袖ケ浦市"),
            ("輪ノ内町", "輪之内町"),
        ] {
            assert_eq!(to_place(one), to_place(other), "{one} {other}");
        }
    }

    #[test]
    fn each_variant_has_one_character_and_is_none_itself() {
        let all: Vec<char> = VARIANTS.chars().collect();
        assert_eq!(all.len() % 2, 0);
        for (at, pair) in all.chunks(2).enumerate() {
            assert_eq!(variant(pair[0]), pair[1], "pair {at}");
            assert_eq!(variant(pair[1]), pair[1], "pair {at}");
        }
    }
}
