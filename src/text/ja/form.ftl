# What Qoo10's documents leave open, and what a form of it means for the shop.
form-empty-list = 該当なしの一覧の書き方
    .meaning = 0件の一覧として読み取ります
form-numbers = 金額の書き方
    .meaning = 円単位の整数として読み取ります
form-empty-text = 値のない項目の書き方
    .meaning = 値なしとして読み取ります
form-status-text = 注文状態の書き方
    .meaning = 番号で判断します
form-claim-status = クレーム状態の書き方
    .meaning = その状態として読み取ります
form-no-claim = クレームのない注文の書き方
    .meaning = クレームなしとして読み取ります
form-cancel-requested = キャンセル要請中の注文が注文一覧に残るか
    .meaning =
        { $form ->
            [hidden] 一覧から消えますが、`sync-status` がクレームから見つけて印を付けます
           *[other] 一覧に残り、`sync-status` が印を付けます。送信しません
        }
form-bulk-row-id = 一括送信の応答にある番号の意味
    .meaning = 各行を{ -order_number }に対応させます
form-bulk-part-failure = 一部が失敗した一括送信の応答コード
    .meaning = 各行の結果だけで判断します
form-bulk-rows = 一括送信の応答で行がある場所
    .meaning = その場所から読み取ります
form-key-problem-field = { -seller_key }の問題を示す項目
    .meaning = 認証キーの拒否として扱います(終了コード6)
form-wrong-key = 認証キーが違うときのコード
    .meaning = 認証キーの拒否として扱います(終了コード6)
form-expired-key = 認証キーの期限切れのコード
    .meaning = 認証キーの拒否として扱います(終了コード6)。`key issue` で再発行してください
form-first-key = 認証キーを最初に発行したときの応答
    .meaning =
        { $form ->
            [empty-once] `key issue` はキーが返るまで繰り返します
           *[other] `key issue` がそのまま使います
        }
form-result-code = コードの書き方
    .meaning = 数値として読み取ります
form-body-start = JSONの前にあるもの
    .meaning = 読み飛ばします
form-charset = 文字コードの指定の有無
    .meaning = UTF-8として読み取ります
form-extra-fields = 仕様書にない項目
    .meaning =
        { $form ->
            [some] 読み飛ばします。項目名は下にあります
           *[other] ありません
        }
form-missing-fields = 仕様書にあって応答にない項目
    .meaning =
        { $form ->
            [some] 必要な項目がありません(項目名は下)。送信の前に `import` の --dry-run を確認してください
           *[other] 必要な項目はすべてあります
        }
form-related-order = RelatedOrderに自分の番号が含まれるか
    .meaning = 使いません。{ -cart_number }でまとめます
form-row-order = 一覧の並び順
    .meaning = 並び順は使いません
form-duplicates = 一覧の行の重複
    .meaning = 重複した行は1件として扱います
form-names = 名前やオプションのHTML文字参照
    .meaning =
        { $form ->
            [escaped] 表示では元の文字に戻し、送信では受け取ったまま使います
           *[other] そのまま使います
        }
form-phones = 電話番号の書き方
    .meaning = 国内の形式で扱います
form-payment-date = 入金済み注文の決済日
    .meaning =
        { $form ->
            [blank] 決済日のない注文は未入金として保留します。QSMで確認し、まだ送信しないでください
           *[other] 決済日のある注文を入金済みとします
        }
form-addon-codes = 追加オプションのコードの並べ方
    .meaning =
        { $form ->
            [none] オプション自身のコードだけが入ります
           *[other] 商品のコードと照らして分けます
        }
form-no-options = オプションのない商品のオプション一覧
    .meaning = オプションのない商品として扱います
form-item-bulk-rows = 在庫の一括送信の応答の行
    .meaning =
        { $form ->
            [absent] 件数だけが返ります。失敗したときは在庫数を読み直します
           *[other] 反映されなかった在庫が行で分かります
        }
form-move-edit = 送らなかったMOVE商品の種類の扱い
    .meaning = 常にすべての種類を送るため、影響しません
form-carriers = 受け付けられる{ -carrier }名
    .meaning =
        { $form ->
            [shop-only] ショップの{ -carrier }だけです。ほかは[push_shipments.carriers]で対応させてください
            [with-english] 英語名が受け付けられました。[push_shipments.carriers]で使えます
            [any] 一覧にない名前が受け付けられました。どの{ -carrier }になったかQSMで確認してください
           *[other] 通常の名前が受け付けられました
        }
form-end-bound = 検索期間の終わりを含むか
    .meaning = 期間を重ねるため、注文は漏れません
form-messages = メッセージの言語
    .meaning = コードだけで判断し、文言はそのまま伝えます
form-item-changes = 送信した在庫数が照会に現れる時期
    .meaning =
        { $form ->
            [ten-minutes] 最大10分後です。`push-stock` の直後は、QSMで古い数が見えることがあります
           *[other] すぐに現れます
        }
form-ship-date-limit = { -planned_ship_date }の上限日数
    .meaning =
        { $form ->
            [10] それより先の日付は拒否されます。schedule_date.max_days_aheadは10以下にしてください
           *[other] 10日より先も受け付けられます。schedule_date.max_days_aheadを増やせます
        }
form-confirm-again = 再度の注文確認の扱い
    .meaning = 確認済みの注文は再度確認しません
form-send-again = 再度の発送処理の扱い
    .meaning = 発送済みの注文は再度送信しません
form-qty-lowered = 販売で在庫数が減る時期
    .meaning = 送信の直前に注文を取得するため、どちらでも正しくなります
form-no-tax-rate = 税率を省略したときの扱い
    .meaning = 商品の税率を常に送り返します
form-rate-limit = 要求が多すぎるときの応答
    .meaning = 待って再度要求します。続く場合はqoo10.requests_per_secondを下げてください
# A form that the program does not know, and why none was seen.
form-not_known = このプログラムの知らない書き方です。送信する処理は実行せず、--dry-run の記録を送ってください(docs/qoo10-api.md)
form-no_rows = 今回の応答では分かりません。注文・クレーム・商品が多い日に再度実行してください
form-first_write = `{ $command }` の最初の応答で分かります。知られている書き方はすべて読み取れます
form-after_write = `{ $command }` から10分以内の確認、またはその後の未入金注文で分かります。どちらでも対応できます
form-key_refused = 認証キーが拒否されたときに分かります。知られている書き方はすべて読み取れます
form-key_issued = `key issue` で分かります。どちらでも対応できます
form-too_much = 要求が多すぎるときに分かります。待って再度要求します
form-never_shown = これが現れる操作をしないため、確認は不要です
