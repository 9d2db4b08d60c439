//! The rules of the practice Qoo10, checked from outside: calls in, JSON out.

mod claims;
mod confirm;
mod docs;
mod gateway;
mod items;
mod orders;
mod sending;
mod server;
mod shop;
mod speed;

use serde_json::Value;

use super::carts::{CartDraft, LineDraft};
use super::model::ShopItem;
use super::request::{Params, Request};
use super::world::{SELLER_KEY, World};
use crate::domain::ids::{OrderNo, PackNo};
use crate::domain::time::{Jst, parse_jst};

/// Wednesday 2026-07-01, ten in the morning.
fn now() -> Jst {
    at("2026-07-01T10:00:00")
}

fn at(text: &str) -> Jst {
    parse_jst(&format!("{text}+09:00")).unwrap()
}

fn request(method: &str, params: &[(&str, &str)]) -> Request {
    Request {
        method: method.to_owned(),
        params: Params::from_pairs(params),
        key: SELLER_KEY.to_owned(),
        version: "1.0".to_owned(),
        is_xml: false,
    }
}

/// Calls at `now` and reads the JSON.
fn call(world: &mut World, method: &str, params: &[(&str, &str)]) -> Value {
    call_at(world, now(), method, params)
}

fn call_at(world: &mut World, time: Jst, method: &str, params: &[(&str, &str)]) -> Value {
    let body = world.handle(&request(method, params), time).body;
    serde_json::from_str(&body).unwrap_or_else(|e| panic!("{e}: {body}"))
}

fn code(reply: &Value) -> i64 {
    reply["ResultCode"].as_i64().unwrap_or_else(|| panic!("no ResultCode: {reply}"))
}

fn rows(reply: &Value) -> Vec<Value> {
    assert_eq!(code(reply), 0, "{reply}");
    reply["ResultObject"].as_array().cloned().unwrap_or_default()
}

fn keys(row: &Value) -> String {
    row.as_object().unwrap().keys().map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn set(world: &mut World, name: &str, value: &str) {
    world.variants.set(name, value).unwrap();
}

/// Two groups and one plain item `A` of 佐川急便.
fn small() -> World {
    let mut world = World::empty();
    world.add_group("佐川急便", 0);
    world.add_group("ゆうパック", 500);
    world.add_item(ShopItem::plain("A", 10));
    world
}

/// The small shop with one paid cart of `n` lines, ordered and paid an hour ago.
fn with_cart(n: usize) -> (World, PackNo, Vec<OrderNo>) {
    let mut world = small();
    let (cart, numbers) = add_cart(&mut world, n);
    (world, cart, numbers)
}

fn add_cart(world: &mut World, n: usize) -> (PackNo, Vec<OrderNo>) {
    world.add_cart(CartDraft::paid(at("2026-07-01T09:00:00"), vec![LineDraft::new("A"); n]))
}

/// The order numbers of a v3 list of one status, by order date in June and July.
fn listed(world: &mut World, status: &str) -> Vec<i64> {
    let params = [("ShippingStatus", status), ("SearchStartDate", "20260601"), ("SearchEndDate", "20260731")];
    let reply = call(world, "ShippingBasic.GetShippingInfo_v3", &params);
    rows(&reply).iter().map(|row| row["OrderNo"].as_i64().unwrap()).collect()
}
