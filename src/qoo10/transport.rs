//! The seam between the client and the network: one request, one answer or a failure that says how far it got.

use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use super::method::Method;
use crate::vocabulary::Message;

/// One request: a form sent by POST. Key and version travel in headers, which the transport adds.
#[derive(Debug)]
pub struct Request<'a> {
    /// What is called.
    pub method: Method,
    /// Form fields, unencoded.
    pub form: &'a [(&'static str, String)],
    /// Each phase (resolve, connect, send, wait, every read) may take this long.
    pub timeout: Duration,
    /// The whole exchange may take this long.
    pub deadline: Duration,
}

/// What came back, whatever its status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// The wait that `Retry-After` asks for.
    pub retry_after: Option<Duration>,
    /// When the server says that it answered: `Date`.
    pub date: Option<DateTime<FixedOffset>>,
    /// The whole body.
    pub body: Vec<u8>,
}

/// Why no whole answer came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransportError {
    /// Whether Qoo10 may have received the request.
    pub sent: Sent,
    /// Whether trying again can help.
    pub lasting: bool,
    /// What happened, without addresses or secrets.
    pub detail: Message,
}

/// Whether a request that failed may have been carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// Certainly not.
    No,
    /// Perhaps: only reading back can tell.
    Maybe,
}

/// Sends requests.
pub trait Transport: Send + Sync {
    /// Sends one request once.
    ///
    /// # Errors
    /// When no whole answer came back.
    fn send(&self, request: &Request<'_>) -> Result<Response, TransportError>;
}
