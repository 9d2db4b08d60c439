//! `orders slips`: packing slips (納品書), a sheet for each order that may leave.

use std::os::unix::fs::PermissionsExt as _;

use scraper::{ElementRef, Html, Selector};
use serde_json::json;

use crate::support::{Shop, row};

const HOSTILE: &str = "<script>alert(1)</script>\"'&amp;";

fn shop() -> Shop {
    let shop = Shop::with_rows(vec![
        row().cart(1).no(10).item("812345678", "TS-001").price(1980).qty(2),
        row().cart(1).no(11).item("812345679", "CUP-01").price(500).qty(1),
        row().cart(2).no(20).item("812345678", "TS-001").price(4321).set("Gift", "のし:御中元"),
        row().cart(3).no(30).unpaid(),
        row().cart(4).no(40),
    ]);
    shop.import_with(&[], 0);
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    state
        .execute_batch(
            "UPDATE order_lines SET option = '色:白(+1,234円)', addon_options = '名入れ:あり(+567円)'
               WHERE order_no IN (10, 20);
             UPDATE order_lines SET cancel_requested = 1 WHERE order_no = 40;
             UPDATE order_people SET receiver_name = '見本 花子', buyer_name = '架空 太郎', receiver_zip = '530-0001',
               receiver_address = '大阪府大阪市北区架空1-2-3';",
        )
        .unwrap();
    shop
}

fn sheets(html: &Html) -> Vec<ElementRef<'_>> {
    html.select(&Selector::parse(".sheet").unwrap()).collect()
}

fn text(sheet: ElementRef<'_>) -> String {
    sheet.text().collect::<Vec<_>>().join(" ")
}

fn cells(sheet: ElementRef<'_>) -> Vec<Vec<String>> {
    let (rows, cells) = (Selector::parse("tbody tr").unwrap(), Selector::parse("td").unwrap());
    let text = |cell: ElementRef<'_>| cell.text().collect::<Vec<_>>().join("|");
    sheet.select(&rows).map(|row| row.select(&cells).map(text).collect()).collect()
}

fn page(shop: &Shop, args: &[&str]) -> String {
    let name = shop.path("slips.html");
    std::fs::remove_file(&name).ok();
    shop.run(&[&["orders", "slips", "--html", "slips.html"], args].concat()).expect(0);
    std::fs::read_to_string(name).unwrap()
}

#[test]
fn each_order_that_may_leave_has_a_sheet_with_its_lines_and_its_total() {
    let shop = shop();
    let before = shop.everything();
    let html = Html::parse_document(&page(&shop, &[]));
    assert_eq!(html.errors, Vec::<String>::new());
    let sheets = sheets(&html);
    assert_eq!(sheets.len(), 2);
    let first = text(sheets[0]);
    for words in [
        "納品書",
        "見本 花子 様",
        "〒530-0001",
        "大阪府大阪市北区架空1-2-3",
        "ご注文者: 架空 太郎 様",
        "2026-07-01",
        "demo",
        "合計 3点",
        "商品合計(送料を除く) 4,460円",
    ] {
        assert!(first.contains(words), "{words}: {first}");
    }
    let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    let lines = cells(sheets[0]);
    assert_eq!(lines.len(), 2);
    assert!(lines[0][1].ends_with("|色:白(+1,234円)|追加: 名入れ:あり(+567円)"), "{lines:?}");
    assert_eq!((&*lines[0][0], &lines[0][2..]), ("TS-001", &row(&["2", "1,980", "3,960"])[..]));
    assert_eq!((&*lines[1][0], &lines[1][2..]), ("CUP-01", &row(&["1", "500", "500"])[..]));
    assert_eq!(shop.everything(), before, "nothing is marked");
}

#[test]
fn a_gift_has_no_price_anywhere() {
    let shop = shop();
    for size in ["a4", "a6"] {
        let page = page(&shop, &["--order", "2", "--size", size]);
        let html = Html::parse_document(&page);
        let sheets = sheets(&html);
        assert_eq!(sheets.len(), 1);
        let lines = cells(sheets[0]);
        assert_eq!((lines[0].len(), &*lines[0][2]), (3, "1"), "{lines:?}");
        assert!(lines[0][1].ends_with("|色:白|追加: 名入れ:あり"), "{lines:?}");
        for price in ["4,321", "4321", "円", "¥", "のし"] {
            assert!(!text(sheets[0]).contains(price), "{price}: {page}");
        }
    }
    // Any order may be sent as one.
    let page_of = |more: &[&str]| page(&shop, &[&["--order", "1"], more].concat());
    assert!(page_of(&[]).contains("4,460円"));
    for price in ["4,460", "1,980", "円", "1,234"] {
        assert!(!page_of(&["--gift"]).contains(price), "{price}");
    }
    // Blank words are no gift.
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    state.execute("UPDATE order_people SET gift = ' \u{3000}'", []).unwrap();
    assert!(page(&shop, &["--order", "2"]).contains("4,321円"));
}

#[test]
fn the_sheets_are_made_for_paper_and_hold_nothing_that_runs() {
    let shop = shop();
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    state
        .execute(
            "UPDATE order_people SET receiver_name = ?1 || char(8238) || char(10) || 'b', receiver_address = ?1,
               buyer_name = ?1",
            [HOSTILE],
        )
        .unwrap();
    state.execute("UPDATE order_lines SET name = ?1, sku = ?1, option = ?1", [HOSTILE]).unwrap();
    for (size, paper) in [
        ("a4", "@page { size: A4;"),
        ("a6", "@page { size: 105mm 148mm;"),
        ("A6", "@page { size: 105mm 148mm;"),
    ] {
        let page = page(&shop, &["--size", size, "--lang", "en"]);
        let html = Html::parse_document(&page);
        assert_eq!(html.errors, Vec::<String>::new());
        let forbidden =
            Selector::parse("script, link, img, iframe, object, base, form, a, style + style").unwrap();
        assert_eq!(html.select(&forbidden).count(), 0, "{page}");
        assert!(text(sheets(&html)[0]).contains(&format!("{HOSTILE} b 様")), "{page}");
        for rule in [
            paper,
            "default-src 'none'",
            "color-scheme: light;",
            "thead { display: table-header-group; }",
            "tr { break-inside: avoid; }",
            ".sheet { break-after: page; }",
            "overflow-wrap: anywhere",
            "<html lang=\"ja\">",
        ] {
            assert!(page.contains(rule), "{rule}: {page}");
        }
        assert!(!page.contains("://") && !page.contains("url(") && !page.contains("prefers-color-scheme"));
    }
    shop.run(&["orders", "slips", "--html", "x.html", "--size", "a5"]).expect(2);
}

#[test]
fn fil_07_an_order_that_was_named_and_may_not_leave_is_refused_with_its_reason() {
    let shop = shop();
    let args = ["orders", "slips", "--html", "one.html", "--order", "4,1,3,1"];
    let run = shop.run(&args).expect(3);
    run.says(&["order 3 is not paid yet", "the buyer asks to cancel order 4", "next:"]);
    assert_eq!(run.stdout, "wrote one.html: 1 packing slip, to print from a browser\n");
    let page = std::fs::read_to_string(shop.path("one.html")).unwrap();
    assert_eq!(sheets(&Html::parse_document(&page)).len(), 1);
    let json = shop.run(&[&args[..], &["--replace", "--json"]].concat()).expect(3).json();
    assert_eq!(json["file"], "one.html");
    assert_eq!(json["counts"], json!({"printed": 1, "refused": 2}));
    let told: Vec<_> =
        json["items"].as_array().unwrap().iter().map(|item| (&item["order"], &item["reason"])).collect();
    let (one, three, four) = (json!("1"), json!("3"), json!("4"));
    let (none, unpaid, asked) = (json!(null), json!("unpaid"), json!("cancel_requested"));
    assert_eq!(told, [(&one, &none), (&four, &asked), (&three, &unpaid)]);
    let none =
        shop.run(&["orders", "slips", "--html", "none.html", "--order", "3", "--json"]).expect(3).json();
    assert_eq!((&none["file"], &none["counts"]["printed"]), (&json!(null), &json!(0)));
    let all = shop.run(&["orders", "slips", "--html", "none.html", "--order", "3"]).expect(3).all();
    assert!(!all.contains("nothing to print"), "the reason says it: {all}");
    assert!(!shop.path("none.html").exists());
    shop.run(&["orders", "slips", "--html", "none.html", "--order", "1", "--order", "999"])
        .expect(2)
        .says(&["there is no order 999"]);
    assert!(!shop.path("none.html").exists(), "what was mistyped is mended first");
}

#[test]
fn fil_06_the_file_is_private_and_never_another_ones() {
    let shop = shop();
    let args = ["orders", "slips", "--html", "slips.html"];
    let run = shop.run(&args).expect(0);
    assert_eq!(run.stdout, "wrote slips.html: 2 packing slips, to print from a browser\n");
    assert_eq!(shop.path("slips.html").metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let before = std::fs::read(shop.path("slips.html")).unwrap();
    shop.run(&args).expect(2).says(&["slips.html stays as it is", "--replace"]);
    assert_eq!(std::fs::read(shop.path("slips.html")).unwrap(), before);
    shop.run(&[&args[..], &["--replace", "--order", "1"]].concat()).expect(0);
    assert_ne!(std::fs::read(shop.path("slips.html")).unwrap(), before);
    shop.run(&["orders", "slips", "--html", "demo.db", "--replace"]).expect(2).says(&["demo.db", "next:"]);
    shop.run(&["orders", "slips", "--html", "-"]).expect(2).says(&["standard output", "next:"]);
    shop.run(&["orders", "slips"]).expect(2);
}

#[test]
fn an_empty_shop_has_nothing_to_print() {
    let shop = Shop::new();
    shop.run(&["orders", "slips", "--html", "slips.html"]).expect(0).says(&["nothing to print"]);
    assert!(!shop.path("slips.html").exists() && !shop.path("demo.db").exists());
}
