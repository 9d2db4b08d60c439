//! An order that is not paid goes nowhere, whatever was typed before.

use serde_json::{Value, json};

use crate::support::{CODE, Shop, agrees, carts, code, row};

fn state(order: &Value) -> (&str, &str, &Value) {
    let text = |key: &str| order[key].as_str().unwrap();
    (text("status"), text("payment_status"), &order["hold_reasons"])
}

#[test]
fn paid_by_hand_and_unpaid_again_is_on_hold_for_its_payment() {
    for payment in ["unpaid", "auth_failed"] {
        let shop = Shop::with_rows(vec![row().unpaid()]);
        shop.import();
        let set = |word: &str| shop.run(&["orders", "set", CODE, "--payment-status", word]).expect(0);
        set("paid");
        assert_eq!(state(&shop.show(CODE)), ("ready", "paid", &json!([])));
        assert!(set(payment).stdout.contains("status ready -> on_hold"), "{payment}");
        let order = shop.show(CODE);
        assert_eq!(state(&order), ("on_hold", payment, &json!(["payment"])));
        agrees(&order);
        let ship = ["orders", "ship", CODE, "--carrier", "佐川急便", "--tracking", "405548424886"];
        shop.run(&ship).expect(2).says(&["not paid"]);
        shop.run(&["orders", "release", CODE]).expect(0);
        assert_eq!(shop.show(CODE)["status"], "on_hold");
        let status = shop.run(&["status", "--json"]).expect(0).json();
        assert_eq!(status["holds"]["payment"], 1);
    }
}

#[test]
fn wherever_the_warehouse_is_an_order_set_to_unpaid_is_held() {
    for status in ["backordered", "ready", "preparing", "working", "inspected"] {
        let shop = Shop::imported(carts(1));
        if status != "ready" {
            shop.run(&["orders", "set", CODE, "--status", status]).expect(0);
        }
        shop.run(&["orders", "set", CODE, "--payment-status", "unpaid"]).expect(0);
        assert_eq!(state(&shop.show(CODE)), ("on_hold", "unpaid", &json!(["payment"])), "{status}");
    }
}

#[test]
fn neither_the_desk_nor_a_file_ships_an_unpaid_order_of_an_older_version() {
    let shop = Shop::imported(carts(5));
    let statuses = ["ready", "preparing", "working", "inspected", "shipped"];
    let mut file = "order,carrier,tracking\n".to_owned();
    for (n, status) in statuses.iter().enumerate() {
        let code = code(n as i64);
        shop.force(&code, status, "unpaid");
        file += &format!("{code},佐川急便,{}\n", crate::support::valid_number(n as i64));
    }
    let before: Vec<Value> = (0..5).map(|n| shop.show(&code(n))).collect();
    for n in 0..5 {
        let number = crate::support::valid_number(n);
        let args = ["orders", "ship", &code(n), "--carrier", "佐川急便", "--tracking", &number];
        shop.run(&args).expect(2).says(&["not paid", "--payment-status paid"]);
    }
    std::fs::write(shop.path("parcels.csv"), file).unwrap();
    let run = shop.run(&["shipments", "load", "parcels.csv"]).expect(3);
    assert_eq!(run.stderr.matches("not paid").count(), 5, "{run:#?}");
    assert_eq!((0..5).map(|n| shop.show(&code(n))).collect::<Vec<_>>(), before);
    for n in 0..4 {
        shop.run(&["orders", "set", &code(n), "--status", "shipped"]).expect(2).says(&["not paid"]);
    }
    shop.run(&["orders", "set", CODE, "--payment-status", "unpaid"]).expect(0);
    assert_eq!(shop.show(CODE)["status"], "on_hold", "the command that mends it");
}
