-- A row of the API log for each change: how often the same was told, and when for the first time (NULL: once, at `at`).
-- listing is the listing that a row is about, where it is about no order.
ALTER TABLE api_log ADD COLUMN count INTEGER NOT NULL DEFAULT 1 CHECK (count > 0);
ALTER TABLE api_log ADD COLUMN first_at TEXT;
ALTER TABLE api_log ADD COLUMN listing TEXT;

-- Until now a listing stood only before the last colon of its message.
UPDATE api_log SET listing = rtrim(rtrim(message, replace(message, ':', '')), ':')
  WHERE step = 'push-stock' AND order_code IS NULL AND instr(message, ':') > 0;

-- Rows that said again what the row before them about the same thing had said become one, the last of them.
CREATE TEMP TABLE told AS
  SELECT log_id, at, step, action, order_code, order_no, sku, listing,
    sum(is_news) OVER (PARTITION BY step, action, order_code, order_no, sku, listing ORDER BY log_id) AS change
  FROM (
    SELECT log_id, at, step, action, order_code, order_no, sku, listing,
      ((outcome, code, message) IS NOT (lag(outcome) OVER same, lag(code) OVER same, lag(message) OVER same)) AS is_news
    FROM api_log WHERE coalesce(order_code, order_no, listing) IS NOT NULL
    WINDOW same AS (PARTITION BY step, action, order_code, order_no, sku, listing ORDER BY log_id));
CREATE TEMP TABLE repeated AS
  SELECT max(log_id) AS log_id, count(*) AS count, min(at) AS first_at FROM told
  GROUP BY step, action, order_code, order_no, sku, listing, change HAVING count(*) > 1;
CREATE INDEX temp.repeated_log_id ON repeated (log_id);
DELETE FROM api_log WHERE log_id IN (
  SELECT t.log_id FROM told t
  WHERE t.log_id NOT IN (
    SELECT max(log_id) FROM told GROUP BY step, action, order_code, order_no, sku, listing, change));
UPDATE api_log SET
    count = (SELECT r.count FROM temp.repeated r WHERE r.log_id = api_log.log_id),
    first_at = (SELECT r.first_at FROM temp.repeated r WHERE r.log_id = api_log.log_id)
  WHERE log_id IN (SELECT log_id FROM temp.repeated);
DROP TABLE temp.told;
DROP TABLE temp.repeated;

-- The last row about a listing; that about an order is found by api_log_order.
CREATE INDEX api_log_listing ON api_log (listing) WHERE listing IS NOT NULL;

-- What is thinned (state.keep_days) is found by its age, and a run by what was written in it.
CREATE INDEX runs_finished_at ON runs (finished_at);
CREATE INDEX journal_settled_at ON journal (settled_at) WHERE outcome IS NOT NULL;
CREATE INDEX stock_journal_settled_at ON stock_journal (settled_at) WHERE outcome IS NOT NULL;
CREATE INDEX order_history_at ON order_history (at);
CREATE INDEX order_history_run ON order_history (run_id);
CREATE INDEX api_log_run ON api_log (run_id);
CREATE INDEX journal_run ON journal (run_id);
CREATE INDEX stock_journal_run ON stock_journal (run_id);

-- Orders by their day: what orders list shows without being asked for more.
CREATE INDEX orders_ordered_at ON orders (ordered_at);
