//! A purchase: what a buyer takes, out of stock, into a cart.

use super::carts::{CartDraft, LineDraft, create_sample_person};
use super::error::Error;
use super::model::{Offer, Person, ShopItem, Stock};
use super::variants::QtyLowered;
use super::world::World;
use crate::domain::ids::{OrderNo, PackNo};
use crate::domain::time::{Jst, parse_iso_date};
use crate::strings::suggest::suggest;
use crate::vocabulary::{Message, msg};

/// What makes an order doubtful: for each of the rules in example.toml one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// The buyer asks to cancel, in the message.
    Cancel,
    /// The zip lies in another prefecture than the address.
    Zip,
    Gift,
    /// It costs more than anybody buys.
    Large,
    NoPhone,
}

impl Doubt {
    fn apply(self, draft: &mut CartDraft, price: i64) {
        match self {
            Self::Cancel => draft.message = "至急キャンセルしてください".to_owned(),
            Self::Zip => {
                draft.receiver.zip = "905-0401".to_owned();
                draft.receiver.address1 = "大阪府 大阪市北区".to_owned();
                draft.receiver.address2 = "見本町".to_owned();
            }
            Self::Gift => draft.gift = "のし:御中元".to_owned(),
            // The shelf has fewer, which Qoo10 does not ask.
            Self::Large => draft.lines.iter_mut().for_each(|line| line.qty = LARGE_YEN / price.max(1) + 1),
            Self::NoPhone => {
                draft.receiver.tel.clear();
                draft.receiver.mobile.clear();
            }
        }
    }
}

const LARGE_YEN: i64 = 1_000_000;

/// What a buyer buys. Everything left out is chosen: the same world makes the same choice.
#[derive(Debug, Clone, Default)]
pub struct Purchase {
    /// Item or seller code.
    pub item: Option<String>,
    /// Option or type, by code or text.
    pub option: Option<String>,
    /// Pieces of each line; 1 if none.
    pub qty: Option<i64>,
    pub unpaid: bool,
    pub doubt: Option<Doubt>,
    /// The receiver is shown only once it is paid.
    pub is_receiver_withheld: bool,
    /// Lines; 1 if none.
    pub lines: Option<usize>,
    /// A cart to add them to, instead of a new one.
    pub cart: Option<PackNo>,
    /// A date (written as Qoo10 does, with a blank behind), or any text as it is.
    pub desired: Option<String>,
    pub ordered_at: Option<Jst>,
    /// Delivery company instead of the item's own.
    pub carrier: Option<String>,
}

impl World {
    /// A purchase: takes the pieces out of stock. Returns the cart and its new order numbers.
    pub fn add_purchase(&mut self, wish: &Purchase, now: Jst) -> Result<(PackNo, Vec<OrderNo>), Error> {
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
        let before = self.items.clone();
        let mut dice = fastrand::Rng::with_seed(self.next_order_no.unsigned_abs());
        let mut lines = Vec::new();
        for _ in 0..wish.lines.unwrap_or(1).max(1) {
            match self.take_line(wish, qty, now, &mut dice) {
                Ok(line) => lines.push(line),
                Err(error) => {
                    self.items = before;
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
        let desired = if parse_iso_date(&desired).is_some() { desired + " " } else { desired };
        let person = create_person(&mut dice);
        let unpaid = CartDraft::unpaid(at, lines);
        let mut draft = CartDraft { paid_at, buyer: person.clone(), receiver: person, desired, ..unpaid };
        if let Some(doubt) = wish.doubt {
            let items = draft.lines.iter().filter_map(|line| self.item(&line.item));
            let price = items.map(|item| item.offer.price).min().unwrap_or(1);
            doubt.apply(&mut draft, price);
        }
        let (cart, numbers) = self.add_cart(draft);
        if wish.is_receiver_withheld {
            self.withhold_receiver(cart);
        }
        Ok((cart, numbers))
    }

    fn take_line(
        &mut self,
        wish: &Purchase,
        qty: i64,
        now: Jst,
        dice: &mut fastrand::Rng,
    ) -> Result<LineDraft, Error> {
        let item = match &wish.item {
            Some(code) => self.item(code).ok_or_else(|| self.unknown_item_error(code))?,
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
                .with_hint(msg!("sandbox-not_on_sale.next", item = item)));
        }
        let code = item.code.clone();
        let option = pick_option(item, wish.option.as_deref(), qty, dice)?;
        let sold_out = sold_out_error(&item.seller_code, qty);
        // Where a sale lowers the quantity when it is paid, an unpaid one only needs to be on offer.
        let is_taken = !wish.unpaid || self.variants.qty_lowered == QtyLowered::AtOrder;
        let take = |offer: &mut Offer| match is_taken {
            true => take_pieces(&mut offer.stock, &option, qty),
            false => offer.stock.qty_mut(&option).is_some_and(|have| *have >= qty),
        };
        if self.change_offer(&code, now, take) == Some(false) {
            return Err(sold_out);
        }
        Ok(LineDraft {
            carrier: wish.carrier.clone(),
            ..LineDraft::with_option(&code, &option).with_qty(qty)
        })
    }
}

fn is_offered(item: &ShopItem, qty: i64) -> bool {
    let code_fits = item.seller_code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    item.status == "S2" && code_fits && !list_available_options(item, qty).is_empty()
}

/// Codes of the options that have enough (texts where there is no code, or another option has the same); one
/// empty name for a plain item.
fn list_available_options(item: &ShopItem, qty: i64) -> Vec<String> {
    if let Stock::Plain(have) = item.offer.stock {
        return if have >= qty { vec![String::new()] } else { Vec::new() };
    }
    let choices = item.offer.stock.list_choices();
    let is_own = |code: &str| !code.is_empty() && choices.iter().filter(|one| one.code == code).count() == 1;
    let enough = choices.iter().filter(|choice| choice.qty >= qty);
    enough.map(|choice| if is_own(&choice.code) { &choice.code } else { &choice.text }.clone()).collect()
}

fn pick_option(
    item: &ShopItem,
    wanted: Option<&str>,
    qty: i64,
    dice: &mut fastrand::Rng,
) -> Result<String, Error> {
    let code = &item.seller_code;
    if let Some(option) = wanted {
        let known = item.offer.stock.find_choice(option).filter(|_| !option.is_empty());
        known.ok_or_else(|| {
            Error::usage(msg!("sandbox-no_such_option", item = code, option = format!("{option:?}")))
                .with_hint(suggest_option(item, option))
        })?;
        return Ok(option.to_owned());
    }
    dice.choice(list_available_options(item, qty)).ok_or_else(|| sold_out_error(code, qty))
}

/// The option that was probably meant, else all there are.
fn suggest_option(item: &ShopItem, wanted: &str) -> Message {
    let codes: Vec<_> = item.offer.stock.list_choices().into_iter().map(|choice| choice.code).collect();
    match suggest(wanted, codes.iter().map(String::as_str)) {
        _ if codes.is_empty() => msg!("sandbox-no_options"),
        Some(near) => msg!("sandbox-near", near = near),
        None => msg!("sandbox-options", options = codes),
    }
}

fn take_pieces(stock: &mut Stock, option: &str, qty: i64) -> bool {
    let have = stock.qty_mut(option).filter(|have| **have >= qty);
    have.map(|have| *have -= qty).is_some()
}

/// Takes pieces, or all that there are.
pub(super) fn take_what_is_left(stock: &mut Stock, option: &str, qty: i64) {
    if let Some(have) = stock.qty_mut(option) {
        *have = (*have - qty).max(0);
    }
}

fn sold_out_error(code: &str, qty: i64) -> Error {
    Error::usage(msg!("sandbox-sold_out", item = code, qty = qty)).with_hint(msg!("sandbox-sold_out.next"))
}

fn create_person(dice: &mut fastrand::Rng) -> Person {
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
        ..create_sample_person()
    }
}
