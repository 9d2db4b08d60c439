//! SHP-8: no silence. What is shipped and cannot be told is named, and so is why an order that was asked for
//! is not due.

use serde_json::json;

use crate::support::{CODE, NO, SEND, Shop, carts, code, row, valid_number};

/// The orders of the report that are not due, with their reasons.
fn not_due(report: &crate::support::Report) -> Vec<(String, String)> {
    let text = |item: &serde_json::Value, key: &str| item[key].as_str().unwrap().to_owned();
    report.items("not_due").iter().map(|item| (text(item, "order"), text(item, "reason"))).collect()
}

#[test]
fn shipped_and_not_printed_is_named_and_counted() {
    let mut shop = Shop::imported(carts(3));
    shop.ship(CODE, &valid_number(0));
    shop.ship(&code(1), &valid_number(1));
    shop.print_and_ship(&code(2), &valid_number(2));
    for day in ["2026-07-01 10:00:00", "2026-07-05 10:00:00"] {
        shop.at(day);
        let report = shop.push();
        let warnings = report.warnings();
        assert!(warnings.contains(CODE) && warnings.contains(&code(1)), "{day}: {warnings}");
        assert!(warnings.contains("2 orders are") && warnings.contains("schedule-date"), "{warnings}");
        let run = shop.run(&["push-shipments", "--lang", "ja"]).expect(0);
        run.says(&[CODE, "発送予定日が未登録", "schedule-date"]);
    }
    let status = shop.run(&["status", "--json"]).expect(0).json();
    assert_eq!(status["shipped_not_scheduled"], json!(2));
    let text = shop.run(&["status"]).expect(0).stdout;
    assert!(text.contains("shipped, no ship date"), "{text}");
    // The next step that is named ends it.
    shop.run(&["schedule-date"]).expect(0);
    shop.at("2026-07-01 11:00:00");
    let report = shop.push();
    assert_eq!(
        (report.count("sent"), report.warnings().contains("schedule-date")),
        (2, false),
        "{report:#?}"
    );
}

#[test]
fn an_order_that_is_asked_for_and_not_due_says_why() {
    let mut shop = Shop::imported(vec![
        row(),
        row().cart(412_345_679).no(NO + 1).unpaid(),
        row().cart(412_345_680).no(NO + 2),
        row().cart(412_345_681).no(NO + 3),
        row().cart(412_345_682).no(NO + 4),
        row().cart(412_345_683).no(NO + 5),
        row().cart(412_345_684).no(NO + 6),
    ]);
    // 0 not shipped, 1 unpaid, 2 without a number, 3 told, 4 not scheduled, 5 another day, 6 due.
    shop.print(&[&code(2), &code(5)]);
    shop.run(&["orders", "set", &code(2), "--status", "shipped"]).expect(0);
    shop.print_and_ship(&code(3), &valid_number(3));
    shop.push_with(&["--order", &code(3)], 0);
    shop.ship(&code(4), &valid_number(4));
    shop.ship(&code(5), &valid_number(5));
    shop.at("2026-07-02 10:00:00");
    shop.print_and_ship(&code(6), &valid_number(6));
    let reasons = [
        (0, "not_shipped"),
        (1, "unpaid"),
        (2, "no_tracking_number"),
        (3, "already_told"),
        (4, "not_scheduled"),
        (5, "other_day"),
    ];
    for (n, reason) in reasons {
        for dry in [&["--dry-run"][..], &[]] {
            let exit = if reason == "already_told" { 0 } else { 3 };
            let order = code(n);
            let args = [&["--order", &order][..], dry].concat();
            let report = shop.push_with(&args, exit);
            assert_eq!(not_due(&report), [(code(n), reason.to_owned())], "{reason}");
            assert_eq!((report.count("not_due"), report.pushed()), (1, [0; 5]), "{reason}");
            assert!(!report.told(&code(n)).is_empty(), "{reason}");
            assert_eq!(shop.fake.calls(SEND), 0, "{reason}");
        }
        let run = shop.run(&["push-shipments", "--order", &code(n)]);
        let report = shop.push_with(&["--order", &code(n), "--dry-run"], run.code);
        let told = report.items("not_due")[0]["message"].as_str().unwrap().to_owned();
        let line = run.stderr.lines().find(|line| line.starts_with("not_due: ")).unwrap_or_default();
        assert!(line.contains(&code(n)) && line.contains(&told), "{reason}: {run:#?}");
        assert!(run.stdout.contains("1 not_due"), "{reason}: {run:#?}");
    }
    let all: Vec<String> = (0..7).map(code).collect();
    let report = shop.push_with(&["--order", &all.join(",")], 3);
    assert_eq!(not_due(&report).len(), 6);
    assert_eq!((report.orders("sent"), report.count("not_due")), (vec![code(6)], 6));
    assert_eq!(shop.push_with(&["--order", &format!("{},{}", code(3), code(6))], 0).count("not_due"), 2);
    // The day that is named makes it due.
    assert_eq!(shop.push_with(&["--order", &code(5), "--date", "2026-07-01"], 0).count("sent"), 1);
}

#[test]
fn without_order_nothing_is_said_not_to_be_due() {
    let shop = Shop::imported(carts(2));
    let report = shop.push();
    assert_eq!((report.count("not_due"), report.warnings().as_str()), (0, ""));
}
