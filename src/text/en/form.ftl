# What Qoo10's documents leave open, and what a form of it means for the shop.
form-empty-list = what a list without rows holds
    .meaning = read as a list without rows
form-numbers = how money is written
    .meaning = read as whole yen
form-empty-text = what a text field without a value holds
    .meaning = read as no value
form-status-text = how an order's status is worded
    .meaning = read by its number
form-claim-status = how a claim's state is worded
    .meaning = read as the state that it names
form-no-claim = the claim of an order without one
    .meaning = read as no claim
form-cancel-requested = whether an order whose cancellation is asked for stays in the order lists
    .meaning =
        { $form ->
            [hidden] such an order leaves the lists: `sync-status` finds it by its claim and marks it
           *[other] it stays listed, and `sync-status` marks it: it is not sent
        }
form-bulk-row-id = what the number in a row of a bulk answer means
    .meaning = each row is matched to its order number
form-bulk-part-failure = the code of a bulk answer in which a row failed
    .meaning = only the rows decide what was taken
form-bulk-rows = where the rows of a bulk answer are
    .meaning = the rows are found there
form-key-problem-field = the field that names a problem with the key
    .meaning = read as a refused key: exit 6
form-wrong-key = the code for a wrong key
    .meaning = read as a refused key: exit 6
form-expired-key = the code for a key whose year is over
    .meaning = read as a refused key: exit 6; `key issue` makes a new one
form-first-key = what the first request for a key is answered with
    .meaning =
        { $form ->
            [empty-once] `key issue` asks again until there is a key
           *[other] `key issue` takes it
        }
form-result-code = how codes are written
    .meaning = read as a number
form-body-start = what comes before the JSON
    .meaning = passed over
form-charset = whether an answer names its charset
    .meaning = read as UTF-8
form-extra-fields = keys that no document has
    .meaning =
        { $form ->
            [some] passed over; their names stand below
           *[other] there are none
        }
form-missing-fields = documented keys that a row lacks
    .meaning =
        { $form ->
            [some] some that the program reads are not there: their names stand below; look at a dry run of `import` before anything is written
           *[other] every key that the program reads is there
        }
form-related-order = whether RelatedOrder lists the row's own number
    .meaning = not relied on: the cart number joins the lines
form-row-order = the order of list rows
    .meaning = not relied on
form-duplicates = whether rows of a list come twice
    .meaning = a row that comes twice counts once
form-names = whether names and options are written with HTML entities
    .meaning =
        { $form ->
            [escaped] decoded for people, and sent back as they came
           *[other] taken as they are
        }
form-phones = how phones are written
    .meaning = told in Japan's own form
form-payment-date = the payment date of paid orders
    .meaning =
        { $form ->
            [blank] a paid order without a date is held as unpaid: look at these in QSM, and do not write yet
           *[other] an order with a payment date is paid
        }
form-addon-codes = how codes of add-ons stand in an option code
    .meaning =
        { $form ->
            [none] only the option's own code is shown
           *[other] taken apart by the item's own codes
        }
form-no-options = the option list of an item without options
    .meaning = read as an item without options
form-item-bulk-rows = the rows of a bulk answer about quantities
    .meaning =
        { $form ->
            [absent] only counts are told: after a failure quantities are read back
           *[other] the rows tell which quantity was not taken
        }
form-move-edit = what happens to types of a MOVE item that a call leaves out
    .meaning = all types are always sent, so that it makes no difference
form-carriers = the names of delivery companies that are taken
    .meaning =
        { $form ->
            [shop-only] only the shop's own companies: map the others in [push_shipments.carriers] to one of them
            [with-english] an English name was taken: [push_shipments.carriers] may use it
            [any] a name that is on no list was taken: check in QSM which company it became
           *[other] a usual name was taken
        }
form-end-bound = whether the end of a search window belongs to it
    .meaning = windows overlap, so that no order is missed
form-messages = the language of messages
    .meaning = only codes decide; the words are passed on
form-item-changes = when a look-up shows a quantity that was sent
    .meaning =
        { $form ->
            [ten-minutes] up to ten minutes later: a look at QSM right after `push-stock` may show the old one
           *[other] at once
        }
form-ship-date-limit = how many days ahead a planned ship date may lie
    .meaning =
        { $form ->
            [10] later dates are refused: keep schedule_date.max_days_ahead at 10 or less
           *[other] dates beyond ten days are taken: schedule_date.max_days_ahead may be raised
        }
form-confirm-again = what a second confirmation does
    .meaning = orders that are confirmed are not confirmed again
form-send-again = what sending a second time does
    .meaning = orders that are sent are not sent again
form-qty-lowered = when a sale lowers the quantity
    .meaning = the orders are asked right before quantities are sent, so that either is right
form-no-tax-rate = what leaving out the tax rate does
    .meaning = the rate that the item shows is always sent back
form-rate-limit = what is answered when too much is asked
    .meaning = waited for and asked again; lower qoo10.requests_per_second if it comes often
# A form that the program does not know, and why none was seen.
form-not_known = the program does not know this form: run nothing that writes, and send the recording of a dry run (docs/qoo10-api.md)
form-no_rows = nothing in the answers of this probe shows it; ask again on a day with more orders, claims and items
form-first_write = the first answer to `{ $command }` that is about it shows it; the program takes every known form
form-after_write = a probe within ten minutes after `{ $command }`, or after an unpaid order since then, shows it; the program takes either
form-key_refused = shown when Qoo10 refuses a key; the program takes every known form
form-key_issued = shown by `key issue`; the program takes either
form-too_much = shown when Qoo10 is asked too much; the program waits and asks again
form-never_shown = the program does nothing that would show it, and so needs no answer
