//! Builder of `GetShippingInfo_v3` rows: all keys of the documented skeleton, in its order.

use chrono::NaiveDateTime;
use serde_json::{Map, Value, json};

use super::claims::Claim;

/// The keys of a v3 row in the documented order.
pub const V3_KEYS: [&str; 58] = [
    "ShippingStatus",
    "SellerID",
    "PackNo",
    "OrderDate",
    "PaymentDate",
    "EstimatedShippingDate",
    "ShippingDate",
    "DeliveredDate",
    "Buyer",
    "BuyerKana",
    "BuyerTel",
    "BuyerMobile",
    "BuyerEmail",
    "OrderNo",
    "ItemNo",
    "SellerItemCode",
    "ItemTitle",
    "Option",
    "OptionCode",
    "OrderPrice",
    "OrderQty",
    "Discount",
    "Total",
    "Receiver",
    "ReceiverKana",
    "ZipCode",
    "ShippingAddress",
    "Address1",
    "Address2",
    "ReceiverTel",
    "ReceiverMobile",
    "DesiredDeliveryDate",
    "SenderName",
    "SenderTel",
    "SenderNation",
    "SenderZipCode",
    "SenderAddress",
    "ShippingWay",
    "ShippingMessage",
    "PaymentMethod",
    "SellerDiscount",
    "Currency",
    "ShippingRate",
    "RelatedOrder",
    "ShippingRateType",
    "DeliveryCompany",
    "VoucherCode",
    "PackingNo",
    "SellerDeliveryNo",
    "Gift",
    "CartDiscountSeller",
    "CartDiscountQoo10",
    "SettlePrice",
    "BranchName",
    "TrackingNo",
    "Material",
    "AvailableSendType",
    "AvailableShippingDate",
];

/// Keys whose values are numbers on the wire; the second word says whether they are decimals.
pub const NUMBER_KEYS: [(&str, bool); 25] = [
    ("PackNo", false),
    ("OrderNo", false),
    ("OrderQty", false),
    ("OrderPrice", true),
    ("Discount", true),
    ("Total", true),
    ("SellerDiscount", true),
    ("ShippingRate", true),
    ("CartDiscountSeller", true),
    ("CartDiscountQoo10", true),
    ("SettlePrice", true),
    ("packNo", false),
    ("orderNo", false),
    ("orderQty", false),
    ("orderPrice", true),
    ("discount", true),
    ("total", true),
    ("paymentAmount", true),
    ("CODCancelPrice", true),
    ("CODQrefundPrice", true),
    ("nrPartRefundCnt", false),
    ("nrPartRefundBalance", true),
    ("cod_price", true),
    ("Cart_Discount_Seller", true),
    ("Cart_Discount_Qoo10", true),
];

/// One order line at Qoo10: what its row says, and what the server knows about it.
#[derive(Clone, Debug)]
pub struct Row {
    /// The row as JSON, numbers plain.
    pub fields: Map<String, Value>,
    /// 1–5, by which the list call filters.
    pub status: u8,
    /// By which the list call filters; kept although `OrderDate` may be damaged on purpose.
    pub ordered: NaiveDateTime,
    /// Shown whatever dates are asked for.
    pub always_listed: bool,
    /// In no list of orders.
    pub hidden: bool,
    pub claim: Option<Claim>,
}

/// Qoo10's text for a status, as seen in Japan.
pub fn status_text(status: u8) -> &'static str {
    match status {
        1 => "Awaiting shipping(1)",
        2 => "On request(2)",
        3 => "Seller confirm(3)",
        4 => "On delivery(4)",
        _ => "Delivered(5)",
    }
}

/// A paid row of one plain item, ordered at 09:08:07 on 2026-07-01.
pub fn row() -> Row {
    let mut fields = Map::new();
    for key in V3_KEYS {
        let number = NUMBER_KEYS.iter().any(|(k, _)| *k == key);
        fields.insert(key.into(), if number { json!(0) } else { json!("") });
    }
    let ordered = parse("2026-07-01 09:08:07");
    let row = Row { fields, status: 2, ordered, always_listed: false, hidden: false, claim: None };
    row.set("SellerID", "shop01")
        .set("Buyer", "見本 花子")
        .set("BuyerKana", "ミホン ハナコ")
        .set("BuyerTel", "+81-3-0000-0001")
        .set("BuyerMobile", "+81-90-0000-0001")
        .set("BuyerEmail", "hanako@example.com")
        .set("Receiver", "架空 太郎")
        .set("ReceiverKana", "カクウ タロウ")
        .set("ZipCode", "150-0001")
        .set("ShippingAddress", "東京都 渋谷区 見本前1-1")
        .set("Address1", "東京都 渋谷区")
        .set("Address2", "見本前1-1")
        .set("ReceiverTel", "+81-3-0000-0002")
        .set("ReceiverMobile", "+81-90-0000-0002")
        .set("SenderNation", "JP")
        .set("Currency", "JPY")
        .set("ShippingRateType", "Free")
        .set("AvailableSendType", "0")
        .cart(412_345_678)
        .no(1_062_428_737)
        .item("812345678", "TS-001")
        .set("ItemTitle", "Tシャツ")
        .price(1980)
        .ordered("2026-07-01 09:08:07")
        .paid("2026-07-01 09:10:00")
}

impl Row {
    /// Any field; what the server filters by stays as it is.
    pub fn set(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(key.into(), value.into());
        self
    }

    /// The key is missing altogether.
    pub fn without(mut self, key: &str) -> Self {
        self.fields.shift_remove(key);
        self
    }

    pub fn cart(self, pack_no: i64) -> Self {
        self.set("PackNo", pack_no)
    }

    pub fn no(self, order_no: i64) -> Self {
        self.set("OrderNo", order_no)
    }

    pub fn item(self, item_code: &str, seller_code: &str) -> Self {
        self.set("ItemNo", item_code).set("SellerItemCode", seller_code)
    }

    pub fn option(self, text: &str, code: &str) -> Self {
        self.set("Option", text).set("OptionCode", code)
    }

    pub fn carrier(self, company: &str) -> Self {
        self.set("DeliveryCompany", company)
    }

    pub fn price(self, yen: i64) -> Self {
        self.set("OrderPrice", yen).totalled()
    }

    pub fn qty(self, qty: i64) -> Self {
        self.set("OrderQty", qty).totalled()
    }

    fn totalled(mut self) -> Self {
        if self.fields["OrderQty"] == 0 {
            self = self.set("OrderQty", 1);
        }
        let product = self.fields["OrderPrice"].as_i64().unwrap() * self.fields["OrderQty"].as_i64().unwrap();
        self.set("Total", product)
    }

    /// `2026-07-01 09:08:07`, Japan time.
    pub fn ordered(mut self, at: &str) -> Self {
        self.ordered = parse(at);
        self.set("OrderDate", at)
    }

    /// Status 2 with a payment date, and a delivery company if it has none yet.
    pub fn paid(mut self, at: &str) -> Self {
        if self.fields["DeliveryCompany"] == "" {
            self = self.carrier("佐川急便");
        }
        self.set("PaymentDate", at).set("PaymentMethod", "PayPay").status(2)
    }

    /// Status 1, no payment date, no delivery company.
    pub fn unpaid(self) -> Self {
        self.set("PaymentDate", "").set("PaymentMethod", "コンビニ決済").carrier("").status(1)
    }

    pub fn status(mut self, status: u8) -> Self {
        self.status = status;
        self.set("ShippingStatus", status_text(status))
    }

    pub fn always_listed(mut self) -> Self {
        self.always_listed = true;
        self
    }
}

/// `2026-07-01 09:08:07`
pub fn parse(at: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(at, "%Y-%m-%d %H:%M:%S").unwrap()
}
