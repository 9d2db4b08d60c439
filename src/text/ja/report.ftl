# The summary of a run.
report-summary = { $step }: { $counts }
report-summary_dry_run = { $step }(試行、変更なし): { $counts }
report-summary_writes_off = { $step }(qoo10.writes がoff、送信なし): { $counts }
report-ended_failed = { $summary }、途中で中止
report-ended_busy = { $summary }、他の処理が実行中
report-ended_refused = { $summary }、安全のため中止
report-count = { $outcome } { $n }
report-count_without_stock = { $outcome } { $n }(うち{ -free_stock }数未登録 { $few })
report-would_follow = この後、対象のすべての注文に `schedule-date` を実行します
report-dismissed_by_hand = 取り込めないままです(一覧から手動で除外済み)
# What would be done, as a table.
report-column_order = 注文
report-column_order_no = { -order_number }
report-column_sku = { -sku }
report-column_outcome = 予定
report-column_detail = 内容
# What somebody has to look at.
report-finding = { $outcome }: { $thing }: { $why }
report-finding_of_number = { $outcome }: { $thing } { -order_number }{ $order_no }: { $why }
report-more = … ほか{ $rest }件(--json で全件)
report-warning = 警告: { $warning }
report-do_not_ship = 出荷しないでください
# Why a row cannot be imported.
report-unreadable_row = 注文データを読み取れません({ $detail })。QSMで正しく見える場合は、応答の形式が変わっています。ご報告ください
report-order_no_in_other_cart = { -order_number }{ $detail }は別のカートで取込済みです。どちらが正しいか、Qoo10に問い合わせてください
report-seller_code_missing = 商品{ $detail }に{ -seller_code }がありません。Qoo10で登録すると次回取り込みます
report-seller_code_unusable = { -seller_code }「{ $detail }」に{ -code_characters }以外の文字が含まれています。Qoo10で修正してください
report-option_code_missing = 選択されたオプション「{ $detail }」に{ -seller_option_code }がありません。Qoo10で登録してください
report-option_code_unusable = { -seller_option_code }「{ $detail }」に{ -code_characters }以外の文字が含まれています。Qoo10で修正してください
report-option_code_shared = 同じ商品の複数のオプションで{ -seller_option_code }「{ $detail }」が使われているため、どれが注文されたか判別できません。Qoo10でオプションごとに別のコードを登録して `listings pull` を実行し、この注文は手作業で対応してください
report-status_contradicts = 入金待ち・新規注文の一覧にありながら、ステータスが{ $detail }(配送中または配送完了)です。QSMで確認してください。次回もう一度確認します
report-no_delivery_company = 商品{ $detail }に{ -carrier }が設定されていません。Qoo10で{ -shipping_group }を設定してください
report-lookup_failed = 商品情報を取得できませんでした。次回もう一度取得します({ $detail })
report-cart_rejected = 同じカートの{ -order_number }{ $detail }を取り込めません
report-cart_rejected_too = 同じカートの別の明細を取り込めません
# Why staff have to look at an order.
report-cancelled_past_ready = { $n ->
       *[other] { -order_number }{ $numbers }はQoo10でキャンセル済みですが、出荷作業が始まっています。荷物を止め、`orders set { $order } --status cancelled` を実行してください
    }
report-no_such_order = { $n ->
       *[other] { -order_number }{ $numbers }がQoo10に見当たりません。QSMで確認し、手動で変更してください
    }
report-cancelled_here_only = { $n ->
       *[other] { -order_number }{ $numbers }はQoo10でキャンセルされていませんが、こちらでは手動でキャンセル済みです。QSMでもキャンセルするか、`orders set { $order } --status ready` で元に戻してください
    }
report-other_claim = { $n ->
       *[other] { -order_number }{ $numbers }はQoo10でクレーム対応中です({ $claim })。QSMで確認し、手動で変更してください
    }
report-claim_contradicts_list = { $n ->
       *[other] { -order_number }{ $numbers }はキャンセル完了ですが、Qoo10の注文一覧にはまだ出荷対象として残っています。こちらでは何もキャンセルしていません。残りの数量をQSMで確認し、残りをQSMで発送処理してから `orders set { $order } --status shipped --api-status shipped` を、残りがなければ `orders set { $order } --status cancelled` を実行してください
    }
report-sent_at_qoo10 = { $n ->
       *[other] { -order_number }{ $numbers }はQSMで発送処理済みです({ $parcel })。梱包しないでください。注文全体の発送が済んでいれば、`orders set { $order } --status shipped --api-status shipped` で完了にしてください
    }
report-status_without_payment_date = { $n ->
       *[other] { -order_number }{ $numbers }はQoo10で入金後の注文として表示されていますが、決済日がありません。QSMで入金を確認し、`orders set { $order } --payment-status paid` を実行してください
    }
report-receiver_changed = { $n ->
       *[other] { -order_number }{ $numbers }はQoo10で受取人が変更されましたが、出荷作業が始まっています。QSMと見比べて送り状を直し、`orders set { $order } --take-receiver` で反映してください
    }
report-parcel_unknown = { -tracking_number }なし
report-receiver_taken = 受取人をQoo10の表示に合わせました。変更前に印刷した送り状は使わないでください
report-adopted = QSMで発送処理済み({ $parcel })のため、完了にしました
report-unknown_confirmed = このカートはQoo10で配送準備に進んでいますが、こちらに注文がありません。`import --order { $cart }` で取り込むか、`orders dismiss { $cart }` でこの一覧から外してください
report-unknown_sent = このカートはQoo10で発送処理済みですが、こちらに注文がありません。`import --order { $cart }` で取り込むか、`orders dismiss { $cart }` でこの一覧から外してください
# What follows from a cancellation that is no longer asked for.
report-withdrawn_not_free = 他に未解決の点があるため、出荷しないでください。`orders show` で確認してください
report-withdrawn_free = 出荷できます
report-withdrawn_stays = キャンセル要請はなくなりました。注文は「{ $status }」のままです
# Claims.
report-claim_cancel_requested = キャンセル要請
report-claim_cancelling = キャンセル中
report-claim_cancelled = キャンセル完了
report-claim_return_requested = 返品要請
report-claim_returning = 返品中
report-claim_returned = 返品完了
report-claim_exchange_requested = 交換申請
report-claim_exchange_approved = 交換承認
report-claim_redelivering = 再配送中
report-claim_refunded_unreceived = 未受取返金完了
report-claim_partly_refunded_unreceived = 未受取部分返金完了
report-claim_unpaid_cancelled = 未入金注文のキャンセル
report-claim_changed = { $claim }。{ $next }
# Planned ship dates.
report-planned = { -planned_ship_date } { $date }
report-not_planned = Qoo10に{ -planned_ship_date }が表示されていません
report-beyond_limit = { -planned_ship_date }{ $date }はAPIで登録できる範囲を超えています。後日の実行で登録します
report-not_available_yet = 予約商品の発送可能日{ $date }は、APIで登録できる範囲を超えています。後日の実行で登録します
report-available_unreadable = Qoo10の発送可能日「{ $text }」を読み取れません。QSMで{ -planned_ship_date }を登録し、`orders set { $order } --api-status printed` を実行してください
report-not_scheduled_requested = キャンセル要請中です。出荷しないでください。QSMで要請を処理すると `sync-status` で反映されます
report-not_confirmed = Qoo10が登録を受け付けませんでした。次回もう一度登録します
report-not_confirmed_not_paid = Qoo10で入金が確認できません。QSMで確認してください(`sync-status` で反映されます)
report-not_confirmed_not_new = Qoo10の一覧になく、{ -planned_ship_date }を登録できません。`sync-status` を実行し、QSMで確認してください
report-not_confirmed_not_mentioned = Qoo10の応答に含まれず、未登録です。次回もう一度登録します
report-not_confirmed_no_answer = Qoo10から応答がありません。次回、登録状況を確認してから再送します
report-not_confirmed_no_date = 営業日カレンダーから日付を求められません
report-not_confirmed_because = { $sentence }({ $detail })
# Why an order is not told to Qoo10 as shipped.
report-not_sent = Qoo10が受け付けませんでした。次回もう一度送信します
report-not_sent_cancelled = Qoo10でキャンセル済みです。荷物を止め、`orders set 注文コード --status cancelled` を実行してください
report-not_sent_claim_unreadable = 読み取れないクレームがあります。出荷せず、QSMで確認してください。次回もう一度確認します
report-not_sent_claims_unknown = 読み取れないクレームがあり、この注文のものか確認できていません。QSMのクレーム一覧を確認してください。次回もう一度確認します
report-not_sent_unmapped_carrier = { -carrier }「{ $name }」に対応するQoo10の名称がありません。[push_shipments.carriers] に "{ $name }" = "Qoo10の名称" を追加してください
report-not_sent_breaks_rule = { -tracking_number }{ $number }が正しくありません。{ $why }。`orders ship` で訂正してください
report-not_sent_no_number = { -tracking_number }「{ $number }」を使用できません。{ $why }。`orders ship` で訂正してください
report-not_sent_otherwise = Qoo10では{ -tracking_number }{ $theirs }で出荷済みです(こちらは{ $ours })。誤っている方を訂正し、`orders set 注文コード --api-status shipped` で完了にしてください
report-not_sent_call_refused = まとめて送信したリクエスト全体がQoo10に拒否されました({ $code })。次回もう一度送信します
report-not_sent_not_mentioned = Qoo10の応答に含まれず、未反映です。次回もう一度送信します
report-not_sent_under_way = 前回の送信({ $since })の応答がなく、Qoo10で処理中の可能性があるため、送信していません。{ $until }以降の実行で反映状況を確認し、届いていなければ送信します
report-not_sent_no_answer = Qoo10から応答がありません。次回、反映状況を確認してから再送します
# Why an order that was asked for is not told to Qoo10 now.
report-not_due_unpaid = 入金が確認できていません。Qoo10で入金が確認できると `sync-status` で反映されます
report-not_due_not_shipped = 出荷済みではありません。`orders ship 注文コード --carrier 配送会社 --tracking 送り状番号` で入力してください
report-not_due_no_tracking_number = { -tracking_number }がありません。`orders ship 注文コード --carrier 配送会社 --tracking 送り状番号` で入力してください
report-not_due_already_told = Qoo10に送信済みです
report-not_due_not_scheduled = Qoo10に{ -planned_ship_date }が登録されていません。`schedule-date` で登録してください(QSMで登録済みなら `orders set 注文コード --api-status printed`)
report-not_due_no_day = 出荷日がありません。`orders ship 注文コード --carrier 配送会社 --tracking 送り状番号 --date 出荷日` で入力してください
report-not_due_other_day = 出荷日が{ $day }のため、今回の対象日ではありません。`push-shipments --date { $day }` で送信できます
# Quantities: what a listing shows, and why it is not set.
report-quantity = 商品{ $listing }: { $qty }
report-quantity_was = 商品{ $listing }: { $qty }(前回 { $was })
report-quantity_why = { $quantity }。{ $why }
report-not_set = 商品{ $listing }: { $why }
report-not_set_not_on_sale = Qoo10で販売中ではありません
report-not_set_seller_code_missing = { -seller_code }がありません。Qoo10で登録し、`listings pull` を実行してください
report-not_set_seller_code_unusable = { -seller_code }に{ -code_characters }以外の文字が含まれています。Qoo10で修正し、`listings pull` を実行してください
report-not_set_option_code_missing = { -seller_option_code }がありません。Qoo10で登録し、`listings pull` を実行してください
report-not_set_option_code_unusable = { -seller_option_code }に{ -code_characters }以外の文字が含まれています。Qoo10で修正し、`listings pull` を実行してください
report-not_set_option_code_shared = 同じ商品の別のオプションと{ -seller_option_code }が重複しています。Qoo10でオプションごとに別のコードを登録し、`listings pull` を実行してください
report-not_set_option_gone = Qoo10に該当のオプションがありません。`listings pull` で{ -mapping_table }を更新してください
report-not_set_no_free_stock = { -sku }の{ -free_stock }数が未登録です。`stock set` または `stock load` で登録してください
report-not_set_part_without_count = セットの構成品 { $sku } の在庫数が未登録です。`stock load` または `stock set { $sku }` で登録してください
report-not_set_set_with_own_count = { -sku }がセット商品で、構成品とは別の在庫数も登録されています。`sets clear-count` か `sets remove` で、どちらかにしてください
report-not_set_no_end_date = 販売終了日がなく、在庫連携で販売終了日が変わるため送信しません。QSMで販売終了日を設定してください
report-not_set_kind_changed = オプション商品に変わっています。`listings pull` を実行し、{ -mapping_table }を確認してください
report-not_set_item_unknown = Qoo10に商品が見つかりません。`listings pull` を実行してください
report-not_set_not_taken = 一部失敗の応答があり、在庫数が反映されていません。次回もう一度確認します
report-not_set_no_answer = Qoo10から応答がありません。次回、在庫数を確認してから再送します
report-not_set_separator_in_text = 「{ $text }」に区切り記号(||*、$$)が含まれるか、読み取れないため送信しません。Qoo10で名称を変更してください
report-not_set_unreadable = Qoo10の{ $field }を読み取れず、そのまま送り返せないため送信しません。QSMで確認してください
report-not_set_lookup_failed = 商品情報を取得できませんでした。次回もう一度取得します({ $detail })
report-not_set_refused = Qoo10が在庫数を受け付けませんでした({ $code })。`listings pull` を実行し、QSMで商品を確認してください。次回もう一度送信します
report-not_set_types_not_mapped = 欠けたタイプはQoo10から削除されるため、この商品は送信しません。{ -sku }のないタイプがあります: { $types }。{ -mapping_table }に登録してください(`listings pull`、`listings load`)
report-not_set_types_without_quantity = 欠けたタイプはQoo10から削除されるため、この商品は送信しません。{ -free_stock }数が未登録の{ -sku }があります: { $skus }。`stock set` または `stock load` で登録してください
report-not_set_types_missing = 欠けたタイプはQoo10から削除されるため、この商品は送信しません。{ -sku }のないタイプがあります: { $types }。{ -mapping_table }に登録してください(`listings pull`、`listings load`)。{ -free_stock }数が未登録の{ -sku }があります: { $skus }。`stock set` または `stock load` で登録してください
report-names_and_more = { $names }、ほか{ $rest }件
report-item_in_no_row = Qoo10の商品一覧に読み取れない行が{ $n }件あり、ほかの行には見当たりません
# Warnings: import.
report-addons_unavailable = 商品{ $item }の追加型オプションを取得できず、オプションをそのまま取り込みました。対象注文: { $orders }({ $detail })
report-reject_gone = 取込不可だったカート{ $cart }({ -order_number }{ $order_no })は、Qoo10の入金待ち・新規注文に見当たりません。取り込まずに一覧から外しました。Qoo10で先に進んでいる場合は `qoo10-bridge import --order { $cart }` で取り込めます
report-unnamed_reject_gone = 取込不可だった{ -order_number }{ $order_no }(カート番号なし)は、Qoo10の入金待ち・新規注文に見当たりません。取り込まずに一覧から外しました
report-not_utf8 = 注文{ $orders }の文字に読み取れないものがあり、�に置き換えました。出荷前に氏名と住所をQSMで確認してください
report-rule_matched = ルール「{ $rule }」に該当する注文があります: { $orders }。出荷前に確認してください
report-not_listed = カート{ $cart }は取込済みで、Qoo10の一覧にはもうありません
# Warnings: dates.
report-date_moved = 注文{ $order }: { -planned_ship_date }を{ $from }から{ $to }に調整しました
report-after_desired_date = 注文{ $order }: 予約商品の発送予定日{ $date }では、配送希望日{ $desired }に間に合いません。購入者に連絡してください
report-date_waits = 注文{ $order }: { $from }は登録可能な範囲を超えるため、後日登録します
report-available_unreadable_of = 注文{ $order }: 注文番号{ $order_no }の発送可能日「{ $text }」を読み取れないため、登録を見合わせました。QSMで{ -planned_ship_date }を登録し、`orders set { $order } --api-status printed` を実行してください
report-order_not_due = 注文{ $order }は{ -planned_ship_date }登録の対象ではありません(登録済み、未入金、保留、入荷待ち、キャンセル)
# Warnings: shipments.
report-missed_shipments = 前日以前に出荷済みでQoo10に未反映の注文が{ $n }件あります: { $orders }。`push-shipments --since { $since }` で送信できます
report-shipments_not_taken = 前日以前に出荷済みで、Qoo10に反映できなかった注文が{ $n }件あります: { $orders }。`orders show 注文コード` で理由を確認して対処し、`push-shipments --since { $since }` で送信してください
report-shipped_without_number = { -tracking_number }がないためQoo10に反映できない出荷済みの注文が{ $n }件あります: { $orders }。`orders ship 注文コード --carrier 配送会社 --tracking 送り状番号` で入力してください
report-not_scheduled = { -tracking_number }を入力済みでも、{ -planned_ship_date }が未登録のためQoo10に反映できない出荷済みの注文が{ $n }件あります: { $orders }。`schedule-date` で登録し(QSMで登録済みなら `orders set 注文コード --api-status printed`)、`push-shipments` で送信してください
report-doubtful_number = 注文{ $order }: { -tracking_number }に誤りの可能性があります。{ $why }
# Warnings: what cannot be read.
report-claim_unreadable = { $numbers }のクレームを読み取れません。読み取れるまで出荷せず、QSMで確認してください({ $detail })
report-claim_unreadable_of_anyone = 読み取れないクレームがあります。対象の注文を特定できないため、QSMのクレーム一覧を確認してください({ $detail })
report-other_claim_unreadable = { $numbers }の返品・交換・返金の情報を読み取れず、反映していません。QSMで確認してください。1時間後にもう一度確認します({ $detail })
report-other_claim_unreadable_of_anyone = 返品・交換・返金の情報に読み取れないものがあり、反映していません。QSMのクレーム一覧を確認してください。1時間後にもう一度確認します({ $detail })
report-read_back_unreadable = Qoo10の一覧に読み取れない行があり、注文{ $orders }が反映済みか確認できません。読み取れるまで送信しません。QSMで確認してください({ $detail })
report-items_unreadable = Qoo10の商品一覧に読み取れない行が{ $n }件あるため、一覧にない商品もQoo10の一覧から消えたとはみなしません({ $rows })。QSMで商品を確認してください。次回もう一度取得します
report-item_row = { $status }の{ $page }ページ{ $row }行目
report-item_row_of = { $status }の{ $page }ページ{ $row }行目({ $code })
report-no_items = Qoo10の商品一覧は0件です。受注用に発行された{ -seller_key }では商品が見えません。商品があるはずなら、キーを確認するか `qoo10-bridge key issue` で再発行してください
report-of_item = 商品{ $item }、{ $why }
report-look_up_failed = { -order_number }{ $order_no }は一覧になく、照会にも失敗しました。次回もう一度照会します({ $detail })
# Warnings: items.
report-item_not_read = 商品{ $item }を取得できず、以前の内容のままです。次回もう一度取得します({ $why })
report-item_not_known = 一覧にありますが商品情報を取得できません
report-types_unreadable = タイプ「{ $row }」を読み取れません
report-options_unreadable = 商品{ $item }のオプション{ $n }件を読み取れず、以前の内容のままです({ $rows })。QSMで商品を確認してください。次回もう一度取得します
report-unknown_options = 商品{ $item }に未登録のオプションがあります(変更していません): { $options }。`listings pull` で取り込んでください
report-orders_not_counted = 未取込の注文{ $n }件は、商品が対応表にもSKUにも見つからないため、在庫から差し引いていません: { $orders }。`listings pull` と `import` で取り込み、`orders list --rejected` で原因を確認してください
report-row_not_counted = 注文一覧に読み取れない行があり、注文番号も不明なため、フリー在庫から差し引いていません。QSMで新規注文を確認してください
# Warnings: calls.
report-bulk_refused = 販売者認証キーは有効ですが、Qoo10が一括処理{ $method }を受け付けません(コード{ $code })。今回は1件ずつ送信しました。次回は一括処理をもう一度試します
report-bulk_refused_without_code = 販売者認証キーは有効ですが、Qoo10が一括処理{ $method }を受け付けません(空の応答)。今回は1件ずつ送信しました。次回は一括処理をもう一度試します
# Warnings: this machine, the key, and whoever is told.
report-clock_went_back = この端末の時計は{ $now }ですが、前回の処理は{ $last }に終わっています。時計が戻されたか、正しくない可能性があります。取込範囲と{ -planned_ship_date }に影響するため、時計を確認してください
report-key_ends = { -seller_key }の有効期限は{ $ends_on }です(残り{ $days }日)。`qoo10-bridge key issue` で再発行してください
report-key_over = { -seller_key }の有効期限({ $ends_on })が過ぎています。`qoo10-bridge key issue` で再発行してください
report-notice_lost = 通知を送信できませんでした。処理には影響ありません({ $why })
report-unknown_form = { $method } の応答に、このプログラムの知らない書き方があります({ $point } { $shape })。読み取れた分は処理しました。`doctor --probe` を実行し、この書き方を報告してください
