//! Rows that could not be imported (IMP-13), until they are imported, gone or dismissed.

use rusqlite::{Row, params};

use super::{Batch, Error, Store};
use crate::domain::ids::{OrderNo, PackNo};
use crate::domain::reject::RejectedRow;
use crate::domain::time::{self, Jst, to_text};
use crate::vocabulary::{Message, Reason};

/// A reject on record, as much as the next run has to know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownReject {
    /// Its number in the state file.
    pub reject_id: i64,
    /// Its cart, when that could be read.
    pub pack_no: Option<PackNo>,
    /// Its order number, when that could be read.
    pub order_no: Option<OrderNo>,
    /// Why it was rejected.
    pub reason: Reason,
    /// The moment from which a window has to reach to see the row again.
    pub seen_from: Jst,
    /// When the buyer ordered, when that could be read.
    pub ordered_at: Option<Jst>,
    /// When it was rejected first.
    pub first_at: Jst,
    /// Whether staff took it off the list.
    pub is_dismissed: bool,
    /// The row, which is all that tells it from others where it has no order number.
    pub payload: Option<String>,
}

/// A reject as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectView {
    /// Its cart, when that could be read.
    pub pack_no: Option<PackNo>,
    /// Its order number, when that could be read.
    pub order_no: Option<OrderNo>,
    /// Why it was rejected.
    pub reason: Reason,
    /// Why, and what to do; what a purge blanked says no more than the reason.
    pub message: Message,
    /// When the buyer ordered, when that could be read.
    pub ordered_at: Option<Jst>,
    /// When it was rejected first.
    pub first_at: Jst,
}

impl Store {
    /// All rejects on record, dismissed ones too.
    pub fn known_rejects(&self) -> Result<Vec<KnownReject>, Error> {
        let sql = "SELECT reject_id, pack_no, order_no, reason, seen_from, dismissed_at IS NOT NULL,
                     CASE WHEN order_no IS NULL THEN payload END, ordered_at, first_at
                   FROM rejects ORDER BY reject_id";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            let ordered_at = optional_instant(row, 7)?;
            Ok(KnownReject {
                reject_id: row.get(0)?,
                pack_no: pack_no(row, 1)?,
                order_no: order_no(row, 2)?,
                reason: reason(row, 3)?,
                seen_from: instant(row, 4)?,
                is_dismissed: row.get(5)?,
                payload: row.get(6)?,
                ordered_at,
                first_at: instant(row, 8)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The rejects that staff have not dismissed, oldest first.
    pub fn open_rejects(&self) -> Result<Vec<RejectView>, Error> {
        let sql = "SELECT pack_no, order_no, reason, detail, ordered_at, first_at
                   FROM rejects WHERE dismissed_at IS NULL ORDER BY reject_id";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            let ordered_at = optional_instant(row, 4)?;
            Ok(RejectView {
                pack_no: pack_no(row, 0)?,
                order_no: order_no(row, 1)?,
                reason: reason(row, 2)?,
                message: match row.get::<_, String>(3)?.as_str() {
                    "" => reason(row, 2)?.message(),
                    message => Message::from_json(message),
                },
                ordered_at,
                first_at: instant(row, 5)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Batch<'_> {
    /// Records a reject.
    pub fn insert_reject(&self, row: &RejectedRow, seen_from: Jst, now: Jst) -> Result<(), Error> {
        let sql = "INSERT INTO rejects (pack_no, order_no, reason, detail, ordered_at, seen_from, first_at, payload)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        self.tx.prepare_cached(sql)?.execute(params![
            row.pack_no.map(PackNo::get),
            row.order_no.map(OrderNo::get),
            row.problem.reason.as_str(),
            row.problem.message().to_json(),
            row.ordered_at.map(to_text),
            to_text(seen_from),
            to_text(now),
            row.payload,
        ])?;
        Ok(())
    }

    /// Renews what is known of a reject on record.
    pub fn update_reject(&self, reject_id: i64, row: &RejectedRow, seen_from: Jst) -> Result<(), Error> {
        let sql = "UPDATE rejects SET reason = ?2, detail = ?3, ordered_at = ?4, payload = ?5, seen_from = ?6
                   WHERE reject_id = ?1";
        self.tx.prepare_cached(sql)?.execute(params![
            reject_id,
            row.problem.reason.as_str(),
            row.problem.message().to_json(),
            row.ordered_at.map(to_text),
            row.payload,
            to_text(seen_from),
        ])?;
        Ok(())
    }

    /// Takes a reject off the record: imported, or gone from Qoo10.
    pub fn delete_reject(&self, reject_id: i64) -> Result<(), Error> {
        self.tx.prepare_cached("DELETE FROM rejects WHERE reject_id = ?1")?.execute([reject_id])?;
        Ok(())
    }

    /// Takes a cart's rejects off the list, by hand; those whose cart is not known go by their order number. Says
    /// how many that were.
    pub fn dismiss_rejects(&self, cart: PackNo, now: Jst) -> Result<usize, Error> {
        let sql = "UPDATE rejects SET dismissed_at = ?2
                   WHERE (pack_no = ?1 OR pack_no IS NULL AND order_no = ?1) AND dismissed_at IS NULL";
        Ok(self.tx.execute(sql, params![cart.get(), to_text(now)])?)
    }
}

fn pack_no(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<PackNo>> {
    Ok(row.get::<_, Option<i64>>(index)?.and_then(PackNo::new))
}

fn order_no(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<OrderNo>> {
    Ok(row.get::<_, Option<i64>>(index)?.and_then(OrderNo::new))
}

fn optional_instant(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<Jst>> {
    let is_there = row.get_ref(index)? != rusqlite::types::ValueRef::Null;
    is_there.then(|| instant(row, index)).transpose()
}

fn instant(row: &Row<'_>, index: usize) -> rusqlite::Result<Jst> {
    let text: String = row.get(index)?;
    let wrong = || rusqlite::Error::InvalidColumnType(index, text.clone(), rusqlite::types::Type::Text);
    time::from_text(&text).ok_or_else(wrong)
}

fn reason(row: &Row<'_>, index: usize) -> rusqlite::Result<Reason> {
    let text: String = row.get(index)?;
    let wrong = |_| rusqlite::Error::InvalidColumnType(index, text.clone(), rusqlite::types::Type::Text);
    text.parse().map_err(wrong)
}
