//! `report --html`: the day on one page, as an HTML parser reads it. What a browser makes of it:
//! tests/browser.rs.

use std::os::unix::fs::PermissionsExt as _;

use scraper::{Html, Selector};

use crate::support::{Shop, row};

const HOSTILE: &str = "<script>alert(1)</script>\"'&amp; 店";

/// A shop with something of everything on 2026-07-01, and what may not be taken for HTML.
fn shop() -> Shop {
    let mut shop = Shop::with_rows(vec![
        row().cart(1).no(10),
        row().cart(2).no(20).unpaid(),
        row().cart(5).no(50).item("812345678", ""),
        row().cart(6).no(60).ordered("2026-06-25 09:00:00").paid("2026-06-25 09:00:00"),
    ]);
    shop.set("shop", "name", &format!("{HOSTILE:?}"));
    shop.at("2026-06-25 10:00:00");
    shop.import_with(&[], 0);
    shop.at("2026-07-01 09:50:00");
    shop.import_with(&[], 3);
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    state
        .execute_batch(
            "UPDATE orders SET status = 'shipped', shipped_on = '2026-06-30' WHERE pack_no = 1;
             INSERT INTO api_log (at, step, order_code, sku, action, outcome, code, reason, facts) VALUES
               ('2026-06-30T10:00:00+09:00', 'push-shipments', '1', NULL, 'send', 'failed', -10105,
                   'number_length', '山田 花子 1'),
               ('2026-06-30T10:10:00+09:00', 'push-shipments', '1', 'S', 'send', 'failed', -10105,
                   'number_length', '山田 花子 2'),
               ('2026-06-29T10:00:00+09:00', 'push-shipments', '6', 'S', 'send', 'failed', -10105,
                   'number_length', 'ヤマト 2'),
               ('2026-06-02T00:00:00+09:00', 'push-stock', NULL, NULL, 'send', 'blocked', NULL, NULL,
                   '<i>花子</i> 090-1234-5678'),
               ('2026-06-29T10:00:00+09:00', 'push-stock', NULL, 'A', 'set_quantity', 'failed', NULL,
                   'not_taken', NULL),
               ('2026-06-29T10:10:00+09:00', 'push-stock', NULL, 'A', 'set_quantity', 'failed', NULL,
                   'not_taken', NULL),
               ('2026-06-29T10:10:00+09:00', 'push-stock', NULL, 'B', 'set_quantity', 'failed', NULL,
                   'not_taken', NULL),
               ('2026-06-01T23:59:59+09:00', 'push-stock', NULL, 'C', 'set_quantity', 'failed', NULL,
                   'not_taken', 'too old'),
               ('2026-06-30T10:00:00+09:00', 'push-shipments', '1', NULL, 'send', 'sent', 0, NULL, 'ok');",
        )
        .unwrap();
    shop.at("2026-07-01 10:00:00");
    shop
}

fn page(shop: &Shop, lang: &str) -> String {
    shop.run(&["report", "--html", "day.html", "--lang", lang]).expect(0);
    std::fs::read_to_string(shop.path("day.html")).unwrap()
}

/// The text of each cell of a section's table, row by row.
fn table(html: &Html, section: &str) -> Vec<Vec<String>> {
    let rows = Selector::parse(&format!("#{section} tbody tr")).unwrap();
    let cells = Selector::parse("th, td").unwrap();
    let text = |cell: scraper::ElementRef<'_>| cell.text().collect::<Vec<_>>().join(" ").trim().to_owned();
    html.select(&rows).map(|row| row.select(&cells).map(text).collect()).collect()
}

fn texts(html: &Html, selector: &str) -> Vec<String> {
    html.select(&Selector::parse(selector).unwrap()).map(|one| one.text().collect()).collect()
}

#[test]
fn the_page_says_what_status_late_and_the_log_say() {
    let shop = shop();
    let html = Html::parse_document(&page(&shop, "en"));
    assert_eq!(html.errors, Vec::<String>::new());
    assert_eq!(texts(&html, "h1"), [HOSTILE]);
    let tiles = texts(&html, "#hands li");
    for tile in [
        "1shipped, no numberorders ship 1 --carrier C --tracking T",
        "1rejectsorders list --rejected",
        "0missed shipments",
        "1day 3 or laterlate",
    ] {
        assert!(tiles.iter().any(|told| told == tile), "{tile}: {tiles:?}");
    }
    assert_eq!(texts(&html, "#hands .due").len(), 4, "{tiles:?}");
    assert_eq!(
        table(&html, "late"),
        [["6", "ready", "06-25", "4", "07-02 -2 points", "07-01", ""].map(str::to_owned)]
    );
    assert_eq!(table(&html, "steps")[0], ["import", "07-01 09:50", "partial", "07-01 09:50"]);
    let orders = table(&html, "orders");
    assert!(orders.contains(&vec!["on_hold".to_owned(), "1".to_owned()]), "{orders:?}");
    assert!(orders.contains(&vec!["shipped".to_owned(), "1".to_owned()]), "{orders:?}");
    let days = table(&html, "ordered");
    assert_eq!((days.len(), &*days[0][0], &*days[29][0]), (30, "2026-07-01", "2026-06-02"));
    assert_eq!(days.iter().find(|day| day[0] == "2026-06-25").unwrap()[1], "1");
    let total: u64 = days.iter().map(|day| day[1].parse::<u64>().unwrap()).sum();
    assert_eq!(total, 3, "three of the four carts became orders");
    let shipped = table(&html, "shipped");
    assert_eq!(shipped.iter().filter(|day| day[1] != "0").count(), 1);
    assert_eq!(shipped[1], ["2026-06-30", "1"]);
    let failures = table(&html, "failures");
    let told: Vec<(&str, &str)> =
        failures.iter().map(|f| (&*f[0], f[1].rsplit(' ').next().unwrap())).collect();
    assert_eq!(
        told,
        [("2", "number_length"), ("2", "not_taken"), ("1", "seller_code_missing"), ("1", "other")]
    );
    assert!(failures[0][1].contains("[-10105]"), "{failures:?}");
}

#[test]
fn each_chart_has_a_title_a_text_and_as_many_columns_as_days_with_something() {
    let html = Html::parse_document(&page(&shop(), "ja"));
    assert_eq!(html.errors, Vec::<String>::new());
    for (id, title) in [("ordered", "日別の注文件数(30日間)"), ("shipped", "日別の出荷件数(30日間)")]
    {
        assert_eq!(texts(&html, &format!("#{id} h2")), [title]);
        let image = Selector::parse(&format!("#{id} [role=img]")).unwrap();
        let named = html.select(&image).next().unwrap().value().attr("aria-labelledby").unwrap();
        let named: Vec<String> = named.split(' ').flat_map(|id| texts(&html, &format!("#{id}"))).collect();
        assert!(named[0] == title && named[1].starts_with("合計"), "{named:?}");
        let busy = table(&html, id).iter().filter(|day| day[1] != "0").count();
        for size in ["large", "small"] {
            assert_eq!(texts(&html, &format!("#{id} svg.{size} rect")).len(), busy, "{size}");
        }
    }
    assert!(texts(&html, "#steps th").contains(&"出荷指示取込".to_owned()));
    assert_eq!(
        html.select(&Selector::parse("html").unwrap()).next().unwrap().value().attr("lang"),
        Some("ja")
    );
}

#[test]
fn nothing_from_outside_is_code_and_nothing_is_fetched() {
    let shop = shop();
    for lang in ["en", "ja"] {
        let text = page(&shop, lang);
        let html = Html::parse_document(&text);
        let forbidden = "script, link, img, iframe, object, embed, base, form, use, image, a, #failures i, \
            #failures td b";
        assert_eq!(texts(&html, forbidden), Vec::<String>::new());
        for element in html.tree.nodes().filter_map(|node| node.value().as_element()) {
            for (name, value) in element.attrs() {
                let is_safe = !name.starts_with("on") && !["src", "href", "style"].contains(&name);
                assert!(is_safe && !value.contains("://"), "{} {name}={value}", element.name());
            }
        }
        for outside in ["://", "url(", "@import", "<script"] {
            assert!(!text.contains(outside), "{outside}");
        }
        let policy = Selector::parse("meta[http-equiv=Content-Security-Policy]").unwrap();
        let policy = html.select(&policy).next().unwrap().value().attr("content").unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
    }
}

#[test]
fn people_are_not_on_the_page() {
    let shop = shop();
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    let sql = "UPDATE runs SET error = '花子 090-1234-5678'";
    state.execute(sql, []).unwrap();
    let text = page(&shop, "ja");
    let mut said: Vec<String> = ["花子", "1234-5678"].map(str::to_owned).into();
    let mut people = state.prepare("SELECT * FROM order_people").unwrap();
    let columns = people.column_count();
    let mut rows = people.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        // The first is the order's number; very short values stand in anything.
        let values = (1..columns).filter_map(|at| row.get::<_, Option<String>>(at).unwrap());
        said.extend(values.filter(|value| value.chars().count() > 3));
    }
    assert!(said.len() > 10, "{said:?}");
    for value in said {
        assert!(!text.contains(&value), "{value}");
    }
}

#[test]
fn the_file_is_private_whole_and_told_of() {
    let shop = shop();
    let bytes = page(&shop, "en").len();
    let mode = |name: &str| std::fs::metadata(shop.path(name)).unwrap().permissions().mode() & 0o777;
    std::fs::set_permissions(shop.path("day.html"), std::fs::Permissions::from_mode(0o644)).unwrap();
    let told = shop.run(&["report", "--html", "day.html", "--json"]).expect(0).json();
    assert_eq!(told, serde_json::json!({"file": "day.html", "bytes": bytes}));
    assert_eq!(mode("day.html"), 0o600);
    let run = shop.run(&["report", "--html", "day.html"]).expect(0);
    assert_eq!(run.stdout, format!("wrote day.html ({bytes} bytes): open it in a browser\n"));
    assert_eq!(shop.run(&["report", "--html", "day.html", "--quiet"]).expect(0).all(), "\n");
    let left = |name: &String| name.contains("day.html");
    let names = std::fs::read_dir(shop.dir.path()).unwrap();
    let names: Vec<String> =
        names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).filter(left).collect();
    assert_eq!(names, ["day.html"], "no temporary file stays");
    shop.run(&["report", "--html", "nowhere/day.html"]).expect(1).says(&["nowhere/day.html", "next:"]);
    shop.run(&["report"]).expect(2);
}

#[test]
fn only_a_page_is_replaced() {
    let shop = shop();
    std::fs::write(shop.path("notes.txt"), "mine").unwrap();
    std::os::unix::fs::symlink(shop.path("demo.db"), shop.path("link.html")).unwrap();
    std::fs::create_dir(shop.path("folder")).unwrap();
    let before = std::fs::read(shop.path("demo.db")).unwrap();
    for name in ["notes.txt", "demo.db", "demo.db-wal", "demo.db.lock", "link.html", "folder", "/dev/null"] {
        shop.run(&["report", "--html", name]).expect(2).says(&[name, "stays as it is", "next:"]);
    }
    assert_eq!(std::fs::read(shop.path("demo.db")).unwrap(), before);
    assert_eq!(std::fs::read_to_string(shop.path("notes.txt")).unwrap(), "mine");
    assert!(!shop.path("demo.db-wal").exists());
}

#[test]
fn an_empty_shop_has_a_page_too() {
    let shop = Shop::new();
    let html = Html::parse_document(&page(&shop, "en"));
    assert_eq!(texts(&html, "#late p"), ["No order is late."]);
    assert_eq!(texts(&html, "#failures p"), ["Nothing failed."]);
    assert_eq!(texts(&html, "#ordered svg rect").len(), 0);
    assert!(!shop.path("demo.db").exists());
}
