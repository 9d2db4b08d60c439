//! The journal around what is written to Qoo10, for every step that does: the intents of a call are committed
//! before it, what became of its rows after it, and the next call comes after that. No transaction is open
//! across a call.

use super::StepError;
use super::halving::Halving;
use super::report::{StepReport, Warning};
use crate::qoo10::Error;
use crate::qoo10::client::BULK_ROWS;
use crate::store::{self, Batch, Store};

/// What a step writes to Qoo10, row by row: how it is journalled and sent, and what an answer says of it.
pub(super) trait JournalledWrite {
    /// Where a row stands in the step's own list.
    type Index: Copy;
    type Answer;

    fn rows_per_call(&self) -> usize {
        BULK_ROWS
    }

    /// Before the rows of a call are journalled: brings up to date what they are to tell. Gives back those
    /// that are still to be sent.
    fn refresh(&mut self, _store: &mut Store, places: &[Self::Index]) -> Result<Vec<Self::Index>, StepError> {
        Ok(places.to_vec())
    }

    /// After a failure of a call: the rows that may be sent once more, with what is so then.
    fn select_outdated(&self, _places: &[Self::Index], _failure: &Error) -> Vec<Self::Index> {
        Vec::new()
    }

    fn record_intent(&self, batch: &Batch<'_>, place: Self::Index) -> Result<(), store::Error>;

    /// Closes the intent of a row with which certainly nothing was done.
    fn withdraw_intent(&self, batch: &Batch<'_>, place: Self::Index) -> Result<(), store::Error>;

    /// Notes when the answer about a row was lost.
    fn record_loss(&self, _batch: &Batch<'_>, _place: Self::Index) -> Result<(), store::Error> {
        Ok(())
    }

    fn send_rows(&self, places: &[Self::Index]) -> Result<Self::Answer, Error>;

    /// Sends a row with the call that takes no others.
    fn send_single_row(&self, place: Self::Index) -> Result<Self::Answer, Error>;

    /// Whether the answer is a code for the whole call, without a word on its rows.
    fn is_refused_whole(answer: &Self::Answer) -> bool;

    /// What failed, where an answer is made of several.
    fn find_failure(_answer: &Self::Answer) -> Option<Error> {
        None
    }

    /// Of rows that were refused whole: those that were certainly not taken, and may be sent again.
    fn select_unsent(
        &mut self,
        places: &[Self::Index],
        _answer: &Result<Self::Answer, Error>,
    ) -> Result<Vec<Self::Index>, StepError> {
        Ok(places.to_vec())
    }

    /// Whether nothing became of a row yet.
    fn is_to_send(&self, place: Self::Index) -> bool;

    /// Notes what a call made of its rows. A refused key judges none of them.
    fn record_answer(&mut self, places: &[Self::Index], answer: &Result<Self::Answer, Error>);

    /// Commits what is known of these rows, and closes their intents; what nobody knows stays open.
    fn record_outcomes(&mut self, store: &mut Store, places: &[Self::Index]) -> Result<(), StepError>;

    /// Whether rows may be sent one by one, after a refused key of the bulk call: where reads with the key
    /// are answered, it is only the method that is refused.
    fn prepare_singles(&mut self, refusal: &Error) -> Result<bool, StepError>;

    /// After a failure of a call: whether the others are made all the same.
    ///
    /// # Errors
    /// The failure, if not.
    fn handle_failure(&mut self, error: Error) -> Result<(), Error> {
        Err(error)
    }
}

/// How a bulk call has fared in a run, for a step that sends in portions.
#[derive(Debug, Default)]
pub(super) struct BulkRecord {
    consecutive_refusals: usize,
    /// Why rows are sent one by one.
    refusal: Option<Error>,
}

/// Sends the rows at `places`, and commits what became of them.
///
/// # Errors
/// The first failure after which no more was sent.
pub(super) fn send_all<W: JournalledWrite>(
    write: &mut W,
    record: &mut BulkRecord,
    store: &mut Store,
    places: &[W::Index],
    report: &mut StepReport,
) -> Result<(), StepError> {
    let mut sender = Sender { write, store };
    if record.refusal.is_none() {
        match sender.send_in_bulk(places, record) {
            Ok(()) => return Ok(()),
            Err(BulkError::Stopped(stop)) => return Err(stop),
            Err(BulkError::BulkRefused(refusal)) => {
                // Where it is not the method that is refused, it is the key: nothing else would go through.
                if !sender.write.prepare_singles(&refusal)? {
                    return Err(refusal.into());
                }
                // The next portion does not try the bulk call again; the next run does.
                record.refusal = Some(refusal);
            }
        }
    }
    record.refusal.as_ref().map_or(Ok(()), |refusal| sender.send_one_by_one(places, refusal, report))
}

struct Sender<'a, W> {
    write: &'a mut W,
    store: &'a mut Store,
}

/// What a call came to.
enum JournalledReply<A, P> {
    /// Something was said of its rows.
    Answered,
    /// None of its rows was still to be sent.
    NotSent,
    /// The whole was refused; these rows may be sent again, none when there was one row, which is judged by
    /// it.
    Refused(Result<A, Error>, Vec<P>),
    /// No usable answer.
    Failed(Error),
}

/// Why no more is sent in bulk.
enum BulkError {
    /// Qoo10 refuses the key for the bulk call.
    BulkRefused(Error),
    Stopped(StepError),
}

impl From<StepError> for BulkError {
    fn from(stop: StepError) -> Self {
        Self::Stopped(stop)
    }
}

impl From<Error> for BulkError {
    fn from(error: Error) -> Self {
        Self::Stopped(error.into())
    }
}

impl<W: JournalledWrite> Sender<'_, W> {
    fn send_in_bulk(&mut self, places: &[W::Index], record: &mut BulkRecord) -> Result<(), BulkError> {
        let mut halving = Halving::new(record.consecutive_refusals);
        for batch in places.chunks(self.write.rows_per_call().max(1)) {
            halving.start_batch(batch);
            self.send_batch(&mut halving)?;
            record.consecutive_refusals = halving.consecutive_refusals();
        }
        Ok(())
    }

    fn send_batch(&mut self, halving: &mut Halving<W::Index>) -> Result<(), BulkError> {
        let (mut whole, mut has_gone_through) = (None, false);
        while let Some(group) = halving.take_group() {
            match self.send_with_journal(&group, W::send_rows)? {
                JournalledReply::NotSent => {}
                JournalledReply::Answered => {
                    has_gone_through = true;
                    halving.record_success();
                }
                JournalledReply::Refused(answer, unsent) => {
                    halving.record_refusal(unsent);
                    whole.get_or_insert(answer);
                }
                JournalledReply::Failed(error) if error.is_key_refused() => {
                    return Err(BulkError::BulkRefused(error));
                }
                // Unless the step says otherwise it ends here: the next call would be lost in the same way.
                JournalledReply::Failed(error) => self.write.handle_failure(error)?,
            }
        }
        let Some(whole) = whole else { return Ok(()) };
        // Which rows the refusal is about, nobody found out: it is told of all that are left.
        let left = halving.take_remaining();
        if !left.is_empty() {
            self.write.record_answer(&left, &whole);
            self.write.record_outcomes(self.store, &left)?;
        }
        match whole {
            // Where something went through, it is about rows; otherwise it may be about every call.
            Err(error) if !has_gone_through => Ok(self.write.handle_failure(error)?),
            _ => Ok(()),
        }
    }

    fn send_one_by_one(
        &mut self,
        places: &[W::Index],
        refusal: &Error,
        report: &mut StepReport,
    ) -> Result<(), StepError> {
        let warning = Warning::BulkRefused { method: refusal.method().name, code: refusal.code() };
        for place in places {
            // Reading back before the single calls may have found it done.
            if !self.write.is_to_send(*place) {
                continue;
            }
            let reply = self.send_with_journal(&[*place], |write, _| write.send_single_row(*place))?;
            let reply = match reply {
                JournalledReply::NotSent => continue,
                JournalledReply::Failed(error) => {
                    self.write.handle_failure(error)?;
                    continue;
                }
                reply => reply,
            };
            // Only now is it certain that the key was not at fault.
            if !report.warnings.contains(&warning) {
                report.warnings.push(warning.clone());
            }
            if let JournalledReply::Refused(Err(error), _) = reply {
                self.write.handle_failure(error)?;
            }
        }
        Ok(())
    }

    /// One call, with the journal around it, again while its values are overtaken before they are sent.
    fn send_with_journal(
        &mut self,
        places: &[W::Index],
        call: impl Fn(&W, &[W::Index]) -> Result<W::Answer, Error>,
    ) -> Result<JournalledReply<W::Answer, W::Index>, StepError> {
        let mut left = self.write.refresh(self.store, places)?;
        while !left.is_empty() {
            let reply = self.send_once(&left, |write| call(write, &left))?;
            let JournalledReply::Failed(failure) = reply else { return Ok(reply) };
            let again = self.write.select_outdated(&left, &failure);
            if again.is_empty() {
                return Ok(JournalledReply::Failed(failure));
            }
            left = self.write.refresh(self.store, &again)?;
        }
        Ok(JournalledReply::NotSent)
    }

    fn send_once(
        &mut self,
        places: &[W::Index],
        call: impl FnOnce(&W) -> Result<W::Answer, Error>,
    ) -> Result<JournalledReply<W::Answer, W::Index>, StepError> {
        // Committed before the call: when the run dies in it, the next one reads back these rows (ALL-6).
        self.commit_entries(places, W::record_intent)?;
        // No transaction is open now: an answer may take a minute, and others use the state file.
        let answer = call(self.write);
        let is_refused = match &answer {
            Ok(answer) => W::is_refused_whole(answer),
            Err(error) => matches!(error, Error::Code { .. }) && !error.may_have_run(),
        };
        // Only a whole answer with a code is halved. A lost one may have been carried out: it is read back.
        if is_refused && places.len() > 1 {
            let unsent = self.write.select_unsent(places, &answer)?;
            // Closed before they go into smaller calls, which have intents of their own.
            self.commit_entries(&unsent, W::withdraw_intent)?;
            self.write.record_outcomes(self.store, places)?;
            return Ok(JournalledReply::Refused(answer, unsent));
        }
        self.write.record_answer(places, &answer);
        let failure = match &answer {
            Ok(answer) => W::find_failure(answer),
            Err(error) => Some(error.clone()),
        };
        match &failure {
            // The intents stay open: nobody knows, and a second request might do it twice.
            Some(error) if error.may_have_run() => self.commit_entries(places, W::record_loss)?,
            // Nothing was done: the rows may go with another call, or with the next run.
            Some(error) if error.is_key_refused() || error.is_outdated() => {
                let open: Vec<_> =
                    places.iter().copied().filter(|place| self.write.is_to_send(*place)).collect();
                self.commit_entries(&open, W::withdraw_intent)?;
            }
            _ => {}
        }
        // Before the next call: a crash costs the knowledge of one call at the most.
        self.write.record_outcomes(self.store, places)?;
        Ok(match failure {
            _ if is_refused => JournalledReply::Refused(answer, Vec::new()),
            None => JournalledReply::Answered,
            Some(error) => JournalledReply::Failed(error),
        })
    }

    /// Commits one entry for each row.
    fn commit_entries(
        &mut self,
        places: &[W::Index],
        entry: impl Fn(&W, &Batch<'_>, W::Index) -> Result<(), store::Error>,
    ) -> Result<(), StepError> {
        // One commit for the call, not one for each of its rows.
        let batch = self.store.start_batch()?;
        for place in places {
            entry(self.write, &batch, *place)?;
        }
        batch.commit()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeSet;
    use std::path::PathBuf;

    use super::*;
    use crate::domain::ids::OrderNo;
    use crate::domain::time::{Jst, parse_jst};
    use crate::qoo10::method::{CONFIRM_BULK, CONFIRM_ONE};
    use crate::qoo10::transport::{Attempts, Sent};
    use crate::store::Intent;
    use crate::store::runs::RunId;
    use crate::vocabulary::{JournalOutcome, Outcome, Step, msg};

    const STEP: Step = Step::ScheduleDate;

    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum FakeAnswer {
        Accepted,
        RefusedWhole,
    }

    /// A shop of numbers whose Qoo10 answers as `says` does, by the call's rows. Each call sees the state
    /// file as another process would.
    struct FakeWrite<F> {
        state: PathBuf,
        now: Jst,
        run: RunId,
        says: F,
        takes_singles: bool,
        /// What is known of each number; none: nothing yet.
        known: Vec<Option<FakeAnswer>>,
        written: BTreeSet<usize>,
        lost: Vec<usize>,
        /// How often a call may go out again after it was overtaken, and how often it was refreshed.
        more_turns: usize,
        refreshed: usize,
        calls: RefCell<Vec<Vec<usize>>>,
    }

    fn order_no(place: usize) -> OrderNo {
        OrderNo::new(1_062_428_737 + i64::try_from(place).unwrap()).unwrap()
    }

    impl<F: Fn(&[usize]) -> Result<FakeAnswer, Error>> FakeWrite<F> {
        fn list_open_intents(&self) -> Vec<OrderNo> {
            Store::open_reading(&self.state).unwrap().list_open_intents(STEP).unwrap().into_keys().collect()
        }

        fn send_checked(&self, places: &[usize]) -> Result<FakeAnswer, Error> {
            let sent: Vec<OrderNo> = places.iter().map(|place| order_no(*place)).collect();
            let lost: Vec<OrderNo> = self.lost.iter().map(|place| order_no(*place)).collect();
            let open: Vec<OrderNo> =
                self.list_open_intents().into_iter().filter(|no| !lost.contains(no)).collect();
            assert_eq!(open, sent, "the intents of a call, and no others, are committed before it");
            let known = (0..self.known.len()).filter(|place| self.known[*place].is_some());
            assert!(
                known.into_iter().all(|place| self.written.contains(&place)),
                "outcomes come before the next call"
            );
            // Nobody holds the state file while Qoo10 thinks.
            let mut other = Store::open(&self.state).unwrap();
            other.start_batch().unwrap().commit().unwrap();
            self.calls.borrow_mut().push(places.to_vec());
            (self.says)(places)
        }
    }

    impl<F: Fn(&[usize]) -> Result<FakeAnswer, Error>> JournalledWrite for FakeWrite<F> {
        type Index = usize;
        type Answer = FakeAnswer;

        fn rows_per_call(&self) -> usize {
            4
        }
        fn refresh(&mut self, _store: &mut Store, places: &[usize]) -> Result<Vec<usize>, StepError> {
            assert!(self.list_open_intents().iter().all(|no| self.lost.iter().any(|n| order_no(*n) == *no)));
            self.refreshed += 1;
            Ok(places.iter().copied().filter(|place| *place != NOT_DUE).collect())
        }
        fn select_outdated(&self, places: &[usize], failure: &Error) -> Vec<usize> {
            let may_repeat = failure.is_outdated() && self.refreshed <= self.more_turns;
            if may_repeat { places.to_vec() } else { Vec::new() }
        }
        fn record_intent(&self, batch: &Batch<'_>, place: usize) -> Result<(), store::Error> {
            let (run, at) = (self.run, self.now);
            batch.record_intent(&Intent { step: STEP, order_no: order_no(place), value: "x", run, at })
        }
        fn withdraw_intent(&self, batch: &Batch<'_>, place: usize) -> Result<(), store::Error> {
            batch.record_outcome(STEP, order_no(place), JournalOutcome::NotDone, self.now)
        }
        fn send_rows(&self, places: &[usize]) -> Result<FakeAnswer, Error> {
            self.send_checked(places)
        }
        fn send_single_row(&self, place: usize) -> Result<FakeAnswer, Error> {
            self.send_checked(&[place])
        }
        fn is_refused_whole(answer: &FakeAnswer) -> bool {
            *answer == FakeAnswer::RefusedWhole
        }
        fn is_to_send(&self, place: usize) -> bool {
            self.known[place].is_none() && !self.lost.contains(&place)
        }
        fn record_answer(&mut self, places: &[usize], answer: &Result<FakeAnswer, Error>) {
            match answer {
                Ok(said) => places.iter().for_each(|place| self.known[*place] = Some(*said)),
                Err(error) if error.may_have_run() => self.lost.extend(places),
                Err(_) => {}
            }
        }
        fn record_outcomes(&mut self, store: &mut Store, places: &[usize]) -> Result<(), StepError> {
            let batch = store.start_batch()?;
            for place in places.iter().filter(|place| self.known[**place].is_some()) {
                batch.record_outcome(STEP, order_no(*place), Outcome::Sent, self.now)?;
                self.written.insert(*place);
            }
            batch.commit()?;
            Ok(())
        }
        fn prepare_singles(&mut self, _refusal: &Error) -> Result<bool, StepError> {
            Ok(self.takes_singles)
        }
    }

    /// Sends so many rows.
    fn send<F: Fn(&[usize]) -> Result<FakeAnswer, Error>>(
        count: usize,
        takes_singles: bool,
        says: F,
    ) -> (FakeWrite<F>, Result<(), StepError>, StepReport) {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("shop.db");
        let mut store = Store::open(&state).unwrap();
        let now = parse_jst("2026-07-01T10:00:00+09:00").unwrap();
        let batch = store.start_batch().unwrap();
        let run = batch.start_run(STEP, now).unwrap();
        batch.commit().unwrap();
        let (known, calls) = (vec![None; count], RefCell::default());
        let (written, lost) = (BTreeSet::new(), Vec::new());
        let (more_turns, refreshed) = (2, 0);
        let mut shop = FakeWrite {
            state,
            now,
            run,
            says,
            takes_singles,
            known,
            written,
            lost,
            more_turns,
            refreshed,
            calls,
        };
        let mut report = StepReport::default();
        let (places, mut record) = ((0..count).collect::<Vec<_>>(), BulkRecord::default());
        let sent = send_all(&mut shop, &mut record, &mut store, &places, &mut report);
        let open: Vec<OrderNo> = shop.lost.iter().map(|place| order_no(*place)).collect();
        assert_eq!(shop.list_open_intents(), open, "what nobody knows stays open, and nothing else");
        (shop, sent, report)
    }

    /// A row that turns out to have nothing new to tell.
    const NOT_DUE: usize = 99;

    #[test]
    fn stk_08_a_call_that_was_overtaken_is_refreshed_and_made_again_and_not_for_ever() {
        let turns = RefCell::new(0);
        let outdated = |after: usize| {
            let turns = &turns;
            move |_: &[usize]| {
                *turns.borrow_mut() += 1;
                let attempts = Attempts::default();
                match *turns.borrow() > after {
                    true => Ok(FakeAnswer::Accepted),
                    false => Err(Error::Outdated { method: CONFIRM_BULK, attempts }),
                }
            }
        };
        let (shop, sent, _) = send(3, false, outdated(1));
        sent.unwrap();
        assert_eq!((shop.calls.into_inner().len(), shop.refreshed), (2, 2));
        turns.replace(0);
        let (shop, sent, _) = send(3, false, outdated(9));
        assert!(matches!(sent, Err(StepError::Qoo10(Error::Outdated { .. }))));
        assert_eq!((shop.calls.into_inner().len(), shop.refreshed), (3, 3));
    }

    #[test]
    fn stk_08_what_has_nothing_new_to_tell_is_in_no_call() {
        let (shop, sent, _) = send(101, false, |_| Ok(FakeAnswer::Accepted));
        sent.unwrap();
        assert!(shop.known[NOT_DUE].is_none() && !shop.calls.into_inner().concat().contains(&NOT_DUE));
    }

    fn build_lost_answer() -> Error {
        let (attempts, sent, unreachable, detail) = (1, Sent::Maybe, false, msg!("qoo10-empty"));
        Error::NoAnswer { method: CONFIRM_BULK, attempts, sent, unreachable, detail, cause: None }
    }

    fn build_refused_key(sent: Sent) -> Error {
        Error::KeyRefused { method: CONFIRM_BULK, sent, code: Some(-90001), message: String::new() }
    }

    #[test]
    fn every_call_is_journalled_whatever_is_said() {
        let (shop, sent, _) = send(9, false, |_| Ok(FakeAnswer::Accepted));
        sent.unwrap();
        assert_eq!(shop.calls.into_inner(), [vec![0, 1, 2, 3], vec![4, 5, 6, 7], vec![8]]);
    }

    #[test]
    fn a_row_that_spoils_its_call_is_alone_in_the_end() {
        let says = |rows: &[usize]| {
            Ok(if rows.contains(&2) { FakeAnswer::RefusedWhole } else { FakeAnswer::Accepted })
        };
        let (shop, sent, _) = send(4, false, says);
        sent.unwrap();
        assert_eq!(shop.calls.into_inner(), [vec![0, 1, 2, 3], vec![0, 1], vec![2, 3], vec![2], vec![3]]);
        let taken = Some(FakeAnswer::Accepted);
        assert_eq!(shop.known, [taken, taken, Some(FakeAnswer::RefusedWhole), taken]);
    }

    #[test]
    fn a_lost_answer_is_not_halved_and_ends_the_step() {
        let says = |rows: &[usize]| match rows {
            [0, 1, 2, 3] => Ok(FakeAnswer::RefusedWhole),
            _ => Err(build_lost_answer()),
        };
        let (shop, sent, _) = send(9, true, says);
        assert!(sent.is_err());
        assert_eq!(shop.lost, [0, 1]);
        assert_eq!(shop.calls.into_inner(), [vec![0, 1, 2, 3], vec![0, 1]]);
    }

    #[test]
    fn a_refused_key_closes_what_was_certainly_not_sent() {
        for (sent_before, lost) in [(Sent::No, vec![]), (Sent::Maybe, vec![4, 5, 6, 7])] {
            let says = |rows: &[usize]| match rows {
                [4, ..] => Err(build_refused_key(sent_before)),
                _ => Ok(FakeAnswer::Accepted),
            };
            let (shop, sent, report) = send(9, false, says);
            assert!(matches!(sent, Err(StepError::Qoo10(Error::KeyRefused { .. }))));
            assert_eq!((shop.lost, shop.calls.into_inner().len()), (lost, 2));
            assert!(report.warnings.is_empty());
        }
    }

    #[test]
    fn single_calls_take_the_place_of_a_refused_bulk_call_and_that_is_told_once() {
        let says = |rows: &[usize]| match rows {
            [_] => Ok(FakeAnswer::Accepted),
            [4, ..] => Err(build_refused_key(Sent::No)),
            _ => Ok(FakeAnswer::Accepted),
        };
        let (shop, sent, report) = send(10, true, says);
        sent.unwrap();
        let singles = (4..10).map(|place| vec![place]);
        let calls: Vec<Vec<usize>> =
            [vec![0, 1, 2, 3], vec![4, 5, 6, 7]].into_iter().chain(singles).collect();
        assert_eq!(shop.calls.into_inner(), calls);
        let method = CONFIRM_BULK.name;
        assert_eq!(report.warnings, [Warning::BulkRefused { method, code: Some(-90001) }]);
    }

    #[test]
    fn a_key_that_single_calls_are_refused_too_is_told_as_that_alone() {
        let refused = |_: &[usize]| {
            let (sent, code, message) = (Sent::No, Some(-90001), String::new());
            Err(Error::KeyRefused { method: CONFIRM_ONE, sent, code, message })
        };
        let (shop, sent, report) = send(3, true, refused);
        assert!(matches!(sent, Err(StepError::Qoo10(Error::KeyRefused { .. }))));
        assert_eq!((shop.calls.into_inner().len(), report.warnings.len()), (2, 0));
    }
}
