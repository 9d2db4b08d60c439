# The list.
orders-api_status_short = API
orders-yen = 金額
# What matters more than the status: in a table, and on the order's own page.
orders-stop = 出荷停止
orders-stop_cancelled = 出荷停止: Qoo10でキャンセル済み
orders-stop_cancel_requested = 出荷停止: キャンセル要請中
orders-stop_sent = 出荷停止: QSMで発送処理済み
orders-look_up_open = QSM確認: 未キャンセル
orders-look_up_not_found = QSM確認: 注文なし
orders-look_up_claim = QSM確認: クレーム
orders-look_up_payment = QSM確認: 入金
orders-look_up_receiver = QSM確認: 受取人
# Rejects.
orders-cart = { -cart_number }
orders-why_and_what_to_do = 理由と対処
# One order.
orders-held_for = 保留の理由
orders-holds = { $holds }
orders-held_with = { $hold }: { $text }
orders-cancel = キャンセル
orders-to_do = 要対応
orders-payment = 入金
orders-api_status = APIステータス
orders-order_numbers = Qoo10{ -order_number }
orders-paid_at = 決済日時
orders-payment_method = 支払方法
orders-desired = 配送希望日
orders-planned_ship_date = { -planned_ship_date }
orders-buyer = 購入者
orders-receiver = 受取人
orders-address = 住所
orders-message = メッセージ
orders-gift = ギフト
orders-total_yen = 合計金額
# Its lines.
orders-qty = 数量
orders-unit_yen = 単価
orders-name_and_option = 商品名・オプション
orders-line_cancelled = { $name } [キャンセル]
orders-line_cancel_requested = { $name } [キャンセル要請]
# Its returns, exchanges and refunds.
orders-claim = クレーム
orders-claim_requested = 申請日時
orders-claim_completed = 完了日時
# What the rules of the shop match.
orders-rule = ルール
orders-rule_effect = 動作
orders-rule_holds = 保留(保留中)
orders-rule_released = なし(解除済み)
