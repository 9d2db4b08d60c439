use super::*;
use crate::desk::csv_file;
use crate::desk::loading::{AcceptedRow, RefusedRow};
use crate::domain::time::parse_iso_date;
use crate::domain::time::parse_jst;

fn d(text: &str) -> NaiveDate {
    parse_iso_date(text).unwrap()
}

fn plan(known: &[(&str, Option<&str>)], text: &str) -> LoadPlan<AcceptedHoliday, HolidayError> {
    let known = known.iter().map(|(date, name)| (d(date), name.map(str::to_owned))).collect();
    plan_load(&known, &csv_file::parse(text.as_bytes(), &COLUMNS).unwrap()).unwrap()
}

fn changes(load: &LoadPlan<AcceptedHoliday, HolidayError>) -> Vec<(usize, RowOutcome)> {
    load.rows.iter().map(|AcceptedRow { line, row }| (line.unwrap(), row.outcome)).collect()
}

#[test]
fn a_file_adds_and_names_and_never_removes() {
    let known = [("2026-08-13", Some("盆")), ("2026-08-14", None), ("2026-08-17", Some("棚卸"))];
    let load = plan(&known, "date,name\n2026/8/12,盆\n2026/8/13,\n2026/8/14,盆\n2026/8/17,棚卸し\n");
    let [added, renamed, unchanged] = [RowOutcome::Added, RowOutcome::Renamed, RowOutcome::Unchanged];
    assert_eq!(changes(&load), [(2, added), (3, unchanged), (4, renamed), (5, renamed)]);
    assert_eq!(load.refused, []);
}

#[test]
fn a_date_may_come_twice_but_not_under_two_names() {
    let load = plan(&[], "date,name\n2026/8/12,\n2026-08-12,盆\n2026/8/12,盆\n2026/8/12,\n2026/8/12,夏\n");
    let [added, renamed, unchanged] = [RowOutcome::Added, RowOutcome::Renamed, RowOutcome::Unchanged];
    assert_eq!(changes(&load), [(2, added), (3, renamed), (4, unchanged), (5, unchanged)]);
    assert_eq!(
        load.refused,
        [RefusedRow { line: 6, why: HolidayError::OtherName { line: 3, name: "盆".into() } }]
    );
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("shop.db")).unwrap();
    let text = "date,name\n2026/8/12,\n2026-08-12,盆\n2026/8/13,夏\nsoon,\n2026/8/14,\n2026/8/13,冬\n";
    let file = csv_file::parse(text.as_bytes(), &COLUMNS).unwrap();
    let first = plan_load(&store.list_shop_holidays().unwrap(), &file).unwrap();
    loading::apply(&mut store, &first, parse_jst("2026-07-01T10:00:00+09:00").unwrap()).unwrap();
    let known = store.list_shop_holidays().unwrap();
    let names: Vec<_> = known.iter().map(|(date, name)| (*date, name.as_deref())).collect();
    assert_eq!(
        names,
        [(d("2026-08-12"), Some("盆")), (d("2026-08-13"), Some("夏")), (d("2026-08-14"), None)]
    );
    let second = plan_load(&known, &file).unwrap();
    assert!(second.rows.iter().all(|row| row.row.outcome == RowOutcome::Unchanged), "{second:#?}");
    assert_eq!(second.refused, first.refused);
}

#[test]
fn what_cannot_be_a_holiday_is_refused_with_its_line() {
    let long = "あ".repeat(MAX_NAME_LENGTH + 1);
    let text = format!(
        "date,name\n,盆\n2026-02-30,\n12/31,\n1979/12/31,\n2100/1/1,\n2026/1/1,{long}\n2026/1/1,{}\n",
        "あ".repeat(MAX_NAME_LENGTH)
    );
    let load = plan(&[], &text);
    assert_eq!(changes(&load), [(8, RowOutcome::Added)]);
    let refused: Vec<_> = load.refused.into_iter().map(|refused| (refused.line, refused.why)).collect();
    assert_eq!(
        refused,
        [
            (2, HolidayError::DateMissing),
            (3, HolidayError::DateUnreadable("2026-02-30".into())),
            (4, HolidayError::DateUnreadable("12/31".into())),
            (5, HolidayError::DateOutOfRange(d("1979-12-31"))),
            (6, HolidayError::DateOutOfRange(d("2100-01-01"))),
            (7, HolidayError::NameTooLong),
        ]
    );
}

#[test]
fn every_heading_is_documented() {
    let docs = include_str!("../../docs/calendar.md");
    for heading in COLUMNS.iter().flat_map(Column::headings) {
        assert!(docs.contains(heading), "{heading}");
    }
}

#[test]
fn fil_02_dates_come_in_every_form_of_a_file() {
    let load =
        plan(&[], "日付,備考,名称\n20260812,x,盆\n2026年8月13日,x,\n２０２６/８/１４ 0:00,x,\n7月1日,x,\n");
    let rows: Vec<_> = load.rows.iter().map(|row| (row.row.date, row.row.name.as_deref())).collect();
    assert_eq!(rows, [(d("2026-08-12"), Some("盆")), (d("2026-08-13"), None), (d("2026-08-14"), None)]);
    assert_eq!(load.refused.len(), 1);
}

#[test]
fn stk_10_lines_that_a_quote_swallows_are_refused() {
    let load = plan(&[], "date,name\n2026/8/12,\"盆\n2026/8/13,夏\n2026/8/14,秋\"\n2026/8/17,冬\n");
    assert_eq!(changes(&load), [(5, RowOutcome::Added)]);
    let torn = [
        (2, RowFault::Torn { last: 4 }),
        (3, RowFault::Swallowed { by: 2 }),
        (4, RowFault::Swallowed { by: 2 }),
    ];
    assert_eq!(load.refused, torn.map(|(line, fault)| RefusedRow { line, why: HolidayError::Row(fault) }));
}

#[test]
fn the_cabinet_offices_file_is_taken_whole_and_old_years_of_no_other() {
    let load =
        plan(&[], "国民の祝日・休日月日,国民の祝日・休日名称\n1955/1/1,元日\n2026/5/6,休日\n1954/1/1,元日\n");
    assert_eq!(changes(&load), [(2, RowOutcome::Added), (3, RowOutcome::Added)]);
    assert_eq!(load.refused, [RefusedRow { line: 4, why: HolidayError::DateOutOfRange(d("1954-01-01")) }]);
    assert_eq!(load.rows[0].row.name.as_deref(), Some("元日"));
    assert_eq!(plan(&[], "date,name\n1955/1/1,元日\n").refused.len(), 1);
}
