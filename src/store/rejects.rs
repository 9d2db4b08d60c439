//! Rows that could not be imported (IMP-13), until they are imported, gone or dismissed.

use rusqlite::named_params;

use super::database::{Batch, Store};
use super::error::Error;
use super::sql::{Iso, ReadColumn, ReadRows};
use crate::domain::ids::{OrderNo, PackNo};
use crate::domain::reject::RejectedRow;
use crate::domain::time::Jst;
use crate::vocabulary::{Message, Reason};

/// A reject on record, as much as the next run has to know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownReject {
    pub reject_id: i64,
    /// Its cart, when that could be read.
    pub pack_no: Option<PackNo>,
    /// Its order number, when that could be read.
    pub order_no: Option<OrderNo>,
    pub reason: Reason,
    /// The moment from which a window has to reach to see the row again.
    pub seen_from: Jst,
    pub ordered_at: Option<Jst>,
    pub first_at: Jst,
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
    pub reason: Reason,
    /// Why, and what to do; what a purge blanked says no more than the reason.
    pub message: Message,
    pub ordered_at: Option<Jst>,
    pub first_at: Jst,
}

impl Store {
    /// All rejects on record, dismissed ones too.
    pub fn list_known_rejects(&self) -> Result<Vec<KnownReject>, Error> {
        let sql = "SELECT reject_id, pack_no, order_no, reason, seen_from,
                     dismissed_at IS NOT NULL AS is_dismissed,
                     CASE WHEN order_no IS NULL THEN payload END AS payload, ordered_at, first_at
                   FROM rejects ORDER BY reject_id";
        self.conn.prepare_cached(sql)?.read_all([], |row| {
            Ok(KnownReject {
                reject_id: row.get("reject_id")?,
                pack_no: row.read("rejects.pack_no")?,
                order_no: row.read("rejects.order_no")?,
                reason: row.read("rejects.reason")?,
                seen_from: row.read("rejects.seen_from")?,
                ordered_at: row.read("rejects.ordered_at")?,
                first_at: row.read("rejects.first_at")?,
                is_dismissed: row.get("is_dismissed")?,
                payload: row.get("payload")?,
            })
        })
    }

    /// The rejects that staff have not dismissed, oldest first.
    pub fn list_open_rejects(&self) -> Result<Vec<RejectView>, Error> {
        let sql = "SELECT pack_no, order_no, reason, detail, ordered_at, first_at
                   FROM rejects WHERE dismissed_at IS NULL ORDER BY reject_id";
        self.conn.prepare_cached(sql)?.read_all([], |row| {
            let reason: Reason = row.read("rejects.reason")?;
            Ok(RejectView {
                pack_no: row.read("rejects.pack_no")?,
                order_no: row.read("rejects.order_no")?,
                reason,
                // A purge leaves a blank text.
                message: match row.get::<_, String>("detail")?.as_str() {
                    "" => reason.message(),
                    message => Message::from_json(message),
                },
                ordered_at: row.read("rejects.ordered_at")?,
                first_at: row.read("rejects.first_at")?,
            })
        })
    }
}

impl Batch<'_> {
    /// Records a reject.
    pub fn insert_reject(&self, row: &RejectedRow, seen_from: Jst, now: Jst) -> Result<(), Error> {
        let sql = "INSERT INTO rejects (pack_no, order_no, reason, detail, ordered_at, seen_from, first_at,
                     payload)
                   VALUES (:pack_no, :order_no, :reason, :detail, :ordered_at, :seen_from, :first_at,
                     :payload)";
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":pack_no": row.pack_no,
            ":order_no": row.order_no,
            ":reason": row.problem.reason,
            ":detail": row.problem.message(),
            ":ordered_at": row.ordered_at.map(Iso),
            ":seen_from": Iso(seen_from),
            ":first_at": Iso(now),
            ":payload": row.payload,
        })?;
        Ok(())
    }

    /// Renews what is known of a reject on record.
    pub fn update_reject(&self, reject_id: i64, row: &RejectedRow, seen_from: Jst) -> Result<(), Error> {
        // first_at stays: its age is what decides about purging it.
        let sql = "UPDATE rejects SET reason = :reason, detail = :detail, ordered_at = :ordered_at,
                     payload = :payload, seen_from = :seen_from
                   WHERE reject_id = :reject_id";
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":reason": row.problem.reason,
            ":detail": row.problem.message(),
            ":ordered_at": row.ordered_at.map(Iso),
            ":payload": row.payload,
            ":seen_from": Iso(seen_from),
            ":reject_id": reject_id,
        })?;
        Ok(())
    }

    /// Takes a reject off the record: imported, or gone from Qoo10.
    pub fn delete_reject(&self, reject_id: i64) -> Result<(), Error> {
        self.tx.prepare_cached("DELETE FROM rejects WHERE reject_id = ?1")?.execute([reject_id])?;
        Ok(())
    }

    /// Takes a cart's rejects off the list, by hand; those whose cart is not known go by their order number.
    /// Says how many that were.
    pub fn dismiss_rejects(&self, cart: PackNo, now: Jst) -> Result<usize, Error> {
        let sql = "UPDATE rejects SET dismissed_at = ?2
                   WHERE (pack_no = ?1 OR pack_no IS NULL AND order_no = ?1) AND dismissed_at IS NULL";
        Ok(self.tx.execute(sql, (cart, Iso(now)))?)
    }
}
