# How the shop stands: its steps.
overview-writes_off = nothing is sent to Qoo10: qoo10.writes is off
overview-off = off
overview-last_run = last run
overview-age = age
overview-every = every
overview-result = result
overview-last_success = last success
overview-never_ran = never ran
overview-not_finished = not finished
overview-overdue = { $result }, overdue
overview-step_failed = { $step }: { $why }
overview-not_followed = `schedule-date` has not followed yet on what `sync-status` found ({ $since })
overview-seconds = { $n } s
overview-minutes = { $n } min
overview-hours = { $n } h
overview-days = { $n } d
# Its orders.
overview-open_orders = open orders
overview-no_open_orders = no open orders
# What needs a hand.
overview-needs_hand = needs a hand
overview-command = see
overview-no_hand = nothing needs a hand
overview-rejects = rejects
overview-held = held: { $hold }
overview-held_by_rules = held by rule: { $rules }
overview-cancel_requests = cancel requests
overview-needs_person = needs a person
overview-not_taken = shipments not taken
overview-no_number = shipped, no number
overview-not_scheduled = shipped, no ship date
overview-without_lines = no line left
overview-missed = missed shipments
overview-late = day { $reminder_day } or later
overview-without_date = ship date unreadable
overview-part_without_count = set part not counted
overview-set_with_own_count = set counted itself
overview-stock_waiting = stock waiting
overview-claims = returns, exchanges
overview-unknown_carts = unknown here
overview-unknown_forms = unknown forms
# The seller key.
overview-key_unknown = { -seller_key }: set qoo10.seller_key_issued_on to be told when it ends
overview-key =
    { -seller_key }: { $days ->
        [one] { $days } day
       *[other] { $days } days
    } left, until { $ends_on }
overview-key_ends_soon =
    { -seller_key }: { $days ->
        [one] { $days } day
       *[other] { $days } days
    } left, until { $ends_on }; issue a new one
overview-key_ended = { -seller_key }: ended on { $ends_on }; issue a new one
