//! What free stock is computed from, in one reading (STK-7 to STK-9).

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Row, named_params};

use super::database::{Batch, Store};
use super::error::Error;
use super::sql::{Iso, ReadColumn, ReadRows};
use crate::domain::stock_facts::{
    LineGoods, OrderedLine, SetPart, SkuIndex, StockCount, StockDefaults, StockFacts, StockRules, Watermark,
};
use crate::domain::time::Jst;
use crate::vocabulary::{PaymentStatus, Status, StockBasis};

const COUNTS: &str = "
    SELECT sku, basis, count, counted_at, last_line_id, last_shipped_no, changed_at FROM stock_counts";

const LISTED: &str = "SELECT item_code, option_code, option, sku FROM listings WHERE sku IS NOT NULL";

// Orders that hold goods, those that left since the oldest count of a shelf, and those that came, or got a
// line, since the oldest count of free stock, by moment or by number; the newer counts are told apart line by
// line. Without INDEXED BY and CROSS JOIN SQLite would read all orders and lines in their own order, to be
// spared a sorting. An add-on goes by its own SKU: the codes are those of the thing that it belongs to.
const LINES: &str = "
    SELECT l.line_id, o.code, o.status, o.payment_status, iif(l.parent_line_id IS NULL, l.item_code, NULL)
      AS item_code, r.option_code, l.option, l.sku, l.qty,
      coalesce(l.added_at, o.imported_at) AS added_at,
      coalesce(o.told_shipped_at, o.imported_at) AS told_shipped_at,
      coalesce(o.shipped_no, 0) AS shipped_no
    FROM (
      SELECT order_id FROM orders INDEXED BY orders_unshipped WHERE status NOT IN ('shipped', 'cancelled')
      UNION SELECT order_id FROM orders INDEXED BY orders_told_shipped_at
        WHERE told_shipped_at >= :on_hand_since
      UNION SELECT order_id FROM orders INDEXED BY orders_shipped_no WHERE shipped_no > :last_shipped_no
      UNION SELECT order_id FROM orders INDEXED BY orders_imported_at WHERE imported_at >= :free_since
      UNION SELECT order_id FROM order_lines INDEXED BY order_lines_added_at WHERE added_at >= :free_since
      UNION SELECT order_id FROM order_lines NOT INDEXED WHERE line_id > :last_line_id)
    CROSS JOIN orders o USING (order_id) CROSS JOIN order_lines l USING (order_id)
    LEFT JOIN qoo10_rows r USING (order_no)
    WHERE o.status <> 'cancelled' AND NOT l.cancelled
    ORDER BY l.line_id";

// After every instant of the state file.
const NEVER: &str = "~";

const WATERMARK: &str = "
    SELECT (SELECT coalesce(max(line_id), 0) FROM order_lines) AS line_id,
      (SELECT coalesce(max(shipped_no), 0) FROM orders WHERE shipped_no IS NOT NULL) AS shipped_no";

impl Store {
    /// All that free stock is computed from.
    pub fn load_stock_facts(&self, defaults: StockDefaults) -> Result<StockFacts, Error> {
        self.load_stock_facts_since(None, defaults)
    }

    /// The same, also for counts that are to come, of which none is older than `since`.
    pub fn load_stock_facts_since(
        &self,
        since: Option<Jst>,
        defaults: StockDefaults,
    ) -> Result<StockFacts, Error> {
        let counts = self.load_stock_counts()?;
        let lines = self.load_ordered_lines(&counts, since)?;
        Ok(StockFacts {
            lines,
            counts,
            rules: self.load_stock_rules()?,
            sets: self.load_sets()?,
            index: self.load_sku_index()?,
            defaults,
        })
    }

    /// What was counted of each SKU.
    pub fn load_stock_counts(&self) -> Result<BTreeMap<String, StockCount>, Error> {
        let read = |row: &Row<'_>| {
            let mark: (Option<i64>, Option<i64>) = (row.get("last_line_id")?, row.get("last_shipped_no")?);
            let count = StockCount {
                basis: row.read("stock_counts.basis")?,
                qty: row.get("count")?,
                counted_at: row.read("stock_counts.counted_at")?,
                watermark: mark.0.zip(mark.1).map(|(line_id, shipped_no)| Watermark { line_id, shipped_no }),
                changed_at: row.read("stock_counts.changed_at")?,
            };
            Ok((row.get("sku")?, count))
        };
        Ok(self.conn.prepare_cached(COUNTS)?.read_all([], read)?.into_iter().collect())
    }

    /// The rules of SKUs that have some of their own.
    pub fn load_stock_rules(&self) -> Result<HashMap<String, StockRules>, Error> {
        let read = |row: &Row<'_>| {
            let (reserve, cap, percent) = (row.get("reserve")?, row.get("cap")?, row.get("percent")?);
            Ok((row.get("sku")?, StockRules { reserve, cap, percent }))
        };
        let sql = "SELECT sku, reserve, cap, percent FROM stock_rules";
        Ok(self.conn.prepare_cached(sql)?.read_all([], read)?.into_iter().collect())
    }

    /// The parts of each set.
    pub fn load_sets(&self) -> Result<BTreeMap<String, Vec<SetPart>>, Error> {
        let mut sets: BTreeMap<String, Vec<SetPart>> = BTreeMap::new();
        let sql = "SELECT set_sku, sku, qty FROM set_parts ORDER BY set_sku, sku";
        let read =
            |row: &Row<'_>| Ok((row.get("set_sku")?, SetPart { sku: row.get("sku")?, qty: row.get("qty")? }));
        for (set, part) in self.conn.prepare_cached(sql)?.read_all([], read)? {
            sets.entry(set).or_default().push(part);
        }
        Ok(sets)
    }

    /// Which SKU the mapping table gives to Qoo10's codes.
    pub fn load_sku_index(&self) -> Result<SkuIndex, Error> {
        let mut index = SkuIndex::default();
        let mut statement = self.conn.prepare_cached(LISTED)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            index.insert(row.get("item_code")?, row.get("option_code")?, row.get("option")?, row.get("sku")?);
        }
        Ok(index)
    }

    fn load_ordered_lines(
        &self,
        counts: &BTreeMap<String, StockCount>,
        since: Option<Jst>,
    ) -> Result<Vec<OrderedLine>, Error> {
        let of_basis = |basis| counts.values().filter(move |one| one.basis == basis);
        let oldest = |basis| {
            let oldest = of_basis(basis).map(|one| one.counted_at).chain(since).min();
            oldest.map_or_else(|| NEVER.to_owned(), crate::domain::time::format_jst)
        };
        let marks = |basis| of_basis(basis).filter_map(|one| one.watermark);
        let given = named_params! {
            ":on_hand_since": oldest(StockBasis::OnHand),
            ":last_shipped_no": marks(StockBasis::OnHand).map(|mark| mark.shipped_no).min(),
            ":free_since": oldest(StockBasis::Free),
            ":last_line_id": marks(StockBasis::Free).map(|mark| mark.line_id).min(),
        };
        self.conn.prepare_cached(LINES)?.read_all(given, read_ordered_line)
    }

    /// The newest order line and shipment.
    pub fn find_watermark(&self) -> Result<Watermark, Error> {
        let read = |row: &Row<'_>| {
            Ok(Watermark { line_id: row.get("line_id")?, shipped_no: row.get("shipped_no")? })
        };
        Ok(self.conn.prepare_cached(WATERMARK)?.query_row([], read)?)
    }
}

impl Batch<'_> {
    /// Writes what was counted of a SKU.
    pub fn write_stock_count(&self, sku: &str, count: &StockCount) -> Result<(), Error> {
        let sql = "INSERT INTO stock_counts
                     (sku, basis, count, counted_at, last_line_id, last_shipped_no, changed_at)
                   VALUES (:sku, :basis, :count, :counted_at, :line_id, :shipped_no, :changed_at)
                   ON CONFLICT (sku) DO UPDATE SET basis = excluded.basis, count = excluded.count,
                     counted_at = excluded.counted_at, last_line_id = excluded.last_line_id,
                     last_shipped_no = excluded.last_shipped_no, changed_at = excluded.changed_at";
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":sku": sku,
            ":basis": count.basis,
            ":count": count.qty,
            ":counted_at": Iso(count.counted_at),
            ":line_id": count.watermark.map(|mark| mark.line_id),
            ":shipped_no": count.watermark.map(|mark| mark.shipped_no),
            ":changed_at": Iso(count.changed_at),
        })?;
        Ok(())
    }

    /// Writes the rules of a SKU; with none, it has the defaults again.
    pub fn write_stock_rules(&self, sku: &str, rules: StockRules) -> Result<(), Error> {
        if rules == StockRules::default() {
            self.tx.prepare_cached("DELETE FROM stock_rules WHERE sku = ?1")?.execute([sku])?;
            return Ok(());
        }
        let sql = "INSERT INTO stock_rules (sku, reserve, cap, percent)
                   VALUES (:sku, :reserve, :cap, :percent)
                   ON CONFLICT (sku) DO UPDATE
                   SET reserve = excluded.reserve, cap = excluded.cap, percent = excluded.percent";
        self.tx.prepare_cached(sql)?.execute(named_params! {
            ":sku": sku,
            ":reserve": rules.reserve,
            ":cap": rules.cap,
            ":percent": rules.percent,
        })?;
        Ok(())
    }

    /// Takes away what was counted of a SKU.
    pub fn remove_stock_count(&self, sku: &str) -> Result<(), Error> {
        self.tx.prepare_cached("DELETE FROM stock_counts WHERE sku = ?1")?.execute([sku])?;
        Ok(())
    }

    /// Gives a set so many pieces of a part.
    pub fn write_set_part(&self, set: &str, sku: &str, qty: i64) -> Result<(), Error> {
        let sql = "INSERT INTO set_parts (set_sku, sku, qty) VALUES (:set_sku, :sku, :qty)
                   ON CONFLICT (set_sku, sku) DO UPDATE SET qty = excluded.qty";
        let part = named_params! { ":set_sku": set, ":sku": sku, ":qty": qty };
        self.tx.prepare_cached(sql)?.execute(part)?;
        Ok(())
    }

    /// Takes a part out of a set; without any, the SKU is no set any more.
    pub fn remove_set_part(&self, set: &str, sku: &str) -> Result<(), Error> {
        let sql = "DELETE FROM set_parts WHERE set_sku = ?1 AND sku = ?2";
        self.tx.prepare_cached(sql)?.execute([set, sku])?;
        Ok(())
    }
}

fn read_ordered_line(row: &Row<'_>) -> Result<OrderedLine, Error> {
    let status: Status = row.read("orders.status")?;
    let payment_status: PaymentStatus = row.read("orders.payment_status")?;
    let told: Jst = row.read("orders.told_shipped_at")?;
    let shipped_no: i64 = row.get("shipped_no")?;
    Ok(OrderedLine {
        line_id: row.get("line_id")?,
        order: row.read("orders.code")?,
        status,
        is_paid: payment_status == PaymentStatus::Paid,
        goods: LineGoods {
            item_code: row.get("item_code")?,
            option_code: row.get("option_code")?,
            option: row.get("option")?,
            sku: row.get("sku")?,
        },
        qty: row.get("qty")?,
        added_at: row.read("order_lines.added_at")?,
        shipped: (status == Status::Shipped).then_some((told, shipped_no)),
    })
}

#[cfg(test)]
#[path = "stock_facts_tests.rs"]
mod tests;
