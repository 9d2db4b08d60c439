//! An order as far as a shipping label shows it.

use chrono::NaiveDate;

/// An order as far as a shipping label shows it; all texts as they were imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelOrder<'a> {
    pub code: &'a str,
    /// Qoo10's name of the delivery company.
    pub carrier: &'a str,
    pub receiver_name: &'a str,
    pub receiver_kana: Option<&'a str>,
    pub receiver_tel: Option<&'a str>,
    pub receiver_mobile: Option<&'a str>,
    pub zip: Option<&'a str>,
    /// The whole address; `address1` and `address2` have it once more in Qoo10's two parts.
    pub address: Option<&'a str>,
    pub address1: Option<&'a str>,
    pub address2: Option<&'a str>,
    pub desired_date: Option<NaiveDate>,
    pub desired_time: Option<&'a str>,
    pub ship_date: NaiveDate,
    /// Name and pieces of each line that remains.
    pub goods: Vec<(&'a str, i64)>,
}
