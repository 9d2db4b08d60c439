//! The harness: a shop in a temporary directory, a scripted Qoo10 on loopback, and what they say.

mod busy;
mod claims;
mod confirm;
mod fake;
pub mod fences;
mod folded;
mod http;
pub mod in_process;
mod items;
mod model;
pub mod odd;
pub mod practice;
mod raw;
mod receiver;
mod row;
mod run;
pub mod said;
mod sending;
mod shop;
mod stock;
mod sync;
mod terminal;
pub mod tier;
pub mod transcript;
mod wire;

pub use busy::Busy;
pub use claims::{CLAIM_KEYS, ClaimForm, NUMBER_ROW_KEYS};
pub use confirm::{BulkForm, BulkId, BulkTop, CODE, NO, carts, code, exactly_once, refused};
pub use fake::{FakeQoo10, Reply, Request};
pub use items::{BulkRows, Choice, Goods, Kind, Shelf, Spelling};
pub use model::Item;
pub use raw::RawServer;
pub use receiver::Receiver;
pub use row::{Row, V3_KEYS, row};
pub use run::{Report, Run, assert_keys, side_by_side};
pub use sending::valid_number;
pub use shop::{KEY, Shop, finish, jst};
pub use stock::{
    MOVING, ONE_AXIS, PLAIN, SIZELESS, STOCK_COUNTS, TWO_AXES, WRITES, every_kind, plain_code, plain_sku,
};
pub use sync::{SYNC_COUNTS, agrees};
pub use terminal::Terminal;
pub use wire::{Empty, Numbers, Wire};

/// The list call of orders.
pub const LIST: &str = "ShippingBasic.GetShippingInfo_v3";
/// The item call that knows an item's delivery group.
pub const DETAIL: &str = "ItemsLookup.GetItemDetailInfo";
/// The same for MOVE items.
pub const MOVE_DETAIL: &str = "ItemsLookup.GetMoveItemDetailInfo";
/// The delivery groups with their companies.
pub const GROUPS: &str = "ItemsLookup.GetSellerDeliveryGroupInfo";
/// Stock options (組合せ型).
pub const INVENTORY: &str = "ItemsLookup.GetGoodsInventoryInfo";
/// Add-on options (追加型).
pub const ADDONS: &str = "ItemsLookup.GetGoodsOptionInfo";
/// The list call of claims.
pub const CLAIMS: &str = "ShippingBasic.GetClaimInfo_V3";
/// An order with its claim, by order number.
pub const BY_NUMBER: &str = "ShippingBasic.GetShippingAndClaimInfoByOrderNo_V2";
/// The bulk call that confirms orders and sets their planned ship dates.
pub const CONFIRM: &str = "ShippingBasic.SetSellerCheckYNBulk";
/// The bulk call that sends delivery companies and tracking numbers.
pub const SEND: &str = "ShippingBasic.SetSendingInfoBulk";
/// The call that sends one order number's.
pub const SEND_ONE: &str = "ShippingBasic.SetSendingInfo";
/// The call that confirms one order number.
pub const CONFIRM_ONE: &str = "ShippingBasic.SetSellerCheckYN_V2";
/// The list call of items.
pub const ALL_GOODS: &str = "ItemsLookup.GetAllGoodsInfo";
/// The bulk call that sets quantities of plain items.
pub const SET_PLAIN: &str = "ItemsOrder.SetGoodsPriceQtyBulk";
/// The bulk call that sets options.
pub const SET_OPTIONS: &str = "ItemsOptions.UpdateInventoryDataBulk";
/// The call that sets all types of a MOVE item.
pub const SET_MOVE: &str = "ItemsOptions.EditMoveGoodsInventory";
