//! `sandbox replay`: serves a recording.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use serde_json::json;

use crate::error::{Exit, Failure};
use crate::runtime::context::Context;
use crate::runtime::qoo10_access::sandbox_error;
use crate::sandbox::{Error, RecordedDay, ReplayServer};
use crate::text::localize;
use crate::vocabulary::{Message, msg};

/// Serves until the process ends.
pub(super) fn run(context: &Context, folder: &Path, listen: SocketAddr) -> Result<Exit, Failure> {
    let server = start(context, folder, listen).map_err(|error| sandbox_error(&error))?;
    let url = server.base_url();
    let line = if context.output.json { json!({"base_url": url}).to_string() } else { url };
    context.output.print_line(&format!("{line}\n"))?;
    loop {
        std::thread::park_timeout(Duration::from_secs(3600));
    }
}

fn start(context: &Context, folder: &Path, listen: SocketAddr) -> Result<ReplayServer, Error> {
    if !listen.ip().is_loopback() {
        return Err(Error::usage(msg!("practice-listens_here_only", address = listen.to_string())));
    }
    let recording = RecordedDay::read(&context.io.resolve_path(folder))?;
    let (output, lang) = (context.output.clone(), context.lang);
    let print_miss = move |miss: &Message| output.print_stderr(&(localize(miss, lang) + "\n"));
    let doing = msg!("practice-cannot_listen", address = listen.to_string());
    ReplayServer::start(recording, listen, print_miss).map_err(|e| Error::io(doing, e))
}
