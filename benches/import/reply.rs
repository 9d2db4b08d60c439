//! A reply of `GetShippingInfo_v3` as it might come: carts of 1 to 4 lines, oldest first, all keys in every
//! row.

use std::fmt::Write as _;

use chrono::{Duration, NaiveDate};

const PEOPLE: [(&str, &str); 5] = [
    ("山田 花子", "ヤマダ ハナコ"),
    ("佐藤 太郎", "サトウ タロウ"),
    ("鈴木 一郎", "スズキ イチロウ"),
    ("高橋 美咲", "タカハシ ミサキ"),
    ("伊藤 さくら", "イトウ サクラ"),
];
const PLACES: [(&str, &str, &str); 4] = [
    ("150-0001", "東京都渋谷区神宮前", "1-2-3 メゾン神宮前 405号室"),
    ("530-0001", "大阪府大阪市北区梅田", "2-4-9 ブリーゼタワー 12F"),
    ("460-0008", "愛知県名古屋市中区栄", "3-15-33"),
    ("810-0001", "福岡県福岡市中央区天神", "1-8-1 コーポ天神 203"),
];
const COMPANIES: [&str; 3] = ["佐川急便", "ヤマト宅急便", "ゆうパック"];
const COLOURS: [(&str, &str); 3] = [("ホワイト", "W"), ("ブラック", "B"), ("ベージュ", "BE")];
const SIZES: [&str; 3] = ["S", "M", "L"];
const ITEMS: usize = 40;
/// The week before the runs' own moment.
const SECONDS: usize = 7 * 86_400 - 3_600;

/// A reply with so many lines; the same one every time.
pub(crate) fn large(lines: usize) -> Vec<u8> {
    let mut rng = fastrand::Rng::with_seed(20_260_710);
    let mut json = String::with_capacity(lines * 1600);
    json.push_str("{\"ResultObject\":[");
    let mut made = 0;
    let mut cart = 0;
    while made < lines {
        let size = rng.usize(1..=4).min(lines - made);
        let head = Cart::new(&mut rng, cart, made, size, made * SECONDS / lines);
        for line in 0..size {
            if made + line > 0 {
                json.push(',');
            }
            head.line(&mut json, &mut rng, line);
        }
        made += size;
        cart += 1;
    }
    json.push_str("],\"ResultCode\":0,\"ResultMsg\":\"SUCCESS\"}");
    json.into_bytes()
}

/// What the lines of a cart share.
struct Cart {
    pack_no: usize,
    first_order_no: usize,
    size: usize,
    ordered_at: String,
    paid_at: String,
    person: (&'static str, &'static str),
    place: (&'static str, &'static str, &'static str),
    company: usize,
    is_mixed: bool,
    desired: &'static str,
    message: &'static str,
}

impl Cart {
    fn new(rng: &mut fastrand::Rng, cart: usize, line: usize, size: usize, second: usize) -> Self {
        let start = NaiveDate::from_ymd_opt(2026, 7, 3).and_then(|day| day.and_hms_opt(10, 30, 0));
        let ordered_at = start.unwrap_or_default() + Duration::seconds(second as i64);
        let text = |t: chrono::NaiveDateTime| t.format("%Y-%m-%d %H:%M:%S").to_string();
        Self {
            pack_no: 400_000_000 + cart,
            first_order_no: 1_062_000_000 + line,
            size,
            ordered_at: text(ordered_at),
            paid_at: text(ordered_at + Duration::seconds(130)),
            person: PEOPLE[rng.usize(..PEOPLE.len())],
            place: PLACES[rng.usize(..PLACES.len())],
            company: rng.usize(..COMPANIES.len()),
            is_mixed: rng.usize(..10) == 0,
            desired: if rng.usize(..4) == 0 { "2026-07-14 " } else { "" },
            message: if rng.usize(..5) == 0 {
                "不在の場合は宅配ボックスにお願いします。"
            } else {
                ""
            },
        }
    }

    fn line(&self, json: &mut String, rng: &mut fastrand::Rng, line: usize) {
        let order_no = self.first_order_no + line;
        let others: Vec<String> = (self.first_order_no..self.first_order_no + self.size)
            .filter(|no| *no != order_no)
            .map(|no| no.to_string())
            .collect();
        let item = rng.usize(..ITEMS);
        let (option, option_code) = if item < ITEMS / 2 {
            let ((colour, c), size) = (COLOURS[rng.usize(..COLOURS.len())], SIZES[rng.usize(..SIZES.len())]);
            (format!("カラー:{colour} / サイズ:{size}"), format!("-{c}-{size}"))
        } else {
            (String::new(), String::new())
        };
        let company = COMPANIES[(self.company + usize::from(self.is_mixed) * line) % COMPANIES.len()];
        let (price, qty) = (980 + 100 * item, 1 + usize::from(rng.usize(..8) == 0));
        let total = price * qty;
        let (pack_no, ordered_at, paid_at, desired) =
            (self.pack_no, &self.ordered_at, &self.paid_at, self.desired);
        let ((name, kana), (zip, address1, address2)) = (self.person, self.place);
        let (message, related) = (self.message, others.join(", "));
        let tel = order_no % 10_000;
        // A String takes everything that is written to it.
        let _ = write!(
            json,
            r#"{{"ShippingStatus":"On request(2)","SellerID":"benchshop","PackNo":{pack_no},"OrderDate":"{ordered_at}","PaymentDate":"{paid_at}","EstimatedShippingDate":"2026-07-13 00:00:00","ShippingDate":"","DeliveredDate":"","Buyer":"{name}","BuyerKana":"{kana}","BuyerTel":"+81-3-0000-{tel:04}","BuyerMobile":"+81-90-0000-{tel:04}","BuyerEmail":"buyer{pack_no}@example.com","OrderNo":{order_no},"ItemNo":"8123{item:05}","SellerItemCode":"TS-{item:03}","ItemTitle":"【送料無料】オーガニックコットン 半袖Tシャツ レディース ゆったり No.{item}","Option":"{option}","OptionCode":"{option_code}","OrderPrice":{price}.0000,"OrderQty":{qty},"Discount":0.0000,"Total":{total}.0000,"Receiver":"{name}","ReceiverKana":"{kana}","ZipCode":"{zip}","ShippingAddress":"{address1} {address2}","Address1":"{address1}","Address2":"{address2}","ReceiverTel":"+81-3-0000-{tel:04}","ReceiverMobile":"+81-90-0000-{tel:04}","DesiredDeliveryDate":"{desired}","SenderName":"","SenderTel":"","SenderNation":"JP","SenderZipCode":"","SenderAddress":"","ShippingWay":"","ShippingMessage":"{message}","PaymentMethod":"PayPay","SellerDiscount":0.0000,"Currency":"JPY","ShippingRate":0.0000,"RelatedOrder":"{related}","ShippingRateType":"Free","DeliveryCompany":"{company}","VoucherCode":"","PackingNo":"","SellerDeliveryNo":"","Gift":"","CartDiscountSeller":0.0000,"CartDiscountQoo10":0.0000,"SettlePrice":{total}.0000,"BranchName":"","TrackingNo":"","Material":"","AvailableSendType":"0","AvailableShippingDate":""}}"#
        );
    }
}
