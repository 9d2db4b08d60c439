//! Confirmation with a planned ship date.

use super::*;

const SINGLE: &str = "ShippingBasic.SetSellerCheckYN_V2";
const BULK: &str = "ShippingBasic.SetSellerCheckYNBulk";

fn single(world: &mut World, number: &str, date: &str) -> i64 {
    code(&call(world, SINGLE, &[("OrderNo", number), ("EstShipDt", date)]))
}

fn bulk_reply(world: &mut World, rows: &[(&str, &str)]) -> Value {
    let rows = rows.iter().map(
        |(no, date)| serde_json::json!({"OrderNo": no, "EstShipDt": date, "DelayType": "", "DelayMemo": ""}),
    );
    let json = Value::Array(rows.collect()).to_string();
    call(world, BULK, &[("SendPlanDtInfoJson", &json)])
}

fn bulk(world: &mut World, number: &str, date: &str) -> i64 {
    bulk_reply(world, &[(number, date)])["ResultObject"][0]["result_cd"].as_i64().unwrap()
}

#[test]
fn the_single_call_confirms_and_may_change_the_date() {
    let (mut world, _, numbers) = with_cart(1);
    let number = numbers[0].to_string();
    for (date, expected) in
        [("2026-07-02", -10010), ("20260630", -10010), ("20261001", -10010), ("20260701", 0), ("20260706", 0)]
    {
        assert_eq!(single(&mut world, &number, date), expected, "{date}");
    }
    let line = world.line(numbers[0]).unwrap();
    assert_eq!((line.status, line.planned_on.unwrap().to_string()), (3, "2026-07-06".to_owned()));
    assert!(line.packing_no.starts_with("JPP"));
    assert_eq!(listed(&mut world, "3"), [numbers[0].get()]);
    set(&mut world, "confirm-again", "refused");
    assert_eq!(single(&mut world, &number, "20260707"), -10010);
    assert_eq!(single(&mut world, "nonsense", "20260707"), -10001);
    assert_eq!(single(&mut world, "77", "20260707"), -10004);
}

#[test]
fn the_single_call_refuses_unpaid_sent_and_claimed_orders() {
    let (mut world, cart, numbers) = with_cart(1);
    let number = numbers[0].to_string();
    for status in [1, 4, 5] {
        world.line_mut(numbers[0]).unwrap().status = status;
        assert_eq!(single(&mut world, &number, "20260706"), -10010, "{status}");
    }
    world.line_mut(numbers[0]).unwrap().status = 2;
    world.request_cancel(&cart.to_string(), now()).unwrap();
    assert_eq!(single(&mut world, &number, "20260706"), -10010);
    world.withdraw_cancel(&cart.to_string()).unwrap();
    let memo = "長".repeat(1001);
    let params = [("OrderNo", number.as_str()), ("EstShipDt", "20260706"), ("DelayMemo", &memo)];
    assert_eq!(code(&call(&mut world, SINGLE, &params)), -10010);
    let params = [("OrderNo", number.as_str()), ("EstShipDt", "20260706"), ("DelayType", "5")];
    assert_eq!(code(&call(&mut world, SINGLE, &params)), -10010);
}

#[test]
fn bulk_rows_have_a_code_for_each_state_and_date() {
    let (mut world, cart, numbers) = with_cart(1);
    let number = numbers[0].to_string();
    for (date, expected) in [
        ("", -10016),
        ("2026-07-06", -10016),
        ("20260701", -10018),
        ("20260630", -10018),
        ("20260930", -10017),
    ] {
        assert_eq!(bulk(&mut world, &number, date), expected, "{date}");
    }
    for (status, expected) in [(1, -10013), (3, -10012), (4, -10013), (5, -10013)] {
        world.line_mut(numbers[0]).unwrap().status = status;
        assert_eq!(bulk(&mut world, &number, "20260706"), expected, "{status}");
    }
    world.line_mut(numbers[0]).unwrap().status = 2;
    world.request_cancel(&cart.to_string(), now()).unwrap();
    assert_eq!(bulk(&mut world, &number, "20260706"), -10014);
    world.withdraw_cancel(&cart.to_string()).unwrap();
    set(&mut world, "ship-date-limit", "10");
    assert_eq!(bulk(&mut world, &number, "20260712"), -10017);
    assert_eq!(bulk(&mut world, &number, "20260711"), 0);
    assert_eq!(bulk(&mut world, &number, "20260711"), -10012);
    world.cancel(&cart.to_string(), now()).unwrap();
    assert_eq!(bulk(&mut world, &number, "20260706"), -10007);
    assert_eq!((bulk(&mut world, "x", "20260706"), bulk(&mut world, "7", "20260706")), (-10001, -10004));
}

#[test]
fn today_is_japans_today() {
    let (mut world, _, numbers) = with_cart(1);
    let number = numbers[0].to_string();
    let json = format!(r#"[{{"OrderNo":"{number}","EstShipDt":"20260702"}}]"#);
    let past_midnight = at("2026-07-02T00:30:00");
    let reply = call_at(&mut world, past_midnight, BULK, &[("SendPlanDtInfoJson", &json)]);
    assert_eq!(reply["ResultObject"][0]["result_cd"], -10018);
}

#[test]
fn a_bulk_call_is_rows_up_to_five_hundred() {
    let (mut world, _, numbers) = with_cart(1);
    let mut top =
        |json: &str| call(&mut world, BULK, &[("SendPlanDtInfoJson", json)])["ResultCode"].as_i64().unwrap();
    assert_eq!([top(""), top("[]"), top("{}"), top("[1]"), top("[{]")], [-10006; 5]);
    let rows = |n: usize| format!("[{}]", vec![r#"{"OrderNo":"7","EstShipDt":"20260706"}"#; n].join(","));
    assert_eq!((top(&rows(500)), top(&rows(501))), (0, -10011));
    let number = format!(r#"[{{"OrderNo":{},"EstShipDt":20260706}}]"#, numbers[0]);
    let reply = call(&mut world, BULK, &[("SendPlanDtInfoJson", &number)]);
    assert_eq!(reply["ResultObject"][0]["result_cd"], 0, "quotes may be missing");
}

#[test]
fn row_ids_follow_their_variant() {
    let (mut world, _, numbers) = with_cart(2);
    let (a, b) = (numbers[0].to_string(), numbers[1].to_string());
    let ids = |reply: &Value| [0, 1].map(|n| reply["ResultObject"][n]["cont_no"].as_i64().unwrap());
    let reply = bulk_reply(&mut world, &[(&a, "20260706"), (&b, "20260701")]);
    assert_eq!(ids(&reply), [numbers[0].get(), numbers[1].get()]);
    assert_eq!((reply["ResultObject"][0]["result_cd"].clone(), code(&reply)), (0.into(), 0));
    set(&mut world, "bulk-row-id", "position");
    assert_eq!(ids(&bulk_reply(&mut world, &[(&b, "20260706"), (&a, "20260706")])), [1, 2]);
    let log: Vec<_> = world.writes().iter().map(|w| (w.target.as_str(), w.code)).collect();
    assert_eq!(log, [(a.as_str(), 0), (b.as_str(), -10018), (b.as_str(), 0), (a.as_str(), -10012)]);
}
