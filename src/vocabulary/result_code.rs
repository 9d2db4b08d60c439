//! What Qoo10's result codes mean: the one table (docs/qoo10-api.md). The sentences, and what to do, stand in
//! `code.ftl`.
//!
//! The same number means different things per method, so the table is keyed by a group of methods and the
//! code.

use super::{Message, Step, msg};

/// Methods that share the meaning of their codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MethodGroup {
    /// Any method.
    Any,
    /// `GetShippingInfo_v2`, `GetShippingInfo_v3`.
    Orders,
    /// `GetClaimInfo_V3`.
    Claims,
    /// `GetShippingAndClaimInfoByOrderNo_V2`.
    OrderByNumber,
    /// `Claim.SetCancelProcess`.
    Cancel,
    /// `SetSellerCheckYN_V2`.
    Confirm,
    /// `SetSellerCheckYNBulk`.
    ConfirmBulk,
    /// `SetSendingInfo`.
    Send,
    /// `SetSendingInfoBulk`.
    SendBulk,
    /// Any method on items.
    AnyItem,
    /// `GetAllGoodsInfo`.
    ItemList,
    /// `GetItemDetailInfo`.
    ItemDetail,
    /// `RequestFileDownload`.
    ItemFile,
    /// `EditGoodsStatus`.
    ItemStatus,
    /// `SetGoodsPriceQty`, `InsertInventoryDataUnit`, `UpdateInventoryDataUnit` and their like.
    Quantity,
    /// `SetGoodsPriceQtyBulk`, `InsertInventoryDataBulk`, `UpdateInventoryDataBulk`.
    QuantityBulk,
    /// `EditGoodsInventory`.
    Inventory,
}

use MethodGroup as G;

/// What a code means, as the first of these groups that knows it says, or as any method would; its `next` is
/// what to do.
pub fn find_meaning(groups: &[MethodGroup], code: i64) -> Option<Message> {
    let among = |group: &MethodGroup| TABLE.iter().find(|row| row.0 == *group && row.1.contains(&code));
    groups.iter().chain(&[G::Any]).find_map(among).map(|row| Message::from_word("code", row.2))
}

/// What a code means and what to do, in one sentence.
pub fn explain(groups: &[MethodGroup], code: i64) -> Option<Message> {
    let meaning = find_meaning(groups, code)?;
    Some(msg!("code-explained", next = meaning.attribute("next"), meaning = meaning))
}

/// The groups whose codes the entries of a step can carry.
pub fn list_step_groups(step: Step) -> &'static [MethodGroup] {
    match step {
        Step::Import => &[G::Orders, G::ItemDetail, G::AnyItem],
        Step::SyncStatus => &[G::OrderByNumber, G::Claims, G::Orders],
        Step::ScheduleDate => &[G::ConfirmBulk, G::Confirm],
        Step::PushShipments => &[G::SendBulk],
        Step::PushStock => &[G::QuantityBulk, G::Quantity, G::Inventory, G::ItemDetail, G::AnyItem],
        Step::ListingsPull => &[G::ItemList, G::ItemDetail, G::AnyItem],
        Step::Purge => &[],
    }
}

/// The groups of a method, by its full name: `Class.Method`.
pub fn list_method_groups(name: &str) -> &'static [MethodGroup] {
    let method = name.split_once('.').map_or(name, |(_, method)| method);
    match method {
        "GetShippingInfo_v2" | "GetShippingInfo_v3" => &[G::Orders],
        "GetClaimInfo_V3" => &[G::Claims],
        "GetShippingAndClaimInfoByOrderNo_V2" => &[G::OrderByNumber],
        "SetCancelProcess" => &[G::Cancel],
        "SetSellerCheckYN_V2" => &[G::Confirm],
        "SetSellerCheckYNBulk" => &[G::ConfirmBulk],
        "SetSendingInfo" => &[G::Send],
        "SetSendingInfoBulk" => &[G::SendBulk],
        "GetAllGoodsInfo" => &[G::ItemList, G::AnyItem],
        "RequestFileDownload" => &[G::ItemFile, G::AnyItem],
        "EditGoodsStatus" => &[G::ItemStatus, G::AnyItem],
        "EditGoodsInventory" => &[G::Inventory, G::AnyItem],
        _ if name.starts_with("ItemsLookup.") => &[G::ItemDetail, G::AnyItem],
        _ if name.starts_with("Items") && method.ends_with("Bulk") => &[G::QuantityBulk, G::AnyItem],
        _ if name.starts_with("Items") => &[G::Quantity, G::AnyItem],
        _ => &[],
    }
}

/// Every group and code that the table knows, row by row.
pub fn list_known_codes() -> impl Iterator<Item = (MethodGroup, i64)> {
    TABLE.iter().flat_map(|row| row.1.iter().map(|code| (row.0, *code)))
}

/// A group, its codes with one meaning, and the name of that meaning in `code.ftl`.
type CodeMeaning = (MethodGroup, &'static [i64], &'static str);

const TABLE: &[CodeMeaning] = &[
    (G::Any, &[0], "done"),
    (G::Any, &[-10000], "key_wrong"),
    (G::Any, &[-90001], "no_such_method"),
    (G::Any, &[-90002, -90003], "no_rights"),
    (G::Any, &[-90004, -90005], "key_expired"),
    (G::Orders, &[-10001], "bad_dates"),
    (G::Orders, &[-10002], "window_too_wide"),
    (G::Orders, &[-10003], "no_such_shipping_status"),
    (G::Orders, &[-10004], "status_and_date_differ"),
    (G::Claims, &[-10001], "seller_unknown"),
    (G::Claims, &[-10002], "bad_dates"),
    (G::Claims, &[-10003], "window_too_wide"),
    (G::OrderByNumber, &[-10001], "seller_unknown"),
    (G::OrderByNumber, &[-10002], "bad_order_no"),
    (G::OrderByNumber, &[-10003], "not_in_this_shop"),
    (G::Cancel, &[-10001], "cancel_bad_order_no"),
    (G::Cancel, &[-10002], "no_such_order"),
    (G::Cancel, &[-10003], "not_its_seller"),
    (G::Cancel, &[-10004], "not_cancellable"),
    (G::Confirm, &[-10001], "bad_order_no"),
    (G::Confirm, &[-10004], "other_shop"),
    (G::Confirm, &[-10005], "bad_customer_no"),
    (G::Confirm, &[-10010, -10100], "date_not_taken"),
    (G::ConfirmBulk, &[-10001], "bad_order_no"),
    (G::ConfirmBulk, &[-10004], "other_shop"),
    (G::ConfirmBulk, &[-10005], "bad_customer_no"),
    (G::ConfirmBulk, &[-10006], "list_unreadable"),
    (G::ConfirmBulk, &[-10007], "not_confirmable"),
    (G::ConfirmBulk, &[-10010], "date_refused"),
    (G::ConfirmBulk, &[-10011], "too_many_rows"),
    (G::ConfirmBulk, &[-10012], "already_confirmed"),
    (G::ConfirmBulk, &[-10013], "not_a_new_order"),
    (G::ConfirmBulk, &[-10014], "confirm_claimed"),
    (G::ConfirmBulk, &[-10015], "confirm_visit"),
    (G::ConfirmBulk, &[-10016], "date_missing"),
    (G::ConfirmBulk, &[-10017], "date_too_far"),
    (G::ConfirmBulk, &[-10018], "date_not_after_today"),
    (G::Send, &[-10001], "bad_order_no"),
    (G::Send, &[-10002], "company_missing"),
    (G::Send, &[-10003], "number_missing"),
    (G::Send, &[-10004], "other_shop"),
    (G::Send, &[-10010], "shipment_not_taken"),
    (G::SendBulk, &[-10001, -10115], "bad_order_no"),
    (G::SendBulk, &[-10002, -10116], "company_missing"),
    (G::SendBulk, &[-10003, -10104, -10117], "number_missing"),
    (G::SendBulk, &[-10004, -10122], "other_shop"),
    (G::SendBulk, &[-10005], "bad_customer_no"),
    (G::SendBulk, &[-10006], "list_unreadable"),
    (G::SendBulk, &[-10007], "not_sendable"),
    (G::SendBulk, &[-10010], "shipment_refused"),
    (G::SendBulk, &[-10011], "too_many_rows"),
    (G::SendBulk, &[-10101], "send_claimed"),
    (G::SendBulk, &[-10102], "send_visit"),
    (G::SendBulk, &[-10103, -10113, -10114], "number_used_before"),
    (G::SendBulk, &[-10105], "number_length"),
    (G::SendBulk, &[-10106, -10107, -10111], "number_invalid"),
    (G::SendBulk, &[-10108], "check_digit"),
    (G::SendBulk, &[-10109], "not_from_china"),
    (G::SendBulk, &[-10119], "japan_post_not_allowed"),
    (G::SendBulk, &[-10112], "company_not_allowed"),
    (G::SendBulk, &[-10118], "other_delivery"),
    (G::SendBulk, &[-10120], "company_unknown"),
    (G::SendBulk, &[-10121], "other_country"),
    (G::AnyItem, &[-999, -990, -101], "internal_fault"),
    (G::ItemList, &[-10001], "bad_item_status_or_page"),
    (G::ItemDetail, &[-10001], "item_unknown"),
    (G::ItemDetail, &[-10009], "not_on_sale"),
    (G::ItemFile, &[-10005], "downloads_used_up"),
    (G::ItemStatus, &[-10002], "under_review"),
    (G::ItemStatus, &[-10003], "suspended"),
    (G::ItemStatus, &[-10004], "restricted"),
    (G::ItemStatus, &[-10005], "rejected"),
    (G::ItemStatus, &[-10006], "no_such_item_status"),
    (G::Quantity, &[-10001], "item_unknown"),
    (G::Quantity, &[-10101], "not_processed"),
    (G::QuantityBulk, &[-1], "some_rows_failed"),
    (G::QuantityBulk, &[-2], "too_many_rows"),
    (G::Inventory, &[-10002], "options_unreadable"),
];

#[cfg(test)]
#[path = "result_code_tests.rs"]
mod tests;
