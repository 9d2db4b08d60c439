# What the practice shop says to the person at the terminal.

# Its file.
sandbox-io = { $doing }: { $cause }
sandbox-lock = cannot lock the practice shop by { $file }
sandbox-look = cannot look at the practice shop { $file }
sandbox-count = cannot count a change of the practice shop { $file }
sandbox-read = cannot read the practice shop { $file }
sandbox-write = cannot write the practice shop { $file }
sandbox-damaged = the practice shop { $file } is damaged ({ $why }); `sandbox reset` starts a new one

# Orders.
sandbox-no_number = there is no cart or order number { $number }
sandbox-no_lines = { $number } does not exist
sandbox-not_waiting_for_payment = { $number } is not waiting for its payment
sandbox-not_cancellable = { $number } can no longer be cancelled
sandbox-no_cancel_request = { $number } has no cancel request
sandbox-no_claim_status = there is no claim status { $status }: 1 to 6 and 11 to 16 exist
sandbox-not_on_its_way = { $number } is not on its way
sandbox-not_new = { $number } is not a new order
sandbox-not_ready = { $number } is not ready to be sent
sandbox-not_returnable = { $number } is not sent, or has another claim
sandbox-not_so_many_pieces = { $number } has no line that is paid, not sent, free of claims and of more than { $qty } pieces

# Purchases and items.
sandbox-future = an order cannot be placed in the future
sandbox-no_cart = there is no cart { $cart }
sandbox-no_piece = a line has at least one piece
sandbox-option_without_item = --option needs an --item
sandbox-nothing_to_sell = the shop has nothing to sell
sandbox-not_on_sale = item { $item } is not on sale
    .next = `qoo10-bridge sandbox item { $item } resume` puts it on sale again
sandbox-no_such_option = item { $item } has no option { $option }
sandbox-no_options = it has no options: leave --option out
sandbox-options = its options: { $options }
sandbox-near = did you mean { $near }?
sandbox-sold_out = item { $item } has fewer than { $qty } left
    .next = `qoo10-bridge sandbox list` shows how many are left; `push-stock` fills it up
sandbox-no_item = there is no item { $item }
    .next = `qoo10-bridge sandbox list` shows the items
sandbox-no_item_near = did you mean { $near }? `qoo10-bridge sandbox list` shows the items
sandbox-seller_code_taken = another item has the seller code { $code }

# Faults and variants.
sandbox-no_fault = no fault is called { $name }: choose one of { $names }
sandbox-no_choice = variant { $name } has no choice { $value }: choose one of { $choices }
sandbox-no_variant = no variant is called { $name }; `sandbox variant` alone lists them
