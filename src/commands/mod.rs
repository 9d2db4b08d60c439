//! One file for each command, and which one a command line asks for.

mod backup;
mod compare;
mod cycle;
mod doctor;
mod export;
mod fleet;
mod holidays;
mod import;
mod key;
mod late;
mod listings;
mod log;
mod order_reply;
mod orders;
mod packaging;
mod pick;
mod purge;
mod push_shipments;
mod push_stock;
mod report;
mod sandbox;
mod schedule_date;
mod sets;
mod shipments;
mod slips;
mod status;
mod stock;
mod sync_status;

use crate::cli::fleet::FleetCommand;
use crate::cli::key::KeyCommand;
use crate::cli::{Cli, Command};
use crate::error::{Exit, Failure};
use crate::runtime::context::Context;
use crate::runtime::io::Io;
use crate::runtime::terminal::Output;
use crate::vocabulary::Lang;

/// Runs a command.
///
/// # Errors
/// What the command fails with; what it did until then it has told.
pub(crate) fn run(context: &Context, command: &Command) -> Result<Exit, Failure> {
    match command {
        Command::Import(args) => import::run(context, args),
        Command::SyncStatus(args) => sync_status::run(context, args),
        Command::ScheduleDate(args) => schedule_date::run(context, args),
        Command::PushShipments(args) => push_shipments::run(context, args),
        Command::PushStock(args) => push_stock::run(context, args),
        Command::Cycle(args) => cycle::run(context, args),
        Command::Orders(command) => orders::run(context, command),
        Command::Shipments(command) => shipments::run(context, command),
        Command::Stock(command) => stock::run(context, command),
        Command::Sets(command) => sets::run(context, command),
        Command::Listings(command) => listings::run(context, command),
        Command::Holidays(command) => holidays::run(context, command),
        Command::Late(args) => late::run(context, args),
        Command::Log(args) => log::run(context, args),
        Command::Backup(args) => backup::run(context, args),
        Command::Doctor(args) => doctor::run(context, args),
        Command::Purge(args) => purge::run(context, args),
        Command::Status(args) => status::run(context, args),
        Command::Key(KeyCommand::Issue(args)) => key::run(context, args),
        Command::Report(args) => report::run(context, args),
        Command::Sandbox(command) => sandbox::run(context, command),
        Command::Completions(args) => packaging::print_completions(&context.output, args),
        Command::Man(args) => packaging::write_man(&context.io, &context.output, args, context.lang),
        Command::Fleet(FleetCommand::Status(args)) => {
            let (io, output) = (&context.io, &context.output);
            fleet::run(&fleet::Look { io, output, lang: context.lang, now: context.now() }, args)
        }
    }
}

/// Runs a command that needs no configuration; gives none back where it needs one.
pub(crate) fn run_without_config(
    io: &Io,
    output: &Output,
    cli: &Cli,
    lang: Lang,
) -> Option<Result<Exit, Failure>> {
    match &cli.command {
        Command::Fleet(FleetCommand::Status(args)) => {
            let now = cli.global.now.unwrap_or_else(|| (io.clock)());
            Some(fleet::run(&fleet::Look { io, output, lang, now }, args))
        }
        Command::Completions(args) => Some(packaging::print_completions(output, args)),
        Command::Man(args) => Some(packaging::write_man(io, output, args, lang)),
        _ => None,
    }
}

/// What becomes of a command whose configuration cannot be used: for `doctor` that is a finding.
pub(crate) fn run_on_bad_config(
    output: &Output,
    command: &Command,
    lang: Lang,
    error: Failure,
) -> Result<Exit, Failure> {
    match command {
        Command::Doctor(_) => doctor::run_without_config(output, lang, &error),
        _ => Err(error),
    }
}
