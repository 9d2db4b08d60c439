# Free stock.
stock-free = { -free_stock }数
stock-basis = 数え方
stock-count = 棚卸数
stock-in_orders = 受注
stock-reserve = 予備在庫
stock-sent = 送信済み
stock-range = { $least }～{ $most }
stock-was = 変更前
# The stock of one SKU, explained.
stock-count_of = { $qty }({ $basis }、{ $at })
stock-pieces = 1セットの数
stock-rules = ルール
stock-rule_reserve = 予備在庫{ $n }
stock-rule_cap = 上限{ $n }
stock-no_cap = 上限なし
stock-rule_percent = { $n }%
stock-own_rule = { $rule }(個別)
stock-list = { $all }
stock-held = 数量
stock-option = オプション
stock-sent_at = 送信日時
# What changing rules did.
stock-rules_now = { $sku }: { $rules }
stock-free_now = { -free_stock }{ $n }
stock-no_rule = { $sku } のルールが1つも指定されていません
    .next = --reserve N、--cap N、--percent P のいずれかを指定してください。数の代わりに - と書くと、その{ -sku }だけのルールを削除します
# What setting a quantity did.
stock-set_again = { $sku }: { $qty }のまま(棚卸日時を更新)
stock-set_new = { $sku }: { $qty }(新規)
stock-set_changed = { $sku }: { $was } → { $qty }
stock-set_basis = { $sku }: { $was }({ $was_basis }) → { $qty }({ $basis })
stock-set_older = { $sku } の棚卸日時が { $known } で、現在より後になっています。変更はありません
    .next = このコンピューターの時計を確認してください
stock-to_come = --counted-at の { $at } はまだ来ていない日時です。変更はありません
    .next = 数えた日時を日本時間で指定してください
# What the quantities of a file count.
stock-both_columns = { $file } に { $on_hand } と { $free } の両方の列があり、どちらを使うか分かりません。変更はありません
    .next = どちらかの列を外してください。実在庫は棚にある数すべて、フリー在庫は未出荷の受注を引いた数です
stock-heads_on_hand = { $file } の列 { $column } は棚にある数ですが、--count は free になっています。変更はありません
    .next = --count を外してください。未出荷の受注を引いた数なら、列の見出しをフリー在庫数にしてください
stock-heads_free = { $file } の列 { $column } は未出荷の受注を引いた数ですが、--count は on_hand になっています。変更はありません
    .next = --count を外してください。棚にある数なら、列の見出しを実在庫数にしてください
stock-bare = { $file } の見出し { $column } では、何を数えたものか分かりません。変更はありません
    .next = 棚にある数すべて(実在庫)なら --count on_hand、未出荷の受注を引いた数(フリー在庫)なら --count free を指定してください。設定ファイルの [stock] に count = "on_hand" のように書くこともできます
stock-rules_alone = ルールだけで数量のないファイルです。ルールだけを変えるには `stock rule` を使います
# Loading a file.
stock-summary = { $mode ->
        [dry_run] 在庫(試行、変更なし)
       *[done] 在庫
    }: 追加 { $added }、変更 { $changed }、ファイルにないため0にした{ -sku } { $zeroed }、変更なし { $unchanged }、取込不可 { $refused }{ $is_stopped ->
        [true] 、安全のため中止
       *[false] {""}
    }
# What should be looked at.
stock-torn = 引用符のために読めない行がファイルにあり、どの{ -sku }の行か分からないため、ファイルにない{ -sku }は0にしていません({ $n }件の在庫はそのままです)
stock-spared = 取込不可の行に{ -sku }の分からないものがあるため、ファイルにない{ $n }件の{ -sku }の在庫は変更していません
stock-counted_later = ファイルにない{ $n }件の{ -sku }は、ファイルより後に数えられているため、変更していません
stock-counted_sets = セット商品の{ -sku }が{ $n }件あり、棚卸数が付いたため在庫を送信できません。構成品の数を登録し、`sets clear-count` でその棚卸数を削除してください({ $skus })
stock-unlisted = { -mapping_table }にない{ -sku }が{ $n }件あります: { $skus }
stock-skus = { $skus }
stock-near = { $sku }({ $near }?)
stock-and_more = { $skus } ほか{ $n }件
# Why nothing is loaded at all.
stock-baseless = { $file } に取り込める行が1つもないため、ファイルにない{ -sku }を0にできません。変更はありません
stock-stopped = 安全装置mass-zeroにより中止しました。在庫のある{ $of }件のうち{ $n }件が0になります({ $skus })。変更はありません
# Why a row is not taken.
stock-sku_missing = { -sku }がありません
stock-sku_unusable = 「{ $sku }」は{ -sku }に使えません。使えるのは{ -code_characters }だけです
stock-qty_missing = 在庫数がありません。なければ0と書いてください
stock-qty_unreadable = 「{ $text }」は数量として読めません。12のような整数で書いてください
stock-qty_negative = { $text }は0より小さい値です。なければ0と書いてください
stock-qty_not_whole = { $text }は整数ではありません
stock-qty_exponent = { $text }は指数表示のため下の桁が失われています。列の表示形式を数値にして保存し直してください
stock-qty_too_large = { $text }はQoo10の上限{ $most }を超えています
stock-other_qty = { $line }行目で同じ{ -sku }の在庫数が{ $qty }になっています。どちらも取り込んでいません
stock-other_rules = { $line }行目で同じ{ -sku }の棚卸日時かルールが異なっています。どちらも取り込んでいません
stock-counted_at_unreadable = 「{ $text }」は棚卸日時として読めません。2026-07-01 09:30 のように日本時間の日付と時刻で書いてください
stock-counted_at_to_come = 棚卸日時 { $at } はまだ来ていません。日本時間で書いてください
stock-counted_at_older = 棚卸日時 { $at } は、登録済みの棚卸日時 { $known } より古いため取り込んでいません
stock-reserve_unreadable = 「{ $text }」は予備在庫として読めません。0から{ $most }までの整数か、個別の値をなくす - を書いてください
stock-cap_unreadable = 「{ $text }」は上限として読めません。0から{ $most }までの整数か、個別の値をなくす - を書いてください
stock-percent_unreadable = 「{ $text }」は割合として読めません。0から{ $most }までの整数か、個別の値をなくす - を書いてください
