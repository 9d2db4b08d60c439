//! What the practice shop's commands print, as text and as JSON.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::domain::ids::{OrderNo, PackNo};
use crate::domain::said::Said;
use crate::domain::time::to_text;
use crate::domain::wrap::for_screen;
use crate::report::Lang;
use crate::sandbox::{Rule, Stock, Switch, World};

/// A command's answer in both forms.
pub(super) struct Output {
    pub(super) text: String,
    pub(super) json: Vec<Value>,
}

impl Output {
    pub(super) fn line(text: String, json: Value) -> Self {
        Self { text: text + "\n", json: vec![json] }
    }

    pub(super) fn write(&self, json: bool, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
        if !json {
            return out.write_all(for_screen(&self.text, width).as_bytes());
        }
        self.json.iter().try_for_each(|value| writeln!(out, "{value}"))
    }
}

pub(super) fn bought(cart: PackNo, numbers: &[OrderNo], lang: Lang) -> Output {
    let text = format!("{}{cart}: {}", lang.pick("cart ", "カート"), joined(numbers));
    let numbers: Vec<_> = numbers.iter().map(ToString::to_string).collect();
    Output::line(text, json!({"pack_no": cart.to_string(), "order_nos": numbers}))
}

pub(super) fn changed(what: &Said, asked: &str, numbers: &[OrderNo], lang: Lang) -> Output {
    let listed: Vec<_> = numbers.iter().map(ToString::to_string).collect();
    let text = format!("{asked} {}: {}", lang.of(what), joined(numbers));
    Output::line(text, json!({"number": asked, "what": what.en, "order_nos": listed}))
}

fn joined(numbers: &[OrderNo]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Headings as wide as what stands below them.
const LIST_HEADS: [&str; 2] = [
    "CART      ORDER NO   ST CLAIM QTY ITEM            ORDERED          CARRIER",
    "カート    注文番号   ST CLAIM QTY 品番            注文日時         配送会社",
];

const ITEM_HEADS: [&str; 2] = [
    "ITEM        SELLER CODE     ST      PRICE    QTY KIND",
    "商品        販売者コード    ST       価格   在庫 種類",
];

pub(super) fn list(world: &World, lang: Lang) -> Output {
    let head = |[en, ja]: [&'static str; 2]| lang.pick(en, ja);
    let mut text = String::new();
    let mut rows = Vec::new();
    if world.lines().next().is_some() {
        text += &format!("{}\n", head(LIST_HEADS));
    }
    for line in world.lines() {
        let Some(cart) = world.cart(line.pack_no) else { continue };
        let item = world.item(&line.item_code).map_or("", |item| item.seller_code.as_str());
        let claim = line.claim.as_ref().map(|claim| claim.status);
        let (cart_no, order_no) = (line.pack_no.to_string(), line.order_no.to_string());
        let sku = format!("{item}{}", line.option_code);
        let ordered = cart.ordered_at.format("%Y-%m-%d %H:%M");
        let shown_claim = claim.map(|status| status.to_string()).unwrap_or_default();
        text += &format!("{cart_no:9} {order_no:10} {:2} {shown_claim:5} {:3} ", line.status, line.qty);
        let carrier = padded(&line.carrier, 12);
        text += format!("{} {ordered} {carrier}", padded(&sku, 15)).trim_end();
        text.push('\n');
        rows.push(json!({
            "pack_no": cart_no, "order_no": order_no, "status": line.status, "claim": claim, "qty": line.qty,
            "item": item, "option_code": line.option_code, "ordered_at": to_text(cart.ordered_at),
            "carrier": line.carrier, "tracking_no": line.tracking_no,
        }));
    }
    text += &format!("\n{}\n", head(ITEM_HEADS));
    for item in world.items() {
        let kind = match &item.offer.stock {
            Stock::Plain(_) => "plain",
            Stock::Options(_) => "option",
            Stock::Move(_) => "move",
        };
        let (price, qty) = (item.offer.price, item.offer.stock.total());
        text += &format!(
            "{:11} {} {:2} {price:10} {qty:6} {kind}\n",
            item.code,
            padded(&item.seller_code, 15),
            item.status
        );
        rows.push(json!({
            "item_code": item.code, "seller_code": item.seller_code, "status": item.status, "kind": kind,
            "price_yen": price, "qty": qty,
        }));
    }
    Output { text: text.trim_start().to_owned(), json: rows }
}

/// A text cut or filled to columns of the screen: a Japanese letter takes two.
fn padded(text: &str, columns: usize) -> String {
    let mut used = 0;
    let mut out = String::new();
    for c in text.chars() {
        let wide = if c.is_ascii() { 1 } else { 2 };
        if used + wide > columns {
            break;
        }
        used += wide;
        out.push(c);
    }
    out + &" ".repeat(columns - used)
}

pub(super) fn writes(world: &World) -> Output {
    let mut text = String::new();
    for write in world.writes() {
        let (at, method, target) = (to_text(write.at), &write.method, &write.target);
        text += &format!(
            "{at} {method} {target} {} code={} seen={}\n",
            write.values, write.code, write.times_seen
        );
    }
    let json = world.writes().iter().filter_map(|write| serde_json::to_value(write).ok()).collect();
    Output { text, json }
}

pub(super) fn variants(world: &World) -> Output {
    let switches = world.variants.list();
    let line = |s: &Switch| format!("{:18} {:15} ({})\n", s.name, s.value, s.choices.join(", "));
    let text = switches.iter().map(line).collect();
    let json = switches.iter().filter_map(|switch| serde_json::to_value(switch).ok()).collect();
    Output { text, json }
}

pub(super) fn faults(world: &World, lang: Lang) -> Output {
    let rule = |rule: &Rule| {
        let (method, kind, after) = (&rule.method, rule.fault.kind.name(), rule.after);
        let left = match rule.left {
            None => lang.pick("every call", "毎回").to_owned(),
            Some(left) => lang.pick(format!("{left} more"), format!("あと{left}回")),
        };
        lang.pick(
            format!("{method} {kind}: {left}, after {after}\n"),
            format!("{method} {kind}: {left}({after}回の後)\n"),
        )
    };
    let storm = world.faults.storm.iter().map(|storm| {
        let kinds: Vec<_> = storm.kinds.iter().map(|kind| kind.name()).collect();
        let (seed, percent, kinds, so_far) = (storm.seed, storm.percent, kinds.join(", "), storm.requests);
        lang.pick(
            format!("seed {seed}: {percent} % of all calls ({kinds}), {so_far} so far\n"),
            format!("seed {seed}: 全体の{percent}%({kinds})、これまでに{so_far}回\n"),
        )
    });
    let text: String = world.faults.rules.iter().map(rule).chain(storm).collect();
    let text = if text.is_empty() {
        lang.pick("no faults\n", "障害はありません\n").to_owned()
    } else {
        text
    };
    Output { text, json: serde_json::to_value(&world.faults).into_iter().collect() }
}
