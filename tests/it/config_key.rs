//! Where the seller key comes from.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::support::{KEY, Run, Shop, row};

fn refused(shop: &Shop) -> Run {
    let run = shop.run(&["import", "--json"]).expect(2);
    assert!(run.stdout.is_empty(), "{run:#?}");
    assert!(shop.fake.log().is_empty(), "Qoo10 was called");
    run
}

fn with_key_file(mode: u32, content: &str) -> Shop {
    let mut shop = Shop::with_rows(vec![row()]);
    shop.unset("qoo10", "seller_key_env");
    shop.env.remove("TEST_KEY");
    shop.set("qoo10", "seller_key_file", r#""seller.key""#);
    fs::write(shop.path("seller.key"), content).unwrap();
    fs::set_permissions(shop.path("seller.key"), fs::Permissions::from_mode(mode)).unwrap();
    shop
}

#[test]
fn a_missing_or_empty_variable_is_named() {
    let mut shop = Shop::with_rows(vec![row()]);
    for value in [None, Some(""), Some("  ")] {
        shop.env.remove("TEST_KEY");
        if let Some(value) = value {
            shop.env.insert("TEST_KEY".into(), value.into());
        }
        refused(&shop).says(&["TEST_KEY"]);
    }
}

#[test]
fn another_variable_may_hold_the_key() {
    let mut shop = Shop::with_rows(vec![row()]);
    shop.env.remove("TEST_KEY");
    shop.env.insert("OTHER_KEY".into(), KEY.into());
    shop.set("qoo10", "seller_key_env", r#""OTHER_KEY""#);
    shop.import();
}

#[test]
fn a_private_key_file_is_read_without_the_newline_at_its_end() {
    for content in [KEY.to_owned(), format!("{KEY}\n"), format!("{KEY}\r\n")] {
        for mode in [0o600, 0o400] {
            with_key_file(mode, &content).import(); // the fake compares the header
        }
    }
}

#[test]
fn a_key_behind_a_mark_or_blank_lines_is_read() {
    for content in [
        format!("\u{feff}{KEY}\n"),
        format!("\n{KEY}\n"),
        format!("\r\n  \r\n{KEY}\r\n"),
        format!("\u{feff}\n\n  {KEY}  \n\nsecond line\n"),
    ] {
        with_key_file(0o600, &content).import();
    }
    refused(&with_key_file(0o600, "\u{feff}\n \n")).says(&["seller.key", "empty"]);
    refused(&with_key_file(0o600, "a b\n")).says(&["seller.key", "spaces"]);
}

#[test]
fn a_key_file_that_others_may_read_is_refused() {
    for mode in [0o644, 0o604, 0o640, 0o666, 0o660] {
        let run = refused(&with_key_file(mode, KEY));
        assert!(
            run.stderr.contains("seller_key_file") || run.stderr.contains("seller.key"),
            "{mode:o}: {run:#?}"
        );
    }
}

#[test]
fn a_key_file_that_is_absent_or_empty_is_refused() {
    refused(&with_key_file(0o600, "")).says(&["seller.key"]);
    refused(&with_key_file(0o600, "\n")).says(&["seller.key"]);
    let shop = with_key_file(0o600, KEY);
    fs::remove_file(shop.path("seller.key")).unwrap();
    refused(&shop).says(&["seller.key"]);
}

#[test]
fn exactly_one_source_of_the_key() {
    let mut shop = Shop::with_rows(vec![row()]);
    shop.set("qoo10", "seller_key_file", r#""seller.key""#);
    fs::write(shop.path("seller.key"), KEY).unwrap();
    fs::set_permissions(shop.path("seller.key"), fs::Permissions::from_mode(0o600)).unwrap();
    refused(&shop).says(&["seller_key_env", "seller_key_file"]);
    shop.unset("qoo10", "seller_key_env");
    shop.unset("qoo10", "seller_key_file");
    refused(&shop).says(&["seller_key_env"]);
}

#[test]
fn looking_at_orders_needs_no_key() {
    let mut shop = Shop::with_rows(vec![row()]);
    shop.import();
    shop.env.remove("TEST_KEY");
    assert_eq!(shop.codes(), ["412345678"]);
}
