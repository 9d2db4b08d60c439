//! `holidays calendar`: a month as the rules see it.

use serde_json::{Value, json};

use crate::support::Shop;

/// Golden Week 2026 with five business days: what the rules make of every day.
fn golden_week() -> Shop {
    let mut shop = Shop::new();
    shop.at("2026-04-28 09:00:00");
    shop.set("schedule_date", "business_days", "5");
    shop.set("schedule_date", "national_holidays", "true");
    shop.run(&["holidays", "add", "2026-04-30", "創立記念日"]).expect(0);
    shop
}

#[test]
fn a_month_shows_which_days_count_and_what_a_run_would_give() {
    let shop = golden_week();
    let april = shop.run(&["holidays", "calendar"]).expect(0).stdout;
    let last: Vec<&str> = april.lines().skip(27).collect();
    insta::assert_snapshot!(last.join("\n"), @r#"
    2026-04-27 Mon  yes                   2026-05-07 Thu    2026-05-11 is over 10 days away
    2026-04-28 Tue  yes                   2026-05-08 Fri    2026-05-12 is over 10 days away
    2026-04-29 Wed  -     昭和の日        2026-05-08 Fri    2026-05-12 is over 10 days away
    2026-04-30 Thu  -     創立記念日      2026-05-08 Fri    2026-05-12 is over 10 days away
    "#);
    assert_eq!(april.lines().count(), 31);
    let may = shop.run(&["holidays", "calendar", "--month", "2026-05", "--lang", "ja"]).expect(0).stdout;
    insta::assert_snapshot!(may.lines().take(8).collect::<Vec<_>>().join("\n"), @r"
    日付            営業  休業の理由  この日の実行での発送予定日  備考
    2026-05-01(金)  営業              2026-05-11(月)              2026-05-13は10日より先です
    2026-05-02(土)  休業  定休日      2026-05-12(火)              2026-05-13は10日より先です
    2026-05-03(日)  休業  憲法記念日  2026-05-13(水)
    2026-05-04(月)  休業  みどりの日  2026-05-13(水)
    2026-05-05(火)  休業  こどもの日  2026-05-13(水)
    2026-05-06(水)  休業  振替休日    2026-05-13(水)
    2026-05-07(木)  営業              2026-05-14(木)
    ");
}

#[test]
fn reasons_have_a_column_only_where_there_are_any() {
    let mut shop = Shop::new();
    shop.at("2026-06-01 09:00:00");
    let june = shop.run(&["holidays", "calendar"]).expect(0).stdout;
    insta::assert_snapshot!(june.lines().take(7).collect::<Vec<_>>().join("\n"), @r"
    day             open  closed for      a run then gives
    2026-06-01 Mon  yes                   2026-06-04 Thu
    2026-06-02 Tue  yes                   2026-06-05 Fri
    2026-06-03 Wed  yes                   2026-06-08 Mon
    2026-06-04 Thu  yes                   2026-06-09 Tue
    2026-06-05 Fri  yes                   2026-06-10 Wed
    2026-06-06 Sat  -     weekly day off  2026-06-10 Wed
    ");
}

#[test]
fn a_month_as_json_follows_the_configuration() {
    let mut shop = golden_week();
    let day = |shop: &Shop, date: &str| -> Value {
        let days = shop.run(&["holidays", "calendar", "--month", &date[..7], "--json"]).expect(0).lines();
        days.into_iter().find(|day| day["date"] == date).unwrap()
    };
    assert_eq!(
        day(&shop, "2026-04-30"),
        json!({"date": "2026-04-30", "open": false, "closed_by": "shop_holiday", "name": "創立記念日",
               "ship_date": "2026-05-08", "how": "clamped", "wanted": "2026-05-12", "counted_back": null})
    );
    assert_eq!(day(&shop, "2026-05-06")["name"], "振替休日");
    shop.set("schedule_date", "beyond_limit", r#""wait""#);
    let waits = day(&shop, "2026-04-28");
    assert_eq!(
        (&waits["ship_date"], &waits["how"], &waits["wanted"]),
        (&Value::Null, &json!("waiting"), &json!("2026-05-12"))
    );
    shop.set("schedule_date", "use_shop_holidays", "false");
    assert_eq!(day(&shop, "2026-04-28")["wanted"], "2026-05-11");
    shop.set("schedule_date", "national_holidays", "false");
    assert_eq!(day(&shop, "2026-04-28")["ship_date"], "2026-05-05");
    shop.set("schedule_date", "count_back_from_desired_date", "true");
    assert_eq!(day(&shop, "2026-05-12")["counted_back"], "2026-05-07");
    shop.set("schedule_date", "closed_weekdays", "[]");
    assert_eq!(day(&shop, "2026-05-12")["counted_back"], "2026-05-09");
}

#[test]
fn outside_the_years_of_known_holidays_there_is_an_error_not_a_guess() {
    let mut shop = golden_week();
    shop.run(&["holidays", "calendar", "--month", "2100-01"]).expect(2).says(&["1980 to 2099", "2100"]);
    shop.set("schedule_date", "national_holidays", "false");
    shop.run(&["holidays", "calendar", "--month", "2100-01"]).expect(0);
}
