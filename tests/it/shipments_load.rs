//! `shipments load`: every form of file that a warehouse may write.

use std::path::PathBuf;

use crate::support::{CODE, Shop, carts, code};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/input").join(name)).unwrap()
}

/// The three shipments that all good fixtures hold.
fn is_loaded(shop: &Shop, case: &str) {
    let (day, text) = ("2026-07-01".to_owned(), |t: &str| t.to_owned());
    assert_eq!(shop.shipment(CODE), (text("佐川急便"), vec![text("405548424886")], day.clone()), "{case}");
    let (carrier, numbers, on) = shop.shipment(&code(1));
    let digits: Vec<String> = numbers.iter().map(|n| n.replace('-', "")).collect();
    assert_eq!(
        (carrier, digits, on),
        (text("ヤマト宅急便"), vec![text("444413758703")], day.clone()),
        "{case}"
    );
    let both = vec![text("512547514334"), text("13112383852")];
    assert_eq!(shop.shipment(&code(2)), (text("ゆうパック"), both, day), "{case}");
    for n in 0..3 {
        assert_eq!(shop.show(&code(n))["status"], "shipped", "{case}");
    }
}

#[test]
fn every_encoding_header_and_order_of_columns() {
    for name in ["shipments-three-cp932.csv", "shipments-three-utf8-bom.csv", "shipments-three-utf8.csv"] {
        let shop = Shop::imported(carts(3));
        shop.load(name, &fixture(name), &[], 0);
        is_loaded(&shop, name);
    }
}

#[test]
fn every_fixture_is_described() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let described = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let readme = described("README.md") + &described("input/README.md");
    for entry in std::fs::read_dir(root.join("input")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let is_described = name == "README.md" || readme.contains(&format!("`{name}`"));
        assert!(is_described, "{name} is in no README.md of fixtures/");
    }
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let shop = Shop::imported(carts(3));
    let bytes = fixture("shipments-three-cp932.csv");
    shop.load("a.csv", &bytes, &[], 0);
    let before: Vec<_> = (0..3).map(|n| shop.show(&code(n))).collect();
    shop.load("a.csv", &bytes, &[], 0);
    assert_eq!((0..3).map(|n| shop.show(&code(n))).collect::<Vec<_>>(), before, "history and all");
}

#[test]
fn the_same_file_again_after_qoo10_has_been_told_changes_nothing() {
    let shop = Shop::imported(carts(3));
    let bytes = fixture("shipments-three-utf8.csv");
    shop.load("a.csv", &bytes, &[], 0);
    for n in 0..3 {
        shop.run(&["orders", "set", &code(n), "--api-status", "shipped"]).expect(0);
    }
    let before = shop.everything();
    shop.load("a.csv", &bytes, &[], 0);
    assert_eq!(shop.everything(), before);
}

#[test]
fn dry_run_changes_nothing() {
    let shop = Shop::imported(carts(3));
    let before = (shop.everything(), std::fs::read(shop.path("demo.db")).unwrap());
    shop.load("a.csv", &fixture("shipments-three-cp932.csv"), &["--dry-run"], 0);
    assert_eq!(shop.everything(), before.0);
    assert!(std::fs::read(shop.path("demo.db")).unwrap() == before.1, "the state file has changed");
    shop.load("b.csv", &fixture("shipments-refused-rows.csv"), &["--dry-run"], 3).says(&["b.csv:3:"]);
    assert_eq!(shop.everything(), before.0);
}

#[test]
fn dates_and_several_numbers_in_their_forms() {
    let shop = Shop::imported(carts(5));
    let both = ["405548424886", "123456789013"];
    let rows = [
        ("405548424886", "2026-06-30", &both[..1], "2026-06-30"),
        ("405548424886;123456789013", "2026/6/30", &both, "2026-06-30"),
        ("\"405548424886,123456789013\"", "2026/06/30", &both, "2026-06-30"),
        ("405548424886; 123456789013", "", &both, "2026-07-01"),
        ("123456789013", " ", &both[1..], "2026-07-01"),
    ];
    let mut file = "order,carrier,tracking,shipped_on\n".to_owned();
    for (n, (tracking, date, ..)) in (0..).zip(rows) {
        file += &format!("{},佐川急便,{tracking},{date}\n", code(n));
    }
    shop.load("a.csv", file.as_bytes(), &[], 0);
    for (n, (tracking, date, numbers, on)) in (0..).zip(rows) {
        let numbers = numbers.iter().map(|number| (*number).to_owned()).collect();
        assert_eq!(
            shop.shipment(&code(n)),
            ("佐川急便".to_owned(), numbers, on.to_owned()),
            "{tracking} {date}"
        );
    }
}

#[test]
fn headers_in_any_order_with_more_columns_that_are_ignored() {
    let shop = Shop::imported(carts(1));
    let file = "備考,\"送り状番号\",\"出荷日\",\"配送会社\",\"注文\",,\r\n\
                \"二行の\n備考\",405548424886,2026/7/1,佐川急便,412345678,,";
    shop.load("a.csv", file.as_bytes(), &[], 0);
    let wanted = ("佐川急便".to_owned(), vec!["405548424886".to_owned()], "2026-07-01".to_owned());
    assert_eq!(shop.shipment(CODE), wanted);
}

#[test]
fn a_file_without_a_usable_header_is_a_usage_error() {
    let shop = Shop::imported(carts(1));
    let before = shop.everything();
    shop.load("a.csv", &fixture("shipments-headless.csv"), &[], 2).says(&["a.csv"]);
    shop.load("a.csv", b"", &[], 2);
    shop.load("a.csv", b"order,carrier\n412345678,x\n", &[], 2);
    shop.load("a.csv", b"foo,bar,baz\n1,2,3\n", &[], 2);
    assert_eq!(shop.everything(), before);
}

#[test]
fn a_header_alone_is_nothing_to_do() {
    let shop = Shop::imported(carts(1));
    shop.load("a.csv", "注文,配送会社,送り状番号,出荷日\r\n".as_bytes(), &[], 0);
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let shop = Shop::imported(carts(1));
    let run = shop.run(&["shipments", "load", "missing.csv"]);
    assert!(matches!(run.code, 1 | 2), "{run:#?}");
    run.says(&["missing.csv"]);
}
