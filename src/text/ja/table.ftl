# Headings and words that several tables have.
table-carrier = { -carrier }
table-date = 日付
table-item = { -item_number }
table-line = 行
table-n = 件
table-name = 名称
table-option_code = { -option_code }
table-order = 注文
table-order_no = { -order_number }
table-ordered = 注文日時
table-shipped_on = 出荷日
table-sku = { -sku }
table-status = ステータス
table-step = 処理
table-tracking = { -tracking_number }
table-would_be = 予定
