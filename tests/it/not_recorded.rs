//! Qoo10 was told, and the state file cannot take that down: exit 1, and it is said what Qoo10 was told.

use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::support::{CONFIRM, Run, SEND, SET_PLAIN, Shop, carts, code, finish, tier, valid_number};

/// The same command where no file may grow beyond so many blocks: what a disk is like that fills up.
fn on_a_disk_of(shop: &Shop, blocks: u64, args: &[&str]) -> Run {
    let plain = shop.command(args);
    let mut shell = Command::new("/bin/sh");
    let limits = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    shell.args(["-c", &limits]).arg(plain.get_program()).args(plain.get_args());
    shell.env_clear().envs(&shop.env).current_dir(shop.dir.path());
    shell.process_group(0);
    finish(shell, args)
}

/// Tries disks that fill up at every moment of a step. `told`: how many of the 40 orders Qoo10 took; `known`:
/// how many
/// of them the state file knows of. Afterwards the next run finishes all.
fn at_every_moment(
    prepared: impl Fn() -> Shop,
    step: &str,
    (method, done, things): (&str, &str, [&str; 3]),
    told: fn(&Shop) -> usize,
    known: fn(&Shop) -> usize,
) {
    let mut was_not_recorded = 0;
    for extra in tier::sampled((0..70).step_by(3), 1, 3) {
        let mut shop = prepared();
        let blocks = std::fs::metadata(shop.path("demo.db")).unwrap().len() / 512;
        let run = on_a_disk_of(&shop, extra, &[step, "--json"]);
        let case = format!("{step}, {extra} of {blocks} blocks: {run:#?}");
        assert!(matches!(run.code, 0 | 1), "{case}");
        let (told_now, known_now) = (told(&shop), known(&shop));
        if told_now > known_now {
            was_not_recorded += 1;
            assert_eq!(run.code, 1, "{case}");
            let report = run.json();
            assert_eq!(
                (&report["result"], &report["counts"][done]),
                (&"failed".into(), &told_now.into()),
                "{case}"
            );
            run.says(&["Qoo10 was told", "the next run reads back"]);
            run.says(&things);
        }
        shop.at("2026-07-01 11:00:00");
        shop.run(&[step]).expect(0);
        assert_eq!((told(&shop), known(&shop)), (40, 40), "{case}");
        assert!(shop.fake.calls(method) <= 2, "{case}");
        shop.check_state();
    }
    assert!(was_not_recorded > 0, "{step}: no disk was full between the call and its record");
}

/// What is said of the orders.
const ORDERS: [&str; 3] = ["40 orders", "412345678", "412345679"];

#[test]
fn a_disk_that_fills_between_a_quantity_and_its_record_is_exit_1_and_says_what_was_told() {
    let prepared = || {
        let shop = Shop::of_plains(40);
        shop.stock_each(1_000);
        shop.fake.clear_log();
        shop
    };
    let told = |shop: &Shop| shop.quantities().values().filter(|qty| **qty >= 1_000).count();
    let known = |shop: &Shop| {
        let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
        let sql = "SELECT count(*) FROM listings WHERE sent_qty >= 1000";
        state.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap() as usize
    };
    let names = ["40 listings", "P-0", "P-1"];
    at_every_moment(prepared, "push-stock", (SET_PLAIN, "sent", names), told, known);
}

#[test]
fn a_disk_that_fills_between_a_shipment_and_its_record_is_exit_1_and_says_what_was_told() {
    let prepared = || {
        let shop = Shop::imported(carts(40));
        let mut file = "order,carrier,tracking\n".to_owned();
        for n in 0..40 {
            file += &format!("{},佐川急便,{}\n", code(n), valid_number(n));
        }
        shop.load("a.csv", file.as_bytes(), &[], 0);
        shop.sql("UPDATE orders SET api_status = 'printed'");
        shop.fake.clear_log();
        shop
    };
    let told = |shop: &Shop| shop.accepted().len();
    at_every_moment(prepared, "push-shipments", (SEND, "sent", ORDERS), told, |shop| {
        shop.with_api_status("shipped")
    });
}

#[test]
fn a_disk_that_fills_between_a_date_and_its_record_is_exit_1_and_says_what_was_told() {
    let prepared = || {
        let shop = Shop::imported(carts(40));
        shop.fake.clear_log();
        shop
    };
    let told = |shop: &Shop| shop.dates().len();
    let known = |shop: &Shop| shop.with_api_status("printed");
    at_every_moment(prepared, "schedule-date", (CONFIRM, "scheduled", ORDERS), told, known);
}
