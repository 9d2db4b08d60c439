# What became of one order.
shipments-shipped = { $order }: shipped, { $shipment }
shipments-corrected = { $order }: corrected, { $shipment }
shipments-unchanged = { $order }: nothing to change ({ $shipment })
shipments-own_carrier = { $done }; { $carrier } is the order's own delivery company
# What should be looked at.
shipments-note = order { $order }: { $note }
shipments-unmapped = nobody knows Qoo10's name for { $carrier }, so it cannot be sent; if it is a typo, give the right name: { $names }; else add "{ $carrier }" = "Qoo10's name" to push_shipments.carriers
shipments-unmapped_near = nobody knows Qoo10's name for { $carrier }, so it cannot be sent; did you mean { $near }? If it is a typo, give the right name: { $names }; else add "{ $carrier }" = "Qoo10's name" to push_shipments.carriers
shipments-before_order = shipped on { $shipped_on }, before it was ordered ({ $ordered_on }): is the year right?
shipments-zero_restored = the leading zero that was lost is back: { $number }
shipments-breach = tracking number { $number }: { $why }
shipments-cancel_requested = the buyer asks to cancel it, so do not ship, and stop the parcel; once it is stopped: `orders set { $order } --status inspected`
shipments-also_on = tracking number { $number } is also on order { $others }: Qoo10 refuses a number that it has seen with another cart
shipments-sent_at_qoo10 = order { $order } was sent in QSM already ({ $parcel })
shipments-close_sent = if that is the parcel, `qoo10-bridge orders set { $order } --status shipped --api-status shipped` closes the order; if not, correct it in QSM
shipments-needs_person = `sync-status` says that it needs a person: look before the parcel leaves
# Why a shipment is not taken.
shipments-order_missing = there is no order
shipments-order_unreadable = "{ $text }" is not an order code; one looks like 412345678 or 412345678-2
shipments-order_unknown = there is no order { $order }
shipments-order_unknown_meant = there is no order { $order }; { $meant }
shipments-carrier_missing = there is no delivery company, and the order has none of its own; --carrier gives one
shipments-carrier_unfit = the delivery company is longer than { $most } characters, or more than a line
shipments-number_unusable = tracking number "{ $text }": { $why }
shipments-date_ahead = the ship date { $date } is yet to come
shipments-other_shipment = line { $line } ships the same order with another company or on another day ({ $other }); its parcels need the same company and day
# What to do about one that was not taken by hand.
shipments-take_from_label = take the number from the parcel's label
shipments-compare_with_label = compare it with the parcel's label, and the delivery company too; push_shipments.check_digits = "warn" lets it pass
shipments-leave_date_out = leave --date out for today, or ship it on that day
shipments-example = `qoo10-bridge orders ship 412345678 --carrier 佐川急便 --tracking 405548424886`
# Loading a file.
shipments-summary = { $mode ->
        [dry_run] shipments (dry run, nothing was changed)
       *[done] shipments
    }: { $shipped } shipped, { $corrected } corrected, { $unchanged } unchanged, { $skipped ->
        [0] {""}
       *[other] { $skipped } skipped,{" "}
    }{ $refused } refused
