use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::*;
use crate::qoo10::transport::Response;
use crate::text::localize;
use crate::vocabulary::msg;
use crate::vocabulary::{Cause, Lang};

/// Answers from a script, and counts what it was asked.
struct Script(Mutex<Vec<Result<Response, TransportError>>>, Arc<AtomicU64>);

impl Transport for Script {
    fn send(&self, _request: &Request<'_>) -> Result<Response, TransportError> {
        self.1.fetch_add(1, Ordering::SeqCst);
        let mut script = self.0.lock().unwrap();
        if script.len() > 1 { script.remove(0) } else { script[0].clone() }
    }
}

/// Time that passes only in sleep.
#[derive(Clone, Default)]
struct FakePace(Arc<AtomicU64>);

impl Pace for FakePace {
    fn elapsed(&self) -> Duration {
        Duration::from_millis(self.0.load(Ordering::SeqCst))
    }
    fn sleep(&self, duration: Duration) {
        self.0.fetch_add(duration.as_millis() as u64, Ordering::SeqCst);
    }
}

struct ScriptedResult {
    result: Result<Rows, Error>,
    sent: u64,
    slept: Duration,
}

fn client(script: Vec<Result<Response, TransportError>>, sent: Arc<AtomicU64>, pace: FakePace) -> Client {
    let settings = Settings {
        requests_per_second: 5.0,
        max_in_flight: 4,
        timeout: Duration::from_secs(30),
        max_attempts: 4,
        deadline: Duration::from_secs(60),
        key: "TopSecret".to_owned(),
    };
    Client::new(Box::new(Script(Mutex::new(script), sent)), Box::new(pace), settings)
}

fn run(script: Vec<Result<Response, TransportError>>) -> ScriptedResult {
    let (sent, pace) = (Arc::default(), FakePace::default());
    let client = client(script, Arc::clone(&sent), pace.clone());
    let now = crate::domain::time::parse_jst("2026-07-01T10:00:00+09:00").unwrap();
    let result = client.fetch_orders(2, now, now);
    let counted = client.calls().get("ShippingBasic.GetShippingInfo_v3").copied().unwrap_or(0);
    let sent = sent.load(Ordering::SeqCst);
    assert_eq!(counted, sent, "every request is counted");
    ScriptedResult { result, sent, slept: pace.elapsed() }
}

fn status(status: u16, body: &str) -> Result<Response, TransportError> {
    Ok(Response { status, retry_after: None, date: None, content_type: None, body: body.as_bytes().to_vec() })
}

fn good() -> Result<Response, TransportError> {
    status(200, r#"{"ResultCode":0,"ResultMsg":"SUCCESS","ResultObject":[{"a":1}]}"#)
}

fn failed(sent: Sent) -> Result<Response, TransportError> {
    Err(TransportError::passing(sent, Message::quoted("test")))
}

#[test]
fn a_read_is_repeated_after_whatever_may_pass() {
    for first in [
        failed(Sent::No),
        failed(Sent::Maybe),
        status(500, ""),
        status(523, "<html>"),
        status(429, ""),
        status(200, "<html>busy</html>"),
        status(200, ""),
        status(200, r#"{"ResultCode":0,"Res"#),
    ] {
        let outcome = run(vec![first.clone(), good()]);
        assert!(outcome.result.is_ok(), "{first:?}: {:?}", outcome.result);
        assert_eq!(outcome.sent, 2, "{first:?}");
        assert!(outcome.slept >= Duration::from_millis(100), "{first:?}");
    }
}

#[test]
fn an_answer_is_never_asked_for_twice() {
    for answer in [
        status(200, r#"{"ResultCode":-10002,"ResultMsg":"x"}"#),
        status(200, r#"{"ErrorCode":-90001,"ErrorMsg":"x"}"#),
        status(200, "Can't find method Info Foo"),
        status(302, ""),
        status(404, "<html>"),
    ] {
        let outcome = run(vec![answer.clone(), good()]);
        assert!(outcome.result.is_err(), "{answer:?}");
        assert_eq!(outcome.sent, 1, "{answer:?}");
    }
}

#[test]
fn attempts_end_and_the_error_says_whether_it_may_have_been_carried_out() {
    let outcome = run(vec![failed(Sent::No)]);
    let error = outcome.result.unwrap_err();
    assert_eq!(outcome.sent, 4);
    assert!(!error.may_have_run() && error.should_stop_step(), "{error}");

    let error = run(vec![status(500, "")]).result.unwrap_err();
    assert!(error.may_have_run() && !error.should_stop_step(), "{error}");
    let Error::NoAnswer { attempts: 4, detail, .. } = &error else { panic!("{error}") };
    assert_eq!(*detail, msg!("qoo10-http_status", status = 500));
}

#[test]
fn an_empty_body_every_time_is_a_refused_key() {
    let outcome = run(vec![status(200, "")]);
    assert!(matches!(outcome.result, Err(Error::KeyRefused { code: None, .. })));
    assert_eq!(outcome.sent, 4);
}

#[test]
fn retry_after_is_kept_and_the_deadline_too() {
    let wait = |seconds| {
        Ok(Response {
            status: 429,
            retry_after: Some(Duration::from_secs(seconds)),
            date: None,
            content_type: None,
            body: vec![],
        })
    };
    let outcome = run(vec![wait(7), good()]);
    assert!(outcome.result.is_ok());
    assert_eq!(outcome.slept, Duration::from_secs(7));

    let outcome = run(vec![wait(3600), good()]);
    assert!(matches!(outcome.result, Err(Error::LongPause { .. })), "{:?}", outcome.result);
    assert_eq!((outcome.sent, outcome.slept), (1, Duration::ZERO), "no waiting past the deadline");
}

#[test]
fn a_pause_longer_than_the_deadline_is_not_called_a_deadline_that_has_passed() {
    for (http, asked, carried_out) in [(429, 999_999, false), (503, 999_999, true), (429, u64::MAX, false)] {
        let retry_after = Some(Duration::from_secs(asked));
        let answer = Ok(Response { status: http, retry_after, date: None, content_type: None, body: vec![] });
        let error = run(vec![answer, good()]).result.unwrap_err();
        let [en, ja] = [Lang::En, Lang::Ja].map(|lang| localize(&error.message(), lang));
        assert!(en.contains(&format!("asks for a pause of {asked} s")), "{en}");
        assert!(ja.contains(&format!("{asked}秒の待機")) && !en.contains("has passed"), "{en} {ja}");
        assert_eq!(error.may_have_run(), carried_out, "{http}");
        assert!(error.should_stop_step());
    }
}

#[test]
fn the_key_stands_in_no_error_even_if_qoo10_repeats_it() {
    for body in [
        r#"{"ErrorCode":-90001,"ErrorMsg":"no TopSecret"}"#,
        r#"{"ResultCode":-10001,"ResultMsg":"no TopSecret"}"#,
        r#"{"ResultCode":"TopSecret"}"#,
        "Can't find TopSecret",
    ] {
        let error = run(vec![status(200, body)]).result.unwrap_err();
        assert!(!format!("{error} {error:?}").contains("TopSecret"), "{error:?}");
    }
}

#[test]
fn an_attempt_that_may_have_arrived_is_not_forgotten_over_later_ones() {
    for last in [
        failed(Sent::No),
        status(429, ""),
        status(200, ""),
        status(200, r#"{"ErrorCode":-90004,"ErrorMsg":"x"}"#),
        status(200, r#"{"ErrorCode":-999,"ErrorMsg":"x"}"#),
    ] {
        let error = run(vec![failed(Sent::Maybe), last.clone()]).result.unwrap_err();
        assert!(error.may_have_run(), "{last:?}: {error:?}");
        let error = run(vec![last.clone()]).result.unwrap_err();
        assert_eq!(error.may_have_run(), last == status(200, ""), "{last:?}: {error:?}");
    }
    let error = run(vec![failed(Sent::Maybe), failed(Sent::No)]).result.unwrap_err();
    assert!(error.should_stop_step(), "nobody is there any more: {error:?}");
}

#[test]
fn the_key_stands_in_no_answer_to_a_bulk_call_either() {
    let body = r#"{"ResultCode":-10006,"ResultMsg":"no TopSecret"}"#;
    let client = client(vec![status(200, body)], Arc::default(), FakePace::default());
    let answer = client.confirm_orders(&[]).unwrap();
    assert!(!answer.message.contains("TopSecret"), "{answer:?}");
}

#[test]
fn an_interrupt_lets_nothing_be_asked_and_keeps_what_may_have_arrived() {
    let number = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let (sent, pace) = (Arc::<AtomicU64>::default(), FakePace::default());
    let interrupting = Interrupting(pace, Arc::clone(&number));
    let script = Script(Mutex::new(vec![failed(Sent::Maybe)]), Arc::clone(&sent));
    let settings = client(vec![good()], Arc::default(), FakePace::default()).settings;
    let client = Client::new(Box::new(script), Box::new(interrupting), settings)
        .with_interrupt(Interrupt::new(Arc::clone(&number)));
    let now = crate::domain::time::parse_jst("2026-07-01T10:00:00+09:00").unwrap();
    for (requests, carried_out) in [(1, true), (1, false)] {
        let error = client.fetch_orders(2, now, now).unwrap_err();
        assert!(matches!(error, Error::Interrupted { signal: "SIGTERM", .. }), "{error}");
        assert!(error.should_stop_step());
        assert_eq!(error.may_have_run(), carried_out);
        assert_eq!(sent.load(Ordering::SeqCst), requests);
    }
}

/// The signal comes while the client waits.
struct Interrupting(FakePace, Arc<std::sync::atomic::AtomicUsize>);

impl Pace for Interrupting {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
    fn sleep(&self, duration: Duration) {
        self.0.sleep(duration);
        self.1.store(15, Ordering::SeqCst);
    }
}

#[test]
fn the_key_is_in_no_cause_whoever_repeats_it() {
    let cause = || Some(Cause::from_error(&std::io::Error::other("no route for TopSecret")));
    let failure =
        TransportError { cause: cause(), ..TransportError::passing(Sent::No, msg!("qoo10-no_connection")) };
    let no_answer = run(vec![Err(failure)]).result.unwrap_err();
    let method = method::GET_CLAIMS;
    let deadline = Error::Deadline { method, sent: Sent::No, last: None, cause: cause() };
    for error in [no_answer, deadline.redact_key("TopSecret")] {
        let source = std::error::Error::source(&error).map(ToString::to_string);
        assert_eq!(source.as_deref(), Some("no route for (the seller key)"), "{error:?}");
    }
}

/// A write of a quantity whose requests fail so, in turns that end after 5 seconds each; how many turns and
/// requests it took.
fn write_in_turns(script: Vec<Result<Response, TransportError>>) -> (Result<(), Error>, u32, u64) {
    let (sent, pace) = (Arc::default(), FakePace::default());
    let client = client(script, Arc::clone(&sent), pace);
    let mut turn = Turn::default();
    for turns in 1.. {
        turn.latest_start = client.elapsed() + Duration::from_secs(5);
        match client.set_move_quantities("81", "X", &[], turn.clone()) {
            Err(Error::Outdated { attempts, .. }) => turn.attempts = attempts,
            result => return (result, turns, sent.load(Ordering::SeqCst)),
        }
    }
    unreachable!()
}

#[test]
fn stk_08_no_request_of_a_quantity_starts_after_its_turn_and_attempts_are_counted_over_turns() {
    let set = || status(200, r#"{"ResultCode":0,"ResultMsg":"SUCCESS"}"#);
    let slow = |seconds| {
        let retry_after = Some(Duration::from_secs(seconds));
        Ok(Response { status: 503, retry_after, date: None, content_type: None, body: Vec::new() })
    };
    let (result, turns, requests) = write_in_turns(vec![status(503, ""), set()]);
    assert!((result.is_ok(), turns, requests) == (true, 1, 2), "at once, while what it tells is new");
    let (result, turns, requests) = write_in_turns(vec![slow(6), set()]);
    assert!((result.is_ok(), turns, requests) == (true, 2, 2), "{result:?}");
    let (result, turns, requests) = write_in_turns(vec![slow(6)]);
    assert!(matches!(&result, Err(error @ Error::NoAnswer { attempts: 4, .. }) if error.may_have_run()));
    assert_eq!((turns, requests), (4, 4));
    let code = status(200, r#"{"ResultCode":-10101,"ResultMsg":"x"}"#);
    assert!(matches!(write_in_turns(vec![slow(6), code]).0, Err(Error::Code { code: -10101, .. })));
}

#[test]
fn stk_08_a_turn_that_is_over_before_the_first_request_sent_nothing() {
    let (sent, pace) = (Arc::default(), FakePace::default());
    let client = client(vec![good()], Arc::clone(&sent), pace.clone());
    pace.sleep(Duration::from_millis(1));
    let error = client.set_move_quantities("81", "X", &[], Turn::default()).unwrap_err();
    assert!(error.is_outdated() && !error.may_have_run() && error.should_stop_step(), "{error}");
    assert_eq!(sent.load(Ordering::SeqCst), 0);
}

#[test]
fn without_writes_no_call_that_changes_something_leaves_the_house() {
    use crate::domain::quantity::PlainQty;

    let sent = Arc::<AtomicU64>::default();
    let client = client(vec![good()], Arc::clone(&sent), FakePace::default()).without_writes();
    let (order_no, day) = (OrderNo::new(1).unwrap(), NaiveDate::from_ymd_opt(2026, 7, 3).unwrap());
    let turn = || Turn { latest_start: Duration::from_secs(9), ..Turn::default() };
    let none: [PlainQty; 0] = [];
    let refused = [
        client.confirm_orders(&[(order_no, day)]).unwrap_err(),
        client.confirm_order(order_no, day).unwrap_err(),
        client.send_tracking_numbers(&[]).unwrap_err(),
        client.send_tracking_number(order_no, "佐川急便", "400000000006").unwrap_err(),
        client.set_quantities(&none, turn()).unwrap_err(),
        client.set_option_quantities(&[], turn()).unwrap_err(),
        client.set_move_quantities("1", "A", &[], turn()).unwrap_err(),
    ];
    for error in refused {
        assert!(matches!(error, Error::WritesOff { .. }), "{error}");
        assert!(error.should_stop_step() && !error.may_have_run());
    }
    assert_eq!(sent.load(Ordering::SeqCst), 0);
    client.fetch_orders(2, at(), at()).unwrap();
    assert_eq!(sent.load(Ordering::SeqCst), 1, "reading goes on");
}

fn at() -> Jst {
    crate::domain::time::parse_jst("2026-07-01T10:00:00+09:00").unwrap()
}
