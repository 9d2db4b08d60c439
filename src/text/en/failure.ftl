# How a failure is told.
failure-mark = error
failure-caused_by = caused by: { $cause }
failure-next = next: { $hint }

# Qoo10 was told what the state file does not say.
failure-not_recorded = { $told }: { $why }
    .next = the next run reads back what Qoo10 shows, and finishes; before that: { $remedy }
failure-told = { $what ->
        [shipment] Qoo10 was told the shipment of { $told }, but the { -state_file } could not record it
        [planned_date] Qoo10 was told the planned ship date of { $told }, but the { -state_file } could not record it
       *[quantity] Qoo10 was told the quantity of { $told }, but the { -state_file } could not record it
    }
failure-perhaps_told = { $what ->
        [shipment] Qoo10 may have been told the shipment of { $perhaps }, and the { -state_file } could not record what came of it
        [planned_date] Qoo10 may have been told the planned ship date of { $perhaps }, and the { -state_file } could not record what came of it
       *[quantity] Qoo10 may have been told the quantity of { $perhaps }, and the { -state_file } could not record what came of it
    }
failure-told_and_perhaps = { $what ->
        [shipment] Qoo10 was told the shipment of { $told }, and perhaps of { $perhaps }, but the { -state_file } could not record it
        [planned_date] Qoo10 was told the planned ship date of { $told }, and perhaps of { $perhaps }, but the { -state_file } could not record it
       *[quantity] Qoo10 was told the quantity of { $told }, and perhaps of { $perhaps }, but the { -state_file } could not record it
    }
failure-orders = { $count ->
        [one] { $count } order
       *[other] { $count } orders
    } ({ $codes })
failure-listings = { $count ->
        [one] { $count } listing
       *[other] { $count } listings
    } ({ $codes })
failure-and_more = { $codes } and { $more } more

# Business days that cannot be counted, and what to do.
failure-uncounted = the business days cannot be counted: { $why }
failure-unknown_year =
    give a date within these years, or set schedule_date.national_holidays = false
failure-never_open = look at `holidays list` and schedule_date.closed_weekdays: the shop never opens
failure-out_of_range = give an earlier date
failure-check_clock = check this machine's clock, or --now

# What was asked for and is not there.
failure-unknown_sku = there is no SKU { $sku } in the { -state_file }
    .next = `qoo10-bridge stock list` and `listings list` show them
failure-unknown_order = there is no order { $order } in the { -state_file }
    .next = `qoo10-bridge orders list` shows the codes
