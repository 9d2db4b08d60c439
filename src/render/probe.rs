//! Which forms this Qoo10 uses, as a table and as JSON (docs/commands.md).

use serde::Serialize;

use super::{Lang, table};
use crate::desk::doctor::probe::{Evidence, PointReport};
use crate::domain::time::{Jst, format_jst};
use crate::text::localize;
use crate::text::mark::Mark;
use crate::text::wrap::wrap_for_screen;
use crate::vocabulary::{FormSource, Message, msg};

/// A probe as it is told.
#[derive(Debug)]
pub struct ProbeReport<'a> {
    pub at: Jst,
    /// Why it was not made: nothing of the below then.
    pub not_made: Option<Message>,
    pub points: &'a [PointReport],
    pub calls: u64,
    pub orders: usize,
    pub claims: usize,
    pub items: usize,
    pub unknown_keys: &'a [String],
    pub missing_keys: &'a [String],
    /// Calls that failed.
    pub problems: Vec<Message>,
    pub before_first_write: [Message; 5],
}

#[derive(Serialize)]
struct JsonReport<'a> {
    probe: JsonProbe<'a>,
}

#[derive(Serialize)]
struct JsonProbe<'a> {
    at: String,
    not_made: Option<String>,
    calls: u64,
    orders: usize,
    claims: usize,
    items: usize,
    points: Vec<JsonPoint<'a>>,
    unknown_keys: &'a [String],
    missing_keys: &'a [String],
    problems: Vec<String>,
    before_first_write: Vec<String>,
}

#[derive(Serialize)]
struct JsonPoint<'a> {
    point: &'a str,
    about: String,
    form: Option<String>,
    known: Option<bool>,
    source: FormSource,
    seen_at: Option<String>,
    method: Option<&'a str>,
    meaning: String,
}

/// A probe as one line of JSON.
pub fn render_json(report: &ProbeReport<'_>, lang: Lang) -> serde_json::Result<String> {
    let points = report.points.iter().map(|one| {
        let (seen_at, method) = match &one.evidence {
            Evidence::Earlier { at, method } => (Some(format_jst(*at)), Some(method.as_str())),
            Evidence::Probe | Evidence::NotSeen(_) => (None, None),
        };
        JsonPoint {
            point: one.point.as_str(),
            about: localize(&one.point.message(), lang),
            form: (!one.forms.is_empty()).then(|| one.format_forms()),
            known: one.is_known(),
            source: one.evidence.source(),
            seen_at,
            method,
            meaning: localize(&one.meaning(), lang),
        }
    });
    let all = |messages: &[Message]| messages.iter().map(|message| localize(message, lang)).collect();
    serde_json::to_string(&JsonReport {
        probe: JsonProbe {
            at: format_jst(report.at),
            not_made: report.not_made.as_ref().map(|why| localize(why, lang)),
            calls: report.calls,
            orders: report.orders,
            claims: report.claims,
            items: report.items,
            points: points.collect(),
            unknown_keys: report.unknown_keys,
            missing_keys: report.missing_keys,
            problems: all(&report.problems),
            before_first_write: all(&report.before_first_write),
        },
    })
}

/// A probe for people.
pub fn render_text(report: &ProbeReport<'_>, lang: Lang, width: Option<usize>) -> String {
    let line = |message: &Message| wrap_for_screen(&(localize(message, lang) + "\n"), width);
    if let Some(why) = &report.not_made {
        return format!("\n{}", line(&msg!("probe-not_made", why = why)));
    }
    let mut page = format!("\n{}\n", line(&explain_extent(report)));
    page += &render_points(report.points, lang, width);
    let keys = [
        (report.unknown_keys, msg!("probe-unknown_keys", keys = report.unknown_keys.to_vec())),
        (report.missing_keys, msg!("probe-missing_keys", keys = report.missing_keys.to_vec())),
    ];
    let keys = keys.into_iter().filter(|(keys, _)| !keys.is_empty()).map(|(_, message)| message);
    let problems = report.problems.iter().map(|why| msg!("probe-failed", why = why));
    for message in keys.chain(problems) {
        page += &line(&message);
    }
    page += &format!("\n{}", line(&msg!("probe-before_first_write")));
    for (n, message) in report.before_first_write.iter().enumerate() {
        page += &wrap_for_screen(&format!("{}. {}\n", n + 1, localize(message, lang)), width);
    }
    page
}

fn explain_extent(report: &ProbeReport<'_>) -> Message {
    msg!(
        "probe-extent",
        calls = report.calls,
        orders = report.orders,
        claims = report.claims,
        items = report.items
    )
}

fn render_points(points: &[PointReport], lang: Lang, width: Option<usize>) -> String {
    let heading = |message: Message| localize(&message, lang);
    let columns = [
        table::text_column(heading(msg!("probe-point"))),
        table::text_column(heading(msg!("probe-form"))),
        table::text_column(heading(msg!("probe-known"))),
        table::text_column(heading(msg!("probe-meaning"))),
    ];
    let rows = points.iter().map(|one| {
        let known = match one.is_known() {
            None => table::Cell::new(String::new(), None),
            Some(true) => table::Cell::new(heading(msg!("probe-yes")), None),
            Some(false) => table::Cell::new(heading(msg!("probe-no")), Some(Mark::Problem)),
        };
        let form = match &one.evidence {
            Evidence::Probe => one.format_forms(),
            Evidence::Earlier { at, .. } => {
                let on = at.format("%m-%d").to_string();
                heading(msg!("probe-earlier", form = one.format_forms(), on = on))
            }
            Evidence::NotSeen(_) => heading(msg!("probe-not_seen")),
        };
        vec![one.point.as_str().into(), form.into(), known, localize(&one.meaning(), lang).into()]
    });
    table::render_table(&columns, rows.collect(), width)
}
