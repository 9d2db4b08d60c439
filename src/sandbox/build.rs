//! Builds worlds in code: groups, items, carts with lines; also big ones for benchmarks.

use chrono::{NaiveDate, TimeDelta};

use super::carts::{CartDraft, LineDraft};
use super::model::{
    AddonRow, Cart, CartLine, MoveRow, Offer, OptionRow, Reservation, ShippingGroup, ShopItem, Stock,
    get_default_tax_rate,
};
use super::world::{GUESSED_SHIP_DAYS, World, build_index_key, to_day};
use crate::domain::ids::{OrderNo, PackNo};
use crate::domain::time::Jst;

/// The end of sale of items built without one.
const DEFAULT_SALE_END: (i32, u32, u32) = (2029, 12, 31);

impl ShopItem {
    /// A plain item on sale for 1,000 yen; its item code is given when it is added.
    pub fn plain(seller_code: &str, qty: i64) -> Self {
        let (year, month, day) = DEFAULT_SALE_END;
        Self {
            code: String::new(),
            seller_code: seller_code.to_owned(),
            title: format!("見本 {seller_code}"),
            status: "S2".to_owned(),
            offer: Offer {
                price: 1000,
                ends_on: NaiveDate::from_ymd_opt(year, month, day),
                tax_rate: get_default_tax_rate(),
                stock: Stock::Plain(qty),
            },
            shipping_no: 0,
            reservation: None,
            addons: Vec::new(),
            past: Vec::new(),
        }
    }

    /// An item with one option axis `種類`: pairs of seller option code and quantity; the values are the codes.
    pub fn with_options(seller_code: &str, rows: &[(&str, i64)]) -> Self {
        let row = |(code, qty): &(&str, i64)| OptionRow {
            names: vec!["種類".to_owned()],
            values: vec![code.trim_start_matches('-').to_owned()],
            price: 0,
            qty: *qty,
            code: (*code).to_owned(),
        };
        Self::plain(seller_code, 0).with_stock(Stock::Options(rows.iter().map(row).collect()))
    }

    /// A MOVE item: colour, size (may be empty), quantity, seller option code.
    pub fn with_types(seller_code: &str, rows: &[(&str, &str, i64, &str)]) -> Self {
        let row = |(colour, size, qty, code): &(&str, &str, i64, &str)| MoveRow {
            colour: (*colour).to_owned(),
            size: (*size).to_owned(),
            qty: *qty,
            code: (*code).to_owned(),
        };
        Self::plain(seller_code, 0).with_stock(Stock::Move(rows.iter().map(row).collect()))
    }

    pub fn with_stock(mut self, stock: Stock) -> Self {
        self.offer.stock = stock;
        self
    }

    pub fn with_addon(mut self, name: &str, value: &str, price: i64, code: &str) -> Self {
        let (name, value, code) = (name.to_owned(), value.to_owned(), code.to_owned());
        self.addons.push(AddonRow { name, value, price, code });
        self
    }

    /// At another price, in yen.
    pub fn with_price(mut self, price: i64) -> Self {
        self.offer.price = price;
        self
    }

    /// With another last day of sale, or none shown.
    pub fn with_sale_end(mut self, ends_on: Option<NaiveDate>) -> Self {
        self.offer.ends_on = ends_on;
        self
    }

    /// In another status: `S1` is stopped by the seller.
    pub fn with_status(mut self, status: &str) -> Self {
        status.clone_into(&mut self.status);
        self
    }

    /// Goods that can be sent from a day on: 1 pre-order, 2 with a release date.
    pub fn with_reservation(mut self, send_type: u8, available_on: NaiveDate) -> Self {
        self.reservation = Some(Reservation { send_type, available_on });
        self
    }

    pub fn with_group(mut self, group: i64) -> Self {
        self.shipping_no = group;
        self
    }
}

impl World {
    /// Adds a delivery group; returns its number.
    pub fn add_group(&mut self, carrier: &str, fee: i64) -> i64 {
        let number = self.groups.keys().next_back().map_or(500_001, |last| last + 1);
        self.groups.insert(number, ShippingGroup { number, carrier: carrier.to_owned(), fee });
        number
    }

    /// Adds an item, gives it an item code if it has none, and returns that. Replaces one of the same code.
    pub fn add_item(&mut self, mut item: ShopItem) -> String {
        if item.code.is_empty() {
            item.code = self.next_item_code.to_string();
            self.next_item_code += 1;
        }
        if item.shipping_no == 0 {
            item.shipping_no = self.groups.keys().next().copied().unwrap_or(0);
        }
        let code = item.code.clone();
        if let Some(old) = self.items.get(&code) {
            self.by_seller_code.remove(&build_index_key(old.is_move(), &old.seller_code));
        }
        self.by_seller_code.insert(build_index_key(item.is_move(), &item.seller_code), code.clone());
        self.items.insert(code.clone(), item);
        code
    }

    /// Adds a cart and returns its number and its order numbers; stock is not touched.
    ///
    /// # Panics
    /// When a line names an item, option or add-on that does not exist: a mistake in the test that builds it.
    pub fn add_cart(&mut self, new: CartDraft) -> (PackNo, Vec<OrderNo>) {
        let pack_no = PackNo::new(self.next_pack_no).expect("cart numbers are positive");
        self.next_pack_no += 1;
        let payment = if new.paid_at.is_some() { "PayPay" } else { "コンビニ決済" };
        self.carts.insert(
            pack_no,
            Cart {
                pack_no,
                ordered_at: new.ordered_at,
                payment_method: payment.to_owned(),
                buyer: new.buyer,
                receiver: new.receiver,
                is_receiver_withheld: false,
                desired: new.desired,
                message: new.message,
                gift: new.gift,
                lines: Vec::new(),
            },
        );
        let numbers = new.lines.iter().map(|line| self.add_line(pack_no, line, new.paid_at));
        let numbers = numbers.collect();
        (pack_no, numbers)
    }

    /// Adds a line to a cart that exists, and returns its order number; stock is not touched.
    ///
    /// # Panics
    /// When the line names an item, option or add-on that does not exist.
    pub fn add_line(&mut self, pack_no: PackNo, new: &LineDraft, paid_at: Option<Jst>) -> OrderNo {
        let item = self.item(&new.item).unwrap_or_else(|| panic!("no item {:?}", new.item));
        let (main_text, main_code, option_price) = match new.option.as_str() {
            "" => Default::default(),
            name => match item.offer.stock.find_choice(name) {
                Some(choice) => (choice.text, choice.code, choice.price),
                None => panic!("item {:?} has no option {name:?}", new.item),
            },
        };
        let addons: Vec<_> = new.addons.iter().map(|n| &item.addons[*n]).collect();
        let texts = Some(main_text).filter(|text| !text.is_empty()).into_iter();
        let texts: Vec<_> = texts.chain(addons.iter().map(|addon| addon.text())).collect();
        let item_carrier = if paid_at.is_some() { self.find_carrier(&item.code) } else { String::new() };
        let order_no = OrderNo::new(self.next_order_no).expect("order numbers are positive");
        let line = CartLine {
            order_no,
            pack_no,
            item_code: item.code.clone(),
            option: texts.join(" / "),
            option_code: main_code,
            addon_codes: addons.iter().map(|addon| addon.code.clone()).collect(),
            qty: new.qty.max(1),
            unit_price: item.offer.price + option_price + addons.iter().map(|addon| addon.price).sum::<i64>(),
            discount: 0,
            status: if paid_at.is_some() { 2 } else { 1 },
            paid_at,
            planned_on: paid_at.map(|at| to_day(at) + TimeDelta::days(GUESSED_SHIP_DAYS)),
            shipped_at: None,
            delivered_at: None,
            carrier: new.carrier.clone().unwrap_or(item_carrier),
            tracking_no: String::new(),
            packing_no: String::new(),
            send_type: item.reservation.map_or(0, |reservation| reservation.send_type),
            available_on: item.reservation.map(|reservation| reservation.available_on),
            misstated: None,
            claim: None,
        };
        self.next_order_no += 1;
        if let Some(cart) = self.carts.get_mut(&pack_no) {
            cart.lines.push(order_no);
        }
        self.lines.insert(order_no, line);
        order_no
    }

    /// A big shop: `items` option items of two options each, and `orders` paid carts of one line, a minute
    /// apart up to `now`.
    pub fn build_large(now: Jst, orders: usize, items: usize) -> Self {
        let mut world = Self::empty();
        world.add_group("佐川急便", 0);
        world.add_group("ヤマト宅急便", 0);
        for n in 0..items.max(1) {
            let item = ShopItem::with_options(&format!("BIG-{n:05}"), &[("-A", 100), ("-B", 100)]);
            world.add_item(item);
        }
        for n in 0..orders {
            let item = format!("BIG-{:05}", n % items.max(1));
            let ago = i64::try_from(orders - n).unwrap_or(0) % (5 * 24 * 60);
            let option = if n % 2 == 0 { "-A" } else { "-B" };
            let line = LineDraft::with_option(&item, option);
            world.add_cart(CartDraft::paid(now - TimeDelta::minutes(ago), vec![line]));
        }
        world
    }
}
