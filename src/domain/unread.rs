//! Rows of Qoo10's lists that cannot be read, and whom they leave in doubt (IMP-17): unreadable is never
//! absent.

use std::collections::BTreeSet;

use super::ids::{OrderNo, PackNo};
use crate::vocabulary::Message;

/// A row that cannot be read, under what can be found in its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadRow {
    pub orders: Vec<OrderNo>,
    pub carts: Vec<PackNo>,
    /// What is wrong with it, naming method and field, never a person.
    pub problem: Message,
}

impl UnreadRow {
    /// Its numbers as text, order numbers before carts; empty when it has none.
    pub fn numbers(&self) -> Vec<String> {
        let orders = self.orders.iter().map(ToString::to_string);
        orders.chain(self.carts.iter().map(ToString::to_string)).collect()
    }
}

/// A list: the rows that could be read, and those that could not. Nobody has the ones without the others.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct ParsedList<T> {
    rows: Vec<T>,
    unread: Vec<UnreadRow>,
}

impl<T> Default for ParsedList<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), unread: Vec::new() }
    }
}

impl<T> ParsedList<T> {
    /// Notes a row.
    pub fn push(&mut self, row: Result<T, UnreadRow>) {
        match row {
            Ok(row) => self.rows.push(row),
            Err(unread) => self.unread.push(unread),
        }
    }

    /// What could be read, and what could not.
    pub fn split(self) -> (Vec<T>, Vec<UnreadRow>) {
        (self.rows, self.unread)
    }
}

/// Whom unreadable rows may be about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UncertainOrders {
    orders: BTreeSet<OrderNo>,
    carts: BTreeSet<PackNo>,
    anyone: bool,
}

impl UncertainOrders {
    /// Adds a row: it is about its order numbers, without any about its carts, without either about anyone.
    pub fn add(&mut self, row: &UnreadRow) {
        if !row.orders.is_empty() {
            self.orders.extend(&row.orders);
        } else if !row.carts.is_empty() {
            self.carts.extend(&row.carts);
        } else {
            self.anyone = true;
        }
    }

    /// The doubt that some rows leave.
    pub fn from_rows(rows: &[UnreadRow]) -> Self {
        let mut doubt = Self::default();
        rows.iter().for_each(|row| doubt.add(row));
        doubt
    }

    /// Whether there is none: everything was read whole.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a row may be about any order.
    pub fn has_unnumbered_row(&self) -> bool {
        self.anyone
    }

    /// Whether a row names this order number, or its cart.
    pub fn contains(&self, order_no: OrderNo, cart: Option<PackNo>) -> bool {
        self.orders.contains(&order_no) || cart.is_some_and(|cart| self.carts.contains(&cart))
    }

    /// Whether a row is, or may be, about this order number.
    pub fn can_contain(&self, order_no: OrderNo, cart: Option<PackNo>) -> bool {
        self.anyone || self.contains(order_no, cart)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_about_its_numbers_and_only_without_any_about_everyone() {
        let no = |n| OrderNo::new(n).unwrap();
        let cart = PackNo::new;
        let row = |orders: &[i64], carts: &[i64]| UnreadRow {
            orders: orders.iter().map(|n| no(*n)).collect(),
            carts: carts.iter().filter_map(|n| cart(*n)).collect(),
            problem: Message::quoted(""),
        };
        for (rows, named, covered) in [
            (vec![], [false; 3], [false; 3]),
            (vec![row(&[1], &[40])], [true, false, false], [true, false, false]),
            (vec![row(&[], &[40])], [true, true, false], [true, true, false]),
            (vec![row(&[], &[])], [false; 3], [true; 3]),
            (vec![row(&[1], &[]), row(&[], &[])], [true, false, false], [true; 3]),
        ] {
            let doubt = UncertainOrders::from_rows(&rows);
            let asked = [(no(1), cart(40)), (no(2), cart(40)), (no(3), None)];
            assert_eq!(asked.map(|(no, cart)| doubt.contains(no, cart)), named, "{rows:?}");
            assert_eq!(asked.map(|(no, cart)| doubt.can_contain(no, cart)), covered, "{rows:?}");
            assert_eq!(doubt.is_empty(), rows.is_empty());
        }
    }
}
