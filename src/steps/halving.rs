//! Finds the rows for which Qoo10 refuses a whole bulk call: halves what was refused until they are alone.

/// Groups of a batch that are still to be sent.
///
/// A row that spoils its call costs two calls per halving. Where nothing goes through, as in an outage that
/// answers with a code, halving stops once a first row and its neighbour were alone: what is refused then is
/// put aside, and a batch costs no more than 2·log₂ of its rows + 2 calls.
#[derive(Debug)]
pub(super) struct Halving<R> {
    /// The next one last.
    groups: Vec<Vec<R>>,
    /// Refused, and not halved while nothing goes through.
    deferred: Vec<Vec<R>>,
    /// Refusals since something went through; it outlives a batch, so that an outage costs the next one a
    /// call.
    consecutive_refusals: usize,
    /// How often the batch can be halved.
    depth: usize,
}

impl<R: Clone> Halving<R> {
    /// Nothing to be sent yet, after so many refusals in a row.
    pub(super) fn new(in_a_row: usize) -> Self {
        Self { groups: Vec::new(), deferred: Vec::new(), consecutive_refusals: in_a_row, depth: 0 }
    }

    /// Refusals since something went through.
    pub(super) fn consecutive_refusals(&self) -> usize {
        self.consecutive_refusals
    }

    /// Takes up the rows of a bulk call.
    pub(super) fn start_batch(&mut self, batch: &[R]) {
        self.depth = batch.len().next_power_of_two().trailing_zeros() as usize;
        self.groups = vec![batch.to_vec()];
        // Enough for one call: in the same outage a batch is not halved again.
        self.consecutive_refusals = self.consecutive_refusals.min(self.depth + 1);
    }

    pub(super) fn take_group(&mut self) -> Option<Vec<R>> {
        // It is no row that spoils the calls: Qoo10 refuses everything.
        if self.consecutive_refusals > 2 * self.depth + 1 {
            return None;
        }
        self.groups.pop()
    }

    /// The last group was not refused whole: what was put aside is worth halving again.
    pub(super) fn record_success(&mut self) {
        self.consecutive_refusals = 0;
        for group in std::mem::take(&mut self.deferred) {
            self.halve(&group);
        }
    }

    /// The last group was refused whole; these of its rows are to be sent again, none when a single row was
    /// judged.
    pub(super) fn record_refusal(&mut self, rows: Vec<R>) {
        self.consecutive_refusals += 1;
        match self.consecutive_refusals > self.depth + 1 {
            true => self.deferred.push(rows),
            false => self.halve(&rows),
        }
    }

    /// The rows that nobody found the bad ones of.
    pub(super) fn take_remaining(&mut self) -> Vec<R> {
        let groups = std::mem::take(&mut self.groups).into_iter().rev();
        std::mem::take(&mut self.deferred).into_iter().chain(groups).flatten().collect()
    }

    fn halve(&mut self, rows: &[R]) {
        let (first, second) = rows.split_at(rows.len().div_ceil(2));
        // The next group is taken from the end: the first half goes first.
        let halves = [second, first].into_iter().filter(|half| !half.is_empty());
        self.groups.extend(halves.map(<[R]>::to_vec));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Sends `rows` to a Qoo10 that refuses calls as `refuses` says, by their number and rows: the rows that
    /// went through, those refused alone, those left, and the calls.
    fn send(
        halving: &mut Halving<usize>,
        rows: std::ops::Range<usize>,
        mut refuses: impl FnMut(usize, &[usize]) -> bool,
    ) -> (BTreeSet<usize>, Vec<usize>, Vec<usize>, usize) {
        let (mut sent, mut alone, mut calls) = (BTreeSet::new(), Vec::new(), 0);
        halving.start_batch(&rows.collect::<Vec<_>>());
        while let Some(group) = halving.take_group() {
            calls += 1;
            if !refuses(calls, &group) {
                halving.record_success();
                for row in group {
                    assert!(sent.insert(row), "{row} went through twice");
                }
            } else if let [row] = group[..] {
                alone.push(row);
                halving.record_refusal(Vec::new());
            } else {
                halving.record_refusal(group);
            }
        }
        (sent, alone, halving.take_remaining(), calls)
    }

    fn log2(rows: usize) -> usize {
        rows.next_power_of_two().trailing_zeros() as usize
    }

    #[test]
    fn a_row_that_spoils_its_call_is_found_wherever_it_is() {
        for n in [1, 2, 3, 7, 64, 100, 500] {
            for bad in 0..n {
                let (sent, alone, left, calls) =
                    send(&mut Halving::new(0), 0..n, |_, rows| rows.contains(&bad));
                assert_eq!((sent.len(), &alone[..], left.len()), (n - 1, &[bad][..], 0), "{bad} of {n}");
                assert!(calls <= 1 + 2 * log2(n), "{bad} of {n}: {calls} calls");
            }
        }
    }

    #[test]
    fn several_bad_rows_are_found_neighbours_too() {
        for bad in [vec![0, 1], vec![0, 1, 2, 3], vec![498, 499], vec![0, 250, 499], (100..120).collect()] {
            let (sent, mut alone, left, calls) =
                send(&mut Halving::new(0), 0..500, |_, rows| rows.iter().any(|row| bad.contains(row)));
            alone.sort_unstable();
            assert_eq!((sent.len(), &alone, left.len()), (500 - bad.len(), &bad, 0));
            assert!(calls <= 1 + 2 * 9 * bad.len(), "{bad:?}: {calls} calls");
        }
    }

    #[test]
    fn a_call_with_too_many_rows_is_sent_in_smaller_ones() {
        let (sent, alone, left, calls) = send(&mut Halving::new(0), 0..500, |_, rows| rows.len() > 100);
        assert_eq!((sent.len(), alone.len(), left.len(), calls), (500, 0, 0, 15));
    }

    #[test]
    fn an_outage_costs_few_calls_and_the_next_batch_one() {
        for n in [1, 2, 3, 5, 64, 500] {
            let mut halving = Halving::new(0);
            let (sent, alone, left, calls) = send(&mut halving, 0..n, |_, _| true);
            assert_eq!((sent.len(), alone.len() + left.len()), (0, n));
            assert!(calls <= 2 * log2(n) + 2, "{n}: {calls} calls");
            let (_, _, left, calls) = send(&mut halving, 0..n, |_, _| true);
            assert_eq!((left.len(), calls), if n == 1 { (0, 1) } else { (n, 1) }, "{n}");
            let (sent, ..) = send(&mut halving, 0..n, |_, _| false);
            assert_eq!(sent.len(), n, "and it ends");
        }
    }

    #[test]
    fn an_outage_that_begins_or_ends_while_halving_costs_few_calls_too() {
        for at in 1..20 {
            let (sent, alone, left, calls) =
                send(&mut Halving::new(0), 0..500, |call, rows| call > at || rows.contains(&333));
            assert_eq!(sent.len() + alone.len() + left.len(), 500);
            assert!(calls <= at + 20, "begins after {at}: {calls} calls");
            let (sent, alone, left, _) = send(&mut Halving::new(0), 0..500, |call, _| call <= at);
            assert!(alone.len() <= 2, "ends after {at}: {alone:?}");
            assert!(at >= 19 || left.is_empty() && sent.len() + alone.len() == 500, "ends after {at}");
        }
    }
}
