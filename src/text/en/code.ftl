# What Qoo10's result codes mean, and what to do.
# Any method.
code-done = done
    .next = nothing
code-key_wrong = the { -seller_key } is wrong
    .next = check the key, and whether the shop's password was changed (that ends a key); issue a new one if need be (`qoo10-bridge key issue`)
code-no_such_method = Qoo10 says that there is no such method, which a wrong key gets too
    .next = check the key, and whether the shop's password was changed (that ends a key); issue a new one if need be (`qoo10-bridge key issue`)
code-no_rights = the key has no rights for this method
    .next = ask Qoo10 for them
code-key_expired = the key has expired
    .next = issue a new seller authorization key with `qoo10-bridge key issue`

# Lists of orders and claims.
code-bad_dates = Qoo10 does not take the dates asked for
    .next = the next run tries again; if it stays, report it as a fault of this program
code-window_too_wide = the dates asked for span more than 90 days
    .next = the next run tries again; if it stays, report it as a fault of this program
code-no_such_shipping_status = there is no such shipping status
    .next = the next run tries again; if it stays, report it as a fault of this program
code-status_and_date_differ = the shipping status and the kind of date do not go together
    .next = the next run tries again; if it stays, report it as a fault of this program
code-seller_unknown = Qoo10 does not know the seller
    .next = check which key the configuration names
code-bad_order_no = Qoo10 does not take this for an order number
    .next = the next run tries again; if it stays, report it as a fault of this program

# An order by its number.
code-not_in_this_shop = this shop has no such order number
    .next = look it up in QSM, then set the order by hand

# Cancelling.
code-cancel_bad_order_no = Qoo10 does not take this for an order number
    .next = check the number in QSM
code-no_such_order = there is no such order
    .next = check the number in QSM
code-not_its_seller = the seller is not the order's
    .next = check which key the configuration names
code-not_cancellable = the order can no longer be cancelled
    .next = look at its state in QSM

# Planned ship dates.
code-other_shop = Qoo10 says it is another shop's
    .next = check which key the configuration names
code-bad_customer_no = Qoo10 does not take the customer number
    .next = the next run tries again; if it stays, report it as a fault of this program
code-date_not_taken = Qoo10 did not take the date
    .next = the next run tries again; if it stays, look it up in QSM
code-list_unreadable = Qoo10 cannot read the list
    .next = the next run tries again; if it stays, report it as a fault of this program
code-not_confirmable = the order cannot be confirmed now
    .next = run `sync-status`, then look it up in QSM
code-date_refused = Qoo10 did not take the date
    .next = the next run tries again
code-too_many_rows = the list has more than 500 rows
    .next = the next run tries again; if it stays, report it as a fault of this program
code-already_confirmed = it was confirmed already
    .next = nothing: the date at Qoo10 is read back
code-not_a_new_order = Qoo10 no longer takes a date for it: it is not a new, paid order
    .next = run `sync-status`, then look it up in QSM
code-confirm_claimed = the buyer asks to cancel it
    .next = do not ship; decide the request at Qoo10
code-confirm_visit = the buyer fetches it, so Qoo10 takes no date
    .next = handle it in QSM
code-date_missing = Qoo10 says that there is no planned ship date
    .next = the next run tries again; if it stays, report it as a fault of this program
code-date_too_far = Qoo10 does not take a date so far away
    .next = lower schedule_date.max_days_ahead
code-date_not_after_today = Qoo10 wants a date after its today
    .next = check this machine's clock

# Shipments.
code-company_missing = Qoo10 says that there is no delivery company
    .next = give it with `orders ship`
code-number_missing = Qoo10 says that there is no tracking number
    .next = give it with `orders ship`
code-shipment_not_taken = Qoo10 did not take the shipment: unpaid, cancelled or sent already
    .next = look at its state in QSM
code-not_sendable = the order cannot be sent now
    .next = run `sync-status`, then look it up in QSM
code-shipment_refused = Qoo10 did not take it
    .next = the next run tries again
code-send_claimed = the buyer asks to cancel it
    .next = do not ship, stop the parcel; decide the request at Qoo10
code-send_visit = the buyer fetches it
    .next = handle it in QSM
code-number_used_before = Qoo10 has seen this tracking number with another cart
    .next = check it, and correct it with `orders ship`
code-number_length = the tracking number has the wrong length
    .next = correct it with `orders ship`
code-number_invalid = Qoo10 takes the tracking number for invalid
    .next = correct it with `orders ship`
code-check_digit = the check digit of the tracking number is wrong
    .next = correct it with `orders ship`
code-not_from_china = this delivery company is not registered for parcels from China to Japan
    .next = ask Qoo10, or change [push_shipments.carriers]
code-japan_post_not_allowed = this shop may not use Japan Post
    .next = ask Qoo10, or change [push_shipments.carriers]
code-company_not_allowed = this shop may not use this delivery company
    .next = ask Qoo10, or change [push_shipments.carriers]
code-other_delivery = the buyer chose another way of delivery
    .next = look it up in QSM
code-company_unknown = Qoo10 does not know this name of a delivery company
    .next = put its exact name under [push_shipments.carriers]
code-other_country = this delivery company does not deliver to the buyer's country
    .next = look it up in QSM

# Items and quantities.
code-internal_fault = a fault inside Qoo10; the documents say no more
    .next = the next run tries again; if it stays, look it up in QSM
code-bad_item_status_or_page = Qoo10 does not take the item status or the page
    .next = the next run tries again; if it stays, report it as a fault of this program
code-item_unknown = Qoo10 does not know the item
    .next = run `listings pull`, then map the item with `listings load`
code-not_on_sale = the item is neither on sale nor stopped by the shop
    .next = look at the item's status in QSM
code-downloads_used_up = the 10 downloads of this day are used up
    .next = try again tomorrow
code-under_review = Qoo10 is still reviewing the item
    .next = look at the item's status in QSM
code-suspended = Qoo10 has suspended the item
    .next = look at the item's status in QSM
code-restricted = Qoo10 has restricted the item
    .next = look at the item's status in QSM
code-rejected = Qoo10 has rejected the item
    .next = look at the item's status in QSM
code-no_such_item_status = there is no such item status
    .next = the next run tries again; if it stays, report it as a fault of this program
code-not_processed = Qoo10 could not carry it out; its message says why
    .next = look at the item in QSM; the next run tries again
code-some_rows_failed = at least one row of the call failed
    .next = nothing: the quantities are read back, and the next run sets what is missing
code-options_unreadable = Qoo10 cannot read the list of options
    .next = take ||* and $$ out of the names of the options in QSM

# A meaning with what to do.
code-explained = { $meaning }: { $next }
