//! A step's report: a summary line, or one JSON object (docs/commands.md).

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde::ser::SerializeMap;

use super::{Lang, table};
use crate::error::Exit;
use crate::steps::report::Warning;
use crate::steps::{ReportItem, StepReport};
use crate::strings::printable::sanitize;
use crate::text::localize;
use crate::vocabulary::{Message, Outcome, Reason, RunResult, Step, msg};

/// A step run as it is told.
#[derive(Debug)]
pub struct RunSummary<'a> {
    pub step: Step,
    /// The shop's name.
    pub shop: &'a str,
    /// The run's number; none for a dry run, and for one that did not begin.
    pub run_id: Option<i64>,
    /// Whether it was a dry run.
    pub dry_run: bool,
    /// Whether it is one because `qoo10.writes` is off.
    pub is_held_back: bool,
    /// When it began, as in the state file.
    pub started_at: String,
    /// When it ended, as in the state file.
    pub finished_at: String,
    /// How it ended.
    pub exit: Exit,
    /// Why it failed; in JSON the last of the warnings.
    pub error: Option<Message>,
    /// Requests sent, by method.
    pub api_calls: BTreeMap<&'static str, u64>,
    /// What it did.
    pub report: &'a StepReport,
}

struct JsonOutcomeCounts<'a>(&'a [(Outcome, u64)]);

impl Serialize for JsonOutcomeCounts<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (outcome, n) in self.0 {
            map.serialize_entry(outcome, n)?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct JsonRun<'a> {
    step: Step,
    shop: &'a str,
    run_id: Option<i64>,
    dry_run: bool,
    started_at: &'a str,
    finished_at: &'a str,
    result: RunResult,
    exit_code: u8,
    counts: JsonOutcomeCounts<'a>,
    api_calls: &'a BTreeMap<&'static str, u64>,
    items: Vec<JsonItem<'a>>,
    warnings: Vec<String>,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    order: Option<&'a str>,
    order_no: Option<String>,
    sku: Option<&'a str>,
    outcome: Outcome,
    reason: Option<Reason>,
    code: Option<i64>,
    message: Option<String>,
}

/// The report as one line of JSON.
pub fn render_json(run: &RunSummary<'_>, lang: Lang) -> serde_json::Result<String> {
    let items = run.report.items.iter().map(|item| JsonItem {
        order: item.order.as_deref(),
        order_no: item.order_no.map(|no| no.to_string()),
        sku: item.sku.as_deref(),
        outcome: item.outcome,
        reason: item.reason,
        code: item.code,
        message: item.message.as_ref().map(|message| localize(message, lang)),
    });
    let warnings = run.report.warnings.iter().map(Warning::message);
    serde_json::to_string(&JsonRun {
        step: run.step,
        shop: run.shop,
        run_id: run.run_id,
        dry_run: run.dry_run,
        started_at: &run.started_at,
        finished_at: &run.finished_at,
        result: run.exit.result(),
        exit_code: run.exit.code(),
        counts: JsonOutcomeCounts(&run.report.counts),
        api_calls: &run.api_calls,
        items: items.collect(),
        warnings: warnings.chain(run.error.clone()).map(|warning| localize(&warning, lang)).collect(),
    })
}

/// The counts as a JSON object, for the state file.
///
/// # Errors
/// Never in practice.
pub fn render_counts_json(report: &StepReport) -> serde_json::Result<String> {
    serde_json::to_string(&JsonOutcomeCounts(&report.counts))
}

/// The summary line: `import: 5 fetched, 3 imported, 1 unchanged, 1 rejected`. Of the counts the first one,
/// and the others that are not 0: seven of them would not fit a terminal.
pub fn render_summary(run: &RunSummary<'_>, lang: Lang) -> String {
    let counts = run.report.counts.iter().enumerate().filter(|(place, (_, n))| *place == 0 || *n > 0);
    let counts: Vec<Message> =
        counts.map(|(_, (outcome, n))| format_count(run.report, *outcome, *n)).collect();
    let summary = match (run.is_held_back, run.dry_run) {
        (true, _) => msg!("report-summary_writes_off"),
        (false, true) => msg!("report-summary_dry_run"),
        (false, false) => msg!("report-summary"),
    };
    let summary = summary.with("step", run.step.message()).with("counts", counts);
    let whole = match run.exit.result() {
        RunResult::Ok | RunResult::Partial => summary,
        RunResult::Failed => msg!("report-ended_failed", summary = summary),
        RunResult::Busy => msg!("report-ended_busy", summary = summary),
        RunResult::Refused => msg!("report-ended_refused", summary = summary),
    };
    localize(&whole, lang)
}

fn format_count(report: &StepReport, outcome: Outcome, n: u64) -> Message {
    match (outcome, report.without_stock) {
        (Outcome::Unchanged, few @ 1..) => {
            msg!("report-count_without_stock", n = n, outcome = outcome.message(), few = few)
        }
        _ => msg!("report-count", n = n, outcome = outcome.message()),
    }
}

/// What a dry run of `sync-status` says where `schedule-date` would run right after it (SYN-6).
pub fn render_follow_up(lang: Lang) -> String {
    localize(&msg!("report-would_follow"), lang) + "\n"
}

/// What a dry run would do, as a table; columns without any entry are left out, and so is what stays as it
/// is, unless `is_verbose`: then it stands last. Nothing where nothing would be done.
pub fn render_plan(report: &StepReport, is_verbose: bool, lang: Lang, width: Option<usize>) -> String {
    type CellText = fn(&ReportItem, Lang) -> String;
    let columns: [(Message, CellText); 5] = [
        (msg!("report-column_order"), |item, _| item.order.clone().unwrap_or_default()),
        (msg!("report-column_order_no"), |item, _| {
            item.order_no.map(|no| no.to_string()).unwrap_or_default()
        }),
        (msg!("report-column_sku"), |item, _| item.sku.clone().unwrap_or_default()),
        (msg!("report-column_outcome"), |item, lang| localize(&item.outcome.message(), lang)),
        (msg!("report-column_detail"), |item, lang| {
            item.message.as_ref().map(|message| localize(message, lang)).unwrap_or_default()
        }),
    ];
    // A listing without news is nothing to plan, and there may be thousands.
    let has_news = |item: &&ReportItem| {
        item.outcome != Outcome::Unchanged || is_verbose && (item.order.is_some() || item.message.is_some())
    };
    let mut items: Vec<&ReportItem> = report.items.iter().filter(has_news).collect();
    if items.is_empty() {
        return String::new();
    }
    items.sort_by_key(|item| item.outcome == Outcome::Unchanged);
    let is_used = |(_, cell): &&(Message, CellText)| items.iter().any(|item| !cell(item, lang).is_empty());
    let used: Vec<&(Message, CellText)> = columns.iter().filter(is_used).collect();
    let headings: Vec<String> = used.iter().map(|(heading, _)| localize(heading, lang)).collect();
    let headings: Vec<table::TableColumn<'_>> = headings.iter().map(table::text_column).collect();
    let rows = items.iter().map(|item| used.iter().map(|(_, cell)| cell(item, lang)).collect());
    table::render_table(&headings, rows.collect(), width)
}

/// Most rejects that are written out; the list has them all.
const MAX_LINES: usize = 20;

/// What a person has to look at, line by line, for stderr.
pub fn render_warnings(report: &StepReport, lang: Lang) -> String {
    let bad = filter_reported(report);
    let told = bad.iter().take(MAX_LINES).map(|item| explain_item(item));
    let more = bad.len().checked_sub(MAX_LINES).filter(|rest| *rest > 0);
    let more = more.map(|rest| msg!("report-more", rest = rest));
    let warnings = report.warnings.iter().map(|warning| msg!("report-warning", warning = warning.message()));
    let lines = told.chain(more).chain(warnings);
    lines.map(|line| sanitize(&localize(&line, lang)) + "\n").collect()
}

fn filter_reported(report: &StepReport) -> Vec<&ReportItem> {
    let mut lacking = BTreeSet::new();
    let told = report.items.iter().filter(|item| item.outcome.has_report_line());
    // One message names all that a MOVE item lacks, and each of its listings would repeat it.
    told.filter(|item| item.whole_item.as_ref().is_none_or(|item_code| lacking.insert(item_code))).collect()
}

fn explain_item(item: &ReportItem) -> Message {
    let thing = item.order.as_deref().or(item.sku.as_deref()).unwrap_or("?");
    // Its sentence names the numbers itself.
    let order_no = item.order_no.filter(|_| item.outcome != Outcome::NeedsPerson);
    let finding = match order_no {
        Some(no) => msg!("report-finding_of_number", order_no = no.to_string()),
        None => msg!("report-finding"),
    };
    let why = match (&item.message, item.outcome) {
        (Some(message), _) => message.clone(),
        (None, Outcome::CancelRequested) => msg!("report-do_not_ship"),
        (None, _) => Message::quoted(""),
    };
    finding.with("outcome", item.outcome.message()).with("thing", thing).with("why", why)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn render_test_summary(step: Step, report: &StepReport, lang: Lang) -> String {
        render_summary(&run(step, report), lang)
    }

    fn run<'a>(step: Step, report: &'a StepReport) -> RunSummary<'a> {
        RunSummary {
            step,
            shop: "demo",
            run_id: None,
            dry_run: false,
            is_held_back: false,
            started_at: String::new(),
            finished_at: String::new(),
            exit: Exit::Ok,
            error: None,
            api_calls: BTreeMap::new(),
            report,
        }
    }

    #[test]
    fn the_summary_has_the_first_count_and_whatever_is_not_0() {
        let mut report = StepReport::new(crate::steps::sync_status::OUTCOMES, false);
        assert_eq!(render_test_summary(Step::SyncStatus, &report, Lang::En), "sync-status: 0 paid");
        report.count(Outcome::CancelRequested, 1);
        report.count(Outcome::Unchanged, 14);
        assert_eq!(
            render_test_summary(Step::SyncStatus, &report, Lang::En),
            "sync-status: 0 paid, 1 cancel_requested, 14 unchanged"
        );
        assert_eq!(
            render_test_summary(Step::SyncStatus, &report, Lang::Ja),
            "ステータス同期: 入金済み 0、キャンセル要請 1、変更なし 14"
        );
    }

    #[test]
    fn a_run_that_broke_off_does_not_say_failed_twice_in_japanese() {
        let mut report = StepReport::new(crate::steps::push_shipments::OUTCOMES, false);
        report.count(Outcome::Failed, 4);
        let run = RunSummary { exit: Exit::Failed, ..run(Step::PushShipments, &report) };
        assert_eq!(render_summary(&run, Lang::Ja), "出荷実績戻し: 送信 0、失敗 4、途中で中止");
        assert_eq!(render_summary(&run, Lang::En), "push-shipments: 0 sent, 4 failed; failed");
    }

    #[test]
    fn listings_without_free_stock_are_told_of_among_the_unchanged() {
        let mut report = StepReport::new(crate::steps::push_stock::OUTCOMES, false);
        report.count(Outcome::Sent, 1);
        report.count(Outcome::Unchanged, 27);
        report.without_stock = 26;
        assert_eq!(
            render_test_summary(Step::PushStock, &report, Lang::En),
            "push-stock: 1 sent, 27 unchanged (26 without free stock)"
        );
        assert_eq!(
            render_test_summary(Step::PushStock, &report, Lang::Ja),
            "在庫連携: 送信 1、変更なし 27(うちフリー在庫数未登録 26)"
        );
    }

    #[test]
    fn a_plan_leaves_out_what_stays_as_it_is_unless_verbose_and_then_has_it_last() {
        let item = |order: &str, outcome| ReportItem::new(Some(order.to_owned()), None, outcome);
        let items = vec![
            item("1", Outcome::Unchanged),
            item("2", Outcome::Paid),
            item("3", Outcome::Unchanged),
            item("4", Outcome::Paid),
        ];
        let report = StepReport { items, ..StepReport::default() };
        let orders = |is_verbose| {
            let drawn = render_plan(&report, is_verbose, Lang::En, None);
            drawn.lines().skip(1).map(|line| line[..1].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(orders(false), ["2", "4"], "what stays is no plan");
        assert_eq!(orders(true), ["2", "4", "1", "3"]);
    }

    #[test]
    fn a_plan_of_nothing_has_no_line() {
        let listing = |order: Option<&str>| ReportItem {
            sku: Some("TS-001".to_owned()),
            ..ReportItem::new(order.map(str::to_owned), None, Outcome::Unchanged)
        };
        for (items, is_verbose) in [
            (vec![], false),
            (vec![listing(None)], false),
            (vec![listing(None)], true),
            (vec![listing(Some("1"))], false),
        ] {
            let report = StepReport { items, ..StepReport::default() };
            assert_eq!(render_plan(&report, is_verbose, Lang::En, Some(80)), "");
        }
    }

    #[test]
    fn a_move_item_names_all_that_it_lacks_at_most_five_of_each() {
        use crate::domain::quantity::{MissingTypes, StockFailure};

        let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let missing = MissingTypes {
            not_mapped: own(&["blue / XL"]),
            without_quantity: own(&["a", "b", "c", "d", "e", "f", "g"]),
        };
        let why = StockFailure::TypesMissing(missing);
        assert_eq!(
            localize(&why.message(), Lang::En),
            "nothing was sent for the item, because a type left out would be deleted; these types have no \
                SKU: blue / XL; map them (`listings pull`, `listings load`); the free stock of these SKUs \
                is not known: a, b, c, d, e and 2 more; give it (`stock set`, `stock load`)"
        );
        let told = localize(&why.message(), Lang::Ja);
        assert!(told.contains("blue / XL") && told.contains("a、b、c、d、e、ほか2件"), "{told}");
        assert_eq!(why.reason(), Reason::TypeNotMapped);
    }
}
