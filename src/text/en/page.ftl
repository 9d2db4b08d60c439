# The day on one page.
page-as_of = As of { $at }, Japan time
page-needs_hand = Needs a hand
page-late_orders = Late orders, and those with one business day left
page-late_orders_count = Late orders, and those with one business day left ({ $n })
page-no_late_orders = No order is late.
page-more = { $n } more:{ " " }
page-plan_too_late = plan too late
page-steps = Steps
page-open_orders = Open orders
page-orders = orders
page-orders_per_day = Orders per day, 30 days
page-shipments_per_day = Shipments per day, 30 days
page-chart_summary = { $total } in all; most on { $date }: { $count }
page-chart_empty = none
page-day = day
page-number = number
page-as_table = As a table
page-failures = Failures by reason, 30 days
page-no_failures = Nothing failed.
page-failures_counted = Each order counts once for each reason, of `push-stock` each SKU.
page-reason = reason
page-outcome = outcome
page-failed_orders = orders
page-rate_and_key = Ship rate and key
page-written =
    wrote { $file } ({ $bytes ->
        [one] { $bytes } byte
       *[other] { $bytes } bytes
    }): open it in a browser
page-reason_other = something else
