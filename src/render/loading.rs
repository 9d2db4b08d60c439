//! Loading a CSV file as lines, a table and JSON, whatever is in it.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::{Map, Value};

use super::calendar::format_date;
use super::{Lang, table};
use crate::desk::loading::{
    AcceptedRow, Field, FieldKind, FieldValue, LoadPlan, LoadRow, RefusedRow, RowError, Verdict,
};
use crate::domain::time::format_iso_date;
use crate::error::Exit;
use crate::strings::printable::sanitize;
use crate::text::localize;
use crate::text::mark::{Mark, mark_text};
use crate::text::wrap::wrap_for_screen;
use crate::vocabulary::{Message, RowOutcome, msg};

/// How loading a file ended.
#[derive(Debug)]
pub struct LoadReport<'a, R, E> {
    /// The file: in JSON as it was typed.
    pub file: &'a str,
    /// Whether nothing was changed.
    pub dry_run: bool,
    pub exit: Exit,
    pub plan: &'a LoadPlan<R, E>,
}

impl<R: LoadRow, E: RowError> LoadReport<'_, R, E> {
    /// What happened: after a brake, nothing but refusals.
    fn accepted(&self) -> &[AcceptedRow<R>] {
        if self.plan.is_stopped() { &[] } else { &self.plan.rows }
    }

    /// How many rows came to what, in the order of JSON.
    fn counts(&self, outcomes: &'static [RowOutcome]) -> impl Iterator<Item = (&'static str, usize)> {
        let count = |outcome| if self.plan.is_stopped() { 0 } else { self.plan.count(outcome) };
        let counts = outcomes.iter().map(move |outcome| (outcome.as_str(), count(*outcome)));
        counts.chain([(RowOutcome::Refused.as_str(), self.plan.refused.len())])
    }

    /// Every warning, for JSON: there the brake is one of them.
    fn render_row_warnings(&self) -> Vec<Message> {
        let mut warnings: Vec<Message> =
            self.accepted().iter().flat_map(|row| row.row.list_warnings()).collect();
        warnings.extend(self.plan.warnings.iter().cloned());
        if let Verdict::Brake { message, .. } = &self.plan.verdict {
            warnings.push(message.clone());
        }
        warnings
    }
}

#[derive(Serialize)]
struct JsonLoad<'a, I> {
    file: &'a str,
    dry_run: bool,
    result: &'a str,
    exit_code: u8,
    counts: Map<String, Value>,
    items: Vec<I>,
    #[serde(skip_serializing_if = "Option::is_none")]
    warnings: Option<Vec<String>>,
}

struct JsonRow<'a, R, E> {
    row: Result<&'a AcceptedRow<R>, &'a RefusedRow<E>>,
    lang: Lang,
}

impl<R, E> JsonRow<'_, R, E> {
    fn line(&self) -> Option<usize> {
        match self.row {
            Ok(accepted) => accepted.line,
            Err(refused) => Some(refused.line),
        }
    }
}

impl<R: LoadRow, E: RowError> Serialize for JsonRow<'_, R, E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (values, outcome, why) = match self.row {
            Ok(accepted) => (accepted.row.values(), accepted.row.outcome(), None),
            Err(RefusedRow { why, .. }) => {
                (vec![why.subject().as_deref().into()], RowOutcome::Refused, Some(why))
            }
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("line", &self.line())?;
        for (at, field) in R::FIELDS.iter().enumerate() {
            map.serialize_entry(field.name, &to_json_value(field, values.get(at)))?;
        }
        map.serialize_entry("outcome", outcome.as_str())?;
        map.serialize_entry("reason", &why.map(|why| why.reason().as_str()))?;
        map.serialize_entry("message", &why.map(|why| localize(&why.message(), self.lang)))?;
        map.end()
    }
}

fn to_json_value(field: &Field, value: Option<&FieldValue>) -> Value {
    match value {
        None | Some(FieldValue::Missing) if field.kind == FieldKind::List => Value::Array(Vec::new()),
        None | Some(FieldValue::Missing) => Value::Null,
        Some(FieldValue::Text(text)) => text.as_str().into(),
        Some(FieldValue::Number(number)) => (*number).into(),
        Some(FieldValue::Date(date) | FieldValue::Day(date)) => format_iso_date(*date).into(),
        Some(FieldValue::List(all)) => all.as_slice().into(),
        Some(FieldValue::Basis(basis)) => basis.as_str().into(),
    }
}

/// Loading a file as one line of JSON.
pub fn render_json<R: LoadRow, E: RowError>(
    report: &LoadReport<'_, R, E>,
    lang: Lang,
) -> serde_json::Result<String> {
    let good = report.accepted().iter().map(Ok);
    let rows = good.chain(report.plan.refused.iter().map(Err));
    let mut items: Vec<JsonRow<'_, R, E>> = rows.map(|row| JsonRow { row, lang }).collect();
    items.sort_by_key(|item| (item.line().is_none(), item.line()));
    let warnings = || report.render_row_warnings().iter().map(|warning| localize(warning, lang)).collect();
    serde_json::to_string(&JsonLoad {
        file: report.file,
        dry_run: report.dry_run,
        result: report.exit.result().as_str(),
        exit_code: report.exit.code(),
        counts: report
            .counts(report.plan.outcomes)
            .map(|(word, count)| (word.to_owned(), count.into()))
            .collect(),
        items,
        warnings: R::HAS_WARNINGS.then(warnings),
    })
}

/// The summary line; with a dry run, the plan above it.
pub fn render_summary<R: LoadRow, E: RowError>(
    report: &LoadReport<'_, R, E>,
    lang: Lang,
    width: Option<usize>,
) -> String {
    let mode = if report.dry_run { "dry_run" } else { "done" };
    let is_stopped = report.plan.is_stopped().to_string();
    let summary = (R::SUMMARY)().with("mode", mode).with("is_stopped", is_stopped);
    let summary =
        report.counts(R::OUTCOMES).fold(summary, |summary, (word, count)| summary.with(word, count));
    let plan = if report.dry_run { render_plan(report, lang, width) } else { String::new() };
    plan + &wrap_for_screen(&(localize(&summary, lang) + "\n"), width)
}

fn render_plan<R: LoadRow, E: RowError>(
    report: &LoadReport<'_, R, E>,
    lang: Lang,
    width: Option<usize>,
) -> String {
    let is_listed =
        |accepted: &&AcceptedRow<R>| R::LISTS_UNCHANGED || accepted.row.outcome() != RowOutcome::Unchanged;
    let rows = report.plan.rows.iter().filter(is_listed).map(|accepted| {
        let line = accepted.line.map(|line| line.to_string()).unwrap_or_default();
        let cells = accepted.row.values().into_iter().map(|value| to_cell(value, lang));
        let outcome = localize(&accepted.row.outcome().message(), lang);
        [line].into_iter().chain(cells).chain([outcome]).collect()
    });
    let rows: Vec<Vec<String>> = rows.collect();
    if rows.is_empty() {
        return String::new();
    }
    let heading = |message: Message| localize(&message, lang);
    let fields = R::FIELDS.iter().map(|field| match field.kind {
        FieldKind::Number => table::number_column(heading((field.heading)())),
        FieldKind::Text | FieldKind::List => table::text_column(heading((field.heading)())),
    });
    let line = table::number_column(heading(msg!("table-line")));
    let would_be = table::text_column(heading(msg!("table-would_be")));
    let columns: Vec<_> = [line].into_iter().chain(fields).chain([would_be]).collect();
    table::render_table(&columns, rows, width)
}

fn to_cell(value: FieldValue, lang: Lang) -> String {
    match value {
        FieldValue::Missing => String::new(),
        FieldValue::Text(text) => text,
        FieldValue::Number(number) => table::format_yen(number),
        FieldValue::Date(date) => format_iso_date(date),
        FieldValue::Day(date) => format_date(date, lang),
        FieldValue::List(all) => all.join(", "),
        FieldValue::Basis(basis) => localize(&basis.message(), lang),
    }
}

/// The refused rows, `file:line: reason` each, for stderr.
pub fn render_row_errors<R, E: RowError>(report: &LoadReport<'_, R, E>, lang: Lang) -> String {
    let render = |RefusedRow { line, why }: &RefusedRow<E>| {
        let why = localize(&why.message(), lang);
        let row = msg!("files-row", file = report.file, line = *line, why = why);
        sanitize(&localize(&row, lang)) + "\n"
    };
    report.plan.refused.iter().map(render).collect()
}

/// What should be looked at, one on each line, for stderr: first in the good rows, then in the whole file.
pub fn render_warnings<R: LoadRow, E: RowError>(report: &LoadReport<'_, R, E>, lang: Lang) -> String {
    let of_row = |accepted: &AcceptedRow<R>| -> String {
        let place = accepted.line.map(|line| format!("{}:{line}: ", report.file)).unwrap_or_default();
        let render = |warning: &Message| sanitize(&place) + &render_warning(warning, lang);
        accepted.row.list_warnings().iter().map(render).collect()
    };
    let rows: String = report.accepted().iter().map(of_row).collect();
    rows + &report.plan.warnings.iter().map(|warning| render_warning(warning, lang)).collect::<String>()
}

/// A line that warns.
pub(super) fn render_warning(why: &Message, lang: Lang) -> String {
    let mark = mark_text(Mark::Warning, &localize(&msg!("files-warning"), lang));
    format!("{mark} {}\n", sanitize(&localize(why, lang)))
}
