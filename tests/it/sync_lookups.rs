//! SYN-7: what a run costs, and whose turn it is when single orders have to be asked for.

use std::collections::BTreeSet;

use crate::support::{BY_NUMBER, CLAIMS, Reply, Row, Shop, jst, row};

fn unpaid(n: i64) -> Row {
    row().cart(n).no(n).unpaid()
}

/// Orders 1 to n, unpaid, which no list shows any more.
fn unexplained(n: i64, max_lookups: u32) -> Shop {
    let mut shop = Shop::with_rows((1..=n).map(unpaid).collect());
    shop.set("sync_status", "max_lookups", &max_lookups.to_string());
    shop.import();
    for no in 1..=n {
        shop.at_qoo10(no, Row::hidden);
    }
    shop
}

/// One run, whatever its end: the orders that it asked for.
fn turn(shop: &mut Shop, minute: u32) -> Vec<i64> {
    shop.at(&format!("2026-07-01 11:{minute:02}:00"));
    shop.fake.clear_log();
    let run = shop.run(&["sync-status", "--json"]);
    assert!([0, 3].contains(&run.code), "{run:#?}");
    shop.fake.looked_up()
}

#[test]
fn the_number_of_calls_does_not_grow_with_the_open_orders() {
    let calls = |n: i64| {
        let shop = Shop::with_rows(
            (1..=n).map(|i| if i % 2 == 0 { row().cart(i).no(i) } else { unpaid(i) }).collect(),
        );
        shop.import();
        shop.claim(&[1, 2], 1);
        shop.pay(&[3, 5]);
        let report = shop.sync();
        assert_eq!(report.changes(), [2, 0, 0, 2, 0, 0]);
        assert_eq!(shop.fake.calls(BY_NUMBER), 0, "the lists explain all of them");
        let counted: u64 =
            report.0["api_calls"].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum();
        assert_eq!(counted as usize, shop.fake.log().len(), "api_calls: {report:#?}");
        shop.fake.log().len()
    };
    let (few, many) = (calls(10), calls(60));
    assert_eq!(few, many);
    // Eight of them once an hour: the states of returns, exchanges, refunds (SYN-12).
    assert!(few <= 20, "{few} calls are no handful");
}

#[test]
fn claims_1_2_3_and_16_are_asked_for_over_all_open_order_dates() {
    let mut shop = Shop::new();
    for (no, day) in [(1, "2026-02-01"), (2, "2026-03-20"), (3, "2026-05-15"), (4, "2026-06-30")] {
        shop.at(&format!("{day} 12:00:00"));
        shop.fake.add_row(row().cart(no).no(no).ordered(&format!("{day} 09:00:00")));
        shop.import();
    }
    shop.at("2026-09-15 10:00:00");
    shop.sync();
    let windows = shop.fake.claim_windows();
    for status in ["1", "2", "3", "16"] {
        let asked = windows.get(status).unwrap_or_else(|| panic!("claims {status} were not asked for"));
        for day in ["2026-02-01", "2026-03-20", "2026-05-15", "2026-06-30"] {
            let at = jst(&format!("{day} 09:00:00"));
            assert!(asked.iter().any(|(start, end)| *start <= at && at <= *end), "{status} {day}: {asked:?}");
        }
    }
    let by_order_date =
        |r: &crate::support::Request| r.method != CLAIMS || r.params["search_condition"] == "1";
    assert!(shop.fake.log().iter().all(by_order_date));
}

#[test]
fn an_order_that_no_list_explains_is_looked_up() {
    let shop = unexplained(3, 100);
    shop.at_qoo10(2, |row| row.paid("2026-07-01 09:30:00"));
    let report = shop.sync();
    assert_eq!(report.changes(), [1, 0, 0, 0, 0, 0], "{report:#?}");
    assert_eq!(report.orders("paid"), ["2"]);
    let asked: BTreeSet<i64> = shop.fake.looked_up().into_iter().collect();
    assert_eq!(asked, [1, 2, 3].into());
    assert_eq!(shop.show("2")["status"], "ready");
    shop.sync();
    assert!(!shop.fake.looked_up().contains(&2), "a paid order needs no explanation");
}

#[test]
fn at_most_max_lookups_a_run_and_none_is_starved() {
    let mut shop = unexplained(7, 2);
    for round in 0..3 {
        let mut asked = BTreeSet::new();
        for run in 0..4 {
            let numbers = turn(&mut shop, round * 10 + run);
            assert!(numbers.len() <= 2, "{numbers:?}");
            asked.extend(numbers);
        }
        assert_eq!(asked, (1..=7).collect(), "round {round}");
    }
}

#[test]
fn least_recently_asked_comes_first() {
    let mut shop = unexplained(4, 2);
    let first = turn(&mut shop, 1);
    let second = turn(&mut shop, 2);
    assert!(first.iter().all(|no| !second.contains(no)), "{first:?} {second:?}");
    shop.fake.add_row(unpaid(5).ordered("2026-07-01 09:50:00"));
    shop.import();
    shop.at_qoo10(5, Row::hidden);
    let third = turn(&mut shop, 3);
    assert!(third.contains(&5), "an order never asked for waits behind others: {third:?}");
    assert!(third.iter().any(|no| first.contains(no)), "{first:?} {second:?} {third:?}");
}

#[test]
fn orders_that_stay_unexplained_do_not_starve_a_paid_one() {
    let mut shop = unexplained(9, 2);
    shop.forget(&[1, 2, 3]);
    shop.at_qoo10(9, |row| row.paid("2026-07-01 09:30:00"));
    for minute in 0..5 {
        turn(&mut shop, minute);
    }
    assert_eq!(shop.show("9")["status"], "ready");
}

#[test]
fn a_run_that_could_not_ask_takes_nobodys_turn() {
    let mut shop = unexplained(6, 2);
    shop.set("qoo10", "max_attempts", "1");
    for minute in 0..4 {
        shop.fake.fault(BY_NUMBER, usize::MAX, Reply::Drop);
        shop.at(&format!("2026-07-01 10:3{minute}:00"));
        shop.sync_with(&[], 1);
        shop.fake.heal();
    }
    let asked: BTreeSet<i64> = (0..3).flat_map(|minute| turn(&mut shop, minute)).collect();
    assert_eq!(asked, (1..=6).collect());
}

#[test]
fn one_order_that_cannot_be_looked_up_does_not_stop_the_rest() {
    let shop = unexplained(3, 100);
    shop.pay(&[1, 3]);
    let second = |r: &crate::support::Request| r.method == BY_NUMBER && r.params["OrderNo"] == "2";
    shop.fake.fault_when(second, usize::MAX, Reply::result(-999));
    shop.run(&["sync-status"]);
    for code in ["1", "3"] {
        assert_eq!(shop.show(code)["status"], "ready", "{code}");
    }
    assert_eq!(shop.show("2")["status"], "on_hold");
}

#[test]
fn a_look_up_that_failed_is_tried_again_by_the_next_run_and_said_again() {
    let mut shop = Shop::with_rows(vec![row().cart(1).no(1)]);
    shop.import();
    shop.at_qoo10(1, Row::hidden);
    shop.fake.fault(BY_NUMBER, usize::MAX, Reply::result(-10001));
    for minute in 0..3 {
        assert_eq!(turn(&mut shop, minute), [1], "minute {minute}");
        shop.sync_with(&[], 3);
    }
}
