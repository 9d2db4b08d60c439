-- Runs of the steps, newest last.
CREATE TABLE runs (
  run_id      INTEGER PRIMARY KEY,
  step        TEXT NOT NULL,
  started_at  TEXT NOT NULL,
  finished_at TEXT,
  result      TEXT CHECK (result IN ('ok', 'partial', 'failed', 'refused', 'busy')),
  exit_code   INTEGER,
  counts      TEXT,
  error       TEXT
) STRICT;

-- Instants that a step carries from one run to the next.
CREATE TABLE cursors (
  name TEXT PRIMARY KEY,
  at   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Local shipment orders. suffix 0 stands for a bare code.
CREATE TABLE orders (
  order_id              INTEGER PRIMARY KEY,
  pack_no               INTEGER NOT NULL CHECK (pack_no > 0),
  suffix                INTEGER NOT NULL CHECK (suffix >= 0),
  code                  TEXT AS (CASE suffix WHEN 0 THEN CAST(pack_no AS TEXT) ELSE pack_no || '-' || suffix END) VIRTUAL,
  status                TEXT NOT NULL CHECK (status IN ('on_hold', 'backordered', 'ready', 'preparing', 'working', 'inspected', 'shipped', 'cancelled')),
  payment_status        TEXT NOT NULL CHECK (payment_status IN ('unpaid', 'auth_failed', 'paid')),
  api_status            TEXT NOT NULL CHECK (api_status IN ('awaiting_print', 'printed', 'shipped')),
  carrier               TEXT NOT NULL,
  ordered_at            TEXT NOT NULL,
  paid_at               TEXT,
  desired_delivery_date TEXT,
  desired_delivery_time TEXT,
  planned_ship_date     TEXT,
  shipped_on            TEXT,
  tracking_numbers      TEXT NOT NULL DEFAULT '[]',
  payment_method        TEXT,
  imported_at           TEXT NOT NULL,
  UNIQUE (pack_no, suffix)
) STRICT;

-- Why an order is on hold: a row for each reason.
CREATE TABLE order_holds (
  order_id INTEGER NOT NULL REFERENCES orders (order_id),
  reason   TEXT NOT NULL CHECK (reason IN ('payment', 'manual')),
  PRIMARY KEY (order_id, reason)
) STRICT, WITHOUT ROWID;

-- Personal data of an order. More of it is in qoo10_rows.payload and rejects.payload, and buyers may write some
-- into option texts.
CREATE TABLE order_people (
  order_id          INTEGER PRIMARY KEY REFERENCES orders (order_id),
  buyer_name        TEXT,
  buyer_kana        TEXT,
  buyer_tel         TEXT,
  buyer_mobile      TEXT,
  buyer_email       TEXT,
  buyer_zip         TEXT,
  buyer_address     TEXT,
  receiver_name     TEXT,
  receiver_kana     TEXT,
  receiver_tel      TEXT,
  receiver_mobile   TEXT,
  receiver_zip      TEXT,
  receiver_address  TEXT,
  receiver_address1 TEXT,
  receiver_address2 TEXT,
  sender_name       TEXT,
  sender_tel        TEXT,
  sender_nation     TEXT,
  sender_zip        TEXT,
  sender_address    TEXT,
  message           TEXT,
  gift              TEXT
) STRICT;

-- Lines of an order. order_no is unique over the whole file (IMP-14); an add-on line has a parent and no number.
CREATE TABLE order_lines (
  line_id          INTEGER PRIMARY KEY,
  order_id         INTEGER NOT NULL REFERENCES orders (order_id),
  line             INTEGER NOT NULL CHECK (line > 0),
  parent_line_id   INTEGER REFERENCES order_lines (line_id),
  order_no         INTEGER UNIQUE CHECK (order_no > 0),
  sku              TEXT,
  item_code        TEXT,
  name             TEXT NOT NULL,
  option           TEXT,
  addon_options    TEXT,
  qty              INTEGER NOT NULL CHECK (qty > 0),
  unit_price_yen   INTEGER NOT NULL,
  total_yen        INTEGER NOT NULL,
  paid_at          TEXT,
  cancel_requested INTEGER NOT NULL DEFAULT 0 CHECK (cancel_requested IN (0, 1)),
  cancelled        INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1)),
  UNIQUE (order_id, line)
) STRICT;

-- The Qoo10 row that a line came from: what no rule looks at, and the row itself as JSON.
CREATE TABLE qoo10_rows (
  order_no                 INTEGER PRIMARY KEY REFERENCES order_lines (order_no),
  fetched_at               TEXT NOT NULL,
  shipping_status          INTEGER,
  ordered_at               TEXT NOT NULL,
  seller_item_code         TEXT,
  option_code              TEXT,
  option                   TEXT,
  delivery_company         TEXT,
  desired_delivery_date    TEXT,
  desired_delivery_time    TEXT,
  payment_method           TEXT,
  seller_id                TEXT,
  estimated_shipping_date  TEXT,
  shipping_date            TEXT,
  delivered_date           TEXT,
  discount_yen             INTEGER,
  seller_discount_yen      INTEGER,
  currency                 TEXT,
  shipping_rate_yen        INTEGER,
  shipping_rate_type       TEXT,
  shipping_way             TEXT,
  related_order            TEXT,
  voucher_code             TEXT,
  packing_no               TEXT,
  seller_delivery_no       TEXT,
  cart_discount_seller_yen INTEGER,
  cart_discount_qoo10_yen  INTEGER,
  settle_price_yen         INTEGER,
  branch_name              TEXT,
  tracking_no              TEXT,
  material                 TEXT,
  available_send_type      TEXT,
  available_shipping_date  TEXT,
  payload                  TEXT
) STRICT;

-- What happened to an order, oldest first.
CREATE TABLE order_history (
  history_id INTEGER PRIMARY KEY,
  order_id   INTEGER NOT NULL REFERENCES orders (order_id),
  at         TEXT NOT NULL,
  what       TEXT NOT NULL,
  by         TEXT NOT NULL,
  run_id     INTEGER REFERENCES runs (run_id),
  detail     TEXT
) STRICT;
CREATE INDEX order_history_order ON order_history (order_id);

-- Rows that could not be imported (IMP-13), until they are imported, gone or dismissed. seen_from is the
-- moment from which the window has to reach to see the row again.
CREATE TABLE rejects (
  reject_id    INTEGER PRIMARY KEY,
  pack_no      INTEGER,
  order_no     INTEGER,
  reason       TEXT NOT NULL,
  detail       TEXT NOT NULL,
  ordered_at   TEXT,
  seen_from    TEXT NOT NULL,
  first_at     TEXT NOT NULL,
  payload      TEXT,
  dismissed_at TEXT
) STRICT;
CREATE INDEX rejects_pack_no ON rejects (pack_no);

-- APIログ: what was done for which order line, and how it went.
CREATE TABLE api_log (
  log_id     INTEGER PRIMARY KEY,
  at         TEXT NOT NULL,
  run_id     INTEGER REFERENCES runs (run_id),
  step       TEXT NOT NULL,
  order_code TEXT,
  order_no   INTEGER,
  sku        TEXT,
  action     TEXT NOT NULL,
  outcome    TEXT NOT NULL,
  code       INTEGER,
  message    TEXT
) STRICT;
