# Orders that are handed over in a file.
export-unknown_format = there is no format { $format }; known: { $known }
    .next = give one of these, or make it a table [export.{ $format }] of the configuration
export-unknown_format_near = there is no format { $format }; did you mean { $near }?
    .next = `qoo10-bridge orders export --help` names the formats; the shop's own are tables [export.NAME] of the configuration
export-too_many_for_stdout = these orders make { $files } files, and stdout is one
    .next = give a file: --out clickpost.csv
export-not_recorded = { $files }: written, but the state file does not know that these orders are handed over; { $why }
    .next = use nothing of it yet; remove the file, or give --replace, and enter the command again
export-done = export ({ $format }): { $exported } exported, { $refused } refused; in { $files }
export-dry_run = export ({ $format }; dry run, nothing was changed): { $exported } exported, { $refused } refused; in { $files }
export-none = export ({ $format }): nothing to hand over, { $refused } refused; no file was written
export-refused = refused: { $why }
export-label_refused = order { $order }: { $why }
export-warned = order { $order }: { $why }
export-warning = warning: { $what }
export-next = next: { $next }
export-left_unmapped = warning: no label format has the delivery company { $carrier }, so its orders are in none: set labels.carriers."{ $carrier }"
export-left_without_carrier = warning: orders without a delivery company are on no label: labels.carriers."" = "b2" would give them one
export-left_other_format = left out: { $orders ->
        [one] { $orders } order
       *[other] { $orders } orders
    } of { $carrier }, whose format is { $format } (`qoo10-bridge orders export --format { $format }`)
export-left_not_leaving = left out: { $orders ->
        [one] { $orders } order that may not leave
       *[other] { $orders } orders that may not leave
    } (`qoo10-bridge orders list --cancel-requested`, `qoo10-bridge orders list --needs-person`)
export-left_exported = left out: { $orders ->
        [one] { $orders } order that was
       *[other] { $orders } orders that were
    } handed over in this format before; --again takes them
export-stale_part = warning: { $file } is of an earlier export and none of these files
export-handed_over = { $format }: { $file }
# Why an order that was named is not in the file, and what to do.
export-already_exported = order { $order } was handed over in the format { $format } before
    .next = `qoo10-bridge orders show { $order }` says when and in which file; --again takes it once more
export-carrier_unmapped = no label format has the delivery company { $carrier } of order { $order }
    .next = set labels.carriers."{ $carrier }" to one
export-no_carrier = order { $order } has no delivery company at Qoo10
    .next = labels.carriers."" = "b2" chooses the labels of such orders; or make this one by hand in its program
export-not_encodable = order { $order }: { $column } holds "{ $character }" ({ $code }), which the file's encoding does not have
    .next = an encoding of utf8 or utf8-bom has every character
export-not_chosen = order { $order } is not among those that --carrier and --since choose
    .next = leave them out
export-other_format = the delivery company { $carrier } of order { $order } belongs to the format { $format }
    .next = `qoo10-bridge orders export --format { $format }`, or set labels.carriers."{ $carrier }"
export-other_status = order { $order } is { $status }, which is not asked for
    .next = --status { $word } takes it
