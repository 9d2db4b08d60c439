//! A scripted Qoo10 on loopback: strict, remembers every request, and misbehaves when told to.

use std::collections::BTreeMap;
use std::io::BufReader;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;

use super::model::{Model, moment, refusal};
use super::row::Row;
use super::{CONFIRM, KEY, LIST, SEND, SET_MOVE, SET_OPTIONS, SET_PLAIN, http};

/// A request that was received.
#[derive(Clone, Debug)]
pub struct Request {
    pub at: Instant,
    /// `Class.Method`
    pub method: String,
    pub params: BTreeMap<String, String>,
    pub headers: Vec<(String, String)>,
}

/// What the fake does instead of answering properly.
#[derive(Clone, Debug)]
pub enum Reply {
    /// HTTP 200 with this body.
    Body(Vec<u8>),
    /// A status, one header (or none: name empty) and a body.
    Status(u16, &'static str, String, &'static str),
    /// The proper answer, half of it, then the end.
    Cut,
    /// The connection closes without a byte.
    Drop,
    /// The proper answer, late.
    Slow(Duration),
    /// The proper answer, once the gate is gone.
    Held(Arc<Mutex<Receiver<()>>>),
    /// The proper answer as this makes it, by a number.
    Mangled(fn(&[u8], usize) -> Vec<u8>, usize),
    /// The proper answer without a Content-Type.
    Untyped,
    /// This, and Qoo10 has not done what was asked.
    Undone(Box<Reply>),
}

impl Reply {
    pub fn json(text: &str) -> Self {
        Self::Body(text.as_bytes().to_vec())
    }

    /// A business answer: `ResultCode` and a message.
    pub fn result(code: i64) -> Self {
        Self::Body(refusal(code, "constructed"))
    }

    /// A refusal by the gateway: `ErrorCode` and a message.
    pub fn gateway(code: i64) -> Self {
        Self::json(&format!(r#"{{"ErrorCode": {code}, "ErrorMsg": "存在しないAPIです。"}}"#))
    }

    /// The proper answer, once the gate is gone.
    pub fn held() -> (Gate, Self) {
        let (open, held) = channel();
        (Gate { _open: open }, Self::Held(Arc::new(Mutex::new(held))))
    }

    /// This, and Qoo10 has not done what was asked.
    pub fn undone(self) -> Self {
        Self::Undone(Box::new(self))
    }

    pub fn http(status: u16) -> Self {
        Self::Status(status, "Content-Type", "text/html".into(), "<html><body>constructed</body></html>")
    }
}

/// Keeps an answer back while it lives.
pub struct Gate {
    _open: Sender<()>,
}

type When = Box<dyn Fn(&Request) -> bool + Send>;
type Hook = Box<dyn FnMut(&mut Model, &Request) + Send>;

struct Fault {
    when: When,
    times: usize,
    reply: Reply,
}

#[derive(Default)]
struct State {
    model: Model,
    faults: Vec<Fault>,
    after: Option<Hook>,
    log: Vec<Request>,
    violations: Vec<String>,
}

/// The server; it stops when dropped, and then panics if a request broke the API's rules.
pub struct FakeQoo10 {
    addr: SocketAddr,
    state: Arc<Mutex<State>>,
    stop: Arc<AtomicBool>,
}

impl FakeQoo10 {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let fake = Self { addr: listener.local_addr().unwrap(), state: Arc::default(), stop: Arc::default() };
        let (state, stop) = (Arc::clone(&fake.state), Arc::clone(&fake.stop));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if stop.load(Ordering::SeqCst) {
                    break;
                }
                let state = Arc::clone(&state);
                thread::spawn(move || serve(&stream, &state));
            }
        });
        fake
    }

    /// What goes into `endpoint`.
    pub fn url(&self) -> String {
        format!("http://{}/GMKT.INC.Front.QAPIService/ebayjapan.qapi", self.addr)
    }

    pub fn port(&self) -> u16 {
        self.addr.port()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Changes what Qoo10 knows.
    pub fn model<T>(&self, change: impl FnOnce(&mut Model) -> T) -> T {
        change(&mut self.state().model)
    }

    pub fn set_rows(&self, rows: Vec<Row>) {
        self.model(|m| m.rows = rows);
    }

    pub fn add_row(&self, row: Row) {
        self.model(|m| m.rows.push(row));
    }

    /// The next `times` calls of a method (`*`: of any) go wrong.
    pub fn fault(&self, method: &'static str, times: usize, reply: Reply) {
        self.fault_when(move |r| method == "*" || r.method == method, times, reply);
    }

    pub fn fault_when(&self, when: impl Fn(&Request) -> bool + Send + 'static, times: usize, reply: Reply) {
        self.state().faults.push(Fault { when: Box::new(when), times, reply });
    }

    /// The next call of a method (`*`: of any) is answered once the gate is gone.
    pub fn hold(&self, method: &'static str) -> Gate {
        let (gate, held) = Reply::held();
        self.fault(method, 1, held);
        gate
    }

    pub fn heal(&self) {
        self.state().faults.clear();
    }

    /// Runs after every call, and may change the world.
    pub fn after_call(&self, hook: impl FnMut(&mut Model, &Request) + Send + 'static) {
        self.state().after = Some(Box::new(hook));
    }

    pub fn log(&self) -> Vec<Request> {
        self.state().log.clone()
    }

    pub fn clear_log(&self) {
        self.state().log.clear();
    }

    pub fn calls(&self, method: &str) -> usize {
        self.state().log.iter().filter(|r| r.method == method).count()
    }

    /// The windows of the list calls since the log was cleared, by status asked for.
    pub fn windows(&self) -> BTreeMap<String, Vec<(NaiveDateTime, NaiveDateTime)>> {
        let mut windows: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for call in self.log().iter().filter(|r| r.method == LIST) {
            let get = |key: &str| call.params.get(key).map_or("", String::as_str);
            let (start, end) = (moment(get("SearchStartDate"), false), moment(get("SearchEndDate"), true));
            windows.entry(get("ShippingStatus").into()).or_default().push((start.unwrap(), end.unwrap()));
        }
        windows
    }

    /// First start and last end; the same for every status asked for, without gaps.
    pub fn span(&self) -> (NaiveDateTime, NaiveDateTime) {
        let mut spans = Vec::new();
        for (status, mut windows) in self.windows() {
            windows.sort();
            for pair in windows.windows(2) {
                assert!(
                    pair[1].0 <= pair[0].1 + chrono::Duration::seconds(1),
                    "gap in {status}: {windows:?}"
                );
            }
            spans.push((windows[0].0, windows.iter().map(|w| w.1).max().unwrap()));
        }
        assert!(!spans.is_empty(), "no list call was made");
        assert!(
            spans.iter().all(|s| *s == spans[0]),
            "the statuses were asked for different spans: {spans:?}"
        );
        spans[0]
    }

    /// Waits until a method has been called.
    pub fn wait_for(&self, method: &str) {
        let patience = Instant::now() + Duration::from_secs(20);
        while self.calls(method) == 0 {
            assert!(Instant::now() < patience, "{method} was never called");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for FakeQoo10 {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.addr));
        if !thread::panicking() {
            let violations = std::mem::take(&mut self.state().violations);
            assert!(violations.is_empty(), "requests that Qoo10 would refuse: {violations:#?}");
        }
    }
}

fn serve(stream: &TcpStream, state: &Mutex<State>) {
    let Ok(reading) = stream.try_clone() else { return };
    let Ok(mut writing) = stream.try_clone() else { return };
    let mut reading = BufReader::new(reading);
    while let Some(raw) = http::read(&mut reading) {
        let (reply, proper) = respond(&raw, state);
        let typed = vec![("Content-Type".to_owned(), "application/json; charset=utf-8".to_owned())];
        let done = match reply {
            None => http::write(&mut writing, 200, &typed, &proper, proper.len()),
            Some(Reply::Body(body)) => http::write(&mut writing, 200, &typed, &body, body.len()),
            Some(Reply::Status(status, name, value, body)) => {
                let mut headers = vec![("Content-Type".to_owned(), "text/html".to_owned())];
                if !name.is_empty() {
                    headers = vec![(name.to_owned(), value)];
                }
                http::write(&mut writing, status, &headers, body.as_bytes(), body.len())
            }
            Some(Reply::Untyped) => http::write(&mut writing, 200, &[], &proper, proper.len()),
            Some(Reply::Slow(wait)) => {
                thread::sleep(wait);
                http::write(&mut writing, 200, &typed, &proper, proper.len())
            }
            Some(Reply::Held(gate)) => {
                let _ = gate.lock().unwrap().recv();
                http::write(&mut writing, 200, &typed, &proper, proper.len())
            }
            Some(Reply::Mangled(mangle, number)) => {
                let body = mangle(&proper, number);
                http::write(&mut writing, 200, &typed, &body, body.len())
            }
            Some(Reply::Cut) => {
                let half = &proper[..proper.len() / 2];
                drop(http::write(&mut writing, 200, &typed, half, proper.len()));
                break;
            }
            Some(Reply::Drop | Reply::Undone(_)) => break,
        };
        if done.is_err() {
            break;
        }
    }
    drop(stream.shutdown(std::net::Shutdown::Both));
}

/// What to do wrong, if anything, and the proper answer.
fn respond(raw: &http::Raw, state: &Mutex<State>) -> (Option<Reply>, Vec<u8>) {
    let (path, query) = raw.target.split_once('?').unwrap_or((&raw.target, ""));
    let mut params = http::form(query);
    params.extend(http::form(&raw.body));
    let method = path.rsplit('/').next().unwrap_or_default().to_owned();
    let request = Request { at: Instant::now(), method, params, headers: raw.headers.clone() };
    let mut state = state.lock().unwrap();
    let state = &mut *state;
    state.log.push(request.clone());
    let fault = state.faults.iter_mut().find(|f| f.times > 0 && (f.when)(&request));
    let reply = fault.map(|f| {
        f.times = f.times.saturating_sub(usize::from(f.times != usize::MAX));
        f.reply.clone()
    });
    if let Some(Reply::Undone(reply)) = reply {
        return (Some(*reply), Vec::new());
    }
    let answer = check(raw, &request).and_then(|()| state.model.answer(&request.method, &request.params));
    let proper = answer.unwrap_or_else(|violation| {
        state.violations.push(format!("{} {}: {violation}", raw.verb, raw.target));
        refusal(-10001, &violation)
    });
    if let Some(hook) = &mut state.after {
        hook(&mut state.model, &request);
    }
    (reply, proper)
}

fn check(raw: &http::Raw, request: &Request) -> Result<(), String> {
    let header =
        |name: &str| raw.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str());
    if http::decode(&raw.target).contains(KEY) || http::decode(&raw.body).contains(KEY) {
        return Err("the key is in the URL or body".into());
    }
    if header("GiosisCertificationKey") != Some(KEY) {
        return Err("no key, or a wrong one, in the header".into());
    }
    if header("QAPIVersion").is_none() {
        return Err("no QAPIVersion".into());
    }
    if !["GET", "POST"].contains(&raw.verb.as_str()) || !request.method.contains('.') {
        return Err("not a call of a method".into());
    }
    if raw.verb != "POST"
        && [CONFIRM, SEND, SET_PLAIN, SET_OPTIONS, SET_MOVE].contains(&request.method.as_str())
    {
        return Err("a write that is no POST".into());
    }
    Ok(())
}
