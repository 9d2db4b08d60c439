//! A call that was let through, as its method sees it, and how it ends.

use super::super::answer::MethodAnswer;
use super::super::request::{Params, Request};
use super::super::world::World;
use super::super::writes::RecordedWrite;
use crate::domain::time::Jst;

/// What a method has to say; the error is the code of its refusal.
pub(super) type MethodResult = Result<MethodAnswer, i64>;

pub(super) struct Call<'a> {
    pub(super) method: &'static str,
    pub(super) params: &'a Params,
    pub(super) version: &'a str,
    pub(super) key: &'a str,
    pub(super) now: Jst,
}

impl<'a> Call<'a> {
    pub(super) fn new(method: &'static str, request: &'a Request, now: Jst) -> Self {
        Self { method, params: &request.params, version: &request.version, key: &request.key, now }
    }

    pub(super) fn get(&self, name: &str) -> &'a str {
        self.params.get(name)
    }

    /// Puts a write on record and hands its result on.
    pub(super) fn record(
        &self,
        world: &mut World,
        target: &str,
        values: String,
        result: Result<(), i64>,
    ) -> Result<(), i64> {
        let code = to_code(result);
        let (method, target) = (self.method.to_owned(), target.to_owned());
        world.writes.record(RecordedWrite { at: self.now, method, target, values, code, times_seen: 0 });
        result
    }
}

/// The code of a row or call: 0 when it was accepted.
pub(super) fn to_code(result: Result<(), i64>) -> i64 {
    result.err().unwrap_or(0)
}

/// The answer of a command.
pub(super) fn to_answer((): ()) -> MethodAnswer {
    MethodAnswer::Done
}
