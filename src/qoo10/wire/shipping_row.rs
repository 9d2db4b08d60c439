//! A row of `ShippingBasic.GetShippingInfo_v3` (OFFICIAL key names; docs/qoo10-api.md), read twice: first
//! only what says which row it is, then the whole.

use chrono::NaiveDate;
use serde::Deserialize;

use super::lenient::{DecodeError, LenientValue, expected_message, invalid_row_message, parse_wall_clock};
use super::{numbers, rows};
use crate::domain::ids::{OrderNo, PackNo};
use crate::domain::listed_goods::ListedGoods;
use crate::domain::party::{Party, People};
use crate::domain::receiver::Receiver;
use crate::domain::shipment::RemoteParcel;
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
pub fn parse_head(json: &str) -> RowHead {
    let read = serde_json::from_str::<RawHead<'_>>(json).ok();
    let head = read.map(|raw| RowHead {
        pack_no: raw.pack_no.to_int().ok().and_then(PackNo::new),
        order_no: raw.order_no.to_int().ok().and_then(OrderNo::new),
        ordered_at: raw.order_date.to_instant().ok().flatten(),
        is_whole: true,
    });
    match head {
        Some(head @ RowHead { pack_no: Some(_), order_no: Some(_), .. }) => head,
        other => {
            let head = other.unwrap_or_default();
            let (orders, carts) = numbers::find_numbers(&rows::unpack_row(json));
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

/// What `sync-status` has to know of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedRow {
    pub order_no: OrderNo,
    pub pack_no: PackNo,
    /// The status that the row itself says, where it says one.
    pub status: Option<u8>,
    /// When the buyer ordered; none where that cannot be read: it decides about carts of others only.
    pub ordered_at: Option<Jst>,
    pub paid_at: Option<Jst>,
    pub receiver: Receiver,
    pub parcel: RemoteParcel,
}

/// Reads which number it is, when it was paid, where it goes and in which parcel.
///
/// # Errors
/// When one of them cannot be read: a sentence.
pub fn parse_listed(json: &str) -> Result<ListedRow, Message> {
    let raw: RawRow<'_> = parse_row(json)?;
    read_listed(&raw).map_err(describe_unreadable)
}

fn read_listed(raw: &RawRow<'_>) -> Result<ListedRow, Message> {
    let sent_at = raw.shipping_date.to_instant().map_err(|unfit| unfit.with_key("ShippingDate"))?;
    Ok(ListedRow {
        order_no: read_id("OrderNo", &raw.order_no, OrderNo::new)?,
        pack_no: read_id("PackNo", &raw.pack_no, PackNo::new)?,
        status: raw.shipping_status.to_status(),
        ordered_at: raw.order_date.to_instant().ok().flatten(),
        paid_at: read_payment_date(&raw.payment_date)?,
        receiver: Receiver::from_people(&read_people(raw)?),
        parcel: RemoteParcel {
            company: read_optional("DeliveryCompany", &raw.delivery_company)?,
            number: read_optional("TrackingNo", &raw.tracking_no)?,
            day: sent_at.map(|at| at.date_naive()),
        },
    })
}

/// Reads what a row takes off the stock, whatever else of it cannot be read.
///
/// # Errors
/// When thing or quantity cannot be read: a sentence.
pub fn parse_goods(json: &str) -> Result<ListedGoods, Message> {
    let raw: RawRow<'_> = parse_row(json)?;
    read_goods(&raw).map_err(describe_unreadable)
}

fn read_goods(raw: &RawRow<'_>) -> Result<ListedGoods, Message> {
    Ok(ListedGoods {
        item_code: read_optional("ItemNo", &raw.item_no)?,
        seller_item_code: read_optional("SellerItemCode", &raw.seller_item_code)?,
        option_code: read_optional("OptionCode", &raw.option_code)?,
        option: read_name("Option", &raw.option)?,
        qty: read_quantity(&raw.order_qty)?,
        // A date that cannot be read is one: rather too few pieces are offered than too many.
        is_paid: read_payment_date(&raw.payment_date).map_or(true, |paid_at| paid_at.is_some()),
    })
}

fn parse_row<'j, T: Deserialize<'j>>(json: &'j str) -> Result<T, Message> {
    serde_json::from_str(json).map_err(|e| describe_unreadable(invalid_row_message(&e)))
}

fn describe_unreadable(problem: Message) -> Message {
    rows::describe_problem(GET_SHIPPING_INFO, problem)
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
pub fn parse_tracking(json: &str) -> Result<(OrderNo, Option<String>), Message> {
    let raw: RawTracking<'_> = parse_row(json)?;
    let order_no = read_id("OrderNo", &raw.order_no, OrderNo::new).map_err(describe_unreadable)?;
    let number = read_optional("TrackingNo", &raw.tracking_no).map_err(describe_unreadable)?;
    match number {
        // Bytes that were lost: nobody knows which number it is.
        Some(number) if number.contains(char::REPLACEMENT_CHARACTER) => {
            Err(describe_unreadable(msg!("qoo10-no_text", key = "TrackingNo")))
        }
        number => Ok((order_no, number)),
    }
}

/// Reads which order number it is and its planned ship date.
///
/// # Errors
/// When either cannot be read: a sentence.
pub fn parse_planned_date(json: &str) -> Result<(OrderNo, Option<NaiveDate>), Message> {
    let raw: RawPlanned<'_> = parse_row(json)?;
    let order_no = read_id("OrderNo", &raw.order_no, OrderNo::new).map_err(describe_unreadable)?;
    let date = raw.estimated_shipping_date.to_instant();
    Ok((
        order_no,
        date.map_err(|unfit| describe_unreadable(unfit.with_key("EstimatedShippingDate")))?
            .map(|at| at.date_naive()),
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
    shipping_date = "ShippingDate", delivered_date = "DeliveredDate", buyer = "Buyer",
    buyer_kana = "BuyerKana", buyer_tel = "BuyerTel", buyer_mobile = "BuyerMobile",
    buyer_email = "BuyerEmail", order_no = "OrderNo",
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
pub fn parse(json: &str) -> Result<ShippingRow, UnreadableRow> {
    let read = parse_row(json).and_then(|raw| build_row(&raw, json).map_err(describe_unreadable));
    read.map_err(|problem| UnreadableRow { problem, payload: rows::unpack_row(json).into_owned() })
}

fn build_row(raw: &RawRow<'_>, json: &str) -> Result<ShippingRow, Message> {
    let (desired_delivery_date, desired_delivery_time) =
        parse_desired(read_optional("DesiredDeliveryDate", &raw.desired_delivery_date)?);
    Ok(ShippingRow {
        pack_no: read_id("PackNo", &raw.pack_no, PackNo::new)?,
        order_no: read_id("OrderNo", &raw.order_no, OrderNo::new)?,
        shipping_status: raw.shipping_status.to_status(),
        ordered_at: read_required("OrderDate", raw.order_date.to_instant(), msg!("qoo10-a_time"))?,
        paid_at: read_payment_date(&raw.payment_date)?,
        item_code: read_required("ItemNo", raw.item_no.to_text(), msg!("qoo10-an_item_code"))?,
        seller_item_code: read_seller_item_code(&raw.seller_item_code)?,
        option_code: read_optional("OptionCode", &raw.option_code)?,
        title: read_name("ItemTitle", &raw.item_title)?.unwrap_or_default(),
        option: read_name("Option", &raw.option)?,
        qty: read_quantity(&raw.order_qty)?,
        unit_price_yen: raw.order_price.to_yen().map_err(|unfit| unfit.with_key("OrderPrice"))?,
        total_yen: raw.total.to_yen().map_err(|unfit| unfit.with_key("Total"))?,
        delivery_company: read_optional("DeliveryCompany", &raw.delivery_company)?,
        desired_delivery_date,
        desired_delivery_time,
        payment_method: read_optional("PaymentMethod", &raw.payment_method)?,
        people: read_people(raw)?,
        other: read_other(raw),
        payload: json.to_owned(),
    })
}

fn read_optional(field: &'static str, value: &LenientValue<'_>) -> Result<Option<String>, Message> {
    value.to_text().map_err(|unfit| unfit.with_key(field))
}

/// What a buyer or the seller typed.
fn read_name(field: &'static str, value: &LenientValue<'_>) -> Result<Option<String>, Message> {
    value.to_name().map_err(|unfit| unfit.with_key(field))
}

fn read_required<T>(
    field: &'static str,
    value: Result<Option<T>, DecodeError>,
    wanted: Message,
) -> Result<T, Message> {
    let absent = || msg!("qoo10-none", key = field, wanted = wanted);
    value.map_err(|unfit| unfit.with_key(field))?.ok_or_else(absent)
}

fn read_id<T>(
    field: &'static str,
    value: &LenientValue<'_>,
    make: impl Fn(i64) -> Option<T>,
) -> Result<T, Message> {
    let number = value.to_int().map_err(|unfit| unfit.with_key(field))?;
    make(number).ok_or_else(|| expected_message(msg!("qoo10-a_positive_number"), number).with("key", field))
}

/// Blank means unpaid, but an absent key would make every order look unpaid for ever.
fn read_payment_date(value: &LenientValue<'_>) -> Result<Option<Jst>, Message> {
    if *value == LenientValue::Missing {
        return Err(msg!("qoo10-payment_missing", key = "PaymentDate"));
    }
    value.to_instant().map_err(|unfit| unfit.with_key("PaymentDate"))
}

/// Blank is the seller's doing, which a sentence of its own explains; an absent key is Qoo10's.
fn read_seller_item_code(value: &LenientValue<'_>) -> Result<Option<String>, Message> {
    if *value == LenientValue::Missing {
        return Err(msg!("qoo10-key_missing", key = "SellerItemCode"));
    }
    read_optional("SellerItemCode", value)
}

const MAX_PIECES: i64 = 1_000_000;

fn read_quantity(value: &LenientValue<'_>) -> Result<i64, Message> {
    match value.to_int() {
        Ok(qty @ 1..=MAX_PIECES) => Ok(qty),
        Ok(qty) => {
            Err(expected_message(msg!("qoo10-pieces", most = MAX_PIECES), qty).with("key", "OrderQty"))
        }
        Err(unfit) => Err(unfit.with_key("OrderQty")),
    }
}

/// `2026-07-08 `, `14:00~16:00`, both, or words that are kept as they are.
fn parse_desired(given: Option<String>) -> (Option<NaiveDate>, Option<String>) {
    let Some(given) = given else { return (None, None) };
    let (first, rest) = given.split_once(char::is_whitespace).unwrap_or((&given, ""));
    let Some(date) = parse_wall_clock(first).map(|t| t.date()) else { return (None, Some(given)) };
    let rest = filled(rest).filter(|rest| *rest != "00:00:00");
    (Some(date).filter(|d| chrono::Datelike::year(d) >= 2000), rest.map(str::to_owned))
}

fn read_people(raw: &RawRow<'_>) -> Result<People, Message> {
    let phone = |field, value: &LenientValue<'_>| -> Result<Option<String>, Message> {
        let given = read_optional(field, value)?.map(|given| phone::normalize_phone(&given));
        Ok(given.filter(|number| !number.is_empty()))
    };
    let receiver_zip = read_optional("ZipCode", &raw.zip_code)?;
    let receiver_address1 = read_name("Address1", &raw.address1)?;
    let receiver_address2 = read_name("Address2", &raw.address2)?;
    let joined = || {
        let parts: Vec<&str> =
            [&receiver_address1, &receiver_address2].into_iter().flatten().map(String::as_str).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    };
    let receiver_address = read_name("ShippingAddress", &raw.shipping_address)?.or_else(joined);
    Ok(People {
        buyer: Party {
            name: read_name("Buyer", &raw.buyer)?,
            kana: read_name("BuyerKana", &raw.buyer_kana)?,
            tel: phone("BuyerTel", &raw.buyer_tel)?,
            mobile: phone("BuyerMobile", &raw.buyer_mobile)?,
            // IMP-8: Qoo10 gives no address of the buyer.
            zip: receiver_zip.clone(),
            address: receiver_address.clone(),
        },
        buyer_email: read_optional("BuyerEmail", &raw.buyer_email)?,
        receiver: Party {
            name: read_name("Receiver", &raw.receiver)?,
            kana: read_name("ReceiverKana", &raw.receiver_kana)?,
            tel: phone("ReceiverTel", &raw.receiver_tel)?,
            mobile: phone("ReceiverMobile", &raw.receiver_mobile)?,
            zip: receiver_zip,
            address: receiver_address,
        },
        receiver_address1,
        receiver_address2,
        sender: Party {
            name: read_name("SenderName", &raw.sender_name)?,
            kana: None,
            tel: phone("SenderTel", &raw.sender_tel)?,
            mobile: None,
            zip: read_optional("SenderZipCode", &raw.sender_zip_code)?,
            address: read_name("SenderAddress", &raw.sender_address)?,
        },
        sender_nation: read_optional("SenderNation", &raw.sender_nation)?,
        message: read_name("ShippingMessage", &raw.shipping_message)?,
        gift: read_name("Gift", &raw.gift)?,
    })
}

/// Stands for a value that is there and is no text: nothing that is read later takes it for absent.
const NO_TEXT: &str = "?";

/// Values that never reject a cart by themselves: what cannot be read is in the payload.
fn read_other(raw: &RawRow<'_>) -> OtherValues {
    let text = |value: &LenientValue<'_>| value.to_text().ok().flatten();
    // Those that decide something of some orders (IMP-22, SCH-7).
    let decisive = |value: &LenientValue<'_>| value.to_text().unwrap_or_else(|_| Some(NO_TEXT.to_owned()));
    OtherValues {
        seller_id: text(&raw.seller_id),
        estimated_shipping_date: decisive(&raw.estimated_shipping_date),
        shipping_date: decisive(&raw.shipping_date),
        delivered_date: text(&raw.delivered_date),
        discount_yen: raw.discount.to_rounded_yen(),
        seller_discount_yen: raw.seller_discount.to_rounded_yen(),
        currency: text(&raw.currency),
        shipping_rate_yen: raw.shipping_rate.to_rounded_yen(),
        shipping_rate_type: text(&raw.shipping_rate_type),
        shipping_way: text(&raw.shipping_way),
        related_order: decisive(&raw.related_order),
        voucher_code: text(&raw.voucher_code),
        packing_no: text(&raw.packing_no),
        seller_delivery_no: text(&raw.seller_delivery_no),
        cart_discount_seller_yen: raw.cart_discount_seller.to_rounded_yen(),
        cart_discount_qoo10_yen: raw.cart_discount_qoo10.to_rounded_yen(),
        settle_price_yen: raw.settle_price.to_rounded_yen(),
        branch_name: raw.branch_name.to_name().ok().flatten(),
        tracking_no: text(&raw.tracking_no),
        material: text(&raw.material),
        available_send_type: decisive(&raw.available_send_type),
        available_shipping_date: decisive(&raw.available_shipping_date),
    }
}

#[cfg(test)]
#[path = "shipping_row_tests.rs"]
mod tests;
