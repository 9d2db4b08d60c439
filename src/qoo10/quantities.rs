//! Writes of quantities. What they tell may be overtaken by a sale: each has a turn, after which no request
//! of it starts.

use super::client::{Client, refuse_code};
use super::error::Error;
use super::method::{self, Method};
use super::transport::Turn;
use super::wire::item_bulk::{self, RowAnswer, SentRow};
use super::wire::stock;
use crate::domain::quantity::{MoveType, OptionQty, PlainQty};

impl Client {
    /// Sets quantities of items without options; at most [`BULK_ROWS`]. Their prices are left out, and so
    /// stay; an end of sale or a tax rate left out would be reset, and so is sent along.
    ///
    /// [`BULK_ROWS`]: super::client::BULK_ROWS
    ///
    /// # Errors
    /// When no usable answer came back: some of them may be set.
    pub fn set_quantities(&self, rows: &[PlainQty], turn: Turn) -> Result<Vec<RowAnswer>, Error> {
        let json = |row: &PlainQty| {
            let fields =
                stock::build_plain_form(row).into_iter().map(|(key, value)| (key.to_owned(), value.into()));
            serde_json::Value::Object(fields.collect())
        };
        let sent = |row: &PlainQty| SentRow { item_code: row.item_code.clone(), option_value: String::new() };
        self.set_in_bulk(method::SET_QTY_BULK, rows.iter().map(json), rows.iter().map(sent), turn)
    }

    /// Sets quantities of options, at most as many. Everything else of an option goes back as it was read.
    ///
    /// # Errors
    /// When no usable answer came back: some of them may be set.
    pub fn set_option_quantities(&self, rows: &[OptionQty], turn: Turn) -> Result<Vec<RowAnswer>, Error> {
        let json = |row: &OptionQty| {
            serde_json::json!({
                "ItemCode": row.item_code, "SellerCode": row.seller_code,
                "OptionName": stock::join_axes(&row.names), "OptionValue": stock::join_axes(&row.values),
                "OptionCode": row.code, "Price": row.price_yen, "Qty": row.qty,
            })
        };
        let sent = |row: &OptionQty| SentRow {
            item_code: row.item_code.clone(),
            option_value: stock::join_axes(&row.values),
        };
        self.set_in_bulk(method::SET_OPTIONS_BULK, rows.iter().map(json), rows.iter().map(sent), turn)
    }

    fn set_in_bulk(
        &self,
        method: Method,
        rows: impl Iterator<Item = serde_json::Value>,
        sent: impl Iterator<Item = SentRow>,
        turn: Turn,
    ) -> Result<Vec<RowAnswer>, Error> {
        let json = serde_json::Value::Array(rows.collect()).to_string();
        // Not repeated as other absolute writes are: a sale in between would make the number too high.
        let answer = self.call_in_turn(method, &[("ItemInfoJson", json)], turn)?;
        Ok(item_bulk::parse(&answer, &sent.collect::<Vec<_>>()))
    }

    /// Sets the quantities of a MOVE item's types. A type left out may be deleted: all of them have to be
    /// there.
    ///
    /// # Errors
    /// When Qoo10 refuses, or no usable answer came back: then they may be set.
    pub fn set_move_quantities(
        &self,
        item_code: &str,
        seller_code: &str,
        types: &[MoveType],
        turn: Turn,
    ) -> Result<(), Error> {
        let form = [
            ("ItemCode", item_code.to_owned()),
            ("SellerCode", seller_code.to_owned()),
            ("OptionQty", stock::format_move_types(types)),
        ];
        let method = method::SET_MOVE_TYPES;
        refuse_code(method, self.call_in_turn(method, &form, turn)?).map(drop)
    }
}
