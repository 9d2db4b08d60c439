//! The layouts of label programs as their manuals have them, apart from the program's own tables.

/// How much a cell holds. CP932 has one byte for what is half-width, and two for what is full-width.
#[derive(Clone, Copy)]
pub(super) enum Limit {
    None,
    /// So many half-width characters, or half as many full-width ones.
    Mixed(usize),
    /// So many half-width characters, and no other.
    Half(usize),
    /// So many characters, whatever their width.
    Characters(usize),
    /// So many full-width characters, and no other.
    Full(usize),
}

/// What may stand in a cell.
#[derive(Clone, Copy)]
pub(super) enum Form {
    Text,
    Blank,
    OrderCode,
    OneOf(&'static [&'static str]),
    /// So many digits at most.
    Digits(usize),
    /// `2026/07/01`.
    Slashes,
    /// `20260701`.
    EightDigits,
    Phone,
    /// `530-0001`.
    Zip,
    /// The same, or without the hyphen.
    AnyZip,
    Kana,
}

/// What a layout says of a column.
pub(super) struct Column {
    pub heading: &'static str,
    pub limit: Limit,
    pub form: Form,
    pub is_required: bool,
}

const fn optional(heading: &'static str, limit: Limit, form: Form) -> Column {
    Column { heading, limit, form, is_required: false }
}

const fn required(heading: &'static str, limit: Limit, form: Form) -> Column {
    Column { heading, limit, form, is_required: true }
}

/// What a label program reads.
pub(super) struct Layout {
    pub format: &'static str,
    /// Its headings in their order, with commas and spaces between them.
    pub headings: &'static str,
    /// How many of them a file has at the least: all, or those that it names.
    pub least: usize,
    pub columns: &'static [Column],
    pub name: &'static [&'static str],
    pub address: &'static [&'static str],
    pub goods: &'static [&'static str],
    pub slot: Option<&'static str>,
    pub product: Option<&'static str>,
    pub desired: Option<&'static str>,
    pub max_rows: usize,
}

pub(super) const LAYOUTS: [Layout; 4] = [
    Layout {
        format: "b2",
        headings: B2_HEADINGS,
        least: 95,
        columns: B2,
        name: &["お届け先名"],
        address: &["お届け先住所", "お届け先アパートマンション名"],
        goods: &["品名１", "品名２"],
        slot: Some("配達時間帯"),
        product: Some("送り状種類"),
        desired: Some("お届け予定日"),
        max_rows: usize::MAX,
    },
    Layout {
        format: "ehiden3",
        headings: EHIDEN3_HEADINGS,
        least: 74,
        columns: EHIDEN3,
        name: &["お届け先名称１", "お届け先名称２"],
        address: &["お届け先住所１", "お届け先住所２", "お届け先住所３"],
        goods: &["品名１", "品名２", "品名３", "品名４", "品名５"],
        slot: Some("配達指定時間帯"),
        product: None,
        desired: Some("配達日"),
        max_rows: usize::MAX,
    },
    Layout {
        format: "yupuri",
        headings: YUPURI_HEADINGS,
        least: 10,
        columns: YUPURI,
        name: &["お届け先 名称１", "お届け先 名称２"],
        address: &["お届け先 住所１", "お届け先 住所２", "お届け先 住所３"],
        goods: &["記事名１", "記事名２"],
        slot: Some("配達時間帯区分"),
        product: Some("郵便種別"),
        desired: Some("配達指定日／希望日"),
        max_rows: usize::MAX,
    },
    Layout {
        format: "clickpost",
        headings: "お届け先郵便番号,お届け先氏名,お届け先敬称,お届け先住所1行目,お届け先住所2行目,お届け先住所3行目,\
            お届け先住所4行目,内容品",
        least: 8,
        columns: CLICKPOST,
        name: &["お届け先氏名"],
        address: &["お届け先住所1行目", "お届け先住所2行目", "お届け先住所3行目", "お届け先住所4行目"],
        goods: &["内容品"],
        slot: None,
        product: None,
        desired: None,
        max_rows: 40,
    },
];

const B2_HEADINGS: &str = "お客様管理番号, 送り状種類, クール区分, 伝票番号, 出荷予定日, お届け予定日, 配達時間帯, \
    お届け先コード, お届け先電話番号, お届け先電話番号枝番, お届け先郵便番号, お届け先住所, \
    お届け先アパートマンション名, お届け先会社・部門１, お届け先会社・部門２, お届け先名, お届け先名(ｶﾅ), 敬称, \
    ご依頼主コード, ご依頼主電話番号, ご依頼主電話番号枝番, ご依頼主郵便番号, ご依頼主住所, \
    ご依頼主アパートマンション, ご依頼主名, ご依頼主名(ｶﾅ), 品名コード１, 品名１, 品名コード２, 品名２, 荷扱い１, \
    荷扱い２, 記事, ｺﾚｸﾄ代金引換額（税込), 内消費税額等, 止置き, 営業所コード, 発行枚数, 個数口表示フラグ, \
    請求先顧客コード, 請求先分類コード, 運賃管理番号, クロネコwebコレクトデータ登録, \
    クロネコwebコレクト加盟店番号, クロネコwebコレクト申込受付番号１, クロネコwebコレクト申込受付番号２, \
    クロネコwebコレクト申込受付番号３, お届け予定ｅメール利用区分, お届け予定ｅメールe-mailアドレス, 入力機種, \
    お届け予定ｅメールメッセージ, お届け完了ｅメール利用区分, お届け完了ｅメールe-mailアドレス, \
    お届け完了ｅメールメッセージ, クロネコ収納代行利用区分, 予備, 収納代行請求金額(税込), 収納代行内消費税額等, \
    収納代行請求先郵便番号, 収納代行請求先住所, 収納代行請求先住所（アパートマンション名）, \
    収納代行請求先会社・部門名１, 収納代行請求先会社・部門名２, 収納代行請求先名(漢字), 収納代行請求先名(カナ), \
    収納代行問合せ先名(漢字), 収納代行問合せ先郵便番号, 収納代行問合せ先住所, \
    収納代行問合せ先住所（アパートマンション名）, 収納代行問合せ先電話番号, 収納代行管理番号, 収納代行品名, \
    収納代行備考, 複数口くくりキー, 検索キータイトル1, 検索キー1, 検索キータイトル2, 検索キー2, \
    検索キータイトル3, 検索キー3, 検索キータイトル4, 検索キー4, 検索キータイトル5, 検索キー5, 予備, 予備, \
    投函予定メール利用区分, 投函予定メールe-mailアドレス, 投函予定メールメッセージ, \
    投函完了メール（お届け先宛）利用区分, 投函完了メール（お届け先宛）e-mailアドレス, \
    投函完了メール（お届け先宛）メールメッセージ, 投函完了メール（ご依頼主宛）利用区分, \
    投函完了メール（ご依頼主宛）e-mailアドレス, 投函完了メール（ご依頼主宛）メールメッセージ";

const HANDLING: Form = Form::OneOf(&["精密機器", "ワレ物注意", "下積厳禁", "天地無用", "ナマモノ"]);

const B2: &[Column] = &[
    required("お客様管理番号", Limit::Half(50), Form::OrderCode),
    required(
        "送り状種類",
        Limit::Half(1),
        Form::OneOf(&["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "A"]),
    ),
    optional("クール区分", Limit::Half(1), Form::OneOf(&["0", "1", "2"])),
    optional("伝票番号", Limit::Half(12), Form::Blank),
    required("出荷予定日", Limit::Half(10), Form::Slashes),
    optional("お届け予定日", Limit::Half(10), Form::Slashes),
    optional(
        "配達時間帯",
        Limit::Half(4),
        Form::OneOf(&["0000", "0812", "1416", "1618", "1820", "1921", "0010", "0017"]),
    ),
    optional("お届け先コード", Limit::Half(20), Form::Text),
    required("お届け先電話番号", Limit::Half(15), Form::Phone),
    optional("お届け先電話番号枝番", Limit::Half(2), Form::Text),
    required("お届け先郵便番号", Limit::Half(8), Form::AnyZip),
    required("お届け先住所", Limit::Mixed(64), Form::Text),
    optional("お届け先アパートマンション名", Limit::Mixed(32), Form::Text),
    optional("お届け先会社・部門１", Limit::Mixed(50), Form::Text),
    optional("お届け先会社・部門２", Limit::Mixed(50), Form::Text),
    required("お届け先名", Limit::Mixed(32), Form::Text),
    optional("お届け先名(ｶﾅ)", Limit::Half(50), Form::Kana),
    optional("敬称", Limit::Mixed(4), Form::Text),
    required("ご依頼主電話番号", Limit::Half(15), Form::Phone),
    optional("ご依頼主電話番号枝番", Limit::Half(2), Form::Text),
    required("ご依頼主郵便番号", Limit::Half(8), Form::AnyZip),
    required("ご依頼主住所", Limit::Mixed(64), Form::Text),
    optional("ご依頼主アパートマンション", Limit::Mixed(32), Form::Text),
    required("ご依頼主名", Limit::Mixed(32), Form::Text),
    optional("ご依頼主名(ｶﾅ)", Limit::Half(50), Form::Kana),
    optional("品名コード１", Limit::Half(30), Form::Text),
    required("品名１", Limit::Mixed(50), Form::Text),
    optional("品名コード２", Limit::Half(30), Form::Text),
    optional("品名２", Limit::Mixed(50), Form::Text),
    optional("荷扱い１", Limit::Mixed(20), HANDLING),
    optional("荷扱い２", Limit::Mixed(20), HANDLING),
    optional("記事", Limit::Mixed(44), Form::Text),
    optional("ｺﾚｸﾄ代金引換額（税込)", Limit::None, Form::Blank),
    optional("内消費税額等", Limit::None, Form::Blank),
    optional("止置き", Limit::Half(1), Form::OneOf(&["0"])),
    optional("営業所コード", Limit::None, Form::Blank),
    optional("発行枚数", Limit::None, Form::Digits(2)),
    optional("個数口表示フラグ", Limit::None, Form::OneOf(&["1", "2", "3"])),
    required("請求先顧客コード", Limit::None, Form::Digits(12)),
    optional("請求先分類コード", Limit::None, Form::Digits(3)),
    required("運賃管理番号", Limit::None, Form::Digits(2)),
    optional("お届け予定ｅメールe-mailアドレス", Limit::Half(60), Form::Text),
    optional("複数口くくりキー", Limit::Half(20), Form::Text),
    optional("検索キータイトル5", Limit::None, Form::Blank),
    optional("検索キー5", Limit::None, Form::Blank),
];

const EHIDEN3_HEADINGS: &str = "お届け先コード取得区分,お届け先コード,お届け先電話番号,お届け先郵便番号,\
    お届け先住所１,お届け先住所２,お届け先住所３,お届け先名称１,お届け先名称２,お客様管理番号,お客様コード,\
    部署ご担当者コード取得区分,部署ご担当者コード,部署ご担当者名称,荷送人電話番号,ご依頼主コード取得区分,\
    ご依頼主コード,ご依頼主電話番号,ご依頼主郵便番号,ご依頼主住所１,ご依頼主住所２,ご依頼主名称１,ご依頼主名称２,\
    荷姿,品名１,品名２,品名３,品名４,品名５,荷札荷姿,荷札品名１,荷札品名２,荷札品名３,荷札品名４,荷札品名５,\
    荷札品名６,荷札品名７,荷札品名８,荷札品名９,荷札品名１０,荷札品名１１,出荷個数,スピード指定,クール便指定,\
    配達日,配達指定時間帯,配達指定時間（時分）,代引金額,消費税,決済種別,保険金額,指定シール１,指定シール２,\
    指定シール３,営業所受取,SRC区分,営業所受取営業所コード,元着区分,メールアドレス,ご不在時連絡先,出荷日,\
    お問い合せ送り状No.,出荷場印字区分,集約解除指定,編集０１,編集０２,編集０３,編集０４,編集０５,編集０６,編集０７,\
    編集０８,編集０９,編集１０";

const EHIDEN3: &[Column] = &[
    required("お届け先電話番号", Limit::Half(15), Form::Phone),
    required("お届け先郵便番号", Limit::Half(8), Form::Zip),
    required("お届け先住所１", Limit::Full(16), Form::Text),
    optional("お届け先住所２", Limit::Full(16), Form::Text),
    optional("お届け先住所３", Limit::Full(16), Form::Text),
    required("お届け先名称１", Limit::Full(16), Form::Text),
    optional("お届け先名称２", Limit::Full(16), Form::Text),
    required("お客様管理番号", Limit::Half(16), Form::OrderCode),
    required("お客様コード", Limit::None, Form::Digits(12)),
    required("ご依頼主電話番号", Limit::Half(15), Form::Phone),
    required("ご依頼主郵便番号", Limit::Half(8), Form::Zip),
    required("ご依頼主住所１", Limit::Full(16), Form::Text),
    optional("ご依頼主住所２", Limit::Full(16), Form::Text),
    required("ご依頼主名称１", Limit::Full(16), Form::Text),
    optional("ご依頼主名称２", Limit::Full(16), Form::Text),
    optional("荷姿", Limit::None, Form::OneOf(&["001", "002", "003", "004", "005", "006", "007", "008"])),
    required("品名１", Limit::Full(16), Form::Text),
    optional("品名２", Limit::Full(16), Form::Text),
    optional("品名３", Limit::Full(16), Form::Text),
    optional("品名４", Limit::Full(16), Form::Text),
    optional("品名５", Limit::Full(16), Form::Text),
    required("出荷個数", Limit::None, Form::Digits(3)),
    required("スピード指定", Limit::None, Form::OneOf(&["000"])),
    required("クール便指定", Limit::None, Form::OneOf(&["001", "002", "003"])),
    optional("配達日", Limit::None, Form::EightDigits),
    optional("配達指定時間帯", Limit::None, Form::OneOf(&["01", "12", "14", "16", "18", "19", "04"])),
    optional("代引金額", Limit::None, Form::Blank),
    optional("消費税", Limit::None, Form::Blank),
    optional("指定シール１", Limit::Half(3), Form::Text),
    optional("営業所受取", Limit::None, Form::OneOf(&["0"])),
    optional("SRC区分", Limit::None, Form::OneOf(&["0"])),
    required("元着区分", Limit::None, Form::OneOf(&["1"])),
    optional("出荷日", Limit::None, Form::Slashes),
    optional("お問い合せ送り状No.", Limit::None, Form::Blank),
];

const YUPURI_HEADINGS: &str = "お客様側管理番号,発送予定日,発送予定時間区分,出荷期限日,到着期限日,郵便種別,保冷種別,\
    元／着払／代引,書留／セキュリティ／特定記録種別,配達時間帯指定郵便種別,送り状種別,お届け先 コード,\
    お届け先 郵便番号,お届け先 住所１,お届け先 住所２,お届け先 住所３,お届け先 名称１,お届け先 名称２,\
    お届け先 敬称区分,お届け先 電話番号,お届け先 メールアドレス１,お届け先 局留め区分,お届け先 局留め郵便局名,\
    お届け先 局留めメール使用区分,お届け先 局留め郵便番号,お届け先 配達予告メール使用区分,\
    お届け先 再配達予告メール使用区分,ご依頼主 コード,ご依頼主 集荷先と同一区分,ご依頼主 郵便番号,\
    ご依頼主 住所１,ご依頼主 住所２,ご依頼主 住所３,ご依頼主 名称１,ご依頼主 名称２,ご依頼主 敬称,\
    ご依頼主 電話番号,ご依頼主 メールアドレス１,ご依頼主 荷送人指図区分,ご依頼主 お届け通知メール使用区分,\
    ご依頼主 お届け通知はがき使用区分,集荷先 コード,集荷先 連携可否区分,集荷先 会社コード,\
    集荷先 依頼先店所コード,集荷先 郵便番号,集荷先 住所１,集荷先 住所２,集荷先 住所３,集荷先 名称１,\
    集荷先 名称２,集荷先 敬称,集荷先 電話番号,受注番号,こわれもの区分,なまもの区分,ビン類区分,逆さま厳禁区分,\
    下積み厳禁区分,商品サイズ区分,重量合計（ｇ）,25kg超重量物区分,損害要償額,速達・配達日指定種別,\
    配達指定日／希望日,配達時間帯区分,差出方法区分,ゆうパック複数個割引,ゆうパック同一割引,セット商品コード,\
    セット品名ラベル印字区分,複数個口数,記事名１,記事名２,フリー項目０１,フリー項目０２,フリー項目０３,\
    フリー項目０４,フリー項目０５,フリー項目０６,フリー項目０７,フリー項目０８,フリー項目０９,フリー項目１０,\
    空港利用区分,空港・局／支店名,航空会社名,利用便名,レジャー区分,プレー・搭乗日,プレー・搭乗時間,クラブ本数,\
    復路集貨日,出荷先登録名,集荷希望区分,集荷日付,集荷時間帯区分,支店連携先選択用名称,代引金額,代引消費税金額,\
    送り状発行年月日,商品番号,品名,個数,重量（ｇ）,単価,金額,商品備考０１,商品備考０２,商品備考０３,商品備考０４,\
    商品備考０５,商品備考０６,商品備考０７,商品備考０８,商品備考０９,商品備考１０";

const YUPURI: &[Column] = &[
    required("お客様側管理番号", Limit::Half(15), Form::OrderCode),
    required("発送予定日", Limit::None, Form::EightDigits),
    required("郵便種別", Limit::None, Form::OneOf(&["0", "1", "2", "3", "5", "6", "9"])),
    optional("保冷種別", Limit::None, Form::OneOf(&["0", "1", "2"])),
    required("元／着払／代引", Limit::None, Form::OneOf(&["0"])),
    required("送り状種別", Limit::None, Form::OneOf(&["1100780"])),
    required("お届け先 郵便番号", Limit::Half(8), Form::AnyZip),
    required("お届け先 住所１", Limit::Mixed(50), Form::Text),
    optional("お届け先 住所２", Limit::Mixed(50), Form::Text),
    optional("お届け先 住所３", Limit::Mixed(50), Form::Text),
    required("お届け先 名称１", Limit::Mixed(50), Form::Text),
    optional("お届け先 名称２", Limit::Mixed(50), Form::Text),
    optional("お届け先 敬称区分", Limit::None, Form::OneOf(&["0"])),
    required("お届け先 電話番号", Limit::Half(20), Form::Phone),
    required("ご依頼主 郵便番号", Limit::Half(8), Form::AnyZip),
    required("ご依頼主 住所１", Limit::Mixed(50), Form::Text),
    optional("ご依頼主 住所２", Limit::Mixed(50), Form::Text),
    optional("ご依頼主 住所３", Limit::Mixed(50), Form::Text),
    required("ご依頼主 名称１", Limit::Mixed(50), Form::Text),
    optional("ご依頼主 名称２", Limit::Mixed(50), Form::Text),
    required("ご依頼主 電話番号", Limit::Half(20), Form::Phone),
    optional("配達指定日／希望日", Limit::None, Form::EightDigits),
    required("配達時間帯区分", Limit::None, Form::OneOf(&["00", "51", "52", "53", "54", "55", "56", "57"])),
    optional("代引金額", Limit::None, Form::Blank),
    required("記事名１", Limit::None, Form::Text),
    optional("記事名２", Limit::None, Form::Text),
];

const CLICKPOST: &[Column] = &[
    required("お届け先郵便番号", Limit::Half(8), Form::Zip),
    required("お届け先氏名", Limit::Mixed(40), Form::Text),
    required("お届け先敬称", Limit::None, Form::OneOf(&["様", "御中"])),
    required("お届け先住所1行目", Limit::Characters(20), Form::Text),
    optional("お届け先住所2行目", Limit::Characters(20), Form::Text),
    optional("お届け先住所3行目", Limit::Characters(20), Form::Text),
    optional("お届け先住所4行目", Limit::Characters(20), Form::Text),
    required("内容品", Limit::Characters(15), Form::Text),
];

#[test]
fn the_headings_are_as_many_as_the_manuals_have() {
    let counts = LAYOUTS.map(|layout| layout.headings.split(',').count());
    assert_eq!(counts, [95, 74, 117, 8]);
    for layout in &LAYOUTS {
        let all: Vec<&str> = layout.headings.split(',').map(str::trim).collect();
        for column in layout.columns {
            assert!(all.contains(&column.heading), "{}: {}", layout.format, column.heading);
        }
    }
}
