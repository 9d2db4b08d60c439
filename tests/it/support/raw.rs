//! A server that answers with bytes of any kind, and counts how many were taken.

use std::io::{BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use super::http;

/// Stops when dropped.
pub struct RawServer {
    addr: SocketAddr,
    taken: Arc<AtomicU64>,
    requests: Arc<Mutex<Vec<http::Raw>>>,
    stop: Arc<AtomicBool>,
}

impl RawServer {
    /// Sends to every request what `pieces` gives, piece by piece, until it ends or nobody takes more.
    pub fn start<P>(pieces: impl Fn() -> P + Send + Sync + 'static) -> Self
    where
        P: Iterator<Item = Vec<u8>>,
    {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let addr = listener.local_addr().unwrap();
        let server = Self { addr, taken: Arc::default(), requests: Arc::default(), stop: Arc::default() };
        let (taken, requests, stop) =
            (Arc::clone(&server.taken), Arc::clone(&server.requests), Arc::clone(&server.stop));
        let pieces = Arc::new(pieces);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if stop.load(Ordering::SeqCst) {
                    break;
                }
                let (taken, requests, pieces) =
                    (Arc::clone(&taken), Arc::clone(&requests), Arc::clone(&pieces));
                thread::spawn(move || serve(stream, pieces(), &taken, &requests));
            }
        });
        server
    }

    /// What goes into `endpoint`.
    pub fn url(&self) -> String {
        format!("http://{}/api", self.addr)
    }

    /// Bytes that were taken so far.
    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::SeqCst)
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<http::Raw> {
        self.requests.lock().unwrap().clone()
    }
}

impl Drop for RawServer {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.addr));
    }
}

fn serve(
    mut stream: TcpStream,
    pieces: impl Iterator<Item = Vec<u8>>,
    taken: &AtomicU64,
    requests: &Mutex<Vec<http::Raw>>,
) {
    let mut reading = BufReader::new(stream.try_clone().unwrap());
    let Some(raw) = http::read(&mut reading) else { return };
    requests.lock().unwrap().push(raw);
    for piece in pieces {
        if stream.write_all(&piece).is_err() {
            return;
        }
        taken.fetch_add(piece.len() as u64, Ordering::SeqCst);
    }
    drop(stream.shutdown(std::net::Shutdown::Both));
}
