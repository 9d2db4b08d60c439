//! sync-status against the practice Qoo10: in every form that its answers can take, and under every fault.

use qoo10_bridge::sandbox::FaultKind;
use qoo10_bridge::steps::sync_status;
use serde_json::Value;

use crate::support::practice::Practice;
use crate::support::tier;
use qoo10_bridge::vocabulary::Outcome;

/// The seed shop imported; then a payment, a whole cancellation, a partial one, a request, and a cart that
/// staff confirmed by hand.
fn changed_shop() -> Practice {
    let shop = Practice::seeded();
    shop.import().1.unwrap();
    let now = shop.now;
    shop.server.with_world(|world| {
        world.pay("412345680", now).unwrap();
        world.pay("412345681", now).unwrap();
        world.confirm_by_hand("412345681", now.date_naive() + chrono::Days::new(2)).unwrap();
        world.cancel("412345678", now).unwrap();
        let line = world.find_order_numbers("412345685").unwrap()[0];
        world.cancel(&line.to_string(), now).unwrap();
        world.request_cancel("412345682", now).unwrap();
    });
    shop
}

fn settled() -> Vec<String> {
    let shop = changed_shop();
    shop.sync_status().1.unwrap();
    shop.orders()
}

fn field(orders: &[String], code: &str, name: &str) -> Value {
    let orders: Vec<Value> = orders.iter().map(|o| serde_json::from_str(o).unwrap()).collect();
    orders.iter().find(|o| o["order"] == code).unwrap()[name].clone()
}

#[test]
fn does_the_work() {
    let shop = changed_shop();
    let (report, result) = shop.sync_status();
    result.unwrap();
    assert!(sync_status::should_fire(&report), "the event fires");
    let counts: Vec<u64> = report.counts.iter().map(|(_, n)| *n).collect();
    let names: Vec<&str> = report.counts.iter().map(|(outcome, _)| outcome.as_str()).collect();
    assert_eq!(
        names,
        [
            "paid",
            "cancelled",
            "line_cancelled",
            "cancel_requested",
            "cancel_withdrawn",
            "receiver_changed",
            "adopted",
            "unknown_here",
            "claim_changed",
            "needs_person",
            "unchanged"
        ]
    );
    assert_eq!(counts[..7], [2, 1, 1, 1, 0, 0, 0]);
    let orders = shop.orders();
    assert_eq!(field(&orders, "412345680", "status"), "ready");
    assert_eq!(field(&orders, "412345681", "payment_status"), "paid");
    assert_eq!(field(&orders, "412345678", "status"), "cancelled");
    assert_eq!(field(&orders, "412345678", "order_no_sum"), "");
    assert_eq!(field(&orders, "412345682", "cancel_requested"), true);
}

#[test]
fn second_run_changes_nothing() {
    let shop = changed_shop();
    shop.sync_status().1.unwrap();
    let before = shop.orders();
    let (report, result) = shop.sync_status();
    result.unwrap();
    assert!(!sync_status::should_fire(&report), "no event");
    assert!(
        report.counts.iter().all(|(name, n)| *name == Outcome::Unchanged || *n == 0),
        "{:?}",
        report.counts
    );
    assert_eq!(shop.orders(), before);
}

#[test]
fn every_open_variant_of_the_api_leads_to_the_same_orders() {
    let wanted = settled();
    for variants in tier::variants() {
        let shop = changed_shop();
        shop.server.with_world(|world| tier::switch(world, &variants));
        shop.sync_status().1.unwrap();
        assert_eq!(shop.orders(), wanted, "{variants:?}");
    }
}

#[test]
fn every_fault_that_passes_leads_to_the_same_orders() {
    let wanted = settled();
    let requests = {
        let shop = changed_shop();
        shop.server.forget_requests();
        shop.sync_status().1.unwrap();
        shop.server.requests().len() as u32
    };
    let skipped = [FaultKind::ErrorCode, FaultKind::Redirect302, FaultKind::Slow];
    for (n, kind) in FaultKind::ALL.iter().filter(|kind| !skipped.contains(kind)).enumerate() {
        for after in tier::sampled(0..requests, n, 4) {
            let shop = changed_shop();
            shop.server.with_world(|world| world.faults.add("*", *kind, after, 1));
            let first = shop.sync_status().1;
            if kind.is_in_rows() {
                // What could not be read in one run is read in the next.
                shop.sync_status().1.unwrap();
            } else {
                first.unwrap();
            }
            assert_eq!(shop.orders(), wanted, "{} at request {after}", kind.name());
        }
    }
}

#[test]
fn an_endpoint_that_dies_half_way_leaves_nothing_half_done() {
    let wanted = settled();
    for after in 0..16 {
        let shop = changed_shop();
        let before = shop.orders();
        shop.server.with_world(|world| world.faults.add("*", FaultKind::LostReply, after, 0));
        if shop.sync_status().1.is_err() {
            let orders = shop.orders();
            // Returns and exchanges are asked for after the orders were written (SYN-12).
            assert!(orders == before || after > 6 && orders == wanted, "dead after {after} requests");
        }
        shop.server.with_world(|world| world.faults.clear());
        shop.sync_status().1.unwrap();
        assert_eq!(shop.orders(), wanted, "dead after {after} requests");
    }
}

#[test]
fn syn_07_the_number_of_calls_does_not_grow_with_the_number_of_orders() {
    let count_calls = |carts| {
        let shop = Practice::of_carts(carts, 2);
        shop.import().1.unwrap();
        [(); 2].map(|()| {
            shop.server.forget_requests();
            let (report, result) = shop.sync_status();
            result.unwrap();
            assert_eq!(report.count_of(Outcome::Unchanged), carts as u64);
            shop.server.requests().len()
        })
    };
    let [hourly, within_the_hour] = count_calls(10);
    assert!(within_the_hour <= 9, "{within_the_hour}");
    assert_eq!(hourly, within_the_hour + 8, "one for each state of a return, an exchange, a refund (SYN-12)");
    assert_eq!(count_calls(tier::many(1_000, 5_000) as i64), [hourly, within_the_hour]);
}

#[test]
fn a_hidden_order_whose_cancel_request_is_withdrawn_is_imported_after_all() {
    let shop = Practice::seeded();
    shop.import().1.unwrap();
    let mut later = shop.now;
    let cart = shop.server.with_world(|world| {
        world.variants.set("cancel-requested", "hidden").unwrap();
        let cart = world.add_purchase(&qoo10_bridge::sandbox::Purchase::default(), later).unwrap().0;
        world.request_cancel(&cart.to_string(), later).unwrap();
        cart
    });
    let mut shop = shop;
    later += chrono::Duration::hours(30);
    shop.now = later;
    shop.sync_status().1.unwrap();
    shop.server.with_world(|world| {
        world.add_purchase(&qoo10_bridge::sandbox::Purchase::default(), later).unwrap();
    });
    shop.import().1.unwrap();
    assert!(!shop.orders().iter().any(|o| o.contains(&cart.to_string())), "still hidden");
    shop.server.with_world(|world| world.withdraw_cancel(&cart.to_string())).unwrap();
    shop.import().1.unwrap();
    assert!(shop.orders().iter().any(|o| o.contains(&cart.to_string())), "the window reached back for it");
}
