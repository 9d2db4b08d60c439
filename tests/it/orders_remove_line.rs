//! `orders remove-line`: takes back what `orders add-line` added, and nothing else.

use serde_json::{Value, json};

use crate::support::{Shop, row};

/// Order 1 with a line of Qoo10's and two that were added by hand.
fn shop() -> Shop {
    let shop = Shop::with_rows(vec![row().cart(1).no(10)]);
    shop.import();
    for sku in ["LEAFLET", "GIFT-1"] {
        shop.run(&["orders", "add-line", "1", "--sku", sku, "--qty", "2"]).expect(0);
    }
    shop
}

fn lines(shop: &Shop) -> Vec<Value> {
    shop.show("1")["lines"].as_array().unwrap().clone()
}

#[test]
fn a_line_that_was_added_by_hand_is_taken_back_and_keeps_its_place() {
    let shop = shop();
    let before = lines(&shop);
    let ids = |shop: &Shop| -> String {
        let sql = "SELECT group_concat(line_id ORDER BY line_id) FROM order_lines";
        let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
        state.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    let ids_before = ids(&shop);
    let run = shop.run(&["orders", "remove-line", "1", "2"]).expect(0);
    assert_eq!(run.stdout, "1: line 2 taken back\n");
    let order = shop.show("1");
    let after = order["lines"].as_array().unwrap();
    assert_eq!(after.iter().map(|line| &line["cancelled"]).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!((&after[0], &after[2]), (&before[0], &before[2]));
    assert_eq!(order["status"], "ready");
    let last = order["history"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&last["what"], &last["by"], &last["detail"]),
        (&json!("line_removed"), &json!("staff"), &json!("line 2: LEAFLET x 2"))
    );
    assert_eq!(ids(&shop), ids_before, "a number of a line is never given to another");
    for (added, wanted) in [("4", "line 4 added"), ("5", "line 5 added")] {
        let run = shop.run(&["orders", "add-line", "1", "--sku", "CARD", "--qty", "1"]).expect(0);
        assert!(run.stdout.contains(wanted), "{run:#?}");
        shop.run(&["orders", "remove-line", "1", added]).expect(0);
    }
    for (lang, marked) in [("en", "LEAFLET [cancelled]"), ("ja", "LEAFLET [キャンセル]")] {
        let text = shop.run(&["orders", "show", "1", "--lang", lang]).expect(0).stdout;
        assert!(text.contains(marked), "{text}");
    }
    shop.consistent();
}

#[test]
fn a_line_that_is_taken_back_already_is_no_change() {
    let shop = shop();
    shop.run(&["orders", "remove-line", "1", "3"]).expect(0);
    let before = shop.show("1");
    let again = shop.run(&["orders", "remove-line", "1", "3"]).expect(0);
    assert!(again.stdout.contains("nothing to change"), "{again:#?}");
    assert_eq!(shop.show("1"), before);
    let json = shop.run(&["orders", "remove-line", "1", "2", "--json"]).expect(0).json();
    assert_eq!(json, shop.show("1"));
}

#[test]
fn what_qoo10_knows_and_what_is_not_there_is_refused() {
    let shop = shop();
    shop.sql(
        "INSERT INTO order_lines (order_id, line, parent_line_id, name, qty, unit_price_yen, total_yen)
           SELECT order_id, 9, line_id, '', 1, 0, 0 FROM order_lines WHERE line = 1",
    );
    let before = shop.show("1");
    for (line, said) in [
        ("1", "comes from Qoo10"),
        ("9", "comes from Qoo10"),
        ("4", "has no line 4"),
        ("0", "whole number"),
        ("x", "whole number"),
    ] {
        shop.run(&["orders", "remove-line", "1", line]).expect(2).says(&[said]);
    }
    shop.run(&["orders", "remove-line", "2", "1"]).expect(2).says(&["there is no order 2"]);
    shop.run(&["orders", "remove-line", "1"]).expect(2);
    assert_eq!(shop.show("1"), before);
}

#[test]
fn only_while_a_line_could_be_added() {
    let shop = shop();
    for status in ["preparing", "working", "inspected"] {
        shop.force("1", status, "paid");
        let line = shop.run(&["orders", "add-line", "1", "--sku", "CARD", "--qty", "1", "--json"]).expect(0);
        let line = line.json()["lines"].as_array().unwrap().len().to_string();
        shop.run(&["orders", "remove-line", "1", &line]).expect(0);
    }
    for (status, next) in [("shipped", "--status inspected"), ("cancelled", "nothing goes out")] {
        shop.force("1", status, "paid");
        let before = shop.show("1");
        shop.run(&["orders", "remove-line", "1", "2"]).expect(2).says(&["its lines stay", next]);
        assert_eq!(shop.show("1"), before);
    }
}
