# Whether the buyer has paid.
payment-auth_failed = オーソリNG
payment-paid = 入金済み
payment-unpaid = 未入金
