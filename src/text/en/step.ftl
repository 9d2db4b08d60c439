# Steps.
step-import = import
step-listings_pull = listings pull
step-purge = purge
step-push-shipments = push-shipments
step-push-stock = push-stock
step-schedule-date = schedule-date
step-sync-status = sync-status
