//! Whether anything may be changed at Qoo10.

use strum::{IntoStaticStr, VariantArray};

use super::step::Step;
use super::word::word;

/// `qoo10.writes`
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Writes {
    #[default]
    On,
    /// The steps that would write only plan, as in a dry run.
    Off,
}

word!(Writes);

impl Writes {
    /// Whether this step only plans.
    pub fn holds_back(self, step: Step) -> bool {
        self == Self::Off && step.is_writing()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_steps_that_write_are_held_back_and_no_other() {
        let held: Vec<Step> =
            Step::ALL.iter().copied().filter(|step| Writes::Off.holds_back(*step)).collect();
        assert_eq!(held, [Step::ScheduleDate, Step::PushShipments, Step::PushStock]);
        assert!(!Step::ALL.iter().any(|step| Writes::On.holds_back(*step)));
    }
}
