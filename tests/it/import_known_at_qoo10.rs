//! IMP-19 to IMP-23: shared option codes, receivers that come later, contradictions, carts by name in any
//! status, the daily wide window.

use serde_json::{Value, json};

use crate::support::{CONFIRM, Choice, Goods, INVENTORY, Item, Kind, LIST, Row, Shop, jst, row};

const CODE: &str = "412345678";

fn without_receiver(row: Row) -> Row {
    ["Receiver", "ReceiverKana", "ZipCode", "ShippingAddress", "Address1", "Address2", "ReceiverTel"]
        .into_iter()
        .fold(row, |row, key| row.set(key, ""))
        .set("ReceiverMobile", "+81--")
}

fn list_history(order: &Value) -> Vec<&str> {
    order["history"].as_array().unwrap().iter().map(|entry| entry["what"].as_str().unwrap()).collect()
}

#[test]
fn imp_20_a_paid_order_without_an_address_waits_for_it_and_is_filled_by_a_later_run() {
    let mut shop = Shop::with_rows(vec![without_receiver(row())]);
    shop.import_with(&[], 0);
    let order = shop.show(CODE);
    assert_eq!((&order["status"], &order["hold_reasons"]), (&json!("on_hold"), &json!(["address"])));
    shop.run(&["orders", "set", CODE, "--status", "ready"]).expect(2).says(&["release"]);

    shop.fake.set_rows(vec![row()]);
    shop.at("2026-07-01 10:10:00");
    let planned = shop.import_with(&["--dry-run"], 0);
    assert_eq!(shop.show(CODE)["status"], "on_hold", "a dry run writes nothing");
    assert_eq!(shop.import().counts(), planned.counts());
    let order = shop.show(CODE);
    assert_eq!((&order["status"], &order["hold_reasons"]), (&json!("ready"), &json!([])));
    assert_eq!(order["receiver"]["name"], "架空 太郎");
    assert_eq!(order["receiver"]["address"], "東京都 渋谷区 見本前1-1");
    assert_eq!(list_history(&order), ["imported", "receiver_changed"]);
    assert!(!order["history"].to_string().contains("架空"), "no personal data in the history");
    shop.at("2026-07-01 10:20:00");
    shop.import();
    assert_eq!(shop.show(CODE)["history"], order["history"], "a second run changes nothing");
}

#[test]
fn imp_20_what_staff_released_is_not_held_again_and_a_shipped_order_is_not_filled() {
    let mut shop = Shop::with_rows(vec![without_receiver(row())]);
    shop.import();
    shop.run(&["orders", "release", CODE]).expect(0);
    shop.at("2026-07-01 10:10:00");
    shop.import();
    assert_eq!(shop.show(CODE)["status"], "ready");
    let ship = ["orders", "ship", CODE, "--carrier", "佐川急便", "--tracking", "400012345670"];
    shop.run(&ship).expect(0);
    shop.fake.set_rows(vec![row()]);
    shop.at("2026-07-01 10:20:00");
    shop.import();
    assert_eq!(shop.show(CODE)["receiver"]["name"], Value::Null);
}

#[test]
fn imp_20_an_unpaid_order_is_held_for_its_payment_only_and_another_receiver_is_not_taken() {
    let mut shop = Shop::with_rows(vec![without_receiver(row().unpaid()), row().cart(2).no(2)]);
    shop.import();
    assert_eq!(shop.show(CODE)["hold_reasons"], json!(["payment"]));
    shop.fake.set_rows(vec![row().unpaid(), row().cart(2).no(2).set("Receiver", "別人")]);
    shop.at("2026-07-01 10:10:00");
    shop.import();
    let order = shop.show(CODE);
    assert_eq!(
        (&order["hold_reasons"], &order["receiver"]["name"]),
        (&json!(["payment"]), &json!("架空 太郎"))
    );
    assert_eq!(shop.show("2")["receiver"]["name"], "架空 太郎", "sync-status takes it over (SYN-10)");
}

#[test]
fn imp_20_an_order_that_staff_call_paid_waits_for_its_address_too() {
    let shop = Shop::with_rows(vec![without_receiver(row().unpaid())]);
    shop.import();
    shop.run(&["orders", "set", CODE, "--payment-status", "paid"]).expect(0);
    assert_eq!(shop.show(CODE)["hold_reasons"], json!(["address"]));
    shop.run(&["orders", "release", CODE]).expect(0);
    assert_eq!(shop.show(CODE)["status"], "ready");
}

#[test]
fn imp_21_a_row_that_says_it_is_sent_is_rejected_and_a_known_order_stays() {
    let contradicting = |n: i64, status| {
        let text = if status == 4 { "On delivery(4)" } else { "Delivered(5)" };
        row().cart(n).no(n).set("ShippingStatus", text)
    };
    let mut shop = Shop::with_rows(vec![contradicting(1, 4), contradicting(2, 5), row().cart(3).no(3)]);
    let report = shop.import_with(&[], 3);
    assert_eq!(report.counts(), [3, 1, 0, 2]);
    assert_eq!(shop.codes(), ["3"]);
    for reject in shop.rejects() {
        assert_eq!(reject["reason"], "status_contradicts");
    }
    shop.fake.set_rows(vec![contradicting(3, 4)]);
    shop.at("2026-07-01 10:10:00");
    assert_eq!(shop.import().count("unchanged"), 1);
    assert_eq!(
        (&shop.show("3")["status"], &shop.show("3")["api_status"]),
        (&json!("ready"), &json!("awaiting_print"))
    );
}

fn take(shop: &Shop) -> Value {
    shop.import_with(&["--order", CODE], 0);
    shop.show(CODE)
}

/// A row that was confirmed, and sent where the status says so.
fn advanced(status: u8) -> Row {
    let row = row()
        .ordered("2026-05-01 09:08:07")
        .status(status)
        .set("EstimatedShippingDate", "2026-07-06 00:00:00");
    if status < 4 {
        return row;
    }
    row.set("ShippingDate", "2026-06-30 12:00:00").set("TrackingNo", "400012345670")
}

#[test]
fn imp_22_a_cart_is_taken_in_every_status_as_far_as_it_is() {
    for (status, wanted) in [
        (1, ("on_hold", "awaiting_print", Value::Null, Value::Null, json!([]))),
        (2, ("ready", "awaiting_print", Value::Null, Value::Null, json!([]))),
        (3, ("ready", "printed", json!("2026-07-06"), Value::Null, json!([]))),
        (4, ("shipped", "shipped", json!("2026-07-06"), json!("2026-06-30"), json!(["400012345670"]))),
        (5, ("shipped", "shipped", json!("2026-07-06"), json!("2026-06-30"), json!(["400012345670"]))),
    ] {
        let row = if status == 1 { advanced(1).unpaid() } else { advanced(status) };
        let shop = Shop::with_rows(vec![row]);
        let order = take(&shop);
        let found = (
            order["status"].as_str().unwrap(),
            order["api_status"].as_str().unwrap(),
            order["planned_ship_date"].clone(),
            order["shipped_on"].clone(),
            order["tracking_numbers"].clone(),
        );
        assert_eq!(found, wanted, "{status}");
        assert_eq!(order["carrier"], "佐川急便", "{status}");
        let windows = shop.fake.windows();
        assert_eq!(windows["5"].len(), 2, "{windows:?}");
        shop.import_with(&["--order", CODE], 0);
        assert_eq!(shop.show(CODE)["history"], order["history"], "a second run changes nothing");
    }
}

#[test]
fn imp_22_an_order_is_as_far_as_its_line_that_is_furthest_behind() {
    let other = |status| advanced(status).no(2);
    for (statuses, wanted) in [([3, 4], "printed"), ([2, 4], "awaiting_print"), ([4, 5], "shipped")] {
        let shop = Shop::with_rows(vec![advanced(statuses[0]), other(statuses[1])]);
        assert_eq!(take(&shop)["api_status"], wanted, "{statuses:?}");
    }
}

#[test]
fn imp_22_what_is_missing_of_a_cart_that_is_new_is_looked_for_too() {
    let fresh = |n: i64| row().no(n).set("RelatedOrder", "1, 2");
    let shop = Shop::with_rows(vec![fresh(1), fresh(2).status(3)]);
    shop.import();
    assert_eq!(shop.show(CODE)["order_no_sum"], "1", "a run looks at unpaid and new orders only");
    shop.import_with(&["--order", CODE], 0);
    assert_eq!(shop.codes(), [CODE, "412345678-2"]);
    assert_eq!(shop.show("412345678-2")["api_status"], "printed");
    shop.import_with(&["--order", CODE], 0);
    assert_eq!(shop.fake.calls(LIST), 2, "all of it is here: nothing is looked for");
}

#[test]
fn imp_22_a_part_whose_number_cannot_be_read_is_looked_for() {
    let fresh = |n: i64| row().no(n).set("RelatedOrder", "1, 2?");
    let shop = Shop::with_rows(vec![fresh(1), fresh(2).status(3)]);
    shop.import_with(&["--order", CODE], 0);
    assert_eq!(shop.show(CODE)["order_no_sum"], "1,2");
}

#[test]
fn imp_21_imp_22_a_named_cart_that_contradicts_its_list_is_looked_for_in_its_own() {
    let contradicting = row().set("ShippingStatus", "On delivery(4)");
    let shop = Shop::with_rows(vec![contradicting.clone()]);
    shop.import_with(&["--order", CODE], 3);
    assert_eq!(shop.rejects()[0]["reason"], "status_contradicts", "no list has it as what it says");
    shop.fake.set_rows(vec![contradicting, advanced(4)]);
    let order = take(&shop);
    assert_eq!((&order["status"], &order["api_status"]), (&json!("shipped"), &json!("shipped")));
    assert!(shop.rejects().is_empty());
}

#[test]
fn imp_22_lines_know_how_far_they_are() {
    let shop = Shop::with_rows(vec![advanced(2), advanced(3).no(2)]);
    take(&shop);
    let report = shop.schedule();
    assert_eq!(report.count("scheduled"), 1, "{report:#?}");
    let asked = shop.fake.log().into_iter().find(|call| call.method == CONFIRM).unwrap();
    let rows = asked.params.values().find(|value| value.contains("EstShipDt")).unwrap();
    assert!(rows.contains("1062428737") && rows.matches("OrderNo").count() == 1, "{rows}");
}

#[test]
fn imp_22_one_of_nowhere_is_a_usage_error_and_no_cursor_moves() {
    let mut shop =
        Shop::with_rows(vec![advanced(3), advanced(3).cart(7).no(7).ordered("2026-03-01 09:00:00")]);
    for unknown in ["7", "499999999"] {
        shop.run(&["import", "--json", "--order", unknown]).expect(2).says(&[unknown]);
    }
    take(&shop);
    shop.at("2026-07-01 10:10:00");
    shop.import();
    assert_eq!(shop.fake.span().0, jst("2026-06-24 01:10:00"), "as a first run");
}

#[test]
fn imp_22_a_date_that_cannot_be_read_rejects_the_cart() {
    let shop = Shop::with_rows(vec![advanced(3).set("EstimatedShippingDate", "soon")]);
    shop.import_with(&["--order", CODE], 3);
    assert_eq!(shop.rejects()[0]["reason"], "unreadable_row");
}

#[test]
fn imp_23_the_first_run_of_a_day_looks_at_7_days_and_finds_what_became_visible_late() {
    let mut shop = Shop::with_rows(vec![row()]);
    shop.import();
    let start = |shop: &mut Shop, at: &str, args: &[&str]| {
        shop.at(at);
        shop.import_with(args, 0);
        shop.fake.span().0
    };
    let usual = jst("2026-07-01 08:08:07");
    assert_eq!(start(&mut shop, "2026-07-01 23:00:00", &[]), usual, "the very first run counts");
    shop.fake.add_row(row().cart(9).no(9).ordered("2026-06-28 09:00:00"));
    assert_eq!(start(&mut shop, "2026-07-02 00:10:00", &["--limit", "5"]), usual);
    assert_eq!(start(&mut shop, "2026-07-02 00:15:00", &["--dry-run"]), jst("2026-06-25 00:15:00"));
    assert_eq!(start(&mut shop, "2026-07-02 00:20:00", &[]), jst("2026-06-25 00:20:00"));
    assert_eq!(shop.fake.calls(LIST), 2, "no more calls than windows need");
    assert_eq!(shop.codes(), [CODE, "9"]);
    assert_eq!(start(&mut shop, "2026-07-02 00:30:00", &[]), usual, "once a day");
}

#[test]
fn imp_08_the_buyers_address_is_the_receivers_or_blank() {
    for (word, wanted) in [("receiver", json!("150-0001")), ("none", Value::Null)] {
        let mut shop = Shop::with_rows(vec![row()]);
        shop.set("import", "buyer_address", &format!("{word:?}"));
        shop.import();
        let order = shop.show(CODE);
        assert_eq!(order["buyer"]["zip"], wanted, "{word}");
        assert_eq!(order["buyer"]["address"].is_null(), wanted.is_null(), "{word}");
        assert_eq!(order["receiver"]["zip"], "150-0001", "{word}");
    }
}

#[test]
fn imp_08_imp_20_the_buyers_address_comes_with_a_receiver_that_comes_later() {
    for (word, is_there) in [("receiver", true), ("none", false)] {
        let by_import = |shop: &mut Shop| drop(shop.import());
        let by_sync = |shop: &mut Shop| drop(shop.run(&["sync-status"]).expect(0));
        for fill in [&by_import as &dyn Fn(&mut Shop), &by_sync] {
            let mut shop = Shop::with_rows(vec![without_receiver(row())]);
            shop.set("import", "buyer_address", &format!("{word:?}"));
            shop.import();
            assert_eq!(shop.show(CODE)["buyer"]["address"], Value::Null);
            shop.fake.set_rows(vec![row()]);
            shop.at("2026-07-01 10:10:00");
            fill(&mut shop);
            let order = shop.show(CODE);
            assert_eq!(order["receiver"]["zip"], "150-0001", "{word}");
            let wanted = |key| if is_there { order["receiver"][key].clone() } else { Value::Null };
            let buyer = (&order["buyer"]["zip"], &order["buyer"]["address"]);
            assert_eq!(buyer, (&wanted("zip"), &wanted("address")), "{word}");
        }
    }
}

/// A shop with an item with options of these codes, pulled or not, and an import of one row with `code`.
fn import_option(codes: &[&str], is_pulled: bool, code: &str) -> (Shop, i32) {
    let shop = Shop::with_rows(vec![row().option("色:白", code)]);
    let item = || {
        let colours = codes.iter().zip(["白", "黒", "赤"]);
        colours.fold(Item::new("TS-001", 1), |item, (code, colour)| item.option("色", colour, code))
    };
    shop.fake.model(|m| m.items.insert("812345678".into(), item()));
    if is_pulled {
        let choice = |(code, colour): (&&str, &str)| Choice {
            names: vec!["色".into()],
            values: vec![colour.into()],
            code: (*code).into(),
            ..Choice::default()
        };
        let choices = codes.iter().zip(["白", "黒", "赤"]).map(choice).collect();
        let goods = Goods { kind: Kind::Options, choices, ..Goods::plain("TS-001") };
        shop.fake.model(|m| m.shelf.goods = [("812345678".to_owned(), goods)].into());
        shop.run(&["listings", "pull"]).expect(0);
    }
    let run = shop.run(&["import", "--json"]);
    let code = run.code;
    (shop, code)
}

#[test]
fn imp_19_a_code_that_two_options_share_rejects_the_cart() {
    for (codes, is_pulled, code, wanted) in [
        (&["A", "A", "B"][..], true, "A", false),
        (&["A", "A", "B"], true, "B", true),
        (&["A", "A"], false, "A", true),
        (&["0", "0"], true, "0", false),
        (&["0", "A"], true, "0", true),
        (&["0", "0"], false, "0", false),
        (&["0", "A"], false, "0", true),
    ] {
        let (shop, exit) = import_option(codes, is_pulled, code);
        let case = format!("{codes:?} {is_pulled} {code}");
        assert_eq!(exit, if wanted { 0 } else { 3 }, "{case}");
        if wanted {
            assert_eq!(shop.show(CODE)["lines"][0]["sku"], format!("TS-001{code}"), "{case}");
        } else {
            assert_eq!(shop.rejects()[0]["reason"], "option_code_shared", "{case}");
        }
        assert_eq!(
            shop.fake.calls(INVENTORY),
            usize::from(is_pulled) + usize::from(code == "0" && !is_pulled),
            "{case}"
        );
    }
}
