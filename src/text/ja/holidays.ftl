# What became of a holiday.
holidays-added = { $day }を休業日に登録しました
holidays-renamed = { $day }の名称を変更しました
holidays-removed = { $day }を休業日から外しました
holidays-unchanged = { $day }は登録済みです。変更はありません
# Why something cannot be a holiday.
holidays-date_missing = 日付がありません
holidays-date_out_of_range = { $date }は{ $first }年から{ $last }年の範囲外です。年を確認してください
holidays-name_too_long = 名称が{ $most }文字を超えています
holidays-other_name = { $line }行目で同じ日付の名称が「{ $name }」になっています
# Loading a file.
holidays-summary = { $mode ->
        [dry_run] 休業日(試行、変更なし)
       *[done] 休業日
    }: 追加 { $added }、名称変更 { $renamed }、変更なし { $unchanged }、取込不可 { $refused }
