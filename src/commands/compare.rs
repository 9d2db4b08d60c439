//! `orders list --compare`: an order download of QSM against the orders here.

use std::path::Path;

use crate::cli::OrdersListArgs;
use crate::desk::compare::columns::COLUMNS;
use crate::desk::compare::comparison::{CompareRequest, compare_file};
use crate::desk::csv_file::FileForm;
use crate::error::{Exit, Failure};
use crate::plan::compare::CompareRules;
use crate::render::compare as render;
use crate::runtime::context::Context;
use crate::runtime::{csv_input, paged_list};

pub(super) fn run(context: &Context, args: &OrdersListArgs, path: &Path) -> Result<Exit, Failure> {
    let file = csv_input::read_csv(context, path, &FileForm::with_header(&COLUMNS))?;
    let store = paged_list::open_for_reading(context)?;
    let (writes, carriers) = (context.config.qoo10.writes, &context.config.push_shipments.carriers);
    let request = CompareRequest {
        rules: CompareRules { writes, carriers },
        since: args.since,
        until: args.until,
        now: context.now(),
    };
    let found = store
        .read_in_transaction(|store| compare_file(store, &file, request))
        .map_err(|error| Failure::from_store(context.state_path(), &error))?;
    let exit = if found.is_equal() { Exit::Ok } else { Exit::Partial };
    let (output, lang) = (&context.output, context.lang);
    if !output.should_print(exit) {
        return Ok(exit);
    }
    output.print_stderr(&render::render_refused(&found, &csv_input::display_name(path, lang), lang));
    output.print_stderr(&render::render_warnings(&found, lang));
    let text = if output.json {
        let name = path.display().to_string();
        render::render_json(&found, &name, exit, lang).map_err(|e| paged_list::json_error(&e))? + "\n"
    } else {
        render::render_comparison(&found, lang, output.width)
    };
    output.print_result(&text)?;
    Ok(exit)
}
