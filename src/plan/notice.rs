//! What of a run a webhook is told: what was not told before, each thing once while it lasts.

use std::collections::BTreeSet;

use chrono::Duration;

use crate::domain::claim::ClaimRecord;
use crate::domain::sighting::{RecordedForm, Sighting};
use crate::vocabulary::notice::Alert;
use crate::vocabulary::{Outcome, RunResult, Step};

/// Where things belong that every step finds.
pub const SHOP: &str = "shop";

/// Something that needs a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ScopedAlert {
    /// The step that found it, or [`SHOP`] where every step finds it.
    pub scope: String,
    /// What it is.
    pub alert: Alert,
}

/// What to do about the things of a run.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct AlertDiff {
    /// To be told.
    pub new: Vec<ScopedAlert>,
    /// Over: should it come again, it is news.
    pub resolved: Vec<ScopedAlert>,
}

/// How a run ended, as far as that is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    pub result: RunResult,
    /// Whether Qoo10 refused the key.
    pub is_key_refused: bool,
    /// Whether Qoo10 answered at all.
    pub was_answered: bool,
}

/// What needs a person after a run of `step` that found these `matters`. `cancel_requests`: the orders that
/// stand in the state file with one, of which a run speaks only once.
pub fn collect_alerts(
    step: Step,
    matters: BTreeSet<Alert>,
    ending: Ending,
    cancel_requests: BTreeSet<String>,
) -> BTreeSet<ScopedAlert> {
    let requested = |order| Alert::Found { thing: order, outcome: Outcome::CancelRequested, reason: None };
    let refused = ending.is_key_refused.then_some(Alert::KeyRefused);
    let braked = (ending.result == RunResult::Refused).then_some(Alert::SafetyBrake);
    let all = matters.into_iter().chain(cancel_requests.into_iter().map(requested));
    let scoped = |matter: Alert| {
        let is_of_shop = matches!(
            matter,
            Alert::KeyOver | Alert::KeyRefused | Alert::KeyEnds { .. } | Alert::NewForm { .. }
        );
        let scope = if is_of_shop { SHOP.to_owned() } else { step.to_string() };
        ScopedAlert { scope, alert: matter }
    };
    all.chain(refused).chain(braked).map(scoped).collect()
}

/// A completed claim is told for so long, should the first message get lost.
const CLAIM_NEWS: Duration = Duration::days(1);

/// What is told of a kept claim (SYN-12), by the state file: a claim is reported once, by the run that found
/// it, and that one may have reached nobody.
pub fn find_claim_alert(order: &str, record: &ClaimRecord, age: Duration) -> Option<Alert> {
    let reason = record.claim.reason()?;
    let is_completed = record.is_completed();
    (!is_completed || age < CLAIM_NEWS).then(|| Alert::Claim {
        order: order.to_owned(),
        order_no: record.order_no.to_string(),
        reason,
        is_completed,
    })
}

/// A new form that the program reads is told for so long; one that it does not know, until somebody says that
/// it has been looked at.
const FORM_NEWS: Duration = Duration::days(1);

/// What is told of a form on record.
pub fn find_form_alert(kept: &RecordedForm, age: Duration) -> Option<Alert> {
    let Sighting { point, form, .. } = &kept.sighting;
    let is_known = form.is_known();
    let is_told = kept.is_news && !kept.is_marked && (!is_known || age < FORM_NEWS);
    is_told.then(|| Alert::NewForm { point: *point, form: form.as_str().to_owned(), is_known })
}

/// Whether somebody has to be told at once: what was skipped is fine to wait, what may be shipped again needs
/// nobody, and cancel requests are told as the state file has them.
pub fn should_alert(outcome: Outcome) -> bool {
    outcome.needs_attention()
}

/// Whether a run can tell that a thing is over by not finding it: one that broke off has not seen everything,
/// and one that got no answer from Qoo10 knows nothing of the key.
pub fn can_detect_end(thing: &ScopedAlert, ending: Ending) -> bool {
    matches!(ending.result, RunResult::Ok | RunResult::Partial)
        && (ending.was_answered || thing.alert != Alert::KeyRefused)
}

/// Compares what a run found with what was told. What a run does not mention may last, unless it `could_see`
/// it.
pub fn compare_alerts(
    told: &BTreeSet<ScopedAlert>,
    found: &BTreeSet<ScopedAlert>,
    could_see: impl Fn(&ScopedAlert) -> bool,
) -> AlertDiff {
    let over = told.difference(found).filter(|thing| could_see(thing));
    AlertDiff { new: found.difference(told).cloned().collect(), resolved: over.cloned().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(orders: &[&str]) -> BTreeSet<ScopedAlert> {
        let matter = |order: &&str| Alert::MissedShipment { order: (*order).to_owned() };
        orders.iter().map(|order| ScopedAlert { scope: "import".into(), alert: matter(order) }).collect()
    }

    #[test]
    fn each_thing_is_news_once_while_it_lasts() {
        let list = |words: &[&str]| set(words).into_iter().collect::<Vec<_>>();
        let only_b = |thing: &ScopedAlert| thing.alert == Alert::MissedShipment { order: "b".into() };
        let wanted = AlertDiff { new: list(&[]), resolved: list(&["b"]) };
        assert_eq!(compare_alerts(&set(&["a", "b"]), &set(&[]), only_b), wanted);
        for (told, found, saw_everything, new, over) in [
            (&[][..], &["a"][..], true, &["a"][..], &[][..]),
            (&["a"], &["a"], true, &[], &[]),
            (&["a"], &["a", "b"], true, &["b"], &[]),
            (&["a", "b"], &["b"], true, &[], &["a"]),
            (&["a", "b"], &["c"], false, &["c"], &[]),
            (&["a"], &[], false, &[], &[]),
        ] {
            let wanted = AlertDiff { new: list(new), resolved: list(over) };
            assert_eq!(
                compare_alerts(&set(told), &set(found), |_| saw_everything),
                wanted,
                "{told:?} {found:?}"
            );
        }
    }

    #[test]
    fn syn_12_a_claim_is_told_while_it_is_open_and_a_day_after_it_was_completed() {
        use crate::domain::claim::Claim;
        use crate::domain::ids::OrderNo;
        for (claim, hours, wanted) in [
            (Claim::ReturnRequested, 23, true),
            (Claim::ReturnRequested, 2000, true),
            (Claim::Returned, 23, true),
            (Claim::Returned, 24, false),
            (Claim::Cancelled, 0, false),
        ] {
            let order_no = OrderNo::new(1).unwrap();
            let record = ClaimRecord { order_no, claim, requested_at: None, completed_at: None };
            let alert = find_claim_alert("7", &record, Duration::hours(hours));
            assert_eq!(alert.is_some(), wanted, "{claim:?} {hours}");
        }
    }

    #[test]
    fn a_new_form_is_told_for_a_day_and_one_that_is_not_known_until_it_is_marked() {
        use crate::domain::sighting::SeenForm;
        use crate::domain::time::parse_jst;
        use crate::vocabulary::{AnswerForm, FormPoint};
        let known = || SeenForm::Known(AnswerForm::Plain);
        let unknown = || SeenForm::Unknown("9,999".to_owned());
        for (form, is_news, is_marked, hours, wanted) in [
            (known(), true, false, 23, true),
            (known(), true, false, 24, false),
            (known(), false, false, 0, false),
            (known(), true, true, 0, false),
            (unknown(), true, false, 2000, true),
            (unknown(), true, true, 0, false),
        ] {
            let sighting = Sighting { point: FormPoint::Numbers, form, method: "A.B".to_owned() };
            let first_seen_at = parse_jst("2026-07-01T10:00:00+09:00").unwrap();
            let kept = RecordedForm { sighting, first_seen_at, is_news, is_marked };
            assert_eq!(find_form_alert(&kept, Duration::hours(hours)).is_some(), wanted, "{kept:?} {hours}");
        }
    }

    #[test]
    fn a_run_that_broke_off_or_heard_nothing_does_not_say_that_a_thing_is_over() {
        let thing = |matter| ScopedAlert { scope: SHOP.to_owned(), alert: matter };
        let (key, claim) = (thing(Alert::KeyRefused), thing(Alert::ClaimUnreadable));
        for result in RunResult::ALL {
            let ended = |was_answered| Ending { result: *result, is_key_refused: false, was_answered };
            let is_whole = matches!(result, RunResult::Ok | RunResult::Partial);
            assert_eq!(can_detect_end(&claim, ended(false)), is_whole);
            assert_eq!(
                (can_detect_end(&key, ended(true)), can_detect_end(&key, ended(false))),
                (is_whole, false)
            );
        }
    }
}
