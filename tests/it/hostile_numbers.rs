//! Numbers and dates that nobody means, in every field of every answer.

use serde_json::Value;

use crate::hostile::every_answer;
use crate::support::tier;
use crate::support::{CODE, LIST, Reply, Shop, V3_KEYS, row};

/// What stands where a number or a date should.
const ABSURD: [&str; 14] = [
    "1e308",
    "-0.0",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
    "1000000000000",
    "\"NaN\"",
    "\"Infinity\"",
    "\"9999-99-99\"",
    "\"0001-01-01 00:00:00\"",
    "\"9999-12-31 23:59:59\"",
    "\"-262143-01-01\"",
    "\"１２３\"",
    "0.5",
];

/// Every leaf of the answer's object is absurd, by turns from the nth on.
fn absurd(proper: &[u8], first: usize) -> Vec<u8> {
    fn twist(value: &mut Value, next: &mut usize) {
        match value {
            Value::Array(list) => list.iter_mut().for_each(|value| twist(value, next)),
            Value::Object(map) => map.values_mut().for_each(|value| twist(value, next)),
            leaf => {
                *leaf = serde_json::from_str(ABSURD[*next % ABSURD.len()]).unwrap();
                *next += 1;
            }
        }
    }
    let mut answer: Value = serde_json::from_slice(proper).unwrap();
    twist(&mut answer["ResultObject"], &mut first.clone());
    answer.to_string().into_bytes()
}

#[test]
fn absurd_numbers_and_dates_harm_no_method() {
    let replies: Vec<Reply> =
        tier::sampled([0, 5], 0, 2).map(|first| Reply::Mangled(absurd, first)).collect();
    every_answer(&replies);
}

#[test]
fn one_absurd_field_rejects_its_cart_or_does_not_matter() {
    for text in tier::sampled(ABSURD, 0, 2) {
        let value: Value = serde_json::from_str(text).unwrap();
        let rows = V3_KEYS.iter().zip(1..).map(|(key, n)| {
            let base = row().cart(500_000_000 + n).no(600_000_000 + n).always_listed();
            base.set(key, value.clone())
        });
        let shop = Shop::with_rows(rows.chain([row()]).collect());
        let run = shop.run(&["import", "--json"]);
        assert!([0, 1, 3].contains(&run.code), "{text}: {run:#?}");
        assert!(
            run.code == 1 || shop.codes().contains(&CODE.to_owned()),
            "{text}: the sound cart is not there"
        );
        let state = rusqlite::Connection::open(shop.path("demo.db")).unwrap();
        let odd = "SELECT count(*) FROM order_lines WHERE qty != 1 OR unit_price_yen NOT BETWEEN 0 AND \
            1000000000000";
        let odd: i64 = state.query_row(odd, [], |r| r.get(0)).unwrap();
        assert_eq!(odd, 0, "{text}: lines with absurd quantities or prices");
        drop(state);
        shop.run(&["orders", "list"]).expect(0);
        shop.run(&["orders", "list", "--rejected"]).expect(0);
        shop.check_state();
    }
}

#[test]
fn no_number_at_all_is_no_json() {
    for word in ["NaN", "Infinity", "-", "0x10", "01", "1e99999999"] {
        let shop = Shop::with_rows(vec![row()]);
        let body =
            format!(r#"{{"ResultCode":0,"ResultMsg":"SUCCESS","ResultObject":[{{"OrderNo":{word}}}]}}"#);
        shop.fake.fault(LIST, usize::MAX, Reply::json(&body));
        let run = shop.run(&["import"]);
        assert!([1, 3].contains(&run.code), "{word}: {run:#?}");
        assert!(shop.orders().is_empty());
        shop.fake.heal();
        shop.import();
    }
}
