-- The delivery company as the desk called it when the order was shipped; carrier stays Qoo10's.
ALTER TABLE orders ADD COLUMN shipped_by TEXT;
