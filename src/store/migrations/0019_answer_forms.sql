-- Forms that Qoo10's answers use where its documents leave them open, each when it was first seen. Only how something is written, never what.
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
