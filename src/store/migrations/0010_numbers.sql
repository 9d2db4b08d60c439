-- What staff look up by a number: an order number in the API log, and the tracking number that Qoo10 is told of an order.
CREATE INDEX api_log_order_no ON api_log (order_no);
CREATE INDEX orders_first_tracking_number ON orders (json_extract(tracking_numbers, '$[0]'));
