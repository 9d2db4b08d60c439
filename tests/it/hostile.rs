//! Answers made to do harm: without end, without pace, too deep, too many. Bounded memory and time, a clear
//! error,
//! no damage.

use std::io::Write;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::tier;
use crate::support::{
    ADDONS, ALL_GOODS, BY_NUMBER, CLAIMS, CODE, CONFIRM, DETAIL, GROUPS, INVENTORY, Item, LIST, MOVE_DETAIL,
    RawServer, Reply, Row, Run, SEND, SET_MOVE, SET_OPTIONS, SET_PLAIN, Shop, carts, every_kind, finish, row,
    valid_number,
};

const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
const START: &str = r#"{"ResultCode":0,"ResultMsg":"SUCCESS","ResultObject":["#;
const MIB: u64 = 1 << 20;

fn piece(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

/// A piece of a body that says no length beforehand.
fn chunk(bytes: &[u8]) -> Vec<u8> {
    let mut chunk = format!("{:x}\r\n", bytes.len()).into_bytes();
    chunk.extend_from_slice(bytes);
    chunk.extend_from_slice(b"\r\n");
    chunk
}

/// A body without end: rows and rows.
fn endless() -> impl Iterator<Item = Vec<u8>> {
    let rows = chunk("{\"ItemCode\":\"1\"},".repeat(4096).as_bytes());
    let head = [piece(&format!("{HEAD}Transfer-Encoding: chunked\r\n\r\n")), chunk(START.as_bytes())];
    head.into_iter().chain(std::iter::repeat(rows))
}

/// A shop whose Qoo10 is this server, asked once.
fn shop_at(server: &RawServer) -> Shop {
    let mut shop = Shop::new();
    shop.set("qoo10", "endpoint", &format!("{:?}", server.url()));
    shop.set("qoo10", "max_attempts", "1");
    shop.set("qoo10", "max_in_flight", "1");
    shop
}

/// A run that may take so much memory and no more.
fn within(shop: &Shop, mib: u64, args: &[&str]) -> Run {
    let plain = shop.command(args);
    let mut limited = Command::new("/bin/sh");
    limited.args(["-c", &format!("ulimit -v {}; exec \"$0\" \"$@\"", mib * 1024)]);
    limited.arg(plain.get_program()).args(plain.get_args());
    limited.env_clear().envs(&shop.env).current_dir(shop.dir.path());
    finish(limited, args)
}

#[test]
fn a_body_without_end_is_left_where_no_real_answer_goes_on() {
    let server = RawServer::start(endless);
    let shop = shop_at(&server);
    within(&shop, 300, &["listings", "pull"]).expect(1).says(&["GetAllGoodsInfo", "larger than 8 MiB"]);
    assert!(server.taken() < 32 * MIB, "{} bytes were taken", server.taken());
}

#[test]
fn a_gigabyte_that_is_promised_is_not_waited_for() {
    let server = RawServer::start(|| {
        let head = piece(&format!("{HEAD}Content-Length: {}\r\n\r\n{START}", 1 << 30));
        std::iter::once(head).chain(std::iter::repeat(vec![b' '; 1 << 16]))
    });
    let shop = shop_at(&server);
    within(&shop, 300, &["import"]).expect(1).says(&["GetShippingInfo_v3", "larger than 256 MiB"]);
    assert!(server.taken() < 32 * MIB, "{} bytes were taken", server.taken());
    assert!(shop.orders().is_empty());
}

#[test]
fn a_list_without_end_is_left_after_256_mib() {
    let server = RawServer::start(endless);
    let shop = shop_at(&server);
    within(&shop, 1200, &["import"]).expect(1).says(&["GetShippingInfo_v3", "larger than 256 MiB"]);
    assert!(server.taken() < 280 * MIB, "{} bytes were taken", server.taken());
}

#[test]
fn a_body_that_drips_ends_with_the_deadline() {
    let server = RawServer::start(|| {
        let head = piece(&format!("{HEAD}Content-Length: 100000\r\n\r\n"));
        std::iter::once(head).chain(std::iter::repeat_with(|| {
            std::thread::sleep(Duration::from_millis(50));
            vec![b' ']
        }))
    });
    let mut shop = shop_at(&server);
    shop.set("qoo10", "deadline_seconds", "2");
    let started = Instant::now();
    shop.run(&["import"]).expect(1).says(&["GetShippingInfo_v3"]);
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
}

#[test]
fn headers_without_end_are_left() {
    let server = RawServer::start(|| {
        let header = format!("X-More: {}\r\n", "x".repeat(1000)).repeat(64);
        std::iter::once(piece(HEAD)).chain(std::iter::repeat(piece(&header)))
    });
    let shop = shop_at(&server);
    within(&shop, 300, &["import"]).expect(1).says(&["GetShippingInfo_v3"]);
    assert!(server.taken() < 16 * MIB, "{} bytes were taken", server.taken());
}

#[test]
fn one_header_without_end_is_left() {
    let server = RawServer::start(|| {
        std::iter::once(piece(&format!("{HEAD}X-Long: "))).chain(std::iter::repeat(vec![b'x'; 1 << 16]))
    });
    let shop = shop_at(&server);
    within(&shop, 300, &["import"]).expect(1).says(&["GetShippingInfo_v3"]);
    assert!(server.taken() < 16 * MIB, "{} bytes were taken", server.taken());
}

#[test]
fn a_compressed_body_was_not_asked_for_and_is_not_unpacked() {
    // gzip of nothing: what it would unpack to does not matter.
    let packed = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let server = RawServer::start(move || {
        let mut answer = piece(&format!("{HEAD}Content-Encoding: gzip\r\nContent-Length: 20\r\n\r\n"));
        answer.write_all(&packed).unwrap();
        std::iter::once(answer)
    });
    let shop = shop_at(&server);
    shop.run(&["import"]).expect(1).says(&["GetShippingInfo_v3", "not text in UTF-8"]);
    for request in server.requests() {
        let asked = request.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("accept-encoding"));
        assert!(asked.is_some_and(|(_, value)| value == "identity"), "{asked:?}");
    }
}

#[test]
fn more_rows_than_any_shop_has_are_refused_without_taking_memory() {
    for (rows, element) in [(600_000, "{}"), (4_000_000, "0")] {
        let shop = Shop::new();
        let body = format!("{START}{element}{}]}}", format!(",{element}").repeat(rows));
        shop.fake.fault(LIST, usize::MAX, Reply::json(&body));
        within(&shop, 300, &["import"]).expect(1).says(&["GetShippingInfo_v3", "500000"]);
        assert!(shop.orders().is_empty() && shop.rejects().is_empty());
        shop.check_state();
    }
}

/// A shop in which this method will be called by this step, and what it has to be like in the end.
struct Case {
    method: &'static str,
    step: &'static [&'static str],
    shop: fn() -> Shop,
}

fn with_addons() -> Shop {
    let mut shop = Shop::with_rows(vec![row().option("名入れ:あり", "")]);
    shop.set("import", "addon_options_as_lines", "true");
    shop.fake.model(|m| {
        m.items.insert("812345678".into(), Item::new("TS-001", 1).addon("名入れ", "あり", 300, "AD-1"));
    });
    shop
}

fn with_unpaid(item: Item) -> Shop {
    let shop = Shop::with_rows(vec![row().unpaid()]);
    shop.fake.model(|m| m.items.insert("812345678".into(), item));
    shop
}

fn vanished() -> Shop {
    let shop = Shop::imported(vec![row().unpaid()]);
    shop.at_qoo10(shop.fake.model(|m| m.rows[0].order_no()), Row::hidden);
    shop
}

fn shipped() -> Shop {
    let shop = Shop::imported(carts(2));
    shop.print_and_ship(CODE, &valid_number(1));
    shop
}

fn stocked() -> Shop {
    let shop = Shop::of_every_kind();
    shop.stock_each(20);
    shop
}

const CASES: [Case; 17] = [
    Case { method: LIST, step: &["import"], shop: || Shop::with_rows(carts(2)) },
    Case { method: DETAIL, step: &["import"], shop: || with_unpaid(Item::new("TS-001", 1)) },
    Case { method: MOVE_DETAIL, step: &["import"], shop: || with_unpaid(Item::new("TS-001", 1).moving()) },
    Case { method: GROUPS, step: &["import"], shop: || with_unpaid(Item::new("TS-001", 1)) },
    Case { method: ADDONS, step: &["import"], shop: with_addons },
    Case { method: LIST, step: &["sync-status"], shop: || Shop::imported(vec![row().unpaid()]) },
    Case { method: CLAIMS, step: &["sync-status"], shop: || Shop::imported(carts(2)) },
    Case { method: BY_NUMBER, step: &["sync-status"], shop: vanished },
    Case { method: CONFIRM, step: &["schedule-date"], shop: || Shop::imported(carts(2)) },
    Case { method: SEND, step: &["push-shipments"], shop: shipped },
    Case { method: ALL_GOODS, step: &["listings", "pull"], shop: || Shop::selling(every_kind()) },
    Case { method: DETAIL, step: &["listings", "pull"], shop: || Shop::selling(every_kind()) },
    Case { method: INVENTORY, step: &["listings", "pull"], shop: || Shop::selling(every_kind()) },
    Case { method: MOVE_DETAIL, step: &["listings", "pull"], shop: || Shop::selling(every_kind()) },
    Case { method: SET_PLAIN, step: &["push-stock"], shop: stocked },
    Case { method: SET_OPTIONS, step: &["push-stock"], shop: stocked },
    Case { method: SET_MOVE, step: &["push-stock"], shop: stocked },
];

/// What a shop holds, and what its Qoo10 holds.
fn ends(shop: &Shop) -> String {
    let rows = shop.fake.model(|m| format!("{:?}", m.rows));
    format!("{:#?}\n{rows}\n{:?}", shop.everything(), shop.quantities())
}

/// The step meets this answer, and then an honest Qoo10: in the end all is as if nothing had been.
fn survives(case: &Case, reply: &Reply, wanted: &str) {
    let name = match reply {
        Reply::Body(body) => format!("{} {:?} {:.80}", case.method, case.step, String::from_utf8_lossy(body)),
        other => format!("{} {:?} {other:?}", case.method, case.step),
    };
    let shop = (case.shop)();
    shop.fake.clear_log();
    shop.fake.fault(case.method, usize::MAX, reply.clone());
    let run = within(&shop, 600, case.step);
    assert!(shop.fake.calls(case.method) > 0, "{name}: never asked");
    assert!(!run.stderr.contains("panicked"), "{name}: {run:#?}");
    assert!(run.code == 0 || !run.stderr.trim().is_empty(), "{name}: not a word\n{run:#?}");
    shop.check_state();
    shop.fake.heal();
    for _ in 0..2 {
        let run = shop.run(case.step);
        assert!([0, 3].contains(&run.code), "{name}: {run:#?}");
        if ends(&shop) == wanted {
            return;
        }
    }
    // Add-ons that cannot be looked up stay in the option's text, with a warning (docs/commands.md).
    if case.method != ADDONS {
        assert_eq!(ends(&shop), wanted, "{name}");
    }
}

/// Every method's answer goes wrong in these ways.
pub fn every_answer(replies: &[Reply]) {
    let next = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let order = std::sync::atomic::Ordering::SeqCst;
                loop {
                    let at = next.fetch_add(1, order);
                    let Some(case) = CASES.get(at) else { break };
                    let undisturbed = (case.shop)();
                    undisturbed.run(case.step).expect(0);
                    let wanted = ends(&undisturbed);
                    tier::sampled(replies, at, replies.len())
                        .for_each(|reply| survives(case, reply, &wanted));
                }
            });
        }
    });
}

#[test]
fn nesting_without_end_harms_no_method() {
    let deep = tier::many(40_000, 200_000) as usize;
    let lists = format!("{START}{}", "[".repeat(deep));
    let closed = format!("{START}{}{}]}}", "[".repeat(deep), "]".repeat(deep));
    let object = "{\"ResultObject\":".repeat(deep);
    let objects = format!("{START}{object}null{}]}}", "}".repeat(deep));
    every_answer(&[lists, closed, objects].map(|body| Reply::json(&body)));
}
