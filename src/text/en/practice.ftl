# The practice Qoo10: how it is begun.
practice-not_asked = the endpoint is not the sandbox: no step asks the practice shop { $file }
practice-not_started = the practice Qoo10 cannot be started ({ $error })
practice-look_at_list = `qoo10-bridge sandbox list` shows the practice shop as it stands
practice-reset = the practice shop starts over
practice-listens_here_only = the practice shop listens on this machine only, not on { $address }
practice-cannot_listen = cannot listen on { $address }
practice-answer_not_written = cannot write the answer
practice-url_not_written = cannot write the base URL

# What was done to which cart or order number.
practice-bought = cart { $cart }: { $numbers }
practice-changed = { $number } { $what }: { $numbers }
practice-paid = paid
practice-cancel_requested = cancel requested
practice-cancel_withdrawn = cancel request withdrawn
practice-cancelled = cancelled
practice-claim = claim { $status }
practice-pieces_cancelled = { $qty } pieces cancelled
practice-receiver_changed = receiver changed
practice-misstated = status { $status } in lists
practice-confirmed = confirmed
practice-sent = sent
practice-delivered = delivered
practice-item_status = item { $item }: { $status }
practice-item_code = item { $item }: seller code { $code }
practice-option_code = item { $item }, option { $option }: code { $code }
practice-reserved = item { $item }: can be sent from { $date }
practice-unreserved = item { $item }: can be sent at once

# What cannot be understood.
practice-no_cart_number = { $text } is not a cart number
practice-no_time = { $text } is not a time: YYYY-MM-DDTHH:MM:SS
practice-no_method = the practice shop has no method { $method }; `*` means all
practice-bad_seconds = --seconds takes 0 or more

# sandbox list: headings, and kinds of stock.
practice-head_cart = CART
practice-head_order_no = ORDER NO
practice-head_status = ST
practice-head_claim = CLAIM
practice-head_qty = QTY
practice-head_sku = ITEM
practice-head_ordered_at = ORDERED
practice-head_carrier = CARRIER
practice-head_item = ITEM
practice-head_seller_code = SELLER CODE
practice-head_price = PRICE
practice-head_kind = KIND
practice-kind_plain = plain
practice-kind_option = option
practice-kind_move = move

# sandbox fault list.
practice-no_faults = no faults
practice-fault_always = { $method } { $kind }: every call, after { $after }
practice-fault = { $method } { $kind }: { $left } more, after { $after }
practice-storm = seed { $seed }: { $percent } % of all calls ({ $kinds }), { $so_far } so far
