# ピッキングリスト
pick-title = ピッキングリスト
pick-sku = { -sku }
pick-sku_or_order = { -sku }/注文
pick-pieces = 数量
pick-name = 商品
pick-tick = 確認
pick-no_sku = ({ -sku }なし)
pick-gift = ギフト
pick-part_of = セット{ $set }
pick-with_addon = 追加: { $addon }
pick-sum = { $skus }品番・{ $pieces }点
pick-nothing = ピッキングする商品はありません(今出荷できる注文がありません)
pick-written = { $file } に書き込みました({ pick-sum })
pick-one_file_for_two = ページとCSVを同じファイルには書き込めません
    .next = `--html` と `--csv` に別々のファイルを指定してください
