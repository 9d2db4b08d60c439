//! SYN-12: returns, exchanges and non-receipts are kept, shown, and told once.

use serde_json::{Value, json};

use crate::support::{CLAIMS, LIST, Receiver, Reply, Row, Shop, row};

const OTHER: [&str; 8] = ["4", "5", "6", "11", "12", "13", "14", "15"];

/// An order, 1, that Qoo10 knows as shipped, and one, 2, that is ready.
fn shop() -> Shop {
    let shop = Shop::with_rows(vec![row().cart(1).no(11), row().cart(2).no(21)]);
    shop.import();
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    state
        .execute_batch("UPDATE orders SET status = 'shipped', api_status = 'shipped' WHERE pack_no = 1")
        .unwrap();
    shop
}

fn asked(shop: &Shop) -> Vec<String> {
    let is_other = |status: &String| OTHER.contains(&status.as_str());
    shop.fake.claim_windows().into_keys().filter(is_other).collect()
}

fn claims(shop: &Shop, code: &str) -> Value {
    shop.show(code)["claims"].clone()
}

fn listed(shop: &Shop) -> Vec<String> {
    let lines = shop.run(&["orders", "list", "--claims", "--json"]).expect(0).lines();
    lines.iter().map(|order| order["order"].as_str().unwrap().to_owned()).collect()
}

fn open_claims(shop: &Shop) -> u64 {
    shop.run(&["status", "--json"]).expect(0).json()["open_claims"].as_u64().unwrap()
}

#[test]
fn syn_12_a_return_of_a_shipped_order_is_kept_shown_and_reported_once() {
    let mut shop = shop();
    shop.claim(&[11], 4);
    let before = shop.files();
    let dry = shop.sync_with(&["--dry-run"], 0);
    assert!(shop.files() == before, "a dry run writes nothing");
    let report = shop.sync();
    assert_eq!((&dry.0["counts"], &dry.0["items"]), (&report.0["counts"], &report.0["items"]));
    let item = report.items("claim_changed")[0].clone();
    assert_eq!(
        (&item["order"], &item["order_no"], &item["sku"], &item["reason"]),
        (&json!("1"), &json!("11"), &json!("TS-001"), &json!("return_requested"))
    );
    assert!(item["message"].as_str().unwrap().contains("in QSM"), "{item}");
    let requested = "2026-07-01T09:20:00+09:00";
    let kept = json!([{"order_no": "11", "status": "return_requested", "requested_at": requested,
        "completed_at": null}]);
    assert_eq!(claims(&shop, "1"), kept);
    assert_eq!(claims(&shop, "2"), json!([]));
    assert_eq!((listed(&shop), open_claims(&shop)), (vec!["1".to_owned()], 1));
    for (args, words) in [
        (&["orders", "list", "--claims"][..], ["return requested", "2026-07-01 09:20"]),
        (&["orders", "show", "1"], ["return requested", "claim_changed"]),
        (&["status"], ["returns, exchanges", "orders list --claims"]),
        (&["--lang", "ja", "status"], ["返品・交換", "orders list --claims"]),
    ] {
        let text = shop.run(args).expect(0).stdout;
        assert!(words.iter().all(|word| text.contains(word)), "{args:?}: {text}");
    }
    shop.at("2026-07-01 11:30:00");
    assert_eq!(shop.sync().count("claim_changed"), 0, "the same is no change");
    assert_eq!(shop.sync_log().len(), 1);
    shop.claim(&[11], 6);
    shop.at("2026-07-01 12:30:00");
    let report = shop.sync();
    assert_eq!((report.count("claim_changed"), report.count("needs_person")), (1, 0), "{report:#?}");
    assert_eq!(claims(&shop, "1")[0]["completed_at"], "2026-07-01T09:40:00+09:00");
    assert_eq!((listed(&shop), open_claims(&shop)), (vec!["1".to_owned()], 0), "done, and still shown");
    shop.at_qoo10(11, |row| Row { claim: None, ..row });
    shop.at("2026-07-01 13:30:00");
    assert_eq!(shop.sync().count("claim_changed"), 0);
    assert_eq!(claims(&shop, "1")[0]["status"], "returned", "what left the lists stays as it was");
}

#[test]
fn syn_12_every_state_is_asked_for_by_its_number_once_an_hour_and_over_90_days() {
    let mut shop = shop();
    shop.sync_with(&["--order", "2"], 0);
    assert!(asked(&shop).is_empty(), "whoever asks for an order asks for no lists");
    for (at, args, is_asked) in [
        ("12:00:00", &["--dry-run"][..], true),
        ("12:05:00", &[], true),
        ("12:10:00", &["--dry-run"], false),
        ("13:04:59", &[], false),
        ("13:05:00", &[], true),
        ("13:10:00", &[], false),
    ] {
        shop.at(&format!("2026-07-01 {at}"));
        shop.sync_with(args, 0);
        let mut wanted = if is_asked { OTHER.map(str::to_owned).to_vec() } else { vec![] };
        wanted.sort();
        assert_eq!(asked(&shop), wanted, "{at}");
        for (status, windows) in shop.fake.claim_windows() {
            assert!(!status.is_empty() && windows.len() == 1, "{status}: {windows:?}");
            let days = (windows[0].1 - windows[0].0).num_days();
            assert!(!OTHER.contains(&status.as_str()) || days == 89, "{status}: {windows:?}");
        }
    }
    let empty = Shop::with_rows(vec![]);
    empty.import();
    empty.sync();
    assert!(asked(&empty).is_empty(), "without an order there is nothing to ask for");
}

#[test]
fn syn_12_a_claim_of_an_order_that_comes_later_is_kept_then() {
    let mut shop = Shop::with_rows(vec![row().cart(2).no(21)]);
    shop.import();
    shop.fake.add_row(row().cart(3).no(31).claimed(5));
    assert_eq!(shop.sync().count("claim_changed"), 0, "it is in no order here");
    shop.import();
    shop.at("2026-07-01 13:00:00");
    assert_eq!(shop.sync().lines("claim_changed"), [("3".into(), "31".into(), "TS-001".into())]);
}

#[test]
fn syn_12_an_open_order_with_a_return_needs_a_person_as_before() {
    let shop = shop();
    shop.claim(&[21], 6);
    let report = shop.sync_with(&[], 3);
    assert_eq!((report.count("claim_changed"), report.orders("needs_person")), (1, vec!["2".to_owned()]));
}

#[test]
fn syn_12_a_row_that_cannot_be_read_changes_nothing_and_is_warned_of() {
    let mut shop = shop();
    shop.claim(&[11], 4);
    shop.sync();
    let is_four = |r: &crate::support::Request| r.method == CLAIMS && r.params["ClaimStat"] == "4";
    let body = r#"{"ResultCode":0,"ResultMsg":"SUCCESS","ResultObject":[
        {"claimStatus":"4","orderNo":"壊れ"},{"claimStatus":"4","orderNo":21,"requestDate":"soon"}]}"#;
    shop.fake.fault_when(is_four, usize::MAX, Reply::json(body));
    shop.at("2026-07-01 12:30:00");
    let report = shop.sync_with(&[], 3);
    let warnings = report.0["warnings"].as_array().unwrap();
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(warnings[0].as_str().unwrap().contains("look at the claims in QSM"), "{warnings:?}");
    assert_eq!(claims(&shop, "1")[0]["status"], "return_requested");
    let of_two = json!([{"order_no": "21", "status": "return_requested", "requested_at": null,
        "completed_at": null}]);
    assert_eq!(claims(&shop, "2"), of_two, "a date that cannot be read costs no claim");
    assert!(shop.do_not_ship().is_empty(), "it stands in nobody's way");
    shop.at("2026-07-01 12:45:00");
    shop.sync();
}

#[test]
fn syn_12_a_list_without_an_answer_moves_nothing_and_the_next_run_asks_again() {
    let mut shop = shop();
    shop.set("qoo10", "max_attempts", "1");
    shop.claim(&[11], 4);
    shop.pay(&[21]);
    let is_last = |r: &crate::support::Request| r.method == CLAIMS && r.params["ClaimStat"] == "15";
    shop.fake.fault_when(is_last, 1, Reply::Drop);
    assert_eq!(shop.sync_with(&[], 1).count("claim_changed"), 0);
    assert_eq!(claims(&shop, "1"), json!([]));
    assert_eq!(shop.sync().count("claim_changed"), 1);
    assert!(shop.fake.calls(LIST) > 0);
}

#[test]
fn syn_12_a_webhook_is_told_of_each_change_once_whichever_run_found_it() {
    let (mut shop, receiver) = (shop(), Receiver::start());
    shop.set("notify", "webhook_url", &receiver.url("S3cretPath"));
    shop.claim(&[11], 4);
    receiver.answers(500);
    shop.run(&["sync-status"]).expect(0);
    receiver.texts();
    receiver.answers(200);
    shop.run(&["sync-status"]).expect(0);
    let texts = receiver.texts();
    assert!(
        texts.len() == 1 && texts[0].contains("1, order number 11: the buyer asks to return it"),
        "{texts:?}"
    );
    for (at, status, told) in [
        ("2026-07-01 13:00:00", 4, 0),
        ("2026-07-01 14:00:00", 5, 1),
        ("2026-07-01 15:00:00", 6, 1),
        ("2026-07-01 16:00:00", 6, 0),
        ("2026-07-03 16:00:00", 6, 0),
    ] {
        shop.claim(&[11], status);
        shop.at(at);
        shop.run(&["sync-status"]).expect(0);
        assert_eq!(receiver.texts().len(), told, "{at}");
    }
}
