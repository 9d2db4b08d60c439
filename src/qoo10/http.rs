//! The transport over HTTP: the only file of the client that names ureq.

use std::io::Read;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use ureq::http::{HeaderMap, HeaderValue};
use ureq::unversioned::transport::{ConnectionDetails, Connector, DefaultConnector};
use ureq::{Agent, Timeout};

use super::transport::{self, Request, Response, Sent, Transport, TransportError};
use crate::proxy;
use crate::vocabulary::{Cause, Message, msg};

const MAX_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How Qoo10 is reached.
pub struct HttpTransport {
    agent: Agent,
    base_url: String,
    key: HeaderValue,
    host: Option<Message>,
}

impl HttpTransport {
    /// A transport to `base_url` (up to and without `/Class.Method`) with the seller key, and by `way` of a
    /// proxy where there is one.
    ///
    /// # Errors
    /// A sentence when the key cannot travel in a header.
    pub fn new(base_url: &str, key: &str, way: Option<&proxy::ProxyRoute>) -> Result<Self, Message> {
        let mut value = HeaderValue::from_str(key).map_err(|_| msg!("qoo10-key_characters"))?;
        // Keeps it out of the library's own log lines.
        value.set_sensitive(true);
        let config = Agent::config_builder()
            // A status is an answer: the client decides what it means.
            .http_status_as_error(false)
            // A redirect would carry the key to another host.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(way.and_then(|way| way.find_proxy(base_url)))
            // Nothing here unpacks an answer.
            .accept_encoding("identity")
            .user_agent(concat!("qoo10-bridge/", env!("CARGO_PKG_VERSION")))
            .build();
        // Whatever fails before there is a connection, no byte of a request was written.
        let agent = proxy::build_agent(config, Connecting(DefaultConnector::default()));
        let host = Some(find_host(base_url, way));
        Ok(Self { agent, base_url: base_url.trim_end_matches('/').to_owned(), key: value, host })
    }

    /// The same, whose failures name no host: the practice Qoo10 within this process has a port of chance.
    pub fn without_host(self) -> Self {
        Self { host: None, ..self }
    }

    /// Why a request got no answer, with the host that was asked.
    fn explain(&self, error: ureq::Error) -> TransportError {
        let is_refused = is_refused(&error);
        let failure = convert_error(error);
        match &self.host {
            Some(host) if is_refused => {
                TransportError { detail: msg!("qoo10-refused_by", host = host), ..failure }
            }
            _ => self.with_host(failure),
        }
    }

    fn with_host(&self, failure: TransportError) -> TransportError {
        TransportError { detail: transport::name_host(self.host.as_ref(), failure.detail), ..failure }
    }
}

impl Transport for HttpTransport {
    fn send(&self, request: &Request<'_>) -> Result<Response, TransportError> {
        let url = format!("{}/{}", self.base_url, request.method);
        let timeout = Some(request.timeout);
        let result = self
            .agent
            .post(&url)
            .config()
            .timeout_global(Some(request.deadline))
            // A host that does not connect within seconds will not; an answer may be slow, and gets the whole
            // time.
            .timeout_resolve(Some(request.timeout.min(MAX_CONNECT_TIMEOUT)))
            .timeout_connect(Some(request.timeout.min(MAX_CONNECT_TIMEOUT)))
            .timeout_send_request(timeout)
            .timeout_send_body(timeout)
            .timeout_recv_response(timeout)
            .timeout_per_read(timeout)
            .build()
            .header("GiosisCertificationKey", self.key.clone())
            .header("QAPIVersion", request.method.version)
            .send_form(request.form.iter().map(|(name, value)| (*name, value.as_str())));
        let mut response = result.map_err(|error| self.explain(error))?;
        let status = response.status().as_u16();
        let date = parse_date(response.headers(), "date");
        let retry_after = parse_retry_after(response.headers());
        let content_type = get_header(response.headers(), "content-type").map(str::to_owned);
        let expected = response.body().content_length().unwrap_or(0);
        let most = request.method.max_answer_bytes();
        // Before it is read: memory is not taken for an answer that would be thrown away.
        if expected > most {
            return Err(self.with_host(too_large_error(most)));
        }
        let mut body = Vec::with_capacity(expected as usize);
        // One byte more than is allowed tells a full answer from one that is too large.
        let mut reader = response.body_mut().with_config().limit(most + 2).reader();
        let read = reader.by_ref().take(most + 1).read_to_end(&mut body);
        read.map_err(|e| {
            let failure = maybe_sent_error(msg!("qoo10-broke_off", bytes = body.len(), why = e.to_string()));
            self.with_host(TransportError { cause: Some(Cause::from_error(&e)), ..failure })
        })?;
        if body.len() as u64 > most {
            return Err(self.with_host(too_large_error(most)));
        }
        Ok(Response { status, retry_after, date, content_type, body })
    }

    fn host(&self) -> Option<&Message> {
        self.host.as_ref()
    }
}

fn parse_retry_after(headers: &HeaderMap) -> Option<Duration> {
    let wanted = get_header(headers, "retry-after")?;
    if let Ok(seconds) = wanted.parse() {
        return Some(Duration::from_secs(seconds));
    }
    (parse_date(headers, "retry-after")? - parse_date(headers, "date")?).to_std().ok()
}

fn parse_date(headers: &HeaderMap, name: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc2822(get_header(headers, name)?).ok()
}

fn get_header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

fn not_sent_error(detail: Message, permanent: bool) -> TransportError {
    TransportError { permanent, ..TransportError::passing(Sent::No, detail) }
}

/// Connects, and marks every failure as one before a request: TLS is agreed on, and a proxy has answered,
/// before a connection is handed out.
#[derive(Debug)]
struct Connecting(DefaultConnector);

impl Connector for Connecting {
    type Out = <DefaultConnector as Connector>::Out;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<()>,
    ) -> Result<Option<Self::Out>, ureq::Error> {
        self.0.connect(details, chained).map_err(ConnectError::mark)
    }
}

/// A failure before there was a connection.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
struct ConnectError(ureq::Error);

impl ConnectError {
    fn mark(error: ureq::Error) -> ureq::Error {
        match error {
            // A proxy's connection is made within the one through it.
            ureq::Error::Other(inner) if inner.is::<Self>() => ureq::Error::Other(inner),
            other => ureq::Error::Other(Box::new(Self(other))),
        }
    }
}

fn too_large_error(most: u64) -> TransportError {
    let detail = msg!("qoo10-too_large", mib = most >> 20);
    TransportError { permanent: true, ..maybe_sent_error(detail) }
}

fn maybe_sent_error(detail: Message) -> TransportError {
    TransportError::passing(Sent::Maybe, detail)
}

fn is_refused(error: &ureq::Error) -> bool {
    match error {
        ureq::Error::Io(e) => e.kind() == std::io::ErrorKind::ConnectionRefused,
        ureq::Error::Other(inner) => {
            inner.downcast_ref::<ConnectError>().is_some_and(|before| is_refused(&before.0))
        }
        _ => false,
    }
}

/// Why a request got no answer, before the host that was asked is named.
fn convert_error(error: ureq::Error) -> TransportError {
    let cause = Some(Cause::from_error(&error));
    let known = match error {
        ureq::Error::Other(inner) => match inner.downcast::<ConnectError>() {
            Ok(before) => return TransportError { sent: Sent::No, ..convert_error(before.0) },
            Err(other) => maybe_sent_error(Message::quoted(other.to_string())),
        },
        ureq::Error::HostNotFound => not_sent_error(msg!("qoo10-no_host"), false),
        ureq::Error::Timeout(phase @ (Timeout::Resolve | Timeout::Connect)) => {
            not_sent_error(msg!("qoo10-no_connection_in_time", phase = phase.to_string()), false)
        }
        // From here on the request may have been written, so it may have been carried out.
        ureq::Error::Timeout(phase) => {
            maybe_sent_error(msg!("qoo10-no_answer_in_time", phase = phase.to_string()))
        }
        ureq::Error::ConnectionFailed => not_sent_error(msg!("qoo10-no_connection"), false),
        ureq::Error::ConnectProxyFailed(why) => not_sent_error(msg!("qoo10-proxy_refused", why = why), false),
        ureq::Error::Io(e) => {
            return TransportError { cause: Some(Cause::from_error(&e)), ..convert_io_error(&e) };
        }
        // A certificate does not become better by asking again, and a server that is not Qoo10 is not to be
        // asked.
        ureq::Error::Rustls(e) => TransportError {
            permanent: true,
            ..maybe_sent_error(msg!("qoo10-not_secure", why = e.to_string()))
        },
        // Without the cause: the library quotes the URL.
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => return not_sent_error(msg!("qoo10-bad_url"), true),
        other => maybe_sent_error(Message::quoted(other.to_string())),
    };
    TransportError { cause, ..known }
}

fn convert_io_error(e: &std::io::Error) -> TransportError {
    use std::io::ErrorKind as Io;
    // Not of a file: the system's own words.
    let why = e.to_string();
    match e.kind() {
        // Nobody took the connection, so nobody read a request.
        Io::ConnectionRefused => not_sent_error(msg!("qoo10-refused"), false),
        Io::HostUnreachable | Io::NetworkUnreachable | Io::NetworkDown => {
            not_sent_error(msg!("qoo10-not_connected", why = why), false)
        }
        Io::InvalidData if why.contains("peer certificate") => {
            not_sent_error(msg!("qoo10-not_trusted", why = why), true)
        }
        // Something answered that is not HTTP: what it made of the request is not known.
        Io::InvalidData => maybe_sent_error(msg!("qoo10-not_http", why = why)),
        _ => maybe_sent_error(msg!("qoo10-connection_broke", why = why)),
    }
}

/// The host of the endpoint, or the proxy on the way to it: it is the proxy that a connection is made to.
fn find_host(base_url: &str, way: Option<&proxy::ProxyRoute>) -> Message {
    let host = proxy::host_of(base_url);
    match way.and_then(|way| way.find_proxy(base_url)) {
        Some(proxy) => {
            let proxy = proxy::host_with_port(proxy.host(), proxy.port());
            msg!("qoo10-proxy_host", proxy = proxy, host = host)
        }
        None => Message::quoted(host),
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;
    use crate::qoo10::method;
    use crate::text::localize;
    use crate::vocabulary::Lang;

    /// What becomes of a request to an endpoint, by way of a proxy or not.
    fn failed(endpoint: &str, proxy: Option<&str>) -> TransportError {
        let way = proxy.map(|url| proxy::ProxyRoute::parse("https_proxy", url, None).unwrap());
        let http = HttpTransport::new(endpoint, "TopSecretKey", way.as_ref()).unwrap();
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

    #[test]
    fn answers_are_asked_for_unpacked() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let asked = std::thread::spawn(move || {
            let mut head = vec![0; 4096];
            let count = listener.accept().unwrap().0.read(&mut head).unwrap();
            String::from_utf8_lossy(&head[..count]).to_ascii_lowercase()
        });
        failed(&endpoint, None);
        let head = asked.join().unwrap();
        assert_eq!(head.matches("accept-encoding: identity\r\n").count(), 1, "{head}");
        assert_eq!(head.matches("accept-encoding").count(), 1, "{head}");
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
            assert_eq!((failure.sent, failure.permanent), (Sent::No, false), "{failure:?}");
            let said = localize(&failure.detail, Lang::En);
            let by_proxy = proxy.is_some();
            assert!(said.ends_with(": the host name is not known, or cannot be looked up"), "{said}");
            assert!(said.contains(&no_host()) && by_proxy == said.contains("the proxy"), "{said}");
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
