//! The notices of one run of a step: health pings, and the webhook about what needs a person. Whatever goes
//! wrong with them becomes one warning.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use super::{App, api};
use crate::config::NoticeUrl;
use crate::domain::said::Said;
use crate::domain::time::Jst;
use crate::error::Exit;
use crate::notify::{Notifier, Target};
use crate::plan::notice::{self, Thing};
use crate::report::notice as told;
use crate::steps::StepReport;
use crate::steps::report::Warning;
use crate::store::{self, Store};

/// Who is told of a run, and what went wrong with that.
pub(super) struct Notices<'a> {
    app: &'a App,
    step: &'static str,
    notifier: Option<Arc<Notifier>>,
    health: Option<&'a NoticeUrl>,
    started: Option<JoinHandle<Result<(), Said>>>,
    problems: Vec<Said>,
}

impl<'a> Notices<'a> {
    /// The notices of a run; none where the configuration names nobody, or the run tells nobody.
    pub(super) fn of(app: &'a App, step: &'static str, tells: bool) -> Self {
        let config = &app.config.notify;
        let health = config.health.get(step).or(config.health_url.as_ref()).filter(|_| tells);
        let mut notices = Self { app, step, notifier: None, health, started: None, problems: Vec::new() };
        if tells && (health.is_some() || config.webhook_url.is_some()) {
            let (proxy, no_proxy) = api::proxy();
            match Notifier::new(proxy.as_deref(), no_proxy.as_deref()) {
                Ok(notifier) => notices.notifier = Some(Arc::new(notifier)),
                Err(why) => notices.problems.push(why),
            }
        }
        notices
    }

    /// Says that the work begins, without waiting for anybody to hear it.
    pub(super) fn start(&mut self) {
        if let (Some(notifier), Some(health)) = (&self.notifier, self.health) {
            let (notifier, is_loopback) = (Arc::clone(notifier), health.is_loopback);
            let url = format!("{}/start", health.url);
            self.started = Some(thread::spawn(move || notifier.ping(Target { url: &url, is_loopback })));
        }
    }

    /// Tells the webhook what is new among the things that need a person.
    pub(super) fn people(&mut self, store: &mut Store, report: &StepReport, exit: Exit, now: Jst) {
        let (Some(notifier), Some(webhook)) = (&self.notifier, &self.app.config.notify.webhook_url) else {
            return;
        };
        let found = told::things(self.step, report, exit);
        let told = match self.told(store) {
            Ok(told) => told,
            Err(error) => return self.problems.push(error.message),
        };
        let saw_everything = matches!(exit, Exit::Ok | Exit::Partial);
        let news = notice::news(&told, &found, saw_everything);
        let mut new: &[Thing] = &news.new;
        if !new.is_empty() {
            let shop = &self.app.config.shop.name;
            let text = told::message(shop, self.step, new, found.len(), self.app.lang);
            let target = Target { url: &webhook.url, is_loopback: webhook.is_loopback };
            if let Err(why) = notifier.tell(target, &text) {
                // The next run tells it.
                new = &[];
                self.problems.push(of("notify.webhook_url", &why));
            }
        }
        if let Err(error) = remember(store, new, &news.over, now) {
            self.problems.push(error.message);
        }
    }

    fn told(&self, store: &Store) -> Result<BTreeSet<Thing>, store::Error> {
        let mut told = BTreeSet::new();
        for scope in [self.step, told::SHOP] {
            let things = store.told(scope)?.into_iter();
            told.extend(things.map(|words| Thing { scope: scope.to_owned(), words }));
        }
        Ok(told)
    }

    /// Says how the run ended, and gives the warning of all that went wrong. A run that found another one under
    /// way did not begin, and says nothing: the other one speaks for itself.
    pub(super) fn end(mut self, exit: Exit) -> Option<Warning> {
        let speaks = exit != Exit::Busy || self.started.is_some();
        let begun = self.started.take().map_or(Ok(()), |ping| ping.join().unwrap_or(Ok(())));
        if let (Some(notifier), Some(health), true) = (&self.notifier, self.health, speaks) {
            let url = match exit {
                Exit::Ok | Exit::Partial => health.url.clone(),
                failed => format!("{}/{}", health.url, failed.code()),
            };
            let ended = notifier.ping(Target { url: &url, is_loopback: health.is_loopback });
            if let Err(why) = ended.and(begun) {
                self.problems.push(of("notify.health_url", &why));
            }
        }
        let all = |pick: fn(&Said) -> &str| self.problems.iter().map(pick).collect::<Vec<_>>().join("; ");
        let detail = Said::new(all(|said| &said.en), all(|said| &said.ja));
        (!self.problems.is_empty()).then_some(Warning::NoticeLost { detail })
    }
}

/// What went wrong, behind the key of the configuration that it is about.
fn of(key: &str, why: &Said) -> Said {
    Said::new(format!("{key}: {}", why.en), format!("{key}: {}", why.ja))
}

fn remember(store: &mut Store, new: &[Thing], over: &[Thing], now: Jst) -> Result<(), store::Error> {
    if new.is_empty() && over.is_empty() {
        return Ok(());
    }
    let batch = store.batch()?;
    new.iter().try_for_each(|thing| batch.note_told(&thing.scope, &thing.words, now))?;
    over.iter().try_for_each(|thing| batch.forget_told(&thing.scope, &thing.words))?;
    batch.commit()
}
