//! A row of `ShippingBasic.GetShippingInfo_v3` (OFFICIAL key names; docs/qoo10-api.md), read twice: first
//! only what says which row it is, then the whole.

use chrono::NaiveDate;
use serde::Deserialize;

use super::loose::{DecodeError, LenientValue, no_object, read_wall_clock, should_be};
use super::{numbers, rows};
use crate::domain::ids::{OrderNo, PackNo};
use crate::domain::order::{Party, People};
use crate::domain::shipping_row::{OtherValues, ShippingRow, UnreadableRow};
use crate::domain::time::Jst;
use crate::qoo10::method::GET_SHIPPING_INFO;
use crate::strings::clean::filled;
use crate::strings::phone;
use crate::vocabulary::{Message, msg};

/// What says which row it is, as far as it can be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RowHead {
    /// The cart.
    pub pack_no: Option<PackNo>,
    /// The order number.
    pub order_no: Option<OrderNo>,
    /// When the buyer ordered.
    pub ordered_at: Option<Jst>,
    /// Whether both numbers were read where they belong; otherwise they are what the row's bytes show.
    pub is_whole: bool,
}

#[derive(Deserialize)]
struct RawHead<'a> {
    #[serde(rename = "PackNo", borrow, default)]
    pack_no: LenientValue<'a>,
    #[serde(rename = "OrderNo", borrow, default)]
    order_no: LenientValue<'a>,
    #[serde(rename = "OrderDate", borrow, default)]
    order_date: LenientValue<'a>,
}

/// Reads which row it is; what cannot be read is none. Of a row that cannot be read, the numbers count that
/// can be found in its bytes, each if it is the only one.
pub fn head(json: &str) -> RowHead {
    let read = serde_json::from_str::<RawHead<'_>>(json).ok();
    let head = read.map(|raw| RowHead {
        pack_no: raw.pack_no.int().ok().and_then(PackNo::new),
        order_no: raw.order_no.int().ok().and_then(OrderNo::new),
        ordered_at: raw.order_date.instant().ok().flatten(),
        is_whole: true,
    });
    match head {
        Some(head @ RowHead { pack_no: Some(_), order_no: Some(_), .. }) => head,
        other => {
            let head = other.unwrap_or_default();
            let (orders, carts) = numbers::find(&rows::raw(json));
            let only = |count: usize| count == 1;
            RowHead {
                pack_no: head.pack_no.or(carts.first().copied().filter(|_| only(carts.len()))),
                order_no: head.order_no.or(orders.first().copied().filter(|_| only(orders.len()))),
                ordered_at: head.ordered_at,
                is_whole: false,
            }
        }
    }
}

#[derive(Deserialize)]
struct RawPayment<'a> {
    #[serde(rename = "OrderNo", borrow, default)]
    order_no: LenientValue<'a>,
    #[serde(rename = "PaymentDate", borrow, default)]
    payment_date: LenientValue<'a>,
}

/// Reads which order number it is and when it was paid.
///
/// # Errors
/// When either cannot be read: a sentence.
pub fn payment(json: &str) -> Result<(OrderNo, Option<Jst>), Message> {
    let raw: RawPayment<'_> = row_of(json)?;
    let order_no = id("OrderNo", &raw.order_no, OrderNo::new).map_err(unreadable)?;
    Ok((order_no, payment_date(&raw.payment_date).map_err(unreadable)?))
}

fn row_of<'j, T: Deserialize<'j>>(json: &'j str) -> Result<T, Message> {
    serde_json::from_str(json).map_err(|e| unreadable(no_object(&e)))
}

fn unreadable(problem: Message) -> Message {
    rows::problem(GET_SHIPPING_INFO, problem)
}

#[derive(Deserialize)]
struct RawPlanned<'a> {
    #[serde(rename = "OrderNo", borrow, default)]
    order_no: LenientValue<'a>,
    #[serde(rename = "EstimatedShippingDate", borrow, default)]
    estimated_shipping_date: LenientValue<'a>,
}

#[derive(Deserialize)]
struct RawTracking<'a> {
    #[serde(rename = "OrderNo", borrow, default)]
    order_no: LenientValue<'a>,
    #[serde(rename = "TrackingNo", borrow, default)]
    tracking_no: LenientValue<'a>,
}

/// Reads which order number it is and its tracking number.
///
/// # Errors
/// When either cannot be read: a sentence.
pub fn tracking(json: &str) -> Result<(OrderNo, Option<String>), Message> {
    let raw: RawTracking<'_> = row_of(json)?;
    let order_no = id("OrderNo", &raw.order_no, OrderNo::new).map_err(unreadable)?;
    let number = optional("TrackingNo", &raw.tracking_no).map_err(unreadable)?;
    match number {
        // Bytes that were lost: nobody knows which number it is.
        Some(number) if number.contains(char::REPLACEMENT_CHARACTER) => {
            Err(unreadable(msg!("qoo10-no_text", key = "TrackingNo")))
        }
        number => Ok((order_no, number)),
    }
}

/// Reads which order number it is and its planned ship date.
///
/// # Errors
/// When either cannot be read: a sentence.
pub fn planned(json: &str) -> Result<(OrderNo, Option<NaiveDate>), Message> {
    let raw: RawPlanned<'_> = row_of(json)?;
    let order_no = id("OrderNo", &raw.order_no, OrderNo::new).map_err(unreadable)?;
    let date = raw.estimated_shipping_date.instant();
    Ok((
        order_no,
        date.map_err(|unfit| unreadable(unfit.of("EstimatedShippingDate")))?.map(|at| at.date_naive()),
    ))
}

macro_rules! raw_row {
    ($($field:ident = $key:literal,)+) => {
        #[derive(Deserialize)]
        struct RawRow<'a> {
            $(#[serde(rename = $key, borrow, default)] $field: LenientValue<'a>,)+
        }
    };
}

raw_row! {
    shipping_status = "ShippingStatus", seller_id = "SellerID", pack_no = "PackNo", order_date = "OrderDate",
    payment_date = "PaymentDate", estimated_shipping_date = "EstimatedShippingDate",
    shipping_date = "ShippingDate", delivered_date = "DeliveredDate", buyer = "Buyer", buyer_kana = "BuyerKana",
    buyer_tel = "BuyerTel", buyer_mobile = "BuyerMobile", buyer_email = "BuyerEmail", order_no = "OrderNo",
    item_no = "ItemNo", seller_item_code = "SellerItemCode", item_title = "ItemTitle", option = "Option",
    option_code = "OptionCode", order_price = "OrderPrice", order_qty = "OrderQty", discount = "Discount",
    total = "Total", receiver = "Receiver", receiver_kana = "ReceiverKana", zip_code = "ZipCode",
    shipping_address = "ShippingAddress", address1 = "Address1", address2 = "Address2",
    receiver_tel = "ReceiverTel", receiver_mobile = "ReceiverMobile",
    desired_delivery_date = "DesiredDeliveryDate", sender_name = "SenderName", sender_tel = "SenderTel",
    sender_nation = "SenderNation", sender_zip_code = "SenderZipCode", sender_address = "SenderAddress",
    shipping_way = "ShippingWay", shipping_message = "ShippingMessage", payment_method = "PaymentMethod",
    seller_discount = "SellerDiscount", currency = "Currency", shipping_rate = "ShippingRate",
    related_order = "RelatedOrder", shipping_rate_type = "ShippingRateType",
    delivery_company = "DeliveryCompany", voucher_code = "VoucherCode", packing_no = "PackingNo",
    seller_delivery_no = "SellerDeliveryNo", gift = "Gift", cart_discount_seller = "CartDiscountSeller",
    cart_discount_qoo10 = "CartDiscountQoo10", settle_price = "SettlePrice", branch_name = "BranchName",
    tracking_no = "TrackingNo", material = "Material", available_send_type = "AvailableSendType",
    available_shipping_date = "AvailableShippingDate",
}

/// Reads a whole row.
///
/// # Errors
/// When a value that a rule needs is missing or unfit: the sentence names method and field.
pub fn read(json: &str) -> Result<ShippingRow, UnreadableRow> {
    let read = row_of(json).and_then(|raw| row(&raw, json).map_err(unreadable));
    read.map_err(|problem| UnreadableRow { problem, payload: rows::raw(json).into_owned() })
}

fn row(raw: &RawRow<'_>, json: &str) -> Result<ShippingRow, Message> {
    let (desired_delivery_date, desired_delivery_time) =
        desired(optional("DesiredDeliveryDate", &raw.desired_delivery_date)?);
    Ok(ShippingRow {
        pack_no: id("PackNo", &raw.pack_no, PackNo::new)?,
        order_no: id("OrderNo", &raw.order_no, OrderNo::new)?,
        shipping_status: raw.shipping_status.status(),
        ordered_at: required("OrderDate", raw.order_date.instant(), msg!("qoo10-a_time"))?,
        paid_at: payment_date(&raw.payment_date)?,
        item_code: required("ItemNo", raw.item_no.text(), msg!("qoo10-an_item_code"))?,
        seller_item_code: seller_item_code(&raw.seller_item_code)?,
        option_code: optional("OptionCode", &raw.option_code)?,
        title: optional("ItemTitle", &raw.item_title)?.unwrap_or_default(),
        option: optional("Option", &raw.option)?,
        qty: quantity(&raw.order_qty)?,
        unit_price_yen: raw.order_price.yen().map_err(|unfit| unfit.of("OrderPrice"))?,
        total_yen: raw.total.yen().map_err(|unfit| unfit.of("Total"))?,
        delivery_company: optional("DeliveryCompany", &raw.delivery_company)?,
        desired_delivery_date,
        desired_delivery_time,
        payment_method: optional("PaymentMethod", &raw.payment_method)?,
        people: people(raw)?,
        other: other(raw),
        payload: json.to_owned(),
    })
}

fn optional(field: &'static str, value: &LenientValue<'_>) -> Result<Option<String>, Message> {
    value.text().map_err(|unfit| unfit.of(field))
}

fn required<T>(
    field: &'static str,
    value: Result<Option<T>, DecodeError>,
    wanted: Message,
) -> Result<T, Message> {
    let absent = || msg!("qoo10-none", key = field, wanted = wanted);
    value.map_err(|unfit| unfit.of(field))?.ok_or_else(absent)
}

fn id<T>(
    field: &'static str,
    value: &LenientValue<'_>,
    make: impl Fn(i64) -> Option<T>,
) -> Result<T, Message> {
    let number = value.int().map_err(|unfit| unfit.of(field))?;
    make(number).ok_or_else(|| should_be(msg!("qoo10-a_positive_number"), number).with("key", field))
}

/// Blank means unpaid, but an absent key would make every order look unpaid for ever.
fn payment_date(value: &LenientValue<'_>) -> Result<Option<Jst>, Message> {
    if *value == LenientValue::Missing {
        return Err(msg!("qoo10-payment_missing", key = "PaymentDate"));
    }
    value.instant().map_err(|unfit| unfit.of("PaymentDate"))
}

/// Blank is the seller's doing, which a sentence of its own explains; an absent key is Qoo10's.
fn seller_item_code(value: &LenientValue<'_>) -> Result<Option<String>, Message> {
    if *value == LenientValue::Missing {
        return Err(msg!("qoo10-key_missing", key = "SellerItemCode"));
    }
    optional("SellerItemCode", value)
}

const MOST_PIECES: i64 = 1_000_000;

fn quantity(value: &LenientValue<'_>) -> Result<i64, Message> {
    match value.int() {
        Ok(qty @ 1..=MOST_PIECES) => Ok(qty),
        Ok(qty) => Err(should_be(msg!("qoo10-pieces", most = MOST_PIECES), qty).with("key", "OrderQty")),
        Err(unfit) => Err(unfit.of("OrderQty")),
    }
}

/// `2026-07-08 `, `14:00~16:00`, both, or words that are kept as they are.
fn desired(given: Option<String>) -> (Option<NaiveDate>, Option<String>) {
    let Some(given) = given else { return (None, None) };
    let (first, rest) = given.split_once(char::is_whitespace).unwrap_or((&given, ""));
    let Some(date) = read_wall_clock(first).map(|t| t.date()) else { return (None, Some(given)) };
    let rest = filled(rest).filter(|rest| *rest != "00:00:00");
    (Some(date).filter(|d| chrono::Datelike::year(d) >= 2000), rest.map(str::to_owned))
}

fn people(raw: &RawRow<'_>) -> Result<People, Message> {
    let phone = |field, value: &LenientValue<'_>| -> Result<Option<String>, Message> {
        let given = optional(field, value)?.map(|given| phone::phone(&given));
        Ok(given.filter(|number| !number.is_empty()))
    };
    let receiver_zip = optional("ZipCode", &raw.zip_code)?;
    let receiver_address1 = optional("Address1", &raw.address1)?;
    let receiver_address2 = optional("Address2", &raw.address2)?;
    let joined = || {
        let parts: Vec<&str> =
            [&receiver_address1, &receiver_address2].into_iter().flatten().map(String::as_str).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    };
    let receiver_address = optional("ShippingAddress", &raw.shipping_address)?.or_else(joined);
    Ok(People {
        buyer: Party {
            name: optional("Buyer", &raw.buyer)?,
            kana: optional("BuyerKana", &raw.buyer_kana)?,
            tel: phone("BuyerTel", &raw.buyer_tel)?,
            mobile: phone("BuyerMobile", &raw.buyer_mobile)?,
            // IMP-8: Qoo10 gives no address of the buyer.
            zip: receiver_zip.clone(),
            address: receiver_address.clone(),
        },
        buyer_email: optional("BuyerEmail", &raw.buyer_email)?,
        receiver: Party {
            name: optional("Receiver", &raw.receiver)?,
            kana: optional("ReceiverKana", &raw.receiver_kana)?,
            tel: phone("ReceiverTel", &raw.receiver_tel)?,
            mobile: phone("ReceiverMobile", &raw.receiver_mobile)?,
            zip: receiver_zip,
            address: receiver_address,
        },
        receiver_address1,
        receiver_address2,
        sender: Party {
            name: optional("SenderName", &raw.sender_name)?,
            kana: None,
            tel: phone("SenderTel", &raw.sender_tel)?,
            mobile: None,
            zip: optional("SenderZipCode", &raw.sender_zip_code)?,
            address: optional("SenderAddress", &raw.sender_address)?,
        },
        sender_nation: optional("SenderNation", &raw.sender_nation)?,
        message: optional("ShippingMessage", &raw.shipping_message)?,
        gift: optional("Gift", &raw.gift)?,
    })
}

/// Values that decide nothing never reject a cart: what cannot be read is in the payload.
fn other(raw: &RawRow<'_>) -> OtherValues {
    let text = |value: &LenientValue<'_>| value.text().ok().flatten();
    OtherValues {
        seller_id: text(&raw.seller_id),
        estimated_shipping_date: text(&raw.estimated_shipping_date),
        shipping_date: text(&raw.shipping_date),
        delivered_date: text(&raw.delivered_date),
        discount_yen: raw.discount.yen_for_the_record(),
        seller_discount_yen: raw.seller_discount.yen_for_the_record(),
        currency: text(&raw.currency),
        shipping_rate_yen: raw.shipping_rate.yen_for_the_record(),
        shipping_rate_type: text(&raw.shipping_rate_type),
        shipping_way: text(&raw.shipping_way),
        related_order: text(&raw.related_order),
        voucher_code: text(&raw.voucher_code),
        packing_no: text(&raw.packing_no),
        seller_delivery_no: text(&raw.seller_delivery_no),
        cart_discount_seller_yen: raw.cart_discount_seller.yen_for_the_record(),
        cart_discount_qoo10_yen: raw.cart_discount_qoo10.yen_for_the_record(),
        settle_price_yen: raw.settle_price.yen_for_the_record(),
        branch_name: text(&raw.branch_name),
        tracking_no: text(&raw.tracking_no),
        material: text(&raw.material),
        available_send_type: text(&raw.available_send_type),
        available_shipping_date: text(&raw.available_shipping_date),
    }
}

#[cfg(test)]
#[path = "shipping_row_tests.rs"]
mod tests;
