//! When the desk was told that an order was shipped, whatever the way (STK-7).

use crate::support::practice::Practice;
use crate::support::{CODE, NO, Shop, carts, row};

/// A command that ships the order.
type Way = fn(&mut Shop);

/// When it was told, and the number of that.
type Moment = (Option<String>, Option<i64>);

fn moment(shop: &Shop, code: &str) -> Moment {
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    let sql = "SELECT told_shipped_at, shipped_no FROM orders WHERE code = ?1";
    state.query_row(sql, [code], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
}

fn at(time: &str, shipped_no: i64) -> Moment {
    (Some(format!("2026-07-01T{time}+09:00")), Some(shipped_no))
}

fn ship(shop: &Shop, number: &str) {
    let args =
        ["orders", "ship", CODE, "--carrier", "佐川急便", "--tracking", number, "--date", "2026-06-30"];
    shop.run(&args).expect(0);
}

fn load(shop: &Shop, number: &str) {
    let text = format!("order,carrier,tracking,shipped_on\n{CODE},佐川急便,{number},2026-06-30\n");
    std::fs::write(shop.path("in.csv"), text).unwrap();
    shop.run(&["shipments", "load", "in.csv"]).expect(0);
}

fn set(shop: &Shop, status: &str) {
    shop.run(&["orders", "set", CODE, "--status", status]).expect(0);
}

const NUMBERS: [&str; 2] = ["405548424886", "400000000013"];

#[test]
fn stk_07_every_way_to_shipped_notes_the_moment_of_the_desk_and_not_the_day_of_the_parcel() {
    let ways: [(&str, Way); 4] = [
        ("orders ship", |shop| ship(shop, NUMBERS[0])),
        ("shipments load", |shop| load(shop, NUMBERS[0])),
        ("orders set", |shop| {
            shop.run(&["orders", "set", CODE, "--status", "shipped", "--api-status", "shipped"]).expect(0);
        }),
        ("sync-status adopts it", |shop| {
            shop.set("sync_status", "adopt_sent", "true");
            shop.at_qoo10(NO, |row| row.sent("ゆうパック", NUMBERS[0], "2026-06-30 09:40:00"));
            assert_eq!(shop.sync().count("adopted"), 1);
        }),
    ];
    for (way, go) in ways {
        let mut shop = Shop::imported(carts(1));
        assert_eq!(moment(&shop, CODE), (None, None), "{way}");
        shop.at("2026-07-01 11:00:00");
        go(&mut shop);
        assert_eq!(shop.show(CODE)["status"], "shipped", "{way}");
        assert_eq!(moment(&shop, CODE), at("11:00:00", 1), "{way}");
        shop.at("2026-07-01 12:00:00");
        shop.import();
        shop.sync_with(&[], 0);
        assert_eq!(moment(&shop, CODE), at("11:00:00", 1), "{way}: later runs");
    }
}

#[test]
fn stk_07_a_cart_that_was_sent_before_it_is_imported_left_when_it_was_imported() {
    let sent = row().sent("佐川急便", NUMBERS[0], "2026-06-30 12:00:00");
    let shop = Shop::with_rows(vec![
        sent,
        row().cart(2).no(NO + 1).sent("佐川急便", NUMBERS[1], "2026-06-30 12:00:00"),
    ]);
    shop.import_with(&["--order", CODE], 0);
    shop.import_with(&["--order", "2"], 0);
    assert_eq!(shop.show(CODE)["status"], "shipped");
    assert_eq!([moment(&shop, CODE), moment(&shop, "2")], [at("10:00:00", 1), at("10:00:00", 2)]);
}

#[test]
fn stk_07_a_correction_leaves_the_moment_and_a_second_shipment_has_its_own() {
    let mut shop = Shop::imported(carts(1));
    ship(&shop, NUMBERS[0]);
    shop.at("2026-07-01 11:00:00");
    ship(&shop, NUMBERS[1]);
    assert_eq!(moment(&shop, CODE), at("10:00:00", 1), "another number by hand");
    load(&shop, NUMBERS[0]);
    assert_eq!(moment(&shop, CODE), at("10:00:00", 1), "another number from a file");
    shop.at("2026-07-01 12:00:00");
    set(&shop, "inspected");
    assert_eq!(moment(&shop, CODE), (None, None), "it is here again");
    ship(&shop, NUMBERS[0]);
    assert_eq!(moment(&shop, CODE), at("12:00:00", 1), "no other was shipped since");
    shop.run(&["orders", "set", CODE, "--status", "cancelled"]).expect(0);
    assert_eq!(moment(&shop, CODE), (None, None), "cancelled");
}

#[test]
fn stk_07_an_order_came_when_it_was_written_and_not_when_the_run_began() {
    for (later, at) in [(0, "10:00:00"), (500, "10:00:01"), (60_000, "10:01:00")] {
        let mut practice = Practice::seeded();
        practice.since = chrono::Duration::milliseconds(later);
        practice.import().1.unwrap();
        let state = rusqlite::Connection::open(practice.state()).unwrap();
        let sql = "SELECT min(imported_at), max(imported_at) FROM orders";
        let found: [String; 2] = state.query_row(sql, [], |row| Ok([row.get(0)?, row.get(1)?])).unwrap();
        assert_eq!(found, [at, at].map(|at| format!("2026-07-01T{at}+09:00")), "{later} ms later");
    }
}
