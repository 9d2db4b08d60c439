//! Every decoder and every reader of CSV files against arbitrary bytes, arbitrary JSON and damaged good
//! answers:
//! no panic, and an end within bounds. `PROPTEST_CASES=100000` for a long run.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use qoo10_bridge::desk::{csv_file, holidays, listings, shipment_layout, shipments, stock as desk_stock};
use qoo10_bridge::domain::claim::Claim;
use qoo10_bridge::domain::ids::OrderNo;
use qoo10_bridge::qoo10::method;
use qoo10_bridge::qoo10::wire::rows::Rows;
use qoo10_bridge::qoo10::wire::{
    bulk, claims, envelope, item_bulk, items, key, lenient, shipping_row, stock,
};
use qoo10_bridge::strings::printable::{sanitize, truncate};
use serde_json::Value;

use crate::support::tier;

/// What a decoder made of it does not matter here.
fn taken<T>(_: T) {}

/// Every decoder reads an answer, whichever method it is from.
fn decode(body: &[u8]) {
    let numbers: Vec<OrderNo> = (1_062_428_737..1_062_428_740).filter_map(OrderNo::new).collect();
    let sent: Vec<item_bulk::SentRow> = ["100000001", "100000002"]
        .map(|code| item_bulk::SentRow { item_code: code.to_owned(), option_value: String::new() })
        .into();
    let Ok(answer) = envelope::parse(method::GET_SHIPPING_INFO, body.to_vec()) else { return };
    for numbers in [&numbers[..], &numbers[..1], &[]] {
        taken(bulk::parse(method::SEND_BULK, &answer, numbers).map(|rows| {
            numbers.iter().for_each(|number| taken(rows.row_code(*number)));
        }));
    }
    for sent in [&sent[..], &sent[..1], &[]] {
        assert_eq!(item_bulk::parse(&answer, sent).len(), sent.len());
    }
    taken(
        items::get_item_detail(method::GET_ITEM_DETAIL, &answer)
            .map(|item| item.map(|item| item.move_type_codes())),
    );
    taken(key::parse_key(method::CREATE_KEY, &answer));
    taken(stock::parse_goods_page(method::GET_ALL_GOODS, answer.clone()));
    let Ok(rows) = Rows::from_answer(method::GET_SHIPPING_INFO, answer) else { return };
    assert_eq!(rows.iter().count(), rows.len());
    taken(claims::parse_claims(&rows, Claim::CancelRequested));
    taken(claims::parse_order_lookup(&rows));
    taken(items::parse_addons(&rows, method::GET_ADDONS));
    taken(items::parse_delivery_groups(&rows, method::GET_DELIVERY_GROUPS));
    taken(stock::parse_options(method::GET_INVENTORY, &rows));
    rows.iter().for_each(decode_row);
}

fn decode_row(row: &str) {
    taken(shipping_row::parse_head(row));
    taken(shipping_row::parse_listed(row));
    taken(shipping_row::parse_tracking(row));
    taken(shipping_row::parse_planned_date(row));
    taken(shipping_row::parse(row));
}

/// Every kind of CSV file is made of these bytes.
fn read_csv(bytes: &[u8]) {
    fn rows<const N: usize>(bytes: &[u8], columns: &[csv_file::Column; N]) -> usize {
        csv_file::parse(bytes, columns).map_or(0, |file| file.rows().count())
    }
    let returned = csv_file::FileForm {
        columns: &shipments::COLUMNS,
        shapes: shipment_layout::list_shapes(None),
        offered: shipment_layout::list_offered_shapes(None),
    };
    let most = bytes.len() + 1;
    let found = [
        rows(bytes, &holidays::COLUMNS),
        rows(bytes, &listings::COLUMNS),
        rows(bytes, &shipments::COLUMNS),
        rows(bytes, &desk_stock::COLUMNS),
        csv_file::parse_form(bytes, &returned).map_or(0, |file| file.rows().count()),
    ];
    assert!(found.iter().all(|rows| *rows <= most), "{found:?} rows of {most} bytes");
    if let Ok(file) = csv_file::parse(bytes, &holidays::COLUMNS) {
        taken(holidays::plan_load(&holidays::Holidays::new(), &file));
    }
}

/// The files of a folder of fixtures with this ending.
fn corpus(folder: &str, ending: &str) -> Vec<Vec<u8>> {
    fn collect(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            match entry.file_type().unwrap().is_dir() {
                true => collect(&entry.path(), ending, found),
                false if entry.path().to_str().unwrap().ends_with(ending) => found.push(entry.path()),
                false => {}
            }
        }
    }
    let mut found = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder), ending, &mut found);
    found.sort();
    found.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// Key names that the decoders look for, and one that they do not.
const KEYS: [&str; 40] = [
    "ResultObject",
    "ResultCode",
    "ResultMsg",
    "ErrorCode",
    "ErrorMsg",
    "PackNo",
    "packNo",
    "OrderNo",
    "orderNo",
    "OrderDate",
    "orderDate",
    "PaymentDate",
    "EstimatedShippingDate",
    "ShippingStatus",
    "OrderPrice",
    "OrderQty",
    "Discount",
    "Total",
    "Option",
    "OptionCode",
    "ItemNo",
    "SellerItemCode",
    "ItemCode",
    "SellerCode",
    "DesiredDeliveryDate",
    "claimStatus",
    "TrackingNo",
    "cont_no",
    "contr_no",
    "result_cd",
    "ShippingNo",
    "transcName",
    "OptionQty",
    "ExpireDate",
    "Items",
    "TotalPages",
    "Name1",
    "Value1",
    "Qty",
    "Unheard",
];

/// One JSON value without anything in it.
fn leaf() -> impl Strategy<Value = String> {
    let odd = select(vec![
        "null",
        "true",
        "\"\"",
        "\" \"",
        "1e308",
        "-0.0",
        "0.1",
        "9223372036854775807",
        "-9223372036854775808",
        "18446744073709551616",
        "1e400",
        "\"1980.0000\"",
        "\"2026-07-01 09:08:07\"",
        "\"20260701\"",
        "\"9999-99-99\"",
        "\"0001-01-01\"",
        "\"-262143-01-01\"",
        "\"+262142-12-31 23:59:59\"",
        "\"On request(2)\"",
        "\"(((\"",
        "\")\"",
        "\"SUCCESS:1,FAIL:99999999999999999999\"",
        "\"a||*b||*3||*c$$\"",
        "\"||*$$||*\"",
        "\"\\u0000\\ud83d\\ude00\"",
        "\"\\ud800\"",
        "1062428737",
        "1",
        "100000001",
    ]);
    prop_oneof![
        3 => odd.prop_map(str::to_owned),
        1 => any::<f64>().prop_map(|n| Value::from(n).to_string()),
        1 => any::<i64>().prop_map(|n| n.to_string()),
        1 => any::<i64>().prop_map(|n| format!("\"{n}\"")),
        1 => any::<String>().prop_map(|text| Value::from(text).to_string()),
    ]
}

/// Any JSON value of a few levels, keys twice included.
fn json() -> impl Strategy<Value = String> {
    leaf().prop_recursive(5, 48, 6, |inner| {
        let pair = (select(&KEYS[..]), inner.clone()).prop_map(|(key, value)| format!("\"{key}\":{value}"));
        prop_oneof![
            vec(inner, 0..6).prop_map(|list| format!("[{}]", list.join(","))),
            vec(pair, 0..12).prop_map(|pairs| format!("{{{}}}", pairs.join(","))),
        ]
    })
}

/// What happens to good bytes: some are replaced, cut out, or said twice; or one word of it is another.
fn damaged(corpus: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let change = (any::<Index>(), any::<Index>(), 0..4_u8, any::<u8>());
    (select(corpus), vec(change, 1..6)).prop_map(|(mut bytes, changes)| {
        for (from, length, kind, byte) in changes {
            if bytes.is_empty() {
                break;
            }
            let from = from.index(bytes.len());
            let to = (from + length.index(40)).min(bytes.len());
            match kind {
                0 => bytes[from] = byte,
                1 => drop(bytes.drain(from..to)),
                2 => {
                    let again = bytes[from..to].to_vec();
                    bytes.splice(from..from, again);
                }
                _ => bytes.truncate(to),
            }
        }
        bytes
    })
}

/// One value of a good answer is another: any leaf, in its place.
fn twisted() -> impl Strategy<Value = Vec<u8>> {
    (select(corpus("qoo10", ".json")), any::<Index>(), json()).prop_map(|(bytes, at, new)| {
        let Ok(mut answer) = serde_json::from_slice::<Value>(&bytes) else { return bytes };
        let count = leaves(&mut answer).len();
        if count > 0 {
            *leaves(&mut answer).swap_remove(at.index(count)) = Value::from("@@@");
        }
        answer.to_string().replace("\"@@@\"", &new).into_bytes()
    })
}

fn leaves(value: &mut Value) -> Vec<&mut Value> {
    match value {
        Value::Array(list) => list.iter_mut().flat_map(leaves).collect(),
        Value::Object(map) => map.values_mut().flat_map(leaves).collect(),
        leaf => vec![leaf],
    }
}

/// `PROPTEST_CASES` goes before the tier.
fn cases() -> ProptestConfig {
    let tier = u32::try_from(tier::many(24, 256)).unwrap();
    let usual = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { usual.cases } else { tier };
    ProptestConfig { cases, ..usual }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn decoders_take_any_bytes(bytes in vec(any::<u8>(), 0..400)) {
        decode(&bytes);
        let object = [&br#"{"ResultCode":0,"ResultObject":"#[..], &bytes, b"}"].concat();
        decode(&object);
        decode_row(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn decoders_take_any_json(json in json()) {
        decode(json.as_bytes());
        decode(format!(r#"{{"ResultCode":0,"ResultMsg":"FAIL:1","ResultObject":{json}}}"#).as_bytes());
        decode(format!(r#"{{"ResultCode":-1,"ResultObject":[{json}]}}"#).as_bytes());
        decode_row(&json);
    }

    #[test]
    fn decoders_take_damaged_answers(bytes in damaged(corpus("qoo10", ".json"))) {
        decode(&bytes);
    }

    #[test]
    fn decoders_take_any_value_in_any_place(bytes in twisted()) {
        decode(&bytes);
    }

    #[test]
    fn types_of_move_items_take_any_text(text in "([a-z0-9|*$ -]|\\|\\|\\*|\\$\\$){0,40}") {
        if let Ok(types) = stock::parse_move_types(&text) {
            let again = stock::format_move_types(&types);
            prop_assert_eq!(stock::parse_move_types(&again), Ok(types));
        }
    }

    #[test]
    fn dates_take_any_text(
        text in "[+-]?[0-9]{1,6}[-/][01]?[0-9][-/][0-3]?[0-9]( [0-2]?[0-9]:[0-5][0-9])?|[0-9０-９ \
            :/T.+-]{0,25}|.{0,12}"
    ) {
        if let Some(at) = lenient::parse_wall_clock(&text) {
            let text = at.to_string();
            prop_assert!(text.len() >= 19 && !text.starts_with(['-', '+']), "{}", text);
        }
    }

    #[test]
    fn csv_readers_take_any_bytes(bytes in vec(any::<u8>(), 0..300)) {
        read_csv(&bytes);
        read_csv(&[&b"date,name,sku,qty,free_qty,order,tracking,item_code\n"[..], &bytes].concat());
    }

    #[test]
    fn csv_readers_take_any_cells(text in "[a-z0-9,\"\n\r=+@; \t日付-]{0,200}") {
        read_csv(text.as_bytes());
        for head in ["日付,名称", "sku,free_qty", "order,tracking", "item_code,seller_code,option_code,sku"] {
            read_csv(format!("{head}\n{text}").as_bytes());
        }
    }

    #[test]
    fn csv_readers_take_damaged_files(bytes in damaged(corpus("input", ".csv"))) {
        read_csv(&bytes);
    }

    #[test]
    fn printable_text_moves_no_cursor_and_hides_nothing(text in any::<String>(), max in 0..50_usize) {
        let shown = sanitize(&text);
        prop_assert_eq!(shown.chars().count(), text.chars().count());
        prop_assert!(!shown.chars().any(is_unseen), "{:?}", shown);
        prop_assert_eq!(sanitize(&shown), shown);
        let short = truncate(&text, max);
        prop_assert!(short.chars().count() <= max + 1 && !short.chars().any(is_unseen));
    }

    #[test]
    fn printable_text_is_harmless_wherever_the_harm_is(
        parts in vec(prop_oneof![select(&UNSEEN[..]).prop_map(String::from), "[a-z漢é😀]{0,3}"], 0..20)
    ) {
        let text = parts.concat();
        let shown = sanitize(&text);
        prop_assert!(!shown.chars().any(is_unseen), "{:?}", shown);
        let plain = |text: &str| text.chars().filter(|c| !is_unseen(*c) && *c != '·').collect::<String>();
        prop_assert_eq!(plain(&shown), plain(&text));
    }
}

/// Characters that move the cursor, turn the writing round, or take no room.
const UNSEEN: [char; 30] = [
    '\0',
    '\u{7}',
    '\u{8}',
    '\t',
    '\n',
    '\r',
    '\u{1b}',
    '\u{7f}',
    '\u{80}',
    '\u{84}',
    '\u{90}',
    '\u{9b}',
    '\u{9d}',
    '\u{9f}',
    '\u{ad}',
    '\u{61c}',
    '\u{180e}',
    '\u{200b}',
    '\u{200e}',
    '\u{200f}',
    '\u{2028}',
    '\u{2029}',
    '\u{202a}',
    '\u{202e}',
    '\u{2060}',
    '\u{2066}',
    '\u{2069}',
    '\u{feff}',
    '\u{fff9}',
    '\u{e0041}',
];

/// Written apart from the program's own list.
pub fn is_unseen(c: char) -> bool {
    let code = u32::from(c);
    code < 0x20 || (0x7f..0xa0).contains(&code) || UNSEEN.contains(&c) || (0xe0000..=0xe007f).contains(&code)
}

#[test]
fn the_corpora_are_there_and_good() {
    let answers = corpus("qoo10", ".json");
    assert!(answers.len() >= 40, "{}", answers.len());
    let read = |body: &Vec<u8>| envelope::parse(method::GET_SHIPPING_INFO, body.clone()).is_ok();
    assert!(answers.iter().filter(|body| read(body)).count() > 30);
    answers.iter().for_each(|body| decode(body));
    let files = corpus("input", ".csv");
    assert!(files.len() >= 20, "{}", files.len());
    files.iter().for_each(|bytes| read_csv(bytes));
}
