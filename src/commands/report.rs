//! `report`: the day on one page.

use super::status;
use crate::cli::desk::ReportArgs;
use crate::desk::report;
use crate::error::{Exit, Failure};
use crate::render::html;
use crate::runtime::calendar::load_plan_rules;
use crate::runtime::context::Context;
use crate::runtime::{atomic_file, output_path, paged_list};
use crate::vocabulary::msg;

const PAGE_KIND: output_path::FileKind =
    output_path::FileKind { prefix: html::START, other: "desk-is_no_web_page", example: "report.html" };

pub(super) fn run(context: &Context, args: &ReportArgs) -> Result<Exit, Failure> {
    let file = args.html.as_path();
    output_path::check_destination(context, file, &PAGE_KIND)?;
    let page = paged_list::open_for_reading(context)?
        .read_in_transaction(|store| {
            let (rules, plan) =
                (status::build_status_rules(&context.config), load_plan_rules(context, store)?);
            Ok(report::gather_report(store, rules, &plan, context.now()))
        })
        .map_err(|error| Failure::from_store(context.state_path(), &error))?
        .map_err(|error| Failure::from_late(&error, context.state_path()))?;
    let text = html::render_report(&page, &context.config.shop.name, context.lang)
        .map_err(|e| Failure::new(Exit::Failed, msg!("desk-chart_not_drawn", error = e.to_string())))?;
    atomic_file::write_atomically(&context.io.resolve_path(file), &text, 0o600).map_err(|e| {
        let message = msg!("desk-page_not_written", file = file.display(), error = &e);
        Failure::with_next(Exit::Failed, message).caused_by(e)
    })?;
    if !context.output.should_print(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    let line = match context.output.json {
        true => html::render_written_json(file, text.len()).map_err(|e| paged_list::json_error(&e))?,
        false => html::render_written(file, text.len(), context.lang),
    };
    context.output.print_line(&format!("{line}\n"))?;
    Ok(Exit::Ok)
}
