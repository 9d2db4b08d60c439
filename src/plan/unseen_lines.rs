//! Rows of Qoo10's order lists that are in no order here: which SKU each of them takes pieces of (STK-8).

use std::collections::{HashMap, HashSet};

use crate::domain::listed_goods::ListedGoods;
use crate::domain::listing::Listing;
use crate::domain::mapping::NO_OPTION_CODE;
use crate::domain::seller_code::{sku, split_option_code};
use crate::domain::stock_facts::{LineGoods, StockFacts, UnseenLine};

/// The SKUs that a row may mean.
#[derive(Debug)]
pub struct SkuFinder {
    separator: String,
    /// Every SKU that has a count, parts or a listing.
    known: HashSet<String>,
    /// By item code, then by the option as it is shown.
    options: HashMap<String, HashMap<String, String>>,
    /// Item and option codes of listings without a SKU: a sale of one takes nothing off any stock.
    unmapped: HashSet<(String, String)>,
}

impl SkuFinder {
    /// `separator` stands between a seller code and an option code in a SKU.
    pub fn new(separator: &str, facts: &StockFacts, listings: &[Listing]) -> Self {
        let listed = || listings.iter().filter_map(|one| Some((one, one.sku.clone()?)));
        let counted = facts.counts.keys().chain(facts.sets.keys()).cloned();
        let mut options: HashMap<String, HashMap<String, String>> = HashMap::new();
        for (listing, sku) in listed().filter(|(listing, _)| !listing.option.is_empty()) {
            options.entry(listing.item_code.clone()).or_default().insert(listing.option.clone(), sku);
        }
        let unmapped = listings.iter().filter(|one| one.sku.is_none());
        Self {
            separator: separator.to_owned(),
            known: counted.chain(listed().map(|(_, sku)| sku)).collect(),
            options,
            unmapped: unmapped.map(|one| (one.item_code.clone(), one.option_code.clone())).collect(),
        }
    }

    /// What a row takes off the stock; none where neither listing nor SKU of it can be told.
    pub fn find_line(&self, facts: &StockFacts, row: &ListedGoods) -> Option<UnseenLine> {
        let own = self.find_own_sku(row);
        let is_known = own.is_some();
        let goods = LineGoods {
            item_code: row.item_code.clone(),
            option_code: row.option_code.clone(),
            option: row.option.clone(),
            sku: own,
        };
        let is_told = is_known || facts.index.find_listing(&goods).is_some() || self.is_unmapped(row);
        is_told.then_some(UnseenLine { goods, qty: row.qty, is_paid: row.is_paid })
    }

    fn is_unmapped(&self, row: &ListedGoods) -> bool {
        let code = row.option_code.clone().unwrap_or_default();
        row.item_code.clone().is_some_and(|item| self.unmapped.contains(&(item, code)))
    }

    /// The known SKU that its codes make as an import joins them (IMP-9), or that its option has.
    fn find_own_sku(&self, row: &ListedGoods) -> Option<String> {
        let seller_code = row.seller_item_code.as_deref();
        let join = |code: Option<&str>| seller_code.map(|seller| sku(seller, code, &self.separator));
        let whole = row.option_code.as_deref();
        let parts = || split_option_code(whole.unwrap_or_default());
        // `0` stands for no code, unless an option has it (IMP-19).
        let bare = whole.is_none_or(|code| code == NO_OPTION_CODE).then(|| join(None)).flatten();
        let by_text = row
            .option
            .as_ref()
            .filter(|_| whole.is_none())
            .and_then(|text| self.options.get(row.item_code.as_deref()?)?.get(text.trim()));
        let joined = whole.and_then(|code| join(Some(code)));
        let candidates = by_text.cloned().into_iter().chain(joined);
        candidates
            .chain(parts().filter_map(|code| join(Some(code))))
            .chain(bare)
            .find(|sku| self.known.contains(sku))
    }
}

#[cfg(test)]
#[path = "unseen_lines_tests.rs"]
mod tests;
