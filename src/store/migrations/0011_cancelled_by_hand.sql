-- What staff cancelled by hand is looked after by sync-status until Qoo10 has cancelled it too.
CREATE INDEX orders_cancelled ON orders (ordered_at) WHERE status = 'cancelled' AND api_status <> 'shipped';
