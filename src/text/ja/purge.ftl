# Copies, and personal data that is blanked.
purge-backup = バックアップ: { $file }({ $bytes }バイト、形式{ $format }、検査済み)。個人情報を含みます
purge-done = { $mode ->
        [dry_run] 個人情報の消去(試行、変更なし)
       *[done] 個人情報の消去
    }: { $until }までに完了した注文{ $orders }件、取込不可{ $rejects }件
purge-thinned = 古い記録の削除: APIログ{ $log }件、履歴{ $history }件、送信の記録{ $writes }件、実行の記録{ $runs }件、クレーム{ $claims }件
purge-in_backups = 以前のバックアップには残っています
purge-in_copies = 以前のバックアップと { $copies } には残っています。不要になったら削除してください
purge-copies_unknown = 以前のバックアップには残っています。{ -state_file }のフォルダは一覧できず({ $why })、コピーの有無が分かりません
