//! ItemsLookup: the item list, an item's details, its stock options, its add-ons, the delivery groups.

use super::super::answer::MethodAnswer;
use super::super::json::{JsonValue, name, object, text};
use super::super::model::{ShopItem, Stock};
use super::super::request::Params;
use super::super::variants::EmptyList;
use super::super::world::{KeyState, World, build_index_key};
use super::call::{Call, MethodResult};

const ITEMS_PER_PAGE: usize = 500;

/// The keys of GetItemDetailInfo by version 1.2; 1.1 has no OptionShippingNo, and 1.0 other names for two.
const DETAIL: &str = "ItemCode ItemStatus ItemTitle PromotionName MainCatCd MainCatNm FirstSubCatCd \
    FirstSubCatNm SecondSubCatCd SecondSubCatNm Drugtype SellerCode ProductionPlaceType ProductionPlace \
    IndustrialCodeType IndustrialCode RetailPrice ItemPrice TaxRate SettlePrice ItemQty ExpireDate ModelNM \
    ManufacturerDate BrandNo Material AdultYN DesiredShippingDate AvailableDateType AvailableDateValue \
    ShippingNo OptionShippingNo1 OptionShippingNo2 ContactInfo ItemDetail ImageUrl VideoURL Keyword \
    ListedDate ChangedDate";

/// Which items a method answers for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemFilter {
    Normal,
    Move,
    Either,
}

impl World {
    /// The item of `ItemCode` or, when that is empty, `SellerCode`; -10001 without one.
    pub(super) fn find_item(&self, params: &Params, kind: ItemFilter) -> Result<&ShopItem, i64> {
        let (item_code, seller_code) = (params.get("ItemCode"), params.get("SellerCode"));
        let by_seller = |is_move| self.by_seller_code.get(&build_index_key(is_move, seller_code));
        let codes = match item_code.is_empty() {
            true => [by_seller(false).map(String::as_str), by_seller(true).map(String::as_str)],
            false => [Some(item_code), None],
        };
        let fits =
            |item: &&ShopItem| kind == ItemFilter::Either || item.is_move() == (kind == ItemFilter::Move);
        codes.into_iter().flatten().filter_map(|code| self.items.get(code)).find(fits).ok_or(-10001)
    }
}

/// GetAllGoodsInfo: one status, 500 items a page, normal and MOVE items alike.
pub(super) fn list_items(world: &World, call: &Call) -> MethodResult {
    let status = call.get("ItemStatus");
    let page = match call.get("Page") {
        "" => Some(1),
        page => page.parse().ok().filter(|page| *page > 0),
    };
    let (Some(page), "S0" | "S1" | "S2" | "S3" | "S5" | "S8") = (page, status) else {
        return Err(-10001);
    };
    let sees_items = world.keys.get(call.key) != Some(&KeyState::OrdersOnly);
    let items: Vec<_> = world.items.values().filter(|item| sees_items && item.status == status).collect();
    let rows = items.iter().skip(ITEMS_PER_PAGE * (page - 1)).take(ITEMS_PER_PAGE).map(|item| {
        object([
            ("ItemCode", text(&item.code)),
            ("SellerCode", text(&item.seller_code)),
            ("ItemStatus", text(&item.status)),
        ])
    });
    let rows: Vec<_> = rows.collect();
    let count = |n: usize| JsonValue::Int(i64::try_from(n).unwrap_or(i64::MAX));
    let listed = match (rows.is_empty(), world.variants.empty_list) {
        (false, _) | (true, EmptyList::Array) => JsonValue::List(rows),
        (true, EmptyList::Null) => JsonValue::Null,
        (true, EmptyList::Text) => JsonValue::Exact(String::new()),
    };
    Ok(MethodAnswer::One(object([
        ("TotalItems", count(items.len())),
        ("TotalPages", count(items.len().div_ceil(ITEMS_PER_PAGE))),
        ("PresentPage", count(page)),
        ("Items", listed),
    ])))
}

/// GetItemDetailInfo: texts only; a MOVE item gives an empty list.
pub(super) fn get_item_detail(world: &World, call: &Call) -> MethodResult {
    let item = world.find_item(call.params, ItemFilter::Either)?;
    if item.is_move() {
        return Ok(MethodAnswer::Rows(Vec::new()));
    }
    if !matches!(item.status.as_str(), "S1" | "S2") {
        return Err(-10009);
    }
    Ok(MethodAnswer::Rows(vec![build_detail_row(world, item, call)]))
}

fn build_detail_row(world: &World, item: &ShopItem, call: &Call) -> JsonValue {
    let shown = world.get_visible_offer(item, call.now);
    let ends_on = shown.ends_on.map(|day| day.format("%Y-%m-%d").to_string()).unwrap_or_default();
    let value = |key| match key {
        "ItemCode" => text(&item.code),
        "ItemStatus" => text(&item.status),
        "ItemTitle" => name(&item.title),
        "SellerCode" => text(&item.seller_code),
        "MainCatCd" => text("100000001"),
        "FirstSubCatCd" => text("200000001"),
        "SecondSubCatCd" => text("300000001"),
        "MainCatNm" | "FirstSubCatNm" | "SecondSubCatNm" => text("見本"),
        "ProductionPlaceType" => text("1"),
        "ProductionPlace" => text("日本"),
        "RetailPrice" => JsonValue::MoneyText(0),
        "ItemPrice" => JsonValue::MoneyText(shown.price),
        "SettlePrice" => JsonValue::MoneyText(shown.price * 9 / 10),
        "TaxRate" => text(&shown.tax_rate),
        "ItemQty" => text(shown.stock.total().to_string()),
        "ExpireDate" => text(&ends_on),
        "AdultYN" => text("N"),
        "AvailableDateType" => text("0"),
        "AvailableDateValue" => text("3"),
        "ShippingNo" => text(item.shipping_no.to_string()),
        "ItemDetail" => text("<p>見本です。</p>"),
        "ImageUrl" => text("https://example.com/image.jpg"),
        "ListedDate" | "ChangedDate" => text("2026-01-01 00:00:00"),
        _ => text(""),
    };
    let is_shown = |key: &&str| call.version == "1.2" || !key.starts_with("OptionShippingNo");
    let rename = |key| match (call.version, key) {
        ("" | "1.0", "ItemCode") => "ItemNo",
        ("" | "1.0", "ItemPrice") => "SellPrice",
        _ => key,
    };
    object(DETAIL.split_whitespace().filter(is_shown).map(|key| (rename(key), value(key))))
}

/// What `ItemTypeCode` holds of an option without a code: the guide asks sellers to enter it.
pub(super) const NO_CODE: &str = "0";

/// GetGoodsInventoryInfo: the option rows of a normal item; `[]` for other items, whatever `empty-list` says.
pub(super) fn list_stock_options(world: &World, call: &Call) -> MethodResult {
    let item = world.find_item(call.params, ItemFilter::Either)?;
    let Stock::Options(rows) = &world.get_visible_offer(item, call.now).stock else {
        return Ok(MethodAnswer::One(JsonValue::List(Vec::new())));
    };
    let rows = rows.iter().map(|row| {
        // Five axes in the answer, two at the most in this shop.
        let axes = |key: &'static str, values: &[String]| {
            let value = |n: usize| name(values.get(n).cloned().unwrap_or_default());
            (0..5).map(|n| (format!("{key}{}", n + 1), value(n))).collect::<Vec<_>>()
        };
        let code = if row.code.is_empty() { NO_CODE } else { &row.code };
        let rest = [
            ("Price".to_owned(), JsonValue::Money(row.price)),
            ("Qty".to_owned(), JsonValue::Int(row.qty)),
            ("ItemTypeCode".to_owned(), text(code)),
        ];
        let fields = axes("Name", &row.names).into_iter().chain(axes("Value", &row.values)).chain(rest);
        JsonValue::Object(fields.collect())
    });
    Ok(MethodAnswer::Rows(rows.collect()))
}

/// GetGoodsOptionInfo: the add-on options.
pub(super) fn list_addons(world: &World, call: &Call) -> MethodResult {
    let item = world.find_item(call.params, ItemFilter::Either)?;
    let rows = item.addons.iter().map(|addon| {
        object([
            ("Name", name(&addon.name)),
            ("Value", name(&addon.value)),
            ("Price", JsonValue::Money(addon.price)),
            ("OptionCode", text(&addon.code)),
        ])
    });
    Ok(MethodAnswer::Rows(rows.collect()))
}

/// GetSellerDeliveryGroupInfo.
pub(super) fn list_groups(world: &World, _call: &Call) -> MethodResult {
    let rows = world.groups.values().map(|group| {
        object([
            ("ShippingNo", JsonValue::Int(group.number)),
            ("ShippingFee", JsonValue::Money(group.fee)),
            ("ShippingType", text(if group.fee == 0 { "F" } else { "W" })),
            ("FreeCondition", JsonValue::Money(0)),
            ("Region", text("N")),
            ("Oversea", text("N")),
            ("transcName", text(&group.carrier)),
        ])
    });
    Ok(MethodAnswer::Rows(rows.collect()))
}
