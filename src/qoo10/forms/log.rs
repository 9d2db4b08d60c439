//! What a client's answers showed.

use std::collections::{BTreeMap, BTreeSet};

use super::watched_call::Observed;
use crate::domain::sighting::Sighting;
use crate::qoo10::method::Method;

/// So many answers of a method that reads are looked at in a run: the next thousand items show nothing new.
const MAX_ANSWERS: u32 = 200;
/// So many names of keys are kept.
const MAX_KEYS: usize = 20;

/// The forms of a client's answers, each once.
#[derive(Debug, Default)]
pub struct FormLog {
    sightings: BTreeSet<Sighting>,
    unknown_keys: BTreeSet<String>,
    missing_keys: BTreeSet<String>,
    answers: BTreeMap<&'static str, u32>,
}

impl FormLog {
    /// Whether a further answer of a method is looked at.
    pub fn wants(&mut self, method: Method) -> bool {
        let answers = self.answers.entry(method.name).or_default();
        *answers += 1;
        *answers <= MAX_ANSWERS || !method.name.contains(".Get")
    }

    pub fn add(&mut self, seen: Observed) {
        self.sightings.extend(seen.sightings);
        add_keys(&mut self.unknown_keys, seen.unknown_keys);
        add_keys(&mut self.missing_keys, seen.missing_keys);
    }

    /// All forms seen.
    pub fn sightings(&self) -> impl Iterator<Item = &Sighting> {
        self.sightings.iter()
    }

    /// Names of keys that no document has, and of documented ones that rows lack.
    pub fn keys(&self) -> (Vec<String>, Vec<String>) {
        let list = |keys: &BTreeSet<String>| keys.iter().cloned().collect();
        (list(&self.unknown_keys), list(&self.missing_keys))
    }
}

fn add_keys(kept: &mut BTreeSet<String>, more: BTreeSet<String>) {
    let room = MAX_KEYS.saturating_sub(kept.len());
    kept.extend(more.into_iter().take(room));
}
