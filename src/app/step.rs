//! A step run, the same around every step: lock, state file, run record, client, report.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use super::{App, key, sandbox_error};
use crate::cli::{ImportArgs, StepArgs};
use crate::config::Endpoint;
use crate::domain::time::{Jst, to_text};
use crate::error::{Error, Exit};
use crate::plan::import::cart::Rules;
use crate::plan::import::window;
use crate::qoo10::http::Http;
use crate::qoo10::limiter::RealPace;
use crate::qoo10::{Client, Settings};
use crate::report::step as told;
use crate::sandbox::{Server, WorldFile};
use crate::steps::report::Warning;
use crate::steps::{StepReport, Stop, import};
use crate::store::Store;
use crate::store::runs::{RunEnd, RunId};

/// A step: its name, and its work on a client and a state file.
struct Step<'a> {
    name: &'static str,
    outcomes: &'static [&'static str],
    args: &'a StepArgs,
}

/// Everything a step's work needs.
struct Hands<'a> {
    client: &'a Client,
    store: &'a mut Store,
    now: Jst,
    run: Option<RunId>,
    report: &'a mut StepReport,
}

pub(super) fn import(app: &App, args: &ImportArgs) -> Result<Exit, Error> {
    let now = app.now();
    let range = match (args.from, args.to) {
        (Some(from), Some(to)) => Some(window::range(from, to, now).map_err(|e| {
            Error::usage(format!("--from and --to: {e}"))
                .hint("a range is at most 7 days and ends today at the latest")
        })?),
        _ => None,
    };
    let config = &app.config.import;
    let request = import::Request {
        range,
        carts: args.order.clone(),
        limit: args.limit.map(|n| n as usize),
        overlap: chrono::Duration::minutes(config.overlap_minutes.into()),
        rules: Rules {
            sku_separator: config.sku_separator.clone(),
            addon_options_as_lines: config.addon_options_as_lines,
        },
    };
    let step = Step { name: "import", outcomes: import::OUTCOMES, args: &args.step };
    step.run(app, now, |hands| {
        import::run(&request, hands.client, hands.store, hands.now, hands.run, hands.report)
    })
}

impl Step<'_> {
    fn run(
        &self,
        app: &App,
        now: Jst,
        work: impl FnOnce(Hands<'_>) -> Result<(), Stop>,
    ) -> Result<Exit, Error> {
        let api = Api::new(app, self.args.dry_run)?;
        let keeps_all_items = app.output.json || self.args.dry_run;
        let mut report = StepReport::new(self.outcomes, keeps_all_items);
        let mut run_id = None;
        let mut calls = BTreeMap::new();
        let ended = self.locked(app, now, api, &mut report, &mut run_id, &mut calls, work);
        let exit = match &ended {
            Ok(exit) => *exit,
            Err(error) if error.exit == Exit::Usage => return Err(error.clone()),
            Err(error) => {
                report.warnings.push(Warning::Stopped(error.message.clone()));
                error.exit
            }
        };
        let run = told::Run {
            step: self.name,
            shop: &app.config.shop.name,
            run_id: run_id.map(|RunId(id)| id),
            dry_run: self.args.dry_run,
            started_at: to_text(now),
            finished_at: to_text(app.now()),
            exit,
            api_calls: calls,
            report: &report,
        };
        self.tell(app, &run, ended.err().as_ref())?;
        Ok(exit)
    }

    /// What happens while the lock is held. A dry run of a shop without a state file needs no lock: it
    /// would make a file.
    #[allow(clippy::too_many_arguments, reason = "what a run leaves behind when it fails half-way")]
    fn locked(
        &self,
        app: &App,
        now: Jst,
        api: Api,
        report: &mut StepReport,
        run_id: &mut Option<RunId>,
        calls: &mut BTreeMap<&'static str, u64>,
        work: impl FnOnce(Hands<'_>) -> Result<(), Stop>,
    ) -> Result<Exit, Error> {
        let path = app.state_path();
        let of_store = |error| Error::store(path, &error);
        let dry_run = self.args.dry_run;
        let needs_lock = !dry_run || path.exists();
        let _lock = needs_lock.then(|| app.lock(Duration::from_secs(self.args.wait))).transpose()?;
        let mut store =
            if dry_run { Store::open_reading(path) } else { Store::open(path) }.map_err(of_store)?;
        if !dry_run {
            let batch = store.batch().map_err(of_store)?;
            let run = batch.begin_run(self.name, now).map_err(of_store)?;
            batch.commit().map_err(of_store)?;
            *run_id = Some(run);
        }
        let hands = Hands { client: &api.client, store: &mut store, now, run: *run_id, report };
        let worked = work(hands).map_err(|stop| Error::stop(&stop, path));
        *calls = api.client.calls();
        let needs_person = report.counted("rejected") > 0;
        let exit = match &worked {
            Ok(()) if needs_person => Exit::Partial,
            Ok(()) => Exit::Ok,
            Err(error) => error.exit,
        };
        if let Some(run) = *run_id {
            let error = worked.as_ref().err().map(|error| error.message.as_str());
            let recorded = record_end(&mut store, run, app.now(), exit, report, error).map_err(of_store);
            worked.and(recorded)?;
            return Ok(exit);
        }
        worked.map(|()| exit)
    }

    fn tell(&self, app: &App, run: &told::Run<'_>, error: Option<&Error>) -> Result<(), Error> {
        if !app.output.speaks(run.exit) {
            return Ok(());
        }
        let result = if app.output.json {
            told::json(run, app.lang).map_err(|e| {
                Error::new(Exit::Failed, format!("the report cannot be written as JSON ({e})"))
            })? + "\n"
        } else {
            let plan = if run.dry_run && !run.report.items.is_empty() {
                told::plan(run.report, app.lang, app.output.wraps)
            } else {
                String::new()
            };
            format!("{plan}{}\n", told::summary(run, app.lang))
        };
        let mut without_stop = run.report.clone();
        without_stop.warnings.retain(|warning| !matches!(warning, Warning::Stopped(_)));
        app.output.say(&told::findings(&without_stop, app.lang));
        if let Some(error) = error {
            app.output.error(error);
        }
        app.output.result(&result)
    }
}

fn record_end(
    store: &mut Store,
    run: RunId,
    now: Jst,
    exit: Exit,
    report: &StepReport,
    error: Option<&str>,
) -> Result<(), crate::store::Error> {
    let counts = told::counts_json(report).unwrap_or_default();
    let end =
        RunEnd { finished_at: now, result: exit.result(), exit_code: exit.code(), counts: &counts, error };
    let batch = store.batch()?;
    batch.finish_run(run, &end)?;
    batch.commit()
}

/// The client, and the practice Qoo10 behind it where there is one.
struct Api {
    client: Client,
    _sandbox: Option<Server>,
}

impl Api {
    fn new(app: &App, dry_run: bool) -> Result<Self, Error> {
        let config = &app.config.qoo10;
        let (base, key, sandbox, proxy) = match &config.endpoint {
            Endpoint::Sandbox => {
                let server = practice(app, dry_run)?;
                (server.base_url(), crate::sandbox::SELLER_KEY.to_owned(), Some(server), None)
            }
            Endpoint::Url { base, is_loopback } => {
                let source = config
                    .seller_key
                    .as_ref()
                    .ok_or_else(|| Error::usage("qoo10.seller_key_env is missing"))?;
                (base.clone(), key::read(source)?, None, proxy().filter(|_| !is_loopback))
            }
        };
        let no_proxy = first_env(&["no_proxy", "NO_PROXY"]);
        let http = Http::new(&base, &key, proxy.as_deref(), no_proxy.as_deref()).map_err(Error::usage)?;
        let settings = Settings {
            requests_per_second: if sandbox.is_some() { PRACTICE_RATE } else { config.requests_per_second },
            timeout: Duration::from_secs(config.timeout_seconds.into()),
            max_attempts: config.max_attempts,
            deadline: Duration::from_secs(config.deadline_seconds.into()),
            key,
        };
        let client = Client::new(Box::new(http), Box::new(RealPace::start()), settings);
        Ok(Self { client, _sandbox: sandbox })
    }
}

/// The practice Qoo10 runs in this very process: nobody else's patience has to be spared.
const PRACTICE_RATE: f64 = 1000.0;

fn practice(app: &App, dry_run: bool) -> Result<Server, Error> {
    let (path, now) = (app.world_path(), app.now());
    let file = if dry_run { WorldFile::without_persisting(&path, now) } else { WorldFile::open(&path, now) };
    let file = file.map_err(|error| sandbox_error(&error))?;
    Server::start(file, SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), app.clock())
        .map_err(|e| Error::new(Exit::Failed, format!("the practice Qoo10 cannot be started ({e})")))
}

fn proxy() -> Option<String> {
    first_env(&["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])
}

fn first_env(names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
}
