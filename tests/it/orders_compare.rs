//! `orders list --compare`: an order download of QSM, made of the practice shop, against the orders here.

use encoding_rs::SHIFT_JIS;
use qoo10_bridge::domain::time::parse_jst;
use qoo10_bridge::sandbox::{CartLine, ReceiverChange, SELLER_KEY, World};
use serde_json::{Value, json};

use crate::support::practice::Practice;
use crate::support::{Run, Shop, assert_keys};

/// The headings of QSM's download, as it writes them.
const HEADINGS: &str = "配送状態,注文番号,カート番号,配送会社,送り状番号,発送日,注文日,入金日,お届け希望日,\
    発送予定日,配送完了日,配送方法,商品番号,商品名,数量,オプション情報,オプションコード,おまけ,受取人名,\
    受取人名(フリガナ),受取人電話番号,受取人携帯電話番号,住所,郵便番号,国家,送料の決済,決済サイト,通貨,\
    購入者決済金額,販売価格,割引額,注文金額の合計,供給原価の合計,購入者名,購入者名(フリガナ),配送要請事項,\
    購入者電話番号,購入者携帯電話番号,販売者商品コード,JANコード,規格番号,プレゼント贈り主,外部広告,素材,ギフト注文";

/// Where some of them stand.
const CARRIER: usize = 3;
const TRACKING: usize = 4;
const ORDERED: usize = 6;
const PAID: usize = 7;
const ITEM: usize = 12;
const QTY: usize = 14;
const NAME: usize = 18;

fn cells(world: &World, line: &CartLine) -> Vec<String> {
    let cart = world.cart(line.pack_no).unwrap();
    let status = ["", "入金待ち", "配送要請", "配送準備", "配送中", "配送完了"][usize::from(line.status)];
    let at = |at: Option<qoo10_bridge::domain::time::Jst>| {
        at.map(|at| at.format("%Y/%m/%d %H:%M:%S").to_string()).unwrap_or_default()
    };
    let mut cells = vec![String::new(); HEADINGS.split(',').count()];
    let receiver = &cart.receiver;
    for (place, text) in [
        (0, status.to_owned()),
        (1, line.order_no.to_string()),
        (2, line.pack_no.to_string()),
        (CARRIER, line.carrier.clone()),
        (TRACKING, line.tracking_no.clone()),
        (ORDERED, at(Some(cart.ordered_at))),
        (PAID, at(line.paid_at)),
        (ITEM, line.item_code.clone()),
        (13, "見本の商品, 2点".to_owned()),
        (QTY, line.qty.to_string()),
        (15, line.option.clone()),
        (NAME, receiver.name.clone()),
        (20, receiver.tel.clone()),
        (21, receiver.mobile.clone()),
        (22, format!("{} {}", receiver.address1, receiver.address2)),
        (23, receiver.zip.clone()),
        (35, cart.message.clone()),
    ] {
        cells[place] = text;
    }
    cells
}

/// A shop that has imported the practice Qoo10's orders, and what QSM would download of them.
struct Compared {
    shop: Shop,
    practice: Practice,
    rows: Vec<Vec<String>>,
}

impl Compared {
    fn start() -> Self {
        let now = parse_jst("2026-07-01T10:00:00+09:00").unwrap();
        let practice = Practice::of(World::from_seed(now), now);
        practice.server.with_world(|world| world.set_seller_code("Tシャツ-01", "TS-002")).unwrap();
        let mut shop = Shop::new();
        shop.set("qoo10", "endpoint", &format!("{:?}", practice.server.base_url()));
        shop.env.insert("TEST_KEY".into(), SELLER_KEY.into());
        let all = Self { shop, practice, rows: Vec::new() };
        all.shop.run(&["import"]).expect(0);
        all.shop.run(&["sync-status"]);
        all.download()
    }

    fn download(mut self) -> Self {
        self.rows = self.practice.server.with_world(|world| {
            world.lines().filter(|line| !line.has_left()).map(|line| cells(world, line)).collect()
        });
        self
    }

    fn text(&self) -> String {
        let quoted = |cells: &Vec<String>| {
            cells
                .iter()
                .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
                .collect::<Vec<_>>()
                .join(",")
        };
        let rows = self.rows.iter().map(|cells| quoted(cells) + "\r\n");
        format!("{HEADINGS}\r\n") + &rows.collect::<String>()
    }

    fn compare_bytes(&self, bytes: &[u8], more: &[&str]) -> Run {
        std::fs::write(self.shop.path("qsm.csv"), bytes).unwrap();
        let args: Vec<&str> =
            ["orders", "list", "--compare", "qsm.csv"].iter().chain(more).copied().collect();
        let before = std::fs::read(self.shop.path("demo.db")).unwrap();
        let run = self.shop.run(&args);
        assert!(before == std::fs::read(self.shop.path("demo.db")).unwrap(), "it only reads");
        run
    }

    /// As QSM writes it, in CP932.
    fn compare(&self, code: i32) -> Value {
        let text = self.text();
        // What CP932 lacks is lost, twice for what UTF-16 writes in two.
        let known = |c: char| match SHIFT_JIS.encode(&c.to_string()).2 {
            true => "?".repeat(c.len_utf16()),
            false => c.to_string(),
        };
        let text: String = text.chars().map(known).collect();
        let (bytes, ..) = SHIFT_JIS.encode(&text);
        self.compare_bytes(&bytes, &["--json"]).expect(code).json()
    }

    fn row_mut(&mut self, order_no: &str) -> &mut Vec<String> {
        self.rows.iter_mut().find(|row| row[1] == order_no).unwrap()
    }
}

/// Line, order number and difference of each item.
fn differences(found: &Value) -> Vec<(String, String)> {
    let items = found["items"].as_array().unwrap().iter();
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    items.map(|item| (word(&item["order_no"]), word(&item["difference"]))).collect()
}

fn one(order_no: &str, difference: &str) -> Vec<(String, String)> {
    vec![(order_no.to_owned(), difference.to_owned())]
}

const NO: &str = "1062428738";

#[test]
fn a_download_of_the_same_moment_is_equal_in_either_encoding() {
    let all = Compared::start();
    let found = all.compare(0);
    let rows = all.rows.len();
    assert!(rows > 10);
    assert_eq!(found["counts"]["same"], rows, "{found:#}");
    assert_keys(&found, &["file", "result", "exit_code", "counts", "items", "refused", "warnings"]);
    let counts = ["rows", "same", "differs", "not_here", "not_in_file", "skipped", "unreadable"];
    assert_keys(&found["counts"], &counts);
    let bom = format!("\u{feff}{}", all.text());
    for text in [all.text(), bom, all.text().replace("\r\n", "\n")] {
        let run = all.compare_bytes(text.as_bytes(), &[]).expect(0);
        assert_eq!(run.stdout.lines().count(), 1, "{run:#?}");
        assert_eq!(all.compare_bytes(text.as_bytes(), &["--quiet"]).expect(0).all(), "\n");
    }
}

#[test]
fn only_the_order_number_is_needed() {
    let all = Compared::start();
    let numbers: String = all.rows.iter().map(|row| format!("{}\n", row[1])).collect();
    let found = all.compare_bytes(format!("注文番号\n{numbers}").as_bytes(), &["--json"]).expect(0).json();
    assert_eq!(found["counts"]["same"], all.rows.len());
    let run = all.compare_bytes("カート番号,数量\n1,1\n".as_bytes(), &[]).expect(2);
    run.says(&["注文番号"]);
}

#[test]
fn each_column_that_differs_is_named_and_nothing_personal_is() {
    let mut all = Compared::start();
    for (place, text, difference, in_file, here) in [
        (0, "配送中", "status_differs", json!("配送中"), json!("ready")),
        (PAID, "", "payment_differs", Value::Null, json!("paid")),
        (QTY, "7", "qty_differs", json!("7"), json!("1")),
        (ITEM, "899999999", "item_differs", json!("899999999"), json!("812345678")),
        (CARRIER, "ヤマト運輸", "carrier_differs", json!("ヤマト宅急便"), json!("佐川急便")),
        (CARRIER, "別人 花子", "carrier_differs", Value::Null, json!("佐川急便")),
        (TRACKING, "400000000006", "tracking_differs", json!("400000000006"), Value::Null),
        (TRACKING, "別人 花子", "tracking_differs", Value::Null, Value::Null),
        (NAME, "別人 花子", "receiver_differs", Value::Null, Value::Null),
        (22, "別人 花子町 1-1", "receiver_differs", Value::Null, Value::Null),
        (23, "999-9999", "receiver_differs", Value::Null, Value::Null),
    ] {
        let kept = std::mem::replace(&mut all.row_mut(NO)[place], text.to_owned());
        let found = all.compare(3);
        assert_eq!(differences(&found), one(NO, difference), "{found:#}");
        let item = &found["items"][0];
        assert_eq!((&item["in_file"], &item["here"]), (&in_file, &here), "{difference}");
        assert_eq!((&item["order"], &found["counts"]["differs"]), (&json!("412345679"), &json!(1)));
        let run = all.compare_bytes(all.text().as_bytes(), &[]).expect(3);
        for told in [run.all(), found.to_string()] {
            assert!(!told.contains("別人") && !told.contains("999-9999"), "{told}");
        }
        all.row_mut(NO)[place] = kept;
    }
}

#[test]
fn what_is_missing_on_either_side_is_told() {
    let mut all = Compared::start();
    let now = parse_jst("2026-07-01T10:00:00+09:00").unwrap();
    let bought =
        all.practice.server.with_world(|world| world.add_purchase(&Default::default(), now)).unwrap();
    all = all.download();
    let new = bought.1[0].to_string();
    let found = all.compare(3);
    assert_eq!(differences(&found), one(&new, "not_here"), "{found:#}");
    all.rows.retain(|row| row[1] != new && row[1] != NO);
    let found = all.compare(3);
    assert_eq!(differences(&found), one(NO, "not_in_file"));
    let item = &found["items"][0];
    assert_eq!(
        (&item["line"], &item["order"], &item["here"]),
        (&Value::Null, &json!("412345679"), &json!("ready"))
    );
    assert_eq!(found["counts"]["not_in_file"], 1);
}

#[test]
fn an_order_that_could_not_be_imported_is_called_so() {
    let mut all = Compared::start();
    let now = parse_jst("2026-07-01T10:00:00+09:00").unwrap();
    let bought = all.practice.server.with_world(|world| {
        world.set_seller_code("TS-002", "壊れ").unwrap();
        let item = Some("壊れ".to_owned());
        world.add_purchase(&qoo10_bridge::sandbox::Purchase { item, ..Default::default() }, now).unwrap()
    });
    all.shop.run(&["import"]).expect(3);
    all = all.download();
    let found = all.compare(3);
    assert_eq!(differences(&found), one(&bought.1[0].to_string(), "rejected_here"), "{found:#}");
}

#[test]
fn days_narrow_what_is_compared_and_old_rows_are_none_of_this_shop() {
    let mut all = Compared::start();
    let day = |row: &Vec<String>| row[ORDERED][..10].replace('/', "-");
    let on_first = all.rows.iter().filter(|row| day(row) == "2026-07-01").count();
    assert!(on_first > 0 && on_first < all.rows.len());
    let text = all.text();
    let args = ["--json", "--since", "2026-07-01", "--until", "2026-07-01"];
    let found = all.compare_bytes(text.as_bytes(), &args).expect(0).json();
    assert_eq!(found["counts"]["same"], on_first, "{found:#}");
    assert_eq!(found["counts"]["skipped"], all.rows.len() - on_first);
    // A file of one day says nothing of the others, unless they are asked for.
    all.rows.retain(|row| day(row) == "2026-07-01");
    assert_eq!(all.compare(0)["counts"]["not_in_file"], 0);
    let text = all.text();
    let found = all.compare_bytes(text.as_bytes(), &["--json", "--since", "2026-06-01"]).expect(3).json();
    assert!(found["counts"]["not_in_file"].as_u64().unwrap() > 3, "{found:#}");
    // Ordered before the first import, or cancelled and never here.
    let mut old = all.rows[0].clone();
    (old[1], old[ORDERED]) = ("1000000001".into(), "2026/05/01".into());
    let mut cancelled = all.rows[0].clone();
    (cancelled[0], cancelled[1]) = ("キャンセル完了".into(), "1000000002".into());
    all.rows.extend([old, cancelled]);
    let text = all.text();
    let args = ["--json", "--since", "2026-07-01"];
    let found = all.compare_bytes(text.as_bytes(), &args).expect(0).json();
    assert_eq!(found["counts"]["skipped"], 2, "{found:#}");
    all.shop.run(&["orders", "list", "--compare", "qsm.csv", "--status", "ready"]).expect(2);
}

#[test]
fn a_row_that_cannot_be_read_is_named_and_nothing_is_missing_for_it() {
    let mut all = Compared::start();
    let kept = all.rows.clone();
    for (place, text, reason) in [
        (1, "", "order_missing"),
        (1, "1.06243E+09", "order_unreadable"),
        (ORDERED, "昨日", "date_unreadable"),
        (QTY, "多数", "qty_unreadable"),
    ] {
        all.row_mut(NO)[place] = text.to_owned();
        let found = all.compare(3);
        let refused = found["refused"].as_array().unwrap();
        assert_eq!(refused.len(), 1, "{found:#}");
        assert_eq!(refused[0]["reason"], reason);
        assert_eq!((&found["counts"]["unreadable"], &found["counts"]["not_in_file"]), (&json!(1), &json!(0)));
        assert_eq!(differences(&found), [], "{reason}");
        let is_number_known = refused[0]["order_no"] == NO;
        assert_eq!(is_number_known, place != 1, "{found:#}");
        assert_eq!(found["warnings"].as_array().unwrap().len(), usize::from(!is_number_known), "{found:#}");
        let text = all.text();
        let run = all.compare_bytes(text.as_bytes(), &[]).expect(3);
        run.says(&[&format!("qsm.csv:{}", refused[0]["line"])]);
        all.rows.clone_from(&kept);
    }
}

#[test]
fn a_torn_file_says_nothing_of_what_it_lacks() {
    let all = Compared::start();
    let whole = all.text();
    let row = whole.lines().position(|line| line.contains(NO)).unwrap();
    // A quote that is lost in the middle, and a file that was cut off.
    let mut lines: Vec<String> = whole.lines().map(str::to_owned).collect();
    lines[row] = lines[row].replacen("\",\"", ",\"", 3);
    let torn = lines.join("\r\n");
    let cut = &whole[..whole.char_indices().nth(whole.chars().count() * 2 / 3).unwrap().0];
    for text in [torn.as_str(), cut] {
        let run = all.compare_bytes(text.as_bytes(), &["--json"]).expect(3);
        let found = run.json();
        assert!(!found["refused"].as_array().unwrap().is_empty(), "{found:#}");
        assert!(!differences(&found).iter().any(|(_, what)| what == "not_in_file"), "{found:#}");
        let warned = found["warnings"].as_array().unwrap().len();
        // What was cut off is newer than all that can be read.
        assert_eq!(warned, usize::from(text == torn), "{found:#}");
    }
    // Cut between two rows, a file is whole: it has other days.
    let rows: Vec<&str> = whole.lines().take(4).collect();
    all.compare_bytes(rows.join("\r\n").as_bytes(), &[]);
    for (bytes, words) in [
        (&b""[..], "empty"),
        (b"PK\x03\x04nonsense", "workbook"),
        ("注文番号,注文番号\n1,1\n".as_bytes(), "注文番号"),
    ] {
        all.compare_bytes(bytes, &[]).expect(2).says(&[words]);
    }
    all.shop.run(&["orders", "list", "--compare", "nothing.csv"]).expect(2).says(&["nothing.csv"]);
}

#[test]
fn a_status_that_is_not_known_is_not_guessed() {
    let mut all = Compared::start();
    all.row_mut(NO)[0] = "返品要請".to_owned();
    let found = all.compare(3);
    assert_eq!(differences(&found), []);
    assert!(found["warnings"][0].as_str().unwrap().contains("none that is known"), "{found:#}");
}

#[test]
fn without_days_open_orders_are_not_looked_for_and_that_is_told() {
    let all = Compared::start();
    let found = all.compare_bytes(format!("{HEADINGS}\n").as_bytes(), &["--json"]).expect(3).json();
    assert!(found["warnings"][0].as_str().unwrap().contains("--since"), "{found:#}");
    let args = ["--json", "--since", "2026-06-01"];
    let found = all.compare_bytes(format!("{HEADINGS}\n").as_bytes(), &args).expect(3).json();
    assert!(found["counts"]["not_in_file"].as_u64().unwrap() > 10, "{found:#}");
}

#[test]
fn beside_another_program_what_only_a_writing_step_would_bring_is_no_difference() {
    let mut all = Compared::start();
    all.shop.set("qoo10", "writes", r#""off""#);
    all.practice.server.with_world(|world| {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 7, 6).unwrap();
        world.confirm_by_hand(NO, day).unwrap();
    });
    all = all.download();
    assert_eq!(all.row_mut(NO)[0], "配送準備");
    all.compare(0);
    all.shop.set("qoo10", "writes", r#""on""#);
    let found = all.compare(3);
    assert_eq!(differences(&found), one(NO, "status_differs"));
    assert_eq!(found["items"][0]["here"], "awaiting_print");
}

#[test]
fn a_receiver_that_the_buyer_changed_differs_until_sync_status_has_run() {
    let mut all = Compared::start();
    let change = ReceiverChange { name: Some("別人 花子".into()), ..ReceiverChange::default() };
    all.practice.server.with_world(|world| world.change_receiver(NO, &change)).unwrap();
    all = all.download();
    assert_eq!(differences(&all.compare(3)), one(NO, "receiver_differs"));
    all.shop.run(&["sync-status"]);
    all.compare(0);
}

#[test]
fn it_is_told_in_japanese_too() {
    let mut all = Compared::start();
    all.row_mut(NO)[QTY] = "7".to_owned();
    let text = all.text();
    let run = all.compare_bytes(text.as_bytes(), &["--lang", "ja"]).expect(3);
    assert!(run.stdout.contains("数量") && run.stdout.contains("相違 1"), "{run:#?}");
}
