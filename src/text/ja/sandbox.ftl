# What the practice shop says to the person at the terminal.

# Its file.
sandbox-io = { $doing }({ $cause })
sandbox-lock = 練習用{ -shop }を { $file } でロックできません
sandbox-look = 練習用{ -shop } { $file } を確認できません
sandbox-count = 練習用{ -shop } { $file } の変更を記録できません
sandbox-read = 練習用{ -shop } { $file } を読み取れません
sandbox-write = 練習用{ -shop } { $file } に書き込めません
sandbox-damaged = 練習用{ -shop } { $file } は破損しています({ $why })。`sandbox reset` で最初からやり直せます

# Orders.
sandbox-no_number = カートまたは{ -order_number }{ $number }はありません
sandbox-no_lines = { $number }はありません
sandbox-not_waiting_for_payment = { $number }は入金待ちではありません
sandbox-not_cancellable = { $number }はもうキャンセルできません
sandbox-no_cancel_request = { $number }にキャンセル要請はありません
sandbox-no_claim_status = クレームの状態{ $status }はありません。1から6、11から16があります
sandbox-not_on_its_way = { $number }は配送中ではありません
sandbox-not_new = { $number }は新規注文ではありません
sandbox-not_ready = { $number }は出荷できる状態ではありません
sandbox-not_returnable = { $number }は未出荷か、別のクレームがあります
sandbox-not_so_many_pieces = { $number }に、入金済み・未出荷・クレームなしで{ $qty }個より多い明細はありません

# Purchases and items.
sandbox-future = 未来の日時の注文は作成できません
sandbox-no_cart = カート{ $cart }はありません
sandbox-no_piece = 明細の数量は1以上です
sandbox-option_without_item = --option には --item が必要です
sandbox-nothing_to_sell = 販売できる商品がありません
sandbox-not_on_sale = 商品{ $item }は販売中ではありません
    .next = `qoo10-bridge sandbox item { $item } resume` で販売を再開できます
sandbox-no_such_option = 商品{ $item }にオプション{ $option }はありません
sandbox-no_options = オプションのない商品です。--option を省いてください
sandbox-options = オプション: { $options }
sandbox-near = { $near }ではありませんか
sandbox-sold_out = 商品{ $item }の在庫が{ $qty }個ありません
    .next = 残りの数は `qoo10-bridge sandbox list` で確認できます。`push-stock` で補充できます
sandbox-no_item = 商品{ $item }はありません
    .next = 商品は `qoo10-bridge sandbox list` で確認できます
sandbox-no_item_near = { $near }ではありませんか。商品は `qoo10-bridge sandbox list` で確認できます
sandbox-seller_code_taken = { -seller_code }{ $code }は別の商品が使用しています

# Faults and variants.
sandbox-no_fault = 障害{ $name }はありません。次から選んでください: { $names }
sandbox-no_choice = 動作 { $name } に選択肢 { $value } はありません。次から選んでください: { $choices }
sandbox-no_variant = 動作 { $name } はありません。`sandbox variant` だけで一覧を表示します
