//! SYN-4, and orders that Qoo10 no longer knows: what a person has to deal with is said until it is dealt
//! with.

use serde_json::{Value, json};

use crate::support::{Shop, row};

const PAST_READY: [&str; 4] = ["preparing", "working", "inspected", "shipped"];

fn taken_up(status: &str) -> Shop {
    let shop = Shop::with_rows(vec![
        row().cart(7).no(71),
        row().cart(7).no(72).option("色:白", "-W"),
        row().cart(8).no(8).unpaid(),
    ]);
    shop.import();
    shop.force("7", status, "paid");
    shop
}

fn asks_for_a_person(item: &Value) {
    let reason = item["reason"].as_str().unwrap_or_default();
    let is_word = !reason.is_empty() && reason.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    assert!(is_word, "reason should be a snake_case word: {item:#}");
    assert!(!item["message"].as_str().unwrap_or_default().is_empty(), "no message for people: {item:#}");
}

#[test]
fn syn_4_reported_in_every_run_and_nothing_is_changed() {
    for status in PAST_READY {
        for lines in [&[71][..], &[71, 72]] {
            let shop = taken_up(status);
            let before = shop.show("7");
            shop.claim(lines, 3);
            for _ in 0..3 {
                let report = shop.sync_with(&[], 3);
                assert_eq!(report.changes(), [0, 0, 0, 0, 0, 1], "{status}: {report:#?}");
                assert_eq!(report.orders("needs_person"), ["7"]);
                report.items("needs_person").iter().for_each(asks_for_a_person);
                let after = shop.show("7");
                for key in ["status", "order_no_sum", "total_yen", "lines", "api_status", "payment_status"] {
                    assert_eq!(after[key], before[key], "{status}: {key}");
                }
            }
        }
    }
}

#[test]
fn syn_4_stderr_names_the_order() {
    let shop = taken_up("preparing");
    shop.claim(&[71, 72], 3);
    let run = shop.run(&["sync-status"]).expect(3);
    assert_eq!(run.stdout.lines().count(), 1, "{run:#?}");
    run.says(&["7"]);
    let quiet = shop.run(&["sync-status", "--quiet"]).expect(3);
    quiet.says(&["7"]);
}

#[test]
fn syn_4_the_sentence_names_every_number_once_and_has_the_whole_command() {
    let shop = taken_up("preparing");
    shop.claim(&[71, 72], 3);
    let run = shop.run(&["sync-status"]).expect(3);
    run.says(&["needs_person: 7: order numbers 71, 72 are cancelled", "orders set 7 --status cancelled"]);
    assert_eq!((run.stderr.matches("71").count(), run.stderr.contains("CODE")), (1, false), "{run:#?}");
    let ja = shop.run(&["sync-status", "--lang", "ja"]).expect(3).stderr;
    assert!(ja.contains("注文番号71、72はQoo10で") && ja.contains("orders set 7 --status cancelled"), "{ja}");
}

#[test]
fn syn_4_the_others_are_done_all_the_same() {
    let shop = taken_up("working");
    shop.claim(&[71, 72], 3);
    shop.pay(&[8]);
    let report = shop.sync_with(&[], 3);
    assert_eq!(report.changes(), [1, 0, 0, 0, 0, 1], "{report:#?}");
    assert_eq!(shop.show("8")["status"], "ready");
}

#[test]
fn syn_4_cancelled_by_hand_is_dealt_with() {
    for status in PAST_READY {
        let shop = taken_up(status);
        shop.claim(&[71, 72], 3);
        shop.sync_with(&[], 3);
        shop.run(&["orders", "set", "7", "--status", "cancelled"]).expect(0);
        let order = shop.show("7");
        assert_eq!(order["status"], "cancelled");
        assert_eq!(shop.sync().changes(), [0; 6], "{status}");
    }
}

#[test]
fn syn_4_api_status_shipped_is_dealt_with() {
    let shop = taken_up("shipped");
    shop.claim(&[71], 3);
    shop.sync_with(&[], 3);
    shop.run(&["orders", "set", "7", "--api-status", "printed"]).expect(0);
    shop.sync_with(&[], 3);
    shop.run(&["orders", "set", "7", "--api-status", "shipped"]).expect(0);
    assert_eq!(shop.sync().changes(), [0; 6]);
    assert_eq!(shop.show("7")["status"], "shipped");
}

#[test]
fn syn_4_a_mark_is_not_withdrawn_by_a_completion() {
    let shop = taken_up("working");
    shop.claim(&[71], 1);
    assert_eq!(shop.sync().changes(), [0, 0, 0, 1, 0, 0]);
    assert_eq!(shop.do_not_ship(), ["7"]);
    shop.claim(&[71], 3);
    let report = shop.sync_with(&[], 3);
    assert_eq!((report.count("cancel_withdrawn"), report.count("needs_person")), (0, 1), "{report:#?}");
}

#[test]
fn a_cancellation_that_is_known_is_no_request_any_more() {
    let shop = taken_up("working");
    let (said, counted) = (
        |lang| shop.run(&["orders", "show", "7", "--lang", lang]).expect(0).stdout,
        || shop.run(&["status", "--json"]).expect(0).json()["cancel_requested"].clone(),
    );
    shop.claim(&[71, 72], 1);
    shop.sync();
    assert!(said("en").contains("DO NOT SHIP: cancel requested"));
    assert_eq!(counted(), 1);
    shop.claim(&[71, 72], 3);
    shop.sync_with(&[], 3);
    assert!(said("en").contains("DO NOT SHIP: cancelled at Qoo10"), "{}", said("en"));
    assert!(said("ja").contains("出荷停止: Qoo10でキャンセル済み"));
    assert!(shop.run(&["orders", "list"]).expect(0).stdout.contains("DO NOT SHIP"));
    assert_eq!(counted(), 0, "it needs a person, which says more");
    assert_eq!(shop.do_not_ship(), ["7"], "the mark of lines that are not cancelled here stays");
    shop.run(&["orders", "set", "7", "--status", "cancelled"]).expect(0);
    assert!(!said("en").contains("DO NOT SHIP") && said("en").contains("cancelled"));
    assert!(!shop.run(&["orders", "list"]).expect(0).stdout.contains("DO NOT SHIP"));
}

#[test]
fn an_order_that_qoo10_no_longer_knows() {
    let shop = taken_up("ready");
    let before = shop.show("8");
    shop.forget(&[8]);
    for _ in 0..2 {
        let report = shop.sync_with(&[], 3);
        assert_eq!(report.changes(), [0, 0, 0, 0, 0, 1], "{report:#?}");
        assert_eq!(report.orders("needs_person"), ["8"]);
        report.items("needs_person").iter().for_each(asks_for_a_person);
        assert_eq!(
            (&shop.show("8")["status"], &shop.show("8")["lines"]),
            (&before["status"], &before["lines"])
        );
    }
    shop.run(&["orders", "set", "8", "--status", "cancelled"]).expect(0);
    shop.sync();
    assert!(shop.fake.looked_up().is_empty(), "an order dealt with is asked for no more");
}

#[test]
fn an_order_that_left_by_another_claim() {
    for status in [4, 5, 6, 14, 15] {
        let shop = taken_up("ready");
        shop.at_qoo10(8, |row| row.paid("2026-07-01 09:30:00").status(5).claimed(status).hidden());
        let report = shop.sync_with(&[], 3);
        assert_eq!(report.count("needs_person"), 1, "claim {status}: {report:#?}");
        assert_eq!(report.orders("needs_person"), ["8"]);
        let order = shop.show("8");
        assert_eq!((&order["order_no_sum"], &order["lines"][0]["cancelled"]), (&json!("8"), &json!(false)));
        assert_ne!(order["status"], "cancelled", "a return is no cancellation");
        shop.sync_with(&[], 3);
    }
}

#[test]
fn syn_4_a_limit_on_changes_hides_nobody_who_is_needed() {
    let shop = Shop::with_rows(vec![row().cart(5).no(5).unpaid(), row().cart(6).no(6).unpaid()]);
    shop.import();
    shop.fake.add_row(row().cart(7).no(7));
    shop.import();
    shop.force("7", "preparing", "paid");
    shop.pay(&[5, 6]);
    shop.claim(&[7], 3);
    let report = shop.sync_with(&["--limit", "1"], 3);
    assert_eq!(report.changes(), [1, 0, 0, 0, 0, 1], "{report:#?}");
    assert_eq!(report.count("unchanged"), 0, "what the limit left out is not called unchanged: {report:#?}");
}

#[test]
fn a_mark_that_cannot_be_read_is_not_taken_for_none() {
    for (column, value) in
        [("needs_person", "'nobody knows'"), ("tracking_numbers", "'{}'"), ("shipped_on", "'soon'")]
    {
        let shop = Shop::imported(vec![row().cart(1).no(10)]);
        shop.sql(&format!("UPDATE orders SET {column} = {value}"));
        for args in [&["sync-status"][..], &["push-shipments"], &["status"]] {
            shop.run(args).expect(1).says(&[&format!("orders.{column}")]);
        }
    }
}

#[test]
fn a_run_whose_end_cannot_be_read_is_not_taken_for_one_that_did_not_end() {
    let shop = Shop::imported(vec![row().cart(1).no(10)]);
    shop.sql("UPDATE runs SET finished_at = 'soon'");
    shop.run(&["status"]).expect(1).says(&["runs.finished_at"]);
}
