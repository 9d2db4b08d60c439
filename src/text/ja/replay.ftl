# sandbox replay: 記録を再生する。
replay-no_recording = { $folder } に記録がありません
    .next = `--record` で記録したフォルダーを指定してください
replay-bad_file = { $file } を読めません({ $why })
    .next = `--record` が作ったままのフォルダーを使ってください
replay-no_method = 記録にありません: { $method } は呼ばれていません
replay-asked_again = 記録にありません: { $method } が { $file } の記録より1回多く呼ばれました
replay-not_recorded = 記録にありません: この値での { $method }。最も近いのは { $file } で、{ $fields } が違います
