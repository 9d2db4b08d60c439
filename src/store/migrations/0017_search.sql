-- What orders list --find looks through of people, as it stands in order_people, in one narrow table: the buyer only where it is not the receiver.
CREATE VIEW order_search_rows AS
  SELECT order_id,
    coalesce(receiver_tel || char(31), '') || coalesce(receiver_mobile || char(31), '')
      || coalesce(receiver_zip || char(31), '') || coalesce(sender_tel || char(31), '') || coalesce(sender_zip || char(31), '')
      || CASE WHEN is_buyer THEN '' ELSE
        coalesce(buyer_tel || char(31), '') || coalesce(buyer_mobile || char(31), '') || coalesce(buyer_zip || char(31), '') END AS numbers,
    coalesce(receiver_name || char(31), '') || coalesce(receiver_kana || char(31), '')
      || coalesce(coalesce(receiver_address, receiver_address1 || receiver_address2) || char(31), '')
      || coalesce(sender_name || char(31), '') || coalesce(sender_address || char(31), '')
      || CASE WHEN is_buyer THEN '' ELSE
        coalesce(buyer_name || char(31), '') || coalesce(buyer_kana || char(31), '') || coalesce(buyer_address || char(31), '') END AS texts
  FROM (SELECT *, (buyer_name, buyer_kana, buyer_tel, buyer_mobile, buyer_zip, buyer_address)
    IS (receiver_name, receiver_kana, receiver_tel, receiver_mobile, receiver_zip, receiver_address) AS is_buyer
    FROM order_people);
CREATE TABLE order_search (
  order_id INTEGER PRIMARY KEY,
  numbers  TEXT NOT NULL,
  texts    TEXT NOT NULL
) STRICT;
INSERT INTO order_search SELECT order_id, numbers, texts FROM order_search_rows ORDER BY order_id;

-- Whoever changes order_people changes it too; what purge blanks is gone from both.
CREATE TRIGGER order_search_insert AFTER INSERT ON order_people BEGIN
  INSERT OR REPLACE INTO order_search SELECT order_id, numbers, texts FROM order_search_rows WHERE order_id = new.order_id;
END;
CREATE TRIGGER order_search_update AFTER UPDATE ON order_people BEGIN
  INSERT OR REPLACE INTO order_search SELECT order_id, numbers, texts FROM order_search_rows WHERE order_id = new.order_id;
END;
CREATE TRIGGER order_search_delete AFTER DELETE ON order_people BEGIN
  DELETE FROM order_search WHERE order_id = old.order_id;
END;

-- What else orders list asks of all orders, however long finished. Where an import writes nothing of it, the index has nothing either.
CREATE INDEX orders_tracking_numbers ON orders (tracking_numbers) WHERE tracking_numbers <> '[]';
CREATE INDEX orders_shipped_on ON orders (shipped_on) WHERE shipped_on IS NOT NULL;
CREATE INDEX orders_unfinished ON orders (status) WHERE status NOT IN ('shipped', 'cancelled');
CREATE INDEX orders_needs_person ON orders (order_id) WHERE needs_person IS NOT NULL;
CREATE INDEX order_lines_cancel_requested ON order_lines (order_id) WHERE cancel_requested AND NOT cancelled;
CREATE INDEX order_lines_sku ON order_lines (sku) WHERE sku IS NOT NULL;
