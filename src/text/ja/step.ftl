# Steps.
step-import = 出荷指示取込
step-listings_pull = 対応表取込
step-purge = 個人情報の消去
step-push-shipments = 出荷実績戻し
step-push-stock = 在庫連携
step-schedule-date = 発送予定日登録
step-sync-status = ステータス同期
