//! The rows that tell of claims: an order looked up by number, and the claim list.

use super::super::json::{JsonValue, object, text};
use super::super::model::CartLine;
use super::super::world::World;
use super::order_rows::{RowParts, SELLER};
use super::wording::{address, claim_status, stamp};

/// The row of GetShippingAndClaimInfoByOrderNo_V2, with its own spelling of several keys.
pub(super) fn by_number(world: &World, line: &CartLine) -> Option<JsonValue> {
    let p = RowParts::of(world, line)?;
    let (buyer, receiver) = (&p.cart.buyer, &p.cart.receiver);
    let order = object([
        ("shippingStatus", p.status.clone()),
        ("sellerID", text(SELLER)),
        ("packNo", JsonValue::Int(line.pack_no.get())),
        ("orderDate", stamp(Some(p.cart.ordered_at))),
        ("PaymentDate", stamp(line.paid_at)),
        ("DeliveredDate", stamp(line.delivered_at)),
        ("buyer", text(&buyer.name)),
        ("buyer_gata", text(&buyer.kana)),
        ("buyerTel", text(&buyer.tel)),
        ("buyerMobile", text(&buyer.mobile)),
        ("buyerEmail", text(&buyer.email)),
        ("OrderType", text("")),
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
        ("receiverTel", text(&receiver.tel)),
        ("receiverMobile", text(&receiver.mobile)),
        ("hopeDate", text(&p.cart.desired)),
        ("senderName", text("")),
        ("senderTel", text("")),
        ("senderNation", text("JP")),
        ("senderZipCode", text("")),
        ("senderAddr", text("")),
        ("ShippingWay", text("")),
        ("ShippingMsg", text(&p.cart.message)),
        ("shippingRateType", text("Free")),
        ("PackingNo", text(&line.packing_no)),
        ("SellerDeliveryNo", text("")),
        ("VoucherCode", text("")),
        ("paymentNation", text("JP")),
        ("PaymentMethod", text(&p.cart.payment_method)),
        ("Gift", text(&p.cart.gift)),
        ("cod_price", JsonValue::Money(0)),
        ("Cart_Discount_Seller", JsonValue::Money(0)),
        ("Cart_Discount_Qoo10", JsonValue::Money(0)),
    ]);
    Some(order.followed_by(by_number_claim(world, line)))
}

/// The second part of that row.
fn by_number_claim(world: &World, line: &CartLine) -> JsonValue {
    let claim = line.claim.as_ref();
    object([
        ("claimStatus", claim_status(claim.map(|claim| claim.status), world)),
        ("cancelRefundDate", stamp(claim.and_then(|claim| claim.completed_at))),
        ("reason", text(claim.map_or("", |claim| claim.reason.as_str()))),
        ("requestDate", stamp(claim.map(|claim| claim.requested_at))),
        ("shippingDate", stamp(line.shipped_at)),
        ("currency", text("JPY")),
        ("deliveryCompany", text(&line.carrier)),
        ("trackingNo", text(&line.tracking_no)),
        ("deliveryCompanyReturn", text("")),
        ("trackingNoReturn", text("")),
        ("pickupAddress", text("")),
        ("pickupzipCode", text("")),
        ("paymentReturnShipping", text("")),
        ("itemCondition", text("")),
        ("CODCancelPrice", JsonValue::Money(0)),
        ("CODQrefundPrice", JsonValue::Money(0)),
        ("CODCancelRelatedOrder", text("")),
        ("nrDutyTarget", text("")),
        ("nrSolType", text("")),
        ("nrPartRefundCnt", JsonValue::Int(0)),
        ("nrPartRefundBalance", JsonValue::Money(0)),
    ])
}

/// A row of GetClaimInfo_V3; none for a line without a claim.
pub(super) fn claim(world: &World, line: &CartLine) -> Option<JsonValue> {
    let p = RowParts::of(world, line)?;
    let claim = line.claim.as_ref()?;
    let receiver = &p.cart.receiver;
    Some(object([
        ("claimStatus", claim_status(Some(claim.status), world)),
        ("cancelRefundDate", stamp(claim.completed_at)),
        ("reason", text(&claim.reason)),
        ("requestDate", stamp(Some(claim.requested_at))),
        ("orderDate", stamp(Some(p.cart.ordered_at))),
        ("PaymentDate", stamp(line.paid_at)),
        ("shippingDate", stamp(line.shipped_at)),
        ("DeliveredDate", stamp(line.delivered_at)),
        ("orderNo", JsonValue::Int(line.order_no.get())),
        ("packNo", JsonValue::Int(line.pack_no.get())),
        ("itemCode", text(&line.item_code)),
        ("sellerItemCode", text(&p.item.seller_code)),
        ("itemTitle", text(&p.item.title)),
        ("orderQty", JsonValue::Int(line.qty)),
        ("paymentNation", text("JP")),
        ("currency", text("JPY")),
        ("paymentAmount", JsonValue::Money(p.total)),
        ("deliveryCompany", text(&line.carrier)),
        ("trackingNo", text(&line.tracking_no)),
        ("deliveryCompanyReturn", text("")),
        ("trackingNoReturn", text("")),
        ("pickupAddress", text("")),
        ("zipCode", text(&receiver.zip)),
        ("paymentReturnShipping", text("")),
        ("itemCondition", text("")),
        ("receiver", text(&receiver.name)),
        ("receiverTel", text(&receiver.tel)),
        ("receiverMobile", text(&receiver.mobile)),
        ("buyer", text(&p.cart.buyer.name)),
        ("buyerTel", text(&p.cart.buyer.tel)),
        ("buyerMobile", text(&p.cart.buyer.mobile)),
        ("CODCancelPrice", JsonValue::Money(0)),
        ("CODQrefundPrice", JsonValue::Money(0)),
        ("CODCancelRelatedOrder", text("")),
        ("nrDutyTarget", text("")),
        ("nrSolType", text("")),
        ("nrPartRefundCnt", JsonValue::Int(0)),
        ("nrPartRefundBalance", JsonValue::Money(0)),
    ]))
}
