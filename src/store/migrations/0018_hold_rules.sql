-- The shop's own rules that hold an order, in their order, or held it until staff let go: what staff let go is not held again.
CREATE TABLE order_rules (
  order_id INTEGER NOT NULL REFERENCES orders (order_id),
  rank     INTEGER NOT NULL,
  rule     TEXT NOT NULL,
  PRIMARY KEY (order_id, rank)
) STRICT, WITHOUT ROWID;
