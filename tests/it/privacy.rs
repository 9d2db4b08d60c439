//! The seller key is nowhere, personal data is in no log, and hostile text reaches no terminal.

use crate::support::{KEY, LIST, Reply, Run, Shop, row};

/// No form of the key in anything that was printed or written.
fn no_key(shop: &Shop, run: &Run) {
    let encoded = KEY.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    for form in [KEY, &encoded, "TopSecret"] {
        assert!(!run.all().contains(form), "{form} was printed\n{run:#?}");
        for (name, bytes) in shop.files() {
            assert!(
                !bytes.windows(form.len()).any(|w| w == form.as_bytes()),
                "{form} is in {}",
                name.display()
            );
        }
    }
}

#[test]
fn the_key_is_in_no_log_and_no_file_however_verbose() {
    for flag in ["-v", "-vv", "-vvv", "-vvvv"] {
        let shop = Shop::with_rows(vec![row().unpaid()]);
        let run = shop.run(&[flag, "import", "--json"]).expect(0);
        assert_eq!(run.json()["counts"]["imported"], 1);
        no_key(&shop, &run);
    }
}

#[test]
fn rust_log_does_not_bring_the_key_out() {
    let mut shop = Shop::with_rows(vec![row()]);
    shop.env.insert("RUST_LOG".into(), "trace".into());
    let run = shop.run(&["-vvv", "import"]).expect(0);
    assert_eq!(shop.codes(), ["412345678"]);
    no_key(&shop, &run);
}

#[test]
fn the_key_is_in_no_error_either() {
    let echo = format!(r#"{{"ErrorCode": -90001, "ErrorMsg": "no such key: {KEY}"}}"#);
    let result =
        format!(r#"{{"ResultCode": -10001, "ResultMsg": "no such key: {KEY}", "ResultObject": null}}"#);
    let html = format!("<html>GiosisCertificationKey: {KEY}</html>");
    for (reply, code) in [
        (Reply::json(&echo), 6),
        (Reply::json(&result), 1),
        (Reply::json(&html), 1),
        (Reply::http(500), 1),
        (Reply::Drop, 1),
        (Reply::json(""), 6),
    ] {
        let mut shop = Shop::with_rows(vec![row()]);
        shop.set("qoo10", "max_attempts", "1");
        shop.fake.fault(LIST, usize::MAX, reply);
        let run = shop.run(&["-vvv", "import", "--json"]).expect(code);
        no_key(&shop, &run);
    }
}

#[test]
fn the_key_is_in_the_header_alone() {
    let shop = Shop::with_rows(vec![row().unpaid()]);
    shop.import(); // the fake refuses a key in URL or body
    for call in shop.fake.log() {
        let holders: Vec<_> = call.headers.iter().filter(|(_, v)| v.contains("TopSecret")).collect();
        assert_eq!(holders.len(), 1, "{call:?}");
        assert!(holders[0].0.eq_ignore_ascii_case("GiosisCertificationKey"));
    }
}

#[test]
fn the_state_file_is_private_and_without_the_key() {
    let shop = Shop::with_rows(vec![row()]);
    shop.import();
    shop.check_state();
}

#[test]
fn logs_hold_no_personal_data() {
    let shop = Shop::with_rows(vec![row(), row().cart(2).no(2).item("812345678", "壊れ")]);
    let run = shop.run(&["-vvv", "import", "--json"]).expect(3);
    for personal in ["見本 花子", "架空 太郎", "見本前1-1", "hanako@example.com", "90-0000-0001"] {
        assert!(!run.all().contains(personal), "{personal} was printed\n{run:#?}");
    }
}

/// No control character but the line feed.
fn harmless(run: &Run) {
    let json = run.args.contains(&"--json".to_owned());
    let text = if json { run.stderr.clone() } else { run.all() };
    let bad = text.chars().find(|c| c.is_control() && *c != '\n' && *c != '\t');
    assert!(bad.is_none(), "raw control character {bad:?}\n{run:#?}");
}

#[test]
fn escape_sequences_in_texts_never_reach_the_terminal() {
    let hostile = "見本\u{1b}[31m赤\u{1b}]0;題\u{7}\u{9b}2J\r\u{8}末";
    let mut nasty = row();
    for key in [
        "Buyer",
        "Receiver",
        "ShippingAddress",
        "Address1",
        "Address2",
        "ItemTitle",
        "ShippingMessage",
        "Gift",
        "DeliveryCompany",
        "PaymentMethod",
        "BuyerEmail",
        "ReceiverTel",
    ] {
        nasty = nasty.set(key, hostile);
    }
    let shop = Shop::with_rows(vec![nasty.option(&format!("色:{hostile}"), "-W")]);
    harmless(&shop.run(&["import", "--dry-run"]).expect(0));
    harmless(&shop.run(&["-vvv", "import"]).expect(0));
    assert_eq!(shop.codes(), ["412345678"]);
    harmless(&shop.run(&["orders", "list"]).expect(0));
    harmless(&shop.run(&["orders", "show", "412345678"]).expect(0));
}

#[test]
fn escape_sequences_in_rejects_and_server_messages_never_reach_the_terminal() {
    let hostile = "A\u{1b}[31m\u{7}\u{9b}2J\rB";
    let shop = Shop::with_rows(vec![row().item("812345678", hostile)]);
    harmless(&shop.run(&["import"]).expect(3));
    harmless(&shop.run(&["import", "-vvv", "--json"]).expect(3));
    harmless(&shop.run(&["orders", "list", "--rejected"]).expect(0));
    shop.fake.fault(
        LIST,
        usize::MAX,
        Reply::json(r#"{"ResultCode":-10001,"ResultMsg":"x\u001b[31m\u0007\u009b2J\ry"}"#),
    );
    harmless(&shop.run(&["import"]).expect(1));
}

#[test]
fn a_line_feed_in_a_text_does_not_break_the_list_into_false_lines() {
    let shop = Shop::with_rows(vec![row().set("Receiver", "見本\n499999999  ready  偽の行")]);
    shop.import();
    let list = shop.run(&["orders", "list"]).expect(0);
    assert!(!list.stdout.lines().any(|l| l.trim_start().starts_with("499999999")), "{list:#?}");
    assert_eq!(shop.run(&["orders", "list", "--json"]).expect(0).lines().len(), 1);
}
