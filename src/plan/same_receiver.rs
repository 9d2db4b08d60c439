//! Orders for the same receiver, compared after cleaning (IMP-24).

use std::collections::HashMap;

use super::hold_rules::ReceiverKey;
use crate::domain::ids::PackNo;
use crate::domain::time::Jst;

/// Which carts a receiver has ordered, and when.
#[derive(Debug, Default)]
pub struct ReceiverOrders(HashMap<ReceiverKey, Vec<(PackNo, Jst)>>);

impl ReceiverOrders {
    /// An order of this receiver; one that is known already changes nothing.
    pub fn add(&mut self, placed: (PackNo, Jst), receiver: ReceiverKey) {
        let orders = self.0.entry(receiver).or_default();
        if !orders.contains(&placed) {
            orders.push(placed);
        }
    }

    /// When a receiver ordered carts other than this one.
    pub fn list_others(&self, pack_no: PackNo, receiver: &ReceiverKey) -> impl Iterator<Item = Jst> {
        let same = self.0.get(receiver).into_iter().flatten();
        // One purchase that was split is not two.
        same.filter(move |(other, _)| *other != pack_no).map(|(_, at)| *at)
    }
}
