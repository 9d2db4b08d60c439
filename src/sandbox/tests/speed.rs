//! Big worlds stay fast: finding by number, never by walking. The bounds are generous; a scan would break them.

use std::time::{Duration, Instant};

use super::*;

#[test]
fn ten_thousand_orders_are_listed_and_sent_in_time() {
    let started = Instant::now();
    let mut world = World::big(now(), 10_000, 2_000);
    assert_eq!(listed(&mut world, "2").len(), 10_000);
    let numbers: Vec<_> = world.lines().map(|line| line.order_no.to_string()).collect();
    for chunk in numbers.chunks(500) {
        let rows = chunk.iter().map(|no| serde_json::json!({"OrderNo": no, "EstShipDt": "20260706"}));
        let json = Value::Array(rows.collect()).to_string();
        call(&mut world, "ShippingBasic.SetSellerCheckYNBulk", &[("SendPlanDtInfoJson", &json)]);
    }
    assert!(world.lines().all(|line| line.status == 3));
    assert_eq!(world.writes().len(), 10_000);
    for n in 0..2_000 {
        let seller = format!("BIG-{n:05}");
        let params = [("SellerCode", seller.as_str()), ("OptionCode", "-A"), ("Qty", "5")];
        assert_eq!(code(&call(&mut world, "ItemsOptions.UpdateInventoryQtyUnit", &params)), 0);
    }
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}
