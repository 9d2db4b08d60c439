//! Delivery companies: Qoo10's names for them (`ShippingCorp`, an exact match), and what others call them.
//!
//! Qoo10 publishes no list of its names. These were seen in working programs; `[push_shipments.carriers]`
//! adds others, and goes before everything here.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::tracking::NumberRule;
use crate::strings::clean::{cleaned, strip_invisible};
use crate::strings::suggest;

/// A name of Qoo10's, the form of its numbers, and what others call it.
struct Carrier {
    name: &'static str,
    rule: NumberRule,
    others: &'static [&'static str],
}

const fn carrier(name: &'static str, rule: NumberRule, others: &'static [&'static str]) -> Carrier {
    Carrier { name, rule, others }
}

const CARRIERS: [Carrier; 11] = [
    carrier(
        "ヤマト宅急便",
        NumberRule::TwelveDigits,
        &[
            "ヤマト",
            "ヤマト運輸",
            "ヤマト運輸宅急便",
            "クロネコ",
            "クロネコヤマト",
            "クロネコヤマト宅急便",
            "宅急便",
            "宅急便コンパクト",
            "ヤマト宅急便コンパクト",
            "クール宅急便",
            "yamato",
            "yamatotransport",
        ],
    ),
    carrier("ネコポス", NumberRule::TwelveDigits, &["ヤマトネコポス", "クロネコネコポス", "nekopos"]),
    carrier("クロネコDM便", NumberRule::TwelveDigits, &["dm便", "ヤマトdm便"]),
    carrier("コンビニ等受取", NumberRule::Free, &["コンビニ受取"]),
    carrier(
        "ゆうパック",
        NumberRule::JapanPost,
        &[
            "日本郵便",
            "郵便局",
            "郵便",
            "日本郵便ゆうパック",
            "ユウパック",
            "レターパック",
            "レターパックプラス",
            "レターパックライト",
            "書留",
            "簡易書留",
            "japanpost",
            "yupack",
        ],
    ),
    carrier("ゆうパケット", NumberRule::JapanPost, &["日本郵便ゆうパケット", "ユウパケット", "yupacket"]),
    carrier("クリックポスト", NumberRule::JapanPost, &["日本郵便クリックポスト", "clickpost"]),
    carrier(
        "佐川急便",
        NumberRule::TwelveDigits,
        &["佐川", "サガワ", "飛脚宅配便", "sagawa", "sagawaexpress"],
    ),
    carrier("福山通運", NumberRule::TenDigits, &["福山", "フクツー", "fukuyama"]),
    carrier("西濃運輸", NumberRule::TenDigits, &["西濃", "セイノー", "カンガルー便", "seino"]),
    carrier("Qxpress", NumberRule::Free, &["qエクスプレス", "キューエクスプレス"]),
];

/// What bears S10 numbers. Qoo10's names for these are unknown.
const INTERNATIONAL: [&str; 5] = ["ems", "国際スピード郵便", "eパケット", "国際eパケット", "国際小包"];

/// Qoo10's names that are known.
pub fn list_known_names() -> impl Iterator<Item = &'static str> {
    CARRIERS.iter().map(|carrier| carrier.name)
}

/// Whether two names of a delivery company differ in nothing but their dress (FIL-1).
pub fn is_same(one: &str, other: &str) -> bool {
    one == other || normalize_name(one) == normalize_name(other)
}

/// A name of a delivery company as it is kept: in the spelling of Qoo10 or of the shop's own table, where it
/// is one of theirs; else as given, without what nobody can see.
pub fn normalize_spelling(local: &str, own: &BTreeMap<String, String>) -> String {
    let wanted = normalize_name(local);
    let name =
        find_built_in(&wanted).map(|carrier| carrier.name).filter(|name| normalize_name(name) == wanted);
    let own = own.keys().map(String::as_str).find(|name| normalize_name(name) == wanted);
    own.or(name).map_or_else(|| strip_invisible(local), str::to_owned)
}

/// Qoo10's name for a delivery company: by the shop's own table, else by the built-in one. None: nobody
/// knows.
pub fn find_qoo10_name<'t>(local: &str, own: &'t BTreeMap<String, String>) -> Option<&'t str> {
    if let Some(name) = own.get(local.trim()) {
        return Some(name);
    }
    let wanted = normalize_name(local);
    let near = own.iter().find(|(other, _)| normalize_name(other) == wanted).map(|(_, name)| name.as_str());
    near.or_else(|| find_built_in(&wanted).map(|carrier| carrier.name))
}

/// The name that was probably meant by one that nobody knows: the shop's own, or Qoo10's.
pub fn suggest_name<'t>(local: &str, own: &'t BTreeMap<String, String>) -> Option<&'t str> {
    // A file may have the same unknown name in every row.
    static BUILT_IN: LazyLock<Vec<(String, &'static str)>> = LazyLock::new(|| {
        let names = |carrier: &'static Carrier| {
            let others = carrier.others.iter().map(|other| normalize_name(other));
            std::iter::once(normalize_name(carrier.name)).chain(others).map(|other| (other, carrier.name))
        };
        CARRIERS.iter().flat_map(names).collect()
    });
    let own: Vec<(String, &str)> = own.keys().map(|name| (normalize_name(name), name.as_str())).collect();
    let all = || own.iter().chain(BUILT_IN.iter());
    let near = suggest::suggest(&normalize_name(local), all().map(|(plain, _)| plain.as_str()))?;
    all().find(|(plain, _)| plain == near).map(|(_, name)| *name)
}

/// The form of a delivery company's numbers, by Qoo10's name or any other that is known.
pub fn find_rule(name: &str) -> NumberRule {
    let name = normalize_name(name);
    match find_built_in(&name) {
        Some(carrier) => carrier.rule,
        None if INTERNATIONAL.iter().any(|known| normalize_name(known) == name) => NumberRule::S10,
        None => NumberRule::Free,
    }
}

fn find_built_in(plain_name: &str) -> Option<&'static Carrier> {
    static BY_PLAIN: LazyLock<HashMap<String, &'static Carrier>> = LazyLock::new(|| {
        let names = |carrier: &'static Carrier| {
            std::iter::once(&carrier.name)
                .chain(carrier.others)
                .map(move |name| (normalize_name(name), carrier))
        };
        CARRIERS.iter().flat_map(names).collect()
    });
    BY_PLAIN.get(plain_name).copied()
}

/// A name without what differs between programs: its dress, case of letters, blanks, 株式会社.
pub fn normalize_name(name: &str) -> String {
    // A file has the same few names in all its rows.
    static KNOWN: LazyLock<HashMap<&'static str, String>> = LazyLock::new(|| {
        let names = |carrier: &'static Carrier| std::iter::once(&carrier.name).chain(carrier.others);
        CARRIERS.iter().flat_map(names).map(|name| (*name, normalize_any(name))).collect()
    });
    KNOWN.get(name).cloned().unwrap_or_else(|| normalize_any(name))
}

fn normalize_any(name: &str) -> String {
    let plain: String = cleaned(name).chars().filter(|c| !c.is_whitespace()).collect();
    plain.to_lowercase().replace("株式会社", "").replace("(株)", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn none() -> BTreeMap<String, String> {
        BTreeMap::new()
    }

    #[test]
    fn names_of_qoo10_are_their_own() {
        for name in list_known_names() {
            assert_eq!(find_qoo10_name(name, &none()), Some(name));
        }
        assert_eq!(list_known_names().count(), 11);
    }

    #[test]
    fn local_names_find_qoo10s() {
        for (local, name) in [
            ("ヤマト", "ヤマト宅急便"),
            ("ヤマト運輸", "ヤマト宅急便"),
            ("ヤマト運輸株式会社", "ヤマト宅急便"),
            ("ﾔﾏﾄ運輸(株)", "ヤマト宅急便"),
            ("クロネコヤマト", "ヤマト宅急便"),
            ("宅急便コンパクト", "ヤマト宅急便"),
            ("ﾈｺﾎﾟｽ", "ネコポス"),
            ("クロネコＤＭ便", "クロネコDM便"),
            (" 佐川 ", "佐川急便"),
            ("Sagawa Express", "佐川急便"),
            ("日本郵便", "ゆうパック"),
            ("郵便局", "ゆうパック"),
            ("ゆうﾊﾟｯｸ", "ゆうパック"),
            ("ｸﾘｯｸﾎﾟｽﾄ", "クリックポスト"),
            ("西濃", "西濃運輸"),
            ("QXPRESS", "Qxpress"),
        ] {
            assert_eq!(find_qoo10_name(local, &none()), Some(name), "{local}");
        }
        for unknown in ["", "赤帽", "ヤマトホームコンビニエンス", "EMS", "ﾞ"] {
            assert_eq!(find_qoo10_name(unknown, &none()), None, "{unknown}");
        }
    }

    #[test]
    fn the_shops_table_goes_first() {
        let own = [("赤帽", "赤帽便"), ("ヤマト", "クロネコDM便"), ("ネコポス", "ネコポス2"), ("Ａ社", "A")];
        let own = own.map(|(local, name)| (local.to_owned(), name.to_owned())).into();
        for (local, name) in [
            ("赤帽", Some("赤帽便")),
            ("ﾔﾏﾄ", Some("クロネコDM便")),
            ("ネコポス", Some("ネコポス2")),
            ("a社", Some("A")),
            ("佐川", Some("佐川急便")),
            ("B社", None),
        ] {
            assert_eq!(find_qoo10_name(local, &own), name, "{local}");
        }
    }

    #[test]
    fn a_slip_finds_the_name_that_was_meant() {
        let own: BTreeMap<String, String> = [("赤帽東京".to_owned(), "赤帽便".to_owned())].into();
        for (slip, name) in [
            ("佐川急弁", Some("佐川急便")),
            ("サガワ急便", Some("佐川急便")),
            ("ヤマト運送", Some("ヤマト宅急便")),
            ("ねこポス", Some("ネコポス")),
            ("Sagawaa", Some("佐川急便")),
            ("赤帽東亰", Some("赤帽東京")),
            ("謎の運送", None),
            ("", None),
        ] {
            assert_eq!(suggest_name(slip, &own), name, "{slip}");
        }
    }

    #[test]
    fn every_name_has_the_rule_of_its_numbers() {
        for (name, wanted) in [
            ("ヤマト宅急便", NumberRule::TwelveDigits),
            ("ネコポス", NumberRule::TwelveDigits),
            ("宅急便コンパクト", NumberRule::TwelveDigits),
            ("佐川急便", NumberRule::TwelveDigits),
            ("Sagawa", NumberRule::TwelveDigits),
            ("ゆうパック", NumberRule::JapanPost),
            ("ゆうパケット", NumberRule::JapanPost),
            ("クリックポスト", NumberRule::JapanPost),
            ("日本郵便", NumberRule::JapanPost),
            ("EMS", NumberRule::S10),
            ("福山通運", NumberRule::TenDigits),
            ("西濃運輸", NumberRule::TenDigits),
            ("Qxpress", NumberRule::Free),
            ("コンビニ等受取", NumberRule::Free),
            ("赤帽", NumberRule::Free),
        ] {
            assert_eq!(find_rule(name), wanted, "{name}");
        }
    }

    #[test]
    fn fil_01_names_of_qoo10_and_of_the_shop_are_found_in_any_dress_and_kept_in_their_spelling() {
        let own = [("ナゾ便".to_owned(), "ゆうパック".to_owned())].into();
        for (local, name, kept) in [
            ("ネコホ\u{309a}ス", Some("ネコポス"), "ネコポス"),
            ("ゆうハ\u{309a}ック", Some("ゆうパック"), "ゆうパック"),
            ("佐川急便\u{200b}", Some("佐川急便"), "佐川急便"),
            ("\u{feff}佐川\u{ad}急便 ", Some("佐川急便"), "佐川急便"),
            ("ﾈｺﾎﾟｽ", Some("ネコポス"), "ネコポス"),
            ("クロネコＤＭ便", Some("クロネコDM便"), "クロネコDM便"),
            ("QXPRESS", Some("Qxpress"), "Qxpress"),
            ("カンガル―便", Some("西濃運輸"), "カンガル―便"),
            ("ﾅｿﾞ便", Some("ゆうパック"), "ナゾ便"),
            ("ナソ\u{3099}便", Some("ゆうパック"), "ナゾ便"),
            ("佐川\u{200b}", Some("佐川急便"), "佐川"),
            ("ﾔﾏﾄ運輸", Some("ヤマト宅急便"), "ﾔﾏﾄ運輸"),
            ("赤帽\u{200b}", None, "赤帽"),
            ("フ\u{309a}レハブ", None, "プレハブ"),
        ] {
            assert_eq!(find_qoo10_name(local, &own), name, "{local:?}");
            assert_eq!(normalize_spelling(local, &own), kept, "{local:?}");
        }
        assert!(is_same("ﾔﾏﾄ", "ヤマト") && !is_same("ヤマト", "ヤマト運輸"));
    }

    #[test]
    fn no_name_stands_for_two() {
        for one in &CARRIERS {
            for other in one.others {
                assert_eq!(find_qoo10_name(other, &none()), Some(one.name));
            }
        }
    }
}
