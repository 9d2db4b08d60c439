//! Two tiers of what is tried in many ways: a sample by default, all of it with `QOO10_BRIDGE_FULL=1`.

use qoo10_bridge::sandbox::{Variants, World};

/// A choice for each of some switches of the practice Qoo10.
pub type VariantSet = Vec<(&'static str, &'static str)>;

/// Whether everything is tried.
pub fn is_full() -> bool {
    std::env::var_os("QOO10_BRIDGE_FULL").is_some_and(|value| value == "1")
}

/// How many of something are tried.
pub fn many(by_default: u64, full: u64) -> u64 {
    if is_full() { full } else { by_default }
}

/// All cases in the full tier; by default every `nth`, from the `first` on, so that neighbouring loops take
/// other cases.
pub fn sampled<T>(cases: impl IntoIterator<Item = T>, first: usize, nth: usize) -> impl Iterator<Item = T> {
    let (first, nth) = if is_full() { (0, 1) } else { (first % nth, nth) };
    cases.into_iter().skip(first).step_by(nth)
}

/// What the API leaves open. In the full tier each choice by itself; by default all switches at once, in so
/// many sets that
/// every choice is in one.
pub fn variants() -> Vec<VariantSet> {
    let switches = Variants::default().list();
    if is_full() {
        let alone =
            |name, choices: Vec<&'static str>| choices.into_iter().map(move |choice| vec![(name, choice)]);
        return switches.into_iter().flat_map(|switch| alone(switch.name, switch.choices)).collect();
    }
    let most = switches.iter().map(|switch| switch.choices.len()).max().unwrap_or(0);
    let set = |n: usize| {
        let chosen = switches.iter().map(|switch| (switch.name, switch.choices[n % switch.choices.len()]));
        chosen.collect::<VariantSet>()
    };
    (0..most).map(set).collect()
}

/// Switches the practice Qoo10.
pub fn switch(world: &mut World, variants: &VariantSet) {
    for (name, choice) in variants {
        world.variants.set(name, choice).unwrap();
    }
}

#[test]
fn every_choice_is_in_one_of_the_sets() {
    let sets = variants();
    for switch in Variants::default().list() {
        for choice in switch.choices {
            assert!(
                sets.iter().any(|set| set.contains(&(switch.name, choice))),
                "{} = {choice}",
                switch.name
            );
        }
    }
}
