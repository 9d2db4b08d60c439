//! IMP-24: what the shop's own rules hold and warn of, and what staff let go.

use serde_json::{Value, json};

use crate::support::{Item, Row, Shop, row};

/// The rules of example.toml, without the `#` before them.
fn example_rules() -> String {
    let text = include_str!("../../example.toml");
    let block = text.split("# [[import.hold_rules]]").skip(1);
    let rules = block.map(|rule| {
        let lines = rule.lines().skip(1).map_while(|line| line.strip_prefix("# "));
        format!("[[import.hold_rules]]\n{}\n", lines.collect::<Vec<_>>().join("\n"))
    });
    rules.collect()
}

fn with_rules(rows: Vec<Row>, rules: &str) -> Shop {
    let mut shop = Shop::with_rows(rows);
    set_rules(&mut shop, rules);
    shop
}

fn set_rules(shop: &mut Shop, rules: &str) {
    shop.config_text = None;
    shop.config_text = Some(format!("{}{rules}", shop.config()));
}

const GIFT: &str = "[[import.hold_rules]]\nname = \"のし\"\naction = \"hold\"\ngift = true\n";
const NO_PHONE: &str =
    "[[import.hold_rules]]\nname = \"no phone\"\naction = \"hold\"\nphone_missing = true\n";

fn gift() -> Row {
    row().set("Gift", "のし:御中元")
}

fn without_phone(row: Row) -> Row {
    row.set("ReceiverTel", "+81-").set("ReceiverMobile", "")
}

/// Status, hold reasons, and the rules that hold it.
fn state(shop: &Shop, code: &str) -> (String, Value, Value) {
    let order = shop.show(code);
    let file = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    let sql = "SELECT json_group_array(rule ORDER BY rank) FROM order_rules JOIN orders USING (order_id)
               JOIN order_holds USING (order_id) WHERE code = ?1 AND reason = 'rule'";
    let rules: String = file.query_row(sql, [code], |row| row.get(0)).unwrap();
    let status = order["status"].as_str().unwrap().to_owned();
    (status, order["hold_reasons"].clone(), serde_json::from_str(&rules).unwrap())
}

fn held(rules: &[&str]) -> (String, Value, Value) {
    ("on_hold".to_owned(), json!(["rule"]), json!(rules))
}

fn ready() -> (String, Value, Value) {
    ("ready".to_owned(), json!([]), json!([]))
}

#[test]
fn imp_24_the_five_doubtful_orders_are_caught_by_the_rules_of_the_example() {
    let five = |n: i64| row().cart(400 + n).no(400 + n);
    let shop = with_rows_and_example(vec![
        five(0),
        five(1).set("ShippingMessage", "至急キャンセルしてください"),
        five(2).set("ZipCode", "905-0401").set("ShippingAddress", "大阪市北区見本町"),
        five(3).set("Gift", "のし:御中元"),
        five(4).price(19_780_200),
        without_phone(five(5)),
    ]);
    assert_eq!(shop.import().counts(), [6, 6, 0, 0]);
    assert_eq!(state(&shop, "400"), ready());
    let names = ["キャンセル希望", "住所不備", "のし・ギフト", "高額注文", "電話番号なし"];
    for (code, name) in ["401", "402", "403", "404", "405"].into_iter().zip(names) {
        assert_eq!(state(&shop, code), held(&[name]), "{code}");
        let order = shop.show(code);
        let history = order["history"].as_array().unwrap();
        assert_eq!(history[1]["what"], "held_by_rule");
        assert_eq!(history[1]["detail"], name);
        for command in
            [&["orders", "list", "--all"][..], &["orders", "show", code], &["orders", "check"], &["status"]]
        {
            let run = shop.run(command).expect(0);
            assert!(run.stdout.contains(name), "{command:?} {run:#?}");
        }
        for command in [
            &["orders", "ship", code, "--carrier", "佐川急便", "--tracking", "400012345670"][..],
            &["orders", "set", code, "--status", "preparing"],
        ] {
            let run = shop.run(command).expect(2);
            assert!(run.stderr.contains(name) && run.stderr.contains("orders release"), "{run:#?}");
        }
    }
    shop.run(&["report", "--html", "page.html"]).expect(0);
    let page = std::fs::read_to_string(shop.path("page.html")).unwrap();
    assert!(names.iter().all(|name| page.contains(name)), "{page}");
    let status = shop.run(&["status", "--json"]).expect(0).json();
    assert_eq!(status["holds"]["rule"], 5);
}

fn with_rows_and_example(rows: Vec<Row>) -> Shop {
    let rules = example_rules();
    assert_eq!(rules.matches("name = ").count(), 5, "{rules}");
    with_rules(rows, &rules)
}

#[test]
fn imp_24_what_staff_released_is_not_held_again() {
    let shop = with_rules(vec![gift()], GIFT);
    shop.import();
    assert_eq!(state(&shop, "412345678"), held(&["のし"]));
    // Nobody has looked at it: it stays held.
    shop.import();
    shop.run(&["sync-status"]).expect(0);
    shop.import_with(&["--order", "412345678"], 0);
    assert_eq!(state(&shop, "412345678"), held(&["のし"]));
    shop.run(&["orders", "release", "412345678"]).expect(0);
    assert_eq!(state(&shop, "412345678"), ready());
    let history = shop.show("412345678")["history"].as_array().unwrap().len();
    shop.import();
    shop.run(&["sync-status"]).expect(0);
    shop.import_with(&["--order", "412345678"], 0);
    assert_eq!(state(&shop, "412345678"), ready());
    assert_eq!(shop.show("412345678")["history"].as_array().unwrap().len(), history);
    let found = shop.run(&["orders", "check", "--json"]).expect(0).lines();
    assert_eq!(
        found,
        [json!({"order": "412345678", "status": "ready", "rule": "のし", "action": "hold", "held": false,
            "released": true})]
    );
}

/// A receiver that is filled in by `import`, or by `sync-status`.
#[test]
fn imp_24_imp_20_an_order_is_judged_again_when_its_receiver_is_filled_in() {
    for step in ["import", "sync-status"] {
        let shop = with_rules(vec![without_phone(row())], NO_PHONE);
        shop.import();
        assert_eq!(state(&shop, "412345678"), held(&["no phone"]), "{step}");
        shop.fake.set_rows(vec![row()]);
        shop.run(&[step]).expect(0);
        assert_eq!(state(&shop, "412345678"), ready(), "{step}");
        let order = shop.show("412345678");
        assert_eq!(order["history"].as_array().unwrap().last().unwrap()["what"], "rule_lifted", "{step}");

        // What is filled in may be doubtful too.
        let zip = "[[import.hold_rules]]\nname = \"zip\"\naction = \"hold\"\nzip_prefixes = [\"150\"]\n";
        let shop = with_rules(vec![without_phone(row()).set("ZipCode", "")], zip);
        shop.import();
        assert_eq!(state(&shop, "412345678"), ready(), "{step}");
        shop.fake.set_rows(vec![row()]);
        shop.run(&[step]).expect(0);
        assert_eq!(state(&shop, "412345678"), held(&["zip"]), "{step}");
    }
}

#[test]
fn imp_24_imp_20_what_staff_released_is_not_held_again_when_it_is_filled_in() {
    for step in ["import", "sync-status"] {
        let zip = "[[import.hold_rules]]\nname = \"zip\"\naction = \"hold\"\nzip_prefixes = [\"150\"]\n";
        let shop = with_rules(vec![without_phone(row()).set("ZipCode", "")], &format!("{NO_PHONE}{zip}"));
        shop.import();
        shop.run(&["orders", "release", "412345678"]).expect(0);
        shop.fake.set_rows(vec![without_phone(row())]);
        shop.run(&[step]).expect(0);
        assert_eq!(state(&shop, "412345678"), ready(), "{step}");
    }
}

#[test]
fn imp_24_an_unpaid_order_that_a_rule_holds_waits_for_staff_when_it_is_paid() {
    let shop = with_rules(vec![gift().unpaid()], GIFT);
    shop.import();
    let order = shop.show("412345678");
    assert_eq!(order["hold_reasons"], json!(["payment", "rule"]));
    shop.fake.set_rows(vec![gift()]);
    shop.run(&["sync-status"]).expect(0);
    assert_eq!(state(&shop, "412345678"), held(&["のし"]));
}

#[test]
fn imp_24_a_rule_that_warns_holds_nothing_and_names_the_orders() {
    let shop = with_rules(vec![gift(), row().cart(5).no(5)], &GIFT.replace("hold\"", "warn\""));
    for args in [&["--dry-run"][..], &[]] {
        let report = shop.import_with(args, 0);
        let warnings = report.0["warnings"].to_string();
        assert!(warnings.contains("のし") && warnings.contains("412345678"), "{warnings}");
        assert_eq!(report.0["warnings"].as_array().unwrap().len(), 1, "{warnings}");
    }
    assert_eq!(state(&shop, "412345678"), ready());
    assert_eq!(shop.import().0["warnings"], json!([]), "it is told once");
}

#[test]
fn imp_24_the_pieces_of_an_order_are_those_of_its_goods_and_not_its_add_ons() {
    let bought =
        |cart: i64| row().cart(cart).no(cart).option("色:ホワイト / サイズ:M / 名入れ:あり(+300円)", "-W-M");
    let mut shop = Shop::with_rows(vec![bought(401), bought(402).qty(2)]);
    shop.set("import", "addon_options_as_lines", "true");
    set_rules(&mut shop, "[[import.hold_rules]]\nname = \"two\"\naction = \"hold\"\nqty_from = 2\n");
    let item = Item::new("TS-001", 1).option("色", "ホワイト", "-W").addon("名入れ", "あり", 300, "NAME1");
    shop.fake.model(|m| m.items.extend([("812345678".into(), item)]));
    shop.import();
    assert_eq!(shop.show("401")["lines"].as_array().unwrap().len(), 2);
    assert_eq!((state(&shop, "401"), state(&shop, "402")), (ready(), held(&["two"])));
}

#[test]
fn imp_24_another_order_of_the_same_receiver_within_the_hours_is_held() {
    let rule = "[[import.hold_rules]]\nname = \"twice\"\naction = \"hold\"\nsame_receiver_within_hours = 2\n";
    let later = || row().cart(5).no(5).ordered("2026-07-01 10:30:00").paid("2026-07-01 10:30:00");
    let stranger = later().cart(6).no(6).set("Receiver", "例示 桜");
    let split = row().no(1_062_428_738).carrier("ヤマト宅急便").ordered("2026-07-01 09:09:00");
    let rows = vec![row(), split.clone(), later(), stranger.clone()];
    // In one run, and one after the other.
    let mut shop = with_rules(rows.clone(), rule);
    shop.at("2026-07-01 11:00:00");
    shop.import();
    let mut other = with_rules(vec![row(), split], rule);
    other.import();
    other.at("2026-07-01 11:00:00");
    other.fake.set_rows(rows);
    other.import();
    for shop in [shop, other] {
        assert_eq!(state(&shop, "5"), held(&["twice"]));
        let free = shop.orders().into_iter().filter(|order| order["status"] == "ready").count();
        assert_eq!(free, 3, "the first one, split in two, and the stranger's");
        let found = shop.run(&["orders", "check", "--json"]).expect(0).lines();
        assert_eq!(found.len(), 1, "{found:#?}");
    }
}

#[test]
fn imp_24_check_tries_rules_on_the_orders_that_are_here_and_changes_nothing() {
    let mut shop = Shop::with_rows(vec![gift(), gift().cart(5).no(5).unpaid(), row().cart(6).no(6)]);
    shop.import();
    let run = shop.run(&["orders", "check"]).expect(0);
    assert!(run.stdout.is_empty() && run.stderr.contains("hold_rules"), "{run:#?}");
    set_rules(&mut shop, GIFT);
    let before = shop.everything();
    let found = shop.run(&["orders", "check", "--json"]).expect(0).lines();
    let codes: Vec<&Value> = found.iter().map(|one| &one["order"]).collect();
    assert_eq!(codes, ["5", "412345678"]);
    let found = shop.run(&["orders", "check", "--status", "ready", "--json"]).expect(0).lines();
    assert_eq!(found.len(), 1);
    assert_eq!((&found[0]["held"], &found[0]["released"]), (&json!(false), &json!(false)));
    assert_eq!(shop.everything(), before);
    // At the next import it is known: nothing is judged any more.
    shop.import();
    assert_eq!(shop.everything(), before);
}

/// Whatever refuses the order for its hold says what holds it.
fn assert_refusals_name(shop: &Shop, hold: &str) {
    let file = "order,carrier,tracking\n412345678,佐川急便,400000000013\n412345678,,400000000013\n";
    std::fs::write(shop.path("in.csv"), file).unwrap();
    for (args, code) in [
        (&["shipments", "load", "in.csv"][..], 3),
        (&["shipments", "load", "in.csv", "--json"], 3),
        (&["orders", "export", "--out", "x.csv", "--order", "412345678"], 3),
        (&["orders", "export", "--out", "x.csv", "--order", "412345678", "--json"], 3),
        (&["orders", "slips", "--html", "x.html", "--order", "412345678"], 3),
        (&["orders", "slips", "--html", "x.html", "--order", "412345678", "--json"], 3),
        (&["orders", "ship", "412345678", "--carrier", "佐川急便", "--tracking", "400000000013"], 2),
        (&["orders", "ship", "412345678", "--tracking", "400000000013"], 2),
        (&["orders", "set", "412345678", "--status", "preparing"], 2),
        (&["orders", "set", "412345678", "999", "--status", "preparing"], 3),
    ] {
        let run = shop.run(args).expect(code);
        assert!(run.all().contains(hold), "{args:?} {run:#?}");
    }
    let rows = shop.run(&["shipments", "load", "in.csv", "--json"]).expect(3).json();
    let reasons: Vec<&Value> = rows["items"].as_array().unwrap().iter().map(|row| &row["reason"]).collect();
    assert_eq!(reasons, ["held", "held"]);
}

#[test]
fn imp_24_every_refusal_of_an_order_that_a_rule_holds_names_the_rule() {
    let shop = with_rules(vec![gift()], GIFT);
    shop.import();
    assert_refusals_name(&shop, "rule: のし");
}

#[test]
fn the_reason_of_a_manual_hold_shows_wherever_the_hold_shows() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    shop.run(&["orders", "hold", "412345678", "--reason", "住所を電話で確認"]).expect(0);
    for args in [&["orders", "list"][..], &["orders", "show", "412345678"]] {
        let run = shop.run(args).expect(0);
        assert!(run.stdout.contains("住所を電話で確認"), "{run:#?}");
    }
    let run = shop
        .run(&["orders", "ship", "412345678", "--carrier", "佐川急便", "--tracking", "400012345670"])
        .expect(2);
    assert!(run.stderr.contains("住所を電話で確認"), "{run:#?}");
    assert_refusals_name(&shop, "住所を電話で確認");
    shop.run(&["orders", "release", "412345678"]).expect(0);
    let run = shop.run(&["orders", "list"]).expect(0);
    assert!(!run.stdout.contains("住所を電話で確認"), "{run:#?}");
}

#[test]
fn imp_24_the_zip_file_is_read_only_where_a_rule_looks_at_it() {
    let row = row().set("ZipCode", "530-0001").set("ShippingAddress", "大阪市都島区見本町1-1");
    let zip = "[[import.hold_rules]]\nname = \"zip\"\naction = \"hold\"\nzip_not_in_prefecture = true\n";
    let file = "[import]\nzip_file = \"KEN_ALL.CSV\"\n";
    let shop = with_rules(vec![row], &format!("{file}{GIFT}"));
    shop.import_with(&["--dry-run"], 0);
    let mut shop = shop;
    set_rules(&mut shop, &format!("{file}{zip}"));
    let run = shop.run(&["import"]).expect(2);
    assert!(run.stderr.contains("import.zip_file") && run.stderr.contains("KEN_ALL.CSV"), "{run:#?}");
    std::fs::write(shop.path("KEN_ALL.CSV"), "zip,name\n").unwrap();
    let run = shop.run(&["import"]).expect(2);
    assert!(run.stderr.contains("line 1"), "{run:#?}");
    let line = "27127,\"530  \",\"5300001\",\"a\",\"b\",\"c\",\"大阪府\",\"大阪市北区\",\"梅田\",0,0,1,0,0,0\r\n\
        27102,\"534  \",\"5340001\",\"a\",\"b\",\"c\",\"大阪府\",\"大阪市都島区\",\"見本町\",0,0,1,0,0,0\r\n";
    let (bytes, ..) = encoding_rs::SHIFT_JIS.encode(line);
    std::fs::write(shop.path("KEN_ALL.CSV"), bytes).unwrap();
    shop.import();
    assert_eq!(state(&shop, "412345678"), held(&["zip"]));
    // Nothing is new: the file is not read.
    std::fs::write(shop.path("KEN_ALL.CSV"), "zip,name\n").unwrap();
    shop.import();
    let run = shop.run(&["orders", "check"]).expect(2);
    assert!(run.stderr.contains("line 1"), "{run:#?}");
    std::fs::remove_file(shop.path("KEN_ALL.CSV")).unwrap();
    shop.run(&["import"]).expect(2);
}

/// A file that cannot be used stops an import before it writes anything, and leaves no run on record.
#[test]
fn imp_24_an_unusable_zip_file_leaves_everything_as_it_was() {
    let zip = "[import]\nzip_file = \"KEN_ALL.CSV\"\n\
        [[import.hold_rules]]\nname = \"zip\"\naction = \"hold\"\nzip_not_in_prefecture = true\n";
    let shop = with_rules(vec![row()], zip);
    std::fs::write(shop.path("KEN_ALL.CSV"), "zip,name\n").unwrap();
    shop.run(&["import"]).expect(2);
    let run = shop.run(&["orders", "list", "--all"]).expect(0);
    assert!(!run.stdout.contains("412345678"), "{run:#?}");
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    assert_eq!(state.query_row("SELECT count(*) FROM runs", [], |row| row.get::<_, i64>(0)), Ok(0));
}

/// Real-looking orders from all over Japan.
#[test]
fn imp_24_hardly_an_ordinary_order_is_held() {
    let places: Vec<(&str, &str)> = include_str!("../../fixtures/addresses/good.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once('\t').unwrap())
        .collect();
    let rows = (0..1_000_i64).map(|n| {
        let (zip, address) = places[usize::try_from(n * 7).unwrap() % places.len()];
        row()
            .cart(1_000 + n)
            .no(1_000 + n)
            .price(800 + n * 29)
            .set("ZipCode", zip)
            .set("ShippingAddress", address)
            .set(
                "ShippingMessage",
                ["", "置き配でお願いします", "楽しみにしています"][usize::try_from(n % 3).unwrap()],
            )
            .set("Gift", if n % 250 == 0 { "のし:内祝" } else { "" })
    });
    let shop = with_rows_and_example(rows.collect());
    shop.import();
    let held = shop.orders().into_iter().filter(|order| order["status"] == "on_hold").count();
    assert_eq!(held, 4, "the gifts, as the shop wishes");
}

/// In the practice shop each rule of the example has an order that only it catches.
#[test]
fn imp_24_the_practice_shop_has_an_order_for_each_rule_of_the_example() {
    let mut shop = Shop::new();
    let tables = "[shop]\nname = \"x\"\n[qoo10]\nendpoint = \"sandbox\"\n[state]\npath = \"demo.db\"\n";
    shop.config_text = Some(format!("{tables}{}", example_rules()));
    shop.run(&["sandbox", "reset"]).expect(0);
    let rules = ["キャンセル希望", "住所不備", "のし・ギフト", "高額注文", "電話番号なし"];
    for (why, rule) in ["cancel", "zip", "gift", "large", "no-phone"].into_iter().zip(rules) {
        let bought = shop.run(&["sandbox", "new-order", "--item", "CUP-01", "--doubtful", why, "--json"]);
        let bought = bought.expect(0).json();
        shop.run(&["import"]);
        let cart = bought["pack_no"].as_str().unwrap();
        assert_eq!(state(&shop, cart), held(&[rule]), "{why}");
    }
}
