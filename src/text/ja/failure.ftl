# How a failure is told.
failure-mark = エラー
failure-caused_by = 原因: { $cause }
failure-next = 対処: { $hint }

# Qoo10 was told what the state file does not say.
failure-not_recorded = { $told }。{ $why }
    .next = 次回、Qoo10の反映状況を確認して完了します。その前に: { $remedy }
failure-told = { $what ->
        [shipment] Qoo10に注文の出荷{ $told }を送信しましたが、{ -state_file }に記録できませんでした
        [planned_date] Qoo10に注文の{ -planned_ship_date }{ $told }を送信しましたが、{ -state_file }に記録できませんでした
       *[quantity] Qoo10に商品の在庫数{ $told }を送信しましたが、{ -state_file }に記録できませんでした
    }
failure-perhaps_told = { $what ->
        [shipment] 注文の出荷{ $perhaps }はQoo10に届いた可能性がありますが、{ -state_file }に記録できませんでした
        [planned_date] 注文の{ -planned_ship_date }{ $perhaps }はQoo10に届いた可能性がありますが、{ -state_file }に記録できませんでした
       *[quantity] 商品の在庫数{ $perhaps }はQoo10に届いた可能性がありますが、{ -state_file }に記録できませんでした
    }
failure-told_and_perhaps = { $what ->
        [shipment] Qoo10に注文の出荷{ $told }を送信し、ほかに{ $perhaps }も届いた可能性がありますが、{ -state_file }に記録できませんでした
        [planned_date] Qoo10に注文の{ -planned_ship_date }{ $told }を送信し、ほかに{ $perhaps }も届いた可能性がありますが、{ -state_file }に記録できませんでした
       *[quantity] Qoo10に商品の在庫数{ $told }を送信し、ほかに{ $perhaps }も届いた可能性がありますが、{ -state_file }に記録できませんでした
    }
failure-orders = { $count }件({ $codes })
failure-listings = { $count }件({ $codes })
failure-and_more = { $codes } ほか{ $more }件

# Business days that cannot be counted, and what to do.
failure-uncounted = 営業日を数えられません。{ $why }
failure-unknown_year =
    この範囲の日付を指定するか、schedule_date.national_holidays = false と設定してください
failure-never_open =
    `holidays list` と schedule_date.closed_weekdays を確認してください。営業日がありません
failure-out_of_range = より前の日付を指定してください
failure-check_clock = この端末の時計か、--now を確認してください

# What was asked for and is not there.
failure-unknown_sku = { -sku }{ $sku }は{ -state_file }にありません
    .next = `qoo10-bridge stock list` と `listings list` で確認できます
failure-unknown_order = 注文{ $order }は{ -state_file }にありません
    .next = `qoo10-bridge orders list` で注文コードを確認できます
