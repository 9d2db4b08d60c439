//! A step run, the same around every step: lock, state file, run record, client, report.

use std::collections::BTreeMap;

use super::context::Context;
use super::forms::record_forms;
use super::notifications::Notices;
use super::paged_list;
use super::progress_bar::ProgressLine;
use super::qoo10_access::Qoo10Access;
use super::state_file::LockTimeouts;
use crate::cli::StepArgs;
use crate::domain::seller_key;
use crate::domain::sighting::{SeenForm, Sighting};
use crate::domain::time::{Jst, format_jst};
use crate::error::{Exit, Failure};
use crate::lock::StateLock;
use crate::plan::notice::Ending;
use crate::render::step as told;
use crate::steps::report::Warning;
use crate::steps::{Mode, StepContext, StepError, StepReport};
use crate::store::Store;
use crate::store::runs::{RunEnd, RunId};
use crate::text::localize;
use crate::text::wrap::wrap_for_screen;
use crate::vocabulary::{Outcome, Step, msg};

/// Runs one step.
pub(crate) struct StepRunner<'c, 'a> {
    /// What every command works with.
    pub(crate) context: &'c Context,
    pub(crate) step: Step,
    /// The outcomes that its report counts, in order.
    pub(crate) outcomes: &'static [Outcome],
    /// How it was asked for.
    pub(crate) args: &'a StepArgs,
    /// Whether it is a run over everything, as cron starts it. Only such a run tells others: whoever asks for
    /// a part of it, or for a dry run, is looking.
    pub(crate) is_whole: bool,
}

/// What the runs of one process share, each from when the first of them needed it: the lock, and the way to
/// Qoo10 with the seller key.
#[derive(Default)]
pub(crate) struct RunSession {
    lock: Option<StateLock>,
    access: Option<Qoo10Access>,
}

/// What a run leaves behind, also when it fails half-way.
struct RunRecord<'a> {
    started_at: Jst,
    /// Whether it had what it needs, key, lock, state file and client, and its work began.
    has_begun: bool,
    run: Option<RunId>,
    report: StepReport,
    calls: BTreeMap<&'static str, u64>,
    notices: Notices<'a>,
}

/// Whether a run changes anything, and why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct RunMode {
    /// Nothing is changed on either side.
    is_dry: bool,
    /// `qoo10.writes` is off, and the step would write.
    is_held_back: bool,
}

/// A run whose work is done, and of which nobody was told yet.
pub(crate) struct FinishedRun<'a> {
    context: &'a Context,
    step: Step,
    mode: RunMode,
    finished_at: Jst,
    record: RunRecord<'a>,
    ended: Result<Exit, Failure>,
    exit: Exit,
}

/// Runs one step in a session of its own, and tells how it went.
///
/// # Errors
/// Those of `run`, and when the result cannot be printed.
pub(crate) fn run_alone<'c>(
    run: impl FnOnce(&mut RunSession) -> Result<FinishedRun<'c>, Failure>,
) -> Result<Exit, Failure> {
    let mut session = RunSession::default();
    let finished = run(&mut session)?;
    // Telling may take long, and keeps no other run waiting.
    drop(session);
    finished.print()
}

impl<'c> StepRunner<'c, '_> {
    /// Runs `work` under the lock, on client and state file, with a record of the run, and tells how it went.
    pub(crate) fn run(
        &self,
        now: Jst,
        work: impl FnOnce(StepContext<'_>) -> Result<(), StepError>,
    ) -> Result<Exit, Failure> {
        run_alone(|session| Ok(self.run_in(session, now, work)))
    }

    fn mode(&self) -> RunMode {
        let is_held_back = self.context.config.qoo10.writes.holds_back(self.step);
        RunMode { is_dry: self.args.dry_run || is_held_back, is_held_back }
    }

    /// The part of a run that needs the lock, which an earlier run of the session may hold already.
    pub(crate) fn run_in(
        &self,
        session: &mut RunSession,
        now: Jst,
        work: impl FnOnce(StepContext<'_>) -> Result<(), StepError>,
    ) -> FinishedRun<'c> {
        let context = self.context;
        let mode = self.mode();
        // Cron starts a step that is held back too, and a health check waits for it.
        let notices = Notices::new(context, self.step, self.is_whole && !self.args.dry_run);
        // From here on a signal ends the run at its next pause, and not the process wherever it stands.
        context.interrupt();
        let keeps_all_items = context.output.json || mode.is_dry;
        let mut report = StepReport::new(self.outcomes, keeps_all_items);
        report.warnings.extend(key_ends(context, now));
        let mut record = RunRecord {
            started_at: now,
            has_begun: false,
            run: None,
            report,
            calls: BTreeMap::new(),
            notices,
        };
        let ended = self.enter(session).and_then(|access| {
            record.notices.ping_start();
            self.run_locked(access, &mut record, work)
        });
        let finished_at = context.now();
        let exit = ended.as_ref().map_or_else(|error| error.exit, |exit| *exit);
        record.notices.ping_end(exit);
        FinishedRun { context, step: self.step, mode, finished_at, record, ended, exit }
    }

    /// Reads the key and takes the lock, unless an earlier run of the session did. A dry run only reads, and
    /// leaves no lock file either.
    fn enter<'s>(&self, session: &'s mut RunSession) -> Result<&'s Qoo10Access, Failure> {
        if session.access.is_none() {
            session.access = Some(Qoo10Access::from_config(self.context)?);
        }
        if session.lock.is_none() && !self.mode().is_dry {
            session.lock = Some(self.context.lock(self.lock_timeouts())?);
        }
        session.access.as_ref().ok_or_else(|| Failure::usage(msg!("key-not_configured")))
    }

    fn lock_timeouts(&self) -> LockTimeouts {
        LockTimeouts::from_step_args(&self.context.io.timeouts, self.args.wait)
    }

    /// Whether it is what `sync-status` fires (SYN-6).
    fn is_schedule_over_all(&self) -> bool {
        self.step == Step::ScheduleDate && self.is_whole && !self.mode().is_dry
    }

    /// What happens while the lock is held.
    fn run_locked(
        &self,
        access: &Qoo10Access,
        record: &mut RunRecord<'_>,
        work: impl FnOnce(StepContext<'_>) -> Result<(), StepError>,
    ) -> Result<Exit, Failure> {
        let (context, dry_run, now) = (self.context, self.mode().is_dry, record.started_at);
        let path = context.state_path();
        let of_store = |error| Failure::from_store(path, &error);
        let patience = self.lock_timeouts();
        let mut store = if dry_run { context.open_to_read(patience) } else { context.open_store(patience) }?;
        // The run after this one no longer sees it: its own start is the last.
        if let Some(last) =
            store.find_last_run_time().map_err(of_store)?.filter(|last| format_jst(now) < format_jst(*last))
        {
            record.report.warnings.push(Warning::ClockWentBack { now, last });
        }
        let api = access.open_client(context, dry_run)?;
        let mode = if dry_run {
            Mode::DryRun
        } else {
            store.thin_daily(context.config.state.keep_days, now).map_err(of_store)?;
            Mode::Apply(start_run(&mut store, self.step, now).map_err(of_store)?)
        };
        (record.run, record.has_begun) = (mode.run(), true);
        let name = localize(&self.step.message(), context.lang);
        let progress = ProgressLine::start(&name, context.output.progress_columns());
        let worked = work(StepContext {
            client: &api.client,
            store: &mut store,
            now,
            mode,
            report: &mut record.report,
            progress: &progress,
        });
        drop(progress);
        record.calls = api.client.calls();
        if let (Some(run), Err(StepError::Unknown { .. } | StepError::ZipFile(_))) = (record.run, &worked) {
            // What was mistyped is no failure of the step, which nobody shall be told of.
            forget_run(&mut store, run).map_err(of_store)?;
            record.run = None;
        }
        let worked = worked.map_err(|stop| Failure::from_stop(&stop, path));
        let exit = match &worked {
            Ok(()) if record.report.needs_person() => Exit::Partial,
            Ok(()) => Exit::Ok,
            Err(error) => error.exit,
        };
        let Some(run) = record.run else { return worked.map(|()| exit) };
        let counts = told::render_counts_json(&record.report).unwrap_or_default();
        let end = RunEnd {
            finished_at: context.now(),
            result: exit.result(),
            exit_code: exit.code(),
            counts: &counts,
            error: worked.as_ref().err().map(|error| &error.message),
        };
        // Only a whole run that ended well has done what the event asked for.
        let forgets_event = self.is_schedule_over_all() && matches!(exit, Exit::Ok | Exit::Partial);
        let recorded = record_end(&mut store, run, &end, forgets_event)
            .and_then(|()| record_forms(&mut store, Some(run), &api.client, now))
            .map(|news| report_forms(&mut record.report, news))
            .map_err(|error| Failure::from_store_in_step(path, &error));
        let ending = build_ending(exit, api.client.has_answered());
        record.notices.collect_alerts(store, &record.report, ending, now);
        worked.and(recorded)?;
        Ok(exit)
    }
}

impl FinishedRun<'_> {
    pub(crate) fn exit(&self) -> Exit {
        self.exit
    }

    /// Whether another run of the session would end for the same reason: before its work began, or at its
    /// first request.
    pub(crate) fn ends_session(&self) -> bool {
        !self.record.has_begun || self.exit == Exit::KeyRefused
    }

    /// Whether somebody outside has to hear of the run before its report is whole.
    pub(crate) fn is_awaited(&self) -> bool {
        self.record.notices.has_recipient()
    }

    /// Tells how the run went.
    pub(crate) fn print(self) -> Result<Exit, Failure> {
        let Self { context, step, mode, finished_at, record, ended, exit } = self;
        let RunRecord { started_at, run, mut report, calls, notices, .. } = record;
        report.warnings.extend(notices.finish());
        if exit == Exit::Usage {
            return ended;
        }
        if let Some(recording) = context.recording() {
            recording.record_counts(step, told::render_counts_json(&report).unwrap_or_default());
        }
        let run = told::RunSummary {
            step,
            shop: &context.config.shop.name,
            run_id: run.map(|RunId(id)| id),
            dry_run: mode.is_dry,
            is_held_back: mode.is_held_back,
            started_at: format_jst(started_at),
            finished_at: format_jst(finished_at),
            exit,
            error: ended.as_ref().err().map(|error| error.message.clone()),
            api_calls: calls,
            report: &report,
        };
        print_run(context, &run, ended.as_ref().err())?;
        Ok(exit)
    }
}

fn print_run(context: &Context, run: &told::RunSummary<'_>, error: Option<&Failure>) -> Result<(), Failure> {
    if !context.output.should_print(run.exit) {
        return Ok(());
    }
    let result = if context.output.json {
        told::render_json(run, context.lang).map_err(|e| paged_list::json_error(&e))? + "\n"
    } else {
        let plan = if run.dry_run && !run.report.items.is_empty() {
            told::render_plan(run.report, context.output.verbose, context.lang, context.output.width)
        } else {
            String::new()
        };
        plan + &wrap_for_screen(
            &format!("{}\n", told::render_summary(run, context.lang)),
            context.output.width,
        )
    };
    context.output.print_warnings(&told::render_warnings(run.report, context.lang));
    if let Some(error) = error {
        context.output.print_error(error, context.lang);
    }
    context.output.print_result(&result)
}

/// The warning about the seller key's year, where one is due.
fn key_ends(context: &Context, now: Jst) -> Option<Warning> {
    let issued_on = context.config.qoo10.seller_key_issued_on?;
    let days_left = seller_key::count_days_left(issued_on, now.date_naive());
    seller_key::find_due_warning(days_left)?;
    Some(Warning::KeyEnds { ends_on: seller_key::compute_end_date(issued_on), days_left })
}

fn build_ending(exit: Exit, was_answered: bool) -> Ending {
    Ending { result: exit.result(), is_key_refused: exit == Exit::KeyRefused, was_answered }
}

fn start_run(store: &mut Store, step: Step, now: Jst) -> Result<RunId, crate::store::Error> {
    let batch = store.start_batch()?;
    let run = batch.start_run(step, now)?;
    batch.commit()?;
    Ok(run)
}

fn forget_run(store: &mut Store, run: RunId) -> Result<(), crate::store::Error> {
    let batch = store.start_batch()?;
    batch.forget_run(run)?;
    batch.commit()
}

fn record_end(
    store: &mut Store,
    run: RunId,
    end: &RunEnd<'_>,
    forgets_event: bool,
) -> Result<(), crate::store::Error> {
    let batch = store.start_batch()?;
    batch.finish_run(run, end)?;
    if forgets_event {
        batch.forget_event()?;
    }
    batch.commit()
}

/// What is new of the forms of a run's answers: a warning where the program does not know it, else a line of
/// the log.
fn report_forms(report: &mut StepReport, news: Vec<Sighting>) {
    for Sighting { point, form, method } in news {
        match form {
            SeenForm::Known(form) => log::info!("{method}: first answer with {point} {form}"),
            SeenForm::Unknown(shape) => report.warnings.push(Warning::UnknownForm { point, shape, method }),
        }
    }
}
