//! Free stock as it is right before quantities are written: with the orders in Qoo10's lists that no run has
//! imported (STK-8).

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::time::Duration;

use crate::domain::listing::Listing;
use crate::domain::stock_facts::{StockFacts, UnseenLine};
use crate::domain::time::Jst;
use crate::plan::free_stock::{ComputedStock, compute_free_stock};
use crate::plan::import::window::{self, Memory};
use crate::plan::unseen_lines::SkuFinder;
use crate::qoo10::method::GET_SHIPPING_INFO;
use crate::qoo10::transport::Attempts;
use crate::qoo10::wire::shipping_row::{self, RowHead};
use crate::qoo10::{Client, Error};
use crate::steps::StepError;
use crate::steps::fetched_rows::{self, FetchedRows};
use crate::steps::import_window::ImportPast;
use crate::steps::report::Warning;
use crate::store::{self, Store};

/// What is written tells of lists that were asked for no longer before.
const MAX_AGE: Duration = Duration::from_secs(5);

/// Calls of one row each share lists that are no older: the rest of the time is for the call to start.
const MAX_SHARED_AGE: Duration = Duration::from_secs(4);

pub(super) struct LiveStock {
    facts: StockFacts,
    skus: SkuFinder,
    computed: BTreeMap<String, ComputedStock>,
    /// When the run began, by the shop's clock and in the client's time.
    began: (Jst, Duration),
    overlap: chrono::Duration,
    memory: Memory,
    is_wide: bool,
    /// When the lists were asked for, in the client's time.
    asked_at: Option<Duration>,
    /// Order or cart numbers of rows that take pieces of nobody knows what.
    uncounted: BTreeSet<String>,
    /// Whether there are such rows without any number.
    has_unnumbered: bool,
}

impl LiveStock {
    /// Free stock without the orders that no run has imported.
    pub(super) fn new(
        facts: StockFacts,
        listings: &[Listing],
        (sku_separator, overlap): (&str, chrono::Duration),
        (client, store, now): (&Client, &Store, Jst),
    ) -> Result<Self, StepError> {
        Ok(Self {
            skus: SkuFinder::new(sku_separator, &facts, listings),
            computed: compute_free_stock(&facts, &[]),
            facts,
            began: (now, client.elapsed()),
            overlap,
            memory: ImportPast::load(store, now)?.memory,
            is_wide: window::is_wide_due(now, store.import_wide_at()?),
            asked_at: None,
            uncounted: BTreeSet::new(),
            has_unnumbered: false,
        })
    }

    pub(super) fn find(&self, listing: &Listing) -> Option<&ComputedStock> {
        self.computed.get(listing.sku.as_ref()?)
    }

    /// Until when a call may start that tells what this says.
    pub(super) fn latest_start(&self) -> Duration {
        self.asked_at.unwrap_or_default() + MAX_AGE
    }

    /// Asks Qoo10's lists; where they `may_be_shared`, those of a moment ago will do.
    pub(super) fn refresh(
        &mut self,
        client: &Client,
        store: &Store,
        may_be_shared: bool,
    ) -> Result<(), StepError> {
        let is_younger = |asked_at: Option<Duration>, age: Duration| {
            asked_at.is_some_and(|asked_at| client.elapsed().saturating_sub(asked_at) <= age)
        };
        if may_be_shared && is_younger(self.asked_at, MAX_SHARED_AGE) {
            return Ok(());
        }
        for _ in 0..client.max_attempts().max(1) {
            self.ask(client, store)?;
            if is_younger(self.asked_at, MAX_AGE) {
                return Ok(());
            }
        }
        // Nothing that is sent now would be known to be right.
        Err(Error::Outdated { method: GET_SHIPPING_INFO, attempts: Attempts::default() }.into())
    }

    fn ask(&mut self, client: &Client, store: &Store) -> Result<(), StepError> {
        let passed = client.elapsed().saturating_sub(self.began.1);
        let now = self.began.0 + chrono::Duration::from_std(passed).unwrap_or_default();
        let window = window::plan_unseen(now, self.overlap, self.memory, self.is_wide);
        let fetched = fetched_rows::fetch_rows(client, window)?;
        let unseen = store.read_in_transaction(|store| self.collect_unseen(&fetched, store))?;
        self.computed = compute_free_stock(&self.facts, &unseen);
        self.asked_at = Some(fetched.asked_at);
        log::debug!("push-stock: {} rows of Qoo10's lists are in no order here", unseen.len());
        Ok(())
    }

    /// The rows that are in no order here, rejects included. An order that is here and was paid since is so
    /// from now on.
    fn collect_unseen(
        &mut self,
        fetched: &FetchedRows,
        store: &Store,
    ) -> Result<Vec<UnseenLine>, store::Error> {
        let (mut unseen, mut paid) = (Vec::new(), HashSet::new());
        for row in &fetched.rows {
            // A row that cannot be read is warned of with those that name nothing that is known.
            let goods = shipping_row::parse_goods(fetched.json(row)).ok();
            let known = row.head.order_no.map(|order_no| store.find_order_code(order_no)).transpose()?;
            if let Some(code) = known.flatten() {
                paid.extend(goods.is_none_or(|goods| goods.is_paid).then_some(code));
                continue;
            }
            match goods.and_then(|goods| self.skus.find_line(&self.facts, &goods)) {
                Some(line) => unseen.push(line),
                None => self.add_uncounted(row.head),
            }
        }
        let since = self.facts.lines.iter_mut().filter(|line| paid.contains(&line.order));
        since.for_each(|line| line.is_paid = true);
        Ok(unseen)
    }

    fn add_uncounted(&mut self, head: RowHead) {
        let order_no = head.order_no.map(|order_no| order_no.to_string());
        match order_no.or_else(|| head.pack_no.map(|cart| cart.to_string())) {
            Some(number) => drop(self.uncounted.insert(number)),
            None => self.has_unnumbered = true,
        }
    }

    /// What nobody can take into account, each once however often it was listed.
    pub(super) fn collect_warnings(&self) -> Vec<Warning> {
        let orders: Vec<String> = self.uncounted.iter().cloned().collect();
        let numbered = (!orders.is_empty()).then_some(Warning::OrdersNotCounted { orders });
        numbered.into_iter().chain(self.has_unnumbered.then_some(Warning::RowNotCounted)).collect()
    }
}
