//! What has to be known of an item before its lines can be imported, as far as it is known yet.

use std::collections::{BTreeSet, HashMap};

use crate::domain::mapping::OptionCodes;
use crate::domain::option_text::Addon;
use crate::vocabulary::Message;

/// A question about an item, asked of Qoo10 once per run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lookup {
    /// Which delivery company carries it (IMP-6)?
    DeliveryCompany(String),
    /// Which options have stock of their own (IMP-10)?
    StockOptions(String),
    /// Which add-on options does it have (IMP-11)?
    Addons(String),
}

/// An answer, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LookupResult<T> {
    /// Qoo10 said so.
    Known(T),
    /// It could not be fetched: a sentence.
    Unavailable(Message),
}

/// All answers so far, by Qoo10's item code.
#[derive(Debug, Default)]
pub struct ItemFacts {
    pub delivery_companies: HashMap<String, LookupResult<Option<String>>>,
    /// The codes of the options with stock; a blank one for an option without a code.
    pub stock_options: HashMap<String, LookupResult<Vec<String>>>,
    pub addons: HashMap<String, LookupResult<Vec<Addon>>>,
    /// What the mapping table says of option codes.
    pub option_codes: OptionCodes,
}

/// Facts as a decision reads them: what is absent is noted as a question.
#[derive(Debug)]
pub struct FactReader<'f> {
    facts: &'f ItemFacts,
    /// What has to be looked up before the decision can be made.
    pub questions: BTreeSet<Lookup>,
}

impl<'f> FactReader<'f> {
    pub fn new(facts: &'f ItemFacts) -> Self {
        Self { facts, questions: BTreeSet::new() }
    }

    /// The delivery company of an item; none: not known yet.
    pub fn find_company(&mut self, item_code: &str) -> Option<&'f LookupResult<Option<String>>> {
        let question = || Lookup::DeliveryCompany(item_code.to_owned());
        Self::get(&mut self.questions, &self.facts.delivery_companies, item_code, question)
    }

    /// The codes of an item's options with stock; none: not known yet.
    pub fn find_stock_options(&mut self, item_code: &str) -> Option<&'f LookupResult<Vec<String>>> {
        let question = || Lookup::StockOptions(item_code.to_owned());
        Self::get(&mut self.questions, &self.facts.stock_options, item_code, question)
    }

    /// An item's add-on options; none: not known yet.
    pub fn find_addons(&mut self, item_code: &str) -> Option<&'f LookupResult<Vec<Addon>>> {
        let question = || Lookup::Addons(item_code.to_owned());
        Self::get(&mut self.questions, &self.facts.addons, item_code, question)
    }

    /// Whether several options of an item have a code, as far as the mapping table says.
    pub fn is_code_shared(&self, item_code: &str, option_code: &str) -> Option<bool> {
        self.facts.option_codes.is_shared(item_code, option_code)
    }

    fn get<T>(
        questions: &mut BTreeSet<Lookup>,
        known: &'f HashMap<String, T>,
        item_code: &str,
        question: impl Fn() -> Lookup,
    ) -> Option<&'f T> {
        let fact = known.get(item_code);
        if fact.is_none() {
            questions.insert(question());
        }
        fact
    }
}
