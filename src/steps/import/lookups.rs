//! Questions about items, asked of Qoo10 once per run and item (IMP-6, 10, 11).

use std::collections::HashMap;

use crate::domain::mapping::OptionCodes;
use crate::plan::import::facts::{ItemFacts, Lookup, LookupResult};
use crate::qoo10::wire::items::ItemDetail;
use crate::qoo10::{Client, Error};
use crate::vocabulary::{Message, msg};

pub(super) struct Lookups<'c> {
    client: &'c Client,
    facts: ItemFacts,
    details: HashMap<String, LookupResult<Option<ItemDetail>>>,
    companies: Option<LookupResult<DeliveryCompanies>>,
}

/// Delivery companies by the number of their group.
struct DeliveryCompanies {
    known: HashMap<i64, String>,
    /// What is wrong with a group that cannot be read: it may be any.
    unread: Option<Message>,
}

impl<'c> Lookups<'c> {
    pub(super) fn new(client: &'c Client, option_codes: OptionCodes) -> Self {
        let facts = ItemFacts { option_codes, ..ItemFacts::default() };
        Self { client, facts, details: HashMap::new(), companies: None }
    }

    pub(super) fn facts(&self) -> &ItemFacts {
        &self.facts
    }

    /// Answers a question, or notes why it cannot be answered.
    ///
    /// # Errors
    /// When the next question would fail in the same way: endpoint dead, key refused, time over.
    pub(super) fn look_up(&mut self, question: Lookup) -> Result<(), Error> {
        match question {
            Lookup::DeliveryCompany(item) => {
                let fact = self.fetch_company(&item)?;
                self.facts.delivery_companies.insert(item, fact);
            }
            Lookup::StockOptions(item) => {
                let fact = self.fetch_stock_options(&item)?;
                self.facts.stock_options.insert(item, fact);
            }
            Lookup::Addons(item) => {
                let fact = match self.client.fetch_addons(&item) {
                    // MOVE items have no add-ons, and this method does not know them.
                    Err(Error::Code { .. }) if self.fetch_move_types(&item)?.is_some() => {
                        LookupResult::Known(Vec::new())
                    }
                    answer => to_fact(answer)?,
                };
                self.facts.addons.insert(item, fact);
            }
        }
        Ok(())
    }

    fn fetch_company(&mut self, item: &str) -> Result<LookupResult<Option<String>>, Error> {
        let shipping_no = match self.fetch_detail(item)? {
            LookupResult::Unavailable(why) => return Ok(LookupResult::Unavailable(why)),
            LookupResult::Known(None) => None,
            LookupResult::Known(Some(detail)) => match detail.shipping_no {
                Ok(number) => number,
                Err(problem) => {
                    return Ok(LookupResult::Unavailable(msg!("report-of_item", item = item, why = problem)));
                }
            },
        };
        let Some(shipping_no) = shipping_no else { return Ok(LookupResult::Known(None)) };
        if self.companies.is_none() {
            let groups = self.client.fetch_delivery_groups().map(|groups| {
                let (groups, unread) = groups.split();
                let named = groups.into_iter().filter_map(|group| Some((group.shipping_no, group.company?)));
                let unread = unread.into_iter().next().map(|row| row.problem);
                DeliveryCompanies { known: named.collect(), unread }
            });
            self.companies = Some(to_fact(groups)?);
        }
        Ok(match &self.companies {
            Some(LookupResult::Known(companies)) => {
                match (companies.known.get(&shipping_no), &companies.unread) {
                    (Some(company), _) => LookupResult::Known(Some(company.clone())),
                    (None, None) => LookupResult::Known(None),
                    // It may be the group that cannot be read.
                    (None, Some(problem)) => LookupResult::Unavailable(problem.clone()),
                }
            }
            Some(LookupResult::Unavailable(why)) => LookupResult::Unavailable(why.clone()),
            None => LookupResult::Known(None),
        })
    }

    /// MOVE items keep their types elsewhere: an empty or refused list says nothing about them.
    fn fetch_stock_options(&mut self, item: &str) -> Result<LookupResult<Vec<String>>, Error> {
        let answer = self.client.fetch_stock_options(item).map(|options| {
            let (options, unread) = options.split();
            // One that cannot be read is an option all the same, of an unknown code.
            let codes = options.into_iter().map(|option| option.code.trim().to_owned());
            codes.chain(unread.iter().map(|_| String::new())).collect::<Vec<_>>()
        });
        if matches!(&answer, Ok(codes) if !codes.is_empty()) {
            return to_fact(answer);
        }
        if matches!(answer, Ok(_) | Err(Error::Code { .. }))
            && let Some(types) = self.fetch_move_types(item)?
        {
            return Ok(LookupResult::Known(types));
        }
        to_fact(answer)
    }

    /// The type codes of a MOVE item; none for any other item.
    fn fetch_move_types(&mut self, item: &str) -> Result<Option<Vec<String>>, Error> {
        Ok(match self.fetch_detail(item)? {
            LookupResult::Known(Some(detail)) => {
                Some(detail.move_type_codes()).filter(|codes| !codes.is_empty())
            }
            _ => None,
        })
    }

    /// An item of either kind: a MOVE item answers only to the call for MOVE items.
    fn fetch_detail(&mut self, item: &str) -> Result<LookupResult<Option<ItemDetail>>, Error> {
        // Orders hold the same items over and over: each is asked for once in a run.
        if let Some(known) = self.details.get(item) {
            return Ok(known.clone());
        }
        let fact = match to_fact(self.client.fetch_item(item))? {
            LookupResult::Unavailable(why) => {
                LookupResult::Unavailable(msg!("report-of_item", item = item, why = why))
            }
            known => known,
        };
        self.details.insert(item.to_owned(), fact.clone());
        Ok(fact)
    }
}

fn to_fact<T>(answer: Result<T, Error>) -> Result<LookupResult<T>, Error> {
    match answer {
        Ok(value) => Ok(LookupResult::Known(value)),
        // The next question would fail in the same way.
        Err(error) if error.should_stop_step() => Err(error),
        Err(error) => Ok(LookupResult::Unavailable(error.message())),
    }
}
