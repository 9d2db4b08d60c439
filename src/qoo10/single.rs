//! Writes for one order number or listing, for when Qoo10 refuses their bulk calls. What is said of them has
//! the form of a bulk answer with one row.

use chrono::NaiveDate;

use super::client::{Client, RetryPolicy};
use super::error::Error;
use super::method;
use super::method::Method;
use super::transport::Turn;
use super::wire::bulk::BulkAnswer;
use super::wire::item_bulk::{self, RowAnswer, SentRow};
use super::wire::stock;
use crate::domain::ids::OrderNo;
use crate::domain::quantity::{OptionQty, PlainQty};

impl Client {
    /// Confirms an order number with its planned ship date; one that is confirmed already gets the new date.
    ///
    /// # Errors
    /// When no usable answer came back: it may be confirmed.
    pub fn confirm_order(&self, order_no: OrderNo, date: NaiveDate) -> Result<BulkAnswer, Error> {
        let form = [("OrderNo", order_no.to_string()), ("EstShipDt", date.format("%Y%m%d").to_string())];
        // As the bulk call: the same date twice is the same date.
        let answer = self.call(method::CONFIRM_ONE, &form, RetryPolicy::Idempotent)?;
        Ok(BulkAnswer::from_single(order_no, answer.code, answer.message))
    }

    /// Tells delivery company and tracking number of an order number. Never sent again on its own unless
    /// Qoo10 certainly did not get it.
    ///
    /// # Errors
    /// When no usable answer came back: it may be sent.
    pub fn send_tracking_number(
        &self,
        order_no: OrderNo,
        company: &str,
        tracking: &str,
    ) -> Result<BulkAnswer, Error> {
        let form = [
            ("OrderNo", order_no.to_string()),
            ("ShippingCorp", company.to_owned()),
            ("TrackingNo", tracking.to_owned()),
        ];
        // As the bulk call: never repeated after a lost answer, only read back.
        let answer = self.call(method::SEND_ONE, &form, RetryPolicy::OnlyIfUnsent)?;
        Ok(BulkAnswer::from_single(order_no, answer.code, answer.message))
    }

    /// Sets the quantity of an item without options, as the bulk call does.
    ///
    /// # Errors
    /// When no usable answer came back: it may be set.
    pub fn set_quantity(&self, row: &PlainQty, turn: Turn) -> Result<Vec<RowAnswer>, Error> {
        self.set_one(method::SET_QTY_ONE, &stock::build_plain_form(row), turn)
    }

    /// Sets the quantity of an option, as the bulk call does.
    ///
    /// # Errors
    /// When no usable answer came back: it may be set.
    pub fn set_option_quantity(&self, row: &OptionQty, turn: Turn) -> Result<Vec<RowAnswer>, Error> {
        let form = [
            ("ItemCode", row.item_code.clone()),
            ("SellerCode", row.seller_code.clone()),
            ("OptionName", stock::join_axes(&row.names)),
            ("OptionValue", stock::join_axes(&row.values)),
            ("OptionCode", row.code.clone()),
            ("Price", row.price_yen.to_string()),
            ("Qty", row.qty.to_string()),
        ];
        self.set_one(method::SET_OPTION_ONE, &form, turn)
    }

    fn set_one(
        &self,
        method: Method,
        form: &[(&'static str, String)],
        turn: Turn,
    ) -> Result<Vec<RowAnswer>, Error> {
        Ok(item_bulk::parse(&self.call_in_turn(method, form, turn)?, &[SentRow::default()]))
    }
}
