//! What `doctor` found, and what to do about it.

use std::path::Path;

use serde::Serialize;

use super::Lang;
use crate::desk::doctor::{Finding, FindingKind, Level};
use crate::strings::printable::sanitize;
use crate::text::localize;
use crate::text::mark::{Mark, mark_text};
use crate::vocabulary::msg;

#[derive(Serialize)]
struct JsonFinding<'a> {
    check: &'a str,
    level: &'a str,
    message: String,
    remedy: Option<String>,
}

/// A finding as one line of JSON.
pub fn render_json(finding: &Finding, state: &Path, lang: Lang) -> serde_json::Result<String> {
    serde_json::to_string(&JsonFinding {
        check: finding.check,
        level: finding.level.as_str(),
        message: localize(&finding.message(state), lang),
        remedy: finding.next(state).map(|next| localize(&next, lang)),
    })
}

/// A finding as a line, and what to do as another.
pub fn render_finding(finding: &Finding, state: &Path, lang: Lang) -> String {
    let level = match finding.level {
        Level::Ok => localize(&msg!("doctor-ok"), lang),
        Level::Unknown => localize(&msg!("doctor-unknown"), lang),
        Level::Warning => mark_text(Mark::Warning, &localize(&msg!("doctor-warning"), lang)),
        Level::Problem => mark_text(Mark::Problem, &localize(&msg!("doctor-problem"), lang)),
    };
    let message = localize(&finding.message(state), lang);
    let message = match finding.what {
        // Every problem of the configuration has a line of its own.
        FindingKind::ConfigUnusable { .. } => {
            message.split('\n').map(sanitize).collect::<Vec<_>>().join("\n")
        }
        _ => sanitize(&message),
    };
    let next = finding.next(state).map(|next| msg!("doctor-next", remedy = sanitize(&localize(&next, lang))));
    let next = next.map(|next| format!("  {}\n", localize(&next, lang)));
    let check = localize(&msg!("doctor-check").attribute(finding.check), lang);
    format!("{level} {check}: {message}\n{}", next.unwrap_or_default())
}
