//! What of a run a webhook is told: what was not told before, each thing once while it lasts.

use std::collections::BTreeSet;

use crate::vocabulary::notice::Matter;
use crate::vocabulary::{Outcome, RunResult, Step};

/// Where things belong that every step finds.
pub const SHOP: &str = "shop";

/// Something that needs a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Thing {
    /// The step that found it, or [`SHOP`] where every step finds it.
    pub scope: String,
    /// What it is.
    pub matter: Matter,
}

/// What to do about the things of a run.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct AlertDiff {
    /// To be told.
    pub new: Vec<Thing>,
    /// Over: should it come again, it is news.
    pub over: Vec<Thing>,
}

/// How a run ended, as far as that is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    /// Its result.
    pub result: RunResult,
    /// Whether Qoo10 refused the key.
    pub is_key_refused: bool,
    /// Whether Qoo10 answered at all.
    pub was_answered: bool,
}

/// What needs a person after a run of `step` that found these `matters`. `cancel_requests`: the orders that
/// stand in the state file with one, of which a run speaks only once.
pub fn things(
    step: Step,
    matters: BTreeSet<Matter>,
    ending: Ending,
    cancel_requests: BTreeSet<String>,
) -> BTreeSet<Thing> {
    let requested = |order| Matter::Found { thing: order, outcome: Outcome::CancelRequested, reason: None };
    let refused = ending.is_key_refused.then_some(Matter::KeyRefused);
    let braked = (ending.result == RunResult::Refused).then_some(Matter::SafetyBrake);
    let all = matters.into_iter().chain(cancel_requests.into_iter().map(requested));
    let scoped = |matter: Matter| {
        let is_of_shop = matches!(matter, Matter::KeyOver | Matter::KeyRefused | Matter::KeyEnds { .. });
        let scope = if is_of_shop { SHOP.to_owned() } else { step.to_string() };
        Thing { scope, matter }
    };
    all.chain(refused).chain(braked).map(scoped).collect()
}

/// Whether somebody has to be told at once: what was skipped is fine to wait, what may be shipped again needs
/// nobody, and cancel requests are told as the state file has them.
pub fn is_told(outcome: Outcome) -> bool {
    outcome.asks_for_somebody()
}

/// Whether a run can tell that a thing is over by not finding it: one that broke off has not seen everything,
/// and one that got no answer from Qoo10 knows nothing of the key.
pub fn could_see(thing: &Thing, ending: Ending) -> bool {
    matches!(ending.result, RunResult::Ok | RunResult::Partial)
        && (ending.was_answered || thing.matter != Matter::KeyRefused)
}

/// Compares what a run found with what was told. What a run does not mention may last, unless it `could_see`
/// it.
pub fn compare_alerts(
    told: &BTreeSet<Thing>,
    found: &BTreeSet<Thing>,
    could_see: impl Fn(&Thing) -> bool,
) -> AlertDiff {
    let over = told.difference(found).filter(|thing| could_see(thing));
    AlertDiff { new: found.difference(told).cloned().collect(), over: over.cloned().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(orders: &[&str]) -> BTreeSet<Thing> {
        let matter = |order: &&str| Matter::MissedShipment { order: (*order).to_owned() };
        orders.iter().map(|order| Thing { scope: "import".into(), matter: matter(order) }).collect()
    }

    #[test]
    fn each_thing_is_news_once_while_it_lasts() {
        let list = |words: &[&str]| set(words).into_iter().collect::<Vec<_>>();
        let only_b = |thing: &Thing| thing.matter == Matter::MissedShipment { order: "b".into() };
        let wanted = AlertDiff { new: list(&[]), over: list(&["b"]) };
        assert_eq!(compare_alerts(&set(&["a", "b"]), &set(&[]), only_b), wanted);
        for (told, found, saw_everything, new, over) in [
            (&[][..], &["a"][..], true, &["a"][..], &[][..]),
            (&["a"], &["a"], true, &[], &[]),
            (&["a"], &["a", "b"], true, &["b"], &[]),
            (&["a", "b"], &["b"], true, &[], &["a"]),
            (&["a", "b"], &["c"], false, &["c"], &[]),
            (&["a"], &[], false, &[], &[]),
        ] {
            let wanted = AlertDiff { new: list(new), over: list(over) };
            assert_eq!(
                compare_alerts(&set(told), &set(found), |_| saw_everything),
                wanted,
                "{told:?} {found:?}"
            );
        }
    }

    #[test]
    fn a_run_that_broke_off_or_heard_nothing_does_not_say_that_a_thing_is_over() {
        let thing = |matter| Thing { scope: SHOP.to_owned(), matter };
        let (key, claim) = (thing(Matter::KeyRefused), thing(Matter::ClaimUnreadable));
        for result in RunResult::ALL {
            let ended = |was_answered| Ending { result: *result, is_key_refused: false, was_answered };
            let is_whole = matches!(result, RunResult::Ok | RunResult::Partial);
            assert_eq!(could_see(&claim, ended(false)), is_whole);
            assert_eq!((could_see(&key, ended(true)), could_see(&key, ended(false))), (is_whole, false));
        }
    }
}
