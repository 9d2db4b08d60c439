# An order download of QSM against the orders here: what differs, and what to do.
compare-not_here = not here
    .next = `import --order CART` takes it; CART is its cart number in QSM
compare-rejected_here = not imported
    .next = `orders list --rejected` says why, and what to do
compare-not_in_file = not in the file
    .next = look it up in QSM: it was cancelled there, or the download leaves out its status or its day
compare-status_differs = status
    .next = run `sync-status` and compare with a new download; if it stays, look at `orders show CODE` and at QSM
compare-payment_differs = payment
    .next = run `sync-status` and compare with a new download; if it stays, look at the payment in QSM
compare-qty_differs = quantity
    .next = compare the order with QSM before it ships; no step takes over another quantity
compare-item_differs = item
    .next = compare the order with QSM before it ships; no step takes over another item
compare-carrier_differs = carrier
    .next = no step takes it over: change it in QSM, or enter the parcel with `orders ship CODE`
compare-tracking_differs = tracking number
    .next = correct whichever is wrong: `orders ship CODE`, or QSM
compare-receiver_differs = receiver
    .next = run `sync-status`, which takes over a new receiver or names the order, and compare with a new download
# The table and the summary.
compare-what = differs
compare-in_file = in the file
compare-here = here
compare-what_to_do = { $what }: { $next }
compare-summary = compare: { $rows ->
        [one] { $rows } row
       *[other] { $rows } rows
    }, { $same } same, { $differs } different, { $not_here } not here, { $not_in_file } not in the file, { $skipped } skipped, { $unreadable } unreadable
# Rows that cannot be compared.
compare-number_missing = it has no order number
compare-number_unreadable = its order number is no number; spreadsheets write 1.06E+09 for it: download the file again, and do not save it from a spreadsheet
compare-date_unreadable = the order date of order number { $order_no } cannot be read; write 2026-07-01 or 2026/7/1
compare-qty_unreadable = the quantity of order number { $order_no } cannot be read
# What could not be compared.
compare-unknown_status = { $n ->
        [one] the status in line { $line } is none that is known: it was not compared
       *[other] the statuses of { $n } rows, the first in line { $line }, are none that are known: they were not compared
    }
compare-absence_unknown = { $n ->
        [one] { $n } open order here is in no row that can be read; while rows cannot be read, nobody knows whether it is missing
       *[other] { $n } open orders here are in no row that can be read; while rows cannot be read, nobody knows whether they are missing
    }
compare-no_days = the file tells no order date, so { $n ->
        [one] { $n } open order here was
       *[other] { $n } open orders here were
    } not looked for in it; --since and --until name its days
