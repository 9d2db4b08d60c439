//! What a machine may do to a run: proxies, limits, second names of files, rights of others, keys in the
//! wrong line. Each ends in
//! a sentence.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use qoo10_bridge::runtime::io;
use serde_json::Value;

use crate::support::{KEY, Receiver, Run, Shop, every_kind, finish, in_process, row};

/// The command by way of a shell that prepares something first; as a user to whom rights and limits mean
/// something.
fn by_shell(shop: &Shop, prepare: &str, args: &[&str], is_root: bool) -> Run {
    let bin = shop.path("qoo10-bridge");
    if !bin.exists() {
        let real = env!("CARGO_BIN_EXE_qoo10-bridge");
        fs::hard_link(real, &bin).or_else(|_| fs::copy(real, &bin).map(drop)).unwrap();
    }
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", &format!("{prepare}; exec \"$0\" \"$@\"")]).arg(&bin);
    shell.args(shop.command(args).get_args()).env_clear().envs(&shop.env).current_dir(shop.dir.path());
    if !is_root && fs::metadata(shop.dir.path()).unwrap().uid() == 0 {
        shell.uid(65534).gid(65534);
    }
    finish(shell, args)
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn mode_of(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// What a check of `doctor` found.
fn found(shop: &Shop, check: &str) -> Value {
    let findings = shop.run(&["doctor", "--json"]).lines();
    findings.into_iter().find(|f| f["check"] == check).unwrap_or_else(|| panic!("no {check}"))
}

#[test]
fn a_socks_proxy_is_exit_2_with_its_variable_and_no_panic() {
    for (variable, proxy, words) in [
        ("ALL_PROXY", "socks5://user:TopSecret@127.0.0.1:9", "only http:// and https://"),
        ("all_proxy", "socks4a://127.0.0.1:9", "only http:// and https://"),
        ("https_proxy", "socks://TopSecret@127.0.0.1:9", "only http:// and https://"),
        ("HTTPS_PROXY", "http://user:TopSecret@", "cannot be read"),
    ] {
        let mut shop = Shop::with_rows(vec![row()]);
        shop.env.insert(variable.into(), proxy.into());
        shop.import();
        shop.set("qoo10", "endpoint", r#""https://api.invalid/x""#);
        for args in [
            &["import"][..],
            &["push-stock", "--dry-run"],
            &["listings", "pull"],
            &["key", "issue", "--print"],
        ] {
            let run = shop.run(args).expect(2);
            run.says(&["error: ", variable, words, "next: "]);
            assert!(!run.all().contains("TopSecret"), "{run:#?}");
        }
        shop.run(&["--lang", "ja", "import"]).expect(2).says(&["エラー: ", variable, "対処: "]);
        assert!(found(&shop, "endpoint")["message"].as_str().unwrap().contains(words));
        assert_eq!(shop.codes(), ["412345678"], "looking needs no proxy");
    }
}

#[test]
fn a_socks_proxy_on_the_way_to_a_health_check_is_exit_2_too() {
    let mut shop = Shop::with_rows(vec![row()]);
    shop.env.insert("ALL_PROXY".into(), "socks5://127.0.0.1:9".into());
    shop.set("notify", "health_url", r#""https://hc.invalid/x""#);
    shop.run(&["import"]).expect(2).says(&["ALL_PROXY"]);
    assert!(shop.fake.log().is_empty(), "Qoo10 was asked first");
    shop.env.insert("no_proxy".into(), "invalid".into());
    shop.set("notify", "health_url", r#""https://127.0.0.1:9/x""#);
    shop.import();
}

/// No process more for this user. Bash and dash have different letters for it.
const NO_THREADS: &str = "ulimit -u 1 2>/dev/null || ulimit -p 1";

#[test]
fn without_a_thread_to_be_had_one_request_follows_the_other() {
    let mut shop =
        Shop::with_rows((1..6).map(|n| row().cart(n).no(n).item(&format!("80{n}"), "X")).collect());
    shop.fake.model(|m| {
        for n in 1..6 {
            m.items.insert(format!("80{n}"), crate::support::Item::new(&format!("IT-{n}"), 1));
        }
    });
    let receiver = Receiver::start();
    shop.set("notify", "health_url", &receiver.url("hc"));
    mode(shop.dir.path(), 0o777);
    // Bash and dash have different letters for it.
    let run =
        by_shell(&shop, "ulimit -u 1 2>/dev/null || ulimit -p 1", &["import", "--json"], false).expect(0);
    assert_eq!(run.json()["counts"]["imported"], 5, "{run:#?}");
    assert_eq!(receiver.lines(), ["GET /hc/start", "GET /hc"]);
    // Where several questions are under way at once, as a rule.
    let shop = Shop::selling(every_kind());
    mode(shop.dir.path(), 0o777);
    let run = by_shell(&shop, NO_THREADS, &["listings", "pull", "--json"], false).expect(0);
    assert!(run.json()["counts"]["items"].as_u64().unwrap_or(9) > 4, "{run:#?}");
}

#[test]
fn a_limit_on_file_sizes_ends_a_run_with_a_sentence_and_no_silent_death() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    for (blocks, args, words) in [
        (1, &["import"][..], "demo.db"),
        (1, &["orders", "hold", "412345678", "--reason", "x"], "demo.db"),
        (64, &["backup", "copy.db"], "copy.db"),
    ] {
        let run = by_shell(&shop, &format!("ulimit -f {blocks}"), args, true).expect(1);
        run.says(&["error: ", words, "next: "]);
    }
    shop.import();
    shop.check_state();
}

#[test]
fn a_fault_of_its_own_is_exit_1_with_a_sentence() {
    for (lang, words) in [("en", "fault of its own"), ("ja", "不具合により停止しました")] {
        let shop = Shop::new();
        drop(shop.command(&[]));
        let mut io = in_process::surroundings(&shop.env, shop.dir.path());
        io.clock = Arc::new(|| panic!("山田太郎"));
        let run = in_process::run(&["--config", "shop.toml", "--lang", lang, "import"], io);
        assert_eq!(run.code, 1, "{run:#?}");
        run.says(&[words]);
        assert!(run.stderr.lines().count() == 2 && !run.all().contains("山田"), "{run:#?}");
    }
    assert_eq!(io::Timeouts::default().key_command.as_secs(), 30);
}

#[test]
fn a_second_name_of_the_state_file_is_refused() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    for name in ["demo.db", "demo.db.lock"] {
        fs::hard_link(shop.path(name), shop.path("second")).unwrap();
        for args in [
            &["import"][..],
            &["orders", "hold", "412345678", "--reason", "x"],
            &["purge", "--older-than", "90d"],
        ] {
            shop.run(args).expect(2).says(&[name, "2 names", "next: "]);
        }
        shop.run(&["--lang", "ja", "import"]).expect(2).says(&[name, "ハードリンク", "対処: "]);
        shop.run(&["import", "--dry-run"]).expect(0);
        assert_eq!(shop.codes(), ["412345678"], "looking does no harm");
        let check = if name == "demo.db" { "state_file" } else { "lock" };
        assert_eq!(found(&shop, check)["level"], "problem");
        fs::remove_file(shop.path("second")).unwrap();
        shop.import();
    }
    symlink(shop.path("demo.db"), shop.path("link.db")).unwrap();
    shop.import();
}

#[test]
fn files_of_ours_are_their_owners_alone_whatever_the_umask() {
    let mut shop = Shop::new();
    shop.set("qoo10", "endpoint", r#""sandbox""#);
    let run = |args: &[&str]| by_shell(&shop, "umask 000", args, true);
    run(&["import"]);
    for args in
        [&["sandbox", "pay", "412345680"][..], &["backup", "copy.db"], &["report", "--html", "page.html"]]
    {
        run(args);
    }
    let made: Vec<_> = shop.files().into_keys().filter(|path| !path.ends_with("shop.toml")).collect();
    assert!(made.len() >= 6, "{made:?}");
    for path in made.iter().filter(|path| !path.ends_with("qoo10-bridge")) {
        assert_eq!(mode_of(path), 0o600, "{}", path.display());
    }
    for name in ["demo.db", "demo.db.lock", "demo.db.sandbox.json", "demo.db.sandbox.json.lock"] {
        mode(&shop.path(name), 0o666);
    }
    run(&["import"]);
    run(&["sandbox", "fault", "clear"]);
    for name in ["demo.db", "demo.db.lock", "demo.db.sandbox.json", "demo.db.sandbox.json.lock"] {
        assert_eq!(mode_of(&shop.path(name)), 0o600, "{name}");
    }
}

#[test]
fn doctor_names_what_others_may_write_or_read_with_the_chmod_to_run() {
    let mut shop = Shop::with_rows(vec![row()]);
    shop.import();
    assert_eq!(found(&shop, "permissions")["level"], "ok");
    mode(&shop.path("demo.db"), 0o644);
    let told = found(&shop, "permissions");
    assert_eq!((&told["level"], mode_of(&shop.path("demo.db"))), (&"warning".into(), 0o644));
    mode(&shop.path("demo.db"), 0o666);
    mode(&shop.path("shop.toml"), 0o666);
    let told = found(&shop, "permissions");
    let remedy = told["remedy"].as_str().unwrap();
    assert_eq!(told["level"], "problem", "{told:#}");
    let (state, config) = (shop.path("demo.db"), shop.path("shop.toml"));
    assert_eq!(remedy, format!("chmod 600 {}; chmod go-w {}", state.display(), config.display()));
    assert!(Command::new("/bin/sh").args(["-c", remedy]).status().unwrap().success());
    assert_eq!(found(&shop, "permissions")["level"], "ok");
    shop.set("notify", "webhook_url", r#""https://hooks.invalid/S3cret""#);
    drop(shop.command(&[]));
    mode(&config, 0o644);
    assert!(found(&shop, "permissions")["remedy"].as_str().unwrap().contains("chmod 600"));
}

#[test]
fn a_key_of_a_secret_volume_is_read_through_its_links_and_only_by_its_group() {
    let mut shop = Shop::with_rows(vec![row()]);
    if fs::metadata(shop.dir.path()).unwrap().uid() != 0 {
        return; // Only root can give a file to root; the rule itself has a table of its own.
    }
    shop.unset("qoo10", "seller_key_env");
    shop.env.remove("TEST_KEY");
    shop.set("qoo10", "seller_key_file", r#""..data/seller.key""#);
    mode(shop.dir.path(), 0o777);
    let volume = shop.path("..2026_07_01");
    fs::create_dir(&volume).unwrap();
    symlink("..2026_07_01", shop.path("..data")).unwrap();
    let key = volume.join("seller.key");
    fs::write(&key, KEY).unwrap();
    chown(&key, Some(0), Some(65534)).unwrap();
    for (rights, code) in [(0o440, 0), (0o640, 0), (0o444, 2), (0o460, 2)] {
        mode(&key, rights);
        let run = by_shell(&shop, "true", &["import"], false).expect(code);
        assert_eq!(run.stderr.contains("may be read by other users"), code == 2, "{rights:o} {run:#?}");
    }
    chown(&key, Some(0), Some(12_345)).unwrap();
    mode(&key, 0o440);
    by_shell(&shop, "true", &["import"], false).expect(2).says(&["cannot be read"]);
}

#[test]
fn a_key_typed_into_the_wrong_line_is_never_printed() {
    let password = format!("https://user:{}@api.qoo10.jp/x", KEY.replace(['/', '='], ""));
    let at_notify = format!("https://user:{KEY}@hooks.example/x");
    for (table, key, value) in [
        ("qoo10", "endpoint", KEY),
        ("qoo10", "endpoint", &password),
        ("qoo10", "seller_key_env", KEY),
        ("qoo10", "seller_key_env", "S5bTESTkey_1_xYzTopSecret"),
        ("qoo10", "seller_key_file", KEY),
        ("qoo10", "seller_key_file", "S5bTESTkey_1_xYzTopSecret"),
        ("qoo10", "seller_key_issued_on", KEY),
        ("qoo10", "requests_per_second", KEY),
        ("qoo10", "max_attempts", KEY),
        ("shop", "lang", KEY),
        ("push_shipments", "check_digits", KEY),
        ("schedule_date", "closed_weekdays", KEY),
        ("notify", "health_url", &at_notify),
        ("notify", "webhook_url", KEY),
    ] {
        let mut shop = Shop::with_rows(vec![row()]);
        if key.starts_with("seller_key_file") {
            shop.unset("qoo10", "seller_key_env");
        }
        shop.set(table, key, &format!("{value:?}"));
        for lang in ["en", "ja"] {
            for args in [
                &["import"][..],
                &["doctor"],
                &["doctor", "--json"],
                &["key", "issue"],
                &["key", "issue", "--print"],
            ] {
                let run = shop.run(&[&["--lang", lang], args].concat());
                let has_it = run.all().contains("TopSecret") || run.all().contains("S5bTEST");
                assert!(!has_it, "{table}.{key}\n{run:#?}");
            }
            shop.run(&["--lang", lang, "import"]).expect(2).says(&[key]);
        }
        assert!(shop.fake.log().is_empty(), "Qoo10 was asked");
    }
}

#[test]
fn a_key_in_a_line_that_is_not_toml_is_never_printed() {
    for line in [
        KEY.to_owned(),
        format!("{KEY} = 1"),
        format!("= {KEY}"),
        format!("seller_key_env = {KEY}"),
        format!("seller_key_env = \"{KEY}"),
        format!("seller_key_env = {KEY}\""),
        format!("seller_key_env = '{KEY}' {KEY}"),
        format!("seller_key_env = \"{KEY}\\q\""),
        format!("seller_key_env \"{KEY}\""),
        format!("seller_key_env: \"{KEY}\""),
        format!("[{KEY}]"),
        format!("[qoo10.{KEY}"),
        format!("\"{KEY}\""),
        format!("\"{KEY}\" = 1\n\"{KEY}\" = 1"),
        format!("endpoint = \"x\"\nendpoint = \"{KEY}\""),
        format!("a.b = 1\na.b.c = \"{KEY}\""),
    ] {
        let mut shop = Shop::new();
        shop.config_text = Some(format!("[shop]\nname = \"x\"\n[qoo10]\n{line}\n"));
        for args in [&["import"][..], &["doctor"]] {
            let run = shop.run(args).expect(2);
            assert!(!run.all().contains("TopSecret"), "{line}\n{run:#?}");
        }
    }
}

#[test]
fn a_state_path_that_leads_nowhere_is_a_configuration_error() {
    for (path, words) in [
        ("~/shop.db", &["state.path", "begins with ~"][..]),
        ("~shop/shop.db", &["state.path", "begins with ~"]),
        ("not there/shop.db", &["state.path", "not there", "is not there", "mkdir -p '"]),
        ("a/b/c.db", &["state.path", "/a/b ", "mkdir -p /"]),
        ("shop.toml/shop.db", &["state.path", "is not a folder", "another state.path"]),
    ] {
        let mut shop = Shop::with_rows(vec![row()]);
        shop.set("state", "path", &format!("{path:?}"));
        for args in [&["import"][..], &["status"], &["orders", "list"], &["import", "--dry-run"]] {
            shop.run(args).expect(2).says(words);
        }
        let told = shop.run(&["doctor", "--json"]).expect(2).lines();
        assert_eq!((told.len(), &told[0]["check"]), (1, &"config".into()), "{told:#?}");
        shop.run(&["--lang", "ja", "import"]).expect(2).says(&["state.path"]);
        let names: Vec<_> = shop.files().into_keys().collect();
        assert_eq!(names, [shop.path("shop.toml")]);
    }
}

#[test]
fn doctor_says_so_where_neither_file_nor_folder_can_be_written() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    mode(shop.dir.path(), 0o777);
    by_shell(&shop, "true", &["--version"], false).expect(0);
    mode(&shop.path("demo.db"), 0o444);
    let state = |folder: u32| {
        mode(shop.dir.path(), folder);
        let told = by_shell(&shop, "true", &["doctor", "--json"], false).expect(3).lines();
        mode(shop.dir.path(), 0o777);
        told.into_iter().find(|f| f["check"] == "state_file").unwrap()
    };
    for (told, words) in [(state(0o777), "demo.db"), (state(0o555), "demo.db, ")] {
        assert_eq!(told["level"], "problem", "{told:#}");
        assert!(told["message"].as_str().unwrap().contains(words), "{told:#}");
        assert!(told["remedy"].as_str().unwrap().contains("chmod"), "{told:#}");
    }
}
