//! Items at the fake Qoo10: what stands on the shelf, and the strict calls that read and set quantities.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Months, NaiveDate};
use serde_json::{Map, Value, json};

use super::model::refusal;
use super::{ALL_GOODS, DETAIL, INVENTORY, MOVE_DETAIL, SET_MOVE, SET_OPTIONS, SET_PLAIN};

/// Between the axes of an option, and between the fields of a type.
const COLUMNS: &str = "||*";
/// Between types.
const ROWS: &str = "$$";
/// Items on a page of the item list, and rows of a bulk call.
const MOST: usize = 500;

/// Where an item's quantities are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    Plain,
    Options,
    Move,
}

/// An option, or a type of a MOVE item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The axes; none for types.
    pub names: Vec<String>,
    /// A value for each axis; colour, or colour and size, for types.
    pub values: Vec<String>,
    pub price: i64,
    pub qty: i64,
    pub code: String,
}

/// One item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Goods {
    pub kind: Kind,
    pub title: String,
    pub seller_code: String,
    /// `S2` on sale, `S1` stopped, `S3` stopped by Qoo10.
    pub status: String,
    pub price: i64,
    pub tax_rate: String,
    pub start: String,
    /// `2027-12-31`, or nothing.
    pub end: String,
    pub qty: i64,
    pub choices: Vec<Choice>,
}

/// The rows in the answer to a bulk call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BulkRows {
    /// The keys that came, with `ResultCode` and `ResultMsg`.
    #[default]
    Echo,
    /// No rows; only `ResultMsg` counts.
    Counts,
    /// What the guide prints: the name of a type. `ResultMsg` counts.
    Typed,
    /// No rows and no counts.
    Absent,
}

/// How the shelf spells its answers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spelling {
    pub rows: BulkRows,
    /// The top code of a bulk call is 0 although a row failed.
    pub top_zero: bool,
    /// Numbers are texts.
    pub quoted: bool,
    /// Amounts are written `100.0000`.
    pub decimals: bool,
    /// Calls of the wrong kind are refused instead of answered with nothing.
    pub wrong_kind_refused: bool,
    /// Dates have a time.
    pub long_dates: bool,
    /// Nothing is `null` instead of an empty list.
    pub nulls: bool,
}

/// A quantity that came: item, values of the option or type joined by `/`, quantity; all of them were taken.
pub type Wrote = (String, String, i64);

/// Items, how Qoo10 speaks of them, and what was written.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// The command that is running may ask for items, and for nothing else.
    pub allowed: bool,
    pub goods: BTreeMap<String, Goods>,
    pub spelling: Spelling,
    /// `item`, or `item/code` for one option: writes to these fail.
    pub failing: BTreeSet<String>,
    /// What reads show instead, while changes are not visible yet.
    pub shown: Option<BTreeMap<String, Goods>>,
    pub wrote: Vec<Wrote>,
}

impl Goods {
    fn new(kind: Kind, seller_code: &str) -> Self {
        Self {
            kind,
            title: format!("見本 {seller_code}"),
            seller_code: seller_code.into(),
            status: "S2".into(),
            price: 1980,
            tax_rate: "S".into(),
            start: "2025-01-01".into(),
            end: "2027-12-31".into(),
            qty: 10,
            choices: Vec::new(),
        }
    }

    /// Ten of an item without options, on sale until 2027-12-31.
    pub fn plain(seller_code: &str) -> Self {
        Self::new(Kind::Plain, seller_code)
    }

    pub fn options(seller_code: &str) -> Self {
        Self::new(Kind::Options, seller_code)
    }

    pub fn moving(seller_code: &str) -> Self {
        Self::new(Kind::Move, seller_code)
    }

    /// Ten of one more option: axes with values. Each costs another 100 yen more.
    pub fn option(mut self, axes: &[(&str, &str)], code: &str) -> Self {
        let names = axes.iter().map(|(name, _)| (*name).to_owned()).collect();
        let values = axes.iter().map(|(_, value)| (*value).to_owned()).collect();
        let price = 100 * self.choices.len() as i64;
        self.choices.push(Choice { names, values, price, qty: 10, code: code.into() });
        self
    }

    /// Ten of one more type: a colour, or a colour and a size.
    pub fn kind(mut self, values: &[&str], code: &str) -> Self {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        self.choices.push(Choice { values, qty: 10, code: code.into(), ..Choice::default() });
        self
    }

    pub fn status(mut self, status: &str) -> Self {
        self.status = status.into();
        self
    }
}

impl Shelf {
    /// Every sellable thing as it is named in tests, `item` or `item/values`, with what is joined for its
    /// SKU.
    pub fn sellables(&self) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for (code, goods) in &self.goods {
            if goods.kind == Kind::Plain {
                all.push((code.clone(), goods.seller_code.clone()));
            }
            for choice in &goods.choices {
                all.push((choice.key(code), format!("{}{}", goods.seller_code, choice.code)));
            }
        }
        all
    }

    /// The quantities by the names of `sellables`.
    pub fn quantities(&self) -> BTreeMap<String, i64> {
        let mut all = BTreeMap::new();
        for (code, goods) in &self.goods {
            if goods.kind == Kind::Plain {
                all.insert(code.clone(), goods.qty);
            }
            all.extend(goods.choices.iter().map(|choice| (choice.key(code), choice.qty)));
        }
        all
    }

    /// All but the quantities.
    pub fn shape(&self) -> BTreeMap<String, Goods> {
        let mut goods = self.goods.clone();
        for one in goods.values_mut() {
            one.choices.iter_mut().for_each(|choice| choice.qty = 0);
            if one.kind == Kind::Plain {
                one.qty = 0;
            }
        }
        goods
    }

    /// The answer to a call; an error text says what no client should ever ask.
    pub fn answer(&mut self, method: &str, params: &BTreeMap<String, String>) -> Result<Vec<u8>, String> {
        match method {
            ALL_GOODS => self.list(params),
            DETAIL | INVENTORY | MOVE_DETAIL => self.read(method, params),
            SET_PLAIN | SET_OPTIONS => self.bulk(method, params),
            SET_MOVE => self.set_types(params),
            _ => Err(format!("stock has no business with {method}")),
        }
    }

    fn visible(&self) -> &BTreeMap<String, Goods> {
        self.shown.as_ref().unwrap_or(&self.goods)
    }

    fn list(&self, params: &BTreeMap<String, String>) -> Result<Vec<u8>, String> {
        only(params, &["ItemStatus", "Page"])?;
        let status = params.get("ItemStatus").ok_or("no ItemStatus")?;
        if !["S0", "S1", "S2", "S4"].contains(&status.as_str()) {
            return Ok(refusal(-10001, "S0/S1/S2/S4"));
        }
        let page: usize =
            params.get("Page").map_or(Ok(1), |p| p.parse()).map_err(|e| format!("Page: {e}"))?;
        let found: Vec<_> = self.visible().iter().filter(|(_, goods)| goods.status == *status).collect();
        let pages = found.chunks(MOST).count();
        let shown = page.checked_sub(1).ok_or("pages begin at 1")?;
        let items: Vec<Value> = found
            .chunks(MOST)
            .nth(shown)
            .unwrap_or_default()
            .iter()
            .map(|(code, goods)| {
                json!({"ItemCode": code, "SellerCode": goods.seller_code, "ItemStatus": status})
            })
            .collect();
        let items = self.rows(items);
        let number = |n: usize| self.number(n as i64, false);
        Ok(self.spell(&json!({"TotalItems": number(found.len()), "TotalPages": number(pages),
                              "PresentPage": number(page), "Items": items})))
    }

    fn read(&self, method: &str, params: &BTreeMap<String, String>) -> Result<Vec<u8>, String> {
        only(params, &["ItemCode", "SellerCode"])?;
        if method == MOVE_DETAIL && params.get("ItemCode").is_none_or(String::is_empty) {
            return Err("the MOVE call needs an item code".into());
        }
        let Some(code) = find(self.visible(), params)? else {
            return Ok(refusal(-10001, "Fail to find Item information with 'ItemCode','SellerCode'."));
        };
        let goods = &self.visible()[&code];
        if method == DETAIL && !["S1", "S2"].contains(&goods.status.as_str()) {
            return Ok(refusal(-10009, "constructed"));
        }
        let fits = (method == MOVE_DETAIL) == (goods.kind == Kind::Move);
        if !fits && self.spelling.wrong_kind_refused {
            return Ok(refusal(-10001, "Fail to find Item information with 'ItemCode','SellerCode'."));
        }
        Ok(self.spell(&match method {
            _ if !fits => self.rows(Vec::new()),
            DETAIL => self.detail(&code, goods),
            INVENTORY => self.rows(goods.choices.iter().map(|choice| self.option(choice)).collect()),
            _ => types(&code, goods),
        }))
    }

    /// Every value is a text.
    fn detail(&self, code: &str, goods: &Goods) -> Value {
        let price =
            if self.spelling.decimals { format!("{}.0000", goods.price) } else { goods.price.to_string() };
        let time = if self.spelling.long_dates && !goods.end.is_empty() { " 00:00:00" } else { "" };
        json!([{"ItemCode": code, "ItemStatus": goods.status, "ItemTitle": goods.title, "PromotionName": "",
                "SellerCode": goods.seller_code, "RetailPrice": "0", "ItemPrice": price,
                "TaxRate": goods.tax_rate,
                "SettlePrice": "1700", "ItemQty": goods.qty.to_string(),
                "ExpireDate": format!("{}{time}", goods.end),
                "ShippingNo": "1", "Keyword": "", "ListedDate": "2025-01-01 00:00:00"}])
    }

    fn option(&self, choice: &Choice) -> Value {
        let mut row = Map::new();
        for n in 0..5 {
            row.insert(format!("Name{}", n + 1), json!(choice.names.get(n).map_or("", String::as_str)));
            row.insert(format!("Value{}", n + 1), json!(choice.values.get(n).map_or("", String::as_str)));
        }
        row.insert("Price".into(), self.number(choice.price, true));
        row.insert("Qty".into(), self.number(choice.qty, false));
        row.insert("ItemTypeCode".into(), json!(choice.code));
        row.into()
    }

    /// SetGoodsPriceQtyBulk and UpdateInventoryDataBulk.
    fn bulk(&mut self, method: &str, params: &BTreeMap<String, String>) -> Result<Vec<u8>, String> {
        only(params, &["ItemInfoJson"])?;
        let text = params.get("ItemInfoJson").ok_or("no ItemInfoJson")?;
        let rows: Vec<Map<String, Value>> =
            serde_json::from_str(text).map_err(|e| format!("{e} in {text}"))?;
        if rows.is_empty() || rows.len() > MOST {
            return Err(format!("{} rows", rows.len()));
        }
        let mut answers = Vec::new();
        for row in rows {
            let code = if method == SET_PLAIN { self.set_plain(&row)? } else { self.set_option(&row)? };
            answers.push((row, code));
        }
        Ok(self.bulk_answer(answers))
    }

    fn set_plain(&mut self, row: &Map<String, Value>) -> Result<i64, String> {
        let known = ["ItemCode", "SellerCode", "Price", "TaxRate", "Qty", "ExpireDate", "StartDate"];
        let row = texts(row, &known, &[])?;
        let qty = quantity(&row)?;
        let Some(code) = find(&self.goods, &row)? else { return Ok(-10001) };
        let goods = self.goods.get_mut(&code).unwrap();
        if goods.kind != Kind::Plain || self.failing.contains(&code) {
            return Ok(-10101);
        }
        let given = |key: &str| row.get(key).filter(|text| !text.is_empty());
        let end = given("ExpireDate").map(|end| day(end).filter(|_| end.len() == 10).ok_or(-10101));
        let end = match end {
            Some(Ok(end)) => end,
            Some(Err(code)) => return Ok(code),
            None => day(&goods.end).or(day("2026-07-01")).unwrap() + Months::new(12),
        };
        if let Some(price) = given("Price") {
            goods.price = price.parse().map_err(|e| format!("Price {price:?}: {e}"))?;
        }
        goods.tax_rate = given("TaxRate").cloned().unwrap_or_default();
        goods.start = given("StartDate").unwrap_or(&goods.start).clone();
        goods.end = end.to_string();
        goods.qty = qty;
        self.wrote.push((code, String::new(), qty));
        Ok(0)
    }

    fn set_option(&mut self, row: &Map<String, Value>) -> Result<i64, String> {
        let known = ["ItemCode", "SellerCode", "OptionName", "OptionValue", "OptionCode", "Price", "Qty"];
        let row = texts(row, &known, &["Price", "Qty"])?;
        if let Some(missing) =
            ["OptionName", "OptionValue", "OptionCode", "Price"].iter().find(|k| !row.contains_key(**k))
        {
            return Err(format!("no {missing} in {row:?}"));
        }
        let qty = quantity(&row)?;
        let price: f64 = row["Price"].parse().map_err(|e| format!("Price {:?}: {e}", row["Price"]))?;
        let Some(code) = find(&self.goods, &row)? else { return Ok(-10001) };
        let goods = self.goods.get_mut(&code).unwrap();
        let named = (row["OptionName"].clone(), row["OptionValue"].clone());
        let is_named =
            |choice: &&mut Choice| (choice.names.join(COLUMNS), choice.values.join(COLUMNS)) == named;
        let Some(choice) = goods.choices.iter_mut().find(is_named).filter(|_| goods.kind == Kind::Options)
        else {
            return Ok(-10101);
        };
        if [code.clone(), format!("{code}/{}", choice.code)].iter().any(|name| self.failing.contains(name)) {
            return Ok(-10101);
        }
        (choice.price, choice.qty, choice.code) = (price as i64, qty, row["OptionCode"].clone());
        self.wrote.push((code, choice.values.join("/"), qty));
        Ok(0)
    }

    /// EditMoveGoodsInventory: what is left out is deleted, what is new is added.
    fn set_types(&mut self, params: &BTreeMap<String, String>) -> Result<Vec<u8>, String> {
        only(params, &["ItemCode", "SellerCode", "OptionQty"])?;
        if params.get("ItemCode").is_none_or(String::is_empty) {
            return Err("no ItemCode".into());
        }
        let text = params.get("OptionQty").ok_or("no OptionQty")?;
        let code = match find(&self.goods, params)? {
            Some(code) if self.goods[&code].kind == Kind::Move => code,
            _ => return Ok(refusal(-10001, "constructed")),
        };
        let goods = self.goods.get_mut(&code).unwrap();
        let axes = goods.choices.iter().map(|choice| choice.values.len()).max().unwrap_or(2);
        let mut sent: Vec<Choice> = Vec::new();
        for row in text.split(ROWS) {
            let fields: Vec<String> = row.split(COLUMNS).map(str::to_owned).collect();
            if fields.len() != axes + 2 {
                return Err(format!("not {} fields: {row:?} in {text:?}", axes + 2));
            }
            let (values, qty, code) = (fields[..axes].to_vec(), &fields[axes], fields[axes + 1].clone());
            let qty = qty.parse::<u32>().map_err(|e| format!("{qty:?}: {e} in {text:?}"))?.into();
            if sent.iter().any(|choice| choice.values == values) {
                return Err(format!("{row:?} comes twice"));
            }
            sent.push(Choice { values, qty, code, ..Choice::default() });
        }
        if self.failing.contains(&code) {
            return Ok(refusal(-10101, "Processing Error - constructed"));
        }
        self.wrote.extend(sent.iter().map(|choice| (code.clone(), choice.values.join("/"), choice.qty)));
        let old: Vec<Vec<String>> = goods.choices.iter().map(|choice| choice.values.clone()).collect();
        sent.sort_by_key(|choice| {
            old.iter().position(|values| *values == choice.values).unwrap_or(usize::MAX)
        });
        goods.choices = sent;
        Ok(json!({"ResultCode": 0, "ResultMsg": "SUCCESS"}).to_string().into_bytes())
    }

    fn bulk_answer(&self, answers: Vec<(Map<String, Value>, i64)>) -> Vec<u8> {
        let failed = answers.iter().filter(|(_, code)| *code != 0).count();
        let counts = format!("SUCCESS:{},FAIL:{failed}", answers.len() - failed);
        let echo = |(mut row, code): (Map<String, Value>, i64)| {
            row.insert("ResultCode".into(), self.number(code, false));
            row.insert(
                "ResultMsg".into(),
                json!(if code == 0 { "SUCCESS" } else { "Processing Error - constructed" }),
            );
            Value::from(row)
        };
        let typed = |_| json!("System.Collections.Generic.Dictionary`2[System.String,System.String]");
        let (rows, message) = match self.spelling.rows {
            BulkRows::Echo => (answers.into_iter().map(echo).collect(), counts),
            BulkRows::Typed => (answers.into_iter().map(typed).collect(), counts),
            BulkRows::Counts => (self.rows(Vec::new()), counts),
            BulkRows::Absent => (Value::Null, if failed == 0 { "SUCCESS".into() } else { "FAIL".into() }),
        };
        let top = if failed == 0 || self.spelling.top_zero { 0 } else { -1 };
        self.text(&json!({"ResultObject": rows, "ResultCode": self.number(top, false), "ResultMsg": message}))
    }

    fn rows(&self, rows: Vec<Value>) -> Value {
        if rows.is_empty() && self.spelling.nulls { Value::Null } else { rows.into() }
    }

    fn spell(&self, object: &Value) -> Vec<u8> {
        self.text(
            &json!({"ResultObject": object, "ResultCode": self.number(0, false), "ResultMsg": "SUCCESS"}),
        )
    }

    /// A number as a text, between marks when it is to lose its quotes: so it keeps its zeros.
    fn number(&self, number: i64, is_amount: bool) -> Value {
        let text =
            if is_amount && self.spelling.decimals { format!("{number}.0000") } else { number.to_string() };
        json!(if self.spelling.quoted { text } else { format!("\u{1}{text}\u{1}") })
    }

    fn text(&self, answer: &Value) -> Vec<u8> {
        answer.to_string().replace("\"\\u0001", "").replace("\\u0001\"", "").into_bytes()
    }
}

impl Choice {
    pub fn key(&self, item: &str) -> String {
        format!("{item}/{}", self.values.join("/"))
    }
}

/// GetMoveItemDetailInfo: an object.
fn types(code: &str, goods: &Goods) -> Value {
    let row = |choice: &Choice| {
        let fields = [choice.values.join(COLUMNS), choice.qty.to_string(), choice.code.clone()];
        fields.join(COLUMNS)
    };
    let rows: Vec<String> = goods.choices.iter().map(row).collect();
    json!({"ItemCode": code, "SellerCode": goods.seller_code, "ItemSeriesName": goods.title,
           "ItemPrice": goods.price.to_string(), "OptionType": "blue||*#000000||*Y||*model||*M",
           "OptionQty": rows.join(ROWS), "ShippingNo": "1"})
}

/// No other parameters than these.
fn only(params: &BTreeMap<String, String>, known: &[&str]) -> Result<(), String> {
    match params.keys().find(|key| *key != "returnType" && !known.contains(&key.as_str())) {
        Some(unknown) => Err(format!("the call has no parameter {unknown}")),
        None => Ok(()),
    }
}

/// The fields of a row as texts; only `numbers` may be numbers.
fn texts(
    row: &Map<String, Value>,
    known: &[&str],
    numbers: &[&str],
) -> Result<BTreeMap<String, String>, String> {
    let text = |(key, value): (&String, &Value)| match value {
        Value::String(text) if known.contains(&key.as_str()) => Ok((key.clone(), text.clone())),
        Value::Number(number) if numbers.contains(&key.as_str()) => Ok((key.clone(), number.to_string())),
        _ => Err(format!("not as documented: {key}: {value}")),
    };
    row.iter().map(text).collect()
}

fn quantity(row: &BTreeMap<String, String>) -> Result<i64, String> {
    let text = row.get("Qty").ok_or_else(|| format!("no Qty in {row:?}"))?;
    text.parse::<u32>().map(i64::from).map_err(|e| format!("Qty {text:?}: {e}"))
}

fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

/// The item that is meant: by its code, or by the seller's; both have to fit.
fn find(
    goods: &BTreeMap<String, Goods>,
    params: &BTreeMap<String, String>,
) -> Result<Option<String>, String> {
    let given = |key: &str| params.get(key).filter(|text| !text.is_empty());
    let (item, seller) = (given("ItemCode"), given("SellerCode"));
    if item.is_none() && seller.is_none() {
        return Err("neither ItemCode nor SellerCode".into());
    }
    let fits = |(code, goods): &(&String, &Goods)| {
        item.is_none_or(|item| item == *code) && seller.is_none_or(|seller| *seller == goods.seller_code)
    };
    Ok(goods.iter().find(fits).map(|(code, _)| code.clone()))
}
