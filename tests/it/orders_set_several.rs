//! `orders set` of several orders: each is told, and one that cannot be changed keeps no other from it.

use std::io::Write;
use std::process::Stdio;

use crate::support::{CODE, Run, Shop, carts, code};

fn status(shop: &Shop, n: i64) -> String {
    shop.show(&code(n))["status"].as_str().unwrap().to_owned()
}

/// With these words on standard input.
fn with_stdin(shop: &Shop, args: &[&str], text: &str) -> (i32, String, String) {
    let mut command = shop.command(args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn several_codes_are_changed_and_each_is_told() {
    let shop = Shop::imported(carts(3));
    let run: Run = shop.run(&["orders", "set", CODE, &code(1), "--status", "preparing"]).expect(0);
    assert_eq!(run.stdout.lines().count(), 2, "{run:#?}");
    assert!(run.stdout.contains(CODE) && run.stdout.contains(&code(1)), "{run:#?}");
    assert_eq!([0, 1, 2].map(|n| status(&shop, n)), ["preparing", "preparing", "ready"]);
}

#[test]
fn those_that_can_be_changed_are_and_the_others_are_named() {
    let shop = Shop::imported(carts(3));
    shop.force(&code(1), "shipped", "paid");
    let args = ["orders", "set", CODE, &code(1), "999", &code(2), "--status", "working"];
    let run = shop.run(&args).expect(3);
    run.says(&[&code(1), "there is no order 999"]);
    assert_eq!([0, 1, 2].map(|n| status(&shop, n)), ["working", "shipped", "working"]);
    shop.run(&["orders", "set", "998", "999", "--status", "working"]).expect(3).says(&["998", "999"]);
    let json = shop.run(&["orders", "set", CODE, "999", "--status", "ready", "--json"]).expect(3);
    assert_eq!(json.lines()[0]["order"], CODE);
    let quiet = shop.run(&["orders", "set", CODE, &code(2), "--status", "inspected", "--quiet"]).expect(0);
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
}

#[test]
fn one_that_is_unknown_or_forbidden_is_a_usage_error_as_ever() {
    let shop = Shop::imported(carts(1));
    shop.run(&["orders", "set", "999", "--status", "working"]).expect(2);
    shop.run(&["orders", "set", CODE, "--status", "on_hold"]).expect(2);
    shop.run(&["orders", "set", "--status", "working"]).expect(2);
    assert_eq!(with_stdin(&shop, &["orders", "set", "-", "--status", "working"], "999\n").0, 2);
}

#[test]
fn codes_come_on_standard_input() {
    let shop = Shop::imported(carts(3));
    let args = ["orders", "set", "-", "--status", "working"];
    let text = format!("\u{feff}{}\r\n\r\n  {}  \n", CODE, code(1));
    let (exit, stdout, stderr) = with_stdin(&shop, &args, &text);
    assert_eq!((exit, stdout.lines().count(), stderr.as_str()), (0, 2, ""), "{stdout}");
    let (exit, _, stderr) = with_stdin(&shop, &args, &format!("nonsense\n{}\n", code(2)));
    assert_eq!(exit, 3);
    assert!(stderr.contains("\"nonsense\" is not an order code"), "{stderr}");
    assert_eq!([0, 1, 2].map(|n| status(&shop, n)), ["working"; 3]);
    let listed = format!("\"{}\",{};{}\u{3000}{}、\r\n", CODE, code(1), code(2), CODE);
    let (exit, stdout, stderr) = with_stdin(&shop, &args, &listed);
    assert_eq!((exit, stdout.lines().count(), stderr.as_str()), (0, 4, ""), "{stdout}");
    // One code that is none is what one unknown code is.
    let (exit, _, stderr) = with_stdin(&shop, &args, "nonsense\n");
    assert_eq!(exit, 2);
    assert!(stderr.contains("\"nonsense\" is not an order code") && stderr.contains("next:"), "{stderr}");
    let (exit, _, stderr) = with_stdin(&shop, &args, "\n");
    assert_eq!(exit, 2, "{stderr}");
}
