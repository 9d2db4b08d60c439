//! What buyers and time do.

use super::*;
use crate::sandbox::model::Reservation;
use crate::sandbox::purchase::Purchase;
use crate::sandbox::receiver::ReceiverChange;
use crate::sandbox::returns::{ReturnKind, Stage};
use crate::text::localize;
use crate::vocabulary::Lang;

#[test]
fn a_purchase_takes_pieces_and_is_the_same_in_the_same_world() {
    let world = World::from_seed(now());
    let buy = |world: &World| {
        let mut world = world.clone();
        let bought = world.add_purchase(&Purchase::default(), now()).unwrap();
        let line = world.line(bought.1[0]).unwrap().clone();
        (bought, line, world)
    };
    let ((cart, numbers), line, after) = buy(&world);
    assert_eq!((&(cart, numbers.clone()), &line), (&buy(&world).0, &buy(&world).1));
    let left = |world: &World| world.item(&line.item_code).unwrap().offer.stock.total();
    assert_eq!(left(&after), left(&world) - 1);
    assert_eq!((line.status, line.carrier.is_empty()), (2, false));
}

#[test]
fn a_purchase_can_be_told_in_detail() {
    let mut world = World::from_seed(now());
    let wish = Purchase {
        item: Some("TS-001".to_owned()),
        option: Some("-B-M".to_owned()),
        qty: Some(2),
        unpaid: true,
        lines: Some(2),
        desired: Some("2026-07-08".to_owned()),
        ordered_at: Some(at("2026-06-30T08:00:00")),
        ..Purchase::default()
    };
    let (cart, numbers) = world.add_purchase(&wish, now()).unwrap();
    assert_eq!(numbers.len(), 2);
    assert_eq!(world.get_stock("TS-001", Some("-B-M")), Some(6));
    let shown = world.cart(cart).unwrap();
    assert_eq!((shown.desired.as_str(), shown.ordered_at), ("2026-07-08 ", at("2026-06-30T08:00:00")));
    let more = Purchase { cart: Some(cart), ..Purchase::default() };
    assert_eq!(world.add_purchase(&more, now()).unwrap().0, cart);
    assert_eq!(world.cart(cart).unwrap().lines.len(), 3);
}

#[test]
fn a_purchase_that_cannot_be_is_one_sentence_and_takes_nothing() {
    let mut world = World::from_seed(now());
    let of = |item: &str| Purchase { item: Some(item.to_owned()), ..Purchase::default() };
    let cases = [
        (of("NONE"), "there is no item"),
        (of("OLD-001"), "not on sale"),
        (of("LAMP-05"), "fewer than 1"),
        (Purchase { option: Some("-X".to_owned()), ..of("TS-001") }, "no option"),
        (Purchase { qty: Some(7), lines: Some(4), ..of("CUP-01") }, "fewer than 7"),
        (Purchase { ordered_at: Some(at("2026-07-01T10:00:01")), ..of("CUP-01") }, "future"),
        (Purchase { cart: PackNo::new(5), ..of("CUP-01") }, "no cart 5"),
        (Purchase { qty: Some(0), ..of("CUP-01") }, "at least one"),
    ];
    for (wish, expected) in cases {
        let error = world.add_purchase(&wish, now()).unwrap_err();
        assert!(error.is_usage() && localize(error.message(), Lang::En).contains(expected), "{error}");
    }
    assert_eq!(world.get_stock("CUP-01", None), Some(25));
}

#[test]
fn payment_makes_a_new_order_with_a_carrier() {
    let mut world = small();
    let unpaid = CartDraft::unpaid(at("2026-07-01T09:00:00"), vec![LineDraft::new("A"), LineDraft::new("A")]);
    let (cart, numbers) = world.add_cart(unpaid);
    world.pay(&numbers[0].to_string(), now()).unwrap();
    assert_eq!((listed(&mut world, "1").len(), listed(&mut world, "2").len()), (1, 1));
    assert_eq!(world.pay(&cart.to_string(), now()).unwrap(), [numbers[1]]);
    assert_eq!(world.line(numbers[0]).unwrap().carrier, "佐川急便");
    assert!(world.pay(&cart.to_string(), now()).unwrap_err().is_usage());
    assert!(
        localize(world.pay("5", now()).unwrap_err().message(), Lang::En).contains("no cart or order number")
    );
}

#[test]
fn orders_go_their_way_by_hand_too() {
    let (mut world, cart, numbers) = with_cart(1);
    let number = cart.to_string();
    assert!(world.deliver(&number, now()).is_err());
    world.confirm_by_hand(&number, "2026-07-06".parse().unwrap()).unwrap();
    assert_eq!(listed(&mut world, "3"), [numbers[0].get()]);
    world.ship_by_hand(&number, "佐川急便", "405548424886", now()).unwrap();
    assert!(world.cancel(&number, now()).is_err() && world.request_cancel(&number, now()).is_err());
    world.deliver(&number, now()).unwrap();
    assert_eq!(listed(&mut world, "5"), [numbers[0].get()]);
    world.set_claim(&number, 6, now()).unwrap();
    assert!(listed(&mut world, "5").is_empty());
    assert!(world.set_claim(&number, 9, now()).unwrap_err().is_usage());
}

#[test]
fn a_broken_seller_code_is_repaired_in_the_rows() {
    let mut world = World::from_seed(now());
    world.set_seller_code("Tシャツ-01", "TS-100").unwrap();
    let row = |world: &mut World| {
        let params = [("SearchStartDate", "20260625"), ("SearchEndDate", "20260701")];
        rows(&call(world, "ShippingBasic.GetShippingInfo_v3", &params))
            .iter()
            .any(|row| row["SellerItemCode"] == "TS-100")
    };
    assert!(row(&mut world));
    assert!(world.item("Tシャツ-01").is_none() && world.item("TS-100").is_some());
    assert!(world.set_seller_code("TS-100", "CUP-01").unwrap_err().is_usage());
    assert!(world.set_seller_code("NONE", "X").unwrap_err().is_usage());
    world.set_item_status("CUP-01", "S1").unwrap();
    assert_eq!(world.item("CUP-01").unwrap().status, "S1");
}

#[test]
fn a_shipment_by_hand_needs_no_more_than_a_number() {
    let (mut world, cart, numbers) = with_cart(2);
    world.ship_by_hand(&cart.to_string(), "", "", now()).unwrap();
    let params = [("ShippingStatus", "4"), ("SearchStartDate", "20260701"), ("SearchEndDate", "20260701")];
    for row in rows(&call(&mut world, "ShippingBasic.GetShippingInfo_v3", &params)) {
        assert_eq!(
            (&row["DeliveryCompany"], &row["ShippingDate"]),
            (&"佐川急便".into(), &"2026-07-01 10:00:00".into())
        );
        let number: u64 = row["TrackingNo"].as_str().unwrap().parse().unwrap();
        assert_eq!((number / 10 % 7, number.to_string().len()), (number % 10, 12), "{number}");
    }
    assert_eq!(listed(&mut world, "4").len(), numbers.len());
}

/// The receiver's fields of the only row of a list.
fn receiver(world: &mut World, status: &str) -> Vec<String> {
    let params = [("ShippingStatus", status), ("SearchStartDate", "20260601"), ("SearchEndDate", "20260731")];
    let row = rows(&call(world, "ShippingBasic.GetShippingInfo_v3", &params)).remove(0);
    let keys = "Receiver ReceiverKana ReceiverTel ZipCode ShippingAddress Address1 Address2";
    keys.split(' ').map(|key| row[key].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_receiver_changes_and_can_be_withheld_until_payment() {
    let (mut world, cart, _) = with_cart(1);
    let change = ReceiverChange {
        name: Some("架空 太郎".to_owned()),
        tel: Some("03-0000-0009".to_owned()),
        zip: Some("530-0001".to_owned()),
        address: Some("大阪府 大阪市北区 見本町9-9".to_owned()),
        ..ReceiverChange::default()
    };
    world.change_receiver(&cart.to_string(), &change).unwrap();
    let full = "大阪府 大阪市北区 見本町9-9";
    assert_eq!(
        receiver(&mut world, "2"),
        ["架空 太郎", "ミホン ハナコ", "+81-3-0000-0009", "530-0001", full, "大阪府 大阪市北区", "見本町9-9"]
    );
    let blank =
        ReceiverChange { name: Some(String::new()), tel: Some(String::new()), ..ReceiverChange::default() };
    world.change_receiver(&cart.to_string(), &blank).unwrap();
    assert_eq!(receiver(&mut world, "2")[..3], ["", "ミホン ハナコ", "+81--"]);
    assert!(world.change_receiver("7", &blank).unwrap_err().is_usage());

    let mut world = small();
    let wish = Purchase { unpaid: true, is_receiver_withheld: true, ..Purchase::default() };
    let (cart, _) = world.add_purchase(&wish, now()).unwrap();
    assert_eq!(receiver(&mut world, "1"), ["", "", "+81--", "", "", "", ""]);
    world.pay(&cart.to_string(), now()).unwrap();
    assert!(receiver(&mut world, "2").iter().all(|text| !text.is_empty() && text != "+81--"));
}

#[test]
fn returns_and_exchanges_go_by_their_stages() {
    let cases = [
        (ReturnKind::Return, Stage::Requested, 4),
        (ReturnKind::Return, Stage::UnderWay, 5),
        (ReturnKind::Return, Stage::Completed, 6),
        (ReturnKind::Exchange, Stage::Requested, 11),
        (ReturnKind::Exchange, Stage::UnderWay, 12),
        (ReturnKind::Exchange, Stage::Completed, 13),
    ];
    let (mut world, cart, numbers) = with_cart(1);
    let number = cart.to_string();
    assert!(world.return_goods(&number, ReturnKind::Return, Stage::Requested, now()).unwrap_err().is_usage());
    world.ship_by_hand(&number, "", "", now()).unwrap();
    let sent = world;
    for kind in [ReturnKind::Return, ReturnKind::Exchange] {
        let mut world = sent.clone();
        for (_, stage, status) in cases.iter().filter(|case| case.0 == kind) {
            world.return_goods(&number, kind, *stage, at("2026-07-02T09:00:00")).unwrap();
            let claim = world.line(numbers[0]).unwrap().claim.clone().unwrap();
            assert_eq!((claim.status, claim.completed_at.is_some()), (*status, *status == 6));
            assert_eq!(listed(&mut world, "4").is_empty(), *status == 6, "{status}");
        }
        let other = if kind == ReturnKind::Return { ReturnKind::Exchange } else { ReturnKind::Return };
        assert!(world.return_goods(&number, other, Stage::Requested, now()).unwrap_err().is_usage());
    }
    for (is_partial, status) in [(false, 14), (true, 15)] {
        let mut world = sent.clone();
        world.refund_not_received(&number, is_partial, now()).unwrap();
        assert_eq!(world.line(numbers[0]).unwrap().claim.as_ref().unwrap().status, status);
        assert_eq!(listed(&mut world, "4").is_empty(), !is_partial);
    }
}

#[test]
fn pieces_are_cancelled_and_the_rest_goes_on() {
    let mut world = small();
    let line = LineDraft::new("A").with_qty(3);
    let (cart, numbers) = world.add_cart(CartDraft::paid(at("2026-07-01T09:00:00"), vec![line]));
    let number = cart.to_string();
    assert!(world.cancel_pieces(&number, 3, now()).unwrap_err().is_usage());
    assert!(world.cancel_pieces(&number, 0, now()).unwrap_err().is_usage());
    world.cancel_pieces(&number, 1, now()).unwrap();
    assert_eq!((listed(&mut world, "2"), world.line(numbers[0]).unwrap().qty), (vec![numbers[0].get()], 2));
    let params = [("ClaimStat", "3"), ("search_Sdate", "20260701"), ("search_Edate", "20260701")];
    let claim = rows(&call(&mut world, "ShippingBasic.GetClaimInfo_V3", &params)).remove(0);
    assert_eq!((&claim["orderQty"], &claim["cancelRefundDate"]), (&1.into(), &"2026-07-01 10:00:00".into()));
    let order_no = numbers[0].to_string();
    let confirm = [("OrderNo", order_no.as_str()), ("EstShipDt", "20260703")];
    assert_eq!(code(&call(&mut world, "ShippingBasic.SetSellerCheckYN_V2", &confirm)), 0);
    let rows_in =
        format!(r#"[{{"OrderNo":"{order_no}","ShippingCorp":"佐川急便","TrackingNo":"405548424886"}}]"#);
    let sent = call(&mut world, "ShippingBasic.SetSendingInfoBulk", &[("ShippingInfoJson", &rows_in)]);
    assert_eq!(sent["ResultObject"][0]["result_cd"], 0, "{sent}");
}

#[test]
fn reservation_goods_show_when_they_can_be_sent() {
    let mut world = small();
    let buy = |world: &mut World| {
        let (_, numbers) = world.add_purchase(&Purchase::default(), now()).unwrap();
        let params = [("SearchStartDate", "20260701"), ("SearchEndDate", "20260701")];
        let all = rows(&call(world, "ShippingBasic.GetShippingInfo_v3", &params));
        let row = all.into_iter().find(|row| row["OrderNo"] == numbers[0].get()).unwrap();
        (row["AvailableSendType"].clone(), row["AvailableShippingDate"].clone())
    };
    assert_eq!(buy(&mut world), ("0".into(), "".into()));
    let reservation = Reservation { send_type: 2, available_on: "2026-08-03".parse().unwrap() };
    world.set_reservation("A", Some(reservation)).unwrap();
    assert_eq!(buy(&mut world), ("2".into(), "2026-08-03".into()));
    world.set_reservation("A", None).unwrap();
    assert_eq!(buy(&mut world), ("0".into(), "".into()));
    assert!(world.set_reservation("NONE", None).unwrap_err().is_usage());
}

#[test]
fn two_options_may_have_one_code_and_one_may_be_called_0() {
    let mut world = World::from_seed(now());
    world.set_option_code("TS-001", "-W-M", "-W-S").unwrap();
    world.set_option_code("TS-001", "色:ホワイト / サイズ:L", "0").unwrap();
    let item = [("ItemCode", world.item("TS-001").unwrap().code.clone())];
    let params = item.each_ref().map(|(name, code)| (*name, code.as_str()));
    let codes: Vec<_> = rows(&call(&mut world, "ItemsLookup.GetGoodsInventoryInfo", &params))
        .iter()
        .map(|row| row["ItemTypeCode"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(codes, ["-W-S", "-W-S", "0", "-B-S", "-B-M", "-B-L"]);
    let second = "色:ホワイト / サイズ:M".to_owned();
    let wish =
        Purchase { item: Some("TS-001".to_owned()), option: Some(second.clone()), ..Purchase::default() };
    let (_, numbers) = world.add_purchase(&wish, now()).unwrap();
    let line = world.line(numbers[0]).unwrap();
    assert_eq!((&line.option, line.option_code.as_str()), (&second, "-W-S"));
    assert_eq!(world.get_stock("TS-001", Some(&second)), Some(9));
    for (item, option) in [("NONE", "-W-M"), ("TS-001", "-X"), ("CUP-01", "-X")] {
        assert!(world.set_option_code(item, option, "1").unwrap_err().is_usage());
    }
}

#[test]
fn a_list_may_show_another_status_than_it_is_about() {
    let (mut world, cart, numbers) = with_cart(1);
    world.misstate(&cart.to_string(), Some(4)).unwrap();
    let params = [("ShippingStatus", "2"), ("SearchStartDate", "20260701"), ("SearchEndDate", "20260701")];
    let row = rows(&call(&mut world, "ShippingBasic.GetShippingInfo_v3", &params)).remove(0);
    assert_eq!(row["ShippingStatus"], "On delivery(4)");
    let by_number = [("OrderNo", numbers[0].to_string())];
    let params = by_number.each_ref().map(|(name, no)| (*name, no.as_str()));
    let look_up = "ShippingBasic.GetShippingAndClaimInfoByOrderNo_V2";
    assert_eq!(rows(&call(&mut world, look_up, &params))[0]["shippingStatus"], "On request(2)");
    assert_eq!((listed(&mut world, "2").len(), listed(&mut world, "4").len()), (1, 0));
}
