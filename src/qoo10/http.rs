//! The transport over HTTP: the only file of the client that names ureq.

use std::io::Read;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use ureq::http::{HeaderMap, HeaderValue};
use ureq::unversioned::transport::{ConnectionDetails, Connector, DefaultConnector};
use ureq::{Agent, Timeout};

use super::transport::{Request, Response, Sent, Transport, TransportError};
use crate::proxy;
use crate::vocabulary::{Message, msg};

const MAX_CONNECT: Duration = Duration::from_secs(10);

/// How Qoo10 is reached.
pub struct Http {
    agent: Agent,
    base_url: String,
    key: HeaderValue,
}

impl Http {
    /// A transport to `base_url` (up to and without `/Class.Method`) with the seller key, and by `way` of a proxy where
    /// there is one.
    ///
    /// # Errors
    /// A sentence when the key cannot travel in a header.
    pub fn new(base_url: &str, key: &str, way: Option<&proxy::Way>) -> Result<Self, Message> {
        let mut value = HeaderValue::from_str(key).map_err(|_| msg!("qoo10-key_characters"))?;
        value.set_sensitive(true);
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(way.and_then(|way| way.to(base_url)))
            .user_agent(concat!("qoo10-bridge/", env!("CARGO_PKG_VERSION")))
            .build();
        // Whatever fails before there is a connection, no byte of a request was written.
        let agent = proxy::agent(config, Connecting(DefaultConnector::default()));
        Ok(Self { agent, base_url: base_url.trim_end_matches('/').to_owned(), key: value })
    }
}

impl Transport for Http {
    fn send(&self, request: &Request<'_>) -> Result<Response, TransportError> {
        let url = format!("{}/{}", self.base_url, request.method);
        let timeout = Some(request.timeout);
        let result = self
            .agent
            .post(&url)
            .config()
            .timeout_global(Some(request.deadline))
            .timeout_resolve(Some(request.timeout.min(MAX_CONNECT)))
            .timeout_connect(Some(request.timeout.min(MAX_CONNECT)))
            .timeout_send_request(timeout)
            .timeout_send_body(timeout)
            .timeout_recv_response(timeout)
            .timeout_per_read(timeout)
            .build()
            .header("GiosisCertificationKey", self.key.clone())
            .header("QAPIVersion", request.method.version)
            .send_form(request.form.iter().map(|(name, value)| (*name, value.as_str())));
        let mut response = result.map_err(failure)?;
        let status = response.status().as_u16();
        let date = date(response.headers(), "date");
        let retry_after = retry_after(response.headers());
        let expected = response.body().content_length().unwrap_or(0);
        let most = request.method.largest_answer();
        if expected > most {
            return Err(too_large(most));
        }
        let mut body = Vec::with_capacity(expected as usize);
        let mut reader = response.body_mut().with_config().limit(most + 2).reader();
        let read = reader.by_ref().take(most + 1).read_to_end(&mut body);
        read.map_err(|e| maybe(msg!("qoo10-broke_off", bytes = body.len(), why = e.to_string())))?;
        if body.len() as u64 > most {
            return Err(too_large(most));
        }
        Ok(Response { status, retry_after, date, body })
    }
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let wanted = header_text(headers, "retry-after")?;
    if let Ok(seconds) = wanted.parse() {
        return Some(Duration::from_secs(seconds));
    }
    (date(headers, "retry-after")? - date(headers, "date")?).to_std().ok()
}

fn date(headers: &HeaderMap, name: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc2822(header_text(headers, name)?).ok()
}

fn header_text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

fn too_large(most: u64) -> TransportError {
    let detail = msg!("qoo10-too_large", mib = most >> 20);
    TransportError { sent: Sent::Maybe, lasting: true, detail }
}

fn maybe(detail: Message) -> TransportError {
    TransportError { sent: Sent::Maybe, lasting: false, detail }
}

fn not_sent(detail: Message, lasting: bool) -> TransportError {
    TransportError { sent: Sent::No, lasting, detail }
}

/// Connects, and marks every failure as one before a request: TLS is agreed on, and a proxy has answered, before a
/// connection is handed out.
#[derive(Debug)]
struct Connecting(DefaultConnector);

impl Connector for Connecting {
    type Out = <DefaultConnector as Connector>::Out;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<()>,
    ) -> Result<Option<Self::Out>, ureq::Error> {
        self.0.connect(details, chained).map_err(Unconnected::mark)
    }
}

/// A failure before there was a connection.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
struct Unconnected(ureq::Error);

impl Unconnected {
    fn mark(error: ureq::Error) -> ureq::Error {
        match error {
            // A proxy's connection is made within the one through it.
            ureq::Error::Other(inner) if inner.is::<Self>() => ureq::Error::Other(inner),
            other => ureq::Error::Other(Box::new(Self(other))),
        }
    }
}

fn failure(error: ureq::Error) -> TransportError {
    match error {
        ureq::Error::Other(inner) => match inner.downcast::<Unconnected>() {
            Ok(before) => TransportError { sent: Sent::No, ..failure(before.0) },
            Err(other) => maybe(Message::quoted(other.to_string())),
        },
        ureq::Error::HostNotFound => not_sent(msg!("qoo10-no_host"), false),
        ureq::Error::Timeout(phase @ (Timeout::Resolve | Timeout::Connect)) => {
            not_sent(msg!("qoo10-no_connection_in_time", phase = phase.to_string()), false)
        }
        ureq::Error::Timeout(phase) => maybe(msg!("qoo10-no_answer_in_time", phase = phase.to_string())),
        ureq::Error::ConnectionFailed => not_sent(msg!("qoo10-no_connection"), false),
        ureq::Error::ConnectProxyFailed(why) => not_sent(msg!("qoo10-proxy_refused", why = why), false),
        ureq::Error::Io(e) => broken(&e),
        ureq::Error::Rustls(e) => {
            TransportError { lasting: true, ..maybe(msg!("qoo10-not_secure", why = e.to_string())) }
        }
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => not_sent(msg!("qoo10-bad_url"), true),
        other => maybe(Message::quoted(other.to_string())),
    }
}

fn broken(e: &std::io::Error) -> TransportError {
    use std::io::ErrorKind as Io;
    // Not of a file: the system's own words.
    let why = e.to_string();
    match e.kind() {
        Io::ConnectionRefused | Io::HostUnreachable | Io::NetworkUnreachable | Io::NetworkDown => {
            not_sent(msg!("qoo10-not_connected", why = why), false)
        }
        Io::InvalidData if why.contains("peer certificate") => {
            not_sent(msg!("qoo10-not_trusted", why = why), true)
        }
        Io::InvalidData => maybe(msg!("qoo10-not_http", why = why)),
        _ => maybe(msg!("qoo10-connection_broke", why = why)),
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;
    use crate::qoo10::method;

    /// What becomes of a request to an endpoint, by way of a proxy or not.
    fn failed(endpoint: &str, proxy: Option<&str>) -> TransportError {
        let way = proxy.map(|url| proxy::Way::read("https_proxy", url, None).unwrap());
        let http = Http::new(endpoint, "TopSecretKey", way.as_ref()).unwrap();
        let second = Duration::from_secs(1);
        let request = Request { method: method::SEND_BULK, form: &[], timeout: second, deadline: second * 2 };
        http.send(&request).unwrap_err()
    }

    /// A server that ends every connection after what was sent first, and its address.
    fn hangs_up() -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let _ = stream.unwrap().read(&mut [0; 1024]);
            }
        });
        address
    }

    /// No server has to be asked to know that a name of such a length does not exist.
    fn no_host() -> String {
        "x".repeat(64)
    }

    #[test]
    fn an_unknown_host_name_is_no_broken_connection() {
        for (endpoint, proxy) in
            [(no_host(), None), ("qoo10.invalid".to_owned(), Some(format!("http://{}:3128", no_host())))]
        {
            let failure = failed(&format!("https://{endpoint}"), proxy.as_deref());
            assert_eq!((failure.sent, failure.lasting), (Sent::No, false), "{failure:?}");
            assert_eq!(failure.detail.id(), "qoo10-no_host", "{failure:?}");
        }
    }

    #[test]
    fn what_fails_before_a_request_is_written_was_not_sent() {
        let (server, proxy) = (hangs_up(), format!("http://{}", hangs_up()));
        for (what, failure) in [
            ("TLS is not agreed on", failed(&format!("https://{server}"), None)),
            ("a proxy hangs up", failed("https://qoo10.invalid", Some(&proxy))),
            ("nobody listens", failed("http://127.0.0.1:1", None)),
        ] {
            assert_eq!(failure.sent, Sent::No, "{what}: {failure:?}");
        }
        let after = failed(&format!("http://{server}"), None);
        assert_eq!(after.sent, Sent::Maybe, "the request was written: {after:?}");
    }
}
