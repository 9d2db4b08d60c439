use super::*;
use crate::domain::time::{parse_iso_date, parse_jst};
use crate::domain::tracking::NumberRule;

fn rules(carriers: &BTreeMap<String, String>, check_digits: CheckDigits) -> ShipmentRules<'_> {
    ShipmentRules { carriers, check_digits, now: parse_jst("2026-07-01T10:00:00+09:00").unwrap() }
}

fn try_it(carrier: &str, numbers: &[&str], check: CheckDigits) -> Result<ShipmentRequest, ShipmentError> {
    check_shipment(carrier, numbers, None, &rules(&BTreeMap::new(), check))
}

const BAD: &str = "405548424880";
const BREACH: RuleViolation = RuleViolation::CheckDigit(NumberRule::TwelveDigits, '6');

#[test]
fn check_digits_refuse_warn_or_are_not_looked_at() {
    assert_eq!(
        try_it("佐川", &[BAD], CheckDigits::Refuse),
        Err(ShipmentError::RuleViolation(BAD.into(), BREACH))
    );
    let warned = try_it("佐川", &[BAD], CheckDigits::Warn).unwrap();
    assert_eq!(warned.warnings, [ShipmentWarning::RuleViolation(BAD.into(), BREACH)]);
    assert_eq!(try_it("佐川", &[BAD], CheckDigits::Off).unwrap().warnings, []);
}

#[test]
fn a_rule_that_is_not_established_only_warns() {
    let breach = RuleViolation::Shape { rule: NumberRule::TenDigits, given: 7, has_letters: false };
    let wanted = try_it("西濃", &["1234567"], CheckDigits::Refuse).unwrap();
    assert_eq!(wanted.warnings, [ShipmentWarning::RuleViolation("1234567".into(), breach)]);
    assert_eq!(try_it("西濃", &["1234567"], CheckDigits::Off).unwrap().warnings, []);
}

#[test]
fn an_exponent_is_refused_even_where_nobody_looks() {
    for check in [CheckDigits::Refuse, CheckDigits::Warn, CheckDigits::Off] {
        for number in ["4.05548E+11", "4.05548E11", "4.05548e+11", "４．０５５４８Ｅ＋１１"] {
            for carrier in ["赤帽", "佐川急便"] {
                let refusal = ShipmentError::TrackingUnusable(number.into(), TrackingError::Exponent);
                assert_eq!(try_it(carrier, &[number], check), Err(refusal));
            }
        }
    }
}

#[test]
fn a_shipment_without_a_company_is_refused() {
    for carrier in ["", " ", "\u{3000}"] {
        assert_eq!(try_it(carrier, &["405548424886"], CheckDigits::Off), Err(ShipmentError::CarrierMissing));
    }
}

#[test]
fn an_unmapped_carrier_is_noted_and_the_rule_is_that_of_qoo10s_name() {
    let note = |carrier: &str, near: Option<&str>| ShipmentWarning::UnknownCarrier {
        carrier: carrier.to_owned(),
        near: near.map(str::to_owned),
        own: Vec::new(),
    };
    assert_eq!(try_it("赤帽", &["X12345"], CheckDigits::Refuse).unwrap().warnings, [note("赤帽", None)]);
    let slip = try_it("佐川急弁", &["X12345"], CheckDigits::Refuse).unwrap();
    assert_eq!(slip.warnings, [note("佐川急弁", Some("佐川急便"))]);
    let own = [("赤帽".to_owned(), "佐川急便".to_owned())].into();
    let refused = check_shipment("赤帽", &[BAD], None, &rules(&own, CheckDigits::Refuse));
    assert_eq!(refused, Err(ShipmentError::RuleViolation(BAD.into(), BREACH)));
}

#[test]
fn numbers_keep_their_order_and_come_once() {
    let given = ["4444-1375-8703", "405548424886", "444413758703"];
    let wanted = try_it("佐川", &given, CheckDigits::Refuse).unwrap();
    assert_eq!(wanted.numbers, ["444413758703", "405548424886"]);
    assert_eq!(
        try_it("佐川", &[], CheckDigits::Off),
        Err(ShipmentError::TrackingUnusable(String::new(), TrackingError::Empty))
    );
}

#[test]
fn today_is_the_last_day() {
    let own = BTreeMap::new();
    let on = |date: &str| {
        let date = parse_iso_date(date).unwrap();
        check_shipment("佐川", &["405548424886"], Some(date), &rules(&own, CheckDigits::Refuse))
    };
    assert!(on("2026-07-01").is_ok() && on("2026-06-01").is_ok());
    assert_eq!(on("2026-07-02"), Err(ShipmentError::DateAhead(parse_iso_date("2026-07-02").unwrap())));
}
