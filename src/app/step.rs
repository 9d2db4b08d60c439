//! A step run, the same around every step: lock, state file, run record, client, report.

use std::collections::BTreeMap;

use super::api::Access;
use super::notices::Notices;
use super::progress::Progress;
use super::wait::Patience;
use super::{App, calendar, listing};
use crate::cli::{
    Brake, ImportArgs, OrderStepArgs, PushShipmentsArgs, PushStockArgs, StepArgs, SyncStatusArgs,
};
use crate::domain::seller_key;
use crate::domain::time::{Clock, Jst, to_text};
use crate::error::{Error, Exit};
use crate::lock::Lock;
use crate::plan::import::cart;
use crate::plan::import::window;
use crate::plan::push_shipments::Days;
use crate::qoo10::Client;
use crate::render::step as told;
use crate::steps::report::Warning;
use crate::steps::{StepReport, Stop, import, push_shipments, push_stock, schedule_date, sync_status};
use crate::store::Store;
use crate::store::runs::{RunEnd, RunId};
use crate::text::text;
use crate::text::wrap::for_screen;
use crate::vocabulary::{self, Message, Outcome, msg};

/// A step: its name, and its work on a client and a state file.
pub(super) struct Step<'a> {
    pub(super) name: vocabulary::Step,
    pub(super) outcomes: &'static [Outcome],
    pub(super) args: &'a StepArgs,
    /// Whether it is a run over everything, as cron starts it. Only such a run tells others: whoever asks for a
    /// part of it, or for a dry run, is looking.
    pub(super) is_whole: bool,
}

/// Everything a step's work needs.
pub(super) struct Hands<'a> {
    pub(super) client: &'a Client,
    pub(super) store: &'a mut Store,
    pub(super) now: Jst,
    pub(super) run: Option<RunId>,
    pub(super) report: &'a mut StepReport,
}

pub(super) fn import(app: &App, args: &ImportArgs) -> Result<Exit, Error> {
    let now = app.now();
    let range = match (args.from, args.to) {
        (Some(from), Some(to)) => Some(window::range(from, to, now).map_err(|e| {
            let message = msg!("step-bad_range", why = e.message());
            let hint = message.attribute("next");
            Error::usage(message).hint(hint)
        })?),
        _ => None,
    };
    let config = &app.config.import;
    let request = import::Request {
        range,
        carts: args.order.clone(),
        limit: args.limit.map(|n| n as usize),
        overlap: chrono::Duration::minutes(config.overlap_minutes.into()),
        rules: cart::Rules {
            sku_separator: config.sku_separator.clone(),
            addon_options_as_lines: config.addon_options_as_lines,
        },
    };
    let is_whole = args.from.is_none() && args.order.is_empty() && args.limit.is_none();
    let step =
        Step { name: vocabulary::Step::Import, outcomes: import::OUTCOMES, args: &args.step, is_whole };
    step.run(app, now, |hands, _| {
        import::run(&request, hands.client, hands.store, hands.now, hands.run, hands.report)
    })
}

/// What a run leaves behind, also when it fails half-way.
struct Ran {
    run: Option<RunId>,
    report: StepReport,
    calls: BTreeMap<&'static str, u64>,
}

pub(super) fn sync_status(app: &App, args: &SyncStatusArgs) -> Result<Exit, Error> {
    let request = sync_status::Request {
        orders: args.orders.order.clone(),
        limit: args.orders.limit.map(|n| n as usize),
        max_lookups: app.config.sync_status.max_lookups as usize,
    };
    let is_whole = args.orders.is_whole();
    let step = Step {
        name: vocabulary::Step::SyncStatus,
        outcomes: sync_status::OUTCOMES,
        args: &args.orders.step,
        is_whole,
    };
    let mut fires = false;
    let mut lock = None;
    let first = step.work(app, app.now(), &mut lock, |hands, _| {
        let ended = sync_status::run(&request, hands.client, hands.store, hands.now, hands.run, hands.report);
        fires = sync_status::fires(hands.report);
        // Also what an earlier run found, if schedule-date never followed on it.
        fires |= ended.is_ok() && hands.store.pending_event()?.is_some();
        ended
    });
    let wants = args.trigger || app.config.sync_status.trigger_schedule_date;
    let dry_run = args.orders.step.dry_run;
    if dry_run || !(fires && wants) {
        drop(lock);
        let exit = first.finish()?;
        if fires && wants && app.output.speaks(exit) && !app.output.json {
            app.output.line(&told::would_follow(app.lang))?;
        }
        return Ok(exit);
    }
    // SYN-6: a run of its own over all its orders; the lock is kept, so that no other run comes between.
    let step = StepArgs { dry_run: false, wait: args.orders.step.wait, force: Vec::new() };
    let all = OrderStepArgs { order: Vec::new(), limit: None, step };
    let second = schedule_date_with(app, &all, &mut lock);
    drop(lock);
    // What became of the first is no reason to say nothing of the second.
    let (first, second) = (first.finish(), second.finish());
    Ok(follow(first?, second?))
}

pub(super) fn schedule_date(app: &App, args: &OrderStepArgs) -> Result<Exit, Error> {
    let mut lock = None;
    let worked = schedule_date_with(app, args, &mut lock);
    drop(lock);
    worked.finish()
}

fn schedule_date_with<'a>(app: &'a App, args: &OrderStepArgs, lock: &mut Option<Lock>) -> Worked<'a> {
    let is_whole = args.is_whole();
    let step = Step {
        name: vocabulary::Step::ScheduleDate,
        outcomes: schedule_date::OUTCOMES,
        args: &args.step,
        is_whole,
    };
    step.work(app, app.now(), lock, |hands, _| {
        let request = schedule_date::Request {
            orders: args.order.clone(),
            limit: args.limit.map(|n| n as usize),
            rules: calendar::rules(app),
            calendar: calendar::calendar(app, hands.store)?,
        };
        schedule_date::run(&request, hands.client, hands.store, hands.now, hands.run, hands.report)
    })
}

pub(super) fn push_shipments(app: &App, args: &PushShipmentsArgs) -> Result<Exit, Error> {
    let now = app.now();
    let today = now.date_naive();
    if let Some(day) = args.date.or(args.since).filter(|day| *day > today) {
        let message = msg!("step-day_to_come", day = day);
        let hint = message.attribute("next");
        return Err(Error::usage(message).hint(hint));
    }
    let is_whole = args.orders.is_whole() && args.date.is_none() && args.since.is_none();
    let step = Step {
        name: vocabulary::Step::PushShipments,
        outcomes: push_shipments::OUTCOMES,
        args: &args.orders.step,
        is_whole,
    };
    let config = &app.config.push_shipments;
    let request = push_shipments::Request {
        orders: args.orders.order.clone(),
        limit: args.orders.limit.map(|n| n as usize),
        days: Days::new(today, args.date, args.since, config.catch_up_days),
        carriers: config.carriers.clone(),
        check_digits: config.check_digits,
        max_lookups: app.config.sync_status.max_lookups as usize,
        quiet: chrono::Duration::seconds(2 * i64::from(app.config.qoo10.timeout_seconds)),
        clock: Clock::new(app.clock()),
    };
    step.run(app, now, |hands, _| {
        push_shipments::run(&request, hands.client, hands.store, hands.now, hands.run, hands.report)
    })
}

pub(super) fn push_stock(app: &App, args: &PushStockArgs) -> Result<Exit, Error> {
    let is_whole = args.sku.is_empty() && args.limit.is_none();
    let step = Step {
        name: vocabulary::Step::PushStock,
        outcomes: push_stock::OUTCOMES,
        args: &args.step,
        is_whole,
    };
    let request = push_stock::Request {
        skus: args.sku.clone(),
        limit: args.limit.map(|n| n as usize),
        all: args.all,
        max_zero_percent: app.config.push_stock.max_zero_percent,
        force_mass_zero: args.step.force.contains(&Brake::MassZero),
        force_shrunken_list: args.step.force.contains(&Brake::ShrunkenList),
    };
    step.run(app, app.now(), |hands, progress| {
        push_stock::run(&request, hands.client, hands.store, hands.now, hands.run, hands.report, progress)
    })
}

/// The exit code of two runs of which the second followed the first: the first one's, unless that is 0 or 3
/// and the second one's is worse (SYN-6).
fn follow(first: Exit, second: Exit) -> Exit {
    match (first, second) {
        (Exit::Ok | Exit::Partial, Exit::Ok) => first,
        (Exit::Ok | Exit::Partial, worse) => worse,
        (first, _) => first,
    }
}

impl OrderStepArgs {
    fn is_whole(&self) -> bool {
        self.order.is_empty() && self.limit.is_none()
    }
}

impl Step<'_> {
    /// Runs `work` under the lock, on client and state file, with a record of the run, and tells how it went.
    pub(super) fn run(
        &self,
        app: &App,
        now: Jst,
        work: impl FnOnce(Hands<'_>, &Progress) -> Result<(), Stop>,
    ) -> Result<Exit, Error> {
        let mut lock = None;
        let worked = self.work(app, now, &mut lock, work);
        // Telling may take long, and keeps no other run waiting.
        drop(lock);
        worked.finish()
    }

    /// The part of a run that needs the lock.
    fn work<'a>(
        &self,
        app: &'a App,
        now: Jst,
        lock: &mut Option<Lock>,
        work: impl FnOnce(Hands<'_>, &Progress) -> Result<(), Stop>,
    ) -> Worked<'a> {
        let mut notices = Notices::of(app, self.name, self.is_whole && !self.args.dry_run);
        app.interrupt();
        let keeps_all_items = app.output.json || self.args.dry_run;
        let mut report = StepReport::new(self.outcomes, keeps_all_items);
        report.warnings.extend(key_ends(app, now));
        let mut ran = Ran { run: None, report, calls: BTreeMap::new() };
        let ended = Access::of(app).and_then(|access| {
            self.take(app, lock)?;
            notices.start();
            let name = text(&self.name.message(), app.lang);
            let progress = Progress::begin(&name, app.output.progress_columns());
            self.locked(app, now, &access, &mut ran, &mut notices, |hands| work(hands, &progress))
        });
        let finished_at = app.now();
        let exit = ended.as_ref().map_or_else(|error| error.exit, |exit| *exit);
        notices.ended(exit);
        Worked {
            app,
            step: self.name,
            dry_run: self.args.dry_run,
            started_at: now,
            finished_at,
            notices,
            ran,
            ended,
            exit,
        }
    }

    /// Takes the lock, unless an earlier run of this process holds it. A dry run only reads, and leaves no lock file either.
    fn take(&self, app: &App, lock: &mut Option<Lock>) -> Result<(), Error> {
        if lock.is_none() && !self.args.dry_run {
            *lock = Some(app.lock(self.patience(app))?);
        }
        Ok(())
    }

    fn patience(&self, app: &App) -> Patience {
        Patience::of_step(&app.io.timeouts, self.args.wait)
    }

    /// Whether it is what `sync-status` fires (SYN-6).
    fn is_schedule_over_all(&self) -> bool {
        self.name == vocabulary::Step::ScheduleDate && self.is_whole && !self.args.dry_run
    }

    /// What happens while the lock is held.
    fn locked(
        &self,
        app: &App,
        now: Jst,
        access: &Access,
        ran: &mut Ran,
        notices: &mut Notices<'_>,
        work: impl FnOnce(Hands<'_>) -> Result<(), Stop>,
    ) -> Result<Exit, Error> {
        let path = app.state_path();
        let of_store = |error| Error::store(path, &error);
        let dry_run = self.args.dry_run;
        let patience = self.patience(app);
        let mut store = if dry_run { app.open_to_read(patience) } else { app.open_store(patience) }?;
        // The run after this one no longer sees it: its own start is the last.
        if let Some(last) =
            store.last_run_at().map_err(of_store)?.filter(|last| to_text(now) < to_text(*last))
        {
            ran.report.warnings.push(Warning::ClockWentBack { now, last });
        }
        let api = access.open(app, dry_run)?;
        if !dry_run {
            store.thin_daily(app.config.state.keep_days, now).map_err(of_store)?;
            ran.run = Some(begin(&mut store, self.name, now).map_err(of_store)?);
        }
        let hands =
            Hands { client: &api.client, store: &mut store, now, run: ran.run, report: &mut ran.report };
        let worked = work(hands);
        ran.calls = api.client.calls();
        if let (Some(run), Err(Stop::Unknown { .. })) = (ran.run, &worked) {
            // A mistyped code is no failure of the step, which nobody shall be told of.
            forget(&mut store, run).map_err(of_store)?;
            ran.run = None;
        }
        let worked = worked.map_err(|stop| Error::stop(&stop, path));
        let exit = match &worked {
            Ok(()) if ran.report.needs_a_look() => Exit::Partial,
            Ok(()) => Exit::Ok,
            Err(error) => error.exit,
        };
        if let Some(run) = ran.run {
            let error = worked.as_ref().err().map(|error| error.message.clone());
            let follows = self.is_schedule_over_all() && matches!(exit, Exit::Ok | Exit::Partial);
            let recorded = end(&mut store, run, app.now(), exit, &ran.report, error.as_ref(), follows)
                .map_err(|error| Error::store_under_way(path, &error));
            notices.people(store, &ran.report, exit, api.client.has_answered(), now);
            worked.and(recorded)?;
        } else {
            worked?;
        }
        Ok(exit)
    }
}

/// A run whose work is done, and of which nobody was told yet.
struct Worked<'a> {
    app: &'a App,
    step: vocabulary::Step,
    dry_run: bool,
    started_at: Jst,
    finished_at: Jst,
    notices: Notices<'a>,
    ran: Ran,
    ended: Result<Exit, Error>,
    exit: Exit,
}

impl Worked<'_> {
    /// Tells how the run went.
    fn finish(self) -> Result<Exit, Error> {
        let Self { app, step, dry_run, notices, mut ran, ended, exit, .. } = self;
        ran.report.warnings.extend(notices.finish());
        if exit == Exit::Usage {
            return ended;
        }
        let run = told::Run {
            step,
            shop: &app.config.shop.name,
            run_id: ran.run.map(|RunId(id)| id),
            dry_run,
            started_at: to_text(self.started_at),
            finished_at: to_text(self.finished_at),
            exit,
            error: ended.as_ref().err().map(|error| error.message.clone()),
            api_calls: ran.calls,
            report: &ran.report,
        };
        tell(app, &run, ended.as_ref().err())?;
        Ok(exit)
    }
}

fn tell(app: &App, run: &told::Run<'_>, error: Option<&Error>) -> Result<(), Error> {
    if !app.output.speaks(run.exit) {
        return Ok(());
    }
    let result = if app.output.json {
        told::json(run, app.lang).map_err(|e| listing::not_json(&e))? + "\n"
    } else {
        let plan = if run.dry_run && !run.report.items.is_empty() {
            told::plan(run.report, app.output.verbose, app.lang, app.output.width)
        } else {
            String::new()
        };
        plan + &for_screen(&format!("{}\n", told::summary(run, app.lang)), app.output.width)
    };
    app.output.findings(&told::findings(run.report, app.lang));
    if let Some(error) = error {
        app.output.error(error, app.lang);
    }
    app.output.result(&result)
}

/// The warning about the seller key's year, where one is due.
fn key_ends(app: &App, now: Jst) -> Option<Warning> {
    let issued_on = app.config.qoo10.seller_key_issued_on?;
    let days_left = seller_key::days_left(issued_on, now.date_naive());
    seller_key::warning(days_left)?;
    Some(Warning::KeyEnds { ends_on: seller_key::ends_on(issued_on), days_left })
}

fn begin(store: &mut Store, step: vocabulary::Step, now: Jst) -> Result<RunId, crate::store::Error> {
    let batch = store.batch()?;
    let run = batch.begin_run(step, now)?;
    batch.commit()?;
    Ok(run)
}

fn forget(store: &mut Store, run: RunId) -> Result<(), crate::store::Error> {
    let batch = store.batch()?;
    batch.forget_run(run)?;
    batch.commit()
}

fn end(
    store: &mut Store,
    run: RunId,
    now: Jst,
    exit: Exit,
    report: &StepReport,
    error: Option<&Message>,
    forgets_event: bool,
) -> Result<(), crate::store::Error> {
    let counts = told::counts_json(report).unwrap_or_default();
    let end =
        RunEnd { finished_at: now, result: exit.result(), exit_code: exit.code(), counts: &counts, error };
    let batch = store.batch()?;
    batch.finish_run(run, &end)?;
    if forgets_event {
        batch.forget_event()?;
    }
    batch.commit()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syn_06_the_worse_of_two_exit_codes_counts_but_a_failed_first_run_stays_failed() {
        use Exit::{Brake, Busy, Failed, KeyRefused, Ok, Partial};
        for (first, second, wanted) in [
            (Ok, Ok, Ok),
            (Ok, Partial, Partial),
            (Partial, Ok, Partial),
            (Partial, Partial, Partial),
            (Partial, Failed, Failed),
            (Ok, Busy, Busy),
            (Ok, KeyRefused, KeyRefused),
            (Failed, Brake, Failed),
            (KeyRefused, Ok, KeyRefused),
        ] {
            assert_eq!(follow(first, second), wanted, "{first:?} {second:?}");
        }
    }
}
