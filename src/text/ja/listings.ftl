# The mapping table.
listings-seller_code = { -seller_code }
listings-option = オプション
listings-set = { $sku }(セット)
listings-sent = 送信数
listings-problem = 問題
# What is wrong with a listing, and what to do.
listings-never_pulled = 手動登録のみでQoo10では未確認です。`listings pull` を実行してください
listings-not_read = 未取込です。`listings pull` を実行してください
listings-not_listed = 販売対象外: Qoo10の一覧にない商品です。販売する場合のみQSMで確認してください
listings-gone = Qoo10の一覧から消えました: Qoo10にないオプションです。販売する場合のみQSMで確認してください
listings-stopped = 販売中止: 販売する場合はQoo10で販売中にしてください
listings-without_sku = { -sku }なし: `listings pull` または `listings load` で登録してください
listings-no_seller_code = { -seller_code }がありません。Qoo10で{ -code_characters }のコードを設定し、`listings pull` を実行してください
listings-no_option_code = { -seller_option_code }がありません。Qoo10で{ -code_characters }のコードを設定し、`listings pull` を実行してください
listings-bad_seller_code = { -seller_code }「{ $code }」は使用できません。Qoo10で{ -code_characters }のコードを設定し、`listings pull` を実行してください
listings-bad_option_code = { -seller_option_code }「{ $code }」は使用できません。Qoo10で{ -code_characters }のコードを設定し、`listings pull` を実行してください
listings-option_code_shared = 同じ商品の複数のオプションで{ -seller_option_code }「{ $code }」が使われています。Qoo10でオプションごとに別のコードを設定し、`listings pull` を実行してください
# Loading a file.
listings-summary = { $mode ->
        [dry_run] { -mapping_table }(試行、変更なし)
       *[done] { -mapping_table }
    }: 登録 { $mapped }、解除 { $unmapped }、変更なし { $unchanged }、取込不可 { $refused }
# Why a row is not taken.
listings-item_missing = { -item_number }か{ -seller_code }のどちらかが必要です
listings-item_code_unusable = { -item_number }「{ $code }」は正しくありません。使用できるのは{ -code_characters }だけです
listings-seller_code_unknown = { -seller_code }「{ $code }」の商品がありません。新しい商品は `listings pull` で取り込んでください
listings-seller_code_ambiguous = { -seller_code }「{ $code }」の商品が複数あります: { $items }。{ -item_number }で指定してください
listings-option_code_missing = オプションのある商品です。{ -seller_option_code }を指定してください
listings-option_unknown = { -option_code }「{ $code }」がこの商品にありません。`listings list` で確認するか、`listings pull` を実行してください
listings-option_code_unusable = { -option_code }「{ $code }」は使用できません。使用できるのは{ -code_characters }だけです
listings-sku_unusable = { -sku }「{ $sku }」は使用できません。使用できるのは{ -code_characters }だけです
listings-other_sku = { $line }行目で同じ商品に{ -sku }「{ $sku }」が指定されています。どちらも取り込みません
listings-other_sku_none = { $line }行目で同じ商品の{ -sku }が空欄になっています。どちらも取り込みません
