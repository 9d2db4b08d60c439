//! What a run found that needs a person, and the message of it: order codes, counts and words of the program,
//! never a name or an address.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::step::FINDINGS;
use super::{Lang, words};
use crate::domain::seller_key;
use crate::error::Exit;
use crate::plan::notice::Thing;
use crate::steps::StepReport;
use crate::steps::report::Warning;

/// Where things belong that every step finds.
pub const SHOP: &str = "shop";

/// What is told of a refused key.
const KEY_REFUSED: &str = "seller_key refused";

/// Most things that a message writes out.
const MOST_LINES: usize = 20;

/// Whether a run can tell that a thing is over by not finding it: one that broke off has not seen everything, and
/// one that got no answer from Qoo10 knows nothing of the key.
pub fn could_see(thing: &Thing, exit: Exit, was_answered: bool) -> bool {
    matches!(exit, Exit::Ok | Exit::Partial) && (was_answered || thing.words != KEY_REFUSED)
}

/// What needs a person after a run of `step` that ended so. `cancel_requests`: the orders that stand in the state
/// file with one, of which a run speaks only once.
pub fn things(
    step: &str,
    report: &StepReport,
    exit: Exit,
    cancel_requests: &BTreeSet<String>,
) -> BTreeSet<Thing> {
    let thing = |scope: &str, words: String| Thing { scope: scope.to_owned(), words };
    let mut found = BTreeSet::new();
    // What was skipped is fine to wait, and what may be shipped again needs nobody at once.
    let no_news = ["skipped", "not_due", "cancel_withdrawn", "cancel_requested"];
    let counts = |outcome| FINDINGS.contains(&outcome) && !no_news.contains(&outcome);
    found.extend(cancel_requests.iter().map(|order| thing(step, format!("{order} cancel_requested"))));
    for item in report.items.iter().filter(|item| counts(item.outcome)) {
        let number = item.order_no.map(|no| no.to_string());
        let what = item.order.as_deref().or(item.sku.as_deref()).or(number.as_deref()).unwrap_or("?");
        let reason = item.why.as_ref().and_then(words::reason).map(|reason| format!(" {reason}"));
        found.insert(thing(step, format!("{what} {}{}", item.outcome, reason.unwrap_or_default())));
    }
    for warning in &report.warnings {
        match warning {
            Warning::MissedShipments { orders, .. } => {
                found.extend(orders.iter().map(|order| thing(step, format!("{order} missed_shipment"))));
            }
            Warning::ShipmentsNotTaken { orders, .. } => {
                found.extend(orders.iter().map(|order| thing(step, format!("{order} shipment_not_taken"))));
            }
            Warning::ShippedWithoutNumber { orders } => {
                found.extend(orders.iter().map(|order| thing(step, format!("{order} no_tracking_number"))));
            }
            Warning::NotScheduled { orders } => {
                found.extend(orders.iter().map(|order| thing(step, format!("{order} not_scheduled"))));
            }
            Warning::ClaimUnreadable { .. } => drop(found.insert(thing(step, "claim_unreadable".into()))),
            Warning::KeyEnds { days_left, .. } => {
                let within = seller_key::warning(*days_left).unwrap_or_default();
                let ends =
                    if *days_left < 0 { "over".to_owned() } else { format!("ends_within_days {within}") };
                found.insert(thing(SHOP, format!("seller_key {ends}")));
            }
            _ => {}
        }
    }
    match exit {
        Exit::KeyRefused => drop(found.insert(thing(SHOP, KEY_REFUSED.into()))),
        Exit::Brake => drop(found.insert(thing(step, "safety_brake".into()))),
        _ => {}
    }
    found
}

/// The message about things that are new, of so many that are open.
pub fn message(shop: &str, step: &str, new: &[Thing], open: usize, lang: Lang) -> String {
    let step = words::step(lang, step);
    let mut text = lang.pick(
        format!("{shop}: {step} needs a person ({} new, {open} in all)", new.len()),
        format!("{shop}: {step}で対応が必要です(新規{}件、全{open}件)", new.len()),
    );
    for thing in new.iter().take(MOST_LINES) {
        let _ = write!(text, "\n{}", line(thing, lang));
    }
    if new.len() > MOST_LINES {
        let rest = new.len() - MOST_LINES;
        text += &lang.pick(format!("\n… and {rest} more"), format!("\n… ほか{rest}件"));
    }
    text
}

fn line(thing: &Thing, lang: Lang) -> String {
    let parts: Vec<&str> = thing.words.splitn(3, ' ').collect();
    match parts[..] {
        ["seller_key", "over"] => {
            lang.pick("the seller key's year is over", "販売者認証キーの有効期限が過ぎています").to_owned()
        }
        ["seller_key", "refused"] => {
            lang.pick("Qoo10 refused the seller key", "Qoo10が販売者認証キーを拒否しました").to_owned()
        }
        ["seller_key", _, days] => lang.pick(
            format!("the seller key ends within {days} days"),
            format!("販売者認証キーの有効期限まで{days}日以内です"),
        ),
        ["safety_brake"] => lang.pick("refused by a safety brake", "安全のため中止しました").to_owned(),
        ["claim_unreadable"] => {
            lang.pick("a claim cannot be read", "読み取れないクレームがあります").to_owned()
        }
        [order, "missed_shipment"] => lang.pick(
            format!("{order}: shipped earlier, and Qoo10 was never told"),
            format!("{order}: 出荷済みでQoo10に未反映"),
        ),
        [order, "shipment_not_taken"] => lang.pick(
            format!("{order}: shipped earlier, and telling Qoo10 did not work"),
            format!("{order}: 出荷済みでQoo10に反映できていません"),
        ),
        [order, "no_tracking_number"] => lang.pick(
            format!("{order}: shipped without a tracking number"),
            format!("{order}: 出荷済みで送り状番号がありません"),
        ),
        [order, "not_scheduled"] => lang.pick(
            format!("{order}: shipped, and Qoo10 has no planned ship date"),
            format!("{order}: 出荷済みで発送予定日が未登録です"),
        ),
        [order, outcome, reason] => format!("{order}: {} ({reason})", words::count(lang, outcome)),
        [order, outcome] => format!("{order}: {}", words::count(lang, outcome)),
        _ => thing.words.clone(),
    }
}
