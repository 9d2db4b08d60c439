//! Claims, look-ups by number, the seller's cancellation.

use super::*;

const CLAIMS: &str = "ShippingBasic.GetClaimInfo_V3";
const BY_NO: &str = "ShippingBasic.GetShippingAndClaimInfoByOrderNo_V2";

const CLAIM: &str = "claimStatus cancelRefundDate reason requestDate orderDate PaymentDate shippingDate \
    DeliveredDate orderNo packNo itemCode sellerItemCode itemTitle orderQty paymentNation \
    currency paymentAmount deliveryCompany trackingNo deliveryCompanyReturn trackingNoReturn \
    pickupAddress zipCode paymentReturnShipping itemCondition receiver receiverTel \
    receiverMobile buyer buyerTel buyerMobile CODCancelPrice CODQrefundPrice \
    CODCancelRelatedOrder nrDutyTarget nrSolType nrPartRefundCnt nrPartRefundBalance";

const BY_NUMBER: &str = "shippingStatus sellerID packNo orderDate PaymentDate DeliveredDate buyer \
    buyer_gata buyerTel buyerMobile buyerEmail OrderType orderNo itemCode sellerItemCode itemTitle option \
    optionCode orderPrice orderQty discount total receiver receiver_gata shippingCountry zipCode \
    shippingAddr receiverTel receiverMobile hopeDate senderName senderTel senderNation senderZipCode \
    senderAddr ShippingWay ShippingMsg shippingRateType PackingNo SellerDeliveryNo VoucherCode \
    paymentNation PaymentMethod Gift cod_price Cart_Discount_Seller Cart_Discount_Qoo10 claimStatus \
    cancelRefundDate reason requestDate shippingDate currency deliveryCompany trackingNo \
    deliveryCompanyReturn trackingNoReturn pickupAddress pickupzipCode paymentReturnShipping itemCondition \
    CODCancelPrice CODQrefundPrice CODCancelRelatedOrder nrDutyTarget nrSolType nrPartRefundCnt \
    nrPartRefundBalance";

fn asked<'a>(
    status: &'a str,
    from: &'a str,
    to: &'a str,
    condition: &'a str,
) -> [(&'static str, &'a str); 4] {
    [("ClaimStat", status), ("search_Sdate", from), ("search_Edate", to), ("search_condition", condition)]
}

fn numbers_of(reply: &Value) -> Vec<i64> {
    rows(reply).iter().map(|row| row["orderNo"].as_i64().unwrap()).collect()
}

#[test]
fn a_request_shows_in_both_lists_and_a_completion_in_one() {
    let (mut world, _, numbers) = with_cart(2);
    let number = numbers[0].to_string();
    world.request_cancel(&number, now()).unwrap();
    assert_eq!(listed(&mut world, "2").len(), 2);
    let claims = call(&mut world, CLAIMS, &asked("1", "20260701", "20260701", "2"));
    assert_eq!(numbers_of(&claims), [numbers[0].get()]);
    assert_eq!(keys(&rows(&claims)[0]), CLAIM);
    set(&mut world, "cancel-requested", "hidden");
    assert_eq!(listed(&mut world, "2"), [numbers[1].get()]);
    set(&mut world, "cancel-requested", "listed");
    world.cancel(&number, at("2026-07-02T11:00:00")).unwrap();
    assert_eq!(listed(&mut world, "2"), [numbers[1].get()]);
    let claims = call(&mut world, CLAIMS, &asked("3", "20260702", "20260702", "3"));
    assert_eq!(numbers_of(&claims), [numbers[0].get()]);
    assert_eq!(rows(&claims)[0]["cancelRefundDate"], "2026-07-02 11:00:00");
    assert_eq!(rows(&claims)[0]["requestDate"], "2026-07-01 10:00:00");
    assert!(numbers_of(&call(&mut world, CLAIMS, &asked("1", "20260701", "20260702", "1"))).is_empty());
}

#[test]
fn an_unpaid_order_cancelled_is_claim_16() {
    let mut world = small();
    let (cart, numbers) =
        world.add_cart(CartDraft::unpaid(at("2026-07-01T09:00:00"), vec![LineDraft::new("A")]));
    world.cancel(&cart.to_string(), now()).unwrap();
    assert_eq!(
        numbers_of(&call(&mut world, CLAIMS, &asked("16", "20260701", "20260701", "1"))),
        [numbers[0].get()]
    );
    assert!(listed(&mut world, "1").is_empty());
}

#[test]
fn a_withdrawn_request_leaves_nothing() {
    let (mut world, cart, _) = with_cart(1);
    world.request_cancel(&cart.to_string(), now()).unwrap();
    world.withdraw_cancel(&cart.to_string()).unwrap();
    assert!(numbers_of(&call(&mut world, CLAIMS, &asked("", "20260701", "20260701", "1"))).is_empty());
    assert!(world.withdraw_cancel(&cart.to_string()).unwrap_err().is_usage());
}

#[test]
fn claim_questions_have_their_own_codes_and_dates() {
    let (mut world, cart, _) = with_cart(1);
    world.request_cancel(&cart.to_string(), at("2026-07-03T10:00:00")).unwrap();
    let cases = [
        (asked("", "", "", ""), -10002),
        (asked("", "2026/07/01", "20260702", ""), -10002),
        (asked("", "20260101", "20260702", ""), -10003),
        (asked("", "20260701", "20260702", "4"), -10002),
    ];
    for (params, expected) in cases {
        assert_eq!(code(&call(&mut world, CLAIMS, &params)), expected, "{params:?}");
    }
    let found = |world: &mut World, day: &'static str, condition| {
        numbers_of(&call(world, CLAIMS, &asked("", day, day, condition))).len()
    };
    assert_eq!(["", "1", "2", "3"].map(|c| found(&mut world, "20260701", c)), [0, 1, 0, 0]);
    assert_eq!(["", "1", "2", "3"].map(|c| found(&mut world, "20260703", c)), [1, 0, 1, 0]);
}

#[test]
fn claim_status_follows_its_variant() {
    let (mut world, cart, _) = with_cart(1);
    world.cancel(&cart.to_string(), now()).unwrap();
    let cases: [(&str, Value); 5] = [
        ("digit", "3".into()),
        ("number", 3.into()),
        ("phrase-digit", "Cancel Completed(3)".into()),
        ("phrase", "Cancel Completed".into()),
        ("japanese", "キャンセル完了".into()),
    ];
    for (variant, expected) in cases {
        set(&mut world, "claim-status", variant);
        let reply = call(&mut world, CLAIMS, &asked("3", "20260701", "20260701", ""));
        assert_eq!(rows(&reply)[0]["claimStatus"], expected);
    }
}

#[test]
fn every_claim_has_its_text_in_every_form() {
    let texts = [
        (1, "Cancel Request", "キャンセル要請"),
        (4, "Return Request", "返品要請"),
        (5, "Returning", "返品中"),
        (6, "Return completed", "返品完了"),
        (11, "Exchange Request", "交換申請"),
        (12, "Exchange Approve", "交換承認"),
        (13, "Re-delivering", "再配送中"),
        (14, "Non-Receipt Refund Completed", "未受取返金完了"),
        (15, "Non-Receipt Part Refund Completed", "未受取部分返金完了"),
    ];
    let (mut world, cart, _) = with_cart(1);
    for (status, english, japanese) in texts {
        world.set_claim(&cart.to_string(), status, now()).unwrap();
        let number = status.to_string();
        for (variant, expected) in [
            ("digit", Value::from(number.as_str())),
            ("number", status.into()),
            ("phrase-digit", format!("{english}({status})").into()),
            ("phrase", english.into()),
            ("japanese", japanese.into()),
        ] {
            set(&mut world, "claim-status", variant);
            let found = rows(&call(&mut world, CLAIMS, &asked(&number, "20260701", "20260701", "2")));
            assert_eq!((found.len(), &found[0]["claimStatus"]), (1, &expected), "{variant}");
            assert_eq!(found[0]["pickupAddress"] != "", matches!(status, 4..=6 | 11..=13), "{status}");
            assert_eq!(found[0]["cancelRefundDate"] != "", matches!(status, 6 | 14 | 15), "{status}");
            assert_eq!(found[0]["nrSolType"], if matches!(status, 14 | 15) { "NC" } else { "" });
        }
        assert!(numbers_of(&call(&mut world, CLAIMS, &asked("3", "20260701", "20260701", "2"))).is_empty());
    }
}

#[test]
fn a_number_is_looked_up_claimed_or_not() {
    let (mut world, cart, numbers) = with_cart(1);
    let number = numbers[0].to_string();
    let look = |world: &mut World| rows(&call(world, BY_NO, &[("OrderNo", &number)])).remove(0);
    let row = look(&mut world);
    assert_eq!(keys(&row), BY_NUMBER);
    assert_eq!((&row["claimStatus"], &row["shippingStatus"]), (&"".into(), &"On request(2)".into()));
    set(&mut world, "no-claim", "null");
    assert!(look(&mut world)["claimStatus"].is_null());
    set(&mut world, "no-claim", "zero");
    assert_eq!(look(&mut world)["claimStatus"], "0");
    world.cancel(&cart.to_string(), now()).unwrap();
    assert_eq!(look(&mut world)["cancelRefundDate"], "2026-07-01 10:00:00");
    let bad = |world: &mut World, no| code(&call(world, BY_NO, &[("OrderNo", no)]));
    assert_eq!((bad(&mut world, "12x"), bad(&mut world, ""), bad(&mut world, "5")), (-10002, -10002, -10003));
}

#[test]
fn the_seller_cancels_what_is_not_sent() {
    let (mut world, _, numbers) = with_cart(2);
    world.line_mut(numbers[1]).unwrap().status = 4;
    let (first, sent) = (numbers[0].to_string(), numbers[1].to_string());
    let mut cancel = |no: &str, reason: &str| {
        code(&call(&mut world, "Claim.SetCancelProcess", &[("ContrNo", no), ("CancelReason", reason)]))
    };
    assert_eq!(cancel("x", ""), -10001);
    assert_eq!(cancel("7", ""), -10002);
    assert_eq!(cancel(&first, "9"), -10004);
    assert_eq!(cancel(&sent, ""), -10004);
    assert_eq!(cancel(&first, "1"), 0);
    assert_eq!(cancel(&first, "1"), -10004);
    assert_eq!(world.line(numbers[0]).unwrap().claim.as_ref().unwrap().status, 3);
    let last = world.writes().last().unwrap();
    assert_eq!((last.times_seen, last.is_accepted()), (2, false));
}
