//! SHP-1: the manual's conditions as a table. An order is sent when all of them hold; each alone keeps it
//! back. Their
//! combinations: `plan::push_shipments`.

use crate::support::{CODE, NO, SEND, Shop, carts, code, valid_number};

/// What is the matter with an order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Complete,
    /// 追跡番号(送り状番号)が登録されている
    NoNumber,
    /// 出荷ステータスが「出荷済み」
    NotShipped(&'static str),
    /// 出荷日がアクション実行日当日
    Yesterday,
    /// APIステータスが「印刷済み」
    ApiStatus(&'static str),
    /// Qoo10側がキャンセル要請中ではない
    Claimed(u8),
}

const CASES: [Case; 15] = [
    Case::Complete,
    Case::NoNumber,
    Case::NotShipped("ready"),
    Case::NotShipped("preparing"),
    Case::NotShipped("working"),
    Case::NotShipped("inspected"),
    Case::NotShipped("on_hold"),
    Case::NotShipped("backordered"),
    Case::NotShipped("cancelled"),
    Case::Yesterday,
    Case::ApiStatus("awaiting_print"),
    Case::ApiStatus("shipped"),
    Case::Claimed(1),
    Case::Claimed(2),
    Case::Claimed(3),
];

fn arrange(shop: &Shop, n: i64, case: Case) {
    let order = code(n);
    let number = valid_number(n);
    let mut args = vec!["orders", "ship", &order, "--carrier", "佐川急便", "--tracking", &number];
    if case == Case::Yesterday {
        args.extend(["--date", "2026-06-30"]);
    }
    shop.print(&[&order]);
    shop.run(&args).expect(0);
    match case {
        Case::Complete | Case::Yesterday => {}
        Case::NoNumber => {
            shop.sql(&format!("UPDATE orders SET tracking_numbers = '[]' WHERE code = '{order}'"));
        }
        Case::NotShipped(status) => shop.force(&order, status, "paid"),
        Case::ApiStatus(status) => {
            shop.run(&["orders", "set", &order, "--api-status", status]).expect(0);
        }
        Case::Claimed(status) => shop.claim(&[NO + n], status),
    }
}

#[test]
fn shp_01_each_condition_alone_keeps_an_order_back() {
    let shop = Shop::imported(carts(CASES.len() as i64));
    for (n, case) in CASES.iter().enumerate() {
        arrange(&shop, n as i64, *case);
    }
    let report = shop.push_with(&[], 3);
    assert_eq!(shop.offered(), [NO], "of {CASES:?}");
    assert_eq!(report.orders("sent"), [CODE]);
    assert_eq!(report.count("blocked"), 3, "{report:#?}");
    assert_eq!(report.orders("blocked"), [code(12), code(13), code(14)]);
    assert_eq!((report.count("refused"), report.count("failed")), (0, 0), "{report:#?}");
    for (n, case) in CASES.iter().enumerate() {
        let wanted = match case {
            Case::Complete => "shipped",
            Case::ApiStatus(status) => status,
            _ => "printed",
        };
        assert_eq!(shop.api_status(&code(n as i64)), wanted, "{case:?}");
    }
}

#[test]
fn shp_01_without_a_complete_order_nothing_is_sent_named_or_not() {
    let shop = Shop::imported(carts(CASES.len() as i64 - 1));
    let mut named = vec!["push-shipments".to_owned(), "--json".to_owned()];
    for (n, case) in CASES.into_iter().filter(|case| *case != Case::Complete).enumerate() {
        arrange(&shop, n as i64, case);
        named.extend(["--order".to_owned(), code(n as i64)]);
    }
    shop.push_with(&[], 3);
    shop.run(&named.iter().map(String::as_str).collect::<Vec<_>>()).expect(3);
    assert_eq!(shop.fake.calls(SEND), 0);
}

#[test]
fn shp_06_registered_by_hand_and_told_so_is_left_alone() {
    let shop = Shop::imported(carts(1));
    shop.print_and_ship(CODE, "405548424886");
    shop.at_qoo10(NO, |row| row.sent("ヤマト宅急便", "444413758703", "2026-07-01 09:50:00"));
    shop.run(&["orders", "set", CODE, "--api-status", "shipped"]).expect(0);
    assert_eq!(shop.push().pushed(), [0, 0, 0, 0, 0]);
    assert_eq!(shop.fake.calls(SEND), 0);
}
