//! Which program wrote a file of shipments: headings, shapes, and what its layout says of the delivery
//! company (FIL-3 to FIL-5).

use super::csv_file::{Column, CsvFile};
use super::csv_shape::Shape;
use crate::domain::ids::OrderCode;
use crate::domain::tracking::{self, NumberRule, TrackingError};
use crate::strings::clean::cleaned;
use crate::vocabulary::{ExportFormat, msg};

/// How many columns a file of shipments may have.
pub const WIDTH: usize = 5;

/// A headless B2 file has so many cells at the least.
const MIN_B2_CELLS: usize = 40;

/// B2's kind of label, which tells the delivery company.
const SERVICE_HEADINGS: [&str; 2] = ["送り状種類", "送り状種別"];

/// The columns of a file of shipments. 注文番号 is none of them: at Qoo10 that is the number of a line.
pub const COLUMNS: [Column; 5] = [
    Column::required(&[
        "order",
        "注文",
        "order_code",
        "注文コード",
        "受注番号",
        "カート番号",
        "お客様管理番号",
        "お客様管理ナンバー",
        "お客様側管理番号",
    ])
    .with_fallback(&["管理番号", "店舗伝票番号"])
    .with_excluded(&["注文番号", "order_no", "order_number"], || msg!("csv-not_order_no")),
    Column::optional(&[
        "carrier",
        "配送会社",
        "delivery_company",
        "配送業者",
        "運送会社",
        "運送業者",
        "配送会社名",
        "運送会社名",
    ]),
    Column::required(&[
        "tracking",
        "送り状番号",
        "tracking_number",
        "tracking_no",
        "tracking_numbers",
        "発送伝票番号",
        "配送伝票番号",
        "お荷物伝票番号",
        "送り状No",
        "追跡番号",
        "お問い合せ送り状No",
        "お問合せ送り状No",
        "お問い合わせ送り状No",
        "お問い合せ番号",
        "お問合せ番号",
        "お問い合わせ番号",
    ])
    // Alone it is the parcel's; beside another it is a document of whoever wrote the file.
    .with_fallback(&["伝票番号"]),
    Column::optional(&["shipped_on", "出荷日", "ship_date", "発送日", "出荷実績日", "出荷確定日"])
        .with_fallback(&["出荷予定日", "発送予定日"]),
    Column::optional(&SERVICE_HEADINGS),
];

/// Headings that only the files of one program have, all of each row.
const SIGNATURES: [(ExportFormat, &[&[&str]]); 3] = [
    (ExportFormat::B2, &[&["お客様管理番号", "お客様管理ナンバー"], &SERVICE_HEADINGS, &["伝票番号"]]),
    (ExportFormat::Ehiden3, &[&["お客様管理番号"], &["お問い合せ送り状No", "お問合せ送り状No"]]),
    (ExportFormat::Yupuri, &[&["お客様側管理番号"], &["お問い合わせ番号"]]),
];

/// The delivery company of B2's kinds of label; the others do not tell it.
const B2_SERVICES: [(&str, &str); 5] = [
    ("0", "ヤマト宅急便"),
    ("6", "ヤマト宅急便"),
    ("7", "クロネコゆうパケット"),
    ("8", "宅急便コンパクト"),
    ("A", "ネコポス"),
];

const B2: Shape<WIDTH> = Shape {
    format: ExportFormat::B2,
    places: [Some(0), None, Some(3), Some(4), Some(1)],
    fits: |cells| cells.len() >= MIN_B2_CELLS && cells.get(3).is_some_and(|cell| is_number(cell, &[12])),
};

/// 送り状No, 管理番号
const EHIDEN3_PAIR: Shape<WIDTH> = Shape {
    fits: |cells| matches!(cells, [number, key] if is_number(number, &[12]) && is_key(key)),
    ..EHIDEN3
};

const EHIDEN3: Shape<WIDTH> = Shape {
    format: ExportFormat::Ehiden3,
    places: [Some(1), None, Some(0), None, None],
    fits: |cells| matches!(cells, [number, key, ..] if is_number(number, &[12]) && is_key(key)),
};

/// お客様側管理番号, お問い合わせ番号, 発送日, 配達希望日, 配達時間帯区分
const YUPURI_FIVE: Shape<WIDTH> = Shape {
    places: [Some(0), None, Some(1), Some(2), None],
    fits: |cells| cells.len() == 5 && (YUPURI.fits)(cells),
    ..YUPURI
};

const YUPURI: Shape<WIDTH> = Shape {
    format: ExportFormat::Yupuri,
    places: [Some(0), None, Some(1), None, None],
    fits: |cells| matches!(cells, [key, number, ..] if is_key(key) && is_number(number, &[11, 12])),
};

/// The shapes that a file may have without headings. A key and a number may be anybody's, so ゆうプリR's is
/// only read where it is asked for.
pub fn list_shapes(format: Option<ExportFormat>) -> &'static [Shape<WIDTH>] {
    match format {
        None => &[B2, EHIDEN3_PAIR],
        Some(ExportFormat::B2) => &[B2],
        Some(ExportFormat::Ehiden3) => &[EHIDEN3],
        Some(ExportFormat::Yupuri) => &[YUPURI_FIVE, YUPURI],
        Some(ExportFormat::Csv | ExportFormat::Clickpost) => &[],
    }
}

/// The shapes that are read where the format is named, for a file that is read by none.
pub fn list_offered_shapes(format: Option<ExportFormat>) -> &'static [Shape<WIDTH>] {
    match format {
        None => &[EHIDEN3, YUPURI],
        Some(_) => &[],
    }
}

/// Whether a cell holds a number of so many digits, or what a spreadsheet has made of one.
fn is_number(cell: &str, digits: &[usize]) -> bool {
    match tracking::check_number(cell, NumberRule::Free) {
        Ok(checked) => {
            digits.contains(&checked.number.len()) && checked.number.bytes().all(|b| b.is_ascii_digit())
        }
        Err(why) => why == TrackingError::Exponent,
    }
}

fn is_key(cell: &str) -> bool {
    OrderCode::parse_loose(cell).is_some() && !is_number(cell, &[12])
}

/// Which program wrote a file; none where nothing tells.
pub fn detect_format(file: &CsvFile<WIDTH>) -> Option<ExportFormat> {
    let is_signed =
        |(_, headings): &&(ExportFormat, &[&[&str]])| headings.iter().all(|names| file.has_heading(names));
    let signed = || SIGNATURES.iter().find(is_signed).map(|(format, _)| *format);
    file.headless_format().or_else(signed)
}

/// The delivery company that a layout tells by itself (FIL-5).
pub fn find_layout_carrier(format: Option<ExportFormat>, service: Option<&str>) -> Option<&'static str> {
    match format? {
        ExportFormat::B2 => {
            let service = cleaned(service?).to_ascii_uppercase();
            B2_SERVICES.iter().find(|(code, _)| *code == service).map(|(_, carrier)| *carrier)
        }
        ExportFormat::Ehiden3 => Some("佐川急便"),
        ExportFormat::Clickpost => Some("クリックポスト"),
        ExportFormat::Csv | ExportFormat::Yupuri => None,
    }
}

#[cfg(test)]
#[path = "shipment_layout_tests.rs"]
mod tests;
