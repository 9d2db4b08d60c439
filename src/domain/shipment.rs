//! What is known of a parcel: at the desk, and at Qoo10.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::time::format_iso_date;
use crate::vocabulary::{Message, msg};

/// A shipped order's parcel or parcels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shipment {
    /// The delivery company, as it was called at the desk.
    pub carrier: String,
    /// Its tracking numbers, cleaned, in the order given.
    pub tracking_numbers: Vec<String>,
    pub shipped_on: NaiveDate,
}

/// `2026-07-01 佐川急便 405548424886`
impl fmt::Display for Shipment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", format_iso_date(self.shipped_on), self.carrier)?;
        if self.tracking_numbers.is_empty() {
            return Ok(());
        }
        write!(f, " {}", self.tracking_numbers.join(", "))
    }
}

/// A parcel as Qoo10 shows it; what is blank there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteParcel {
    /// The delivery company.
    pub company: Option<String>,
    /// Its tracking number.
    pub number: Option<String>,
    /// The day on which it was sent.
    pub day: Option<NaiveDate>,
}

impl RemoteParcel {
    /// Whether none of its letters was lost on the way (IMP-17).
    pub fn is_readable(&self) -> bool {
        let texts = [&self.company, &self.number];
        !texts.into_iter().flatten().any(|text| text.contains(char::REPLACEMENT_CHARACTER))
    }

    /// The shipment of an order that left in it, where it has a number that can be read; `carrier` and
    /// `today` stand for what Qoo10 leaves blank.
    pub fn to_shipment(&self, carrier: &str, today: NaiveDate) -> Option<Shipment> {
        let number = self.number.clone().filter(|_| self.is_readable())?;
        Some(Shipment {
            carrier: self.company.clone().unwrap_or_else(|| carrier.to_owned()),
            tracking_numbers: vec![number],
            shipped_on: self.day.unwrap_or(today),
        })
    }

    /// `2026-07-01 佐川急便 405548424886`, as far as it is known.
    pub fn message(&self) -> Message {
        let parts = [self.day.map(format_iso_date), self.company.clone(), self.number.clone()];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { msg!("report-parcel_unknown") } else { Message::quoted(parts.join(" ")) }
    }
}
