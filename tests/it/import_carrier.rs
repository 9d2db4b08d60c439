//! IMP-6: rows without a delivery company, and what looking it up may cost.

use crate::support::{ADDONS, DETAIL, GROUPS, INVENTORY, Item, LIST, MOVE_DETAIL, Reply, Row, Shop, row};

fn unpaid(n: i64, item: &str, code: &str) -> Row {
    row().cart(400_000_000 + n).no(1_000_000_000 + n).item(item, code).unpaid()
}

fn shop(rows: Vec<Row>) -> Shop {
    let shop = Shop::with_rows(rows);
    shop.fake.model(|m| {
        m.items.insert("801".into(), Item::new("A-1", 11));
        m.items.insert("802".into(), Item::new("B-2", 22));
        m.items.insert("803".into(), Item::new("M-3", 22).moving());
        m.groups = vec![(11, "佐川急便".into()), (22, "ゆうパック".into()), (33, String::new())];
    });
    shop
}

#[test]
fn imp_06_an_unpaid_row_gets_the_company_of_its_items_group() {
    let shop = shop(vec![unpaid(1, "801", "A-1"), unpaid(2, "802", "B-2")]);
    shop.import();
    assert_eq!(shop.show("400000001")["carrier"], "佐川急便");
    assert_eq!(shop.show("400000002")["carrier"], "ゆうパック");
}

#[test]
fn imp_06_n_rows_of_k_items_cost_k_item_calls_and_one_group_call() {
    let rows = (0..12).map(|n| if n % 3 == 0 { unpaid(n, "801", "A-1") } else { unpaid(n, "802", "B-2") });
    let shop = shop(rows.collect());
    assert_eq!(shop.import().counts(), [12, 12, 0, 0]);
    assert_eq!(shop.fake.calls(DETAIL), 2);
    assert_eq!(shop.fake.calls(GROUPS), 1);
    assert_eq!(shop.fake.calls(MOVE_DETAIL), 0);
}

#[test]
fn imp_06_a_move_item_costs_one_call_more() {
    let shop = shop((0..4).map(|n| unpaid(n, "803", "M-3")).collect());
    assert_eq!(shop.import().counts(), [4, 4, 0, 0]);
    assert!(
        shop.fake.calls(DETAIL) <= 1 && shop.fake.calls(MOVE_DETAIL) == 1 && shop.fake.calls(GROUPS) == 1
    );
    assert!(shop.orders().iter().all(|o| o["carrier"] == "ゆうパック"));
}

#[test]
fn imp_06_a_paid_row_without_a_company_is_looked_up_too() {
    for blank in ["", "   "] {
        let shop = shop(vec![row().item("802", "B-2").carrier(blank)]);
        shop.import();
        assert_eq!(shop.show("412345678")["carrier"], "ゆうパック", "{blank:?}");
    }
}

#[test]
fn imp_06_rows_with_a_company_and_no_option_cost_list_calls_only() {
    let shop = shop(vec![row(), row().cart(2).no(2)]);
    let report = shop.import();
    for method in [DETAIL, GROUPS, MOVE_DETAIL, INVENTORY, ADDONS] {
        assert_eq!(shop.fake.calls(method), 0, "{method}");
    }
    assert_eq!(report.0["api_calls"][LIST].as_u64().unwrap() as usize, shop.fake.calls(LIST));
}

#[test]
fn imp_06_where_no_company_is_found_the_cart_is_rejected_and_the_others_go_on() {
    let shop = shop(vec![
        unpaid(1, "801", "A-1"),
        unpaid(2, "899", "Z-9"),
        unpaid(3, "804", "C-4"),
        unpaid(4, "805", "D-5"),
        row().cart(400_000_005).no(1_000_000_005).item("899", "Z-9").carrier(""),
    ]);
    shop.fake.model(|m| {
        m.items.insert("804".into(), Item::new("C-4", 33));
        m.items.insert("805".into(), Item::new("D-5", 99));
    });
    let report = shop.import_with(&[], 3);
    assert_eq!(report.counts(), [5, 1, 0, 4]);
    assert_eq!(shop.codes(), ["400000001"]);
    assert_eq!(shop.rejects().len(), 4);
}

#[test]
fn imp_06_a_known_order_costs_no_look_up_in_the_second_run() {
    let shop = shop(vec![unpaid(1, "801", "A-1"), unpaid(2, "803", "M-3")]);
    shop.import();
    assert_eq!(shop.import().counts(), [2, 0, 2, 0]);
    assert_eq!(shop.fake.calls(DETAIL) + shop.fake.calls(MOVE_DETAIL) + shop.fake.calls(GROUPS), 0);
}

#[test]
fn imp_06_a_lost_reply_to_a_look_up_is_asked_for_again() {
    for method in [DETAIL, GROUPS] {
        let shop = shop(vec![unpaid(1, "801", "A-1")]);
        shop.fake.fault(method, 1, Reply::Drop);
        shop.import();
        assert_eq!(shop.fake.calls(method), 2);
        assert_eq!(shop.show("400000001")["carrier"], "佐川急便");
    }
}

#[test]
fn imp_06_a_looked_up_company_splits_a_cart_like_a_given_one() {
    let cart = 412_345_678;
    let shop = shop(vec![
        unpaid(2, "802", "B-2").cart(cart),
        unpaid(1, "801", "A-1").cart(cart),
        unpaid(3, "801", "A-1").cart(cart),
    ]);
    shop.import();
    assert_eq!(shop.codes(), ["412345678-1", "412345678-2"]);
    let first = shop.show("412345678-1");
    assert_eq!(first["carrier"], "佐川急便");
    assert_eq!(first["order_no_sum"], "1000000001,1000000003");
    assert_eq!(shop.show("412345678-2")["carrier"], "ゆうパック");
}
