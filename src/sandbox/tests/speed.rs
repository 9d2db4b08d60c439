//! Worlds larger than one call takes.

use super::*;

#[test]
fn many_orders_are_listed_and_confirmed() {
    let mut world = World::build_large(now(), 1_200, 200);
    assert_eq!(listed(&mut world, "2").len(), 1_200);
    let numbers: Vec<_> = world.lines().map(|line| line.order_no.to_string()).collect();
    for chunk in numbers.chunks(500) {
        let rows = chunk.iter().map(|no| serde_json::json!({"OrderNo": no, "EstShipDt": "20260706"}));
        let json = Value::Array(rows.collect()).to_string();
        call(&mut world, "ShippingBasic.SetSellerCheckYNBulk", &[("SendPlanDtInfoJson", &json)]);
    }
    assert!(world.lines().all(|line| line.status == 3));
    assert_eq!(world.writes().len(), 1_200);
    for n in 0..200 {
        let seller = format!("BIG-{n:05}");
        let params = [("SellerCode", seller.as_str()), ("OptionCode", "-A"), ("Qty", "5")];
        assert_eq!(code(&call(&mut world, "ItemsOptions.UpdateInventoryQtyUnit", &params)), 0);
    }
}
