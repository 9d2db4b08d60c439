# `doctor --probe`.
probe-not_made = Qoo10の応答の書き方を確認できませんでした: { $why }
probe-extent = 読み取りのみ{ $calls }回(送信なし)。注文{ $orders }行、クレーム{ $claims }件、商品{ $items }件を確認しました
probe-point = 項目
probe-form = 書き方
probe-known = 対応
probe-meaning = 意味
probe-yes = 可
probe-no = 不可
probe-earlier = { $form }({ $on }に確認)
probe-not_seen = 未確認
probe-unknown_keys = 仕様書にない項目: { $keys }
probe-missing_keys = 応答にない項目: { $keys }
probe-failed = 失敗した要求があります: { $why }
probe-before_first_write = 最初の送信の前に:
probe-do_backup = { -state_file }の控えを取ってください: `backup FILE`
probe-do_writes_off = 1週間は[qoo10]の `writes = "off"` で従来の仕組みと並行し、毎日、各処理の予定をQSMと比べてください。
probe-do_listings = `listings pull` のあと、`doctor` と `push-stock --dry-run` で、すべての出品に{ -sku }と在庫数があることを確認してください。
probe-do_carriers = [push_shipments.carriers]を{ -shipping_group }の{ -carrier }名(表記どおりに受け付けられます)と比べてください: { $companies }
probe-do_carriers_unknown = [push_shipments.carriers]をQSMの{ -shipping_group }の{ -carrier }名と比べてください。表記どおりに受け付けられます。
probe-do_first_order = 最初は1件だけ送信してください。`schedule-date --limit 1`、`push-shipments --limit 1` のあとQSMで確認し、この確認を再度実行してください。
# `doctor --seen`.
probe-marked =
    { $n ->
        [0] 新しい書き方はありません
       *[other] { $n }件を確認済みにしました
    }
