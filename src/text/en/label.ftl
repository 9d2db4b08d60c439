# Why an order gets no row in a label program's file, and what to do.
label-carrier_unmapped = no { $format } label for { $carrier }: if its parcels go by that program, add "{ $carrier }" = "{ $format }" to labels.carriers
label-slot_unmapped = nobody knows the code of { $format } for the desired time "{ $slot }": add "{ $slot }" = { "{" } { $format } = "…" { "}" } to labels.time_slots ("" prints no time)
label-name_missing = the receiver's name is missing: once it stands in QSM, take it over with `orders set CODE --take-receiver`
label-address_missing = the receiver's address is missing: once it stands in QSM, take it over with `orders set CODE --take-receiver`
label-phone_missing = neither of the receiver's phone numbers is there: make this label by hand
label-phone_unreadable = neither of the receiver's phone numbers can be read as a Japanese one: make this label by hand
label-zip_missing = the receiver's zip is missing: once it stands in QSM, take it over with `orders set CODE --take-receiver`
label-zip_unreadable = the receiver's zip is not seven digits: once it is corrected in QSM, take it over with `orders set CODE --take-receiver`
label-goods_missing = no line of the order has a name for the label: set labels.goods_name
label-sender_missing = the sender is missing: set { $key }
label-sender_unreadable = what { $key } has cannot be read: a zip has seven digits, a phone number nine or more
label-contract_code_missing = { $field } is missing: set { $key }, as your contract has it
label-cell_missing = { $field } is required, and there is nothing for it: make this label by hand
label-cell_too_long = { $field } has room for { $limit }, and the text is longer: { $next }
label-not_encodable = { $field } holds "{ $character }", which the label program's encoding (CP932) lacks: { $next }
label-not_half_width = { $field } takes half-width characters only: { $next }
# What a label leaves out.
label-date_past = the desired date { $date } is over, so the label has none
label-wish_not_taken = { $carrier } takes no desired day or time, so the label has none (desired: { $wishes })
# How much a field holds.
label-limit_none = any text
label-limit_half = { $most } half-width characters
label-limit_mixed = { $full } full-width or { $half } half-width characters
label-limit_full = { $most } characters
label-limit_bytes = { $most } bytes
label-limit_town = { $full } full-width characters, { $town } of them behind the municipality
label-limit_lines = { $lines } lines of { $limit }
# What makes a text fit.
label-change_key = change { $key }
label-allow_overflow = labels.overflow = "next_line" lets it go on in the next field
label-by_hand = make this label by hand in its program
