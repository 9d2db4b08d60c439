//! The methods that are called, each with its version.

use std::fmt;

/// A QAPI method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Method {
    /// `Class.Method`, the last part of the URL.
    pub name: &'static str,
    /// What the `QAPIVersion` header says.
    pub version: &'static str,
}

impl Method {
    /// The largest answer that is read, in bytes: order and claim lists have no pages (256 MiB are some
    /// 150,000 lines); nothing else comes near 8 MiB.
    pub fn max_answer_bytes(self) -> u64 {
        if self == GET_SHIPPING_INFO || self == GET_CLAIMS { 256 << 20 } else { 8 << 20 }
    }
}

impl Method {
    /// Whether it changes an order or a listing. A new seller key changes neither.
    pub fn is_write(self) -> bool {
        let read = ["Get", "CreateCertificationKey"];
        let called = self.name.split_once('.').map_or(self.name, |(_, method)| method);
        // Whatever is not known to read counts as writing.
        !read.iter().any(|start| called.starts_with(start))
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name)
    }
}

// The readers in `wire/` are written for these versions.

/// A new seller key, for a login; the header carries the API key.
pub const CREATE_KEY: Method = Method { name: "CertificationAPI.CreateCertificationKey", version: "1.0" };
/// Orders in a status, by a date.
pub const GET_SHIPPING_INFO: Method = Method { name: "ShippingBasic.GetShippingInfo_v3", version: "1.0" };
/// Claims in a state, by a date.
pub const GET_CLAIMS: Method = Method { name: "ShippingBasic.GetClaimInfo_V3", version: "1.0" };
/// One order number with its claim.
pub const GET_BY_ORDER_NO: Method =
    Method { name: "ShippingBasic.GetShippingAndClaimInfoByOrderNo_V2", version: "1.0" };
/// Seller confirmation with the planned ship date, many at once.
pub const CONFIRM_BULK: Method = Method { name: "ShippingBasic.SetSellerCheckYNBulk", version: "1.0" };
/// Delivery company and tracking number, many at once.
pub const SEND_BULK: Method = Method { name: "ShippingBasic.SetSendingInfoBulk", version: "1.0" };
/// Seller confirmation of one order number.
pub const CONFIRM_ONE: Method = Method { name: "ShippingBasic.SetSellerCheckYN_V2", version: "1.0" };
/// Delivery company and tracking number of one order number.
pub const SEND_ONE: Method = Method { name: "ShippingBasic.SetSendingInfo", version: "1.0" };
/// An item, unless it is a MOVE item.
pub const GET_ITEM_DETAIL: Method = Method { name: "ItemsLookup.GetItemDetailInfo", version: "1.2" };
pub const GET_MOVE_ITEM_DETAIL: Method = Method { name: "ItemsLookup.GetMoveItemDetailInfo", version: "1.2" };
/// The options with stock of an item.
pub const GET_INVENTORY: Method = Method { name: "ItemsLookup.GetGoodsInventoryInfo", version: "1.0" };
/// The add-on options of an item.
pub const GET_ADDONS: Method = Method { name: "ItemsLookup.GetGoodsOptionInfo", version: "1.0" };
/// The shop's delivery groups.
pub const GET_DELIVERY_GROUPS: Method =
    Method { name: "ItemsLookup.GetSellerDeliveryGroupInfo", version: "1.0" };
/// The shop's items in a status, 500 a page.
pub const GET_ALL_GOODS: Method = Method { name: "ItemsLookup.GetAllGoodsInfo", version: "1.0" };
/// Quantities of items without options, many at once.
pub const SET_QTY_BULK: Method = Method { name: "ItemsOrder.SetGoodsPriceQtyBulk", version: "1.1" };
/// Quantities of options, many at once.
pub const SET_OPTIONS_BULK: Method = Method { name: "ItemsOptions.UpdateInventoryDataBulk", version: "1.0" };
/// The quantity of an item without options.
pub const SET_QTY_ONE: Method = Method { name: "ItemsOrder.SetGoodsPriceQty", version: "1.1" };
/// The quantity of an option.
pub const SET_OPTION_ONE: Method = Method { name: "ItemsOptions.UpdateInventoryDataUnit", version: "1.0" };
/// Quantities of all types of a MOVE item.
pub const SET_MOVE_TYPES: Method = Method { name: "ItemsOptions.EditMoveGoodsInventory", version: "1.0" };

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_orders_and_listings_is_a_write_and_the_rest_is_none() {
        let writes = [
            CONFIRM_BULK,
            CONFIRM_ONE,
            SEND_BULK,
            SEND_ONE,
            SET_QTY_BULK,
            SET_QTY_ONE,
            SET_OPTIONS_BULK,
            SET_OPTION_ONE,
            SET_MOVE_TYPES,
        ];
        assert!(writes.iter().all(|method| method.is_write()));
        let reads = [
            CREATE_KEY,
            GET_SHIPPING_INFO,
            GET_CLAIMS,
            GET_BY_ORDER_NO,
            GET_ITEM_DETAIL,
            GET_MOVE_ITEM_DETAIL,
            GET_INVENTORY,
            GET_ADDONS,
            GET_DELIVERY_GROUPS,
            GET_ALL_GOODS,
        ];
        assert!(!reads.iter().any(|method| method.is_write()));
    }
}
