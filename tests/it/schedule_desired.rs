//! SCH-3: counting back from the desired delivery date, in every form that Qoo10 gives it.

use crate::support::{CODE, NO, Shop, carts, code, row};

/// Orders of that day with these desired dates, counting back three days.
fn shop(day: &str, desired: &[&str]) -> Shop {
    let rows = carts(desired.len() as i64);
    let rows = rows.into_iter().zip(desired).map(|(row, text)| row.set("DesiredDeliveryDate", *text));
    let mut shop = Shop::imported_on(day, rows.collect());
    shop.set("schedule_date", "count_back_from_desired_date", "true");
    shop
}

fn date(day: &str, desired: &str) -> String {
    let shop = shop(day, &[desired]);
    let report = shop.schedule();
    assert_eq!(report.scheduled(), [1, 0, 0, 0], "{desired:?}: {report:#?}");
    shop.dates()[0].1.clone()
}

#[test]
fn sch_03_the_example_of_the_manual() {
    // 例) 3日前が逆算日数に設定されていて、配送希望日が2021-10-19(火)の注文 → 2021-10-14(木)で登録される
    let mut shop = shop("2021-10-12", &["2021-10-19 "]);
    shop.set("schedule_date", "count_back_days", "3");
    shop.schedule();
    assert_eq!(shop.dates(), [(NO, "20211014".into())]);
    assert_eq!(shop.show(CODE)["planned_ship_date"], "2021-10-14");
}

#[test]
fn sch_03_one_without_a_desired_date_gets_the_business_days() {
    // 注文に配送希望日が存在しない場合は、逆算せず発送予定日で設定した営業日数後の日付
    assert_eq!(date("2021-10-14", ""), "20211019");
}

#[test]
fn sch_03_every_form_of_the_desired_date() {
    for desired in ["2026-07-10 ", "2026-07-10", "2026-07-10 12:00~14:00", "2026-07-10 19:00~21:00 "] {
        assert_eq!(date("2026-07-01", desired), "20260707", "{desired:?}");
    }
    for desired in ["12:00~14:00", "", " "] {
        assert_eq!(date("2026-07-01", desired), "20260706", "{desired:?}");
    }
}

#[test]
fn sch_03_days_are_business_days_on_the_way_back_too() {
    assert_eq!(date("2026-07-01", "2026-07-13 "), "20260708"); // Monday
    assert_eq!(date("2026-07-01", "2026-07-12 "), "20260708"); // Sunday
    assert_eq!(date("2026-07-01", "2026-07-09 "), "20260706");
    let shop = shop("2026-07-01", &["2026-07-10 "]);
    shop.run(&["holidays", "add", "2026-07-08"]).expect(0);
    shop.schedule();
    assert_eq!(shop.dates(), [(NO, "20260706".into())]);
}

#[test]
fn sch_04_too_early_becomes_the_next_business_day_and_is_reported() {
    // Tomorrow, yesterday, today, and one whose date would be today.
    for desired in ["2026-07-02 ", "2026-06-30 ", "2026-07-01 ", "2026-07-06 "] {
        let shop = shop("2026-07-01", &[desired]);
        let report = shop.schedule();
        assert_eq!(report.scheduled(), [1, 0, 0, 0], "{desired:?}: {report:#?}");
        assert_eq!(shop.dates(), [(NO, "20260702".into())], "{desired:?}");
        assert!(!report.told(CODE).is_empty(), "{desired:?} is not reported: {report:#?}");
    }
    assert_eq!(date("2026-07-03", "2026-07-04 "), "20260706", "a Friday's next business day");
}

#[test]
fn sch_04_next_month_is_beyond_the_limit() {
    let clamped = shop("2026-07-01", &["2026-08-05 "]);
    let report = clamped.schedule();
    assert_eq!(clamped.dates(), [(NO, "20260710".into())]);
    assert!(!report.told(CODE).is_empty(), "{report:#?}");
    let mut waiting = shop("2026-07-01", &["2026-08-05 "]);
    waiting.set("schedule_date", "beyond_limit", r#""wait""#);
    assert_eq!(waiting.schedule().scheduled(), [0, 0, 1, 0]);
    assert!(waiting.dates().is_empty());
    waiting.at("2026-07-23 10:00:00"); // 31 July is 8 days away
    assert_eq!(waiting.schedule().scheduled(), [1, 0, 0, 0]);
    assert_eq!(waiting.dates(), [(NO, "20260731".into())]);
}

#[test]
fn the_limit_itself_is_within() {
    // Ten days after Monday 6 July is Thursday the 16th; from the 21st three back is the 16th.
    assert_eq!(date("2026-07-06", "2026-07-21 "), "20260716");
    assert_eq!(date("2026-07-06", "2026-07-22 "), "20260716");
}

#[test]
fn without_the_switch_a_desired_date_means_nothing() {
    let shop = Shop::imported(vec![row().set("DesiredDeliveryDate", "2026-07-10 ")]);
    shop.schedule();
    assert_eq!(shop.dates(), [(NO, "20260706".into())]);
}

#[test]
fn each_order_by_its_own_date_in_one_call() {
    let shop = shop("2026-07-01", &["2026-07-10 ", "", "2026-07-09 12:00~14:00", "2026-07-02 "]);
    assert_eq!(shop.schedule().scheduled(), [4, 0, 0, 0]);
    let dates = ["20260707", "20260706", "20260706", "20260702"];
    assert_eq!(shop.dates(), [0, 1, 2, 3].map(|n| (NO + n as i64, dates[n].to_owned())));
    assert_eq!(shop.show(&code(3))["planned_ship_date"], "2026-07-02");
}
