# 練習用Qoo10の開始
practice-not_asked = エンドポイントがsandboxではないため、練習用{ -shop } { $file } に接続する処理はありません
practice-not_started = 練習用Qoo10を開始できません({ $error })
practice-look_at_list = `qoo10-bridge sandbox list` で練習用{ -shop }の状態を確認できます
practice-reset = 練習用{ -shop }を最初の状態に戻しました
practice-listens_here_only = 練習用{ -shop }はこの端末でだけ待ち受けます。{ $address }は使えません
practice-cannot_listen = { $address }で待ち受けられません
practice-answer_not_written = 結果を書き込めません
practice-url_not_written = ベースURLを書き込めません

# カートや注文番号に行ったこと
practice-bought = カート{ $cart }: { $numbers }
practice-changed = { $number } { $what }: { $numbers }
practice-paid = 入金
practice-cancel_requested = キャンセル要請
practice-cancel_withdrawn = キャンセル要請の取下げ
practice-cancelled = キャンセル
practice-claim = クレーム{ $status }
practice-pieces_cancelled = { $qty }個のキャンセル
practice-receiver_changed = 受取人の変更
practice-misstated = 一覧の状態{ $status }
practice-confirmed = { -planned_ship_date }の登録
practice-sent = 出荷
practice-delivered = 配達
practice-item_status = 商品{ $item }: { $status }
practice-item_code = 商品{ $item }: { -seller_code } { $code }
practice-option_code = 商品{ $item }のオプション{ $option }: コード { $code }
practice-reserved = 商品{ $item }: { $date }から発送できます
practice-unreserved = 商品{ $item }: すぐに発送できます

# 読み取れない入力
practice-no_cart_number = { $text }は{ -cart_number }として読めません
practice-no_time = { $text }は日時として読めません。YYYY-MM-DDTHH:MM:SS の形で指定してください
practice-no_method = 練習用{ -shop }にメソッド{ $method }はありません。`*` はすべてを表します
practice-bad_seconds = --seconds は0以上で指定してください

# sandbox list: 見出しと、在庫の種類
practice-head_cart = カート
practice-head_order_no = { -order_number }
practice-head_status = 状態
practice-head_claim = 取消等
practice-head_qty = 数
practice-head_sku = { -sku }
practice-head_ordered_at = 注文日時
practice-head_carrier = { -carrier }
practice-head_item = 商品
practice-head_seller_code = 販売者コード
practice-head_price = 価格
practice-head_kind = 種類
practice-kind_plain = 通常
practice-kind_option = オプション
practice-kind_move = タイプ

# sandbox fault list
practice-no_faults = 障害はありません
practice-fault_always = { $method } { $kind }: 毎回({ $after }回の後)
practice-fault = { $method } { $kind }: あと{ $left }回({ $after }回の後)
practice-storm = 乱数の種 { $seed }: 全体の{ $percent }%({ $kinds })、これまでに{ $so_far }回
