//! `orders hold`, `release`, `set` and `add-line`: what staff change, and what is kept of it.

use std::time::Duration;

use qoo10_bridge::runtime::io::Timeouts;
use serde_json::{Value, json};

use crate::support::{LIST, Reply, Row, Shop, row};

/// Order 1 is paid and ready, order 2 unpaid and on hold, order 3 has two lines.
fn shop() -> Shop {
    let shop = Shop::with_rows(vec![
        row().cart(1).no(1),
        row().cart(2).no(2).unpaid(),
        row().cart(3).no(31),
        row().cart(3).no(32).option("色:白", "-W"),
    ]);
    shop.import();
    shop
}

fn state(order: &Value) -> (&str, &Value) {
    (order["status"].as_str().unwrap(), &order["hold_reasons"])
}

/// The command does its work, and the history tells of it.
fn done(shop: &Shop, args: &[&str]) -> Value {
    let before = shop.history(args[2]).len();
    shop.run(args).expect(0);
    let order = shop.show(args[2]);
    assert!(order["history"].as_array().unwrap().len() > before, "{args:?} is not in the history: {order:#}");
    shop.consistent();
    order
}

/// The command is refused with a sentence, and nothing has changed.
fn refused(shop: &Shop, args: &[&str]) {
    let before: Vec<Value> = shop.codes().iter().map(|code| shop.show(code)).collect();
    let run = shop.run(args).expect(2);
    assert!(run.stderr.trim().contains(' '), "no sentence: {run:#?}");
    let after: Vec<Value> = shop.codes().iter().map(|code| shop.show(code)).collect();
    assert_eq!(before, after, "{args:?} was refused and changed something");
}

#[test]
fn hold_and_release() {
    let mut shop = shop();
    shop.at("2026-07-01 13:14:15");
    let order = done(&shop, &["orders", "hold", "1", "--reason", "住所を電話で確認"]);
    assert_eq!(state(&order), ("on_hold", &json!(["manual"])));
    let entry = order["history"].as_array().unwrap().last().unwrap().clone();
    assert!(entry["detail"].as_str().unwrap().contains("住所を電話で確認"), "{entry}");
    assert!(entry["at"].as_str().unwrap().starts_with("2026-07-01T13:14:15"), "{entry}");
    let order = done(&shop, &["orders", "release", "1"]);
    assert_eq!(state(&order), ("ready", &json!([])));
}

#[test]
fn release_leaves_the_payment_hold() {
    let shop = shop();
    let order = done(&shop, &["orders", "hold", "2", "--reason", "x"]);
    assert_eq!(order["hold_reasons"].as_array().unwrap().len(), 2, "{order:#}");
    let order = done(&shop, &["orders", "release", "2"]);
    assert_eq!(state(&order), ("on_hold", &json!(["payment"])));
}

#[test]
fn hold_wants_a_reason() {
    refused(&shop(), &["orders", "hold", "1"]);
}

#[test]
fn payment_status_paid_lifts_the_payment_hold() {
    let shop = shop();
    let order = done(&shop, &["orders", "set", "2", "--payment-status", "paid"]);
    assert_eq!((state(&order), &order["payment_status"]), (("ready", &json!([])), &json!("paid")));
}

#[test]
fn payment_status_paid_leaves_a_manual_hold() {
    let shop = shop();
    done(&shop, &["orders", "hold", "2", "--reason", "x"]);
    let order = done(&shop, &["orders", "set", "2", "--payment-status", "paid"]);
    assert_eq!((state(&order), &order["payment_status"]), (("on_hold", &json!(["manual"])), &json!("paid")));
}

#[test]
fn to_ready_or_beyond_while_the_payment_hold_stands_is_refused() {
    let shop = shop();
    for status in ["ready", "preparing", "working", "inspected", "shipped"] {
        refused(&shop, &["orders", "set", "2", "--status", status]);
    }
    let order = done(&shop, &["orders", "set", "2", "--status", "ready", "--payment-status", "paid"]);
    assert_eq!((state(&order), &order["payment_status"]), (("ready", &json!([])), &json!("paid")));
}

#[test]
fn any_api_status_may_be_set() {
    let shop = shop();
    for word in ["printed", "shipped", "awaiting_print", "shipped", "printed", "awaiting_print"] {
        let order = done(&shop, &["orders", "set", "1", "--api-status", word]);
        assert_eq!((&order["api_status"], state(&order).0), (&json!(word), "ready"));
    }
}

#[test]
fn words_that_are_none_are_refused() {
    let shop = shop();
    for option in ["--status", "--api-status", "--payment-status"] {
        for word in ["done", "REDY", ""] {
            refused(&shop, &["orders", "set", "1", option, word]);
        }
    }
}

#[test]
fn add_line_adds_a_local_line() {
    let shop = shop();
    let before = shop.show("3");
    let order =
        done(&shop, &["orders", "add-line", "3", "--sku", "GIFT-1", "--qty", "2", "--name", "見本の粗品"]);
    let lines = order["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 3);
    let line = &lines[2];
    let facts =
        [&line["order_no"], &line["sku"], &line["qty"], &line["name"], &line["cancelled"], &line["addon"]];
    assert_eq!(
        facts.map(Clone::clone),
        [json!(null), json!("GIFT-1"), json!(2), json!("見本の粗品"), json!(false), json!(false)]
    );
    assert_eq!(line["line"], 3);
    for key in ["order_no_sum", "total_yen", "status", "payment_status"] {
        assert_eq!(order[key], before[key], "{key}: Qoo10 knows nothing of the line");
    }
    assert_eq!(lines[..2], before["lines"].as_array().unwrap()[..]);
}

#[test]
fn add_line_without_a_name_and_without_sense() {
    let shop = shop();
    let order = done(&shop, &["orders", "add-line", "1", "--sku", "GIFT-1", "--qty", "1"]);
    assert_eq!(order["lines"][1]["sku"], "GIFT-1");
    for qty in ["0", "-1", "x", "1.5", ""] {
        refused(&shop, &["orders", "add-line", "1", "--sku", "GIFT-1", "--qty", qty]);
    }
    refused(&shop, &["orders", "add-line", "1", "--sku", "GIFT-1"]);
    refused(&shop, &["orders", "add-line", "1", "--qty", "1"]);
}

#[test]
fn an_unknown_order_is_refused() {
    let shop = shop();
    for code in ["499999999", "1-2", "3-1", "abc", ""] {
        refused(&shop, &["orders", "hold", code, "--reason", "x"]);
        refused(&shop, &["orders", "release", code]);
        refused(&shop, &["orders", "set", code, "--status", "ready"]);
        refused(&shop, &["orders", "add-line", code, "--sku", "A", "--qty", "1"]);
    }
    shop.run(&["orders", "hold", "499999999", "--reason", "x"]).expect(2).says(&["499999999"]);
}

#[test]
fn steps_undo_nothing() {
    let shop = shop();
    done(&shop, &["orders", "hold", "1", "--reason", "x"]);
    done(&shop, &["orders", "set", "3", "--status", "preparing", "--api-status", "printed"]);
    done(&shop, &["orders", "set", "2", "--payment-status", "paid"]);
    done(&shop, &["orders", "add-line", "3", "--sku", "GIFT-1", "--qty", "1"]);
    let before: Vec<Value> = shop.codes().iter().map(|code| shop.show(code)).collect();
    shop.import();
    assert_eq!(shop.sync().changes(), [0; 6]);
    let after: Vec<Value> = shop.codes().iter().map(|code| shop.show(code)).collect();
    assert_eq!(before, after);
}

#[test]
fn a_cancellation_by_hand_keeps_the_lines_on_record() {
    let shop = shop();
    for code in ["1", "2", "3"] {
        let lines = shop.show(code)["lines"].as_array().unwrap().len();
        let order = done(&shop, &["orders", "set", code, "--status", "cancelled"]);
        assert_eq!(
            (&order["status"], order["lines"].as_array().unwrap().len()),
            (&json!("cancelled"), lines)
        );
    }
    assert_eq!(shop.import().count("imported"), 0);
    assert_eq!(shop.sync_with(&[], 3).changes(), [0, 0, 0, 0, 0, 3], "Qoo10 has them open");
    assert!(shop.orders().iter().all(|order| order["status"] == "cancelled"));
}

#[test]
fn a_change_by_hand_waits_for_a_running_step() {
    let shop = shop();
    let step = shop.busy(&["import"], LIST);
    let (held, step) = shop.waits_for(step, &["orders", "hold", "1", "--reason", "x", "--json"]);
    assert_eq!(state(&held.expect(0).json()), ("on_hold", &json!(["manual"])));
    assert_eq!(step.status.code(), Some(0));
    assert_eq!(state(&shop.show("1")), ("on_hold", &json!(["manual"])));
}

#[test]
fn a_change_by_hand_gives_up_when_its_patience_ends() {
    assert_eq!(Timeouts::default().lock, Duration::from_secs(10));
    let mut shop = shop();
    shop.timeouts.lock = Duration::from_millis(200);
    let step = shop.busy(&["import"], LIST);
    let started = std::time::Instant::now();
    let run = shop.run(&["orders", "hold", "1", "--reason", "x"]).expect(4);
    assert!(started.elapsed() >= shop.timeouts.lock, "it gave up after {:?}", started.elapsed());
    assert!(!run.stderr.trim().is_empty());
    assert_eq!(state(&shop.show("1")), ("ready", &json!([])));
    step.kill();
}

#[test]
fn staff_need_no_qoo10() {
    let shop = shop();
    shop.fake.fault("*", usize::MAX, Reply::Drop);
    shop.fake.clear_log();
    done(&shop, &["orders", "hold", "1", "--reason", "x"]);
    done(&shop, &["orders", "release", "1"]);
    done(&shop, &["orders", "add-line", "1", "--sku", "A", "--qty", "1"]);
    done(&shop, &["orders", "set", "1", "--status", "preparing"]);
    assert!(shop.fake.log().is_empty());
    assert!(shop.fake.model(|m| m.rows.iter().all(|row: &Row| row.claim.is_none())));
}

#[test]
fn quiet_prints_nothing_of_a_change_that_is_done_not_even_json() {
    let shop = shop();
    for args in [
        &["orders", "hold", "1", "--reason", "x"][..],
        &["orders", "release", "1"],
        &["holidays", "add", "2026-08-13"],
    ] {
        let all: Vec<&str> = ["-q", "--json"].iter().chain(args).copied().collect();
        let run = shop.run(&all).expect(0);
        assert_eq!(run.all().trim(), "", "{run:#?}");
    }
}

#[test]
fn a_held_order_says_why_wherever_the_hold_is_in_the_way() {
    let shop = Shop::with_rows(vec![row().cart(1).no(10), row().cart(2).no(20).unpaid()]);
    shop.import();
    for (code, text) in [("1", "住所を確認中"), ("2", "wrapping paper")] {
        shop.run(&["orders", "hold", code, "--reason", text]).expect(0);
    }
    for (lang, one, two) in [
        ("en", "manual: 住所を確認中", "manual: wrapping paper, payment"),
        ("ja", "手動: 住所を確認中", "手動: wrapping paper、入金確認"),
    ] {
        for (code, why) in [("1", one), ("2", two)] {
            let ship = ["orders", "ship", code, "--carrier", "佐川急便", "--tracking", "400012345670"];
            let set = ["orders", "set", code, "--status", "working"];
            for args in [&ship[..], &set] {
                shop.run(&[&["--lang", lang], args].concat()).expect(2).says(&[why]);
            }
            let text = shop.run(&["orders", "show", code, "--lang", lang]).expect(0).stdout;
            assert!(text.lines().any(|line| line.ends_with(why)), "{why}: {text}");
        }
    }
    shop.run(&["orders", "release", "1"]).expect(0);
    let text = shop.run(&["orders", "show", "1"]).expect(0).stdout;
    assert!(!text.contains("on hold for"), "{text}");
    shop.run(&["orders", "set", "2", "--payment-status", "paid"]).expect(0);
    assert!(shop.run(&["orders", "show", "2"]).expect(0).stdout.contains("manual: wrapping paper\n"));
}
