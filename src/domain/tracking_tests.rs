use proptest::prelude::*;

use super::*;

const RULES: [NumberRule; 5] = [
    NumberRule::TwelveDigits,
    NumberRule::JapanPost,
    NumberRule::S10,
    NumberRule::TenDigits,
    NumberRule::Free,
];

fn passes(number: &str, rule: NumberRule) {
    let passed = CheckedNumber { number: number.to_owned(), zero_restored: false, violation: None };
    assert_eq!(check_number(number, rule), Ok(passed), "{number} {rule:?}");
}

fn breach_of(number: &str, rule: NumberRule) -> Option<RuleViolation> {
    check_number(number, rule).unwrap().violation
}

#[test]
fn good_numbers_pass_and_bad_ones_are_told_what_is_wrong() {
    for number in ["444413758703", "405548424886", "512547514334", "123456789013"] {
        passes(number, NumberRule::TwelveDigits);
        passes(number, NumberRule::JapanPost);
    }
    passes("13112383852", NumberRule::JapanPost);
    passes("RB123456785GB", NumberRule::S10);
    passes("1234567890", NumberRule::TenDigits);
    passes("A1234567890", NumberRule::Free);
    for rule in [NumberRule::TwelveDigits, NumberRule::JapanPost] {
        assert_eq!(breach_of("111111111112", rule), None);
        assert_eq!(breach_of("111111111113", rule), Some(RuleViolation::CheckDigit(rule, '2')));
        assert_eq!(breach_of("123456789012", rule), Some(RuleViolation::CheckDigit(rule, '3')));
    }
    assert_eq!(
        breach_of("13112383853", NumberRule::JapanPost),
        Some(RuleViolation::CheckDigit(NumberRule::JapanPost, '2'))
    );
    assert_eq!(
        breach_of("RB123456786US", NumberRule::S10),
        Some(RuleViolation::CheckDigit(NumberRule::S10, '5'))
    );
}

#[test]
fn the_carrier_decides_the_shape() {
    for (number, rule) in [
        ("1234567890", NumberRule::TwelveDigits),
        ("1234567890123", NumberRule::TwelveDigits),
        ("RB123456785GB", NumberRule::JapanPost),
        ("40554842488A", NumberRule::TwelveDigits),
        ("405548424886", NumberRule::S10),
        ("R1123456785GB", NumberRule::S10),
        ("RB12345678XGB", NumberRule::S10),
        ("405548424886", NumberRule::TenDigits),
        ("ABCDEFGHIJ", NumberRule::TenDigits),
    ] {
        let breach = breach_of(number, rule);
        let has_letters = number.contains(|c: char| c.is_ascii_alphabetic());
        assert_eq!(breach, Some(RuleViolation::Shape { rule, given: number.len(), has_letters }), "{number}");
        assert_eq!(breach.unwrap().can_refuse(), rule != NumberRule::TenDigits);
    }
}

#[test]
fn the_check_digits_of_s10_ten_and_eleven() {
    // The rest of the weighed sum is 1: 10 becomes 0; it is 0: 11 becomes 5.
    passes("EE003000000JP", NumberRule::S10);
    passes("EE000000005JP", NumberRule::S10);
}

#[test]
fn what_scanners_and_spreadsheets_add_goes() {
    for text in [
        "4055-4842-4886",
        " 4055 4842 4886 ",
        "４０５５−４８４２−４８８６",
        "4055ー4842ｰ4886",
        "\u{3000}4055\u{2010}4842\u{2013}4886\u{feff}",
        "A405548424886A",
        "a405548424886a",
        "Ａ４０５５４８４２４８８６Ａ",
        "B4055-4842-4886D",
        "'405548424886",
        "4055\u{a0}4842\t4886",
        "405548424886.0",
        "４０５５４８４２４８８６．０",
        "4055\u{200b}4842\u{ad}4886\u{fe0f}",
        "4055﹣4842－4886",
        "-'405548424886",
    ] {
        assert_eq!(clean_number(text), "405548424886", "{text:?}");
        assert_eq!(breach_of(text, NumberRule::TwelveDigits), None, "{text:?}");
    }
    assert_eq!(clean_number("ｒｂ １２３４５６７８５ gb"), "RB123456785GB");
    for kept in ["A1234567890", "A123A", "1234567890AA", "A405548424886E"] {
        assert_eq!(clean_number(kept), kept);
    }
}

#[test]
fn a_lost_zero_comes_back_only_when_the_number_then_passes() {
    let restored =
        |number: &str| Ok(CheckedNumber { number: number.into(), zero_restored: true, violation: None });
    assert_eq!(
        check_number("12345678900", NumberRule::TwelveDigits).unwrap().violation,
        Some(RuleViolation::Shape { rule: NumberRule::TwelveDigits, given: 11, has_letters: false })
    );
    assert_eq!(check_number("12345678903", NumberRule::TwelveDigits), restored("012345678903"));
    assert_eq!(check_number("1234-5678-903", NumberRule::TwelveDigits), restored("012345678903"));
    assert_eq!(check_number("1234567891", NumberRule::JapanPost), restored("01234567891"));
    assert_eq!(check_number("13112383852", NumberRule::TwelveDigits), restored("013112383852"));
    // 11 digits that pass as they are stay: 書留.
    passes("12345678903", NumberRule::JapanPost);
    passes("13112383852", NumberRule::JapanPost);
    assert_eq!(check_number("131-12-38385-2", NumberRule::JapanPost).unwrap().number, "13112383852");
    assert_eq!(check_number("234567890", NumberRule::TwelveDigits).unwrap().number, "234567890");
}

#[test]
fn a_number_that_a_spreadsheet_rounded_is_refused_whatever_the_carrier() {
    for rule in RULES {
        for text in [
            "4.9E+11",
            "4.05548E+11",
            "4e+11",
            "４．９Ｅ＋１１",
            "4,9E+11",
            "4.9e11",
            "4E11",
            " 4.9E+11 ",
            "4.9E-5",
        ] {
            assert_eq!(check_number(text, rule), Err(TrackingError::Exponent), "{text:?}");
        }
    }
    for fine in ["EE000000005JP", "123E456", "E11", "4E", "1E2E3"] {
        assert_ne!(check_number(fine, NumberRule::Free), Err(TrackingError::Exponent), "{fine}");
    }
}

#[test]
fn what_is_no_number_at_all_is_refused() {
    for (text, why) in [
        ("", TrackingError::Empty),
        (" -\u{3000}ー", TrackingError::Empty),
        ("'", TrackingError::Empty),
        ("未定", TrackingError::Characters),
        ("405548424886.5", TrackingError::Characters),
        ("4055/4842", TrackingError::Characters),
        ("4055\u{1b}[31m", TrackingError::Characters),
        ("405548424886;", TrackingError::Characters),
    ] {
        assert_eq!(check_number(text, NumberRule::Free), Err(why), "{text:?}");
    }
    assert_eq!(check_number(&"12".repeat(26), NumberRule::Free), Err(TrackingError::TooLong));
    passes(&"12".repeat(25), NumberRule::Free);
}

#[test]
fn shp_09_a_placeholder_is_no_number_whatever_the_carrier() {
    for rule in RULES {
        for text in [
            "nan",
            "NaN",
            "NULL",
            "null",
            "none",
            "None",
            "n/a",
            "N/A",
            "#N/A",
            "(null)",
            "ＮＵＬＬ",
            "test",
            "TEST",
            "0",
            "0.0",
            "００",
            "000000000000",
            "00000000000",
            "0000000000",
            "1111111111",
            "999999999999",
            "1111-1111-1111",
            "１１１１１１１１",
            "'000000000000",
            "000000000000.0",
            "A0000000000A",
            "XXXXXXXX",
            "12345",
            "AB12",
            "1",
            "A12345A",
        ] {
            let wanted = if text == "A12345A" { None } else { Some(TrackingError::Placeholder) };
            assert_eq!(check_number(text, rule).err(), wanted, "{text:?} {rule:?}");
        }
        for text in ["-", "－", "ー"] {
            assert_eq!(check_number(text, rule), Err(TrackingError::Empty), "{text:?}");
        }
    }
    passes("123456", NumberRule::Free);
    passes("TEST12", NumberRule::Free);
    passes("NULL01", NumberRule::Free);
}

#[test]
fn shp_09_the_orders_own_numbers_are_none_either() {
    let own = ["412000001-2", "412000001", "1062428737"].map(str::to_owned);
    for number in ["4120000012", "412000001", "1062428737", "01062428737", "000412000001"] {
        assert!(is_own_number(number, &own), "{number}");
    }
    for number in ["412000002", "405548424886", "10624287370"] {
        assert!(!is_own_number(number, &own), "{number}");
    }
}

/// Texts near enough to numbers to be worth trying.
fn near_numbers() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-DＡａ']{0,2}[0-9０-９ ー-]{8,14}[A-DＡａ]{0,2}",
        "[0-9.,Ee+ -]{0,12}",
        "[A-Z]{2}[0-9]{9}[A-Z]{2}",
        any::<String>(),
    ]
}

proptest! {
    #[test]
    fn cleaning_twice_is_cleaning_once(text in near_numbers()) {
        let once = clean_number(&text);
        prop_assert_eq!(clean_number(&once), once);
    }

    #[test]
    fn nothing_panics_and_what_passed_passes_again(text in near_numbers()) {
        for rule in RULES {
            let Ok(first) = check_number(&text, rule) else { continue };
            let again = check_number(&first.number, rule).unwrap();
            prop_assert_eq!((&again.number, again.violation), (&first.number, first.violation));
            prop_assert!(!again.zero_restored);
        }
    }

    #[test]
    fn a_valid_number_stays_itself_and_another_digit_is_noticed(
        number in 100..100_000_000_000_u64, letters in "[A-Z]{4}",
        eight in 0..100_000_000_u32, other in 1..10_u32,
    ) {
        let twelve = format!("{number:011}{}", number % 7);
        passes(&twelve, NumberRule::TwelveDigits);
        passes(&twelve, NumberRule::JapanPost);
        let ten = number / 10;
        passes(&format!("{ten:010}{}", ten % 7), NumberRule::JapanPost);
        let eight = format!("{eight:08}");
        let wanted = compute_s10_digit(&eight);
        passes(&format!("{}{eight}{wanted}{}", &letters[..2], &letters[2..]), NumberRule::S10);

        let wrong = (wanted.to_digit(10).unwrap() + other) % 10;
        let wrong = format!("{}{eight}{wrong}{}", &letters[..2], &letters[2..]);
        let violation = RuleViolation::CheckDigit(NumberRule::S10, wanted);
        prop_assert_eq!(breach_of(&wrong, NumberRule::S10), Some(violation));
        let last = (number as u32 % 7 + other) % 10;
        let wrong = format!("{number:011}{}", last);
        if u64::from(last) != number % 7 {
            prop_assert!(breach_of(&wrong, NumberRule::TwelveDigits).is_some());
        }
    }
}
