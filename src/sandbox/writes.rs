//! The record of everything that was ever asked to be changed: the proof that nothing was sent twice.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::domain::time::Jst;

/// One write as it was received: a bulk call leaves one for each row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordedWrite {
    /// When, in the caller's time.
    pub at: Jst,
    /// `ShippingBasic.SetSendingInfo`.
    pub method: String,
    /// The order number, item code or `item/option` that it names.
    pub target: String,
    /// What it asked for, as one text.
    pub values: String,
    /// 0 when it was accepted, the refusal's code otherwise.
    pub code: i64,
    /// How often this same method, target and values have been received so far, this one
    /// included, accepted or not.
    pub times_seen: u32,
}

impl RecordedWrite {
    pub fn is_accepted(&self) -> bool {
        self.code == 0
    }
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct WriteLog {
    entries: Vec<RecordedWrite>,
    /// Counts of equal writes; built when first needed after loading.
    #[serde(skip)]
    counts: HashMap<(String, String, String), u32>,
    #[serde(skip)]
    counted: usize,
}

impl WriteLog {
    pub(crate) fn entries(&self) -> &[RecordedWrite] {
        &self.entries
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Adds a write; how often it was seen is counted here.
    pub(crate) fn record(&mut self, write: RecordedWrite) {
        let key = |write: &RecordedWrite| (write.method.clone(), write.target.clone(), write.values.clone());
        while let Some(earlier) = self.entries.get(self.counted) {
            *self.counts.entry(key(earlier)).or_default() += 1;
            self.counted += 1;
        }
        let times_seen = self.counts.get(&key(&write)).copied().unwrap_or(0) + 1;
        self.entries.push(RecordedWrite { times_seen, ..write });
    }
}
