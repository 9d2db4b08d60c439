//! push-stock when Qoo10 or the process fails: the newest quantity wins, and nothing else ever changes.

use std::collections::BTreeMap;

use crate::support::{
    ALL_GOODS, BulkRows, Goods, INVENTORY, MOVE_DETAIL, MOVING, ONE_AXIS, PLAIN, Reply, SET_MOVE,
    SET_OPTIONS, SET_PLAIN, SIZELESS, Shop, Spelling, TWO_AXES, WRITES, every_kind, refused, side_by_side,
};

/// What Qoo10 was and shall be.
struct Before {
    shape: BTreeMap<String, Goods>,
    wanted: BTreeMap<String, i64>,
}

/// Every kind of item, and new stock for all of it.
fn ready() -> (Shop, Before) {
    let shop = Shop::of_every_kind();
    let before = Before { shape: shop.shape(), wanted: shop.stock_each(21) };
    (shop, before)
}

/// All is as an undisturbed run leaves it.
fn settled(shop: &Shop, before: &Before, case: &str) {
    assert!(shop.shape() == before.shape, "{case}: more than quantities changed: {:#?}", shop.shape());
    assert_eq!(shop.quantities(), before.wanted, "{case}");
    shop.wrote();
    shop.push_nothing(case);
    shop.check_state();
}

/// Every spelling of the answers.
fn spellings() -> Vec<(String, Spelling)> {
    let mut all = Vec::new();
    for rows in [BulkRows::Echo, BulkRows::Counts, BulkRows::Typed, BulkRows::Absent] {
        for (n, is) in [false, true].into_iter().enumerate() {
            // The two halves of a pair differ in everything that is not the shape of the rows.
            let spelling = Spelling {
                rows,
                top_zero: is && rows != BulkRows::Absent,
                quoted: is == (rows == BulkRows::Echo),
                decimals: is != (rows == BulkRows::Counts),
                wrong_kind_refused: is,
                long_dates: is != (rows == BulkRows::Typed),
                nulls: !is,
            };
            all.push((format!("{rows:?} {n}"), spelling));
        }
    }
    all
}

#[test]
fn however_qoo10_spells_its_answers_only_quantities_change() {
    side_by_side(spellings(), |(case, spelling)| {
        let shop = Shop::selling(every_kind());
        shop.shelf(|s| s.spelling = spelling);
        shop.pull();
        let before = Before { shape: shop.shape(), wanted: shop.stock_each(21) };
        assert_eq!(shop.push_stock().stocked(), [11, 0, 0, 0], "{case}");
        settled(&shop, &before, &case);
    });
}

#[test]
fn however_qoo10_spells_its_answers_the_row_that_failed_is_found() {
    side_by_side(spellings(), |(case, spelling)| {
        let mut goods = every_kind();
        goods.push(("100000009", Goods::plain("P-9")));
        let shop = Shop::selling(goods);
        shop.shelf(|s| s.spelling = spelling);
        shop.pull();
        let before = Before { shape: shop.shape(), wanted: shop.stock_each(21) };
        let failing = [PLAIN.to_owned(), format!("{TWO_AXES}/-WL"), SIZELESS.to_owned()];
        shop.shelf(|s| s.failing = failing.into());
        let report = shop.push_stock_with(&[], 3);
        assert_eq!(report.skus("failed"), ["N-1-G", "N-1-R", "P-1", "T-1-WL"], "{case}: {report:#?}");
        assert_eq!(report.stocked(), [8, 0, 0, 4], "{case}");
        shop.shelf(|s| s.failing.clear());
        shop.wrote();
        assert_eq!(shop.push_stock().stocked(), [4, 8, 0, 0], "{case}");
        let places = [PLAIN, "100000002/白/L", "100000005/green", "100000005/red"];
        let again: Vec<String> = shop.wrote().iter().map(|w| format!("{}/{}", w.0, w.1)).collect();
        let again: Vec<&str> = again.iter().map(|name| name.trim_end_matches('/')).collect();
        assert_eq!(again, places, "{case}: only what failed");
        settled(&shop, &before, &case);
    });
}

/// Replies to a write, and whether Qoo10 did what was asked.
fn lost_replies() -> Vec<(&'static str, Reply, bool)> {
    vec![
        ("lost reply", Reply::Drop, true),
        ("cut body", Reply::Cut, true),
        ("500", Reply::http(500), true),
        ("HTML with 200", Reply::json("<!DOCTYPE html><html><body>just a moment</body></html>"), true),
        ("empty body", Reply::json(""), true),
        ("lost request", Reply::Drop.undone(), false),
        ("500, undone", Reply::http(500).undone(), false),
        ("503, undone", Reply::http(503).undone(), false),
        ("429, undone", Reply::http(429).undone(), false),
        ("refused", refused(-10101), false),
    ]
}

#[test]
fn one_lost_reply_leaves_the_newest_quantity() {
    let cases =
        WRITES.into_iter().flat_map(|write| lost_replies().into_iter().map(move |c| (write, c.0, c.1)));
    side_by_side(cases, |(write, name, reply)| {
        let case = format!("{write}: {name}");
        let (shop, before) = ready();
        shop.fake.fault(write, 1, reply);
        shop.push_stock_any(&[], &[0, 1, 3, 6]);
        assert!(shop.shape() == before.shape, "{case}: {:#?}", shop.shape());
        shop.push_stock_with(&[], 0);
        settled(&shop, &before, &case);
    });
}

#[test]
fn what_was_done_but_never_answered_is_read_back_and_not_sent_again() {
    let done = lost_replies().into_iter().filter(|case| case.2);
    let cases = WRITES.into_iter().flat_map(|write| done.clone().map(move |c| (write, c.0, c.1)));
    side_by_side(cases, |(write, name, reply)| {
        let case = format!("{write}: {name}");
        let (shop, before) = ready();
        shop.fake.fault(write, usize::MAX, reply);
        shop.push_stock_any(&[], &[0, 1, 3, 6]);
        let mut done = shop.wrote();
        done.dedup();
        assert!(!done.is_empty(), "{case}");
        shop.fake.heal();
        shop.push_stock();
        let again: Vec<_> = shop.wrote().into_iter().filter(|row| done.contains(row)).collect();
        assert!(again.is_empty(), "{case}: sent again without need: {again:?}");
        settled(&shop, &before, &case);
    });
}

#[test]
fn what_was_never_done_is_sent_by_the_next_run() {
    let undone = lost_replies().into_iter().filter(|case| !case.2);
    let cases = WRITES.into_iter().flat_map(|write| undone.clone().map(move |c| (write, c.0, c.1)));
    side_by_side(cases, |(write, name, reply)| {
        let case = format!("{write}: {name}");
        let (shop, before) = ready();
        shop.fake.fault(write, usize::MAX, reply);
        let report = shop.push_stock_any(&[], &[1, 3]);
        assert!(report.count("sent") < 11, "{case}: {report:#?}");
        assert!(shop.shape() == before.shape, "{case}");
        shop.fake.heal();
        shop.push_stock();
        settled(&shop, &before, &case);
    });
}

#[test]
fn a_change_after_a_lost_reply_wins() {
    side_by_side(WRITES, |write| {
        let (shop, mut before) = ready();
        shop.fake.fault(write, usize::MAX, Reply::Drop);
        // Reading back may show at once that it had arrived.
        shop.push_stock_any(&[], &[0, 1, 3]);
        shop.fake.heal();
        before.wanted = shop.stock_each(41);
        assert_eq!(shop.push_stock().count("failed"), 0);
        settled(&shop, &before, write);
    });
}

#[test]
fn what_was_sold_after_a_lost_reply_is_no_reason_to_forget_it() {
    let (shop, before) = ready();
    shop.fake.fault(SET_PLAIN, usize::MAX, Reply::Drop.undone());
    shop.push_stock_any(&[], &[1, 3]);
    shop.fake.heal();
    shop.goods(PLAIN, |goods| goods.qty = 9);
    shop.push_stock();
    settled(&shop, &before, "sold in between");
}

#[test]
fn after_429_the_call_is_repeated() {
    let (shop, before) = ready();
    for write in WRITES {
        shop.fake.fault(write, 1, Reply::http(429).undone());
    }
    assert_eq!(shop.push_stock().stocked(), [11, 0, 0, 0]);
    settled(&shop, &before, "429");
}

/// Runs into the fault after the first write, and then without it.
fn stops_and_goes_on(case: &str, reply: Reply, code: i32) {
    let (shop, before) = ready();
    shop.fake.fault_after_a_write(reply);
    let report = shop.push_stock_with(&[], code);
    if code == 6 {
        assert_eq!(report.count("failed"), 0, "{case}: nothing but the key was judged");
        assert_eq!(shop.open_quantities(), 0, "{case}");
    }
    assert!(shop.shape() == before.shape, "{case}");
    let done = shop.wrote();
    assert!(!done.is_empty(), "{case}");
    shop.fake.heal();
    shop.push_stock();
    let again: Vec<_> = shop.wrote().into_iter().filter(|row| done.contains(row)).collect();
    assert!(again.is_empty(), "{case}: {again:?} had been sent and noted");
    settled(&shop, &before, case);
}

#[test]
fn all_05_a_dead_endpoint_stops_the_step_and_what_was_done_is_kept() {
    stops_and_goes_on("503", Reply::http(503), 1);
    stops_and_goes_on("no connection", Reply::Drop, 1);
}

#[test]
fn all_05_a_key_refused_in_the_middle_stops_the_step_and_what_was_done_is_kept() {
    stops_and_goes_on("wrong", Reply::gateway(-90001), 6);
    stops_and_goes_on("expired", Reply::gateway(-90004), 6);
    stops_and_goes_on("the documented code", Reply::result(-10000), 6);
}

#[test]
fn nothing_reached_is_exit_1_and_a_refused_key_exit_6() {
    for (reply, code) in [(Reply::http(503), 1), (Reply::Drop, 1), (Reply::gateway(-90001), 6)] {
        let (shop, before) = ready();
        let old = shop.quantities();
        shop.fake.fault("*", usize::MAX, reply.undone());
        let report = shop.push_stock_with(&[], code);
        assert_eq!((report.count("sent"), shop.quantities()), (0, old));
        shop.fake.heal();
        shop.push_stock();
        settled(&shop, &before, "healed");
    }
}

#[test]
fn a_read_that_fails_once_is_repeated() {
    let (shop, before) = ready();
    let pulled_reads = [ALL_GOODS, INVENTORY, MOVE_DETAIL];
    for (n, method) in pulled_reads.into_iter().enumerate() {
        shop.fake.fault(method, 1, [Reply::http(500), Reply::Cut, Reply::Drop][n].clone());
    }
    shop.push_stock();
    settled(&shop, &before, "reads");
}

#[test]
fn an_item_whose_options_cannot_be_read_is_not_written_to() {
    for (method, item) in [(INVENTORY, ONE_AXIS), (MOVE_DETAIL, MOVING)] {
        let (shop, before) = ready();
        shop.fake.fault_when(
            move |r| r.method == method && r.params["ItemCode"] == item,
            usize::MAX,
            Reply::result(-10001),
        );
        let report = shop.push_stock_with(&[], 3);
        assert_eq!(report.stocked(), [9, 0, 0, 2], "{report:#?}");
        assert!(shop.wrote().iter().all(|row| row.0 != item), "{item}");
        shop.fake.heal();
        shop.push_stock();
        settled(&shop, &before, item);
    }
}

#[test]
fn a_change_while_the_run_is_under_way_is_sent_by_the_next() {
    side_by_side([(SET_PLAIN, "P-1", PLAIN), (SET_MOVE, "N-1-R", "100000005/red")], |(write, sku, name)| {
        let (shop, mut before) = ready();
        let run = shop.busy(&["push-stock", "--json"], write);
        // Waits for the run, and is not lost in it.
        let (set, run) = shop.waits_for(run, &["stock", "set", sku, "77"]);
        set.expect(0);
        assert!(run.status.success(), "{write}: {run:?}");
        before.wanted.insert(name.into(), 77);
        let report = shop.push_stock();
        assert!(report.skus("sent").contains(&sku.to_owned()), "{report:#?}");
        settled(&shop, &before, write);
    });
}

#[test]
fn a_sale_while_the_run_is_under_way_adds_no_option() {
    let (shop, before) = ready();
    let mut is_sold = false;
    shop.fake.after_call(move |model, request| {
        let is_asked = request.method == MOVE_DETAIL && request.params["ItemCode"] == MOVING;
        if is_asked && !std::mem::replace(&mut is_sold, true) {
            let goods = model.shelf.goods.get_mut(MOVING).unwrap();
            goods.choices.iter_mut().for_each(|choice| choice.qty -= 1);
        }
    });
    shop.push_stock();
    assert_eq!((shop.shape(), shop.quantities()), (before.shape, before.wanted));
}

#[test]
fn quantities_that_show_late_are_no_harm() {
    let (shop, before) = ready();
    shop.shelf(|s| s.shown = Some(s.goods.clone()));
    shop.push_stock_any(&[], &[0, 3]);
    assert!(shop.shape() == before.shape);
    shop.push_stock_any(&[], &[0, 3]);
    shop.shelf(|s| s.shown = None);
    shop.push_stock();
    settled(&shop, &before, "late");
}

#[test]
fn wherever_the_process_dies_the_next_run_finishes() {
    side_by_side(0..24, |k| {
        let (shop, before) = ready();
        let was_killed = shop.killed_at(&["push-stock", "--json"], k);
        assert!(was_killed || k > 4, "it made {k} calls only");
        assert!(shop.shape() == before.shape, "killed at call {k}");
        shop.push_stock();
        settled(&shop, &before, &format!("killed at call {k}"));
    });
}

#[test]
fn options_fail_by_themselves_when_their_call_is_refused() {
    let (shop, before) = ready();
    shop.fake.fault(SET_OPTIONS, usize::MAX, refused(-10101));
    let report = shop.push_stock_with(&[], 3);
    assert_eq!(report.stocked(), [5, 0, 0, 6], "{report:#?}");
    shop.fake.heal();
    assert_eq!(shop.push_stock().stocked(), [6, 5, 0, 0]);
    settled(&shop, &before, "refused");
}
