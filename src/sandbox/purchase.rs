//! A purchase: what a buyer takes, out of stock, into a cart.

use super::build::{chosen, move_text};
use super::carts::{CartDraft, LineDraft, sample_person};
use super::error::Error;
use super::model::{Person, ShopItem, Stock};
use super::world::World;
use crate::domain::ids::{OrderNo, PackNo};
use crate::domain::nearest::nearest;
use crate::domain::time::{Jst, date_from_text};
use crate::vocabulary::{Message, msg};

/// What a buyer buys. Everything left out is chosen: the same world makes the same choice.
#[derive(Debug, Clone, Default)]
pub struct Purchase {
    /// Item or seller code.
    pub item: Option<String>,
    /// Option or type, by code or text.
    pub option: Option<String>,
    /// Pieces of each line; 1 if none.
    pub qty: Option<i64>,
    /// Not paid yet.
    pub unpaid: bool,
    /// Lines; 1 if none.
    pub lines: Option<usize>,
    /// A cart to add them to, instead of a new one.
    pub cart: Option<PackNo>,
    /// A date (written as Qoo10 does, with a blank behind), or any text as it is.
    pub desired: Option<String>,
    /// When; now if none.
    pub ordered_at: Option<Jst>,
    /// Delivery company instead of the item's own.
    pub carrier: Option<String>,
}

impl World {
    /// A purchase: takes the pieces out of stock. Returns the cart and its new order numbers.
    pub fn new_order(&mut self, wish: &Purchase, now: Jst) -> Result<(PackNo, Vec<OrderNo>), Error> {
        let at = wish.ordered_at.unwrap_or(now);
        if at > now {
            return Err(Error::usage(msg!("sandbox-future")));
        }
        if let Some(cart) = wish.cart.filter(|cart| !self.carts.contains_key(cart)) {
            return Err(Error::usage(msg!("sandbox-no_cart", cart = cart.to_string())));
        }
        let qty = wish.qty.unwrap_or(1);
        if qty < 1 {
            return Err(Error::usage(msg!("sandbox-no_piece")));
        }
        let before = self.clone_stock();
        let mut dice = fastrand::Rng::with_seed(self.next_order_no.unsigned_abs());
        let mut lines = Vec::new();
        for _ in 0..wish.lines.unwrap_or(1).max(1) {
            match self.take_line(wish, qty, now, &mut dice) {
                Ok(line) => lines.push(line),
                Err(error) => {
                    self.restore_stock(before);
                    return Err(error);
                }
            }
        }
        let paid_at = (!wish.unpaid).then_some(at);
        if let Some(cart) = wish.cart {
            let numbers = lines.iter().map(|line| self.add_line(cart, line, paid_at)).collect();
            return Ok((cart, numbers));
        }
        let desired = wish.desired.clone().unwrap_or_default();
        let desired = if date_from_text(&desired).is_some() { desired + " " } else { desired };
        let person = invented_person(&mut dice);
        Ok(self.add_cart(CartDraft {
            ordered_at: at,
            paid_at,
            buyer: person.clone(),
            receiver: person,
            desired,
            message: String::new(),
            gift: String::new(),
            lines,
        }))
    }

    fn clone_stock(&self) -> Vec<(String, Stock)> {
        self.items.values().map(|item| (item.code.clone(), item.offer.stock.clone())).collect()
    }

    fn restore_stock(&mut self, before: Vec<(String, Stock)>) {
        for (code, stock) in before {
            if let Some(item) = self.items.get_mut(&code) {
                item.offer.stock = stock;
            }
        }
    }

    fn take_line(
        &mut self,
        wish: &Purchase,
        qty: i64,
        now: Jst,
        dice: &mut fastrand::Rng,
    ) -> Result<LineDraft, Error> {
        let item = match &wish.item {
            Some(code) => self.item(code).ok_or_else(|| self.no_item(code))?,
            None if wish.option.is_some() => {
                return Err(Error::usage(msg!("sandbox-option_without_item")));
            }
            None => {
                let offered: Vec<_> = self.items.values().filter(|item| is_offered(item, qty)).collect();
                dice.choice(offered).ok_or_else(|| Error::usage(msg!("sandbox-nothing_to_sell")))?
            }
        };
        if item.status != "S2" {
            let item = &item.seller_code;
            return Err(Error::usage(msg!("sandbox-not_on_sale", item = item))
                .hint(msg!("sandbox-not_on_sale.next", item = item)));
        }
        let code = item.code.clone();
        let option = pick_option(item, wish.option.as_deref(), qty, dice)?;
        self.remember_offer(&code, now);
        if let Some(item) = self.items.get_mut(&code) {
            take_pieces(item, &option, qty)?;
        }
        Ok(LineDraft { carrier: wish.carrier.clone(), ..LineDraft::option(&code, &option).times(qty) })
    }
}

fn is_offered(item: &ShopItem, qty: i64) -> bool {
    let code_fits = item.seller_code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    item.status == "S2" && code_fits && !options_with(item, qty).is_empty()
}

/// Codes (texts where there is no code) of the options that have enough; one empty name for a plain item.
fn options_with(item: &ShopItem, qty: i64) -> Vec<String> {
    let name = |code: &str, text: String| if code.is_empty() { text } else { code.to_owned() };
    match &item.offer.stock {
        Stock::Plain(have) => {
            if *have >= qty {
                vec![String::new()]
            } else {
                Vec::new()
            }
        }
        Stock::Options(rows) => {
            rows.iter().filter(|row| row.qty >= qty).map(|row| name(&row.code, row.text())).collect()
        }
        Stock::Move(rows) => {
            rows.iter().filter(|row| row.qty >= qty).map(|row| name(&row.code, move_text(row))).collect()
        }
    }
}

fn pick_option(
    item: &ShopItem,
    wanted: Option<&str>,
    qty: i64,
    dice: &mut fastrand::Rng,
) -> Result<String, Error> {
    let code = &item.seller_code;
    if let Some(option) = wanted {
        let known = chosen(item, option).filter(|_| !option.is_empty());
        known.ok_or_else(|| {
            Error::usage(msg!("sandbox-no_such_option", item = code, option = format!("{option:?}")))
                .hint(options_of(item, option))
        })?;
        return Ok(option.to_owned());
    }
    dice.choice(options_with(item, qty)).ok_or_else(|| sold_out(code, qty))
}

/// The option that was probably meant, else all there are.
fn options_of(item: &ShopItem, wanted: &str) -> Message {
    let codes: Vec<&str> = match &item.offer.stock {
        Stock::Plain(_) => Vec::new(),
        Stock::Options(rows) => rows.iter().map(|row| row.code.as_str()).collect(),
        Stock::Move(rows) => rows.iter().map(|row| row.code.as_str()).collect(),
    };
    match nearest(wanted, codes.iter().copied()) {
        _ if codes.is_empty() => msg!("sandbox-no_options"),
        Some(near) => msg!("sandbox-near", near = near),
        None => msg!("sandbox-options", options = codes),
    }
}

fn take_pieces(item: &mut ShopItem, option: &str, qty: i64) -> Result<(), Error> {
    let code = item.seller_code.clone();
    let have = match &mut item.offer.stock {
        Stock::Plain(have) => Some(have),
        Stock::Options(rows) => {
            rows.iter_mut().find(|row| row.code == option || row.text() == option).map(|row| &mut row.qty)
        }
        Stock::Move(rows) => {
            rows.iter_mut().find(|row| row.code == option || move_text(row) == option).map(|row| &mut row.qty)
        }
    };
    match have {
        Some(have) if *have >= qty => {
            *have -= qty;
            Ok(())
        }
        _ => Err(sold_out(&code, qty)),
    }
}

fn sold_out(code: &str, qty: i64) -> Error {
    Error::usage(msg!("sandbox-sold_out", item = code, qty = qty)).hint(msg!("sandbox-sold_out.next"))
}

fn invented_person(dice: &mut fastrand::Rng) -> Person {
    let names = [
        ("見本 花子", "ミホン ハナコ"),
        ("架空 太郎", "カクウ タロウ"),
        ("試験 次郎", "シケン ジロウ"),
        ("例示 桜", "レイジ サクラ"),
    ];
    let places = [
        ("150-0001", "東京都 渋谷区"),
        ("530-0001", "大阪府 大阪市北区"),
        ("060-0001", "北海道 札幌市中央区"),
    ];
    let (name, kana) = names[dice.usize(0..names.len())];
    let (zip, address1) = places[dice.usize(0..places.len())];
    Person {
        name: name.to_owned(),
        kana: kana.to_owned(),
        zip: zip.to_owned(),
        address1: address1.to_owned(),
        address2: format!("見本町{}-{}", dice.u8(1..9), dice.u8(1..30)),
        ..sample_person()
    }
}
