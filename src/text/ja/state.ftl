# What is the matter with the state file, and what to do.
state-busy = { -state_file } { $file } は他のプログラムが使用中です({ $why })
    .next = そのプログラムを閉じるか、時間をおいて再度実行してください
state-damaged = { -state_file } { $file } は破損しているか、{ -state_file }ではありません({ $why })
    .next =
        コピーを残してから、最後のバックアップで復元してください。手順は docs/operations.md にあります
state-full = { -state_file } { $file } に書き込めません。ディスクに空きがありません({ $why })
    .next = 空きを増やし、再度実行してください。書きかけのデータは残りません
state-read_only = { -state_file } { $file } に書き込む権限がありません({ $why })
    .next = ファイルとフォルダの権限を確認してください
state-needs_folder = { -state_file } { $file } は、フォルダに書き込めないため読み取れません({ $why })
    .next = このユーザーにフォルダへの書き込みを許可するか、cronと同じユーザーで実行してください
state-cannot_open = { -state_file } { $file } を開けません({ $why })
    .next =
        設定の state.path を確認してください。フォルダがあり、このユーザーが書き込めることが必要です
state-foreign = { -state_file } { $file } は本プログラムのファイルではありません({ $why })
    .next = 設定の state.path に別のファイルを指定してください
state-newer = { -state_file } { $file } はこのバージョンでは読み取れません({ $why })
    .next = 新しいバージョンをもう一度インストールしてください
state-not_kept = { -state_file } { $file } は古い形式のため、変更せずに残しました({ $why })
    .next = 空きを増やすか、このユーザーにフォルダへの書き込みを許可し、再度実行してください
state-disk = { -state_file } { $file } を使用できません。ディスクの読み書きでエラーが発生しました({ $why })
    .next =
        ディスクと、ファイルサイズの制限(ulimit -f、クォータ)を確認し、再度実行してください。書きかけのデータは残りません
state-other = { -state_file } { $file } を使用できません({ $why })
    .next = 再度実行してください。続く場合は、ファイルのコピーを残し、ご報告ください

# Why, where neither the system nor SQLite says it.
state-why_foreign = 他のプログラムのSQLiteファイルです
state-why_newer = 新しいバージョンで作成されました。形式{ $format }、このバージョンは{ $known }まで
state-why_locked = 他のプログラムが使用中です
state-why_stays_in_wal = 消した内容は、そのプログラムが終わるまで-walファイルに残ります
state-why_no_copy = コピー { $copy } を作成できません: { $why }
state-why_unreadable = { $what }の値「{ $value }」は正しくありません

# Another run, and copies.
state-in_use = 他の処理が{ -state_file } { $file } を使って実行中です
    .next = 一度だけなら対応は不要です。--wait 秒 で終わるまで待てます
    .by_hand = 何も変更していません。もう一度入力してください(--wait 秒 でさらに長く待てます)
state-busy_by_hand =
    何も変更していません。そのプログラムを閉じてから、もう一度入力してください(--wait 秒 でさらに長く待てます)
state-busy_under_way = そのプログラムを閉じてください。それまでの結果は記録済みで、次回、続きから処理します
state-close = そのプログラムを閉じてください
state-copy = コピー { $copy } に書き込めません({ $why })
    .next =
        フォルダの有無と、このユーザーの書き込みの権限を確認してください。作りかけのコピーは残りません
    .full = 空きを増やすか、別の場所を指定してください。作りかけのコピーは残りません
