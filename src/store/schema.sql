CREATE TABLE answer_forms (
  point         TEXT NOT NULL,
  form          TEXT NOT NULL,
  shape         TEXT NOT NULL,
  first_seen_at TEXT NOT NULL,
  method        TEXT NOT NULL,
  run_id        INTEGER,
  is_news       INTEGER NOT NULL,
  marked_at     TEXT,
  PRIMARY KEY (point, form, shape)
) STRICT, WITHOUT ROWID;

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
  facts    TEXT
, count INTEGER NOT NULL DEFAULT 1 CHECK (count > 0), first_at TEXT, listing TEXT, reason TEXT) STRICT;

CREATE TABLE claims (
  order_no     INTEGER PRIMARY KEY CHECK (order_no > 0),
  order_id     INTEGER NOT NULL REFERENCES orders (order_id),
  claim        INTEGER NOT NULL,
  requested_at TEXT,
  completed_at TEXT,
  first_at     TEXT NOT NULL,
  changed_at   TEXT NOT NULL
) STRICT;

CREATE TABLE cursors (
  name TEXT PRIMARY KEY,
  at   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE items (
  item_code    TEXT PRIMARY KEY CHECK (item_code <> ''),
  seller_code  TEXT,
  kind         TEXT CHECK (kind IN ('plain', 'option', 'move')),
  name         TEXT,
  item_status  TEXT,
  sale_ends_on TEXT,
  listed_by    INTEGER REFERENCES pulls (pull_id),
  read_by      INTEGER REFERENCES pulls (pull_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  intent_id  INTEGER PRIMARY KEY,
  run_id     INTEGER NOT NULL REFERENCES runs (run_id),
  step       TEXT NOT NULL,
  order_no   INTEGER NOT NULL,
  value      TEXT NOT NULL,
  at         TEXT NOT NULL,
  outcome    TEXT,
  settled_at TEXT
) STRICT;

CREATE TABLE listings (
  listing_id  INTEGER PRIMARY KEY,
  item_code   TEXT NOT NULL REFERENCES items (item_code),
  option_code TEXT NOT NULL DEFAULT '',
  option      TEXT NOT NULL DEFAULT '',
  sku         TEXT CHECK (sku <> ''),
  sku_by      TEXT CHECK (sku_by IN ('pull', 'hand')),
  is_gone     INTEGER NOT NULL DEFAULT 0 CHECK (is_gone IN (0, 1)),
  sent_qty    INTEGER,
  sent_at     TEXT, is_stale INTEGER NOT NULL DEFAULT 0 CHECK (is_stale IN (0, 1)),
  UNIQUE (item_code, option_code, option)
) STRICT;

CREATE TABLE new_receivers (
  order_id INTEGER PRIMARY KEY REFERENCES orders (order_id),
  name     TEXT,
  kana     TEXT,
  tel      TEXT,
  mobile   TEXT,
  zip      TEXT,
  address  TEXT,
  address1 TEXT,
  address2 TEXT,
  first_at TEXT NOT NULL
) STRICT;

CREATE TABLE notices (
    scope TEXT NOT NULL,
    thing TEXT NOT NULL,
    told_at TEXT NOT NULL,
    PRIMARY KEY (scope, thing)
) STRICT;

CREATE TABLE order_exports (
  export_id INTEGER PRIMARY KEY,
  order_id  INTEGER NOT NULL REFERENCES orders (order_id),
  at        TEXT NOT NULL,
  format    TEXT NOT NULL,
  file      TEXT NOT NULL,
  carrier   TEXT NOT NULL
) STRICT;

CREATE TABLE order_history (
  history_id INTEGER PRIMARY KEY,
  order_id   INTEGER NOT NULL REFERENCES orders (order_id),
  at         TEXT NOT NULL,
  what       TEXT NOT NULL,
  by         TEXT NOT NULL,
  run_id     INTEGER REFERENCES runs (run_id),
  detail     TEXT
) STRICT;

CREATE TABLE "order_holds" (
  order_id INTEGER NOT NULL REFERENCES orders (order_id),
  reason   TEXT NOT NULL,
  PRIMARY KEY (order_id, reason)
) STRICT, WITHOUT ROWID;

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
  cancelled        INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1)), asked_at TEXT, confirmed_at TEXT, planned_ship_date TEXT, sent_at TEXT, added_at TEXT,
  UNIQUE (order_id, line)
) STRICT;

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

CREATE TABLE order_rules (
  order_id INTEGER NOT NULL REFERENCES orders (order_id),
  rank     INTEGER NOT NULL,
  rule     TEXT NOT NULL,
  PRIMARY KEY (order_id, rank)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_search (
  order_id INTEGER PRIMARY KEY,
  numbers  TEXT NOT NULL,
  texts    TEXT NOT NULL
) STRICT;

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
  imported_at           TEXT NOT NULL, needs_person TEXT, needs_person_order_no INTEGER, needs_person_claim INTEGER, shipped_by TEXT, push_result TEXT, needs_person_facts TEXT, told_shipped_at TEXT, shipped_no INTEGER,
  UNIQUE (pack_no, suffix)
) STRICT;

CREATE TABLE pending_claims (
  order_no   INTEGER PRIMARY KEY CHECK (order_no > 0),
  pack_no    INTEGER,
  claim      INTEGER NOT NULL,
  seen_from  TEXT NOT NULL,
  first_at   TEXT NOT NULL
) STRICT;

CREATE TABLE pulls (
  pull_id     INTEGER PRIMARY KEY,
  started_at  TEXT NOT NULL,
  finished_at TEXT
) STRICT;

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

CREATE TABLE set_parts (
  set_sku TEXT NOT NULL CHECK (set_sku <> ''),
  sku     TEXT NOT NULL CHECK (sku <> ''),
  qty     INTEGER NOT NULL CHECK (qty > 0),
  PRIMARY KEY (set_sku, sku)
) STRICT, WITHOUT ROWID;

CREATE TABLE shop_holidays (
  date TEXT PRIMARY KEY CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  name TEXT CHECK (name <> '')
) STRICT, WITHOUT ROWID;

CREATE TABLE stale_lines (
  line_id INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE stock_counts (
  sku             TEXT PRIMARY KEY CHECK (sku <> ''),
  basis           TEXT NOT NULL,
  count           INTEGER NOT NULL CHECK (count >= 0),
  counted_at      TEXT NOT NULL,
  last_line_id    INTEGER,
  last_shipped_no INTEGER,
  changed_at      TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE stock_cursor (
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  line_id INTEGER NOT NULL
) STRICT;

CREATE TABLE stock_journal (
  intent_id  INTEGER PRIMARY KEY,
  run_id     INTEGER NOT NULL REFERENCES runs (run_id),
  listing_id INTEGER NOT NULL REFERENCES listings (listing_id),
  qty        INTEGER NOT NULL,
  at         TEXT NOT NULL,
  outcome    TEXT,
  settled_at TEXT
) STRICT;

CREATE TABLE stock_rules (
  sku     TEXT PRIMARY KEY CHECK (sku <> ''),
  reserve INTEGER CHECK (reserve >= 0),
  cap     INTEGER CHECK (cap >= 0),
  percent INTEGER CHECK (percent BETWEEN 0 AND 100)
) STRICT, WITHOUT ROWID;

CREATE TABLE unknown_carts (
  pack_no         INTEGER PRIMARY KEY CHECK (pack_no > 0),
  shipping_status INTEGER NOT NULL,
  ordered_at      TEXT,
  first_at        TEXT NOT NULL,
  last_at         TEXT NOT NULL,
  dismissed_at    TEXT
) STRICT;

CREATE INDEX api_log_at ON api_log (at);

CREATE INDEX api_log_listing ON api_log (listing) WHERE listing IS NOT NULL;

CREATE INDEX api_log_order ON api_log (order_code);

CREATE INDEX api_log_order_no ON api_log (order_no);

CREATE INDEX api_log_run ON api_log (run_id);

CREATE INDEX claims_changed_at ON claims (changed_at);

CREATE INDEX claims_order ON claims (order_id);

CREATE INDEX journal_open ON journal (step, order_no) WHERE outcome IS NULL;

CREATE INDEX journal_run ON journal (run_id);

CREATE INDEX journal_settled_at ON journal (settled_at) WHERE outcome IS NOT NULL;

CREATE INDEX listings_sku ON listings (sku);

CREATE INDEX order_exports_order ON order_exports (order_id, format);

CREATE INDEX order_history_at ON order_history (at);

CREATE INDEX order_history_order ON order_history (order_id);

CREATE INDEX order_history_run ON order_history (run_id);

CREATE INDEX order_lines_added_at ON order_lines (added_at) WHERE added_at IS NOT NULL;

CREATE INDEX order_lines_cancel_requested ON order_lines (order_id) WHERE cancel_requested AND NOT cancelled;

CREATE INDEX order_lines_sku ON order_lines (sku) WHERE sku IS NOT NULL;

CREATE INDEX orders_cancelled ON orders (ordered_at) WHERE status = 'cancelled' AND api_status <> 'shipped';

CREATE INDEX orders_first_tracking_number ON orders (json_extract(tracking_numbers, '$[0]'));

CREATE INDEX orders_imported_at ON orders (imported_at);

CREATE INDEX orders_needs_person ON orders (order_id) WHERE needs_person IS NOT NULL;

CREATE INDEX orders_open ON orders (order_id) WHERE status <> 'cancelled' AND api_status <> 'shipped';

CREATE INDEX orders_ordered_at ON orders (ordered_at);

CREATE INDEX orders_paid_at ON orders (paid_at);

CREATE INDEX orders_shipped_no ON orders (shipped_no) WHERE shipped_no IS NOT NULL;

CREATE INDEX orders_shipped_on ON orders (shipped_on) WHERE shipped_on IS NOT NULL;

CREATE INDEX orders_told_shipped_at ON orders (told_shipped_at) WHERE told_shipped_at IS NOT NULL;

CREATE INDEX orders_tracking_numbers ON orders (tracking_numbers) WHERE tracking_numbers <> '[]';

CREATE INDEX orders_unfinished ON orders (status) WHERE status NOT IN ('shipped', 'cancelled');

CREATE INDEX orders_unshipped ON orders (order_id) WHERE status NOT IN ('shipped', 'cancelled');

CREATE INDEX rejects_pack_no ON rejects (pack_no);

CREATE INDEX runs_finished_at ON runs (finished_at);

CREATE INDEX runs_step ON runs (step);

CREATE INDEX set_parts_sku ON set_parts (sku);

CREATE INDEX stock_journal_open ON stock_journal (listing_id) WHERE outcome IS NULL;

CREATE INDEX stock_journal_run ON stock_journal (run_id);

CREATE INDEX stock_journal_settled_at ON stock_journal (settled_at) WHERE outcome IS NOT NULL;

CREATE VIEW order_search_rows AS
  SELECT order_id,
    coalesce(receiver_tel || char(31), '') || coalesce(receiver_mobile || char(31), '')
      || coalesce(receiver_zip || char(31), '') || coalesce(sender_tel || char(31), '') || coalesce(sender_zip || char(31), '')
      || CASE WHEN is_buyer THEN '' ELSE
        coalesce(buyer_tel || char(31), '') || coalesce(buyer_mobile || char(31), '') || coalesce(buyer_zip || char(31), '') END AS numbers,
    coalesce(receiver_name || char(31), '') || coalesce(receiver_kana || char(31), '')
      || coalesce(coalesce(receiver_address, receiver_address1 || receiver_address2) || char(31), '')
      || coalesce(sender_name || char(31), '') || coalesce(sender_address || char(31), '')
      || CASE WHEN is_buyer THEN '' ELSE
        coalesce(buyer_name || char(31), '') || coalesce(buyer_kana || char(31), '') || coalesce(buyer_address || char(31), '') END AS texts
  FROM (SELECT *, (buyer_name, buyer_kana, buyer_tel, buyer_mobile, buyer_zip, buyer_address)
    IS (receiver_name, receiver_kana, receiver_tel, receiver_mobile, receiver_zip, receiver_address) AS is_buyer
    FROM order_people);

CREATE TRIGGER order_lines_cancelled AFTER UPDATE OF cancelled ON order_lines
  WHEN new.cancelled <> old.cancelled
BEGIN
  INSERT OR IGNORE INTO stale_lines (line_id) VALUES (new.line_id);
END;

CREATE TRIGGER order_search_delete AFTER DELETE ON order_people BEGIN
  DELETE FROM order_search WHERE order_id = old.order_id;
END;

CREATE TRIGGER order_search_insert AFTER INSERT ON order_people BEGIN
  INSERT OR REPLACE INTO order_search SELECT order_id, numbers, texts FROM order_search_rows WHERE order_id = new.order_id;
END;

CREATE TRIGGER order_search_update AFTER UPDATE ON order_people BEGIN
  INSERT OR REPLACE INTO order_search SELECT order_id, numbers, texts FROM order_search_rows WHERE order_id = new.order_id;
END;

CREATE TRIGGER orders_cancelled_whole AFTER UPDATE OF status ON orders
  WHEN (new.status = 'cancelled') <> (old.status = 'cancelled')
BEGIN
  INSERT OR IGNORE INTO stale_lines (line_id) SELECT line_id FROM order_lines WHERE order_id = new.order_id AND NOT cancelled;
END;

INSERT INTO stock_cursor VALUES (1, 0);
