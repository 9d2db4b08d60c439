//! push-stock and the orders that no run has imported (STK-8), and what goes back as it was (STK-11).

use chrono::NaiveDateTime;

use crate::support::{
    LIST, MOVING, Reply, Request, Row, SET_PLAIN, Shop, TWO_AXES, WRITES, plain_code, plain_sku, refused,
    row, tier,
};

/// An order of so many pieces of the nth plain item.
fn sale(n: usize, qty: i64) -> Row {
    let order_no = 1_062_000_000 + n as i64;
    row().cart(order_no).no(order_no).item(&plain_code(n), &plain_sku(n)).qty(qty)
}

/// The statuses of the lists that were asked for, and the writes, in their order.
fn calls(shop: &Shop) -> Vec<String> {
    let log = shop.fake.log();
    let named = log.iter().filter_map(|call| match call.method.as_str() {
        LIST => Some(format!("list {}", call.params["ShippingStatus"])),
        method if WRITES.contains(&method) => Some("write".to_owned()),
        _ => None,
    });
    named.collect()
}

#[test]
fn stk_08_a_sale_since_the_last_import_is_taken_off_in_every_way_of_it() {
    let shop = Shop::of_plains(3);
    shop.stock(&[(plain_sku(0), 8), (plain_sku(1), 5), (plain_sku(2), 9)]);
    // Paid, not paid, and one that import rejects for its missing option code.
    let rejected = sale(2, 4).option("色:白", "").set("Receiver", "");
    shop.fake.set_rows(vec![sale(0, 1), sale(1, 2).unpaid(), rejected]);
    let rehearsal = shop.push_stock_with(&["--dry-run"], 0);
    assert_eq!(shop.writes(), 0);
    let report = shop.push_stock();
    assert_eq!(calls(&shop), ["list 1", "list 2", "write"]);
    assert_eq!(report.0["items"], rehearsal.0["items"], "a dry run says the same");
    let shown = [0, 1, 2].map(|n| shop.shown_qty(&plain_code(n)));
    assert_eq!(shown, [7, 3, 5]);
    let message = report.items("sent")[0]["message"].as_str().unwrap().to_owned();
    assert_eq!(message, "item 200000000: 7; 8 counted - 1 ordered but not imported = 7");
    assert_eq!(report.0["warnings"], serde_json::json!([]));
}

#[test]
fn stk_08_what_was_told_with_such_an_order_is_not_written_again_until_it_is_imported() {
    let mut shop = Shop::of_plains(2);
    shop.stock(&[(plain_sku(0), 8), (plain_sku(1), 5)]);
    shop.fake.set_rows(vec![sale(0, 1)]);
    shop.push_stock();
    shop.wrote();
    shop.push_nothing("the order is told already");
    // Another one is not.
    let other = sale(0, 2).no(1_062_900_000).cart(1_062_900_000);
    shop.fake.add_row(other);
    assert_eq!(shop.push_stock().stocked(), [1, 1, 0, 0]);
    assert_eq!(shop.wrote(), [(plain_code(0), String::new(), 5)]);
    shop.at("2026-07-01 11:00:00");
    shop.import();
    // Qoo10 may have lowered its own quantity for it.
    assert_eq!(shop.push_stock().stocked(), [1, 1, 0, 0]);
    assert_eq!(shop.wrote(), [(plain_code(0), String::new(), 5)]);
    shop.push_nothing("imported and told");
    assert_eq!(shop.fake.calls(LIST), 0, "nothing to write, no list");
}

#[test]
fn stk_08_types_sent_along_and_other_listings_of_the_sku_and_all_count_too() {
    let shop = Shop::of_every_kind();
    shop.stock_each(21);
    shop.push_stock();
    shop.wrote();
    // The other type of the item is sold, and one option; neither is due.
    let moving = row().cart(1).no(1).item(MOVING, "M-1").option("red / M", "-RM").qty(2);
    let option = row().cart(2).no(2).item(TWO_AXES, "T-1").option("色:黒 / サイズ:L", "-BL").qty(3);
    shop.fake.set_rows(vec![moving, option]);
    let before = shop.quantities();
    shop.stock_set("M-1-RL", 50);
    shop.push_stock();
    let now = shop.quantities();
    assert_eq!(now[&format!("{MOVING}/red/L")], 50);
    assert_eq!(now[&format!("{MOVING}/red/M")], before[&format!("{MOVING}/red/M")] - 2);
    shop.push_stock_with(&["--all"], 0);
    let name = format!("{TWO_AXES}/黒/L");
    assert_eq!(shop.quantities()[&name], before[&name] - 3);
}

#[test]
fn stk_08_an_order_that_was_paid_since_its_import_counts_as_paid() {
    let mut shop = Shop::of_plains(1);
    shop.set("stock", "unpaid_orders_count", "false");
    shop.fake.set_rows(vec![sale(0, 2).unpaid().carrier("佐川急便")]);
    shop.import();
    shop.run(&["stock", "set", &plain_sku(0), "8", "--count", "on_hand"]).expect(0);
    shop.push_stock();
    assert_eq!(shop.shown_qty(&plain_code(0)), 8, "nobody has paid");
    shop.fake.set_rows(vec![sale(0, 2)]);
    shop.run(&["stock", "set", &plain_sku(0), "9", "--count", "on_hand"]).expect(0);
    let report = shop.push_stock();
    let message = report.items("sent")[0]["message"].as_str().unwrap().to_owned();
    assert_eq!(message, "item 200000000: 7 (was 8); 9 counted - 2 in orders = 7");
    assert_eq!(shop.shown_qty(&plain_code(0)), 7);
}

#[test]
fn stk_08_a_row_that_names_nothing_known_is_warned_of_with_its_number() {
    let shop = Shop::of_plains(1);
    shop.stock(&[(plain_sku(0), 8)]);
    let foreign = row().cart(5).no(1_062_000_005).item("999", "NOBODY");
    let unreadable = sale(0, 1).no(1_062_000_006).set("OrderQty", "many");
    let unnumbered = sale(0, 1).set("OrderNo", "?").set("PackNo", "?").set("OrderQty", "?");
    shop.fake.set_rows(vec![foreign, unreadable, unnumbered]);
    let report = shop.push_stock();
    assert_eq!((report.stocked(), shop.shown_qty(&plain_code(0))), ([1, 0, 0, 0], 8));
    let warnings = report.warnings();
    assert_eq!(warnings.lines().count(), 2, "{warnings}");
    assert!(warnings.contains("1062000005, 1062000006"), "{warnings}");
}

#[test]
fn stk_08_where_the_lists_cannot_be_fetched_nothing_is_sent() {
    for status in ["1", "2"] {
        for (reply, code) in [(Reply::http(503), 1), (Reply::result(-10002), 1), (Reply::gateway(-90001), 6)]
        {
            for dry in [false, true] {
                let shop = Shop::of_every_kind();
                shop.stock_each(21);
                let asked =
                    move |call: &Request| call.method == LIST && call.params["ShippingStatus"] == status;
                shop.fake.fault_when(asked, usize::MAX, reply.clone());
                let args: &[&str] = if dry { &["--dry-run"] } else { &[] };
                let report = shop.push_stock_with(args, code);
                assert_eq!((shop.writes(), report.count("sent")), (0, 0), "{status}");
                assert_eq!(shop.open_quantities(), 0, "nothing was begun");
            }
        }
    }
}

#[test]
fn stk_08_each_repeated_call_is_told_what_was_sold_meanwhile() {
    let mut shop = Shop::of_plains(2);
    shop.set("qoo10", "max_attempts", "10");
    shop.stock(&[(plain_sku(0), 8), (plain_sku(1), 5)]);
    // The answers are lost until the lists are old, and a sale comes after they were asked for.
    shop.fake.fault(SET_PLAIN, 6, Reply::http(503).undone());
    let mut is_sold = false;
    shop.fake.after_call(move |model, call| {
        let is_listed = call.method == LIST && call.params["ShippingStatus"] == "2";
        if is_listed && !std::mem::replace(&mut is_sold, true) {
            model.rows.push(sale(0, 1));
        }
    });
    assert_eq!(shop.push_stock().stocked(), [2, 0, 0, 0]);
    let calls = calls(&shop);
    assert_eq!(calls[..3], ["list 1", "list 2", "write"]);
    assert!(calls[3..].windows(2).any(|pair| pair == ["list 1", "list 2"]), "{calls:?}");
    assert_eq!(calls.iter().filter(|call| *call == "write").count(), 7, "{calls:?}");
    assert_eq!(shop.shown_qty(&plain_code(0)), 7);
    shop.check_state();
    assert_eq!(shop.open_quantities(), 0);
}

#[test]
fn stk_08_the_halves_of_a_refused_call_have_lists_of_their_own() {
    let shop = Shop::of_plains(4);
    shop.stock_each(21);
    shop.fake.fault(SET_PLAIN, 1, refused(-10101));
    shop.push_stock();
    let once = ["list 1", "list 2", "write"];
    assert_eq!(calls(&shop), once.repeat(3), "the whole, then its halves");
}

#[test]
fn stk_08_lists_reach_back_to_where_an_import_would_begin() {
    let mut shop = Shop::of_plains(1);
    shop.stock(&[(plain_sku(0), 8)]);
    shop.fake.set_rows(vec![sale(0, 1)]);
    shop.import();
    shop.at("2026-07-01 18:00:00");
    shop.import();
    let windows = |shop: &Shop| {
        let parse = |text: &str| NaiveDateTime::parse_from_str(text, "%Y%m%d%H%M%S").unwrap();
        let log = shop.fake.log();
        let lists = log.iter().filter(|call| call.method == LIST);
        lists
            .map(|call| ["SearchStartDate", "SearchEndDate"].map(|key| parse(&call.params[key])))
            .collect::<Vec<_>>()
    };
    shop.push_stock();
    let pushed = windows(&shop);
    shop.fake.clear_log();
    shop.import();
    let imported = windows(&shop);
    assert_eq!((pushed[0][0], pushed[1][0]), (imported[0][0], imported[1][0]));
    assert!(pushed[0][1] >= imported[0][1] && pushed[0][1].date() == imported[0][1].date());
}

#[test]
fn stk_08_ten_thousand_listings_take_twenty_writes_and_forty_lists() {
    let (count, writes) = if tier::is_full() { (10_000, 20) } else { (1_000, 2) };
    let shop = Shop::of_plains(count);
    shop.stock_each(21);
    assert_eq!(shop.push_stock().stocked(), [count as u64, 0, 0, 0]);
    assert_eq!((shop.writes(), shop.fake.calls(LIST)), (writes, 2 * writes));
}

#[test]
fn stk_11_the_tax_rate_that_an_item_shows_goes_back_with_its_quantity() {
    let shop = Shop::of_plains(4);
    for (n, rate) in ["S", "10", "8", "0"].into_iter().enumerate() {
        shop.goods(&plain_code(n), |goods| goods.tax_rate = rate.into());
    }
    let (shape, wanted) = (shop.shape(), shop.stock_each(21));
    shop.push_stock();
    // The fake clears a rate that is left out.
    assert_eq!((shop.shape(), shop.quantities()), (shape, wanted));
}

#[test]
fn stk_09_sets_that_nobody_can_compute_are_skipped_by_every_run() {
    let shop = Shop::of_plains(2);
    let sets = [(plain_sku(0), "NO-COUNT"), (plain_sku(1), "PART")];
    for (set, part) in &sets {
        shop.sql(&format!("INSERT INTO set_parts VALUES ('{set}', '{part}', 1)"));
    }
    shop.stock(&[("PART", 5), (&plain_sku(1), 3)]);
    for _ in 0..2 {
        let report = shop.push_stock();
        assert_eq!(report.stocked(), [0, 0, 2, 0], "{report:#?}");
        assert_eq!(report.reasons("skipped"), ["part_without_count", "set_with_own_count"]);
        assert_eq!(shop.fake.calls(LIST), 0);
    }
}

#[test]
fn stk_07_what_was_begun_is_told_over_whatever_was_sent_before() {
    let shop = Shop::of_plains(1);
    let set = |qty| shop.stock_set(&plain_sku(0), qty);
    set(5);
    shop.push_stock();
    // The run that told it 8 was killed after the call; what follows is refused.
    shop.goods(&plain_code(0), |goods| goods.qty = 8);
    shop.sql(
        "INSERT INTO stock_journal (run_id, listing_id, qty, at)
         SELECT run_id, listing_id, 8, at FROM stock_journal",
    );
    set(7);
    shop.fake.fault(SET_PLAIN, 1, refused(-10101));
    shop.push_stock_with(&[], 3);
    assert_eq!((shop.shown_qty(&plain_code(0)), shop.open_quantities()), (8, 0));
    // As many as were sent last.
    set(5);
    assert_eq!(shop.push_stock().stocked(), [1, 0, 0, 0]);
    assert_eq!(shop.shown_qty(&plain_code(0)), 5);
    shop.wrote();
    shop.push_nothing("told");
}

#[test]
fn stk_07_what_a_killed_run_has_marked_is_sent_by_the_next() {
    for calls_before in 0..6 {
        let shop = Shop::of_plains(1);
        shop.stock(&[(plain_sku(0), 8)]);
        shop.push_stock();
        shop.fake.set_rows(vec![sale(0, 1)]);
        shop.import();
        // The count is as if nothing was sold: only the mark says that Qoo10 may show another quantity.
        shop.stock(&[(plain_sku(0), 8)]);
        shop.goods(&plain_code(0), |goods| goods.qty = 7);
        shop.wrote();
        shop.killed_at(&["push-stock", "--json"], calls_before);
        shop.push_stock();
        assert_eq!(shop.shown_qty(&plain_code(0)), 8, "killed at call {calls_before}");
        assert_eq!(shop.wrote().len(), 1);
        shop.push_nothing("after that");
    }
}
