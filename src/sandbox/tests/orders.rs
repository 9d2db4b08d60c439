//! Order lists and their rows.

use super::*;
use crate::sandbox::receiver::ReceiverChange;
use crate::sandbox::variants::Variants;

const LIST: &str = "ShippingBasic.GetShippingInfo_v3";

const V3: &str = "ShippingStatus SellerID PackNo OrderDate PaymentDate EstimatedShippingDate ShippingDate \
    DeliveredDate Buyer BuyerKana BuyerTel BuyerMobile BuyerEmail OrderNo ItemNo SellerItemCode \
    ItemTitle Option OptionCode OrderPrice OrderQty Discount Total Receiver ReceiverKana ZipCode \
    ShippingAddress Address1 Address2 ReceiverTel ReceiverMobile DesiredDeliveryDate SenderName \
    SenderTel SenderNation SenderZipCode SenderAddress ShippingWay ShippingMessage PaymentMethod \
    SellerDiscount Currency ShippingRate RelatedOrder ShippingRateType DeliveryCompany \
    VoucherCode PackingNo SellerDeliveryNo Gift CartDiscountSeller CartDiscountQoo10 SettlePrice \
    BranchName TrackingNo Material AvailableSendType AvailableShippingDate";

const V2: &str = "shippingStatus sellerID packNo orderDate PaymentDate EstShippingDate ShippingDate \
    DeliveredDate buyer buyer_gata buyerTel buyerMobile buyerEmail orderNo itemCode \
    sellerItemCode itemTitle option optionCode orderPrice orderQty discount total receiver \
    receiver_gata shippingCountry zipCode shippingAddr Addr1 Addr2 receiverTel receiverMobile \
    hopeDate senderName senderTel senderNation senderZipCode senderAddr ShippingWay ShippingMsg \
    PaymentMethod SellerDiscount Currency ShippingRate RelatedOrder shippingRateType \
    DeliveryCompany VoucherCode PackingNo SellerDeliveryNo PaymentNation Gift cod_price \
    Cart_Discount_Seller Cart_Discount_Qoo10 SettlePrice BranchName TrackingNo \
    OverseaConsignment OverseaConsignment_receiver OverseaConsignment_Country \
    OverseaConsignment_zipCode OverseaConsignment_Addr1 OverseaConsignment_Addr2 OrderType";

fn asked<'a>(
    status: &'a str,
    from: &'a str,
    to: &'a str,
    condition: &'a str,
) -> [(&'static str, &'a str); 4] {
    [
        ("ShippingStatus", status),
        ("SearchStartDate", from),
        ("SearchEndDate", to),
        ("SearchCondition", condition),
    ]
}

#[test]
fn rows_have_the_documented_keys_in_their_order() {
    let (mut world, ..) = with_cart(1);
    let reply = call(&mut world, LIST, &asked("2", "20260701", "20260701", "1"));
    assert_eq!(keys(&rows(&reply)[0]), V3);
    let params = [("ShippingStat", "2"), ("search_Sdate", "20260701"), ("search_Edate", "20260701")];
    let reply = call(&mut world, "ShippingBasic.GetShippingInfo_v2", &params);
    assert_eq!(keys(&rows(&reply)[0]), V2);
}

#[test]
fn bad_questions_get_their_code() {
    let (mut world, ..) = with_cart(1);
    let cases = [
        (asked("2", "20260701", "20260701", "1"), 0),
        (asked("2", "20260403", "20260702", "1"), 0),
        (asked("2", "20260402", "20260702", "1"), -10002),
        (asked("2", "2026-07-01", "20260701", "1"), -10001),
        (asked("2", "", "", "1"), -10001),
        (asked("2", "20260701", "", "1"), -10001),
        (asked("2", "20260702", "20260701", "1"), -10001),
        (asked("6", "20260701", "20260701", "1"), -10003),
        (asked("x", "20260701", "20260701", "1"), -10003),
        (asked("2", "20260701", "20260701", "x"), -10004),
    ];
    for (params, expected) in cases {
        assert_eq!(code(&call(&mut world, LIST, &params)), expected, "{params:?}");
    }
    let misspelt = [("search_Sdate", "20260701"), ("search_Edate", "20260701")];
    assert_eq!(code(&call(&mut world, LIST, &misspelt)), -10001, "v2's names are not v3's");
}

#[test]
fn version_two_takes_hyphens_and_has_one_page() {
    let (mut world, ..) = with_cart(1);
    let list = |world: &mut World, from: &str, page: &str| {
        let params =
            [("shippingstat", "2"), ("SEARCH_SDATE", from), ("search_edate", "20260701"), ("page", page)];
        call(world, "ShippingBasic.GetShippingInfo_v2", &params)
    };
    for from in ["20260701", "2026-07-01", "2026-07-01 00:00:00"] {
        assert_eq!(rows(&list(&mut world, from, "1")).len(), 1, "{from}");
    }
    assert_eq!(code(&list(&mut world, "2026-7-1", "")), -10001);
    assert_eq!(rows(&list(&mut world, "20260701", "2")).len(), 0);
}

#[test]
fn status_and_condition_must_match() {
    let mut world = small();
    let fitting = ["1", "12", "12", "123", "1234"];
    for (status, fits) in ["1", "2", "3", "4", "5"].iter().zip(fitting) {
        for condition in ["1", "2", "3", "4"] {
            let expected = if fits.contains(condition) { 0 } else { -10004 };
            let reply = call(&mut world, LIST, &asked(status, "20260701", "20260701", condition));
            assert_eq!(code(&reply), expected, "{status} {condition}");
        }
    }
    let zero = |world: &mut World, condition| {
        code(&call(world, LIST, &asked("0", "20260701", "20260701", condition)))
    };
    assert_eq!(["1", "2", "3", "4"].map(|c| zero(&mut world, c)), [0, 0, -10004, -10004]);
}

#[test]
fn no_status_means_one_to_three() {
    let (mut world, _, numbers) = with_cart(5);
    for (status, number) in (1..).zip(&numbers) {
        world.line_mut(*number).unwrap().status = status;
    }
    let own = |n: usize| numbers[n].get();
    assert_eq!(listed(&mut world, ""), [own(0), own(1), own(2)]);
    assert_eq!(listed(&mut world, "0"), [own(0), own(1), own(2)]);
    for n in 0..5 {
        assert_eq!(listed(&mut world, &(n + 1).to_string()), [own(n)]);
    }
}

#[test]
fn each_condition_looks_at_its_own_date() {
    let (mut world, _, numbers) = with_cart(1);
    let line = world.line_mut(numbers[0]).unwrap();
    line.status = 5;
    line.paid_at = Some(at("2026-07-02T00:00:00"));
    line.shipped_at = Some(at("2026-07-03T23:59:59"));
    line.delivered_at = Some(at("2026-07-04T12:00:00"));
    for (condition, day) in [("1", "20260701"), ("2", "20260702"), ("3", "20260703"), ("4", "20260704")] {
        for other in ["20260701", "20260702", "20260703", "20260704"] {
            let found = rows(&call(&mut world, LIST, &asked("5", other, other, condition))).len();
            assert_eq!(found, usize::from(day == other), "{condition} {other}");
        }
    }
}

#[test]
fn a_fourteen_digit_end_follows_its_variant() {
    let (mut world, ..) = with_cart(1);
    let exact = asked("2", "20260701090000", "20260701090000", "1");
    let to_end = asked("2", "20260701080000", "20260701090000", "1");
    assert_eq!(rows(&call(&mut world, LIST, &exact)).len(), 1);
    set(&mut world, "end-bound", "exclusive");
    assert_eq!(rows(&call(&mut world, LIST, &to_end)).len(), 0);
}

#[test]
fn an_unpaid_row_has_no_payment_date_and_no_carrier() {
    let mut world = small();
    world.add_cart(CartDraft::unpaid(at("2026-07-01T09:00:00"), vec![LineDraft::new("A")]));
    let row = rows(&call(&mut world, LIST, &asked("1", "20260701", "20260701", "1"))).remove(0);
    assert_eq!(row["ShippingStatus"], "Awaiting shipping(1)");
    assert_eq!([&row["PaymentDate"], &row["DeliveryCompany"], &row["EstimatedShippingDate"]], ["", "", ""]);
    assert_eq!(row["OrderDate"], "2026-07-01 09:00:00");
}

#[test]
fn a_paid_row_tells_money_and_related_orders() {
    let (mut world, cart, numbers) = with_cart(3);
    let line = world.line_mut(numbers[0]).unwrap();
    (line.qty, line.discount) = (3, 100);
    let question = asked("2", "20260701", "20260701", "1");
    let row = rows(&call(&mut world, LIST, &question)).remove(0);
    assert_eq!((&row["PackNo"], &row["Total"]), (&cart.get().into(), &2900.0.into()));
    assert_eq!(row["RelatedOrder"], format!("{}, {}, {}", numbers[0], numbers[1], numbers[2]));
    assert_eq!(row["DeliveryCompany"], "佐川急便");
    assert_eq!(row["ShippingAddress"], "東京都 渋谷区 見本町1-2-3");
    set(&mut world, "related-order", "others");
    let row = rows(&call(&mut world, LIST, &question)).remove(0);
    assert_eq!(row["RelatedOrder"], format!("{}, {}", numbers[1], numbers[2]));
}

#[test]
fn phones_and_names_follow_their_variants() {
    let mut world = small();
    world.add_item(ShopItem { title: "O'Brien & Co".to_owned(), ..ShopItem::plain("O", 10) });
    let cart = world.add_cart(CartDraft::paid(at("2026-07-01T09:00:00"), vec![LineDraft::new("O")])).0;
    world
        .change_receiver(
            &cart.to_string(),
            &ReceiverChange { mobile: Some(String::new()), ..ReceiverChange::default() },
        )
        .unwrap();
    let question = asked("2", "20260701", "20260701", "1");
    let mut shown = || {
        let row = rows(&call(&mut world, LIST, &question)).remove(0);
        let body = ["ReceiverTel", "ReceiverMobile", "SenderTel", "ItemTitle"].map(|key| row[key].clone());
        set(&mut world, "names", "escaped");
        set(&mut world, "phones", "with-zero");
        body
    };
    assert_eq!(shown(), ["+81-3-0000-0001", "+81--", "+81--", "O'Brien & Co"]);
    assert_eq!(shown(), ["+81-03-0000-0001", "+81--", "+81--", "O&#39;Brien &amp; Co"]);
}

#[test]
fn status_texts_follow_their_variant() {
    let (mut world, _, numbers) = with_cart(1);
    let mut text = |variant: &str, status: u8| {
        world.variants = Variants::default();
        set(&mut world, "status-text", variant);
        world.line_mut(numbers[0]).unwrap().status = status;
        let reply = call(&mut world, LIST, &asked(&status.to_string(), "20260701", "20260701", "1"));
        rows(&reply)[0]["ShippingStatus"].clone()
    };
    let japan =
        ["Awaiting shipping(1)", "On request(2)", "Seller confirm(3)", "On delivery(4)", "Delivered(5)"];
    assert_eq!([1, 2, 3, 4, 5].map(|s| text("japan", s)), japan);
    assert_eq!([1, 4, 5].map(|s| text("singapore", s)), ["On Waiting(1)", "Delivery(4)", "Delivere(5)"]);
    assert_eq!((text("number", 2), text("digit", 2)), (2.into(), "2".into()));
}

#[test]
fn row_order_and_doubles_follow_their_variants() {
    let (mut world, _, numbers) = with_cart(8);
    let by_number: Vec<_> = numbers.iter().map(|no| no.get()).collect();
    assert_eq!(listed(&mut world, "2"), by_number);
    set(&mut world, "row-order", "reversed");
    assert_eq!(listed(&mut world, "2"), by_number.iter().rev().copied().collect::<Vec<_>>());
    set(&mut world, "row-order", "shuffled");
    let mut shuffled = listed(&mut world, "2");
    assert_ne!(shuffled, by_number);
    shuffled.sort_unstable();
    assert_eq!(shuffled, by_number);
    set(&mut world, "duplicates", "twice");
    assert_eq!(listed(&mut world, "2").len(), 16);
}

#[test]
fn add_ons_show_in_text_and_by_variant_in_the_code() {
    let mut world = small();
    world.add_item(ShopItem::with_options("B", &[("-W", 5)]).with_addon("名入れ", "あり", 300, "NAME"));
    let lines =
        vec![LineDraft::with_option("B", "-W").with_addon(0), LineDraft::with_option("B", "").with_addon(0)];
    world.add_cart(CartDraft::paid(at("2026-07-01T09:00:00"), lines));
    let cases = [
        ("none", ["-W", ""]),
        ("comma", ["-W,NAME", "NAME"]),
        ("slash", ["-W/NAME", "NAME"]),
        ("comma-addon-first", ["NAME,-W", "NAME"]),
    ];
    for (variant, expected) in cases {
        set(&mut world, "addon-codes", variant);
        let found = rows(&call(&mut world, LIST, &asked("2", "20260701", "20260701", "1")));
        assert_eq!([&found[0]["OptionCode"], &found[1]["OptionCode"]], expected);
        assert_eq!(found[0]["Option"], "種類:W / 名入れ:あり(+300円)");
        assert_eq!(found[1]["Option"], "名入れ:あり(+300円)");
        assert_eq!(found[0]["OrderPrice"], 1300.0);
    }
}

#[test]
fn a_cancelled_line_is_no_longer_related() {
    let (mut world, _, numbers) = with_cart(3);
    world.cancel(&numbers[1].to_string(), now()).unwrap();
    let row = rows(&call(&mut world, LIST, &asked("2", "20260701", "20260701", "1"))).remove(0);
    assert_eq!(row["RelatedOrder"], format!("{}, {}", numbers[0], numbers[2]));
}
