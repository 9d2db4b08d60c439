# Free stock.
stock-free = { -free_stock }数
stock-listings = 商品数
stock-told = 送信済み数量
stock-changed_at = 更新
stock-range = { $least }～{ $most }
stock-was = 変更前
# What setting a quantity did.
stock-set_already = { $sku }: { $qty }のまま変更なし
stock-set_new = { $sku }: { $qty }(新規)
stock-set_changed = { $sku }: { $was } → { $qty }
# Loading a file.
stock-summary = { $mode ->
        [dry_run] { -free_stock }(試行、変更なし)
       *[done] { -free_stock }
    }: 追加 { $added }、変更 { $changed }、ファイルにないため0にした{ -sku } { $zeroed }、変更なし { $unchanged }、取込不可 { $refused }{ $is_stopped ->
        [true] 、安全のため中止
       *[false] {""}
    }
# What should be looked at.
stock-torn = 引用符のために読めない行がファイルにあり、どの{ -sku }の行か分からないため、ファイルにない{ -sku }は0にしていません({ $n }件の在庫はそのままです)
stock-spared = 取込不可の行に{ -sku }の分からないものがあるため、ファイルにない{ $n }件の{ -sku }の在庫は変更していません
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
