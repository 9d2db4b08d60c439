//! `late`: the board of Qoo10's delay penalty.

use serde_json::{Value, json};

use crate::support::{Row, Shop, assert_keys, row};

const KEYS: [&str; 16] = [
    "order",
    "status",
    "paid_at",
    "clock",
    "day",
    "late",
    "next",
    "next_on",
    "ship_by",
    "days_left",
    "planned_ship_date",
    "plan_too_late",
    "cancel_requested",
    "needs_person",
    "own_date",
    "lead_days",
];

fn paid(cart: i64, day: &str) -> Row {
    row().cart(cart).no(cart * 10).ordered(&format!("{day} 09:00:00")).paid(&format!("{day} 09:10:00"))
}

/// A shop that imported these rows on the day that they were paid.
fn shop(rows: Vec<Row>, day: &str) -> Shop {
    let mut shop = Shop::with_rows(rows);
    shop.at(&format!("{day} 12:00:00"));
    shop.import();
    shop
}

fn board(shop: &Shop, args: &[&str], code: i32) -> Vec<Value> {
    let all: Vec<&str> = ["late", "--json"].iter().chain(args).copied().collect();
    shop.run(&all).expect(code).lines()
}

#[test]
fn the_worked_example_of_golden_week() {
    let mut shop = shop(vec![paid(1, "2026-04-28")], "2026-04-28");
    // The shop's own holidays do not stop Qoo10's clock.
    shop.run(&["holidays", "add", "2026-05-07"]).expect(0);
    for (today, code, day, next, on, by, left) in [
        ("2026-04-28", 0, 0, json!("reminder"), json!("2026-05-07"), json!("2026-05-01"), json!(3)),
        ("2026-05-06", 0, 2, json!("reminder"), json!("2026-05-07"), json!("2026-05-01"), json!(1)),
        ("2026-05-07", 3, 3, json!("points"), json!("2026-05-11"), json!("2026-05-08"), json!(2)),
        ("2026-05-08", 3, 4, json!("points"), json!("2026-05-11"), json!("2026-05-08"), json!(1)),
        ("2026-05-11", 3, 5, json!("off_sale"), json!("2026-05-12"), json!("2026-05-11"), json!(1)),
        ("2026-05-12", 3, 6, Value::Null, Value::Null, Value::Null, Value::Null),
    ] {
        shop.at(&format!("{today} 08:00:00"));
        let entry = board(&shop, &[], code).remove(0);
        assert_keys(&entry, &KEYS);
        assert_eq!(
            (&entry["day"], &entry["next"], &entry["next_on"], &entry["ship_by"], &entry["days_left"]),
            (&json!(day), &next, &on, &by, &left),
            "{today}"
        );
        assert_eq!((&entry["clock"], &entry["late"]), (&json!("normal"), &json!(code == 3)), "{today}");
        assert_eq!(entry["paid_at"], "2026-04-28T09:10:00+09:00");
    }
}

#[test]
fn the_most_urgent_first_and_only_what_qoo10_waits_for() {
    let rows = vec![
        paid(1, "2026-07-01"),
        paid(2, "2026-06-24"),
        row().cart(3).no(30).unpaid(),
        paid(4, "2026-06-26"),
        paid(5, "2026-06-26"),
    ];
    let shop = shop(rows, "2026-07-01");
    shop.run(&["orders", "set", "4", "--status", "cancelled"]).expect(0);
    shop.run(&["orders", "set", "5", "--api-status", "shipped"]).expect(0);
    let codes = |args: &[&str], code| -> Vec<String> {
        board(&shop, args, code).iter().map(|e| e["order"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(codes(&[], 3), ["2", "1"]);
    // Order 2 is on day 5, a business day before the item goes off sale; order 1 has three days until the
    // mail.
    assert_eq!(codes(&["--within-days", "1"], 3), ["2"]);
    assert_eq!(codes(&["--within-days", "0"], 3), ["2"], "what is late is never out of sight");
}

#[test]
fn reservation_goods_follow_their_own_date() {
    let reserved = |cart, day: &str| {
        paid(cart, "2026-06-15").set("AvailableSendType", "2").set("AvailableShippingDate", day)
    };
    let rows = vec![reserved(1, "2026-07-10"), reserved(2, "2026-07-01"), reserved(3, "")];
    let mut shop = shop(rows, "2026-06-15");
    shop.at("2026-07-01 10:00:00");
    let entries = board(&shop, &[], 3);
    let of = |code: &str| entries.iter().find(|e| e["order"] == code).unwrap();
    assert_eq!(
        (&of("1")["clock"], &of("1")["day"], &of("1")["next"], &of("1")["next_on"], &of("1")["days_left"]),
        (&json!("reservation"), &Value::Null, &json!("own_date"), &json!("2026-07-10"), &json!(7))
    );
    assert_eq!((&of("1")["late"], &of("2")["late"]), (&json!(false), &json!(true)));
    // On the day itself there is still time.
    assert_eq!((&of("2")["ship_by"], &of("2")["days_left"]), (&json!("2026-07-01"), &json!(0)));
    assert!(shop.run(&["late"]).expect(3).stdout.contains("07-01 own date  07-01    today"));
    shop.at("2026-07-02 10:00:00");
    let entries = board(&shop, &[], 3);
    let passed = entries.iter().find(|e| e["order"] == "2").unwrap();
    assert_eq!((&passed["next"], &passed["own_date"]), (&Value::Null, &json!("2026-07-01")));
    assert!(shop.run(&["late"]).expect(3).stdout.contains("overdue         07-01"), "the promise stays");
    shop.at("2026-07-01 10:00:00");
    let entries = board(&shop, &[], 3);
    let of = |code: &str| entries.iter().find(|e| e["order"] == code).unwrap();
    assert_eq!((&of("3")["clock"], &of("3")["late"]), (&json!("normal"), &json!(true)), "no date of its own");
}

#[test]
fn a_cancel_request_and_the_planned_date_stand_on_the_board() {
    let mut shop = shop(vec![paid(1, "2026-06-30"), paid(2, "2026-06-30")], "2026-06-30");
    shop.at("2026-07-01 10:00:00");
    shop.run(&["schedule-date"]).expect(0);
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    state.execute("UPDATE order_lines SET cancel_requested = 1 WHERE order_no = 20", []).unwrap();
    let entries = board(&shop, &[], 0);
    assert_eq!(entries[0]["planned_ship_date"], "2026-07-06");
    assert_eq!(
        (&entries[0]["cancel_requested"], &entries[1]["cancel_requested"]),
        (&json!(false), &json!(true))
    );
    // Paid on 06-30, so day 4 is 07-06: a reminder, and no points.
    assert_eq!((&entries[0]["ship_by"], &entries[0]["plan_too_late"]), (&json!("2026-07-02"), &json!(false)));
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    state.execute("UPDATE order_lines SET planned_ship_date = '2026-07-07'", []).unwrap();
    assert_eq!(board(&shop, &[], 0)[0]["plan_too_late"], json!(true));
    let text = shop.run(&["late"]).expect(0).stdout;
    assert!(text.contains("DO NOT SHIP"), "{text}");
    assert!(text.contains("  07-07!  ") && text.contains("\n!: plan too late"), "{text}");
    assert!(shop.run(&["late", "--lang", "ja"]).expect(0).stdout.contains("\n!: 予定日超過"));
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    state.execute("UPDATE order_lines SET planned_ship_date = '2026-07-06'", []).unwrap();
    let text = shop.run(&["late"]).expect(0).stdout;
    assert!(text.contains("  07-06  ") && !text.contains("plan too late"), "{text}");
}

#[test]
fn what_qoo10_has_cancelled_or_does_not_know_is_not_simply_shipped() {
    let mut shop = shop((1..=3).map(|cart| paid(cart, "2026-06-30")).collect(), "2026-06-30");
    shop.at("2026-07-01 10:00:00");
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    let mark = "UPDATE orders SET status = 'preparing', needs_person = ?1, needs_person_order_no = ?2 * 10,
                needs_person_claim = NULL WHERE pack_no = ?2";
    state.execute(mark, ("cancelled_past_ready", 1)).unwrap();
    state.execute(mark, ("no_such_order", 2)).unwrap();
    let entries = board(&shop, &[], 0);
    let told: Vec<&Value> = entries.iter().map(|entry| &entry["needs_person"]).collect();
    assert_eq!(told, [&json!("cancelled_past_ready"), &json!("no_such_order"), &Value::Null]);
    let line = |text: &str, order: &str| {
        text.lines().find(|line| line.starts_with(&format!("{order} "))).unwrap_or_default().to_owned()
    };
    let text = shop.run(&["late"]).expect(0).stdout;
    assert!(
        line(&text, "1").ends_with("DO NOT SHIP") && line(&text, "2").ends_with("needs a person"),
        "{text}"
    );
    let text = shop.run(&["late", "--lang", "ja"]).expect(0).stdout;
    assert!(line(&text, "1").ends_with("出荷停止") && line(&text, "2").ends_with("要対応"), "{text}");

    assert!(shop.run(&["status"]).expect(0).stdout.contains("orders list --needs-person"));
    let text = shop.run(&["orders", "list", "--needs-person"]).expect(0).stdout;
    assert!(text.contains("DO NOT SHIP") && text.contains("QSM: not found"), "{text}");
    assert_eq!(shop.run(&["orders", "list", "--needs-person", "--json"]).expect(0).lines().len(), 2);
    assert!(shop.run(&["orders", "show", "2"]).expect(0).stdout.contains("to do"));
    shop.run(&["orders", "set", "1", "--status", "cancelled"]).expect(0);
    assert_eq!(shop.run(&["orders", "list", "--needs-person", "--json"]).expect(0).lines().len(), 1);
}

#[test]
fn looking_ahead_hides_nothing_that_is_late() {
    let mut shop = shop(vec![paid(1, "2026-04-28")], "2026-04-28");
    // Day 3: the points are still two business days away.
    shop.at("2026-05-07 12:00:00");
    let run = shop.run(&["late", "--within-days", "1", "--quiet"]).expect(3);
    assert!(run.stdout.contains("-2 points"), "{run:#?}");
    shop.at("2026-04-30 12:00:00");
    assert!(board(&shop, &["--within-days", "1"], 0).is_empty(), "the mail is two business days away");
    assert_eq!(board(&shop, &["--within-days", "2"], 0).len(), 1);
}

/// Orders with payment date, and the day on which Qoo10 was told.
fn with_shipped(told: &[(&str, Option<&str>)]) -> Shop {
    let rows = (1..).zip(told).map(|(cart, (day, _))| paid(cart, day)).collect();
    let mut shop = Shop::with_rows(rows);
    shop.at("2026-06-12 12:00:00");
    shop.import_with(&["--from", "2026-06-06", "--to", "2026-06-12"], 0);
    shop.import_with(&["--from", "2026-06-01", "--to", "2026-06-05"], 0);
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    for (cart, (_, told)) in (1..).zip(told) {
        let Some(told) = told else { continue };
        state.execute("UPDATE orders SET api_status = 'shipped' WHERE pack_no = ?1", [cart]).unwrap();
        let sql = "UPDATE order_lines SET sent_at = ?2 || 'T12:00:00+09:00' WHERE order_no = ?1 * 10";
        state.execute(sql, rusqlite::params![cart, told]).unwrap();
    }
    drop(state);
    shop.at("2026-06-15 10:00:00");
    shop
}

#[test]
fn the_ship_rate_is_told_below_the_board_in_both_languages() {
    // Paid on Monday 2026-06-01: day 5 is Monday 2026-06-08.
    let told = [("2026-06-01", Some("2026-06-08")), ("2026-06-01", Some("2026-06-09"))];
    let waiting = [("2026-06-05", None), ("2026-06-08", None), ("2026-06-09", None), ("2026-06-12", None)];
    let shop = with_shipped(&[&told[..], &waiting].concat());
    let text = shop.run(&["late"]).expect(3).stdout;
    insta::assert_snapshot!(text, @r"
    order  paid   day  next             ship by  left   planned  status
    3      06-05    6  overdue                                   ready
    4      06-08    5  06-16 off sale   06-15    today           ready
    5      06-09    4  06-16 -2 points  06-15    today           ready
    6      06-12    1  06-17 reminder   06-16    1 day           ready

    day: business days since the payment; weekends and public holidays do not count
    next: day 3 a reminder, day 5 -2 points, day 6 off sale if the ship rate is low
    ship by: the last day to prevent it; left: business days until then

    ship rate (last 30 days, by payment date): 33.3 %, 1 of 3 by day 5
    95 % or less: on day 6 an item is taken off sale for 30 days
    ");
    let text = shop.run(&["late", "--lang", "ja"]).expect(3).stdout;
    insta::assert_snapshot!(text, @r"
    注文  決済   日目  次に起こること    期限   残り  予定日  ステータス
    3     06-05     6  期限超過                               出荷待ち
    4     06-08     5  06-16 販売停止    06-15  本日          出荷待ち
    5     06-09     4  06-16 -2点        06-15  本日          出荷待ち
    6     06-12     1  06-17 督促メール  06-16  1日           出荷待ち

    日目: 決済日からの営業日数(土日・祝日は数えません)
    次に起こること: 3日目 督促メール、5日目 -2点、6日目 出荷率が低いと販売停止
    期限: それを防げる最終日 / 残り: 期限までの営業日数

    出荷率(決済日基準、直近30日): 33.3%(期限の3件中1件を5日目までに出荷)
    95%以下のため、6日目に商品が30日間販売停止になります
    ");
    shop.run(&["late", "--quiet"]).expect(3);
}

#[test]
fn nothing_to_ship_is_exit_0_and_silent_when_quiet() {
    let shop = Shop::new();
    let run = shop.run(&["late"]).expect(0);
    assert!(run.stdout.starts_with("no order is waiting to be shipped\n\nship rate: no order"), "{run:#?}");
    assert_eq!(shop.run(&["late", "--json"]).expect(0).stdout, "");
    assert_eq!(shop.run(&["late", "--quiet"]).expect(0).stdout, "");
}
