//! Orders for the same receiver, compared after cleaning (IMP-24).

use std::collections::HashMap;

use super::hold_rules::to_receiver_key;
use crate::domain::hold_rule::RuleFacts;
use crate::domain::ids::PackNo;
use crate::domain::time::Jst;

/// Which carts a receiver has ordered, and when.
#[derive(Debug, Default)]
pub struct ReceiverOrders(HashMap<(String, String), Vec<(PackNo, Jst)>>);

impl ReceiverOrders {
    /// An order of a receiver with this name and address; one that is known already changes nothing.
    pub fn add(&mut self, placed: (PackNo, Jst), name: Option<&str>, address: Option<&str>) {
        if let Some(key) = to_receiver_key(name, address) {
            let orders = self.0.entry(key).or_default();
            if !orders.contains(&placed) {
                orders.push(placed);
            }
        }
    }

    pub fn add_facts(&mut self, facts: &RuleFacts) {
        let party = &facts.receiver.party;
        self.add((facts.pack_no, facts.ordered_at), party.name.as_deref(), party.address.as_deref());
    }

    /// When the other carts of an order's receiver were ordered.
    pub fn list_others(&self, facts: &RuleFacts) -> Vec<Jst> {
        let party = &facts.receiver.party;
        let key = to_receiver_key(party.name.as_deref(), party.address.as_deref());
        let same = key.and_then(|key| self.0.get(&key)).into_iter().flatten();
        // One purchase that was split is not two.
        same.filter(|(pack_no, _)| *pack_no != facts.pack_no).map(|(_, at)| *at).collect()
    }
}
