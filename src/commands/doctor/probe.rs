//! `doctor --probe` and `doctor --seen`: the forms of Qoo10's answers.

use chrono::Duration;

use crate::cli::WaitArgs;
use crate::desk::doctor::probe::{PointReport, judge_points, list_preparations};
use crate::desk::doctor::{DoctorFacts, PingOutcome};
use crate::domain::sighting::SentQuantity;
use crate::error::{Exit, Failure};
use crate::qoo10::probe::{self, ProbeOutcome};
use crate::render::probe as told;
use crate::runtime::context::Context;
use crate::runtime::paged_list;
use crate::runtime::qoo10_access::Qoo10Access;
use crate::store::{Error, Store};
use crate::text::localize;
use crate::vocabulary::{Message, msg};

/// A probe that was made, or why it was not.
pub(super) struct Probed {
    outcome: ProbeOutcome,
    points: Vec<PointReport>,
    not_made: Option<Message>,
}

/// Asks Qoo10, unless it did not even take the key.
pub(super) fn run(context: &Context, facts: &DoctorFacts) -> Result<Probed, Failure> {
    let not_made = match &facts.outside.asked {
        PingOutcome::KeyAccepted | PingOutcome::Unexpected(_) => None,
        PingOutcome::NoKey { message, .. } | PingOutcome::KeyRefused { message, .. } => Some(message.clone()),
        PingOutcome::Dead(message) => Some(message.clone()),
    };
    if not_made.is_some() {
        return Ok(Probed { outcome: ProbeOutcome::default(), points: Vec::new(), not_made });
    }
    let shop = facts.shop.as_ref().and_then(|shop| shop.as_ref().ok());
    let sent = shop.map_or(Ok(Vec::new()), |_| read_sent_quantities(context));
    let sent = sent.map_err(|error| Failure::from_store(context.state_path(), &error))?;
    // As a dry run: the practice Qoo10 keeps nothing of it.
    let api = Qoo10Access::from_config(context)?.open_client(context, true)?;
    let outcome = probe::run(&api.client, context.now(), &sent);
    if let Some(signal) = context.interrupt().signal() {
        return Err(Failure::with_next(Exit::Failed, msg!("desk-interrupted", signal = signal)));
    }
    let recorded = shop.map(|shop| shop.forms.as_slice()).unwrap_or_default();
    let points = judge_points(&outcome, recorded);
    Ok(Probed { outcome, points, not_made: None })
}

fn read_sent_quantities(context: &Context) -> Result<Vec<SentQuantity>, Error> {
    let since = context.now() - Duration::days(probe::ORDER_DAYS);
    Store::open_reading(context.state_path())?.list_sent_quantities(since)
}

impl Probed {
    /// A form that the program does not know needs a person, and so does a call that failed.
    pub(super) fn exit(&self) -> Exit {
        let is_unknown = self.points.iter().any(|point| point.is_known() == Some(false));
        match is_unknown || !self.outcome.problems.is_empty() || self.not_made.is_some() {
            true => Exit::Partial,
            false => Exit::Ok,
        }
    }

    pub(super) fn print(&self, context: &Context) -> Result<(), Failure> {
        let outcome = &self.outcome;
        let report = told::ProbeReport {
            at: context.now(),
            not_made: self.not_made.clone(),
            points: &self.points,
            calls: outcome.calls,
            orders: outcome.orders,
            claims: outcome.claims,
            items: outcome.items,
            unknown_keys: &outcome.unknown_keys,
            missing_keys: &outcome.missing_keys,
            problems: outcome.problems.iter().map(crate::qoo10::Error::message).collect(),
            before_first_write: list_preparations(outcome.companies.iter().cloned()),
        };
        let text = match context.output.json {
            true => told::render_json(&report, context.lang).map_err(|e| paged_list::json_error(&e))? + "\n",
            false => told::render_text(&report, context.lang, context.output.width),
        };
        context.output.print_line(&text)
    }
}

/// Says that the forms that are new have been looked at.
pub(super) fn mark_forms(context: &Context, wait: WaitArgs) -> Result<Exit, Failure> {
    let (_lock, mut store) = context.open_for_change(wait)?;
    let marked = store.start_batch().and_then(|batch| {
        let marked = batch.mark_forms(context.now())?;
        batch.commit().map(|()| marked)
    });
    let marked = marked.map_err(context.map_change_error())?;
    if !context.output.should_print(Exit::Ok) {
        return Ok(Exit::Ok);
    }
    let text = match context.output.json {
        true => serde_json::json!({ "marked": marked }).to_string(),
        false => localize(&msg!("probe-marked", n = marked), context.lang),
    };
    context.output.print_result(&(text + "\n"))?;
    Ok(Exit::Ok)
}
