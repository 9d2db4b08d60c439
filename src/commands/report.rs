//! `report`: the day on one page.

use super::status;
use crate::cli::desk::ReportArgs;
use crate::desk::activity;
use crate::error::{Exit, Failure};
use crate::render::html;
use crate::runtime::context::Context;
use crate::runtime::{atomic_file, output_path, paged_list};
use crate::vocabulary::msg;

const PAGE: output_path::FileKind =
    output_path::FileKind { start: html::START, other: "desk-is_no_web_page", example: "report.html" };

pub(super) fn run(context: &Context, args: &ReportArgs) -> Result<Exit, Failure> {
    let file = args.html.as_path();
    output_path::pass(context, file, &PAGE)?;
    let page = paged_list::open(context)?
        .reading(|store| Ok(activity::page(store, status::rules(context), context.now())))
        .map_err(|error| Failure::store(context.state_path(), &error))?
        .map_err(|error| Failure::late(&error, context.state_path()))?;
    let text = html::page(&page, &context.config.shop.name, context.lang)
        .map_err(|e| Failure::new(Exit::Failed, msg!("desk-chart_not_drawn", error = e.to_string())))?;
    atomic_file::whole(&context.io.path(file), &text, 0o600).map_err(|e| {
        let message = msg!("desk-page_not_written", file = file.display(), error = &e);
        Failure::with_next(Exit::Failed, message).caused_by(e)
    })?;
    if !context.output.speaks(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    let line = match context.output.json {
        true => html::written_json(file, text.len()).map_err(|e| paged_list::not_json(&e))?,
        false => html::written(file, text.len(), context.lang),
    };
    context.output.line(&format!("{line}\n"))?;
    Ok(Exit::Ok)
}
