//! What goes wrong on the way to Qoo10: once is overcome, always is exit 1 with a report, and nothing is half
//! done.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::support::{
    ADDONS, FakeQoo10, Item, LIST, Reply, Report, Request, Row, Shop, jst, row, side_by_side,
};

fn rows() -> Vec<Row> {
    vec![row(), row().no(2).unpaid().carrier("佐川急便"), row().cart(7).no(7).unpaid().carrier("佐川急便")]
}

/// All faults of a read that may be repeated.
fn passing() -> Vec<(&'static str, Reply)> {
    vec![
        ("lost reply", Reply::Drop),
        ("cut body", Reply::Cut),
        ("500", Reply::http(500)),
        ("502", Reply::http(502)),
        ("503", Reply::http(503)),
        ("429", Reply::http(429)),
        ("HTML with 200", Reply::json("<!DOCTYPE html><html><body>just a moment</body></html>")),
        ("not JSON", Reply::json("Can't reach the service")),
        ("half JSON", Reply::json(r#"{"ResultObject":[{"PackNo":4123"#)),
        ("empty body", Reply::json("")),
    ]
}

fn impatient(rows: Vec<Row>) -> Shop {
    let mut shop = Shop::with_rows(rows);
    shop.set("qoo10", "max_attempts", "2");
    shop
}

#[test]
fn a_fault_that_passes_is_overcome_within_the_run() {
    side_by_side(passing(), |(name, reply)| {
        let shop = Shop::with_rows(rows());
        shop.fake.fault(LIST, 1, reply);
        assert_eq!(shop.import().counts(), [3, 3, 0, 0], "{name}");
        assert_eq!(shop.codes(), ["412345678", "7"], "{name}");
    });
}

#[test]
fn a_fault_of_the_second_list_alone_is_overcome_too() {
    side_by_side(passing(), |(name, reply)| {
        let shop = Shop::with_rows(rows());
        let new = |r: &Request| r.params.get("ShippingStatus").is_some_and(|s| s == "2" || s == "0");
        shop.fake.fault_when(new, 1, reply);
        assert_eq!(shop.import().counts(), [3, 3, 0, 0], "{name}");
    });
}

#[test]
fn a_fault_that_stays_is_exit_1_and_no_cart_is_half_imported() {
    let lasting = passing().into_iter().filter(|(name, _)| *name != "empty body");
    side_by_side(lasting, |(name, reply)| {
        let mut shop = impatient(rows());
        let new = |r: &Request| r.params.get("ShippingStatus").is_some_and(|s| s == "2" || s == "0");
        shop.fake.fault_when(new, usize::MAX, reply);
        let report = shop.import_with(&[], 1);
        assert!(!shop.codes().contains(&"412345678".to_owned()), "{name}: half a cart was imported");
        assert_eq!(report.0["step"], "import", "{name}");
        shop.fake.heal();
        shop.at("2026-07-01 11:00:00");
        shop.import();
        assert_eq!(shop.codes(), ["412345678", "7"], "{name}");
        assert_eq!(shop.show("412345678")["lines"].as_array().unwrap().len(), 2, "{name}");
    });
}

#[test]
fn a_failed_run_does_not_move_the_cursor() {
    let mut shop = impatient(vec![row()]);
    shop.import();
    shop.fake.fault(LIST, usize::MAX, Reply::http(500));
    shop.at("2026-07-05 10:00:00");
    shop.import_with(&[], 1);
    shop.fake.heal();
    for now in ["2026-07-06 10:00:00", "2026-07-06 10:10:00"] {
        shop.at(now);
        shop.import();
    }
    // Not the first run of the day, which looks at 7 days.
    assert_eq!(shop.fake.span(), (jst("2026-07-01 08:08:07"), jst("2026-07-06 10:10:00")));
}

#[test]
fn max_attempts_is_the_number_of_attempts_of_one_call() {
    side_by_side([1, 2, 3], |attempts: usize| {
        let mut shop = Shop::new();
        shop.set("qoo10", "max_attempts", &attempts.to_string());
        shop.fake.fault(LIST, usize::MAX, Reply::http(500));
        shop.import_with(&[], 1);
        let first = shop.fake.log().iter().filter(|r| r.params["ShippingStatus"] == "1").count();
        let all = shop.fake.calls(LIST);
        assert!(first == attempts || (first == 0 && all == attempts), "{first} of {all} for {attempts}");
    });
}

#[test]
fn retry_after_is_honoured() {
    let shop = Shop::with_rows(rows());
    shop.fake.fault(LIST, 1, Reply::Status(429, "Retry-After", "1".into(), "slow down"));
    shop.run_process(&["import"]).expect(0);
    let log = shop.fake.log();
    let pause = log[1].at - log[0].at;
    assert!(pause >= Duration::from_millis(950), "asked again after {pause:?}");
}

#[test]
fn a_slow_answer_is_given_up_and_asked_for_again() {
    let mut shop = Shop::with_rows(rows());
    shop.timeouts.request = Some(Duration::from_millis(100));
    let _gate = shop.fake.hold(LIST);
    assert_eq!(shop.import().counts(), [3, 3, 0, 0]);
}

#[test]
fn an_answer_with_a_code_is_an_answer_and_is_not_repeated() {
    for code in [-10001, -10002, -10003, -999, 7] {
        let shop = Shop::with_rows(rows());
        shop.fake.fault(LIST, usize::MAX, Reply::result(code));
        let run = shop.run(&["import", "--json"]).expect(1);
        let report = Report(run.json());
        assert_eq!((&report.0["result"], &report.0["exit_code"]), (&"failed".into(), &1.into()));
        run.says(&[&code.to_string()]);
        let asked: Vec<_> = shop.fake.log().iter().map(|r| r.params["ShippingStatus"].clone()).collect();
        assert!(asked.len() <= 2 && asked.first() != asked.get(1), "repeated: {asked:?}");
    }
}

#[test]
fn a_redirect_is_not_followed() {
    side_by_side([301, 302, 303, 307, 308], |status| {
        let shop = impatient(rows());
        let elsewhere = FakeQoo10::start();
        let to = format!("{}/{LIST}", elsewhere.url());
        shop.fake.fault(LIST, usize::MAX, Reply::Status(status, "Location", to, ""));
        shop.import_with(&[], 1);
        assert!(elsewhere.log().is_empty(), "{status} was followed, with the key");
    });
}

#[test]
fn plain_texts_and_client_errors_are_exit_1() {
    let replies = [
        Reply::json("Can't find service Name ShippingBasic"),
        Reply::json("Can't find method Info GetShippingInfo_v3"),
        Reply::http(404),
        Reply::http(523),
        Reply::json("[]"),
        Reply::json("null"),
        Reply::json("{}"),
    ];
    side_by_side(replies, |reply| {
        let shop = impatient(rows());
        shop.fake.fault(LIST, usize::MAX, reply.clone());
        let run = shop.run(&["import", "--json"]).expect(1);
        assert_eq!(run.json()["result"], "failed", "{reply:?}");
        assert!(!run.stderr.trim().is_empty(), "{reply:?}");
    });
}

#[test]
fn nobody_listens_is_exit_1_with_a_report() {
    let mut shop = impatient(vec![]);
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    shop.set("qoo10", "endpoint", &format!(r#""http://{closed}/GMKT.INC.Front.QAPIService/ebayjapan.qapi""#));
    let run = shop.run(&["import", "--json"]).expect(1);
    assert_eq!((&run.json()["result"], &run.json()["exit_code"]), (&"failed".into(), &1.into()));
    assert!(!run.stderr.trim().is_empty());
}

#[test]
fn a_failure_says_what_was_asked_and_why_it_failed() {
    let shop = impatient(rows());
    shop.fake.fault(LIST, usize::MAX, Reply::http(503));
    shop.run(&["import"]).expect(1).says(&["GetShippingInfo_v3", "503"]);
}

#[test]
fn the_deadline_ends_the_step() {
    let mut shop = Shop::with_rows(rows());
    shop.set("qoo10", "deadline_seconds", "2");
    shop.set("qoo10", "timeout_seconds", "1");
    shop.set("qoo10", "max_attempts", "10");
    shop.fake.fault(LIST, usize::MAX, Reply::Status(429, "Retry-After", "1".into(), "slow down"));
    let started = std::time::Instant::now();
    shop.import_with(&[], 1);
    assert!(started.elapsed() < Duration::from_secs(8), "took {:?}", started.elapsed());
}

#[test]
fn a_proxy_is_never_used_for_loopback() {
    let mut shop = impatient(rows());
    for name in ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        shop.env.insert(name.into(), "http://127.0.0.1:9".into());
    }
    assert_eq!(shop.import().counts(), [3, 3, 0, 0]);
}

#[test]
fn a_failure_at_any_call_ends_like_an_undisturbed_run() {
    let world = || {
        let mut rows = rows();
        rows.push(row().cart(8).no(8).item("803", "MV-1").unpaid());
        rows.push(row().cart(8).no(9).unpaid());
        rows.push(row().cart(11).no(12).option("名入れ:あり(+300円)", ""));
        let mut shop = Shop::with_rows(rows);
        shop.fake.model(|m| {
            m.items.insert("803".into(), Item::new("MV-1", 2).moving());
            m.groups.push((2, "ゆうパック".into()));
        });
        shop.set("qoo10", "max_attempts", "1");
        shop
    };
    let undisturbed = world();
    undisturbed.import();
    let (calls, end) = (undisturbed.fake.log().len(), undisturbed.everything());
    for last in 0..calls {
        let shop = world();
        let seen = AtomicUsize::new(0);
        // Without its add-on list a row is imported all the same, only with a warning: that call is left
        // alone.
        let dead = move |r: &Request| seen.fetch_add(1, Ordering::SeqCst) >= last && r.method != ADDONS;
        shop.fake.fault_when(dead, usize::MAX, Reply::Drop);
        let run = shop.run(&["import"]);
        assert!([0, 1, 3].contains(&run.code), "dead after {last} calls: {run:#?}");
        shop.fake.heal();
        shop.import();
        assert_eq!(shop.everything(), end, "dead after {last} calls");
        shop.check_state();
    }
}
