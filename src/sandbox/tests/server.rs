//! Over a real socket: HTTP, faults, and the file.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use super::*;
use crate::sandbox::faults::{Fault, FaultKind};
use crate::sandbox::file::WorldFile;
use crate::sandbox::server::Server;
use crate::sandbox::variants::Charset;

const CONFIRM: &str = "ShippingBasic.SetSellerCheckYN_V2";

fn start(file: WorldFile) -> Server {
    Server::start(file, ([127, 0, 0, 1], 0).into(), Arc::new(now)).unwrap()
}

fn post(method: &str, body: &str, close: bool) -> String {
    let connection = if close { "close" } else { "keep-alive" };
    format!(
        "POST /GMKT.INC.Front.QAPIService/ebayjapan.qapi/{method} HTTP/1.1\r\nHost: x\r\n\
         Connection: {connection}\r\nGiosisCertificationKey: {SELLER_KEY}\r\nQAPIVersion: 1.0\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// Everything that comes until the other side closes.
fn send(server: &Server, text: &str) -> String {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.write_all(text.as_bytes()).unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8(answer).unwrap()
}

fn confirm(number: OrderNo) -> String {
    post(CONFIRM, &format!("OrderNo={number}&EstShipDt=20260706"), true)
}

#[test]
fn calls_are_answered_on_one_connection_after_another() {
    let (world, _, numbers) = with_cart(2);
    let server = start(WorldFile::in_memory(world));
    assert!(server.base_url().ends_with("/GMKT.INC.Front.QAPIService/ebayjapan.qapi"));
    let first = post(CONFIRM, &format!("OrderNo={}&EstShipDt=20260706", numbers[0]), false);
    let answer = send(&server, &(first + &confirm(numbers[1])));
    assert_eq!(answer.matches("HTTP/1.1 200 OK").count(), 2);
    assert_eq!(answer.matches(r#"{"ResultCode":0,"ResultMsg":"SUCCESS"}"#).count(), 2);
    assert!(answer.contains("Content-Type: application/json; charset=utf-8\r\n"));
    assert_eq!(server.with_world(|world| world.lines().filter(|line| line.status == 3).count()), 2);
    let received = server.requests();
    assert_eq!(received.len(), 2);
    assert_eq!((received[1].method.as_str(), received[1].acted, received[1].at), (CONFIRM, true, now()));
    assert_eq!(received[1].params.get("OrderNo"), numbers[1].to_string());
}

#[test]
fn other_pages_are_not_found_and_the_charset_may_be_missing() {
    let server = start(WorldFile::in_memory(small()));
    let answer = send(&server, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 404") && answer.contains("<html>"), "{answer}");
    assert!(send(&server, "nonsense\r\n\r\n").starts_with("HTTP/1.1 400"));
    assert!(server.requests().is_empty());
    server.with_world(|world| world.variants.charset = Charset::Missing);
    let answer = send(&server, &post("ItemsLookup.GetSellerDeliveryGroupInfo", "", true));
    assert!(answer.contains("Content-Type: application/json\r\n"), "{answer}");
}

#[test]
fn each_fault_is_felt_and_acts_or_not() {
    let cases = [
        (FaultKind::LostRequest, false, ""),
        (FaultKind::LostReply, true, ""),
        (FaultKind::Http500, false, "HTTP/1.1 500 "),
        (FaultKind::Http500Acted, true, "HTTP/1.1 500 "),
        (FaultKind::Http429, false, "HTTP/1.1 429 "),
        (FaultKind::Html200, false, "HTTP/1.1 200 OK\r\nContent-Type: text/html"),
        (FaultKind::Html200Acted, true, "HTTP/1.1 200 OK\r\nContent-Type: text/html"),
        (FaultKind::CutBody, true, "HTTP/1.1 200 OK\r\nContent-Type: application/json"),
        (FaultKind::Slow, true, "HTTP/1.1 200 OK\r\nContent-Type: application/json"),
        (FaultKind::ErrorCode, false, "HTTP/1.1 200 OK\r\nContent-Type: application/json"),
        (FaultKind::EmptyBody, false, "HTTP/1.1 200 OK\r\n"),
        (FaultKind::Redirect302, false, "HTTP/1.1 302 Found\r\n"),
        (FaultKind::NotJson, false, "HTTP/1.1 200 OK\r\nContent-Type: application/json"),
    ];
    let in_rows = FaultKind::ALL.into_iter().filter(|kind| kind.is_in_rows());
    assert_eq!(cases.len() + in_rows.count(), FaultKind::ALL.len());
    for (kind, acts, start_of_answer) in cases {
        let (mut world, _, numbers) = with_cart(1);
        let fault = Fault { wait_ms: Some(1), code: Some(-10010), ..Fault::from(kind) };
        world.faults.add(CONFIRM, fault, 0, 1);
        let server = start(WorldFile::in_memory(world));
        let answer = send(&server, &confirm(numbers[0]));
        assert!(answer.starts_with(start_of_answer), "{kind:?}: {answer}");
        assert_eq!(answer.is_empty(), start_of_answer.is_empty(), "{kind:?}: {answer}");
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or(("", ""));
        let whole = r#"{"ResultCode":0,"ResultMsg":"SUCCESS"}"#;
        match kind {
            FaultKind::CutBody => {
                assert!(head.contains(&format!("Content-Length: {}", whole.len())));
                assert_eq!(body, &whole[..whole.len() / 2]);
            }
            FaultKind::Slow => assert_eq!(body, whole),
            FaultKind::EmptyBody => assert_eq!(body, ""),
            FaultKind::ErrorCode => assert!(body.starts_with(r#"{"ResultCode":-10010,"#), "{body}"),
            FaultKind::Http429 => assert!(head.contains("Retry-After: 1")),
            FaultKind::NotJson => assert!(serde_json::from_str::<Value>(body).is_err()),
            _ => {}
        }
        assert_eq!(server.with_world(|world| world.writes().len()), usize::from(acts), "{kind:?}");
        let received = server.requests();
        assert_eq!((received[0].fault, received[0].acted), (Some(kind), acts));
        assert!(send(&server, &confirm(numbers[0])).ends_with(whole), "the rule has ended");
        assert_eq!(server.with_world(|w| w.writes().last().map(|w| w.times_seen)), Some(1 + u32::from(acts)));
    }
}

#[test]
fn an_error_code_may_be_the_gateways() {
    let mut world = small();
    let fault = Fault { code: Some(-90004), as_error_code: true, ..Fault::from(FaultKind::ErrorCode) };
    world.faults.add("*", fault, 0, 0);
    let server = start(WorldFile::in_memory(world));
    let answer = send(&server, &post("ItemsLookup.GetSellerDeliveryGroupInfo", "", true));
    assert!(answer.contains(r#"{"ErrorCode":-90004,"#), "{answer}");
}

#[test]
fn a_served_shop_and_commands_share_one_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("shop.json");
    let server = start(WorldFile::open(&path, now()).unwrap());
    let elsewhere = WorldFile::open(&path, now()).unwrap();
    let (_, numbers) = elsewhere.try_change(|world| world.add_purchase(&Default::default(), now())).unwrap();
    elsewhere.change(|world| world.faults.add(CONFIRM, FaultKind::LostReply, 0, 1)).unwrap();
    assert_eq!(send(&server, &confirm(numbers[0])), "");
    drop(server);
    let again = start(WorldFile::open(&path, now()).unwrap());
    again.with_world(|world| {
        assert_eq!(world.line(numbers[0]).unwrap().status, 3);
        assert_eq!(world.writes().len(), 1);
        assert!(world.faults.rules.is_empty());
    });
}

#[test]
fn a_stopped_server_does_not_wait_for_slow_answers() {
    let mut world = small();
    let fault = Fault { wait_ms: Some(3_600_000), ..Fault::from(FaultKind::Slow) };
    world.faults.add("*", fault, 0, 0);
    let server = start(WorldFile::in_memory(world));
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.write_all(post("ItemsLookup.GetSellerDeliveryGroupInfo", "", true).as_bytes()).unwrap();
    while server.requests().is_empty() {
        std::thread::yield_now();
    }
    drop(server);
}
