# `doctor --probe`.
probe-not_made = the forms of Qoo10's answers were not asked for: { $why }
probe-extent =
    { $calls ->
        [one] { $calls } call that reads
       *[other] { $calls } calls that read
    }, none that writes; looked at { $orders } order lines, { $claims } claims and { $items } items
probe-point = point
probe-form = form
probe-known = known
probe-meaning = what it means
probe-yes = yes
probe-no = NO
probe-earlier = { $form } (seen { $on })
probe-not_seen = not seen
probe-unknown_keys = keys that no document has: { $keys }
probe-missing_keys = documented keys that are not there: { $keys }
probe-failed = a call failed: { $why }
probe-before_first_write = Before the first call that writes:
probe-do_backup = Keep a copy of the { -state_file }: `backup FILE`.
probe-do_writes_off = Run a week beside the old system with `writes = "off"` under [qoo10], and compare what the steps plan with QSM every day.
probe-do_listings = Run `listings pull`, then `doctor` and `push-stock --dry-run`: every listing needs its own SKU and a quantity.
probe-do_carriers = Compare [push_shipments.carriers] with the delivery groups, whose companies Qoo10 takes as they are written: { $companies }.
probe-do_carriers_unknown = Compare [push_shipments.carriers] with the delivery groups in QSM: their companies are taken as they are written.
probe-do_first_order = Write one order first: `schedule-date --limit 1`, then `push-shipments --limit 1`, and look at it in QSM; then run this probe again.
# `doctor --seen`.
probe-marked =
    { $n ->
        [0] no form is new
        [one] { $n } form is marked as seen
       *[other] { $n } forms are marked as seen
    }
