//! Carts and lines as they are described before they are added.

use serde::Deserialize;

use super::model::Person;
use crate::domain::time::Jst;

/// A cart to be added: who, when, and its lines.
#[derive(Debug, Clone)]
pub struct CartDraft {
    pub ordered_at: Jst,
    /// When it is paid; none: unpaid, by convenience store.
    pub paid_at: Option<Jst>,
    pub buyer: Person,
    pub receiver: Person,
    /// Desired delivery date, as Qoo10 writes it.
    pub desired: String,
    pub message: String,
    pub gift: String,
    pub lines: Vec<LineDraft>,
}

/// A line to be added. The item must exist.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LineDraft {
    /// Item or seller code.
    pub item: String,
    /// Option or type, by its code or its text; empty for none.
    pub option: String,
    /// Positions in the item's add-on list.
    pub addons: Vec<usize>,
    /// Pieces; 0 counts as 1.
    pub qty: i64,
    /// Delivery company instead of the item's own (paid) or none (unpaid).
    pub carrier: Option<String>,
}

impl LineDraft {
    /// One piece of an item without options.
    pub fn new(item: &str) -> Self {
        Self { item: item.to_owned(), qty: 1, ..Self::default() }
    }

    /// One piece of an option or type.
    pub fn with_option(item: &str, option: &str) -> Self {
        Self { option: option.to_owned(), ..Self::new(item) }
    }

    pub fn with_qty(self, qty: i64) -> Self {
        Self { qty, ..self }
    }

    /// With the item's n-th add-on, from 0.
    pub fn with_addon(mut self, n: usize) -> Self {
        self.addons.push(n);
        self
    }
}

impl CartDraft {
    /// A cart paid when it is bought, by an invented person.
    pub fn paid(at: Jst, lines: Vec<LineDraft>) -> Self {
        Self { paid_at: Some(at), ..Self::unpaid(at, lines) }
    }

    /// A cart that waits for its payment.
    pub fn unpaid(at: Jst, lines: Vec<LineDraft>) -> Self {
        let person = create_sample_person();
        Self {
            ordered_at: at,
            paid_at: None,
            buyer: person.clone(),
            receiver: person,
            desired: String::new(),
            message: String::new(),
            gift: String::new(),
            lines,
        }
    }
}

/// The invented buyer of carts built without one.
pub(crate) fn create_sample_person() -> Person {
    Person {
        name: "見本 花子".to_owned(),
        kana: "ミホン ハナコ".to_owned(),
        tel: "+81-3-0000-0001".to_owned(),
        mobile: "+81-90-0000-0001".to_owned(),
        zip: "150-0001".to_owned(),
        address1: "東京都 渋谷区".to_owned(),
        address2: "見本町1-2-3".to_owned(),
        email: "hanako@example.com".to_owned(),
    }
}
