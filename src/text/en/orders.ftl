# The list.
orders-api_status_short = api status
orders-yen = yen
# What matters more than the status: in a table, and on the order's own page.
orders-stop = DO NOT SHIP
orders-stop_cancelled = DO NOT SHIP: cancelled at Qoo10
orders-stop_cancel_requested = DO NOT SHIP: cancel requested
orders-stop_sent = DO NOT SHIP: sent in QSM already
orders-look_up_open = QSM: open
orders-look_up_not_found = QSM: not found
orders-look_up_claim = QSM: claim
orders-look_up_payment = QSM: payment
orders-look_up_receiver = QSM: receiver
# Rejects.
orders-cart = cart
orders-why_and_what_to_do = why, and what to do
# One order.
orders-held_for = on hold for
orders-holds = { $holds }
orders-held_with = { $hold }: { $text }
orders-cancel = cancel
orders-to_do = to do
orders-payment = payment
orders-api_status = api status
orders-order_numbers = order numbers
orders-paid_at = paid
orders-payment_method = paid by
orders-desired = desired
orders-planned_ship_date = planned ship date
orders-buyer = buyer
orders-receiver = receiver
orders-address = address
orders-message = message
orders-gift = gift
orders-total_yen = total yen
# Its lines.
orders-qty = qty
orders-unit_yen = unit yen
orders-name_and_option = name / option
orders-line_cancelled = { $name } [cancelled]
orders-line_cancel_requested = { $name } [cancel requested]
# Its returns, exchanges and refunds.
orders-claim = claim
orders-claim_requested = requested
orders-claim_completed = completed
# What the rules of the shop match.
orders-rule = rule
orders-rule_effect = would
orders-rule_holds = hold (is held)
orders-rule_released = nothing (was released)
