//! What happened to an order: its history and its entries of the API log, merged by time.

use chrono::NaiveDate;

use super::{Lang, log, table, words};
use crate::store::log_view::LogView;
use crate::store::order_view::HistoryView;

/// The timeline as a table, with what Qoo10's codes in it mean. At the same moment the history stands first: it says what the entries led to.
pub(super) fn table(
    history: &[HistoryView],
    entries: &[LogView],
    today: NaiveDate,
    lang: Lang,
    width: Option<usize>,
) -> String {
    let headings =
        lang.pick(["at", "by", "what", "order no.", "detail"], ["日時", "処理", "内容", "注文番号", "詳細"]);
    let mut rows: Vec<(&str, Vec<String>)> = Vec::new();
    for one in history {
        let detail = one.detail.clone().unwrap_or_default();
        let what = what(lang, &one.what).to_owned();
        rows.push((
            &one.at,
            vec![log::at(&one.at, today, width), by(lang, &one.by), what, String::new(), detail],
        ));
    }
    for entry in entries {
        let number = entry.order_no.map(|no| no.to_string()).unwrap_or_default();
        let what = words::count(lang, &entry.outcome).to_owned();
        let detail = log::told(entry, today, lang);
        rows.push((
            &entry.at,
            vec![log::at(&entry.at, today, width), by(lang, &entry.step), what, number, detail],
        ));
    }
    rows.sort_by_key(|(at, _)| *at);
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    table::render(&headings.map(table::text), rows, width) + &log::legend(entries, history, lang, width)
}

/// Who did it: a step, or staff.
fn by(lang: Lang, name: &str) -> String {
    match name {
        "staff" => lang.pick("staff", "担当者").to_owned(),
        step => words::step(lang, step).to_owned(),
    }
}

/// A word of the history, for people.
fn what(lang: Lang, word: &str) -> &str {
    let ja = match word {
        "printed" => "印刷済み",
        "set" => "変更",
        "held" => "保留",
        "released" => "保留解除",
        "line_added" => "明細追加",
        "shipped" => "出荷",
        "shipment_corrected" => "出荷情報の修正",
        other => return words::count(lang, other),
    };
    lang.pick(word, ja)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: NaiveDate = NaiveDate::MIN;

    fn history(at: &str, what: &str) -> HistoryView {
        let (at, what, by) = (at.to_owned(), what.to_owned(), "staff".to_owned());
        HistoryView { at, what, by, run_id: None, detail: None }
    }

    fn entry(at: &str, outcome: &str, code: Option<i64>) -> LogView {
        LogView {
            at: at.to_owned(),
            run_id: Some(1),
            step: "push-shipments".to_owned(),
            order: Some("1".to_owned()),
            order_no: Some(7),
            sku: None,
            action: "send".to_owned(),
            outcome: outcome.to_owned(),
            code,
            message: Some("check_digit".to_owned()),
            count: 1,
            first_at: None,
        }
    }

    #[test]
    fn history_and_log_are_one_story() {
        let history =
            [history("2026-07-01T10:00:00+09:00", "held"), history("2026-07-03T10:00:00+09:00", "sent")];
        let log = [
            entry("2026-07-03T10:00:00+09:00", "sent", Some(0)),
            entry("2026-07-02T10:00:00+09:00", "failed", Some(-10108)),
        ];
        let told = table(&history, &log, TODAY, Lang::En, None);
        let lines: Vec<Vec<&str>> =
            told.lines().map(|line| line.split("  ").map(str::trim).collect()).collect();
        let what =
            |at: usize| lines[at].iter().copied().find(|word| ["held", "failed", "sent"].contains(word));
        assert_eq!(
            [what(1), what(2), what(3), what(4)],
            [Some("held"), Some("failed"), Some("sent"), Some("sent")]
        );
        assert!(told.contains("-10108       the check digit of the tracking number is wrong: correct it"));
        assert!(lines[3][1] == "staff" && !lines[4].contains(&"staff"), "{told}");
        assert!(
            table(&history, &log, TODAY, Lang::Ja, None)
                .contains("チェックディジットが違います。orders ship で修正")
        );
    }

    #[test]
    fn a_code_that_nobody_explains_is_told_as_such() {
        let told =
            table(&[], &[entry("2026-07-03T10:00:00+09:00", "failed", Some(-12345))], TODAY, Lang::En, None);
        assert!(
            told.contains("-12345  nobody says what this code means: look at the order in QSM"),
            "{told}"
        );
    }
}
