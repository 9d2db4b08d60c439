# What a change by hand did.
hand-line_added = { $order }: line { $line } added ({ $sku } x { $qty })
hand-line_removed = { $order }: line { $line } taken back
hand-changed = { $order }: { $changes }
hand-done = { $order }: done
hand-receiver_taken = { $order }: the receiver that Qoo10 shows is taken over; a label that was printed before has the old one
hand-already = { $order }: nothing to change ({ $status })
hand-still_held = { $order }: still on hold, for it waits for payment; `sync-status` releases it when Qoo10 shows it paid (by hand: `qoo10-bridge orders set { $order } --payment-status paid`)
# Its parts.
hand-status_changed = status { $from } -> { $to }
hand-payment_changed = payment_status { $from } -> { $to }
hand-api_status_changed = api_status { $from } -> { $to }
hand-holds_changed = hold_reasons { $from } -> { $to }
hand-no_hold = none
hand-holds = { $first }+{ $second }
# What it leaves to do.
hand-no_tracking = { $order } has no tracking number: `push-shipments` cannot tell Qoo10; give it with `qoo10-bridge orders ship { $order } --carrier C --tracking T`
hand-open_at_qoo10 = nothing says that Qoo10 has cancelled { $order }, so Qoo10 still counts the days; cancel it in QSM too, or take it back, while Qoo10 has not cancelled it, with `qoo10-bridge orders set { $order } --status ready`
hand-no_parcel = no parcel of { $order } is known here, so Qoo10 is never told of one, and the order leaves `late` and `status`; take it back with `qoo10-bridge orders set { $order } --api-status { $before }`
hand-unknown_sku = neither the free stock nor a listing has the SKU { $sku }: is it written so?
hand-unknown_sku_near = neither the free stock nor a listing has the SKU { $sku }; did you mean { $near }?
