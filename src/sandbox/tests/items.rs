//! Items: look-ups and stock.

use super::*;
use crate::sandbox::model::Stock;
use serde_json::json;

const QTY_UNIT: &str = "ItemsOptions.UpdateInventoryQtyUnit";
const DATA_UNIT: &str = "ItemsOptions.UpdateInventoryDataUnit";

fn shop() -> World {
    let mut world = small();
    world.add_item(ShopItem::with_options("B", &[("-W", 5), ("-K", 6)]).with_addon(
        "名入れ",
        "あり",
        300,
        "NAME",
    ));
    world.add_item(
        ShopItem::with_types("M", &[("青", "L", 3, "-B-L"), ("赤", "S", 4, "-R-S")]).with_group(500_002),
    );
    world.add_item(ShopItem::plain("OLD", 1).with_status("S1"));
    world
}

fn code_of(world: &World, seller: &str) -> String {
    world.item(seller).unwrap().code.clone()
}

#[test]
fn the_list_is_paged_by_status() {
    let mut world = shop();
    let list = |world: &mut World, status, page| {
        call(world, "ItemsLookup.GetAllGoodsInfo", &[("ItemStatus", status), ("Page", page)])
    };
    let first = list(&mut world, "S2", "1");
    assert_eq!(first["ResultObject"]["TotalItems"], 3);
    let codes: Vec<_> =
        first["ResultObject"]["Items"].as_array().unwrap().iter().map(|i| &i["SellerCode"]).collect();
    assert_eq!(codes, ["A", "B", "M"]);
    assert_eq!(list(&mut world, "S1", "")["ResultObject"]["Items"][0]["SellerCode"], "OLD");
    assert_eq!(
        [("", "1"), ("S4", "1"), ("S9", "1"), ("S2", "0"), ("S2", "x")]
            .map(|(s, p)| code(&list(&mut world, s, p))),
        [-10001; 5]
    );
    assert_eq!(["S0", "S1", "S2", "S3", "S5", "S8"].map(|s| code(&list(&mut world, s, "1"))), [0; 6]);
    assert!(list(&mut world, "S2", "2")["ResultObject"]["Items"].is_null());
    let mut big = World::build_large(now(), 0, 1201);
    let pages =
        ["1", "2", "3"].map(|p| list(&mut big, "S2", p)["ResultObject"]["Items"].as_array().unwrap().len());
    assert_eq!(pages, [500, 500, 201]);
    assert_eq!(list(&mut big, "S2", "1")["ResultObject"]["TotalPages"], 3);
}

#[test]
fn details_are_texts_and_move_items_answer_elsewhere() {
    let mut world = shop();
    let detail = |world: &mut World, name: &str, value: &str| {
        call(world, "ItemsLookup.GetItemDetailInfo", &[(name, value)])
    };
    let row = rows(&detail(&mut world, "SellerCode", "A")).remove(0);
    assert!(row.as_object().unwrap().values().all(Value::is_string));
    assert_eq!(
        (&row["ItemQty"], &row["SellPrice"], &row["ShippingNo"]),
        (&"10".into(), &"1000.0000".into(), &"500001".into())
    );
    let mut keys_by = |version: &str| {
        let mut newer = request("ItemsLookup.GetItemDetailInfo", &[("SellerCode", "A")]);
        version.clone_into(&mut newer.version);
        let body = world.handle(&newer, now()).body;
        ["ItemNo", "SellPrice", "ItemCode", "ItemPrice", "OptionShippingNo1"]
            .map(|key| body.contains(&format!("{key:?}")))
    };
    assert_eq!(["", "1.0"].map(&mut keys_by), [[true, true, false, false, false]; 2]);
    assert_eq!(keys_by("1.1"), [false, false, true, true, false]);
    assert_eq!(keys_by("1.2"), [false, false, true, true, true]);
    assert!(rows(&detail(&mut world, "SellerCode", "M")).is_empty());
    assert_eq!(code(&detail(&mut world, "ItemCode", "7")), -10001);
    world.item_mut("OLD").unwrap().status = "S3".to_owned();
    let refused = detail(&mut world, "SellerCode", "OLD");
    assert_eq!(
        (code(&refused), refused["ResultMsg"].as_str()),
        (-10009, Some("[Trade Status] S1(Standby), S2(Active) only you can search."))
    );
    let moved = |world: &mut World, seller: &str| {
        call(world, "ItemsLookup.GetMoveItemDetailInfo", &[("SellerCode", seller)])
    };
    assert_eq!(moved(&mut world, "M")["ResultObject"]["OptionQty"], "青||*L||*3||*-B-L$$赤||*S||*4||*-R-S");
    assert_eq!(moved(&mut world, "M")["ResultObject"]["ShippingNo"], "500002");
    assert_eq!(code(&moved(&mut world, "A")), -10001);
}

#[test]
fn options_add_ons_and_groups_are_listed() {
    let mut world = shop();
    let stock = rows(&call(&mut world, "ItemsLookup.GetGoodsInventoryInfo", &[("SellerCode", "B")]));
    assert_eq!((&stock[1]["Name1"], &stock[1]["Value1"]), (&"種類".into(), &"K".into()));
    assert_eq!((&stock[1]["ItemTypeCode"], &stock[1]["Qty"]), (&"-K".into(), &6.into()));
    for none in ["A", "M"] {
        let reply = call(&mut world, "ItemsLookup.GetGoodsInventoryInfo", &[("SellerCode", none)]);
        assert_eq!(reply["ResultObject"], json!([]), "{none}");
    }
    let addons = rows(&call(&mut world, "ItemsLookup.GetGoodsOptionInfo", &[("SellerCode", "B")]));
    assert_eq!((&addons[0]["Name"], &addons[0]["Price"]), (&"名入れ".into(), &300.0.into()));
    let groups = rows(&call(&mut world, "ItemsLookup.GetSellerDeliveryGroupInfo", &[]));
    assert_eq!((&groups[1]["ShippingNo"], &groups[1]["transcName"]), (&500_002.into(), &"ゆうパック".into()));
}

#[test]
fn price_and_quantity_are_for_plain_items() {
    let mut world = shop();
    let set = |world: &mut World, seller: &str, qty: &str| {
        let params = [("SellerCode", seller), ("Qty", qty), ("ExpireDate", "2029-12-31")];
        code(&call(world, "ItemsOrder.SetGoodsPriceQty", &params))
    };
    assert_eq!((set(&mut world, "A", "7"), world.get_stock("A", None)), (0, Some(7)));
    assert_eq!(["M", "NONE"].map(|s| set(&mut world, s, "7")), [-10001; 2]);
    assert_eq!((set(&mut world, "B", "7"), set(&mut world, "A", "-1")), (-10101, -10101));
    assert_eq!(world.item("A").unwrap().offer.ends_on.unwrap().to_string(), "2029-12-31");
    let a = code_of(&world, "A");
    assert_eq!(code(&call(&mut world, "ItemsOrder.SetGoodsPriceQty", &[("ItemCode", &a), ("Qty", "8")])), 0);
    assert_eq!(
        world.item("A").unwrap().offer.ends_on.unwrap().to_string(),
        "2027-07-01",
        "left out: a year from today"
    );
}

#[test]
fn the_item_bulk_call_counts() {
    let mut world = shop();
    let (a, b) = (code_of(&world, "A"), code_of(&world, "B"));
    let rows = json!([
        {"ItemCode": a, "Qty": "3"}, {"ItemCode": b, "Qty": "3"}, {"ItemCode": a, "Qty": null, "Price": true},
        {"ItemCode": "x", "Qty": "1"},
        {"itemcode": a.parse::<i64>().unwrap(), "QTY": 4, "TaxRate": 8, "Price": 900},
    ]);
    let json = rows.to_string();
    let reply = call(&mut world, "ItemsOrder.SetGoodsPriceQtyBulk", &[("ItemInfoJson", &json)]);
    assert_eq!((code(&reply), reply["ResultMsg"].as_str().unwrap()), (-1, "SUCCESS:3,FAIL:2"));
    let offer = &world.item("A").unwrap().offer;
    assert_eq!((offer.stock.total(), offer.price, offer.tax_rate.as_str()), (4, 900, "8"));
    let over = format!("[{}]", vec!["{}"; 501].join(","));
    assert_eq!(code(&call(&mut world, "ItemsOrder.SetGoodsPriceQtyBulk", &[("ItemInfoJson", &over)])), -2);
    assert_eq!(code(&call(&mut world, "ItemsOrder.SetGoodsPriceQtyBulk", &[("ItemInfoJson", "[{")])), -10101);
}

#[test]
fn one_option_is_set_by_name_or_code() {
    let mut world = shop();
    let by_name = [("SellerCode", "B"), ("OptionName", "種類"), ("OptionValue", "W"), ("Qty", "9")];
    assert_eq!(code(&call(&mut world, QTY_UNIT, &by_name)), 0);
    let by_code = [("SellerCode", "B"), ("OptionCode", "-K"), ("Qty", "1")];
    assert_eq!(code(&call(&mut world, QTY_UNIT, &by_code)), 0);
    assert_eq!((world.get_stock("B", Some("-W")), world.get_stock("B", Some("-K"))), (Some(9), Some(1)));
    let refused = [
        ([("SellerCode", "B"), ("OptionCode", "-X"), ("Qty", "1")], -10101),
        ([("SellerCode", "B"), ("OptionCode", "-K"), ("Qty", "x")], -10101),
        ([("SellerCode", "A"), ("OptionCode", "-K"), ("Qty", "1")], -10101),
        ([("SellerCode", "M"), ("OptionCode", "-B-L"), ("Qty", "1")], -10001),
    ];
    for (params, expected) in refused {
        assert_eq!(code(&call(&mut world, QTY_UNIT, &params)), expected, "{params:?}");
    }
}

#[test]
fn a_whole_option_row_is_set_with_all_that_is_left_out() {
    let mut world = shop();
    let row = |price, option_code| {
        [
            ("SellerCode", "B"),
            ("OptionName", "種類"),
            ("OptionValue", "W"),
            ("Qty", "2"),
            ("Price", price),
            ("OptionCode", option_code),
        ]
    };
    assert_eq!(code(&call(&mut world, DATA_UNIT, &row("501", "-W"))), -10101, "past half of the price");
    assert_eq!(code(&call(&mut world, DATA_UNIT, &row("", "-W"))), -10101);
    assert_eq!(code(&call(&mut world, DATA_UNIT, &row("-500", "-W"))), 0);
    assert_eq!(code(&call(&mut world, DATA_UNIT, &row("0", ""))), 0);
    let Stock::Options(rows) = &world.item("B").unwrap().offer.stock else { panic!("options") };
    assert_eq!((rows[0].code.as_str(), rows[0].price, rows[0].qty), ("", 0, 2));
}

#[test]
fn an_option_without_a_code_shows_zero_and_keeps_none() {
    let mut world = shop();
    world.set_option_code("B", "-W", "").unwrap();
    let shown = rows(&call(&mut world, "ItemsLookup.GetGoodsInventoryInfo", &[("SellerCode", "B")]));
    assert_eq!((&shown[0]["ItemTypeCode"], &shown[1]["ItemTypeCode"]), (&"0".into(), &"-K".into()));
    let back = [
        ("SellerCode", "B"),
        ("OptionName", "種類"),
        ("OptionValue", "W"),
        ("Qty", "2"),
        ("Price", "0"),
        ("OptionCode", "0"),
    ];
    assert_eq!(code(&call(&mut world, DATA_UNIT, &back)), 0);
    let Stock::Options(rows) = &world.item("B").unwrap().offer.stock else { panic!("options") };
    assert_eq!((rows[0].code.as_str(), rows[0].qty), ("", 2));
}

#[test]
fn escaped_names_are_known_only_as_they_were_read() {
    let mut world = shop();
    world.add_item(ShopItem::with_options("E", &[("L'eau", 5)]));
    world.add_item(ShopItem::with_types("N", &[("R&B", "", 3, "-B")]));
    set(&mut world, "names", "escaped");
    let shown = rows(&call(&mut world, "ItemsLookup.GetGoodsInventoryInfo", &[("SellerCode", "E")]));
    let (name, value) = (shown[0]["Name1"].as_str().unwrap(), shown[0]["Value1"].as_str().unwrap());
    assert!(value.contains("&#39;"), "{value}");
    let set_qty = |world: &mut World, value: &str| {
        let params = [("SellerCode", "E"), ("OptionName", name), ("OptionValue", value), ("Qty", "9")];
        code(&call(world, QTY_UNIT, &params))
    };
    assert_eq!(set_qty(&mut world, &value.replace("&#39;", "'")), -10101);
    assert_eq!(set_qty(&mut world, value), 0);
    let n = code_of(&world, "N");
    let edit = |world: &mut World, list: &str| {
        call(world, "ItemsOptions.EditMoveGoodsInventory", &[("ItemCode", &n), ("OptionQty", list)]);
        world.get_stock("N", Some("カラー:R&B"))
    };
    assert_eq!(edit(&mut world, "R&amp;B||*7||*-B"), Some(7));
    assert_eq!(edit(&mut world, "R&B||*8||*-B"), None, "another type");
}

#[test]
fn two_axes_are_named_together_in_bulk() {
    let mut world = shop();
    let list = "色||*白||*サイズ||*M||*0||*5||*-W-M$$色||*白||*サイズ||*L||*0||*6||*-W-L";
    let b = code_of(&world, "B");
    let replace = [("ItemCode", b.as_str()), ("InventoryInfo", list)];
    assert_eq!(code(&call(&mut world, "ItemsOptions.EditGoodsInventory", &replace)), 0);
    assert_eq!(world.get_stock("B", Some("-W")), None, "the old rows are gone");
    let row = |value: &str, code: &str| {
        let name = "色||*サイズ";
        json!({
            "ItemCode": b, "OptionName": name, "OptionValue": value, "OptionCode": code, "Price": 0, "Qty": 1,
        })
    };
    let json = json!([row("白||*L", "-W-L"), row("黒||*L", "-K-L")]).to_string();
    let reply = call(&mut world, "ItemsOptions.UpdateInventoryDataBulk", &[("ItemInfoJson", &json)]);
    assert_eq!((code(&reply), reply["ResultMsg"].as_str().unwrap()), (-1, "SUCCESS:1,FAIL:1"));
    assert_eq!((world.get_stock("B", Some("-W-L")), world.get_stock("B", Some("-W-M"))), (Some(1), Some(5)));
    let damaged = [("ItemCode", b.as_str()), ("InventoryInfo", "色||*白")];
    assert_eq!(code(&call(&mut world, "ItemsOptions.EditGoodsInventory", &damaged)), -10002);
    let none = [("ItemCode", b.as_str()), ("InventoryInfo", "")];
    assert_eq!(code(&call(&mut world, "ItemsOptions.EditGoodsInventory", &none)), 0);
    assert!(rows(&call(&mut world, "ItemsLookup.GetGoodsInventoryInfo", &[("ItemCode", &b)])).is_empty());
}

#[test]
fn a_move_list_replaces_or_merges() {
    let mut world = shop();
    let m = code_of(&world, "M");
    let edit = |world: &mut World, list: &str| {
        code(&call(world, "ItemsOptions.EditMoveGoodsInventory", &[("ItemCode", &m), ("OptionQty", list)]))
    };
    set(&mut world, "move-edit", "merge");
    assert_eq!(edit(&mut world, "青||*L||*8||*-B-L"), 0);
    assert_eq!((world.get_stock("M", Some("-B-L")), world.get_stock("M", Some("-R-S"))), (Some(8), Some(4)));
    set(&mut world, "move-edit", "replace");
    assert_eq!(edit(&mut world, "青||*L||*9||*-B-L"), 0);
    assert_eq!((world.get_stock("M", Some("-B-L")), world.get_stock("M", Some("-R-S"))), (Some(9), None));
    assert_eq!((edit(&mut world, ""), edit(&mut world, "青")), (-10002, -10002));
    let plain = code_of(&world, "A");
    let wrong = [("ItemCode", plain.as_str()), ("OptionQty", "青||*L||*9||*-B-L")];
    assert_eq!(code(&call(&mut world, "ItemsOptions.EditMoveGoodsInventory", &wrong)), -10001);
}

#[test]
fn changes_may_show_ten_minutes_late() {
    let mut world = shop();
    set(&mut world, "item-changes", "ten-minutes");
    let set_qty = |world: &mut World, time: &str, qty: &str| {
        call_at(world, at(time), "ItemsOrder.SetGoodsPriceQty", &[("SellerCode", "A"), ("Qty", qty)]);
    };
    set_qty(&mut world, "2026-07-01T10:00:00", "7");
    set_qty(&mut world, "2026-07-01T10:05:00", "8");
    let mut shown = |time: &str| {
        let reply = call_at(&mut world, at(time), "ItemsLookup.GetItemDetailInfo", &[("SellerCode", "A")]);
        rows(&reply)[0]["ItemQty"].as_str().unwrap().to_owned()
    };
    let times = ["2026-07-01T10:09:59", "2026-07-01T10:10:00", "2026-07-01T10:14:59", "2026-07-01T10:15:00"];
    assert_eq!(times.map(&mut shown), ["10", "7", "7", "8"]);
}

#[test]
fn a_normal_and_a_move_item_may_share_a_seller_code() {
    let mut world = shop();
    world.add_item(ShopItem::with_types("A", &[("青", "", 3, "-B")]));
    let detail = call(&mut world, "ItemsLookup.GetItemDetailInfo", &[("SellerCode", "A")]);
    assert_eq!(rows(&detail)[0]["ItemQty"], "10");
    let moved = call(&mut world, "ItemsLookup.GetMoveItemDetailInfo", &[("SellerCode", "A")]);
    assert_eq!(moved["ResultObject"]["OptionQty"], "青||*3||*-B");
}
