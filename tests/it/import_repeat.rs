//! IMP-14 and IMP-16: a second run changes nothing, and a cart is whole or absent wherever the process dies.

use std::time::Duration;

use crate::support::{DETAIL, Row, Shop, row};

fn cart(n: i64) -> Vec<Row> {
    (0..3).map(|i| row().cart(400_000_000 + n).no(1_000_000_000 + 10 * n + i)).collect()
}

#[test]
fn second_run_changes_nothing() {
    let mut shop = Shop::with_rows([cart(1), cart(2), vec![row().no(5).unpaid()]].concat());
    assert_eq!(shop.import().counts(), [7, 7, 0, 0]);
    let before: Vec<_> = shop.codes().iter().map(|c| shop.show(c)).collect();
    for now in ["2026-07-01 10:00:00", "2026-07-01 10:05:00", "2026-07-01 10:09:00"] {
        shop.at(now);
        let report = shop.import();
        assert_eq!(report.counts(), [7, 0, 7, 0]);
        assert!(report.items("imported").is_empty());
    }
    let after: Vec<_> = shop.codes().iter().map(|c| shop.show(c)).collect();
    assert_eq!(before, after, "orders or their history have changed");
    shop.check_state();
}

#[test]
fn imp_14_what_changes_at_qoo10_later_is_not_taken_over() {
    let shop = Shop::with_rows(vec![row().unpaid()]);
    shop.import();
    let before = shop.show("412345678");
    let changed = row()
        .set("Receiver", "別人 三郎")
        .set("ShippingAddress", "大阪府 大阪市 架空町9-9")
        .qty(5)
        .price(1)
        .item("812345678", "OTHER-1")
        .carrier("ゆうパック");
    shop.fake.set_rows(vec![changed]);
    assert_eq!(shop.import().counts(), [1, 0, 1, 0]);
    assert_eq!(shop.show("412345678"), before);
}

#[test]
fn imp_14_a_known_row_that_breaks_later_is_no_reject() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    shop.fake.set_rows(vec![row().item("812345678", "壊れ").carrier("")]);
    assert_eq!(shop.import().counts(), [1, 0, 1, 0]);
    assert!(shop.rejects().is_empty());
}

#[test]
fn imp_14_local_edits_survive() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    let edit = "UPDATE orders SET status = 'working', carrier = 'ネコポス'; UPDATE order_lines SET qty = 5";
    rusqlite::Connection::open(shop.path("demo.db")).unwrap().execute_batch(edit).unwrap();
    let before = shop.show("412345678");
    assert_eq!(before["status"], "working");
    shop.import();
    assert_eq!(shop.show("412345678"), before);
}

#[test]
fn imp_16_a_process_that_dies_leaves_whole_carts_or_none() {
    let slow = row().cart(400_000_009).no(1_000_000_999).unpaid();
    let shop = Shop::with_rows([cart(1), vec![slow], cart(2)].concat());
    shop.busy(&["import"], DETAIL).kill();
    if shop.path("demo.db").exists() {
        shop.check_state();
        for order in shop.everything() {
            assert_eq!(order["lines"].as_array().unwrap().len(), 3, "{order:#}");
        }
    }
    shop.import();
    assert_eq!(shop.codes(), ["400000001", "400000002", "400000009"]);
    assert!(shop.everything().iter().all(|o| o["lines"].as_array().unwrap().len() != 2));
    assert_eq!(shop.import().counts(), [7, 0, 7, 0]);
}

#[test]
fn imp_16_killed_again_and_again_the_end_is_the_same() {
    let rows: Vec<Row> = (0..40).flat_map(cart).collect();
    let undisturbed = Shop::with_rows(rows.clone());
    undisturbed.import();
    let shop = Shop::with_rows(rows);
    for wait_ms in [1, 4, 8, 12, 16, 20, 26, 34, 45, 60] {
        let mut child = shop.spawn(&["import"]);
        std::thread::sleep(Duration::from_millis(wait_ms));
        drop(child.kill());
        child.wait().unwrap();
    }
    shop.import();
    assert_eq!(shop.codes(), undisturbed.codes());
    for code in ["400000000", "400000020", "400000039"] {
        assert_eq!(shop.show(code)["lines"], undisturbed.show(code)["lines"]);
    }
    shop.check_state();
}
