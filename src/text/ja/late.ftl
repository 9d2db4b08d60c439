# The board.
late-paid = 決済
late-day = 日目
late-next = 次に起こること
late-ship_by = 期限
late-left = 残り
late-planned = 予定日
late-needs_person = 要対応
late-overdue = 期限超過
late-passed = 経過
late-today = 本日
late-days_left = { $days }日
# What comes next.
late-reminder = 督促メール
late-points = -2点
late-off_sale = 販売停止
late-own_date = 予約発送日
# What the columns mean.
late-legend_day = 日目: 決済日からの営業日数(土日・祝日は数えません)
late-legend_next = 次に起こること: { $reminder_day }日目 督促メール、{ $points_day }日目 -2点、{ $off_sale_day }日目 { -ship_rate }が低いと販売停止
late-legend_ship_by = 期限: それを防げる最終日 / 残り: 期限までの営業日数
late-legend_plan_late = !: 予定日超過({ -planned_ship_date }が{ $free_day }日目または予約発送日より後です)
late-legend_lead_days = lead_daysを設定してもQoo10の遅延ペナルティは止まりません。QSMで予約商品に設定してください
late-legend_shipped = 出荷済み: 出荷しましたがQoo10に未反映です(`status` で確認)
# The ship rate.
late-rate_none = { -ship_rate }: 直近30日間に期限を迎えた注文はありません
late-rate = { -ship_rate }(決済日基準、直近30日): { $percent }%(期限の{ $due }件中{ $shipped }件を{ $good_day }日目までに出荷)
late-rate_low = { $limit }%以下のため、{ $off_sale_day }日目に商品が30日間販売停止になります
late-rate_fine = { $limit }%を超えているため、販売停止にはなりません
