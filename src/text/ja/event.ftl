# What happened to an order.
event-imported = 取込
event-paid = 入金済み
event-cancelled = キャンセル
event-line_cancelled = 明細キャンセル
event-cancel_requested = キャンセル要請
event-cancel_withdrawn = 要請取下げ
event-needs_person = 要対応
event-printed = 印刷済み
event-sent = 送信
event-set = 変更
event-held = 保留
event-released = 保留解除
event-line_added = 明細追加
event-shipped = 出荷
event-shipment_corrected = 出荷情報の訂正
event-purged = 個人情報の消去
