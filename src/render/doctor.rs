//! What `doctor` found, and what to do about it.

use std::path::Path;

use serde::Serialize;

use super::Lang;
use crate::desk::doctor::{Finding, Level, What};
use crate::strings::printable::printable;
use crate::text::mark::{Mark, marked};
use crate::text::text;
use crate::vocabulary::msg;

#[derive(Serialize)]
struct JsonFinding<'a> {
    check: &'a str,
    level: &'a str,
    message: String,
    remedy: Option<String>,
}

/// A finding as one line of JSON.
pub fn json(finding: &Finding, state: &Path, lang: Lang) -> serde_json::Result<String> {
    serde_json::to_string(&JsonFinding {
        check: finding.check,
        level: finding.level.as_str(),
        message: text(&finding.message(state), lang),
        remedy: finding.next(state).map(|next| text(&next, lang)),
    })
}

/// A finding as a line, and what to do as another.
pub fn lines(finding: &Finding, state: &Path, lang: Lang) -> String {
    let level = match finding.level {
        Level::Ok => text(&msg!("doctor-ok"), lang),
        Level::Unknown => text(&msg!("doctor-unknown"), lang),
        Level::Warning => marked(Mark::Warning, &text(&msg!("doctor-warning"), lang)),
        Level::Problem => marked(Mark::Problem, &text(&msg!("doctor-problem"), lang)),
    };
    let message = text(&finding.message(state), lang);
    let message = match finding.what {
        // Every problem of the configuration has a line of its own.
        What::ConfigUnusable { .. } => message.split('\n').map(printable).collect::<Vec<_>>().join("\n"),
        _ => printable(&message),
    };
    let next = finding.next(state).map(|next| msg!("doctor-next", remedy = printable(&text(&next, lang))));
    let next = next.map(|next| format!("  {}\n", text(&next, lang)));
    let check = text(&msg!("doctor-check").attribute(finding.check), lang);
    format!("{level} {check}: {message}\n{}", next.unwrap_or_default())
}
