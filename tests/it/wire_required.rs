//! Fields without which a row cannot be imported: its cart is rejected, the field is named, the others go on.

use serde_json::{Value, json};

use crate::support::{Row, Shop, row};

const REQUIRED: [&str; 9] = [
    "PackNo",
    "OrderNo",
    "OrderDate",
    "OrderQty",
    "OrderPrice",
    "Total",
    "ItemNo",
    "SellerItemCode",
    "PaymentDate",
];

/// Only letters and digits, for a comparison that does not mind the wording.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_lowercase()
}

/// The message of the reject of this row; two good carts around it are imported.
fn reject_of(damaged: Row, what: &str) -> String {
    let good = |n: i64| row().cart(n).no(n).item("812345678", "GOOD-1");
    let shop = Shop::with_rows(vec![good(7), damaged, good(8)]);
    let report = shop.import_with(&[], 3);
    assert_eq!(report.count("imported"), 2, "{what}: {report:#?}");
    assert_eq!(report.count("rejected"), 1, "{what}: {report:#?}");
    assert_eq!(shop.codes(), ["7", "8"], "{what}");
    assert_eq!(shop.rejects().len(), 1, "{what}");
    let again = shop.import_with(&[], 3);
    assert_eq!(again.count("rejected"), 1, "{what} in the second run: {again:#?}");
    assert_eq!(shop.rejects().len(), 1, "{what}: listed twice after the second run");
    report.reject_messages()
}

fn names_method_and_field(message: &str, field: &str, what: &str) {
    assert!(squeezed(message).contains("getshippinginfov3"), "no method for {what}: {message}");
    assert!(squeezed(message).contains(&field.to_lowercase()), "{field} is not named for {what}: {message}");
}

#[test]
fn a_required_field_that_is_missing() {
    for field in REQUIRED {
        let message = reject_of(row().without(field), &format!("no {field}"));
        names_method_and_field(&message, field, "a missing key");
    }
}

#[test]
fn a_required_field_that_is_null() {
    for field in REQUIRED.iter().filter(|f| **f != "PaymentDate") {
        let message = reject_of(row().set(field, Value::Null), &format!("{field} null"));
        if *field == "SellerItemCode" {
            assert!(squeezed(&message).contains("selleritemcode"), "{message}");
        } else {
            names_method_and_field(&message, field, "null");
        }
    }
}

#[test]
fn a_required_field_of_another_type() {
    for field in REQUIRED {
        for wrong in [json!({"a": 1}), json!([1]), json!(true)] {
            let message = reject_of(row().set(field, wrong.clone()), &format!("{field} = {wrong}"));
            names_method_and_field(&message, field, &wrong.to_string());
        }
    }
}

#[test]
fn words_where_a_number_or_date_belongs() {
    for field in ["PackNo", "OrderNo", "OrderDate", "OrderQty", "OrderPrice", "Total", "PaymentDate"] {
        let message = reject_of(row().set(field, "soon"), &format!("{field} = soon"));
        names_method_and_field(&message, field, "words");
    }
}

#[test]
fn an_empty_text_where_a_number_or_date_belongs() {
    for field in ["PackNo", "OrderNo", "OrderDate", "OrderQty", "OrderPrice", "Total"] {
        reject_of(row().set(field, ""), &format!("{field} empty"));
    }
}

#[test]
fn numbers_that_no_order_can_have() {
    for (field, value) in [("PackNo", 0), ("PackNo", -412_345_678), ("OrderNo", 0), ("OrderNo", -1)] {
        reject_of(row().set(field, value), &format!("{field} = {value}"));
    }
    reject_of(row().set("OrderNo", json!("99999999999999999999999")), "a number past 64 bits");
}

#[test]
fn dates_that_do_not_exist() {
    for field in ["OrderDate", "PaymentDate"] {
        for date in ["2026-02-30 10:00:00", "2026-07-01 25:00:00", "0000-00-00 00:00:00"] {
            reject_of(row().set(field, date), &format!("{field} = {date}"));
        }
    }
}

#[test]
fn a_row_without_an_order_date_rejects_its_whole_cart() {
    let shop = Shop::with_rows(vec![row().no(1).without("OrderDate"), row().no(2), row().cart(7).no(7)]);
    assert_eq!(shop.import_with(&[], 3).counts(), [3, 1, 0, 2]);
    assert_eq!(shop.codes(), ["7"]);
}

#[test]
fn two_rows_without_usable_numbers_are_two_rejects_and_do_not_mix() {
    let shop = Shop::with_rows(vec![
        row().no(1).without("PackNo"),
        row().no(2).without("PackNo"),
        row().cart(7).no(7),
    ]);
    assert_eq!(shop.import_with(&[], 3).counts(), [3, 1, 0, 2]);
    assert_eq!(shop.rejects().len(), 2);
}

#[test]
fn texts_that_nobody_needs_may_be_missing() {
    let mut bare = row();
    let optional: Vec<String> =
        bare.fields.keys().filter(|k| !REQUIRED.contains(&k.as_str())).cloned().collect();
    for key in optional.iter().filter(|k| !["ShippingStatus", "DeliveryCompany"].contains(&k.as_str())) {
        bare = bare.without(key);
    }
    let shop = Shop::with_rows(vec![bare]);
    shop.import();
    assert_eq!(shop.show("412345678")["lines"][0]["sku"], "TS-001");
}

#[test]
fn a_damaged_row_that_is_mended_is_imported() {
    for field in ["OrderDate", "OrderQty", "Total", "PaymentDate", "PackNo"] {
        let shop = Shop::with_rows(vec![row().without(field)]);
        shop.import_with(&[], 3);
        shop.fake.set_rows(vec![row()]);
        assert_eq!(shop.import().counts(), [1, 1, 0, 0], "{field}");
        assert!(shop.rejects().is_empty(), "{field}");
    }
}

#[test]
fn a_field_in_the_spelling_of_another_version_is_a_missing_field() {
    for (field, other) in [("PaymentDate", "paymentDate"), ("OrderDate", "orderDate"), ("ItemNo", "itemCode")]
    {
        let value = row().fields[field].clone();
        let message = reject_of(row().without(field).set(other, value), other);
        names_method_and_field(&message, field, other);
    }
}
