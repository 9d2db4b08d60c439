//! The notices of one run of a step: health pings, and the webhook about what needs a person. Whatever goes
//! wrong with them becomes one warning.

use super::context::Context;
use super::qoo10_access;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::io::Timeouts;
use crate::config::NoticeUrl;
use crate::domain::open_order::Order;
use crate::domain::time::{Jst, format_jst};
use crate::error::Exit;
use crate::lock::{self, StateLock};
use crate::notify::{self, Notifier, Target};
use crate::plan::claims::plan_claim_window;
use crate::plan::notice::{self, AlertDiff, Ending, ScopedAlert};
use crate::qoo10::interrupt::Interrupt;
use crate::render::notice as told;
use crate::steps::StepReport;
use crate::steps::report::Warning;
use crate::store::{self, Store};
use crate::vocabulary::notice::Alert;
use crate::vocabulary::{Message, Step, msg};

/// The step that knows of cancel requests and other claims.
const CLAIM_STEP: Step = Step::SyncStatus;

/// What became of a notice, once it is known.
type PendingNotice = Receiver<Result<(), Message>>;

/// Who is told of a run, and what went wrong with that.
pub(crate) struct Notices<'a> {
    context: &'a Context,
    step: Step,
    notifier: Option<Arc<Notifier>>,
    health: Option<&'a NoticeUrl>,
    start_ping: Option<PendingNotice>,
    end_ping: Option<PendingNotice>,
    alerts: Option<RunAlerts>,
    problems: Vec<Message>,
}

/// What a run found that needs a person, and the state file that knows what was told of it.
struct RunAlerts {
    store: Store,
    found: BTreeSet<ScopedAlert>,
    ending: Ending,
    now: Jst,
}

impl<'a> Notices<'a> {
    /// The notices of a run; none where the configuration names nobody, or the run tells nobody.
    pub(crate) fn new(context: &'a Context, step: Step, tells: bool) -> Self {
        let config = &context.config.notify;
        let health = config.health.get(step.as_str()).or(config.health_url.as_ref()).filter(|_| tells);
        let mut notices = Self {
            context,
            step,
            notifier: None,
            health,
            start_ping: None,
            end_ping: None,
            alerts: None,
            problems: Vec::new(),
        };
        if tells && (health.is_some() || config.webhook_url.is_some()) {
            // A proxy that cannot be used ends the run before anybody is told.
            if let Ok(way) = qoo10_access::find_proxy(context) {
                notices.notifier = Some(Arc::new(Notifier::new(way, context.io.timeouts.notice)));
            }
        }
        notices
    }

    /// Whether anybody is told of the run.
    pub(crate) fn has_recipient(&self) -> bool {
        self.notifier.is_some()
    }

    /// Says that the work begins, without waiting for anybody to hear it.
    pub(crate) fn ping_start(&mut self) {
        if let (Some(notifier), Some(health)) = (&self.notifier, self.health) {
            self.start_ping = Some(self.ping(notifier, format!("{}/start", health.url), health.is_loopback));
        }
    }

    /// Takes what a run found that needs a person, for the webhook; it keeps the state file open for that.
    pub(crate) fn collect_alerts(&mut self, store: Store, report: &StepReport, ending: Ending, now: Jst) {
        if self.notifier.is_none() || self.context.config.notify.webhook_url.is_none() {
            return;
        }
        match self.find_alerts(&store, report, ending, now) {
            Ok(found) => self.alerts = Some(RunAlerts { store, found, ending, now }),
            Err(error) => self.problems.push(error.message),
        }
    }

    fn find_alerts(
        &self,
        store: &Store,
        report: &StepReport,
        ending: Ending,
        now: Jst,
    ) -> Result<BTreeSet<ScopedAlert>, store::Error> {
        let mut matters = report.collect_alerts();
        if self.step == CLAIM_STEP {
            let since = plan_claim_window(now).from;
            let claims = store.list_claims_since(since)?;
            matters.extend(claims.into_iter().filter_map(|kept| {
                notice::find_claim_alert(&kept.order, &kept.record, now - kept.changed_at)
            }));
        }
        let forms = store.list_answer_forms()?;
        matters
            .extend(forms.iter().filter_map(|kept| notice::find_form_alert(kept, now - kept.first_seen_at)));
        let requests = find_cancel_requests(store, self.step)?;
        Ok(notice::collect_alerts(self.step, matters, ending, requests))
    }

    /// Pings in a thread of its own, behind the pings before it, those of another run of this process too:
    /// the last word has to be the last one heard.
    fn ping(&self, notifier: &Arc<Notifier>, url: String, is_loopback: bool) -> PendingNotice {
        let notifier = Arc::clone(notifier);
        let mut last = self.context.last_ping.lock().unwrap_or_else(PoisonError::into_inner);
        let before = last.take();
        let (told, thread) = spawn_notice(move || {
            before.map(JoinHandle::join);
            notifier.ping(Target { url: &url, is_loopback })
        });
        *last = thread;
        told
    }

    /// Says how the run ended, once its beginning was heard, without waiting for that. A run that found
    /// another one under way did not begin, and says nothing: the other one speaks for itself.
    pub(crate) fn ping_end(&mut self, exit: Exit) {
        let speaks = exit != Exit::Busy || self.start_ping.is_some();
        let (Some(notifier), Some(health), true) = (&self.notifier, self.health, speaks) else { return };
        let url = match exit {
            Exit::Ok | Exit::Partial => health.url.clone(),
            failed => format!("{}/{}", health.url, failed.code()),
        };
        self.end_ping = Some(self.ping(notifier, url, health.is_loopback));
    }

    /// Tells the webhook what the run found, while the health check hears of its end, and gives the warning
    /// of all that went wrong. The caller has given the lock back: a slow service keeps no other run waiting.
    pub(crate) fn finish(mut self) -> Option<Warning> {
        // The end of a run is pinged behind its beginning, which may take its time too.
        let patience = NoticeDeadline::new(self.context, self.context.io.timeouts.notice * 2);
        if let Some(people) = self.alerts.take()
            && let Err(why) = self.send_alerts(people)
        {
            self.problems.push(why);
        }
        let pings = [self.end_ping.take(), self.start_ping.take()].into_iter().flatten();
        if let Some(why) = pings.filter_map(|ping| patience.wait(&ping).err()).next() {
            self.problems.push(with_config_key("notify.health_url", &why));
        }
        (!self.problems.is_empty()).then_some(Warning::NoticeLost { problems: self.problems })
    }

    /// Tells the webhook what is new among the things that need a person. What nobody took, the next run
    /// tells.
    fn send_alerts(&self, mut people: RunAlerts) -> Result<(), Message> {
        let (Some(notifier), Some(webhook)) = (&self.notifier, &self.context.config.notify.webhook_url)
        else {
            return Ok(());
        };
        if self.compare_alerts(&people)? == AlertDiff::default() {
            return Ok(());
        }
        // Two runs that end together do not tell the same.
        let _turn = self.lock_webhook()?;
        let mut news = self.compare_alerts(&people)?;
        let mut lost = Ok(());
        if !news.new.is_empty() {
            let shop = &self.context.config.shop.name;
            let text = told::render_notice(shop, self.step, &news.new, people.found.len(), self.context.lang);
            let (notifier, url, is_loopback) =
                (Arc::clone(notifier), webhook.url.clone(), webhook.is_loopback);
            let (taken, _) =
                spawn_notice(move || notifier.send_text(Target { url: &url, is_loopback }, &text));
            lost = NoticeDeadline::new(self.context, self.context.io.timeouts.notice)
                .wait(&taken)
                .map_err(|why| with_config_key("notify.webhook_url", &why));
            if lost.is_err() {
                news.new.clear();
            }
        }
        record_alerts(&mut people.store, &news, people.now).map_err(|error| error.message)?;
        lost
    }

    fn compare_alerts(&self, people: &RunAlerts) -> Result<AlertDiff, Message> {
        let mut told = BTreeSet::new();
        for scope in [self.step.as_str(), notice::SHOP] {
            let matters = people.store.list_notified(scope).map_err(|error| error.message)?;
            told.extend(
                matters.into_iter().map(|matter| ScopedAlert { scope: scope.to_owned(), alert: matter }),
            );
        }
        // A run within the hour does not ask for them (SYN-12).
        let asked_at = people.store.claims_asked_at().map_err(|error| error.message)?;
        let asked_claims = asked_at.map(format_jst) == Some(format_jst(people.now));
        let could_see = |thing: &ScopedAlert| {
            notice::can_detect_end(thing, people.ending)
                && (asked_claims || thing.alert != Alert::OtherClaimUnreadable)
        };
        Ok(notice::compare_alerts(&told, &people.found, could_see))
    }

    /// The lock of the webhook, which is not the one of the runs.
    fn lock_webhook(&self) -> Result<StateLock, Message> {
        let is_interrupted = || self.context.interrupt().signal().is_some();
        let timeouts = &self.context.io.timeouts;
        let wait = lock::LockWait { timeout: timeouts.notice, poll_interval: timeouts.lock_poll };
        lock::acquire_lock(&webhook_lock_path(self.context), wait, &is_interrupted)
            .map_err(|_| with_config_key("notify.webhook_url", &msg!("notice-under_way")))
    }
}

/// What the lock of the webhook is named after.
fn webhook_lock_path(context: &Context) -> PathBuf {
    let state = context.state_path();
    let mut place = state.canonicalize().unwrap_or_else(|_| state.to_owned()).into_os_string();
    place.push(".notices");
    place.into()
}

/// How long is waited for whoever is told.
struct NoticeDeadline<'a> {
    until: Instant,
    interrupt: &'a Interrupt,
    timeouts: &'a Timeouts,
}

impl<'a> NoticeDeadline<'a> {
    fn new(context: &'a Context, long: Duration) -> Self {
        Self { until: Instant::now() + long, interrupt: context.interrupt(), timeouts: &context.io.timeouts }
    }

    fn wait(&self, answer: &PendingNotice) -> Result<(), Message> {
        let mut until = self.until;
        let mut signal = None;
        loop {
            match answer.recv_timeout(self.timeouts.poll) {
                Ok(answer) => return answer,
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(msg!("notice-not_sent"));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            if signal.is_none() {
                signal = self.interrupt.signal();
                until =
                    signal.map_or(until, |_| until.min(Instant::now() + self.timeouts.notice_after_signal));
            }
            if Instant::now() > until {
                return Err(match signal {
                    None => notify::explain_timeout(self.timeouts.notice),
                    Some(signal) => msg!("notice-interrupted", signal = signal),
                });
            }
        }
    }
}

/// Has something done by a thread, which is left alone when nobody waits for it any more; where the system
/// gives no thread, by this one.
fn spawn_notice(
    work: impl FnOnce() -> Result<(), Message> + Send + 'static,
) -> (PendingNotice, Option<JoinHandle<()>>) {
    let (send, answer) = channel();
    // Kept here too: a thread that never began takes its work with it.
    let kept = Arc::new(Mutex::new(Some(work)));
    let (its_own, its_send) = (Arc::clone(&kept), send.clone());
    let thread = thread::Builder::new().spawn(move || run_kept(&its_own, &its_send));
    if thread.is_err() {
        run_kept(&kept, &send);
    }
    (answer, thread.ok())
}

fn run_kept<R>(kept: &Mutex<Option<impl FnOnce() -> R>>, send: &Sender<R>) {
    let work = kept.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(work) = work {
        drop(send.send(work()));
    }
}

/// The orders with an open cancel request, by their codes, for the step that looks for them: also those that
/// an earlier run found and nobody was told of.
fn find_cancel_requests(store: &Store, step: Step) -> Result<BTreeSet<String>, store::Error> {
    if step != CLAIM_STEP {
        return Ok(BTreeSet::new());
    }
    let orders = store.list_open_orders()?.into_iter();
    Ok(orders.filter(Order::is_cancel_requested).map(|order| order.code).collect())
}

/// What went wrong, behind the key of the configuration that it is about.
fn with_config_key(key: &str, why: &Message) -> Message {
    msg!("notice-of_key", key = key, why = why)
}

fn record_alerts(store: &mut Store, news: &AlertDiff, now: Jst) -> Result<(), store::Error> {
    if *news == AlertDiff::default() {
        return Ok(());
    }
    let batch = store.start_batch()?;
    news.new.iter().try_for_each(|thing| batch.mark_notified(&thing.scope, &thing.alert, now))?;
    news.resolved.iter().try_for_each(|thing| batch.forget_notified(&thing.scope, &thing.alert))?;
    batch.commit()
}
