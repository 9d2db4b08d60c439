//! Generated orders, all of invented people, and what has to become of each.

use fastrand::Rng;

/// Every prefecture with one of its municipalities.
const REGIONS: [(&str, &str); 47] = [
    ("北海道", "札幌市中央区"),
    ("青森県", "青森市"),
    ("岩手県", "紫波郡紫波町"),
    ("宮城県", "仙台市青葉区"),
    ("秋田県", "南秋田郡八郎潟町"),
    ("山形県", "西村山郡大江町"),
    ("福島県", "南会津郡檜枝岐村"),
    ("茨城県", "つくばみらい市"),
    ("栃木県", "那須塩原市"),
    ("群馬県", "利根郡みなかみ町"),
    ("埼玉県", "さいたま市大宮区"),
    ("千葉県", "市川市"),
    ("東京都", "町田市"),
    ("神奈川県", "横浜市保土ケ谷区"),
    ("新潟県", "十日町市"),
    ("富山県", "富山市"),
    ("石川県", "金沢市"),
    ("福井県", "三方上中郡若狭町"),
    ("山梨県", "南都留郡富士河口湖町"),
    ("長野県", "下高井郡野沢温泉村"),
    ("岐阜県", "羽島郡笠松町"),
    ("静岡県", "浜松市中央区"),
    ("愛知県", "名古屋市中区"),
    ("三重県", "四日市市"),
    ("滋賀県", "近江八幡市"),
    ("京都府", "京都市左京区"),
    ("大阪府", "大阪市北区"),
    ("兵庫県", "神戸市中央区"),
    ("奈良県", "大和郡山市"),
    ("和歌山県", "東牟婁郡那智勝浦町"),
    ("鳥取県", "東伯郡湯梨浜町"),
    ("島根県", "隠岐郡隠岐の島町"),
    ("岡山県", "加賀郡吉備中央町"),
    ("広島県", "廿日市市"),
    ("山口県", "大島郡周防大島町"),
    ("徳島県", "那賀郡那賀町"),
    ("香川県", "仲多度郡まんのう町"),
    ("愛媛県", "北宇和郡鬼北町"),
    ("高知県", "高岡郡四万十町"),
    ("福岡県", "北九州市小倉北区"),
    ("佐賀県", "杵島郡大町町"),
    ("長崎県", "西彼杵郡時津町"),
    ("熊本県", "上益城郡御船町"),
    ("大分県", "玖珠郡玖珠町"),
    ("宮崎県", "西臼杵郡高千穂町"),
    ("鹿児島県", "大島郡瀬戸内町"),
    ("沖縄県", "島尻郡八重瀬町"),
];

const TOWNS: [&str; 14] = [
    "見本町1-2-3",
    "架空３丁目４番５号",
    "大字見本字架空１２３４番地の５",
    "見本1丁目1-101",
    "字架空1234番地",
    "見本通仮名上る例題町５６７",
    "西見本台ニュータウン三丁目10番",
    "架空ｹ丘2-3-4",
    "見本1ー2ー3",
    "見本1−2−3",
    "例町西二十三条北十四丁目2〜3",
    "見本町",
    "例題北三条西十二丁目例題団地前仮名通見本停留所向かい側12番地3",
    "架空‖見本〜1‐2",
];

const BUILDINGS: [&str; 16] = [
    "",
    "",
    "",
    "見本ハイツ101号室",
    "ｶｸｳﾏﾝｼｮﾝ 101",
    "髙﨑ビル3F",
    "コーポ見本B棟２０３",
    "Mihon Tower 1203",
    "見本タワー・ザ・レジデンス架空パーク弐番館 2304号室",
    "架空プラザ−A〜B館",
    "株式会社見本商事 架空物流センター２階 見本花子様方",
    "THE KAKUU RESIDENCE MIHON CENTRAL PARK TOWER 1203",
    "🏠ハウス101",
    "𠮷田ビル2F",
    "ﾊﾟｰｸﾊｲﾂ･ﾐﾎﾝ ﾋﾞﾙ 5ｶｲ",
    "見本ヒルズ架空例題仮名模擬練習標本試験見本架空例題仮名模擬練習標本試験見本架空例題仮名模擬練習標本試験館１２０３",
];

const NAMES: [&str; 20] = [
    "見本 花子",
    "架空　太郎",
    "髙﨑 見本",
    "ﾐﾎﾝ ﾊﾅｺ",
    "Hanako Mihon",
    "見本商事株式会社",
    "試験 次郎",
    "例題 ゝ々〆",
    "見\u{200b}本 花子\u{fe0f}",
    "ﾊﾞｰﾄﾞ･ﾍﾟｰﾊﾟｰ ｼﾞｭﾝ",
    "見本－架空 太郎〜",
    "株式会社見本商事 営業部 見本花子",
    "見本架空例題仮名模擬練習標本試験見",
    "見本架空例題仮名模擬練習標本試験",
    "Alexandra Maximiliana Mihon-Kakuu",
    "見本架空株式会社 第一営業本部 関東第二支店 例題花子",
    "見本架空例題仮名模擬練習標本試験見本架空例題仮名模擬練習標本試験見本架空例題仮名模擬練習標本試験見本架空",
    "見本 花子😀",
    "𠮷見本 花子",
    "Zoë Mihon",
];

/// Qoo10's text, and the codes of B2, e飛伝III and ゆうプリR. None: no such time.
type Slot = (&'static str, [Option<&'static str>; 3]);

const SLOTS: [Slot; 14] = [
    ("", [Some(""), Some(""), Some("00")]),
    ("", [Some(""), Some(""), Some("00")]),
    ("午前", [Some("0812"), Some("01"), Some("51")]),
    ("08:00~12:00", [Some("0812"), Some("01"), Some("51")]),
    ("12:00~14:00", [None, Some("12"), Some("52")]),
    ("14:00~16:00", [Some("1416"), Some("14"), Some("53")]),
    ("14:00〜16:00", [Some("1416"), Some("14"), Some("53")]),
    ("１４：００～１６：００", [Some("1416"), Some("14"), Some("53")]),
    ("16:00~18:00", [Some("1618"), Some("16"), Some("54")]),
    ("18:00~20:00", [Some("1820"), Some("18"), Some("55")]),
    ("19:00~21:00", [Some("1921"), Some("19"), Some("57")]),
    ("20:00~21:00", [Some("1921"), Some("19"), Some("56")]),
    ("夜間のみ", [None, None, None]),
    ("14:00~15:00", [None, None, None]),
];

/// Delivery companies, the label program of each, and its code of the service.
const CARRIERS: [(&str, Option<(&str, &str)>); 14] = [
    ("ヤマト宅急便", Some(("b2", "0"))),
    ("ヤマト宅急便", Some(("b2", "0"))),
    ("ネコポス", Some(("b2", "A"))),
    // What DM便 has become: クロネコゆうメール.
    ("クロネコDM便", Some(("b2", "3"))),
    ("佐川急便", Some(("ehiden3", ""))),
    ("佐川急便", Some(("ehiden3", ""))),
    ("ゆうパック", Some(("yupuri", "0"))),
    ("ゆうパケット", Some(("yupuri", "9"))),
    ("クリックポスト", Some(("clickpost", ""))),
    ("クリックポスト", Some(("clickpost", ""))),
    ("福山通運", None),
    ("西濃運輸", None),
    ("コンビニ等受取", None),
    ("Qxpress", None),
];

const PHONES: [(&str, &str); 12] = [
    ("03-0000-0000", "090-0000-0000"),
    ("", "090-0000-0000"),
    ("+81-90-0000-0000", ""),
    ("０９０−００００−００００", ""),
    ("09000000000", ""),
    ("090ー0000ー0000", "03-0000-0000"),
    ("(03)0000-0000", ""),
    ("03-0000-0000", ""),
    ("0120-000-000", ""),
    ("03 0000 0000", ""),
    ("", ""),
    ("-", "　"),
];

const GOODS: [&str; 6] = [
    "見本Tシャツ",
    "ｶｸｳｸﾘｰﾑ 50g",
    "【送料無料】見本 髙級クリーム〜2個セット−限定",
    "Mihon Cream 50ml",
    "★見本★期間限定★架空の保湿クリーム たっぷり大容量300ml 敏感肌用 无香料 例題認定 国産 送料無料 ギフト対応 人気一位 訳あり",
    "見本😀クリーム",
];

/// What odd addresses are made of.
const ODD: &str = "見本架空例題一二三十町丁目番地号ビルコーポァッー棟室々髙﨑ﾐﾎﾝﾊﾞﾟｰ･-ー−〜‐ 　 ABcd0123４５６,\"./()（）「」①㈱㌔'&";

fn generate_odd(rng: &mut Rng) -> String {
    let characters: Vec<char> = ODD.chars().collect();
    let length = rng.usize(1..70);
    let text: String = (0..length).map(|_| characters[rng.usize(..characters.len())]).collect();
    format!("見本{text}")
}

/// An order that is ready, of an invented person.
pub(super) struct Order {
    pub code: String,
    pub pack_no: i64,
    pub suffix: i64,
    pub carrier: &'static str,
    pub program: Option<(&'static str, &'static str)>,
    pub name: &'static str,
    pub region: (&'static str, &'static str),
    /// What follows the municipality.
    pub rest: String,
    pub separator: &'static str,
    pub phones: (&'static str, &'static str),
    pub zip: String,
    slot: Slot,
    pub desired_date: Option<String>,
    pub goods: Vec<&'static str>,
}

impl Order {
    pub(super) fn generate(rng: &mut Rng, at: i64) -> Self {
        let pick = |rng: &mut Rng, len: usize| rng.usize(..len);
        let suffix = rng.i64(0..3);
        // Nine digits, and ten.
        let pack_no = if rng.bool() { 412_000_000 } else { 1_412_000_000 } + at;
        let code = if suffix == 0 { pack_no.to_string() } else { format!("{pack_no}-{suffix}") };
        let (carrier, program) = CARRIERS[pick(rng, CARRIERS.len())];
        let town = TOWNS[pick(rng, TOWNS.len())];
        let building = BUILDINGS[pick(rng, BUILDINGS.len())];
        let gap = ["", " ", "　"][pick(rng, 3)];
        let mut goods = vec![GOODS[pick(rng, GOODS.len())]];
        if rng.u8(..4) == 0 {
            goods.extend([GOODS[pick(rng, GOODS.len())], GOODS[pick(rng, GOODS.len())]]);
        }
        Self {
            code,
            pack_no,
            suffix,
            carrier,
            program,
            name: NAMES[pick(rng, NAMES.len())],
            region: REGIONS[usize::try_from(at).unwrap_or(0) % REGIONS.len()],
            rest: match building {
                _ if rng.u8(..5) == 0 => generate_odd(rng),
                "" => town.to_owned(),
                building => format!("{town}{gap}{building}"),
            },
            separator: ["", " "][pick(rng, 2)],
            phones: PHONES[pick(rng, PHONES.len())],
            zip: [format!("5{:06}", at % 1_000_000), format!("1{:02}-{:04}", at % 100, at % 10_000)]
                [pick(rng, 2)]
            .clone(),
            slot: SLOTS[pick(rng, SLOTS.len())],
            desired_date: rng.bool().then(|| format!("2026-07-{:02}", rng.u8(2..20))),
            goods,
        }
    }

    pub(super) fn slot_text(&self) -> &'static str {
        self.slot.0
    }

    pub(super) fn slot_code(&self, format: &str) -> Option<&'static str> {
        let formats = ["b2", "ehiden3", "yupuri"];
        let at = formats.iter().position(|one| *one == format);
        at.map_or(Some(""), |at| self.slot.1[at])
    }

    pub(super) fn address1(&self) -> String {
        let (prefecture, municipality) = self.region;
        format!("{prefecture}{}{municipality}", self.separator)
    }

    pub(super) fn address(&self) -> String {
        format!("{} {}", self.address1(), self.rest)
    }

    pub(super) fn has_phone(&self) -> bool {
        [self.phones.0, self.phones.1].iter().any(|phone| phone.chars().any(char::is_numeric))
    }
}
