# How the shop stands: its steps.
overview-writes_off = Qoo10には何も送信しません: qoo10.writes がoffです
overview-off = 停止中
overview-last_run = 前回実行
overview-age = 経過
overview-every = 間隔
overview-result = 結果
overview-last_success = 前回成功
overview-never_ran = 未実行
overview-not_finished = 未完了
overview-overdue = { $result }・遅れ
overview-step_failed = { $step }: { $why }
overview-not_followed = ステータス同期({ $since })の後、{ -planned_ship_date }登録がまだ完了していません
overview-seconds = { $n }秒
overview-minutes = { $n }分
overview-hours = { $n }時間
overview-days = { $n }日
# Its orders.
overview-open_orders = 未完了の注文
overview-no_open_orders = 未完了の注文はありません
# What needs a hand.
overview-needs_hand = 要確認
overview-command = コマンド
overview-no_hand = 対応が必要なものはありません
overview-rejects = 取込不可
overview-held = 保留: { $hold }
overview-held_by_rules = 保留ルール: { $rules }
overview-cancel_requests = キャンセル要請
overview-needs_person = 要対応
overview-not_taken = 反映できない出荷
overview-no_number = 番号なしの出荷
overview-not_scheduled = 予定日未登録の出荷
overview-without_lines = 全明細キャンセル
overview-missed = 未反映の出荷
overview-late = 決済から{ $reminder_day }日目以降
overview-without_date = 発送可能日の読取不可
overview-part_without_count = セットの構成品が未登録
overview-set_with_own_count = セット自体の在庫数あり
overview-stock_waiting = 在庫の反映待ち
overview-claims = 返品・交換
overview-unknown_carts = 未取込
overview-unknown_forms = 未知の書き方
# The seller key.
overview-key_unknown = { -seller_key }: qoo10.seller_key_issued_on を設定すると期限を表示します
overview-key = { -seller_key }: 残り{ $days }日({ $ends_on }まで)
overview-key_ends_soon = { -seller_key }: 残り{ $days }日({ $ends_on }まで)。新しいキーを発行してください
overview-key_ended = { -seller_key }: { $ends_on }に期限切れ。新しいキーを発行してください
