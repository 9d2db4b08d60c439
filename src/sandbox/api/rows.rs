//! The rows of order and claim lists: the keys of each method, in the documented spelling and order, and
//! their values.

use std::borrow::Cow;

use super::super::answer::MethodAnswer;
use super::super::json::{JsonValue, name, text};
use super::super::model::{Cart, CartLine, Person, ShopItem};
use super::super::receiver::create_withheld_person;
use super::super::variants::{Duplicates, RelatedOrder, RowOrder};
use super::super::world::World;
use super::wording::{
    format_address, format_claim_status, format_day, format_phone, format_status, format_timestamp,
    join_option_codes,
};

/// GetShippingInfo_v3.
pub(super) const V3: &str = "ShippingStatus SellerID PackNo OrderDate PaymentDate EstimatedShippingDate \
    ShippingDate DeliveredDate Buyer BuyerKana BuyerTel BuyerMobile BuyerEmail OrderNo ItemNo \
    SellerItemCode ItemTitle Option OptionCode OrderPrice OrderQty Discount Total Receiver ReceiverKana \
    ZipCode ShippingAddress Address1 Address2 ReceiverTel ReceiverMobile DesiredDeliveryDate SenderName \
    SenderTel SenderNation SenderZipCode SenderAddress ShippingWay ShippingMessage PaymentMethod \
    SellerDiscount Currency ShippingRate RelatedOrder ShippingRateType DeliveryCompany VoucherCode \
    PackingNo SellerDeliveryNo Gift CartDiscountSeller CartDiscountQoo10 SettlePrice BranchName TrackingNo \
    Material AvailableSendType AvailableShippingDate";

/// GetShippingInfo_v2.
pub(super) const V2: &str = "shippingStatus sellerID packNo orderDate PaymentDate EstShippingDate \
    ShippingDate DeliveredDate buyer buyer_gata buyerTel buyerMobile buyerEmail orderNo itemCode \
    sellerItemCode itemTitle option optionCode orderPrice orderQty discount total receiver receiver_gata \
    shippingCountry zipCode shippingAddr Addr1 Addr2 receiverTel receiverMobile hopeDate senderName \
    senderTel senderNation senderZipCode senderAddr ShippingWay ShippingMsg PaymentMethod SellerDiscount \
    Currency ShippingRate RelatedOrder shippingRateType DeliveryCompany VoucherCode PackingNo \
    SellerDeliveryNo PaymentNation Gift cod_price Cart_Discount_Seller Cart_Discount_Qoo10 SettlePrice \
    BranchName TrackingNo OverseaConsignment OverseaConsignment_receiver OverseaConsignment_Country \
    OverseaConsignment_zipCode OverseaConsignment_Addr1 OverseaConsignment_Addr2 OrderType";

/// GetShippingAndClaimInfoByOrderNo_V2.
pub(super) const BY_NUMBER: &str = "shippingStatus sellerID packNo orderDate PaymentDate DeliveredDate \
    buyer buyer_gata buyerTel buyerMobile buyerEmail OrderType orderNo itemCode sellerItemCode itemTitle \
    option optionCode orderPrice orderQty discount total receiver receiver_gata shippingCountry zipCode \
    shippingAddr receiverTel receiverMobile hopeDate senderName senderTel senderNation senderZipCode \
    senderAddr ShippingWay ShippingMsg shippingRateType PackingNo SellerDeliveryNo VoucherCode \
    paymentNation PaymentMethod Gift cod_price Cart_Discount_Seller Cart_Discount_Qoo10 claimStatus \
    cancelRefundDate reason requestDate shippingDate currency deliveryCompany trackingNo \
    deliveryCompanyReturn trackingNoReturn pickupAddress pickupzipCode paymentReturnShipping itemCondition \
    CODCancelPrice CODQrefundPrice CODCancelRelatedOrder nrDutyTarget nrSolType nrPartRefundCnt \
    nrPartRefundBalance";

/// GetClaimInfo_V3.
pub(super) const CLAIM: &str = "claimStatus cancelRefundDate reason requestDate orderDate PaymentDate \
    shippingDate DeliveredDate orderNo packNo itemCode sellerItemCode itemTitle orderQty paymentNation \
    currency paymentAmount deliveryCompany trackingNo deliveryCompanyReturn trackingNoReturn pickupAddress \
    zipCode paymentReturnShipping itemCondition receiver receiverTel receiverMobile buyer buyerTel \
    buyerMobile CODCancelPrice CODQrefundPrice CODCancelRelatedOrder nrDutyTarget nrSolType \
    nrPartRefundCnt nrPartRefundBalance";

/// What a buyer or the seller typed.
const NAMES: [&str; 18] = [
    "buyer",
    "buyerkana",
    "buyer_gata",
    "receiver",
    "receiverkana",
    "receiver_gata",
    "shippingaddress",
    "shippingaddr",
    "address1",
    "addr1",
    "address2",
    "addr2",
    "pickupaddress",
    "itemtitle",
    "option",
    "gift",
    "shippingmessage",
    "shippingmsg",
];

/// The rows of lines, in the order, and the number, that the variants want.
pub(super) fn build_list<'a>(
    world: &World,
    lines: impl Iterator<Item = &'a CartLine>,
    keys: &str,
) -> MethodAnswer {
    let mut rows: Vec<_> = lines.filter_map(|line| build_row(world, line, keys)).collect();
    match world.variants.row_order {
        RowOrder::Number => {}
        RowOrder::Reversed => rows.reverse(),
        RowOrder::Shuffled => fastrand::Rng::with_seed(rows.len() as u64).shuffle(&mut rows),
    }
    if world.variants.duplicates == Duplicates::Twice {
        rows = rows.into_iter().flat_map(|row| [row.clone(), row]).collect();
    }
    MethodAnswer::Rows(rows)
}

/// None for a line whose cart or item is not there.
pub(super) fn build_row(world: &World, line: &CartLine, keys: &str) -> Option<JsonValue> {
    let parts = RowParts::from_line(world, line, keys)?;
    let fields = keys.split_whitespace().map(|key| (key.to_owned(), parts.get_value(key)));
    Some(JsonValue::Object(fields.collect()))
}

struct RowParts<'a> {
    world: &'a World,
    line: &'a CartLine,
    cart: &'a Cart,
    item: &'a ShopItem,
    receiver: Cow<'a, Person>,
    option_code: String,
    address: String,
    related: String,
    /// Yen, before the discount.
    price: i64,
    /// Of a claim row, what the claim is about.
    qty: i64,
    /// Whether a wrong status would show in it: in the rows of order lists.
    is_misstated: bool,
}

impl<'a> RowParts<'a> {
    fn from_line(world: &'a World, line: &'a CartLine, keys: &str) -> Option<Self> {
        let cart = world.carts.get(&line.pack_no)?;
        let is_withheld = cart.is_receiver_withheld && line.paid_at.is_none();
        let receiver =
            if is_withheld { Cow::Owned(create_withheld_person()) } else { Cow::Borrowed(&cart.receiver) };
        let with_own = world.variants.related_order == RelatedOrder::WithOwn;
        let others = cart.lines.iter().filter(|no| {
            (with_own || **no != line.order_no) && world.lines.get(no).is_some_and(|line| !line.has_left())
        });
        let claimed = line.claim.as_ref().and_then(|claim| claim.qty).filter(|_| keys == CLAIM);
        let qty = claimed.unwrap_or(line.qty);
        Some(Self {
            world,
            line,
            cart,
            item: world.items.get(&line.item_code)?,
            option_code: join_option_codes(line, world.variants.addon_codes),
            address: format_address(&receiver),
            receiver,
            related: others.map(ToString::to_string).collect::<Vec<_>>().join(", "),
            price: line.unit_price * qty,
            qty,
            is_misstated: keys == V3 || keys == V2,
        })
    }

    /// The methods spell the same field differently, above all its capitals.
    fn get_value(&self, key: &str) -> JsonValue {
        let (line, claim) = (self.line, self.line.claim.as_ref());
        let key = key.to_ascii_lowercase();
        match key.as_str() {
            "shippingstatus" => {
                let shown = line.misstated.filter(|_| self.is_misstated).unwrap_or(line.status);
                format_status(shown, self.world.variants.status_text)
            }
            "packno" => JsonValue::Int(line.pack_no.get()),
            "orderno" => JsonValue::Int(line.order_no.get()),
            "orderdate" => format_timestamp(Some(self.cart.ordered_at)),
            "paymentdate" => format_timestamp(line.paid_at),
            "estimatedshippingdate" | "estshippingdate" => format_day(line.planned_on),
            "shippingdate" => format_timestamp(line.shipped_at),
            "delivereddate" => format_timestamp(line.delivered_at),
            "orderprice" => JsonValue::Money(line.unit_price),
            "orderqty" => JsonValue::Int(self.qty),
            "discount" => JsonValue::Money(line.discount),
            "total" | "paymentamount" => JsonValue::Money(self.price - line.discount),
            "settleprice" => JsonValue::Money(self.price * 9 / 10),
            "availablesendtype" => text(line.send_type.to_string()),
            "claimstatus" => format_claim_status(claim.map(|claim| claim.status), self.world),
            "cancelrefunddate" => format_timestamp(claim.and_then(|claim| claim.completed_at)),
            "requestdate" => format_timestamp(claim.map(|claim| claim.requested_at)),
            "reason" => text(claim.map_or("", |claim| claim.reason.as_str())),
            "availableshippingdate" => text(line.available_on.map(|day| day.to_string()).unwrap_or_default()),
            "nrpartrefundcnt" => JsonValue::Int(claim.is_some_and(|claim| claim.status == 15).into()),
            "sellerdiscount"
            | "shippingrate"
            | "cartdiscountseller"
            | "cartdiscountqoo10"
            | "cod_price"
            | "cart_discount_seller"
            | "cart_discount_qoo10"
            | "codcancelprice"
            | "codqrefundprice"
            | "nrpartrefundbalance" => JsonValue::Money(0),
            "buyertel" | "buyermobile" | "receivertel" | "receivermobile" | "sendertel" => {
                format_phone(self.get_text(&key), self.world.variants.phones)
            }
            key if NAMES.contains(&key) => name(self.get_text(key)),
            key => text(self.get_text(key)),
        }
    }

    /// Fields that a practice order never fills have no arm.
    fn get_text(&self, key: &str) -> &str {
        let (line, cart, buyer, receiver) = (self.line, self.cart, &self.cart.buyer, &self.receiver);
        let claim_status = line.claim.as_ref().map_or(0, |claim| claim.status);
        match key {
            "sellerid" => "sandbox",
            "buyer" => &buyer.name,
            "buyerkana" | "buyer_gata" => &buyer.kana,
            "buyertel" => &buyer.tel,
            "buyermobile" => &buyer.mobile,
            "buyeremail" => &buyer.email,
            "receiver" => &receiver.name,
            "receiverkana" | "receiver_gata" => &receiver.kana,
            "receivertel" => &receiver.tel,
            "receivermobile" => &receiver.mobile,
            "zipcode" => &receiver.zip,
            "shippingaddress" | "shippingaddr" => &self.address,
            "address1" | "addr1" => &receiver.address1,
            "address2" | "addr2" => &receiver.address2,
            "itemno" | "itemcode" => &line.item_code,
            "selleritemcode" => &self.item.seller_code,
            "itemtitle" => &self.item.title,
            "option" => &line.option,
            "optioncode" => &self.option_code,
            "desireddeliverydate" | "hopedate" => &cart.desired,
            "shippingmessage" | "shippingmsg" => &cart.message,
            "paymentmethod" => &cart.payment_method,
            "pickupaddress" if matches!(claim_status, 4..=6 | 11..=13) => &self.address,
            "pickupzipcode" if matches!(claim_status, 4..=6 | 11..=13) => &receiver.zip,
            "deliverycompanyreturn" if matches!(claim_status, 5 | 6 | 12 | 13) => &line.carrier,
            "nrdutytarget" if claim_status == 14 => "SC",
            "nrdutytarget" if claim_status == 15 => "SL",
            "nrsoltype" if matches!(claim_status, 14 | 15) => "NC",
            "gift" => &cart.gift,
            "relatedorder" => &self.related,
            "deliverycompany" => &line.carrier,
            "trackingno" => &line.tracking_no,
            "packingno" => &line.packing_no,
            "shippingratetype" => "Free",
            "currency" => "JPY",
            "sendernation" | "shippingcountry" | "paymentnation" => "JP",
            "overseaconsignment" => "N",
            _ => "",
        }
    }
}
