# What Qoo10 has been told.
api-awaiting_print = awaiting_print
api-printed = printed
api-shipped = shipped
