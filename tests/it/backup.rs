//! `backup`: a copy that can take the state file's place, made while others are at work.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::json;

use crate::support::{LIST, Shop, row, side_by_side};

/// A shop with one order in its state file.
fn shop() -> Shop {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    shop
}

#[test]
fn a_copy_made_under_a_writer_and_a_running_step_takes_the_files_place() {
    let mut shop = shop();
    shop.fake.add_row(row().cart(2).no(2));
    let step = shop.busy(&["import", "--json"], LIST);
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
            state.busy_timeout(Duration::from_secs(10)).unwrap();
            let mut n = 0;
            while !stop.load(Ordering::SeqCst) {
                n += 1;
                let sql = "INSERT OR REPLACE INTO stock_counts (sku, basis, count, counted_at, changed_at) \
                    VALUES ('SKU-' || (?1 % 500), 'free', ?1, '', hex(randomblob(2000)))";
                state.execute(sql, [n]).unwrap();
            }
        });
        for _ in 0..3 {
            let run = shop.run(&["backup", "copy.db", "--replace", "--json"]).expect(0);
            let size = fs::metadata(shop.path("copy.db")).unwrap().len();
            let told = run.json();
            assert_eq!((&told["file"], &told["bytes"]), (&json!("copy.db"), &json!(size)));
            assert_eq!(told["at"], "2026-07-01T10:00:00+09:00");
            assert!(told["format"].as_i64().unwrap() >= 7);
        }
        stop.store(true, Ordering::SeqCst);
    });
    assert_eq!(step.release().status.code(), Some(0));
    assert_eq!(fs::metadata(shop.path("copy.db")).unwrap().permissions().mode() & 0o777, 0o600);
    let leftovers: Vec<_> =
        shop.files().into_keys().filter(|f| f.to_string_lossy().contains("copy.db")).collect();
    assert_eq!(leftovers, [shop.path("copy.db")]);
    assert_eq!(shop.codes(), ["2", "412345678"]);

    shop.set("state", "path", r#""copy.db""#);
    assert_eq!(shop.codes(), ["412345678"]);
    assert_eq!(shop.import().counts(), [2, 1, 1, 0], "the copy goes on where it was made");
    assert_eq!(shop.codes(), ["2", "412345678"]);
}

#[test]
fn a_file_that_is_there_is_replaced_only_when_told_so() {
    let shop = shop();
    for name in ["copy.db", "empty.db"] {
        match name {
            "copy.db" => drop(shop.run(&["backup", name]).expect(0)),
            _ => fs::write(shop.path(name), "").unwrap(),
        }
        let before = fs::read(shop.path(name)).unwrap();
        shop.run(&["orders", "hold", "412345678", "--reason", name]).expect(0);
        shop.run(&["backup", name]).expect(2).says(&[name, "--replace"]);
        assert!(fs::read(shop.path(name)).unwrap() == before);
        let run = shop.run(&["backup", name, "--replace"]).expect(0);
        assert_eq!(run.stdout.lines().count(), 1, "{run:#?}");
        assert!(fs::read(shop.path(name)).unwrap() != before);
    }
}

#[test]
fn what_is_no_backup_of_ours_is_never_replaced_nor_is_that_advised() {
    let shop = shop();
    let at = |name: &str| shop.path(name);
    fs::write(at("precious"), "precious").unwrap();
    fs::write(at("short.db"), "SQLite format 3\0").unwrap();
    let other = rusqlite::Connection::open(at("other.db")).unwrap();
    other.execute_batch("CREATE TABLE t (a)").unwrap();
    drop(other);
    fs::copy(at("demo.db"), at("shop2.db")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(at("pipe")).status().unwrap().success());
    symlink("/dev/null", at("null")).unwrap();
    symlink("nowhere", at("dangling")).unwrap();
    symlink("precious", at("link")).unwrap();
    for name in
        ["precious", "short.db", "other.db", "shop2.db", "pipe", "null", "dangling", "link", "/dev/null"]
    {
        let before = at(name).symlink_metadata().unwrap();
        for (lang, replace) in [("en", true), ("en", false), ("ja", true), ("ja", false)] {
            let args =
                [&["--lang", lang, "backup", name][..], &["--replace"][..usize::from(replace)]].concat();
            let run = shop.run(&args).expect(2);
            assert!(run.stderr.contains(name) && !run.stderr.contains("--replace"), "{run:#?}");
        }
        let after = at(name).symlink_metadata().unwrap();
        assert_eq!((before.ino(), before.len()), (after.ino(), after.len()), "{name}");
    }
}

#[test]
fn what_a_killed_backup_left_is_named_by_doctor_and_removed_by_the_next_backup() {
    let shop = shop();
    let mut gone = std::process::Command::new("true").spawn().unwrap();
    gone.wait().unwrap();
    let part = format!("copy.db.part-{}", gone.id());
    let page = format!(".page.html.{}.new", gone.id());
    fs::write(shop.path(&part), "half of a copy").unwrap();
    fs::write(shop.path(&format!("{part}-journal")), "x").unwrap();
    fs::write(shop.path(&page), "half of a page").unwrap();
    let told = |level: &str| {
        let found = shop.run(&["doctor", "--json"]).lines();
        let found = found.into_iter().find(|f| f["check"] == "leftovers").unwrap();
        assert_eq!(found["level"], level, "{found:#}");
        found["remedy"].as_str().unwrap_or_default().to_owned()
    };
    assert!(told("warning").contains(&part) && told("warning").starts_with("nothing needs them: `rm "));
    shop.run(&["backup", "copy.db"]).expect(0);
    assert!(!shop.path(&part).exists() && !shop.path(&format!("{part}-journal")).exists());
    assert!(told("warning").contains(&page));
    shop.run(&["report", "--html", "page.html"]).expect(0);
    told("ok");
}

#[test]
fn the_state_file_and_what_belongs_to_it_are_never_replaced() {
    let shop = shop();
    symlink(shop.path("demo.db"), shop.path("link.db")).unwrap();
    fs::hard_link(shop.path("demo.db"), shop.path("hard.db")).unwrap();
    let before = fs::read(shop.path("demo.db")).unwrap();
    for place in ["demo.db", "./demo.db", "link.db", "hard.db", "demo.db-wal", "demo.db-shm", "demo.db.lock"]
    {
        shop.run(&["backup", place, "--replace"]).expect(2).says(&[place]);
    }
    assert_eq!(fs::read(shop.path("demo.db")).unwrap(), before);
    shop.check_state();
}

#[test]
fn places_that_cannot_be_written_are_named() {
    let shop = shop();
    shop.run(&["backup", "missing/copy.db"]).expect(1).says(&["missing/copy.db", "next:"]);
    fs::create_dir(shop.path("folder")).unwrap();
    shop.run(&["backup", "folder"]).expect(2).says(&["folder"]);
    let empty = Shop::new();
    empty.run(&["backup", "copy.db"]).expect(2).says(&["demo.db"]);
    assert!(!empty.path("copy.db").exists() && !empty.path("demo.db").exists());
}

#[test]
fn quiet_says_nothing_and_both_languages_say_it() {
    let shop = shop();
    side_by_side([("ja", "バックアップ"), ("en", "backup: ")], |(lang, words)| {
        let name = format!("{lang}.db");
        let run = shop.run(&["--lang", lang, "backup", &name]).expect(0);
        assert!(run.stdout.contains(words) && run.stdout.contains(&name), "{run:#?}");
    });
    assert_eq!(shop.run(&["-q", "backup", "quiet.db"]).expect(0).all().trim(), "");
}

#[test]
fn a_dash_is_no_name_for_a_copy() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    for (lang, said) in [("en", "next: name a file"), ("ja", "ファイルを指定してください")] {
        for args in [&["backup", "-"][..], &["backup", "-", "--replace"], &["backup", "--", "-"]] {
            shop.run(&[&["--lang", lang][..], args].concat()).expect(2).says(&[said]);
            assert!(!shop.path("-").exists());
        }
    }
}
