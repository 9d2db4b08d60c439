use std::collections::BTreeSet;

use serde::Deserialize;

use super::*;
use crate::domain::time::parse_jst;

/// What a shop may begin with.
const EXAMPLES: &str = r#"
[[hold_rules]]
name = "wants to cancel"
action = "hold"
message_contains = ["キャンセル", "取り消し", "取消"]

[[hold_rules]]
name = "zip and address disagree"
action = "hold"
zip_not_in_prefecture = true

[[hold_rules]]
name = "gift"
action = "hold"
gift = true

[[hold_rules]]
name = "very large order"
action = "hold"
total_yen_from = 300000

[[hold_rules]]
name = "no phone"
action = "hold"
phone_missing = true
"#;

const GOOD: &str = include_str!("../../fixtures/addresses/good.txt");

#[derive(Deserialize)]
struct RuleList {
    hold_rules: Vec<HoldRule>,
}

fn rules(toml: &str) -> Vec<HoldRule> {
    toml::from_str::<RuleList>(toml).unwrap().hold_rules
}

fn rule(conditions: &str) -> HoldRule {
    toml::from_str(&format!("name = \"見本\"\naction = \"warn\"\n{conditions}")).unwrap()
}

fn at(text: &str) -> Jst {
    parse_jst(text).unwrap()
}

fn ordinary() -> OrderToJudge<'static> {
    OrderToJudge {
        pack_no: PackNo::new(412_345_678).unwrap(),
        message: Some("置き配でお願いします"),
        gift: None,
        total_yen: 2980,
        pieces: 2,
        receiver_name: Some("見本 花子"),
        receiver_tel: Some("+81-3-0000-0001"),
        receiver_mobile: None,
        receiver_zip: Some("530-0001"),
        receiver_address: Some("大阪府大阪市北区梅田1-2-3"),
        skus: vec!["CUP-RED", "SET-01-L"],
        ordered_at: at("2026-07-01T10:00:00+09:00"),
        others: vec![],
    }
}

/// An ordinary order with one thing changed.
fn with(change: impl FnOnce(&mut OrderToJudge<'static>)) -> OrderToJudge<'static> {
    let mut order = ordinary();
    change(&mut order);
    order
}

fn matches(conditions: &str, order: &OrderToJudge<'_>) -> bool {
    !match_rules(&[rule(conditions)], order, None).is_empty()
}

fn names<'r>(rules: &'r [HoldRule], order: &OrderToJudge<'_>) -> Vec<&'r str> {
    match_rules(rules, order, None).into_iter().map(|rule| rule.name.as_str()).collect()
}

#[test]
fn messages_gifts_and_amounts_are_judged() {
    let message = |text| with(|order| order.message = text);
    for (words, text, wanted) in [
        (r#"["キャンセル"]"#, Some("至急キャンセルしてください"), true),
        (r#"["キャンセル"]"#, Some("至急ｷｬﾝｾﾙして"), true),
        (r#"["取消", "CANCEL"]"#, Some("Ｃａｎｃｅｌ please"), true),
        (r#"["キャンセル"]"#, Some("キ ャ ン　セ\nル"), true),
        (r#"["ｷｬﾝ ｾﾙ"]"#, Some("ｷ\u{200b}ｬﾝｾﾙ"), true),
        (r#"["カー"]"#, Some("カード"), true),
        (r#"["キャンセル"]"#, Some("置き配で"), false),
        (r#"["キャンセル"]"#, None, false),
        (r#"["", " "]"#, Some("置き配で"), false),
        (r#"["'", "\u200b"]"#, Some("置き配で"), false),
    ] {
        assert_eq!(
            matches(&format!("message_contains = {words}"), &message(text)),
            wanted,
            "{words} {text:?}"
        );
    }
    let gift = |text| with(|order| order.gift = text);
    for (text, is_gift) in [(Some("のし:御中元"), true), (Some(" \u{3000}"), false), (None, false)] {
        assert_eq!(matches("gift = true", &gift(text)), is_gift, "{text:?}");
        assert_eq!(matches("gift = false", &gift(text)), !is_gift, "{text:?}");
    }
    for (conditions, wanted) in [
        ("total_yen_from = 2980", true),
        ("total_yen_from = 2981", false),
        ("qty_from = 2", true),
        ("qty_from = 3", false),
    ] {
        assert_eq!(matches(conditions, &ordinary()), wanted, "{conditions}");
    }
}

#[test]
fn a_phone_is_missing_when_neither_has_a_number() {
    for (tel, mobile, is_missing) in [
        (None, None, true),
        (Some(""), Some(" "), true),
        (Some("+81-"), Some("-"), true),
        (Some("000-0000-0000"), None, true),
        (Some("０３－００００－０００１"), None, false),
        (None, Some("+81-90-0000-0001"), false),
        (Some("-"), Some("090-0000-0001"), false),
    ] {
        let order = with(|order| (order.receiver_tel, order.receiver_mobile) = (tel, mobile));
        assert_eq!(matches("phone_missing = true", &order), is_missing, "{tel:?} {mobile:?}");
        assert_eq!(matches("phone_missing = false", &order), !is_missing, "{tel:?} {mobile:?}");
    }
}

#[test]
fn addresses_and_zips_are_judged_and_the_unknown_never_matches() {
    let order = |zip, address| with(|order| (order.receiver_zip, order.receiver_address) = (zip, address));
    for (conditions, zip, address, wanted) in [
        ("address_without_number = true", None, Some("大阪市北区梅田"), true),
        ("address_without_number = true", None, Some("大阪市北区梅田1"), false),
        ("address_without_number = false", None, Some("大阪市北区梅田1"), true),
        ("address_without_number = true", None, None, false),
        ("address_without_number = true", None, Some(" "), false),
        ("address_without_number = false", None, None, false),
        ("zip_not_in_prefecture = true", Some("905-0401"), Some("大阪市北区梅田1"), true),
        ("zip_not_in_prefecture = true", Some("530-0001"), Some("大阪市北区梅田1"), false),
        ("zip_not_in_prefecture = false", Some("530-0001"), Some("大阪市北区梅田1"), true),
        ("zip_not_in_prefecture = true", None, Some("大阪市北区梅田1"), false),
        ("zip_not_in_prefecture = false", None, Some("大阪市北区梅田1"), false),
        ("zip_not_in_prefecture = true", Some("905-0401"), None, false),
        ("zip_not_in_prefecture = true", Some("905-0401"), Some("見本町1"), false),
        (r#"prefectures = ["沖縄県", "北海道"]"#, None, Some("沖縄県那覇市見本1"), true),
        (r#"prefectures = ["沖縄"]"#, Some("905-0401"), Some("見本町1"), true),
        (r#"prefectures = ["愛知県"]"#, Some("498-0000"), Some("見本町1"), false),
        (r#"prefectures = ["沖縄県"]"#, Some("905-0401"), Some("大阪市北区梅田1"), false),
        (r#"prefectures = ["沖縄県"]"#, None, None, false),
        (r#"zip_prefixes = ["100-", "９０５-０"]"#, Some("〒905-0401"), None, true),
        (r#"zip_prefixes = ["906"]"#, Some("905-0401"), None, false),
        (r#"zip_prefixes = ["905"]"#, Some("905"), None, false),
        (r#"zip_prefixes = ["905"]"#, None, None, false),
    ] {
        assert_eq!(matches(conditions, &order(zip, address)), wanted, "{conditions} {zip:?} {address:?}");
    }
}

#[test]
fn the_shops_zip_file_finds_what_regions_cannot() {
    let file: ZipFile =
        "27127,530,5300001,a,b,c,大阪府,大阪市北区,梅田\n27102,534,5340001,a,b,c,大阪府,大阪市都島区,見本\n"
            .parse()
            .unwrap();
    let judged = |zip, address, zips| {
        let order = with(|order| (order.receiver_zip, order.receiver_address) = (Some(zip), Some(address)));
        !match_rules(&[rule("zip_not_in_prefecture = true")], &order, zips).is_empty()
    };
    assert!(!judged("530-0001", "大阪市都島区見本1", None));
    assert!(judged("530-0001", "大阪市都島区見本1", Some(&file)));
    assert!(!judged("530-0001", "大阪市北区見本1", Some(&file)));
    assert!(judged("905-0401", "大阪市北区見本1", Some(&file)), "not in the file");
}

#[test]
fn skus_fit_whole_or_by_star() {
    for (pattern, wanted) in [
        ("CUP-RED", true),
        ("ＣＵＰ－ＲＥＤ", true),
        ("CUP*", true),
        ("CUP-RED*", true),
        ("SET*L", true),
        ("SET-*-*", true),
        ("S*0*L", true),
        ("*", true),
        ("CUP", false),
        ("cup-red", false),
        ("SET*M", false),
        ("S*1*0*L", false),
        ("CUP-RED*RED", false),
        ("", false),
    ] {
        assert_eq!(matches(&format!("skus = [\"XX\", \"{pattern}\"]"), &ordinary()), wanted, "{pattern}");
    }
    assert!(!matches("skus = [\"*\"]", &with(|order| order.skus.clear())));
}

#[test]
fn an_earlier_order_of_the_same_receiver_counts_within_its_hours() {
    let other = |name, address, text| {
        let others =
            vec![OtherOrder { receiver_name: name, receiver_address: address, ordered_at: at(text) }];
        with(|order| order.others = others)
    };
    let (name, address) = (Some("見本花子"), Some("大阪府 大阪市北区梅田１ー２－３"));
    for (name, address, text, wanted) in [
        (name, address, "2026-06-30T10:00:00+09:00", true),
        (name, address, "2026-07-01T09:59:59+09:00", true),
        (name, address, "2026-06-30T09:59:59+09:00", false),
        (name, address, "2026-07-01T10:00:00+09:00", false),
        (name, address, "2026-07-01T11:00:00+09:00", false),
        (Some("架空 太郎"), address, "2026-07-01T09:00:00+09:00", false),
        (name, Some("大阪市北区梅田1-2-4"), "2026-07-01T09:00:00+09:00", false),
        (None, address, "2026-07-01T09:00:00+09:00", false),
        (name, None, "2026-07-01T09:00:00+09:00", false),
    ] {
        let judged = matches("same_receiver_within_hours = 24", &other(name, address, text));
        assert_eq!(judged, wanted, "{name:?} {address:?} {text}");
    }
    assert!(!matches("same_receiver_within_hours = 24", &ordinary()));
    let others = vec![OtherOrder {
        receiver_name: None,
        receiver_address: None,
        ordered_at: at("2026-07-01T09:00:00+09:00"),
    }];
    let blank =
        with(|order| (order.receiver_name, order.receiver_address, order.others) = (None, None, others));
    assert!(!matches("same_receiver_within_hours = 24", &blank), "two unknown receivers are not the same");
}

/// Every condition, and what makes an ordinary order fail it alone.
#[test]
fn all_conditions_of_a_rule_must_hold() {
    const ALL: &str = r#"message_contains = ["急ぎ"]
gift = true
total_yen_from = 10000
qty_from = 5
phone_missing = true
address_without_number = true
zip_not_in_prefecture = true
prefectures = ["大阪府"]
zip_prefixes = ["905"]
skus = ["CUP*"]
same_receiver_within_hours = 2
"#;
    let address = Some("大阪市北区梅田");
    let earlier = OtherOrder {
        receiver_name: Some("見本花子"),
        receiver_address: address,
        ordered_at: at("2026-07-01T09:00:00+09:00"),
    };
    let order = OrderToJudge {
        pack_no: PackNo::new(412_345_678).unwrap(),
        message: Some("お急ぎで"),
        gift: Some("のし"),
        total_yen: 10000,
        pieces: 5,
        receiver_name: Some("見本 花子"),
        receiver_tel: None,
        receiver_mobile: None,
        receiver_zip: Some("905-0401"),
        receiver_address: address,
        skus: vec!["CUP-RED"],
        ordered_at: at("2026-07-01T10:00:00+09:00"),
        others: vec![earlier],
    };
    assert!(matches(ALL, &order));
    let fails = |change: &dyn Fn(&mut OrderToJudge<'_>)| {
        let mut changed = order.clone();
        change(&mut changed);
        assert!(!matches(ALL, &changed), "{changed:?}");
    };
    fails(&|order| order.message = None);
    fails(&|order| order.gift = None);
    fails(&|order| order.total_yen -= 1);
    fails(&|order| order.pieces -= 1);
    fails(&|order| order.receiver_mobile = Some("090-0000-0001"));
    fails(&|order| order.receiver_address = Some("大阪市北区梅田1"));
    fails(&|order| order.receiver_zip = Some("530-0001"));
    fails(&|order| order.receiver_zip = Some("900-0001"));
    fails(&|order| order.receiver_address = Some("京都市北区見本"));
    fails(&|order| order.skus = vec!["SET"]);
    fails(&|order| order.others.clear());
    // And each line of the rule is read: without it, the order that failed it alone matches again.
    assert_eq!(ALL.lines().count(), 11);
    for line in ALL.lines() {
        assert_ne!(rule(line).conditions, RuleConditions::default(), "{line}");
        assert!(matches(line, &order), "{line}");
    }
}

#[test]
fn a_rule_is_read_whole_or_not_at_all() {
    assert!(!matches("", &ordinary()), "no condition");
    assert!(!matches("prefectures = []\nskus = []", &ordinary()), "no condition");
    for wrong in [
        "giftt = true",
        "prefectures = [\"大坂府\"]",
        "zip_prefixes = [\"沖縄\"]",
        "total_yen_from = \"many\"",
        "action = \"stop\"",
    ] {
        let text = format!("name = \"見本\"\n{wrong}\n");
        let action = if wrong.starts_with("action") { "" } else { "action = \"hold\"\n" };
        assert!(toml::from_str::<HoldRule>(&format!("{text}{action}")).is_err(), "{wrong}");
    }
    let two =
        rules(&format!("{EXAMPLES}\n[[hold_rules]]\nname = \"all\"\naction = \"warn\"\nqty_from = 1\n"));
    let order = with(|order| (order.gift, order.total_yen) = (Some("のし"), 300_000));
    assert_eq!(names(&two, &order), ["gift", "very large order", "all"], "in their order");
    assert_eq!((two[0].action, two[5].action), (RuleAction::Hold, RuleAction::Warn));
}

#[test]
fn the_five_doubtful_orders_are_caught_by_the_examples() {
    let rules = rules(EXAMPLES);
    assert_eq!(names(&rules, &ordinary()), [""; 0]);
    for (order, wanted) in [
        (with(|order| order.message = Some("至急キャンセルしてください")), "wants to cancel"),
        (
            with(|order| {
                (order.receiver_zip, order.receiver_address) = (Some("905-0401"), Some("大阪市北区見本町"));
            }),
            "zip and address disagree",
        ),
        (with(|order| order.gift = Some("のし:御中元")), "gift"),
        (with(|order| order.total_yen = 19_780_200), "very large order"),
        (with(|order| order.receiver_tel = None), "no phone"),
    ] {
        assert_eq!(names(&rules, &order), [wanted]);
    }
    let order = with(|order| order.receiver_address = Some("大阪市北区見本町"));
    assert!(matches("address_without_number = true", &order));
}

/// Numbers that look like chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::try_from(self.below(all.len() as u64)).unwrap()]
    }
}

#[test]
fn hardly_an_ordinary_order_is_held() {
    const MESSAGES: [Option<&str>; 8] = [
        None,
        None,
        Some(""),
        Some("置き配でお願いします"),
        Some("不在の場合は宅配ボックスへ"),
        Some("平日の午前中を希望します。よろしくお願いします。"),
        Some("プレゼントなので納品書は入れないでください"),
        Some("楽しみにしています！"),
    ];
    let places: Vec<(&str, &str)> = GOOD
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once('\t').unwrap())
        .collect();
    let mut rules = rules(EXAMPLES);
    rules.push(rule("address_without_number = true"));
    let mut dice = Dice(20);
    let (mut held, mut seen) = (Vec::new(), BTreeSet::new());
    for n in 0..1_000 {
        let (zip, place) = dice.one_of(&places);
        let mut digit = |c: char| match c {
            '0'..='9' => char::from_digit(1 + u32::try_from(dice.below(9)).unwrap(), 10).unwrap(),
            '０'..='９' => {
                "１２３４５６７８９".chars().nth(usize::try_from(dice.below(9)).unwrap()).unwrap()
            }
            c => c,
        };
        let address: String = place.chars().map(&mut digit).collect();
        let phone = format!("090-0000-{:04}", dice.below(9_999) + 1);
        let has_tel = dice.below(3) == 0;
        let order = OrderToJudge {
            message: dice.one_of(&MESSAGES),
            // A few are gifts: those are held, as the shop wishes.
            gift: (n % 250 == 0).then_some("のし:内祝"),
            total_yen: i64::try_from(800 + dice.below(30_000)).unwrap(),
            pieces: i64::try_from(1 + dice.below(5)).unwrap(),
            receiver_tel: has_tel.then_some(phone.as_str()),
            receiver_mobile: (!has_tel).then_some(phone.as_str()),
            receiver_zip: Some(zip),
            receiver_address: Some(&address),
            ..ordinary()
        };
        held.extend(names(&rules, &order).into_iter().map(|rule| (rule.to_owned(), address.clone())));
        seen.insert((zip, address));
    }
    assert!(seen.len() > 700, "{}", seen.len());
    assert!(held.len() < 10 && held.iter().all(|(rule, _)| rule == "gift"), "{held:#?}");
}

fn state(status: Status, holds: &[HoldReason]) -> OrderState {
    OrderState {
        status,
        payment_status: crate::domain::order::PaymentStatus::Paid,
        api_status: crate::domain::order::ApiStatus::AwaitingPrint,
        hold_reasons: holds.iter().copied().collect(),
    }
}

#[test]
fn imp_24_judged_again_a_rule_lets_go_or_holds_and_what_staff_released_stays_free() {
    use HoldReason::{Manual, Rule};
    use Status::{Backordered, OnHold, Preparing, Ready};
    let warn = "[[hold_rules]]\nname = \"w\"\naction = \"warn\"\nqty_from = 1\n";
    let rules = HoldRules { rules: rules(&format!("{EXAMPLES}{warn}")), zips: None };
    let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    for (was, known, holds, wanted) in [
        (state(Ready, &[]), &[][..], &[][..], None),
        (state(Ready, &[]), &[], &["gift"], Some((state(OnHold, &[Rule]), list(&["gift"])))),
        (state(OnHold, &[Rule]), &["gift"], &["gift"], None),
        (state(OnHold, &[Rule]), &["gift"], &[], Some((state(Ready, &[]), list(&[])))),
        (state(OnHold, &[Manual, Rule]), &["gift"], &[], Some((state(OnHold, &[Manual]), list(&[])))),
        (
            state(OnHold, &[Rule]),
            &["no phone", "gift"],
            &["gift", "very large order"],
            Some((state(OnHold, &[Rule]), list(&["gift", "very large order"]))),
        ),
        // The file has this rule no more, or it only warns by now.
        (state(OnHold, &[Rule]), &["old"], &[], None),
        (state(OnHold, &[Rule]), &["w"], &[], None),
        // Staff let it go.
        (state(Ready, &[]), &["gift"], &["gift"], None),
        (state(OnHold, &[Manual]), &["gift"], &["gift", "no phone"], None),
        // It has gone further.
        (state(Preparing, &[]), &[], &["gift"], None),
        (state(Backordered, &[]), &[], &["gift"], None),
    ] {
        let verdict = RuleVerdict { holds: list(holds), warns: list(&["w"]) };
        let change = judge_again(&rules, &was, &list(known), &verdict);
        let change = change.map(|change| (change.next, change.rules));
        assert_eq!(change, wanted, "{was:?} {known:?} {holds:?}");
    }
}
