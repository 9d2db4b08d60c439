# A finding.
doctor-ok = ok:
doctor-unknown = unknown:
doctor-warning = warning:
doctor-problem = problem:
doctor-next = next: { $remedy }
# The checks.
doctor-check = check
    .answer_forms = answer_forms
    .carriers = carriers
    .clock = clock
    .config = config
    .cron = cron
    .endpoint = endpoint
    .foreign_keys = foreign_keys
    .format = format
    .integrity = integrity
    .key = key
    .key_life = key_life
    .leftovers = leftovers
    .listings_without_sku = listings_without_sku
    .listings_without_stock = listings_without_stock
    .lock = lock
    .open_intents = open_intents
    .permissions = permissions
    .room = room
    .runs = runs
    .sets = sets
    .skus_without_listing = skus_without_listing
    .state_file = state_file
    .wal = wal
    .writes = writes
# Configuration and state file.
doctor-writes_off = nothing is sent to Qoo10: qoo10.writes is off
    .next = set qoo10.writes = "on" once what the steps show is right; docs/going-live.md says how to tell
doctor-config_fine = can be used
doctor-file_fine = { $file }, { $size }
doctor-file_missing = there is no file { $file } yet
    .next = look at state.path; if the shop is new, `qoo10-bridge import` makes the file
doctor-file_empty = no shop is in { $file } yet: it is empty
    .next = if there was one, put the last backup in its place (docs/operations.md); if the shop is new, `qoo10-bridge import` fills it
doctor-file_unusable = { $file } cannot be used ({ $why })
    .next = the folder has to exist, and this user has to be allowed to read and write there
doctor-file_foreign = { $file } is the SQLite file of another program
    .next = give another state.path
doctor-file_newer = { $file } cannot be read: { $why }
    .next = install the newer version again
doctor-sound = every page is sound
doctor-damaged = { $file } is damaged: { $findings }
    .next = stop cron; keep copies of { $file }, { $file }-wal and { $file }-shm, then remove the three; `cp BACKUP { $file }`; `chmod 600 { $file }`; then run `import`, `sync-status`, `schedule-date` and `push-shipments`: `import` fetches what is missing, and the others recognise what Qoo10 has been told. docs/operations.md says more
doctor-rows_fit = every row that another belongs to is there
doctor-rows_miss = rows of { $tables } miss the row that they belong to
    .next = somebody changed the file by other means: put the last backup in its place, or report this
# What is around it.
doctor-format_newest = format { $format }
doctor-format_older = format { $format }; the next command that writes keeps a copy and makes it { $newest }
doctor-lock_free = no run is under way
doctor-lock_held = a run is under way
doctor-lock_held_by = a run is under way, process { $process }
doctor-lock_unusable = the lock file cannot be used ({ $why })
    .next = the folder has to exist, and this user has to be allowed to read and write there
doctor-wal_fine = the -wal file has { $size }
doctor-wal_large = the -wal file has grown to { $size }: a program that reads the file keeps it from being emptied
    .next = close SQLite shells and viewers that have the file open; the next run empties it
doctor-no_open_intents = the outcome of every write to Qoo10 is known
doctor-intents_under_way = being written to Qoo10 right now: { $steps }
doctor-open_intents = nobody knows whether these writes reached Qoo10: { $steps }
    .next = run these steps: they ask Qoo10 before they send anything again
doctor-step_count = { $step } { $n }
doctor-runs_ended = no run was cut off
doctor-run_never_ended = the last run, { $step } of { $started_at }, never ended: it was killed, or the machine went down
    .next = run `{ $step }` again: nothing is lost, and nothing is done twice
doctor-room_enough = { $size } free on its disk
doctor-room_little = only { $free } free on its disk; { $wanted } would be safe
    .next = make room: when the disk is full, every step fails
# Permissions, other names, leftovers.
doctor-not_writable = this user may not write { $paths }
    .next = every step writes the file, and beside it: look at owner (chown), permissions (chmod) and mount; or use the user of the crontab
doctor-many_names = { $file } has { $names } names (hard links): runs by way of two of them would not see each other
    .next = find them with `find FOLDER -samefile { $quoted }`, and remove all names but one; a symbolic link (`ln -s`) is not a second name
doctor-mounted = { $file } is mounted by itself: runs by way of its other name would not see this one
    .next = mount the folder that it is in instead of the file
doctor-files_private = nobody else may use the shop's files
doctor-files_exposed = other users may read or write { $files }
    .next = { $commands }
doctor-no_leftovers = no killed command left anything
doctor-leftovers = a killed command left { $paths }, which may hold personal data
    .next = nothing needs them: `rm { $quoted }`
doctor-folder_unlisted = the files in { $folder } cannot be listed ({ $why }), so copies and leftovers are not known
    .next = let this user list it: `chmod u+rx { $quoted }`
# Steps that nobody starts, or that fail.
doctor-cron_seen = every step ran within a day, and did its work
doctor-cron_unseen = not seen running for more than a day: { $steps }
    .next = look at the crontab (docs/cron.md) and whether cron runs; `status` shows each step
doctor-cron_failing = run, but without success: { $steps }
    .next = run the step by hand: its error says what to do; docs/operations.md has the symptoms
doctor-cron_unseen_and_failing = { $unseen }; { $failing }
doctor-step_never = { $step } never
doctor-step_last = { $step } last on { $at }
doctor-step_succeeded = { $step } last succeeded on { $at } (last error: { $error })
doctor-step_never_succeeded = { $step } never succeeded (last error: { $error })
# Gaps in the shop's tables.
doctor-names = { $names }
doctor-names_and_more = { $names }, …
doctor-carriers_known = Qoo10 knows every delivery company of the open orders
doctor-carriers_unknown =
    { $count ->
        [one] { $count } delivery company of open orders has no name at Qoo10
       *[other] { $count } delivery companies of open orders have no name at Qoo10
    }: { $names }
    .next = give their names at Qoo10 in [push_shipments.carriers]; their orders are not sent until then
doctor-no_listings = no listings yet; `push-stock` needs them, and `listings pull` takes them up
doctor-listings_mapped = every listing has a SKU
doctor-listings_unmapped =
    { $count ->
        [one] { $count } listing has no SKU
       *[other] { $count } listings have no SKU
    }: { $names }
    .next = give them a SKU with `listings load`; `push-stock` leaves them out until then
doctor-skus_listed = every SKU with free stock has a listing
doctor-skus_unlisted =
    { $count ->
        [one] { $count } SKU with free stock has no listing
       *[other] { $count } SKUs with free stock have no listing
    }: { $names }
    .next = run `listings pull`; if they are sold at Qoo10, map them with `listings load`
doctor-stock_known = the free stock of every listing is known
doctor-stock_unknown =
    { $count ->
        [one] { $count } listing shows a SKU whose free stock is not known
       *[other] { $count } listings show SKUs whose free stock is not known
    }: { $names }
    .next = load their quantities with `stock load` or `stock set`; `push-stock` leaves them out until then
doctor-sets_countable = the parts of every set are counted, and no set itself
doctor-sets_uncountable =
    { $count ->
        [one] { $count } set has a part without a count, or a count of its own
       *[other] { $count } sets have a part without a count, or a count of their own
    }: { $names }
    .next = `sets list --problems` shows what each of them misses; `push-stock` leaves them out until then
doctor-forms_known = every form of Qoo10's answers on record is known
doctor-forms_new = answers of Qoo10 changed their form, and are read: { $forms }; `doctor --seen` takes this off
doctor-forms_unknown = answers of Qoo10 in forms that the program does not know: { $forms }
    .next = run `doctor --probe`, and report them; `doctor --seen` takes them off this list
# The way to Qoo10.
doctor-endpoint_fine = Qoo10 answers
doctor-endpoint_dead = Qoo10 cannot be asked ({ $why })
    .next = check the network, qoo10.endpoint and https_proxy; what Qoo10 was not asked for is fetched by the next run
doctor-endpoint_odd = Qoo10 answers, but not as expected ({ $why })
    .next = check qoo10.endpoint, and run `doctor` again later; docs/qoo10-api.md explains codes
doctor-key_taken = Qoo10 takes the { -seller_key }
doctor-key_missing = { $why }
    .next = look at qoo10.seller_key_file, seller_key_env or seller_key_command
doctor-key_life_unknown = the last day of the key is not known, because qoo10.seller_key_issued_on is not set
doctor-key_issued_later = qoo10.seller_key_issued_on is { $issued_on }, which has not come yet: today is { $today }
    .next = write the day on which the key was issued, and check this machine's clock: until then nobody is warned when the key ends
doctor-key_life =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    } left, until { $ends_on }
    .next = `key issue` makes a new one: without it, every step fails from that day on
doctor-key_ended = the { -seller_key } ended on { $ends_on }
    .next = `key issue` makes a new one: until then, every step fails
doctor-clock_not_told = Qoo10's answer does not tell the time
doctor-clock_fine = as Qoo10's
doctor-clock_ahead = this machine is { $minutes } min { $seconds } s ahead of Qoo10
    .next = set this machine's clock, best by NTP (`timedatectl set-ntp true`)
doctor-clock_behind = this machine is { $minutes } min { $seconds } s behind Qoo10
    .next = set this machine's clock, best by NTP (`timedatectl set-ntp true`)
