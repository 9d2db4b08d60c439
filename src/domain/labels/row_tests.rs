use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::domain::carriers::list_known_names;
use crate::domain::labels::encode_cp932;
use crate::domain::labels::settings::{B2Contract, SlotCodes};
use crate::text::localize;
use crate::vocabulary::{LabelReason, Lang};

const LABELS: [ExportFormat; 4] =
    [ExportFormat::B2, ExportFormat::Ehiden3, ExportFormat::Yupuri, ExportFormat::Clickpost];

fn build_row(
    format: ExportFormat,
    order: &LabelOrder<'_>,
    settings: &LabelSettings,
) -> Result<Vec<String>, LabelError> {
    let builder = RowBuilder::new(format, settings);
    let row = builder.build_row(order)?;
    // A second row has the same in it.
    assert_eq!(builder.build_row(order), Ok(row.clone()));
    Ok(row.into_iter().map(Cow::into_owned).collect())
}

fn order<'a>(carrier: &'a str) -> LabelOrder<'a> {
    LabelOrder {
        code: "412345678-2",
        carrier,
        receiver_name: "見本 花子",
        receiver_kana: Some("ミホン ハナコ"),
        receiver_tel: Some("03-0000-0000"),
        receiver_mobile: Some("090-0000-0000"),
        zip: Some("1500001"),
        address: Some("東京都 渋谷区 見本前1-2-3 コーポ見本101"),
        address1: Some("東京都 渋谷区"),
        address2: Some("見本前1-2-3 コーポ見本101"),
        desired_date: NaiveDate::from_ymd_opt(2026, 7, 8),
        desired_time: Some("14:00~16:00"),
        ship_date: NaiveDate::from_ymd_opt(2026, 7, 1).unwrap(),
        goods: vec![("見本クリーム", 1), ("見本石鹸", 2)],
    }
}

fn settings() -> LabelSettings {
    let given = |text: &str| Some(text.to_owned());
    let mut settings = LabelSettings {
        sender: Some(LabelSender {
            name: "見本商店".into(),
            zip: "5300001".into(),
            address: "大阪府大阪市北区見本1-1 見本ビル2階".into(),
            tel: "06-0000-0000".into(),
        }),
        b2: B2Contract {
            customer_code: given("060000000000"),
            classification: None,
            freight_no: given("01"),
        },
        ..LabelSettings::default()
    };
    settings.ehiden3.customer_code = given("123456789012");
    settings.yupuri.slip_type = given("1100780");
    settings
}

/// A company whose orders belong to this program.
fn company(format: ExportFormat) -> &'static str {
    let is_of =
        |name: &&str| find_service(name, &LabelSettings::default()).is_some_and(|s| s.format == format);
    list_known_names().find(is_of).unwrap()
}

/// The filled cells of a row, by number and heading.
fn filled_cells(format: ExportFormat, order: &LabelOrder<'_>, settings: &LabelSettings) -> Vec<String> {
    let row = build_row(format, order, settings).unwrap_or_else(|e| panic!("{e:?}"));
    let headings = headings(format);
    assert_eq!(row.len(), headings.len());
    let cells = row.iter().zip(headings).enumerate().filter(|(_, (cell, _))| !cell.is_empty());
    cells.map(|(at, (cell, heading))| format!("{} {heading}: {cell}", at + 1)).collect()
}

#[test]
fn fil_06_every_layout_has_its_columns_where_its_program_looks() {
    for (format, count, places) in [
        (
            ExportFormat::B2,
            95,
            vec![
                (1, "お客様管理番号"),
                (12, "お届け先住所"),
                (13, "お届け先アパートマンション名"),
                (25, "ご依頼主名"),
                (34, "ｺﾚｸﾄ代金引換額（税込)"),
                (40, "請求先顧客コード"),
                (42, "運賃管理番号"),
                (47, "クロネコwebコレクト申込受付番号３"),
                (62, "収納代行請求先会社・部門名１"),
                (63, "収納代行請求先会社・部門名２"),
                (74, "複数口くくりキー"),
                (75, "検索キータイトル1"),
                (80, "検索キー3"),
                (84, "検索キー5"),
                (85, "予備"),
                (87, "投函予定メール利用区分"),
                (91, "投函完了メール（お届け先宛）e-mailアドレス"),
                (95, "投函完了メール（ご依頼主宛）メールメッセージ"),
            ],
        ),
        (
            ExportFormat::Ehiden3,
            74,
            vec![
                (3, "お届け先電話番号"),
                (10, "お客様管理番号"),
                (25, "品名１"),
                (41, "荷札品名１１"),
                (61, "出荷日"),
                (62, "お問い合せ送り状No."),
                (74, "編集１０"),
            ],
        ),
        (
            ExportFormat::Yupuri,
            117,
            vec![
                (1, "お客様側管理番号"),
                (14, "お届け先 住所１"),
                (66, "配達時間帯区分"),
                (84, "フリー項目１０"),
                (103, "品名"),
                (117, "商品備考１０"),
            ],
        ),
        (ExportFormat::Clickpost, 8, vec![(1, "お届け先郵便番号"), (8, "内容品")]),
        (ExportFormat::Csv, 0, vec![]),
    ] {
        let headings = headings(format);
        assert_eq!(headings.len(), count, "{format}");
        for (number, heading) in places {
            assert_eq!(headings[number - 1], heading, "{format} {number}");
        }
        for column in list_columns(format) {
            assert!(find_unencodable(column.heading).is_none(), "{}", column.heading);
            if let CellSource::Fixed(text) = column.source {
                assert_eq!(check_cell(column, text), Ok(()), "{}", column.heading);
                assert_eq!(find_unencodable(text), None);
            }
        }
    }
}

#[test]
fn fil_06_a_row_of_b2() {
    assert_eq!(
        filled_cells(ExportFormat::B2, &order("ヤマト宅急便"), &settings()),
        [
            "1 お客様管理番号: 412345678-2",
            "2 送り状種類: 0",
            "5 出荷予定日: 2026/07/01",
            "6 お届け予定日: 2026/07/08",
            "7 配達時間帯: 1416",
            "9 お届け先電話番号: 03-0000-0000",
            "11 お届け先郵便番号: 150-0001",
            "12 お届け先住所: 東京都 渋谷区 見本前1-2-3 コーポ見本101",
            "16 お届け先名: 見本 花子",
            "17 お届け先名(ｶﾅ): ﾐﾎﾝ ﾊﾅｺ",
            "18 敬称: 様",
            "20 ご依頼主電話番号: 06-0000-0000",
            "22 ご依頼主郵便番号: 530-0001",
            "23 ご依頼主住所: 大阪府大阪市北区見本1-1 見本ビル2階",
            "25 ご依頼主名: 見本商店",
            "28 品名１: 見本クリーム",
            "30 品名２: 見本石鹸 ×2",
            "40 請求先顧客コード: 060000000000",
            "42 運賃管理番号: 01",
        ]
    );
}

#[test]
fn fil_06_a_row_of_ehiden3_is_in_full_width() {
    assert_eq!(
        filled_cells(ExportFormat::Ehiden3, &order("佐川急便"), &settings()),
        [
            "3 お届け先電話番号: 03-0000-0000",
            "4 お届け先郵便番号: 150-0001",
            "5 お届け先住所１: 東京都　渋谷区　見本前１－２－３",
            "6 お届け先住所２: コーポ見本１０１",
            "8 お届け先名称１: 見本　花子",
            "10 お客様管理番号: 412345678-2",
            "11 お客様コード: 123456789012",
            "18 ご依頼主電話番号: 06-0000-0000",
            "19 ご依頼主郵便番号: 530-0001",
            "20 ご依頼主住所１: 大阪府大阪市北区見本１－１",
            "21 ご依頼主住所２: 見本ビル２階",
            "22 ご依頼主名称１: 見本商店",
            "25 品名１: 見本クリーム",
            "26 品名２: 見本石鹸　×２",
            "42 出荷個数: 1",
            "43 スピード指定: 000",
            "44 クール便指定: 001",
            "45 配達日: 20260708",
            "46 配達指定時間帯: 14",
            "55 営業所受取: 0",
            "56 SRC区分: 0",
            "58 元着区分: 1",
            "61 出荷日: 2026/07/01",
        ]
    );
}

#[test]
fn fil_06_a_row_of_yupuri() {
    assert_eq!(
        filled_cells(ExportFormat::Yupuri, &order("ゆうパケット"), &settings()),
        [
            "1 お客様側管理番号: 412345678-2",
            "2 発送予定日: 20260701",
            "6 郵便種別: 9",
            "7 保冷種別: 0",
            "8 元／着払／代引: 0",
            "11 送り状種別: 1100780",
            "13 お届け先 郵便番号: 150-0001",
            "14 お届け先 住所１: 東京都 渋谷区 見本前1-2-3 コーポ見本101",
            "17 お届け先 名称１: 見本 花子",
            "19 お届け先 敬称区分: 0",
            "20 お届け先 電話番号: 03-0000-0000",
            "30 ご依頼主 郵便番号: 530-0001",
            "31 ご依頼主 住所１: 大阪府大阪市北区見本1-1 見本ビル2階",
            "34 ご依頼主 名称１: 見本商店",
            "37 ご依頼主 電話番号: 06-0000-0000",
            "66 配達時間帯区分: 00",
            "73 記事名１: 見本クリーム",
            "74 記事名２: 見本石鹸 ×2",
        ]
    );
    let cells = filled_cells(ExportFormat::Yupuri, &order("ゆうパック"), &settings());
    for cell in ["6 郵便種別: 0", "65 配達指定日／希望日: 20260708", "66 配達時間帯区分: 53"]
    {
        assert!(cells.iter().any(|one| one == cell), "{cell}");
    }
}

#[test]
fn fil_06_a_row_of_clickpost_needs_neither_sender_nor_phone_nor_time() {
    let mut order = order("クリックポスト");
    (order.receiver_tel, order.receiver_mobile, order.desired_time) = (None, None, Some("夕方"));
    assert_eq!(
        filled_cells(ExportFormat::Clickpost, &order, &LabelSettings::default()),
        [
            "1 お届け先郵便番号: 150-0001",
            "2 お届け先氏名: 見本 花子",
            "3 お届け先敬称: 様",
            "4 お届け先住所1行目: 東京都 渋谷区 見本前1-2-3",
            "5 お届け先住所2行目: コーポ見本101",
            "8 内容品: 見本クリーム ほか1点",
        ]
    );
}

#[test]
fn fil_06_every_date_and_slot_that_is_not_desired_is_left_blank() {
    for (format, slot) in [(ExportFormat::B2, ""), (ExportFormat::Ehiden3, ""), (ExportFormat::Yupuri, "00")]
    {
        let order = LabelOrder { desired_date: None, desired_time: None, ..order(company(format)) };
        let row = build_row(format, &order, &settings()).unwrap();
        let cell = |meant: fn(&CellSource) -> bool| {
            let at = list_columns(format).iter().position(|column| meant(&column.source)).unwrap();
            row[at].clone()
        };
        assert_eq!(cell(|source| matches!(source, CellSource::DesiredDate(_))), "", "{format}");
        assert_eq!(cell(|source| matches!(source, CellSource::DesiredSlot)), slot, "{format}");
    }
}

#[test]
fn fil_06_overflow_governs_what_lies_beyond_the_lines_of_an_address() {
    let long = "東京都渋谷区見本前1-2-3 コーポ見本ガーデンハイツ101号室";
    let longer = format!("{long} 見本方見本様方気付見本会社御中見本部見本課");
    let [refuse, next_line] = [Overflow::Refuse, Overflow::NextLine];
    for (format, overflow, address, wanted) in [
        (ExportFormat::B2, refuse, long, Err(CellRemedy::Overflow)),
        (
            ExportFormat::B2,
            next_line,
            long,
            Ok(vec!["東京都渋谷区見本前1-2-3", "コーポ見本ガーデンハイツ101号室"]),
        ),
        (ExportFormat::B2, refuse, &longer, Err(CellRemedy::ByHand)),
        (ExportFormat::B2, next_line, &longer, Err(CellRemedy::ByHand)),
        (
            ExportFormat::Ehiden3,
            refuse,
            long,
            Ok(vec!["東京都渋谷区見本前１－２－３", "コーポ見本ガーデンハイツ", "１０１号室"]),
        ),
        (ExportFormat::Ehiden3, next_line, &longer, Err(CellRemedy::ByHand)),
        (
            ExportFormat::Yupuri,
            refuse,
            &longer,
            Ok(vec![
                "東京都渋谷区見本前1-2-3 コーポ見本ガーデンハイツ",
                "101号室 見本方見本様方気付見本会社御中見本部見本課",
            ]),
        ),
    ] {
        let order = LabelOrder { address: Some(address), ..order(company(format)) };
        let settings = LabelSettings { overflow, ..settings() };
        let row = build_row(format, &order, &settings);
        let is_address =
            |column: &LabelColumn| matches!(column.source, CellSource::Address(Side::Receiver, _));
        let lines = row.map(|row| {
            let cells = row.into_iter().zip(list_columns(format));
            let lines = cells.filter(|(cell, column)| is_address(column) && !cell.is_empty());
            lines.map(|(cell, _)| cell).collect::<Vec<_>>()
        });
        match (lines, wanted) {
            (Ok(lines), Ok(wanted)) => assert_eq!(lines, wanted, "{format} {overflow:?}"),
            (Err(LabelError::CellTooLong { remedy, .. }), Err(wanted)) => {
                assert_eq!(remedy, wanted, "{format}")
            }
            (lines, wanted) => panic!("{format} {overflow:?}: {lines:?}, not {wanted:?}"),
        }
    }
}

#[test]
fn fil_06_a_long_name_goes_on_in_the_next_field_only_where_that_is_allowed() {
    let name = "株式会社見本商事東京本社　営業第一部";
    let order = LabelOrder { receiver_name: name, ..order("佐川急便") };
    let refused = build_row(ExportFormat::Ehiden3, &order, &settings()).unwrap_err();
    let capacity = CellCapacity { limit: CellLimit::FullWidth(16), lines: 1 };
    let field = "お届け先名称１";
    assert_eq!(refused, LabelError::CellTooLong { field, limit: capacity, remedy: CellRemedy::Overflow });
    let allowed = LabelSettings { overflow: Overflow::NextLine, ..settings() };
    let row = build_row(ExportFormat::Ehiden3, &order, &allowed).unwrap();
    assert_eq!(row[7..9], ["株式会社見本商事東京本社", "営業第一部"]);
}

/// An order and settings with something wrong.
type Change = fn(&mut LabelOrder<'_>, &mut LabelSettings);

/// Such an order of a format, its reason, and a part of the sentence.
type Refusal = (ExportFormat, Change, LabelReason, &'static str);

fn check_refusals(cases: &[Refusal]) {
    for (format, change, reason, text) in cases {
        let carrier = if format.is_label() { company(*format) } else { "ヤマト宅急便" };
        let (mut order, mut settings) = (order(carrier), settings());
        change(&mut order, &mut settings);
        let error = build_row(*format, &order, &settings).unwrap_err();
        assert_eq!(error.reason(), *reason, "{text}");
        let worded = localize(&error.message(), Lang::En);
        assert!(worded.contains(text), "{worded}: {text}");
        let japanese = localize(&error.message(), Lang::Ja);
        let is_whole =
            japanese.ends_with("ください") || japanese.ends_with(')') || japanese.ends_with("ます");
        assert!(is_whole && !japanese.contains("label-"), "{japanese}");
    }
}

#[test]
fn fil_06_an_order_that_does_not_fit_is_refused_with_its_reason_and_what_to_do() {
    check_refusals(&[
        (ExportFormat::B2, |o, _| o.carrier = "佐川急便", LabelReason::CarrierUnmapped, "labels.carriers"),
        (ExportFormat::B2, |o, _| o.carrier = "赤帽", LabelReason::CarrierUnmapped, "\"赤帽\" = \"b2\""),
        (ExportFormat::B2, |o, _| o.desired_time = Some("夕方"), LabelReason::SlotUnmapped, "夕方"),
        (
            ExportFormat::B2,
            |o, _| o.desired_time = Some("12:00~14:00"),
            LabelReason::SlotUnmapped,
            "time_slots",
        ),
        (ExportFormat::B2, |o, _| o.receiver_name = "\u{3000}", LabelReason::NameMissing, "--take-receiver"),
        (
            ExportFormat::B2,
            |o, _| (o.address, o.address1, o.address2) = (None, Some(" "), None),
            LabelReason::AddressMissing,
            "--take-receiver",
        ),
        (
            ExportFormat::B2,
            |o, _| (o.receiver_tel, o.receiver_mobile) = (None, None),
            LabelReason::PhoneMissing,
            "by hand",
        ),
        (
            ExportFormat::Yupuri,
            |o, _| (o.receiver_tel, o.receiver_mobile) = (Some("+82-2-0000-0000"), None),
            LabelReason::PhoneUnreadable,
            "by hand",
        ),
        (ExportFormat::Clickpost, |o, _| o.zip = None, LabelReason::ZipMissing, "--take-receiver"),
        (ExportFormat::Clickpost, |o, _| o.zip = Some("530-001"), LabelReason::ZipUnreadable, "seven digits"),
        (ExportFormat::B2, |o, _| o.goods = vec![("", 1)], LabelReason::GoodsMissing, "labels.goods_name"),
        (
            ExportFormat::B2,
            |o, _| o.receiver_name = "見本見本見本見本見本見本見本見本 花子",
            LabelReason::CellTooLong,
            "お届け先名 has room for 16 full-width or 32 half-width characters, and the text is longer: make",
        ),
        (
            ExportFormat::B2,
            |o, _| o.receiver_name = "見本\u{20bb7}家",
            LabelReason::NotEncodable,
            "お届け先名 holds \"\u{20bb7}\"",
        ),
        (
            ExportFormat::Clickpost,
            |o, _| o.goods = vec![("見本のとても長い長い商品の名前", 2)],
            LabelReason::CellTooLong,
            "内容品 has room for 15 characters, and the text is longer: change labels.goods_name",
        ),
        (ExportFormat::Yupuri, |o, _| o.code = "41234567890123-2", LabelReason::CellTooLong, "15 bytes"),
        (ExportFormat::Csv, |_, _| (), LabelReason::CarrierUnmapped, "csv"),
    ]);
}

#[test]
fn fil_06_settings_that_do_not_fit_are_refused_with_the_key_to_change() {
    check_refusals(&[
        (ExportFormat::B2, |_, s| s.sender = None, LabelReason::SenderMissing, "labels.sender"),
        (ExportFormat::Ehiden3, |_, s| s.sender = None, LabelReason::SenderMissing, "labels.sender"),
        (ExportFormat::Yupuri, |_, s| sender(s).tel.clear(), LabelReason::SenderMissing, "labels.sender.tel"),
        (ExportFormat::B2, |_, s| sender(s).zip = "530".into(), LabelReason::SenderUnreadable, "sender.zip"),
        (ExportFormat::B2, |_, s| sender(s).tel = "なし".into(), LabelReason::SenderUnreadable, "sender.tel"),
        (ExportFormat::B2, |_, s| sender(s).name.clear(), LabelReason::SenderMissing, "sender.name"),
        (ExportFormat::B2, |_, s| sender(s).address.clear(), LabelReason::SenderMissing, "sender.address"),
        (
            ExportFormat::B2,
            |_, s| s.b2.customer_code = None,
            LabelReason::ContractCodeMissing,
            "b2.customer_code",
        ),
        (
            ExportFormat::B2,
            |_, s| s.b2.freight_no = Some(" ".into()),
            LabelReason::ContractCodeMissing,
            "freight_no",
        ),
        (
            ExportFormat::B2,
            |_, s| s.b2.customer_code = Some("1234567890123".into()),
            LabelReason::CellTooLong,
            "請求先顧客コード has room for 12 half-width characters, and the text is longer: change \
             labels.b2.customer_code",
        ),
        (
            ExportFormat::B2,
            |_, s| s.b2.classification = Some("見".into()),
            LabelReason::NotHalfWidth,
            "labels.b2.classification",
        ),
        (
            ExportFormat::Ehiden3,
            |_, s| s.goods_name = Some("☃".into()),
            LabelReason::NotEncodable,
            "labels.goods_name",
        ),
        (
            ExportFormat::B2,
            |_, s| sender(s).address = "大阪府大阪市北区見本".repeat(6),
            LabelReason::CellTooLong,
            "labels.sender.address",
        ),
        (
            ExportFormat::Yupuri,
            |_, s| s.yupuri.slip_type = Some("11007801100780".into()),
            LabelReason::CellTooLong,
            "labels.yupuri.slip_type",
        ),
        (
            ExportFormat::Ehiden3,
            |_, s| {
                let codes = SlotCodes { ehiden3: Some("141".into()), ..SlotCodes::default() };
                s.time_slots = BTreeMap::from([("14:00~16:00".to_owned(), codes)]);
            },
            LabelReason::CellTooLong,
            "labels.time_slots",
        ),
    ]);
}

fn sender(settings: &mut LabelSettings) -> &mut LabelSender {
    settings.sender.as_mut().unwrap()
}

#[test]
fn fil_06_codes_of_the_contract_are_written_in_half_width() {
    let mut settings = settings();
    settings.b2.customer_code = Some("０６００００００００００".into());
    let row = build_row(ExportFormat::B2, &order("ヤマト宅急便"), &settings).unwrap();
    assert_eq!(row[39], "060000000000");
}

#[test]
fn fil_06_a_reading_that_is_none_is_left_out_and_a_long_one_refused() {
    let long = "ア".repeat(51);
    for (kana, wanted) in [
        (Some("みほん　はなこ"), Ok("ﾐﾎﾝ ﾊﾅｺ")),
        (Some("見本花子"), Ok("")),
        (None, Ok("")),
        (Some(long.as_str()), Err(LabelReason::CellTooLong)),
    ] {
        let order = LabelOrder { receiver_kana: kana, ..order("ヤマト宅急便") };
        let row = build_row(ExportFormat::B2, &order, &settings());
        let cell = row.as_ref().map(|row| row[16].as_str()).map_err(LabelError::reason);
        assert_eq!(cell, wanted, "{kana:?}");
    }
}

/// How much a cell holds by its layout, counted here once more.
fn is_within(limit: CellLimit, text: &str) -> bool {
    let bytes = encode_cp932(text).unwrap().len();
    match limit {
        CellLimit::Free => text.is_empty(),
        CellLimit::HalfWidth(most) => text.chars().count() <= most && bytes == text.chars().count(),
        CellLimit::Mixed(most) | CellLimit::Bytes(most) => bytes <= most,
        CellLimit::Town { whole, .. } => bytes <= whole,
        CellLimit::FullWidth(most) => text.chars().count() <= most && bytes == 2 * text.chars().count(),
        CellLimit::Characters(most) => text.chars().count() <= most,
    }
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

prop_compose! {
    fn addresses()(
        head in prop::sample::select(vec!["東京都渋谷区", "北海道札幌市中央区", "愛知県 名古屋市 千種区", "見本郡見本町", ""]),
        town in "[見本前町ヶﾊﾟ一二三]{1,12}",
        number in "[1-9１-９]{1,4}([-−ー‐][0-9０-９]{1,3}){0,3}",
        building in "( |　)?[コーポ見本ハイツA-CＡ〜]{0,14}[0-9]{0,4}(号室)?",
    ) -> String {
        format!("{head}{town}{number}{building}")
    }
}

proptest! {
    #[test]
    fn fil_06_every_cell_keeps_to_the_table_and_no_character_of_the_address_is_lost(
        address in addresses(),
        name in "[見本花子 　ｱﾞA-Z-]{1,20}子",
        carrier in prop::sample::select(list_known_names().collect::<Vec<_>>()),
        slot in prop::sample::select(vec![
            "", "午前", "08:00~12:00", "12:00~14:00", "14:00〜16:00", "16:00~18:00", "18:00~20:00",
            "19:00~21:00", "20:00~21:00", "いつでも",
        ]),
        goods in prop::collection::vec(("[見本クリームｸA-Z0-9 ]{1,20}", 1_i64..4), 1..8),
        can_overflow in any::<bool>(),
    ) {
        let mut settings = settings();
        settings.overflow = if can_overflow { Overflow::NextLine } else { Overflow::Refuse };
        let order = LabelOrder {
            receiver_name: &name,
            address: Some(&address),
            address1: None,
            address2: None,
            desired_time: Some(slot),
            goods: goods.iter().map(|(name, pieces)| (name.as_str(), *pieces)).collect(),
            ..order(carrier)
        };
        for format in LABELS {
            let Ok(row) = build_row(format, &order, &settings) else { continue };
            prop_assert_eq!(find_service(carrier, &settings).map(|service| service.format), Some(format));
            let columns = list_columns(format);
            prop_assert_eq!(row.len(), columns.len());
            let mut printed = String::new();
            for (cell, column) in row.iter().zip(columns) {
                prop_assert!(is_within(column.limit, cell), "{}: {}", column.heading, cell);
                prop_assert!(!column.is_required || !cell.is_empty(), "{}", column.heading);
                prop_assert!(!cell.chars().any(char::is_control));
                if matches!(column.source, CellSource::Address(Side::Receiver, _)) {
                    printed += cell;
                }
            }
            let written = to_cp932_text(&address);
            let wide = crate::domain::labels::width::to_full_width(&written);
            let wanted = if format == ExportFormat::Ehiden3 { wide } else { written };
            prop_assert_eq!(without_spaces(&printed), without_spaces(&wanted));
        }
    }
}
