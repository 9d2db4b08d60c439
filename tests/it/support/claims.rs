//! Claims at the fake Qoo10: their list, and orders looked up by number.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDateTime};
use serde_json::{Map, Value, json};

use super::model::{Model, moment, refusal};
use super::row::{Row, parse};
use super::wire::Wire;

/// The keys of a claim row in the documented order.
pub const CLAIM_KEYS: [&str; 38] = [
    "claimStatus",
    "cancelRefundDate",
    "reason",
    "requestDate",
    "orderDate",
    "PaymentDate",
    "shippingDate",
    "DeliveredDate",
    "orderNo",
    "packNo",
    "itemCode",
    "sellerItemCode",
    "itemTitle",
    "orderQty",
    "paymentNation",
    "currency",
    "paymentAmount",
    "deliveryCompany",
    "trackingNo",
    "deliveryCompanyReturn",
    "trackingNoReturn",
    "pickupAddress",
    "zipCode",
    "paymentReturnShipping",
    "itemCondition",
    "receiver",
    "receiverTel",
    "receiverMobile",
    "buyer",
    "buyerTel",
    "buyerMobile",
    "CODCancelPrice",
    "CODQrefundPrice",
    "CODCancelRelatedOrder",
    "nrDutyTarget",
    "nrSolType",
    "nrPartRefundCnt",
    "nrPartRefundBalance",
];

/// The keys of an order looked up by number, in the documented order.
pub const NUMBER_ROW_KEYS: &str = "shippingStatus sellerID packNo orderDate PaymentDate DeliveredDate buyer \
    buyer_gata buyerTel buyerMobile buyerEmail OrderType orderNo itemCode sellerItemCode itemTitle option \
    optionCode orderPrice orderQty discount total receiver receiver_gata shippingCountry zipCode shippingAddr \
    receiverTel receiverMobile hopeDate senderName senderTel senderNation senderZipCode senderAddr ShippingWay \
    ShippingMsg shippingRateType PackingNo SellerDeliveryNo VoucherCode paymentNation PaymentMethod Gift \
    cod_price Cart_Discount_Seller Cart_Discount_Qoo10 claimStatus cancelRefundDate reason requestDate \
    shippingDate currency deliveryCompany trackingNo deliveryCompanyReturn trackingNoReturn pickupAddress \
    pickupzipCode paymentReturnShipping itemCondition CODCancelPrice CODQrefundPrice CODCancelRelatedOrder \
    nrDutyTarget nrSolType nrPartRefundCnt nrPartRefundBalance";

/// A claim on one order number.
#[derive(Clone, Debug)]
pub struct Claim {
    pub status: u8,
    pub requested: String,
    /// Empty until it is completed.
    pub completed: String,
}

/// How `claimStatus` is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimForm {
    /// `3`
    Number,
    /// `"Cancel Completed(3)"`
    PhraseDigit,
    /// `"キャンセル完了"`
    Japanese,
}

impl Row {
    /// Opens or changes a claim: requested at 09:20, completed at 09:40 where the status is a completed one.
    pub fn claimed(mut self, status: u8) -> Self {
        let completed = if [3, 6, 14, 15, 16].contains(&status) { "2026-07-01 09:40:00" } else { "" };
        let requested = "2026-07-01 09:20:00".to_owned();
        self.claim = Some(Claim { status, requested, completed: completed.into() });
        self
    }

    /// In no list of orders, but known by its number.
    pub fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// The order number, as long as it is one.
    pub fn order_no(&self) -> i64 {
        self.fields["OrderNo"].as_i64().unwrap_or_default()
    }

    /// Whether the order lists show it: a cancelled, returned or refunded order has left them.
    pub fn is_listed(&self, requested_hides: bool) -> bool {
        let claim = self.claim.as_ref().map_or(0, |claim| claim.status);
        !self.hidden && !matches!((claim, requested_hides), (3 | 6 | 14 | 15 | 16, _) | (1 | 2, true))
    }

    fn map(&self, keys: &[&str], wire: &Wire) -> Self {
        let fields: Map<String, Value> =
            keys.iter().map(|key| ((*key).to_owned(), self.claim_field(key, wire))).collect();
        Self { fields, ..self.clone() }
    }

    fn claim_field(&self, key: &str, wire: &Wire) -> Value {
        let claim = self.claim.as_ref();
        let name = match key {
            "claimStatus" => return claim.map_or(wire.no_claim.clone(), |c| wording(c.status, wire.claim)),
            "cancelRefundDate" => return claim.map_or("", |c| c.completed.as_str()).into(),
            "requestDate" => return claim.map_or("", |c| c.requested.as_str()).into(),
            "currency" => return json!("JPY"),
            "paymentNation" | "shippingCountry" => return json!("JP"),
            "CODCancelPrice"
            | "CODQrefundPrice"
            | "nrPartRefundCnt"
            | "nrPartRefundBalance"
            | "cod_price" => {
                return json!(0);
            }
            "shippingStatus" => "ShippingStatus",
            "sellerID" => "SellerID",
            "shippingDate" => "ShippingDate",
            "orderDate" => "OrderDate",
            "orderNo" => "OrderNo",
            "packNo" => "PackNo",
            "itemCode" => "ItemNo",
            "sellerItemCode" => "SellerItemCode",
            "itemTitle" => "ItemTitle",
            "option" => "Option",
            "optionCode" => "OptionCode",
            "orderPrice" => "OrderPrice",
            "orderQty" => "OrderQty",
            "discount" => "Discount",
            "paymentAmount" | "total" => "Total",
            "deliveryCompany" => "DeliveryCompany",
            "trackingNo" => "TrackingNo",
            "zipCode" => "ZipCode",
            "shippingAddr" => "ShippingAddress",
            "receiver" => "Receiver",
            "receiver_gata" => "ReceiverKana",
            "receiverTel" => "ReceiverTel",
            "receiverMobile" => "ReceiverMobile",
            "buyer" => "Buyer",
            "buyer_gata" => "BuyerKana",
            "buyerTel" => "BuyerTel",
            "buyerMobile" => "BuyerMobile",
            "buyerEmail" => "BuyerEmail",
            "hopeDate" => "DesiredDeliveryDate",
            "senderNation" => "SenderNation",
            "shippingRateType" => "ShippingRateType",
            "Cart_Discount_Seller" => "CartDiscountSeller",
            "Cart_Discount_Qoo10" => "CartDiscountQoo10",
            same => same,
        };
        self.fields.get(name).cloned().unwrap_or_else(|| json!(""))
    }
}

impl Model {
    /// GetClaimInfo_V3; an error text says what Qoo10 refuses, or what nobody knows how it answers.
    pub fn claim_list(&self, params: &BTreeMap<String, String>) -> Result<Vec<u8>, String> {
        only(params, &["ClaimStat", "search_Sdate", "search_Edate", "search_condition", "returnType"])?;
        let get = |key: &str| params.get(key).map_or("", String::as_str);
        let (start, end) = window(get("search_Sdate"), get("search_Edate"))?;
        let status: u8 = match get("ClaimStat").parse() {
            Ok(status @ (1..=6 | 11..=16)) => status,
            _ => return Err(format!("no claim status: {:?}", get("ClaimStat"))),
        };
        let date: fn(&Row, &Claim) -> Option<NaiveDateTime> = match get("search_condition") {
            "1" => |row, _| Some(row.ordered),
            "2" => |_, claim| Some(parse(&claim.requested)),
            "3" => |_, claim| Some(claim.completed.as_str()).filter(|at| !at.is_empty()).map(parse),
            other => return Err(format!("no search condition: {other:?}")),
        };
        let shown = |row: &&Row| {
            row.claim.as_ref().is_some_and(|claim| {
                claim.status == status && date(row, claim).is_some_and(|at| start <= at && at <= end)
            })
        };
        let rows: Vec<Row> =
            self.rows.iter().filter(shown).map(|row| row.map(&CLAIM_KEYS, &self.wire)).collect();
        Ok(self.wire.list(&rows))
    }

    /// GetShippingAndClaimInfoByOrderNo_V2: knows cancelled orders too.
    pub fn by_number(&self, params: &BTreeMap<String, String>) -> Result<Vec<u8>, String> {
        only(params, &["OrderNo", "returnType"])?;
        let number = params.get("OrderNo").map_or("", String::as_str);
        let asked: i64 = number.parse().map_err(|_| format!("no order number: {number:?}"))?;
        let keys: Vec<&str> = NUMBER_ROW_KEYS.split_whitespace().collect();
        let found = self.rows.iter().find(|row| row.order_no() == asked);
        Ok(match found {
            Some(row) => self.wire.list(&[row.map(&keys, &self.wire)]),
            None => refusal(-10003, "There is not OrdrNo for Seller"),
        })
    }

    /// The line with this order number.
    pub fn line(&mut self, order_no: i64) -> &mut Row {
        self.rows.iter_mut().find(|row| row.order_no() == order_no).unwrap()
    }
}

/// Both ends of a window that Qoo10 takes.
pub fn window(start: &str, end: &str) -> Result<(NaiveDateTime, NaiveDateTime), String> {
    let (Some(start), Some(end)) = (moment(start, false), moment(end, true)) else {
        return Err(format!("bad dates {start:?} {end:?}"));
    };
    if end - start > Duration::days(90) {
        return Err(format!("window of more than 90 days: {start} .. {end}"));
    }
    if start > end { Err(format!("reversed window: {start} .. {end}")) } else { Ok((start, end)) }
}

fn only(params: &BTreeMap<String, String>, known: &[&str]) -> Result<(), String> {
    match params.keys().find(|key| !known.contains(&key.as_str())) {
        Some(unknown) => Err(format!("the call has no parameter {unknown}")),
        None => Ok(()),
    }
}

/// A claim's status in one of the forms that it may have.
pub fn wording(status: u8, form: ClaimForm) -> Value {
    let (english, japanese) = match status {
        1 => ("Cancel Request", "キャンセル要請"),
        2 => ("Cancelling", "キャンセル中"),
        3 => ("Cancel Completed", "キャンセル完了"),
        4 => ("Return Request", "返品要請"),
        5 => ("Returning", "返品中"),
        6 => ("Return completed", "返品完了"),
        14 => ("Non-Receipt Refund Completed", "未受取返金完了"),
        15 => ("Non-Receipt Part Refund Completed", "未受取部分返金完了"),
        16 => ("Unpaid Order Cancel", "未納の注文のキャンセル"),
        other => panic!("claim status {other} has no wording here"),
    };
    match form {
        ClaimForm::Number => json!(status),
        ClaimForm::PhraseDigit => json!(format!("{english}({status})")),
        ClaimForm::Japanese => json!(japanese),
    }
}
