-- Which order was handed over in which file (FIL-7), oldest first: format is a word of orders export or the name of a profile, file the
-- name as it was typed, carrier the delivery company of the order then.
CREATE TABLE order_exports (
  export_id INTEGER PRIMARY KEY,
  order_id  INTEGER NOT NULL REFERENCES orders (order_id),
  at        TEXT NOT NULL,
  format    TEXT NOT NULL,
  file      TEXT NOT NULL,
  carrier   TEXT NOT NULL
) STRICT;
CREATE INDEX order_exports_order ON order_exports (order_id, format);
