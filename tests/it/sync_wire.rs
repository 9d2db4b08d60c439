//! Every spelling of claim lists and single orders that must mean the same.

use serde_json::{Value, json};

use crate::support::{ClaimForm, Empty, Numbers, Row, Shop, Wire, row};

/// What a shop holds, and what was said, after news of every kind spelt like this.
fn synced(wire: Wire) -> (Vec<Value>, [u64; 6]) {
    let unpaid = |n: i64| row().cart(n).no(n).unpaid();
    let big = row().cart(2).no(3_000_000_001).option("色:白", "-W");
    let shop = Shop::with_rows(vec![
        unpaid(1),
        row().cart(2).no(2),
        big,
        row().cart(3).no(3),
        row().cart(4).no(4),
        unpaid(5),
        unpaid(6),
        unpaid(7),
        unpaid(8),
    ]);
    shop.import();
    shop.fake.model(|m| m.wire = wire);
    shop.pay(&[1]);
    shop.claim(&[3_000_000_001], 3);
    shop.claim(&[3], 1);
    shop.claim(&[4], 2);
    shop.claim(&[5], 16);
    shop.at_qoo10(6, |row| row.paid("2026-07-01 09:30:00").hidden());
    shop.at_qoo10(7, |row| row.paid("2026-07-01 09:30:00").status(5).claimed(6).hidden());
    shop.at_qoo10(8, Row::hidden);
    let report = shop.sync_with(&[], 3);
    (shop.everything(), report.changes())
}

fn all_mean_the_same(wires: impl IntoIterator<Item = Wire>) {
    let plain = synced(Wire::default());
    assert_eq!(plain.1, [2, 1, 1, 2, 0, 1]);
    for wire in wires {
        let name = format!("{wire:?}");
        assert_eq!(synced(wire), plain, "{name}");
    }
}

#[test]
fn claim_status_as_digit_number_phrase_or_in_japanese() {
    let forms =
        [ClaimForm::Digit, ClaimForm::Number, ClaimForm::Phrase, ClaimForm::Japanese, ClaimForm::PhraseDigit];
    all_mean_the_same(forms.map(|claim| Wire { claim, ..Wire::default() }));
}

#[test]
fn no_claim_as_empty_null_blank_or_zero() {
    let nones = [json!(""), json!(null), json!(" "), json!("0"), json!(0)];
    all_mean_the_same(nones.map(|no_claim| Wire { no_claim, ..Wire::default() }));
}

#[test]
fn no_rows_as_null_list_or_text() {
    let empties = [Empty::Null, Empty::List, Empty::Text];
    all_mean_the_same(empties.map(|empty| Wire { empty, ..Wire::default() }));
}

#[test]
fn numbers_quoted_or_not_with_decimals_or_not() {
    let numbers = [Numbers::Plain, Numbers::Decimals, Numbers::Quoted, Numbers::QuotedDecimals];
    all_mean_the_same(numbers.map(|numbers| Wire { numbers, ..Wire::default() }));
}

#[test]
fn byte_order_mark_quoted_code_null_texts_and_new_fields() {
    all_mean_the_same([
        Wire { prefix: "\u{feff}", ..Wire::default() },
        Wire { prefix: "\u{feff}\r\n\t ", ..Wire::default() },
        Wire { result_code: r#""0""#, ..Wire::default() },
        Wire { blank: Value::Null, ..Wire::default() },
        Wire { blank: json!(" "), ..Wire::default() },
        Wire { extra: true, ..Wire::default() },
    ]);
}

#[test]
fn rows_that_come_twice_count_once() {
    all_mean_the_same([Wire { twice: true, ..Wire::default() }]);
}

#[test]
fn all_at_once() {
    all_mean_the_same([Wire {
        empty: Empty::Text,
        numbers: Numbers::QuotedDecimals,
        prefix: "\u{feff} ",
        result_code: r#""0""#,
        result_msg: r#""成功""#,
        blank: Value::Null,
        claim: ClaimForm::Japanese,
        no_claim: Value::Null,
        extra: true,
        ..Wire::default()
    }]);
}

#[test]
fn a_broken_claim_row_does_not_stop_the_others() {
    let broken = [
        row().cart(9).set("OrderNo", "壊れ").claimed(3),
        row().cart(9).set("OrderNo", "").claimed(3),
        row().cart(9).set("OrderNo", -5).claimed(3),
    ];
    for row_at_qoo10 in broken {
        let shop = Shop::with_rows(vec![row().cart(2).no(2), row().cart(3).no(3).unpaid()]);
        shop.import();
        shop.fake.add_row(row_at_qoo10);
        shop.claim(&[2], 3);
        shop.pay(&[3]);
        let run = shop.run(&["sync-status", "--json"]);
        assert!([0, 3].contains(&run.code), "{run:#?}");
        let counts = run.json()["counts"].clone();
        assert_eq!((&counts["cancelled"], &counts["paid"]), (&json!(1), &json!(1)), "{run:#?}");
    }
}
