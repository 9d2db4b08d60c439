//! What buyers, time and the seller's own website do to the world, outside the API.

use chrono::NaiveDate;

use super::build::{NewCart, NewLine, sample_person};
use super::error::Error;
use super::model::{Claim, Item, Line, Person, Stock};
use super::world::{World, seller_key};
use crate::domain::ids::{OrderNo, PackNo};
use crate::domain::time::{Jst, date_from_text};

/// What a buyer buys. Everything left out is chosen: the same world makes the same choice.
#[derive(Debug, Clone, Default)]
pub struct NewOrder {
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
    pub fn new_order(&mut self, wish: &NewOrder, now: Jst) -> Result<(PackNo, Vec<OrderNo>), Error> {
        let at = wish.ordered_at.unwrap_or(now);
        if at > now {
            return Err(Error::usage("an order cannot be placed in the future"));
        }
        if let Some(cart) = wish.cart.filter(|cart| !self.carts.contains_key(cart)) {
            return Err(Error::usage(format!("there is no cart {cart}")));
        }
        let qty = wish.qty.unwrap_or(1);
        if qty < 1 {
            return Err(Error::usage("a line has at least one piece"));
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
        Ok(self.add_cart(NewCart {
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
        wish: &NewOrder,
        qty: i64,
        now: Jst,
        dice: &mut fastrand::Rng,
    ) -> Result<NewLine, Error> {
        let item = match &wish.item {
            Some(code) => {
                self.item(code).ok_or_else(|| Error::usage(format!("there is no item {code:?}")))?
            }
            None if wish.option.is_some() => return Err(Error::usage("--option needs an --item")),
            None => {
                let offered: Vec<_> = self.items.values().filter(|item| is_offered(item, qty)).collect();
                dice.choice(offered).ok_or_else(|| Error::usage("the shop has nothing to sell"))?
            }
        };
        if item.status != "S2" {
            return Err(Error::usage(format!("item {} is not on sale", item.seller_code)));
        }
        let code = item.code.clone();
        let option = pick_option(item, wish.option.as_deref(), qty, dice)?;
        self.remember_offer(&code, now);
        if let Some(item) = self.items.get_mut(&code) {
            take_pieces(item, &option, qty)?;
        }
        Ok(NewLine { carrier: wish.carrier.clone(), ..NewLine::option(&code, &option).times(qty) })
    }

    /// Pays a cart, or one line of it: the lines become new orders.
    pub fn pay(&mut self, number: &str, now: Jst) -> Result<Vec<OrderNo>, Error> {
        self.change_lines(number, "is not waiting for its payment", |world, line| {
            if line.status != 1 || line.has_left() {
                return false;
            }
            line.status = 2;
            line.paid_at = Some(now);
            line.planned_on = Some(super::world::day_of(now) + chrono::TimeDelta::days(3));
            if line.carrier.is_empty() {
                line.carrier = world.carrier_of(&line.item_code);
            }
            true
        })
    }

    /// The buyer asks to cancel.
    pub fn request_cancel(&mut self, number: &str, now: Jst) -> Result<Vec<OrderNo>, Error> {
        self.change_lines(number, "can no longer be cancelled", |_, line| {
            let fits = line.status <= 3 && line.claim.is_none();
            if fits {
                let reason = "お客様都合".to_owned();
                line.claim = Some(Claim { status: 1, requested_at: now, completed_at: None, reason });
            }
            fits
        })
    }

    /// The buyer takes the request back.
    pub fn withdraw_cancel(&mut self, number: &str) -> Result<Vec<OrderNo>, Error> {
        self.change_lines(number, "has no cancel request", |_, line| {
            let fits = line.claim.as_ref().is_some_and(|claim| matches!(claim.status, 1 | 2));
            if fits {
                line.claim = None;
            }
            fits
        })
    }

    /// A cancellation is completed, asked for before or not.
    pub fn cancel(&mut self, number: &str, now: Jst) -> Result<Vec<OrderNo>, Error> {
        self.change_lines(number, "can no longer be cancelled", |_, line| {
            let fits = line.status <= 3 && !line.has_left();
            if fits {
                line.cancel(now);
            }
            fits
        })
    }

    /// Puts any claim on record: 4–6 return, 11–13 exchange, 14–15 not received, and those of cancellations.
    pub fn set_claim(&mut self, number: &str, status: u8, now: Jst) -> Result<Vec<OrderNo>, Error> {
        if !matches!(status, 1..=6 | 11..=16) {
            return Err(Error::usage(format!(
                "there is no claim status {status}: 1 to 6 and 11 to 16 exist"
            )));
        }
        self.change_lines(number, "does not exist", |_, line| {
            let completed_at = matches!(status, 3 | 6 | 14 | 15 | 16).then_some(now);
            line.claim = Some(Claim { status, requested_at: now, completed_at, reason: String::new() });
            true
        })
    }

    /// The parcel arrives.
    pub fn deliver(&mut self, number: &str, now: Jst) -> Result<Vec<OrderNo>, Error> {
        self.change_lines(number, "is not on its way", |_, line| {
            let fits = line.status == 4;
            if fits {
                line.status = 5;
                line.delivered_at = Some(now);
            }
            fits
        })
    }

    /// Staff confirm by hand on the seller's website.
    pub fn confirm_by_hand(&mut self, number: &str, planned_on: NaiveDate) -> Result<Vec<OrderNo>, Error> {
        self.change_lines(number, "is not a new order", |_, line| {
            let fits = line.status == 2 && line.claim.is_none();
            if fits {
                line.status = 3;
                line.planned_on = Some(planned_on);
            }
            fits
        })
    }

    /// Staff register a shipment by hand on the seller's website.
    pub fn ship_by_hand(
        &mut self,
        number: &str,
        carrier: &str,
        tracking: &str,
        now: Jst,
    ) -> Result<Vec<OrderNo>, Error> {
        let sent = self.change_lines(number, "is not ready to be sent", |_, line| {
            let fits = matches!(line.status, 2 | 3) && line.claim.is_none();
            if fits {
                line.status = 4;
                carrier.clone_into(&mut line.carrier);
                tracking.clone_into(&mut line.tracking_no);
                line.shipped_at = Some(now);
            }
            fits
        })?;
        if let Some(line) = sent.first().and_then(|no| self.lines.get(no)) {
            self.tracking.entry(tracking.to_owned()).or_insert(line.pack_no);
        }
        Ok(sent)
    }

    /// Gives an item another seller code: rows of its orders show it from now on.
    pub fn set_seller_code(&mut self, item: &str, seller_code: &str) -> Result<(), Error> {
        let unknown = || Error::usage(format!("there is no item {item:?}"));
        let found = self.item(item).ok_or_else(unknown)?;
        let (code, is_move, old) = (found.code.clone(), found.is_move(), found.seller_code.clone());
        let key = seller_key(is_move, seller_code);
        if self.by_seller_code.get(&key).is_some_and(|holder| *holder != code) {
            return Err(Error::usage(format!("another item has the seller code {seller_code:?}")));
        }
        self.by_seller_code.remove(&seller_key(is_move, &old));
        self.by_seller_code.insert(key, code.clone());
        if let Some(item) = self.items.get_mut(&code) {
            seller_code.clone_into(&mut item.seller_code);
        }
        Ok(())
    }

    /// Puts an item into another status: `S2` on sale, `S1` stopped by the seller.
    pub fn set_item_status(&mut self, item: &str, status: &str) -> Result<(), Error> {
        let found = self.item_mut(item).ok_or_else(|| Error::usage(format!("there is no item {item:?}")))?;
        status.clone_into(&mut found.status);
        Ok(())
    }

    /// Changes the lines of a cart or order number; an error when not one of them would have it.
    fn change_lines(
        &mut self,
        number: &str,
        otherwise: &str,
        mut change: impl FnMut(&World, &mut Line) -> bool,
    ) -> Result<Vec<OrderNo>, Error> {
        let numbers = self.numbers_of(number)?;
        let mut changed = Vec::new();
        for order_no in numbers {
            let Some(mut line) = self.lines.get(&order_no).cloned() else { continue };
            if change(self, &mut line) {
                self.lines.insert(order_no, line);
                changed.push(order_no);
            }
        }
        match changed.is_empty() {
            true => Err(Error::usage(format!("{number} {otherwise}"))),
            false => Ok(changed),
        }
    }

    /// The order numbers behind a cart or order number.
    pub fn numbers_of(&self, number: &str) -> Result<Vec<OrderNo>, Error> {
        if let Some(cart) = number.parse().ok().and_then(|no: PackNo| self.carts.get(&no)) {
            return Ok(cart.lines.clone());
        }
        let line = number.parse().ok().and_then(|no: OrderNo| self.lines.get(&no));
        let line =
            line.ok_or_else(|| Error::usage(format!("there is no cart or order number {number:?}")))?;
        Ok(vec![line.order_no])
    }
}

fn is_offered(item: &Item, qty: i64) -> bool {
    let code_fits = item.seller_code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    item.status == "S2" && code_fits && !options_with(item, qty).is_empty()
}

/// Codes (texts where there is no code) of the options that have enough; one empty name for a plain item.
fn options_with(item: &Item, qty: i64) -> Vec<String> {
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
        Stock::Move(rows) => rows
            .iter()
            .filter(|row| row.qty >= qty)
            .map(|row| name(&row.code, super::build::move_text(row)))
            .collect(),
    }
}

fn pick_option(
    item: &Item,
    wanted: Option<&str>,
    qty: i64,
    dice: &mut fastrand::Rng,
) -> Result<String, Error> {
    let code = &item.seller_code;
    if let Some(option) = wanted {
        let known = super::build::chosen(item, option).filter(|_| !option.is_empty());
        known.ok_or_else(|| Error::usage(format!("item {code} has no option {option:?}")))?;
        return Ok(option.to_owned());
    }
    let sold_out = || Error::usage(format!("item {code} has fewer than {qty} left"));
    dice.choice(options_with(item, qty)).ok_or_else(sold_out)
}

fn take_pieces(item: &mut Item, option: &str, qty: i64) -> Result<(), Error> {
    let code = item.seller_code.clone();
    let have = match &mut item.offer.stock {
        Stock::Plain(have) => Some(have),
        Stock::Options(rows) => {
            rows.iter_mut().find(|row| row.code == option || row.text() == option).map(|row| &mut row.qty)
        }
        Stock::Move(rows) => rows
            .iter_mut()
            .find(|row| row.code == option || super::build::move_text(row) == option)
            .map(|row| &mut row.qty),
    };
    match have {
        Some(have) if *have >= qty => {
            *have -= qty;
            Ok(())
        }
        _ => Err(Error::usage(format!("item {code} has fewer than {qty} left"))),
    }
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
