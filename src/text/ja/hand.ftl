# What a change by hand did.
hand-line_added = { $order }: { $line }行目を追加しました({ $sku } x { $qty })
hand-line_removed = { $order }: { $line }行目を取り消しました
hand-changed = { $order }: { $changes }
hand-done = { $order }: 完了
hand-receiver_taken = { $order }: 受取人をQoo10の表示に合わせました。変更前に印刷した送り状は使わないでください
hand-already = { $order }: 変更なし({ $status })
hand-still_held = { $order }: 入金待ちのため保留のままです。Qoo10で入金が確認できると `sync-status` で解除されます(手動では `qoo10-bridge orders set { $order } --payment-status paid`)
# Its parts.
hand-status_changed = { $from } → { $to }
hand-payment_changed = 入金: { $from } → { $to }
hand-api_status_changed = APIステータス: { $from } → { $to }
hand-holds_changed = 保留の理由: { $from } → { $to }
hand-no_hold = なし
hand-holds = { $first }・{ $second }
# What it leaves to do.
hand-no_tracking = { $order }には{ -tracking_number }がないため、`push-shipments` でQoo10に送信できません。`qoo10-bridge orders ship { $order } --carrier 配送会社 --tracking 送り状番号` で入力してください
hand-open_at_qoo10 = { $order }はQoo10でのキャンセルが確認できていません。Qoo10では出荷の期限が進み続けるため、QSMでもキャンセルしてください。Qoo10でキャンセルされるまでは `qoo10-bridge orders set { $order } --status ready` で元に戻せます
hand-no_parcel = { $order }は出荷済みでないか{ -tracking_number }がないため、Qoo10に出荷を送信しません。以後 `late` と `status` にも表示されません。元に戻すには `qoo10-bridge orders set { $order } --api-status { $before }` を実行してください
hand-unknown_sku = { -sku }{ $sku }は{ -free_stock }にも{ -mapping_table }にもありません。間違いがないか確認してください
hand-unknown_sku_near = { -sku }{ $sku }は{ -free_stock }にも{ -mapping_table }にもありません。{ $near }ではありませんか
