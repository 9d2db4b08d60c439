//! The seller key: in one header and nowhere else, whatever fails; where it may come from; whom it may be
//! sent to.

use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection};

use crate::support::tier;
use crate::support::{
    CODE, KEY, LIST, Reply, Run, Shop, carts, every_kind, finish, row, side_by_side, valid_number,
};

/// The key as it is, in a URL, in JSON that escapes slashes, and the part that no encoding changes.
fn forms() -> [String; 4] {
    let encoded = KEY.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    [KEY.to_owned(), encoded, KEY.replace('/', "\\/"), "TopSecret".to_owned()]
}

/// Nothing that was printed and no file holds the key; in requests one header alone does.
fn nowhere(shop: &Shop, run: &Run) {
    for form in forms() {
        assert!(!run.all().contains(&form), "{form} was printed\n{run:#?}");
        for (name, bytes) in shop.files() {
            let found = bytes.windows(form.len()).any(|window| window == form.as_bytes());
            assert!(!found, "{form} is in {} after {:?}", name.display(), run.args);
        }
    }
    for call in shop.fake.log() {
        assert!(!call.params.iter().any(|(k, v)| k.contains("TopSecret") || v.contains("TopSecret")));
        let holders = call.headers.iter().filter(|(_, value)| value.contains("TopSecret"));
        let names: Vec<String> = holders.map(|(name, _)| name.to_ascii_lowercase()).collect();
        assert_eq!(names, ["giosiscertificationkey"], "{call:?}");
    }
}

/// A shop in which this step has something to ask and to tell.
fn ready(step: &[&str]) -> Shop {
    let mut shop = match step[0] {
        "import" => Shop::with_rows(carts(1)),
        "push-stock" => {
            let shop = Shop::of_every_kind();
            shop.stock_each(20);
            shop
        }
        "listings" => Shop::selling(every_kind()),
        "push-shipments" => {
            let shop = Shop::imported(carts(1));
            shop.print_and_ship(CODE, &valid_number(1));
            shop
        }
        _ => Shop::imported(carts(1)),
    };
    shop.set("qoo10", "max_attempts", "1");
    shop
}

const STEPS: [&[&str]; 6] = [
    &["import"],
    &["sync-status"],
    &["schedule-date"],
    &["push-shipments"],
    &["push-stock"],
    &["listings", "pull"],
];

/// Everything that can go wrong, with an answer that repeats the key where there is one.
fn faults() -> Vec<Reply> {
    let escaped = KEY.replace('/', "\\/");
    let status = |status, name, value: String| Reply::Status(status, name, value, "no such key");
    vec![
        Reply::json(&format!(r#"{{"ErrorCode": -90001, "ErrorMsg": "no such key: {KEY}"}}"#)),
        Reply::json(&format!(r#"{{"ErrorCode": -1, "ErrorMsg": "key {escaped}"}}"#)),
        Reply::json(&format!(r#"{{"ResultCode": -10001, "ResultMsg": "key {KEY}", "ResultObject": null}}"#)),
        Reply::json(&format!(r#"{{"ResultCode": 0, "ResultMsg": "key", "ResultObject": "{escaped}"}}"#)),
        Reply::json(&format!(r#"{{"ResultCode": "{KEY}", "ResultMsg": "key"}}"#)),
        Reply::json(&format!(
            r#"{{"ResultCode": 0, "ResultMsg": "{KEY}", "ResultObject": [{{"OrderNo": "{KEY}", "PackNo": 5,
               "orderNo": "{KEY}", "claimStatus": "{escaped}", "PaymentDate": "{KEY}", "ItemCode": "{KEY}",
               "cont_no": "{KEY}", "contr_no": 1, "result_cd": "{KEY}", "Receiver": "{escaped}"}}]}}"#
        )),
        Reply::json(&format!("<html>GiosisCertificationKey: {KEY}</html>")),
        Reply::json(&format!("Can't find {KEY}")),
        status(302, "Location", format!("http://127.0.0.1:9/{KEY}?key={KEY}")),
        status(500, "X-Key", KEY.to_owned()),
        status(403, "Retry-After", KEY.to_owned()),
        Reply::Cut,
        Reply::Drop,
    ]
}

#[test]
fn a_failing_verbose_run_leaves_the_key_nowhere() {
    side_by_side(STEPS, |step| {
        for reply in tier::sampled(faults(), step.len(), 3) {
            let mut shop = ready(step);
            shop.env.insert("RUST_LOG".into(), "trace".into());
            shop.fake.clear_log();
            let is_cut = matches!(reply, Reply::Cut | Reply::Drop);
            shop.fake.fault("*", usize::MAX, reply);
            let run = shop.run(&[&["-vvv"], step].concat());
            nowhere(&shop, &run);
            if is_cut && run.code == 1 {
                run.says(&["\ncaused by: "]);
            }
            nowhere(&shop, &shop.run(&["log", "--json"]));
            nowhere(&shop, &shop.run(&["status"]));
        }
    });
}

/// Every text that a person could have written, with the key in it.
fn with_the_key(proper: &[u8], form: usize) -> Vec<u8> {
    let key = [KEY.to_owned(), KEY.replace('/', "\\/")][form].clone();
    let text = String::from_utf8(proper.to_vec()).unwrap();
    ["架空 太郎", "見本 花子", "Tシャツ", "見本前1-1"]
        .iter()
        .fold(text, |text, word| text.replace(word, &format!("{word} {key}")))
        .into_bytes()
}

#[test]
fn rows_that_repeat_the_key_are_kept_without_it() {
    for form in 0..2 {
        let shop = Shop::with_rows(vec![row()]);
        shop.fake.fault(LIST, usize::MAX, Reply::Mangled(with_the_key, form));
        let run = shop.run(&["-vvv", "import", "--json"]).expect(0);
        nowhere(&shop, &run);
        let order = shop.run(&["orders", "show", CODE]).expect(0);
        nowhere(&shop, &order);
        assert!(order.stdout.contains("(the seller key)"), "{order:#?}");
    }
}

#[test]
fn the_process_list_and_the_files_of_a_running_step_do_not_hold_the_key() {
    let mut shop = Shop::with_rows(vec![row()]);
    shop.set("qoo10", "seller_key_file", r#""seller.key""#);
    shop.unset("qoo10", "seller_key_env");
    shop.env.remove("TEST_KEY");
    let outside = tempfile::tempdir().unwrap();
    let file = outside.path().join("real.key");
    private(&file, KEY);
    symlink(&file, shop.path("seller.key")).unwrap();
    shop.fake.fault(LIST, 1, Reply::Slow(Duration::from_secs(1)));
    let child = shop.spawn(&["-vvv", "import"]);
    shop.fake.wait_for(LIST);
    let of_process = |name: &str| fs::read(format!("/proc/{}/{name}", child.id())).unwrap();
    let seen = [of_process("cmdline"), of_process("environ")].concat();
    assert!(String::from_utf8_lossy(&seen).contains("import"), "the process was looked at too late");
    assert!(!String::from_utf8_lossy(&seen).contains("TopSecret"));
    fs::remove_file(shop.path("seller.key")).unwrap();
    let names: Vec<_> = shop.files().into_keys().collect();
    assert!(names.iter().any(|name| name.ends_with("demo.db.lock")), "{names:?}");
    for (name, bytes) in shop.files() {
        assert!(!String::from_utf8_lossy(&bytes).contains("TopSecret"), "{}", name.display());
    }
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(0));
}

#[test]
fn the_practice_world_does_not_learn_the_key() {
    let mut shop = Shop::new();
    shop.set("qoo10", "endpoint", r#""sandbox""#);
    for step in ["import", "sync-status"] {
        nowhere(&shop, &shop.run(&["-vvv", step]));
    }
    assert!(shop.files().len() >= 4, "no world was made: {:?}", shop.files().keys());
}

fn private(file: &std::path::Path, content: &str) {
    fs::write(file, content).unwrap();
    fs::set_permissions(file, fs::Permissions::from_mode(0o600)).unwrap();
}

/// A shop whose key is in a file, which is not there yet.
fn by_file() -> Shop {
    let mut shop = Shop::with_rows(vec![row()]);
    shop.unset("qoo10", "seller_key_env");
    shop.set("qoo10", "seller_key_file", r#""seller.key""#);
    shop
}

fn refused(shop: &Shop, words: &[&str]) {
    let run = shop.run(&["import"]).expect(2);
    run.says(words);
    assert!(shop.fake.log().is_empty(), "Qoo10 was called");
    for form in forms() {
        assert!(!run.all().contains(&form), "{run:#?}");
    }
}

#[test]
fn a_link_to_a_key_file_is_judged_by_the_file() {
    let shop = by_file();
    private(&shop.path("real.key"), KEY);
    symlink("real.key", shop.path("seller.key")).unwrap();
    shop.import();
    let shop = by_file();
    private(&shop.path("real.key"), KEY);
    fs::set_permissions(shop.path("real.key"), fs::Permissions::from_mode(0o644)).unwrap();
    symlink("real.key", shop.path("seller.key")).unwrap();
    refused(&shop, &["seller.key", "chmod"]);
}

#[test]
fn a_key_file_that_is_no_file_is_said_at_once() {
    let shop = by_file();
    fs::create_dir(shop.path("seller.key")).unwrap();
    refused(&shop, &["seller.key", "folder"]);
    let shop = by_file();
    let pipe = shop.path("seller.key");
    assert!(std::process::Command::new("mkfifo").args(["-m", "600"]).arg(&pipe).status().unwrap().success());
    refused(&shop, &["seller.key", "pipe"]);
}

#[test]
fn a_key_that_is_too_long_is_refused_and_not_cut() {
    let long = KEY.repeat(200);
    let shop = by_file();
    private(&shop.path("seller.key"), &long);
    refused(&shop, &["seller.key", "longer"]);
    let shop = by_file();
    private(&shop.path("seller.key"), "");
    fs::File::options().write(true).open(shop.path("seller.key")).unwrap().set_len(1 << 40).unwrap();
    refused(&shop, &["seller.key", "longer"]);
    let mut shop = Shop::with_rows(vec![row()]);
    shop.unset("qoo10", "seller_key_env");
    private(&shop.path("long.key"), &long);
    shop.set("qoo10", "seller_key_command", r#""cat long.key""#);
    refused(&shop, &["seller_key_command", "longer"]);
}

#[test]
fn a_command_that_fails_is_not_quoted() {
    let mut shop = Shop::with_rows(vec![row()]);
    shop.unset("qoo10", "seller_key_env");
    private(&shop.path("seller.key"), KEY);
    shop.set("qoo10", "seller_key_command", r#""cat seller.key; exit 3""#);
    refused(&shop, &["seller_key_command", "3"]);
    shop.set("qoo10", "seller_key_command", r#""cat seller.key""#);
    shop.import();
}

#[test]
fn only_this_machine_may_be_reached_without_encryption() {
    let mut shop = Shop::with_rows(vec![row()]);
    let port = shop.fake.port();
    for host in ["127.0.0.1", "localhost"] {
        let url = format!("{:?}", format!("http://{host}:{port}/GMKT.INC.Front.QAPIService/ebayjapan.qapi"));
        shop.set("qoo10", "endpoint", &url);
        shop.import();
    }
    shop.fake.clear_log();
    for (url, word) in [
        ("http://example.com/x".to_owned(), "https://"),
        ("http://0.0.0.0/x".to_owned(), "https://"),
        ("http://[::ffff:192.0.2.1]/x".to_owned(), "https://"),
        ("http://2130706433/x".to_owned(), "https://"),
        (format!("http://user:{KEY}@127.0.0.1:{port}/x"), "endpoint"),
        ("https://user@example.com/x".to_owned(), "endpoint"),
        ("https://example.com/x?key=1".to_owned(), "endpoint"),
        ("file:///etc/passwd".to_owned(), "endpoint"),
    ] {
        shop.set("qoo10", "endpoint", &format!("{url:?}"));
        let run = shop.bare_command().args(["--config", "shop.toml", "import"]).output().unwrap();
        let text = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(2), "{url}: {text}");
        assert!(text.contains(word), "{url}: {text}");
    }
    // Loopback as IPv6 writes it: no complaint about encryption, only that nobody is there.
    shop.set("qoo10", "endpoint", r#""http://[::1]:9/x""#);
    shop.set("qoo10", "max_attempts", "1");
    let run = shop.run(&["import"]).expect(1);
    assert!(!run.stderr.contains("https://"), "{run:#?}");
    assert!(shop.fake.log().is_empty());
}

/// A TLS server on loopback whose certificate nobody vouches for: why the first handshake failed, and what
/// came through it.
fn self_signed() -> (u16, JoinHandle<(String, Vec<u8>)>) {
    let certificate = include_bytes!("../../fixtures/tls/localhost.crt.der").to_vec();
    let key = include_bytes!("../../fixtures/tls/localhost.key.der").to_vec();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.into()], PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key)))
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let served = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut connection = ServerConnection::new(Arc::new(config)).unwrap();
        let mut plain = Vec::new();
        let ended = rustls::Stream::new(&mut connection, &mut stream).read_to_end(&mut plain);
        (ended.map_or_else(|e| e.to_string(), |_| "taken".to_owned()), plain)
    });
    (port, served)
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_refused_in_a_clear_sentence() {
    for host in ["127.0.0.1", "localhost"] {
        let mut shop = Shop::with_rows(vec![row()]);
        let (port, served) = self_signed();
        shop.set("qoo10", "endpoint", &format!("\"https://{host}:{port}/x\""));
        shop.set("qoo10", "max_attempts", "1");
        let run = shop.run(&["-vvv", "import"]).expect(1);
        let (why, plain) = served.join().unwrap();
        assert_ne!(why, "taken", "{run:#?}");
        assert!(plain.is_empty(), "{} bytes came through", plain.len());
        run.says(&["certificate is not to be trusted", "nothing was sent", "UnknownIssuer"]);
        nowhere(&shop, &run);
    }
}

#[test]
fn a_certificate_is_looked_at_once() {
    let mut shop = Shop::with_rows(vec![row()]);
    let (port, served) = self_signed();
    shop.set("qoo10", "endpoint", &format!("\"https://127.0.0.1:{port}/x\""));
    let run = finish(shop.command(&["import", "--json"]), &["import"]).expect(1);
    served.join().unwrap();
    let calls: u64 = run.json()["api_calls"].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum();
    assert_eq!(calls, 1, "trying again does not make a certificate better: {run:#?}");
}
