-- When Qoo10 was seen to know a line's shipment.
ALTER TABLE order_lines ADD COLUMN sent_at TEXT;
