//! Label programs as far as their files tell: what they read of an exported file, and the file that they
//! hand back. Nothing here comes from the program under test.

use std::collections::BTreeMap;

use serde_json::Value;

/// What a program was given: headings, and a row a label.
pub struct Labels {
    heading: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Labels {
    /// Files with the same headings, one after the other.
    pub fn read(files: &[Vec<u8>]) -> Self {
        let mut labels = Self { heading: Vec::new(), rows: Vec::new() };
        for bytes in files {
            let is_unicode = bytes.starts_with("\u{feff}".as_bytes());
            let encoding = if is_unicode { encoding_rs::UTF_8 } else { encoding_rs::SHIFT_JIS };
            let (text, _, failed) = encoding.decode(bytes);
            assert!(!failed, "{text}");
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            labels.heading = reader.headers().unwrap().iter().map(str::to_owned).collect();
            let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
            labels.rows.extend(rows);
        }
        labels
    }

    fn place(&self, heading: &str) -> usize {
        let place = self.heading.iter().position(|own| own == heading);
        place.unwrap_or_else(|| panic!("there is no column {heading}"))
    }

    fn column(&self, heading: &str) -> Vec<&str> {
        let place = self.place(heading);
        self.rows.iter().map(|row| row[place].as_str()).collect()
    }
}

/// The numbers that a program gave, by order, each once.
#[derive(Debug, Default)]
pub struct Numbers {
    pub by_order: BTreeMap<String, Vec<String>>,
    given: u64,
}

impl Numbers {
    /// How many orders have one.
    pub fn len(&self) -> usize {
        self.by_order.len()
    }

    fn give(&mut self, order: &str, front: u64) -> String {
        self.given += 1;
        let front = front + self.given;
        let number = format!("{front}{}", front % 7);
        self.by_order.entry(order.to_owned()).or_default().push(number.clone());
        number
    }

    /// 12 digits.
    fn parcel(&mut self, order: &str) -> String {
        self.give(order, 51_254_000_000)
    }

    /// 11 digits.
    fn letter(&mut self, order: &str) -> String {
        self.give(order, 6_254_000_000)
    }
}

type Cells = Vec<String>;

fn cells<T: Into<String>>(cells: impl IntoIterator<Item = T>) -> Cells {
    cells.into_iter().map(Into::into).collect()
}

fn quoted(rows: &[Cells]) -> String {
    let quote = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    rows.iter().map(|row| row.iter().map(quote).collect::<Vec<_>>().join(",") + "\r\n").collect()
}

fn bare(rows: &[Cells]) -> String {
    assert!(rows.iter().flatten().all(|cell| !cell.contains([',', '"', '\n'])), "{rows:?}");
    rows.iter().map(|row| row.join(",") + "\r\n").collect()
}

fn cp932(text: &str) -> Vec<u8> {
    let (bytes, _, failed) = encoding_rs::SHIFT_JIS.encode(text);
    assert!(!failed, "{text}");
    bytes.into_owned()
}

/// B2クラウド: 発行済データの検索, 外部ファイルに出力.
pub mod yamato {
    use super::{Cells, Labels, Numbers, bare, cells, cp932, quoted};

    /// The rows as they came, each with its number.
    fn issued(labels: &Labels, numbers: &mut Numbers) -> Vec<Cells> {
        let (key, number) = (labels.place("お客様管理番号"), labels.place("伝票番号"));
        let mut rows = labels.rows.clone();
        for row in &mut rows {
            assert!(row.len() == 95 && row[number].is_empty(), "{row:?}");
            row[number] = numbers.parcel(&row[key].clone());
        }
        rows
    }

    fn of_width(labels: &Labels, numbers: &mut Numbers, width: usize) -> Vec<Cells> {
        let mut rows = issued(labels, numbers);
        rows.iter_mut().for_each(|row| row.resize(width, String::new()));
        rows
    }

    pub fn with_headings(labels: &Labels, numbers: &mut Numbers) -> Vec<u8> {
        let rows = issued(labels, numbers);
        cp932(&quoted(&[vec![labels.heading.clone()], rows].concat()))
    }

    pub fn headless(labels: &Labels, numbers: &mut Numbers) -> Vec<u8> {
        cp932(&bare(&issued(labels, numbers)))
    }

    pub fn of_97_columns(labels: &Labels, numbers: &mut Numbers) -> Vec<u8> {
        let newer = cells(["連携管理番号", "通知メールアドレス"]);
        let heading = [labels.heading.clone(), newer].concat();
        cp932(&quoted(&[vec![heading], of_width(labels, numbers, 97)].concat()))
    }

    pub fn of_98_columns(labels: &Labels, numbers: &mut Numbers) -> Vec<u8> {
        cp932(&quoted(&of_width(labels, numbers, 98)))
    }

    pub fn of_42_columns(labels: &Labels, numbers: &mut Numbers) -> Vec<u8> {
        cp932(&quoted(&of_width(labels, numbers, 42)))
    }

    pub fn with_other_headings(labels: &Labels, numbers: &mut Numbers) -> Vec<u8> {
        const OTHER: [(&str, &str); 4] = [
            ("送り状種類", "送り状種別"),
            ("お届け予定日", "お届け予定（指定）日"),
            ("配達時間帯", "配達時間帯区分"),
            ("お届け先アパートマンション名", "お届け先住所（アパートマンション名）"),
        ];
        let mut heading = labels.heading.clone();
        for (name, other) in OTHER {
            other.clone_into(&mut heading[labels.place(name)]);
        }
        let rows = issued(labels, numbers);
        ("\u{feff}".to_owned() + &quoted(&[vec![heading], rows].concat())).into_bytes()
    }

    /// 発払い(複数口): the second parcels stand behind all first ones.
    pub fn several_parcels(labels: &Labels, numbers: &mut Numbers) -> Vec<u8> {
        let mut rows = [issued(labels, numbers), issued(labels, numbers)].concat();
        let service = labels.place("送り状種類");
        for row in rows.iter_mut().filter(|row| row[service] == "0") {
            "6".clone_into(&mut row[service]);
        }
        cp932(&quoted(&rows))
    }
}

/// e飛伝III: 出荷履歴一覧, データ出力, 共通テンプレート.
pub mod ehiden3 {
    use super::{Cells, Labels, Numbers, bare, cells, cp932, quoted};

    const HEADING: [&str; 4] =
        ["お問い合せ送り状No.", "お客様管理番号", "お届け先名称１", "お届け先電話番号"];

    fn printed(labels: &Labels, numbers: &mut Numbers) -> Vec<Cells> {
        let columns = HEADING[1..].iter().map(|heading| labels.column(heading)).collect::<Vec<_>>();
        let row = |at: usize| {
            let [key, name, tel] = [0, 1, 2].map(|column: usize| columns[column][at]);
            cells([numbers.parcel(key).as_str(), key, name, tel])
        };
        (0..labels.rows.len()).map(row).collect()
    }

    pub fn history(labels: &Labels, numbers: &mut Numbers) -> Vec<u8> {
        cp932(&quoted(&[vec![cells(HEADING)], printed(labels, numbers)].concat()))
    }

    pub fn below_a_title(labels: &Labels, numbers: &mut Numbers) -> Vec<u8> {
        let title = "出荷履歴一覧\r\n出力日 2026/07/01\r\n\r\n".to_owned();
        cp932(&(title + &quoted(&[vec![cells(HEADING)], printed(labels, numbers)].concat())))
    }

    pub fn pair(labels: &Labels, numbers: &mut Numbers) -> Vec<u8> {
        let mut rows = printed(labels, numbers);
        rows.iter_mut().for_each(|row| row.truncate(2));
        cp932(&bare(&rows))
    }

    pub fn headless(labels: &Labels, numbers: &mut Numbers) -> Vec<u8> {
        cp932(&quoted(&printed(labels, numbers)))
    }

    pub fn several_parcels(labels: &Labels, numbers: &mut Numbers) -> Vec<u8> {
        let [first, second] = [printed(labels, numbers), printed(labels, numbers)];
        cp932(&quoted(&[vec![cells(HEADING)], first, second].concat()))
    }
}

/// ゆうパックプリントR: 発送履歴.
pub mod yupuri {
    use super::{Cells, Labels, Numbers, bare, cells, cp932};

    const SIX: [&str; 6] = [
        "お客様側管理番号",
        "お問い合わせ番号",
        "仮引受確定作業年月日",
        "配送完了作業年月日",
        "配達ステータス集約コード",
        "配達ステータス明細コード",
    ];
    const FIVE: [&str; 5] =
        ["お客様側管理番号", "お問い合わせ番号", "発送日", "配達希望日", "配達時間帯区分"];
    /// What another program of the same house has sent.
    const OTHERS: &str = "POC003,193715301010,,,10,0A\r\n";

    fn rows_of_six(labels: &Labels, numbers: &mut Numbers) -> Vec<Cells> {
        let row = |key: &str| cells([key, &numbers.parcel(key), "", "", "10", "0A"]);
        labels.column(SIX[0]).into_iter().map(row).collect()
    }

    /// Letters have numbers of 11 digits.
    fn rows_of_five(labels: &Labels, numbers: &mut Numbers) -> Vec<Cells> {
        let columns = [FIVE[0], "発送予定日", "配達指定日／希望日", FIVE[4]].map(|name| labels.column(name));
        let row = |at: usize| {
            let [key, day, wanted, slot] = [0, 1, 2, 3].map(|column: usize| columns[column][at]);
            cells([key, &numbers.letter(key), day, wanted, slot])
        };
        (0..labels.rows.len()).map(row).collect()
    }

    pub fn six(labels: &Labels, numbers: &mut Numbers) -> Vec<u8> {
        cp932(&bare(&[vec![cells(SIX)], rows_of_six(labels, numbers)].concat()))
    }

    pub fn six_headless(labels: &Labels, numbers: &mut Numbers) -> Vec<u8> {
        cp932(&bare(&rows_of_six(labels, numbers)))
    }

    pub fn five(labels: &Labels, numbers: &mut Numbers) -> Vec<u8> {
        cp932(&bare(&[vec![cells(FIVE)], rows_of_five(labels, numbers)].concat()))
    }

    pub fn five_headless(labels: &Labels, numbers: &mut Numbers) -> Vec<u8> {
        cp932(&bare(&rows_of_five(labels, numbers)))
    }

    pub fn with_others(labels: &Labels, numbers: &mut Numbers) -> Vec<u8> {
        let rows = bare(&rows_of_six(labels, numbers));
        cp932(&(bare(&[cells(SIX)]) + OTHERS + &rows + OTHERS))
    }

    pub fn with_others_headless(labels: &Labels, numbers: &mut Numbers) -> Vec<u8> {
        cp932(&(OTHERS.to_owned() + &bare(&rows_of_six(labels, numbers)) + OTHERS))
    }

    pub fn several_parcels(labels: &Labels, numbers: &mut Numbers) -> Vec<u8> {
        let [first, second] = [rows_of_six(labels, numbers), rows_of_six(labels, numbers)];
        cp932(&bare(&[vec![cells(SIX)], first, second].concat()))
    }
}

/// クリックポスト hands nothing back: staff look each receiver up, and write the number beside the order, and
/// perhaps beside something else that they know of it.
pub fn by_hand(labels: &Labels, orders: &[Value], other: Option<&str>, numbers: &mut Numbers) -> Vec<u8> {
    let heading = [Some("注文"), other, Some("送り状番号")];
    let mut rows = vec![cells(heading.into_iter().flatten())];
    for name in labels.column("お届け先氏名") {
        // The program makes it wide; who reads it does not mind.
        let is_receiver = |order: &&Value| {
            let plain = |text: &str| text.replace('\u{3000}', " ").trim().to_owned();
            let own = order["receiver"]["name"].as_str().unwrap();
            order["carrier"] == "クリックポスト" && plain(own) == plain(name)
        };
        let found: Vec<&Value> = orders.iter().filter(is_receiver).collect();
        let [order] = found[..] else { panic!("{name}: {found:?}") };
        let order = order["order"].as_str().unwrap();
        let beside = other.map(|heading| if heading == "氏名" { name } else { "クリックポスト" });
        let number = numbers.parcel(order);
        rows.push(cells([Some(order), beside, Some(number.as_str())].into_iter().flatten()));
    }
    cp932(&bare(&rows))
}

/// Warehouses that work with a spreadsheet, or with an order management.
pub mod spreadsheet {
    use super::{Labels, Numbers, cp932};

    pub fn by_order(labels: &Labels, numbers: &mut Numbers) -> Vec<u8> {
        let mut text = "\u{feff}order,carrier,tracking,shipped_on\r\n".to_owned();
        for (order, carrier) in labels.column("order").into_iter().zip(labels.column("carrier")) {
            if !numbers.by_order.contains_key(order) {
                text += &format!("{order},{carrier},{},2026/7/1\r\n", numbers.parcel(order));
            }
        }
        text.into_bytes()
    }

    pub fn by_line(labels: &Labels, numbers: &mut Numbers) -> Vec<u8> {
        let mut text = "注文,品番,送り状番号\r\n".to_owned();
        for (order, sku) in labels.column("order").into_iter().zip(labels.column("sku")) {
            if !numbers.by_order.contains_key(order) {
                numbers.parcel(order);
            }
            text += &format!("{order},{sku},{}\r\n", numbers.by_order[order][0]);
        }
        cp932(&text)
    }

    pub fn next_engine(labels: &Labels, numbers: &mut Numbers) -> Vec<u8> {
        let mut text = "店舗名,伝票番号,受注番号,発送伝票番号,出荷確定日\r\n".to_owned();
        for (at, order) in labels.column("受注番号").into_iter().enumerate() {
            if !numbers.by_order.contains_key(order) {
                text += &format!("Qoo10,{},{order},{},2026/07/01\r\n", 70_000 + at, numbers.parcel(order));
            }
        }
        cp932(&text)
    }
}
