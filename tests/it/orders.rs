//! `orders list` and `orders show`.

use serde_json::{Value, json};

use crate::support::{Shop, assert_keys, row};

const HEAD: [&str; 26] = [
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
    "claims",
    "exports",
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
        shown
            .as_object_mut()
            .unwrap()
            .retain(|key, _| !["lines", "claims", "exports", "history"].contains(&key.as_str()));
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

/// Orders 1 and 2 of May, 1 finished; 3 of July, finished.
fn aged() -> Shop {
    let mut shop = Shop::with_rows(vec![
        row().cart(1).no(10).ordered("2026-05-02 09:00:00"),
        row().cart(2).no(20).ordered("2026-05-01 09:00:00"),
    ]);
    shop.at("2026-05-02 10:00:00");
    shop.import();
    shop.fake.set_rows(vec![row().cart(3).no(30).ordered("2026-07-01 09:00:00")]);
    shop.at("2026-07-01 10:00:00");
    shop.import();
    shop.sql(
        "UPDATE orders SET status = 'shipped', api_status = 'shipped', shipped_on = '2026-05-03' WHERE pack_no <> 2;
         UPDATE orders SET tracking_numbers = '[\"405488544886\"]', shipped_by = 'クロネコ', carrier = 'ヤマト宅急便' WHERE pack_no = 1;
         UPDATE order_people SET receiver_zip = '530-0002',
             receiver_kana = 'コノヒト　ダケ' WHERE order_id = (SELECT order_id FROM orders WHERE pack_no = 1)",
    );
    shop
}

fn listed(shop: &Shop, args: &[&str]) -> Vec<String> {
    let args = [&["orders", "list", "--json"], args].concat();
    let run = shop.run(&args).expect(0);
    assert_eq!(run.stderr, "", "JSON has no word beside it");
    run.lines().iter().map(|order| order["order"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_list_shows_what_is_open_or_young_and_says_that_there_is_more() {
    let shop = aged();
    for (args, codes) in [
        (&[][..], &["2", "3"][..]),
        (&["--all"], &["2", "1", "3"]),
        (&["--newest"], &["3", "2"]),
        (&["--all", "--newest", "--limit", "2"], &["3", "1"]),
        (&["--since", "2026-05-02"], &["1", "3"]),
        (&["--since", "2026/5/1", "--until", "2026-5-2"], &["2", "1"]),
        (&["--until", "2026-05-31"], &["2"]),
        (&["--status", "shipped"], &["3"]),
        (&["--all", "--shipped-on", "2026-05-03", "--carrier", "ﾔﾏﾄ運輸"], &["1"]),
        (&["--carrier", "佐川急便"], &["2", "3"]),
        (&["--find", "5300002"], &["1"]),
        (&["--find", "このひとだけ"], &["1"]),
        (&["--find", "4054-8854-4886"], &["1"]),
        (&["--find", "10"], &["1"]),
        (&["--find", "nobody"], &[]),
        (&["--sku", "NO-SUCH"], &[]),
    ] {
        assert_eq!(listed(&shop, args), codes, "{args:?}");
    }
    for (lang, said) in [("en", "finished orders older than 30 days"), ("ja", "30日より前の注文は省略")]
    {
        let stderr =
            |args: &[&str]| shop.run(&[&["orders", "list", "--lang", lang], args].concat()).expect(0).stderr;
        let told = stderr(&[]);
        assert!(told.contains(said) && told.lines().count() == 1, "{told}");
        for args in [&["--all"][..], &["--quiet"], &["--status", "ready"], &["--since", "2026-06-01"]] {
            assert_eq!(stderr(args), "", "{args:?}");
        }
    }
    shop.run(&["orders", "list", "--since", "2026-07-02", "--until", "2026-07-01"])
        .expect(2)
        .says(&["next:"]);
    for (lang, args, said) in [
        ("en", ["--sku", "ts-01"], "no orders: none has the SKU ts-01; did you mean TS-001?\n"),
        ("en", ["--sku", "MUG-77"], "no orders: none has the SKU MUG-77\n"),
        ("ja", ["--sku", "MUG-77"], "注文はありません(品番MUG-77の注文がありません)\n"),
        (
            "en",
            ["--carrier", "佐川急便x"],
            "none has the delivery company 佐川急便x; did you mean 佐川急便?\n",
        ),
        ("ja", ["--carrier", "赤帽"], "注文はありません(配送会社「赤帽」の注文がありません)\n"),
        ("en", ["--carrier", "福山通運"], "no orders: none has the delivery company 福山通運"),
    ] {
        let run = shop.run(&[&["orders", "list", "--lang", lang, "--all"], &args[..]].concat()).expect(0);
        assert!(run.stderr.contains(said) && run.stdout.is_empty(), "{run:#?}");
    }
    shop.run(&["orders", "list", "--find", "-"]).expect(2).says(&["a letter or a digit"]);
}

#[test]
fn a_list_of_years_is_as_wide_from_the_first_row_to_the_last() {
    let shop = shop();
    shop.sql(
        "WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
         INSERT INTO orders (order_id, pack_no, suffix, status, payment_status, api_status, carrier,
             ordered_at, imported_at)
           SELECT 100 + i, 500000000 + i, 0, 'shipped', 'paid', 'shipped', '佐川急便',
               '2026-06-01T00:00:00+09:00', '' FROM n;
         INSERT INTO order_people (order_id) SELECT order_id FROM orders WHERE order_id > 100",
    );
    let text = shop.run(&["orders", "list", "--all"]).expect(0).stdout;
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 1 + 2502, "headings once, a line for each order");
    let places: Vec<_> = lines[3..].iter().map(|line| line.find("佐川急便")).collect();
    assert!(places[0].is_some() && places.iter().all(|place| *place == places[0]), "{:?}", &lines[..4]);
}
