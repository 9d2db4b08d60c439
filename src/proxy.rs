//! The way out: the proxy of the environment, which hosts are reached without it, and how names are looked
//! up.

use std::net::IpAddr;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::time::Duration as Span;
use ureq::unversioned::transport::{Connector, NextTimeout};
use ureq::{Agent, Proxy};

use crate::vocabulary::{Message, msg};

/// A proxy, and the hosts that are reached without it.
#[derive(Clone)]
pub struct ProxyRoute {
    proxy: Proxy,
    no_proxy: Vec<NoProxyEntry>,
}

/// A host of `no_proxy`, with all below it, on one port or on all.
#[derive(Debug, Clone, PartialEq, Eq)]
struct NoProxyEntry {
    /// In lower case; `*` for every host.
    host: String,
    port: Option<u16>,
}

impl ProxyRoute {
    /// Reads the proxy's URL, as the variable of this name holds it, and a list as `no_proxy` holds it.
    ///
    /// # Errors A sentence when the URL cannot be read or names a kind of proxy that is not supported. It
    /// does not hold the URL, which may hold a password.
    pub fn parse(variable: &str, url: &str, no_proxy: Option<&str>) -> Result<Self, Message> {
        let url = url.trim();
        let (scheme, rest) = url.split_once("://").unwrap_or(("http", url));
        let scheme = scheme.to_ascii_lowercase();
        if !matches!(scheme.as_str(), "http" | "https") {
            return Err(msg!("network-proxy_kind", variable = variable));
        }
        let unreadable = || msg!("network-proxy_unreadable", variable = variable);
        // The library takes the usual port in the place of one that there cannot be.
        let authority = rest.split('/').next().unwrap_or_default();
        let port = authority.rsplit_once(':').map_or("", |(_, port)| port);
        if !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_err() {
            return Err(unreadable());
        }
        let proxy = Proxy::new(&format!("{scheme}://{rest}")).map_err(|_| unreadable())?;
        Ok(Self { proxy, no_proxy: parse_no_proxy(no_proxy.unwrap_or_default()) })
    }

    /// The proxy on the way to a URL; none for a host that is reached without it.
    pub fn find_proxy(&self, url: &str) -> Option<Proxy> {
        (!is_exempt(&self.no_proxy, url)).then(|| self.proxy.clone())
    }
}

/// The host that a URL names, with its port unless that is 443: what may be shown of a URL, which may hold
/// secrets.
pub fn host_of(url: &str) -> String {
    let (host, port) = authority(url);
    host_with_port(host, port)
}

/// `host:port`; without the port where it is 443, and with brackets around an IPv6 address.
pub fn host_with_port(host: &str, port: u16) -> String {
    let host = host.trim_matches(['[', ']']);
    let host = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
    if port == 443 { host } else { format!("{host}:{port}") }
}

/// A URL's host and port, be it written or the usual one of its scheme; never the user before an `@`.
fn authority(url: &str) -> (&str, u16) {
    let (scheme, rest) = url.split_once("://").unwrap_or(("https", url));
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = split_host_port(authority.rsplit_once('@').map_or(authority, |(_, host)| host));
    let usual = if scheme.eq_ignore_ascii_case("http") { 80 } else { 443 };
    (host, port.unwrap_or(usual))
}

/// Whether a URL's host is one of a list as `no_proxy` holds it.
pub fn is_direct(no_proxy: Option<&str>, url: &str) -> bool {
    is_exempt(&parse_no_proxy(no_proxy.unwrap_or_default()), url)
}

/// Reads `example.com, .example.com, *.example.com, example.com:443, [::1], *`.
fn parse_no_proxy(list: &str) -> Vec<NoProxyEntry> {
    let entries = list.split([',', ' ', '\t']).map(str::trim).filter(|entry| !entry.is_empty());
    let read = |entry: &str| {
        let (host, port) = split_host_port(entry);
        let host = if host == "*" { host } else { host.trim_start_matches('*').trim_start_matches('.') };
        NoProxyEntry { host: normalize_host(host), port }
    };
    entries.map(read).filter(|entry| !entry.host.is_empty()).collect()
}

fn is_exempt(exempt: &[NoProxyEntry], url: &str) -> bool {
    let (host, port) = authority(url);
    let host = normalize_host(host);
    let is_below =
        |of: &str| host.strip_suffix(of).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    exempt
        .iter()
        .filter(|entry| entry.port.is_none_or(|of| of == port))
        .any(|entry| entry.host == "*" || is_below(&entry.host))
}

/// A host as it is compared: in lower case, without the dot that may stand at its end.
fn normalize_host(host: &str) -> String {
    host.trim_end_matches('.').to_ascii_lowercase()
}

/// `host:port` taken apart; an IPv6 address with a port stands in brackets, one without may.
fn split_host_port(text: &str) -> (&str, Option<u16>) {
    if let Some((host, rest)) = text.strip_prefix('[').and_then(|v6| v6.split_once(']')) {
        return (host, rest.strip_prefix(':').and_then(|port| port.parse().ok()));
    }
    match text.split_once(':') {
        Some((host, port)) if !port.contains(':') => (host, port.parse().ok()),
        _ => (text, None),
    }
}

/// What sends requests with these settings, and asks for nothing that the system may refuse: a name is looked
/// up by a thread of its own, so that the wait for it can end, or by this one where no other can be started.
pub fn build_agent(config: Config, connector: impl Connector) -> Agent {
    Agent::with_parts(config, connector, SystemResolver)
}

#[derive(Debug)]
struct SystemResolver;

impl Resolver for SystemResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let (own_uri, own_config) = (uri.clone(), config.clone());
        let patient = move || {
            let no_end = NextTimeout { after: Span::NotHappening, ..timeout };
            DefaultResolver::default().resolve(&own_uri, &own_config, no_end)
        };
        // An address is no name: a thread for it would cost more than the request to this machine itself.
        let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
        if timeout.after.is_not_happening() || host.parse::<IpAddr>().is_ok() {
            return patient().map_err(to_host_not_found);
        }
        let (send, answer) = sync_channel(1);
        let aside = patient.clone();
        if thread::Builder::new().spawn(move || drop(send.send(aside()))).is_err() {
            return patient().map_err(to_host_not_found);
        }
        match answer.recv_timeout(*timeout.after) {
            Ok(addresses) => addresses.map_err(to_host_not_found),
            Err(RecvTimeoutError::Timeout) => Err(ureq::Error::Timeout(timeout.reason)),
            Err(RecvTimeoutError::Disconnected) => Err(ureq::Error::HostNotFound),
        }
    }
}

/// A name without an address is no broken connection.
fn to_host_not_found(error: ureq::Error) -> ureq::Error {
    match error {
        ureq::Error::Io(_) => ureq::Error::HostNotFound,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_proxy_covers_subdomains_and_may_name_a_port() {
        let far = "https://api.qoo10.jp/x";
        for (list, url, is_covered) in [
            ("qoo10.jp", far, true),
            (".qoo10.jp", far, true),
            ("*.qoo10.jp", far, true),
            ("api.qoo10.jp", far, true),
            ("API.Qoo10.JP.", far, true),
            ("other.example, qoo10.jp", far, true),
            ("other.example qoo10.jp", far, true),
            ("qoo10.jp:443", far, true),
            ("api.qoo10.jp:443", far, true),
            ("qoo10.jp:443", "https://api.qoo10.jp:443/x", true),
            ("qoo10.jp:8443", "https://api.qoo10.jp:8443/x?y=1", true),
            ("*", far, true),
            ("[::1]:8080, ::2", "http://[::1]:8080/x", true),
            ("::2", "http://[::2]/x", true),
            ("localhost:80", "http://localhost/x", true),
            ("10.0.0.1", "https://10.0.0.1", true),
            ("qoo10.jp:8443", far, false),
            ("o10.jp", far, false),
            ("jp.qoo10", far, false),
            ("www.qoo10.jp", far, false),
            ("api.qoo10.jp.example", far, false),
            ("", far, false),
            (" , ,", far, false),
            (".", far, false),
            ("localhost:80", "https://localhost/x", false),
        ] {
            assert_eq!(is_direct(Some(list), url), is_covered, "{list:?} {url}");
            let way = ProxyRoute::parse("https_proxy", "http://proxy.example:3128", Some(list)).unwrap();
            assert_eq!(way.find_proxy(url).is_none(), is_covered, "{list:?} {url}");
        }
        assert!(!is_direct(None, far));
    }

    #[test]
    fn of_a_url_only_the_host_is_shown_and_a_port_that_is_not_the_usual_one() {
        for (url, shown) in [
            ("https://api.qoo10.jp/GMKT.INC.Front.QAPIService/ebayjapan.qapi?key=TopSecret", "api.qoo10.jp"),
            ("https://api.qoo10.jp:443", "api.qoo10.jp"),
            ("https://user:TopSecret@api.qoo10.jp:8443/x#y", "api.qoo10.jp:8443"),
            ("http://127.0.0.1:34213/x", "127.0.0.1:34213"),
            ("http://localhost?x", "localhost:80"),
            ("http://[::1]:9/x", "[::1]:9"),
        ] {
            assert_eq!(host_of(url), shown);
        }
    }

    #[test]
    fn a_proxy_of_another_kind_is_refused_by_its_variable_and_never_shown() {
        let refused = |url: &str| ProxyRoute::parse("ALL_PROXY", url, None).err();
        for url in ["socks5", "socks5h", "SOCKS4", "socks4a", "socks", "ftp", "file", "ws", ""]
            .map(|scheme| format!("{scheme}://user:TopSecret@127.0.0.1:1080"))
        {
            assert_eq!(refused(&url), Some(msg!("network-proxy_kind", variable = "ALL_PROXY")), "{url}");
        }
        for url in [
            "http://",
            "http://user:TopSecret@",
            "TopSecret@@",
            "http://a b",
            "https://[::1",
            "http://x:99999",
        ] {
            assert_eq!(refused(url), Some(msg!("network-proxy_unreadable", variable = "ALL_PROXY")), "{url}");
        }
        for url in [
            "http://127.0.0.1:9",
            "HTTPS://u:p@proxy.example",
            "proxy.example:3128",
            "localhost",
            " http://x/ ",
        ] {
            assert_eq!(refused(url), None, "{url}");
        }
    }
}
