//! push-shipments against the practice Qoo10: in every form that its answers can take, and under every fault.

use std::collections::HashMap;

use qoo10_bridge::sandbox::FaultKind;

use crate::support::practice::Practice;
use crate::support::tier;
use qoo10_bridge::vocabulary::Outcome;

const BULK: &str = "ShippingBasic.SetSendingInfoBulk";

/// The seed shop, imported, confirmed, and everything out of the house.
fn shipped() -> Practice {
    let shop = Practice::seeded();
    shop.import().1.unwrap();
    shop.schedule_date().1.unwrap();
    shop.ship_everything();
    shop
}

fn settled() -> Vec<String> {
    let shop = shipped();
    shop.push_shipments().1.unwrap();
    shop.orders()
}

/// How often each order number was received for sending, and how often that was taken.
fn sendings(shop: &Practice) -> HashMap<String, (u32, u32)> {
    let mut counts: HashMap<String, (u32, u32)> = HashMap::new();
    shop.server.with_world(|world| {
        for write in world.writes().iter().filter(|write| write.method == BULK) {
            let count = counts.entry(write.target.clone()).or_default();
            count.0 += 1;
            count.1 += u32::from(write.code == 0);
        }
    });
    counts
}

#[test]
fn does_the_work() {
    let shop = shipped();
    let (report, result) = shop.push_shipments();
    result.unwrap();
    assert_eq!(
        (report.count_of(Outcome::Sent), report.count_of(Outcome::Failed)),
        (10, 0),
        "{:?}",
        report.items
    );
    let sent = shop.orders().iter().filter(|o| o.contains("\"api_status\":\"shipped\"")).count();
    assert_eq!(sent, 10);
    assert!(sendings(&shop).values().all(|count| *count == (1, 1)));
}

#[test]
fn second_run_sends_nothing() {
    let shop = shipped();
    shop.push_shipments().1.unwrap();
    shop.server.forget_requests();
    let (report, result) = shop.push_shipments();
    result.unwrap();
    assert!(report.counts.iter().all(|(_, n)| *n == 0), "{:?}", report.counts);
    assert!(shop.server.requests().is_empty());
}

#[test]
fn one_bad_item_does_not_stop_the_rest() {
    let shop = shipped();
    let now = shop.now;
    shop.server.with_world(|world| {
        world.request_cancel("412345678", now).unwrap();
        world.cancel("412345679", now).unwrap();
    });
    let (report, result) = shop.push_shipments();
    result.unwrap();
    assert_eq!((report.count_of(Outcome::Sent), report.count_of(Outcome::Blocked)), (8, 2));
    let counts = sendings(&shop);
    assert_eq!(counts.len(), shop.server.with_world(|world| world.lines().filter(|l| l.status == 4).count()));
}

#[test]
fn every_open_variant_of_the_api_leads_to_the_same_orders() {
    let wanted = settled();
    for variants in tier::variants() {
        let shop = shipped();
        shop.server.with_world(|world| tier::switch(world, &variants));
        shop.push_shipments().1.unwrap();
        assert_eq!(shop.orders(), wanted, "{variants:?}");
    }
}

#[test]
fn lost_reply_is_not_sent_twice() {
    let wanted = settled();
    let skipped = [FaultKind::ErrorCode, FaultKind::Redirect302, FaultKind::Slow];
    for kind in FaultKind::ALL.iter().filter(|kind| !skipped.contains(kind)) {
        let mut shop = shipped();
        shop.server.with_world(|world| world.faults.add(BULK, *kind, 0, 1));
        let first = shop.push_shipments().1;
        assert!(
            kind.is_in_rows() || first.is_ok() == (*kind == FaultKind::Http429),
            "{}: only what was not sent is repeated: {first:?}",
            kind.name()
        );
        shop.a_minute_later();
        shop.push_shipments().1.unwrap();
        assert_eq!(shop.orders(), wanted, "{}", kind.name());
        assert!(
            sendings(&shop).values().all(|count| *count == (1, 1)),
            "{}: {:?}",
            kind.name(),
            sendings(&shop)
        );
    }
}

#[test]
fn any_request_may_fail_and_every_order_is_sent_exactly_once() {
    let wanted = settled();
    let requests = {
        let shop = shipped();
        shop.server.forget_requests();
        shop.push_shipments().1.unwrap();
        shop.server.requests().len() as u32
    };
    let kinds = [FaultKind::LostRequest, FaultKind::LostReply, FaultKind::CutBody, FaultKind::Html200Acted];
    for (n, kind) in kinds.into_iter().enumerate() {
        for after in tier::sampled(0..requests, n, 4) {
            let mut shop = shipped();
            shop.server.with_world(|world| world.faults.add("*", kind, after, 0));
            assert!(shop.push_shipments().1.is_err(), "{} after {after}", kind.name());
            shop.server.with_world(|world| world.faults.clear());
            shop.a_minute_later();
            shop.push_shipments().1.unwrap();
            assert_eq!(shop.orders(), wanted, "{} after {after}", kind.name());
            assert!(sendings(&shop).values().all(|count| *count == (1, 1)), "{} after {after}", kind.name());
        }
    }
}

#[test]
fn twelve_hundred_orders_take_three_calls_and_any_of_them_may_be_lost() {
    for lost in tier::sampled(0..3, 1, 3) {
        let shop = Practice::of_carts(1_200, 0);
        shop.import().1.unwrap();
        shop.schedule_date().1.unwrap();
        shop.ship_everything();
        shop.server.forget_requests();
        shop.server.with_world(|world| world.faults.add(BULK, FaultKind::LostReply, lost, 1));
        assert!(shop.push_shipments().1.is_err());
        shop.push_shipments().1.unwrap();
        let calls = |method: &str| shop.server.requests().iter().filter(|r| r.method == method).count();
        assert_eq!(calls(BULK), 3, "call {lost} was lost");
        assert!(calls("ShippingBasic.GetClaimInfo_V3") <= 8);
        let counts = sendings(&shop);
        assert!(
            counts.len() == 1_200 && counts.values().all(|count| *count == (1, 1)),
            "call {lost} was lost"
        );
    }
}

#[test]
fn shp_06_sent_by_hand_is_recognised_and_another_number_is_never_overwritten() {
    let shop = shipped();
    let order = |code: &str| -> serde_json::Value {
        shop.orders()
            .iter()
            .map(|o| serde_json::from_str(o).unwrap())
            .find(|o: &serde_json::Value| o["order"] == code)
            .unwrap()
    };
    let ours = order("412345678")["tracking_numbers"][0].as_str().unwrap().to_owned();
    let now = shop.now;
    shop.server.with_world(|world| {
        world.ship_by_hand("412345678", "ゆうパック", &ours, now).unwrap();
        world.ship_by_hand("412345679", "佐川急便", "405548424886", now).unwrap();
    });
    let (report, result) = shop.push_shipments();
    result.unwrap();
    assert_eq!(
        (
            report.count_of(Outcome::AlreadySent),
            report.count_of(Outcome::Failed),
            report.count_of(Outcome::Sent)
        ),
        (1, 1, 8)
    );
    assert_eq!(
        (&order("412345678")["api_status"], &order("412345679")["api_status"]),
        (&"shipped".into(), &"printed".into())
    );
    let counts = sendings(&shop);
    assert_eq!(
        counts.len(),
        report.items.iter().filter(|i| i.outcome == Outcome::Sent).count() + 1,
        "a cart of two lines"
    );
}

/// The order numbers of the seed shop's cart of two lines with one company.
fn two_lines(shop: &Practice) -> [String; 2] {
    let numbers = shop.server.with_world(|world| world.find_order_numbers("412345685")).unwrap();
    [numbers[0].to_string(), numbers[1].to_string()]
}

#[test]
fn an_order_whose_lines_succeed_partly_is_completed_without_repeating_the_done_ones() {
    let shop = shipped();
    let [first, second] = two_lines(&shop);
    let set_status = |number: &str, status| {
        let number = number.parse().unwrap();
        shop.server.with_world(|world| world.line_mut(number).unwrap().status = status);
    };
    set_status(&second, 1);
    let (report, result) = shop.push_shipments();
    result.unwrap();
    assert_eq!((report.count_of(Outcome::Sent), report.count_of(Outcome::Failed)), (9, 1));
    let failed = report.items.iter().find(|item| item.outcome == Outcome::Failed).unwrap();
    assert_eq!(
        (failed.order.as_deref(), failed.order_no.map(|no| no.to_string())),
        (Some("412345685"), Some(second.clone()))
    );

    set_status(&second, 3);
    // The day has passed: what was begun is finished all the same.
    let mut shop = shop;
    shop.now += chrono::Duration::days(2);
    let (report, result) = shop.push_shipments();
    result.unwrap();
    assert_eq!(
        (report.count_of(Outcome::Sent), report.count_of(Outcome::Failed)),
        (1, 0),
        "{:?}",
        report.items
    );
    let counts = sendings(&shop);
    assert_eq!((counts[&first], counts[&second].1), ((1, 1), 1));
}

#[test]
fn shp_07_missed_orders_are_named_and_not_sent() {
    let mut shop = shipped();
    shop.now += chrono::Duration::days(1);
    let (report, result) = shop.push_shipments();
    result.unwrap();
    assert!(report.counts.iter().all(|(_, n)| *n == 0));
    let warning = format!("{:?}", report.warnings);
    assert!(warning.contains("MissedShipments") && warning.contains("412345678"), "{warning}");
    assert!(sendings(&shop).is_empty());
}
