# What a webhook is told.
notice-needs_a_person = { $shop }: { $step } needs a person ({ $new } new, { $open } in all)
notice-more = … and { $rest } more
# Things that need a person.
notice-key_over = the { -seller_key }'s year is over
notice-key_refused = Qoo10 refused the { -seller_key }
notice-key_ends = the { -seller_key } ends within { $days } days
notice-safety_brake = refused by a safety brake
notice-claim_unreadable = a claim cannot be read
notice-claim = { $order }, order number { $order_no }: { $meaning }; { $next }
notice-other_claim_unreadable = a row about a return, an exchange or a refund cannot be read
notice-missed_shipment = { $order }: shipped earlier, and Qoo10 was never told
notice-shipment_not_taken = { $order }: shipped earlier, and telling Qoo10 did not work
notice-no_tracking_number = { $order }: shipped without a tracking number
notice-not_scheduled = { $order }: shipped, and Qoo10 has no planned ship date
notice-found = { $thing }: { $outcome }
notice-found_why = { $thing }: { $outcome } ({ $reason })
notice-new_form = first answer of Qoo10 in another form: { $point } { $form }; the program reads it; `doctor --probe` says what it means
notice-unknown_form = first answer of Qoo10 in a form that the program does not know: { $point } { $form }; look at `doctor --probe`, then `doctor --seen`
# What went wrong with telling.
notice-of_key = { $key }: { $why }
notice-under_way = another run is telling it
notice-not_sent = it could not be sent
notice-interrupted = interrupted by { $signal } before it answered
