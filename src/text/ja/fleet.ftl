# フォルダ内の店舗の状況: 見出しと内容
fleet-shop = { -shop }
fleet-hands = 件
fleet-what = 内容
fleet-step = { $step }: { $result }
fleet-task = { $task } { $n }
fleet-parts = { $parts }
fleet-summary = { -shop }{ $shops }件: 要確認{ $bad }件、読み取り不可{ $unreadable }件
# 読み取れない理由、ほかの店舗と重なっている理由
fleet-not_a_file = フォルダ、パイプ、デバイスのいずれかです
fleet-no_state_file = { -state_file } { $file } はまだありません
fleet-same_name = { $files } と shop.name が同じです
fleet-same_state = { $files } と state.path が同じです
# フォルダ
fleet-folder_unreadable = フォルダ { $folder } を読み取れません({ $error })
    .next = /etc/qoo10-bridge など、{ -shop }の設定ファイルがあるフォルダを指定してください
fleet-folder_empty = フォルダ { $folder } に *.toml がありません
    .next = /etc/qoo10-bridge など、{ -shop }の設定ファイルがあるフォルダを指定してください
