//! `shipments load`: a bad row is reported as file:line: reason, and the good ones go in.

use std::path::PathBuf;

use crate::support::{CODE, Run, Shop, carts, code, row, valid_number};

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
fn orders_that_cannot_be_shipped_are_refused_rows() {
    for status in ["on_hold", "backordered", "cancelled"] {
        let shop = Shop::imported(carts(2));
        shop.force(CODE, status, "paid");
        let good = code(1);
        let file = format!(
            "{HEADER}{CODE},佐川急便,405548424886,2026-07-01\n{good},佐川急便,123456789013,2026-07-01\n"
        );
        let run = shop.load("a.csv", file.as_bytes(), &[], 3);
        assert!(reason(&run, "a.csv:2:").contains(CODE), "{run:#?}");
        assert_eq!(shop.show(CODE)["status"], status);
        assert_eq!(shop.show(&good)["status"], "shipped");
    }
}

#[test]
fn a_different_number_after_qoo10_has_been_told_is_refused() {
    let shop = Shop::imported(carts(1));
    shop.print_and_ship(CODE, "405548424886");
    shop.push();
    let file = format!("{HEADER}{CODE},佐川急便,123456789013,2026-07-01\n");
    reason(&shop.load("a.csv", file.as_bytes(), &[], 3), "a.csv:2:");
    assert_eq!(shop.shipment(CODE).1, ["405548424886"]);
}

#[test]
fn a_number_is_corrected_while_qoo10_has_not_been_told() {
    let shop = Shop::imported(carts(1));
    shop.ship(CODE, "405548424886");
    let file = format!("{HEADER}{CODE},佐川急便,123456789013,2026-07-01\n");
    shop.load("a.csv", file.as_bytes(), &[], 0);
    assert_eq!(shop.shipment(CODE).1, ["123456789013"]);
}

#[test]
fn lines_are_those_of_the_file_behind_a_cell_of_two_lines() {
    let shop = Shop::imported(carts(2));
    let file = format!(
        "note,{HEADER}\"二行の\n備考\",{CODE},佐川急便,405548424886,2026-07-01\nx,499999999,佐川急便,123456789013,2026-07-01\n"
    );
    reason(&shop.load("a.csv", file.as_bytes(), &[], 3), "a.csv:4:");
    assert_eq!(shop.show(CODE)["status"], "shipped");
}

#[test]
fn short_and_broken_rows_do_not_stop_the_rest() {
    let shop = Shop::imported(carts(2));
    let good = code(1);
    let file = format!("{HEADER}{CODE}\n{good},佐川急便,123456789013,2026-07-01\n");
    let run = shop.load("a.csv", file.as_bytes(), &[], 3);
    reason(&run, "a.csv:2:");
    assert_eq!(shop.show(CODE)["status"], "ready");
    assert_eq!(shop.show(&good)["status"], "shipped");
}

#[test]
fn the_exponent_of_a_spreadsheet_is_refused_whatever_is_configured() {
    for setting in [r#""refuse""#, r#""warn""#, r#""off""#] {
        let mut shop = Shop::imported(carts(1));
        shop.set("push_shipments", "check_digits", setting);
        for number in ["4.05548E+11", "4.05548E11", "4.05548e+11", "４．０５５４８Ｅ＋１１"] {
            let file = format!("{HEADER}{CODE},佐川急便,{number},2026-07-01\n");
            reason(&shop.load("a.csv", file.as_bytes(), &[], 3), "a.csv:2:");
            assert_eq!(shop.show(CODE)["status"], "ready", "{number}");
        }
    }
}

#[test]
fn split_orders_by_their_own_codes() {
    let shop = Shop::imported(vec![row(), row().no(2).carrier("ゆうパック")]);
    let file = format!(
        "{HEADER}{CODE}-1,佐川急便,405548424886,2026-07-01\n{CODE}-2,ゆうパック,512547514334,2026-07-01\n"
    );
    shop.load("a.csv", file.as_bytes(), &[], 0);
    assert_eq!(shop.shipment(&format!("{CODE}-2")).1, ["512547514334"]);
    let bare = format!("{HEADER}{CODE},佐川急便,405548424886,2026-07-01\n");
    shop.load("b.csv", bare.as_bytes(), &[], 3).says(&["b.csv:2:"]);
}

#[test]
fn a_long_file_is_loaded() {
    let shop = Shop::imported(carts(1200));
    let mut file = HEADER.to_owned();
    for n in 0..1200 {
        file += &format!("{},佐川急便,{},2026-07-01\n", code(n), valid_number(n));
    }
    shop.load("a.csv", file.as_bytes(), &[], 0);
    assert!(shop.orders().iter().all(|order| order["status"] == "shipped"));
}
