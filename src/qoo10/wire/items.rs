//! Items, their add-on options and the shop's delivery groups.

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::envelope::Answer;
use super::lenient::{DecodeError, LenientValue, invalid_row_message};
use super::rows::{self, Rows};
use crate::domain::option_text::Addon;
use crate::domain::quantity::TaxRate;
use crate::domain::unread::ParsedList;
use crate::qoo10::error::Error;
use crate::qoo10::method::Method;
use crate::vocabulary::{Message, msg};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemDetail {
    /// The number of its delivery group; none when it has none, what is wrong with one that cannot be read.
    pub shipping_no: Result<Option<i64>, Message>,
    /// Its title, or a MOVE item's series name.
    pub name: Option<String>,
    /// The seller's item code.
    pub seller_code: Option<String>,
    /// The last day of its sale; none when it shows none, what is wrong with one that cannot be read.
    pub sale_ends_on: Result<Option<NaiveDate>, Message>,
    /// Its tax rate; none when it shows none that Qoo10 takes.
    pub tax_rate: Option<TaxRate>,
    /// Pieces; none for a MOVE item, and when the answer holds no whole number.
    pub qty: Option<i64>,
    /// A MOVE item's types as [`super::stock::parse_move_types`] reads them; none for other items.
    pub option_qty: Option<String>,
}

impl ItemDetail {
    /// The codes of a MOVE item's types, a blank one for a type without a code; empty for other items.
    pub fn move_type_codes(&self) -> Vec<String> {
        let types = self.option_qty.as_deref().unwrap_or_default().split("$$");
        let codes = types.filter(|one| !one.trim().is_empty()).map(|one| one.rsplit("||*").next());
        codes.map(|code| code.unwrap_or_default().trim().to_owned()).collect()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryGroup {
    /// Its number, which items refer to.
    pub shipping_no: i64,
    /// The delivery company, under Qoo10's name.
    pub company: Option<String>,
}

/// The keys that this tool needs; the others are passed over.
#[derive(Deserialize)]
struct RawDetail {
    #[serde(rename = "ItemCode", default)]
    item_code: OwnedValue,
    #[serde(rename = "SellerCode", default)]
    seller_code: OwnedValue,
    #[serde(rename = "ItemTitle", default)]
    title: OwnedValue,
    #[serde(rename = "ItemSeriesName", default)]
    series_name: OwnedValue,
    #[serde(rename = "TaxRate", default)]
    tax_rate: OwnedValue,
    #[serde(rename = "ItemQty", default)]
    qty: OwnedValue,
    #[serde(rename = "ExpireDate", default)]
    expire_date: OwnedValue,
    #[serde(rename = "ShippingNo", default)]
    shipping_no: OwnedValue,
    #[serde(rename = "OptionQty", default)]
    option_qty: OwnedValue,
}

#[derive(Deserialize)]
struct RawAddon {
    #[serde(rename = "Name", default)]
    name: OwnedValue,
    #[serde(rename = "Value", default)]
    value: OwnedValue,
    #[serde(rename = "OptionCode", default)]
    option_code: OwnedValue,
}

#[derive(Deserialize)]
struct RawGroup {
    #[serde(rename = "ShippingNo", default)]
    shipping_no: OwnedValue,
    #[serde(rename = "transcName", default)]
    transc_name: OwnedValue,
}

/// A loose value that owns its text.
#[derive(Default)]
pub(super) struct OwnedValue(pub(super) LenientValue<'static>);

impl<'de> Deserialize<'de> for OwnedValue {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(match LenientValue::deserialize(deserializer)? {
            LenientValue::Text(text) => LenientValue::Text(text.into_owned().into()),
            LenientValue::Missing => LenientValue::Missing,
            LenientValue::Null => LenientValue::Null,
            LenientValue::Int(n) => LenientValue::Int(n),
            LenientValue::Float(n) => LenientValue::Float(n),
            LenientValue::Unexpected(what) => LenientValue::Unexpected(what),
        }))
    }
}

impl OwnedValue {
    pub(super) fn to_text(&self) -> Option<String> {
        self.0.to_text().ok().flatten()
    }

    /// The text as people read it.
    pub(super) fn to_name(&self) -> Option<String> {
        self.0.to_name().ok().flatten()
    }

    /// The text with its blanks; blank for null and for what is missing.
    pub(super) fn to_exact_text(&self) -> String {
        match &self.0 {
            LenientValue::Text(text) => text.clone().into_owned(),
            _ => self.to_text().unwrap_or_default(),
        }
    }
}

/// Reads the answer of an item's detail: a list of one for plain items, an object for MOVE items.
///
/// # Errors
/// When the answer has another shape.
pub fn get_item_detail(method: Method, answer: &Answer) -> Result<Option<ItemDetail>, Error> {
    let object = answer.result.as_ref().map(|range| answer.body[range.clone()].trim_matches(['{', '}', ' ']));
    if object == Some("") {
        return Ok(None);
    }
    let rows = Rows::from_answer(method, answer.clone())?;
    let Some(row) = rows.iter().next() else { return Ok(None) };
    let raw: RawDetail = parse_row(method, row)?;
    // An object with none of the keys is another answer; one with blank values is an item that is not there.
    if [&raw.item_code, &raw.shipping_no, &raw.option_qty]
        .iter()
        .all(|value| value.0 == LenientValue::Missing)
    {
        let detail = msg!("qoo10-no_item");
        return Err(Error::Unreadable { method, detail });
    }
    let unreadable =
        |key: &'static str| move |unfit: DecodeError| rows::describe_problem(method, unfit.with_key(key));
    // What kind of item it is, and whose, hangs on these: taken for blank, it would be another item.
    let text = |value: &OwnedValue, key: &'static str| {
        let refuse = |unfit: DecodeError| Error::Unreadable { method, detail: unfit.with_key(key) };
        value.0.to_text().map_err(refuse)
    };
    let (item_code, option_qty) = (text(&raw.item_code, "ItemCode")?, text(&raw.option_qty, "OptionQty")?);
    let shipping_no = match raw.shipping_no.0.to_text() {
        Ok(None) => Ok(None),
        _ => raw.shipping_no.0.to_int().map(|no| Some(no).filter(|no| *no > 0)),
    };
    if item_code.is_none() && option_qty.is_none() && shipping_no == Ok(None) {
        return Ok(None);
    }
    let sale_ends_on = raw.expire_date.0.to_instant().map(|end| end.map(|end| end.date_naive()));
    Ok(Some(ItemDetail {
        shipping_no: shipping_no.map_err(unreadable("ShippingNo")),
        name: raw.title.to_name().or_else(|| raw.series_name.to_name()),
        seller_code: text(&raw.seller_code, "SellerCode")?,
        sale_ends_on: sale_ends_on.map_err(unreadable("ExpireDate")),
        tax_rate: read_tax_rate(&raw.tax_rate),
        qty: raw.qty.0.to_int().ok(),
        option_qty: option_qty.map(|_| raw.option_qty.to_exact_text()),
    }))
}

/// `S` or a number, perhaps with zeros after the point, as all decimals of this method.
fn read_tax_rate(value: &OwnedValue) -> Option<TaxRate> {
    let number = || value.0.to_int().ok().map(|percent| percent.to_string());
    value.to_text().and_then(|word| TaxRate::find(&word)).or_else(|| TaxRate::find(&number()?))
}

/// Reads an item's add-on options; a row without anything in it is none.
///
/// # Errors
/// When a row cannot be read: it might be any add-on.
pub fn parse_addons(rows: &Rows, method: Method) -> Result<Vec<Addon>, Error> {
    // Without one of its add-ons an order would be split into wrong lines: all of the list or nothing.
    let read_one = |row| {
        let raw: RawAddon = parse_row(method, row)?;
        let unreadable = |key: &'static str| {
            move |unfit: DecodeError| Error::Unreadable { method, detail: unfit.with_key(key) }
        };
        let name = raw.name.0.to_name().map_err(unreadable("Name"))?;
        let value = raw.value.0.to_name().map_err(unreadable("Value"))?;
        let code = raw.option_code.0.to_text().map_err(unreadable("OptionCode"))?;
        match (name, value) {
            (Some(name), Some(value)) => Ok(Some(Addon { name, value, code })),
            (None, None) if code.is_none() => Ok(None),
            (name, _) => {
                let key = if name.is_some() { "Value" } else { "Name" };
                Err(Error::Unreadable {
                    method,
                    detail: msg!("qoo10-none", key = key, wanted = msg!("qoo10-a_text")),
                })
            }
        }
    };
    rows.iter().filter_map(|row| read_one(row).transpose()).collect()
}

/// Reads the shop's delivery groups; a row without a number is unread.
pub fn parse_delivery_groups(rows: &Rows, method: Method) -> ParsedList<DeliveryGroup> {
    rows.parse_each(|row| {
        let raw: RawGroup = parse_row(method, row).map_err(|error| error.message())?;
        let (number, company) = (raw.shipping_no.0.to_int(), raw.transc_name.0.to_text());
        let unreadable =
            |key: &'static str| move |unfit: DecodeError| rows::describe_problem(method, unfit.with_key(key));
        Ok(DeliveryGroup {
            shipping_no: number.map_err(unreadable("ShippingNo"))?,
            company: company.map_err(unreadable("transcName"))?,
        })
    })
}

pub(super) fn parse_row<T: DeserializeOwned>(method: Method, row: &str) -> Result<T, Error> {
    serde_json::from_str(row).map_err(|e| Error::Unreadable { method, detail: invalid_row_message(&e) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qoo10::method::{GET_ADDONS, GET_DELIVERY_GROUPS, GET_ITEM_DETAIL};
    use crate::qoo10::wire::envelope;

    fn answer(method: Method, result: &str) -> Answer {
        let body = format!("{{\"ResultCode\":0,\"ResultMsg\":\"SUCCESS\",\"ResultObject\":{result}}}");
        envelope::parse(method, body.into_bytes()).unwrap()
    }

    #[test]
    fn details_come_as_list_or_object() {
        let read = |result: &str| get_item_detail(GET_ITEM_DETAIL, &answer(GET_ITEM_DETAIL, result)).unwrap();
        let plain = Some(ItemDetail {
            shipping_no: Ok(Some(1001)),
            name: None,
            seller_code: None,
            sale_ends_on: Ok(None),
            tax_rate: None,
            qty: None,
            option_qty: None,
        });
        assert_eq!(read(r#"[{"ItemCode":"8","ShippingNo":"1001"}]"#), plain);
        assert_eq!(read(r#"{"ItemCode":8,"ShippingNo":1001,"OptionQty":null}"#), plain);
        assert_eq!(read(r#"[{"ItemCode":"8","ShippingNo":"0"}]"#).unwrap().shipping_no, Ok(None));
        let moved =
            read(r#"{"ItemCode":"8","ShippingNo":"7","OptionQty":"blue||*L||*3||*B-L$$red||*3||*$$"}"#);
        assert_eq!(moved.unwrap().move_type_codes(), ["B-L", ""]);
        for empty in ["null", "[]", "\"\"", "{}", r#"{"ItemCode":"","ShippingNo":null}"#] {
            assert_eq!(read(empty), None, "{empty}");
        }
    }

    #[test]
    fn stk_11_the_tax_rate_is_read_where_qoo10_takes_it_back() {
        use TaxRate::{Eight, Standard, Ten, Zero};
        for (text, rate) in [
            ("\"S\"", Some(Standard)),
            ("\"10\"", Some(Ten)),
            ("\" 8 \"", Some(Eight)),
            ("\"8.0000\"", Some(Eight)),
            ("0", Some(Zero)),
            ("\"\"", None),
            ("null", None),
            ("\"5\"", None),
            ("\"8.5\"", None),
            ("\"10%\"", None),
        ] {
            let result = format!(r#"[{{"ItemCode":"8","TaxRate":{text}}}]"#);
            let detail =
                get_item_detail(GET_ITEM_DETAIL, &answer(GET_ITEM_DETAIL, &result)).unwrap().unwrap();
            assert_eq!(detail.tax_rate, rate, "{text}");
        }
    }

    #[test]
    fn the_end_of_sale_is_read_in_every_form() {
        let ends_on = |text: &str| {
            let result = format!(r#"[{{"ItemCode":"8","ItemQty":"5","ExpireDate":{text}}}]"#);
            get_item_detail(GET_ITEM_DETAIL, &answer(GET_ITEM_DETAIL, &result)).unwrap().unwrap().sale_ends_on
        };
        for text in
            ["\"2027-12-31\"", "\"2027-12-31 23:59:59\"", "\"20271231\"", "20271231", "\"2027/12/31\""]
        {
            assert_eq!(ends_on(text), Ok(NaiveDate::from_ymd_opt(2027, 12, 31)), "{text}");
        }
        for text in ["\"\"", "null", "\"1900-01-01 00:00:00\""] {
            assert_eq!(ends_on(text), Ok(None), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_of_an_item_is_not_taken_for_missing() {
        let read = |key: &str, value: &str| {
            let result = format!(r#"[{{"ItemCode":"8","{key}":{value}}}]"#);
            get_item_detail(GET_ITEM_DETAIL, &answer(GET_ITEM_DETAIL, &result))
        };
        for value in ["\"soon\"", "\"2027-13-01\"", "[]", "true"] {
            assert!(read("ExpireDate", value).unwrap().unwrap().sale_ends_on.is_err(), "{value}");
        }
        for value in ["\"first\"", "\"1.5\"", "[1]", "{}"] {
            assert!(read("ShippingNo", value).unwrap().unwrap().shipping_no.is_err(), "{value}");
        }
        for key in ["SellerCode", "OptionQty"] {
            let error = read(key, "[\"x\"]").unwrap_err().to_string();
            assert!(error.contains(key), "{error}");
        }
    }

    #[test]
    fn groups_and_addons_are_read_loosely() {
        let rows = Rows::from_answer(
            GET_DELIVERY_GROUPS,
            answer(
                GET_DELIVERY_GROUPS,
                r#"[{"ShippingNo":1001,"transcName":"佐川急便"},{"ShippingNo":"1002","transcName":""},{}]"#,
            ),
        )
        .unwrap();
        let (groups, unread) = parse_delivery_groups(&rows, GET_DELIVERY_GROUPS).split();
        assert_eq!((groups.len(), unread.len()), (2, 1));
        assert_eq!((groups[0].company.as_deref(), groups[1].company.as_deref()), (Some("佐川急便"), None));

        let rows = Rows::from_answer(
            GET_ADDONS,
            answer(GET_ADDONS, r#"[{"Name":"名入れ","Value":"あり","Price":300.0000,"OptionCode":""}]"#),
        )
        .unwrap();
        let wanted = Addon { name: "名入れ".into(), value: "あり".into(), code: None };
        assert_eq!(parse_addons(&rows, GET_ADDONS), Ok(vec![wanted]));
    }

    #[test]
    fn an_addon_that_cannot_be_read_is_not_left_out() {
        let read = |row: &str| {
            let list = format!(r#"[{{"Name":"a","Value":"b"}},{row}]"#);
            parse_addons(&Rows::from_answer(GET_ADDONS, answer(GET_ADDONS, &list)).unwrap(), GET_ADDONS)
        };
        for (row, key) in [
            (r#"{"Name":"名入れ"}"#, "Value"),
            (r#"{"Value":"あり","OptionCode":"N"}"#, "Name"),
            (r#"{"Name":["名入れ"],"Value":"あり"}"#, "Name"),
            (r#"{"OptionCode":"N"}"#, "Name"),
        ] {
            let error = read(row).unwrap_err().to_string();
            assert!(error.contains(key), "{row}: {error}");
        }
        assert_eq!(read(r#"{"Name":"","Value":null}"#).unwrap().len(), 1);
        let escaped = read(r#"{"Name":"R&amp;B","Value":"L&#39;eau"}"#).unwrap().remove(1);
        assert_eq!((escaped.name.as_str(), escaped.value.as_str()), ("R&B", "L'eau"));
    }

    #[test]
    fn a_row_that_is_no_object_is_said() {
        let rows = Rows::from_answer(GET_ADDONS, answer(GET_ADDONS, "[1]")).unwrap();
        assert!(parse_addons(&rows, GET_ADDONS).unwrap_err().to_string().contains("GetGoodsOptionInfo"));
    }
}
