-- Writes to Qoo10: the intent is committed before the call, the outcome after it. A row without outcome was
-- left by a crash or a lost answer: the next run reads back before it sends again.
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
CREATE INDEX journal_open ON journal (step, order_no) WHERE outcome IS NULL;

-- What Qoo10 knows of a line: the planned ship date once it is confirmed.
ALTER TABLE order_lines ADD COLUMN confirmed_at TEXT;
ALTER TABLE order_lines ADD COLUMN planned_ship_date TEXT;
