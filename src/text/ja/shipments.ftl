# What became of one order.
shipments-shipped = { $order }: 出荷済みにしました({ $shipment })
shipments-corrected = { $order }: 訂正しました({ $shipment })
shipments-unchanged = { $order }: 変更なし({ $shipment })
shipments-own_carrier = { $done }。{ -carrier }は、注文の{ $carrier }です
# What should be looked at.
shipments-note = 注文{ $order }: { $note }
shipments-unmapped = { -carrier }「{ $carrier }」に対応するQoo10の名称がないため送信できません。入力間違いなら、正しい名前で入力し直してください({ $names })。そうでなければ、push_shipments.carriers に "{ $carrier }" = "Qoo10の名称" を追加してください
shipments-unmapped_near = { -carrier }「{ $carrier }」に対応するQoo10の名称がないため送信できません。「{ $near }」ではありませんか。入力間違いなら、正しい名前で入力し直してください({ $names })。そうでなければ、push_shipments.carriers に "{ $carrier }" = "Qoo10の名称" を追加してください
shipments-before_order = 出荷日{ $shipped_on }が注文日{ $ordered_on }より前です。年の間違いではありませんか
shipments-zero_restored = 欠けていた先頭の0を補いました: { $number }
shipments-breach = { -tracking_number }{ $number }: { $why }
shipments-cancel_requested = キャンセル要請中です。出荷せず、荷物を止めてください。止めたら `orders set { $order } --status inspected` で出荷前に戻せます
shipments-also_on = { -tracking_number }{ $number }は注文{ $others }にも使われています。Qoo10は別のカートで使用済みの番号を受け付けません
shipments-sent_at_qoo10 = 注文{ $order }はQSMで発送処理済みです({ $parcel })
shipments-close_sent = その荷物で正しければ `qoo10-bridge orders set { $order } --status shipped --api-status shipped` で完了にしてください。違う場合はQSMで訂正してください
shipments-needs_person = ステータス同期で要対応となっています。荷物が出る前に確認してください
# Why a shipment is not taken.
shipments-order_missing = 注文がありません
shipments-order_unreadable = 「{ $text }」は注文コードとして読めません。412345678または412345678-2の形です
shipments-order_unknown = 注文{ $order }はありません
shipments-order_unknown_meant = 注文{ $order }はありません。{ $meant }
shipments-carrier_missing = { -carrier }がなく、注文にもありません。--carrier で指定できます
shipments-carrier_unfit = { -carrier }が{ $most }文字を超えているか、改行などを含んでいます
shipments-number_unusable = { -tracking_number }「{ $text }」: { $why }
shipments-date_ahead = 出荷日{ $date }は未来の日付です
shipments-other_shipment = { $line }行目に同じ注文の別の出荷があります({ $other })。1つの注文の荷物は、{ -carrier }と出荷日を同じにしてください
# What to do about one that was not taken by hand.
shipments-take_from_label = 送り状の番号を入力してください
shipments-compare_with_label = 送り状の番号と{ -carrier }を確認してください。push_shipments.check_digits = "warn" と設定すると警告だけにできます
shipments-leave_date_out = 今日なら --date を省いてください。そうでなければ、その日に入力してください
shipments-example = 例: `qoo10-bridge orders ship 412345678 --carrier 佐川急便 --tracking 405548424886`
# Loading a file.
shipments-summary = { $mode ->
        [dry_run] 出荷(試行、変更なし)
       *[done] 出荷
    }: 出荷済み { $shipped }、訂正 { $corrected }、変更なし { $unchanged }、{ $skipped ->
        [0] {""}
       *[other] 対象外 { $skipped }、
    }取込不可 { $refused }
