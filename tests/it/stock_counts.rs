//! What a count counts and when, the rules of a SKU, and how its free stock is explained (STK-7).

use std::fs;
use std::io::{BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use qoo10_bridge::domain::time::parse_jst;
use qoo10_bridge::runtime::io::Input;
use serde_json::{Value, json};

use crate::support::{Run, Shop, in_process, row};

const CODE: &str = "412345678";

fn load(shop: &Shop, text: &str, args: &[&str], code: i32) -> Run {
    fs::write(shop.path("in.csv"), text).unwrap();
    shop.run(&[&["stock", "load", "in.csv"], args].concat()).expect(code)
}

fn state(shop: &Shop) -> rusqlite::Connection {
    rusqlite::Connection::open(shop.path("demo.db")).unwrap()
}

/// The SKU's line of `stock list`.
fn list(shop: &Shop, sku: &str) -> Value {
    let lines = shop.run(&["stock", "list", "--json"]).expect(0).lines();
    lines.into_iter().find(|line| line["sku"] == sku).unwrap()
}

/// A shop with an imported order of one piece, and its SKU.
fn with_order() -> (Shop, String) {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    let sku = state(&shop).query_row("SELECT sku FROM order_lines", [], |row| row.get(0)).unwrap();
    (shop, sku)
}

#[test]
fn stk_07_a_bare_quantity_needs_a_word_for_what_it_counts() {
    let mut shop = Shop::new();
    let text = "品番,在庫数\nA,5\n";
    load(&shop, text, &[], 2).says(&["qty / 在庫数", "in.csv", "--count on_hand", "--count free"]);
    load(&shop, text, &["--lang", "ja"], 2).says(&["在庫数", "棚にある数すべて", "--count free"]);
    assert!(!shop.path("demo.db").exists(), "a state file was made");
    load(&shop, "sku,on_hand,free_qty\nA,5,4\n", &[], 2).says(&["on_hand / 実在庫数", "free_qty / フリー"]);
    load(&shop, "sku,実在庫数\nA,5\n", &["--count", "free"], 2).says(&["--count says free", "on_hand"]);
    load(&shop, "sku,free_qty\nA,5\n", &["--count", "on_hand"], 2).says(&["--count says on_hand"]);
    load(&shop, text, &["--count", "on_hand"], 0);
    assert_eq!(list(&shop, "A")["basis"], "on_hand");
    shop.set("stock", "count", r#""free""#);
    let run = load(&shop, text, &[], 0);
    assert!(run.stdout.contains("1 changed"), "another basis is a change: {run:#?}");
    assert_eq!(list(&shop, "A")["basis"], "free");
    load(&shop, "品番,在庫数,実在庫数\nA,9,6\n", &[], 0);
    assert_eq!((&list(&shop, "A")["basis"], &list(&shop, "A")["count"]), (&json!("on_hand"), &json!(6)));
}

#[test]
fn stk_07_a_count_by_hand_counts_what_is_asked_for_then_what_is_configured_then_free_stock() {
    let mut shop = Shop::new();
    let set = |shop: &Shop, args: &[&str]| {
        shop.run(&[&["stock", "set", "A", "5"], args].concat()).expect(0);
        list(shop, "A")["basis"].clone()
    };
    assert_eq!(set(&shop, &[]), "free");
    shop.set("stock", "count", r#""on_hand""#);
    assert_eq!(set(&shop, &[]), "on_hand");
    assert_eq!(set(&shop, &["--count", "free"]), "free");
    let said = |args: &[&str]| shop.run(&[&["stock", "set", "A", "5"], args].concat()).expect(0).stdout;
    assert_eq!(said(&[]), "A: 5 free -> 5 on hand\n");
    assert_eq!(said(&["--count", "free", "--lang", "ja"]), "A: 5(実在庫) → 5(フリー在庫)\n");
}

#[test]
fn stk_07_the_shelf_is_less_the_open_orders_and_free_stock_is_not() {
    let (mut shop, sku) = with_order();
    let free = |shop: &Shop| (list(shop, &sku)["in_orders"].clone(), list(shop, &sku)["free_qty"].clone());
    let set = |shop: &Shop, args: &[&str]| shop.run(&[&["stock", "set", &sku], args].concat()).expect(0);
    let run = set(&shop, &["8", "--count", "on_hand"]);
    assert_eq!(run.stdout, format!("{sku}: 8 (new); 8 counted - 1 in orders = 7\n"));
    assert_eq!(free(&shop), (json!(1), json!(7)));
    set(&shop, &["8"]);
    assert_eq!(free(&shop), (json!(0), json!(8)));
    load(&shop, &format!("sku,on_hand\n{sku},8\n"), &[], 0);
    assert_eq!(free(&shop), (json!(1), json!(7)));
    shop.at("2026-07-02 09:00:00");
    // Free stock that was counted before the order came.
    let sql = "UPDATE orders SET imported_at = '2026-07-01T12:00:00+09:00'";
    state(&shop).execute(sql, []).unwrap();
    load(&shop, &format!("sku,free_qty\n{sku},8\n"), &["--counted-at", "2026-07-01 11:59:59"], 0);
    assert_eq!(free(&shop), (json!(1), json!(7)));
    load(&shop, &format!("sku,free_qty\n{sku},8\n"), &["--counted-at", "2026/7/1 12:00"], 0);
    assert_eq!(free(&shop), (json!(0), json!(8)));
    let report =
        load(&shop, &format!("sku,free_qty\n{sku},8\n"), &["--counted-at", "2026-07-01 11:00", "--json"], 3);
    assert_eq!(report.json()["items"][0]["reason"], "counted_at_older");
    shop.at("2026-07-01 11:00:00");
    shop.run(&["stock", "set", &sku, "5"]).expect(2).says(&["2026-07-01T12:00:00+09:00", "clock"]);
    assert_eq!(free(&shop), (json!(0), json!(8)));
}

#[test]
fn stk_07_the_first_count_may_be_older_than_a_shipment() {
    let (mut shop, sku) = with_order();
    shop.run(&["orders", "ship", CODE, "--carrier", "ヤマト宅急便", "--tracking", "412345678901"]);
    state(&shop)
        .execute("UPDATE orders SET status = 'shipped', told_shipped_at = '2026-07-01T10:00:00+09:00'", [])
        .unwrap();
    shop.at("2026-07-02 09:00:00");
    let text = format!("sku,on_hand,counted_at\n{sku},8,2026-07-01 09:00\n");
    let report = load(&shop, &text, &["--json", "--dry-run"], 0).json();
    assert_eq!(report["items"][0]["free_qty"], 7, "it left after it was counted");
}

#[test]
fn stk_07_what_a_run_does_that_waited_for_a_count_comes_after_it() {
    let (mut shop, sku) = with_order();
    let set = |shop: &Shop, basis| shop.run(&["stock", "set", &sku, "8", "--count", basis]).expect(0);
    let in_orders = |shop: &Shop| list(shop, &sku)["in_orders"].clone();
    // It began before the count, and the lock let it in afterwards.
    shop.at("2026-07-01 10:00:05");
    set(&shop, "free");
    shop.at("2026-07-01 10:00:01");
    shop.fake.add_row(row().cart(2).no(2).qty(3));
    shop.import();
    assert_eq!(in_orders(&shop), 3);
    shop.at("2026-07-01 10:00:09");
    set(&shop, "on_hand");
    shop.at("2026-07-01 10:00:06");
    shop.run(&["orders", "set", "2", "--status", "shipped", "--api-status", "shipped"]).expect(0);
    assert_eq!(in_orders(&shop), 4, "it stood on the shelf");
    shop.at("2026-07-01 10:00:20");
    set(&shop, "free");
    assert_eq!(in_orders(&shop), 0);
}

#[test]
fn stk_07_an_add_on_line_counts_against_its_own_sku() {
    let mut shop = Shop::with_rows(vec![row().qty(2)]);
    shop.import();
    let sku: String = state(&shop).query_row("SELECT sku FROM order_lines", [], |row| row.get(0)).unwrap();
    shop.at("2026-07-01 11:00:00");
    for name in [&sku, "BOX"] {
        shop.run(&["stock", "set", name, "8", "--count", "on_hand"]).expect(0);
    }
    // As `addon_options_as_lines` makes it: with the code of the item that it was bought with.
    state(&shop)
        .execute_batch(
            "INSERT INTO order_lines (order_id, line, parent_line_id, sku, item_code, name, qty, unit_price_yen,
               total_yen) SELECT order_id, 2, line_id, 'BOX', item_code, '', qty, 0, 0 FROM order_lines;
             INSERT INTO items (item_code) SELECT DISTINCT item_code FROM order_lines;
             INSERT INTO listings (item_code, option, sku, sent_qty)
               SELECT item_code, '', sku, 6 FROM order_lines WHERE line = 1;",
        )
        .unwrap();
    let free = |name: &str| list(&shop, name)["free_qty"].clone();
    assert_eq!((free(&sku), free("BOX")), (json!(6), json!(6)));
}

#[test]
fn stk_09_a_part_that_no_listing_has_is_counted_by_hand() {
    let shop = Shop::new();
    state(&shop);
    shop.run(&["stock", "set", "OTHER", "1"]).expect(0);
    state(&shop)
        .execute_batch(
            "INSERT INTO items (item_code) VALUES ('1');
             INSERT INTO listings (item_code, option, sku) VALUES ('1', '', 'SET');
             INSERT INTO set_parts VALUES ('SET', 'PART', 2);",
        )
        .unwrap();
    shop.run(&["stock", "rule", "PART", "--reserve", "1"]).expect(0);
    shop.run(&["stock", "set", "PART", "9"]).expect(0);
    assert_eq!(list(&shop, "SET")["free_qty"], 4);
    shop.run(&["stock", "set", "PRT", "9"]).expect(2).says(&["PART"]);
}

#[test]
fn stk_07_rules_of_a_sku_are_changed_key_by_key() {
    let mut shop = Shop::new();
    shop.set("stock", "reserve", "1");
    shop.run(&["stock", "set", "A", "12"]).expect(0);
    let rule = |args: &[&str]| shop.run(&[&["stock", "rule", "A"], args].concat()).expect(0).stdout;
    assert_eq!(rule(&["--cap", "9"]), "A: reserve 1, at most 9 (its own), 100 %; 9 free\n");
    assert_eq!(
        rule(&["--reserve", "2", "--percent", "50"]),
        "A: reserve 2 (its own), at most 9 (its own), 50 % (its own); 5 free\n"
    );
    assert_eq!(
        rule(&["--reserve", "-", "--cap", "-", "--json"]),
        "{\"sku\":\"A\",\"reserve\":1,\"cap\":null,\"percent\":50,\"own_rules\":[\"percent\"],\"free_qty\":5,\
         \"outcome\":\"changed\"}\n"
    );
    assert!(rule(&["--percent", "50", "--json"]).contains("\"unchanged\""));
    let line = list(&shop, "A");
    assert_eq!((&line["reserve"], &line["percent"], &line["free_qty"]), (&json!(1), &json!(50), &json!(5)));
    load(&shop, "sku,free_qty,percent\nA,12,-\n", &[], 0);
    assert_eq!(list(&shop, "A")["free_qty"], 11);
    shop.check_state();
}

#[test]
fn stk_07_the_free_stock_of_a_sku_is_explained() {
    let (mut shop, sku) = with_order();
    shop.set("stock", "reserve", "1");
    shop.run(&["stock", "set", &sku, "8", "--count", "on_hand"]).expect(0);
    state(&shop).execute("INSERT INTO items (item_code) VALUES ('812345678')", []).unwrap();
    let sql = "INSERT INTO listings (item_code, option, sku, sent_qty, sent_at)
               VALUES ('812345678', '', ?1, 9, '2026-07-01T09:00:00+09:00')";
    state(&shop).execute(sql, [&sku]).unwrap();
    let shown = shop.run(&["stock", "show", &sku]).expect(0);
    for says in ["8 counted - 1 in orders - 1 reserve = 6", "8 on hand, 2026-07-01 10:00", CODE, "812345678"]
    {
        assert!(shown.stdout.contains(says), "{says}: {shown:#?}");
    }
    let json = shop.run(&["stock", "show", &sku, "--json"]).expect(0).json();
    assert_eq!((&json["free_qty"], &json["problem"]), (&json!(6), &json!(null)));
    assert_eq!(json["orders"], json!([{"code": CODE, "status": "ready", "qty": 1}]));
    assert_eq!(json["listings"][0]["sent_qty"], 9);
    shop.run(&["stock", "show", &format!("{sku}X")]).expect(2).says(&["did you mean", &sku]);
}

#[test]
fn stk_09_a_set_is_explained_by_its_parts() {
    let shop = Shop::new();
    shop.run(&["stock", "set", "PART-1", "9"]).expect(0);
    let sql =
        "INSERT INTO set_parts (set_sku, sku, qty) VALUES ('SET-1', 'PART-1', 2), ('SET-1', 'PART-2', 1)";
    state(&shop).execute(sql, []).unwrap();
    let json = shop.run(&["stock", "show", "SET-1", "--json"]).expect(0).json();
    assert_eq!((&json["basis"], &json["problem"]), (&json!("set"), &json!("part_without_count")));
    assert_eq!(json["parts"].as_array().unwrap().len(), 2);
    assert_eq!((&json["parts"][0]["qty"], &json["parts"][0]["free_qty"]), (&json!(2), &json!(9)));
    shop.run(&["stock", "show", "PART-2"]).expect(0);
    shop.run(&["stock", "set", "PART-2", "7"]).expect(0);
    let shown = shop.run(&["stock", "show", "SET-1"]).expect(0);
    assert!(shown.stdout.contains("4 sets of its parts = 4"), "{shown:#?}");
    assert_eq!(list(&shop, "SET-1")["count"], json!(null));
    shop.run(&["stock", "set", "SET-1", "5"]).expect(0).says(&["1 SKU is a set"]);
    load(&shop, "sku,free_qty\nSET-1,4\n", &[], 0).says(&["1 SKU is a set"]);
}

/// What is piped in, half a minute after it was asked for.
struct Late(Cursor<&'static str>, Arc<AtomicI64>);

impl Read for Late {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.1.store(30, Ordering::SeqCst);
        self.0.read(buffer)
    }
}

#[test]
fn stk_07_what_is_counted_while_it_is_piped_in_is_not_to_come() {
    let shop = Shop::new();
    shop.run(&["stock", "list"]).expect(0);
    let passed = Arc::new(AtomicI64::new(0));
    let mut io = in_process::surroundings(&shop.env, shop.dir.path());
    let text = "sku,free_qty,counted_at\nA,5,2026-07-01 10:00:30\nB,5,\nC,5,2026-07-01 10:00:31\n";
    io.stdin = Input::new(BufReader::new(Late(Cursor::new(text), passed.clone())), false);
    let began = parse_jst("2026-07-01T10:00:00+09:00").unwrap();
    io.clock = Arc::new(move || began + chrono::Duration::seconds(passed.load(Ordering::SeqCst)));
    let run = in_process::run(&["--config", "shop.toml", "stock", "load", "-"], io);
    assert_eq!(run.code, 3, "{run:#?}");
    run.says(&[":4: ", "still to come"]);
    // Of orders that came meanwhile a count without a moment of its own knows nothing.
    assert_eq!(list(&shop, "B")["counted_at"], "2026-07-01T10:00:00+09:00");
}
