//! `orders list` and `orders show`.

use serde_json::{Value, json};

use crate::support::{Shop, assert_keys, row};

const HEAD: [&str; 24] = [
    "order",
    "pack_no",
    "status",
    "hold_reasons",
    "payment_status",
    "api_status",
    "order_no_sum",
    "ordered_at",
    "paid_at",
    "carrier",
    "desired_delivery_date",
    "desired_delivery_time",
    "planned_ship_date",
    "shipped_on",
    "tracking_numbers",
    "cancel_requested",
    "buyer",
    "receiver",
    "payment_method",
    "message",
    "gift",
    "total_yen",
    "lines",
    "history",
];

fn shop() -> Shop {
    let shop = Shop::with_rows(vec![row(), row().no(2).option("色:白", "-W"), row().cart(9).no(9).unpaid()]);
    shop.import();
    shop
}

#[test]
fn show_has_exactly_the_keys_of_the_contract() {
    let shop = shop();
    for code in ["412345678", "9"] {
        let order = shop.show(code);
        assert_keys(&order, &HEAD);
        assert_keys(&order["buyer"], &["name", "kana", "tel", "mobile", "email", "zip", "address"]);
        assert_keys(
            &order["receiver"],
            &["name", "kana", "tel", "mobile", "zip", "address", "address1", "address2"],
        );
        for line in order["lines"].as_array().unwrap() {
            let keys = [
                "line",
                "order_no",
                "sku",
                "item_code",
                "name",
                "option",
                "qty",
                "unit_price_yen",
                "addon",
                "addon_options",
                "cancel_requested",
                "cancelled",
            ];
            assert_keys(line, &keys);
            assert!(
                line["order_no"].is_string() && line["qty"].is_u64() && line["unit_price_yen"].is_u64(),
                "{line}"
            );
        }
        assert!(order["order"].is_string() && order["pack_no"].is_string() && order["total_yen"].is_u64());
    }
}

#[test]
fn the_history_begins_with_the_import() {
    let shop = shop();
    let history = shop.show("412345678")["history"].clone();
    let entries = history.as_array().unwrap();
    assert_eq!(entries.len(), 1, "{history:#}");
    assert_keys(&entries[0], &["at", "what", "by", "run_id", "detail"]);
    assert_eq!((&entries[0]["what"], &entries[0]["by"]), (&json!("imported"), &json!("import")));
    assert!(entries[0]["run_id"].is_u64());
    assert!(entries[0]["at"].as_str().unwrap().starts_with("2026-07-01T10:00"));
}

#[test]
fn list_is_show_without_lines_and_history() {
    let shop = shop();
    let orders = shop.orders();
    assert_eq!(orders.len(), 2);
    for order in orders {
        let mut shown = shop.show(order["order"].as_str().unwrap());
        shown.as_object_mut().unwrap().retain(|key, _| key != "lines" && key != "history");
        assert_eq!(order, shown);
    }
}

#[test]
fn list_filters_by_status() {
    let shop = shop();
    let codes = |args: &[&str]| -> Vec<Value> {
        let all: Vec<&str> = ["orders", "list", "--json"].iter().chain(args).copied().collect();
        let mut codes: Vec<Value> =
            shop.run(&all).expect(0).lines().iter().map(|o| o["order"].clone()).collect();
        codes.sort_by_key(ToString::to_string);
        codes
    };
    assert_eq!(codes(&["--status", "ready"]), ["412345678"]);
    assert_eq!(codes(&["--status", "on_hold"]), ["9"]);
    assert_eq!(codes(&["--status", "on_hold", "--status", "ready"]), ["412345678", "9"]);
    assert!(codes(&["--status", "shipped"]).is_empty());
    assert!(codes(&["--cancel-requested"]).is_empty());
    assert!(codes(&["--rejected"]).is_empty());
}

#[test]
fn an_unknown_order_is_a_usage_error() {
    let shop = shop();
    for code in ["499999999", "412345678-1", "412345678-2", "abc", "", "412345678 1", "1062428737"] {
        let run = shop.run(&["orders", "show", code, "--json"]).expect(2);
        assert!(run.stdout.is_empty() && !run.stderr.is_empty(), "{run:#?}");
    }
    shop.run(&["orders", "show", "499999999"]).expect(2).says(&["499999999"]);
}

#[test]
fn for_people_the_same_facts_in_a_table() {
    let shop = shop();
    let list = shop.run(&["orders", "list"]).expect(0);
    assert!(["412345678", "9"].iter().all(|code| list.stdout.contains(code)), "{list:#?}");
    let order = shop.run(&["orders", "show", "412345678"]).expect(0);
    for fact in ["412345678", "TS-001-W", "1062428737", "佐川急便", "架空 太郎", "150-0001"] {
        assert!(order.stdout.contains(fact), "{fact}: {order:#?}");
    }
}

#[test]
fn looking_changes_nothing() {
    let shop = shop();
    let before = std::fs::read(shop.path("demo.db")).unwrap();
    shop.run(&["orders", "list"]).expect(0);
    shop.run(&["orders", "list", "--rejected"]).expect(0);
    shop.run(&["orders", "show", "412345678"]).expect(0);
    assert!(std::fs::read(shop.path("demo.db")).unwrap() == before, "the state file has changed");
}
