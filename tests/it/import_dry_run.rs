//! ALL-4: a dry run reads, decides and prints, and changes nothing.

use crate::support::{Row, Shop, row};

fn rows() -> Vec<Row> {
    vec![row(), row().cart(2).no(2).unpaid(), row().cart(3).no(3).item("812345678", "壊れ")]
}

#[test]
fn dry_run_writes_nothing() {
    let shop = Shop::with_rows(rows());
    shop.import_with(&[], 3);
    shop.fake.add_row(row().cart(4).no(4));
    let before = shop.files();
    let report = shop.import_with(&["--dry-run"], 3);
    assert_eq!(report.0["dry_run"], true);
    assert_eq!(report.counts(), [4, 1, 2, 1]);
    assert_eq!(report.orders("imported"), ["4"]);
    shop.run(&["import", "--dry-run"]).expect(3);
    assert!(shop.files() == before, "files changed: {:?}", shop.files().keys());
    assert_eq!(shop.codes(), ["2", "412345678"]);
}

#[test]
fn dry_run_without_a_state_file_creates_none() {
    let shop = Shop::with_rows(rows());
    drop(shop.command(&[]));
    let before = shop.files();
    let report = shop.import_with(&["--dry-run"], 3);
    assert_eq!(report.counts(), [3, 2, 0, 1]);
    assert!(shop.files() == before, "files appeared: {:?}", shop.files().keys());
}

#[test]
fn dry_run_makes_and_needs_no_lock_file() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    for step in [&["import"][..], &["sync-status"], &["schedule-date"], &["push-shipments"], &["push-stock"]]
    {
        drop(std::fs::remove_file(shop.path("demo.db.lock")));
        let args = [step, &["--dry-run"]].concat();
        shop.run(&args).expect(0);
        assert!(!shop.path("demo.db.lock").exists(), "{step:?}");
        // One that nobody could use is not in its way, nor a run that holds it.
        std::fs::create_dir(shop.path("demo.db.lock")).unwrap();
        shop.run(&args).expect(0);
        std::fs::remove_dir(shop.path("demo.db.lock")).unwrap();
        let lock = std::fs::File::create(shop.path("demo.db.lock")).unwrap();
        lock.lock().unwrap();
        shop.run(&args).expect(0);
    }
}

#[test]
fn dry_run_has_the_exit_code_and_counts_of_the_real_run() {
    for (rows, code) in [(vec![], 0), (vec![row()], 0), (rows(), 3)] {
        let shop = Shop::with_rows(rows);
        let rehearsal = shop.import_with(&["--dry-run"], code);
        let real = shop.import_with(&[], code);
        assert_eq!(rehearsal.0["counts"], real.0["counts"]);
        assert_eq!((&rehearsal.0["dry_run"], &real.0["dry_run"]), (&true.into(), &false.into()));
        let again = shop.import_with(&["--dry-run"], code);
        assert_eq!(again.0["counts"], shop.import_with(&[], code).0["counts"]);
    }
}

#[test]
fn dry_run_prints_its_plan() {
    let run = Shop::with_rows(vec![row()]).run(&["import", "--dry-run"]).expect(0);
    assert!(run.stdout.contains("412345678"), "{run:#?}");
}

#[test]
fn dry_run_keeps_the_rejects_and_the_cursor() {
    let shop = Shop::with_rows(rows());
    shop.import_with(&[], 3);
    shop.fake.set_rows(vec![row(), row().cart(3).no(3).ordered("2026-07-01 09:30:00")]);
    shop.import_with(&["--dry-run"], 0);
    assert_eq!(shop.rejects().len(), 1);
    shop.import();
    assert_eq!(shop.codes(), ["2", "3", "412345678"]);
}

#[test]
fn dry_run_with_range_limit_and_order_writes_nothing_either() {
    let shop = Shop::with_rows(rows());
    drop(shop.command(&[]));
    let before = shop.files();
    shop.import_with(&["--dry-run", "--from", "2026-06-30", "--to", "2026-07-01"], 3);
    shop.import_with(&["--dry-run", "--order", "2"], 0);
    assert!(shop.files() == before, "files appeared: {:?}", shop.files().keys());
}

#[test]
fn a_plan_leaves_out_what_stays_as_it_is_unless_more_is_asked_for() {
    let shop = Shop::with_rows(vec![row(), row().cart(2).no(2).unpaid()]);
    shop.import();
    for step in ["import", "sync-status"] {
        for lang in ["en", "ja"] {
            let text = |more: &[&str]| {
                shop.run(&[&[step, "--dry-run", "--lang", lang], more].concat()).expect(0).stdout
            };
            let short = text(&[]);
            assert_eq!(short.lines().count(), 1, "only the summary: {short}");
            let long = text(&["-v"]);
            assert!(long.contains("412345678") && long.ends_with(&short), "{long}");
        }
    }
    shop.fake.add_row(row().cart(4).no(4));
    let text = shop.run(&["import", "--dry-run"]).expect(0).stdout;
    assert!(text.contains("imported") && !text.contains("412345678"), "{text}");
}
