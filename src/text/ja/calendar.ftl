# A day with its weekday.
calendar-day = { $date }({ $weekday })
calendar-mon = 月
calendar-tue = 火
calendar-wed = 水
calendar-thu = 木
calendar-fri = 金
calendar-sat = 土
calendar-sun = 日
# A month.
calendar-heading_day = 日付
calendar-heading_open = 営業
calendar-heading_closed_for = 休業の理由
calendar-heading_run_gives = この日の実行での{ -planned_ship_date }
calendar-heading_because = 備考
calendar-heading_counted_back = この日が配送希望日の{ -planned_ship_date }
calendar-open = 営業
calendar-closed = 休業
calendar-shop_holiday = 休業日
calendar-weekly_day_off = 定休日
calendar-waits = 保留
calendar-too_far = { $date }は{ $days }日より先です
calendar-not_after_run = { $date }は実行日より後ではありません
# Why there is no such business day.
calendar-unknown_year = 日本の祝日が分かるのは{ $first }年から{ $last }年までで、{ $year }年は分かりません
calendar-never_open = { $from }から{ $days }日以内に営業日がありません
calendar-out_of_range = { $from }から離れすぎているため、日付を求められません
