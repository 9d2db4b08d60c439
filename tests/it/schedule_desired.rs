//! SCH-3: counting back from the desired delivery date. Its forms: `qoo10::wire::shipping_row`; the days:
//! `plan::schedule_date`.

use crate::support::{CODE, NO, Shop, carts, code, row};

/// Orders of that day with these desired dates, counting back three days.
fn shop(day: &str, desired: &[&str]) -> Shop {
    let rows = carts(desired.len() as i64);
    let rows = rows.into_iter().zip(desired).map(|(row, text)| row.set("DesiredDeliveryDate", *text));
    let mut shop = Shop::imported_on(day, rows.collect());
    shop.set("schedule_date", "count_back_from_desired_date", "true");
    shop
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
fn sch_04_too_early_becomes_the_next_business_day_and_is_reported() {
    let shop = shop("2026-07-01", &["2026-06-30 "]);
    let report = shop.schedule();
    assert_eq!(report.scheduled(), [1, 0, 0, 0], "{report:#?}");
    assert_eq!(shop.dates(), [(NO, "20260702".into())]);
    assert!(!report.told(CODE).is_empty(), "not reported: {report:#?}");
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
