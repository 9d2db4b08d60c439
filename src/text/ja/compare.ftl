# An order download of QSM against the orders here: what differs, and what to do.
compare-not_here = 未取込
    .next = `import --order CART` で取り込みます(CARTはQSMのカート番号)
compare-rejected_here = 取込不可
    .next = 理由と対処は `orders list --rejected` で確認してください
compare-not_in_file = ファイルにない
    .next = QSMで確認してください。キャンセルされたか、ダウンロードの対象の状態・期間に入っていません
compare-status_differs = 状態
    .next = ステータス同期を実行し、新しくダウンロードして比べてください。それでも違う場合は `orders show CODE` とQSMを確認してください
compare-payment_differs = 入金
    .next = ステータス同期を実行し、新しくダウンロードして比べてください。それでも違う場合はQSMで入金を確認してください
compare-qty_differs = 数量
    .next = 出荷前にQSMと見比べてください。数量の変更は反映されません
compare-item_differs = 商品
    .next = 出荷前にQSMと見比べてください。商品の変更は反映されません
compare-carrier_differs = 配送会社
    .next = 自動では反映されません。QSMで変更するか、`orders ship CODE` で出荷を登録してください
compare-tracking_differs = 送り状番号
    .next = 誤っているほうを直してください(`orders ship CODE` またはQSM)
compare-receiver_differs = 受取人
    .next = ステータス同期を実行すると、反映されるか、要対応として表示されます。その後、新しくダウンロードして比べてください
# The table and the summary.
compare-what = 違い
compare-in_file = ファイル
compare-here = こちら
compare-what_to_do = { $what }: { $next }
compare-summary = 照合: { $rows }行、一致 { $same }、相違 { $differs }、未取込 { $not_here }、ファイルにない { $not_in_file }、対象外 { $skipped }、読取不可 { $unreadable }
# Rows that cannot be compared.
compare-number_missing = { -order_number }がありません
compare-number_unreadable = { -order_number }が数字ではありません。表計算ソフトで保存すると1.06E+09のようになります。もう一度ダウンロードし、表計算ソフトで保存せずに使ってください
compare-date_unreadable = { -order_number } { $order_no } の注文日が読めません。2026-07-01または2026/7/1の形で書いてください
compare-qty_unreadable = { -order_number } { $order_no } の数量が読めません
# What could not be compared.
compare-unknown_status = { $n }行(最初は{ $line }行目)の状態が不明なため、状態は比べていません
compare-absence_unknown = こちらの未完了の注文{ $n }件が、読めた行にありません。読めない行があるため、ファイルにないかどうかは不明です
compare-no_days = ファイルに注文日がないため、こちらの未完了の注文{ $n }件がファイルにあるかは調べていません。期間を --since と --until で指定してください
