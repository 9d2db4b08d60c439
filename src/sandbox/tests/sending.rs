//! Sending: carrier and tracking number.

use super::*;

const SINGLE: &str = "ShippingBasic.SetSendingInfo";
const BULK: &str = "ShippingBasic.SetSendingInfoBulk";
const GOOD: &str = "405548424886";
const OTHER: &str = "512547514334";

fn single(world: &mut World, number: &str, carrier: &str, tracking: &str) -> i64 {
    let params = [("OrderNo", number), ("ShippingCorp", carrier), ("TrackingNo", tracking)];
    code(&call(world, SINGLE, &params))
}

fn bulk(world: &mut World, number: &str, carrier: &str, tracking: &str) -> i64 {
    let json =
        serde_json::json!([{"OrderNo": number, "ShippingCorp": carrier, "TrackingNo": tracking}]).to_string();
    let reply = call(world, BULK, &[("ShippingInfoJson", &json)]);
    assert_eq!(reply["ResultObject"][0]["transc_nm"], carrier);
    reply["ResultObject"][0]["result_cd"].as_i64().unwrap()
}

#[test]
fn a_sent_order_is_on_its_way_with_its_number() {
    for send in [single, bulk] {
        for status in [2, 3] {
            let (mut world, _, numbers) = with_cart(1);
            world.line_mut(numbers[0]).unwrap().status = status;
            assert_eq!(send(&mut world, &numbers[0].to_string(), "佐川急便", GOOD), 0);
            assert_eq!(listed(&mut world, "4"), [numbers[0].get()]);
            let line = world.line(numbers[0]).unwrap();
            assert_eq!((line.tracking_no.as_str(), line.shipped_at), (GOOD, Some(now())));
        }
    }
}

#[test]
fn the_single_call_has_few_codes() {
    let (mut world, cart, numbers) = with_cart(2);
    let number = numbers[0].to_string();
    let cases = [
        ("x", "佐川急便", GOOD, -10001),
        (number.as_str(), "", GOOD, -10002),
        (number.as_str(), "佐川急便", "", -10003),
        ("7", "佐川急便", GOOD, -10004),
        (number.as_str(), "ヤマト運輸", GOOD, -10010),
        (number.as_str(), "佐川急便", "123456789012", -10010),
    ];
    for (no, carrier, tracking, expected) in cases {
        assert_eq!(single(&mut world, no, carrier, tracking), expected, "{no} {carrier} {tracking}");
    }
    world.request_cancel(&cart.to_string(), now()).unwrap();
    assert_eq!(single(&mut world, &number, "佐川急便", GOOD), -10010);
    world.withdraw_cancel(&cart.to_string()).unwrap();
    world.line_mut(numbers[1]).unwrap().status = 1;
    assert_eq!(single(&mut world, &numbers[1].to_string(), "佐川急便", GOOD), -10010);
    assert_eq!(single(&mut world, &number, "佐川急便", GOOD), 0);
    assert_eq!(single(&mut world, &number, "佐川急便", OTHER), -10010);
    set(&mut world, "send-again", "accepted");
    assert_eq!(single(&mut world, &number, "佐川急便", OTHER), 0);
    assert_eq!(world.line(numbers[0]).unwrap().tracking_no, OTHER);
}

#[test]
fn bulk_rows_have_a_code_for_each_reason() {
    let (mut world, cart, numbers) = with_cart(1);
    let number = numbers[0].to_string();
    let long = "1".repeat(51);
    let cases = [
        ("x", "佐川急便", GOOD, -10115),
        ("7", "佐川急便", GOOD, -10122),
        (number.as_str(), "", GOOD, -10116),
        (number.as_str(), "佐川急便", "", -10117),
        (number.as_str(), "佐川急便", long.as_str(), -10105),
        (number.as_str(), "佐川", GOOD, -10120),
        (number.as_str(), "佐川急便", "123456789012", -10108),
        (number.as_str(), "佐川急便", "4055-4842-4886", -10106),
    ];
    for (no, carrier, tracking, expected) in cases {
        assert_eq!(bulk(&mut world, no, carrier, tracking), expected, "{no} {carrier} {tracking}");
    }
    world.request_cancel(&cart.to_string(), now()).unwrap();
    assert_eq!(bulk(&mut world, &number, "佐川急便", GOOD), -10101);
    world.withdraw_cancel(&cart.to_string()).unwrap();
    world.line_mut(numbers[0]).unwrap().status = 1;
    assert_eq!(bulk(&mut world, &number, "佐川急便", GOOD), -10010);
    world.line_mut(numbers[0]).unwrap().status = 3;
    assert_eq!(bulk(&mut world, &number, "佐川急便", GOOD), 0);
    assert_eq!(bulk(&mut world, &number, "佐川急便", GOOD), -10007);
    assert_eq!(world.writes().last().unwrap().times_seen, 4);
}

#[test]
fn one_number_serves_one_cart() {
    let (mut world, _, numbers) = with_cart(2);
    let (_, others) = add_cart(&mut world, 1);
    assert_eq!(bulk(&mut world, &numbers[0].to_string(), "佐川急便", GOOD), 0);
    assert_eq!(bulk(&mut world, &numbers[1].to_string(), "佐川急便", GOOD), 0);
    assert_eq!(bulk(&mut world, &others[0].to_string(), "佐川急便", GOOD), -10103);
    assert_eq!(single(&mut world, &others[0].to_string(), "佐川急便", GOOD), -10010);
    assert_eq!(bulk(&mut world, &others[0].to_string(), "佐川急便", OTHER), 0);
}

#[test]
fn a_cancelled_order_cannot_be_sent() {
    let (mut world, cart, numbers) = with_cart(1);
    world.cancel(&cart.to_string(), now()).unwrap();
    assert_eq!(bulk(&mut world, &numbers[0].to_string(), "佐川急便", GOOD), -10007);
    assert_eq!(single(&mut world, &numbers[0].to_string(), "佐川急便", GOOD), -10010);
}

#[test]
fn a_tracking_number_without_quotes_counts_as_missing() {
    let (mut world, _, numbers) = with_cart(1);
    let rows = |tracking: Value| {
        serde_json::json!([{"OrderNo": numbers[0].get(), "ShippingCorp": "佐川急便", "TrackingNo": tracking}])
            .to_string()
    };
    let mut answer = |tracking: Value| {
        let rows = rows(tracking);
        let reply =
            call(&mut world, "ShippingBasic.SetSendingInfoBulk", &[("ShippingInfoJson", rows.as_str())]);
        reply["ResultObject"][0]["result_cd"].as_i64().unwrap()
    };
    assert_eq!(answer(GOOD.parse::<i64>().unwrap().into()), -10117);
    assert_eq!(answer(GOOD.into()), 0);
}
