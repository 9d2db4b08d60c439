# What a webhook is told.
notice-needs_a_person = { $shop }: { $step }で対応が必要です(新規{ $new }件、全{ $open }件)
notice-more = … ほか{ $rest }件
# Things that need a person.
notice-key_over = { -seller_key }の有効期限が過ぎています
notice-key_refused = Qoo10が{ -seller_key }を拒否しました
notice-key_ends = { -seller_key }の有効期限まで{ $days }日以内です
notice-safety_brake = 安全のため中止しました
notice-claim_unreadable = 読み取れないクレームがあります
notice-claim = { $order }、{ -order_number }{ $order_no }: { $meaning }。{ $next }
notice-other_claim_unreadable = 返品・交換・返金の情報に読み取れないものがあります
notice-missed_shipment = { $order }: 出荷済みでQoo10に未反映
notice-shipment_not_taken = { $order }: 出荷済みでQoo10に反映できていません
notice-no_tracking_number = { $order }: 出荷済みで{ -tracking_number }がありません
notice-not_scheduled = { $order }: 出荷済みで{ -planned_ship_date }が未登録です
notice-found = { $thing }: { $outcome }
notice-found_why = { $thing }: { $outcome }({ $reason })
notice-new_form = Qoo10の応答の書き方が変わりました: { $point } { $form }。読み取れます。意味は `doctor --probe` で分かります
notice-unknown_form = Qoo10の応答に、このプログラムの知らない書き方があります: { $point } { $form }。`doctor --probe` で確認し、`doctor --seen` で確認済みにしてください
# What went wrong with telling.
notice-of_key = { $key }: { $why }
notice-under_way = 他の処理が通知中です
notice-not_sent = 送信できませんでした
notice-interrupted = 応答の前に{ $signal }で中断されました
