# Steps.
step-import = import
step-listings_pull = listings pull
step-purge = purge
step-push-shipments = push-shipments
step-push-stock = push-stock
step-schedule-date = schedule-date
step-sync-status = sync-status
# What is asked of a step and cannot be.
step-day_to_come = { $day } has not come yet
    .next = name today or an earlier day
step-bad_range = --from and --to: { $why }
    .next = a range is at most 7 days and ends today at the latest
step-range_reversed = the range ends before it begins
step-range_too_wide = the range is wider than 7 days
step-range_past_today = the range reaches past today
step-unknown_cart = cart { $cart } is in none of Qoo10's lists of the days that were asked for
    .next = check the number; without --from and --to every status of the last 90 days is looked through
