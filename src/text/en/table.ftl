# Headings and words that several tables have.
table-carrier = carrier
table-date = date
table-item = item
table-line = line
table-n = n
table-name = name
table-option_code = option code
table-order = order
table-order_no = order no.
table-ordered = ordered
table-shipped_on = shipped
table-sku = SKU
table-status = status
table-step = step
table-tracking = tracking
table-would_be = would be
