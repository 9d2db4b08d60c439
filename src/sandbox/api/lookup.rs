//! ItemsLookup: the item list, an item's details, its stock options, its add-ons, the delivery groups.

use super::super::answer::MethodAnswer;
use super::super::json::{JsonValue, object, text};
use super::super::model::{ShopItem, Stock};
use super::super::variants::EmptyList;
use super::super::world::{World, seller_key};
use super::Call;
use super::params::Params;

const ITEMS_PER_PAGE: usize = 500;

/// Which items a method answers for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemFilter {
    Normal,
    Move,
    Either,
}

impl World {
    /// The item of `ItemCode` or, when that is empty, `SellerCode`.
    pub(super) fn asked_item(
        &self,
        item_code: &str,
        seller_code: &str,
        kind: ItemFilter,
    ) -> Option<&ShopItem> {
        let fits =
            |item: &&ShopItem| kind == ItemFilter::Either || item.is_move() == (kind == ItemFilter::Move);
        if !item_code.is_empty() {
            return self.items.get(item_code).filter(fits);
        }
        let by_seller = |is_move| self.by_seller_code.get(&seller_key(is_move, seller_code));
        let codes = [by_seller(false), by_seller(true)];
        codes.into_iter().flatten().filter_map(|code| self.items.get(code)).find(fits)
    }

    fn asked(&self, params: &Params, kind: ItemFilter) -> Option<&ShopItem> {
        self.asked_item(params.get("ItemCode"), params.get("SellerCode"), kind)
    }
}

/// GetAllGoodsInfo: one status, 500 items a page, normal and MOVE items alike.
pub(super) fn all_goods(world: &World, call: &Call) -> MethodAnswer {
    let status = call.params.get("ItemStatus");
    let page = match call.params.get("Page") {
        "" => Some(1),
        page => page.parse().ok().filter(|page| *page > 0),
    };
    let (Some(page), "S0" | "S1" | "S2" | "S4") = (page, status) else {
        return MethodAnswer::Refused(-10001);
    };
    let items: Vec<_> = world.items.values().filter(|item| item.status == status).collect();
    let rows = items.iter().skip(ITEMS_PER_PAGE * (page - 1)).take(ITEMS_PER_PAGE).map(|item| {
        object([
            ("ItemCode", text(&item.code)),
            ("SellerCode", text(&item.seller_code)),
            ("ItemStatus", text(&item.status)),
        ])
    });
    let rows: Vec<_> = rows.collect();
    let count = |n: usize| JsonValue::Int(i64::try_from(n).unwrap_or(i64::MAX));
    let mut fields = vec![
        ("TotalItems".to_owned(), count(items.len())),
        ("TotalPages".to_owned(), count(items.len().div_ceil(ITEMS_PER_PAGE))),
        ("PresentPage".to_owned(), count(page)),
    ];
    let listed = match (rows.is_empty(), world.variants.empty_list) {
        (false, _) | (true, EmptyList::Array) => JsonValue::List(rows),
        (true, EmptyList::Null) => JsonValue::Null,
        (true, EmptyList::Text) => JsonValue::Exact(String::new()),
    };
    fields.push(("Items".to_owned(), listed));
    MethodAnswer::One(JsonValue::Object(fields))
}

/// GetItemDetailInfo: texts only; a MOVE item gives an empty list.
pub(super) fn detail(world: &World, call: &Call) -> MethodAnswer {
    let Some(item) = world.asked(call.params, ItemFilter::Either) else {
        return MethodAnswer::Refused(-10001);
    };
    if item.is_move() {
        return MethodAnswer::Rows(Vec::new());
    }
    if !matches!(item.status.as_str(), "S1" | "S2") {
        return MethodAnswer::Refused(-10009);
    }
    MethodAnswer::Rows(vec![detail_row(world, item, call)])
}

fn detail_row(world: &World, item: &ShopItem, call: &Call) -> JsonValue {
    let shown = world.shown(item, call.now);
    let ends_on = shown.ends_on.map(|day| day.format("%Y-%m-%d").to_string()).unwrap_or_default();
    let mut fields = vec![
        ("ItemCode", text(&item.code)),
        ("ItemStatus", text(&item.status)),
        ("ItemTitle", text(&item.title)),
        ("PromotionName", text("")),
        ("MainCatCd", text("100000001")),
        ("MainCatNm", text("見本")),
        ("FirstSubCatCd", text("200000001")),
        ("FirstSubCatNm", text("見本")),
        ("SecondSubCatCd", text("300000001")),
        ("SecondSubCatNm", text("見本")),
        ("Drugtype", text("")),
        ("SellerCode", text(&item.seller_code)),
        ("ProductionPlaceType", text("1")),
        ("ProductionPlace", text("日本")),
        ("IndustrialCodeType", text("")),
        ("IndustrialCode", text("")),
        ("RetailPrice", JsonValue::MoneyText(0)),
        ("ItemPrice", JsonValue::MoneyText(shown.price)),
        ("TaxRate", text("S")),
        ("SettlePrice", JsonValue::MoneyText(shown.price * 9 / 10)),
        ("ItemQty", text(shown.stock.total().to_string())),
        ("ExpireDate", text(ends_on)),
        ("ModelNM", text("")),
        ("ManufacturerDate", text("")),
        ("BrandNo", text("")),
        ("Material", text("")),
        ("AdultYN", text("N")),
        ("DesiredShippingDate", text("")),
        ("AvailableDateType", text("0")),
        ("AvailableDateValue", text("3")),
        ("ShippingNo", text(item.shipping_no.to_string())),
    ];
    if call.version == "1.2" {
        fields.extend([("OptionShippingNo1", text("")), ("OptionShippingNo2", text(""))]);
    }
    fields.extend([
        ("ContactInfo", text("")),
        ("ItemDetail", text("<p>見本です。</p>")),
        ("ImageUrl", text("https://example.com/image.jpg")),
        ("VideoURL", text("")),
        ("Keyword", text("")),
        ("ListedDate", text("2026-01-01 00:00:00")),
        ("ChangedDate", text("2026-01-01 00:00:00")),
    ]);
    JsonValue::Object(fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// GetGoodsInventoryInfo: the option rows of a normal item; none for other items.
pub(super) fn inventory(world: &World, call: &Call) -> MethodAnswer {
    let Some(item) = world.asked(call.params, ItemFilter::Either) else {
        return MethodAnswer::Refused(-10001);
    };
    let Stock::Options(rows) = &world.shown(item, call.now).stock else {
        return MethodAnswer::Rows(Vec::new());
    };
    let axis = |values: &[String], n: usize| text(values.get(n).cloned().unwrap_or_default());
    let rows = rows.iter().map(|row| {
        object([
            ("Name1", axis(&row.names, 0)),
            ("Name2", axis(&row.names, 1)),
            ("Name3", text("")),
            ("Name4", text("")),
            ("Name5", text("")),
            ("Value1", axis(&row.values, 0)),
            ("Value2", axis(&row.values, 1)),
            ("Value3", text("")),
            ("Value4", text("")),
            ("Value5", text("")),
            ("Price", JsonValue::Money(row.price)),
            ("Qty", JsonValue::Int(row.qty)),
            ("ItemTypeCode", text(&row.code)),
        ])
    });
    MethodAnswer::Rows(rows.collect())
}

/// GetGoodsOptionInfo: the add-on options.
pub(super) fn addons(world: &World, call: &Call) -> MethodAnswer {
    let Some(item) = world.asked(call.params, ItemFilter::Either) else {
        return MethodAnswer::Refused(-10001);
    };
    let rows = item.addons.iter().map(|addon| {
        object([
            ("Name", text(&addon.name)),
            ("Value", text(&addon.value)),
            ("Price", JsonValue::Money(addon.price)),
            ("OptionCode", text(&addon.code)),
        ])
    });
    MethodAnswer::Rows(rows.collect())
}

/// GetSellerDeliveryGroupInfo.
pub(super) fn groups(world: &World, _call: &Call) -> MethodAnswer {
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
    MethodAnswer::Rows(rows.collect())
}
