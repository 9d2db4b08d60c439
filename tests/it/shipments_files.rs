//! `shipments load`: files that said one thing and were read as another.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::support::{SEND, Shop, Terminal, row};

/// Orders 412000001 to 412000007, paid and printed; the seventh has two companies, and so two codes.
fn shop() -> Shop {
    let order = |n: i64| row().cart(412_000_000 + n).no(900_000 + n);
    let mut rows: Vec<_> = (1..=6).map(order).collect();
    rows.push(order(7).carrier("佐川急便"));
    rows.push(order(7).no(900_008).carrier("ヤマト宅急便"));
    let shop = Shop::with_rows(rows);
    shop.import();
    shop
}

fn fixture(name: &str) -> String {
    format!("{}/fixtures/input/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn load(shop: &Shop, name: &str, code: i32) -> Value {
    shop.run(&["shipments", "load", &fixture(name), "--json"]).expect(code).json()
}

fn load_text(shop: &Shop, text: impl AsRef<[u8]>, code: i32) -> Value {
    fs::write(shop.path("in.csv"), text).unwrap();
    shop.run(&["shipments", "load", "in.csv", "--json"]).expect(code).json()
}

/// company, numbers and day of an order; null while it is not shipped.
fn parcel(shop: &Shop, code: &str) -> Value {
    let order = shop.show(code);
    if order["status"] != "shipped" {
        return Value::Null;
    }
    json!([order["carrier"], order["tracking_numbers"], order["shipped_on"]])
}

/// `line reason` of what was refused.
fn refused(report: &Value) -> Vec<String> {
    let items = report["items"].as_array().unwrap().iter().filter(|item| item["outcome"] == "refused");
    items.map(|item| format!("{} {}", item["line"], item["reason"].as_str().unwrap())).collect()
}

#[test]
fn stk_10_rows_that_a_quote_swallows_are_in_the_count() {
    let shop = shop();
    let report = load(&shop, "shipments-torn-quote.csv", 3);
    assert_eq!(report["counts"], json!({"shipped": 2, "corrected": 0, "unchanged": 0, "refused": 3}));
    assert_eq!(refused(&report), ["3 torn", "4 swallowed", "5 swallowed"]);
    let shipped = ["1", "2", "3", "4", "5"].map(|n| parcel(&shop, &format!("41200000{n}")) != Value::Null);
    assert_eq!(shipped, [true, false, false, false, true]);
    let file = fixture("shipments-torn-quote.csv");
    let run = shop.run(&["--lang", "ja", "shipments", "load", &file]).expect(3);
    run.says(&[":3: 引用符のため、ここから5行目まで", ":5: 3行目の引用符の中"]);
    let run = shop.run(&["shipments", "load", &file]).expect(3);
    run.says(&[":3: a quote opens here", "down to line 5", ":4: a quote in line 3 has swallowed this line"]);
}

#[test]
fn fil_04_the_right_column_is_the_tracking_number() {
    let shop = shop();
    load(&shop, "shipments-two-numbers-cp932.csv", 0);
    assert_eq!(parcel(&shop, "412000001"), json!(["Qxpress", ["QX1234567890"], "2026-07-01"]));
    assert_eq!(parcel(&shop, "412000002"), json!(["西濃運輸", ["1234567890"], "2026-07-01"]));
    let shop = self::shop();
    for (header, row) in [
        (
            "管理番号,お客様管理番号,運送会社,お問い合せ送り状No.,伝票番号",
            "412000002,412000001,佐川急便,400000000013,7654321",
        ),
        (
            "伝票番号:SLIP,受注番号:ORDER,送り状番号：TRACKING,配送会社:CARRIER",
            "7654321,412000001,400000000013,佐川急便",
        ),
        (
            "お客様側管理番号,お問い合わせ番号,発送予定日,発送日,配送会社",
            "412000001,400000000013,2026/07/09,2026/07/01,佐川急便",
        ),
        ("注文,伝票番号,配送会社", "412000001,400000000013,佐川急便"),
    ] {
        load_text(&shop, format!("{header}\n{row}\n"), 0);
        let wanted = json!(["佐川急便", ["400000000013"], "2026-07-01"]);
        assert_eq!(parcel(&shop, "412000001"), wanted, "{header}");
        assert_eq!(parcel(&shop, "412000002"), Value::Null, "{header}");
    }
    fs::write(shop.path("two.csv"), "注文,送り状番号,発送伝票番号,配送会社\n412000002,1,2,佐川急便\n")
        .unwrap();
    let run = shop.run(&["shipments", "load", "two.csv"]).expect(2);
    run.says(&["names the column tracking twice", "\"送り状番号\" and \"発送伝票番号\"", "next:"]);
    assert!(run.stdout.is_empty());
}

#[test]
fn shp_09_placeholders_are_refused_at_the_desk_and_again_by_the_step() {
    let shop = shop();
    let report = load(&shop, "shipments-placeholders.csv", 3);
    let wanted = ["2", "3", "4", "5"].map(|line| format!("{line} tracking_placeholder"));
    assert_eq!(refused(&report), wanted);
    assert_eq!(report["counts"]["shipped"], 0);
    let report = load_text(
        &shop,
        "order,carrier,tracking\n412000001,Qxpress,412000001\n412000001,Qxpress,900001.0\n\
            412000007-1,赤帽,412000007-1\n\
         412000007-1,赤帽,4120000071\n412000002,Qxpress,000412000002\n412000001,Qxpress,nan\n\
             412000001,Qxpress,n/a\n\
         412000001,Qxpress,-\n412000001,Qxpress,QX123\n",
        3,
    );
    let reasons: Vec<&str> =
        report["items"].as_array().unwrap().iter().map(|item| item["reason"].as_str().unwrap()).collect();
    let [own, place] = ["tracking_own_number", "tracking_placeholder"];
    assert_eq!(reasons, [own, own, own, own, own, place, place, "tracking_missing", place]);
    for (number, says) in
        [("NULL", "stands for a number that is missing"), ("412000001", "own code, cart or order number")]
    {
        let args = ["orders", "ship", "412000001", "--carrier", "Qxpress", "--tracking", number];
        shop.run(&args).expect(2).says(&[says, "next:"]);
    }
    // What an older version took.
    shop.run(&["orders", "ship", "412000001", "--carrier", "Qxpress", "--tracking", "QX1234567890"])
        .expect(0);
    shop.run(&["orders", "ship", "412000002", "--carrier", "Qxpress", "--tracking", "QX1234567891"])
        .expect(0);
    shop.print(&["412000001", "412000002"]);
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    for (cart, number) in [(412_000_001, "000000000000"), (412_000_002, "900002")] {
        let sql = "UPDATE orders SET tracking_numbers = json_array(?2) WHERE pack_no = ?1";
        state.execute(sql, rusqlite::params![cart, number]).unwrap();
    }
    drop(state);
    let report = shop.push_with(&[], 3);
    assert_eq!((report.orders("refused").len(), shop.fake.calls(SEND)), (2, 0));
}

#[test]
fn shp_10_rows_of_one_order_are_its_parcels() {
    let shop = shop();
    for _ in 0..2 {
        let report = load(&shop, "shipments-two-parcels-cp932.csv", 0);
        assert_eq!(report["counts"]["refused"], 0);
        let items = report["items"].as_array().unwrap();
        assert!(
            items.iter().all(|item| item["tracking_numbers"].as_array().unwrap().len() == 2),
            "{report:#}"
        );
    }
    let numbers = json!(["400000000013", "400000001015"]);
    let order = shop.show("412000001");
    assert_eq!(order["tracking_numbers"], numbers);
    assert_eq!(order["history"].as_array().unwrap().len(), 2, "one order, shipped once");
    shop.print(&["412000001"]);
    shop.push();
    assert_eq!(shop.accepted()[0].2, "400000000013", "the first is sent");
    let report = load(&shop, "shipments-two-parcels-cp932.csv", 0);
    assert_eq!(report["counts"]["unchanged"], 2, "Qoo10 knows: nothing to do");

    let text = "order,carrier,tracking,shipped_on\n412000002,佐川急便,400000000024,\n\
        412000003,佐川急便,400000000035,2026-06-30\n\
                412000002,佐川,400000001026,2026/7/1\n412000002,ヤマト,400000001030,\n\
                    412000002,佐川急便,400000001041,2026-06-30\n\
                412000003,佐川急便,400000001052,2026-06-30\n412000002,佐川急便,400000000024,\n";
    let report = load_text(&shop, text, 3);
    assert_eq!(refused(&report), ["5 other_shipment", "6 other_shipment"]);
    assert_eq!(report["counts"], json!({"shipped": 2, "corrected": 0, "unchanged": 3, "refused": 2}));
    assert_eq!(parcel(&shop, "412000002")[1], json!(["400000000024", "400000001026"]));
    assert_eq!(parcel(&shop, "412000003")[1], json!(["400000000035", "400000001052"]));
    // A further parcel of an order that Qoo10 knows is refused, what it knows is not.
    let report = load_text(
        &shop,
        "order,carrier,tracking\n412000001,ヤマト運輸,400000000013\n412000001,ヤマト運輸,400000001063\n",
        3,
    );
    assert_eq!(refused(&report), ["3 already_sent"]);
    assert_eq!(report["items"][0]["outcome"], "unchanged");
}

#[test]
fn fil_01_orders_and_companies_are_found_in_any_dress_and_kept_in_their_spelling() {
    let shop = shop();
    load(&shop, "shipments-nfd.csv", 0);
    let kept: Vec<Value> = (1..=3).map(|n| parcel(&shop, &format!("41200000{n}"))[0].clone()).collect();
    assert_eq!(kept, ["ネコポス", "ゆうパック", "佐川急便"]);
    shop.print(&["412000001", "412000002", "412000003"]);
    shop.push();
    let sent: Vec<String> = shop.accepted().into_iter().map(|(_, company, _)| company).collect();
    assert_eq!(sent, ["ネコポス", "ゆうパック", "佐川急便"]);
    let text = "order,carrier,tracking\n'412000004,佐川\u{200b},'400000000046\n\
        ４１２０００００５.0,ﾈｺﾎﾟｽ,400000000050.0\n\
                \u{feff}412000006 ,\u{2060}佐川急便,4000\u{200b}00000061\n412000007−1,佐川急便,400000000072\n\
                412000007ー2,ヤマト運輸,400000000083\n4120x,佐川急便,400000000094\n";
    let report = load_text(&shop, text, 3);
    assert_eq!(refused(&report), ["7 order_unreadable"]);
    let message = report["items"][5]["message"].as_str().unwrap();
    assert!(message.contains("\"4120x\""), "{message}");
    assert_eq!(parcel(&shop, "412000005"), json!(["ネコポス", ["400000000050"], "2026-07-01"]));
    assert_eq!(parcel(&shop, "412000004")[0], "佐川");
    for code in ["412000006", "412000007-1", "412000007-2"] {
        assert_ne!(parcel(&shop, code), Value::Null, "{code}");
    }
}

#[test]
fn fil_01_hyphens_of_every_kind_split_a_code() {
    let shop = Shop::with_rows(vec![
        row().cart(412_000_001).no(1).carrier("佐川急便"),
        row().cart(412_000_001).no(2).carrier("ヤマト宅急便"),
    ]);
    shop.import();
    load(&shop, "shipments-hyphens.csv", 0);
    for code in ["412000001-1", "412000001-2", " ４１２０００００１－１ ", "412000001ー2", "412000001‐1"]
    {
        assert_eq!(shop.show(code)["status"], "shipped", "{code}");
    }
    let run = shop.run(&["orders", "show", "41200x"]).expect(2);
    run.says(&["41200x"]);
    for args in [
        &["orders", "set", "412000001−1", "--status", "Inspected"][..],
        &["orders", "set", "412000001-1.0", "--status", "ready"],
        &["log", "--order", "４１２０００００１-1"],
        &["push-shipments", "--order", "412000001ー2", "--dry-run"],
        &["import", "--order", "４１２０００００１.0"],
    ] {
        let code = match args[0] {
            "orders" if args[2] == "412000001-1.0" => 2,
            // Found, and not due: it has no planned ship date.
            "push-shipments" => 3,
            _ => 0,
        };
        shop.run(args).expect(code);
    }
    assert_eq!(shop.show("412000001-1")["status"], "inspected");
}

#[test]
fn fil_02_and_fil_03_titles_separators_and_dates_of_other_programs_are_read() {
    for name in ["shipments-title-cp932.csv", "shipments-sep-line.csv", "shipments-hiden-dates-cp932.csv"] {
        let shop = shop();
        let report = load(&shop, name, 0);
        assert_eq!(report["counts"]["shipped"], 1, "{name}");
        assert_eq!(parcel(&shop, "412000001")[2], "2026-07-01", "{name}");
    }
    let shop = shop();
    let text = "出荷履歴\n412000002,佐川急便,400000000024\norder,carrier,tracking\n\
        412000001,佐川急便,400000000013\n\u{1a}";
    assert_eq!(refused(&load_text(&shop, text, 3)), ["2 above_header"], "a row is not a title");
}

#[test]
fn a_wrong_encoding_is_told_and_nothing_is_loaded() {
    let shop = shop();
    let text = "注文,配送会社,送り状番号\n412000001,佐川急便,400000000013\n";
    let garbled = encoding_rs::SHIFT_JIS.decode_without_bom_handling(text.as_bytes()).0.into_owned();
    let lost = String::from_utf8_lossy(&encoding_rs::SHIFT_JIS.encode(text).0).into_owned();
    for (bytes, en, ja) in [
        (encoding_rs::EUC_JP.encode(text).0.into_owned(), "EUC-JP", "文字コードが違います。EUC-JP"),
        (encoding_rs::ISO_2022_JP.encode(text).0.into_owned(), "ISO-2022-JP", "ISO-2022-JP"),
        (garbled.into_bytes(), "UTF-8 that a program has opened", "UTF-8のファイルを別の文字コードで"),
        (lost.into_bytes(), "Shift-JIS that a program has opened", "Shift-JISのファイルをUTF-8として"),
    ] {
        fs::write(shop.path("in.csv"), bytes).unwrap();
        let load = ["shipments", "load", "in.csv"];
        shop.run(&load).expect(2).says(&["is in the wrong encoding", en, "save it as CSV, in UTF-8"]);
        shop.run(&[&load[..], &["--lang", "ja"]].concat()).expect(2).says(&[ja]);
    }
    assert_eq!(parcel(&shop, "412000001"), Value::Null);
}

#[test]
fn a_minus_is_stdin_for_every_load() {
    let shop = shop();
    let given = |args: &[&str], text: &str| {
        let mut command = shop.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    };
    for (command, text) in [
        ("shipments", "order,carrier,tracking\n412000001,佐川急便,400000000013\n,,1\n"),
        ("stock", "sku,free_qty\nA,5\n,1\n"),
        ("listings", "item_code,sku\n812345678,A\n,B\n"),
        ("holidays", "date,name\n2026-08-13,夏季休業\nsoon,\n"),
    ] {
        let (code, stdout, stderr) = given(&[command, "load", "-"], text);
        assert_eq!(code, 3, "{command}: {stderr}");
        assert!(
            stdout.contains("1 refused") && stderr.starts_with("stdin:3: "),
            "{command}: {stdout}{stderr}"
        );
        let (code, _, stderr) = given(&["--lang", "ja", command, "load", "-"], text);
        assert!(code == 3 && stderr.starts_with("標準入力:3: "), "{command}: {stderr}");
        let (_, stdout, _) = given(&[command, "load", "-", "--json"], text);
        assert_eq!(serde_json::from_str::<Value>(&stdout).unwrap()["file"], "-", "{command}");
        let (code, stdout, stderr) = given(&[command, "load", "-"], "");
        assert_eq!((code, stdout.as_str()), (2, ""), "{command}");
        assert!(stderr.contains("stdin is empty; nothing was loaded"), "{command}: {stderr}");
    }
    let mut terminal = Terminal::run(&shop.command(&["holidays", "load", "-"]));
    terminal.wait_for("reading stdin");
    terminal.type_text("date\n2026-08-14\n\u{4}");
    assert!(terminal.end(0).contains("1 added"));
}
