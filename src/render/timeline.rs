//! What happened to an order: its history and its entries of the API log, merged by time.

use chrono::NaiveDate;

use super::{Lang, log, table};
use crate::store::log_view::LogView;
use crate::store::order_view::HistoryView;
use crate::text::localize;
use crate::vocabulary::{Step, msg};

/// The timeline as a table, with what Qoo10's codes in it mean. At the same moment the history stands first:
/// it says what the entries led to.
pub(super) fn render_timeline(
    history: &[HistoryView],
    entries: &[LogView],
    today: NaiveDate,
    lang: Lang,
    width: Option<usize>,
) -> String {
    let mut rows: Vec<(&str, Vec<String>)> = Vec::new();
    for one in history {
        let detail = one.detail.as_ref().map(|detail| localize(detail, lang)).unwrap_or_default();
        let what = localize(&one.what.message(), lang);
        let by = one.by.parse().map_or_else(|_| msg!("log-staff"), Step::message);
        let row = vec![
            log::format_log_instant(&one.at, today, width),
            localize(&by, lang),
            what,
            String::new(),
            detail,
        ];
        rows.push((&one.at, row));
    }
    for entry in entries {
        let number = entry.order_no.map(|no| no.to_string()).unwrap_or_default();
        let what = localize(&entry.outcome.message(), lang);
        let detail = log::render_message(entry, today, lang);
        let by = localize(&entry.step.message(), lang);
        rows.push((
            &entry.at,
            vec![log::format_log_instant(&entry.at, today, width), by, what, number, detail],
        ));
    }
    rows.sort_by_key(|(at, _)| *at);
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    let headings = [
        msg!("log-column_at"),
        msg!("log-column_by"),
        msg!("log-column_what"),
        msg!("log-column_order_no"),
        msg!("log-column_detail"),
    ];
    let headings = headings.map(|heading| localize(&heading, lang));
    let columns = headings.each_ref().map(table::text_column);
    table::render_table(&columns, rows, width) + &log::render_legend(entries, lang, width)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{HistoryEvent, Message, Outcome, Reason};

    const TODAY: NaiveDate = NaiveDate::MIN;

    fn history(at: &str, what: HistoryEvent) -> HistoryView {
        let (at, by) = (at.to_owned(), "staff".to_owned());
        HistoryView { at, what, by, run_id: None, detail: None }
    }

    fn entry(at: &str, outcome: Outcome, code: Option<i64>) -> LogView {
        LogView {
            at: at.to_owned(),
            run_id: Some(1),
            step: Step::PushShipments,
            order: Some("1".to_owned()),
            order_no: Some(7),
            sku: None,
            action: "send".to_owned(),
            outcome,
            code,
            reason: Some(Reason::CheckDigit),
            message: Some(Message::quoted("check_digit")),
            count: 1,
            first_at: None,
        }
    }

    #[test]
    fn history_and_log_are_one_story() {
        let history = [
            history("2026-07-01T10:00:00+09:00", HistoryEvent::Held),
            history("2026-07-03T10:00:00+09:00", HistoryEvent::Sent),
        ];
        let log = [
            entry("2026-07-03T10:00:00+09:00", Outcome::Sent, Some(0)),
            entry("2026-07-02T10:00:00+09:00", Outcome::Failed, Some(-10108)),
        ];
        let told = render_timeline(&history, &log, TODAY, Lang::En, None);
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
            render_timeline(&history, &log, TODAY, Lang::Ja, None)
                .contains("チェックデジットが違います。`orders ship` で訂正")
        );
    }

    #[test]
    fn a_code_that_nobody_explains_is_told_as_such() {
        let told = render_timeline(
            &[],
            &[entry("2026-07-03T10:00:00+09:00", Outcome::Failed, Some(-12345))],
            TODAY,
            Lang::En,
            None,
        );
        assert!(
            told.contains("-12345  nobody says what this code means: look at the order in QSM"),
            "{told}"
        );
    }
}
