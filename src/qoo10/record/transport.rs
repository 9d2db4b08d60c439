//! A transport that writes down what passes through it.

use std::sync::Arc;

use super::body;
use super::exchange::{RecordedAnswer, RecordedExchange, RecordedFailure};
use super::json;
use super::value::{Redactor, Tally};
use crate::qoo10::secret;
use crate::qoo10::transport::{Request, Response, Sent, Transport, TransportError};
use crate::vocabulary::Message;

/// Where exchanges go. It never fails: what it cannot keep is its own matter, and no exchange waits for that.
pub trait ExchangeSink: Send + Sync {
    /// The number of the exchange that begins now.
    fn take_number(&self) -> u32;

    fn redactor(&self) -> &Redactor;

    /// Keeps an exchange, and how many of its values got a pseudonym.
    fn write_exchange(&self, number: u32, exchange: &RecordedExchange, tally: &Tally);
}

/// Passes requests on to another transport, and tells a sink of each what may be handed on.
pub struct RecordingTransport {
    inner: Box<dyn Transport>,
    sink: Arc<dyn ExchangeSink>,
    key: String,
}

impl RecordingTransport {
    /// Listens to a transport that carries this seller key.
    pub fn new(inner: Box<dyn Transport>, sink: Arc<dyn ExchangeSink>, key: &str) -> Self {
        Self { inner, sink, key: key.to_owned() }
    }

    fn record(
        &self,
        request: &Request<'_>,
        answer: &Result<Response, TransportError>,
    ) -> (RecordedExchange, Tally) {
        let (redactor, mut tally) = (self.sink.redactor(), Tally::default());
        let redact = |(name, value): &(&'static str, String), tally: &mut Tally| {
            (*name, json::redact_field(redactor, name, value, tally))
        };
        let form = request.form.iter().map(|field| redact(field, &mut tally)).collect();
        let mut exchange = RecordedExchange {
            method: request.method.name,
            version: request.method.version,
            form,
            answer: None,
            failure: None,
        };
        match answer {
            Ok(response) => {
                // Also where a text would be replaced anyway: a key may stand where a code does.
                let body = secret::redact_key(&self.key, response.body.clone());
                exchange.answer = Some(RecordedAnswer {
                    status: response.status,
                    retry_after_seconds: response.retry_after.map(|wait| wait.as_secs()),
                    date: response.date.map(|date| date.to_rfc3339()),
                    body: body::record_body(redactor, body, &mut tally),
                });
            }
            Err(TransportError { sent, permanent, .. }) => {
                let (may_have_arrived, permanent) = (*sent == Sent::Maybe, *permanent);
                exchange.failure = Some(RecordedFailure { may_have_arrived, permanent });
            }
        }
        (exchange, tally)
    }
}

impl Transport for RecordingTransport {
    fn send(&self, request: &Request<'_>) -> Result<Response, TransportError> {
        // Before it is sent: several may be under way, and the order of their beginning is the run's own.
        let number = self.sink.take_number();
        let answer = self.inner.send(request);
        let (exchange, tally) = self.record(request, &answer);
        self.sink.write_exchange(number, &exchange, &tally);
        answer
    }

    fn host(&self) -> Option<&Message> {
        self.inner.host()
    }
}
