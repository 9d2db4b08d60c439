//! Which SKUs there are.

use crate::store::{Error, Store};
use crate::strings::suggest::suggest;

/// Whether anything has a SKU.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SkuLookup {
    /// It has a count, parts or a listing, or is a part, or there are no listings at all, so that nobody can
    /// say which SKUs there are.
    Known,
    /// Nobody knows it; the nearest that is known, if one is near.
    Unknown(Option<String>),
}

/// Whether a count, a set or a listing has a SKU.
///
/// # Errors
/// When the state file cannot be read.
pub fn look_up_sku(store: &Store, sku: &str) -> Result<SkuLookup, Error> {
    if store.has_sku(sku)? || !store.has_listings()? {
        return Ok(SkuLookup::Known);
    }
    Ok(SkuLookup::Unknown(suggest_sku(store, sku)?))
}

/// The known SKU that is nearest to an unknown one, if one is near.
pub(super) fn suggest_sku(store: &Store, sku: &str) -> Result<Option<String>, Error> {
    let known = store.list_known_skus()?;
    Ok(suggest(sku, known.iter().map(String::as_str)).map(str::to_owned))
}
