//! Order and cart numbers in the bytes of a row that cannot be read: only what is certainly one counts.

use crate::domain::ids::{OrderNo, PackNo};

/// The numbers that stand in a row's bytes, each once.
pub fn find_numbers(raw: &str) -> (Vec<OrderNo>, Vec<PackNo>) {
    // Keys come in either case, and the bytes are no JSON any more, so they are looked for as text.
    let folded = raw.to_ascii_lowercase();
    let of = |key: &str| {
        let mut found = Vec::new();
        for (at, _) in folded.match_indices(key) {
            if let Some(number) = parse_number(folded.as_bytes(), at, at + key.len())
                && !found.contains(&number)
            {
                found.push(number);
            }
        }
        found
    };
    let (orders, carts) = (of("orderno"), of("packno"));
    (
        orders.into_iter().filter_map(OrderNo::new).collect(),
        carts.into_iter().filter_map(PackNo::new).collect(),
    )
}

/// The value of the key at `start..end`: digits up to the value's own end, bare or quoted.
fn parse_number(bytes: &[u8], start: usize, end: usize) -> Option<i64> {
    let is_word = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_';
    // `XOrderNo` is another key.
    if start.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(is_word) {
        return None;
    }
    let mut at = end + usize::from(bytes.get(end) == Some(&b'"'));
    at = skip_spaces(bytes, at);
    if bytes.get(at) != Some(&b':') {
        return None;
    }
    at = skip_spaces(bytes, at + 1);
    let is_quoted = bytes.get(at) == Some(&b'"');
    at = skip_spaces(bytes, at + usize::from(is_quoted));
    let digits = bytes.get(at..)?.iter().take_while(|b| b.is_ascii_digit()).count();
    let number = std::str::from_utf8(bytes.get(at..at + digits)?).ok()?.parse().ok()?;
    at += digits;
    if bytes.get(at) == Some(&b'.') {
        at += 1 + bytes.get(at + 1..)?.iter().take_while(|b| **b == b'0').count();
    }
    at = skip_spaces(bytes, at);
    if is_quoted {
        if bytes.get(at) != Some(&b'"') {
            return None;
        }
        at = skip_spaces(bytes, at + 1);
    }
    // Digits that something else follows may be the beginning of another number.
    matches!(bytes.get(at), None | Some(b',' | b'}' | b']')).then_some(number)
}

fn skip_spaces(bytes: &[u8], at: usize) -> usize {
    at + bytes
        .get(at..)
        .unwrap_or_default()
        .iter()
        .take_while(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n'))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_certainly_a_number_counts() {
        for (raw, orders, carts) in [
            (r#"{"OrderNo":1062428737,"PackNo":"412345678",x}"#, vec![1_062_428_737], vec![412_345_678]),
            (r#"{"orderNo" : "7" , "packNo":4.000"#, vec![7], vec![4]),
            (r#"{orderNo:7,"OrderNo":7}"#, vec![7], vec![]),
            (r#"{"orderNo":1,"orderNo":"2"}"#, vec![1, 2], vec![]),
            (r#"{"OrderNo":"10"62","PackNo":4x}"#, vec![], vec![]),
            ("{\"OrderNo\":\"10\u{fffd}62\",\"PackNo\":41\n2}", vec![], vec![]),
            (r#"{"OrderNo":0,"PackNo":-4,"XOrderNo":5,"RelatedOrder":"6, 7"}"#, vec![], vec![]),
            (r#"{"Message":"\"OrderNo\":\"5\",","OrderNo":99999999999999999999}"#, vec![], vec![]),
            ("", vec![], vec![]),
        ] {
            let (found, in_carts) = find_numbers(raw);
            assert_eq!(found.iter().map(|no| no.get()).collect::<Vec<_>>(), orders, "{raw}");
            assert_eq!(in_carts.iter().map(|no| no.get()).collect::<Vec<_>>(), carts, "{raw}");
        }
    }
}
