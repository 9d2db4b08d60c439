//! Notices to services outside: pings of a health check, and the words of a webhook. What goes wrong is a
//! sentence without the URL, for whoever knows such a URL can write there.

use std::io::ErrorKind;
use std::time::Duration;

use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Proxy};

use crate::proxy::{self, ProxyRoute};
use crate::vocabulary::{Message, msg};

/// Where a notice goes.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    pub url: &'a str,
    /// Whether it is this machine itself, which is never reached by way of the proxy.
    pub is_loopback: bool,
}

/// Sends notices.
pub struct Notifier {
    agent: Agent,
    proxy_route: Option<ProxyRoute>,
    timeout: Duration,
}

impl Notifier {
    /// A sender by `way` of a proxy where there is one. A notice may take so long, all in all.
    pub fn new(way: Option<ProxyRoute>, patience: Duration) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(patience))
            .user_agent(concat!("qoo10-bridge/", env!("CARGO_PKG_VERSION")))
            .build();
        Self {
            agent: proxy::build_agent(config, DefaultConnector::default()),
            proxy_route: way,
            timeout: patience,
        }
    }

    /// Asks for a URL, which is all that a health check wants.
    ///
    /// # Errors
    /// Why nobody took it.
    pub fn ping(&self, to: Target<'_>) -> Result<(), Message> {
        let request = self.agent.get(to.url).config().proxy(self.find_proxy(to)).build();
        self.check_answer(request.call())
    }

    /// Sends words for people, as `{"text": …}`.
    ///
    /// # Errors
    /// Why nobody took them.
    pub fn send_text(&self, to: Target<'_>, text: &str) -> Result<(), Message> {
        let request = self.agent.post(to.url).config().proxy(self.find_proxy(to)).build();
        let body = serde_json::json!({ "text": text }).to_string();
        self.check_answer(request.header("Content-Type", "application/json; charset=utf-8").send(body))
    }

    fn find_proxy(&self, to: Target<'_>) -> Option<Proxy> {
        self.proxy_route.as_ref().filter(|_| !to.is_loopback)?.find_proxy(to.url)
    }

    fn check_answer(
        &self,
        answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
    ) -> Result<(), Message> {
        Err(match answer {
            Ok(answer) if answer.status().is_success() => return Ok(()),
            Ok(answer) => msg!("network-status", status = answer.status().as_u16()),
            Err(ureq::Error::Timeout(_)) => explain_timeout(self.timeout),
            Err(ureq::Error::HostNotFound) => msg!("network-no_host"),
            Err(ureq::Error::ConnectionFailed | ureq::Error::ConnectProxyFailed(_)) => {
                msg!("network-no_connection")
            }
            Err(ureq::Error::Io(e)) if e.kind() == ErrorKind::ConnectionRefused => {
                msg!("network-no_connection")
            }
            Err(ureq::Error::Io(_)) => msg!("network-connection_broke"),
            Err(ureq::Error::Rustls(_)) => msg!("network-not_secure"),
            Err(_) => msg!("network-not_sent"),
        })
    }
}

/// What is said of a service that does not answer in time.
pub fn explain_timeout(patience: Duration) -> Message {
    msg!("network-silent", seconds = patience.as_secs())
}
