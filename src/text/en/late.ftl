# The board.
late-paid = paid
late-day = day
late-next = next
late-ship_by = ship by
late-left = left
late-planned = planned
late-needs_person = needs a person
late-overdue = overdue
late-passed = passed
late-today = today
late-days_left =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
# What comes next.
late-reminder = reminder
late-points = -2 points
late-off_sale = off sale
late-own_date = own date
# What the columns mean.
late-legend_day = day: business days since the payment; weekends and public holidays do not count
late-legend_next = next: day { $reminder_day } a reminder, day { $points_day } -2 points, day { $off_sale_day } off sale if the ship rate is low
late-legend_ship_by = ship by: the last day to prevent it; left: business days until then
late-legend_plan_late = !: plan too late, the planned ship date is after day { $free_day } or the promised date
late-legend_lead_days = lead_days do not stop Qoo10's clock; for more time make the item reservation goods in QSM
late-legend_shipped = shipped: the parcel has left and Qoo10 does not know, see `status`
# The ship rate.
late-rate_none = ship rate: no order of the last 30 days is due yet
late-rate = ship rate (last 30 days, by payment date): { $percent } %, { $shipped } of { $due } by day { $good_day }
late-rate_low = { $limit } % or less: on day { $off_sale_day } an item is taken off sale for 30 days
late-rate_fine = above { $limit } %: no item is taken off sale
