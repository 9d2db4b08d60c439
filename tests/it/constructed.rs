//! The constructed replies in `fixtures/`: complete, invented, described, and imported as they say.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::support::{Item, LIST, Reply, Request, Shop, V3_KEYS};

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn read(name: &str) -> String {
    fs::read_to_string(fixtures().join("qoo10/GetShippingInfo_v3").join(format!("{name}.json"))).unwrap()
}

/// A shop whose list of this status is the fixture, word for word.
fn shop(name: &str, status: &'static str) -> Shop {
    let shop = Shop::new();
    let asked =
        move |r: &Request| r.method == LIST && ["0", status].contains(&r.params["ShippingStatus"].as_str());
    shop.fake.fault_when(asked, usize::MAX, Reply::json(&read(name)));
    shop
}

#[test]
fn every_fixture_is_imported_as_it_says() {
    for (name, status, code, counts, orders) in [
        ("two_carts", "2", 0, [2, 2, 0, 0], &["412345678", "412345679"][..]),
        ("split_cart", "2", 0, [3, 3, 0, 0], &["412345678-1", "412345678-2"]),
        ("unpaid", "1", 0, [2, 2, 0, 0], &["412345678", "412345679"]),
        ("addon", "2", 0, [1, 1, 0, 0], &["412345678"]),
        ("move", "2", 0, [1, 1, 0, 0], &["412345678"]),
        ("outside_cp932", "2", 0, [1, 1, 0, 0], &["412345678"]),
        ("quoted", "2", 0, [1, 1, 0, 0], &["412345678"]),
        ("broken_rows", "2", 3, [5, 1, 0, 4], &["2"]),
        ("empty_null", "2", 0, [0, 0, 0, 0], &[]),
        ("empty_list", "2", 0, [0, 0, 0, 0], &[]),
        ("empty_text", "2", 0, [0, 0, 0, 0], &[]),
    ] {
        let shop = shop(name, status);
        let report = shop.import_with(&[], code);
        assert_eq!(report.counts(), counts, "{name}: {report:#?}");
        assert_eq!(shop.codes(), orders, "{name}");
    }
}

#[test]
fn addon_and_move_fixtures_say_what_they_show() {
    let shop_of_addons = shop("addon", "2");
    shop_of_addons.fake.model(|m| {
        m.items.insert(
            "812345678".into(),
            Item::new("TS-001", 1).option("色", "ホワイト", "-W").addon("名入れ", "あり", 300, "N"),
        );
    });
    shop_of_addons.import();
    assert_eq!(shop_of_addons.show("412345678")["lines"][0]["addon_options"], "名入れ:あり(+300円)");
    let shop_of_moves = shop("move", "2");
    shop_of_moves.import();
    let line = shop_of_moves.show("412345678")["lines"][0].clone();
    assert_eq!((&line["name"], &line["sku"]), (&"見本ワンピース blue / L".into(), &"MV-001-B-L".into()));
}

#[test]
fn rows_have_all_documented_keys_in_their_order() {
    for name in ["two_carts", "split_cart", "unpaid", "addon", "move", "outside_cp932", "quoted"] {
        let reply: Value = serde_json::from_str(&read(name)).unwrap();
        for row in reply["ResultObject"].as_array().unwrap() {
            let keys: Vec<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(keys, V3_KEYS, "{name}");
        }
    }
}

#[test]
fn every_fixture_is_described() {
    let readme = fs::read_to_string(fixtures().join("README.md")).unwrap();
    for entry in fs::read_dir(fixtures().join("qoo10/GetShippingInfo_v3")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(readme.contains(&format!("`{name}`")), "{name} is not in fixtures/README.md");
    }
}
