# What happened to an order.
event-imported = imported
event-paid = paid
event-cancelled = cancelled
event-line_cancelled = line_cancelled
event-cancel_requested = cancel_requested
event-cancel_withdrawn = cancel_withdrawn
event-needs_person = needs_person
event-printed = printed
event-sent = sent
event-set = set
event-held = held
event-released = released
event-line_added = line_added
event-shipped = shipped
event-shipment_corrected = shipment_corrected
event-purged = purged
