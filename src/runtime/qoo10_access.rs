//! The way to Qoo10: real, or the practice one in this very process.

use super::context::Context;
use super::seller_key;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use crate::config::{Config, Endpoint};
use crate::error::{Exit, Failure};
use crate::proxy::{self, ProxyRoute};
use crate::qoo10::http::HttpTransport;
use crate::qoo10::record::RecordingTransport;
use crate::qoo10::transport::Transport;
use crate::qoo10::{Client, Settings};
use crate::sandbox::{SELLER_KEY, Server, WorldFile};
use crate::vocabulary::{Writes, msg};

/// Where Qoo10 is and how it lets in, found out before anything is locked or written.
pub(crate) enum Qoo10Access {
    Practice {
        key: String,
    },
    /// The API.
    Remote {
        /// Its base URL.
        base: String,
        key: String,
        proxy: Option<ProxyRoute>,
    },
}

/// The client, and the practice Qoo10 behind it where there is one.
pub(crate) struct Api {
    pub(crate) client: Client,
    _practice: Option<Server>,
}

/// How long Qoo10 is waited for.
pub(crate) struct RequestLimits {
    /// Each phase of a request.
    pub(crate) timeout: Duration,
    /// How often a request is sent at most.
    pub(crate) max_attempts: u32,
    /// All requests together.
    pub(crate) deadline: Duration,
}

/// The practice Qoo10 runs in this very process: nobody else's patience has to be spared.
const PRACTICE_RATE: f64 = 1000.0;

impl Qoo10Access {
    /// With the seller key, from where the configuration says.
    pub(crate) fn from_config(context: &Context) -> Result<Self, Failure> {
        let config = &context.config.qoo10;
        // Looked at before a command is run for the key.
        find_proxy(context)?;
        let key = match &config.endpoint {
            Endpoint::Sandbox => SELLER_KEY.to_owned(),
            Endpoint::Url { .. } => {
                let source =
                    config.seller_key.as_ref().ok_or_else(|| Failure::usage(msg!("key-not_configured")))?;
                seller_key::read_seller_key(source, context)?
            }
        };
        Self::with_key(context, key)
    }

    /// With a key: the seller key, or the API key, which asks for one.
    pub(crate) fn with_key(context: &Context, key: String) -> Result<Self, Failure> {
        let way = find_proxy(context)?;
        Ok(match &context.config.qoo10.endpoint {
            Endpoint::Sandbox => Self::Practice { key },
            Endpoint::Url { base, is_loopback } => {
                Self::Remote { base: base.clone(), key, proxy: way.filter(|_| !is_loopback) }
            }
        })
    }

    /// Starts the client, whose deadline runs from now.
    pub(crate) fn open_client(&self, context: &Context, dry_run: bool) -> Result<Api, Failure> {
        let config = &context.config.qoo10;
        let patience = RequestLimits {
            timeout: context
                .io
                .timeouts
                .request
                .unwrap_or(Duration::from_secs(config.timeout_seconds.into())),
            max_attempts: config.max_attempts,
            deadline: Duration::from_secs(config.deadline_seconds.into()),
        };
        self.open_client_with(context, dry_run, &patience)
    }

    /// The same with a patience of one's own.
    pub(crate) fn open_client_with(
        &self,
        context: &Context,
        dry_run: bool,
        patience: &RequestLimits,
    ) -> Result<Api, Failure> {
        let config = &context.config.qoo10;
        let practice =
            matches!(self, Self::Practice { .. }).then(|| start_practice(context, dry_run)).transpose()?;
        let (base, key, way) = match (self, &practice) {
            (Self::Remote { base, key, proxy: way }, _) => (base.clone(), key.as_str(), way.as_ref()),
            (Self::Practice { key }, server) => {
                (server.as_ref().map(Server::base_url).unwrap_or_default(), key.as_str(), None)
            }
        };
        let http = HttpTransport::new(&base, key, way).map_err(Failure::usage)?;
        let http = if practice.is_some() { http.without_host() } else { http };
        let settings = Settings {
            requests_per_second: if practice.is_some() { PRACTICE_RATE } else { config.requests_per_second },
            max_in_flight: config.max_in_flight as usize,
            timeout: patience.timeout,
            max_attempts: patience.max_attempts,
            deadline: patience.deadline,
            key: key.to_owned(),
        };
        let client = Client::new(
            record_exchanges(context, http, key),
            (context.io.pace)(context.interrupt().clone()),
            settings,
        )
        .with_interrupt(context.interrupt().clone())
        .with_today(context.now().date_naive());
        let may_write = !dry_run && config.writes == Writes::On;
        let client = if may_write { client } else { client.without_writes() };
        Ok(Api { client, _practice: practice })
    }
}

/// The way to Qoo10, with somebody who writes down what passes where that is wished.
fn record_exchanges(context: &Context, http: HttpTransport, key: &str) -> Box<dyn Transport> {
    match context.recording() {
        Some(recording) => Box::new(RecordingTransport::new(Box::new(http), Arc::clone(recording) as _, key)),
        None => Box::new(http),
    }
}

fn start_practice(context: &Context, dry_run: bool) -> Result<Server, Failure> {
    let (path, now) = (context.world_path(), context.now());
    let file = if dry_run { WorldFile::open_copy(&path, now) } else { WorldFile::open(&path, now) };
    let file = file.map_err(|error| sandbox_error(&error))?;
    Server::start(file, SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), context.clock())
        .map_err(|e| Failure::new(Exit::Failed, msg!("practice-not_started", error = &e)).caused_by(e))
}

/// The proxy on the way out; none where there is none, or nobody would be reached by way of it.
///
/// # Errors
/// When it cannot be used: whoever set it does not want to be seen without it.
pub(crate) fn find_proxy(context: &Context) -> Result<Option<ProxyRoute>, Failure> {
    let first = |names: &[&'static str]| names.iter().find_map(|name| Some((*name, context.io.var(name)?)));
    let Some((variable, url)) = first(&["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]) else {
        return Ok(None);
    };
    let no_proxy = first(&["no_proxy", "NO_PROXY"]).map(|(_, list)| list);
    if !list_remote_urls(&context.config).iter().any(|url| !proxy::is_direct(no_proxy, url)) {
        return Ok(None);
    }
    let read = ProxyRoute::parse(variable, url, no_proxy)
        .map_err(|why| Failure::usage(why).with_hint(msg!("desk-set_proxy", variable = variable)))?;
    Ok(Some(read))
}

/// The URLs of the configuration that are not on this machine.
fn list_remote_urls(config: &Config) -> Vec<&str> {
    let notify = &config.notify;
    let notices = notify.health.values().chain(&notify.health_url).chain(&notify.webhook_url);
    let endpoint = match &config.qoo10.endpoint {
        Endpoint::Url { base, is_loopback: false } => Some(base.as_str()),
        Endpoint::Url { .. } | Endpoint::Sandbox => None,
    };
    endpoint.into_iter().chain(notices.filter(|to| !to.is_loopback).map(|to| to.url.as_str())).collect()
}

/// A failure of the practice Qoo10, as commands tell it.
pub(crate) fn sandbox_error(error: &crate::sandbox::Error) -> Failure {
    let exit = if error.is_usage() { Exit::Usage } else { Exit::Failed };
    let told = Failure::new(exit, error.message().clone());
    match error.hint() {
        Some(next) => told.with_hint(next.clone()),
        None if error.is_usage() => told.with_hint(msg!("practice-look_at_list")),
        None => told,
    }
}
