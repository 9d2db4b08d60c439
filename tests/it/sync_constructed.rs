//! The constructed replies of claims and single orders: complete, described, and taken as they say.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::support::{BY_NUMBER, CLAIM_KEYS, CLAIMS, NUMBER_ROW_KEYS, Reply, Request, Row, Shop, row};

const CLAIM_DIR: &str = "GetClaimInfo_V3";
const NUMBER_DIR: &str = "GetShippingAndClaimInfoByOrderNo_V2";

fn dir(method: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/qoo10").join(method)
}

fn read(method: &str, name: &str) -> String {
    fs::read_to_string(dir(method).join(format!("{name}.json"))).unwrap()
}

/// The two carts of the fixtures, imported.
fn shop(unpaid: bool) -> Shop {
    let rows = vec![row(), row().cart(412_345_679).no(1_062_428_740)];
    let shop = Shop::with_rows(if unpaid { rows.into_iter().map(Row::unpaid).collect() } else { rows });
    shop.import();
    shop
}

#[test]
fn claim_lists_are_taken_as_they_say() {
    for (name, status, unpaid, changes) in [
        ("cancel_completed", "3", false, [0, 2, 0, 0, 0, 0]),
        ("cancel_completed_phrase", "3", false, [0, 1, 0, 0, 0, 0]),
        ("cancel_completed_japanese", "3", false, [0, 1, 0, 0, 0, 0]),
        ("cancel_completed_quoted", "3", false, [0, 1, 0, 0, 0, 0]),
        ("cancel_requested", "1", false, [0, 0, 0, 1, 0, 0]),
        ("cancelling", "2", false, [0, 0, 0, 1, 0, 0]),
        ("unpaid_cancel", "16", true, [0, 1, 0, 0, 0, 0]),
        ("empty_null", "3", false, [0; 6]),
        ("empty_list", "3", false, [0; 6]),
        ("empty_text", "3", false, [0; 6]),
    ] {
        let shop = shop(unpaid);
        let asked = move |r: &Request| r.method == CLAIMS && r.params["ClaimStat"] == status;
        let reply = read(CLAIM_DIR, name);
        if ["3", "16"].contains(&status) {
            // What is cancelled leaves the lists of orders.
            let rows: Value = serde_json::from_str(&reply).unwrap();
            for row in rows["ResultObject"].as_array().into_iter().flatten() {
                let number = &row["orderNo"];
                let number = number.as_i64().unwrap_or_else(|| number.as_str().unwrap().parse().unwrap());
                if [1_062_428_737, 1_062_428_740].contains(&number) {
                    shop.at_qoo10(number, Row::hidden);
                }
            }
        }
        shop.fake.fault_when(asked, usize::MAX, Reply::json(&reply));
        let report = shop.sync();
        assert_eq!(report.changes(), changes, "{name}: {report:#?}");
    }
}

#[test]
fn single_orders_are_taken_as_they_say() {
    for (name, code, status, changes) in [
        ("unpaid", 0, "on_hold", Some([0; 6])),
        ("paid", 0, "ready", Some([1, 0, 0, 0, 0, 0])),
        ("paid_quoted", 0, "ready", Some([1, 0, 0, 0, 0, 0])),
        ("cancelled", 0, "cancelled", Some([0, 1, 0, 0, 0, 0])),
        ("returned", 3, "", None),
        ("no_such_order", 3, "on_hold", Some([0, 0, 0, 0, 0, 1])),
    ] {
        let shop = shop(true);
        shop.at_qoo10(1_062_428_737, Row::hidden);
        shop.fake.fault(BY_NUMBER, usize::MAX, Reply::json(&read(NUMBER_DIR, name)));
        let report = shop.sync_with(&[], code);
        assert_eq!(shop.fake.looked_up(), [1_062_428_737], "{name}");
        assert_eq!(report.count("needs_person"), u64::from(code == 3), "{name}: {report:#?}");
        if let Some(changes) = changes {
            assert_eq!(report.changes(), changes, "{name}: {report:#?}");
            assert_eq!(shop.show("412345678")["status"], status, "{name}");
        }
    }
}

#[test]
fn rows_have_all_documented_keys_in_their_order() {
    let number_keys: Vec<&str> = NUMBER_ROW_KEYS.split_whitespace().collect();
    for (method, wanted) in [(CLAIM_DIR, &CLAIM_KEYS[..]), (NUMBER_DIR, &number_keys)] {
        for entry in fs::read_dir(dir(method)).unwrap().map(Result::unwrap) {
            let reply: Value = serde_json::from_slice(&fs::read(entry.path()).unwrap()).unwrap();
            for row in reply["ResultObject"].as_array().into_iter().flatten() {
                let keys: Vec<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
                assert_eq!(keys, wanted, "{}", entry.path().display());
            }
        }
    }
}

#[test]
fn every_fixture_is_described() {
    let readme = fs::read_to_string(dir("").join("../README.md")).unwrap();
    for method in [CLAIM_DIR, NUMBER_DIR] {
        let section = readme.split(&format!("## `qoo10/{method}/`")).nth(1).expect(method);
        for entry in fs::read_dir(dir(method)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(section.contains(&format!("`{name}`")), "{name} is not in fixtures/README.md");
        }
    }
}
