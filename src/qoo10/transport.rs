//! The seam between the client and the network: one request, one answer or a failure that says how far it
//! got.

use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use super::method::Method;
use crate::vocabulary::{Cause, Message, msg};

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
    pub status: u16,
    /// The wait that `Retry-After` asks for.
    pub retry_after: Option<Duration>,
    /// When the server says that it answered: `Date`.
    pub date: Option<DateTime<FixedOffset>>,
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// The whole body.
    pub body: Vec<u8>,
}

/// Why no whole answer came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransportError {
    /// Whether Qoo10 may have received the request.
    pub sent: Sent,
    /// Whether every further try would end in the same way.
    pub permanent: bool,
    /// What happened, with the host that was asked; no path, no query, no secret.
    pub detail: Message,
    /// What the system or the HTTP library said, where one of them did.
    pub cause: Option<Cause>,
}

impl TransportError {
    /// A failure that may pass.
    pub(super) fn passing(sent: Sent, detail: Message) -> Self {
        Self { sent, permanent: false, detail, cause: None }
    }
}

/// Whether a request that failed may have been carried out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sent {
    /// Certainly not.
    #[default]
    No,
    /// Perhaps: only reading back can tell.
    Maybe,
}

/// How far the requests of one call have come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attempts {
    pub(super) count: u32,
    /// Whether one of them may have been carried out.
    pub(super) sent: Sent,
    /// How the last one failed.
    pub(super) last: Option<TransportError>,
}

/// When the next request of a write may start whose values may be overtaken, and those before it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Turn {
    /// In the client's own time; later the values may be old.
    pub latest_start: Duration,
    pub attempts: Attempts,
}

/// Sends requests.
pub trait Transport: Send + Sync {
    /// Sends one request once.
    ///
    /// # Errors
    /// When no whole answer came back.
    fn send(&self, request: &Request<'_>) -> Result<Response, TransportError>;

    /// Who is asked, as failures name it: the host, with its port unless that is 443. None where that says
    /// nothing.
    fn host(&self) -> Option<&Message> {
        None
    }
}

/// Why an answer of this status is none.
pub(super) fn check_status(response: &Response) -> Option<TransportError> {
    let (sent, permanent) = match response.status {
        200..=299 => return None,
        // The server may have read the request before it gave up.
        408 => (Sent::Maybe, false),
        // Refused for its pace, before it was read: nothing was carried out.
        429 => (Sent::No, false),
        500..=599 => (Sent::Maybe, false),
        // Redirects and refusals would be the same next time; who answered is not known, so neither is what
        // was done.
        _ => (Sent::Maybe, true),
    };
    let status = response.status;
    let detail = match status {
        300..=399 => msg!("qoo10-http_redirect", status = status),
        403 => msg!("qoo10-http_forbidden", status = status),
        404 => msg!("qoo10-http_not_found", status = status),
        429 => msg!("qoo10-http_too_many", status = status),
        _ => msg!("qoo10-http_status", status = status),
    };
    Some(TransportError { permanent, ..TransportError::passing(sent, detail) })
}

/// What happened, with the host that was asked where it has a name.
pub(super) fn name_host(host: Option<&Message>, what: Message) -> Message {
    match host {
        Some(host) => msg!("qoo10-at_host", host = host, what = what),
        None => what,
    }
}
