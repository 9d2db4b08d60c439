# Where an order is in the warehouse.
status-backordered = backordered
status-cancelled = cancelled
status-inspected = inspected
status-on_hold = on_hold
status-preparing = preparing
status-ready = ready
status-shipped = shipped
status-working = working
