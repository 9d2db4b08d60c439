-- How much of a SKU may still be sold (フリー在庫数). change counts how often the quantity really changed: a
-- listing that was sent with the same change is up to date.
CREATE TABLE free_stock (
  sku        TEXT PRIMARY KEY CHECK (sku <> ''),
  free_qty   INTEGER NOT NULL CHECK (free_qty >= 0),
  change     INTEGER NOT NULL,
  changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Pulls of Qoo10's item list; one without finished_at was interrupted, and the next goes on with it.
CREATE TABLE pulls (
  pull_id     INTEGER PRIMARY KEY,
  started_at  TEXT NOT NULL,
  finished_at TEXT
) STRICT;

-- Qoo10's items as the last pull saw them. kind is none until the item was read; item_status is none when
-- Qoo10 no longer lists it, or a hand-made mapping is all that is known of it.
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

-- 対応表: sellable things at Qoo10 (an item, or one option or type of it), each mapped to a SKU or not yet.
-- sent_change is the change of the SKU's free stock that Qoo10 was last told.
CREATE TABLE listings (
  listing_id  INTEGER PRIMARY KEY,
  item_code   TEXT NOT NULL REFERENCES items (item_code),
  option_code TEXT NOT NULL DEFAULT '',
  option      TEXT NOT NULL DEFAULT '',
  sku         TEXT CHECK (sku <> ''),
  sku_by      TEXT CHECK (sku_by IN ('pull', 'hand')),
  is_gone     INTEGER NOT NULL DEFAULT 0 CHECK (is_gone IN (0, 1)),
  sent_qty    INTEGER,
  sent_change INTEGER,
  sent_at     TEXT,
  UNIQUE (item_code, option_code, option)
) STRICT;
CREATE INDEX listings_sku ON listings (sku);

-- Quantities on their way to Qoo10, as in journal: a row without outcome was left by a crash or a lost answer.
CREATE TABLE stock_journal (
  intent_id  INTEGER PRIMARY KEY,
  run_id     INTEGER NOT NULL REFERENCES runs (run_id),
  listing_id INTEGER NOT NULL REFERENCES listings (listing_id),
  qty        INTEGER NOT NULL,
  change     INTEGER NOT NULL,
  at         TEXT NOT NULL,
  outcome    TEXT,
  settled_at TEXT
) STRICT;
CREATE INDEX stock_journal_open ON stock_journal (listing_id) WHERE outcome IS NULL;
