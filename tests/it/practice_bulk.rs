//! Bulk calls that the practice Qoo10 refuses: whole, because of one row, or as a method, while it takes the
//! key.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use qoo10_bridge::qoo10::Error;
use qoo10_bridge::sandbox::{Fault, FaultKind, ShopItem, World};
use qoo10_bridge::steps::report::Warning;
use qoo10_bridge::steps::{StepError, StepReport};
use qoo10_bridge::vocabulary::{Outcome, Reason};

use crate::support::practice::Practice;
use crate::support::tier;

const LIST: &str = "ShippingBasic.GetShippingInfo_v3";
const CONFIRM: &str = "ShippingBasic.SetSellerCheckYNBulk";
const CONFIRM_ONE: &str = "ShippingBasic.SetSellerCheckYN_V2";
const SEND: &str = "ShippingBasic.SetSendingInfoBulk";
const SEND_ONE: &str = "ShippingBasic.SetSendingInfo";
const SET_PLAIN: &str = "ItemsOrder.SetGoodsPriceQtyBulk";
const SET_OPTIONS: &str = "ItemsOptions.UpdateInventoryDataBulk";

type Step = fn(&Practice) -> (StepReport, Result<(), StepError>);

/// The steps on orders: how one runs, its bulk call, its single one, and the outcome of what went well.
const STEPS: [(Step, &str, &str, Outcome); 2] = [
    (Practice::schedule_date, CONFIRM, CONFIRM_ONE, Outcome::Scheduled),
    (Practice::push_shipments, SEND, SEND_ONE, Outcome::Sent),
];

/// So many carts, with all done that comes before the step with this bulk call.
fn ready(carts: i64, bulk: &str) -> Practice {
    let shop = Practice::of_carts(carts, 0);
    shop.import().1.unwrap();
    if bulk == SEND {
        shop.schedule_date().1.unwrap();
        shop.ship_everything();
    }
    shop.server.forget_requests();
    shop.server.with_world(World::clear_writes);
    shop
}

fn number(shop: &Practice, nth: usize) -> String {
    shop.server.with_world(|world| world.lines().nth(nth).unwrap().order_no.to_string())
}

/// Refuses every call of a method; only those with a row, where one is named.
fn refuse(shop: &Practice, method: &str, code: i64, row: Option<String>) {
    let as_error_code = code == -90001;
    let fault = Fault { code: Some(code), as_error_code, row, ..Fault::from(FaultKind::ErrorCode) };
    shop.server.with_world(|world| world.faults.add(method, fault, 0, 0));
}

fn heal(shop: &Practice) {
    shop.server.with_world(|world| world.faults.clear());
}

fn calls(shop: &Practice, method: &str) -> usize {
    shop.server.requests().iter().filter(|request| request.method == method).count()
}

/// How many list calls an undisturbed run of four orders makes before it sends them; it makes none after.
fn lists_before(bulk: &str) -> u32 {
    let shop = ready(4, bulk);
    let (step, ..) = STEPS.into_iter().find(|(_, of, ..)| *of == bulk).unwrap();
    step(&shop).1.unwrap();
    calls(&shop, LIST) as u32
}

/// How often each target was written with success.
fn taken(shop: &Practice) -> BTreeMap<String, usize> {
    let mut taken = BTreeMap::new();
    shop.server.with_world(|world| {
        for write in world.writes().iter().filter(|write| write.code == 0) {
            *taken.entry(write.target.clone()).or_default() += 1;
        }
    });
    taken
}

fn once_each(shop: &Practice, count: usize, case: &str) {
    let taken = taken(shop);
    assert_eq!(taken.len(), count, "{case}");
    assert!(taken.values().all(|times| *times == 1), "{case}: {taken:?}");
}

/// Intents without an outcome.
fn open_intents(shop: &Practice) -> i64 {
    let state = rusqlite::Connection::open(shop.state()).unwrap();
    let sql = "SELECT (SELECT count(*) FROM journal WHERE outcome IS NULL)
                 + (SELECT count(*) FROM stock_journal WHERE outcome IS NULL)";
    state.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn of_500_orders_one_spoils_the_call_and_499_go_through() {
    for (step, bulk, _, good) in STEPS {
        for (nth, code) in tier::sampled([(0, -10006), (333, -10011), (499, -10006)], 1, 3) {
            let shop = ready(500, bulk);
            let bad = number(&shop, nth);
            refuse(&shop, bulk, code, Some(bad.clone()));
            let (report, result) = step(&shop);
            result.unwrap();
            assert_eq!((report.count_of(good), report.count_of(Outcome::Failed)), (499, 1), "{bulk} {nth}");
            let item = report.items.iter().find(|item| item.outcome == Outcome::Failed).unwrap();
            assert_eq!((item.order_no.unwrap().to_string(), item.code), (bad, Some(code)));
            assert!(calls(&shop, bulk) <= 21, "{bulk}: {} calls", calls(&shop, bulk));
            once_each(&shop, 499, bulk);
            assert_eq!(open_intents(&shop), 0, "{bulk}");
            heal(&shop);
            let (report, result) = step(&shop);
            result.unwrap();
            assert_eq!(
                (report.count_of(good), report.count_of(Outcome::Failed)),
                (1, 0),
                "{bulk}: then it too"
            );
            once_each(&shop, 500, bulk);
        }
    }
}

#[test]
fn a_refusal_by_the_gateway_that_one_row_brings_about_costs_that_row_alone() {
    for (step, bulk, _, good) in STEPS {
        let shop = ready(20, bulk);
        let fault = Fault {
            code: Some(-999),
            as_error_code: true,
            row: Some(number(&shop, 7)),
            ..Fault::from(FaultKind::ErrorCode)
        };
        shop.server.with_world(|world| world.faults.add(bulk, fault, 0, 0));
        let (report, result) = step(&shop);
        result.unwrap();
        assert_eq!((report.count_of(good), report.count_of(Outcome::Failed)), (19, 1), "{bulk}");
        assert_eq!(report.items.iter().find_map(|item| item.code), Some(-999), "{bulk}");
        once_each(&shop, 19, bulk);
    }
}

#[test]
fn a_code_that_may_mean_sent_is_read_back_before_anything_is_sent_again() {
    let shop = ready(20, SEND);
    refuse(&shop, SEND, -10010, Some(number(&shop, 3)));
    let (report, result) = shop.push_shipments();
    result.unwrap();
    assert_eq!((report.count_of(Outcome::Sent), report.count_of(Outcome::Failed)), (19, 1));
    once_each(&shop, 19, "-10010");
    let mut was_refused = false;
    for request in shop.server.requests() {
        match request.method.as_str() {
            SEND if request.acted => was_refused = false,
            SEND => {
                assert!(!was_refused, "sent again without reading back");
                was_refused = true;
            }
            _ => was_refused = false,
        }
    }
}

/// Lists fail, and nothing else does: what an earlier run began stays unknown.
#[test]
fn a_read_back_that_fails_settles_nothing_and_nothing_is_sent() {
    for (step, bulk, _, good) in STEPS {
        let mut shop = ready(4, bulk);
        shop.server.with_world(|world| world.faults.add(bulk, FaultKind::LostReply, 0, 0));
        shop.server.with_world(|world| world.faults.add(LIST, FaultKind::Http500, lists_before(bulk), 0));
        assert!(step(&shop).1.is_err(), "{bulk}");
        assert_eq!((open_intents(&shop), taken(&shop).len()), (4, 4), "{bulk}");

        heal(&shop);
        shop.a_minute_later();
        shop.server.forget_requests();
        shop.server.with_world(|world| world.faults.add(LIST, FaultKind::Http500, 0, 0));
        assert!(step(&shop).1.is_err(), "{bulk}");
        assert_eq!((calls(&shop, bulk), open_intents(&shop)), (0, 4), "{bulk}: sent without reading back");

        heal(&shop);
        let (report, result) = step(&shop);
        result.unwrap();
        assert_eq!((report.count_of(good), open_intents(&shop)), (0, 0), "{bulk}: it had arrived");
        once_each(&shop, 4, bulk);
    }
}

#[test]
fn a_read_back_that_fails_while_halving_leaves_the_whole_call_open() {
    let shop = ready(4, SEND);
    refuse(&shop, SEND, -10010, None);
    shop.server.with_world(|world| world.faults.add(LIST, FaultKind::Http500, lists_before(SEND), 0));
    let (report, result) = shop.push_shipments();
    assert!(result.is_err() && report.count_of(Outcome::Sent) == 0, "{result:?}");
    assert_eq!((calls(&shop, SEND), open_intents(&shop)), (1, 4), "sent again without reading back");
    heal(&shop);
    let mut shop = shop;
    shop.a_minute_later();
    shop.push_shipments().1.unwrap();
    once_each(&shop, 4, "then");
}

#[test]
fn an_outage_that_answers_with_a_code_costs_few_calls_and_no_order() {
    for (step, bulk, _, good) in STEPS {
        let shop = ready(600, bulk);
        refuse(&shop, bulk, -10006, None);
        let (report, result) = step(&shop);
        result.unwrap();
        assert_eq!((report.count_of(good), report.count_of(Outcome::Failed)), (0, 600), "{bulk}");
        assert!(calls(&shop, bulk) <= 21, "{bulk}: {} calls", calls(&shop, bulk));
        assert!(report.items.iter().all(|item| item.code == Some(-10006)), "{bulk}");
        assert_eq!(open_intents(&shop), 0, "{bulk}");
        heal(&shop);
        step(&shop).1.unwrap();
        once_each(&shop, 600, bulk);
    }
}

#[test]
fn an_answer_lost_while_halving_is_not_halved_and_nothing_is_sent_twice() {
    for (step, bulk, ..) in STEPS {
        for after in tier::sampled(0..9, 2, 3) {
            let mut shop = ready(16, bulk);
            let bad = number(&shop, 5);
            shop.server.with_world(|world| world.faults.add(bulk, FaultKind::LostReply, after, 0));
            refuse(&shop, bulk, -10006, Some(bad.clone()));
            let case = format!("{bulk} lost after {after}");
            let first = step(&shop).1;
            assert!(after > 6 || first.is_err(), "{case}");
            assert_eq!(calls(&shop, bulk) as u32 > after, first.is_err(), "{case}: it goes no further");
            heal(&shop);
            refuse(&shop, bulk, -10006, Some(bad));
            shop.a_minute_later();
            step(&shop).1.unwrap();
            heal(&shop);
            step(&shop).1.unwrap();
            once_each(&shop, 16, &case);
            assert_eq!(open_intents(&shop), 0, "{case}");
        }
    }
}

#[test]
fn a_bulk_call_that_is_refused_as_a_method_gives_way_to_single_calls() {
    for (step, bulk, single, good) in STEPS {
        let shop = ready(12, bulk);
        refuse(&shop, bulk, -90001, None);
        let (report, result) = step(&shop);
        result.unwrap();
        assert_eq!((report.count_of(good), report.count_of(Outcome::Failed)), (12, 0), "{bulk}");
        assert_eq!(report.warnings, [Warning::BulkRefused { method: bulk, code: Some(-90001) }]);
        assert_eq!((calls(&shop, bulk), calls(&shop, single)), (1, 12));
        once_each(&shop, 12, bulk);
        assert_eq!(open_intents(&shop), 0, "{bulk}");
        heal(&shop);

        let now = shop.now;
        shop.server.forget_requests();
        shop.server.with_world(|world| world.add_purchase(&Default::default(), now)).unwrap();
        shop.import().1.unwrap();
        if bulk == SEND {
            shop.schedule_date().1.unwrap();
            shop.ship_everything();
        }
        let (report, result) = step(&shop);
        result.unwrap();
        assert_eq!((report.count_of(good), report.warnings.len()), (1, 0), "{bulk}: in bulk again");
        assert_eq!((calls(&shop, bulk), calls(&shop, single)), (1, 0));
    }
}

#[test]
fn a_key_that_is_refused_for_the_single_call_too_is_a_refused_key() {
    for (step, bulk, single, good) in STEPS {
        let shop = ready(3, bulk);
        refuse(&shop, bulk, -90001, None);
        refuse(&shop, single, -90001, None);
        let (report, result) = step(&shop);
        assert!(matches!(&result, Err(StepError::Qoo10(Error::KeyRefused { .. }))), "{bulk}: {result:?}");
        assert_eq!((report.count_of(good), report.items.len(), report.warnings.len()), (0, 0, 0), "{bulk}");
        assert_eq!((calls(&shop, bulk), calls(&shop, single)), (1, 1), "{bulk}");
        assert_eq!(open_intents(&shop), 0, "{bulk}");
        heal(&shop);
        assert_eq!(step(&shop).0.count_of(good), 3, "{bulk}");
    }
}

#[test]
fn a_single_call_whose_answer_is_lost_leaves_its_order_open_and_no_other() {
    for (step, bulk, single, _) in STEPS {
        let mut shop = ready(6, bulk);
        refuse(&shop, bulk, -90001, None);
        shop.server.with_world(|world| world.faults.add(single, FaultKind::LostReply, 2, 0));
        assert!(step(&shop).1.is_err(), "{single}");
        assert_eq!((open_intents(&shop), taken(&shop).len()), (1, 3), "{single}");
        heal(&shop);
        refuse(&shop, bulk, -90001, None);
        shop.a_minute_later();
        step(&shop).1.unwrap();
        assert_eq!((open_intents(&shop), taken(&shop).len()), (0, 6), "{single}");
        if bulk == SEND {
            once_each(&shop, 6, single);
        }
    }
}

#[test]
fn what_single_calls_refuse_is_read_back() {
    let shop = ready(4, CONFIRM);
    let by_hand = NaiveDate::from_ymd_opt(2026, 7, 9).unwrap();
    let (confirmed, claimed, unpaid) = (number(&shop, 0), number(&shop, 1), number(&shop, 2));
    let now = shop.now;
    shop.server.with_world(|world| {
        world.confirm_by_hand(&confirmed, by_hand).unwrap();
        world.request_cancel(&claimed, now).unwrap();
        world.line_mut(unpaid.parse().unwrap()).unwrap().status = 1;
    });
    refuse(&shop, CONFIRM, -90001, None);
    let (report, result) = shop.schedule_date();
    result.unwrap();
    let counts = [Outcome::Scheduled, Outcome::AlreadyConfirmed, Outcome::Failed];
    assert_eq!(counts.map(|outcome| report.count_of(outcome)), [1, 1, 2], "{:?}", report.items);
    let planned = shop.server.with_world(|world| world.line(confirmed.parse().unwrap()).unwrap().planned_on);
    assert_eq!(planned, Some(by_hand), "what staff chose stays");
    assert_eq!(open_intents(&shop), 0);
}

/// Plain items, and one with options, all with new free stock.
fn stocked(items: usize) -> Practice {
    let mut world = World::empty();
    for n in 0..items {
        world.add_item(ShopItem::plain(&format!("P-{n}"), 5));
    }
    let now = Practice::seeded().now;
    let shop = Practice::of(world, now);
    shop.map_everything();
    shop.set_all_free((0..items).map(|n| (format!("P-{n}"), 7)));
    shop.server.with_world(World::clear_writes);
    shop
}

#[test]
fn an_item_that_spoils_the_call_for_quantities_costs_no_other() {
    let shop = stocked(100);
    let bad = shop.server.with_world(|world| world.items().nth(42).unwrap().code.clone());
    refuse(&shop, SET_PLAIN, -10101, Some(bad));
    let (report, result) = shop.push_stock();
    result.unwrap();
    assert_eq!((report.count_of(Outcome::Sent), report.count_of(Outcome::Failed)), (99, 1));
    assert!(calls(&shop, SET_PLAIN) <= 15, "{} calls", calls(&shop, SET_PLAIN));
    once_each(&shop, 99, "quantities");
    assert_eq!(open_intents(&shop), 0);
}

#[test]
fn an_outage_for_quantities_costs_few_calls_however_many_portions_there_are() {
    let shop = stocked(1_200);
    refuse(&shop, SET_PLAIN, -10101, None);
    let (report, result) = shop.push_stock();
    result.unwrap();
    assert_eq!(report.count_of(Outcome::Failed), 1_200);
    assert!(calls(&shop, SET_PLAIN) <= 22, "{} calls", calls(&shop, SET_PLAIN));
    assert_eq!(open_intents(&shop), 0);
}

#[test]
fn quantities_go_one_by_one_where_their_bulk_calls_are_refused() {
    let shop = Practice::seeded();
    shop.pull().1.unwrap();
    let skus: Vec<String> = {
        let state = rusqlite::Connection::open(shop.state()).unwrap();
        let mut statement = state.prepare("SELECT DISTINCT sku FROM listings WHERE sku IS NOT NULL").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    shop.set_all_free(skus.into_iter().map(|sku| (sku, 3)));
    refuse(&shop, SET_PLAIN, -90001, None);
    refuse(&shop, SET_OPTIONS, -90001, None);
    let (report, result) = shop.push_stock();
    result.unwrap();
    let failed = report.items.iter().filter(|item| item.outcome == Outcome::Failed);
    assert!(failed.into_iter().all(|item| item.reason == Some(Reason::NoEndDate)), "{:?}", report.items);
    let refused: Vec<&Warning> =
        report.warnings.iter().filter(|one| matches!(one, Warning::BulkRefused { .. })).collect();
    assert_eq!(refused.len(), 2, "one for each call: {:?}", report.warnings);
    assert_eq!((calls(&shop, SET_PLAIN), calls(&shop, SET_OPTIONS)), (1, 1));
    assert!(calls(&shop, LIST) <= 8, "single calls share lists: {} calls", calls(&shop, LIST));
    assert_eq!(open_intents(&shop), 0);
    let (report, _) = shop.push_stock();
    assert_eq!(report.count_of(Outcome::Sent), 0, "all is set");
}
