//! Numbers that the state file itself gives to what steps do.

/// A run of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunId(pub i64);

/// A pull of Qoo10's items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PullId(pub i64);
