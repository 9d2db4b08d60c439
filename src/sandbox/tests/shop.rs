//! What buyers and time do.

use super::*;
use crate::sandbox::purchase::Purchase;
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
