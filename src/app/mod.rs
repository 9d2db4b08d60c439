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
use crate::cli::{Cli, Command, Global, LangArg};
use crate::config::{Config, Endpoint};
use crate::domain::time::Jst;
use crate::error::{Error, Exit};
use crate::lock::NotAlone;
use crate::qoo10::interrupt::Interrupt;
use crate::report::Lang;

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
            let file = self.world_path();
            let file = file.display();
            let note = self.lang.pick(
                format!("the endpoint is not the sandbox: no step asks the practice shop {file}\n"),
                format!(
                    "エンドポイントがsandboxではないため、練習用ショップ {file} に接続する処理はありません\n"
                ),
            );
            self.output.note(&note);
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
    let (message, hint) = match why {
        NotAlone::Names(names) => (
            (
                format!(
                    "the file {file} has {names} names (hard links): runs by way of two of them would not see each other"
                ),
                format!(
                    "ファイル {file} には{names}個の名前(ハードリンク)があり、別の名前で実行した処理と同時に動くおそれがあります"
                ),
            ),
            (
                format!(
                    "find them with find FOLDER -samefile {file}, and remove all names but one; a symbolic link (ln -s) is no second name"
                ),
                format!(
                    "find フォルダ -samefile {file} で探し、1つだけ残して削除してください。シンボリックリンク(ln -s)は使えます"
                ),
            ),
        ),
        NotAlone::Mount => (
            (
                format!(
                    "the file {file} is mounted by itself: runs by way of its other name would not see this one"
                ),
                format!(
                    "ファイル {file} は単独でマウントされており、元の名前で実行した処理と同時に動くおそれがあります"
                ),
            ),
            (
                "mount the folder that it is in instead of the file".to_owned(),
                "ファイルではなく、それが入っているフォルダをマウントしてください".to_owned(),
            ),
        ),
        NotAlone::NoFile => (
            (
                format!("the lock file {file} is a folder, a pipe or a device"),
                format!("ロックファイル {file} はフォルダ、パイプまたはデバイスです"),
            ),
            (
                format!("move {file} away: the next run makes a file of its own"),
                format!("{file} を移動してください。次の処理がファイルを作成します"),
            ),
        ),
    };
    Error::usage(message).hint(hint)
}

fn sandbox_error(error: &crate::sandbox::Error) -> Error {
    let exit = if error.is_usage() { Exit::Usage } else { Exit::Failed };
    let told = Error::new(exit, error.said());
    match error.next() {
        Some(next) => told.hint(next.clone()),
        None if error.is_usage() => told.hint((
            "qoo10-bridge sandbox list shows the practice shop as it stands",
            "qoo10-bridge sandbox list で練習用ショップの状態を確認できます",
        )),
        None => told,
    }
}

fn language(global: &Global, io: &Io, of_shop: Option<Lang>) -> Lang {
    match global.lang {
        Some(LangArg::Ja) => Lang::Ja,
        Some(LangArg::En) => Lang::En,
        None => of_shop.unwrap_or_else(|| of_locale(io)),
    }
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
