//! What the state file tells of the shop: names that are missing somewhere, steps that nobody starts.

use super::facts::{DoctorFacts, MAX_RUN_GAP, ShopFacts};
use super::finding::{Finding, FindingKind, build_finding};
use crate::store::gaps::NameSample;
use crate::vocabulary::{FormPoint, Level};

fn get_shop(facts: &DoctorFacts) -> Option<&ShopFacts> {
    facts.shop.as_ref()?.as_ref().ok()
}

pub(super) fn check_cron(facts: &DoctorFacts) -> Option<Finding> {
    let shop = match facts.shop.as_ref()? {
        Ok(shop) => shop,
        Err(message) => {
            return build_finding(
                "cron",
                Level::Problem,
                FindingKind::FileUnusable { message: message.clone() },
            );
        }
    };
    let (mut never, mut late, mut failing) = (Vec::new(), Vec::new(), Vec::new());
    for runs in &shop.last_runs {
        match runs.last {
            None => never.push(runs.step.as_str()),
            Some(at) if shop.now - at > MAX_RUN_GAP => late.push((runs.step.as_str(), at)),
            Some(_) if runs.is_failing(shop.now) => failing.push(runs.clone()),
            Some(_) => {}
        }
    }
    match never.is_empty() && late.is_empty() && failing.is_empty() {
        true => build_finding("cron", Level::Ok, FindingKind::CronSeen),
        false => build_finding("cron", Level::Warning, FindingKind::CronMissed { never, late, failing }),
    }
}

fn check_gap(
    check: &'static str,
    few: &NameSample,
    fine: FindingKind,
    missing: fn(NameSample) -> FindingKind,
) -> Option<Finding> {
    match few.count {
        0 => build_finding(check, Level::Ok, fine),
        _ => build_finding(check, Level::Warning, missing(few.clone())),
    }
}

pub(super) fn check_carriers(facts: &DoctorFacts) -> Option<Finding> {
    check_gap("carriers", &get_shop(facts)?.carriers, FindingKind::CarriersKnown, |few| {
        FindingKind::CarriersUnknown { few }
    })
}

pub(super) fn check_listings_without_sku(facts: &DoctorFacts) -> Option<Finding> {
    let shop = get_shop(facts)?;
    let fine = if shop.has_listings { FindingKind::ListingsMapped } else { FindingKind::NoListings };
    check_gap("listings_without_sku", &shop.without_sku, fine, |few| FindingKind::ListingsUnmapped { few })
}

pub(super) fn check_skus_without_listing(facts: &DoctorFacts) -> Option<Finding> {
    let few = &get_shop(facts)?.without_listing;
    check_gap("skus_without_listing", few, FindingKind::SkusListed, |few| FindingKind::SkusUnlisted { few })
}

pub(super) fn check_listings_without_stock(facts: &DoctorFacts) -> Option<Finding> {
    let shop = get_shop(facts)?;
    let fine = if shop.has_listings { FindingKind::StockKnown } else { FindingKind::NoListings };
    check_gap("listings_without_stock", &shop.without_stock, fine, |few| FindingKind::StockUnknown { few })
}

pub(super) fn check_sets(facts: &DoctorFacts) -> Option<Finding> {
    let few = &get_shop(facts)?.uncountable_sets;
    check_gap("sets", few, FindingKind::SetsCountable, |few| FindingKind::SetsUncountable { few })
}

pub(super) fn check_answer_forms(facts: &DoctorFacts) -> Option<Finding> {
    let list = |is_known: bool| -> Vec<(FormPoint, String)> {
        let open =
            get_shop(facts).into_iter().flat_map(|shop| &shop.forms).filter(|one| one.is_open(is_known));
        open.map(|one| (one.sighting.point, one.sighting.form.as_str().to_owned())).collect()
    };
    get_shop(facts)?;
    let (unknown, new) = (list(false), list(true));
    match (unknown.is_empty(), new.is_empty()) {
        (false, _) => {
            build_finding("answer_forms", Level::Warning, FindingKind::FormsUnknown { forms: unknown })
        }
        (true, false) => build_finding("answer_forms", Level::Ok, FindingKind::FormsNew { forms: new }),
        (true, true) => build_finding("answer_forms", Level::Ok, FindingKind::FormsKnown),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::facts::LastRuns;
    use super::*;
    use crate::domain::time::parse_jst;
    use crate::vocabulary::Step;

    /// A shop whose steps all run just now, and that misses nothing.
    pub(in crate::desk::doctor) fn fine() -> ShopFacts {
        let now = parse_jst("2026-07-01T10:00:00+09:00").unwrap();
        let runs = |step| {
            let (last, success) = (Some(now), Some(now));
            LastRuns { step, last, success, has_failed: false, error: None }
        };
        ShopFacts {
            now,
            last_runs: Step::DAILY.iter().copied().map(runs).collect(),
            has_listings: true,
            carriers: NameSample::default(),
            without_sku: NameSample::default(),
            without_listing: NameSample::default(),
            without_stock: NameSample::default(),
            uncountable_sets: NameSample::default(),
            forms: Vec::new(),
        }
    }
}
