//! `shipments load` of what label programs, warehouses and spreadsheets hand back, as it is.

use std::fs;

use serde_json::{Value, json};

use crate::support::{Shop, row};

const DAY: &str = "2026-07-01";

/// Orders 412000001 to 412000006, paid, of 佐川急便; 412000007 is not paid and has no company yet.
fn shop() -> Shop {
    let order = |n: i64| row().cart(412_000_000 + n).no(900_000 + n).carrier("佐川急便");
    let mut rows: Vec<_> = (1..=6).map(order).collect();
    rows.push(row().cart(412_000_007).no(900_007).unpaid());
    let shop = Shop::with_rows(rows);
    shop.import();
    shop
}

/// The same, 412000001 of two companies: two codes.
fn split_shop() -> Shop {
    let shop = Shop::with_rows(vec![
        row().cart(412_000_001).no(1).carrier("佐川急便"),
        row().cart(412_000_001).no(2).carrier("ヤマト宅急便"),
    ]);
    shop.import();
    shop
}

fn fixture(name: &str) -> String {
    format!("{}/fixtures/failing-inputs/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn run_load(shop: &Shop, file: &str, more: &[&str], code: i32) -> Value {
    let args = [&["shipments", "load", file, "--json"], more].concat();
    shop.run(&args).expect(code).json()
}

fn load(shop: &Shop, bytes: impl AsRef<[u8]>, more: &[&str], code: i32) -> Value {
    fs::write(shop.path("in.csv"), bytes).unwrap();
    run_load(shop, "in.csv", more, code)
}

fn cp932(text: &str) -> Vec<u8> {
    let (bytes, _, failed) = encoding_rs::SHIFT_JIS.encode(text);
    assert!(!failed, "{text}");
    bytes.into_owned()
}

/// Company, first number and day of an order; null while it is not shipped.
fn parcel(shop: &Shop, code: &str) -> Value {
    let order = shop.show(code);
    if order["status"] != "shipped" {
        return Value::Null;
    }
    json!([order["carrier"], order["tracking_numbers"][0], order["shipped_on"]])
}

/// `line reason` of what was refused.
fn refused(report: &Value) -> Vec<String> {
    let items = report["items"].as_array().unwrap().iter().filter(|item| item["outcome"] == "refused");
    items.map(|item| format!("{} {}", item["line"], item["reason"].as_str().unwrap())).collect()
}

const PLACEHOLDERS: [&str; 4] =
    ["2 tracking_placeholder", "3 tracking_placeholder", "4 tracking_placeholder", "5 tracking_placeholder"];

#[test]
fn every_file_that_once_failed_loads_as_it_should() {
    type Shipped<'a> = &'a [(&'a str, &'a str, &'a str)];
    let sagawa = "佐川急便";
    let cases: [(&str, i32, Shipped<'_>, &[&str]); 12] = [
        (
            "ship-quote-swallows-rows.csv",
            3,
            &[("412000001", sagawa, "400000000013"), ("412000005", sagawa, "400000000050")],
            &["3 torn", "4 swallowed", "5 swallowed"],
        ),
        (
            "ship-two-slip-columns.csv",
            0,
            &[("412000001", "Qxpress", "QX1234567890"), ("412000002", "西濃運輸", "1234567890")],
            &[],
        ),
        ("ship-placeholders.csv", 3, &[], &PLACEHOLDERS),
        (
            "ship-carrier-nfd.csv",
            0,
            &[
                ("412000001", "ネコポス", "400000000013"),
                ("412000002", "ゆうパック", "400000000024"),
                ("412000003", sagawa, "400000000035"),
            ],
            &[],
        ),
        ("ship-preamble.csv", 0, &[("412000001", sagawa, "400000000013")], &[]),
        ("ship-sep-line.csv", 0, &[("412000001", sagawa, "400000000013")], &[]),
        ("ship-hiden3-yyyymmdd.csv", 0, &[("412000001", sagawa, "400000000013")], &[]),
        (
            "ship-b2-as-exported.csv",
            0,
            &[
                ("412000001", "ヤマト宅急便", "400000000013"),
                ("412000002", "クロネコゆうパケット", "400000000024"),
            ],
            &[],
        ),
        ("ship-two-parcels.csv", 0, &[("412000001", "ヤマト運輸", "400000000013")], &[]),
        ("ship-other-malls.csv", 3, &[("412000003", "ヤマト運輸", "400000000035")], &["2 order_unreadable"]),
        (
            "ship-order-hyphens.csv",
            0,
            &[("412000001-1", sagawa, "400000000013"), ("412000001-2", "ヤマト運輸", "400000000024")],
            &[],
        ),
        ("stock-two-stocks.csv", 2, &[], &[]),
    ];
    for (name, code, shipped, wanted) in cases {
        let shop = if name.contains("hyphens") { split_shop() } else { shop() };
        if code == 2 {
            shop.run(&["shipments", "load", &fixture(name)]).expect(2).says(&["order / 注文"]);
            continue;
        }
        let report = run_load(&shop, &fixture(name), &[], code);
        assert_eq!(refused(&report), wanted, "{name}");
        let all = shop.orders().iter().filter(|order| order["status"] == "shipped").count();
        assert_eq!(all, shipped.len(), "{name}");
        for (order, carrier, number) in shipped {
            assert_eq!(parcel(&shop, order), json!([carrier, number, DAY]), "{name}: {order}");
        }
    }
}

#[test]
fn every_stock_and_holiday_file_that_once_failed_loads_as_it_should() {
    let shop = Shop::new();
    let skus: String = (1..=10).map(|n| format!("A-{n},5\n")).collect();
    fs::write(shop.path("before.csv"), format!("sku,free_qty\n{skus}")).unwrap();
    shop.run(&["stock", "load", "before.csv"]).expect(0);
    let torn = fixture("stock-quote-swallows-rows.csv");
    shop.run(&["stock", "load", &torn, "--absent-is-zero"]).expect(3);
    shop.run(&["stock", "load", &fixture("stock-two-stocks.csv")]).expect(0);
    let stock = shop.run(&["stock", "list", "--json"]).expect(0);
    let stock: Vec<(String, i64)> = stock
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|one| (one["sku"].as_str().unwrap().to_owned(), one["free_qty"].as_i64().unwrap()))
        .collect();
    let counted = |sku: &str| stock.iter().find(|(known, _)| known == sku).unwrap().1;
    let kept = (1..=10).map(|n| counted(&format!("A-{n}"))).collect::<Vec<_>>();
    assert_eq!(kept, [4, 5, 5, 5, 4, 4, 4, 4, 4, 4]);
    assert_eq!(counted("TS-1"), 7);
    shop.run(&["holidays", "load", &fixture("holidays-cabinet-office.csv")]).expect(0);
    let holidays = shop.run(&["holidays", "list", "--json"]).expect(0);
    assert_eq!(holidays.stdout.lines().count(), 3, "{}", holidays.stdout);
    assert!(holidays.stdout.contains("憲法記念日"), "{}", holidays.stdout);
}

#[test]
fn rows_of_other_malls_are_left_out_where_that_is_asked_for() {
    let shop = shop();
    let file = fixture("ship-other-malls.csv");
    let report = run_load(&shop, &file, &["--skip-unknown"], 0);
    let counts = json!({"shipped": 1, "corrected": 0, "unchanged": 0, "skipped": 1, "refused": 0});
    assert_eq!(report["counts"], counts);
    let item = json!({"line": 2, "order": "111111-20260630-0000000001", "carrier": null,
        "tracking_numbers": [], "shipped_on": null, "outcome": "skipped", "reason": null, "message": null});
    assert_eq!(report["items"][0], item);
    let run = shop.run(&["shipments", "load", &file, "--skip-unknown"]).expect(0);
    assert_eq!(run.stdout, "shipments: 0 shipped, 0 corrected, 1 unchanged, 1 skipped, 0 refused\n");
    let run =
        shop.run(&["--lang", "ja", "shipments", "load", &file, "--skip-unknown", "--dry-run"]).expect(0);
    let [_, skipped, known, counts] = run.stdout.lines().collect::<Vec<_>>()[..] else { panic!("{run:#?}") };
    assert!(skipped.ends_with("  対象外") && known.ends_with("  変更なし"), "{run:#?}");
    assert!(counts.ends_with("変更なし 1、対象外 1、取込不可 0"), "{run:#?}");
    let text = "order,carrier,tracking\n合計,,2件\n499999999,ヤマト,nan\n412000002,佐川急便,4.0E+11\n\
        ,佐川急便,400000000013\n900003,佐川急便,400000000013\n412000001-2,佐川急便,400000000013\n";
    let report = load(&shop, text, &["--skip-unknown"], 3);
    // A number of an order of ours, a cart, a row without a code: nobody else's.
    let wanted = ["4 tracking_exponent", "5 order_missing", "6 order_unknown", "7 order_unknown"];
    assert_eq!(refused(&report), wanted);
    assert_eq!(report["counts"]["skipped"], 2);
    assert_eq!(refused(&load(&shop, text, &[], 3)).len(), 6);
}

/// A row of B2 of 95 cells: key, kind of label, number.
fn b2(key: &str, service: &str, number: &str) -> String {
    format!("\"{key}\",\"{service}\",\"0\",\"{number}\",\"2026/07/01\"{}\r\n", ",\"\"".repeat(90))
}

#[test]
fn return_files_of_label_programs_load_as_they_are() {
    let number = "400000000013";
    let [sagawa, yamato] = ["佐川急便", "ヤマト宅急便"];
    let ehiden = format!(
        "\"お問い合せ送り状No.\",\"お客様管理番号\",\"お届け先名称１\",\"お届け先電話番号\"\r\n\
         \"{number}\",\"412000001\",\"見本　花子\",\"03-0000-0000\"\r\n"
    );
    let yupuri = "お客様側管理番号,お問い合わせ番号,仮引受確定作業年月日,配送完了作業年月日,配達ステータス集約コード,\
        配達ステータス明細コード\r\n412000001,400000000013,,,10,0A\r\n";
    let wms = "お客様側管理番号,お問い合わせ番号,発送日,配達希望日,配達時間帯区分\r\n\
        412000001,400000000013,20260630,,00\r\n";
    let next_engine = "店舗名,伝票番号,受注番号,発送伝票番号,出荷確定日\r\n\
        Qoo10,7654321,412000001,400000000013,2026/06/30\r\n";
    let plain = format!("order,tracking\n412000001,{number}\n");
    let cases: [(&str, String, &[&str], &str, &str); 18] = [
        ("B2 without headings", b2("412000001", "0", number), &[], yamato, DAY),
        ("several kinds", b2("412000001", "6", number), &[], yamato, DAY),
        ("ネコポス", b2("412000001", "A", number), &[], "ネコポス", DAY),
        ("コンパクト", b2("412000001", "8", number), &[], "宅急便コンパクト", DAY),
        ("a kind that is not known", b2("412000001", "3", number), &[], sagawa, DAY),
        (
            "--carrier before the layout",
            b2("412000001", "A", number),
            &["--carrier", "ヤマト"],
            "ヤマト",
            DAY,
        ),
        ("e飛伝III", ehiden.clone(), &[], sagawa, DAY),
        ("--carrier", ehiden.clone(), &["--carrier", "ゆうパック"], "ゆうパック", DAY),
        ("e飛伝III without headings", format!("{number},412000001\r\n"), &[], sagawa, DAY),
        ("ゆうプリR", yupuri.to_owned(), &["--carrier", "ゆうパケット"], "ゆうパケット", DAY),
        ("ゆうプリR: the order's own", yupuri.to_owned(), &[], sagawa, DAY),
        ("a WMS", wms.to_owned(), &[], sagawa, "2026-06-30"),
        (
            "its own filter",
            format!("412000001,{number},2026/06/30,,\n"),
            &["--format", "yupuri"],
            sagawa,
            "2026-06-30",
        ),
        ("Next Engine", next_engine.to_owned(), &[], sagawa, "2026-06-30"),
        ("no company", plain.clone(), &[], sagawa, DAY),
        ("クリックポスト", plain.clone(), &["--format", "clickpost"], "クリックポスト", DAY),
        ("e飛伝III by name", plain.clone(), &["--format", "EHIDEN3"], sagawa, DAY),
        ("only the shape says so", plain, &["--format", "csv"], sagawa, DAY),
    ];
    for (case, text, more, carrier, day) in cases {
        let shop = shop();
        let report = load(&shop, cp932(&text), more, 0);
        assert_eq!(report["counts"]["shipped"], 1, "{case}");
        assert_eq!(parcel(&shop, "412000001"), json!([carrier, number, day]), "{case}");
        let again = load(&shop, cp932(&text), more, 0);
        assert_eq!(again["counts"]["unchanged"], 1, "{case}");
    }
    let shop = shop();
    let pair = format!("{number},412000001\n");
    fs::write(shop.path("in.csv"), &pair).unwrap();
    shop.run(&["shipments", "load", "in.csv", "--format", "b2"]).expect(2).says(&["tracking / 送り状番号"]);
    shop.run(&["shipments", "load", "in.csv", "--format", "e-hiden"]).expect(2).says(&["ehiden3"]);
}

/// Files that are only read where somebody says whose they are.
#[test]
fn fil_03_a_file_without_headings_that_is_not_recognised_says_how_it_is_read() {
    for (text, format) in [
        ("412000001,400000000013,,,10,0A\r\n", "yupuri"),
        ("412000001,400000000013\r\n", "yupuri"),
        ("発送履歴\r\n412000001\t400000000013\t\r\n", "yupuri"),
        ("400000000013,412000001,見本　花子,03-0000-0000\r\n", "ehiden3"),
    ] {
        let shop = shop();
        fs::write(shop.path("in.csv"), cp932(text)).unwrap();
        let named = format!("`--format {format}`");
        shop.run(&["shipments", "load", "in.csv"]).expect(2).says(&["next: it looks like a file", &named]);
        let ja = shop.run(&["shipments", "load", "in.csv", "--lang", "ja"]).expect(2);
        ja.says(&[&format!("--format {format} を付ける")]);
        let read =
            run_load(&shop, "in.csv", &["--format", format], if text.starts_with('発') { 3 } else { 0 });
        assert_eq!(read["counts"]["shipped"], 1, "{text}");
    }
    let shop = shop();
    fs::write(shop.path("in.csv"), "見本,花子\n").unwrap();
    let run = shop.run(&["shipments", "load", "in.csv"]).expect(2);
    assert!(run.stderr.contains("next:") && !run.stderr.contains("--format"), "{run:#?}");
}

#[test]
fn fil_05_the_company_is_the_rows_then_the_files_then_the_orders() {
    let shop = shop();
    let text = "お客様管理番号,送り状種類,伝票番号,配送会社\n\
        412000001,0,400000000013,ゆうパック\n\
        412000002,0,400000000024,\n\
        412000003,3,400000000035, \u{3000}\n\
        412000003,,400000000046,\n\
        412000004,A,400000000050,ネコポス\n\
        412000004,,400000000061,\n\
        412000004,0,400000000072,\n\
        412000007,3,400000000083,\n";
    let report = load(&shop, text, &[], 3);
    assert_eq!(refused(&report), ["8 other_shipment", "9 not_paid"]);
    let carriers = ["1", "2", "3", "4"].map(|n| parcel(&shop, &format!("41200000{n}"))[0].clone());
    assert_eq!(carriers, ["ゆうパック", "ヤマト宅急便", "佐川急便", "ネコポス"]);
    let numbers = |code: &str| shop.show(code)["tracking_numbers"].clone();
    assert_eq!(numbers("412000003"), json!(["400000000035", "400000000046"]));
    assert_eq!(numbers("412000004"), json!(["400000000050", "400000000061"]));
    // The rule of the order's own company holds too.
    let bad = "order,tracking\n412000005,400000000051\n412000006,\n";
    assert_eq!(refused(&load(&shop, bad, &[], 3)), ["2 tracking_check_digit", "3 tracking_missing"]);
    shop.sql("UPDATE orders SET carrier = '' WHERE pack_no = 412000005");
    let run = load(&shop, "order,tracking\n412000005,400000000050\n", &[], 3);
    assert_eq!(refused(&run), ["2 carrier_missing"]);
    let shop = self::shop();
    let text = "order,carrier,tracking\n412000005,ゆうパック,400000000094\n412000006,,400000000105\n";
    load(&shop, text, &["--carrier", "ネコポス"], 0);
    let carriers = ["412000005", "412000006"].map(|code| parcel(&shop, code)[0].clone());
    assert_eq!(carriers, ["ゆうパック", "ネコポス"]);
}

#[test]
fn what_spreadsheets_and_staff_make_of_a_file_is_read() {
    let wanted = json!(["佐川急便", "400000000013", DAY]);
    let plain = "\u{feff}\"order\",\"tracking\"\r\n\"412000001\",\"400000000013\"\r\n";
    for text in [
        plain,
        "出荷データ\n※見出しは3行目\n 受注番号 , 送り状番号 \n412000001,400000000013\n",
        "受注番号\t送り状番号\n412000001\t400000000013\n",
        "order,tracking\n'412000001,'400000000013\n",
        "order,tracking\n４１２０００００１,４０００００００００１３\n",
        "order,tracking\n412000001.0,400000000013.0\n",
        "order,tracking\n=\"412000001\",=\"400000000013\"\n",
        "order,tracking\n412000001,400000000013 / 400000000024\n",
        "order,order_no,carrier,tracking_numbers,shipped_on\n412000001,7,,400000000013,\n",
        "order,tracking\n412000001,4000-0000-0013\n\n,\n,,\n\u{1a}",
        "order,tracking,備考,備考\n412000001,400000000013,a,b\n",
    ] {
        let shop = shop();
        assert_eq!(load(&shop, text, &[], 0)["counts"]["shipped"], 1, "{text:?}");
        assert_eq!(parcel(&shop, "412000001"), wanted, "{text:?}");
    }
    let shop = shop();
    for (text, wanted) in [
        ("order,tracking\n412000001,8.11029E+11\n412000002,4E11\n", "2 tracking_exponent"),
        ("order,tracking\n412000001,400000000013 24\n", "2 tracking_shape"),
        ("order,tracking\n合計,1件\n", "2 order_unreadable"),
        ("order,tracking\n2026年7月1日,400000000013\n", "2 order_unreadable"),
    ] {
        assert_eq!(refused(&load(&shop, text, &[], 3))[0], wanted, "{text}");
    }
    fs::write(shop.path("in.csv"), "受注番号,送り状番号,送り状番号\n412000001,1,2\n").unwrap();
    shop.run(&["shipments", "load", "in.csv"]).expect(2).says(&["tracking twice"]);
    let utf_16: Vec<u8> = std::iter::once(0xfeff)
        .chain("受注番号\t送り状番号\r\n".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    fs::write(shop.path("in.csv"), utf_16).unwrap();
    shop.run(&["shipments", "load", "in.csv"]).expect(2).says(&["UTF-16"]);
}

#[test]
fn a_torn_or_damaged_row_of_a_headless_file_costs_only_itself() {
    let shop = shop();
    let torn = b2("412000002", "0", "400000000024").replacen("\"412000002\"", "\"41200\n0002\"x", 1);
    let text = b2("412000001", "0", "400000000013") + &torn + &b2("412000003", "0", "400000000035");
    let report = load(&shop, text, &[], 3);
    assert_eq!(refused(&report), ["2 torn", "3 swallowed"]);
    assert_eq!(report["counts"]["shipped"], 2);
    let wide = b2("412000004", "0", "400000000046").replace("\r\n", ",\"x\"\r\n");
    let text = b2("412000001", "0", "400000000013") + &wide;
    assert_eq!(refused(&load(&shop, text, &[], 3)), ["2 too_many_cells"]);
}
