-- What was counted of a SKU, and when (STK-7): free stock is computed from it. last_line_id and last_shipped_no are the newest order line
-- and shipment of that moment, where it was the moment of the command: they tell before from after within one second.
CREATE TABLE stock_counts (
  sku             TEXT PRIMARY KEY CHECK (sku <> ''),
  basis           TEXT NOT NULL,
  count           INTEGER NOT NULL CHECK (count >= 0),
  counted_at      TEXT NOT NULL,
  last_line_id    INTEGER,
  last_shipped_no INTEGER,
  changed_at      TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What a SKU keeps back, shows at most, and shows of the rest, where it has rules of its own.
CREATE TABLE stock_rules (
  sku     TEXT PRIMARY KEY CHECK (sku <> ''),
  reserve INTEGER CHECK (reserve >= 0),
  cap     INTEGER CHECK (cap >= 0),
  percent INTEGER CHECK (percent BETWEEN 0 AND 100)
) STRICT, WITHOUT ROWID;

-- Of which parts a set is made (STK-9).
CREATE TABLE set_parts (
  set_sku TEXT NOT NULL CHECK (set_sku <> ''),
  sku     TEXT NOT NULL CHECK (sku <> ''),
  qty     INTEGER NOT NULL CHECK (qty > 0),
  PRIMARY KEY (set_sku, sku)
) STRICT, WITHOUT ROWID;
CREATE INDEX set_parts_sku ON set_parts (sku);

-- When the desk was told that an order was shipped, and the number of that among all.
ALTER TABLE orders ADD COLUMN told_shipped_at TEXT;
ALTER TABLE orders ADD COLUMN shipped_no INTEGER;
-- When a line was added by hand; none: it came with its order.
ALTER TABLE order_lines ADD COLUMN added_at TEXT;
UPDATE order_lines SET added_at = (
    SELECT max(h.at) FROM order_history h WHERE h.order_id = order_lines.order_id AND h.what = 'line_added')
  WHERE order_no IS NULL AND parent_line_id IS NULL;
UPDATE orders SET told_shipped_at = coalesce(
    (SELECT max(h.at) FROM order_history h WHERE h.order_id = orders.order_id AND h.what IN ('shipped', 'adopted')),
    shipped_on || 'T23:59:59+09:00', imported_at)
  WHERE status = 'shipped';
CREATE INDEX orders_unshipped ON orders (order_id) WHERE status NOT IN ('shipped', 'cancelled');
CREATE INDEX orders_told_shipped_at ON orders (told_shipped_at) WHERE told_shipped_at IS NOT NULL;
CREATE INDEX orders_shipped_no ON orders (shipped_no) WHERE shipped_no IS NOT NULL;
CREATE INDEX orders_imported_at ON orders (imported_at);
CREATE INDEX order_lines_added_at ON order_lines (added_at) WHERE added_at IS NOT NULL;

-- Until now a number was loaded as free stock, and stood.
INSERT INTO stock_counts (sku, basis, count, counted_at, changed_at)
  SELECT sku, 'free', free_qty, changed_at, changed_at FROM free_stock;

-- is_stale: a line of the listing was imported or cancelled since Qoo10 was told its quantity, so that Qoo10 may show another one.
ALTER TABLE listings ADD COLUMN is_stale INTEGER NOT NULL DEFAULT 0 CHECK (is_stale IN (0, 1));
UPDATE listings SET is_stale = 1
  WHERE sent_qty IS NOT NULL AND sent_change IS NOT (SELECT f.change FROM free_stock f WHERE f.sku = listings.sku);
ALTER TABLE listings DROP COLUMN sent_change;
ALTER TABLE stock_journal DROP COLUMN change;
DROP TABLE free_stock;

-- Up to which line push-stock has marked listings as stale, and lines that were cancelled, or not any more, since.
CREATE TABLE stock_cursor (
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  line_id INTEGER NOT NULL
) STRICT;
INSERT INTO stock_cursor (id, line_id) SELECT 1, coalesce(max(line_id), 0) FROM order_lines;
CREATE TABLE stale_lines (
  line_id INTEGER PRIMARY KEY
) STRICT;
CREATE TRIGGER order_lines_cancelled AFTER UPDATE OF cancelled ON order_lines
  WHEN new.cancelled <> old.cancelled
BEGIN
  INSERT OR IGNORE INTO stale_lines (line_id) VALUES (new.line_id);
END;
CREATE TRIGGER orders_cancelled_whole AFTER UPDATE OF status ON orders
  WHEN (new.status = 'cancelled') <> (old.status = 'cancelled')
BEGIN
  INSERT OR IGNORE INTO stale_lines (line_id) SELECT line_id FROM order_lines WHERE order_id = new.order_id AND NOT cancelled;
END;
-- What was cancelled since Qoo10 was first told a quantity: nothing says whether that was before it was told the last one.
INSERT INTO stale_lines (line_id)
  SELECT l.line_id FROM order_lines l JOIN orders o USING (order_id)
  WHERE (l.cancelled OR o.status = 'cancelled') AND EXISTS (
    SELECT 1 FROM order_history h WHERE h.order_id = l.order_id AND h.what IN ('cancelled', 'line_cancelled', 'set')
      AND h.at >= (SELECT min(sent_at) FROM listings));
