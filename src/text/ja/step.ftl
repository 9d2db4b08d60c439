# Steps.
step-import = 出荷指示取込
step-listings_pull = { -mapping_table }取込
step-purge = 個人情報の消去
step-push-shipments = 出荷実績戻し
step-push-stock = 在庫連携
step-schedule-date = { -planned_ship_date }登録
step-sync-status = ステータス同期
# What is asked of a step and cannot be.
step-day_to_come = { $day }はまだ来ていません
    .next = 今日か、それより前の日を指定してください
step-bad_range = --from と --to: { $why }
    .next = 期間は最長7日で、終了は今日までです
step-range_reversed = 終了が開始より前です
step-range_too_wide = 期間が7日を超えています
step-range_past_today = 期間が今日より先に及んでいます
step-unknown_cart = カート{ $cart }は、対象期間のQoo10の注文一覧にありません
    .next = 番号を確認してください。--from と --to を付けなければ、過去90日の全ステータスから探します
