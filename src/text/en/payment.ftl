# Whether the buyer has paid.
payment-auth_failed = auth_failed
payment-paid = paid
payment-unpaid = unpaid
