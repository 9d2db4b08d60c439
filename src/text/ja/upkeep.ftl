# backup: コピーできない場所
upkeep-backup_not_to_stdout = バックアップは標準出力に書き出せません(コピーは検査してから名前を付けるため)
    .next = `qoo10-bridge backup /srv/backup/shop.db` のように、ファイルを指定してください
upkeep-no_state_file = コピーする{ -state_file } { $file } がありません
    .next = 設定の state.path を確認してください。{ -state_file }は `qoo10-bridge import` で作成されます
upkeep-copy_elsewhere = コピーには別の名前を付け、できれば別のディスクに置いてください
upkeep-other_name = 別の名前を指定してください
upkeep-is_folder = { $file } はフォルダです
    .next = その中のファイルを指定してください
upkeep-file_there = ファイル { $file } はすでにあります
    .next = 別の名前にするか、--replace を付けてください
upkeep-is_pipe = パイプまたはデバイスです
upkeep-is_dead_link = リンク先のないシンボリックリンクです
upkeep-is_state_file = 他の{ -shop }で使用中の{ -state_file }です
upkeep-is_no_backup = 本プログラムのバックアップではありません
