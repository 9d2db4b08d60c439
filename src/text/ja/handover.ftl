# Why an order does not leave the house on paper, and what to do.
handover-cancelled = 注文{ $order }はキャンセル済みです
    .next = 出荷するものはありません。誤ってキャンセルした場合に限り、`qoo10-bridge orders set { $order } --status ready` で元に戻せます
handover-needs_person = 注文{ $order }は先に担当者の確認が必要です: { $why }
    .next = `qoo10-bridge orders show { $order }` で対応を確認してください
handover-cancel_requested = 注文{ $order }はキャンセルを依頼されています
    .next = QSMで依頼を承認または拒否してください。結果は次回の `sync-status` で反映されます
handover-unpaid = 注文{ $order }は入金が確認できていません
    .next = Qoo10で入金が確認できると `sync-status` で保留が解けます。手動では `qoo10-bridge orders set { $order } --payment-status paid`
handover-on_hold = 注文{ $order }は保留中です
    .next = `qoo10-bridge orders show { $order }` で理由を確認し、`qoo10-bridge orders release { $order }` で保留を解除してください
handover-backordered = 注文{ $order }は入荷待ちです
    .next = 入荷したら `qoo10-bridge orders set { $order } --status ready` を実行してください
handover-shipped = 注文{ $order }は出荷済みです
    .next = 荷物がまだ手元にあれば `qoo10-bridge orders set { $order } --status inspected` を実行してください
handover-already_told = 注文{ $order }はQoo10に出荷を送信済みです
    .next = 間違いの場合は、QSMで訂正してから `qoo10-bridge orders set { $order } --api-status printed` を実行してください
