# Why an order is on hold.
hold-address = address
hold-manual = manual
hold-payment = payment
hold-rule = rule
