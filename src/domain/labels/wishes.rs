//! When a buyer wants a parcel, as far as its label can say so.

use chrono::NaiveDate;

use super::order::LabelOrder;
use super::services::{LabelService, find_service};
use super::settings::LabelSettings;
use super::slots;
use crate::domain::time::format_iso_date;
use crate::strings::printable::truncate;
use crate::vocabulary::{Message, msg};

/// As much of a text from outside as a sentence quotes.
const MAX_QUOTED_CHARS: usize = 40;

/// A wish that the label leaves out: its program would refuse the parcel for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnmetWish {
    /// The day is over.
    DatePast(NaiveDate),
    /// What goes into a letter box comes when it comes.
    NotTaken { carrier: String, wishes: Vec<String> },
}

impl UnmetWish {
    pub fn message(&self) -> Message {
        match self {
            Self::DatePast(date) => msg!("label-date_past", date = *date),
            Self::NotTaken { carrier, wishes } => {
                msg!("label-wish_not_taken", carrier = carrier, wishes = wishes.clone())
            }
        }
    }
}

/// The desired date that stands on the label.
pub(super) fn find_date(order: &LabelOrder<'_>, service: LabelService) -> Option<NaiveDate> {
    order.desired_date.filter(|date| service.takes_wishes() && *date >= order.ship_date)
}

/// What the label of an order leaves out, if anything.
pub fn find_unmet_wish(order: &LabelOrder<'_>, settings: &LabelSettings) -> Option<UnmetWish> {
    if order.desired_date.is_none() && order.desired_time.is_none() {
        return None;
    }
    let service = find_service(order.carrier, settings)?;
    if service.takes_wishes() {
        return order.desired_date.filter(|date| *date < order.ship_date).map(UnmetWish::DatePast);
    }
    let time = order.desired_time.filter(|_| slots::is_wish(order.desired_time, service.format, settings));
    let time = time.map(|text| truncate(text.trim(), MAX_QUOTED_CHARS));
    let wishes: Vec<String> = order.desired_date.map(format_iso_date).into_iter().chain(time).collect();
    let carrier = truncate(order.carrier, MAX_QUOTED_CHARS);
    (!wishes.is_empty()).then_some(UnmetWish::NotTaken { carrier, wishes })
}
