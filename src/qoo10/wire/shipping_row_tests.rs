use serde_json::{Map, Value, json};

use super::*;

/// A row of nothing but what it cannot be imported without.
fn bare() -> Map<String, Value> {
    let row = json!({
        "PackNo": 412_345_678, "OrderNo": 1_062_428_737, "OrderDate": "2026-07-01 09:08:07",
        "PaymentDate": "2026-07-01 09:10:00", "OrderQty": 2, "OrderPrice": 1980, "Total": 3960,
        "ItemNo": "812345678", "SellerItemCode": "TS-001",
    });
    row.as_object().unwrap().clone()
}

fn with(field: &str, value: impl Into<Value>) -> Map<String, Value> {
    let mut row = bare();
    row.insert(field.to_owned(), value.into());
    row
}

fn without(field: &str) -> Map<String, Value> {
    let mut row = bare();
    row.remove(field);
    row
}

fn read_row(row: Map<String, Value>) -> Result<ShippingRow, UnreadableRow> {
    parse(&Value::Object(row).to_string())
}

/// The row is refused, and the sentence names method and field.
fn names(row: Map<String, Value>, field: &str) {
    let shown = Value::Object(row.clone()).to_string();
    let problem = read_row(row).expect_err(&shown).problem.to_string();
    assert!(problem.contains("GetShippingInfo_v3"), "{problem}");
    assert!(problem.contains(field), "{field} is not named: {problem}");
}

#[test]
fn a_row_needs_nothing_but_its_required_fields() {
    let row = read_row(bare()).unwrap();
    assert_eq!((row.qty, row.unit_price_yen, row.total_yen), (2, 1980, 3960));
    assert_eq!(row.seller_item_code.as_deref(), Some("TS-001"));
    assert!(row.paid_at.is_some() && row.option.is_none() && row.delivery_company.is_none());
}

#[test]
fn a_required_field_that_is_missing_or_of_another_type_is_named() {
    let required: Vec<String> = bare().keys().cloned().collect();
    assert_eq!(required.len(), 9);
    for field in &required {
        names(without(field), field);
        for wrong in [json!({"a": 1}), json!([1]), json!(true)] {
            names(with(field, wrong), field);
        }
    }
    for (field, other) in [("PaymentDate", "paymentDate"), ("OrderDate", "orderDate"), ("ItemNo", "itemCode")]
    {
        let mut row = without(field);
        row.insert(other.to_owned(), bare()[field].clone());
        names(row, field);
    }
}

#[test]
fn what_is_no_number_or_date_is_named_and_blank_too() {
    for field in ["PackNo", "OrderNo", "OrderDate", "OrderQty", "OrderPrice", "Total", "PaymentDate"] {
        names(with(field, "soon"), field);
    }
    for field in ["PackNo", "OrderNo", "OrderDate", "OrderQty", "OrderPrice", "Total", "ItemNo"] {
        for blank in [Value::Null, json!(""), json!(" ")] {
            names(with(field, blank), field);
        }
    }
    for field in ["OrderDate", "PaymentDate"] {
        for date in ["2026-02-30 10:00:00", "2026-07-01 25:00:00", "0000-00-00 00:00:00"] {
            names(with(field, date), field);
        }
    }
}

#[test]
fn numbers_that_no_order_can_have_are_named() {
    for (field, value) in [
        ("PackNo", json!(0)),
        ("PackNo", json!(-412_345_678)),
        ("OrderNo", json!(0)),
        ("OrderNo", json!(-1)),
        ("OrderNo", json!("99999999999999999999999")),
        ("OrderQty", json!(0)),
        ("OrderQty", json!(-1)),
    ] {
        names(with(field, value), field);
    }
}

#[test]
fn blank_codes_and_payment_dates_are_none() {
    for blank in [Value::Null, json!(""), json!("  "), json!("\u{3000}")] {
        assert_eq!(read_row(with("SellerItemCode", blank.clone())).unwrap().seller_item_code, None);
        assert_eq!(read_row(with("OptionCode", blank.clone())).unwrap().option_code, None);
        assert_eq!(read_row(with("PaymentDate", blank)).unwrap().paid_at, None);
    }
}

#[test]
fn related_orders_say_nothing_of_the_rows_own_number() {
    for related in ["", "1062428737", "1062428738, 1062428737", "1062428738,1062428739 , 1062428738"] {
        let row = read_row(with("RelatedOrder", related)).unwrap();
        assert_eq!((row.order_no.get(), row.pack_no.get()), (1_062_428_737, 412_345_678), "{related}");
    }
}

#[test]
fn the_head_of_a_row_is_read_as_far_as_it_can_be() {
    for field in ["PackNo", "OrderNo", "OrderDate"] {
        let head = parse_head(&Value::Object(without(field)).to_string());
        assert_eq!(head.pack_no.is_some(), field != "PackNo");
        assert_eq!(head.order_no.is_some(), field != "OrderNo");
        assert_eq!(head.ordered_at.is_some(), field != "OrderDate");
        assert_eq!(head.is_whole, field == "OrderDate", "{field}");
    }
    for junk in ["null", "7", r#""text""#, "[]", "{}"] {
        assert_eq!(parse_head(junk), RowHead::default(), "{junk}");
        assert!(parse(junk).is_err(), "{junk}");
    }
}

#[test]
fn a_row_that_is_no_object_is_said_without_its_words() {
    for json in ["\"架空 太郎\"", "[\"架空 太郎\"]"] {
        let bad = parse(json).unwrap_err();
        assert!(!bad.problem.to_string().contains("架空"), "{}", bad.problem);
    }
}

#[test]
fn desired_delivery_takes_all_known_forms() {
    let day = NaiveDate::from_ymd_opt(2026, 7, 8);
    for (given, date, time) in [
        ("2026-07-08 ", day, None),
        ("2026-07-08", day, None),
        ("2026/07/08", day, None),
        ("2026-07-08 00:00:00", day, None),
        ("14:00~16:00", None, Some("14:00~16:00")),
        ("2026-07-08 14:00~16:00", day, Some("14:00~16:00")),
        ("2026-13-45", None, Some("2026-13-45")),
        ("午前中", None, Some("午前中")),
        ("1900-01-01 00:00:00", None, None),
    ] {
        assert_eq!(parse_desired(Some(given.to_owned())), (date, time.map(str::to_owned)), "{given}");
    }
}

#[test]
fn a_value_that_decides_something_and_is_no_text_is_not_absent() {
    for key in [
        "EstimatedShippingDate",
        "ShippingDate",
        "RelatedOrder",
        "AvailableSendType",
        "AvailableShippingDate",
    ] {
        let other = |value: Value| {
            let other = read_row(with(key, value)).unwrap().other;
            [
                other.estimated_shipping_date,
                other.shipping_date,
                other.related_order,
                other.available_send_type,
                other.available_shipping_date,
            ]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
        };
        assert_eq!(other(json!([1])), [NO_TEXT], "{key}");
        assert_eq!(other(json!(true)), [NO_TEXT], "{key}");
        assert!(other(Value::Null).is_empty() && other(json!("")).is_empty(), "{key}");
    }
}

#[test]
fn stk_08_thing_and_quantity_are_read_whatever_else_of_a_row_cannot_be() {
    let read = |row: Map<String, Value>| parse_goods(&Value::Object(row).to_string());
    let goods = ListedGoods {
        item_code: Some("812345678".to_owned()),
        seller_item_code: Some("TS-001".to_owned()),
        option_code: None,
        option: None,
        qty: 2,
        is_paid: true,
    };
    assert_eq!(read(bare()), Ok(goods.clone()));
    for (field, value) in
        [("OrderNo", "?"), ("OrderDate", "soon"), ("Total", "much"), ("PaymentDate", "soon")]
    {
        assert_eq!(read(with(field, value)), Ok(goods.clone()), "{field}");
    }
    assert_eq!(read(without("PaymentDate")), Ok(goods.clone()), "rather too few pieces than too many");
    assert_eq!(read(with("PaymentDate", "")), Ok(ListedGoods { is_paid: false, ..goods.clone() }));
    let option = ListedGoods { option_code: Some("-W".to_owned()), ..goods };
    assert_eq!(read(with("OptionCode", "-W")), Ok(option));
    for row in [with("OrderQty", "many"), with("OrderQty", 0), with("ItemNo", json!([]))] {
        assert!(read(row.clone()).is_err(), "{row:?}");
    }
}
