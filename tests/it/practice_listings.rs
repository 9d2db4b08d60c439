//! listings pull against the practice Qoo10: in every form that its answers can take, under every fault, and
//! in parts.

use qoo10_bridge::domain::mapping::PullFailure;
use qoo10_bridge::domain::time::parse_jst;
use qoo10_bridge::sandbox::{Fault, FaultKind, ShopItem, Stock, World};
use qoo10_bridge::steps::report::Warning;
use qoo10_bridge::steps::{BrakeTripped, StepError, StepReport};
use qoo10_bridge::store::Store;

use crate::support::practice::Practice;
use crate::support::tier;
use qoo10_bridge::vocabulary::Outcome;

const LIST: &str = "ItemsLookup.GetAllGoodsInfo";
const DETAIL: &str = "ItemsLookup.GetItemDetailInfo";

/// A plain item, one with options (of which one has no code), a MOVE item, and a stopped one.
fn shop() -> Practice {
    let mut world = World::empty();
    world.add_group("佐川急便", 0);
    world.add_item(ShopItem::plain("A", 1));
    let mut shirt = ShopItem::with_options("TS", &[("-W", 1), ("-K", 2), ("R", 3)]).with_addon(
        "名入れ",
        "あり",
        300,
        "N",
    );
    let Stock::Options(rows) = &mut shirt.offer.stock else { unreachable!() };
    rows[2].code = String::new();
    world.add_item(shirt);
    world.add_item(ShopItem::with_types("M", &[("青", "L", 3, "-B-L"), ("赤", "S", 4, "-R-S")]));
    world.add_item(ShopItem::plain("見本", 1).with_status("S1"));
    of(world)
}

fn of(world: World) -> Practice {
    Practice::of(world, parse_jst("2026-07-01T10:00:00+09:00").unwrap())
}

fn of_items(items: usize) -> Practice {
    let mut world = World::empty();
    world.add_group("佐川急便", 0);
    for n in 0..items {
        world.add_item(ShopItem::plain(&format!("X-{n}"), 1));
    }
    of(world)
}

/// Items and listings as the state file has them, without numbers of pulls.
fn table(shop: &Practice) -> Vec<String> {
    let state = rusqlite::Connection::open(shop.state()).unwrap();
    let sql = "SELECT coalesce(seller_code, '-') || '|' || coalesce(kind, '-')
                 || '|' || coalesce(item_status, '-') || '|' || coalesce(name, '-')
                 || '|' || coalesce(sale_ends_on, '-') || '|' || coalesce(option_code, '-')
                 || '|' || coalesce(option, '-') || '|' || coalesce(sku, '-')
                 || '|' || coalesce(sku_by, '-') || '|' || coalesce(is_gone, '-')
               FROM items LEFT JOIN listings USING (item_code) ORDER BY item_code, listing_id";
    let mut statement = state.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

fn run_sql(shop: &Practice, sql: &str) {
    assert_eq!(rusqlite::Connection::open(shop.state()).unwrap().execute(sql, []).unwrap(), 1, "{sql}");
}

fn calls(shop: &Practice, method: &str) -> usize {
    shop.server.requests().iter().filter(|request| request.method == method).count()
}

/// items, listings, new, gone, unmapped
fn counts(report: &StepReport) -> [u64; 5] {
    use Outcome::{Gone, Items, Listings, New, Unmapped};
    [Items, Listings, New, Gone, Unmapped].map(|outcome| report.count_of(outcome))
}

#[test]
fn does_the_work_and_again_changes_nothing() {
    let shop = shop();
    let (report, result) = shop.pull();
    result.unwrap();
    // Qoo10 shows an option without a code as `0`, which is a code like any other where it stands alone.
    assert_eq!(counts(&report), [4, 7, 7, 0, 1]);
    let end = "2029-12-31";
    let wanted = [
        format!("A|plain|S2|見本 A|{end}|||A|pull|0"),
        format!("TS|option|S2|見本 TS|{end}|-W|種類:W|TS-W|pull|0"),
        format!("TS|option|S2|見本 TS|{end}|-K|種類:K|TS-K|pull|0"),
        format!("TS|option|S2|見本 TS|{end}|0|種類:R|TS0|pull|0"),
        "M|move|S2|見本 M|-|-B-L|青 / L|M-B-L|pull|0".to_owned(),
        "M|move|S2|見本 M|-|-R-S|赤 / S|M-R-S|pull|0".to_owned(),
        format!("見本|plain|S1|見本 見本|{end}|||-|-|0"),
    ];
    assert_eq!(table(&shop), wanted);
    let before = table(&shop);
    let (report, result) = shop.pull();
    result.unwrap();
    assert_eq!((counts(&report), table(&shop)), ([4, 7, 0, 0, 1], before));
    assert!(shop.server.with_world(|world| world.writes().is_empty()));
}

#[test]
fn every_open_variant_of_the_api_leads_to_the_same_table() {
    let wanted = {
        let shop = shop();
        shop.pull().1.unwrap();
        table(&shop)
    };
    for variants in tier::variants() {
        let shop = shop();
        shop.server.with_world(|world| tier::switch(world, &variants));
        shop.pull().1.unwrap();
        assert_eq!(table(&shop), wanted, "{variants:?}");
    }
}

#[test]
fn any_request_may_fail_and_the_next_pull_ends_like_an_undisturbed_one() {
    let (wanted, requests) = {
        let shop = shop();
        shop.pull().1.unwrap();
        (table(&shop), shop.server.requests().len() as u32)
    };
    let kinds = [FaultKind::LostRequest, FaultKind::Html200, FaultKind::EmptyBody, FaultKind::ErrorCode];
    for (n, kind) in kinds.into_iter().enumerate() {
        for after in tier::sampled(0..requests, n, 4) {
            let shop = shop();
            shop.server.with_world(|world| world.faults.add("*", kind, after, 0));
            let (report, result) = shop.pull();
            let is_told = result.is_err() || report.needs_person();
            // The last call on an item without options is the one that a code may answer.
            assert!(is_told || kind == FaultKind::ErrorCode, "{} after {after}", kind.name());
            shop.server.with_world(|world| world.faults.clear());
            shop.pull().1.unwrap();
            assert_eq!(table(&shop), wanted, "{} after {after}", kind.name());
        }
    }
}

#[test]
fn an_interrupted_pull_goes_on_where_it_was() {
    let shop = of_items(120);
    shop.server.with_world(|world| world.faults.add(DETAIL, FaultKind::EmptyBody, 70, 0));
    let (report, result) = shop.pull();
    assert!(matches!(result, Err(StepError::Qoo10(_))), "{result:?}");
    assert_eq!(counts(&report), [120, 50, 50, 0, 70], "whole portions are kept");

    shop.server.with_world(|world| {
        world.faults.clear();
        world.item_mut("X-119").unwrap().status = "S3".to_owned();
        world.add_item(ShopItem::plain("NEW", 1));
    });
    shop.server.forget_requests();
    let (report, result) = shop.pull();
    result.unwrap();
    assert_eq!(counts(&report), [120, 120, 70, 0, 0]);
    assert_eq!(
        (calls(&shop, DETAIL), calls(&shop, LIST)),
        (70, 2),
        "the list is asked for again, the items are not"
    );
    assert!(table(&shop).iter().any(|row| row.starts_with("X-119|-|-|")), "{:?}", table(&shop).last());
    shop.server.forget_requests();
    shop.pull().1.unwrap();
    assert_eq!(calls(&shop, DETAIL), 120, "a finished pull is no longer gone on with");
}

#[test]
fn a_pull_that_was_interrupted_a_day_ago_begins_anew() {
    let mut shop = of_items(60);
    shop.server.with_world(|world| world.faults.add(DETAIL, FaultKind::EmptyBody, 55, 0));
    shop.pull().1.unwrap_err();
    shop.server.with_world(|world| world.faults.clear());
    shop.now += chrono::Duration::days(1);
    shop.server.forget_requests();
    shop.pull().1.unwrap();
    assert_eq!(calls(&shop, DETAIL), 60);
}

#[test]
fn an_item_that_cannot_be_read_is_named_keeps_what_was_known_and_is_read_the_next_time() {
    let shop = shop();
    shop.pull().1.unwrap();
    let before = table(&shop);
    shop.server.with_world(|world| {
        world.item_mut("TS").unwrap().offer.stock = Stock::Plain(5);
        let fault = Fault { code: Some(-999), ..FaultKind::ErrorCode.into() };
        world.faults.add("ItemsLookup.GetGoodsInventoryInfo", fault, 0, 0);
    });
    let (report, result) = shop.pull();
    result.unwrap();
    let [Warning::ItemNotRead { why: PullFailure::Failed(_), .. }] = &report.warnings[..] else {
        panic!("{:?}", report.warnings)
    };
    assert!(report.needs_person());
    assert_eq!(table(&shop), before, "options are never taken for gone because a call failed");
    shop.server.with_world(|world| world.faults.clear());
    let (report, result) = shop.pull();
    result.unwrap();
    assert_eq!(counts(&report), [4, 5, 1, 3, 1]);
}

#[test]
fn a_list_that_lost_more_than_half_stops_the_pull() {
    let shop = of_items(10);
    shop.pull().1.unwrap();
    let stop = |count: usize, status: &str| {
        shop.server.with_world(|world| {
            (0..count).for_each(|n| world.item_mut(&format!("X-{n}")).unwrap().status = status.to_owned());
        });
    };
    stop(9, "S1");
    shop.pull().1.unwrap();
    stop(5, "S3");
    shop.pull().1.unwrap();
    stop(8, "S3");
    let before = table(&shop);
    shop.server.forget_requests();
    let (report, result) = shop.pull();
    let Err(StepError::BrakeTripped(BrakeTripped::ShrunkenList { was: 5, now: 2 })) = result else {
        panic!("{result:?}")
    };
    assert_eq!((counts(&report), table(&shop), calls(&shop, DETAIL)), ([0; 5], before, 0));
    let (report, result) = shop.pull_with(|request| request.force_shrunken_list = true);
    result.unwrap();
    assert_eq!(counts(&report), [2, 2, 0, 3, 0]);
    shop.pull().1.unwrap();
}

#[test]
fn a_list_of_several_pages_is_had_whole() {
    let shop = of_items(501);
    let (report, result) = shop.pull();
    result.unwrap();
    assert_eq!((counts(&report)[0], calls(&shop, LIST)), (501, 3), "two pages, and the stopped items");
}

#[test]
fn what_is_mapped_by_hand_stays_and_what_was_sent_is_remembered_while_it_means_the_same() {
    let shop = shop();
    shop.pull().1.unwrap();
    run_sql(&shop, "UPDATE listings SET sku = 'MINE', sku_by = 'hand' WHERE option_code = '-K'");
    run_sql(&shop, "UPDATE listings SET sent_qty = 5 WHERE option_code = '-K'");
    run_sql(&shop, "UPDATE listings SET sent_qty = 5 WHERE option_code = '-W'");
    shop.server.with_world(|world| world.set_seller_code("TS", "TT")).unwrap();
    let (report, result) = shop.pull();
    result.unwrap();
    assert_eq!(counts(&report), [4, 7, 0, 0, 1]);
    let state = rusqlite::Connection::open(shop.state()).unwrap();
    let listing = |code: &str| -> (String, i64) {
        let sql = "SELECT sku, is_stale FROM listings WHERE option_code = ?1";
        state.query_row(sql, [code], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
    };
    assert_eq!(listing("-K"), ("MINE".to_owned(), 0));
    assert_eq!(listing("-W"), ("TT-W".to_owned(), 1), "another SKU: its quantity is to be sent");
}

#[test]
fn a_listing_that_was_mapped_before_it_was_seen_takes_the_option_with_its_code() {
    let shop = shop();
    let code = shop.server.with_world(|world| world.item("TS").unwrap().code.clone());
    drop(Store::open(&shop.state()).unwrap());
    run_sql(&shop, &format!("INSERT INTO items (item_code) VALUES ('{code}')"));
    run_sql(
        &shop,
        &format!(
            "INSERT INTO listings (item_code, option_code, sku, sku_by, sent_qty)
             VALUES ('{code}', '-K', 'MINE', 'hand', 4)"
        ),
    );
    let (report, result) = shop.pull();
    result.unwrap();
    assert_eq!(counts(&report), [4, 7, 6, 0, 1]);
    let black: Vec<String> = table(&shop).into_iter().filter(|row| row.contains("|-K|")).collect();
    assert_eq!(black, ["TS|option|S2|見本 TS|2029-12-31|-K|種類:K|MINE|hand|0"]);
    run_sql(&shop, "UPDATE listings SET sku = 'MINE' WHERE sku = 'MINE' AND sent_qty = 4 AND NOT is_stale");
}

#[test]
fn what_a_pull_maps_push_stock_sends_and_another_pull_makes_nothing_due() {
    let shop = shop();
    shop.pull().1.unwrap();
    for sku in ["A", "TS-W", "TS-K", "M-B-L", "M-R-S"] {
        shop.set_free(sku, 9);
    }
    let (report, result) = shop.push_stock();
    result.unwrap();
    assert_eq!(
        (report.count_of(Outcome::Sent), report.count_of(Outcome::Failed)),
        (5, 0),
        "{:?}",
        report.items
    );
    assert_eq!(shop.server.with_world(|world| world.get_stock("TS", Some("-K"))), Some(9));
    shop.pull().1.unwrap();
    shop.server.forget_requests();
    shop.push_stock().1.unwrap();
    assert!(shop.server.requests().is_empty(), "{:?}", shop.server.requests());
}
