//! What every step works with.

use super::meter::Meter;
use super::report::StepReport;
use crate::domain::time::Jst;
use crate::qoo10::Client;
use crate::store::Store;
use crate::store::runs::RunId;

/// Whether a step changes anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// It only shows what it would do.
    DryRun,
    /// It works, as the run on record.
    Apply(RunId),
}

impl Mode {
    /// The run on record, unless it is a dry run.
    pub fn run(self) -> Option<RunId> {
        match self {
            Self::DryRun => None,
            Self::Apply(run) => Some(run),
        }
    }
}

/// The surroundings of one run of a step.
pub struct StepContext<'a> {
    /// The way to Qoo10.
    pub client: &'a Client,
    /// The state file.
    pub store: &'a mut Store,
    /// When the run began; its clock, whatever it takes.
    pub now: Jst,
    /// Whether anything is changed.
    pub mode: Mode,
    /// Filled as the work proceeds: a run that ends early still tells what it did.
    pub report: &'a mut StepReport,
    /// Who watches.
    pub progress: &'a dyn Meter,
}
