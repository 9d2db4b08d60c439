//! What the fake Qoo10 knows, and its strict answers to the read methods of `import` and `sync-status`.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::{Value, json};

use super::claims::window;
use super::confirm::Bulk;
use super::items::Shelf;
use super::row::Row;
use super::sending::Sending;
use super::wire::Wire;
use super::{ADDONS, BY_NUMBER, CLAIMS, CONFIRM, DETAIL, GROUPS, INVENTORY, LIST, MOVE_DETAIL, SEND};

/// One item of the shop.
#[derive(Clone, Debug, Default)]
pub struct Item {
    pub seller_code: String,
    pub shipping_no: i64,
    pub is_move: bool,
    /// name, value, seller option code
    pub options: Vec<(String, String, String)>,
    /// name, value, price in yen, code
    pub addons: Vec<(String, String, i64, String)>,
}

/// Rows, items and delivery groups.
#[derive(Clone, Debug, Default)]
pub struct Model {
    pub rows: Vec<Row>,
    pub items: BTreeMap<String, Item>,
    /// `ShippingNo` → `transcName`
    pub groups: Vec<(i64, String)>,
    pub wire: Wire,
    /// A step other than `import` is running: statuses 3 to 5, claims and single orders may be asked for.
    pub syncing: bool,
    /// All steps run one after the other: what one of them may ask, may be asked.
    pub cycling: bool,
    /// An import looks for a cart by name: every status may be asked for.
    pub searching: bool,
    /// `doctor` may ask its one question, beside whatever else is running.
    pub examining: bool,
    /// Planned ship dates: how they are answered, and what came.
    pub confirm: Bulk,
    /// Shipments: what is accepted, how it is answered, and what came.
    pub sending: Sending,
    /// An order whose cancellation is requested leaves the order lists.
    pub requested_hides: bool,
    /// Items and their quantities, for `push-stock` and `listings`.
    pub shelf: Shelf,
}

impl Item {
    pub fn new(seller_code: &str, shipping_no: i64) -> Self {
        Self { seller_code: seller_code.into(), shipping_no, ..Self::default() }
    }

    pub fn moving(mut self) -> Self {
        self.is_move = true;
        self
    }

    pub fn option(mut self, name: &str, value: &str, code: &str) -> Self {
        self.options.push((name.into(), value.into(), code.into()));
        self
    }

    pub fn addon(mut self, name: &str, value: &str, price: i64, code: &str) -> Self {
        self.addons.push((name.into(), value.into(), price, code.into()));
        self
    }
}

impl Model {
    /// The answer to a read; an error text says what no client should ever ask.
    pub fn answer(&mut self, method: &str, params: &BTreeMap<String, String>) -> Result<Vec<u8>, String> {
        if method == GROUPS && self.examining {
            return Ok(success(&self.group_list()));
        }
        if method == LIST {
            return self.list(params);
        }
        if self.shelf.allowed {
            return self.shelf.answer(method, params);
        }
        match method {
            CONFIRM if self.confirm.allowed => return self.confirm_bulk(params),
            SEND if self.sending.bulk.allowed => return self.send_bulk(params),
            CLAIMS if self.syncing => return self.claim_list(params),
            BY_NUMBER if self.syncing => return self.by_number(params),
            _ if self.syncing && !self.cycling => {
                return Err(format!("this step has no business with {method}"));
            }
            _ => {}
        }
        let item = params.get("ItemCode").and_then(|code| self.items.get_key_value(code));
        let by_seller =
            || params.get("SellerCode").and_then(|s| self.items.iter().find(|(_, i)| &i.seller_code == s));
        let found = item.or_else(by_seller);
        let object = match (method, found) {
            (GROUPS, _) => self.group_list(),
            (DETAIL, Some((code, item))) if !item.is_move => detail(code, item),
            (DETAIL, Some(_)) => Value::Null,
            (MOVE_DETAIL, Some((code, item))) if item.is_move => move_detail(code, item),
            (INVENTORY, Some((_, item))) if !item.is_move => inventory(item),
            (ADDONS, Some((_, item))) => addons(item),
            (INVENTORY | MOVE_DETAIL, Some(_)) => Value::Null,
            (DETAIL | MOVE_DETAIL | INVENTORY | ADDONS, None) => {
                return Ok(refusal(-10001, "Fail to find Item information"));
            }
            _ => return Err(format!("an import has no business with {method}")),
        };
        Ok(success(&object))
    }

    fn list(&self, params: &BTreeMap<String, String>) -> Result<Vec<u8>, String> {
        if let Some(unknown) = params.keys().find(|k| {
            !["ShippingStatus", "SearchStartDate", "SearchEndDate", "SearchCondition", "returnType"]
                .contains(&k.as_str())
        }) {
            return Err(format!("the list call has no parameter {unknown}"));
        }
        let get = |key: &str| params.get(key).map_or("", String::as_str);
        let (start, end) = window(get("SearchStartDate"), get("SearchEndDate"))?;
        let statuses: &[u8] = match get("ShippingStatus") {
            "" | "0" => &[1, 2, 3],
            "1" => &[1],
            "2" => &[2],
            "3" if self.syncing || self.searching => &[3],
            "4" if self.syncing || self.searching => &[4],
            "5" if self.syncing || self.searching => &[5],
            other => return Err(format!("no business with status {other}")),
        };
        if get("SearchCondition") != "1" {
            return Err(format!("not by order date: SearchCondition {:?}", get("SearchCondition")));
        }
        let shown = |r: &&Row| {
            statuses.contains(&r.status)
                && r.is_listed(self.requested_hides)
                && (r.always_listed || (start <= r.ordered && r.ordered <= end))
        };
        let rows: Vec<Row> = self.rows.iter().filter(shown).cloned().collect();
        Ok(self.wire.list(&rows))
    }

    fn group_list(&self) -> Value {
        let group = |(no, company): &(i64, String)| {
            json!({"ShippingNo": no, "ShippingFee": "0", "ShippingType": "F", "FreeCondition": "0",
                   "Region": "N", "Oversea": "N", "transcName": company})
        };
        self.groups.iter().map(group).collect()
    }
}

/// A business answer with a code.
fn success(object: &Value) -> Vec<u8> {
    json!({"ResultObject": object, "ResultCode": 0, "ResultMsg": "SUCCESS"}).to_string().into_bytes()
}

pub fn refusal(code: i64, message: &str) -> Vec<u8> {
    json!({"ResultObject": null, "ResultCode": code, "ResultMsg": message}).to_string().into_bytes()
}

fn detail(code: &str, item: &Item) -> Value {
    json!([{"ItemCode": code, "ItemStatus": "S2", "ItemTitle": "見本の品", "SellerCode": item.seller_code,
            "ItemPrice": "1980", "ItemQty": "10", "ExpireDate": "2027-12-31",
            "ShippingNo": item.shipping_no.to_string()}])
}

fn move_detail(code: &str, item: &Item) -> Value {
    let types: Vec<String> = item.options.iter().map(|(n, v, c)| format!("{n}||*{v}||*10||*{c}")).collect();
    json!({"ItemCode": code, "SellerCode": item.seller_code, "ItemSeriesName": "見本シリーズ", "ItemPrice": "1980",
           "OptionQty": types.join("$$"), "ShippingNo": item.shipping_no.to_string()})
}

fn inventory(item: &Item) -> Value {
    let option = |(name, value, code): &(String, String, String)| {
        json!({"Name1": name, "Value1": value, "Name2": "", "Value2": "", "Name3": "",
            "Value3": "", "Name4": "",
               "Value4": "", "Name5": "", "Value5": "", "Price": 0, "Qty": 10, "ItemTypeCode": code})
    };
    item.options.iter().map(option).collect()
}

fn addons(item: &Item) -> Value {
    let addon = |(name, value, price, code): &(String, String, i64, String)| {
        json!({"Name": name, "Value": value, "Price": price,
            "OptionCode": code})
    };
    item.addons.iter().map(addon).collect()
}

/// 8 or 14 digits; an 8-digit end is the whole day.
pub fn moment(text: &str, end: bool) -> Option<NaiveDateTime> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match text.len() {
        8 => {
            let day = NaiveDate::parse_from_str(text, "%Y%m%d").ok()?;
            if end { day.and_hms_opt(23, 59, 59) } else { day.and_hms_opt(0, 0, 0) }
        }
        14 => NaiveDateTime::parse_from_str(text, "%Y%m%d%H%M%S").ok(),
        _ => None,
    }
}
