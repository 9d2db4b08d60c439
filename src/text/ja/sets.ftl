# Sets.
sets-set = セット
sets-free = セット数
sets-part = 構成品
sets-pieces = 個数
sets-part_free = フリー
sets-problem = 問題
# Why no quantity of a set is sent, and what to do.
sets-part_without_count = { $part }の在庫数が未登録です: `stock load` または `stock set { $part }`
sets-with_own_count = セット自体の在庫数があります: `sets clear-count { $set }` または `sets remove { $set }`
sets-not_counted = 構成品がありません
# What changing a set did.
sets-removed = { $set }をセットから外しました。在庫数が未登録のため、`stock set { $set }` か `stock load` で登録するまで送信しません
sets-removed_counted = { $set }をセットから外しました。登録済みの在庫数{ $count }を使います
sets-cleared = { $set }自体の在庫数({ $count })を取り消しました。構成品の在庫数から計算します
sets-not_cleared = { $set }自体の在庫数はありません。変更はありません
sets-freed = 未出荷の注文{ $n }件({ $sets })は、以前の構成品を引き当てなくなりました。以前の構成品で出荷する場合は、構成品を数え直して `stock load` で登録してください
# Loading a file.
sets-summary = { $mode ->
        [dry_run] セット構成(試行、変更なし)
       *[done] セット構成
    }: 追加 { $added }、変更 { $changed }、削除 { $removed }、変更なし { $unchanged }、取込不可 { $refused }
# What should be looked at.
sets-own_count = セット自体の在庫数があるため送信しないセットが{ $n }件あります: { $skus }。`sets clear-count { $first }` で取り消せます
sets-uncounted = 在庫数が未登録の構成品が{ $n }件あるため、それを使うセットは送信しません: { $skus }。`stock load` か `stock set` で登録してください
sets-unlisted = { -mapping_table }にないセットが{ $n }件あります: { $skus }
# Why a row is not taken.
sets-set_missing = セット{ -sku }がありません
sets-part_missing = 構成品の{ -sku }がありません
sets-qty_missing = 個数がありません。1個なら1と書いてください
sets-qty_invalid = 「{ $text }」は個数として読めません。1以上の整数で書いてください
sets-qty_zero = 個数は1以上にしてください。構成品を外す場合は、その行を書かないでください
sets-part_twice = { $line }行目に同じセットの同じ構成品があります。個数を合わせて1行にしてください。どちらも取り込みません
sets-set_in_itself = セットをそのセット自体の構成品にすることはできません
sets-part_is_set = 構成品{ $part }がセットです。その構成品を書いてください
sets-set_is_part = セット{ $set }の構成品であるため、セットにできません。先に{ $set }の構成を変更してください
sets-incomplete = { $line }行目を取り込めないため、このセットは変更しません
sets-unclear = どのセットか分からない{ $line }行目を取り込めないため、このセットは変更しません
