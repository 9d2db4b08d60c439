//! What the practice shop's commands print, as text and as JSON.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::domain::ids::{OrderNo, PackNo};
use crate::domain::time::format_jst;
use crate::sandbox::{FaultRule, Stock, Switch, World};
use crate::text::localize;
use crate::text::wrap::{width, wrap_for_screen};
use crate::vocabulary::{Lang, Message, msg};

/// A command's answer in both forms.
pub(super) struct CommandReply {
    pub(super) text: String,
    pub(super) json: Vec<Value>,
}

impl CommandReply {
    pub(super) fn from_line(text: String, json: Value) -> Self {
        Self { text: text + "\n", json: vec![json] }
    }

    pub(super) fn write(&self, json: bool, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
        if !json {
            return out.write_all(wrap_for_screen(&self.text, width).as_bytes());
        }
        self.json.iter().try_for_each(|value| writeln!(out, "{value}"))
    }
}

pub(super) fn render_purchase(cart: PackNo, numbers: &[OrderNo], lang: Lang) -> CommandReply {
    let text = localize(&msg!("practice-bought", cart = cart, numbers = join_numbers(numbers)), lang);
    let numbers: Vec<_> = numbers.iter().map(ToString::to_string).collect();
    CommandReply::from_line(text, json!({"pack_no": cart.to_string(), "order_nos": numbers}))
}

pub(super) fn render_change(what: &Message, asked: &str, numbers: &[OrderNo], lang: Lang) -> CommandReply {
    let listed: Vec<_> = numbers.iter().map(ToString::to_string).collect();
    let line = msg!("practice-changed", number = asked, what = what, numbers = join_numbers(numbers));
    let json = json!({"number": asked, "what": localize(what, Lang::En), "order_nos": listed});
    CommandReply::from_line(localize(&line, lang), json)
}

fn join_numbers(numbers: &[OrderNo]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// A column of a list: its heading, how many columns of the screen it has at least, and whether it is a
/// number.
struct ListColumn(String, usize, bool);

impl ListColumn {
    fn new(heading: Message, least: usize, is_number: bool, lang: Lang) -> Self {
        let heading = localize(&heading, lang);
        let columns = least.max(width(&heading));
        Self(heading, columns, is_number)
    }
}

/// A row of cells, each cut or filled to its column.
fn render_row(cells: &[&str], columns: &[ListColumn]) -> String {
    let cell = |(cell, ListColumn(_, columns, is_number)): (&&str, &ListColumn)| match is_number {
        true => format!("{}{cell}", " ".repeat(columns.saturating_sub(width(cell)))),
        false => pad_to_width(cell, *columns),
    };
    let line = cells.iter().zip(columns).map(cell).collect::<Vec<_>>().join(" ");
    line.trim_end().to_owned() + "\n"
}

fn render_headings(columns: &[ListColumn]) -> String {
    render_row(&columns.iter().map(|ListColumn(heading, ..)| heading.as_str()).collect::<Vec<_>>(), columns)
}

pub(super) fn render_list(world: &World, lang: Lang) -> CommandReply {
    let (lines, mut rows) = render_order_lines(world, lang);
    let (items, item_rows) = render_items(world, lang);
    rows.extend(item_rows);
    CommandReply { text: if lines.is_empty() { items } else { format!("{lines}\n{items}") }, json: rows }
}

fn render_order_lines(world: &World, lang: Lang) -> (String, Vec<Value>) {
    let column = |heading, least, is_number| ListColumn::new(heading, least, is_number, lang);
    let columns = [
        column(msg!("practice-head_cart"), 9, false),
        column(msg!("practice-head_order_no"), 10, false),
        column(msg!("practice-head_status"), 2, true),
        column(msg!("practice-head_claim"), 5, false),
        column(msg!("practice-head_qty"), 3, true),
        column(msg!("practice-head_sku"), 15, false),
        column(msg!("practice-head_ordered_at"), 11, false),
        column(msg!("practice-head_carrier"), 12, false),
    ];
    let (mut text, mut rows) = (String::new(), Vec::new());
    for line in world.lines() {
        let Some(cart) = world.cart(line.pack_no) else { continue };
        let item = world.item(&line.item_code).map_or("", |item| item.seller_code.as_str());
        let claim = line.claim.as_ref().map(|claim| claim.status);
        let (cart_no, order_no) = (line.pack_no.to_string(), line.order_no.to_string());
        let (status, qty, sku) =
            (line.status.to_string(), line.qty.to_string(), format!("{item}{}", line.option_code));
        let ordered = cart.ordered_at.format("%m-%d %H:%M").to_string();
        let shown_claim = claim.map(|status| status.to_string()).unwrap_or_default();
        let cells = [&cart_no, &order_no, &status, &shown_claim, &qty, &sku, &ordered, &line.carrier];
        text += &render_row(&cells.map(String::as_str), &columns);
        rows.push(json!({
            "pack_no": cart_no, "order_no": order_no, "status": line.status, "claim": claim, "qty": line.qty,
            "item": item, "option_code": line.option_code, "ordered_at": format_jst(cart.ordered_at),
            "carrier": line.carrier, "tracking_no": line.tracking_no, "send_type": line.send_type,
            "available_on": line.available_on.map(|day| day.to_string()),
        }));
    }
    let heads = if text.is_empty() { String::new() } else { render_headings(&columns) };
    (heads + &text, rows)
}

fn render_items(world: &World, lang: Lang) -> (String, Vec<Value>) {
    let column = |heading, least, is_number| ListColumn::new(heading, least, is_number, lang);
    let columns = [
        column(msg!("practice-head_item"), 11, false),
        column(msg!("practice-head_seller_code"), 15, false),
        column(msg!("practice-head_status"), 2, false),
        column(msg!("practice-head_price"), 10, true),
        column(msg!("practice-head_qty"), 6, true),
        column(msg!("practice-head_kind"), 10, false),
    ];
    let (mut shown, mut rows) = (render_headings(&columns), Vec::new());
    for item in world.items() {
        let (kind, told) = match &item.offer.stock {
            Stock::Plain(_) => ("plain", msg!("practice-kind_plain")),
            Stock::Options(_) => ("option", msg!("practice-kind_option")),
            Stock::Move(_) => ("move", msg!("practice-kind_move")),
        };
        let (price, qty) = (item.offer.price, item.offer.stock.total());
        let (price_text, qty_text, told) = (price.to_string(), qty.to_string(), localize(&told, lang));
        let cells = [&item.code, &item.seller_code, &item.status, &price_text, &qty_text, &told];
        shown += &render_row(&cells.map(String::as_str), &columns);
        rows.push(json!({
            "item_code": item.code, "seller_code": item.seller_code, "status": item.status, "kind": kind,
            "price_yen": price, "qty": qty,
        }));
    }
    (shown, rows)
}

/// A text cut or filled to columns of the screen.
fn pad_to_width(text: &str, columns: usize) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        out.push(letter);
        if width(&out) > columns {
            out.pop();
            break;
        }
    }
    let used = width(&out);
    out + &" ".repeat(columns - used)
}

pub(super) fn render_writes(world: &World) -> CommandReply {
    let mut text = String::new();
    for write in world.writes() {
        let (at, method, target) = (format_jst(write.at), &write.method, &write.target);
        text += &format!(
            "{at} {method} {target} {} code={} seen={}\n",
            write.values, write.code, write.times_seen
        );
    }
    let json = world.writes().iter().filter_map(|write| serde_json::to_value(write).ok()).collect();
    CommandReply { text, json }
}

pub(super) fn render_variants(world: &World) -> CommandReply {
    let switches = world.variants.list();
    let line = |s: &Switch| format!("{:18} {:15} ({})\n", s.name, s.value, s.choices.join(", "));
    let text = switches.iter().map(line).collect();
    let json = switches.iter().filter_map(|switch| serde_json::to_value(switch).ok()).collect();
    CommandReply { text, json }
}

pub(super) fn render_faults(world: &World, lang: Lang) -> CommandReply {
    let rule = |rule: &FaultRule| {
        let kind = rule.fault.kind.name().to_owned();
        let kind = rule.fault.row.iter().fold(kind, |kind, row| format!("{kind} --row {row}"));
        match rule.left {
            None => msg!("practice-fault_always", method = &rule.method, kind = kind, after = rule.after),
            Some(left) => {
                msg!("practice-fault", method = &rule.method, kind = kind, left = left, after = rule.after)
            }
        }
    };
    let storm = world.faults.storm.iter().map(|storm| {
        let kinds = storm.kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
        let (seed, percent, so_far) = (storm.seed, storm.percent, storm.requests);
        msg!("practice-storm", seed = seed, percent = percent, kinds = kinds, so_far = so_far)
    });
    let mut lines: Vec<Message> = world.faults.rules.iter().map(rule).chain(storm).collect();
    if lines.is_empty() {
        lines.push(msg!("practice-no_faults"));
    }
    let text = lines.iter().map(|line| localize(line, lang) + "\n").collect();
    CommandReply { text, json: serde_json::to_value(&world.faults).into_iter().collect() }
}
