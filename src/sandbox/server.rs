//! The server: loopback, a thread for each connection, faults struck where the wire can feel them.

use std::collections::HashMap;
use std::io::{self, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::exchange::Exchange;
use super::faults::FaultKind;
use super::file::WorldFile;
use super::http::{HttpRequest, Incoming, read_request};
use super::http_answer::HttpAnswer;
use super::request::Params;
use super::variants::Charset;
use super::world::World;
use super::xml;
use crate::domain::time::Jst;

/// The most requests remembered; later ones are served but not remembered.
const MAX_REMEMBERED: usize = 100_000;
const DEFAULT_SLOW_MS: u64 = 2_000;

/// Tells the time: the caller's, so that rehearsals and tests own it.
pub type TimeSource = Arc<dyn Fn() -> Jst + Send + Sync>;

#[derive(Debug, Clone, PartialEq)]
pub struct ReceivedRequest {
    /// The method's name as it was asked for.
    pub method: String,
    pub params: Params,
    /// When, in the caller's time.
    pub at: Jst,
    /// Whether the method ran: not so when the gateway refused or a fault came before it.
    pub acted: bool,
    /// The fault that struck it.
    pub fault: Option<FaultKind>,
}

/// A running practice Qoo10. Dropping it stops it.
#[derive(Debug)]
pub struct Server {
    shared: Arc<Shared>,
    address: SocketAddr,
    acceptor: Option<JoinHandle<()>>,
}

struct Shared {
    file: WorldFile,
    clock: TimeSource,
    requests: Mutex<Vec<ReceivedRequest>>,
    /// Open connections, to be shut when the server stops.
    streams: Mutex<HashMap<u64, TcpStream>>,
    stopping: AtomicBool,
    /// Wakes answers that are late on purpose.
    wake: (Mutex<()>, Condvar),
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shared")
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Server {
    /// Listens at an address (port 0: any free one) and serves until dropped.
    pub fn start(file: WorldFile, address: SocketAddr, clock: TimeSource) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            file,
            clock,
            requests: Mutex::default(),
            streams: Mutex::default(),
            stopping: AtomicBool::new(false),
            wake: (Mutex::new(()), Condvar::new()),
        });
        let accepting = Arc::clone(&shared);
        let acceptor = std::thread::Builder::new()
            .name("sandbox".to_owned())
            .spawn(move || accept_connections(&listener, &accepting))?;
        Ok(Self { shared, address, acceptor: Some(acceptor) })
    }

    /// The API's base URL, without a slash at its end.
    pub fn base_url(&self) -> String {
        format!("http://{}/GMKT.INC.Front.QAPIService/ebayjapan.qapi", self.address)
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Changes the world between requests, and keeps it. For tests in the same process.
    ///
    /// # Panics
    /// When the world's file cannot be read or written; worlds in memory never fail.
    pub fn with_world<R>(&self, change: impl FnOnce(&mut World) -> R) -> R {
        self.shared.file.change(change).expect("the world's file can be used")
    }

    /// What was received so far, in the order of answering.
    pub fn requests(&self) -> Vec<ReceivedRequest> {
        lock(&self.shared.requests).clone()
    }

    pub fn forget_requests(&self) {
        lock(&self.shared.requests).clear();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::SeqCst);
        {
            let _guard = lock(&self.shared.wake.0);
            self.shared.wake.1.notify_all();
        }
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

fn accept_connections(listener: &TcpListener, shared: &Arc<Shared>) {
    let mut connections: Vec<JoinHandle<()>> = Vec::new();
    for (id, stream) in (0..).zip(listener.incoming()) {
        if shared.stopping.load(Ordering::SeqCst) {
            break;
        }
        connections.retain(|connection| !connection.is_finished());
        let Ok(stream) = stream else {
            // Too many files are open, say: nothing is won by asking again at once.
            shared.wait(Duration::from_millis(20));
            continue;
        };
        let _ = stream.set_nodelay(true);
        if let Ok(copy) = stream.try_clone() {
            lock(&shared.streams).insert(id, copy);
        }
        let (own, copy) = (Arc::clone(shared), stream.try_clone());
        let spawned = std::thread::Builder::new()
            .name("sandbox-connection".to_owned())
            .spawn(move || own.serve_connection(id, stream));
        match (spawned, copy) {
            (Ok(connection), _) => connections.push(connection),
            // Where the system gives no thread, one connection after the other.
            (Err(_), Ok(stream)) => shared.serve_connection(id, stream),
            (Err(_), Err(_)) => drop(lock(&shared.streams).remove(&id)),
        }
    }
    // Streams accepted while the server was being dropped.
    for stream in lock(&shared.streams).values() {
        let _ = stream.shutdown(Shutdown::Both);
    }
    for connection in connections {
        let _ = connection.join();
    }
}

enum ConnectionAction {
    Answer(HttpAnswer),
    /// The head promises the whole body, half of it follows, then the end.
    Half(HttpAnswer),
    Close,
}

impl Shared {
    fn serve_connection(&self, id: u64, stream: TcpStream) {
        if let Err(error) = self.serve_requests(stream) {
            log::debug!("practice shop: a connection ended: {error}");
        }
        lock(&self.streams).remove(&id);
    }

    fn serve_requests(&self, mut stream: TcpStream) -> io::Result<()> {
        let mut left = Vec::new();
        while !self.stopping.load(Ordering::SeqCst) {
            let (step, keep_alive) = match read_request(&mut stream, &mut left)? {
                Incoming::End => break,
                Incoming::Bad(status) => (ConnectionAction::Answer(HttpAnswer::from_status(status)), false),
                Incoming::Request(request) => (self.handle_request(&request), request.keep_alive),
            };
            match step {
                ConnectionAction::Answer(answer) => stream.write_all(&answer.to_bytes(keep_alive))?,
                ConnectionAction::Half(answer) => {
                    let bytes = answer.to_bytes(keep_alive);
                    stream.write_all(&bytes[..bytes.len() - answer.body.len().div_ceil(2)])?;
                    break;
                }
                ConnectionAction::Close => break,
            }
            if !keep_alive {
                break;
            }
        }
        let _ = stream.shutdown(Shutdown::Both);
        Ok(())
    }

    fn handle_request(&self, http: &HttpRequest) -> ConnectionAction {
        let Some(request) = http.to_api_request() else {
            return ConnectionAction::Answer(HttpAnswer::from_status(404));
        };
        let at = (self.clock)();
        match self.file.handle_request(&request, at) {
            Ok(exchange) => {
                let fault = exchange.fault.as_ref().map(|fault| fault.kind);
                let acted = exchange.acted;
                let mut requests = lock(&self.requests);
                if requests.len() < MAX_REMEMBERED {
                    requests.push(ReceivedRequest {
                        method: request.method,
                        params: request.params,
                        at,
                        acted,
                        fault,
                    });
                }
                drop(requests);
                self.apply_fault(exchange)
            }
            Err(error) => {
                log::error!("practice shop: {error}");
                ConnectionAction::Answer(HttpAnswer {
                    body: error.to_string().into_bytes(),
                    ..HttpAnswer::from_status(500)
                })
            }
        }
    }

    fn apply_fault(&self, exchange: Exchange) -> ConnectionAction {
        let Exchange { body, charset, fault, .. } = exchange;
        let content_type = match (body.starts_with(xml::START.as_bytes()), charset) {
            (true, _) => "text/xml; charset=utf-8",
            (false, Charset::Named) => "application/json; charset=utf-8",
            (false, Charset::Missing) => "application/json",
        };
        let good = HttpAnswer { status: 200, content_type, more: String::new(), body };
        let Some(fault) = fault else { return ConnectionAction::Answer(good) };
        let page =
            |status, more| ConnectionAction::Answer(HttpAnswer { more, ..HttpAnswer::from_status(status) });
        match fault.kind {
            FaultKind::LostRequest | FaultKind::LostReply => ConnectionAction::Close,
            FaultKind::Http500 | FaultKind::Http500Acted => page(500, String::new()),
            FaultKind::Http429 => {
                let seconds = fault.wait_ms.map(|ms| format!("Retry-After: {}\r\n", ms.div_ceil(1000)));
                page(429, seconds.unwrap_or_default())
            }
            FaultKind::Html200 | FaultKind::Html200Acted => page(200, String::new()),
            FaultKind::Redirect302 => page(302, "Location: /login\r\n".to_owned()),
            FaultKind::CutBody => ConnectionAction::Half(good),
            FaultKind::Slow => {
                self.wait(Duration::from_millis(fault.wait_ms.unwrap_or(DEFAULT_SLOW_MS)));
                ConnectionAction::Answer(good)
            }
            // What is wrong with the others was done to their body (`exchange`).
            _ => ConnectionAction::Answer(good),
        }
    }

    /// Waits, but not past the end of the server.
    fn wait(&self, time: Duration) {
        let guard = lock(&self.wake.0);
        let running = |_: &mut ()| !self.stopping.load(Ordering::SeqCst);
        drop(self.wake.1.wait_timeout_while(guard, time, running));
    }
}
