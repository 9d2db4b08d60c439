# コマンド自体の文
desk-own_fault = qoo10-bridge自体の不具合により停止しました({ $place })
    .next = もう一度実行してください。それまでの結果は保存済みです。続く場合は、この行と実行したコマンドを、個人情報を除いてご報告ください
desk-interrupted = { $signal }で中断されました
    .next = いつでも再度実行できます。何も変更していません
desk-not_written = 結果を標準出力に書き込めません({ $error })
desk-not_json = 結果をJSONにできません({ $error })
desk-stdin = 標準入力
desk-stdin_unreadable = 標準入力を読み取れません({ $error })

# 設定ファイルと、そこに書かれたファイル
desk-config_unreadable = 設定ファイル { $file } を読み取れません({ $error })
desk-config_of_variable_unreadable = 設定ファイル { $file }({ $variable }で指定)を読み取れません({ $error })
desk-config_not_utf8 = 文字コードをUTF-8にして保存し直してください
desk-config_elsewhere = フォルダが正しいか確認してください。--config FILE で別のファイルを指定できます。example.toml をコピーして使えます
desk-state_folder_missing = 設定ファイル { $file } を使用できません: state.path のフォルダ { $folder } がありません
    .next = state.path の綴りを確認してください。新しい{ -shop }なら `mkdir -p { $quoted }` を実行してください
desk-state_folder_is_none = 設定ファイル { $file } を使用できません: state.path の { $folder } はフォルダではありません
    .next = 設定の state.path に別のファイルを指定してください
desk-no_state_file_yet = { -state_file } { $file } はまだありません。`qoo10-bridge import` で作成されます
desk-set_proxy = { $variable } に http://proxy.example:3128 のようなプロキシを設定するか、設定を外すか、直接接続するホストを no_proxy に指定してください

# ロック
desk-lock_unusable = ロックファイル { $file } を使用できません({ $error })
    .next = 設定の state.path を確認してください。フォルダがあり、このユーザーが書き込めることが必要です
desk-file_has_names = ファイル { $file } には{ $names }個の名前(ハードリンク)があり、別の名前で実行した処理と同時に動くおそれがあります
    .next = `find フォルダ -samefile { $file }` で探し、1つだけ残して削除してください。シンボリックリンク(`ln -s`)は使えます
desk-file_is_mount = ファイル { $file } は単独でマウントされており、元の名前で実行した処理と同時に動くおそれがあります
    .next = ファイルではなく、それが入っているフォルダをマウントしてください
desk-lock_is_no_file = ロックファイル { $file } はフォルダ、パイプまたはデバイスです
    .next = { $file } を移動してください。次の処理がファイルを作成します

# 置き換えないファイルと、それが何か
desk-stays = { $file } は変更していません({ $what })
desk-name_other_file = { $example } など、別のファイルを指定してください
desk-is_config = この{ -shop }の設定ファイルです
desk-is_key_file = キーのファイルです
desk-is_of_state_file = { -state_file }の一部です
desk-is_no_file = 通常のファイルではありません
desk-is_unreadable = 読み取れないファイルです
desk-is_there = すでに存在します
desk-is_stdout = 標準出力には書き込めません
desk-replace_or_name = 別のファイル名を指定するか、`--replace` で置き換えてください
desk-name_new_file = まだ存在しないファイル名を指定してください
desk-is_no_web_page = Webページではありません
desk-is_no_metrics_file = 本プログラムのメトリクスのファイルではありません

# 書き込むファイル
desk-page_not_written = ページ { $file } に書き込めません({ $error })
    .next = フォルダの有無と、このユーザーの書き込みの権限を確認してください
desk-file_not_written = { $file } に書き込めません({ $error })
    .next = フォルダの有無と、このユーザーの書き込みの権限を確認してください
desk-chart_not_drawn = グラフを描画できません({ $error })
desk-metrics_not_written = メトリクスのファイル { $file } に書き込めません({ $error })
    .next = フォルダの有無と、このユーザーの書き込みの権限を確認してください
desk-man_not_written = マニュアルページを { $folder } に書き込めません({ $error })
    .next = このユーザーが書き込めるフォルダを指定してください
desk-man_written = man: { $folder } に{ $pages }ページを書き込みました

# 注文
desk-no_rule_matches = ルールに該当する注文はありません
desk-no_rules = 保留ルールがありません。{ $file } に [[import.hold_rules]] を追加してください(example.tomlに5つの例があります)
desk-no_orders = 注文はありません
desk-no_orders_of_carrier = 注文はありません({ -carrier }「{ $carrier }」の注文がありません)
desk-no_orders_of_carrier_near = 注文はありません({ -carrier }「{ $carrier }」の注文がありません)。{ $near }ではありませんか
desk-no_orders_of_sku = 注文はありません({ -sku }{ $sku }の注文がありません)
desk-no_orders_of_sku_near = 注文はありません({ -sku }{ $sku }の注文がありません)。{ $near }ではありませんか
desk-no_rejects = 取込不可のカートはありません
desk-none_waiting = 出荷待ちの注文はありません
desk-older_left_out = 完了済みで30日より前の注文は省略しました。--all、--since 日付、--find 文字 で表示できます
desk-days_reversed = --since が --until より後になっています
    .next = 早い方の日を --since に指定してください
desk-no_code_came = 標準入力に注文コードがありません
    .next = 1行に1件、注文コードを入力してください
desk-no_code = 「{ $word }」は注文コードではありません
    .next = `qoo10-bridge orders list` で注文コードを確認できます
desk-rest_again = { $order }より前は処理済みです。{ $order }以降をもう一度入力してください
desk-unknown_order = 注文{ $order }は{ -state_file }にありません
desk-where_orders_are = `qoo10-bridge orders list` で注文コードを、`orders list --rejected` で取込不可のカートを確認できます
desk-meant_cart = このカートの注文は{ $orders }です
desk-meant_line = { $code }は注文{ $order }の{ -order_number }です
desk-meant_reject = カート{ $code }は取込不可です。理由は `orders list --rejected` で確認できます
desk-meant_at_qoo10 = カート{ $cart }はQoo10にありますが、未取込です。`import --order { $cart }` で取り込めます
desk-not_rejected = カート{ $cart }は取込不可の一覧にも未取込の一覧にもありません
    .next = 取込不可は `qoo10-bridge orders list --rejected`、未取込は `qoo10-bridge sync-status` で確認できます
desk-unknown_dismissed = カート{ $cart }を未取込の一覧から外しました
desk-no_new_receiver = 注文{ $order }の受取人は、Qoo10でも変わっていません
    .next = `qoo10-bridge sync-status` でQoo10を確認できます。受取人が変わった注文は `qoo10-bridge orders list --needs-person` で確認できます
desk-no_such_line = 注文{ $order }に{ $line }行目はありません
    .next = `qoo10-bridge orders show { $order }` で明細を確認できます
desk-line_of_qoo10 = 注文{ $order }の{ $line }行目はQoo10の明細のため、ここでは取り消せません
    .next = QSMでキャンセルすると `qoo10-bridge sync-status` で反映されます。ここで取り消せるのは `orders add-line` で追加した明細だけです
desk-dismissed = カート{ $cart }を取込不可の一覧から外しました
desk-not_shipped = 注文{ $order }の出荷を入力できません。{ $why }

# 在庫、対応表、休業日
desk-no_stock = 在庫数が未登録です。`stock load` でファイルから登録できます
desk-stock_stopped = ファイルが完全か、数量の列が正しいかを確認してください。正しい場合は --force mass-zero を付けて再度実行してください
desk-stock_baseless = ファイルを直してください。すべての{ -sku }を0にする場合は、{ -sku }ごとに0と書いてください
desk-sku_unknown = { -sku }{ $sku }は在庫数にもセットにも{ -mapping_table }にもありません
desk-sku_meant = { $near }ではありませんか。新しい{ -sku }は `qoo10-bridge stock load` で登録できます
desk-sku_to_load = 新しい{ -sku }は `qoo10-bridge stock load` で登録できます。登録済みの{ -sku }は `stock list` で確認できます
desk-no_sets = セットはありません。`qoo10-bridge sets load` で登録できます
desk-set_unknown = { $set }はセットではありません
    .next = セットは `qoo10-bridge sets list` で確認できます
desk-set_meant = { $near }ではありませんか
desk-no_listings = { -mapping_table }にデータがありません。`qoo10-bridge listings pull` で取り込めます
desk-no_holidays = 休業日はありません
desk-holiday_refused = 休業日を追加できません。{ $why }
    .next = 例: `qoo10-bridge holidays add 2026-08-13 夏季休業`
desk-no_such_holiday = { $date }は休業日に登録されていないため、削除できません
    .next = `qoo10-bridge holidays list` で確認できます
