//! Serves a recording.

use std::collections::HashMap;
use std::io::{self, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use chrono::DateTime;

use super::matching::Matcher;
use super::recording::{Breakdown, RecordedDay, ReplayedAnswer};
use crate::sandbox::http::{HttpRequest, Incoming, read_request};
use crate::sandbox::http_answer::HttpAnswer;
use crate::sandbox::request::Request;
use crate::text::localize;
use crate::vocabulary::{Lang, Message};

/// Is told of each request that is not in the recording.
type MissHandler = Box<dyn Fn(&Message) + Send + Sync>;

/// A recording that is served on loopback. Dropping it stops it.
pub struct ReplayServer {
    shared: Arc<ReplayState>,
    address: SocketAddr,
    acceptor: Option<JoinHandle<()>>,
}

struct ReplayState {
    matcher: Mutex<Matcher>,
    on_miss: MissHandler,
    misses: Mutex<Vec<Message>>,
    streams: Mutex<HashMap<u64, TcpStream>>,
    stopping: AtomicBool,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl ReplayServer {
    /// Listens at an address (port 0: any free one) and serves until dropped.
    pub fn start(
        recording: RecordedDay,
        address: SocketAddr,
        on_miss: impl Fn(&Message) + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        let address = listener.local_addr()?;
        let shared = Arc::new(ReplayState {
            matcher: Mutex::new(Matcher::new(recording)),
            on_miss: Box::new(on_miss),
            misses: Mutex::default(),
            streams: Mutex::default(),
            stopping: AtomicBool::new(false),
        });
        let accepting = Arc::clone(&shared);
        let acceptor = std::thread::Builder::new()
            .name("replay".to_owned())
            .spawn(move || accept_connections(&listener, &accepting))?;
        Ok(Self { shared, address, acceptor: Some(acceptor) })
    }

    /// The API's base URL, without a slash at its end.
    pub fn base_url(&self) -> String {
        format!("http://{}/GMKT.INC.Front.QAPIService/ebayjapan.qapi", self.address)
    }

    /// What was asked that is not in the recording.
    pub fn misses(&self) -> Vec<Message> {
        lock(&self.shared.misses).clone()
    }

    /// The files of exchanges that nobody asked for.
    pub fn list_unused(&self) -> Vec<String> {
        lock(&self.shared.matcher).list_unused()
    }
}

impl Drop for ReplayServer {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::SeqCst);
        // A connection of our own wakes the thread that waits for one.
        let _ = TcpStream::connect(self.address);
        for stream in lock(&self.shared.streams).values() {
            let _ = stream.shutdown(Shutdown::Both);
        }
        if let Some(acceptor) = self.acceptor.take() {
            let _ = acceptor.join();
        }
    }
}

fn accept_connections(listener: &TcpListener, shared: &Arc<ReplayState>) {
    for (id, stream) in (0..).zip(listener.incoming()) {
        if shared.stopping.load(Ordering::SeqCst) {
            break;
        }
        let Ok(stream) = stream else { continue };
        let _ = stream.set_nodelay(true);
        if let Ok(copy) = stream.try_clone() {
            lock(&shared.streams).insert(id, copy);
        }
        let own = Arc::clone(shared);
        // Without a thread the connection closes, which a client takes for a broken one.
        drop(std::thread::Builder::new().name("replay-connection".to_owned()).spawn(move || {
            if let Err(error) = own.serve_requests(stream) {
                log::debug!("replay: a connection ended: {error}");
            }
            lock(&own.streams).remove(&id);
        }));
    }
    for stream in lock(&shared.streams).values() {
        let _ = stream.shutdown(Shutdown::Both);
    }
}

impl ReplayState {
    fn serve_requests(&self, mut stream: TcpStream) -> io::Result<()> {
        let mut left = Vec::new();
        while !self.stopping.load(Ordering::SeqCst) {
            let (answer, keep_alive) = match read_request(&mut stream, &mut left)? {
                Incoming::End => break,
                Incoming::Bad(status) => (Some(HttpAnswer::from_status(status)), false),
                Incoming::Request(request) => (self.answer_request(&request), request.keep_alive),
            };
            let Some(answer) = answer else { break };
            stream.write_all(&answer.to_bytes(keep_alive))?;
            if !keep_alive {
                break;
            }
        }
        let _ = stream.shutdown(Shutdown::Both);
        Ok(())
    }

    /// What is answered; none where the connection broke.
    fn answer_request(&self, http: &HttpRequest) -> Option<HttpAnswer> {
        let Some(Request { method, params, .. }) = http.to_api_request() else {
            return Some(HttpAnswer::from_status(404));
        };
        let mut matcher = lock(&self.matcher);
        let miss = match matcher.take(&method, &params) {
            Ok(exchange) => {
                return match (&exchange.answer, exchange.failure) {
                    (Some(answer), _) => Some(build_answer(answer)),
                    (None, Some(failure)) => build_failure(failure),
                    (None, None) => None,
                };
            }
            Err(miss) => miss,
        };
        drop(matcher);
        (self.on_miss)(&miss);
        let body = (localize(&miss, Lang::En) + "\n").into_bytes();
        lock(&self.misses).push(miss);
        Some(HttpAnswer { content_type: "text/plain; charset=utf-8", body, ..HttpAnswer::from_status(404) })
    }
}

fn build_answer(answer: &ReplayedAnswer) -> HttpAnswer {
    let date = answer.date.as_ref().and_then(|date| DateTime::parse_from_rfc3339(date).ok());
    let date = date.map(|date| format!("Date: {}\r\n", date.to_utc().format("%a, %d %b %Y %H:%M:%S GMT")));
    let wait = answer.retry_after_seconds.map(|seconds| format!("Retry-After: {seconds}\r\n"));
    HttpAnswer {
        status: answer.status,
        content_type: "application/json; charset=utf-8",
        more: date.unwrap_or_default() + &wait.unwrap_or_default(),
        body: answer.body.to_bytes(),
    }
}

/// The nearest thing that HTTP has for an exchange that failed: none for a connection that broke.
fn build_failure(failure: Breakdown) -> Option<HttpAnswer> {
    match (failure.may_have_arrived, failure.permanent) {
        // A connection that is refused cannot be served; too many requests is what is not carried out either.
        (false, _) => Some(HttpAnswer::from_status(429)),
        (true, true) => Some(HttpAnswer::from_status(400)),
        (true, false) => None,
    }
}
