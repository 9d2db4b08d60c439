//! Claim lists with the dates of each claim, for what is kept of them.

use super::client::Client;
use super::error::Error;
use super::wire::claims;
use crate::domain::claim::{Claim, ClaimRecord};
use crate::domain::time::Jst;
use crate::domain::unread::ParsedList;

impl Client {
    /// The claims of a state on orders of `from` to `to`, both included, with their dates; at most 90 days.
    ///
    /// # Errors
    /// When the list cannot be fetched whole.
    pub fn fetch_dated_claims(
        &self,
        claim: Claim,
        from: Jst,
        to: Jst,
    ) -> Result<ParsedList<ClaimRecord>, Error> {
        Ok(claims::parse_dated_claims(&self.fetch_claim_rows(claim, from, to)?, claim))
    }
}
