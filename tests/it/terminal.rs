//! On a terminal: colours, a line that moves, questions whose answers nobody sees. Elsewhere none of it,
//! which
//! every other test sees to.

use std::process::Command;
use std::time::Duration;

use qoo10_bridge::text::wrap::wrap_line;

use crate::docs::every_command;
use crate::support::tier;
use crate::support::{CONFIRM, INVENTORY, LIST, Reply, Shop, Terminal, row, side_by_side};

const RED: &str = "\u{1b}[1;31merror:\u{1b}[0m ";
const YELLOW: &str = "\u{1b}[1;33mrejected:\u{1b}[0m ";

fn shop() -> Shop {
    let mut shop = Shop::with_rows(vec![row().item("812345678", "壊れ")]);
    shop.env.insert("TERM".into(), "xterm".into());
    shop
}

fn shown(shop: &Shop, args: &[&str], code: i32) -> String {
    Terminal::run(&shop.command(args)).end(code)
}

/// Anything that sets a colour or weight.
fn is_coloured(text: &str) -> bool {
    text.split("\u{1b}[")
        .skip(1)
        .any(|rest| rest.trim_start_matches(|c: char| c == ';' || c.is_ascii_digit()).starts_with('m'))
}

#[test]
fn what_needs_a_look_stands_out() {
    let shop = shop();
    let text = shown(&shop, &["import"], 3);
    assert!(text.contains(YELLOW), "{text:?}");
    let text = shown(&shop, &["orders", "show", "1"], 2);
    assert!(text.contains(RED), "{text:?}");
}

#[test]
fn what_must_not_ship_and_what_failed_stands_out_in_results() {
    let shop = shop();
    shop.fake.set_rows(vec![row().cart(1).no(10)]);
    shop.import();
    shop.sql("UPDATE order_lines SET cancel_requested = 1");
    shop.sql(
        "INSERT INTO runs (step, started_at, result, exit_code) VALUES ('push-stock', \
        '2026-07-01T09:00:00+09:00', 'failed', 1)",
    );
    for (args, code, marked) in [
        (&["orders", "list"][..], 0, "\u{1b}[1;31mDO NOT SHIP\u{1b}[0m"),
        (&["late"], 0, "\u{1b}[1;31mDO NOT SHIP\u{1b}[0m"),
        (&["orders", "show", "1", "--lang", "ja"], 0, "\u{1b}[1;31m出荷停止: キャンセル要請中\u{1b}[0m"),
        (&["status"], 0, "\u{1b}[1;31mfailed\u{1b}[0m"),
        (&["status", "--lang", "ja"], 0, "\u{1b}[1;31m失敗\u{1b}[0m"),
        (&["doctor"], 3, "\u{1b}[1;33mwarning:\u{1b}[0m "),
        (&["doctor", "--lang", "ja"], 3, "\u{1b}[1;33m警告:\u{1b}[0m "),
    ] {
        let text = shown(&shop, args, code);
        assert!(text.contains(marked), "{args:?}: {text:?}");
        assert!(!is_coloured(&shop.run(args).expect(code).all()), "{args:?}");
    }
    // Colours take no column: both tables are as wide.
    let text = shown(&shop, &["orders", "list"], 0).replace("\u{1b}[1;31m", "").replace("\u{1b}[0m", "");
    assert_eq!(text.replace("\r\n", "\n"), shop.run(&["orders", "list"]).expect(0).stdout);
    assert!(!is_coloured(&shown(&shop, &["orders", "list", "--json"], 0)));
}

#[test]
fn sentences_are_broken_between_words_on_a_terminal_only() {
    let mut shop = shop();
    shop.set("qoo10", "endpoint", r#""http://127.0.0.1:1""#);
    for lang in ["en", "ja"] {
        for (args, code) in
            [(&["doctor"][..], 3), (&["orders", "ship", "1", "--carrier", "x", "--tracking", "12"], 2)]
        {
            let args = [args, &["--lang", lang]].concat();
            let text = shown(&shop, &args, code);
            for line in text.lines() {
                let plain = ["\u{1b}[1;31m", "\u{1b}[1;33m", "\u{1b}[0m"]
                    .iter()
                    .fold(line.to_owned(), |l, c| l.replace(c, ""));
                let columns: usize = plain.trim_end().chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
                assert!(columns <= 80 || !plain.trim().contains(' '), "{columns}: {plain}");
            }
        }
    }
    let text = shop.run(&["doctor"]).expect(3).stdout;
    assert!(text.lines().any(|line| line.len() > 80), "elsewhere a finding is a line: {text}");
}

#[test]
fn no_color_and_a_dumb_terminal_are_heard() {
    for (name, value) in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        let mut shop = shop();
        shop.env.insert(name.into(), value.into());
        for (args, code) in [
            (&["import"][..], 3),
            (&["orders", "show", "1"], 2),
            (&["import", "-v"], 3),
            (&["--help"], 0),
            (&["imports"], 2),
        ] {
            let text = shown(&shop, args, code);
            assert!(!is_coloured(&text), "{name}={value} {args:?}: {text:?}");
        }
    }
}

#[test]
fn a_step_shows_that_it_is_at_work_and_takes_it_away() {
    let shop = shop();
    shop.fake.fault(LIST, 2, Reply::Slow(Duration::from_millis(700)));
    let mut terminal = Terminal::run(&shop.command(&["import", "--lang", "ja"]));
    terminal.wait_for("出荷指示取込 ");
    let text = terminal.end(3);
    let (moving, result) = text.rsplit_once("\u{1b}[2K").unwrap();
    assert!(moving.matches("出荷指示取込 ").count() > 1, "{text:?}");
    assert!(result.contains("取込不可"), "{text:?}");
}

/// What was drawn on a terminal, each line as it was drawn, without what moves the cursor; and how often it
/// moved up a line.
fn drawn(text: &str) -> (Vec<String>, usize) {
    let (mut plain, mut ups) = (String::new(), 0);
    for (place, part) in text.split("\u{1b}[").enumerate() {
        let end = part.find(|c: char| c.is_ascii_alphabetic()).filter(|_| place > 0);
        ups += usize::from(end.is_some_and(|end| part[end..].starts_with('A')));
        plain += end.map_or(part, |end| &part[end + 1..]);
    }
    (plain.split(['\r', '\n']).map(str::to_owned).collect(), ups)
}

/// Columns on a terminal: the dots that turn take one, Japanese two.
fn columns_of(line: &str) -> usize {
    line.chars().map(|c| if c.is_ascii() || ('⠀'..='⣿').contains(&c) { 1 } else { 2 }).sum()
}

#[test]
fn the_line_that_moves_is_one_line_however_wide_its_words_are() {
    for (columns, lang) in [(40, "en"), (40, "ja"), (80, "en"), (80, "ja")] {
        side_by_side(
            [&["import"][..], &["sync-status"], &["schedule-date"], &["listings", "pull"]],
            |args| {
                let mut shop = match args {
                    ["listings", _] => Shop::of_every_kind(),
                    _ => Shop::imported(vec![row()]),
                };
                shop.env.insert("TERM".into(), "xterm".into());
                let (method, seen) = match args {
                    ["listings", _] => (INVENTORY, "/5 "),
                    ["schedule-date"] => (CONFIRM, " 0s"),
                    _ => (LIST, " 0s"),
                };
                let gate = shop.fake.hold(method);
                let mut terminal =
                    Terminal::of_width(&shop.command(&[args, &["--lang", lang]].concat()), columns);
                terminal.wait_for(seen);
                drop(gate);
                let (lines, ups) = drawn(&terminal.end(0));
                let most = lines.iter().map(|line| columns_of(line)).max().unwrap();
                assert!(
                    most <= usize::from(columns) && ups == 0,
                    "{most} of {columns}, {ups} up: {lines:#?}"
                );
            },
        );
    }
}

#[test]
fn quiet_and_verbose_runs_move_nothing() {
    for args in [["import", "--quiet"], ["import", "-v"]] {
        let shop = shop();
        shop.fake.set_rows(vec![row()]);
        shop.fake.fault(LIST, 1, Reply::Slow(Duration::from_millis(300)));
        let text = shown(&shop, &args, 0);
        assert!(!text.contains("\u{1b}[2K") && !text.contains('⠙'), "{text:?}");
        assert!(args[1] == "-v" || text.is_empty(), "{text:?}");
    }
}

#[test]
fn what_moves_stays_out_of_the_report() {
    let shop = shop();
    let mut watched = Command::new("/bin/sh");
    // Only stderr is the terminal's: the report is kept apart.
    watched.arg("-c").arg("\"$0\" \"$@\" >report.json");
    let plain = shop.command(&["import", "--json"]);
    watched
        .arg(plain.get_program())
        .args(plain.get_args())
        .env_clear()
        .envs(&shop.env)
        .current_dir(shop.dir.path());
    shop.fake.fault(LIST, 1, Reply::Slow(Duration::from_millis(300)));
    let text = Terminal::run(&watched).end(3);
    assert!(text.contains("import "), "{text:?}");
    let report: serde_json::Value =
        serde_json::from_slice(&std::fs::read(shop.path("report.json")).unwrap()).unwrap();
    assert_eq!(report["exit_code"], 3);
}

#[test]
fn a_signal_at_a_question_leaves_the_terminal_and_the_folder_as_they_were() {
    side_by_side(["typed", "INT", "TERM"], |how| {
        let mut shop = shop();
        shop.set("qoo10", "endpoint", r#""sandbox""#);
        shop.unset("qoo10", "seller_key_env");
        shop.set("qoo10", "seller_key_file", r#""seller.key""#);
        for question in ["API key (from Qoo10, not the seller key): ", "QSM user: "] {
            let mut terminal = Terminal::run(&shop.command(&["key", "issue"]));
            terminal.wait_for("API key");
            terminal.wait_for_echo(false);
            if question == "QSM user: " {
                terminal.type_line("sandbox-api-key");
                terminal.wait_for(question);
                terminal.wait_for_echo(true);
            }
            match how {
                "typed" => terminal.type_text("\u{3}"),
                signal => terminal.signal(signal),
            }
            terminal.wait_for_echo(true);
            let text = terminal.end(1);
            let told = if how == "TERM" { "interrupted by SIGTERM" } else { "interrupted by SIGINT" };
            assert!(text.contains(told) && text.contains("next:"), "{text:?}");
            let left: Vec<_> =
                shop.files().into_keys().filter(|file| file.to_string_lossy().contains("key")).collect();
            assert!(left.is_empty(), "{left:?}");
        }
    });
}

#[test]
fn an_empty_answer_at_a_question_says_what_to_type() {
    let mut shop = shop();
    shop.set("qoo10", "endpoint", r#""sandbox""#);
    for (lang, question, hint) in [
        ("en", "API key", "next: run it again, and paste the API key"),
        ("ja", "APIキー", "対処: もう一度実行し、APIキーを貼り付け"),
    ] {
        let mut terminal = Terminal::run(&shop.command(&["--lang", lang, "key", "issue", "--print"]));
        terminal.wait_for(question);
        terminal.wait_for_echo(false);
        terminal.type_line("");
        let text = terminal.end(2);
        let plain = text.replace("\u{1b}[1m", "").replace("\u{1b}[0m", "");
        assert!(plain.contains(hint) && !plain.contains("stdin") && !plain.contains("3行"), "{text:?}");
    }
    shop.run(&["key", "issue", "--print"]).expect(2).says(&["three lines are read"]);
}

#[test]
fn secret_answers_are_not_shown_while_they_are_typed() {
    let mut shop = shop();
    shop.set("qoo10", "endpoint", r#""sandbox""#);
    let mut terminal = Terminal::run(&shop.command(&["key", "issue", "--print", "--json"]));
    for (question, answer) in [
        ("API key (from Qoo10, not the seller key): ", "sandbox-api-key"),
        ("QSM user: ", "sandbox"),
        ("QSM password: ", "Secret-Password"),
    ] {
        terminal.wait_for(question);
        terminal.wait_for_echo(question == "QSM user: ");
        terminal.type_line(answer);
    }
    let text = terminal.end(1);
    assert!(text.contains("QSM user: sandbox\r\n"), "{text:?}");
    for secret in ["sandbox-api-key", "Secret-Password"] {
        assert!(!text.contains(secret), "{secret} was shown: {text:?}");
    }
}

/// Lines without what moves the cursor or colours.
fn lines(text: &str) -> Vec<String> {
    let plain: String = text
        .split("\u{1b}[")
        .enumerate()
        .map(|(i, part)| if i == 0 { part } else { part.split_once('m').map_or(part, |(_, rest)| rest) })
        .collect();
    plain.lines().map(|line| line.trim_end().to_owned()).filter(|line| !line.is_empty()).collect()
}

#[test]
fn a_list_of_orders_has_a_row_for_each_in_both_languages() {
    let shop = shop();
    shop.fake.set_rows(vec![
        row().cart(412_345_678).no(1_062_428_731).unpaid(),
        row().cart(412_345_679).no(1_062_428_732).carrier("クロネコDM便"),
        row().cart(412_345_680).no(1_062_428_733).ordered("2025-12-31 23:59:59").carrier("ネコポス"),
    ]);
    shop.run(&["import", "--from", "2026-06-30", "--to", "2026-07-01"]).expect(0);
    for lang in ["en", "ja"] {
        let text = shown(&shop, &["--lang", lang, "orders", "list"], 0);
        let lines = lines(&text);
        assert_eq!(lines.len(), shop.codes().len() + 1, "{text}");
        assert!(lines[1].contains("  06-30 ") || lines[1].contains("  07-01 "), "{text}");
    }
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    state.execute("UPDATE order_lines SET cancel_requested = 1 WHERE order_no = 1062428732", []).unwrap();
    for (lang, stop) in [("en", "DO NOT SHIP"), ("ja", "出荷停止")] {
        let text = shown(&shop, &["--lang", lang, "orders", "list"], 0);
        assert!(text.contains(stop) && lines(&text).len() == shop.codes().len() + 1, "{text}");
    }
    let hold = ["orders", "hold", "412345678", "--reason", "x"];
    shop.run(&hold).expect(0);
    assert!(shown(&shop, &["orders", "list"], 0).contains("on_hold(manual,payment)"));
}

#[test]
fn words_of_scripts_are_not_broken_in_the_log() {
    let shop = shop();
    shop.fake.set_rows(vec![row().cart(412_345_678).no(1_062_428_731)]);
    shop.run(&["import"]).expect(0);
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    for word in ["cancelled_past_ready", "number_used_before", "unmapped_carrier", "carrier_country_differs"]
    {
        let insert = "INSERT INTO api_log (at, step, order_code, order_no, sku, action, outcome, reason,
            facts) VALUES
            ('2026-07-01T12:00:00+09:00', 'push-shipments', '412345678', 1062428731, 'TS-001-W-M', 'send',
                'needs_person', ?1, ?2)";
        state.execute(insert, [word, &format!("{word} 405548424886 佐川急便")]).unwrap();
    }
    for args in [&["log"][..], &["orders", "show", "412345678"]] {
        let text = shown(&shop, args, 0);
        for word in
            ["cancelled_past_ready", "number_used_before", "unmapped_carrier", "carrier_country_differs"]
        {
            assert_eq!(text.matches(word).count(), 2, "in the table and in the legend: {text}");
        }
        assert!(text.contains("needs_person"), "{text}");
        assert!(args.len() > 1 || text.contains("TS-001-W-M"), "{text}");
    }
}

fn at(shop: &Shop, columns: u16, args: &[&str], code: i32) -> String {
    let text = Terminal::of_width(&shop.command(args), columns).end(code);
    // What moved is gone from a line when the next words stand there.
    let still = |line: &str| line.rsplit("\u{1b}[2K").next().unwrap_or_default().to_owned() + "\n";
    text.lines().map(still).collect()
}

fn width(line: &str) -> usize {
    line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

#[test]
fn tables_use_the_width_of_the_terminal() {
    let shop = shop();
    shop.fake.set_rows(vec![row().cart(412_345_678).no(1_062_428_731)]);
    shop.import();
    let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
    state
        .execute(
            "INSERT INTO api_log (at, step, order_code, order_no, sku, action, outcome, code,
        facts) VALUES
        ('2026-07-01T12:00:00+09:00', 'push-shipments', '412345678', 1062428731, 'TS-001-W-M', 'send',
            'refused', -1,
        '送り状番号は使用済みです。別の番号で送信するか、QSMで確認してください。')",
            [],
        )
        .unwrap();
    for lang in ["en", "ja"] {
        let log = |columns| lines(&at(&shop, columns, &["log", "--lang", lang], 0));
        let widest = |columns| log(columns).iter().map(|line| width(line)).max().unwrap();
        assert_eq!(log(0), log(80), "as on a terminal that does not say");
        assert_eq!(log(20), log(40), "nothing is laid out for fewer than 40");
        assert!(log(120).len() < log(80).len() && widest(80) <= 80, "{:?}", log(120));
        assert!((81..=120).contains(&widest(120)), "{:?}", log(120));
    }
}

#[test]
fn no_command_is_broken_where_it_fits() {
    for command in every_command() {
        let whole = format!("qoo10-bridge {command}");
        let text = format!("see what it says (`{whole} --json`) there");
        let fits = wrap_line(&text, 0, whole.len() + "(` --json`)".len());
        assert!(fits.lines().any(|line| line.contains(&whole)), "{fits}");
    }
}

/// Runs that say much to people, with their exit codes.
const TALKATIVE: &[(&[&str], i32)] = &[
    (&["import"], 3),
    (&["import", "-vv"], 3),
    (&["import", "--dry-run"], 3),
    (&["sync-status", "--dry-run"], 0),
    (&["push-shipments", "--dry-run"], 0),
    (&["shipments", "load", "parcels.csv"], 3),
    (&["shipments", "load", "parcels.csv", "--dry-run"], 3),
    (&["stock", "load", "stock.csv"], 3),
    (&["listings", "load", "listings.csv"], 3),
    (&["holidays", "load", "holidays.csv"], 3),
    (&["orders", "add-line", "412345678", "--sku", "NO-SUCH-SKU", "--qty", "1"], 0),
    (&["orders", "set", "412345678", "--status", "shipped"], 0),
    (&["orders", "list"], 0),
    (&["orders", "list", "--rejected"], 0),
    (&["orders", "show", "412345678"], 0),
    (&["listings", "list"], 0),
    (&["stock", "list"], 0),
    (&["holidays", "calendar"], 0),
    (&["log"], 0),
    (&["late"], 0),
    (&["status"], 0),
    (&["doctor"], 3),
    (&["purge", "--older-than", "90d", "--dry-run"], 0),
    (&["backup", "a-file-with-a-rather-long-name-for-a-copy-of-the-state-file.db", "--replace"], 0),
];

fn talkative_shop() -> Shop {
    let shop = shop();
    let broken = row().cart(412_345_680).no(1_062_428_733).item("812345678", "壊れ");
    shop.fake.set_rows(vec![
        row().cart(412_345_678).no(1_062_428_731),
        row().cart(412_345_679).no(1_062_428_732).carrier("クロネコDM便"),
        broken,
    ]);
    shop.run(&["import"]).expect(3);
    for (file, text) in [
        (
            "parcels.csv",
            "order,carrier,tracking\n412345679,知らない運送,405548424886\n1,ヤマト運輸,12\n412345678,佐川急便,1\n",
        ),
        ("stock.csv", "sku,free_qty\nTS-001-W-M,多い\nTS-001-W-L,\n"),
        ("listings.csv", "item_code,option_code,sku\n812345678,,A\nx y,,B\n"),
        ("holidays.csv", "date,name\nあした,休み\n2999-01-01,遠い休み\n"),
    ] {
        std::fs::write(shop.path(file), text).unwrap();
    }
    shop
}

/// Whether some column is read letter by letter: line below line of no more than two letters with blanks
/// around.
fn has_letter_columns(lines: &[String]) -> bool {
    let is_narrow =
        |line: &String| line.split("  ").any(|cell| (1..=2).contains(&cell.trim().chars().count()));
    let is_letters = |line: &String| {
        is_narrow(line)
            && line.split_whitespace().all(|word| word.chars().count() <= 2)
            && !line.contains(['-', '0'])
    };
    lines.windows(3).any(|three| three.iter().all(is_letters))
}

/// Whether a line ends within a command or a key in brackets that the next line goes on with.
fn is_broken(line: &str, next: &str) -> bool {
    let last = line.rsplit([' ', '(']).next().unwrap_or_default();
    let first = next.trim_start().split([' ', ',', '.', ')']).next().unwrap_or_default();
    let command = format!("{last} {first}");
    (last == "qoo10-bridge" && !first.is_empty())
        || every_command().contains(&command)
        || line.rfind('[').is_some_and(|at| !line[at..].contains(']')) && next.contains(']')
}

#[test]
fn whatever_is_said_keeps_within_the_terminal() {
    for (n, columns) in [40, 80, 120].into_iter().enumerate() {
        for lang in tier::sampled(["en", "ja"], n, 2) {
            let shop = talkative_shop();
            for (args, code) in TALKATIVE {
                let args = [args, &["--lang", lang][..]].concat();
                let shown = lines(&at(&shop, columns, &args, *code));
                let place = format!("{columns} {args:?}");
                assert!(!has_letter_columns(&shown), "{place}: {shown:#?}");
                for line in &shown {
                    // The name of a file stays whole.
                    let is_word = columns < 80 && !line.trim().contains(' ');
                    assert!(width(line) <= usize::from(columns) || is_word, "{place}: {line:?}");
                    assert!(!line.trim_start().starts_with(['、', '。', '」']), "{place}: {line:?}");
                }
                // On a phone a command may be longer than a line.
                for two in shown.windows(2).filter(|_| columns >= 80) {
                    assert!(!is_broken(&two[0], &two[1]), "{place}: {two:?}");
                }
            }
        }
    }
}

#[test]
fn elsewhere_a_sentence_is_a_line() {
    let shop = talkative_shop();
    let refused = shop.run(&["shipments", "load", "parcels.csv"]).expect(3).stderr;
    assert!(refused.lines().all(|line| line.starts_with("parcels.csv:")), "{refused}");
    assert!(refused.lines().any(|line| width(line) > 80), "{refused}");
    let shown = lines(&at(&shop, 80, &["shipments", "load", "parcels.csv"], 3));
    assert!(shown.iter().any(|line| line.starts_with("  ")), "what goes on is indented: {shown:?}");
}
