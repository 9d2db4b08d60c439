//! Keys, names and envelopes.

use super::*;
use crate::sandbox::world::{API_KEY, EXPIRED_KEY, INACTIVE_KEY, LOGIN, ORDERS_KEY, READ_ONLY_KEY};

fn body(world: &mut World, method: &str, key: &str) -> String {
    let params = [("ShippingStatus", "2"), ("SearchStartDate", "20260701"), ("SearchEndDate", "20260701")];
    let request = Request { key: key.to_owned(), ..request(method, &params) };
    world.handle(&request, now()).body
}

#[test]
fn keys_are_looked_at_first_and_refused_without_acting() {
    let mut world = small();
    let read = "ShippingBasic.GetShippingInfo_v3";
    let no_such_api = r#"{"ErrorCode":-90001,"ErrorMsg":"存在しないAPIです。"}"#;
    assert_eq!(body(&mut world, read, "wrong"), no_such_api);
    assert_eq!(body(&mut world, read, ""), no_such_api);
    assert_eq!(body(&mut world, read, INACTIVE_KEY), "");
    assert!(body(&mut world, read, EXPIRED_KEY).starts_with(r#"{"ErrorCode":-90004"#));
    assert!(body(&mut world, read, READ_ONLY_KEY).contains(r#""ResultCode":0"#));
    assert!(
        body(&mut world, "ItemsOrder.SetGoodsPriceQty", READ_ONLY_KEY).starts_with(r#"{"ErrorCode":-90002"#)
    );
    assert!(world.writes().is_empty());
    assert!(body(&mut world, read, ORDERS_KEY).contains(r#""ResultCode":0"#));
    let items = Request {
        key: ORDERS_KEY.to_owned(),
        ..request("ItemsLookup.GetAllGoodsInfo", &[("ItemStatus", "S2")])
    };
    assert!(world.handle(&items, now()).body.contains(r#""TotalItems":0,"#));
    set(&mut world, "expired-key", "-90005");
    set(&mut world, "wrong-key", "-10000");
    set(&mut world, "key-problem-field", "result-code");
    assert!(body(&mut world, read, EXPIRED_KEY).starts_with(r#"{"ResultCode":-90005"#));
    set(&mut world, "messages", "english");
    let expected = r#"{"ResultCode":-10000,"ResultMsg":"Please check the Seller Authorization Key."}"#;
    assert_eq!(body(&mut world, read, "wrong"), expected);
}

#[test]
fn names_are_known_in_any_case_and_unknown_in_plain_text() {
    let mut world = small();
    assert!(body(&mut world, "shippingbasic.GETSHIPPINGINFO_V3", SELLER_KEY).contains(r#""ResultCode":0"#));
    assert_eq!(body(&mut world, "Shipping.GetIt", SELLER_KEY), "Can't find service Name Shipping");
    assert_eq!(body(&mut world, "Claim.GetIt", "wrong"), "Can't find method Info GetIt");
    let mut request = request("ItemsLookup.GetSellerDeliveryGroupInfo", &[]);
    request.version = "9.9".to_owned();
    assert!(world.handle(&request, now()).body.contains("-90001"));
}

#[test]
fn a_new_key_works_and_may_come_late() {
    let mut world = small();
    set(&mut world, "first-key", "empty-once");
    let ask = |world: &mut World, password: &str| {
        let params = [("user_id", LOGIN), ("pwd", password)];
        let request = Request {
            key: API_KEY.to_owned(),
            ..request("CertificationAPI.CreateCertificationKey", &params)
        };
        serde_json::from_str::<Value>(&world.handle(&request, now()).body).unwrap()
    };
    assert_ne!(code(&ask(&mut world, "guess")), 0);
    assert_eq!(ask(&mut world, LOGIN)["ResultObject"], "");
    let key = ask(&mut world, LOGIN)["ResultObject"].as_str().unwrap().to_owned();
    assert!(body(&mut world, "ShippingBasic.GetShippingInfo_v3", &key).contains(r#""ResultCode":0"#));
    assert!(body(&mut world, "CertificationAPI.CreateCertificationKey", SELLER_KEY).contains("ErrorCode"));
    assert!(world.writes().iter().all(|write| !write.values.contains(LOGIN)), "the password is not kept");
}
