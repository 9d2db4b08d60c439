//! IMP-1, 4, 5, 8, 12, 15: which rows are fetched, and what becomes of one.

use serde_json::{Value, json};

use crate::support::{LIST, Shop, row};

#[test]
fn does_the_work() {
    let detailed = row()
        .option("色:ホワイト / サイズ:M", "-W-M")
        .set("DesiredDeliveryDate", "2026-07-08 ")
        .set("RelatedOrder", "1062428738, 1062428739");
    let shop = Shop::with_rows(vec![detailed, row().cart(412_345_679).no(1_062_428_800).qty(2)]);
    let report = shop.import();
    assert_eq!(report.counts(), [2, 2, 0, 0]);
    assert_eq!(report.orders("imported"), ["412345678", "412345679"]);
    let order = shop.show("412345678");
    for (key, value) in [
        ("order", json!("412345678")),
        ("pack_no", json!("412345678")),
        ("status", json!("ready")),
        ("hold_reasons", json!([])),
        ("payment_status", json!("paid")),
        ("api_status", json!("awaiting_print")),
        ("order_no_sum", json!("1062428737")),
        ("ordered_at", json!("2026-07-01T09:08:07+09:00")),
        ("paid_at", json!("2026-07-01T09:10:00+09:00")),
        ("carrier", json!("佐川急便")),
        ("desired_delivery_date", json!("2026-07-08")),
        ("desired_delivery_time", Value::Null),
        ("planned_ship_date", Value::Null),
        ("shipped_on", Value::Null),
        ("tracking_numbers", json!([])),
        ("cancel_requested", json!(false)),
        ("payment_method", json!("PayPay")),
        ("message", Value::Null),
        ("gift", Value::Null),
        ("total_yen", json!(1980)),
    ] {
        assert_eq!(order[key], value, "{key} in {order:#}");
    }
    let line = &order["lines"][0];
    for (key, value) in [
        ("line", json!(1)),
        ("order_no", json!("1062428737")),
        ("sku", json!("TS-001-W-M")),
        ("item_code", json!("812345678")),
        ("name", json!("Tシャツ")),
        ("option", json!("色:ホワイト / サイズ:M")),
        ("qty", json!(1)),
        ("unit_price_yen", json!(1980)),
        ("addon", json!(false)),
        ("addon_options", Value::Null),
        ("cancel_requested", json!(false)),
        ("cancelled", json!(false)),
    ] {
        assert_eq!(line[key], value, "{key} in {line:#}");
    }
    let second = shop.show("412345679");
    assert_eq!((&second["lines"][0]["qty"], &second["total_yen"]), (&json!(2), &json!(3960)));
    shop.check_state();
}

#[test]
fn imp_01_fetches_awaiting_payment_before_new_orders() {
    let shop = Shop::new();
    shop.import();
    let asked: Vec<String> = shop
        .fake
        .log()
        .iter()
        .filter(|r| r.method == LIST)
        .map(|r| r.params["ShippingStatus"].clone())
        .collect();
    if asked != ["0"] {
        assert_eq!(asked, ["1", "2"]);
    }
}

#[test]
fn imp_01_takes_awaiting_payment_and_new_orders_only() {
    let rows =
        (1..=5).map(|s| row().cart(400_000_000 + i64::from(s)).no(1_000_000_000 + i64::from(s)).status(s));
    let shop = Shop::with_rows(rows.collect());
    assert_eq!(shop.import().count("imported"), 2);
    assert_eq!(shop.codes(), ["400000001", "400000002"]);
}

#[test]
fn imp_01_an_order_paid_between_the_two_calls_is_imported_once() {
    let shop = Shop::with_rows(vec![row().unpaid().carrier("佐川急便")]);
    shop.fake.after_call(|model, _| model.rows = vec![row()]);
    assert_eq!(shop.import().count("imported"), 1);
    assert_eq!(shop.codes(), ["412345678"]);
    assert_eq!(shop.show("412345678")["lines"].as_array().unwrap().len(), 1);
}

#[test]
fn imp_04_a_payment_date_makes_the_order_paid_and_ready_whatever_its_list() {
    let shop = Shop::with_rows(vec![row().status(1)]);
    shop.import();
    let order = shop.show("412345678");
    assert_eq!((&order["payment_status"], &order["status"]), (&json!("paid"), &json!("ready")));
}

#[test]
fn imp_04_without_a_payment_date_the_order_is_held_for_payment() {
    for blank in [json!(""), json!("   "), Value::Null] {
        for status in [1, 2] {
            let shop = Shop::with_rows(vec![row().set("PaymentDate", blank.clone()).status(status)]);
            shop.import();
            let order = shop.show("412345678");
            assert_eq!(order["payment_status"], "unpaid", "{blank} in list {status}");
            assert_eq!(order["status"], "on_hold");
            assert_eq!(order["hold_reasons"], json!(["payment"]));
            assert_eq!(order["paid_at"], Value::Null);
        }
    }
}

#[test]
fn imp_05_paid_or_not_the_api_status_is_awaiting_print() {
    let shop = Shop::with_rows(vec![row(), row().cart(2).no(2).unpaid().carrier("佐川急便")]);
    shop.import();
    assert!(shop.orders().iter().all(|o| o["api_status"] == "awaiting_print"));
}

#[test]
fn imp_08_buyer_zip_and_address_are_the_receivers() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    let order = shop.show("412345678");
    for party in ["buyer", "receiver"] {
        assert_eq!(order[party]["zip"], "150-0001");
        assert_eq!(order[party]["address"], "東京都 渋谷区 見本前1-1");
    }
    assert_eq!(
        (&order["buyer"]["name"], &order["receiver"]["name"]),
        (&json!("見本 花子"), &json!("架空 太郎"))
    );
    assert_eq!(
        (&order["buyer"]["kana"], &order["receiver"]["kana"]),
        (&json!("ミホン ハナコ"), &json!("カクウ タロウ"))
    );
    assert_eq!(order["buyer"]["email"], "hanako@example.com");
    assert_eq!(order["receiver"]["address1"], "東京都 渋谷区");
    assert_eq!(order["receiver"]["address2"], "見本前1-1");
}

#[test]
fn phones_lose_the_country_prefix() {
    let shop = Shop::with_rows(vec![row().set("BuyerTel", "03-0000-0009")]);
    shop.import();
    let order = shop.show("412345678");
    assert_eq!(order["buyer"]["tel"], "03-0000-0009");
    assert_eq!(order["buyer"]["mobile"], "090-0000-0001");
    assert_eq!(order["receiver"]["tel"], "03-0000-0002");
    assert_eq!(order["receiver"]["mobile"], "090-0000-0002");
}

#[test]
fn desired_date_and_time_in_all_their_forms() {
    for (text, date, times) in [
        ("", Value::Null, vec![]),
        ("  ", Value::Null, vec![]),
        ("2026-07-08", json!("2026-07-08"), vec![]),
        ("2026-07-08 ", json!("2026-07-08"), vec![]),
        ("2026-07-08 14:00~16:00", json!("2026-07-08"), vec!["14:00", "16:00"]),
        ("14:00~16:00", Value::Null, vec!["14:00", "16:00"]),
    ] {
        let shop = Shop::with_rows(vec![row().set("DesiredDeliveryDate", text)]);
        shop.import();
        let order = shop.show("412345678");
        assert_eq!(order["desired_delivery_date"], date, "{text:?}");
        let time = &order["desired_delivery_time"];
        match times.is_empty() {
            true => assert_eq!(*time, Value::Null, "{text:?}"),
            false => assert!(times.iter().all(|t| time.as_str().unwrap().contains(t)), "{text:?}: {time}"),
        }
    }
}

#[test]
fn message_and_gift_are_kept_and_blank_ones_are_null() {
    let shop = Shop::with_rows(vec![
        row().set("ShippingMessage", "玄関前に置いてください").set("Gift", "のし"),
        row().cart(2).no(2).set("ShippingMessage", "  ").set("Gift", Value::Null),
    ]);
    shop.import();
    let order = shop.show("412345678");
    assert_eq!((&order["message"], &order["gift"]), (&json!("玄関前に置いてください"), &json!("のし")));
    let order = shop.show("2");
    assert_eq!((&order["message"], &order["gift"]), (&Value::Null, &Value::Null));
}

#[test]
fn imp_12_the_name_is_the_one_that_qoo10_gives() {
    let shop = Shop::with_rows(vec![row().set("ItemTitle", "MOVEシリーズ blue").option("blue / L", "-B-L")]);
    shop.import();
    assert_eq!(shop.show("412345678")["lines"][0]["name"], "MOVEシリーズ blue");
}

#[test]
fn an_order_number_past_32_bits_is_fine() {
    let shop = Shop::with_rows(vec![row().no(3_000_000_001)]);
    shop.import();
    assert_eq!(shop.show("412345678")["order_no_sum"], "3000000001");
}

#[test]
fn the_total_is_the_sum_of_qoo10s_totals_not_price_times_quantity() {
    let shop = Shop::with_rows(vec![
        row().qty(2).set("Total", 3460).set("Discount", 500).set("ShippingRate", 700),
        row().no(1_062_428_738).price(300),
    ]);
    shop.import();
    let order = shop.show("412345678");
    assert_eq!(order["total_yen"], 3760);
    assert_eq!(order["lines"][0]["unit_price_yen"], 1980);
}

#[test]
fn no_row_after_the_hundredth_is_lost() {
    let rows = (0..1200).map(|i| row().cart(400_000_000 + i / 2).no(1_000_000_000 + i));
    let shop = Shop::with_rows(rows.collect());
    assert_eq!(shop.import().counts(), [1200, 1200, 0, 0]);
    assert_eq!(shop.codes().len(), 600);
    assert_eq!(shop.import().counts(), [1200, 0, 1200, 0]);
}
