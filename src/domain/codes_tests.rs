use std::collections::BTreeSet;

use super::*;

/// Every code that Qoo10's documents name, method family by method family.
const DOCUMENTED: &[(Family, &[i64])] = &[
    (Family::Any, &[0, -10000, -90001, -90002, -90003, -90004, -90005]),
    (Family::Orders, &[-10001, -10002, -10003, -10004]),
    (Family::Claims, &[-10001, -10002, -10003]),
    (Family::OrderByNumber, &[-10001, -10002, -10003]),
    (Family::Cancel, &[-10001, -10002, -10003, -10004]),
    (Family::Confirm, &[-10001, -10004, -10005, -10010, -10100]),
    (
        Family::ConfirmBulk,
        &[
            -10001, -10004, -10005, -10006, -10007, -10010, -10011, -10012, -10013, -10014, -10015, -10016,
            -10017, -10018,
        ],
    ),
    (Family::Send, &[-10001, -10002, -10003, -10004, -10010]),
    (
        Family::SendBulk,
        &[
            -10001, -10002, -10003, -10004, -10005, -10006, -10007, -10010, -10011, -10101, -10102, -10103,
            -10104, -10105, -10106, -10107, -10108, -10109, -10111, -10112, -10113, -10114, -10115, -10116,
            -10117, -10118, -10119, -10120, -10121, -10122,
        ],
    ),
    (Family::AnyItem, &[-999, -990, -101]),
    (Family::ItemList, &[-10001]),
    (Family::ItemDetail, &[-10001, -10009]),
    (Family::ItemFile, &[-10005]),
    (Family::ItemStatus, &[-10002, -10003, -10004, -10005, -10006]),
    (Family::Quantity, &[-10001, -10101]),
    (Family::QuantityBulk, &[-1, -2]),
    (Family::Inventory, &[-10002]),
];

#[test]
fn every_documented_code_is_explained_once_and_no_other() {
    let wanted: Vec<(Family, i64)> =
        DOCUMENTED.iter().flat_map(|(family, codes)| codes.iter().map(|code| (*family, *code))).collect();
    let real: Vec<(Family, i64)> = known().collect();
    assert_eq!(real.iter().collect::<BTreeSet<_>>(), wanted.iter().collect::<BTreeSet<_>>());
    assert_eq!(real.len(), wanted.len(), "a code is explained twice");
}

#[test]
fn every_explanation_says_what_and_what_next_in_both_languages() {
    let is_japanese = |text: &str| text.chars().any(|c| ('\u{3040}'..='\u{9fff}').contains(&c));
    for (family, code) in known() {
        let found = explain(&[family], code).unwrap();
        for words in [found.meaning, found.next] {
            assert!(!words.en.is_empty() && !is_japanese(words.en), "{family:?} {code}: {}", words.en);
            assert!(is_japanese(words.ja), "{family:?} {code}: {}", words.ja);
            assert!(!words.en.ends_with('.') && !words.ja.ends_with('。'), "{family:?} {code}");
        }
    }
}

#[test]
fn the_same_number_means_what_its_method_says() {
    let meaning = |families: &[Family], code| explain(families, code).map(|found| found.meaning.en);
    assert_ne!(meaning(of_step("import"), -10001), meaning(of_step("push-shipments"), -10001));
    assert_eq!(meaning(of_step("push-stock"), -90004), meaning(&[], -90005), "codes of any method");
    assert_eq!(meaning(of_step("schedule-date"), -10103), None);
    let send = |code| meaning(of_step("push-shipments"), code).unwrap();
    assert!(send(-10109).contains("from China to Japan") && send(-10119).contains("Japan Post"));
    assert!(![send(-10109), send(-10119)].contains(&send(-10112)));
    for step in ["import", "sync-status", "schedule-date", "push-shipments", "push-stock", "listings pull"] {
        assert!(!of_step(step).is_empty(), "{step}");
    }
}
