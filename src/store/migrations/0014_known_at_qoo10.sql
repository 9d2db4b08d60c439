-- More of why staff have to look at an order, where the number alone does not say it: a JSON object, such as the company, the tracking
-- number and the day of a parcel that was sent in QSM (SYN-8).
ALTER TABLE orders ADD COLUMN needs_person_facts TEXT;

-- The receiver that Qoo10 shows now, of orders past ready, until staff take it over or the order is told as shipped (SYN-10).
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

-- Carts that Qoo10 lists as confirmed, sent or delivered, and that are in no order and no reject here (SYN-9).
CREATE TABLE unknown_carts (
  pack_no         INTEGER PRIMARY KEY CHECK (pack_no > 0),
  shipping_status INTEGER NOT NULL,
  ordered_at      TEXT,
  first_at        TEXT NOT NULL,
  last_at         TEXT NOT NULL,
  dismissed_at    TEXT
) STRICT;

-- Returns, exchanges and non-receipts (SYN-12), the state that Qoo10 showed last of each number.
CREATE TABLE claims (
  order_no     INTEGER PRIMARY KEY CHECK (order_no > 0),
  order_id     INTEGER NOT NULL REFERENCES orders (order_id),
  claim        INTEGER NOT NULL,
  requested_at TEXT,
  completed_at TEXT,
  first_at     TEXT NOT NULL,
  changed_at   TEXT NOT NULL
) STRICT;
CREATE INDEX claims_order ON claims (order_id);
CREATE INDEX claims_changed_at ON claims (changed_at);
