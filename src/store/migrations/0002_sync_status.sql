-- Why staff have to look at an order (sync-status): a word, the order number that it is about, and Qoo10's
-- number for the claim where the word does not say it.
ALTER TABLE orders ADD COLUMN needs_person TEXT;
ALTER TABLE orders ADD COLUMN needs_person_order_no INTEGER;
ALTER TABLE orders ADD COLUMN needs_person_claim INTEGER;

-- Neither cancelled nor known to Qoo10 as shipped: what sync-status looks at in every run.
CREATE INDEX orders_open ON orders (order_id) WHERE status <> 'cancelled' AND api_status <> 'shipped';

-- When a number that no list explains was last looked up.
ALTER TABLE order_lines ADD COLUMN asked_at TEXT;

-- Cancel requests on order numbers that are not imported yet: import reaches back for them (IMP-2).
CREATE TABLE pending_claims (
  order_no   INTEGER PRIMARY KEY CHECK (order_no > 0),
  pack_no    INTEGER,
  claim      INTEGER NOT NULL,
  seen_from  TEXT NOT NULL,
  first_at   TEXT NOT NULL
) STRICT;
