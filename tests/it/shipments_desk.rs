//! `orders ship` and `shipments load`: what has left the warehouse.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::tier;
use crate::support::{LIST, Run, Shop, assert_keys, row};

/// Orders 1, 2 and 3 are ready, order 4 is not paid.
fn shop() -> Shop {
    let shop = Shop::with_rows(vec![
        row().cart(1).no(1),
        row().cart(2).no(2),
        row().cart(3).no(3),
        row().cart(4).no(4).unpaid(),
    ]);
    shop.import();
    shop
}

fn fixture(name: &str) -> String {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "fixtures/input", name].iter().collect();
    path.to_str().unwrap().to_owned()
}

/// `orders ship` with a delivery company and tracking numbers.
fn ship(shop: &Shop, code: &str, (carrier, tracking): (&str, &str), more: &[&str], exit: i32) -> Run {
    let mut args = vec!["orders", "ship", code, "--carrier", carrier, "--tracking", tracking];
    args.extend(more);
    shop.run(&args).expect(exit)
}

/// carrier, numbers, date and status of an order.
fn shipment(shop: &Shop, code: &str) -> Value {
    let order = shop.show(code);
    json!([order["carrier"], order["tracking_numbers"], order["shipped_on"], order["status"]])
}

fn history(shop: &Shop, code: &str) -> Vec<String> {
    let order = shop.show(code);
    let words = order["history"].as_array().unwrap().iter();
    words.map(|entry| entry["what"].as_str().unwrap().to_owned()).collect()
}

fn load(shop: &Shop, file: &str, code: i32) -> Value {
    shop.run(&["shipments", "load", file, "--json"]).expect(code).json()
}

fn write(shop: &Shop, text: &str) -> String {
    fs::write(shop.path("in.csv"), text).unwrap();
    "in.csv".to_owned()
}

const GOOD: &str = "405548424886";

#[test]
fn an_order_is_shipped_today_under_the_name_given() {
    let shop = shop();
    let run = ship(&shop, "1", ("佐川", "4055-4842-4886,４４４４１３７５８７０３"), &[], 0);
    insta::assert_snapshot!(run.stdout, @"1: shipped, 2026-07-01 佐川 405548424886, 444413758703");
    assert_eq!(run.stderr, "");
    assert_eq!(shipment(&shop, "1"), json!(["佐川", [GOOD, "444413758703"], "2026-07-01", "shipped"]));
    assert_eq!(history(&shop, "1"), ["imported", "shipped"]);
    let entry = &shop.show("1")["history"][1];
    assert_eq!(entry["detail"], "2026-07-01 佐川 405548424886, 444413758703");
    assert_eq!((&entry["by"], &shop.show("1")["api_status"]), (&json!("staff"), &json!("awaiting_print")));
    assert_eq!(shop.orders()[0]["carrier"], "佐川");
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    let carrier: String =
        state.query_row("SELECT carrier FROM orders WHERE pack_no = 1", [], |row| row.get(0)).unwrap();
    assert_eq!(carrier, "佐川急便", "Qoo10's name is kept");
    shop.check_state();
}

#[test]
fn every_status_from_ready_to_inspected_ships_and_no_other() {
    for status in ["preparing", "working", "inspected"] {
        let shop = shop();
        shop.run(&["orders", "set", "1", "--status", status]).expect(0);
        ship(&shop, "1", ("佐川", GOOD), &[], 0);
    }
    let shop = shop();
    ship(&shop, "4", ("佐川", GOOD), &[], 2).says(&["order 4 is not paid yet", "next:"]);
    shop.run(&["orders", "hold", "1", "--reason", "x"]).expect(0);
    ship(&shop, "1", ("佐川", GOOD), &[], 2).says(&["order 1 is held by hand", "orders release 1"]);
    shop.run(&["orders", "set", "2", "--status", "backordered"]).expect(0);
    ship(&shop, "2", ("佐川", GOOD), &[], 2).says(&["order 2 is backordered, so it cannot be shipped"]);
    shop.run(&["orders", "set", "3", "--status", "cancelled"]).expect(0);
    ship(&shop, "3", ("佐川", GOOD), &[], 2).says(&["order 3 is cancelled, so it cannot be shipped"]);
    ship(&shop, "9", ("佐川", GOOD), &[], 2).says(&["there is no order 9"]);
    for code in ["1", "2", "3", "4"] {
        assert_eq!(shipment(&shop, code)[1], json!([]), "{code}");
    }
}

#[test]
fn a_shipment_is_corrected_until_qoo10_is_told() {
    let mut shop = shop();
    ship(&shop, "1", ("佐川", GOOD), &[], 0);
    let again = ship(&shop, "1", ("佐川", GOOD), &[], 0);
    assert!(again.stdout.contains("nothing to change"), "{again:#?}");
    assert_eq!(history(&shop, "1"), ["imported", "shipped"]);
    let order = ship(&shop, "1", ("ヤマト", "444413758703"), &["--date", "2026/6/30", "--json"], 0).json();
    assert_eq!(order["tracking_numbers"], json!(["444413758703"]));
    assert_eq!(shipment(&shop, "1"), json!(["ヤマト", ["444413758703"], "2026-06-30", "shipped"]));
    assert_eq!(history(&shop, "1"), ["imported", "shipped", "shipment_corrected"]);
    let detail = shop.show("1")["history"][2]["detail"].clone();
    assert_eq!(detail, "2026-07-01 佐川 405548424886 -> 2026-06-30 ヤマト 444413758703");
    shop.at("2026-07-03 09:00:00");
    ship(&shop, "1", ("ヤマト", "444413758703"), &[], 0);
    assert_eq!(shipment(&shop, "1")[2], "2026-06-30", "the same shipment keeps its date");
    shop.run(&["orders", "set", "1", "--api-status", "shipped"]).expect(0);
    ship(&shop, "1", ("佐川", GOOD), &[], 2).says(&["Qoo10 has been told", "next:"]);
    ship(&shop, "1", ("ヤマト", "444413758703"), &[], 0);
    assert_eq!(history(&shop, "1").len(), 4);
}

#[test]
fn check_digits_refuse_warn_or_are_off() {
    let mut shop = shop();
    let run = ship(&shop, "1", ("佐川", "405548424880"), &[], 2);
    run.says(&["405548424880", "6 would be right", "7DR, 12 digits", "check_digits"]);
    assert_eq!(history(&shop, "1"), ["imported"]);
    shop.set("push_shipments", "check_digits", "\"warn\"");
    let run = ship(&shop, "1", ("佐川", "405548424880"), &[], 0);
    run.says(&["warning: order 1: tracking number 405548424880", "7DR"]);
    shop.set("push_shipments", "check_digits", "\"off\"");
    let run = ship(&shop, "2", ("佐川", "444413758700"), &[], 0);
    assert_eq!(run.stderr, "");
    ship(&shop, "3", ("佐川", "4.05548E+11"), &[], 2).says(&["spreadsheet rounded it", "no exponents"]);
}

#[test]
fn what_is_odd_is_warned_of() {
    let mut shop = shop();
    ship(&shop, "1", ("赤帽", "X12345"), &[], 0).says(&["push_shipments.carriers", "\"赤帽\" = "]);
    let slip = ship(&shop, "1", ("佐川急弁", "X12345"), &[], 0);
    slip.says(&["did you mean 佐川急便?", "the right name: ヤマト宅急便, ", "else add \"佐川急弁\" = "]);
    let slip = ship(&shop, "1", ("佐川急弁", "X12345"), &["--lang", "ja"], 0);
    slip.says(&["「佐川急便」ではありませんか", "入力間違いなら", "(ヤマト宅急便、ネコポス"]);
    let run = ship(&shop, "2", ("西濃", "1234567"), &[], 0);
    run.says(&["warning: order 2: tracking number 1234567", "10 digits"]);
    ship(&shop, "2", ("佐川", "12345678903"), &[], 0).says(&["zero", "012345678903"]);
    let quiet = ship(&shop, "3", ("赤帽", "X12345"), &["-q"], 0);
    assert_eq!(quiet.all().trim(), "");
    shop.set("push_shipments.carriers", "\"赤帽\"", "\"赤帽便\"");
    assert_eq!(ship(&shop, "1", ("赤帽", "X23456"), &[], 0).stderr, "");
}

#[test]
fn an_open_cancel_request_is_warned_of_and_shipped_all_the_same() {
    let shop = shop();
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    state.execute("UPDATE order_lines SET cancel_requested = 1 WHERE order_no = 1", []).unwrap();
    drop(state);
    ship(&shop, "1", ("佐川", GOOD), &[], 0).says(&[
        "warning: order 1: the buyer asks to cancel",
        "stop the parcel",
        "orders set 1 --status inspected",
    ]);
    assert_eq!(shipment(&shop, "1")[3], "shipped");
    let again = ship(&shop, "1", ("佐川", GOOD), &["--lang", "ja"], 0);
    again.says(&["キャンセル要請中です", "orders set 1 --status inspected` で出荷前に戻せます"]);
    shop.run(&["orders", "set", "1", "--status", "inspected"]).expect(0);
}

#[test]
fn a_ship_date_before_the_order_is_doubted_and_taken() {
    let shop = shop();
    let wanted = "shipped on 2025-06-30, before it was ordered (2026-0";
    let run = ship(&shop, "1", ("佐川", GOOD), &["--date", "2025-06-30"], 0);
    run.says(&["warning: order 1: ", wanted, "is the year right?"]);
    assert_eq!(shipment(&shop, "1")[2], "2025-06-30");
    fs::write(shop.path("in.csv"), format!("order,carrier,tracking,shipped_on\n1,佐川,{GOOD},2025-06-30\n"))
        .unwrap();
    shop.run(&["shipments", "load", "in.csv"]).expect(0).says(&["in.csv:2: warning: ", wanted]);
    let run = shop.run(&["--lang", "ja", "shipments", "load", "in.csv"]).expect(0);
    run.says(&["出荷日2025-06-30が注文日2026-0", "より前です。年の間違いではありませんか"]);
    assert_eq!(ship(&shop, "1", ("佐川", GOOD), &["--date", "2026-07-01"], 0).stderr, "");
}

#[test]
fn usage_errors_change_nothing() {
    let shop = shop();
    let before = fs::read(shop.path("demo.db")).unwrap();
    ship(&shop, "1", ("佐川", GOOD), &["--date", "2026-07-02"], 2).says(&["2026-07-02", "yet to come"]);
    ship(&shop, "1", ("佐川", GOOD), &["--date", "7/1"], 2).says(&["2026-07-01 or 2026/7/1"]);
    ship(&shop, "1", (" ", GOOD), &[], 2).says(&["blank"]);
    ship(&shop, "1", ("佐川", ""), &[], 2).says(&["there is no tracking number"]);
    ship(&shop, "1", ("佐川", " , "), &[], 2).says(&["there is no tracking number"]);
    ship(&shop, "1", ("佐川", "----"), &[], 2).says(&["there is no tracking number"]);
    ship(&shop, "1", ("佐川", "4055\u{1b}[31m"), &[], 2).says(&["letters and digits"]);
    shop.run(&["orders", "ship", "1", "--carrier", "佐川"]).expect(2);
    shop.run(&["orders", "ship", "4", "--tracking", GOOD]).expect(2);
    assert!(fs::read(shop.path("demo.db")).unwrap() == before, "the state file has changed");
}

#[test]
fn files_of_every_kind_go_in() {
    for (name, wanted) in [
        (
            "shipments-utf8.csv",
            json!([
                ["佐川急便", [GOOD], "2026-07-01", "shipped"],
                ["ヤマト", ["444413758703", "123456789013"], "2026-06-30", "shipped"],
                ["日本郵便", ["13112383852", "512547514334"], "2026-07-01", "shipped"],
            ]),
        ),
        (
            "shipments-b2-cp932.csv",
            json!([
                ["ﾔﾏﾄ運輸", ["444413758703"], "2026-07-01", "shipped"],
                ["ネコポス", ["444413758703"], "2026-07-01", "shipped"],
            ]),
        ),
        (
            "shipments-hiden-bom.csv",
            json!([["佐川", [GOOD], "2026-07-01", "shipped"], ["サガワ", [GOOD], "2026-07-01", "shipped"]]),
        ),
    ] {
        let shop = shop();
        let run = shop.run(&["shipments", "load", &fixture(name)]).expect(0);
        // Two files have one number for two orders, and one ships the day before the order.
        let odd = ["is also on order", "2026-06-30, before it was ordered"];
        let others = run.stderr.lines().filter(|line| !odd.iter().any(|odd| line.contains(odd)));
        assert_eq!(others.collect::<Vec<_>>(), Vec::<&str>::new(), "{name}");
        for (i, wanted) in wanted.as_array().unwrap().iter().enumerate() {
            assert_eq!(shipment(&shop, &(i + 1).to_string()), *wanted, "{name}");
        }
        shop.check_state();
    }
}

#[test]
fn a_number_that_another_cart_has_is_warned_of_until_that_is_cancelled() {
    let shop = shop();
    let also = |order: &str| {
        format!(
            "tracking number {GOOD} is also on order {order}: Qoo10 refuses a number that it has seen with \
                another cart"
        )
    };
    assert_eq!(ship(&shop, "1", ("佐川", GOOD), &[], 0).stderr, "");
    let run = ship(&shop, "2", ("佐川", &format!("{GOOD},444413758703")), &[], 0);
    assert_eq!(run.stderr, format!("warning: order 2: {}\n", also("1")));
    assert_eq!(
        ship(&shop, "2", ("佐川", &format!("444413758703,{GOOD}")), &[], 0).stderr,
        "",
        "the first is sent"
    );
    shop.run(&["orders", "set", "1", "--status", "cancelled"]).expect(0);
    assert_eq!(ship(&shop, "3", ("佐川", GOOD), &[], 0).stderr, "");
    let shop = self::shop();
    ship(&shop, "3", ("佐川", GOOD), &[], 0);
    let file =
        write(&shop, &format!("order,carrier,tracking\n1,佐川,{GOOD}\n2,佐川,{GOOD}\n2,佐川,{GOOD}\n"));
    let report = load(&shop, &file, 0);
    let warnings = [format!("order 1: {}", also("2, 3")), format!("order 2: {}", also("1, 3"))];
    assert_eq!(report["warnings"], json!(warnings));
    let file = write(
        &shop,
        &format!("order,carrier,tracking\n1,佐川,{GOOD}\n2,佐川,012345678903\n3,佐川,444413758703\n"),
    );
    let run = shop.run(&["--lang", "ja", "shipments", "load", &file]).expect(0);
    assert_eq!(run.stderr, "", "the file gives the others numbers of their own");
    shop.run(&["orders", "set", "1", "--api-status", "shipped"]).expect(0);
    let run =
        shop.run(&["--lang", "ja", "orders", "ship", "2", "--carrier", "佐川", "--tracking", GOOD]).expect(0);
    run.says(&[&format!("送り状番号{GOOD}は注文1にも使われています")]);
    assert_eq!(ship(&shop, "1", ("佐川", GOOD), &[], 0).stderr, "", "Qoo10 took it");
}

#[test]
fn an_order_number_in_place_of_an_order_is_told_as_such() {
    let shop = Shop::with_rows(vec![row().cart(1).no(11)]);
    shop.import();
    let file = write(&shop, &format!("order,carrier,tracking\n11,佐川,{GOOD}\n"));
    let wanted = "in.csv:2: there is no order 11; 11 is an order number of order 1\n";
    assert_eq!(shop.run(&["shipments", "load", &file]).expect(3).stderr, wanted);
    ship(&shop, "11", ("佐川", GOOD), &[], 2).says(&["next: 11 is an order number of order 1"]);
}

#[test]
fn the_same_file_twice_changes_nothing_even_on_a_later_day() {
    let mut shop = shop();
    let file = fixture("shipments-utf8.csv");
    let first = shop.run(&["shipments", "load", &file]).expect(0);
    assert_eq!(first.stdout, "shipments: 3 shipped, 0 corrected, 0 unchanged, 0 refused\n");
    shop.run(&["orders", "set", "1", "--api-status", "shipped"]).expect(0);
    let before = (shop.everything(), fs::read(shop.path("demo.db")).unwrap());
    shop.at("2026-07-02 10:00:00");
    let second = shop.run(&["shipments", "load", &file]).expect(0);
    assert_eq!(second.stdout, "shipments: 0 shipped, 0 corrected, 3 unchanged, 0 refused\n");
    assert_eq!(history(&shop, "3"), ["imported", "shipped"]);
    assert!((shop.everything(), fs::read(shop.path("demo.db")).unwrap()) == before, "something changed");
    let file = write(&shop, "order,carrier,tracking\n2,ヤマト,444413758703\n1,佐川急便,444413758703\n");
    let report = load(&shop, &file, 3);
    assert_eq!(report["counts"], json!({"shipped": 0, "corrected": 1, "unchanged": 0, "refused": 1}));
    assert_eq!(report["items"][1]["reason"], "already_sent");
    assert_eq!(shipment(&shop, "2"), json!(["ヤマト", ["444413758703"], "2026-07-02", "shipped"]));
}

#[test]
fn a_refused_row_is_named_and_the_good_ones_go_in() {
    let shop = shop();
    let file = fixture("shipments-torture.csv");
    let run = shop.run(&["shipments", "load", &file]).expect(3);
    assert_eq!(run.stdout, "shipments: 3 shipped, 0 corrected, 1 unchanged, 19 refused\n");
    insta::assert_snapshot!(run.stderr.replace(&file, "FILE"), @r#"
    FILE:3: tracking number 405548424880: its check digit is wrong, 6 would be right; a digit was misread (rule: 7DR, 12 digits)
    FILE:4: tracking number "4.05548E+11": a spreadsheet rounded it, and its digits are lost; take it from the source again, as text (rule: no exponents)
    FILE:5: tracking number 4055484248: 12 digits expected, 10 given
    FILE:6: there is no tracking number
    FILE:7: tracking number "未定": it holds more than letters and digits (rule: letters and digits)
    FILE:8: tracking number "1234567890123456789012345678901234567890…": it is longer than 50 characters (rule: length)
    FILE:9: there is no order
    FILE:10: "A-1" is not an order code; one looks like 412345678 or 412345678-2
    FILE:11: there is no order 999
    FILE:12: the delivery company is longer than 100 characters, or more than a line
    FILE:13: "7月1日" is not a date; write 2026-07-01 or 2026/7/1
    FILE:14: the ship date 2026-07-02 is yet to come
    FILE:15: order 4 is not paid yet, so it cannot become ready or go further (on hold for: payment)
    FILE:17: line 2 ships the same order with another company or on another day (2026-07-01 佐川急便 405548424886); its parcels need the same company and day
    FILE:18: tracking number RB123456786US: its check digit is wrong, 5 would be right; a digit was misread (rule: S10, such as RB123456785GB)
    FILE:19: more cells than the header has; put quotes around a text that holds a comma
    FILE:20: text follows a closing quote; write a quote within a text twice
    FILE:23: tracking number "NULL": it stands for a number that is missing (rule: 6 letters and digits or more, not all the same)
    FILE:24: tracking number "000003": it is the order's own code, cart or order number, not its parcel's; is it the right column? (rule: no number of the order)
    FILE:21: warning: order 2: the leading zero that was lost is back: 012345678903
    FILE:22: warning: order 3: tracking number 1234567: numbers of this company usually have 10 digits, 7 given
    "#);
    assert_eq!(shipment(&shop, "1"), json!(["佐川急便", [GOOD], "2026-07-01", "shipped"]));
    assert_eq!(shipment(&shop, "2")[1], json!(["012345678903"]));
    let ja = shop.run(&["--lang", "ja", "shipments", "load", &file]).expect(3);
    ja.says(&[
        ":3: 送り状番号405548424880: チェックデジット",
        ":15: 注文4は入金が確認できていないため",
        "7DR",
    ]);
}

#[test]
fn the_report_of_a_load_as_json() {
    let shop = shop();
    let report = load(&shop, &fixture("shipments-torture.csv"), 3);
    assert_keys(&report, &["file", "dry_run", "result", "exit_code", "counts", "items", "warnings"]);
    assert_eq!((&report["result"], &report["exit_code"]), (&json!("partial"), &json!(3)));
    assert_eq!(report["warnings"].as_array().unwrap().len(), 2, "{:#}", report["warnings"]);
    let items = report["items"].as_array().unwrap();
    let keys = ["line", "order", "carrier", "tracking_numbers", "shipped_on", "outcome", "reason", "message"];
    let told: Vec<&str> = items
        .iter()
        .map(|item| {
            assert_keys(item, &keys);
            item["reason"].as_str().unwrap_or_else(|| item["outcome"].as_str().unwrap())
        })
        .collect();
    assert_eq!(
        told,
        [
            "shipped",
            "tracking_check_digit",
            "tracking_exponent",
            "tracking_shape",
            "tracking_missing",
            "tracking_characters",
            "tracking_too_long",
            "order_missing",
            "order_unreadable",
            "order_unknown",
            "carrier_unfit",
            "date_unreadable",
            "date_ahead",
            "not_paid",
            "unchanged",
            "other_shipment",
            "tracking_check_digit",
            "too_many_cells",
            "text_after_quote",
            "shipped",
            "shipped",
            "tracking_placeholder",
            "tracking_own_number",
        ]
    );
    let lines: Vec<u64> = items.iter().map(|item| item["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, (2..=24).collect::<Vec<_>>());
}

#[test]
fn every_reason_is_documented() {
    let shop = shop();
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/commands.md")).unwrap();
    let section = crate::docs::section(&text, "## `shipments load`");
    for item in load(&shop, &fixture("shipments-torture.csv"), 3)["items"].as_array().unwrap() {
        if let Some(reason) = item["reason"].as_str() {
            assert!(section.contains(&format!("`{reason}`")), "{reason}");
        }
    }
}

#[test]
fn a_dry_run_shows_the_plan_and_changes_nothing() {
    let shop = shop();
    let before = fs::read(shop.path("demo.db")).unwrap();
    let run = shop.run(&["shipments", "load", &fixture("shipments-utf8.csv"), "--dry-run"]).expect(0);
    insta::assert_snapshot!(run.stdout, @"
    line  order  carrier   tracking                    shipped     would be
       2  1      佐川急便  405548424886                2026-07-01  shipped
       3  2      ヤマト    444413758703, 123456789013  2026-06-30  shipped
       4  3      日本郵便  13112383852, 512547514334   2026-07-01  shipped
    shipments (dry run, nothing was changed): 3 shipped, 0 corrected, 0 unchanged, 0 refused
    ");
    assert!(fs::read(shop.path("demo.db")).unwrap() == before, "the state file has changed");
    shop.run(&["shipments", "load", &fixture("shipments-torture.csv"), "--dry-run"]).expect(3);
    assert!(fs::read(shop.path("demo.db")).unwrap() == before, "the state file has changed");
}

#[test]
fn a_file_without_a_usable_header_is_exit_2() {
    let shop = shop();
    let run = shop.run(&["shipments", "load", &fixture("shipments-no-header.csv")]).expect(2);
    run.says(&["shipments-no-header.csv", "tracking / 送り状番号", "next:"]);
    shop.run(&["shipments", "load", "missing.csv"]).expect(2).says(&["missing.csv"]);
    fs::write(shop.path("line.csv"), "注文番号,配送会社,送り状番号\n1,佐川急便,400012345670\n").unwrap();
    let load = ["shipments", "load", "line.csv"];
    shop.run(&load).expect(2).says(&[
        "order may be headed: order, order_code, 注文, 注文コード; order no. is a line's number; docs/commands.md",
    ]);
    shop.run(&[&load[..], &["--lang", "ja"]].concat()).expect(2).says(&[
        "「注文」に使える列名: 注文、注文コード、受注番号、カート番号。注文番号は明細の番号なので使えません。",
        "docs/ja/daily.md",
    ]);
    assert_eq!(history(&shop, "1"), ["imported"]);
}

#[test]
fn a_change_waits_for_a_running_step_and_gives_up_with_exit_4() {
    let mut shop = shop();
    let step = shop.busy(&["import", "--json"], LIST);
    let (shipped, step) =
        shop.waits_for(step, &["orders", "ship", "1", "--carrier", "佐川", "--tracking", GOOD]);
    shipped.expect(0);
    assert_eq!(step.status.code(), Some(0));

    let lock = fs::File::open(shop.path("demo.db.lock")).unwrap();
    lock.lock().unwrap();
    let file = fixture("shipments-utf8.csv");
    shop.run(&["shipments", "load", &file, "--dry-run"]).expect(0);
    shop.timeouts.lock = Duration::from_millis(50);
    ship(&shop, "2", ("佐川", GOOD), &[], 4);
    shop.run(&["shipments", "load", &file]).expect(4);
    assert_eq!(history(&shop, "2"), ["imported"]);
}

#[test]
fn a_hundred_thousand_rows_are_loaded() {
    let count = tier::many(2_000, 100_000);
    let shop = shop();
    let mut state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    let tx = state.transaction().unwrap();
    let sql = "INSERT INTO orders (pack_no, suffix, status, payment_status, api_status, carrier, ordered_at,
        imported_at)
               SELECT 1000 + value, 0, 'ready', 'paid', 'printed', '佐川急便', '2026-07-01T09:00:00+09:00',
                   '2026-07-01T09:00:00+09:00'
               FROM json_each(?1)";
    let numbers: Vec<u64> = (0..count).collect();
    tx.execute(sql, [json!(numbers).to_string()]).unwrap();
    tx.commit().unwrap();
    drop(state);
    let rows = (0..count).map(|n| format!("{},佐川急便,{GOOD},2026/7/1\n", 1000 + n));
    let file =
        write(&shop, &(String::from("order,carrier,tracking,shipped_on\n") + &rows.collect::<String>()));
    let run = shop.run(&["shipments", "load", &file]).expect(0);
    assert_eq!(run.stdout, format!("shipments: {count} shipped, 0 corrected, 0 unchanged, 0 refused\n"));
}
