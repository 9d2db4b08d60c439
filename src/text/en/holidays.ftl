# What became of a holiday.
holidays-added = { $day } is a shop holiday now
holidays-renamed = { $day } has its new name
holidays-removed = { $day } is not a shop holiday any more
holidays-unchanged = { $day } is a shop holiday already; nothing was changed
# Why something cannot be a holiday.
holidays-date_missing = there is no date
holidays-date_out_of_range = { $date } is not within { $first } to { $last }; is the year a slip?
holidays-name_too_long = the name is longer than { $most } characters
holidays-other_name = line { $line } calls the same date "{ $name }"
# Loading a file.
holidays-summary = { $mode ->
        [dry_run] holidays (dry run, nothing was changed)
       *[done] holidays
    }: { $added } added, { $renamed } renamed, { $unchanged } unchanged, { $refused } refused
