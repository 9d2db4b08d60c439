# A day with its weekday.
calendar-day = { $date } { $weekday }
calendar-mon = Mon
calendar-tue = Tue
calendar-wed = Wed
calendar-thu = Thu
calendar-fri = Fri
calendar-sat = Sat
calendar-sun = Sun
# A month.
calendar-heading_day = day
calendar-heading_open = open
calendar-heading_closed_for = closed for
calendar-heading_run_gives = a run then gives
calendar-heading_because = because
calendar-heading_counted_back = desired then, ships
calendar-open = yes
calendar-closed = -
calendar-shop_holiday = shop holiday
calendar-weekly_day_off = weekly day off
calendar-waits = waits
calendar-too_far =
    { $date } is over { $days ->
        [one] { $days } day
       *[other] { $days } days
    } away
calendar-not_after_run = { $date } would not be after the run
# Why there is no such business day.
calendar-unknown_year = Japan's public holidays are known for { $first } to { $last }, not for { $year }
calendar-never_open = no business day within { $days } days of { $from }
calendar-out_of_range = there is no date so far from { $from }
