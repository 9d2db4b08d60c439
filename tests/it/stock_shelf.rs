//! The fake's shelf notices what must never happen to an item: without this, tests of push-stock would prove
//! nothing.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{
    ALL_GOODS, DETAIL, MOVE_DETAIL, MOVING, ONE_AXIS, PLAIN, SET_MOVE, SET_OPTIONS, SET_PLAIN, SIZELESS,
    Shelf, every_kind,
};

fn shelf() -> Shelf {
    let goods = every_kind().into_iter().map(|(code, goods)| (code.to_owned(), goods)).collect();
    Shelf { allowed: true, goods, ..Shelf::default() }
}

fn ask(shelf: &mut Shelf, method: &str, params: &[(&str, &str)]) -> Result<Value, String> {
    let params: BTreeMap<String, String> = params.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect();
    shelf.answer(method, &params).map(|bytes| serde_json::from_slice(&bytes).unwrap())
}

/// A bulk call of one row; the shelf after it.
fn after(method: &str, row: &Value) -> (Result<Value, String>, Shelf) {
    let mut shelf = shelf();
    let answer = ask(&mut shelf, method, &[("ItemInfoJson", &json!([row]).to_string())]);
    (answer, shelf)
}

#[test]
fn a_plain_item_keeps_all_but_its_quantity_only_if_end_date_and_tax_rate_come_and_no_price() {
    let mut good = json!({"ItemCode": PLAIN, "SellerCode": "P-1", "Qty": "3", "ExpireDate": "2027-12-31"});
    good["TaxRate"] = json!("S");
    let (answer, set) = after(SET_PLAIN, &good);
    assert_eq!(answer.unwrap()["ResultMsg"], "SUCCESS:1,FAIL:0");
    assert_eq!((set.shape(), set.quantities()[PLAIN]), (shelf().shape(), 3));
    for (key, value) in
        [("ExpireDate", ""), ("ExpireDate", "2028-01-01"), ("Price", "1"), ("TaxRate", "8"), ("TaxRate", "")]
    {
        let mut row = good.clone();
        row[key] = json!(value);
        assert!(after(SET_PLAIN, &row).1.shape() != shelf().shape(), "{key} {value}");
    }
    assert!(after(SET_PLAIN, &json!({"ItemCode": PLAIN, "Qty": 3})).0.is_err(), "a number");
    assert!(after(SET_PLAIN, &json!({"ItemCode": PLAIN})).0.is_err(), "no quantity");
    let other_kind = json!({"ItemCode": ONE_AXIS, "Qty": "3", "ExpireDate": "2027-12-31"});
    assert_eq!(after(SET_PLAIN, &other_kind).0.unwrap()["ResultCode"], -1);
}

#[test]
fn an_option_keeps_its_price_and_code_only_if_they_come_as_they_are() {
    let good = json!({"ItemCode": ONE_AXIS, "SellerCode": "C-1", "OptionName": "味", "OptionValue": "抹茶",
                      "OptionCode": "-B", "Price": 100, "Qty": 3});
    let (answer, set) = after(SET_OPTIONS, &good);
    assert_eq!(answer.unwrap()["ResultCode"], 0);
    assert_eq!((set.shape(), set.quantities()["100000003/抹茶"]), (shelf().shape(), 3));
    for (key, value) in [("Price", json!(0)), ("OptionCode", json!(""))] {
        let mut row = good.clone();
        row[key] = value;
        assert!(after(SET_OPTIONS, &row).1.shape() != shelf().shape(), "{key}");
    }
    let mut unknown = good;
    unknown["OptionValue"] = json!("苺");
    assert_eq!(after(SET_OPTIONS, &unknown).0.unwrap()["ResultObject"][0]["ResultCode"], -10101);
}

#[test]
fn a_type_that_is_left_out_is_deleted_and_a_new_one_is_added() {
    let set = |item: &str, types: &str| {
        let mut shelf = shelf();
        ask(&mut shelf, SET_MOVE, &[("ItemCode", item), ("OptionQty", types)]).map(|_| shelf)
    };
    let whole = set(MOVING, "red||*M||*2||*-RM$$red||*L||*3||*-RL").unwrap();
    assert_eq!((whole.shape(), whole.quantities()["100000004/red/L"]), (shelf().shape(), 3));
    assert_eq!(set(SIZELESS, "red||*2||*-R$$green||*3||*-G").unwrap().shape(), shelf().shape());
    let more = "red||*M||*2||*-RM$$red||*L||*3||*-RL$$red||*S||*1||*-RS";
    for (types, left) in [("red||*L||*3||*-RL", 1), (more, 3)] {
        assert_eq!(set(MOVING, types).unwrap().goods[MOVING].choices.len(), left);
    }
    for broken in ["", "red||*L||*3", "red||*L||*3||*-RL$$", "red||*L||*x||*-RL"] {
        assert!(set(MOVING, broken).is_err(), "{broken}");
    }
}

#[test]
fn reads_tell_the_kinds_apart_and_know_no_other_parameters() {
    let mut shelf = shelf();
    assert_eq!(ask(&mut shelf, DETAIL, &[("ItemCode", PLAIN)]).unwrap()["ResultObject"][0]["ItemQty"], "10");
    assert_eq!(ask(&mut shelf, DETAIL, &[("ItemCode", MOVING)]).unwrap()["ResultObject"], json!([]));
    let types = ask(&mut shelf, MOVE_DETAIL, &[("ItemCode", MOVING)]).unwrap();
    assert_eq!(types["ResultObject"]["OptionQty"], "red||*L||*10||*-RL$$red||*M||*10||*-RM");
    let list = ask(&mut shelf, ALL_GOODS, &[("ItemStatus", "S2"), ("Page", "1")]).unwrap();
    assert_eq!(
        (&list["ResultObject"]["TotalItems"], list["ResultObject"]["Items"].as_array().unwrap().len()),
        (&json!(5), 5)
    );
    assert!(ask(&mut shelf, ALL_GOODS, &[("ItemStatus", "S2"), ("Limit", "1")]).is_err());
    assert!(ask(&mut shelf, "ShippingBasic.GetShippingInfo_v3", &[]).is_err());
}
