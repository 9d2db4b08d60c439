//! The run of a `… load` command, whatever is in its file.

use super::context::Context;
use super::{csv_input, paged_list};

use crate::cli::LoadArgs;
use crate::desk::csv_file::{Column, CsvFile, FileForm};
use crate::desk::loading::{self, LoadPlan, LoadRow, RowError, Verdict};
use crate::error::{Exit, Failure};
use crate::render::loading::{self as render, LoadReport};
use crate::store::{self, Store};

/// Reads the file, decides with `plan` what it does, and writes that, unless it is a dry run.
pub(crate) fn run<const N: usize, R: LoadRow, E: RowError>(
    context: &Context,
    args: &LoadArgs,
    columns: &[Column; N],
    plan: impl FnOnce(&Store, &CsvFile<N>) -> Result<LoadPlan<R, E>, store::Error>,
) -> Result<Exit, Failure> {
    run_form(context, args, &FileForm::with_header(columns), plan)
}

/// The same for a file that may have no headings.
pub(crate) fn run_form<const N: usize, R: LoadRow, E: RowError>(
    context: &Context,
    args: &LoadArgs,
    form: &FileForm<'_, N>,
    plan: impl FnOnce(&Store, &CsvFile<N>) -> Result<LoadPlan<R, E>, store::Error>,
) -> Result<Exit, Failure> {
    // Before the lock: whoever types the file, or pipes it, may take long.
    let file = csv_input::read_csv(context, &args.file, form)?;
    load(context, args, |store| plan(store, &file))
}

/// Decides with `plan` what a file that was read does, and writes that, unless it is a dry run.
pub(crate) fn load<R: LoadRow, E: RowError>(
    context: &Context,
    args: &LoadArgs,
    plan: impl FnOnce(&Store) -> Result<LoadPlan<R, E>, store::Error>,
) -> Result<Exit, Failure> {
    let (_lock, mut store) = context.open_for_load(args.wait, args.dry_run)?;
    let plan = store
        .read_in_transaction(|store| plan(store))
        .map_err(|error| Failure::from_store(context.state_path(), &error))?;
    if !args.dry_run {
        loading::apply(&mut store, &plan, context.now()).map_err(context.map_change_error())?;
    }
    let exit = match plan.verdict {
        Verdict::Brake { .. } => Exit::Brake,
        Verdict::Unusable { .. } => Exit::Usage,
        Verdict::Apply if plan.refused.is_empty() => Exit::Ok,
        Verdict::Apply => Exit::Partial,
    };
    print(context, args, exit, &plan)
}

fn print<R: LoadRow, E: RowError>(
    context: &Context,
    args: &LoadArgs,
    exit: Exit,
    plan: &LoadPlan<R, E>,
) -> Result<Exit, Failure> {
    let (output, lang) = (&context.output, context.lang);
    if !output.should_print(exit) {
        return Ok(exit);
    }
    let name = csv_input::display_name(&args.file, lang);
    let report = LoadReport { file: &name, dry_run: args.dry_run, exit, plan };
    output.print_stderr(&render::render_row_errors(&report, lang));
    if let Verdict::Unusable { message, hint } = &plan.verdict {
        return Err(Failure::new(exit, message.clone().with("file", name)).with_hint(hint.clone()));
    }
    output.print_stderr(&render::render_warnings(&report, lang));
    if let Verdict::Brake { message, hint } = &plan.verdict {
        output.print_error(&Failure::new(exit, message.clone()).with_hint(hint.clone()), lang);
    }
    let result = if output.json {
        let file = args.file.display().to_string();
        render::render_json(&LoadReport { file: &file, ..report }, lang)
            .map_err(|e| paged_list::json_error(&e))?
            + "\n"
    } else {
        render::render_summary(&report, lang, output.width)
    };
    output.print_result(&result)?;
    Ok(exit)
}
