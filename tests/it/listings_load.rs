//! listings load: mappings made by hand.

use serde_json::Value;

use crate::support::{Goods, MOVING, PLAIN, Shop, TWO_AXES, plain_code};

#[test]
fn a_mapping_made_by_hand_decides_which_stock_is_sent() {
    let shop = Shop::of_every_kind();
    shop.load_listings(&[[PLAIN, "P-1", "", "BOX-1"], [TWO_AXES, "T-1", "-WM", "BOX-1"]]).expect(0);
    shop.stock(&[("P-1", 3), ("T-1-WM", 4), ("BOX-1", 5)]);
    let report = shop.push_stock();
    assert_eq!(report.skus("sent"), ["BOX-1", "BOX-1"]);
    assert_eq!((shop.shown_qty(PLAIN), shop.shown_qty(&format!("{TWO_AXES}/白/M"))), (5, 5));
}

#[test]
fn a_listing_that_is_mapped_anew_gets_the_stock_of_its_new_sku() {
    let shop = Shop::of_every_kind();
    shop.stock(&[("P-1", 3), ("BOX-1", 5)]);
    shop.push_stock();
    shop.load_listings(&[[PLAIN, "P-1", "", "BOX-1"]]).expect(0);
    shop.push_stock();
    assert_eq!(shop.shown_qty(PLAIN), 5);
    shop.wrote();
    shop.push_nothing("mapped anew");
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let shop = Shop::of_every_kind();
    let rows = [[PLAIN, "P-1", "", "BOX-1"], [MOVING, "M-1", "-RM", "BOX-2"]];
    shop.load_listings(&rows).expect(0);
    shop.stock(&[("BOX-1", 5)]);
    shop.push_stock();
    let before = shop.listings();
    shop.load_listings(&rows).expect(0);
    assert_eq!(shop.listings(), before);
    shop.wrote();
    shop.push_nothing("the same mapping");
}

#[test]
fn dry_run_of_a_load_changes_nothing() {
    let shop = Shop::of_every_kind();
    shop.load_listings(&[[PLAIN, "P-1", "", "P-1"]]).expect(0);
    let before = shop.listings();
    std::fs::write(
        shop.path("map.csv"),
        format!("item_code,seller_code,option_code,sku\n{PLAIN},P-1,,BOX-1\n"),
    )
    .unwrap();
    shop.run(&["listings", "load", "map.csv", "--dry-run"]).expect(0);
    assert_eq!(shop.listings(), before);
    shop.run(&["listings", "load", "map.csv"]).expect(0);
    assert_eq!(shop.listing(PLAIN, "")["sku"], "BOX-1");
}

#[test]
fn a_bad_row_is_named_and_the_others_are_taken() {
    let shop = Shop::of_every_kind();
    let rows = [[PLAIN, "P-1", "", "BOX-1"], ["", "", "", "BOX-2"], [MOVING, "M-1", "-RM", "BOX-3"]];
    let run = shop.load_listings(&rows).expect(3);
    assert!(run.all().contains("map.csv:3"), "{run:#?}");
    assert_eq!(shop.listing(PLAIN, "")["sku"], "BOX-1");
    assert_eq!(shop.listing(MOVING, "-RM")["sku"], "BOX-3");
}

#[test]
fn a_file_without_the_header_is_a_usage_error() {
    let shop = Shop::of_every_kind();
    let before = shop.listings();
    std::fs::write(shop.path("map.csv"), "a,b,c\n1,2,3\n").unwrap();
    shop.run(&["listings", "load", "map.csv"]).expect(2);
    shop.run(&["listings", "load", "no-such-file.csv"]);
    assert_eq!(shop.listings(), before);
}

#[test]
fn an_item_whose_codes_gave_no_sku_can_be_mapped_by_hand() {
    let goods = Goods::options("T-1").option(&[("色", "白")], "-W").option(&[("色", "黒")], "");
    let shop = Shop::selling(vec![(TWO_AXES, goods)]);
    shop.pull();
    assert_eq!(shop.listing(TWO_AXES, "")["sku"], Value::Null);
    let run = shop.load_listings(&[[TWO_AXES, "T-1", "-W", "BOX-1"]]).expect(0);
    assert_eq!(shop.listing(TWO_AXES, "-W")["sku"], "BOX-1", "{run:#?}");
}

#[test]
fn many_listings_of_one_sku_are_all_sent() {
    let shop = Shop::of_plains(20);
    let codes: Vec<String> = (0..20).map(plain_code).collect();
    let skus: Vec<String> = (0..20).map(|n| format!("P-{n}")).collect();
    let rows: Vec<[&str; 4]> = codes.iter().zip(&skus).map(|(c, s)| [c.as_str(), s, "", "ONE"]).collect();
    shop.load_listings(&rows).expect(0);
    shop.stock(&[("ONE", 3)]);
    assert_eq!(shop.push_stock().count("sent"), 20);
    assert!(shop.quantities().values().all(|qty| *qty == 3));
    shop.wrote();
    shop.push_nothing("one SKU");
}

#[test]
fn staff_read_what_is_unmapped_and_what_is_not_on_sale() {
    let shop =
        Shop::selling(vec![(PLAIN, Goods::plain("P-1").status("S1")), ("100000007", Goods::plain("品"))]);
    shop.pull();
    for lang in ["en", "ja"] {
        let said = shop.run(&["listings", "list", "--lang", lang]).expect(0).stdout;
        assert!(said.contains(PLAIN) && said.contains("100000007"), "{said}");
    }
}
