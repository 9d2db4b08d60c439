//! `orders export`: orders into files, and a note in the state file that they are handed over.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::order_reply;
use crate::cli::OrdersExportArgs;
use crate::desk::export::format::TargetFormat;
use crate::desk::export::plan::plan_export;
use crate::desk::export::record::{HandOverRecord, record_export};
use crate::desk::export::request::{ExportPart, ExportPlan, ExportRequest};
use crate::desk::orders;
use crate::error::{Exit, Failure, is_stdin};
use crate::render::export::{self as render, ExportReport};
use crate::runtime::context::Context;
use crate::runtime::new_file::NewFile;
use crate::runtime::{paged_list, terminal};
use crate::store::{self, Store};
use crate::vocabulary::msg;

pub(super) fn run(context: &Context, args: &OrdersExportArgs) -> Result<Exit, Failure> {
    let format =
        TargetFormat::find(&args.format, &context.config.exports).map_err(Failure::usage_with_next)?;
    let (_lock, mut store) = context.open_for_load(args.wait, args.dry_run)?;
    let request = build_request(context, &store, args, &format)?;
    let plan = store
        .read_in_transaction(|store| plan_export(store, &request))
        .map_err(|error| Failure::from_store(context.state_path(), &error))?;
    let files = Destination::choose(context, args, plan.parts.len())?;
    if !args.dry_run && !plan.parts.is_empty() {
        hand_over(context, args, &mut store, &plan.parts, &files)?;
    }
    let exit = if plan.count_refused() > 0 { Exit::Partial } else { Exit::Ok };
    warn_unknown_carriers(context, &store, args)?;
    print_report(context, args, &plan, &files, exit)?;
    let may_mislead = plan.parts.is_empty() || format.max_orders().is_some();
    if may_mislead && context.output.should_print(exit) {
        warn_stale_part(context, &args.out, &files);
    }
    Ok(exit)
}

fn build_request<'a>(
    context: &'a Context,
    store: &Store,
    args: &OrdersExportArgs,
    format: &'a TargetFormat,
) -> Result<ExportRequest<'a>, Failure> {
    let of_store = |error| Failure::from_store(context.state_path(), &error);
    let mut named = Vec::new();
    for code in &args.order {
        match store.find_hand_over_candidate(*code).map_err(of_store)? {
            Some(found) => named.push(found.order_id),
            None => return Err(order_reply::unknown_order(store, *code).map_err(of_store)?),
        }
    }
    let mut carriers = (!args.carrier.is_empty()).then(Vec::new);
    for carrier in &args.carrier {
        let names = orders::match_carriers(store, carrier, &context.config.push_shipments.carriers);
        carriers.get_or_insert_default().extend(names.map_err(of_store)?);
    }
    let statuses = if args.status.is_empty() { format.default_statuses() } else { args.status.clone() };
    Ok(ExportRequest {
        format,
        statuses,
        orders: named,
        carriers,
        since: args.since,
        again: args.again,
        labels: &context.config.labels,
        today: context.now().date_naive(),
    })
}

/// Where the parts of an export go.
enum Destination {
    Stdout,
    Files(Vec<NewFile>),
}

impl Destination {
    /// All of them, before anything is written.
    fn choose(context: &Context, args: &OrdersExportArgs, parts: usize) -> Result<Self, Failure> {
        if is_stdin(&args.out) {
            return match parts {
                0 | 1 => Ok(Self::Stdout),
                _ => Err(Failure::usage_with_next(msg!("export-too_many_for_stdout", files = parts))),
            };
        }
        let files = (1..=parts).map(|n| NewFile::check(context, &name_part(&args.out, n), args.replace));
        let files: Vec<NewFile> = files.collect::<Result<_, _>>()?;
        Ok(Self::Files(files))
    }

    /// Their names as they were typed.
    fn list_names(&self, parts: usize) -> Vec<String> {
        match self {
            Self::Stdout => vec!["-".to_owned(); parts],
            Self::Files(files) => files.iter().map(|file| file.typed().display().to_string()).collect(),
        }
    }

    fn write(&self, context: &Context, parts: &[ExportPart]) -> Result<(), Failure> {
        match self {
            Self::Stdout => parts.iter().try_for_each(|part| {
                let mut out = context.output.stdout();
                // A closed pipe is a failure here: nobody has the file then.
                out.write_all(&part.content).and_then(|()| out.flush()).map_err(terminal::write_error)
            }),
            Self::Files(files) => {
                files.iter().zip(parts).try_for_each(|(file, part)| file.write(&part.content))
            }
        }
    }
}

/// The name of a part: `FILE.csv`, `FILE-2.csv`, …
fn name_part(out: &Path, n: usize) -> PathBuf {
    if n == 1 {
        return out.to_owned();
    }
    let mut name = out.file_stem().map_or_else(OsString::new, ToOwned::to_owned);
    name.push(format!("-{n}"));
    if let Some(extension) = out.extension() {
        name.push(".");
        name.push(extension);
    }
    out.with_file_name(name)
}

/// Writes the files, and that they are handed over.
fn hand_over(
    context: &Context,
    args: &OrdersExportArgs,
    store: &mut Store,
    parts: &[ExportPart],
    files: &Destination,
) -> Result<(), Failure> {
    let names = files.list_names(parts.len());
    let record = HandOverRecord {
        format: &args.format,
        sets_preparing: args.set_status.is_some(),
        now: context.now(),
    };
    let batch = store.start_batch().map_err(context.map_change_error())?;
    record_export(&batch, parts, &names, record).map_err(context.map_change_error())?;
    // In this order: what is in no file is not on record, and a file that is not on record is found by the
    // next run.
    files.write(context, parts)?;
    batch.commit().map_err(|error| explain_unrecorded(context, &names, &error))
}

/// The files are there, and the state file does not know.
fn explain_unrecorded(context: &Context, names: &[String], error: &store::Error) -> Failure {
    let why = Failure::from_store(context.state_path(), error);
    let message = msg!("export-not_recorded", files = names.join(", "), why = why.message);
    Failure { cause: why.cause, ..Failure::with_next(Exit::Failed, message) }
}

fn print_report(
    context: &Context,
    args: &OrdersExportArgs,
    plan: &ExportPlan,
    files: &Destination,
    exit: Exit,
) -> Result<(), Failure> {
    let (output, lang) = (&context.output, context.lang);
    if !output.should_print(exit) {
        return Ok(());
    }
    let names = files.list_names(plan.parts.len());
    let report = ExportReport { format: &args.format, files: &names, dry_run: args.dry_run, plan };
    output.print_warnings(&render::render_refusals(&report, lang));
    output.print_warnings(&render::render_warnings(&report, lang));
    output.print_warnings(&render::render_left_out(&report, lang));
    let result = match output.json {
        true => render::render_json(&report, lang).map_err(|e| paged_list::json_error(&e))? + "\n",
        false => render::render_summary(&report, lang) + "\n",
    };
    match files {
        Destination::Stdout => output.print_stderr(&result),
        Destination::Files(_) => output.print_line(&result)?,
    }
    Ok(())
}

/// Warns of delivery companies that no order has, so that nobody takes a slip for an empty list.
fn warn_unknown_carriers(context: &Context, store: &Store, args: &OrdersExportArgs) -> Result<(), Failure> {
    let of_store = |error| Failure::from_store(context.state_path(), &error);
    for carrier in &args.carrier {
        let names = orders::match_carriers(store, carrier, &context.config.push_shipments.carriers);
        if names.map_err(of_store)?.is_empty() {
            let why = orders::explain_unknown_carrier(store, carrier).map_err(of_store)?;
            context.print_unless_quiet(&why);
        }
    }
    Ok(())
}

/// Warns of a file of an earlier export behind the last one of this, or in the place of one that is missing:
/// somebody might take it for one of this.
fn warn_stale_part(context: &Context, out: &Path, files: &Destination) {
    let Destination::Files(files) = files else { return };
    let next = name_part(out, files.len() + 1);
    if context.io.resolve_path(&next).is_file() {
        context.output.print_warnings(&render::render_stale_part(&next, context.lang));
    }
}
