# システムに拒否された理由
system-not_found = ファイルがありません
system-is_folder = フォルダです
system-not_permitted = 権限がありません
system-disk_full = 空き容量がありません
