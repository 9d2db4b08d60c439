//! What the desk knows of a parcel.

use chrono::NaiveDate;

/// A shipped order's parcel or parcels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shipment {
    /// The delivery company, as it was called at the desk.
    pub carrier: String,
    /// Its tracking numbers, cleaned, in the order given.
    pub tracking_numbers: Vec<String>,
    pub shipped_on: NaiveDate,
}
