# The summary of a run.
report-summary = { $step }: { $counts }
report-summary_dry_run = { $step } (dry run, nothing was changed): { $counts }
report-summary_writes_off = { $step } (qoo10.writes is off, nothing was sent): { $counts }
report-ended_failed = { $summary }; failed
report-ended_busy = { $summary }; busy
report-ended_refused = { $summary }; refused
report-count = { $n } { $outcome }
report-count_without_stock = { $n } { $outcome } ({ $few } without free stock)
report-would_follow = `schedule-date` would run after this, over all its orders
report-dismissed_by_hand = still not importable; taken off the list by hand
# What would be done, as a table.
report-column_order = order
report-column_order_no = order no.
report-column_sku = SKU
report-column_outcome = would be
report-column_detail = detail
# What somebody has to look at.
report-finding = { $outcome }: { $thing }: { $why }
report-finding_of_number = { $outcome }: { $thing }, order number { $order_no }: { $why }
report-more = … and { $rest } more: see --json
report-warning = warning: { $warning }
report-do_not_ship = do not ship it
# Why a row cannot be imported.
report-unreadable_row = { $detail }; if the order looks right at Qoo10, report this, for Qoo10's answer has changed
report-order_no_in_other_cart = order number { $detail } was imported with another cart; ask Qoo10 which is right
report-seller_code_missing = item { $detail } has no seller item code; set one at Qoo10, and the next run imports the cart
report-seller_code_unusable = seller item code "{ $detail }" has characters other than { -code_characters }; change it at Qoo10
report-option_code_missing = the chosen option "{ $detail }" has no seller option code; set one at Qoo10
report-option_code_unusable = seller option code "{ $detail }" has characters other than { -code_characters }; change it at Qoo10
report-option_code_shared = several options of the item have the seller option code "{ $detail }", so nobody can tell which was ordered; give each a code of its own at Qoo10, then `listings pull`, and take the order by hand
report-status_contradicts = Qoo10 lists it as unpaid or new, and shows the status { $detail }, which is that of parcels on their way; look it up in QSM, and the next run asks again
report-no_delivery_company = item { $detail } has no delivery company; choose a delivery group for it at Qoo10
report-lookup_failed = a question about the item got no answer; the next run asks again ({ $detail })
report-cart_rejected = order number { $detail } of its cart cannot be imported
report-cart_rejected_too = another row of its cart cannot be imported
# Why staff have to look at an order.
report-cancelled_past_ready = { $n ->
        [one] order number { $numbers } is
       *[other] order numbers { $numbers } are
    } cancelled at Qoo10, but the warehouse has begun; stop the parcel, then `orders set { $order } --status cancelled`
report-no_such_order = Qoo10 does not know { $n ->
        [one] order number
       *[other] order numbers
    } { $numbers } any more; look it up in QSM, then set the order by hand
report-cancelled_here_only = { $n ->
        [one] order number { $numbers } is
       *[other] order numbers { $numbers } are
    } open at Qoo10, but the order was cancelled here by hand; cancel it in QSM too, or take it back with `orders set { $order } --status ready`
report-other_claim = { $n ->
        [one] order number { $numbers } has
       *[other] order numbers { $numbers } have
    } a claim at Qoo10 ({ $claim }); look it up in QSM, then set the order by hand
report-claim_contradicts_list = { $n ->
        [one] order number { $numbers } has a completed cancellation, but Qoo10 still lists it
       *[other] order numbers { $numbers } have a completed cancellation, but Qoo10 still lists them
    } as to be shipped; nothing was cancelled here: look in QSM how many pieces are left, ship those from QSM, then `orders set { $order } --status shipped --api-status shipped`; if none is left, `orders set { $order } --status cancelled`
report-sent_at_qoo10 = { $n ->
        [one] order number { $numbers } was
       *[other] order numbers { $numbers } were
    } sent in QSM already ({ $parcel }); do not pack { $n ->
        [one] it
       *[other] them
    }: once all of the order has left, `orders set { $order } --status shipped --api-status shipped` closes it
report-status_without_payment_date = { $n ->
        [one] order number { $numbers } stands among the paid ones at Qoo10, but shows
       *[other] order numbers { $numbers } stand among the paid ones at Qoo10, but show
    } no payment date; look at the payment in QSM, then `orders set { $order } --payment-status paid`
report-receiver_changed = Qoo10 shows another receiver of { $n ->
        [one] order number { $numbers }
       *[other] order numbers { $numbers }
    }, and the warehouse has begun; compare with QSM, correct the label, and take it over with `orders set { $order } --take-receiver`
report-parcel_unknown = without a tracking number
report-receiver_taken = the receiver is the one that Qoo10 shows now; a label that was printed before has the old one
report-adopted = it was sent in QSM ({ $parcel }), and is closed
report-unknown_confirmed = Qoo10 has this cart as confirmed, but no order here has it; `import --order { $cart }` takes it, `orders dismiss { $cart }` takes it off this list
report-unknown_sent = Qoo10 has this cart as sent, but no order here has it; `import --order { $cart }` takes it, `orders dismiss { $cart }` takes it off this list
# What follows from a cancellation that is no longer asked for.
report-withdrawn_not_free = do not ship it; something else about the order is open, see `orders show`
report-withdrawn_free = may be shipped again
report-withdrawn_stays = no longer asked to be cancelled; the order stays { $status }
# Claims.
report-claim_cancel_requested = cancellation requested
report-claim_cancelling = cancellation under way
report-claim_cancelled = cancelled
report-claim_return_requested = return requested
report-claim_returning = return under way
report-claim_returned = returned
report-claim_exchange_requested = exchange requested
report-claim_exchange_approved = exchange approved
report-claim_redelivering = delivered again
report-claim_refunded_unreceived = refunded, never received
report-claim_partly_refunded_unreceived = partly refunded, never received
report-claim_unpaid_cancelled = cancelled unpaid
report-claim_changed = { $claim }; { $next }
# Planned ship dates.
report-planned = planned ship date { $date }
report-not_planned = Qoo10 shows no planned ship date
report-beyond_limit = { $date } is further away than Qoo10 takes; a later run registers it
report-not_available_yet = it can be shipped from { $date }, further away than Qoo10 takes a date for; a later run registers it
report-available_unreadable = Qoo10 says "{ $text }" for the day from which it can be shipped, which cannot be read; register the date in QSM, then `orders set { $order } --api-status printed`
report-not_scheduled_requested = the buyer asks to cancel it: do not ship; decide the request in QSM
report-not_confirmed = Qoo10 did not take the date; the next run tries again
report-not_confirmed_not_paid = Qoo10 has no payment for it; check the payment there, and `sync-status` takes it over
report-not_confirmed_not_new = Qoo10 no longer takes a date for it, and lists it nowhere; run `sync-status`, then look it up in QSM
report-not_confirmed_not_mentioned = Qoo10's answer does not mention it, and it is not confirmed; the next run tries again
report-not_confirmed_no_answer = no usable answer from Qoo10; the next run reads back before it sends again
report-not_confirmed_no_date = the calendar has no such business day
report-not_confirmed_because = { $sentence } ({ $detail })
# Why an order is not told to Qoo10 as shipped.
report-not_sent = Qoo10 did not take it; the next run tries again
report-not_sent_cancelled = it is cancelled at Qoo10; do not ship, stop the parcel, then `orders set CODE --status cancelled`
report-not_sent_claim_unreadable = Qoo10 has a claim on it that cannot be read; do not ship, look at the claim in QSM, the next run asks again
report-not_sent_claims_unknown = a claim cannot be read, and whether it is about this order is not known yet; look at the claims in QSM, the next run asks again
report-not_sent_unmapped_carrier = Qoo10 has no delivery company "{ $name }"; add "{ $name }" = "Qoo10's name" under [push_shipments.carriers]
report-not_sent_breaks_rule = the tracking number { $number } is not valid; { $why }; correct it with `orders ship`
report-not_sent_no_number = "{ $number }" is not a tracking number; { $why }; correct it with `orders ship`
report-not_sent_otherwise = Qoo10 shows it as sent with { $theirs }, not { $ours }; correct whichever is wrong; `orders set CODE --api-status shipped` closes it
report-not_sent_call_refused = Qoo10 refused the whole call that it was in ({ $code }); the next run tries again
report-not_sent_not_mentioned = Qoo10's answer does not mention it, and Qoo10 does not show it as sent; the next run tries again
report-not_sent_under_way = the answer to an earlier request ({ $since }) was lost, and Qoo10 may still carry it out; nothing was sent; a run from { $until } on reads back, and sends it if it did not arrive
report-not_sent_no_answer = no usable answer from Qoo10; the next run reads back before it sends again
# Why an order that was asked for is not told to Qoo10 now.
report-not_due_unpaid = it is not paid; `sync-status` takes the payment over once Qoo10 shows it
report-not_due_not_shipped = it is not shipped here; `orders ship CODE --carrier C --tracking T` enters the parcel
report-not_due_no_tracking_number = it has no tracking number; `orders ship CODE --carrier C --tracking T` adds it
report-not_due_already_told = Qoo10 has been told already
report-not_due_not_scheduled = Qoo10 has no planned ship date for it yet; `schedule-date` registers one (if it is registered in QSM: `orders set CODE --api-status printed`)
report-not_due_no_day = it has no ship date; `orders ship CODE --carrier C --tracking T --date D` enters it
report-not_due_other_day = it was shipped on { $day }, which is not the day of this run; `push-shipments --date { $day }` sends that day
# Quantities: what a listing shows, and why it is not set.
report-quantity = item { $listing }: { $qty }
report-quantity_was = item { $listing }: { $qty } (was { $was })
report-quantity_why = { $quantity }; { $why }
report-not_set = item { $listing }: { $why }
report-not_set_not_on_sale = not on sale at Qoo10
report-not_set_seller_code_missing = it has no seller item code; set one at Qoo10, then run `listings pull`
report-not_set_seller_code_unusable = its seller item code has characters other than { -code_characters }; change it at Qoo10, then run `listings pull`
report-not_set_option_code_missing = it has no seller option code; set one at Qoo10, then run `listings pull`
report-not_set_option_code_unusable = its seller option code has characters other than { -code_characters }; change it at Qoo10, then run `listings pull`
report-not_set_option_code_shared = several options of the item have its seller option code; give each a code of its own at Qoo10, then run `listings pull`
report-not_set_option_gone = Qoo10 no longer has it; `listings pull` brings the list up to date
report-not_set_no_free_stock = the free stock of its SKU is not known; `stock set` or `stock load` gives it
report-not_set_part_without_count = its part { $sku } has no count; `stock load` or `stock set { $sku }` gives it
report-not_set_set_with_own_count = its SKU is a set and has a count of its own as well; take one away: `sets clear-count`, or `sets remove`
report-not_set_no_end_date = it shows no end of sale, and setting the quantity would give it one; set the end of sale in QSM
report-not_set_kind_changed = it has options now; run `listings pull`, then map them
report-not_set_item_unknown = Qoo10 does not know the item; run `listings pull`
report-not_set_not_taken = Qoo10 says that some of the call failed, and shows another quantity; the next run looks again
report-not_set_no_answer = no usable answer from Qoo10; the next run reads back before it sends again
report-not_set_separator_in_text = "{ $text }" holds ||* or $$, or cannot be taken apart, and would damage the options; change the name at Qoo10
report-not_set_unreadable = Qoo10's { $field } cannot be read, so that it could not go back unchanged; look at the item in QSM
report-not_set_lookup_failed = the item could not be read; the next run tries again ({ $detail })
report-not_set_refused = Qoo10 refused the quantity ({ $code }); run `listings pull` and look at the item in QSM; the next run tries again
report-not_set_types_not_mapped = nothing was sent for the item, because a type left out would be deleted; these types have no SKU: { $types }; map them (`listings pull`, `listings load`)
report-not_set_types_without_quantity = nothing was sent for the item, because a type left out would be deleted; the free stock of these SKUs is not known: { $skus }; give it (`stock set`, `stock load`)
report-not_set_types_missing = nothing was sent for the item, because a type left out would be deleted; these types have no SKU: { $types }; map them (`listings pull`, `listings load`); the free stock of these SKUs is not known: { $skus }; give it (`stock set`, `stock load`)
report-names_and_more = { $names } and { $rest } more
report-item_in_no_row = { $n ->
        [one] { $n } row
       *[other] { $n } rows
    } of Qoo10's item list cannot be read, and it is in none of the others
# Warnings: import.
report-addons_unavailable = the add-on options of item { $item } could not be fetched, so the option text was kept whole in order { $orders } ({ $detail })
report-reject_gone = cart { $cart } (order number { $order_no }), rejected earlier, is no longer among Qoo10's unpaid and new orders; it leaves the list of rejects without having been imported; if it went on at Qoo10, `qoo10-bridge import --order { $cart }` takes it
report-unnamed_reject_gone = order number { $order_no } without a cart number, rejected earlier, is no longer among Qoo10's unpaid and new orders; it leaves the list of rejects without having been imported
report-not_utf8 = Qoo10's texts of order { $orders } hold bytes that are not text, each shown as �: compare names and addresses with QSM before it ships
report-rule_matched = rule "{ $rule }" warns of order { $orders }: look at it before it ships
report-not_listed = cart { $cart } is imported already, and Qoo10 lists it no more
# Warnings: dates.
report-date_moved = order { $order }: { $from } became { $to }, which Qoo10 takes
report-after_desired_date = order { $order }: its reservation goods leave on { $date } at the earliest, and the buyer wants them on { $desired }; agree on another day with the buyer
report-date_waits = order { $order }: { $from } is further away than Qoo10 takes, so it waits for a later run
report-available_unreadable_of = order { $order }: from when number { $order_no } can be shipped cannot be read ("{ $text }"), so it waits; register the date in QSM, then `orders set { $order } --api-status printed`
report-order_not_due = order { $order } gets no planned ship date now: it has one, is not paid, or is on hold, backordered or cancelled
# Warnings: shipments.
report-missed_shipments = { $n ->
        [one] { $n } order was
       *[other] { $n } orders were
    } shipped on earlier days, and Qoo10 was never told: { $orders }; `push-shipments --since { $since }` sends them
report-shipments_not_taken = { $n ->
        [one] { $n } order was
       *[other] { $n } orders were
    } shipped on earlier days, and telling Qoo10 did not work: { $orders }; `orders show CODE` says why; once that is mended, `push-shipments --since { $since }` sends them
report-shipped_without_number = { $n ->
        [one] { $n } order is
       *[other] { $n } orders are
    } shipped without a tracking number, so Qoo10 cannot be told: { $orders }; `orders ship CODE --carrier C --tracking T` adds it
report-not_scheduled = { $n ->
        [one] { $n } order is shipped with a tracking number, but Qoo10 has no planned ship date for it
       *[other] { $n } orders are shipped with a tracking number, but Qoo10 has no planned ship date for them
    }, so Qoo10 cannot be told: { $orders }; `schedule-date` registers the date (if it is registered in QSM: `orders set CODE --api-status printed`), then `push-shipments` sends what is left
report-doubtful_number = the tracking number of order { $order } may be wrong: { $why }
# Warnings: what cannot be read.
report-claim_unreadable = a claim on { $numbers } cannot be read: do not ship until it can; look at it in QSM ({ $detail })
report-claim_unreadable_of_anyone = a claim cannot be read, so nobody knows which order must not ship: look at the claims in QSM ({ $detail })
report-other_claim_unreadable = a return, an exchange or a refund on { $numbers } cannot be read, and nothing was changed by it: look at it in QSM; it is asked for again in an hour ({ $detail })
report-other_claim_unreadable_of_anyone = a return, an exchange or a refund cannot be read, and nothing was changed by it: look at the claims in QSM; they are asked for again in an hour ({ $detail })
report-read_back_unreadable = Qoo10's list has a row that cannot be read, so nobody knows whether it has been told of order { $orders }; nothing is sent for them until it can be read: look them up in QSM ({ $detail })
report-items_unreadable = { $n ->
        [one] { $n } row
       *[other] { $n } rows
    } of Qoo10's item list cannot be read, so no item counts as gone: { $rows }; look at the items in QSM, the next pull tries again
report-item_row = row { $row } of page { $page } of { $status }
report-item_row_of = row { $row } of page { $page } of { $status } ({ $code })
report-no_items = Qoo10 lists no item; a seller key that was given out for orders sees none: if the shop has items, check the key, or issue a new one (`qoo10-bridge key issue`)
report-of_item = item { $item }, { $why }
report-look_up_failed = order number { $order_no } is in no list, and looking it up failed; the next run tries again ({ $detail })
# Warnings: items.
report-item_not_read = item { $item } was not read and stays as it was known; the next pull tries again ({ $why })
report-item_not_known = Qoo10 lists it, but knows no such item
report-types_unreadable = one of its types cannot be taken apart: "{ $row }"
report-options_unreadable = item { $item }: { $n ->
        [one] { $n } of its options cannot be read and stays as it was known
       *[other] { $n } of its options cannot be read and stay as they were known
    }: { $rows }; look at the item in QSM, the next pull tries again
report-unknown_options = item { $item } has options at Qoo10 that are not known here, and were left alone: { $options }; `listings pull` takes them up
report-orders_not_counted = { $n ->
        [one] { $n } order at Qoo10 is
       *[other] { $n } orders at Qoo10 are
    } not imported, with goods that no listing and no SKU here has, so that no stock was taken off for it: { $orders }; `listings pull` and `import` take up what is missing, and `orders list --rejected` says what is wrong
report-row_not_counted = a row of Qoo10's order lists cannot be read, and names no order: its pieces are not taken off the free stock; look for new orders in QSM
# Warnings: calls.
report-bulk_refused = Qoo10 refuses the call for many rows, { $method } (code { $code }), although it takes the seller key: this run sent the rows one by one, and the next one tries that call again
report-bulk_refused_without_code = Qoo10 refuses the call for many rows, { $method } (empty answer), although it takes the seller key: this run sent the rows one by one, and the next one tries that call again
# Warnings: this machine, the key, and whoever is told.
report-clock_went_back = this machine's clock shows { $now }, but the last run ended at { $last }: it was set back, or is wrong; check it, for windows and ship dates follow it
report-key_ends = the { -seller_key } ends on { $ends_on }, { $days ->
        [one] { $days } day
       *[other] { $days } days
    } from now; `qoo10-bridge key issue` gets a new one
report-key_over = the year of the { -seller_key } is over since { $ends_on }; `qoo10-bridge key issue` gets a new one
report-notice_lost = somebody could not be told of this run, which is not harmed by it ({ $why })
report-unknown_form = { $method } answered in a form that the program does not know ({ $point } { $shape }); what could be read was done; run `doctor --probe`, and report this form
