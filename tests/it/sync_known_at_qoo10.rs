//! What Qoo10 knows and the state file does not: parcels sent in QSM (SYN-8), carts that were confirmed
//! before import saw them (SYN-9), other receivers (SYN-10, IMP-20), and what contradicts itself (SYN-11).

use serde_json::json;

use crate::support::{BY_NUMBER, CLAIMS, CODE, LIST, NO, Row, Shop, carts, code, row};

const YU_PACK: &str = "405548424886";

fn set(shop: &Shop, args: &[&str]) -> crate::support::Run {
    shop.run(&[&["orders", "set"], args].concat())
}

fn is_named(shop: &Shop, reason: &str) {
    for _ in 0..2 {
        let report = shop.sync_with(&[], 3);
        let item = &report.items("needs_person")[0];
        assert_eq!((&item["order"], &item["reason"]), (&json!(CODE), &json!(reason)), "{report:#?}");
        assert_eq!(report.changes(), [0, 0, 0, 0, 0, 1], "{report:#?}");
    }
    assert_eq!(shop.sync_with(&["--dry-run"], 3).count("needs_person"), 1);
    let status = shop.run(&["status", "--json"]).expect(0).json();
    assert_eq!(status["needs_person"], 1);
    let listed = shop.run(&["orders", "list", "--needs-person", "--json"]).expect(0).lines();
    assert_eq!(listed.iter().map(|order| order["order"].clone()).collect::<Vec<_>>(), [CODE]);
}

fn sent_in_qsm() -> Shop {
    let shop = Shop::imported(carts(2));
    shop.at_qoo10(NO, |row| row.sent("ゆうパック", YU_PACK, "2026-07-01 09:40:00"));
    shop
}

#[test]
fn syn_08_a_parcel_sent_in_qsm_is_named_until_the_order_is_closed() {
    let shop = sent_in_qsm();
    is_named(&shop, "sent_at_qoo10");
    let run = shop.run(&["sync-status"]).expect(3);
    run.says(&["2026-07-01 ゆうパック 405548424886", "do not pack", "--status shipped --api-status shipped"]);
    assert!(shop.run(&["orders", "list"]).expect(0).stdout.contains("DO NOT SHIP"));
    let ship =
        |number: &str| shop.run(&["orders", "ship", CODE, "--carrier", "佐川急便", "--tracking", number]);
    ship("444413758703").expect(2).says(&["405548424886", "--status shipped --api-status shipped"]);
    assert_eq!(shop.show(CODE)["status"], "ready");
    let run = set(&shop, &[CODE, "--status", "shipped", "--api-status", "shipped"]).expect(0);
    assert_eq!(run.stderr, "", "the next step that the program names warns of nothing");
    assert_eq!(shop.history(CODE).pop().unwrap()["what"], "adopted");
    assert_eq!(shop.show(CODE)["tracking_numbers"], json!([YU_PACK]));
    assert_eq!(shop.show(CODE)["shipped_on"], "2026-07-01");
    assert_eq!(shop.sync().count("needs_person"), 0);
    assert_eq!(shop.run(&["status", "--json"]).expect(0).json()["needs_person"], 0);
}

#[test]
fn syn_08_of_two_numbers_one_may_not_have_left() {
    let shop = Shop::imported(vec![row(), row().no(NO + 50)]);
    shop.at_qoo10(NO, |row| row.sent("ゆうパック", YU_PACK, "2026-07-01 09:40:00"));
    shop.sync_with(&[], 3);
    let closed = set(&shop, &[CODE, "--status", "shipped", "--api-status", "shipped"]).expect(0);
    closed.says(&["never told"]);
}

#[test]
fn syn_08_the_same_parcel_may_be_entered_by_hand() {
    let shop = sent_in_qsm();
    shop.sync_with(&[], 3);
    let number = ["--tracking", "4055-4842-4886"];
    let run =
        shop.run(&[&["orders", "ship", CODE, "--carrier", "ゆうパック"][..], &number].concat()).expect(0);
    assert_eq!(run.stderr, "", "there is nothing to look at before it leaves");
    assert_eq!(shop.sync().count("needs_person"), 0, "push-shipments settles it (SHP-6)");
}

#[test]
fn syn_08_with_adopt_sent_the_order_is_closed_and_nothing_follows() {
    let mut shop = sent_in_qsm();
    shop.set("sync_status", "adopt_sent", "true");
    let dry = shop.sync_with(&["--dry-run"], 0);
    assert_eq!((dry.count("adopted"), shop.show(CODE)["status"].as_str()), (1, Some("ready")));
    let report = shop.sync();
    assert_eq!((report.changes(), report.count("adopted")), ([0; 6], 1), "{report:#?}");
    let order = shop.show(CODE);
    assert_eq!((&order["status"], &order["api_status"]), (&json!("shipped"), &json!("shipped")));
    assert_eq!((&order["shipped_on"], &order["tracking_numbers"]), (&json!("2026-07-01"), &json!([YU_PACK])));
    assert_eq!(shop.history(CODE).pop().unwrap()["what"], "adopted");
    assert_eq!(shop.sync().count("adopted"), 0);
    assert_eq!(shop.steps_with("sync-status", &["--trigger"], 0).len(), 1, "no event (SYN-6)");
}

/// A cart that staff confirmed in QSM before any import saw it.
fn confirmed_early() -> Shop {
    let shop = Shop::imported(carts(1));
    shop.fake.add_row(row().cart(500_000_001).no(51).ordered("2026-07-01 09:30:00").status(3));
    shop.fake.add_row(row().cart(500_000_001).no(52).ordered("2026-07-01 09:30:00").status(4));
    shop
}

#[test]
fn syn_09_a_cart_that_no_order_has_is_named_until_it_is_dismissed() {
    let shop = confirmed_early();
    assert_eq!(shop.sync_with(&["--dry-run"], 3).count("unknown_here"), 1);
    assert_eq!(shop.run(&["status", "--json"]).expect(0).json()["unknown_carts"], 0);
    for _ in 0..2 {
        let report = shop.sync_with(&[], 3);
        assert_eq!(report.count("unknown_here"), 1, "{report:#?}");
        let item = &report.items("unknown_here")[0];
        assert_eq!(item["order"], "500000001");
        let told = item["message"].as_str().unwrap();
        assert!(told.contains("import --order 500000001") && told.contains("orders dismiss"), "{told}");
    }
    assert_eq!(shop.run(&["status", "--json"]).expect(0).json()["unknown_carts"], 1);
    let status = shop.run(&["status"]).expect(0).stdout;
    assert!(status.contains("unknown here  1  sync-status"), "{status}");
    assert_eq!(shop.sync_with(&["--order", CODE], 0).count("unknown_here"), 0, "who asks for one order");
    for args in [&["orders", "show", "500000001"][..], &["sync-status", "--order", "500000001"]] {
        shop.run(args).expect(2).says(&["import --order 500000001"]);
    }
    shop.run(&["sync-status", "--lang", "ja"]).expect(3).says(&["import --order 500000001"]);

    shop.fake.model(|m| m.rows.retain(|row| row.order_no() == NO));
    assert_eq!(shop.sync_with(&[], 3).count("unknown_here"), 1, "once found, it is not forgotten");
    shop.run(&["orders", "dismiss", "500000001"]).expect(0);
    assert_eq!(shop.sync().count("unknown_here"), 0);
    assert_eq!(shop.run(&["status", "--json"]).expect(0).json()["unknown_carts"], 0);
    shop.run(&["orders", "dismiss", "500000001"]).expect(2);
}

#[test]
fn syn_09_what_is_imported_or_rejected_or_older_than_the_shop_is_not_unknown() {
    let old = row().cart(500_000_002).no(61).ordered("2026-06-24 00:59:00").status(5);
    let bad = row().cart(500_000_003).no(62).item("812345678", "品番");
    let mut shop = Shop::with_rows([carts(2), vec![old, bad]].concat());
    shop.import_with(&[], 3);
    for no in [NO, NO + 1] {
        shop.at_qoo10(no, |row| row.status(3));
    }
    shop.at_qoo10(62, |row| row.status(3));
    assert_eq!(shop.sync().count("unknown_here"), 0);
    // A closed order is known too.
    set(&shop, &[CODE, "--status", "shipped", "--api-status", "shipped"]).expect(0);
    assert_eq!(shop.sync().count("unknown_here"), 0);
    shop.at("2026-07-02 10:00:00");
    shop.import();
    assert_eq!(
        shop.sync_with(&[], 3).count("unknown_here"),
        1,
        "the reject is gone, and the cart was not taken"
    );
}

#[test]
fn syn_09_a_shop_that_has_imported_nothing_yet_hears_of_nothing() {
    let shop = Shop::with_rows(vec![row().status(3)]);
    assert_eq!(shop.sync().count("unknown_here"), 0);
}

#[test]
fn syn_09_once_the_cart_is_imported_it_is_named_no_more() {
    let shop = confirmed_early();
    shop.sync_with(&[], 3);
    shop.at_qoo10(51, |row| row.status(2));
    shop.at_qoo10(52, |row| row.status(2));
    shop.import();
    assert_eq!(shop.run(&["status", "--json"]).expect(0).json()["unknown_carts"], 0);
    assert_eq!(shop.sync().count("unknown_here"), 0);
}

#[test]
fn syn_09_what_import_could_not_take_is_on_one_list_only() {
    let shop = confirmed_early();
    shop.sync_with(&[], 3);
    shop.at_qoo10(51, |row| row.item("812345678", "品番"));
    shop.import_with(&["--order", "500000001"], 3);
    let count = |name: &str| shop.run(&["status", "--json"]).expect(0).json()[name].clone();
    assert_eq!((count("rejected"), count("unknown_carts")), (json!(1), json!(0)));
    assert_eq!(shop.sync().count("unknown_here"), 0);

    shop.at_qoo10(51, |row| row.item("812345678", "TS-001"));
    shop.import_with(&["--order", "500000001"], 0);
    assert_eq!((count("rejected"), count("unknown_carts")), (json!(0), json!(0)));
    let report = shop.sync_with(&[], 3);
    assert_eq!(report.count("unknown_here"), 0);
    let item = &report.items("needs_person")[0];
    assert_eq!(item["reason"], "sent_at_qoo10", "one of its lines is under way, the other is not");
}

fn moved(row: Row) -> Row {
    row.set("Receiver", "別人 三郎").set("ShippingAddress", "大阪府 大阪市 架空町9-9")
}

#[test]
fn syn_10_another_receiver_is_taken_over_up_to_ready_without_its_text_in_history() {
    let shop = Shop::imported(carts(2));
    shop.at_qoo10(NO, moved);
    assert_eq!(shop.sync_with(&["--dry-run"], 0).count("receiver_changed"), 1);
    let report = shop.sync();
    assert_eq!((report.count("receiver_changed"), report.count("unchanged")), (1, 1), "{report:#?}");
    let receiver = shop.show(CODE)["receiver"].clone();
    assert_eq!((&receiver["name"], &receiver["zip"]), (&json!("別人 三郎"), &json!("150-0001")));
    let last = shop.history(CODE).pop().unwrap();
    assert_eq!((&last["what"], &last["detail"]), (&json!("receiver_changed"), &json!(null)));
    let log = shop.run(&["log", "--json"]).expect(0).stdout;
    assert!(!log.contains("別人") && !log.contains("架空 太郎"), "{log}");
    assert_eq!(shop.sync().count("receiver_changed"), 0);
}

#[test]
fn syn_10_past_ready_staff_take_it_over() {
    let shop = Shop::imported(carts(2));
    set(&shop, &[CODE, "--take-receiver"]).expect(2).says(&["no other receiver"]);
    set(&shop, &[CODE, "--status", "preparing"]).expect(0);
    shop.at_qoo10(NO, moved);
    is_named(&shop, "receiver_changed");
    assert_eq!(shop.show(CODE)["receiver"]["name"], "架空 太郎");
    let told = set(&shop, &[CODE, "--take-receiver"]).expect(0).stdout;
    assert!(told.contains("taken over"), "{told}");
    assert_eq!(shop.show(CODE)["receiver"]["name"], "別人 三郎");
    assert_eq!(shop.history(CODE).pop().unwrap()["what"], "receiver_changed");
    assert_eq!(shop.run(&["status", "--json"]).expect(0).json()["needs_person"], 0);
    assert_eq!(shop.sync().changes(), [0; 6]);
    set(&shop, &[CODE, "--take-receiver"]).expect(2);
}

#[test]
fn imp_20_an_order_that_is_paid_without_an_address_waits_for_it() {
    let blank = |row: Row| {
        let keys = ["Receiver", "ZipCode", "ShippingAddress", "Address1", "Address2"];
        keys.into_iter().fold(row, |row, key| row.set(key, ""))
    };
    let shop = Shop::imported(vec![blank(row()).unpaid()]);
    shop.pay(&[NO]);
    assert_eq!(shop.sync().changes(), [1, 0, 0, 0, 0, 0]);
    assert_eq!(shop.show(CODE)["hold_reasons"], json!(["address"]));
    shop.sync();
    assert_eq!(shop.show(CODE)["status"], "on_hold");
    shop.at_qoo10(NO, moved);
    assert_eq!(shop.sync().count("receiver_changed"), 1);
    let order = shop.show(CODE);
    assert_eq!((&order["status"], &order["hold_reasons"]), (&json!("ready"), &json!([])));
}

#[test]
fn syn_11_contradictions_change_nothing_and_are_named() {
    let shop = Shop::imported(vec![row().unpaid()]);
    shop.at_qoo10(NO, |row| row.status(2));
    is_named(&shop, "status_without_payment_date");
    assert_eq!(shop.show(CODE)["status"], "on_hold");
    set(&shop, &[CODE, "--payment-status", "paid"]).expect(0);
    assert_eq!(shop.sync().count("needs_person"), 0);
}

#[test]
fn syn_11_a_completed_claim_on_what_is_still_listed_cancels_nothing() {
    let shop = Shop::imported(carts(1));
    shop.claim(&[NO], 3);
    // Part of the quantity: the row stays, and so does the claim.
    let claims = shop.fake.model(|m| m.line(NO).claim.clone());
    assert!(claims.is_some());
    let listed = |row: Row| Row { claim: None, ..row.no(NO) };
    let mut still = listed(row());
    still.always_listed = true;
    shop.fake.add_row(still);
    let report = shop.sync_with(&[], 3);
    assert_eq!(report.items("needs_person")[0]["reason"], "claim_contradicts_list", "{report:#?}");
    assert_eq!(shop.show(CODE)["status"], "ready");
}

#[test]
fn syn_07_calls_do_not_grow_and_claims_are_asked_before_orders() {
    let methods = |n: i64, status: u8| {
        let shop = Shop::imported(carts(n));
        for k in 0..n {
            shop.at_qoo10(NO + k, |row| row.status(status));
        }
        let first = shop.sync();
        let within_the_hour = shop.sync();
        // Returns and exchanges are asked for once an hour (SYN-12).
        assert_eq!(first.0["api_calls"][CLAIMS], 4 + 8);
        assert_eq!(within_the_hour.0["api_calls"], json!({CLAIMS: 4, LIST: 5}));
        let calls = shop.fake.log().into_iter().map(|request| request.method).collect::<Vec<_>>();
        calls[calls.len() - 9..].to_vec()
    };
    let few = methods(3, 2);
    assert_eq!(few, methods(40, 2));
    assert_eq!(few, methods(3, 3), "whatever has become of them");
    assert_eq!(few, [vec![CLAIMS; 4], vec![LIST; 5]].concat());
    assert!(!few.iter().any(|method| method == BY_NUMBER));
    let _ = code(1);
}
