# Why an order does not leave the house on paper, and what to do.
handover-cancelled = order { $order } is cancelled
    .next = nothing goes out for it; only where it was cancelled here by mistake: `qoo10-bridge orders set { $order } --status ready`
handover-needs_person = somebody has to look at order { $order } first: { $why }
    .next = `qoo10-bridge orders show { $order }` says what to do
handover-cancel_requested = the buyer asks to cancel order { $order }
    .next = accept or decline the request in QSM; the next `sync-status` takes the answer over
handover-unpaid = order { $order } is not paid yet
    .next = `sync-status` lifts the hold once Qoo10 shows the payment; by hand: `qoo10-bridge orders set { $order } --payment-status paid`
handover-on_hold = order { $order } is on hold
    .next = `qoo10-bridge orders show { $order }` says why; `qoo10-bridge orders release { $order }` lifts the hold
handover-backordered = order { $order } waits for goods
    .next = once they are here: `qoo10-bridge orders set { $order } --status ready`
handover-shipped = order { $order } is shipped
    .next = if the parcel has not left yet: `qoo10-bridge orders set { $order } --status inspected`
handover-already_told = Qoo10 has been told that order { $order } is shipped
    .next = if that was a mistake, correct it in QSM, then `qoo10-bridge orders set { $order } --api-status printed`
