//! Answers as XML, for clients that ask for it. Numbers are bare, yen with four digits after the point.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::json::JsonValue;

/// How every such answer begins.
pub(crate) const START: &str = "<?xml";

/// The fields of an envelope under the root of its kind.
pub(crate) fn encode(method: &str, fields: &[(&str, JsonValue)]) -> String {
    let mut writer = Writer::new(Vec::new());
    write_answer(&mut writer, method, fields).expect("a vector takes all that is written to it");
    String::from_utf8(writer.into_inner()).expect("text was written")
}

fn write_answer(writer: &mut Writer<Vec<u8>>, method: &str, fields: &[(&str, JsonValue)]) -> io::Result<()> {
    let row = name_row(method);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    writer.create_element(name_root(fields, row)).write_inner_content(|writer| {
        fields.iter().try_for_each(|(name, value)| write_value(writer, name, row, value))
    })?;
    Ok(())
}

fn name_root(fields: &[(&str, JsonValue)], row: &str) -> String {
    match fields.iter().find(|(name, _)| *name == "ResultObject").map(|(_, value)| value) {
        None => "StdResult".to_owned(),
        Some(JsonValue::List(_) | JsonValue::Null) => format!("StdCustomResultOfListOf{row}"),
        Some(JsonValue::Object(_)) => format!("StdCustomResultOf{row}"),
        Some(_) => "StdCustomResultOfString".to_owned(),
    }
}

/// `ShippingInfo` for GetShippingInfo_v3; the others are named in the same way (assumed).
fn name_row(method: &str) -> &str {
    let name = method.split_once('.').map_or(method, |(_, name)| name);
    let name = name.strip_prefix("Get").or_else(|| name.strip_prefix("Set")).unwrap_or(name);
    name.rsplit_once('_').map_or(name, |(name, _version)| name)
}

fn write_value(writer: &mut Writer<Vec<u8>>, name: &str, row: &str, value: &JsonValue) -> io::Result<()> {
    let element = writer.create_element(name);
    match value {
        JsonValue::Null => element.write_empty()?,
        JsonValue::List(values) => element.write_inner_content(|writer| {
            values.iter().try_for_each(|value| write_value(writer, row, row, value))
        })?,
        JsonValue::Object(fields) => element.write_inner_content(|writer| {
            fields.iter().try_for_each(|(name, value)| write_value(writer, name, row, value))
        })?,
        JsonValue::Text(text) | JsonValue::Name(text) | JsonValue::Exact(text) => {
            element.write_text_content(BytesText::new(text))?
        }
        JsonValue::Int(number) | JsonValue::Bare(number) | JsonValue::Code(number) => {
            element.write_text_content(BytesText::new(&number.to_string()))?
        }
        JsonValue::Money(yen) | JsonValue::MoneyText(yen) => {
            element.write_text_content(BytesText::new(&format!("{yen}.0000")))?
        }
    };
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::json::{name, object, text};

    #[test]
    fn roots_are_those_of_the_guide() {
        let list = |rows| vec![("ResultObject", rows), ("ResultCode", JsonValue::Code(0))];
        let row =
            object([("OrderPrice", JsonValue::Money(1980)), ("Buyer", name("A & <B>")), ("Gift", text(""))]);
        let cases = [
            (
                list(JsonValue::List(vec![row.clone()])),
                "<StdCustomResultOfListOfShippingInfo><ResultObject><ShippingInfo>\
                 <OrderPrice>1980.0000</OrderPrice><Buyer>A &amp; &lt;B&gt;</Buyer>\
                 <Gift></Gift></ShippingInfo></ResultObject>\
                 <ResultCode>0</ResultCode></StdCustomResultOfListOfShippingInfo>",
            ),
            (
                list(JsonValue::Null),
                "<StdCustomResultOfListOfShippingInfo><ResultObject/><ResultCode>0</ResultCode>\
                 </StdCustomResultOfListOfShippingInfo>",
            ),
            (
                list(object([("A", JsonValue::Int(1))])),
                "<StdCustomResultOfShippingInfo><ResultObject><A>1</A></ResultObject>\
                 <ResultCode>0</ResultCode></StdCustomResultOfShippingInfo>",
            ),
            (
                list(JsonValue::Exact("key".to_owned())),
                "<StdCustomResultOfString><ResultObject>key</ResultObject><ResultCode>0</ResultCode>\
                 </StdCustomResultOfString>",
            ),
            (vec![("ResultCode", JsonValue::Code(-1))], "<StdResult><ResultCode>-1</ResultCode></StdResult>"),
        ];
        for (fields, expected) in cases {
            let expected = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>{expected}");
            assert_eq!(encode("ShippingBasic.GetShippingInfo_v3", &fields), expected);
        }
    }

    #[test]
    fn rows_are_named_after_their_method() {
        let cases = [
            ("ShippingBasic.GetShippingInfo_v2", "ShippingInfo"),
            ("ItemsLookup.GetItemDetailInfo", "ItemDetailInfo"),
            ("ShippingBasic.SetSendingInfoBulk", "SendingInfoBulk"),
        ];
        for (method, expected) in cases {
            assert_eq!(name_row(method), expected);
        }
    }
}
