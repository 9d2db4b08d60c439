//! One exchange as it is written down.

use serde::Serialize;

use super::body::RecordedBody;

/// A request, and what came of it.
#[derive(Debug, Serialize)]
pub struct RecordedExchange {
    pub method: &'static str,
    pub version: &'static str,
    /// The form's fields in their order.
    pub form: Vec<(&'static str, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<RecordedAnswer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<RecordedFailure>,
}

/// What came back.
#[derive(Debug, Serialize)]
pub struct RecordedAnswer {
    pub status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_seconds: Option<u64>,
    /// The header `Date`, as RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    pub body: RecordedBody,
}

/// That no whole answer came back.
#[derive(Debug, Serialize)]
pub struct RecordedFailure {
    /// Whether Qoo10 may have got the request.
    pub may_have_arrived: bool,
    /// Whether every further try would end so.
    pub permanent: bool,
}
