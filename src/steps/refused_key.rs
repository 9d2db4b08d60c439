//! A call about order numbers that was answered with a refused key (ALL-5).

use super::Stop;
use crate::domain::ids::OrderNo;
use crate::domain::time::Jst;
use crate::qoo10::Error;
use crate::qoo10::wire::bulk::BulkAnswer;
use crate::store::Store;
use crate::vocabulary::Step;

/// Ends the step if Qoo10 refused the key: nothing was judged. The `numbers` of the call that were certainly not sent
/// get their intents closed, and wait for a good key as those behind them do.
///
/// # Errors
/// The refusal; or when the state file cannot be written.
pub(super) fn stop_at_refused_key(
    answer: &Result<BulkAnswer, Error>,
    store: &mut Store,
    step: Step,
    now: Jst,
    numbers: impl Iterator<Item = OrderNo>,
) -> Result<(), Stop> {
    let Some(error) = answer.as_ref().err().filter(|error| error.refuses_the_key()) else { return Ok(()) };
    let batch = store.batch()?;
    for order_no in numbers.filter(|_| !error.may_have_been_carried_out()) {
        batch.settle(step, order_no, "not_done", now)?;
    }
    batch.commit()?;
    Err(error.clone().into())
}
