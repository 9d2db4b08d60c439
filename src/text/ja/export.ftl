# ファイルに出力する注文
export-unknown_format = 形式 { $format } はありません。指定できる形式: { $known }
    .next = このいずれかを指定するか、設定ファイルに [export.{ $format }] を追加してください
export-unknown_format_near = 形式 { $format } はありません。{ $near } ではありませんか
    .next = 形式は `qoo10-bridge orders export --help` で、独自の形式は設定ファイルの [export.NAME] で確認できます
export-too_many_for_stdout = 対象の注文は{ $files }ファイルに分かれるため、標準出力には出力できません
    .next = ファイルを指定してください: --out clickpost.csv
export-not_recorded = { $files } は書き込みましたが、出力済みの記録を{ -state_file }に書き込めません。{ $why }
    .next = このファイルはまだ使わず、削除するか --replace を付けて、もう一度実行してください
export-done = 出力({ $format }): { $exported }件を出力、{ $refused }件は出力不可。ファイル: { $files }
export-dry_run = 出力({ $format }、予行: 何も変更していません): { $exported }件を出力、{ $refused }件は出力不可。ファイル: { $files }
export-none = 出力({ $format }): 出力する注文はありません。{ $refused }件は出力不可。ファイルは作成していません
export-refused = 出力不可: { $why }
export-label_refused = 注文{ $order }: { $why }
export-warned = 注文{ $order }: { $why }
export-warning = 警告: { $what }
export-next = 対処: { $next }
export-left_unmapped = 警告: { -carrier }{ $carrier }の送り状の形式が未設定のため、どの送り状にも出力されません。labels.carriers."{ $carrier }" を設定してください
export-left_without_carrier = 警告: { -carrier }のない注文は、どの送り状にも出力されません。labels.carriers."" = "b2" のように設定すると出力できます
export-left_other_format = 対象外: { $carrier }の注文 { $orders }件(形式は { $format } です。`qoo10-bridge orders export --format { $format }`)
export-left_not_leaving = 対象外: 出荷できない注文 { $orders }件(`qoo10-bridge orders list --cancel-requested`、`qoo10-bridge orders list --needs-person` で確認できます)
export-left_exported = 対象外: この形式で出力済みの注文 { $orders }件(--again を付けると再度出力します)
export-stale_part = 警告: { $file } は以前の出力のファイルで、今回のものではありません
export-handed_over = { $format }: { $file }
# 指定した注文を出力できない理由と対処
export-already_exported = 注文{ $order }は形式 { $format } で出力済みです
    .next = 日時とファイルは `qoo10-bridge orders show { $order }` で確認できます。--again を付けると再度出力します
export-carrier_unmapped = 注文{ $order }の{ -carrier }{ $carrier }の送り状の形式が未設定です
    .next = labels.carriers."{ $carrier }" を設定してください
export-no_carrier = 注文{ $order }には{ -carrier }がありません
    .next = labels.carriers."" = "b2" のように、{ -carrier }のない注文の形式を設定するか、送り状ソフト上で手作業で作成してください
export-not_encodable = 注文{ $order }: { $column } の「{ $character }」({ $code })はファイルの文字コードで表せません
    .next = encodingを utf8 か utf8-bom にすると、すべての文字を出力できます
export-not_chosen = 注文{ $order }は --carrier と --since の対象ではありません
    .next = --carrier と --since を外してください
export-other_format = 注文{ $order }の{ -carrier }{ $carrier }は形式 { $format } で出力します
    .next = `qoo10-bridge orders export --format { $format }` を実行するか、labels.carriers."{ $carrier }" を設定してください
export-other_status = 注文{ $order }は{ $status }で、対象のステータスではありません
    .next = --status { $word } を付けると出力します
