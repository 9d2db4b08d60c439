# What Qoo10's result codes mean, and what to do.
# Any method.
code-done = 成功
    .next = 対応は不要です
code-key_wrong = { -seller_key }が正しくありません
    .next = キーを確認してください。QSMのパスワード変更でもキーは失効します。必要なら `qoo10-bridge key issue` で新しいキーを発行してください
code-no_such_method = メソッドが存在しません。キーが誤っている場合も、この応答になります
    .next = キーを確認してください。QSMのパスワード変更でもキーは失効します。必要なら `qoo10-bridge key issue` で新しいキーを発行してください
code-no_rights = このメソッドの実行権限がありません
    .next = Qoo10に権限の付与を依頼してください
code-key_expired = { -seller_key }の有効期限が切れています
    .next = `qoo10-bridge key issue` で新しいキーを発行してください

# Lists of orders and claims.
code-bad_dates = 検索日が正しくありません
    .next = 次回もう一度実行します。続く場合は本プログラムの不具合としてご報告ください
code-window_too_wide = 検索期間が90日を超えています
    .next = 次回もう一度実行します。続く場合は本プログラムの不具合としてご報告ください
code-no_such_shipping_status = 配送状態の指定が正しくありません
    .next = 次回もう一度実行します。続く場合は本プログラムの不具合としてご報告ください
code-status_and_date_differ = 配送状態と検索条件の組み合わせが正しくありません
    .next = 次回もう一度実行します。続く場合は本プログラムの不具合としてご報告ください
code-seller_unknown = 販売者情報が存在しません
    .next = 設定の{ -seller_key }を確認してください
code-bad_order_no = { -order_number }の形式が正しくありません
    .next = 次回もう一度実行します。続く場合は本プログラムの不具合としてご報告ください

# An order by its number.
code-not_in_this_shop = この{ -shop }に該当する{ -order_number }がありません
    .next = QSMで確認し、手動で変更してください

# Cancelling.
code-cancel_bad_order_no = { -order_number }の形式が正しくありません
    .next = QSMで{ -order_number }を確認してください
code-no_such_order = 注文が存在しません
    .next = QSMで{ -order_number }を確認してください
code-not_its_seller = 販売者情報が正しくありません
    .next = 設定の{ -seller_key }を確認してください
code-not_cancellable = キャンセルできない状態です
    .next = QSMで注文の状態を確認してください

# Planned ship dates.
code-other_shop = 他{ -shop }の注文です
    .next = 設定の{ -seller_key }を確認してください
code-bad_customer_no = 顧客番号の形式が正しくありません
    .next = 次回もう一度実行します。続く場合は本プログラムの不具合としてご報告ください
code-date_not_taken = { -planned_ship_date }の登録に失敗しました
    .next = 次回もう一度実行します。続く場合はQSMで確認してください
code-list_unreadable = JSONの形式が正しくありません
    .next = 次回もう一度実行します。続く場合は本プログラムの不具合としてご報告ください
code-not_confirmable = 処理できない注文です
    .next = `sync-status` を実行し、QSMで確認してください
code-date_refused = Qoo10が登録を受け付けませんでした
    .next = 次回もう一度登録します
code-too_many_rows = 件数が500件を超えています
    .next = 次回もう一度実行します。続く場合は本プログラムの不具合としてご報告ください
code-already_confirmed = 販売者確認済みです
    .next = 対応は不要です(Qoo10に登録済みの{ -planned_ship_date }を確認します)
code-not_a_new_order = 新規注文(配送要請)の状態ではないため、{ -planned_ship_date }を登録できません
    .next = `sync-status` を実行し、QSMで確認してください
code-confirm_claimed = キャンセル要請中です
    .next = 出荷せず、Qoo10で要請に対応してください
code-confirm_visit = 来店受取のため登録できません
    .next = QSMで対応してください
code-date_missing = { -planned_ship_date }がありません
    .next = 次回もう一度実行します。続く場合は本プログラムの不具合としてご報告ください
code-date_too_far = { -planned_ship_date }が登録可能な範囲を超えています
    .next = schedule_date.max_days_ahead を小さくしてください
code-date_not_after_today = { -planned_ship_date }は翌日以降である必要があります
    .next = この端末の時計を確認してください

# Shipments.
code-company_missing = { -carrier }がありません
    .next = `orders ship` で入力してください
code-number_missing = { -tracking_number }がありません
    .next = `orders ship` で入力してください
code-shipment_not_taken = 出荷情報の更新に失敗しました
    .next = QSMで注文の状態を確認してください
code-not_sendable = 処理できない注文です
    .next = `sync-status` を実行し、QSMで確認してください
code-shipment_refused = Qoo10が受け付けませんでした
    .next = 次回もう一度送信します
code-send_claimed = キャンセル要請中です
    .next = 出荷せず、荷物を止めて、Qoo10で要請に対応してください
code-send_visit = 来店受取の注文です
    .next = QSMで対応してください
code-number_used_before = この{ -tracking_number }は別のカートで使用済みです
    .next = 確認し、`orders ship` で訂正してください
code-number_length = { -tracking_number }の桁数が違います
    .next = `orders ship` で訂正してください
code-number_invalid = { -tracking_number }が無効です
    .next = `orders ship` で訂正してください
code-check_digit = { -tracking_number }の{ -check_digit }が違います
    .next = `orders ship` で訂正してください
code-not_from_china = 中国から日本への配送に登録されていない{ -carrier }です
    .next = Qoo10に確認するか、[push_shipments.carriers] を変更してください
code-japan_post_not_allowed = 日本郵便の利用権限がありません
    .next = Qoo10に確認するか、[push_shipments.carriers] を変更してください
code-company_not_allowed = この{ -carrier }は利用できません
    .next = Qoo10に確認するか、[push_shipments.carriers] を変更してください
code-other_delivery = 購入者が選択した配送方法と異なります
    .next = QSMで確認してください
code-company_unknown = { -carrier }名がQoo10の名称と一致しません
    .next = [push_shipments.carriers] に正確な名称を設定してください
code-other_country = { -carrier }と配送先の国が一致しません
    .next = QSMで確認してください

# Items and quantities.
code-internal_fault = Qoo10内部のエラーです(説明は公開されていません)
    .next = 次回もう一度実行します。続く場合はQSMで確認してください
code-bad_item_status_or_page = 商品状態またはページの指定が正しくありません
    .next = 次回もう一度実行します。続く場合は本プログラムの不具合としてご報告ください
code-item_unknown = 商品が見つかりません
    .next = `listings pull` を実行し、`listings load` で{ -sku }を登録してください
code-not_on_sale = 取引可能・取引待機のどちらの商品でもありません
    .next = QSMで商品の状態を確認してください
code-downloads_used_up = 1日10回のダウンロード上限に達しました
    .next = 翌日にもう一度実行してください
code-under_review = 商品は検収待ちです
    .next = QSMで商品の状態を確認してください
code-suspended = 商品は取引中止です
    .next = QSMで商品の状態を確認してください
code-restricted = 商品は取引制限中です
    .next = QSMで商品の状態を確認してください
code-rejected = 商品は承認拒否されています
    .next = QSMで商品の状態を確認してください
code-no_such_item_status = 商品状態の指定が正しくありません
    .next = 次回もう一度実行します。続く場合は本プログラムの不具合としてご報告ください
code-not_processed = 処理エラーです。メッセージに理由があります
    .next = QSMで商品を確認してください。次回もう一度実行します
code-some_rows_failed = 一部の行が失敗しました
    .next = 対応は不要です(Qoo10に登録済みの在庫数を確認し、残りは次回送信します)
code-options_unreadable = オプション情報の形式が正しくありません
    .next = QSMでオプション名から ||* と $$ を取り除いてください

# A meaning with what to do.
code-explained = { $meaning }。{ $next }
