# --record: Qoo10との通信をフォルダーに記録する。
record-summary = 記録 { $folder }: これまでに通信 { $exchanges } 件、値 { $values } 個を仮の値に置き換えました(項目: { $keys })
record-summary_plain = 記録 { $folder }: これまでに通信 { $exchanges } 件、置き換えた値はありません
record-unknown_keys = 資料にない項目(値は記録に残していません): { $keys }
record-cut_short = 記録 { $folder } は通信 { $number } の手前で止まり({ $why })、不完全です。コマンドの処理結果には影響しません

record-no_name = { $folder } には記録できません
    .next = 新しいフォルダーか空のフォルダーを指定してください
record-is_no_folder = { $folder } はフォルダーではありません
    .next = 新しいフォルダーか空のフォルダーを指定してください
record-not_empty = { $folder } は空ではなく、記録もありません
    .next = 新しいフォルダーか空のフォルダーを指定してください
record-has_ended = { $folder } の記録は終了しています: 鍵 { $file } がないか、壊れています
    .next = 新しいフォルダーか空のフォルダーを指定してください
record-damaged = { $file } が壊れています({ $why })
    .next = 新しいフォルダーか空のフォルダーを指定してください
record-not_written = 記録 { $folder } に書き込めません({ $error })。Qoo10には何も問い合わせていません
    .next = 空き容量を確保するか、書き込めるフォルダーを指定してください
