# Why a change by hand is forbidden, and what to do instead.
machine-state =
    { $word ->
       *[other] { $name }
    }
machine-no_way = order { $order } is { $from } and cannot become { $to }
    .cancelled = Qoo10 has cancelled it, so cancelled is final, and nothing is left to do; if QSM shows it alive, ship it and enter its tracking number there
    .shipped = if the parcel has not left yet, take the shipment back first: `qoo10-bridge orders set { $order } --status inspected`
    .backordered = take it back first: `qoo10-bridge orders set { $order } --status ready`, then `qoo10-bridge orders set { $order } --status backordered`
    .other = from { $from_word } it can become { $ways }
machine-not_ready = order { $order } is { $status }, so it cannot be shipped
    .cancelled = stop the parcel; only where it was cancelled here by mistake: `qoo10-bridge orders set { $order } --status ready`
    .other = once it may go out: `qoo10-bridge orders set { $order } --status ready`
machine-held_payment = order { $order } is not paid yet, so it cannot become ready or go further
    .next = `sync-status` lifts the hold once Qoo10 shows the payment; by hand: `qoo10-bridge orders set { $order } --payment-status paid`
machine-held_manual = order { $order } is held by hand
    .next = `qoo10-bridge orders release { $order }` lifts the hold
machine-held_address = order { $order } has no name or no address to send it to
    .next = `import` and `sync-status` fill it in once Qoo10 shows it; where it is known from elsewhere, `qoo10-bridge orders release { $order }` lifts the hold
machine-held_rule = order { $order } is held by a rule of the shop
    .next = look at what the rule names (`qoo10-bridge orders show { $order }`); if it may go out, `qoo10-bridge orders release { $order }` lets it go for good
machine-cancelled_here = order { $order } is cancelled, and cannot become { $to } at once
    .next = Qoo10 has not cancelled it, so it can be taken back first: `qoo10-bridge orders set { $order } --status ready`
machine-hold_needs_reason = order { $order } needs a reason to be held
    .next = `qoo10-bridge orders hold { $order } --reason TEXT`
machine-told_qoo10 = Qoo10 has been told that order { $order } is shipped, so the shipment can be neither changed nor taken back
    .next = if that was a mistake, correct it in QSM; where Qoo10 then no longer shows it as shipped: `qoo10-bridge orders set { $order } --api-status printed`
machine-no_more_lines = order { $order } is { $status } and takes no more lines
    .cancelled = it is cancelled, so nothing more goes out for it
    .other = if the parcel has not left yet: `qoo10-bridge orders set { $order } --status inspected`, then add the line; otherwise send it as a parcel of its own, which needs no entry here
machine-lines_stay = order { $order } is { $status }, so its lines stay as they are
    .cancelled = it is cancelled, so nothing goes out for it
    .other = if the parcel has not left yet: `qoo10-bridge orders set { $order } --status inspected`, then take the line back
machine-on_hold = { $why } (on hold for: { $holds })
