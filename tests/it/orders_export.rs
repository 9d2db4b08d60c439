//! `orders export`: which orders go into which file, and that each is handed over once (FIL-6, FIL-7).

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use qoo10_bridge::lock;
use serde_json::{Value, json};

use crate::support::{CODE, Row, Run, Shop, assert_keys, carts, code, row};

/// So many orders that are ready, of 佐川急便; the shop's labels have their sender and their codes.
pub fn shop(orders: i64) -> Shop {
    let mut shop = Shop::imported(carts(orders));
    set_labels(&mut shop);
    shop
}

pub fn set_labels(shop: &mut Shop) {
    for (key, value) in [
        ("name", "見本商店"),
        ("zip", "530-0001"),
        ("address", "大阪府大阪市北区梅田1-1"),
        ("tel", "06-0000-0000"),
    ] {
        shop.set("labels.sender", key, &format!("{value:?}"));
    }
    shop.set("labels.b2", "customer_code", "\"060000000000\"");
    shop.set("labels.b2", "freight_no", "\"01\"");
    shop.set("labels.ehiden3", "customer_code", "\"060000000000\"");
    shop.set("labels.yupuri", "slip_type", "\"1100780\"");
}

pub fn export(shop: &Shop, args: &[&str], exit: i32) -> Run {
    shop.run(&[&["orders", "export"], args].concat()).expect(exit)
}

pub fn export_json(shop: &Shop, args: &[&str], exit: i32) -> Value {
    export(shop, &[args, &["--json"]].concat(), exit).json()
}

fn read(shop: &Shop, name: &str) -> String {
    String::from_utf8(fs::read(shop.path(name)).unwrap()).unwrap()
}

/// The rows of a file by the fields of its heading.
fn rows(shop: &Shop, name: &str) -> Vec<Value> {
    let text = read(shop, name);
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let records = reader.deserialize::<std::collections::BTreeMap<String, String>>();
    records.map(|record| json!(record.unwrap())).collect()
}

pub fn column(shop: &Shop, name: &str, field: &str) -> Vec<String> {
    rows(shop, name).iter().map(|row| row[field].as_str().unwrap().to_owned()).collect()
}

pub fn refusals(report: &Value) -> Vec<(String, String)> {
    let items = report["items"].as_array().unwrap().iter().filter(|item| item["outcome"] == "refused");
    let word = |item: &Value, key: &str| item[key].as_str().unwrap().to_owned();
    items.map(|item| (word(item, "order"), word(item, "reason"))).collect()
}

pub fn edit(shop: &Shop, sql: &str) {
    rusqlite::Connection::open(shop.path("demo.db")).unwrap().execute_batch(sql).unwrap();
}

fn files(shop: &Shop) -> Vec<String> {
    let names = shop.files().into_keys().map(|path| path.file_name().unwrap().to_str().unwrap().to_owned());
    names.filter(|name| name.ends_with(".csv") || name.ends_with(".new")).collect()
}

#[test]
fn csv_has_every_field_of_every_line_and_the_report_the_keys_of_the_contract() {
    let rows_at_qoo10 = vec![row(), row().no(2).option("色:白", "-W"), row().cart(9).no(9).unpaid()];
    let shop = Shop::with_rows(rows_at_qoo10);
    shop.import();
    let report = export_json(&shop, &["--out", "all.csv"], 0);
    assert_keys(&report, &["format", "files", "counts", "items"]);
    assert_eq!(report["format"], "csv");
    assert_eq!(report["files"], json!(["all.csv"]));
    assert_eq!(report["counts"], json!({"exported": 1, "refused": 0}));
    let order = shop.codes()[0].clone();
    assert_eq!(
        report["items"],
        json!([{"order": order, "outcome": "exported", "reason": null, "message": null}])
    );
    let text = read(&shop, "all.csv");
    assert!(text.starts_with("\u{feff}order,pack_no,status,"), "{text}");
    let heading = text.lines().next().unwrap();
    assert!(heading.ends_with(",addon_options") && heading.split(',').count() == 72, "{heading}");
    assert_eq!(text.matches("\r\n").count(), 3);
    let shown = shop.show(&order);
    for (at, row) in rows(&shop, "all.csv").iter().enumerate() {
        for (field, wanted) in [
            ("order", &shown["order"]),
            ("order_no_sum", &shown["order_no_sum"]),
            ("carrier", &shown["carrier"]),
            ("receiver_name", &shown["receiver"]["name"]),
            ("receiver_tel", &shown["receiver"]["tel"]),
            ("buyer_email", &shown["buyer"]["email"]),
            ("order_no", &shown["lines"][at]["order_no"]),
            ("sku", &shown["lines"][at]["sku"]),
            ("name", &shown["lines"][at]["name"]),
        ] {
            assert_eq!(row[field].as_str(), wanted.as_str().or(Some("")), "{field}");
        }
        assert_eq!(row["total_yen"], shown["total_yen"].to_string());
        assert_eq!(row["qty"], shown["lines"][at]["qty"].to_string());
    }
    let mode = fs::metadata(shop.path("all.csv")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn fil_07_each_order_is_handed_over_once_a_format_and_show_keeps_every_hand_over() {
    let mut shop = shop(2);
    export(&shop, &["--out", "one.csv"], 0);
    shop.at("2026-07-01 11:00:00");
    shop.fake.set_rows(carts(3));
    shop.import();
    let second = export_json(&shop, &["--out", "two.csv"], 0);
    assert_eq!(
        (second["counts"]["exported"].as_u64(), column(&shop, "two.csv", "order")),
        (Some(1), vec![code(2)])
    );
    let none = export(&shop, &["--out", "three.csv"], 0);
    assert!(none.stdout.contains("nothing to hand over"), "{none:#?}");
    none.says(&["3 orders that were handed over in this format before"]);
    assert!(!shop.path("three.csv").exists());
    assert_eq!(export_json(&shop, &["--out", "three.csv"], 0)["files"], json!([]));
    let again = export_json(&shop, &["--out", "three.csv", "--again"], 0);
    assert_eq!(again["counts"]["exported"], 3);
    let labels = export_json(&shop, &["--format", "ehiden3", "--out", "label.csv"], 0);
    assert_eq!(labels["counts"]["exported"], 3, "once per format");
    let shown = shop.show(CODE);
    assert_eq!(
        shown["exports"],
        json!([
            {"at": "2026-07-01T10:00:00+09:00", "format": "csv", "file": "one.csv"},
            {"at": "2026-07-01T11:00:00+09:00", "format": "csv", "file": "three.csv"},
            {"at": "2026-07-01T11:00:00+09:00", "format": "ehiden3", "file": "label.csv"},
        ])
    );
    let history = shown["history"].as_array().unwrap();
    let exported: Vec<&Value> = history.iter().filter(|entry| entry["what"] == "exported").collect();
    assert_eq!(exported.len(), 3);
    assert_eq!((&exported[0]["by"], &exported[0]["detail"]), (&json!("staff"), &json!("csv: one.csv")));
    assert!(shop.run(&["orders", "show", CODE]).expect(0).stdout.contains("ehiden3: label.csv"));
    shop.check_state();
}

#[test]
fn fil_07_what_may_not_leave_is_left_out_and_refused_where_it_is_named() {
    let rows = (0..8).map(|n| row().cart(100 + n).no(1000 + n)).collect::<Vec<Row>>();
    let shop = Shop::with_rows(rows);
    shop.import();
    edit(
        &shop,
        "UPDATE orders SET payment_status = 'unpaid' WHERE pack_no = 101;
         UPDATE orders SET needs_person = 'other_claim' WHERE pack_no = 102;
         UPDATE order_lines SET cancel_requested = 1 WHERE order_no = 1003;
         UPDATE orders SET status = 'cancelled' WHERE pack_no = 104;
         UPDATE orders SET status = 'shipped' WHERE pack_no = 105;
         UPDATE orders SET status = 'working' WHERE pack_no = 107;",
    );
    shop.run(&["orders", "hold", "106", "--reason", "x"]).expect(0);
    let dry = export(&shop, &["--out", "a.csv", "--dry-run"], 0);
    assert!(dry.stdout.contains("1 exported, 0 refused"), "{dry:#?}");
    dry.says(&["left out: 3 orders that may not leave"]);
    let all = ["100", "101", "102", "103", "104", "105", "106", "107"];
    let named = [&["--out", "a.csv", "--order"][..], &all].concat();
    let report = export_json(&shop, &named, 3);
    let wanted = [
        ("101", "unpaid"),
        ("102", "needs_person"),
        ("103", "cancel_requested"),
        ("104", "cancelled"),
        ("105", "shipped"),
        ("106", "on_hold"),
        ("107", "other_status"),
    ];
    assert_eq!(refusals(&report), wanted.map(|(order, why)| (order.to_owned(), why.to_owned())));
    assert_eq!(report["counts"], json!({"exported": 1, "refused": 7}));
    assert_eq!(column(&shop, "a.csv", "order"), ["100"]);
    let said = export(&shop, &["--out", "b.csv", "--order", "100", "--order", "101,106"], 3);
    said.says(&["refused: order 100 was handed over", "refused: order 101 is not paid", "next: "]);
    assert!(!shop.path("b.csv").exists());
    let ja = export(&shop, &["--lang", "ja", "--out", "b.csv", "--order", "100,107"], 3);
    ja.says(&["出力不可: 注文100は形式 csv で出力済みです", "対処: "]);
    export(&shop, &["--out", "b.csv", "--order", "999"], 2).says(&["there is no order 999"]);
}

#[test]
fn statuses_companies_and_days_are_chosen_and_named_orders_outside_are_refused() {
    let rows = vec![
        row().cart(1).no(1).ordered("2026-06-28 09:00:00"),
        row().cart(2).no(2),
        row().cart(3).no(3).carrier("ヤマト宅急便"),
        row().cart(4).no(4),
    ];
    let shop = Shop::with_rows(rows);
    shop.import();
    shop.force("4", "inspected", "paid");
    for (args, wanted) in [
        (&["--since", "2026-7-1"][..], &["2", "3"][..]),
        (&["--carrier", "ヤマト"], &["3"]),
        (&["--carrier", "佐川", "--carrier", "ﾔﾏﾄ"], &["1", "2", "3"]),
        (&["--carrier", "西濃"], &[]),
        (&["--status", "inspected"], &["4"]),
        (&["--status", "ready", "--status", "inspected"], &["1", "2", "3", "4"]),
        (&["--order", "2"], &["2"]),
    ] {
        let args = [&["--out", "-", "--dry-run"][..], args].concat();
        let run = export(&shop, &[&args[..], &["--json"]].concat(), 0);
        let report: Value = serde_json::from_str(run.stderr.lines().last().unwrap()).unwrap();
        let orders: Vec<&str> =
            report["items"].as_array().unwrap().iter().map(|item| item["order"].as_str().unwrap()).collect();
        assert_eq!(orders, wanted, "{args:?}");
    }
    let run = export(&shop, &["--out", "x.csv", "--carrier", "佐川急便便", "--carrier", "ヤマト"], 0);
    run.says(&["none has the delivery company 佐川急便便; did you mean 佐川急便?"]);
    assert!(!run.all().contains("company ヤマト"), "{}", run.all());
    let args = ["--out", "y.csv", "--order", "1,3,4", "--since", "2026-07-01", "--carrier", "佐川急便"];
    let report = export_json(&shop, &args, 3);
    let wanted = [("1", "not_chosen"), ("3", "not_chosen"), ("4", "other_status")];
    assert_eq!(refusals(&report), wanted.map(|(order, why)| (order.to_owned(), why.to_owned())));
}

#[test]
fn a_label_format_takes_the_orders_of_its_companies_and_names_those_of_none() {
    let rows = vec![
        row().cart(1).no(1),
        row().cart(2).no(2).carrier("ヤマト宅急便"),
        row().cart(3).no(3).carrier("福山通運"),
    ];
    let mut shop = Shop::with_rows(rows);
    set_labels(&mut shop);
    shop.import();
    let run = export(&shop, &["--format", "ehiden3", "--out", "s.csv", "--dry-run", "--json"], 0);
    run.says(&["warning: no label format has the delivery company 福山通運", "labels.carriers.\"福山通運\""]);
    assert_eq!(run.json()["counts"], json!({"exported": 1, "refused": 0}));
    let named = export_json(&shop, &["--format", "ehiden3", "--out", "s.csv", "--order", "1,2,3"], 3);
    let wanted = [("2", "other_format"), ("3", "carrier_unmapped")];
    assert_eq!(refusals(&named), wanted.map(|(order, why)| (order.to_owned(), why.to_owned())));
    // What is mapped to csv has no label, and nobody is told of it.
    shop.set("labels.carriers", "\"福山通運\"", "\"csv\"");
    let run = export(&shop, &["--format", "ehiden3", "--out", "t.csv", "--dry-run"], 0);
    assert!(!run.stderr.contains("warning"), "{run:#?}");
    let named = export_json(&shop, &["--format", "ehiden3", "--out", "t.csv", "--order", "3"], 3);
    assert_eq!(refusals(&named), [("3".to_owned(), "other_format".to_owned())]);
}

#[test]
fn an_order_without_a_delivery_company_is_told_and_can_be_given_a_label() {
    let mut shop = shop(1);
    edit(&shop, "UPDATE orders SET carrier = ''");
    let args = ["--format", "ehiden3", "--out", "s.csv"];
    export(&shop, &args, 0).says(&["orders without a delivery company", "labels.carriers.\"\" = "]);
    let run = export(&shop, &[&args[..], &["--order", CODE]].concat(), 3);
    run.says(&["has no delivery company at Qoo10", "labels.carriers.\"\" = "]);
    shop.set("labels.carriers", "\"\"", "\"ehiden3\"");
    assert_eq!(export_json(&shop, &args, 0)["counts"]["exported"], 1);
}

#[test]
fn set_status_goes_with_the_hand_over_and_never_back() {
    let shop = shop(3);
    shop.force(&code(1), "working", "paid");
    let args = ["--out", "a.csv", "--status", "ready", "--status", "working", "--set-status", "preparing"];
    export(&shop, &args, 0);
    let status = |n| shop.show(&code(n))["status"].as_str().unwrap().to_owned();
    assert_eq!([0, 1, 2].map(status), ["preparing", "working", "preparing"]);
    let history = shop.show(CODE)["history"].clone();
    let last = history.as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["what"], &last["detail"]), (&json!("set"), &json!("status ready -> preparing")));
    export(&shop, &["--out", "b.csv", "--set-status", "shipped"], 2).says(&["preparing"]);
    let shop = self::shop(1);
    export(&shop, &["--out", "a.csv", "--set-status", "出荷準備中"], 0);
    assert_eq!(shop.show(CODE)["status"], "preparing");
}

#[test]
fn a_dry_run_changes_nothing_and_says_what_would_be() {
    let shop = shop(2);
    let before = (shop.everything(), shop.show(CODE));
    let run = export(&shop, &["--out", "a.csv", "--set-status", "preparing", "--dry-run"], 0);
    assert!(run.stdout.contains("dry run") && run.stdout.contains("2 exported"), "{run:#?}");
    assert_eq!((shop.everything(), shop.show(CODE)), before);
    assert_eq!(files(&shop), Vec::<String>::new());
    let quiet = export(&shop, &["--out", "a.csv", "--quiet"], 0);
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
    assert_eq!(rows(&shop, "a.csv").len(), 2);
}

#[test]
fn stdout_gets_the_file_and_stderr_the_report() {
    let shop = shop(1);
    let run = export(&shop, &["--out", "-", "--json"], 0);
    assert!(run.stdout.starts_with("\u{feff}order,") && run.stdout.ends_with("\r\n"), "{run:#?}");
    let report: Value = serde_json::from_str(&run.stderr).unwrap();
    assert_eq!((&report["files"], &report["counts"]["exported"]), (&json!(["-"]), &json!(1)));
    assert_eq!(shop.show(CODE)["exports"][0]["file"], "-");
}

#[test]
fn fil_06_no_file_is_written_over_and_replace_takes_only_a_regular_one() {
    let shop = shop(1);
    let at = |name: &str| shop.path(name);
    fs::write(at("there.csv"), "mine").unwrap();
    fs::write(at("aim.csv"), "aim").unwrap();
    symlink(at("aim.csv"), at("link.csv")).unwrap();
    symlink(at("nowhere"), at("loose.csv")).unwrap();
    fs::create_dir(at("folder.csv")).unwrap();
    for (args, words) in [
        (&["there.csv"][..], &["there.csv stays as it is", "--replace"][..]),
        (&["link.csv", "--replace"], &["link.csv stays as it is"]),
        (&["loose.csv", "--replace"], &["loose.csv stays as it is"]),
        (&["folder.csv", "--replace"], &["folder.csv stays as it is"]),
        (&["/dev/null", "--replace"], &["/dev/null stays as it is"]),
        (&["demo.db", "--replace"], &["demo.db stays as it is", "state file"]),
        (&["shop.toml", "--replace"], &["shop.toml stays as it is", "configuration"]),
    ] {
        let args = [&["--out"], args].concat();
        export(&shop, &args, 2).says(words);
        export(&shop, &[&args[..], &["--dry-run"]].concat(), 2).says(words);
    }
    export(&shop, &["--out", "no/folder/a.csv"], 1).says(&["cannot be written"]);
    assert_eq!(fs::read_to_string(at("there.csv")).unwrap(), "mine");
    assert_eq!(fs::read_to_string(at("aim.csv")).unwrap(), "aim");
    assert_eq!(shop.show(CODE)["exports"], json!([]), "nothing is on record");
    export(&shop, &["--out", "there.csv", "--replace"], 0);
    assert_eq!(column(&shop, "there.csv", "order"), [CODE]);
    let mode = fs::metadata(at("there.csv")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    // Where nothing is left to hand over, the file of before stands in the place of a new one.
    let run = export(&shop, &["--out", "there.csv", "--replace"], 0);
    assert!(run.stdout.contains("no file was written"), "{}", run.stdout);
    run.says(&["there.csv is of an earlier export"]);
    assert!(!export(&shop, &["--out", "new.csv"], 0).all().contains("earlier export"));
}

#[test]
fn a_file_that_is_not_on_record_is_said_and_found_by_the_next_run() {
    let shop = shop(2);
    // The hand-over can be written, and not be committed.
    edit(
        &shop,
        "CREATE TABLE broken (id INTEGER REFERENCES orders (order_id) DEFERRABLE INITIALLY DEFERRED);
         CREATE TRIGGER breaks AFTER INSERT ON order_exports BEGIN INSERT INTO broken VALUES (-1); END;",
    );
    let args = ["--out", "a.csv", "--set-status", "preparing"];
    export(&shop, &args, 1).says(&["a.csv: written, but the state file does not know", "--replace"]);
    assert_eq!(rows(&shop, "a.csv").len(), 2);
    assert_eq!(shop.show(CODE)["exports"], json!([]));
    assert_eq!(shop.show(CODE)["status"], "ready");
    edit(&shop, "DROP TRIGGER breaks; DROP TABLE broken;");
    export(&shop, &args, 2).says(&["a.csv stays as it is", "--replace"]);
    export(&shop, &[&args[..], &["--replace"]].concat(), 0);
    assert_eq!(shop.show(CODE)["exports"][0]["file"], "a.csv");
    assert_eq!(shop.show(CODE)["status"], "preparing");
}

#[test]
fn nothing_is_written_where_the_hand_over_cannot_be() {
    let shop = shop(1);
    edit(
        &shop,
        "CREATE TRIGGER breaks BEFORE INSERT ON order_exports BEGIN SELECT raise(ABORT, 'broken'); END;",
    );
    export(&shop, &["--out", "a.csv"], 1);
    assert_eq!(files(&shop), Vec::<String>::new());
}

#[test]
fn clickpost_takes_forty_rows_a_file_and_checks_all_files_before_it_writes_one() {
    let rows = (0..81).map(|n| row().cart(1000 + n).no(5000 + n).carrier("クリックポスト"));
    let mut shop = Shop::with_rows(rows.collect());
    set_labels(&mut shop);
    shop.import();
    fs::write(shop.path("cp-3.csv"), "old").unwrap();
    let args = ["--format", "clickpost", "--out", "cp.csv"];
    export(&shop, &args, 2).says(&["cp-3.csv stays as it is"]);
    assert_eq!(files(&shop), ["cp-3.csv"]);
    export(&shop, &["--format", "clickpost", "--out", "-"], 2).says(&["3 files"]);
    fs::write(shop.path("cp-4.csv"), "old").unwrap();
    let run = export(&shop, &[&args[..], &["--replace", "--json"]].concat(), 0);
    let report = run.json();
    assert_eq!(report["files"], json!(["cp.csv", "cp-2.csv", "cp-3.csv"]));
    assert_eq!(report["counts"]["exported"], 81);
    run.says(&["cp-4.csv is of an earlier export"]);
    let count = |name: &str| fs::read(shop.path(name)).unwrap().iter().filter(|b| **b == b'\n').count();
    assert_eq!(["cp.csv", "cp-2.csv", "cp-3.csv"].map(count), [41, 41, 2]);
    assert_eq!(shop.show("1079")["exports"][0]["file"], "cp-2.csv");
    assert_eq!(shop.show("1080")["exports"][0]["file"], "cp-3.csv");
}

#[test]
fn fil_06_formulas_are_defused_and_leading_zeros_stay() {
    let shop = shop(1);
    edit(
        &shop,
        "UPDATE order_people SET message = '=HYPERLINK(\"http://x\")', buyer_name = '＝1+1', gift = '@x',
           receiver_tel = '0600000001', buyer_kana = '見本,\"花子\"' || char(10) || 'x';
         UPDATE qoo10_rows SET discount_yen = -100;",
    );
    export(&shop, &["--out", "a.csv"], 0);
    let row = rows(&shop, "a.csv").remove(0);
    for (field, wanted) in [
        ("message", "'=HYPERLINK(\"http://x\")"),
        ("buyer_name", "'＝1+1"),
        ("gift", "'@x"),
        ("receiver_tel", "0600000001"),
        ("buyer_kana", "見本,\"花子\"\nx"),
        ("discount_yen", "-100"),
    ] {
        assert_eq!(row[field], wanted, "{field}");
    }
}

#[test]
fn profiles_choose_columns_headings_encoding_and_status() {
    let mut shop = shop(2);
    shop.force(&code(1), "working", "paid");
    let columns = "[\"order\", { field = \"sku\", heading = \"品番\" }, { field = \"message\" }]";
    shop.set("export.wms", "columns", columns);
    shop.set("export.wms", "encoding", "\"cp932\"");
    shop.set("export.wms", "status", "[\"working\"]");
    shop.set("export.plain", "columns", "[\"order\", \"receiver_zip\"]");
    shop.set("export.plain", "heading", "false");
    shop.set("export.plain", "encoding", "\"utf8\"");
    edit(&shop, "UPDATE order_people SET message = '10〜12時'");
    let report = export_json(&shop, &["--format", "wms", "--out", "w.csv"], 0);
    assert_eq!(report["format"], "wms");
    let bytes = fs::read(shop.path("w.csv")).unwrap();
    let (text, _, damaged) = encoding_rs::SHIFT_JIS.decode(&bytes);
    assert!(!damaged && text.starts_with("order,品番,message\r\n"), "{text}");
    assert!(text.ends_with(",10～12時\r\n") && text.contains(&code(1)), "{text}");
    let zip = shop.show(CODE)["receiver"]["zip"].as_str().unwrap().to_owned();
    export(&shop, &["--format", "plain", "--out", "p.csv"], 0);
    assert_eq!(read(&shop, "p.csv"), format!("{CODE},{zip}\r\n"));
    // A character that the encoding lacks is an order that is refused, and no other.
    edit(&shop, "UPDATE order_people SET message = '\u{20bb7}野家' WHERE order_id = 2");
    let args = ["--format", "wms", "--out", "x.csv", "--status", "ready", "--status", "working", "--again"];
    let report = export_json(&shop, &args, 3);
    assert_eq!(refusals(&report), [(code(1), "not_encodable".to_owned())]);
    let message = report["items"][1]["message"].as_str().unwrap();
    assert!(message.contains("message") && message.contains("U+20BB7"), "{message}");
    assert!(fs::read(shop.path("x.csv")).unwrap().starts_with(b"order,"));
    export(&shop, &["--format", "wmz", "--out", "y.csv"], 2).says(&["there is no format wmz", "wms"]);
}

#[test]
fn a_running_step_is_waited_for_and_a_dry_run_waits_for_none() {
    let shop = shop(1);
    let _held = lock::acquire_lock(&shop.path("demo.db"), lock::LockWait::NONE, &|| false).unwrap();
    export(&shop, &["--out", "a.csv", "--wait", "0"], 4);
    export(&shop, &["--out", "a.csv", "--dry-run"], 0);
    assert!(!shop.path("a.csv").exists());
}

/// A label file's rows with their heading, as its program reads it.
pub fn read_label(shop: &Shop, name: &str) -> Vec<Vec<String>> {
    let bytes = fs::read(shop.path(name)).unwrap();
    let (text, _, damaged) = encoding_rs::SHIFT_JIS.decode(&bytes);
    assert!(!damaged && text.ends_with("\r\n"), "{text}");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn every_label_format_is_cp932_and_an_order_that_does_not_fit_is_refused_by_name() {
    for (format, company, columns) in [
        ("b2", "ヤマト宅急便", 95),
        ("ehiden3", "佐川急便", 74),
        ("yupuri", "ゆうパック", 117),
        ("clickpost", "クリックポスト", 8),
    ] {
        let rows = (1..=2).map(|n| row().cart(n).no(n).carrier(company)).collect();
        let mut shop = Shop::with_rows(rows);
        set_labels(&mut shop);
        shop.import();
        edit(&shop, "UPDATE order_people SET receiver_name = '見本\u{20bb7}' WHERE order_id = 2");
        let report = export_json(&shop, &["--format", format, "--out", "l.csv"], 3);
        assert_eq!(refusals(&report), [("2".to_owned(), "not_encodable".to_owned())], "{format}");
        let message = report["items"][1]["message"].as_str().unwrap();
        assert!(message.starts_with("order 2: ") && message.contains('\u{20bb7}'), "{message}");
        let table = read_label(&shop, "l.csv");
        assert_eq!(table.iter().map(Vec::len).collect::<Vec<_>>(), [columns, columns], "{format}");
        let name = shop.show("1")["receiver"]["name"].as_str().unwrap().replace(' ', "");
        let has_name = table[1].iter().any(|cell| cell.replace([' ', '\u{3000}'], "") == name);
        assert!(has_name, "{format}: {name} in {:?}", table[1]);
        assert_eq!(shop.show("1")["exports"][0]["format"], format);
        assert_eq!(shop.show("2")["exports"], json!([]));
    }
}

#[test]
fn the_sender_of_the_labels_stands_on_the_packing_slips() {
    let shop = shop(1);
    shop.run(&["orders", "slips", "--html", "s.html"]).expect(0);
    let page = read(&shop, "s.html");
    for part in ["見本商店", "530-0001", "大阪府大阪市北区梅田1-1", "06-0000-0000"] {
        assert!(page.contains(part), "{part}");
    }
}
