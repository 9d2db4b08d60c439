//! The documented keys of each answer, by which those that nobody documented are told.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::sample::Fields;
use super::shape;
use super::watched_call::Observed;
use crate::qoo10::method::{self, Method};
use crate::vocabulary::{AnswerForm as Form, FormPoint as Point};

const ORDER: &str = "ShippingStatus SellerID PackNo OrderDate PaymentDate EstimatedShippingDate ShippingDate \
    DeliveredDate Buyer BuyerKana BuyerTel BuyerMobile BuyerEmail OrderNo ItemNo SellerItemCode ItemTitle \
    Option OptionCode OrderPrice OrderQty Discount Total Receiver ReceiverKana ZipCode ShippingAddress \
    Address1 Address2 ReceiverTel ReceiverMobile DesiredDeliveryDate SenderName SenderTel SenderNation \
    SenderZipCode SenderAddress ShippingWay ShippingMessage PaymentMethod SellerDiscount Currency \
    ShippingRate RelatedOrder ShippingRateType DeliveryCompany VoucherCode PackingNo SellerDeliveryNo Gift \
    CartDiscountSeller CartDiscountQoo10 SettlePrice BranchName TrackingNo Material AvailableSendType \
    AvailableShippingDate";

const CLAIM: &str = "claimStatus cancelRefundDate reason requestDate orderDate PaymentDate shippingDate \
    DeliveredDate orderNo packNo itemCode sellerItemCode itemTitle orderQty paymentNation currency \
    paymentAmount deliveryCompany trackingNo deliveryCompanyReturn trackingNoReturn pickupAddress zipCode \
    paymentReturnShipping itemCondition receiver receiverTel receiverMobile buyer buyerTel buyerMobile \
    CODCancelPrice CODQrefundPrice CODCancelRelatedOrder nrDutyTarget nrSolType nrPartRefundCnt \
    nrPartRefundBalance";

const BY_NUMBER: &str = "shippingStatus sellerID packNo orderDate PaymentDate DeliveredDate buyer buyer_gata \
    buyerTel buyerMobile buyerEmail OrderType orderNo itemCode sellerItemCode itemTitle option optionCode \
    orderPrice orderQty discount total receiver receiver_gata shippingCountry zipCode shippingAddr \
    receiverTel receiverMobile hopeDate senderName senderTel senderNation senderZipCode senderAddr \
    ShippingWay ShippingMsg shippingRateType PackingNo SellerDeliveryNo VoucherCode paymentNation \
    PaymentMethod Gift cod_price Cart_Discount_Seller Cart_Discount_Qoo10 claimStatus cancelRefundDate \
    reason requestDate shippingDate currency deliveryCompany trackingNo deliveryCompanyReturn \
    trackingNoReturn pickupAddress pickupzipCode paymentReturnShipping itemCondition CODCancelPrice \
    CODQrefundPrice CODCancelRelatedOrder nrDutyTarget nrSolType nrPartRefundCnt nrPartRefundBalance";

const DETAIL: &str = "ItemCode ItemStatus ItemTitle PromotionName MainCatCd MainCatNm FirstSubCatCd \
    FirstSubCatNm SecondSubCatCd SecondSubCatNm Drugtype SellerCode ProductionPlaceType ProductionPlace \
    IndustrialCodeType IndustrialCode RetailPrice ItemPrice TaxRate SettlePrice ItemQty ExpireDate ModelNM \
    ManufacturerDate BrandNo Material AdultYN DesiredShippingDate AvailableDateType AvailableDateValue \
    ShippingNo OptionShippingNo1 OptionShippingNo2 ContactInfo ItemDetail ImageUrl VideoURL Keyword \
    ListedDate ChangedDate";

const INVENTORY: &str =
    "Name1 Name2 Name3 Name4 Name5 Value1 Value2 Value3 Value4 Value5 Price Qty ItemTypeCode";
const ADDON: &str = "Name Value Price OptionCode";
const GROUP: &str = "ShippingNo ShippingFee ShippingType FreeCondition Region Oversea transcName";
const GOODS: &str = "ItemCode SellerCode ItemStatus";

/// What a row needs to be imported or followed (docs/qoo10-api.md).
const NEEDED_ORDER: &str = "ShippingStatus PackNo OrderDate PaymentDate OrderNo ItemNo SellerItemCode \
    ItemTitle Option OptionCode OrderPrice OrderQty Total Receiver ReceiverTel ReceiverMobile ZipCode \
    ShippingAddress DesiredDeliveryDate ShippingMessage DeliveryCompany TrackingNo EstimatedShippingDate \
    AvailableSendType AvailableShippingDate";
const NEEDED_CLAIM: &str = "claimStatus orderNo packNo orderDate requestDate cancelRefundDate";
const NEEDED_BY_NUMBER: &str = "claimStatus PaymentDate";

/// All documented keys of a method's rows, and those that the program reads; none where the guide has no
/// list.
fn list_keys(method: Method) -> Option<(&'static str, &'static str)> {
    Some(match method {
        method::GET_SHIPPING_INFO => (ORDER, NEEDED_ORDER),
        method::GET_CLAIMS => (CLAIM, NEEDED_CLAIM),
        method::GET_BY_ORDER_NO => (BY_NUMBER, NEEDED_BY_NUMBER),
        method::GET_ITEM_DETAIL => {
            (DETAIL, "ItemCode ItemTitle SellerCode TaxRate ItemQty ExpireDate ShippingNo")
        }
        method::GET_INVENTORY => (INVENTORY, "Name1 Value1 Price Qty ItemTypeCode"),
        method::GET_ADDONS => (ADDON, ADDON),
        method::GET_DELIVERY_GROUPS => (GROUP, "ShippingNo transcName"),
        method::GET_ALL_GOODS => (GOODS, "ItemCode SellerCode"),
        _ => return None,
    })
}

/// Keys that no document has, and those that are read and not there.
pub(super) fn observe_keys(method: Method, rows: &[Fields<'_>], seen: &mut Observed) {
    let Some((all, needed)) = list_keys(method) else { return };
    let has = |list: &str, key: &str| list.split_ascii_whitespace().any(|one| one == key);
    for (n, row) in rows.iter().enumerate() {
        // Rows of an answer mostly have the same keys, and holding them against the lists takes longest.
        if n > 0 && row.keys().eq(rows[n - 1].keys()) {
            continue;
        }
        let unknown: Vec<_> =
            row.keys().filter(|key| !has(all, key)).map(|key| shape::name_key(key)).collect();
        let missing: Vec<_> = needed
            .split_ascii_whitespace()
            .filter(|key| !row.contains_key(*key))
            .map(str::to_owned)
            .collect();
        let form = |is_empty: bool| if is_empty { Form::None } else { Form::Some };
        seen.add(Point::ExtraFields, form(unknown.is_empty()));
        seen.add(Point::MissingFields, form(missing.is_empty()));
        seen.unknown_keys.extend(unknown);
        seen.missing_keys.extend(missing);
    }
}

/// Whether a key of an order row holds money.
pub(super) fn is_money(key: &str) -> bool {
    matches!(
        key,
        "OrderPrice"
            | "Discount"
            | "Total"
            | "SellerDiscount"
            | "ShippingRate"
            | "CartDiscountSeller"
            | "CartDiscountQoo10"
            | "SettlePrice"
    )
}

/// Whether a key of an order row holds a text, which may be blank.
pub(super) fn is_text(key: &str) -> bool {
    // Asked for every value of every row: a list would be searched thousands of times in an answer.
    static KEYS: LazyLock<HashSet<&str>> = LazyLock::new(|| ORDER.split_ascii_whitespace().collect());
    KEYS.contains(key)
        && !is_money(key)
        && !matches!(key, "OrderNo" | "PackNo" | "OrderQty" | "ShippingStatus")
}
