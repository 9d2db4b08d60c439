-- What is told is kept as a kind with facts, and worded when it is read: reason is a word, facts a message as JSON. So are
-- order_history.detail, rejects.detail, runs.error and notices.thing, which store/old_words.rs makes of the old texts.
ALTER TABLE api_log RENAME COLUMN message TO facts;
ALTER TABLE api_log ADD COLUMN reason TEXT;

-- What became of a shipped order that the last push-shipments could not tell Qoo10; NULL: told, never taken up, or corrected since.
ALTER TABLE orders ADD COLUMN push_result TEXT;
UPDATE orders SET push_result = (
    SELECT a.outcome FROM api_log a
    WHERE a.order_code = orders.code AND a.step = 'push-shipments' AND a.outcome IN ('failed', 'refused', 'blocked')
      AND +a.run_id = (SELECT max(b.run_id) FROM api_log b WHERE b.order_code = orders.code AND b.step = 'push-shipments')
      AND NOT EXISTS (SELECT 1 FROM order_history h WHERE h.order_id = orders.order_id
                        AND h.what IN ('shipped', 'shipment_corrected') AND h.at > a.at)
    ORDER BY a.log_id DESC LIMIT 1)
  WHERE status = 'shipped' AND api_status <> 'shipped';

-- Which reasons there are, the vocabulary says alone.
CREATE TABLE order_holds_13 (
  order_id INTEGER NOT NULL REFERENCES orders (order_id),
  reason   TEXT NOT NULL,
  PRIMARY KEY (order_id, reason)
) STRICT, WITHOUT ROWID;
INSERT INTO order_holds_13 SELECT order_id, reason FROM order_holds;
DROP TABLE order_holds;
ALTER TABLE order_holds_13 RENAME TO order_holds;
