//! Prices within the words of items and options, which the receiver of a gift is not to read.

/// A text without its amounts of money, such as `(+1,300円)`.
pub fn strip_amounts(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut rest = String::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let Some(end) = find_amount_end(&letters, at) else {
            rest.push(*letter);
            at += 1;
            continue;
        };
        // Brackets around an amount alone go with it.
        let is_bracketed = rest.ends_with(['(', '（']) && matches!(letters.get(end), Some(')' | '）'));
        if is_bracketed {
            rest.pop();
        }
        at = end + usize::from(is_bracketed);
    }
    rest.trim().to_owned()
}

/// Where an amount ends that begins here: a sign of the yen before or behind some digits.
fn find_amount_end(letters: &[char], start: usize) -> Option<usize> {
    let skip = |at: usize, is_one: fn(char) -> bool| {
        at + letters.iter().skip(at).take_while(|letter| is_one(**letter)).count()
    };
    let signs = skip(start, is_sign);
    let yen = skip(signs, |c| matches!(c, '¥' | '￥'));
    let first = skip(yen, is_sign);
    let digits = skip(first, |c| c.is_ascii_digit() || matches!(c, '０'..='９' | ',' | '.' | '，' | '．'));
    let is_number = letters.get(first).is_some_and(|c| c.is_ascii_digit() || matches!(c, '０'..='９'));
    let behind = skip(digits, |c| matches!(c, ' ' | '\u{3000}'));
    match letters.get(behind) {
        Some('円') if is_number => Some(behind + 1),
        _ if is_number && yen > signs => Some(digits),
        _ => None,
    }
}

fn is_sign(c: char) -> bool {
    matches!(c, '+' | '-' | '＋' | '－' | '−')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gift_names_no_amount_of_money() {
        for (text, rest) in [
            ("色:カーキ(+200円)", "色:カーキ"),
            ("名入れ：あり（＋1,300円） / 箱:大(木製)", "名入れ：あり / 箱:大(木製)"),
            ("割引(-100円)", "割引"),
            ("1000円ポッキリ 見本タオル", "ポッキリ 見本タオル"),
            ("見本 ￥1,980", "見本"),
            ("¥+300 名入れ", "名入れ"),
            ("３００ 円の箱", "の箱"),
            ("(300円と箱)", "(と箱)"),
        ] {
            assert_eq!(strip_amounts(text), rest, "{text}");
        }
        for text in ["", "TS-001 サイズ:M", "100cm 円形テーブル", "12.5 x 3", "+", "¥", "A(1)", "見本 500ml"]
        {
            assert_eq!(strip_amounts(text), text);
        }
    }
}
