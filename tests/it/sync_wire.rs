//! Spellings of claim lists and single orders that must mean the same, several at once. Each by itself:
//! `qoo10::wire`.

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

#[test]
fn spellings_at_once_mean_the_same() {
    let plain = synced(Wire::default());
    assert_eq!(plain.1, [2, 1, 1, 2, 0, 1]);
    let japanese = Wire {
        empty: Empty::Text,
        numbers: Numbers::QuotedDecimals,
        prefix: "\u{feff} ",
        result_code: r#""0""#,
        result_msg: r#""成功""#,
        blank: Value::Null,
        claim: ClaimForm::Japanese,
        no_claim: Value::Null,
        extra: true,
        twice: true,
        ..Wire::default()
    };
    let digits = Wire { empty: Empty::Null, claim: ClaimForm::Number, no_claim: json!(0), ..Wire::default() };
    for wire in [japanese, digits] {
        assert_eq!(synced(wire.clone()), plain, "{wire:?}");
    }
}
