//! Wiring: configuration, lock, state file, client, command, report, exit code. The only reader of clock,
//! environment and arguments.

mod api;
mod ask;
mod calendar;
mod config_file;
mod doctor;
mod holidays;
mod input;
mod io;
mod key;
mod key_command;
mod key_issue;
mod late;
mod leftovers;
mod listing;
mod listings;
mod log;
mod notices;
mod orders;
mod output;
mod packaging;
mod page;
mod places;
mod progress;
mod replace;
mod sandbox;
mod shipments;
mod signals;
mod start;
mod status;
mod step;
mod stock;
mod upkeep;
mod wait;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};
use std::thread::JoinHandle;

use ::log::LevelFilter;
use env_logger::{Target, WriteStyle};

use self::config_file::ConfigFile;
pub use self::io::{Input, Io, Stream, Timeouts};
use self::output::{LogLines, Output, Terminals};
pub use self::start::{run, start};
use crate::cli::key::KeyCommand;
use crate::cli::sandbox::SandboxCommand;
use crate::cli::{Cli, Command, Global};
use crate::config::{Config, Endpoint};
use crate::domain::time::Jst;
use crate::error::{Error, Exit};
use crate::lock::NotAlone;
use crate::qoo10::interrupt::Interrupt;
use crate::text::text;
use crate::vocabulary::{Lang, Message, msg};

/// What every command works with.
struct App {
    io: Io,
    config: Config,
    config_path: PathBuf,
    lang: Lang,
    frozen_now: Option<Jst>,
    output: Output,
    interrupt: OnceLock<Interrupt>,
    last_ping: Mutex<Option<JoinHandle<()>>>,
}

/// Runs a command, prints what it has to say, and gives its exit code.
fn run_command(cli: &Cli, io: &Io) -> Exit {
    if io.writes_log {
        start_log(&cli.global, Terminals::of(io));
    }
    let output = Output::new(&cli.global, io);
    let (lang, ran) = ran(cli, io, &output);
    ran.unwrap_or_else(|error| {
        output.error(&error, lang);
        error.exit
    })
}

/// What became of a command, and the language to tell it in.
fn ran(cli: &Cli, io: &Io, output: &Output) -> (Lang, Result<Exit, Error>) {
    let lang = language(&cli.global, io, None);
    if let Some(ran) = without_config(io, output, &cli.command, lang) {
        return (lang, ran);
    }
    let file = ConfigFile::find(&cli.global, io);
    let (of_shop, config) = file.load();
    let lang = language(&cli.global, io, of_shop);
    let ran = match config {
        Ok(config) => {
            let (frozen_now, output) = (cli.global.now, output.clone());
            let (config_path, interrupt) = (file.path, OnceLock::new());
            let (last_ping, io) = (Mutex::default(), io.clone());
            App { io, config, config_path, lang, frozen_now, output, interrupt, last_ping }.run(&cli.command)
        }
        Err(error) if matches!(cli.command, Command::Doctor) => doctor::without_config(output, lang, &error),
        Err(error) => Err(error),
    };
    (lang, ran)
}

/// The commands that need no configuration.
fn without_config(io: &Io, output: &Output, command: &Command, lang: Lang) -> Option<Result<Exit, Error>> {
    match command {
        Command::Completions(args) => Some(packaging::completions(output, args)),
        Command::Man(args) => Some(packaging::man(io, output, args, lang)),
        _ => None,
    }
}

impl App {
    fn run(&self, command: &Command) -> Result<Exit, Error> {
        match command {
            Command::Import(args) => step::import(self, args),
            Command::SyncStatus(args) => step::sync_status(self, args),
            Command::ScheduleDate(args) => step::schedule_date(self, args),
            Command::PushShipments(args) => step::push_shipments(self, args),
            Command::PushStock(args) => step::push_stock(self, args),
            Command::Orders(command) => orders::run(self, command),
            Command::Shipments(command) => shipments::run(self, command),
            Command::Stock(command) => stock::run(self, command),
            Command::Listings(command) => listings::run(self, command),
            Command::Holidays(command) => holidays::run(self, command),
            Command::Late(args) => late::run(self, args),
            Command::Log(args) => log::run(self, args),
            Command::Backup(args) => upkeep::backup(self, args),
            Command::Doctor => doctor::run(self),
            Command::Purge(args) => upkeep::purge(self, args),
            Command::Status(args) => status::run(self, args),
            Command::Key(KeyCommand::Issue(args)) => key_issue::run(self, args),
            Command::Report(args) => page::run(self, args),
            Command::Sandbox(command) => self.sandbox(command),
            Command::Completions(args) => packaging::completions(&self.output, args),
            Command::Man(args) => packaging::man(&self.io, &self.output, args, self.lang),
        }
    }

    /// Now, in Japan; the same instant for the whole run where `--now` was given.
    fn now(&self) -> Jst {
        self.frozen_now.unwrap_or_else(|| (self.io.clock)())
    }

    /// From the first call on, a signal no longer ends the process at once: it is up to the run.
    fn interrupt(&self) -> &Interrupt {
        self.interrupt.get_or_init(|| self.io.interrupt.clone().unwrap_or_else(|| self.listen()))
    }

    /// Listens for signals, and answers the first one at once: the run itself may be waiting for Qoo10.
    fn listen(&self) -> Interrupt {
        let interrupt = signals::listen();
        if self.output.answers_signals() {
            let (output, lang) = (self.output.clone(), self.lang);
            signals::when_one_came(&interrupt, move |signal| output.answer_signal(signal, lang));
        }
        interrupt
    }

    /// A line for people, on stderr.
    fn say(&self, message: &Message) {
        self.output.say(&(text(message, self.lang) + "\n"));
    }

    /// The same beside the result, which `--quiet` leaves out.
    fn note(&self, message: &Message) {
        self.output.note(&(text(message, self.lang) + "\n"));
    }

    fn state_path(&self) -> &Path {
        &self.config.state.path
    }

    /// Where the practice Qoo10 keeps its world: beside the state file.
    fn world_path(&self) -> PathBuf {
        let mut path = self.state_path().as_os_str().to_owned();
        path.push(".sandbox.json");
        path.into()
    }

    fn clock(&self) -> crate::sandbox::Clock {
        match self.frozen_now {
            Some(now) => std::sync::Arc::new(move || now),
            None => self.io.clock.clone(),
        }
    }

    fn sandbox(&self, command: &SandboxCommand) -> Result<Exit, Error> {
        if self.config.qoo10.endpoint != Endpoint::Sandbox {
            let note = msg!("practice-not_asked", file = self.world_path().display());
            self.note(&note);
        }
        let is_silent = !self.output.speaks(Exit::Ok) && !matches!(command, SandboxCommand::Serve { .. });
        let mut out: Box<dyn Write> =
            if is_silent { Box::new(std::io::sink()) } else { Box::new(self.output.stdout()) };
        let told = sandbox::Told {
            json: self.output.json,
            lang: self.lang,
            width: self.output.width,
            out: &mut out,
        };
        sandbox::run(command, &self.world_path(), self.clock(), told)
            .map_err(|error| sandbox_error(&error))?;
        Ok(Exit::Ok)
    }
}

/// A file that another run could reach by another name, and lock by another lock.
fn not_alone(path: &Path, why: &NotAlone) -> Error {
    let file = path.display();
    usage(match why {
        NotAlone::Names(names) => msg!("desk-file_has_names", file = file, names = *names),
        NotAlone::Mount => msg!("desk-file_is_mount", file = file),
        NotAlone::NoFile => msg!("desk-lock_is_no_file", file = file),
    })
}

/// A failure whose sentence has what to do next as its attribute `.next`.
fn failure(exit: Exit, message: Message) -> Error {
    let next = message.attribute("next");
    Error::new(exit, message).hint(next)
}

/// The same of what was typed, or stands in the configuration.
fn usage(message: Message) -> Error {
    failure(Exit::Usage, message)
}

fn sandbox_error(error: &crate::sandbox::Error) -> Error {
    let exit = if error.is_usage() { Exit::Usage } else { Exit::Failed };
    let told = Error::new(exit, error.message().clone());
    match error.next() {
        Some(next) => told.hint(next.clone()),
        None if error.is_usage() => told.hint(msg!("practice-look_at_list")),
        None => told,
    }
}

fn language(global: &Global, io: &Io, of_shop: Option<Lang>) -> Lang {
    global.lang.or(of_shop).unwrap_or_else(|| of_locale(io))
}

fn of_locale(io: &Io) -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| io.var(name));
    Lang::from_locale(locale.unwrap_or_default())
}

/// Only this program's own lines: at `trace` the HTTP library would print whole URLs.
fn start_log(global: &Global, terminals: Terminals) {
    let level = match (global.quiet, global.verbose) {
        (true, 0) => LevelFilter::Error,
        (_, 0) => LevelFilter::Warn,
        (_, 1) => LevelFilter::Info,
        (_, 2) => LevelFilter::Debug,
        (_, _) => LevelFilter::Trace,
    };
    let mut logger = env_logger::Builder::new();
    if let Some(columns) = terminals.stderr() {
        logger.target(Target::Pipe(Box::new(LogLines(columns))));
    }
    logger
        .filter_level(LevelFilter::Off)
        .filter_module("qoo10_bridge", level)
        .write_style(if terminals.colours() { WriteStyle::Always } else { WriteStyle::Never })
        .format_target(false)
        .format_timestamp(None)
        .init();
}
