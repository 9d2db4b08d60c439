//! What the state file tells of the shop: names that are missing somewhere, steps that nobody starts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;

use super::{DoctorFacts, Finding, Level, What, finding};
use crate::domain::time::Jst;
use crate::plan::push_shipments::company;
use crate::store::gaps::{Few, MOST_NAMES};
use crate::store::{Error, Store};
use crate::vocabulary::{Message, RunResult, Step};

/// What the checks look at.
#[derive(Debug)]
pub struct ShopFacts {
    /// Now.
    pub now: Jst,
    /// The steps that the shop needs, and how they run.
    pub last_runs: Vec<LastRuns>,
    /// Whether there are listings at all.
    pub has_listings: bool,
    /// Companies of open orders for which Qoo10's name is not known.
    pub carriers: Few,
    /// Listings without SKU.
    pub without_sku: Few,
    /// SKUs with pieces but no listing.
    pub without_listing: Few,
    /// SKUs of listings without free stock.
    pub without_stock: Few,
}

/// How a step runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastRuns {
    /// Its name.
    pub step: Step,
    /// When its last run began.
    pub last: Option<Jst>,
    /// When its last run began that did its work.
    pub success: Option<Jst>,
    /// Whether the last run ended without that.
    pub has_failed: bool,
    /// Why.
    pub error: Option<Message>,
}

impl LastRuns {
    fn look(store: &Store, step: Step) -> Result<Self, Error> {
        let last = store.last_run(step)?;
        let is_failure = |result: RunResult| !matches!(result, RunResult::Ok | RunResult::Partial);
        Ok(Self {
            step,
            last: last.as_ref().map(|run| run.started_at),
            success: store.last_success(step)?,
            has_failed: last.as_ref().and_then(|run| run.result).is_some_and(is_failure),
            error: last.and_then(|run| run.error),
        })
    }

    /// Whether it is started, but fails again and again.
    fn is_failing(&self, now: Jst) -> bool {
        self.success.map_or(self.has_failed, |success| now - success > LONGEST_GAP)
    }
}

impl ShopFacts {
    /// Looks at the state file; `own_names` is the shop's table of companies.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn look(store: &Store, own_names: &BTreeMap<String, String>, now: Jst) -> Result<Self, Error> {
        let has_listings = store.has_listings()?;
        // Without listings push-stock has nothing to do.
        let needed = Step::DAILY.iter().copied().filter(|step| has_listings || *step != Step::PushStock);
        Ok(Self {
            now,
            last_runs: needed.map(|step| LastRuns::look(store, step)).collect::<Result<_, Error>>()?,
            has_listings,
            carriers: unknown_carriers(store, own_names)?,
            without_sku: store.listings_without_sku()?,
            without_listing: store.skus_without_listing()?,
            without_stock: store.listings_without_stock()?,
        })
    }
}

fn unknown_carriers(store: &Store, own_names: &BTreeMap<String, String>) -> Result<Few, Error> {
    let orders = store.open_orders()?;
    let unknown: BTreeSet<&str> = orders.iter().filter_map(|order| company(order, own_names).err()).collect();
    let names = unknown.iter().take(MOST_NAMES).map(|name| (*name).to_owned()).collect();
    Ok(Few { count: unknown.len() as u64, names })
}

fn shop(facts: &DoctorFacts) -> Option<&ShopFacts> {
    facts.shop.as_ref()?.as_ref().ok()
}

/// A step that did not run for longer has lost its place in the crontab.
const LONGEST_GAP: Duration = Duration::days(1);

pub(super) fn cron(facts: &DoctorFacts) -> Option<Finding> {
    let shop = match facts.shop.as_ref()? {
        Ok(shop) => shop,
        Err(message) => {
            return finding("cron", Level::Problem, What::FileUnusable { message: message.clone() });
        }
    };
    let (mut never, mut late, mut failing) = (Vec::new(), Vec::new(), Vec::new());
    for runs in &shop.last_runs {
        match runs.last {
            None => never.push(runs.step.as_str()),
            Some(at) if shop.now - at > LONGEST_GAP => late.push((runs.step.as_str(), at)),
            Some(_) if runs.is_failing(shop.now) => failing.push(runs.clone()),
            Some(_) => {}
        }
    }
    match never.is_empty() && late.is_empty() && failing.is_empty() {
        true => finding("cron", Level::Ok, What::CronSeen),
        false => finding("cron", Level::Warning, What::CronMissed { never, late, failing }),
    }
}

fn gap(check: &'static str, few: &Few, fine: What, missing: fn(Few) -> What) -> Option<Finding> {
    match few.count {
        0 => finding(check, Level::Ok, fine),
        _ => finding(check, Level::Warning, missing(few.clone())),
    }
}

pub(super) fn carriers(facts: &DoctorFacts) -> Option<Finding> {
    gap("carriers", &shop(facts)?.carriers, What::CarriersKnown, |few| What::CarriersUnknown { few })
}

pub(super) fn listings_without_sku(facts: &DoctorFacts) -> Option<Finding> {
    let shop = shop(facts)?;
    let fine = if shop.has_listings { What::ListingsMapped } else { What::NoListings };
    gap("listings_without_sku", &shop.without_sku, fine, |few| What::ListingsUnmapped { few })
}

pub(super) fn skus_without_listing(facts: &DoctorFacts) -> Option<Finding> {
    let few = &shop(facts)?.without_listing;
    gap("skus_without_listing", few, What::SkusListed, |few| What::SkusUnlisted { few })
}

pub(super) fn listings_without_stock(facts: &DoctorFacts) -> Option<Finding> {
    let shop = shop(facts)?;
    let fine = if shop.has_listings { What::StockKnown } else { What::NoListings };
    gap("listings_without_stock", &shop.without_stock, fine, |few| What::StockUnknown { few })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::time::from_text;

    /// A shop whose steps all run just now, and that misses nothing.
    pub(in crate::desk::doctor) fn fine() -> ShopFacts {
        let now = from_text("2026-07-01T10:00:00+09:00").unwrap();
        let runs = |step| {
            let (last, success) = (Some(now), Some(now));
            LastRuns { step, last, success, has_failed: false, error: None }
        };
        ShopFacts {
            now,
            last_runs: Step::DAILY.iter().copied().map(runs).collect(),
            has_listings: true,
            carriers: Few::default(),
            without_sku: Few::default(),
            without_listing: Few::default(),
            without_stock: Few::default(),
        }
    }
}
