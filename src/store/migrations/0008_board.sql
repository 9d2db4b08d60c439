-- What the desk looks at every morning, however long the history is.
CREATE INDEX runs_step ON runs (step);
CREATE INDEX orders_paid_at ON orders (paid_at);
CREATE INDEX api_log_order ON api_log (order_code);
CREATE INDEX api_log_at ON api_log (at);
