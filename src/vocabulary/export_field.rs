//! The fields of an exported order line.

use strum::{IntoStaticStr, VariantArray};

use super::word::word;

/// A column of the `csv` format, in its order; profiles choose among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
// The words are those of docs/commands.md.
pub enum ExportField {
    Order,
    PackNo,
    Status,
    PaymentStatus,
    ApiStatus,
    OrderNoSum,
    OrderedAt,
    PaidAt,
    Carrier,
    DesiredDeliveryDate,
    DesiredDeliveryTime,
    PlannedShipDate,
    ShippedOn,
    TrackingNumbers,
    PaymentMethod,
    TotalYen,
    Message,
    Gift,
    BuyerName,
    BuyerKana,
    BuyerTel,
    BuyerMobile,
    BuyerEmail,
    BuyerZip,
    BuyerAddress,
    ReceiverName,
    ReceiverKana,
    ReceiverTel,
    ReceiverMobile,
    ReceiverZip,
    ReceiverAddress,
    #[strum(serialize = "receiver_address1")]
    ReceiverAddress1,
    #[strum(serialize = "receiver_address2")]
    ReceiverAddress2,
    SenderName,
    SenderTel,
    SenderNation,
    SenderZip,
    SenderAddress,
    Line,
    OrderNo,
    Sku,
    ItemCode,
    SellerItemCode,
    OptionCode,
    Name,
    Option,
    Qty,
    UnitPriceYen,
    LineTotalYen,
    Addon,
    SellerId,
    EstimatedShippingDate,
    ShippingDate,
    DeliveredDate,
    DiscountYen,
    SellerDiscountYen,
    CartDiscountSellerYen,
    #[strum(serialize = "cart_discount_qoo10_yen")]
    CartDiscountQoo10Yen,
    SettlePriceYen,
    Currency,
    ShippingRateYen,
    ShippingRateType,
    ShippingWay,
    RelatedOrder,
    VoucherCode,
    PackingNo,
    SellerDeliveryNo,
    BranchName,
    Material,
    AvailableSendType,
    AvailableShippingDate,
    /// The last one, as in the manual of コマースロボ.
    AddonOptions,
}

word!(ExportField);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_add_on_options_are_the_seventy_second_column_and_the_last() {
        assert_eq!(ExportField::ALL.len(), 72);
        assert_eq!(ExportField::ALL.last(), Some(&ExportField::AddonOptions));
        for field in ["receiver_address1", "cart_discount_qoo10_yen", "order", "addon_options"] {
            assert_eq!(field.parse::<ExportField>().map(ExportField::as_str), Ok(field));
        }
    }
}
