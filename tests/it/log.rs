//! `log` and the timeline of `orders show`.

use qoo10_bridge::steps::{import, push_shipments, push_stock, schedule_date, sync_status};
use qoo10_bridge::vocabulary::Outcome;
use serde_json::Value;

use crate::support::{Shop, Terminal, assert_keys, row};

/// Imported on June 30 and July 1, with two answers of Qoo10 to what was sent.
fn shop() -> Shop {
    let mut shop = Shop::with_rows(vec![row().cart(1).no(10).ordered("2026-06-30 09:00:00")]);
    shop.at("2026-06-30 23:59:59");
    shop.import();
    shop.fake.set_rows(vec![row().cart(2).no(20).ordered("2026-06-30 10:00:00")]);
    shop.at("2026-07-01 00:00:00");
    shop.import();
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    let insert = "INSERT INTO api_log (at, step, order_code, order_no, action, outcome, code, reason,
        facts) VALUES
        ('2026-07-01T12:00:00+09:00', 'push-shipments', '2', 20, 'send', 'failed', -10108, 'check_digit',
            'check_digit'),
        ('2026-07-01T12:00:00+09:00', 'schedule-date', '2', 20, 'confirm', 'failed', -10017, 'date_too_far',
            'date_too_far'),
        ('2026-07-01T12:30:00+09:00', 'push-shipments', '2', 20, 'send', 'sent', 0, NULL,
            '佐川急便 405548424886')";
    state.execute(insert, []).unwrap();
    shop.at("2026-07-02 10:00:00");
    shop
}

fn at(shop: &Shop, args: &[&str]) -> Vec<String> {
    let all: Vec<&str> = ["log", "--json"].iter().chain(args).copied().collect();
    let short = |entry: &Value| entry["at"].as_str().unwrap()[5..16].to_owned();
    shop.run(&all).expect(0).lines().iter().map(short).collect()
}

#[test]
fn since_and_until_take_days_and_moments_and_both_ends_belong() {
    let shop = shop();
    let (first, second) = ("06-30T23:59", "07-01T00:00");
    let (noon, half) = ("07-01T12:00", "07-01T12:30");
    assert_eq!(at(&shop, &[]), [first, second, noon, noon, half]);
    assert_eq!(at(&shop, &["--until", "2026-06-30"]), [first]);
    assert_eq!(at(&shop, &["--since", "2026-07-01", "--until", "2026-07-01"]), [second, noon, noon, half]);
    assert_eq!(at(&shop, &["--since", "2026-07-01T12:00:00"]), [noon, noon, half]);
    assert_eq!(at(&shop, &["--since", "2026-07-01T12:00:01"]), [half]);
    assert_eq!(at(&shop, &["--until", "2026-07-01T00:00:00"]), [first, second]);
    assert_eq!(
        at(&shop, &["--since", "2026-07-01", "--step", "push-shipments", "--outcome", "failed"]),
        [noon]
    );
    assert_eq!(at(&shop, &["--since", "2026/7/1", "--until", "2026-7-1T12:00:00"]), [second, noon, noon]);
    assert!(at(&shop, &["--since", "2026-07-02"]).is_empty());
    shop.run(&["log", "--since", "2026-07-02", "--until", "2026-07-01"])
        .expect(2)
        .says(&["--since", "next:"]);
    for bad in ["yesterday", "7/1", "2026-07-01 12:00:00", "2026-02-30"] {
        shop.run(&["log", "--since", bad]).expect(2).says(&["YYYY-MM-DD"]);
    }
}

#[test]
fn a_code_is_explained_by_its_method_with_what_to_do_in_both_languages() {
    let shop = shop();
    let text = shop.run(&["log", "--outcome", "failed"]).expect(0).stdout;
    for sentence in [
        "[-10108] check_digit",
        "push-shipments  -10108  the check digit of the tracking number is wrong: correct it with `orders \
            ship`",
        "[-10017] date_too_far",
        "schedule-date   -10017  Qoo10 does not take a date so far away: lower schedule_date.max_days_ahead",
    ] {
        assert!(text.contains(sentence), "{text}");
    }
    let text = shop.run(&["log", "--outcome", "failed", "--lang", "ja"]).expect(0).stdout;
    assert!(
        text.contains(
            "出荷実績戻し    -10108  送り状番号のチェックデジットが違います。`orders ship` で訂正してください"
        ),
        "{text}"
    );
    let sent = shop.run(&["log", "--outcome", "sent"]).expect(0).stdout;
    assert!(sent.contains("405548424886") && !sent.contains("meaning"), "{sent}");
}

#[test]
fn json_has_exactly_the_keys_of_the_contract() {
    let shop = shop();
    for entry in shop.run(&["log", "--json"]).expect(0).lines() {
        let keys =
            ["at", "run_id", "step", "order", "order_no", "sku", "action", "outcome", "code", "message"];
        assert_keys(&entry, &keys);
        assert!(!entry.to_string().contains("correct it"), "{entry}");
    }
}

#[test]
fn orders_show_tells_the_whole_story_in_its_order() {
    let shop = shop();
    shop.run(&["orders", "hold", "2", "--reason", "address"]).expect(0);
    let text = shop.run(&["orders", "show", "2"]).expect(0).stdout;
    let timeline: Vec<&str> = text.split("\n\n").nth(2).unwrap().lines().skip(1).collect();
    let words = ["imported", "imported", "failed", "failed", "sent", "held"];
    assert_eq!(timeline.len(), words.len(), "{text}");
    for (line, word) in timeline.iter().zip(words) {
        assert!(line.contains(word), "{word}: {text}");
    }
    assert!(timeline[2].contains("[-10108]") && timeline[5].contains("staff"), "{text}");
    assert!(text.split("\n\n").nth(3).unwrap().contains("correct it with `orders ship`"), "{text}");
    assert_eq!(shop.show("2")["history"].as_array().unwrap().len(), 2, "JSON keeps the history alone");
}

#[test]
fn a_split_order_shows_why_its_cart_was_rejected_before() {
    let two = |code: &str| {
        vec![row().cart(7).no(70).item("812345678", code), row().cart(7).no(71).carrier("ヤマト運輸")]
    };
    let shop = Shop::with_rows(two(""));
    shop.import_with(&[], 3);
    shop.fake.set_rows(two("TS-001"));
    shop.import_with(&[], 0);
    let text = shop.run(&["orders", "show", "7-1"]).expect(0).stdout;
    assert!(text.contains("rejected") && text.contains("seller item code"), "{text}");
}

#[test]
fn an_order_number_finds_its_entries_and_what_nobody_knows_is_an_error() {
    let shop = shop();
    let (second, noon, half) = ("07-01T00:00", "07-01T12:00", "07-01T12:30");
    assert_eq!(at(&shop, &["--order", "20"]), [second, noon, noon, half]);
    assert_eq!(at(&shop, &["--order", "20", "--outcome", "sent"]), [half]);
    assert_eq!(at(&shop, &["--order", "2"]), [second, noon, noon, half]);
    shop.run(&["log", "--order", "99"])
        .expect(2)
        .says(&["there is no order 99", "next: `qoo10-bridge orders list`"]);
    shop.run(&["log", "--order", "2-1"]).expect(2).says(&["next: this cart became 2"]);
    let run = shop.run(&["--lang", "ja", "orders", "show", "20"]).expect(2);
    run.says(&["注文20は状態ファイルにありません", "対処: 20は注文2の注文番号です"]);
    for args in [&["orders", "hold", "20", "--reason", "x"][..], &["orders", "release", "20"]] {
        shop.run(args).expect(2).says(&["next: 20 is an order number of order 2"]);
    }
    for step in ["sync-status", "schedule-date", "push-shipments", "import"] {
        shop.run(&[step, "--order", "20"]).expect(2).says(&["next: 20 is an order number of order 2"]);
    }
}

#[test]
fn a_rejected_cart_without_an_order_is_known() {
    let shop = Shop::with_rows(vec![row().cart(7).no(70).item("812345678", "")]);
    shop.import_with(&[], 3);
    assert_eq!(at(&shop, &["--order", "7"]).len(), 1);
    assert_eq!(at(&shop, &["--order", "70"]).len(), 1, "an order number of a reject");
    shop.run(&["orders", "show", "7"])
        .expect(2)
        .says(&["next: cart 7 could not be imported: `orders list --rejected`"]);
}

#[test]
fn steps_and_outcomes_are_known_words() {
    let shop = shop();
    for (option, word, meant) in [
        ("--outcome", "fail", "did you mean failed?"),
        ("--step", "push-shipment", "did you mean push-shipments?"),
    ] {
        shop.run(&["log", option, word]).expect(2).says(&["[possible values: ", meant]);
    }
    let never = [Outcome::Fetched, Outcome::Waiting, Outcome::Skipped, Outcome::NotDue];
    let counts = [
        import::OUTCOMES,
        sync_status::OUTCOMES,
        schedule_date::OUTCOMES,
        push_shipments::OUTCOMES,
        push_stock::OUTCOMES,
    ]
    .concat();
    for word in &counts {
        assert!(Outcome::LOGGED.contains(word) != never.contains(word), "{word}");
    }
    for word in Outcome::LOGGED {
        assert!(word == Outcome::Gone || counts.contains(&word), "{word} is no outcome of a step");
        shop.run(&["log", "--outcome", word.as_str()]).expect(0);
    }
}

#[test]
fn reason_words_without_a_code_are_explained_with_what_to_do() {
    let shop = shop();
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    let insert = "INSERT INTO api_log (at, step, order_code, order_no, action, outcome, code, reason,
        facts) VALUES
        ('2026-07-01T13:00:00+09:00', 'push-shipments', '2', 20, 'send', 'failed', NULL, 'unmapped_carrier',
            'unmapped_carrier 赤帽'),
        ('2026-07-01T13:00:00+09:00', 'sync-status', '2', 20, 'look_up', 'needs_person', NULL,
            'cancelled_past_ready', 'cancelled_past_ready')";
    state.execute(insert, []).unwrap();
    let legend = [
        "push-shipments  unmapped_carrier      the delivery company has no name of Qoo10's: add it under \
            [push_shipments.carriers]",
        "sync-status     cancelled_past_ready  cancelled at Qoo10 when the warehouse had begun: stop the \
            parcel, then `orders set CODE --status cancelled`",
    ];
    for args in [&["log"][..], &["orders", "show", "2"]] {
        let text = shop.run(args).expect(0).stdout;
        assert!(legend.iter().all(|row| text.lines().any(|line| line == *row)), "{text}");
    }
    let text = shop.run(&["log", "--lang", "ja"]).expect(0).stdout;
    assert!(
        text.contains(
            "cancelled_past_ready  出荷作業の開始後に、Qoo10でキャンセルされています。荷物を止め、"
        ),
        "{text}"
    );
    shop.run(&["orders", "hold", "2", "--reason", "refused"]).expect(0);
    let text = shop.run(&["orders", "show", "2"]).expect(0).stdout;
    assert!(!text.contains("Qoo10 refused it"), "what staff write is no reason of a step: {text}");
}

#[test]
fn what_is_told_again_is_one_entry_that_counts_up() {
    let shop = shop();
    shop.sql(
        "INSERT INTO api_log (at, step, sku, listing, action, outcome, reason, facts, count, first_at) VALUES
        ('2026-07-01T18:00:00+09:00', 'push-stock', 'A', '812345678', 'set_quantity', 'failed', 'no_answer',
            '812345678: no_answer', 97,
         '2026-07-01T10:00:00+09:00')",
    );
    let entry = shop.run(&["log", "--json", "--step", "push-stock"]).expect(0).json();
    assert_eq!((&entry["count"], &entry["first_at"]), (&97.into(), &"2026-07-01T10:00:00+09:00".into()));
    assert_eq!(entry["at"], "2026-07-01T18:00:00+09:00");
    for (lang, told) in
        [("en", "no_answer (97 times since 07-01 10:00)"), ("ja", "no_answer (07-01 10:00から97回)")]
    {
        let text = shop.run(&["log", "--lang", lang, "--step", "push-stock"]).expect(0).stdout;
        assert!(text.contains(told), "{text}");
    }
    // What lasted into a span belongs to it.
    for (span, count) in [(["--since", "2026-07-01T17:00:00"], 1), (["--until", "2026-07-01T11:00:00"], 1)] {
        assert_eq!(at(&shop, &[&["--step", "push-stock"], &span[..]].concat()).len(), count, "{span:?}");
    }
}

#[test]
fn a_limit_leaves_the_newest_and_a_terminal_has_one_of_its_own_that_is_said() {
    let shop = shop();
    assert_eq!(at(&shop, &["--limit", "2"]), ["07-01T12:00", "07-01T12:30"]);
    shop.sql(
        "WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)
         INSERT INTO api_log (at, step, sku, action, outcome, facts)
         SELECT '2026-07-01T13:00:00+09:00', 'push-stock', 'A' || i, 'set_quantity', 'sent', '1' FROM n",
    );
    let shown = |args: &[&str]| Terminal::run(&shop.command(args)).end(0);
    for (lang, said) in [("en", "the newest 200 entries; --limit N"), ("ja", "新しい200件だけを表示しました")]
    {
        let text = shown(&["log", "--lang", lang]);
        assert_eq!(text.matches("TS-001").count() + text.matches("  A").count(), 200, "{text}");
        assert!(text.contains(said), "{text}");
        for args in [&["--limit", "2"][..], &["--quiet"], &["--order", "2"]] {
            let args = [&["log", "--lang", lang], args].concat();
            assert!(!shown(&args).contains(said), "{args:?}");
        }
    }
    let piped = shop.run(&["log"]).expect(0);
    assert_eq!(piped.stderr, "", "elsewhere all of it");
    let lines: Vec<&str> = piped.stdout.lines().collect();
    assert_eq!(lines.iter().filter(|line| line.starts_with("2026-07-01 13:00")).count(), 1500);
    assert_eq!(lines.iter().filter(|line| line.starts_with("at ")).count(), 1, "one line of headings");
    let places: Vec<_> = lines.iter().filter_map(|line| line.find("  sent  ")).collect();
    assert!(places.len() > 1500 && places.windows(2).all(|two| two[0] == two[1]), "{places:?}");
}

/// The migrations of a format, in their order.
fn make_old(state: &rusqlite::Connection, format: usize) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/migrations");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in &files[..format] {
        state.execute_batch(&std::fs::read_to_string(file).unwrap()).unwrap();
    }
    state.pragma_update(None, "application_id", 0x5131_3042).unwrap();
    state.pragma_update(None, "user_version", format as i64).unwrap();
}

#[test]
fn what_an_older_version_wrote_reads_right_in_both_languages() {
    for format in [10, 12] {
        let shop = Shop::new();
        make_old(&rusqlite::Connection::open(shop.path("demo.db")).unwrap(), format);
        shop.sql(
            "INSERT INTO runs (step, started_at, finished_at, result, exit_code, error) VALUES
              ('import', '2026-07-01T09:00:00+09:00', '2026-07-01T09:00:01+09:00', 'failed', 1,
                  'Qoo10 did not answer'),
              ('push-stock', '2026-07-01T09:00:00+09:00', '2026-07-01T09:00:01+09:00', 'failed', 1,
                  'Qoo10から応答がありません');
             INSERT INTO rejects (pack_no, reason, detail, seen_from, first_at) VALUES
              (11, 'seller_code_missing', '812345678', '2026-07-01T09:00:00+09:00',
                  '2026-07-01T09:00:00+09:00'),
              (12, 'lookup_failed', '応答がありません', '2026-07-01T09:00:00+09:00', '2026-07-01T09:00:00+09:00');
             INSERT INTO api_log (at, step, order_code, action, outcome, message) VALUES
              ('2026-07-01T09:00:00+09:00', 'import', '11', 'import', 'rejected',
                  'seller_code_missing: 812345678'),
              ('2026-07-01T09:00:00+09:00', 'import', '14', 'import', 'gone',
                  'no longer among Qoo10''s unpaid and new orders'),
              ('2026-07-01T09:00:00+09:00', 'push-shipments', '21', 'send', 'failed', 'unmapped_carrier 赤帽'),
              ('2026-07-01T09:00:00+09:00', 'push-shipments', '22', 'send', 'failed', '誰の言葉でもない')",
        );
        for (lang, rejects, log) in [
            (
                "en",
                ["item 812345678 has no seller item code", "the next run asks again (応答がありません)"],
                ["no longer among Qoo10's", "the delivery company has no name of Qoo10's"],
            ),
            (
                "ja",
                ["商品812345678に販売者商品コードがありません", "次回もう一度取得します(応答がありません)"],
                ["入金待ち・新規注文に見当たりません", "配送会社に対応するQoo10の名称がありません"],
            ),
        ] {
            let told = |args: &[&str]| shop.run(&[args, &["--lang", lang]].concat()).expect(0).stdout;
            let text = told(&["orders", "list", "--rejected"]);
            assert!(rejects.iter().all(|sentence| text.contains(sentence)), "{format} {lang}: {text}");
            let text = told(&["log"]);
            let stays = [rejects[0], "unmapped_carrier 赤帽", "誰の言葉でもない"];
            assert!(log.iter().chain(&stays).all(|said| text.contains(said)), "{format} {lang}: {text}");
            let text = told(&["status"]);
            for error in ["Qoo10 did not answer", "Qoo10から応答がありません"] {
                assert!(text.contains(error), "{format} {lang}: {text}");
            }
        }
    }
}
