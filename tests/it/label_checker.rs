//! An independent reader of label files: it knows the manuals' layouts (`label_checker/layouts.rs`), and
//! nothing of the program's tables. Every cell of thousands of generated orders is held against them (FIL-6).

mod layouts;
mod people;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use encoding_rs::SHIFT_JIS;
use qoo10_bridge::store::Store;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::support::{Shop, tier};
use layouts::{Column, Form, LAYOUTS, Layout, Limit};
use people::Order;

const TODAY: &str = "2026-07-01";

/// How a shop is set up.
#[derive(Clone, Copy, PartialEq)]
enum Setup {
    /// An address beyond its lines is refused; all goods are 雑貨.
    Refusing,
    /// It goes on in the next field.
    NextLine,
    /// Goods are the names of the lines.
    OwnGoods,
}

fn shop(orders: &[Order], setup: Setup) -> Shop {
    let mut shop = Shop::new();
    for (table, key, value) in [
        ("labels.sender", "name", "見本商店〜本店"),
        ("labels.sender", "zip", "5300001"),
        ("labels.sender", "address", "大阪府大阪市北区梅田1−1 架空ﾋﾞﾙ"),
        ("labels.sender", "tel", "+81-6-0000-0000"),
        ("labels.b2", "customer_code", "060000000000"),
        ("labels.b2", "freight_no", "01"),
        ("labels.ehiden3", "customer_code", "060000000000"),
        ("labels.yupuri", "slip_type", "1100780"),
        ("labels", "overflow", if setup == Setup::NextLine { "next_line" } else { "refuse" }),
    ] {
        shop.set(table, key, &format!("\"{value}\""));
    }
    if setup != Setup::OwnGoods {
        shop.set("labels", "goods_name", "\"雑貨\"");
    }
    let state = shop.path("demo.db");
    drop(Store::open(&state).unwrap());
    let mut state = rusqlite::Connection::open(state).unwrap();
    let batch = state.transaction().unwrap();
    for (id, order) in (1_i64..).zip(orders) {
        insert(&batch, id, order);
    }
    batch.commit().unwrap();
    shop
}

fn insert(state: &rusqlite::Connection, id: i64, order: &Order) {
    let given = |text: &'static str| (!text.is_empty()).then_some(text);
    let sql = "INSERT INTO orders (order_id, pack_no, suffix, status, payment_status, api_status, carrier, ordered_at,
            paid_at, imported_at, desired_delivery_date, desired_delivery_time, planned_ship_date)
        VALUES (?1, ?2, ?3, 'ready', 'paid', 'awaiting_print', ?4, '2026-06-30T09:00:00+09:00',
            '2026-06-30T09:01:00+09:00', '2026-06-30T10:00:00+09:00', ?5, ?6, date('2026-06-28', ?7 || ' days'))";
    let slot = given(order.slot_text());
    state
        .prepare_cached(sql)
        .unwrap()
        .execute(rusqlite::params![
            id,
            order.pack_no,
            order.suffix,
            order.carrier,
            order.desired_date,
            slot,
            id % 14
        ])
        .unwrap();
    let sql =
        "INSERT INTO order_people (order_id, receiver_name, receiver_kana, receiver_tel, receiver_mobile,
            receiver_zip, receiver_address, receiver_address1, receiver_address2)
        VALUES (?1, ?2, 'ミホン ハナコ', ?3, ?4, ?5, ?6, ?7, ?8)";
    let (tel, mobile) = order.phones;
    let whole = (id % 3 > 0).then(|| order.address());
    let params = rusqlite::params![
        id,
        order.name,
        given(tel),
        given(mobile),
        order.zip,
        whole,
        order.address1(),
        order.rest
    ];
    state.prepare_cached(sql).unwrap().execute(params).unwrap();
    for (line, name) in (1_i64..).zip(&order.goods) {
        let sql = "INSERT INTO order_lines (order_id, line, order_no, sku, item_code, name, qty, unit_price_yen, total_yen)
            VALUES (?1, ?2, 1000000 + ?1 * 10 + ?2, 'TS-001', '812345678', ?3, 1, 1980, 1980)";
        state.prepare_cached(sql).unwrap().execute(rusqlite::params![id, line, name]).unwrap();
    }
}

/// Two texts that a reader takes for the same: without spaces, widths, and dresses of hyphens and waves.
fn fold(text: &str) -> String {
    let plain: Vec<char> = visible(text).nfkc().filter(|c| !c.is_whitespace()).nfc().collect();
    let is_number =
        |at: Option<usize>| at.and_then(|at| plain.get(at)).is_some_and(|c| c.is_ascii_alphanumeric());
    let mut folded = String::new();
    for (at, c) in plain.iter().enumerate() {
        folded.push(match c {
            '\u{2010}'..='\u{2015}' | '−' => '-',
            'ー' if is_number(at.checked_sub(1)) && is_number(Some(at + 1)) => '-',
            '〜' => '~',
            '‖' => '∥',
            c => *c,
        });
    }
    folded
}

fn visible(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !matches!(c, '\u{200b}' | '\u{fe0f}'))
}

/// A text with the replacements that the rules name where the encoding is CP932.
fn replace_lookalikes(text: &str) -> String {
    let replace = |c| match c {
        '〜' => '～',
        '‖' => '∥',
        '\u{2010}'..='\u{2015}' | '−' => '－',
        c => c,
    };
    visible(text).map(replace).collect()
}

fn is_encodable(text: &str) -> bool {
    !SHIFT_JIS.encode(&replace_lookalikes(text)).2
}

/// How many half-width characters wide a text is, in CP932.
fn measure(text: &str) -> usize {
    SHIFT_JIS.encode(text).0.len()
}

fn check_cell(column: &Column, cell: &str, order: &Order) -> Result<(), String> {
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if cell.is_empty() {
        return if column.is_required { Err("nothing in it".to_owned()) } else { Ok(()) };
    }
    let wide = measure(cell);
    let fits = match column.limit {
        Limit::None => true,
        Limit::Mixed(half) => wide <= half,
        Limit::Half(half) => wide <= half && cell.chars().count() == wide,
        Limit::Characters(most) => cell.chars().count() <= most,
        Limit::Full(full) => cell.chars().count() <= full && wide == 2 * cell.chars().count(),
    };
    let has_form = match column.form {
        Form::Text => cell.trim() == cell && !cell.contains(char::is_control),
        Form::Blank => false,
        Form::OrderCode => cell == order.code,
        Form::OneOf(words) => words.contains(&cell),
        Form::Digits(most) => cell.len() <= most && is_digits(cell),
        Form::Slashes => is_ship_date(&cell.replace('/', "-")) || is_desired(cell, "/", order),
        Form::EightDigits => {
            let (Some(year), Some(month), Some(day)) = (cell.get(..4), cell.get(4..6), cell.get(6..)) else {
                return Err(format!("{cell:?} is not a date"));
            };
            is_ship_date(&format!("{year}-{month}-{day}")) || is_desired(cell, "", order)
        }
        Form::Phone => {
            let digits = cell.bytes().filter(u8::is_ascii_digit).count();
            is_digits(&cell.replace('-', "")) && digits >= 9 && cell.starts_with('0') && !cell.ends_with('-')
        }
        Form::Zip => is_zip(cell) && cell.len() == 8,
        Form::AnyZip => is_zip(cell) || cell.len() == 7 && is_digits(cell),
        Form::Kana => cell.chars().all(|c| c == ' ' || ('ｦ'..='ﾟ').contains(&c)),
    };
    if fits && has_form { Ok(()) } else { Err(format!("{cell:?}")) }
}

fn is_zip(cell: &str) -> bool {
    let parts = cell.split_once('-');
    parts.is_some_and(|(a, b)| (a.len(), b.len()) == (3, 4) && (a.to_owned() + b).parse::<u32>().is_ok())
}

/// Today, or a day that a label program takes.
fn is_ship_date(day: &str) -> bool {
    day.len() == 10 && (TODAY..="2026-07-31").contains(&day)
}

fn is_desired(cell: &str, sign: &str, order: &Order) -> bool {
    order.desired_date.as_ref().is_some_and(|date| date.replace('-', sign) == cell)
}

/// What has to become of an order: the reasons why it may be refused, and whether one of them is sure.
struct Fate {
    reasons: BTreeSet<&'static str>,
    is_refused: bool,
}

fn foresee(order: &Order, layout: &Layout, setup: Setup) -> Fate {
    let mut fate = Fate { reasons: BTreeSet::new(), is_refused: false };
    let mut add = |reason, is_sure: bool| {
        fate.reasons.insert(reason);
        fate.is_refused |= is_sure;
    };
    let address = order.address();
    if !is_encodable(&address) || !is_encodable(order.name) {
        add("not_encodable", true);
    }
    if !order.has_phone() && layout.format != "clickpost" {
        let is_blank = order.phones == ("", "");
        add(if is_blank { "phone_missing" } else { "phone_unreadable" }, true);
    }
    if order.slot_code(layout.format).is_none() {
        add("slot_unmapped", true);
    }
    let (name_fits, name_beyond, address_fits, address_beyond) = find_room(order, layout.format, setup);
    if !name_fits || !address_fits {
        add("cell_too_long", name_beyond || address_beyond);
    }
    if setup == Setup::OwnGoods {
        let has_all = order.goods.iter().all(|name| is_encodable(name));
        if !has_all {
            add("not_encodable", true);
        }
        add("cell_too_long", false);
    }
    fate
}

/// Whether a name surely fits, surely does not; the same of the address.
fn find_room(order: &Order, format: &str, setup: Setup) -> (bool, bool, bool, bool) {
    let (name, address) = (replace_lookalikes(order.name), replace_lookalikes(&order.address()));
    let (name_wide, address_wide) = (measure(&name), measure(&address));
    // At the least: without spaces at the ends of lines, and with each mark in one character with its kana.
    let is_apart = |c: &char| !c.is_whitespace() && !matches!(c, 'ﾞ' | 'ﾟ');
    let count = |text: &str| (text.chars().count(), text.chars().filter(is_apart).count());
    // Where a line ends, no number is broken.
    let folded = fold(&address);
    let numbers = folded.split(|c: char| !c.is_ascii_digit() && !"-~一二三四五六七八九十".contains(c));
    let number = numbers.map(|number| number.chars().count()).max().unwrap_or(0).max(1);
    match format {
        "b2" => {
            let rest = measure(&replace_lookalikes(&order.rest));
            let more = if setup == Setup::NextLine { 32 - 2 * number } else { 0 };
            (name_wide <= 32, name_wide > 32, rest <= 32 + more, rest > 32 + 32 + 1)
        }
        "ehiden3" => {
            let (most, least) = count(&name);
            let (address_most, address_least) = count(&address);
            let room = 48 - 2 * number;
            (most <= 16, least > 32, address_most <= room, address_least > 48)
        }
        "yupuri" => {
            let room = 150 - 4 * number;
            (name_wide <= 50, name_wide > 101, address_wide <= room, address_wide > 150 + 4)
        }
        _ => {
            let (address_most, address_least) = count(&address);
            let room = 80 - 3 * number;
            (name_wide <= 40, name_wide > 40, address_most <= room, address_least > 80)
        }
    }
}

/// The files of a report, each as its rows by heading, read as a stranger would.
fn read_files(shop: &Shop, report: &Value, layout: &Layout) -> Vec<BTreeMap<String, String>> {
    let wanted: Vec<&str> = layout.headings.split(',').map(str::trim).collect();
    let mut rows = Vec::new();
    for file in report["files"].as_array().unwrap() {
        let bytes = fs::read(shop.path(file.as_str().unwrap())).unwrap();
        let (text, _, is_torn) = SHIFT_JIS.decode(&bytes);
        assert!(!is_torn && SHIFT_JIS.encode(&text).0 == bytes, "{}: not CP932", layout.format);
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']) && text.ends_with("\r\n"), "not CRLF");
        assert!(!text.contains("&#"), "{}: a reference in place of a character", layout.format);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let mut records = reader.records().map(Result::unwrap);
        let headings = records.next().unwrap();
        assert!(headings.len() >= layout.least, "{}: {} headings", layout.format, headings.len());
        let mut places = wanted.iter();
        for heading in &headings {
            assert!(places.any(|known| *known == heading), "{}: {heading} at its place", layout.format);
        }
        let before = rows.len();
        rows.extend(records.map(|row| {
            let cells =
                headings.iter().zip(&row).map(|(heading, cell)| (heading.to_owned(), cell.to_owned()));
            cells.collect::<BTreeMap<_, _>>()
        }));
        assert!((1..=layout.max_rows).contains(&(rows.len() - before)), "{} rows", rows.len() - before);
    }
    rows
}

/// What is wrong with the files of a format.
struct Findings {
    format: &'static str,
    all: Vec<String>,
}

impl Findings {
    fn check(&mut self, is_right: bool, order: &Order, wrong: impl FnOnce() -> String) {
        if !is_right {
            let about = format!("{:?}, {:?}", order.name, order.address());
            self.all.push(format!("{}, {about}: {}", self.format, wrong()));
        }
    }
}

fn check_row(
    layout: &Layout,
    order: &Order,
    row: &BTreeMap<String, String>,
    setup: Setup,
    findings: &mut Findings,
) {
    for column in layout.columns {
        let checked = match row.get(column.heading) {
            Some(cell) => check_cell(column, cell, order),
            None if column.is_required => Err("not in the file".to_owned()),
            None => Ok(()),
        };
        findings.check(checked.is_ok(), order, || format!("{}: {checked:?}", column.heading));
    }
    let cell = |heading: &str| row.get(heading).map_or("", String::as_str);
    let join = |headings: &[&str]| fold(&headings.iter().map(|heading| cell(heading)).collect::<String>());
    let digits = |text: &str| text.replace(['/', '-'], "");
    let mut compare = |what: &str, found: &str, wanted: &str| {
        findings.check(found == wanted, order, || format!("{what}: {found:?} instead of {wanted:?}"));
    };
    compare("the address", &join(layout.address), &fold(&order.address()));
    compare("the name", &join(layout.name), &fold(order.name));
    // What goes into a letter box has neither day nor time.
    let takes_wishes = !LETTER_BOX.contains(&order.carrier);
    if let Some(heading) = layout.slot {
        let none = if layout.format == "yupuri" { "00" } else { "" };
        let code = order.slot_code(layout.format).unwrap_or("none");
        compare(order.slot_text(), cell(heading), if takes_wishes { code } else { none });
    }
    if let (Some(heading), Some((_, product))) = (layout.product, order.program) {
        compare(order.carrier, cell(heading), product);
    }
    if let Some(heading) = layout.desired {
        let wanted = digits(order.desired_date.as_deref().filter(|_| takes_wishes).unwrap_or_default());
        compare("the desired date", &digits(cell(heading)), &wanted);
    }
    match (setup, order.goods.as_slice()) {
        (Setup::OwnGoods, [name]) => compare("the goods", &join(layout.goods), &fold(name)),
        (Setup::OwnGoods, [name, ..]) => {
            let goods = join(layout.goods);
            findings.check(goods.starts_with(&fold(name)), order, || format!("the goods: {goods}"));
        }
        _ => compare("the goods", &join(layout.goods), "雑貨"),
    }
    if layout.format == "b2" {
        let rest = skip_municipality(order, cell("お届け先住所"));
        findings.check(measure(rest) <= 32, order, || format!("{rest:?} behind the municipality"));
    }
}

/// Companies whose parcels come neither on a desired day nor at a desired time.
const LETTER_BOX: [&str; 7] = [
    "ネコポス",
    "クロネコゆうパケット",
    "クロネコDM便",
    "クロネコゆうメール",
    "ゆうパケット",
    "ゆうメール",
    "クリックポスト",
];

/// 町・番地 of B2's 都道府県 4, 市区郡町村 12, 町・番地 16 full-width characters.
fn skip_municipality<'c>(order: &Order, cell: &'c str) -> &'c str {
    let (prefecture, municipality) = order.region;
    let rest = cell.strip_prefix(prefecture).unwrap_or(cell).trim_start();
    rest.strip_prefix(municipality).unwrap_or(cell).trim_start()
}

/// How many orders a format took and refused, held against what has to become of them.
fn check_format(
    layout: &Layout,
    orders: &[Order],
    shop: &Shop,
    setup: Setup,
    findings: &mut Findings,
) -> [usize; 2] {
    let out = format!("{}.csv", layout.format);
    let args = ["orders", "export", "--format", layout.format, "--out", &out, "--json"];
    let report = shop.run(&args).expect(3).json();
    let by_code: BTreeMap<&str, &Order> = orders.iter().map(|order| (order.code.as_str(), order)).collect();
    let items = report["items"].as_array().unwrap();
    let own = orders.iter().filter(|order| order.program.is_some_and(|(format, _)| format == layout.format));
    assert_eq!(items.len(), own.count(), "{}: items", layout.format);
    let mut exported = Vec::new();
    for item in items {
        let order = by_code[item["order"].as_str().unwrap()];
        let fate = foresee(order, layout, setup);
        let is_foreseen = if item["outcome"] == "exported" {
            exported.push(order);
            !fate.is_refused
        } else {
            let reason = item["reason"].as_str().unwrap();
            fate.reasons.contains(reason) && !item["message"].as_str().unwrap().is_empty()
        };
        findings.check(is_foreseen, order, || format!("{item}, foreseen {:?}", fate.reasons));
    }
    let rows = read_files(shop, &report, layout);
    assert_eq!(rows.len(), exported.len(), "{}: rows", layout.format);
    for (order, row) in exported.iter().zip(&rows) {
        check_row(layout, order, row, setup, findings);
    }
    if layout.max_rows < usize::MAX {
        let names = report["files"].as_array().unwrap();
        assert_eq!(names.len(), exported.len().div_ceil(layout.max_rows));
        assert_eq!(names.get(1).is_some(), exported.len() > layout.max_rows);
        names.get(1).inspect(|name| assert_eq!(**name, format!("{}-2.csv", layout.format)));
    }
    [exported.len(), items.len() - exported.len()]
}

fn check_all(setup: Setup, seed: u64) {
    let mut rng = fastrand::Rng::with_seed(seed);
    let count = i64::try_from(tier::many(800, 10_000)).unwrap();
    let orders: Vec<Order> = (0..count).map(|at| Order::generate(&mut rng, at)).collect();
    let shop = shop(&orders, setup);
    let mut told = String::new();
    for layout in &LAYOUTS {
        let mut findings = Findings { format: layout.format, all: Vec::new() };
        let [exported, refused] = check_format(layout, &orders, &shop, setup, &mut findings);
        let first = findings.all.iter().take(20).map(String::as_str).collect::<Vec<_>>().join("\n");
        if !findings.all.is_empty() {
            told += &format!("{} findings:\n{first}\n", findings.all.len());
        }
        assert!(exported > 10 && refused > 10, "{}: {exported}, {refused}", layout.format);
    }
    assert!(told.is_empty(), "{told}");
}

#[test]
fn fil_06_every_cell_keeps_the_limits_of_its_layout() {
    check_all(Setup::Refusing, 19);
}

#[test]
fn fil_06_addresses_that_go_on_in_the_next_field_keep_them_too() {
    check_all(Setup::NextLine, 20);
}

#[test]
fn fil_06_the_names_of_goods_keep_them_too() {
    check_all(Setup::OwnGoods, 21);
}
