//! From arguments to a command, or to what is said instead of one.

use std::ffi::OsString;
use std::io::Write;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use crate::cli::{self, ArgsError, Cli};
use crate::commands;
use crate::error::{Exit, Failure};
use crate::runtime::config_file::ConfigFile;
use crate::runtime::context::{Context, ShopFile};
use crate::runtime::io::Io;
use crate::runtime::signals;
use crate::runtime::terminal::{self, Output, Terminals};
use crate::vocabulary::{Lang, RunResult, msg};

/// Runs what the arguments of this process ask for.
pub fn start() -> ExitCode {
    panic::set_hook(Box::new(record_panic));
    signals::ignore_file_limit();
    let args: Vec<OsString> = std::env::args_os().collect();
    ExitCode::from(run(&args, &Io::from_process()).code())
}

/// Where this program failed itself, once it did: the place in its sources, and nothing of what it worked on.
static PANIC_LOCATION: Mutex<Option<String>> = Mutex::new(None);

fn record_panic(fault: &PanicHookInfo<'_>) {
    let place = fault.location().map(|at| format!("{}:{}", shorten_path(at.file()), at.line()));
    PANIC_LOCATION.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(place.unwrap_or_default());
}

/// The end of a source's path: what comes before says only where it was built.
fn shorten_path(file: &str) -> &str {
    const PARTS: usize = 3;
    file.rmatch_indices('/').nth(PARTS - 1).map_or(file, |(at, _)| file.get(at + 1..).unwrap_or(file))
}

/// Runs what the arguments, the program's name first, ask for. The last resort is here: a fault of the
/// program itself is a failure with a sentence, as every other one.
pub fn run(args: &[OsString], io: &Io) -> Exit {
    let lang = cli::detect_lang(args).unwrap_or_else(|| io.locale_lang());
    let ran = panic::catch_unwind(AssertUnwindSafe(|| parse_and_run(args, lang, io)));
    let fault = PANIC_LOCATION.lock().unwrap_or_else(PoisonError::into_inner).take();
    match (ran, fault) {
        (Ok(exit), None) => exit,
        (_, fault) => {
            let error = panic_error(&fault.unwrap_or_default());
            let text = terminal::format_failure(&error, false, lang, Terminals::from_io(io));
            drop(io.stderr.clone().write_all(text.as_bytes()));
            error.exit
        }
    }
}

fn panic_error(place: &str) -> Failure {
    let fault = msg!("desk-own_fault", place = place);
    Failure::new(Exit::Failed, fault.clone()).with_hint(fault.attribute("next"))
}

/// Help and usage errors come before any configuration is read.
fn parse_and_run(args: &[OsString], lang: Lang, io: &Io) -> Exit {
    match cli::parse_args(args, lang) {
        Ok(cli) => run_command(&cli, args, io),
        Err(ArgsError::Clap(error)) => print_clap(&error, io),
        Err(ArgsError::Usage { message, next }) => {
            let error = Failure::usage(message).with_hint(next);
            let text = terminal::format_failure(&error, false, lang, Terminals::from_io(io));
            drop(io.stderr.clone().write_all(text.as_bytes()));
            error.exit
        }
    }
}

/// Runs a command, prints what it has to say, and gives its exit code.
fn run_command(cli: &Cli, args: &[OsString], io: &Io) -> Exit {
    if io.writes_log {
        terminal::start_log(&cli.global, Terminals::from_io(io));
    }
    let output = Output::new(&cli.global, io);
    let (lang, ran) = run_with_config(cli, args, io, &output);
    let exit = ran.unwrap_or_else(|error| {
        output.print_error(&error, lang);
        error.exit
    });
    apply_accepted(exit, &cli.global.accept)
}

/// The exit code for a scheduler that takes everything but 0 for a failure; what was printed stays as it is.
fn apply_accepted(exit: Exit, accepted: &[RunResult]) -> Exit {
    if accepted.contains(&exit.result()) { Exit::Ok } else { exit }
}

/// What became of a command, and the language to tell it in: as it was asked for, else that of the shop, else
/// that of the locale.
fn run_with_config(cli: &Cli, args: &[OsString], io: &Io, output: &Output) -> (Lang, Result<Exit, Failure>) {
    let choose_lang = |of_shop: Option<Lang>| cli.global.lang.or(of_shop).unwrap_or_else(|| io.locale_lang());
    let lang = choose_lang(None);
    if let Some(ran) = commands::run_without_config(io, output, cli, lang) {
        return (lang, ran);
    }
    let file = ConfigFile::find(&cli.global, io);
    let (of_shop, config) = file.load();
    let lang = choose_lang(of_shop);
    let ran = match config {
        Ok(config) => {
            let shop = ShopFile { config, path: file.path };
            let context = Context::new(io.clone(), output.clone(), lang, shop, cli.global.now);
            run_recorded(&context, cli, args)
        }
        Err(error) => commands::run_on_bad_config(output, &cli.command, lang, error),
    };
    (lang, ran)
}

/// Runs a command, and keeps what it says to Qoo10 where that was asked for.
fn run_recorded(context: &Context, cli: &Cli, args: &[OsString]) -> Result<Exit, Failure> {
    let Some(folder) = &cli.global.record else { return commands::run(context, &cli.command) };
    context.start_recording(folder)?;
    let ran = commands::run(context, &cli.command);
    let exit = ran.as_ref().map_or_else(|error| error.exit, |exit| *exit);
    context.finish_recording(&cli::list_typed_words(args), exit);
    ran
}

/// What clap has to say, where it belongs. Nobody there to read it is no failure.
fn print_clap(error: &cli::ClapError, io: &Io) -> Exit {
    let (mut stream, exit) = match error.use_stderr() {
        true => (io.stderr.clone(), Exit::Usage),
        false => (io.stdout.clone(), Exit::Ok),
    };
    let text = cli::render_error(error, stream.columns().is_some() && io.has_colours());
    drop(stream.write_all(text.as_bytes()).and_then(|()| stream.flush()));
    exit
}
