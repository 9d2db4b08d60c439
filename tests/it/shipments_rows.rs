//! `shipments load`: a bad row is reported as file:line: reason, and the good ones go in. What makes a
//! number, a row
//! or an order bad: `domain::tracking`, `desk::csv_file`, `desk::shipments`, `domain::status_machine`.

use std::path::PathBuf;

use crate::support::{CODE, Run, Shop, carts, code, row};

const HEADER: &str = "order,carrier,tracking,shipped_on\n";

/// The line on stderr that begins with this place.
fn reason(run: &Run, place: &str) -> String {
    let line = run.stderr.lines().find(|line| line.contains(place));
    let line = line.unwrap_or_else(|| panic!("{place} is not reported\n{run:#?}"));
    let reason = line.split_once(place).unwrap().1.trim().to_owned();
    assert!(!reason.is_empty(), "{line}");
    reason
}

#[test]
fn every_bad_row_is_reported_by_its_line_and_the_good_ones_go_in() {
    let name = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/input/shipments-refused-rows.csv");
    let shop = Shop::imported(carts(3));
    let run = shop.load("bad.csv", &std::fs::read(name).unwrap(), &[], 3);
    for line in 3..=9 {
        reason(&run, &format!("bad.csv:{line}:"));
    }
    for line in [1, 2, 10] {
        assert!(!run.stderr.contains(&format!("bad.csv:{line}:")), "{run:#?}");
    }
    assert!(reason(&run, "bad.csv:3:").contains("499999999"), "{run:#?}");
    assert_eq!(shop.show(CODE)["status"], "shipped");
    assert_eq!(shop.show(&code(1))["status"], "ready");
    assert_eq!(shop.show(&code(2))["status"], "shipped");
    assert_eq!(shop.shipment(&code(2)).2, "2026-07-01", "an empty date is today");
}

#[test]
fn a_file_corrects_a_number_until_qoo10_has_been_told() {
    let shop = Shop::imported(carts(1));
    shop.print_and_ship(CODE, "405548424886");
    let load = |number: &str, exit| {
        let file = format!("{HEADER}{CODE},佐川急便,{number},2026-07-01\n");
        shop.load("a.csv", file.as_bytes(), &[], exit)
    };
    load("123456789013", 0);
    assert_eq!(shop.shipment(CODE).1, ["123456789013"]);
    shop.push();
    reason(&load("405548424886", 3), "a.csv:2:");
    assert_eq!(shop.shipment(CODE).1, ["123456789013"]);
}

#[test]
fn split_orders_by_their_own_codes() {
    let shop = Shop::imported(vec![row(), row().no(2).carrier("ゆうパック")]);
    let file = format!(
        "{HEADER}{CODE}-1,佐川急便,405548424886,2026-07-01\n{CODE}-2,ゆうパック,512547514334,2026-07-01\n\
         {CODE},佐川急便,405548424886,2026-07-01\n"
    );
    shop.load("a.csv", file.as_bytes(), &[], 3).says(&["a.csv:4:"]);
    assert_eq!(shop.shipment(&format!("{CODE}-2")).1, ["512547514334"]);
}
