//! The rows of order lists, key by key in the documented spelling of each method.

use super::super::json::{JsonValue, object, text};
use super::super::model::{Cart, CartLine, ShopItem};
use super::super::variants::RelatedOrder;
use super::super::world::World;
use super::wording::{address, day_stamp, option_code, stamp, status};

/// What the seller is called.
pub(super) const SELLER: &str = "sandbox";

/// The parts of a row that more than one method shows.
pub(super) struct RowParts<'a> {
    line: &'a CartLine,
    pub(super) cart: &'a Cart,
    pub(super) item: &'a ShopItem,
    pub(super) status: JsonValue,
    pub(super) option_code: String,
    related: String,
    pub(super) total: i64,
}

impl<'a> RowParts<'a> {
    pub(super) fn of(world: &'a World, line: &'a CartLine) -> Option<Self> {
        let cart = world.carts.get(&line.pack_no)?;
        let item = world.items.get(&line.item_code)?;
        let with_own = world.variants.related_order == RelatedOrder::WithOwn;
        let others = cart.lines.iter().filter(|no| {
            (with_own || **no != line.order_no) && world.lines.get(no).is_some_and(|line| !line.has_left())
        });
        Some(Self {
            line,
            cart,
            item,
            status: status(line.status, world.variants.status_text),
            option_code: option_code(line, world.variants.addon_codes),
            related: others.map(ToString::to_string).collect::<Vec<_>>().join(", "),
            total: line.unit_price * line.qty - line.discount,
        })
    }

    fn settled(&self) -> i64 {
        self.line.unit_price * self.line.qty * 9 / 10
    }
}

/// A row of GetShippingInfo_v3.
pub(super) fn v3(world: &World, line: &CartLine) -> Option<JsonValue> {
    let p = RowParts::of(world, line)?;
    let (buyer, receiver) = (&p.cart.buyer, &p.cart.receiver);
    Some(object([
        ("ShippingStatus", p.status.clone()),
        ("SellerID", text(SELLER)),
        ("PackNo", JsonValue::Int(p.line.pack_no.get())),
        ("OrderDate", stamp(Some(p.cart.ordered_at))),
        ("PaymentDate", stamp(line.paid_at)),
        ("EstimatedShippingDate", day_stamp(line.planned_on)),
        ("ShippingDate", stamp(line.shipped_at)),
        ("DeliveredDate", stamp(line.delivered_at)),
        ("Buyer", text(&buyer.name)),
        ("BuyerKana", text(&buyer.kana)),
        ("BuyerTel", text(&buyer.tel)),
        ("BuyerMobile", text(&buyer.mobile)),
        ("BuyerEmail", text(&buyer.email)),
        ("OrderNo", JsonValue::Int(line.order_no.get())),
        ("ItemNo", text(&line.item_code)),
        ("SellerItemCode", text(&p.item.seller_code)),
        ("ItemTitle", text(&p.item.title)),
        ("Option", text(&line.option)),
        ("OptionCode", text(&p.option_code)),
        ("OrderPrice", JsonValue::Money(line.unit_price)),
        ("OrderQty", JsonValue::Int(line.qty)),
        ("Discount", JsonValue::Money(line.discount)),
        ("Total", JsonValue::Money(p.total)),
        ("Receiver", text(&receiver.name)),
        ("ReceiverKana", text(&receiver.kana)),
        ("ZipCode", text(&receiver.zip)),
        ("ShippingAddress", text(address(receiver))),
        ("Address1", text(&receiver.address1)),
        ("Address2", text(&receiver.address2)),
        ("ReceiverTel", text(&receiver.tel)),
        ("ReceiverMobile", text(&receiver.mobile)),
        ("DesiredDeliveryDate", text(&p.cart.desired)),
        ("SenderName", text("")),
        ("SenderTel", text("")),
        ("SenderNation", text("JP")),
        ("SenderZipCode", text("")),
        ("SenderAddress", text("")),
        ("ShippingWay", text("")),
        ("ShippingMessage", text(&p.cart.message)),
        ("PaymentMethod", text(&p.cart.payment_method)),
        ("SellerDiscount", JsonValue::Money(0)),
        ("Currency", text("JPY")),
        ("ShippingRate", JsonValue::Money(0)),
        ("RelatedOrder", text(&p.related)),
        ("ShippingRateType", text("Free")),
        ("DeliveryCompany", text(&line.carrier)),
        ("VoucherCode", text("")),
        ("PackingNo", text(&line.packing_no)),
        ("SellerDeliveryNo", text("")),
        ("Gift", text(&p.cart.gift)),
        ("CartDiscountSeller", JsonValue::Money(0)),
        ("CartDiscountQoo10", JsonValue::Money(0)),
        ("SettlePrice", JsonValue::Money(p.settled())),
        ("BranchName", text("")),
        ("TrackingNo", text(&line.tracking_no)),
        ("Material", text("")),
        ("AvailableSendType", text(line.send_type.to_string())),
        ("AvailableShippingDate", text("")),
    ]))
}

/// A row of GetShippingInfo_v2.
pub(super) fn v2(world: &World, line: &CartLine) -> Option<JsonValue> {
    let p = RowParts::of(world, line)?;
    let (buyer, receiver) = (&p.cart.buyer, &p.cart.receiver);
    let order = object([
        ("shippingStatus", p.status.clone()),
        ("sellerID", text(SELLER)),
        ("packNo", JsonValue::Int(p.line.pack_no.get())),
        ("orderDate", stamp(Some(p.cart.ordered_at))),
        ("PaymentDate", stamp(line.paid_at)),
        ("EstShippingDate", day_stamp(line.planned_on)),
        ("ShippingDate", stamp(line.shipped_at)),
        ("DeliveredDate", stamp(line.delivered_at)),
        ("buyer", text(&buyer.name)),
        ("buyer_gata", text(&buyer.kana)),
        ("buyerTel", text(&buyer.tel)),
        ("buyerMobile", text(&buyer.mobile)),
        ("buyerEmail", text(&buyer.email)),
        ("orderNo", JsonValue::Int(line.order_no.get())),
        ("itemCode", text(&line.item_code)),
        ("sellerItemCode", text(&p.item.seller_code)),
        ("itemTitle", text(&p.item.title)),
        ("option", text(&line.option)),
        ("optionCode", text(&p.option_code)),
        ("orderPrice", JsonValue::Money(line.unit_price)),
        ("orderQty", JsonValue::Int(line.qty)),
        ("discount", JsonValue::Money(line.discount)),
        ("total", JsonValue::Money(p.total)),
        ("receiver", text(&receiver.name)),
        ("receiver_gata", text(&receiver.kana)),
        ("shippingCountry", text("JP")),
        ("zipCode", text(&receiver.zip)),
        ("shippingAddr", text(address(receiver))),
        ("Addr1", text(&receiver.address1)),
        ("Addr2", text(&receiver.address2)),
        ("receiverTel", text(&receiver.tel)),
        ("receiverMobile", text(&receiver.mobile)),
        ("hopeDate", text(&p.cart.desired)),
        ("senderName", text("")),
        ("senderTel", text("")),
        ("senderNation", text("JP")),
        ("senderZipCode", text("")),
        ("senderAddr", text("")),
    ]);
    Some(order.followed_by(v2_delivery(&p)))
}

/// The second part of that row.
fn v2_delivery(p: &RowParts) -> JsonValue {
    let line = p.line;
    object([
        ("ShippingWay", text("")),
        ("ShippingMsg", text(&p.cart.message)),
        ("PaymentMethod", text(&p.cart.payment_method)),
        ("SellerDiscount", JsonValue::Money(0)),
        ("Currency", text("JPY")),
        ("ShippingRate", JsonValue::Money(0)),
        ("RelatedOrder", text(&p.related)),
        ("shippingRateType", text("Free")),
        ("DeliveryCompany", text(&line.carrier)),
        ("VoucherCode", text("")),
        ("PackingNo", text(&line.packing_no)),
        ("SellerDeliveryNo", text("")),
        ("PaymentNation", text("JP")),
        ("Gift", text(&p.cart.gift)),
        ("cod_price", JsonValue::Money(0)),
        ("Cart_Discount_Seller", JsonValue::Money(0)),
        ("Cart_Discount_Qoo10", JsonValue::Money(0)),
        ("SettlePrice", JsonValue::Money(p.settled())),
        ("BranchName", text("")),
        ("TrackingNo", text(&line.tracking_no)),
        ("OverseaConsignment", text("N")),
        ("OverseaConsignment_receiver", text("")),
        ("OverseaConsignment_Country", text("")),
        ("OverseaConsignment_zipCode", text("")),
        ("OverseaConsignment_Addr1", text("")),
        ("OverseaConsignment_Addr2", text("")),
        ("OrderType", text("")),
    ])
}
