# Why an order is on hold.
hold-manual = manual
hold-payment = payment
