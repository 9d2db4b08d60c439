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
    /// Whether it changed the world.
    pub fn accepted(&self) -> bool {
        self.code == 0
    }
}

/// All writes, oldest first.
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

    pub(crate) fn record(&mut self, at: Jst, method: &str, target: &str, values: String, code: i64) {
        while let Some(write) = self.entries.get(self.counted) {
            let key = (write.method.clone(), write.target.clone(), write.values.clone());
            *self.counts.entry(key).or_default() += 1;
            self.counted += 1;
        }
        let key = (method.to_owned(), target.to_owned(), values.clone());
        let times_seen = self.counts.get(&key).copied().unwrap_or(0) + 1;
        self.entries.push(RecordedWrite { at, method: key.0, target: key.1, values, code, times_seen });
    }
}
