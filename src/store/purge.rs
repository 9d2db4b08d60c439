//! Blanking personal data of orders that are long finished (docs/schema.md, "Personal data").

use rusqlite::named_params;

use super::database::{Batch, Store, TempStore};
use super::error::{Error, StoreErrorKind};
use super::row_ids::RunId;
use super::sql::Iso;
use super::thin::{ThinCounts, ThinCutoffs};
use crate::domain::time::Jst;
use crate::vocabulary::{HistoryEvent, Step, msg};

/// Who writes the history, and the name of its runs.
pub const PURGE: Step = Step::Purge;

/// How much was blanked, or would be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PurgeCounts {
    /// Finished orders that were blanked.
    pub orders: u64,
    /// Rows that could not be imported and were blanked.
    pub rejects: u64,
    pub thinned: ThinCounts,
}

/// Orders that are cancelled or sent, and to which nothing has happened since `:before`. One that was purged
/// is left alone until something else happens to it; where its history is thinned, because nothing of it is
/// left to blank.
const FINISHED: &str = "
  SELECT o.order_id FROM orders o
  WHERE (o.status = 'cancelled' OR o.api_status = 'shipped')
    AND max(o.ordered_at,
            coalesce(o.shipped_on || 'T23:59:59+09:00', ''),
            coalesce((SELECT max(h.at) FROM order_history h
                      WHERE h.order_id = o.order_id AND h.what <> 'purged'), '')) <= :before
    AND (SELECT h.what FROM order_history h WHERE h.order_id = o.order_id
         ORDER BY h.history_id DESC LIMIT 1) IS NOT 'purged'
    AND (EXISTS (SELECT 1 FROM order_history h WHERE h.order_id = o.order_id)
      OR EXISTS (SELECT 1 FROM order_people p WHERE p.order_id = o.order_id
           AND coalesce(buyer_name, buyer_kana, buyer_tel, buyer_mobile, buyer_email, buyer_zip,
             buyer_address, receiver_name, receiver_kana, receiver_tel, receiver_mobile, receiver_zip,
             receiver_address, receiver_address1, receiver_address2, sender_name, sender_tel, sender_nation,
             sender_zip, sender_address, message, gift) IS NOT NULL)
      OR EXISTS (SELECT 1 FROM order_lines l LEFT JOIN qoo10_rows q USING (order_no)
           WHERE l.order_id = o.order_id
             AND coalesce(l.option, l.addon_options, q.payload, q.option) IS NOT NULL))";

/// Rejects that were dismissed, or else first seen, until `?1`, and that still say something.
const OLD_REJECTS: &str =
    "coalesce(dismissed_at, first_at) <= :before AND (payload IS NOT NULL OR detail <> '')";

impl Store {
    /// How much a purge of what is finished since `before` would blank, and thin with the history until
    /// `history`.
    pub fn count_purgeable(&self, before: Jst, history: Jst) -> Result<PurgeCounts, Error> {
        let count = |these: String| {
            let sql = format!("SELECT count(*) AS found FROM {these}");
            self.conn.query_row(&sql, [Iso(before)], |row| row.get::<_, i64>("found")).map(i64::unsigned_abs)
        };
        Ok(PurgeCounts {
            orders: count(format!("({FINISHED})"))?,
            rejects: count(format!("rejects WHERE {OLD_REJECTS}"))?,
            thinned: self.count_thinnable(ThinCutoffs { records: before, history })?,
        })
    }

    /// From now on what is deleted is overwritten.
    ///
    /// # Errors
    /// When the file cannot be used.
    pub fn enable_secure_delete(&self) -> Result<(), Error> {
        // The pragma answers with the new value.
        Ok(self.conn.query_row("PRAGMA secure_delete = ON", [], |_| Ok(()))?)
    }

    /// Writes the file anew without anything that was deleted, and empties its `-wal`.
    ///
    /// # Errors
    /// When there is no room, or another program reads an older state of the file.
    pub fn vacuum(&mut self) -> Result<(), Error> {
        self.set_temp_store(TempStore::File)?;
        // Pages that were freed before secure_delete was on still hold what stood in them.
        self.conn.execute_batch("VACUUM")?;
        let is_read: bool =
            self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get("busy"))?;
        if is_read {
            return Err(Error::new(StoreErrorKind::Busy, msg!("state-why_stays_in_wal")));
        }
        Ok(())
    }
}

impl Batch<'_> {
    /// Blanks the personal data of orders that are finished since `before`, and of rejects as old, and thins
    /// what is as old; the history of orders only until `history`.
    pub fn purge(&self, before: Jst, history: Jst, run: RunId, now: Jst) -> Result<PurgeCounts, Error> {
        // Before the history says that it was purged, which is no age to count from.
        let thinned = self.thin(ThinCutoffs { records: before, history }, None)?;
        let before = Iso(before);
        let these = format!("order_id IN ({FINISHED})");
        let numbers = format!("SELECT order_no FROM order_lines WHERE order_no IS NOT NULL AND {these}");
        for sql in [
            format!("UPDATE order_people SET {BLANK_PEOPLE} WHERE {these}"),
            format!("DELETE FROM new_receivers WHERE {these}"),
            format!("UPDATE qoo10_rows SET {BLANK_ROW} WHERE order_no IN ({numbers})"),
            format!("UPDATE order_lines SET option = NULL, addon_options = NULL WHERE {these}"),
            // Names of add-ons come from the buyer's choice, names of added lines from staff.
            format!(
                "UPDATE order_lines SET name = coalesce(sku, '')
                 WHERE {these} AND (parent_line_id IS NOT NULL OR item_code IS NULL)"
            ),
            format!("UPDATE order_history SET detail = NULL WHERE {these} AND what = 'held'"),
            format!(
                "UPDATE api_log SET facts = NULL
                 WHERE order_no IN ({numbers}) OR order_code IN (SELECT code FROM orders WHERE {these})"
            ),
            "UPDATE runs SET error = NULL WHERE started_at <= :before AND error IS NOT NULL".to_owned(),
            "UPDATE api_log SET facts = NULL
             WHERE step = 'import' AND outcome IN ('rejected', 'gone') AND at <= :before"
                .to_owned(),
        ] {
            self.tx.execute(&sql, [before])?;
        }
        self.tx.execute(LEFT_BY_AN_EARLIER_VERSION, [])?;
        // The row itself stays: were it gone, the next import would reject it anew.
        let rejects = format!("UPDATE rejects SET payload = NULL, detail = '' WHERE {OLD_REJECTS}");
        let rejects = self.tx.execute(&rejects, [before])? as u64;
        // Last: it is what tells a purged order.
        let history = format!(
            "INSERT INTO order_history (order_id, at, what, by, run_id)
             SELECT order_id, :now, :what, :by, :run FROM ({FINISHED})"
        );
        let row = named_params! {
            ":before": before,
            ":now": Iso(now),
            ":what": HistoryEvent::Purged,
            ":by": PURGE,
            ":run": run,
        };
        let orders = self.tx.execute(&history, row)? as u64;
        Ok(PurgeCounts { orders, rejects, thinned })
    }
}

/// Of a row of Qoo10: where the parcel is fetched, and what the buyer chose or typed.
const BLANK_ROW: &str = "payload = NULL, option = NULL, branch_name = NULL, voucher_code = NULL";

/// What earlier versions left of orders that they purged.
const LEFT_BY_AN_EARLIER_VERSION: &str = "
  UPDATE qoo10_rows SET branch_name = NULL, voucher_code = NULL WHERE order_no IN
    (SELECT l.order_no FROM order_lines l JOIN order_history h USING (order_id) WHERE h.what = 'purged')";

const BLANK_PEOPLE: &str = "
  buyer_name = NULL, buyer_kana = NULL, buyer_tel = NULL, buyer_mobile = NULL, buyer_email = NULL,
  buyer_zip = NULL, buyer_address = NULL,
  receiver_name = NULL, receiver_kana = NULL, receiver_tel = NULL, receiver_mobile = NULL,
  receiver_zip = NULL, receiver_address = NULL, receiver_address1 = NULL, receiver_address2 = NULL,
  sender_name = NULL, sender_tel = NULL, sender_nation = NULL, sender_zip = NULL, sender_address = NULL,
  message = NULL, gift = NULL";

#[cfg(test)]
#[path = "purge_tests.rs"]
mod tests;
