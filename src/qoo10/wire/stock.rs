//! Qoo10's item list, and the quantities of options and types. Texts that go back to Qoo10 with a quantity
//! are kept letter for letter.

use serde::Deserialize;

use super::items::{OwnedValue, parse_row};
use super::lenient::LenientValue;
use super::rows::{self, Rows};
pub use crate::domain::quantity::{MoveType, StockOption};
use crate::domain::quantity::{PlainQty, SEPARATORS};
use crate::domain::unread::ParsedList;
use crate::qoo10::error::Error;
use crate::qoo10::method::Method;
use crate::qoo10::wire::envelope::Answer;
use crate::vocabulary::{Message, msg};

/// An item in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goods {
    /// Qoo10's item code.
    pub item_code: String,
    /// The seller's item code; blank for none.
    pub seller_code: String,
}

/// A page of the item list: at most 500 items.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GoodsPage {
    pub items: Vec<Goods>,
    /// Rows without an item code that can be read.
    pub unread: Vec<UnreadGoods>,
    /// How many pages there are; none when the answer does not say.
    pub pages: Option<u64>,
}

/// A row of the item list without an item code that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadGoods {
    /// Its place on the page, from 1.
    pub row: usize,
    /// What else may say which item it is: a code in its bytes; blank for none.
    pub code: String,
}

#[derive(Deserialize)]
struct RawPage {
    #[serde(rename = "TotalPages", default)]
    total_pages: OwnedValue,
    #[serde(rename = "TotalItems", default)]
    total_items: OwnedValue,
    #[serde(rename = "Items", default)]
    items: PageItems,
    #[serde(rename = "ItemCode", default)]
    item_code: OwnedValue,
}

/// The rows of a page: a list, or nothing in any form.
#[derive(Default)]
enum PageItems {
    #[default]
    Missing,
    Rows(Vec<serde_json::Value>),
}

impl<'de> Deserialize<'de> for PageItems {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either {
            Rows(Vec<serde_json::Value>),
            One(serde_json::Map<String, serde_json::Value>),
            Text(String),
            Nothing(()),
        }
        match Either::deserialize(deserializer)? {
            Either::Rows(rows) => Ok(Self::Rows(rows)),
            Either::One(row) => Ok(Self::Rows(vec![row.into()])),
            Either::Text(text) if text.trim().is_empty() => Ok(Self::Rows(Vec::new())),
            Either::Nothing(()) => Ok(Self::Rows(Vec::new())),
            Either::Text(_) => Err(serde::de::Error::custom("Items should be a list")),
        }
    }
}

#[derive(Deserialize)]
struct RawGoods {
    #[serde(rename = "ItemCode", default)]
    item_code: OwnedValue,
    #[serde(rename = "SellerCode", default)]
    seller_code: OwnedValue,
}

impl RawGoods {
    fn to_goods(&self) -> Option<Goods> {
        let seller_code = self.seller_code.to_text().unwrap_or_default();
        self.item_code.to_text().map(|item_code| Goods { item_code, seller_code })
    }
}

/// Reads a page of the item list.
///
/// # Errors
/// When the answer has another shape.
pub fn parse_goods_page(method: Method, answer: Answer) -> Result<GoodsPage, Error> {
    let rows = Rows::from_answer(method, answer)?;
    let mut page = GoodsPage::default();
    for row in rows.iter() {
        let Ok(raw) = parse_row::<RawPage>(method, row) else {
            // Of a page object that cannot be read, nothing is known at all.
            if rows.len() == 1 {
                return Err(parse_row::<RawPage>(method, row)
                    .err()
                    .unwrap_or_else(|| missing_page_error(method)));
            }
            page.add_row(row, None);
            continue;
        };
        page.pages =
            page.pages.or(raw.total_pages.0.to_int().ok().and_then(|pages| u64::try_from(pages).ok()));
        match raw.items {
            PageItems::Rows(items) => items.into_iter().for_each(|item| {
                let text = item.to_string();
                page.add_row(&text, serde_json::from_value(item).ok());
            }),
            PageItems::Missing if raw.item_code.to_text().is_some() => {
                page.add_row(row, parse_row(method, row).ok())
            }
            PageItems::Missing if raw.is_empty() => {}
            PageItems::Missing if rows.len() > 1 => page.add_row(row, None),
            PageItems::Missing => return Err(missing_page_error(method)),
        }
    }
    Ok(page)
}

fn missing_page_error(method: Method) -> Error {
    Error::Unreadable { method, detail: msg!("qoo10-no_page") }
}

impl RawPage {
    fn is_empty(&self) -> bool {
        let is_nothing = |value: &OwnedValue| value.0.to_int() == Ok(0);
        is_nothing(&self.total_pages) || is_nothing(&self.total_items)
    }
}

impl GoodsPage {
    fn add_row(&mut self, json: &str, row: Option<RawGoods>) {
        match row.and_then(|row| row.to_goods()) {
            Some(goods) => self.items.push(goods),
            None => {
                let row = self.items.len() + self.unread.len() + 1;
                let json = rows::unpack_row(json);
                let code = find_code(&json, "ItemCode").or_else(|| find_code(&json, "SellerCode"));
                self.unread.push(UnreadGoods { row, code: code.unwrap_or_default() });
            }
        }
    }
}

/// The value behind a key in a row that is no proper JSON.
fn find_code(json: &str, key: &str) -> Option<String> {
    let (_, behind) = json.split_once(&format!("\"{key}\""))?;
    let value = behind.trim_start().strip_prefix(':')?.trim_start().trim_start_matches('"');
    let code: String =
        value.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    Some(code).filter(|code| !code.is_empty() && code != "null")
}

#[derive(Deserialize)]
struct RawOption {
    #[serde(rename = "Name1", default)]
    name1: OwnedValue,
    #[serde(rename = "Name2", default)]
    name2: OwnedValue,
    #[serde(rename = "Name3", default)]
    name3: OwnedValue,
    #[serde(rename = "Name4", default)]
    name4: OwnedValue,
    #[serde(rename = "Name5", default)]
    name5: OwnedValue,
    #[serde(rename = "Value1", default)]
    value1: OwnedValue,
    #[serde(rename = "Value2", default)]
    value2: OwnedValue,
    #[serde(rename = "Value3", default)]
    value3: OwnedValue,
    #[serde(rename = "Value4", default)]
    value4: OwnedValue,
    #[serde(rename = "Value5", default)]
    value5: OwnedValue,
    #[serde(rename = "Price", default)]
    price: OwnedValue,
    #[serde(rename = "Qty", default)]
    qty: OwnedValue,
    #[serde(rename = "ItemTypeCode", default)]
    code: OwnedValue,
}

/// The texts of an option, which go back to Qoo10 as they were read.
const TEXT_KEYS: &str = "Name/Value/ItemTypeCode";

/// Reads the options with stock of an item. One whose texts were damaged on the way is unread: it could not
/// go back as it was.
pub fn parse_options(method: Method, rows: &Rows) -> ParsedList<StockOption> {
    let mut listed = ParsedList::default();
    for (n, json) in (1_u64..).zip(rows.iter()) {
        let named = |problem| rows::to_unread_row(json, msg!("qoo10-option_row", row = n, problem = problem));
        listed.push(parse_option(method, json).map_err(named));
    }
    listed
}

fn parse_option(method: Method, row: &str) -> Result<StockOption, Message> {
    let raw: RawOption = parse_row(method, row).map_err(|error| error.message())?;
    let axes = [
        (&raw.name1, &raw.value1),
        (&raw.name2, &raw.value2),
        (&raw.name3, &raw.value3),
        (&raw.name4, &raw.value4),
        (&raw.name5, &raw.value5),
    ];
    let texts = axes.iter().flat_map(|(name, value)| [*name, *value]).chain([&raw.code]);
    for text in texts {
        let text =
            text.0.to_text().map_err(|unfit| rows::describe_problem(method, unfit.with_key(TEXT_KEYS)))?;
        if text.is_some_and(|text| text.contains(char::REPLACEMENT_CHARACTER)) {
            return Err(rows::describe_problem(method, msg!("qoo10-no_text", key = TEXT_KEYS)));
        }
    }
    let used = axes.iter().filter(|(name, value)| name.to_text().is_some() || value.to_text().is_some());
    let (names, values) = used.map(|(name, value)| (name.to_exact_text(), value.to_exact_text())).unzip();
    Ok(StockOption {
        names,
        values,
        price_yen: raw.price.0.to_yen().ok(),
        qty: raw.qty.0.to_int().ok(),
        code: raw.code.to_exact_text(),
    })
}

const CELL_SEPARATOR: &str = SEPARATORS[0];
const TYPE_SEPARATOR: &str = SEPARATORS[1];

/// Reads `OptionQty` of a MOVE item: types joined by `$$`, each `colour||*size||*qty||*code`, or without a
/// size.
///
/// # Errors
/// When a type does not have that form (a separator in a name, say): what stands there.
pub fn parse_move_types(option_qty: &str) -> Result<Vec<MoveType>, String> {
    // Some answers end with a separator, behind which there is no type.
    let text = option_qty.strip_suffix(TYPE_SEPARATOR).unwrap_or(option_qty);
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    text.split(TYPE_SEPARATOR).map(|one| parse_move_type(one).ok_or_else(|| one.to_owned())).collect()
}

fn parse_move_type(text: &str) -> Option<MoveType> {
    let cells: Vec<&str> = text.split(CELL_SEPARATOR).collect();
    let (names, [qty, code]) = match cells[..] {
        [colour, qty, code] => (vec![colour], [qty, code]),
        [colour, size, qty, code] => (vec![colour, size], [qty, code]),
        _ => return None,
    };
    let qty = LenientValue::Text(qty.into())
        .to_int()
        .ok()
        .filter(|_| names.iter().all(|name| !name.trim().is_empty()))?;
    let names = names.into_iter().map(str::to_owned).collect();
    Some(MoveType { names, qty, code: code.to_owned() })
}

/// Writes types as `OptionQty` has them.
pub fn format_move_types(types: &[MoveType]) -> String {
    let row = |one: &MoveType| {
        format!("{}{CELL_SEPARATOR}{}{CELL_SEPARATOR}{}", one.names.join(CELL_SEPARATOR), one.qty, one.code)
    };
    types.iter().map(row).collect::<Vec<_>>().join(TYPE_SEPARATOR)
}

/// What the calls on prices and quantities are told of an item without options. Its price is left out, and so
/// stays.
pub fn build_plain_form(row: &PlainQty) -> Vec<(&'static str, String)> {
    let mut form = vec![
        ("ItemCode", row.item_code.clone()),
        ("SellerCode", row.seller_code.clone()),
        ("Qty", row.qty.to_string()),
        ("ExpireDate", row.sale_ends_on.format("%Y-%m-%d").to_string()),
    ];
    form.extend(row.tax_rate.map(|rate| ("TaxRate", rate.as_str().to_owned())));
    form
}

/// The axes of an option as the calls on options want them.
pub fn join_axes(texts: &[String]) -> String {
    texts.join(CELL_SEPARATOR)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qoo10::method::{GET_ALL_GOODS, GET_INVENTORY};
    use crate::qoo10::wire::envelope;

    fn answer(result: &str) -> Answer {
        let body = format!("{{\"ResultCode\":0,\"ResultObject\":{result}}}");
        envelope::parse(GET_ALL_GOODS, body.into_bytes()).unwrap()
    }

    #[test]
    fn item_lists_come_in_every_dress() {
        let read = |result: &str| parse_goods_page(GET_ALL_GOODS, answer(result)).unwrap();
        let two =
            r#"[{"ItemCode":"81","SellerCode":"A","ItemStatus":"S2"},{"ItemCode":82,"SellerCode":null}]"#;
        let wanted = [("81", "A"), ("82", "")];
        for (result, pages) in [
            (format!(r#"{{"TotalItems":2,"TotalPages":1,"PresentPage":1,"Items":{two}}}"#), Some(1)),
            (format!(r#"[{{"TotalItems":"2","TotalPages":"1","PresentPage":"1","Items":{two}}}]"#), Some(1)),
            (two.to_owned(), None),
        ] {
            let page = read(&result);
            let items: Vec<_> =
                page.items.iter().map(|one| (one.item_code.as_str(), one.seller_code.as_str())).collect();
            assert_eq!((items.as_slice(), page.pages), (&wanted[..], pages), "{result}");
        }
        for empty in [
            "null",
            "[]",
            "\"\"",
            r#"{"TotalItems":0,"Items":null}"#,
            r#"{"Items":""}"#,
            r#"{"TotalPages":0}"#,
        ] {
            assert!(read(empty).items.is_empty(), "{empty}");
        }
        for odd in [r#"{"Items":"none"}"#, r#"{"Message":"busy"}"#, "{}", r#"{"TotalPages":1}"#] {
            assert!(parse_goods_page(GET_ALL_GOODS, answer(odd)).is_err(), "{odd}");
        }
    }

    #[test]
    fn an_item_or_option_that_cannot_be_read_is_counted_and_never_left_out() {
        for (result, items, named) in [
            (r#"{"TotalPages":1,"Items":[{"ItemCode":"81","X":oops},{"ItemCode":"82"}]}"#, 1, (1, "81")),
            (r#"[{"ItemCode":"81"},{"ItemCode":"","SellerCode":"TS-1"},{"ItemCode":"83"}]"#, 2, (2, "TS-1")),
            (r#"[{"ItemCode":"81"},{"ItemCode":null}]"#, 1, (2, "")),
        ] {
            let page = parse_goods_page(GET_ALL_GOODS, answer(result)).unwrap();
            let unread: Vec<_> = page.unread.iter().map(|one| (one.row, one.code.as_str())).collect();
            assert_eq!((page.items.len(), unread), (items, vec![named]), "{result}");
        }
        for bad in
            [r#"{"Name1":"色","Value1":oops}"#, "{\"Name1\":\"\u{fffd}\"}", r#"{"Value1":["白"]}"#, "7"]
        {
            let result = format!(r#"[{{"Name1":"色","Value1":"白","Qty":3}},{bad}]"#);
            let rows = Rows::from_answer(GET_INVENTORY, answer(&result)).unwrap();
            let (read, unread) = parse_options(GET_INVENTORY, &rows).split();
            assert_eq!((read.len(), unread.len()), (1, 1), "{result}");
        }
    }

    #[test]
    fn options_keep_their_texts_letter_for_letter() {
        let result = r#"[{"Name1":"色","Value1":" 白 ","Name2":"サイズ","Value2":"M","Name3":"","Value3":null,
            "Price":"100.0000","Qty":3.0,"ItemTypeCode":"-W-M "},
            {"Name1":"色","Value1":38,"Price":0.5,"Qty":"x"}]"#;
        let (read, _) =
            parse_options(GET_INVENTORY, &Rows::from_answer(GET_INVENTORY, answer(result)).unwrap()).split();
        assert_eq!(read[0].values, [" 白 ", "M"]);
        assert_eq!((read[0].price_yen, read[0].qty, read[0].code.as_str()), (Some(100), Some(3), "-W-M "));
        assert_eq!((read[1].values[0].as_str(), read[1].price_yen, read[1].qty), ("38", None, None));
    }

    #[test]
    fn types_round_trip_and_damage_is_said() {
        for text in ["blue||*L||*3||*B-L$$blue||*M||*0||*", "赤 ||*5||*-R"] {
            assert_eq!(format_move_types(&parse_move_types(text).unwrap()), text);
        }
        assert_eq!(parse_move_types("red||*1||*R$$").unwrap().len(), 1);
        assert_eq!(parse_move_types("").unwrap(), []);
        for damaged in [
            "blue",
            "$$$$||*L||*3||*c",
            "a||*1||*b$$$$$$c||*1||*d",
            "||*1||*b",
            "bl$$ue||*L||*3||*c",
            "a||*b||*c||*3||*d",
            "blue||*L||*three||*c",
        ] {
            assert!(parse_move_types(damaged).is_err(), "{damaged}");
        }
    }
}
