//! Texts made to do harm: escape sequences, invisible letters, SQL, formulas. They are kept as they are and
//! shown
//! harmless.

use serde_json::Value;

use crate::decoders::is_unseen;
use crate::support::tier;
use crate::support::{
    ALL_GOODS, CLAIMS, CODE, CONFIRM, Goods, LIST, Reply, Run, SEND, SET_PLAIN, Shop, V3_KEYS, carts, row,
    valid_number,
};

/// A bit of everything that a terminal would obey, or show in another order, or not at all.
const HOSTILE: &str = "見本\u{1b}]0;題\u{7}\u{1b}]8;;http://example.com\u{1b}\\\u{1b}[2J\u{9b}31m\u{90}q\u{9c}\r\u{8}\u{7f}\
    \u{202e}txt.exe\u{202c}\u{2066}\u{2069}\u{200b}\u{200f}\u{feff}\u{61c}\u{ad}\u{e0041}\n499999999  偽\t末\0";

/// Fields of an order's row that decide where it goes: they are tried in `hostile_numbers`.
const DECIDING: [&str; 16] = [
    "ShippingStatus",
    "PackNo",
    "OrderNo",
    "OrderDate",
    "PaymentDate",
    "ItemNo",
    "SellerItemCode",
    "Option",
    "OptionCode",
    "OrderPrice",
    "OrderQty",
    "Discount",
    "Total",
    "SellerDiscount",
    "ShippingRate",
    "CartDiscountSeller",
];

/// No byte below a blank but the line feed, and nothing that hides; no line of its own either.
fn harmless(run: &Run) {
    let bad = run.all().chars().find(|c| *c != '\n' && is_unseen(*c));
    assert!(bad.is_none(), "{bad:?} was printed\n{run:#?}");
    let forged = run.all().lines().any(|line| line.trim_start().starts_with("499999999"));
    assert!(!forged, "a line of its own\n{run:#?}");
}

/// Every command that shows something, as text.
fn everything_is_harmless(shop: &Shop, langs: &[&str]) {
    for lang in langs {
        for command in [
            &["orders", "list"][..],
            &["orders", "list", "--rejected"],
            &["orders", "show", CODE],
            &["log"],
            &["status"],
            &["late"],
            &["listings", "list"],
            &["stock", "list"],
            &["doctor"],
        ] {
            let run = shop.run(&[command, &["--lang", lang]].concat());
            let is_unknown = command.contains(&CODE) && shop.orders().is_empty();
            assert!(run.code != 2 || is_unknown, "no such command: {run:#?}");
            harmless(&run);
        }
    }
}

fn hostile_row() -> crate::support::Row {
    let free = V3_KEYS.iter().filter(|key| !DECIDING.contains(key));
    free.filter(|key| !is_number(key)).fold(row(), |row, key| row.set(key, HOSTILE))
}

fn is_number(key: &str) -> bool {
    row().fields[key].is_number()
}

#[test]
fn texts_of_orders_are_shown_harmless_by_every_command() {
    let base = hostile_row().option(&format!("色:{HOSTILE}"), "-W");
    let shop =
        Shop::with_rows(vec![base, row().cart(2).no(2).item("812345678", HOSTILE).set("Option", HOSTILE)]);
    for args in [&["import", "--dry-run"][..], &["-vvv", "import"], &["import", "--lang", "ja"]] {
        let run = shop.run(args);
        assert!([0, 3].contains(&run.code), "{run:#?}");
        harmless(&run);
    }
    if !shop.codes().contains(&CODE.to_owned()) {
        panic!("the order was not taken: {:#?}", shop.rejects());
    }
    everything_is_harmless(&shop, &["en", "ja"]);
}

/// Every text of the answer is hostile, numbers and dates stay.
fn with_hostile_texts(proper: &[u8], _: usize) -> Vec<u8> {
    fn twist(value: &mut Value) {
        match value {
            Value::Array(list) => list.iter_mut().for_each(twist),
            Value::Object(map) => map.values_mut().for_each(twist),
            Value::String(text) if text.starts_with(|c: char| c.is_ascii_digit()) => {}
            Value::String(text) => HOSTILE.clone_into(text),
            _ => {}
        }
    }
    let mut answer: Value = serde_json::from_slice(proper).unwrap();
    twist(&mut answer);
    answer.to_string().into_bytes()
}

#[test]
fn texts_of_claims_items_and_bulk_answers_are_shown_harmless() {
    let shipped = || {
        let shop = Shop::imported(carts(2));
        shop.print_and_ship(CODE, &valid_number(1));
        shop
    };
    let stocked = || {
        let shop = Shop::of_every_kind();
        shop.stock_each(20);
        shop
    };
    let claimed = || {
        let shop = Shop::imported(carts(2));
        shop.claim(&[crate::support::NO], 1);
        shop
    };
    type Case<'a> = (&'static str, &'a [&'a str], &'a dyn Fn() -> Shop);
    let cases: [Case<'_>; 7] = [
        (CLAIMS, &["sync-status"], &claimed),
        (CONFIRM, &["schedule-date"], &|| Shop::imported(carts(2))),
        (SEND, &["push-shipments"], &shipped),
        (ALL_GOODS, &["listings", "pull"], &|| Shop::selling(crate::support::every_kind())),
        (SET_PLAIN, &["push-stock"], &stocked),
        ("*", &["push-stock"], &stocked),
        (LIST, &["sync-status"], &claimed),
    ];
    for (n, (method, step, shop)) in cases.into_iter().enumerate() {
        let manglings =
            [(with_hostile_texts as fn(&[u8], usize) -> Vec<u8>, "en"), (refused_in_hostile_words, "ja")];
        for (mangle, lang) in tier::sampled(manglings, n, 2) {
            let shop = shop();
            shop.fake.fault(method, usize::MAX, Reply::Mangled(mangle, 0));
            harmless(&shop.run(&[step, &["-vvv", "--lang", lang][..]].concat()));
            everything_is_harmless(&shop, &[lang]);
        }
    }
}

fn refused_in_hostile_words(_: &[u8], _: usize) -> Vec<u8> {
    serde_json::json!({"ResultCode": -10007, "ResultMsg": HOSTILE, "ResultObject": null})
        .to_string()
        .into_bytes()
}

#[test]
fn texts_of_items_are_shown_harmless() {
    let mut plain = Goods::plain("P-1");
    plain.title = HOSTILE.into();
    let options = Goods::options("T-1").option(&[(HOSTILE, HOSTILE)], "-A").option(&[("色", "白")], HOSTILE);
    let moving = Goods::moving("M-1").kind(&["\u{1b}[31mred\u{202e}", "L"], "-RL");
    let shop = Shop::selling(vec![
        ("100000001", plain),
        ("100000002", options),
        ("100000003", moving),
        ("100000004", Goods::plain(HOSTILE)),
    ]);
    for args in [&["listings", "pull"][..], &["-vvv", "listings", "pull", "--lang", "ja"]] {
        let run = shop.run(args);
        assert!([0, 3].contains(&run.code), "{run:#?}");
        harmless(&run);
    }
    assert!(shop.listings().len() >= 4, "{:#?}", shop.listings());
    everything_is_harmless(&shop, &["en", "ja"]);
    shop.stock(&[("P-1", 5)]);
    harmless(&shop.run(&["push-stock", "-vvv"]));
    everything_is_harmless(&shop, &["en", "ja"]);
}

/// Text that would end a statement, or be a pattern, if it were ever pasted into SQL.
fn sql(key: &str) -> String {
    format!("'); DROP TABLE orders; --{key}\" \\' %_ ${{1}} {{}} ?1 :a @b; /* \u{3000}")
}

#[test]
fn sql_in_every_field_comes_back_exactly() {
    let keys: Vec<&str> =
        V3_KEYS.into_iter().filter(|key| !DECIDING.contains(key) && !is_number(key)).collect();
    let filled = |text: &dyn Fn(&str) -> String| {
        let row = keys.iter().fold(row(), |row, key| row.set(key, text(key)));
        let shop = Shop::with_rows(vec![row]);
        shop.import();
        shop.import();
        serde_json::to_string(&shop.everything()).unwrap()
    };
    let marked = |key: &str| format!("<{key}>");
    let (harmless, hostile) = (filled(&marked), filled(&|key| sql(key)));
    let quoted = |text: String| Value::from(text).to_string().trim_matches('"').to_owned();
    let shown: Vec<&&str> = keys.iter().filter(|key| harmless.contains(&marked(key))).collect();
    assert!(shown.len() > 12, "{shown:?}");
    let wanted = keys
        .iter()
        .fold(harmless.clone(), |text, key| text.replace(&marked(key), &quoted(sql(key).trim().to_owned())));
    assert_eq!(hostile, wanted);
}

#[test]
fn sql_from_the_command_line_and_from_files_is_text() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    let evil = "'); DROP TABLE orders; --";
    for args in [
        &["orders", "list", "--status", evil][..],
        &["stock", "set", evil, "1"],
        &["log", "--order", evil],
        &["holidays", "add", "2026-08-13", evil],
    ] {
        harmless(&shop.run(args));
    }
    std::fs::write(shop.path("stock.csv"), format!("sku,free_qty\n\"{evil}\",3\nA-1,4\n")).unwrap();
    harmless(&shop.run(&["stock", "load", "stock.csv"]));
    assert_eq!(shop.codes(), [CODE]);
    shop.check_state();
}

#[test]
fn formulas_in_files_are_text_and_never_worked_out() {
    let cells =
        ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://example.com\")", "\t=1"];
    let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    let rows = |head: &str, row: &dyn Fn(&str) -> String| {
        format!("{head}\n{}", cells.iter().map(|cell| row(&quoted(cell)) + "\n").collect::<String>())
    };
    let files = [
        ("stock", rows("sku,free_qty", &|cell| format!("A-1,{cell}"))),
        ("stock", rows("sku,free_qty", &|cell| format!("{cell},1"))),
        ("shipments", rows("order,tracking", &|cell| format!("{CODE},{cell}"))),
        ("shipments", rows("order,tracking", &|cell| format!("{cell},400000000004"))),
        ("holidays", rows("date,name", &|cell| format!("{cell},x"))),
        ("listings", rows("item_code,seller_code,option_code,sku", &|cell| format!("{cell},{cell},,{cell}"))),
    ];
    for (desk, text) in files {
        std::fs::write(shop.path("file.csv"), &text).unwrap();
        let run = shop.run(&[desk, "load", "file.csv"]);
        assert!(run.code != 0, "{desk}: {text}\n{run:#?}");
        harmless(&run);
    }
    // Of all of them one could be a SKU.
    let stock = shop.run(&["stock", "list", "--json"]).expect(0).lines();
    assert_eq!(stock.iter().map(|line| &line["sku"]).collect::<Vec<_>>(), ["-1"]);
    assert_eq!(shop.show(CODE)["tracking_numbers"], serde_json::json!([]));
}
