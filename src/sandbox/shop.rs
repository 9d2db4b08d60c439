//! What buyers, time and the seller's own website do to the world, outside the API.

use chrono::{NaiveDate, TimeDelta};

use super::error::Error;
use super::model::{CartLine, LineClaim, Reservation, Stock};
use super::purchase::take_what_is_left;
use super::variants::QtyLowered;
use super::world::{GUESSED_SHIP_DAYS, World, build_index_key, to_day};
use crate::domain::ids::{OrderNo, PackNo};
use crate::domain::time::Jst;
use crate::strings::suggest::suggest;
use crate::vocabulary::{Message, msg};

impl World {
    /// Pays a cart, or one line of it: the lines become new orders.
    pub fn pay(&mut self, number: &str, now: Jst) -> Result<Vec<OrderNo>, Error> {
        let fits = |line: &CartLine| line.status == 1 && !line.has_left();
        let paid =
            self.change_lines(number, msg!("sandbox-not_waiting_for_payment"), fits, |world, line| {
                line.status = 2;
                line.paid_at = Some(now);
                line.planned_on = Some(to_day(now) + TimeDelta::days(GUESSED_SHIP_DAYS));
                if line.carrier.is_empty() {
                    line.carrier = world.find_carrier(&line.item_code);
                }
            })?;
        if self.variants.qty_lowered == QtyLowered::AtPayment {
            let lines = paid.iter().filter_map(|no| self.lines.get(no));
            let taken: Vec<_> =
                lines.map(|line| (line.item_code.clone(), line.option_code.clone(), line.qty)).collect();
            for (item, option, qty) in taken {
                self.change_offer(&item, now, |offer| take_what_is_left(&mut offer.stock, &option, qty));
            }
        }
        Ok(paid)
    }

    /// The buyer asks to cancel.
    pub fn request_cancel(&mut self, number: &str, now: Jst) -> Result<Vec<OrderNo>, Error> {
        let fits = |line: &CartLine| line.status <= 3 && line.claim.is_none();
        self.change_lines(number, msg!("sandbox-not_cancellable"), fits, |_, line| {
            let reason = "お客様都合".to_owned();
            line.claim =
                Some(LineClaim { status: 1, requested_at: now, completed_at: None, reason, qty: None });
        })
    }

    /// The buyer takes the request back.
    pub fn withdraw_cancel(&mut self, number: &str) -> Result<Vec<OrderNo>, Error> {
        let fits = |line: &CartLine| line.claim.as_ref().is_some_and(|claim| matches!(claim.status, 1 | 2));
        self.change_lines(number, msg!("sandbox-no_cancel_request"), fits, |_, line| line.claim = None)
    }

    /// A cancellation is completed, asked for before or not.
    pub fn cancel(&mut self, number: &str, now: Jst) -> Result<Vec<OrderNo>, Error> {
        let fits = |line: &CartLine| line.status <= 3 && !line.has_left();
        self.change_lines(number, msg!("sandbox-not_cancellable"), fits, |_, line| line.cancel(now))
    }

    /// Puts any claim on record: 4–6 return, 11–13 exchange, 14–15 not received, and those of cancellations.
    pub fn set_claim(&mut self, number: &str, status: u8, now: Jst) -> Result<Vec<OrderNo>, Error> {
        if !matches!(status, 1..=6 | 11..=16) {
            return Err(Error::usage(msg!("sandbox-no_claim_status", status = status)));
        }
        let completed_at = matches!(status, 3 | 6 | 14 | 15 | 16).then_some(now);
        let claim = LineClaim { status, requested_at: now, completed_at, reason: String::new(), qty: None };
        self.change_lines(
            number,
            msg!("sandbox-no_lines"),
            |_| true,
            |_, line| line.claim = Some(claim.clone()),
        )
    }

    /// The parcel arrives.
    pub fn deliver(&mut self, number: &str, now: Jst) -> Result<Vec<OrderNo>, Error> {
        let fits = |line: &CartLine| line.status == 4;
        self.change_lines(number, msg!("sandbox-not_on_its_way"), fits, |_, line| {
            line.status = 5;
            line.delivered_at = Some(now);
        })
    }

    /// Staff confirm by hand on the seller's website.
    pub fn confirm_by_hand(&mut self, number: &str, planned_on: NaiveDate) -> Result<Vec<OrderNo>, Error> {
        let fits = |line: &CartLine| line.status == 2 && line.is_free();
        self.change_lines(number, msg!("sandbox-not_new"), fits, |_, line| {
            line.status = 3;
            line.planned_on = Some(planned_on);
        })
    }

    /// Staff register a shipment by hand on the seller's website. An empty company is the order's own, an
    /// empty number one that passes every check digit.
    pub fn ship_by_hand(
        &mut self,
        number: &str,
        carrier: &str,
        tracking: &str,
        now: Jst,
    ) -> Result<Vec<OrderNo>, Error> {
        let fits = |line: &CartLine| matches!(line.status, 2 | 3) && line.is_free();
        let made = self.find_order_numbers(number)?.first().map(|no| create_tracking_no(*no));
        let tracking = if tracking.is_empty() { made.unwrap_or_default() } else { tracking.to_owned() };
        let sent = self.change_lines(number, msg!("sandbox-not_ready"), fits, |_, line| {
            line.status = 4;
            if !carrier.is_empty() {
                carrier.clone_into(&mut line.carrier);
            }
            tracking.clone_into(&mut line.tracking_no);
            line.shipped_at = Some(now);
        })?;
        if let Some(line) = sent.first().and_then(|no| self.lines.get(no)) {
            self.tracking.entry(tracking).or_insert(line.pack_no);
        }
        Ok(sent)
    }

    /// Gives an item another seller code: rows of its orders show it from now on.
    pub fn set_seller_code(&mut self, item: &str, seller_code: &str) -> Result<(), Error> {
        let found = self.item(item).ok_or_else(|| self.unknown_item_error(item))?;
        let (code, is_move, old) = (found.code.clone(), found.is_move(), found.seller_code.clone());
        let key = build_index_key(is_move, seller_code);
        if self.by_seller_code.get(&key).is_some_and(|holder| *holder != code) {
            return Err(Error::usage(msg!("sandbox-seller_code_taken", code = format!("{seller_code:?}"))));
        }
        self.by_seller_code.remove(&build_index_key(is_move, &old));
        self.by_seller_code.insert(key, code.clone());
        if let Some(item) = self.items.get_mut(&code) {
            seller_code.clone_into(&mut item.seller_code);
        }
        Ok(())
    }

    /// Gives one option or type, by its code or its text, another seller code: one that another has too, `0`.
    pub fn set_option_code(&mut self, item: &str, option: &str, code: &str) -> Result<(), Error> {
        let found = self.item(item).ok_or_else(|| self.unknown_item_error(item))?;
        let choices = found.offer.stock.list_choices();
        let Some(position) = choices.iter().position(|choice| choice.is_called(option)) else {
            let texts: Vec<_> = choices.into_iter().map(|choice| choice.text).collect();
            let hint = match texts.is_empty() {
                true => msg!("sandbox-no_options"),
                false => msg!("sandbox-options", options = texts),
            };
            let option = format!("{option:?}");
            return Err(
                Error::usage(msg!("sandbox-no_such_option", item = item, option = option)).with_hint(hint)
            );
        };
        match self.item_mut(item).map(|item| &mut item.offer.stock) {
            Some(Stock::Options(rows)) => code.clone_into(&mut rows[position].code),
            Some(Stock::Move(rows)) => code.clone_into(&mut rows[position].code),
            Some(Stock::Plain(_)) | None => {}
        }
        Ok(())
    }

    /// Makes an item one that is ordered before it can be sent, or (none) one like any other; orders placed
    /// from now on show it.
    pub fn set_reservation(&mut self, item: &str, reservation: Option<Reservation>) -> Result<(), Error> {
        if let Some(found) = self.item_mut(item) {
            found.reservation = reservation;
            return Ok(());
        }
        Err(self.unknown_item_error(item))
    }

    /// Lets list rows of an order show another status than the list is about, or (none) its own again.
    pub fn misstate(&mut self, number: &str, status: Option<u8>) -> Result<Vec<OrderNo>, Error> {
        let always = |_: &CartLine| true;
        self.change_lines(number, msg!("sandbox-no_lines"), always, |_, line| line.misstated = status)
    }

    /// Puts an item into another status: `S2` on sale, `S1` stopped by the seller.
    pub fn set_item_status(&mut self, item: &str, status: &str) -> Result<(), Error> {
        if let Some(found) = self.item_mut(item) {
            status.clone_into(&mut found.status);
            return Ok(());
        }
        Err(self.unknown_item_error(item))
    }

    pub(super) fn unknown_item_error(&self, code: &str) -> Error {
        let error = Error::usage(msg!("sandbox-no_item", item = format!("{code:?}")));
        let codes = self.items.values().flat_map(|item| [item.seller_code.as_str(), item.code.as_str()]);
        match suggest(code, codes) {
            Some(near) => error.with_hint(msg!("sandbox-no_item_near", near = near)),
            None => error.with_hint(msg!("sandbox-no_item.next")),
        }
    }

    /// Changes the lines of a cart or order number that are fit for it; without one, an error that says why.
    pub(super) fn change_lines(
        &mut self,
        number: &str,
        otherwise: Message,
        is_fit: impl Fn(&CartLine) -> bool,
        change: impl Fn(&World, &mut CartLine),
    ) -> Result<Vec<OrderNo>, Error> {
        let mut changed = Vec::new();
        for order_no in self.find_order_numbers(number)? {
            let Some(mut line) = self.lines.get(&order_no).filter(|line| is_fit(line)).cloned() else {
                continue;
            };
            change(self, &mut line);
            self.lines.insert(order_no, line);
            changed.push(order_no);
        }
        match changed.is_empty() {
            true => Err(Error::usage(otherwise.with("number", number))),
            false => Ok(changed),
        }
    }

    /// The order numbers behind a cart or order number.
    pub fn find_order_numbers(&self, number: &str) -> Result<Vec<OrderNo>, Error> {
        if let Some(cart) = number.parse().ok().and_then(|no: PackNo| self.carts.get(&no)) {
            return Ok(cart.lines.clone());
        }
        let line = number.parse().ok().and_then(|no: OrderNo| self.lines.get(&no));
        let line =
            line.ok_or_else(|| Error::usage(msg!("sandbox-no_number", number = format!("{number:?}"))))?;
        Ok(vec![line.order_no])
    }
}

/// Twelve digits, the last one their check digit by the companies' common rule.
fn create_tracking_no(order_no: OrderNo) -> String {
    let body = 40_000_000_000 + order_no.get() % 10_000_000_000;
    format!("{body}{}", body % 7)
}
