# A call to Qoo10 that did not succeed, and what to do.
qoo10-no_answer = { $method }: Qoo10から応答がありません。{ $attempts }回試しました({ $detail })
    .next = qoo10.endpoint とネットワークを確認してください。次回、続きから処理します
qoo10-deadline = { $method }: 処理の制限時間を過ぎました
    .next = 次回、続きから処理します。qoo10.deadline_seconds で制限時間を延ばせます
qoo10-deadline_after = { $method }: 処理の制限時間を過ぎました(最後の結果: { $last })
qoo10-long_pause =
    { $method }: Qoo10が{ $asked }秒の待機を求めていますが、制限時間は残り{ $left }秒です({ $last })
    .next = 待機時間が過ぎてから再度実行してください。次回、続きから処理します
qoo10-outdated = { $method }: 数量を送信する前に、注文一覧の取得から5秒を超えたため、送信しませんでした
    .next = 時間をおいて再度実行してください。続く場合は qoo10.requests_per_second を上げてください(一覧2回と送信を5秒以内に始める必要があります)
qoo10-writes_off = { $method }: この処理ではQoo10を変更できないため、呼び出しませんでした
    .next = qoo10.writes を "on" にし、--dry-run を付けずに実行すると呼び出します
qoo10-interrupted = { $method }: 呼び出す前に{ $signal }で中断されました。次回、続きから処理します
    .next = いつでも再度実行できます。それまでの結果は保存済みです
qoo10-seller_key_refused = { $method }: Qoo10が{ -seller_key }を拒否しました({ $answer })
qoo10-api_key_refused = { $method }: Qoo10がAPIキーを拒否しました({ $answer })
    .next =
        APIキー、ID、パスワードを確認してください。APIキーはQoo10に申請して発行されたもので、{ -seller_key }ではありません
qoo10-login_refused = QSMのIDとパスワードを確認し、QSMの画面でログインできるか試してください
qoo10-key_not_active =
    新しいキーは有効になるまでこうなります。数時間たっても続く場合は、キーを確認するか `qoo10-bridge key issue` で再発行してください
qoo10-code = { $method }: Qoo10がエラーを返しました({ $answer })
qoo10-item_restricted = { $method }: 取引制限などのため、Qoo10がこの商品の情報を返しません({ $answer })。QSMで商品の状態を確認してください
qoo10-code_unknown = 時間をおいて再度実行してください。コードの説明は docs/qoo10-api.md にあります
qoo10-damaged = { $method }: Qoo10の応答が壊れています。{ $attempts }回試しました({ $detail })
    .next =
        接続に問題はなく、応答の内容が壊れています。QSMで該当付近の注文を確認してください。次回もう一度取得します
qoo10-unreadable = { $method }: Qoo10の応答を読み取れません({ $detail })
    .next =
        qoo10.endpoint を確認してください。正しい場合はQoo10の応答の形式が変わっています。ご報告ください

# Code and words of an answer.
qoo10-answer_code = { $code }
qoo10-answer_code_and_words = { $code } "{ $words }"
qoo10-answer_words = "{ $words }"
qoo10-answer_empty = 空の応答

# Why no usable answer came.
qoo10-http_status = HTTPステータス{ $status }
qoo10-http_redirect = HTTPステータス{ $status }(リダイレクトには従いません)
qoo10-http_forbidden =
    HTTPステータス{ $status }(アクセス拒否。リクエストが多すぎるか、許可されていない接続元です)
qoo10-http_not_found =
    HTTPステータス{ $status }(このURLには何もありません。qoo10.endpoint を確認してください)
qoo10-http_too_many = HTTPステータス{ $status }(リクエストが多すぎます)
qoo10-at_host = { $host }: { $what }
qoo10-proxy_host = { $host }へのプロキシ{ $proxy }
qoo10-refused = 接続を拒否されました
qoo10-refused_by = { $host }に接続を拒否されました
qoo10-no_host = ホスト名が見つからないか、検索できません
qoo10-no_connection = 接続できません
qoo10-no_connection_in_time = 時間内に接続できませんでした({ $phase })
qoo10-not_connected = 接続できません({ $why })
qoo10-connection_broke = 接続が切れました({ $why })
qoo10-no_answer_in_time = 時間内に応答がありませんでした({ $phase })
qoo10-proxy_refused = プロキシに拒否されました({ $why })
qoo10-not_secure = 安全に接続できません({ $why })
qoo10-not_trusted = サーバーの証明書を信頼できないため、何も送信していません({ $why })
qoo10-not_http = 安全な接続ではないか、HTTPではありません({ $why })
qoo10-bad_url = エンドポイントのURLを使用できません
qoo10-key_characters = { -seller_key }に使えない文字が含まれています
qoo10-broke_off = 応答が{ $bytes }バイトで途切れました({ $why })
qoo10-too_large = 応答が{ $mib }MiBを超えています
qoo10-empty = 応答が空です
qoo10-not_utf8 = 応答がUTF-8のテキストではありません
qoo10-not_utf8_near = 応答がUTF-8のテキストではありません(番号{ $number }の付近)
qoo10-page = 応答がJSONではなくHTMLまたはXMLのページです
qoo10-not_json = 応答がJSONではありません({ $line }行{ $column }文字目)
qoo10-ends_in_row = 応答が行の途中({ $bytes }バイト目)で終わっています
qoo10-ends_in_row_near = 応答が行の途中({ $bytes }バイト目、番号{ $number }の付近)で終わっています
qoo10-rows_unclear = 応答の行を区別できません({ $bytes }バイト目)
qoo10-rows_unclear_near = 応答の行を区別できません({ $bytes }バイト目、番号{ $number }の付近)

# What of an answer cannot be read: a key of the API, what should stand there, and what does.
qoo10-row = { $method }: { $problem }
qoo10-option_row = { $row }行目、{ $problem }
qoo10-should_be = { $key }には{ $wanted }が必要ですが、{ $found }です
qoo10-none = { $key }には{ $wanted }が必要ですが、値がありません
qoo10-key_missing = { $key }がありません
qoo10-payment_missing = { $key }がないため、入金済みかどうか区別できません
qoo10-no_text = { $key }に文字として読めないデータがあります
qoo10-no_object = 行の形式が正しくないか、同じ項目が2つあります({ $line }行{ $column }文字目)
qoo10-several_rows = 1行のはずですが、複数の行があります
qoo10-bulk_object = ResultObjectに行ではないオブジェクトがあります
qoo10-bulk_other = ResultObjectに行ではないデータがあります
qoo10-no_item = ResultObjectに商品の項目がありません
qoo10-no_page = ResultObjectに商品一覧がありません
qoo10-no_new_key = ResultObjectが新しい{ -seller_key }の文字列ではありません
qoo10-new_key_characters = 新しい{ -seller_key }に、空白またはキーに使えない文字が含まれています
qoo10-method_unknown = このメソッドはQoo10にありません("{ $words }")
qoo10-nothing_new = 状態{ $status }の商品一覧の{ $pages }ページ中{ $page }ページ目に、新しい商品がありません
qoo10-no_end = 状態{ $status }の商品一覧が終わりません
qoo10-a_text = 文字列
qoo10-a_number = 数値
qoo10-a_whole_number = 整数
qoo10-a_positive_number = 正の数
qoo10-whole_yen = 円単位の金額
qoo10-a_time = 日時
qoo10-an_item_code = { -item_number }
qoo10-a_claim_state = クレームの状態
qoo10-a_list_of_rows = 行のリスト
qoo10-pieces = 1から{ $most }までの数
qoo10-found_missing = 値なし
qoo10-found_blank = 空白
qoo10-found_list = リスト
qoo10-found_object = オブジェクト
qoo10-found_empty_object = 空のオブジェクト
qoo10-found_no_row = 行ではないオブジェクト
qoo10-found_number_or_word = 数値または単語
qoo10-found_damaged = 破損したデータ
qoo10-found_too_many = { $most }行を超えるリスト
