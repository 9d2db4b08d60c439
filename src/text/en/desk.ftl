# What commands say for themselves.
desk-own_fault = qoo10-bridge stopped by a fault of its own ({ $place })
    .next = run it again: what was done until then is written; if it stays, report this line with the command, without personal data
desk-interrupted = interrupted by { $signal }
    .next = run it again when you like: it changes nothing
desk-not_written = the result cannot be written to stdout ({ $error })
desk-not_json = the result cannot be written as JSON ({ $error })
desk-stdin = stdin
desk-stdin_unreadable = standard input cannot be read ({ $error })

# The configuration file and the files that it names.
desk-config_unreadable = the configuration { $file } cannot be read ({ $error })
desk-config_of_variable_unreadable = the configuration { $file } (from { $variable }) cannot be read ({ $error })
desk-config_not_utf8 = save it as UTF-8
desk-config_elsewhere = are you in the right folder? --config FILE names another file; example.toml is one to copy
desk-state_folder_missing = the configuration { $file } cannot be used: the folder { $folder } of state.path is not there
    .next = look for a mistyped state.path; if the shop is new: `mkdir -p { $quoted }`
desk-state_folder_is_none = the configuration { $file } cannot be used: { $folder } of state.path is not a folder
    .next = give another state.path in the configuration
desk-no_state_file_yet = there is no { -state_file } { $file } yet; `qoo10-bridge import` makes it
desk-set_proxy = set { $variable } to a proxy such as http://proxy.example:3128, unset it, or name the hosts to reach without it in no_proxy

# The lock.
desk-lock_unusable = the lock file { $file } cannot be used ({ $error })
    .next = look at state.path in the configuration: its folder has to exist, and this user has to be allowed to write there
desk-file_has_names = the file { $file } has { $names } names (hard links): runs by way of two of them would not see each other
    .next = find them with `find FOLDER -samefile { $file }`, and remove all names but one; a symbolic link (`ln -s`) is not a second name
desk-file_is_mount = the file { $file } is mounted by itself: runs by way of its other name would not see this one
    .next = mount the folder that it is in instead of the file
desk-lock_is_no_file = the lock file { $file } is a folder, a pipe or a device
    .next = move { $file } away: the next run makes a file of its own

# Files that are not replaced, and what they are.
desk-stays = { $file } stays as it is: { $what }
desk-name_other_file = name another file, such as { $example }
desk-is_config = it is this shop's configuration
desk-is_key_file = it is the key file
desk-is_of_state_file = it is part of the { -state_file }
desk-is_no_file = it is not a file
desk-is_unreadable = this user cannot read it
desk-is_there = it is there already
desk-is_stdout = it stands for standard output, and this needs a file
desk-replace_or_name = name another file, or replace it with `--replace`
desk-name_new_file = name a file that is not there yet
desk-is_no_web_page = it is not a web page
desk-is_no_metrics_file = it is not a metrics file of this program

# Files that are written.
desk-page_not_written = the page { $file } cannot be written ({ $error })
    .next = its folder has to exist, and this user has to be allowed to write there
desk-file_not_written = { $file } cannot be written ({ $error })
    .next = its folder has to exist, and this user has to be allowed to write there
desk-chart_not_drawn = a chart cannot be drawn ({ $error })
desk-metrics_not_written = the metrics file { $file } cannot be written ({ $error })
    .next = its folder has to exist, and this user has to be allowed to write there
desk-man_not_written = the manual pages cannot be written into { $folder } ({ $error })
    .next = name a folder that this user may write in
desk-man_written = man: { $pages ->
        [one] { $pages } page
       *[other] { $pages } pages
    } in { $folder }

# Orders.
desk-no_rule_matches = no order matches a rule
desk-no_rules = no rules: [[import.hold_rules]] in { $file } makes them; example.toml has five
desk-no_orders = no orders
desk-no_orders_of_carrier = no orders: none has the delivery company { $carrier }
desk-no_orders_of_carrier_near = no orders: none has the delivery company { $carrier }; did you mean { $near }?
desk-no_orders_of_sku = no orders: none has the SKU { $sku }
desk-no_orders_of_sku_near = no orders: none has the SKU { $sku }; did you mean { $near }?
desk-no_rejects = no rejects
desk-none_waiting = no order is waiting to be shipped
desk-older_left_out = finished orders older than 30 days are left out; --all, --since D or --find TEXT shows them
desk-days_reversed = --since is later than --until
    .next = give the earlier day as --since
desk-no_code_came = no order code came on standard input
    .next = give one code a line
desk-no_code = "{ $word }" is not an order code
    .next = `qoo10-bridge orders list` shows the codes
desk-rest_again = what stands before { $order } is done; enter { $order } and what stands behind it again
desk-unknown_order = there is no order { $order } in the { -state_file }
desk-where_orders_are = `qoo10-bridge orders list` shows the codes; `orders list --rejected` shows what could not be imported
desk-meant_cart = this cart became { $orders }
desk-meant_line = { $code } is an order number of order { $order }
desk-meant_reject = cart { $code } could not be imported: `orders list --rejected` says why
desk-meant_at_qoo10 = Qoo10 has cart { $cart }, but no order here has it: `import --order { $cart }` takes it
desk-not_rejected = cart { $cart } is neither on the list of rejects nor among the carts that are unknown here
    .next = `qoo10-bridge orders list --rejected` shows the rejects, `qoo10-bridge sync-status` the unknown carts
desk-unknown_dismissed = cart { $cart } is off the list of carts that are unknown here
desk-no_new_receiver = Qoo10 shows no other receiver of order { $order } than the one here
    .next = `qoo10-bridge sync-status` asks Qoo10; `qoo10-bridge orders list --needs-person` shows the orders with another one
desk-no_such_line = order { $order } has no line { $line }
    .next = `qoo10-bridge orders show { $order }` shows its lines
desk-line_of_qoo10 = line { $line } of order { $order } comes from Qoo10, so it cannot be taken back here
    .next = cancel it in QSM, and `qoo10-bridge sync-status` takes that over; only what `orders add-line` added is taken back here
desk-dismissed = cart { $cart } is off the list of rejects
desk-not_shipped = order { $order } cannot be shipped so; { $why }

# Stock, listings, holidays.
desk-no_stock = no counts; `stock load` takes them from a file
desk-stock_stopped = check the file: is it whole, and is its quantity the right column? If it is right, run again with --force mass-zero
desk-stock_baseless = mend the file; to set every SKU to 0, name each with 0
desk-sku_unknown = no count, set, part or listing has the SKU { $sku }
desk-sku_meant = did you mean { $near }? `qoo10-bridge stock load` takes new SKUs
desk-sku_to_load = `qoo10-bridge stock load` takes new SKUs; `stock list` shows those with a count
desk-no_sets = no sets; `qoo10-bridge sets load` takes them
desk-set_unknown = { $set } is not a set
    .next = `qoo10-bridge sets list` shows the sets
desk-set_meant = did you mean { $near }?
desk-no_listings = no listings; `qoo10-bridge listings pull` brings them
desk-no_holidays = no shop holidays
desk-holiday_refused = the holiday cannot be added: { $why }
    .next = `qoo10-bridge holidays add 2026-08-13 夏季休業`
desk-no_such_holiday = { $date } is not a holiday of the shop, so there is nothing to remove
    .next = `qoo10-bridge holidays list` shows them
