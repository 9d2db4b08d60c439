//! `key issue`: what is asked for, where the new key goes, and that nothing secret is seen anywhere else.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Stdio};

use crate::support::{Reply, Run, Shop};

const CREATE: &str = "CertificationAPI.CreateCertificationKey";
const API_KEY: &str = "ApiKey+of/Shop=";
const USER: &str = "qsm-owner";
const PASSWORD: &str = "Pass word&+%=密";
const NEW_KEY: &str = "S5bNewSellerKey+O/9_g_1_fresh=";

/// A shop whose key is in a file, at a Qoo10 that is scripted call by call.
fn shop() -> Shop {
    let mut shop = Shop::new();
    shop.unset("qoo10", "seller_key_env");
    shop.env.remove("TEST_KEY");
    shop.set("qoo10", "seller_key_file", r#""seller.key""#);
    shop
}

fn gives(shop: &Shop, times: usize, object: &str) {
    let body = format!(r#"{{"ResultObject": {object}, "ResultCode": 0, "ResultMsg": "SUCCESS"}}"#);
    shop.fake.fault(CREATE, times, Reply::json(&body).undone());
}

fn start(shop: &Shop, args: &[&str], lines: &[&str]) -> Child {
    let args: Vec<&str> = ["key", "issue"].iter().chain(args).copied().collect();
    let mut command = shop.command(&args);
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    // A refusal before any question closes the pipe.
    drop(child.stdin.take().unwrap().write_all((lines.join("\n") + "\n").as_bytes()));
    child
}

fn issue_with(shop: &Shop, args: &[&str], lines: &[&str], code: i32) -> Run {
    let output = start(shop, args, lines).wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let run = Run {
        args: args.iter().map(|a| (*a).to_owned()).collect(),
        code: output.status.code().unwrap(),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    };
    nothing_secret(shop, &run, args.contains(&"--print"));
    run.expect(code)
}

fn issue(shop: &Shop, args: &[&str], code: i32) -> Run {
    issue_with(shop, args, &[API_KEY, USER, PASSWORD], code)
}

/// Neither login nor keys in what was printed, or in any file but the key file.
fn nothing_secret(shop: &Shop, run: &Run, prints: bool) {
    for secret in [API_KEY, USER, PASSWORD, NEW_KEY] {
        if !(prints && secret == NEW_KEY) {
            assert!(!run.all().contains(secret), "{secret} was printed\n{run:#?}");
        }
        for (name, bytes) in shop.files().iter().filter(|(name, _)| !name.ends_with("seller.key")) {
            let found = bytes.windows(secret.len()).any(|w| w == secret.as_bytes());
            assert!(!found, "{secret} is in {}", name.display());
        }
    }
}

#[test]
fn the_new_key_is_in_the_key_file_and_its_date_in_the_configuration() {
    let mut shop = shop();
    gives(&shop, 1, &format!("{NEW_KEY:?}"));
    fs::write(shop.path("seller.key"), "old").unwrap();
    fs::set_permissions(shop.path("seller.key"), fs::Permissions::from_mode(0o644)).unwrap();
    shop.config_text = Some(format!("# mine\n{}\n# the end\n", shop.config()));
    issue(&shop, &["-vvv"], 0);
    assert_eq!(fs::read_to_string(shop.path("seller.key")).unwrap(), format!("{NEW_KEY}\n"));
    let mode = fs::metadata(shop.path("seller.key")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let text = fs::read_to_string(shop.path("shop.toml")).unwrap();
    let wanted = shop
        .config()
        .replace("timeout_seconds = 10\n", "timeout_seconds = 10\nseller_key_issued_on = \"2026-07-01\"\n");
    assert_eq!(text, wanted);
    let names: Vec<_> =
        shop.files().into_keys().filter(|name| name.to_string_lossy().contains(".new")).collect();
    assert!(names.is_empty(), "{names:?}");
    let call = &shop.fake.log()[0];
    assert_eq!((call.params["user_id"].as_str(), call.params["pwd"].as_str()), (USER, PASSWORD));
    assert!(
        call.headers.iter().any(|(n, v)| n.eq_ignore_ascii_case("GiosisCertificationKey") && v == API_KEY)
    );
}

#[test]
fn an_empty_key_is_asked_for_again_but_not_for_ever() {
    for empty in [r#""""#, "null"] {
        let shop = shop();
        gives(&shop, 1, empty);
        gives(&shop, 1, &format!("{NEW_KEY:?}"));
        issue(&shop, &[], 0);
        assert_eq!(shop.fake.calls(CREATE), 2);
    }
    let shop = shop();
    gives(&shop, usize::MAX, r#""""#);
    issue(&shop, &[], 1).says(&["empty"]);
    assert_eq!(shop.fake.calls(CREATE), 4);
    assert!(!shop.path("seller.key").exists());
}

#[test]
fn a_refused_login_is_asked_about_once_and_the_old_key_stays() {
    let echo = format!("no such login: {USER} {PASSWORD} {API_KEY}").replace('"', "");
    for (reply, code) in [
        (format!(r#"{{"ResultCode": -10001, "ResultMsg": "{echo}", "ResultObject": null}}"#), 1),
        (format!(r#"{{"ErrorCode": -90001, "ErrorMsg": "{echo}"}}"#), 6),
        (format!(r#"{{"ResultCode": 0, "ResultMsg": "{echo}", "ResultObject": ["{NEW_KEY}"]}}"#), 1),
    ] {
        let shop = shop();
        fs::write(shop.path("seller.key"), "old").unwrap();
        shop.fake.fault(CREATE, usize::MAX, Reply::json(&reply).undone());
        let run = issue(&shop, &["-vvv"], code);
        run.says(&["next: "]);
        assert_eq!(shop.fake.calls(CREATE), 1);
        if code == 6 {
            run.says(&["Qoo10 refused the API key"]);
            assert!(!run.all().contains("refused the seller key"), "{run:#?}");
            issue(&shop, &["--lang", "ja"], code).says(&["Qoo10がAPIキーを拒否しました"]);
        }
        assert_eq!(fs::read_to_string(shop.path("seller.key")).unwrap(), "old");
        assert!(!fs::read_to_string(shop.path("shop.toml")).unwrap().contains("issued_on"));
    }
}

#[test]
fn login_and_keys_are_not_in_the_process_list() {
    let shop = shop();
    let (_gate, held) = Reply::held();
    shop.fake.fault(CREATE, 1, held.undone());
    let mut child = start(&shop, &[], &[API_KEY, USER, PASSWORD]);
    shop.fake.wait_for(CREATE);
    for what in ["cmdline", "environ"] {
        let shown = fs::read(format!("/proc/{}/{what}", child.id())).unwrap();
        let shown = String::from_utf8_lossy(&shown);
        assert!(shown.contains("qoo10-bridge") || what == "environ", "{shown}");
        for secret in [API_KEY, USER, PASSWORD] {
            assert!(!shown.contains(secret), "{what}: {shown}");
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_key_that_could_not_be_stored_is_not_asked_for() {
    let mut shop = shop();
    shop.set("qoo10", "seller_key_file", r#""missing/seller.key""#);
    issue(&shop, &[], 2).says(&["missing/seller.key"]);
    for (key, value, name) in
        [("seller_key_env", r#""TEST_KEY""#, "TEST_KEY"), ("seller_key_command", r#""cat k""#, "command")]
    {
        let mut shop = self::shop();
        shop.unset("qoo10", "seller_key_file");
        shop.set("qoo10", key, value);
        issue(&shop, &[], 2).says(&[name, "--print"]);
        assert!(shop.fake.log().is_empty());
    }
    for lines in
        [&[API_KEY, USER][..], &[API_KEY, USER, ""], &["", USER, PASSWORD], &["a b", USER, PASSWORD], &[]]
    {
        let shop = self::shop();
        issue_with(&shop, &[], lines, 2);
        assert!(shop.fake.log().is_empty() && !shop.path("seller.key").exists());
    }
}

#[test]
fn print_prints_the_key_alone_and_only_where_it_cannot_be_stored() {
    let mut shop = shop();
    issue(&shop, &["--print"], 2).says(&["seller.key"]);
    assert!(shop.fake.log().is_empty());
    shop.unset("qoo10", "seller_key_file");
    shop.set("qoo10", "seller_key_env", r#""TEST_KEY""#);
    gives(&shop, usize::MAX, &format!("{NEW_KEY:?}"));
    for args in [&["--print"][..], &["--print", "--quiet"]] {
        assert_eq!(issue(&shop, args, 0).stdout, format!("{NEW_KEY}\n"));
    }
    let json = issue(&shop, &["--print", "--json"], 0).json();
    assert_eq!((&json["key"], &json["stored_in"]), (&NEW_KEY.into(), &serde_json::Value::Null));
    assert!(
        fs::read_to_string(shop.path("shop.toml")).unwrap().contains("seller_key_issued_on = \"2026-07-01\"")
    );
}

#[test]
fn the_practice_qoo10_gives_a_key_too() {
    let mut shop = shop();
    shop.set("qoo10", "endpoint", r#""sandbox""#);
    issue_with(&shop, &[], &["sandbox-api-key", "sandbox", "wrong"], 1).says(&["-10001", "IDとパスワード"]);
    issue_with(&shop, &[], &["sandbox-seller-key", "sandbox", "sandbox"], 6);
    let json = issue_with(&shop, &["--json"], &["sandbox-api-key", "sandbox", "sandbox"], 0).json();
    assert_eq!((&json["issued_on"], &json["ends_on"]), (&"2026-07-01".into(), &"2027-07-01".into()));
    assert!(json["stored_in"].as_str().unwrap().ends_with("seller.key"), "{json}");
    let key = fs::read_to_string(shop.path("seller.key")).unwrap();
    assert!(key.starts_with("S5sandbox_"), "{key}");
    shop.unset("qoo10", "seller_key_file");
    fs::remove_file(shop.path("shop.toml")).unwrap();
    let run = issue_with(&shop, &["--lang", "ja"], &["sandbox-api-key", "sandbox", "sandbox"], 0);
    assert!(run.stdout.contains("保存していません"), "{run:#?}");
    assert!(!fs::read_to_string(shop.path("shop.toml")).unwrap().contains("issued_on"));
}

#[test]
fn every_step_warns_when_the_year_of_the_key_is_almost_over() {
    let mut shop = Shop::new();
    let warnings = |shop: &Shop, step: &str| shop.run(&[step, "--json"]).expect(0).json()["warnings"].clone();
    for (issued_on, days) in [
        ("2025-08-30", Some("60 days")),
        ("2025-08-31", None),
        ("2025-07-08", Some("7 days")),
        ("2025-06-30", Some("over")),
    ] {
        shop.set("qoo10", "seller_key_issued_on", &format!("{issued_on:?}"));
        for step in ["import", "sync-status", "schedule-date", "push-shipments"] {
            let told = warnings(&shop, step);
            assert_eq!(
                told.as_array().unwrap().len(),
                usize::from(days.is_some()),
                "{step} {issued_on} {told}"
            );
            assert!(days.is_none_or(|days| told[0].as_str().unwrap().contains(days)), "{told}");
        }
    }
    let run = shop.run(&["import", "--lang", "ja"]).expect(0);
    run.says(&["警告", "販売者認証キー", "key issue"]);
    assert_eq!(run.stderr.lines().count(), 1);
    assert_eq!(shop.run(&["import", "--quiet"]).expect(0).all().trim(), "");
}
