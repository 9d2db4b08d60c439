//! `orders pick`: what has to be fetched for the orders that may leave (FIL-7), on the screen and in files.

use std::os::unix::fs::PermissionsExt as _;

use scraper::{Html, Selector};
use serde_json::{Value, json};

use crate::support::{Shop, row};

const HOSTILE: &str = "<script>alert(1)</script>\"'&amp;";

/// Four orders that may leave, one of them a gift, and one for each reason why another may not.
fn shop() -> Shop {
    let shop = Shop::with_rows(vec![
        row().cart(1).no(10).item("812345678", "TS-001").qty(2),
        row().cart(2).no(20).item("812345678", "TS-001").qty(1).set("Gift", "のし:御中元"),
        row().cart(2).no(21).item("812345679", "CUP-01").qty(3).set("Gift", "のし:御中元"),
        row().cart(3).no(30).item("812345678", "TS-001").qty(5).unpaid(),
        row().cart(4).no(40).item("812345679", "CUP-01").qty(7),
        row().cart(5).no(50).item("812345679", "CUP-01").qty(11),
        row().cart(6).no(60).item("812345679", "CUP-01").qty(13),
        row().cart(7).no(70).item("812345679", "CUP-01").qty(17),
        row().cart(8).no(80).item("812345679", "CUP-01").qty(19),
        row().cart(9).no(90).item("812345678", "TS-001").qty(4),
        row().cart(11).no(110).item("812345679", "CUP-01").qty(23),
        row().cart(12).no(120).item("812345678", "TS-001").qty(6),
    ]);
    shop.import_with(&[], 0);
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    state
        .execute_batch(
            "UPDATE order_lines SET cancel_requested = 1 WHERE order_no = 40;
             UPDATE orders SET needs_person = 'no_such_order', needs_person_order_no = 50 WHERE pack_no = 5;
             UPDATE orders SET status = 'shipped' WHERE pack_no = 6;
             UPDATE orders SET status = 'backordered' WHERE pack_no = 7;
             UPDATE orders SET status = 'cancelled' WHERE pack_no = 8;
             UPDATE orders SET status = 'inspected', api_status = 'printed' WHERE pack_no = 9;
             UPDATE orders SET api_status = 'shipped' WHERE pack_no = 11;
             INSERT INTO order_lines (order_id, line, item_code, name, qty, unit_price_yen, total_yen)
               SELECT order_id, 9, '812345999', '<b>見本の箱</b>', 1, 0, 0 FROM orders WHERE pack_no = 1;
             INSERT INTO order_lines (order_id, line, order_no, sku, name, qty, unit_price_yen, total_yen,
                 cancelled)
               SELECT order_id, 10, 999, 'GONE', '', 1, 0, 0, 1 FROM orders WHERE pack_no = 1;",
        )
        .unwrap();
    shop.run(&["orders", "hold", "12", "--reason", "x"]).expect(0);
    shop
}

fn share(order: &str, qty: i64, gift: bool) -> Value {
    json!({"order": order, "qty": qty, "gift": gift, "sets": [], "addon_options": []})
}

fn read(shop: &Shop, name: &str) -> String {
    std::fs::read_to_string(shop.path(name)).unwrap()
}

#[test]
fn fil_07_pieces_are_counted_of_the_orders_that_may_leave() {
    let shop = shop();
    let before = shop.everything();
    let items = shop.run(&["orders", "pick", "--json"]).expect(0).lines();
    let told: Vec<(Value, Value, Value)> =
        items.iter().map(|item| (item["sku"].clone(), item["qty"].clone(), item["orders"].clone())).collect();
    assert_eq!(
        told,
        [
            (json!("CUP-01"), json!(3), json!([share("2", 3, true)])),
            (
                json!("TS-001"),
                json!(7),
                json!([share("1", 2, false), share("2", 1, true), share("9", 4, false)])
            ),
            (json!(null), json!(1), json!([share("1", 1, false)])),
        ]
    );
    assert_eq!((&items[2]["item_code"], &items[2]["name"]), (&json!("812345999"), &json!("<b>見本の箱</b>")));
    let text = shop.run(&["orders", "pick"]).expect(0).stdout;
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    for words in ["TS-001", "  9 ", "812345999 <b>見本の箱</b>", "gift"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert_eq!(text.matches("gift").count(), 2, "{text}");
    assert!(!text.contains("GONE"), "{text}");
    assert_eq!(shop.everything(), before, "nothing is marked");
}

#[test]
fn the_csv_is_for_spreadsheets_and_the_page_for_printers() {
    let shop = shop();
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    let sql = "UPDATE order_lines SET sku = '=1+1', name = ?1 WHERE order_no = 21";
    state.execute(sql, [HOSTILE]).unwrap();
    let run = shop.run(&["orders", "pick", "--csv", "pick.csv", "--html", "pick.html"]).expect(0);
    assert_eq!(run.stdout, "wrote pick.html: 3 SKUs, 11 pieces\nwrote pick.csv: 3 SKUs, 11 pieces\n");
    let csv = read(&shop, "pick.csv");
    let name = HOSTILE.replace('"', "\"\"");
    assert!(csv.starts_with("\u{feff}sku,name,qty,orders\r\n'=1+1,\""), "{csv}");
    assert!(csv.contains(&name) && csv.contains(",7,1 2(gift) 9\r\n"), "{csv}");
    let page = read(&shop, "pick.html");
    let html = Html::parse_document(&page);
    assert_eq!(html.errors, Vec::<String>::new());
    let texts = |selector: &str| -> Vec<String> {
        html.select(&Selector::parse(selector).unwrap()).map(|one| one.text().collect()).collect()
    };
    assert_eq!(texts("tbody .n"), ["3", "7", "1"]);
    assert!(texts("tbody td").contains(&HOSTILE.to_owned()), "{page}");
    assert_eq!(texts(".order b"), ["gift", "gift"]);
    assert_eq!(texts("script, link, img, a, style + style"), Vec::<String>::new());
    for policy in ["default-src 'none'", "color-scheme: light;", "table-header-group", "break-inside: avoid"]
    {
        assert!(page.contains(policy), "{policy}");
    }
    assert!(!page.contains("prefers-color-scheme") && !page.contains("://"), "{page}");
    for name in ["pick.csv", "pick.html"] {
        assert_eq!(shop.path(name).metadata().unwrap().permissions().mode() & 0o777, 0o600, "{name}");
    }
}

#[test]
fn fil_06_a_file_that_is_there_stays_unless_it_is_to_be_replaced() {
    let shop = shop();
    std::fs::write(shop.path("there.csv"), "mine").unwrap();
    std::fs::create_dir(shop.path("folder")).unwrap();
    std::os::unix::fs::symlink(shop.path("there.csv"), shop.path("link.csv")).unwrap();
    std::os::unix::fs::symlink(shop.path("nowhere"), shop.path("dangling.csv")).unwrap();
    let state = std::fs::read(shop.path("demo.db")).unwrap();
    for (name, replaces) in [
        ("there.csv", false),
        ("folder", false),
        ("folder", true),
        ("link.csv", true),
        ("dangling.csv", true),
        ("demo.db", true),
        ("demo.db-wal", false),
        ("/dev/null", true),
        ("-", false),
        ("-", true),
    ] {
        let mut args = vec!["orders", "pick", "--csv", name];
        args.extend(replaces.then_some("--replace"));
        shop.run(&args).expect(2).says(&[name, "stays as it is", "next:"]);
    }
    assert_eq!(read(&shop, "there.csv"), "mine");
    assert_eq!(std::fs::read(shop.path("demo.db")).unwrap(), state);
    assert!(!shop.path("nowhere").exists() && !shop.path("-").exists());
    // One that cannot be written keeps the other from being written.
    shop.run(&["orders", "pick", "--html", "new.html", "--csv", "there.csv"]).expect(2);
    assert!(!shop.path("new.html").exists());
    shop.run(&["orders", "pick", "--html", "same", "--csv", "./same"]).expect(2).says(&["one file"]);
    shop.run(&["orders", "pick", "--csv", "there.csv", "--replace"]).expect(0);
    assert!(read(&shop, "there.csv").contains("TS-001"));
    let json = shop.run(&["orders", "pick", "--csv", "new.csv", "--json"]).expect(0).json();
    let bytes = read(&shop, "new.csv").len();
    assert_eq!(json, json!({"file": "new.csv", "bytes": bytes}));
    shop.run(&["orders", "pick", "--csv", "absent/new.csv"]).expect(1).says(&["absent/new.csv", "next:"]);
    let left = std::fs::read_dir(shop.dir.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(left.into_iter().all(|name| !name.to_str().unwrap().ends_with(".new")), "something is left");
}

#[test]
fn nothing_to_pick_is_said_and_makes_no_file() {
    let shop = Shop::with_rows(vec![row().unpaid()]);
    shop.import();
    let run = shop.run(&["orders", "pick", "--csv", "pick.csv", "--html", "pick.html"]).expect(0);
    run.says(&["nothing to pick"]);
    assert_eq!(run.stdout, "");
    assert!(!shop.path("pick.csv").exists() && !shop.path("pick.html").exists());
    shop.run(&["orders", "pick"]).expect(0).says(&["nothing to pick"]);
    assert_eq!(shop.run(&["orders", "pick", "--json"]).expect(0).stdout, "");
    assert_eq!(shop.run(&["orders", "pick", "--quiet"]).expect(0).all(), "\n");
}
