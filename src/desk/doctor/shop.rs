//! What the state file tells of the shop: names that are missing somewhere, steps that nobody starts.

use super::facts::{DoctorFacts, LONGEST_GAP, ShopFacts};
use super::finding::{Finding, What, finding};
use crate::store::gaps::Few;
use crate::vocabulary::Level;

fn shop(facts: &DoctorFacts) -> Option<&ShopFacts> {
    facts.shop.as_ref()?.as_ref().ok()
}

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
    use super::super::facts::LastRuns;
    use super::*;
    use crate::domain::time::from_text;
    use crate::vocabulary::Step;

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
