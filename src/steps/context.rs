//! What every step works with.

use super::progress_sink::ProgressSink;
use super::report::StepReport;
use crate::domain::time::Jst;
use crate::qoo10::Client;
use crate::store::Store;
use crate::store::runs::RunId;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    DryRun,
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
    pub client: &'a Client,
    pub store: &'a mut Store,
    /// When the run began; its clock, whatever it takes.
    pub now: Jst,
    pub mode: Mode,
    /// Filled as the work proceeds: a run that ends early still tells what it did.
    pub report: &'a mut StepReport,
    pub progress: &'a dyn ProgressSink,
}
