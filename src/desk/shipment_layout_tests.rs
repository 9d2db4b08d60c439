use super::*;
use crate::desk::csv_file::{self, FileForm};
use crate::domain::carriers;

fn open(text: &str, format: Option<ExportFormat>) -> Option<CsvFile<WIDTH>> {
    let form =
        FileForm { columns: &COLUMNS, shapes: list_shapes(format), offered: list_offered_shapes(format) };
    csv_file::parse_form(text.as_bytes(), &form).ok()
}

/// A row of B2 of so many cells.
fn b2(key: &str, number: &str, cells: usize) -> String {
    format!("\"{key}\",\"A\",\"0\",\"{number}\",\"2026/07/01\"{}\n", ",\"\"".repeat(cells - 5))
}

#[test]
fn fil_03_files_without_headings_are_known_by_their_shape() {
    use ExportFormat::{B2, Clickpost, Csv, Ehiden3, Yupuri};
    let number = "400000000013";
    let pair = format!("{number},412000001\n");
    for (text, asked, wanted) in [
        (b2("412000001", number, 95), None, Some(B2)),
        (b2("412000001", number, 40), None, Some(B2)),
        (b2("412000001", number, 98).replace("\",\"", "\"\t\""), None, Some(B2)),
        (b2("412000001", "4000-0000-0013", 95), Some(B2), Some(B2)),
        (b2("412000001", "", 95) + &b2("412000002", number, 95), None, Some(B2)),
        (b2("412000001", "4E+11", 95), None, Some(B2)),
        (b2("412000001", number, 39), None, None),
        (b2("412000001", "40000000001", 95), None, None),
        (b2("412000001", number, 95), Some(Csv), None),
        (b2("412000001", number, 95), Some(Yupuri), None),
        (pair.clone(), None, Some(Ehiden3)),
        (format!("\"{number}\",\"412000001-2\"\n"), None, Some(Ehiden3)),
        (pair.clone(), Some(Csv), None),
        (pair.clone(), Some(Clickpost), None),
        (format!("{number},400000000024\n"), None, None),
        (format!("{number},見本 花子\n"), None, None),
        (format!("{number},412000001,見本 花子,03-0000-0000\n"), None, None),
        (format!("{number},412000001,見本 花子,03-0000-0000\n"), Some(Ehiden3), Some(Ehiden3)),
        (format!("412000001,{number}\n"), None, None),
        (format!("412000001,{number},,,10,0A\n"), Some(Yupuri), Some(Yupuri)),
        ("412000001,8.11029E+11,,,10,0A\n".to_owned(), Some(Yupuri), Some(Yupuri)),
        ("412000001,13112383852,2026/07/01,,\n".to_owned(), Some(Yupuri), Some(Yupuri)),
        ("412000001,13112383852\n".to_owned(), Some(Ehiden3), None),
        ("1,佐川急便,400000000013,2026-07-01\n".to_owned(), None, None),
    ] {
        let file = open(&text, asked);
        assert_eq!(file.as_ref().and_then(CsvFile::headless_format), wanted, "{text}");
        assert!(file.is_none_or(|file| file.rows().count() == text.lines().count()), "{text}");
    }
}

#[test]
fn a_program_is_known_by_its_headings() {
    use ExportFormat::{B2, Ehiden3, Yupuri};
    for (header, wanted) in [
        ("お客様管理番号,送り状種類,クール区分,伝票番号,出荷予定日", Some(B2)),
        ("お客様管理番号,送り状種別,伝票番号", Some(B2)),
        ("お問い合せ送り状No.,お客様管理番号,お届け先名称１,お届け先電話番号", Some(Ehiden3)),
        (" お問い合せ送り状№ ,お客様管理番号 ", Some(Ehiden3)),
        ("お客様側管理番号,お問い合わせ番号,仮引受確定作業年月日,配達ステータス明細コード", Some(Yupuri)),
        ("お客様側管理番号,お問い合わせ番号,発送日,配達希望日,配達時間帯区分", Some(Yupuri)),
        ("伝票番号,受注番号,発送伝票番号", None),
        ("受注番号,送り状種類,発送伝票番号", None),
        ("order,carrier,tracking", None),
    ] {
        let file = open(&format!("{header}\n"), None).unwrap();
        assert_eq!((detect_format(&file), file.headless_format()), (wanted, None), "{header}");
    }
}

#[test]
fn fil_05_a_layout_tells_the_company() {
    use ExportFormat::{B2, Clickpost, Csv, Ehiden3, Yupuri};
    for (format, service, wanted) in [
        (Some(B2), Some("0"), Some("ヤマト宅急便")),
        (Some(B2), Some("６"), Some("ヤマト宅急便")),
        (Some(B2), Some("'0"), Some("ヤマト宅急便")),
        (Some(B2), Some("7.0"), Some("クロネコゆうパケット")),
        (Some(B2), Some("8"), Some("宅急便コンパクト")),
        (Some(B2), Some("Ａ"), Some("ネコポス")),
        (Some(B2), Some("a"), Some("ネコポス")),
        (Some(B2), Some("3"), None),
        (Some(B2), Some("00"), None),
        (Some(B2), None, None),
        (Some(Ehiden3), None, Some("佐川急便")),
        (Some(Clickpost), None, Some("クリックポスト")),
        (Some(Yupuri), Some("0"), None),
        (Some(Csv), Some("0"), None),
        (None, Some("0"), None),
    ] {
        assert_eq!(find_layout_carrier(format, service), wanted, "{format:?} {service:?}");
    }
}

#[test]
fn what_qoo10_calls_a_layouts_company_is_known_but_for_one() {
    let unknown: Vec<&str> = B2_SERVICES
        .iter()
        .map(|(_, name)| *name)
        .filter(|name| carriers::find_qoo10_name(name, &std::collections::BTreeMap::new()).is_none())
        .collect();
    assert_eq!(unknown, ["クロネコゆうパケット"]);
}
