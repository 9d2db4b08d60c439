//! A service on loopback that takes notices: it remembers them, and refuses or keeps silent when told to.

use std::io::BufReader;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::http;

/// What it received, and what it answers.
#[derive(Clone)]
pub struct Receiver {
    addr: SocketAddr,
    taken: Arc<Mutex<Vec<http::Raw>>>,
    status: Arc<AtomicU16>,
}

impl Receiver {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let receiver = Self {
            addr: listener.local_addr().unwrap(),
            taken: Arc::default(),
            status: Arc::new(AtomicU16::new(200)),
        };
        let serving = receiver.clone();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let receiver = serving.clone();
                thread::spawn(move || receiver.serve(&stream));
            }
        });
        receiver
    }

    /// The URL of a path, as it stands in a configuration.
    pub fn url(&self, path: &str) -> String {
        format!("\"http://{}/{path}\"", self.addr)
    }

    /// Every answer has this status from now on; 0: none comes, and the connection stays open.
    pub fn answers(&self, status: u16) {
        self.status.store(status, Ordering::SeqCst);
    }

    /// What came since the last time this was asked, as `GET /path`.
    pub fn lines(&self) -> Vec<String> {
        self.take().iter().map(|raw| format!("{} {}", raw.verb, raw.target)).collect()
    }

    /// The texts that came since then.
    pub fn texts(&self) -> Vec<String> {
        let text = |raw: &http::Raw| {
            let typed = raw
                .headers
                .iter()
                .any(|(n, v)| n.eq_ignore_ascii_case("content-type") && v.starts_with("application/json"));
            assert!(raw.verb == "POST" && typed, "{raw:?}");
            let json: serde_json::Value = serde_json::from_str(&raw.body).unwrap();
            super::assert_keys(&json, &["text"]);
            json["text"].as_str().unwrap().to_owned()
        };
        self.take().iter().map(text).collect()
    }

    /// Waits until this came, as `GET /path`, and leaves it there.
    pub fn wait_for(&self, line: &str) {
        let patience = Instant::now() + Duration::from_secs(20);
        let is_it = |raw: &http::Raw| format!("{} {}", raw.verb, raw.target) == line;
        while !self.taken.lock().unwrap().iter().any(is_it) {
            assert!(Instant::now() < patience, "{line} never came");
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn take(&self) -> Vec<http::Raw> {
        std::mem::take(&mut self.taken.lock().unwrap())
    }

    fn serve(&self, stream: &TcpStream) {
        let mut writing = stream.try_clone().unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        while let Some(raw) = http::read(&mut reader) {
            self.taken.lock().unwrap().push(raw);
            let status = self.status.load(Ordering::SeqCst);
            if status != 0 && http::write(&mut writing, status, &[], b"", 0).is_err() {
                break;
            }
        }
    }
}
