//! What a failure came from: with `-v` on stderr, a line each, and the host that a call asked.

use std::net::TcpListener;

use crate::support::{KEY, Run, Shop, row};

/// The lines of stderr that say what an error was caused by.
fn causes(run: &Run, word: &str) -> Vec<String> {
    run.stderr.lines().filter_map(|line| line.strip_prefix(word)).map(str::to_owned).collect()
}

/// Runs a command that fails so, without `-v` and with it, in a language. The chain is all that `-v` adds to
/// the lines about the error, and stands between the error and what to do.
fn chain(shop: &Shop, args: &[&str], code: i32, lang: &str) -> (Run, Vec<String>) {
    let (mark, word) = if lang == "ja" { ("エラー: ", "原因: ") } else { ("error: ", "caused by: ") };
    let plain = shop.run(&[&["--lang", lang][..], args].concat()).expect(code);
    assert_eq!(causes(&plain, word), [""; 0], "{plain:#?}");
    let run = shop.run(&[&["-v", "--lang", lang][..], args].concat()).expect(code);
    let found = causes(&run, word);
    let from_error: Vec<&str> = run.stderr.lines().skip_while(|line| !line.starts_with(mark)).collect();
    let below = from_error.iter().skip(1).take(found.len());
    assert!(below.into_iter().all(|line| line.starts_with(word)), "{run:#?}");
    let without: Vec<&str> = from_error.into_iter().filter(|line| !line.starts_with(word)).collect();
    let of_plain: Vec<&str> = plain.stderr.lines().skip_while(|line| !line.starts_with(mark)).collect();
    assert_eq!(without, of_plain, "{run:#?}");
    for bytes in [run.all(), plain.all()] {
        assert!(!bytes.contains(KEY) && !bytes.contains("TopSecret"), "{bytes}");
    }
    (run, found)
}

/// A port of this machine that nobody listens on.
fn closed_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

#[test]
fn a_refused_connection_names_the_host_alone_and_its_cause() {
    let mut shop = Shop::with_rows(vec![row()]);
    let port = closed_port();
    shop.set("qoo10", "endpoint", &format!("\"http://127.0.0.1:{port}/SecretPath/ebayjapan.qapi\""));
    shop.set("qoo10", "max_attempts", "1");
    for (lang, sentence) in [
        ("en", format!("connection refused by 127.0.0.1:{port}")),
        ("ja", format!("127.0.0.1:{port}に接続を拒否されました")),
    ] {
        let (run, found) = chain(&shop, &["import"], 1, lang);
        assert_eq!(found, ["Connection refused (os error 111)"], "{run:#?}");
        run.says(&[&sentence]);
        assert!(!run.all().contains("SecretPath"), "{run:#?}");
    }
    let stored = shop.run(&["log"]).all() + &shop.run(&["status"]).all();
    assert!(!stored.contains("SecretPath"), "{stored}");
}

#[test]
fn with_json_the_causes_are_on_stderr_and_the_report_stays_as_it_is() {
    let mut shop = Shop::with_rows(vec![row()]);
    shop.set("qoo10", "endpoint", &format!("\"http://127.0.0.1:{}/x\"", closed_port()));
    shop.set("qoo10", "max_attempts", "1");
    let (run, found) = chain(&shop, &["import", "--json"], 1, "en");
    assert_eq!(found.len(), 1, "{run:#?}");
    assert!(!run.stdout.contains("caused by") && !run.stdout.contains("os error"), "{run:#?}");
    let (verbose, plain) = (run.json(), shop.run(&["import", "--json"]).expect(1).json());
    let keys =
        |report: &serde_json::Value| report.as_object().unwrap().keys().cloned().collect::<Vec<String>>();
    assert_eq!(keys(&verbose), keys(&plain));
    for key in ["step", "exit_code", "result", "api_calls", "error", "errors", "warnings"] {
        assert_eq!(verbose[key], plain[key], "{key}");
    }
}

#[test]
fn a_proxy_that_refuses_the_connection_is_named_without_its_password() {
    let mut shop = Shop::with_rows(vec![row()]);
    let port = closed_port();
    shop.env.insert("https_proxy".into(), format!("http://user:TopSecretToo@127.0.0.1:{port}"));
    shop.set("qoo10", "endpoint", "\"https://qoo10.invalid:8443/SecretPath\"");
    shop.set("qoo10", "max_attempts", "1");
    let (run, found) = chain(&shop, &["import"], 1, "en");
    assert_eq!(found, ["Connection refused (os error 111)"], "{run:#?}");
    run.says(&[&format!(
        "connection refused by the proxy 127.0.0.1:{port} on the way to qoo10.invalid:8443"
    )]);
    assert!(!run.all().contains("SecretPath") && !run.all().contains("user"), "{run:#?}");
}

#[test]
fn a_state_file_that_cannot_be_opened_says_what_sqlite_said() {
    let mut shop = Shop::with_rows(vec![row()]);
    std::os::unix::fs::symlink("loop.db", shop.path("loop.db")).unwrap();
    shop.set("state", "path", r#""loop.db""#);
    for lang in ["en", "ja"] {
        let (run, found) = chain(&shop, &["import"], 1, lang);
        assert!(found[0].contains("unable to open database file"), "{run:#?}");
        assert!(found.iter().any(|line| line.contains("Error code 14")), "{run:#?}");
    }
}

#[test]
fn a_configuration_that_cannot_be_read_says_what_the_system_said() {
    let shop = Shop::with_rows(vec![row()]);
    std::fs::create_dir(shop.path("folder.toml")).unwrap();
    for (file, cause) in [
        ("folder.toml", "Is a directory (os error 21)"),
        ("missing.toml", "No such file or directory (os error 2)"),
    ] {
        let mut command = shop.bare_command();
        let run = command.args(["-v", "--config", file, "status"]).output().unwrap();
        let text = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(2), "{text}");
        let lines: Vec<&str> = text.lines().collect();
        let at = lines.iter().position(|line| *line == format!("caused by: {cause}"));
        assert!(at.is_some_and(|at| lines[at - 1].starts_with("error: ")), "{text}");
    }
}
