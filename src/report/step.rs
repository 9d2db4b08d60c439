//! A step's report: a summary line, or one JSON object (docs/commands.md).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;
use serde::ser::SerializeMap;

use super::{Lang, table, words};
use crate::domain::quantity::NotSet;
use crate::domain::text::printable;
use crate::error::Exit;
use crate::steps::report::Why;
use crate::steps::{Item, StepReport};

/// A step run as it is told.
#[derive(Debug)]
pub struct Run<'a> {
    /// The step's name.
    pub step: &'a str,
    /// The shop's name.
    pub shop: &'a str,
    /// The run's number; none for a dry run, and for one that did not begin.
    pub run_id: Option<i64>,
    /// Whether it was a dry run.
    pub dry_run: bool,
    /// When it began, as in the state file.
    pub started_at: String,
    /// When it ended, as in the state file.
    pub finished_at: String,
    /// How it ended.
    pub exit: Exit,
    /// Why it failed; in JSON the last of the warnings.
    pub error: Option<&'a str>,
    /// Requests sent, by method.
    pub api_calls: BTreeMap<&'static str, u64>,
    /// What it did.
    pub report: &'a StepReport,
}

struct Counts<'a>(&'a [(&'static str, u64)]);

impl Serialize for Counts<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, n) in self.0 {
            map.serialize_entry(name, n)?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct JsonRun<'a> {
    step: &'a str,
    shop: &'a str,
    run_id: Option<i64>,
    dry_run: bool,
    started_at: &'a str,
    finished_at: &'a str,
    result: &'a str,
    exit_code: u8,
    counts: Counts<'a>,
    api_calls: &'a BTreeMap<&'static str, u64>,
    items: Vec<JsonItem<'a>>,
    warnings: Vec<String>,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    order: Option<&'a str>,
    order_no: Option<String>,
    sku: Option<&'a str>,
    outcome: &'a str,
    reason: Option<&'a str>,
    code: Option<i64>,
    message: Option<String>,
}

/// The report as one line of JSON.
///
/// # Errors
/// Never in practice: everything in it can be written as JSON.
pub fn json(run: &Run<'_>, lang: Lang) -> serde_json::Result<String> {
    let item = |item: &'_ Item| -> JsonItem<'_> {
        JsonItem {
            order: None,
            order_no: item.order_no.map(|no| no.to_string()),
            sku: None,
            outcome: item.outcome,
            reason: item.why.as_ref().and_then(words::reason),
            code: item.code(),
            message: item.why.as_ref().map(|why| words::why(lang, why)),
        }
    };
    let items = run.report.items.iter().map(|i| JsonItem {
        order: i.order.as_deref(),
        sku: i.sku.as_deref(),
        ..item(i)
    });
    let warnings = run.report.warnings.iter().map(|w| words::warning(lang, w));
    serde_json::to_string(&JsonRun {
        step: run.step,
        shop: run.shop,
        run_id: run.run_id,
        dry_run: run.dry_run,
        started_at: &run.started_at,
        finished_at: &run.finished_at,
        result: run.exit.result(),
        exit_code: run.exit.code(),
        counts: Counts(&run.report.counts),
        api_calls: &run.api_calls,
        items: items.collect(),
        warnings: warnings.chain(run.error.map(str::to_owned)).collect(),
    })
}

/// The counts as a JSON object, for the state file.
///
/// # Errors
/// Never in practice.
pub fn counts_json(report: &StepReport) -> serde_json::Result<String> {
    serde_json::to_string(&Counts(&report.counts))
}

/// The summary line: `import: 5 fetched, 3 imported, 1 unchanged, 1 rejected`. Of the counts the first one, and the
/// others that are not 0: seven of them would not fit a terminal.
pub fn summary(run: &Run<'_>, lang: Lang) -> String {
    let step = words::step(lang, run.step);
    let counts = run.report.counts.iter().enumerate().filter(|(place, (_, n))| *place == 0 || *n > 0);
    let counts: Vec<String> = counts.map(|(_, (name, n))| count(run.report, name, *n, lang)).collect();
    let mode = if run.dry_run {
        lang.pick(" (dry run, nothing was changed)", "(試行、変更なし)")
    } else {
        ""
    };
    let end = match run.exit {
        Exit::Ok | Exit::Partial => String::new(),
        other => lang.pick(format!("; {}", other.result()), format!("、{}", result_ja(other))),
    };
    format!("{step}{mode}: {}{end}", counts.join(lang.pick(", ", "、")))
}

fn count(report: &StepReport, name: &str, n: u64, lang: Lang) -> String {
    let told = lang.pick(format!("{n} {name}"), format!("{} {n}", words::count(lang, name)));
    match report.without_stock {
        few @ 1.. if name == "unchanged" => {
            told + &lang
                .pick(format!(" ({few} without free stock)"), format!("(うちフリー在庫数未登録 {few})"))
        }
        _ => told,
    }
}

/// What a dry run of `sync-status` says where `schedule-date` would run right after it (SYN-6).
pub fn would_follow(lang: Lang) -> &'static str {
    lang.pick(
        "schedule-date would run after this, over all its orders\n",
        "この後、発送予定日登録が全対象に対して実行されます\n",
    )
}

fn result_ja(exit: Exit) -> &'static str {
    match exit {
        Exit::Busy => "他の処理が実行中",
        Exit::Brake => "安全のため中止",
        _ => "途中で中止",
    }
}

/// What a dry run would do, as a table; columns without any entry are left out, and so is what stays as it is, unless
/// `is_verbose`: then it stands last. Nothing where nothing would be done.
pub fn plan(report: &StepReport, is_verbose: bool, lang: Lang, width: Option<usize>) -> String {
    type Cell = fn(&Item, Lang) -> String;
    let columns: [(&str, Cell); 5] = [
        (lang.pick("order", "注文"), |item, _| item.order.clone().unwrap_or_default()),
        (lang.pick("order no.", "注文番号"), |item, _| {
            item.order_no.map(|no| no.to_string()).unwrap_or_default()
        }),
        (lang.pick("SKU", "品番"), |item, _| item.sku.clone().unwrap_or_default()),
        (lang.pick("would be", "予定"), |item, lang| words::count(lang, item.outcome).to_owned()),
        (lang.pick("detail", "内容"), |item, lang| {
            item.why.as_ref().map(|why| words::why(lang, why)).unwrap_or_default()
        }),
    ];
    // A listing without news is nothing to plan, and there may be thousands.
    let has_news = |item: &&Item| {
        item.outcome != "unchanged" || is_verbose && (item.order.is_some() || item.why.is_some())
    };
    let mut items: Vec<&Item> = report.items.iter().filter(has_news).collect();
    if items.is_empty() {
        return String::new();
    }
    items.sort_by_key(|item| item.outcome == "unchanged");
    let is_used = |(_, cell): &&(&str, Cell)| items.iter().any(|item| !cell(item, lang).is_empty());
    let used: Vec<&(&str, Cell)> = columns.iter().filter(is_used).collect();
    let headings: Vec<table::Column<'_>> = used.iter().map(|(heading, _)| table::text(heading)).collect();
    let rows = items.iter().map(|item| used.iter().map(|(_, cell)| cell(item, lang)).collect());
    table::render(&headings, rows.collect(), width)
}

/// Most rejects that are written out; the list has them all.
const MOST_LINES: usize = 20;

/// Outcomes that somebody has to look at.
pub(super) const FINDINGS: &[&str] = &[
    "rejected",
    "needs_person",
    "cancel_requested",
    "cancel_withdrawn",
    "failed",
    "refused",
    "blocked",
    "not_due",
    "skipped",
];

/// What a person has to look at, line by line, for stderr.
pub fn findings(report: &StepReport, lang: Lang) -> String {
    let mut text = String::new();
    let bad = bad(report);
    for item in bad.iter().take(MOST_LINES) {
        let _ = writeln!(text, "{}", printable(&finding(item, lang)));
    }
    if bad.len() > MOST_LINES {
        let rest = bad.len() - MOST_LINES;
        let more =
            lang.pick(format!("… and {rest} more: see --json"), format!("… ほか{rest}件(--json で全件)"));
        let _ = writeln!(text, "{more}");
    }
    for warning in &report.warnings {
        let sentence = words::warning(lang, warning);
        let _ = writeln!(text, "{}: {}", lang.pick("warning", "警告"), printable(&sentence));
    }
    text
}

fn bad(report: &StepReport) -> Vec<&Item> {
    let (mut bad, mut lacking) = (Vec::new(), BTreeSet::new());
    for item in report.items.iter().filter(|item| FINDINGS.contains(&item.outcome)) {
        // One message names all that a MOVE item lacks, and each of its listings would repeat it.
        if let Some(Why::NotSet { listing, why: NotSet::TypesMissing(_) }) = &item.why
            && !lacking.insert(listing.split(' ').next())
        {
            continue;
        }
        bad.push(item);
    }
    bad
}

fn finding(item: &Item, lang: Lang) -> String {
    let order = item.order.as_deref().or(item.sku.as_deref()).unwrap_or("?");
    let outcome = words::count(lang, item.outcome);
    // Its sentence names the numbers itself.
    let order_no = item.order_no.filter(|_| !matches!(item.why, Some(Why::NeedsPerson { .. })));
    let number = order_no.map(|no| lang.pick(format!(", order number {no}"), format!(" 注文番号{no}")));
    let why = match (&item.why, item.outcome) {
        (Some(why), _) => words::why(lang, why),
        (None, "cancel_requested") => lang.pick("do not ship it", "出荷しないでください").to_owned(),
        (None, _) => String::new(),
    };
    format!("{outcome}: {order}{}: {why}", number.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(step: &str, report: &StepReport, lang: Lang) -> String {
        summary(&run(step, report), lang)
    }

    fn run<'a>(step: &'a str, report: &'a StepReport) -> Run<'a> {
        Run {
            step,
            shop: "demo",
            run_id: None,
            dry_run: false,
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
        assert_eq!(told("sync-status", &report, Lang::En), "sync-status: 0 paid");
        report.count("cancel_requested", 1);
        report.count("unchanged", 14);
        assert_eq!(
            told("sync-status", &report, Lang::En),
            "sync-status: 0 paid, 1 cancel_requested, 14 unchanged"
        );
        assert_eq!(
            told("sync-status", &report, Lang::Ja),
            "ステータス同期: 入金済み 0、キャンセル要請 1、変更なし 14"
        );
    }

    #[test]
    fn a_run_that_broke_off_does_not_say_failed_twice_in_japanese() {
        let mut report = StepReport::new(crate::steps::push_shipments::OUTCOMES, false);
        report.count("failed", 4);
        let run = Run { exit: Exit::Failed, ..run("push-shipments", &report) };
        assert_eq!(summary(&run, Lang::Ja), "出荷実績戻し: 送信 0、失敗 4、途中で中止");
        assert_eq!(summary(&run, Lang::En), "push-shipments: 0 sent, 4 failed; failed");
    }

    #[test]
    fn listings_without_free_stock_are_told_of_among_the_unchanged() {
        let mut report = StepReport::new(crate::steps::push_stock::OUTCOMES, false);
        report.count("sent", 1);
        report.count("unchanged", 27);
        report.without_stock = 26;
        assert_eq!(
            told("push-stock", &report, Lang::En),
            "push-stock: 1 sent, 27 unchanged (26 without free stock)"
        );
        assert_eq!(
            told("push-stock", &report, Lang::Ja),
            "在庫連携: 送信 1、変更なし 27(うちフリー在庫数未登録 26)"
        );
    }

    #[test]
    fn a_plan_leaves_out_what_stays_as_it_is_unless_verbose_and_then_has_it_last() {
        let item = |order: &str, outcome| Item {
            order: Some(order.to_owned()),
            order_no: None,
            sku: None,
            outcome,
            why: None,
        };
        let items =
            vec![item("1", "unchanged"), item("2", "paid"), item("3", "unchanged"), item("4", "paid")];
        let report = StepReport { items, ..StepReport::default() };
        let orders = |is_verbose| {
            let drawn = plan(&report, is_verbose, Lang::En, None);
            drawn.lines().skip(1).map(|line| line[..1].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(orders(false), ["2", "4"], "what stays is no plan");
        assert_eq!(orders(true), ["2", "4", "1", "3"]);
    }

    #[test]
    fn a_plan_of_nothing_has_no_line() {
        let listing = |order: Option<&str>| Item {
            order: order.map(str::to_owned),
            order_no: None,
            sku: Some("TS-001".to_owned()),
            outcome: "unchanged",
            why: None,
        };
        for (items, is_verbose) in [
            (vec![], false),
            (vec![listing(None)], false),
            (vec![listing(None)], true),
            (vec![listing(Some("1"))], false),
        ] {
            let report = StepReport { items, ..StepReport::default() };
            assert_eq!(plan(&report, is_verbose, Lang::En, Some(80)), "");
        }
    }
}
