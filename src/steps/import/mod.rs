//! `import` (出荷指示取込): Qoo10's unpaid and new orders into the state file (IMP-1 to IMP-23).
//!
//! Gather: `fetched_rows`, then `carts`. Plan: `plan::import`, with `lookups` answering its questions.
//! Apply: `apply`, and `rejects` for the carts that cannot be imported.

mod apply;
mod carts;
mod lookups;
mod receivers;
mod rejects;
mod search;

use chrono::Duration;

use self::apply::ImportWriter;
use self::carts::{FetchedCarts, LeftOut, NewCart};
use self::lookups::Lookups;
use self::rejects::Rejects;
use super::fetched_rows::FetchedRows;
use super::hold_rules::RuleJudge;
use super::import_window::ImportPast;
use super::report::Warning;
use super::{Mode, StepContext, StepError};
use crate::domain::ids::{OrderCode, PackNo};
use crate::domain::mapping::OptionCodes;
use crate::domain::time::{Clock, format_jst};
use crate::plan::hold_rules::{HoldRules, hold_new_order};
use crate::plan::import::cart::{self, CartDecision, CartImport, CartRules};
use crate::plan::import::window;
use crate::plan::window::Window;
use crate::store::{KnownReject, Store};
use crate::vocabulary::{Outcome, msg};

pub const OUTCOMES: &[Outcome] =
    &[Outcome::Fetched, Outcome::Imported, Outcome::Unchanged, Outcome::Rejected];

#[derive(Debug, Clone, Default)]
pub struct Request {
    /// A range run's window; none for a differential run.
    pub range: Option<Window>,
    /// Only these carts; all when empty.
    pub carts: Vec<PackNo>,
    pub limit: Option<usize>,
    /// Overlap of differential runs.
    pub overlap: Duration,
    pub rules: CartRules,
    /// Tells when an order is written; none: when the run began.
    pub clock: Option<Clock>,
    /// The shop's own rules for what is doubtful (IMP-24).
    pub hold_rules: HoldRules,
}

impl Request {
    /// Whether the run moves the cursor (IMP-2).
    fn should_move_cursor(&self) -> bool {
        self.range.is_none() && self.carts.is_empty()
    }

    /// Whether the run takes all that its window shows.
    fn is_whole(&self) -> bool {
        self.should_move_cursor() && self.limit.is_none()
    }
}

/// Runs the step.
///
/// # Errors
/// What ended the step early; what was done until then is in the state file and in the report.
pub fn run(request: &Request, context: &mut StepContext<'_>) -> Result<(), StepError> {
    let StepContext { client, store, now, mode, .. } = context;
    let (client, now) = (*client, *now);
    let ImportPast { known, memory } = ImportPast::load(store, now)?;
    let is_wide = request.is_whole() && window::is_wide_due(now, store.import_wide_at()?);
    let usual = || window::plan_differential(now, request.overlap, memory, is_wide);
    let window = request.range.unwrap_or_else(usual);
    // Before the first call: a first run that dies or finds nothing began here all the same.
    if *mode != Mode::DryRun && request.should_move_cursor() && memory.first_from.is_none() {
        let batch = store.start_batch()?;
        batch.set_import_first_from(window.from)?;
        batch.commit()?;
    }
    log::info!("import: asking for orders of {} to {}", format_jst(window.from), format_jst(window.to));
    let named = if request.range.is_none() { request.carts.as_slice() } else { &[] };
    let (window, fetched) = search::fetch_rows(client, store, window, named)?;
    let gathered = carts::gather_carts(&fetched, store, &request.carts)?;
    // Only now: a cart may be new to the state file, and stand in the answer.
    check_requested_carts(request, &fetched, &known, context)?;
    let StepContext { store, mode, .. } = context;
    let mut judge = RuleJudge::new(&request.hold_rules);
    let mut filled = receivers::find_filled(&fetched, &gathered, store)?;
    if !gathered.carts.is_empty() || !filled.is_empty() {
        judge.load_zips()?;
    }
    let warned = receivers::judge_filled(store, &mut filled, &mut judge)?;
    if let Some(run) = mode.run() {
        receivers::write_filled(store, &filled, request.rules.buyer_address, run, now)?;
    }
    context.report.warnings.extend(warned);
    let FetchedCarts { carts, unchanged, newest_unchanged, .. } = gathered;
    context.report.count(Outcome::Fetched, fetched.rows.len() as u64);

    // Where nothing is new, nothing is asked.
    let option_codes = if carts.is_empty() { OptionCodes::default() } else { store.load_option_codes()? };
    let mut rejects = Rejects::new(known, window);
    let StepContext { client, store, now, mode, report, .. } = context;
    let mut writer = ImportWriter::new(mode.run(), (*now, request.clock.as_ref()), report);
    writer.add_unchanged(unchanged);
    let mut deciding = Deciding {
        request,
        fetched: &fetched,
        lookups: Lookups::new(client, option_codes),
        rejects: &mut rejects,
        judge: &mut judge,
        writer: &mut writer,
    };
    let decided = deciding.decide_carts(store, carts);
    // Also when a look-up ended the run: what was decided before it stays.
    writer.flush(store)?;
    let left_out = decided?;

    // Only a run that came this far knows which rejects are gone.
    let settled = rejects.collect_closed(&fetched, &request.carts, &left_out);
    let newest = newest_unchanged.max(writer.newest());
    let oldest_left_out = left_out.find_oldest(window);
    let cursor = window::compute_cursor(memory.cursor, newest, oldest_left_out, *now);
    // A run over a range or over some carts did not see what lies between (IMP-2).
    let moved = cursor.filter(|_| request.should_move_cursor() && cursor != memory.cursor);
    writer.finish(store, settled, moved, is_wide)
}

/// A cart that was asked for has to be somewhere: in Qoo10's answer, among the rejects, or imported.
fn check_requested_carts(
    request: &Request,
    fetched: &FetchedRows,
    known: &[KnownReject],
    context: &mut StepContext<'_>,
) -> Result<(), StepError> {
    let store = &*context.store;
    for cart in &request.carts {
        let is_listed = fetched.rows.iter().any(|row| row.head.pack_no == Some(*cart));
        if is_listed || known.iter().any(|reject| reject.pack_no == Some(*cart)) {
            continue;
        }
        if store.find_highest_suffix(*cart)?.is_none() {
            let code = OrderCode { pack_no: *cart, suffix: None };
            let meant = store.match_code(code)?.message(code);
            return Err(StepError::Unknown {
                message: msg!("step-unknown_cart", cart = cart.to_string()),
                hint: meant.unwrap_or_else(|| msg!("step-unknown_cart.next")),
            });
        }
        context.report.warnings.push(Warning::NotListed { cart: cart.to_string() });
    }
    Ok(())
}

/// What decisions on carts need, and where they go.
struct Deciding<'a, 'w> {
    request: &'a Request,
    fetched: &'a FetchedRows,
    lookups: Lookups<'a>,
    rejects: &'a mut Rejects,
    judge: &'a mut RuleJudge<'w>,
    writer: &'a mut ImportWriter<'w>,
}

impl Deciding<'_, '_> {
    fn decide_carts(&mut self, store: &mut Store, carts: Vec<NewCart>) -> Result<LeftOut, StepError> {
        let mut left_out = LeftOut::default();
        let mut imported = 0;
        for cart in carts {
            if self.request.limit.is_some_and(|limit| imported >= limit) {
                left_out.0.push((cart.pack_no, cart.ordered_at));
                continue;
            }
            match self.decide_cart(cart)? {
                CartDecision::Import(mut import) => {
                    imported += 1;
                    self.judge_cart(store, &mut import)?;
                    self.writer.add_import(import, &self.fetched.damaged);
                }
                CartDecision::Reject(rows) => self.writer.add_rejects(self.rejects.compare_rows(rows)),
                CartDecision::Ask(..) => unreachable!("decide answers every question"),
            }
            self.writer.flush_if_full(store)?;
        }
        if !left_out.0.is_empty() {
            log::info!("import: --limit left {} carts for another run", left_out.0.len());
        }
        Ok(left_out)
    }

    /// Holds what the shop's own rules match, once and for all: at the next look it is known (IMP-24).
    fn judge_cart(&mut self, store: &Store, import: &mut CartImport) -> Result<(), StepError> {
        if !self.judge.has_rules() {
            return Ok(());
        }
        for order in &mut import.orders {
            let verdict = self.judge.judge_new(store, order)?;
            hold_new_order(order, &verdict);
            self.writer.add_warned(&order.code, verdict.warns);
        }
        Ok(())
    }

    /// Decides on one cart, and answers the questions that come up on the way.
    fn decide_cart(&mut self, cart: NewCart) -> Result<CartDecision, StepError> {
        let mut rows = cart.read_rows(self.fetched);
        let Some(pack_no) = cart.pack_no else { return Ok(CartDecision::Reject(rows.rejected)) };
        loop {
            match cart::plan_cart(
                pack_no,
                rows,
                cart.highest_suffix,
                &self.request.rules,
                self.lookups.facts(),
            ) {
                // An answer may bring up another question.
                CartDecision::Ask(questions, back) => {
                    for question in questions {
                        self.lookups.look_up(question)?;
                    }
                    rows = back;
                }
                decision => return Ok(decision),
            }
        }
    }
}
