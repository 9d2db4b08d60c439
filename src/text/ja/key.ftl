# 販売者認証キーの場所
key-variable = 環境変数{ $name }
key-some_variable = qoo10.seller_key_env に指定した環境変数
key-file = キーのファイル { $file }{" "}
key-some_file = qoo10.seller_key_file に指定したキーのファイル
key-output_of_command = qoo10.seller_key_command の出力

# 読み取れない理由
key-not_configured = qoo10.seller_key_env がありません
key-variable_not_set = { -seller_key }を入れる{ $place }が設定されていません
    .next = crontabにも設定するか、qoo10.seller_key_file を使ってください。qoo10.seller_key_env に指定するのは、キーではなく変数の名前です
key-too_long = { $place }が{ -seller_key }より長くなっています
key-empty = { $place }が空です
key-odd_characters = { $place }に空白か、{ -seller_key }に使えない文字が含まれています
key-nothing_else = { -seller_key }だけを入れてください
key-file_unreadable = { $place }を読み取れません({ $error })
    .next = qoo10.seller_key_file には、キーを入れたファイルのパスを指定してください。このユーザーが読み取れることが必要です
key-file_is_none = キーのファイル { $file } はフォルダ、パイプまたはデバイスです
    .next = qoo10.seller_key_file には、キーだけを入れたファイルを指定してください
key-file_open_to_others = キーのファイル { $file } を他のユーザーも読み取れます
    .next = `chmod 600 { $file }` を実行してください。rootが所有するファイルは、このプロセスのグループだけに読み取りを許可できます(440): docs/config.md

# qoo10.seller_key_command
key-command_not_started = qoo10.seller_key_command を開始できません({ $error })
key-command_unreadable = qoo10.seller_key_command の出力を読み取れません({ $error })
key-command_not_watched = qoo10.seller_key_command の実行を確認できません({ $error })
key-command_too_slow = qoo10.seller_key_command が{ $seconds }秒以内に終わりません
key-command_failed = qoo10.seller_key_command が失敗しました({ $status })
key-command_by_hand = 手動で実行してください。キーを出力し、終了コード0で終わる必要があります
key-command_interrupted = qoo10.seller_key_command の実行中に{ $signal }で中断されました
    .next = いつでも再度実行できます。まだ何も始めていません

# key issue: 質問
key-ask_api_key = APIキー(Qoo10発行。{ -seller_key }ではありません)
key-ask_user = QSMのID
key-ask_password = QSMのパスワード
key-api_key_unusable = APIキーに空白か、キーに使えない文字が含まれています
key-nothing_given = { $what }: 入力がありません
key-answer_unreadable = { $what }: 読み取れません({ $error })
key-ask_again = もう一度実行し、APIキーを貼り付け、IDとパスワードを入力してください。APIキーとパスワードは画面に表示されません
key-ask_in_lines = 標準入力が端末でない場合は、APIキー、ID、パスワードの3行を読み取ります
key-interrupted = { $signal }で中断されました。Qoo10には何も送信していません
    .next = いつでも再度実行できます。キーは変更していません
key-of_practice = 練習用Qoo10です。APIキー・ID・パスワードは docs/sandbox.md にあります

# key issue: キーの保存先
key-given_empty = Qoo10が空の{ -seller_key }を繰り返し返しました
    .next = 数分おいて再度実行してください。続く場合はQoo10に問い合わせてください
key-print_has_place = --print: この設定の{ -seller_key }は { $place }に保存されます
    .next = --print を付けずに実行してください
key-variable_not_settable = { -seller_key }は{ $place }から読み取りますが、ここからは設定できません。Qoo10には何も送信していません
    .next = --print で新しいキーを表示し、手動で設定するか、qoo10.seller_key_file を使ってください
key-command_only_reads = { -seller_key }は qoo10.seller_key_command から読み取りますが、保存はできません。Qoo10には何も送信していません
    .next = --print で新しいキーを出力し、保管先へパイプで渡すか、qoo10.seller_key_file を使ってください
key-stored = 新しい{ -seller_key }を{ $file }に保存しました。有効期限は{ $ends_on }です
key-kept_nowhere = 練習用Qoo10がキーを発行しました。設定に qoo10.seller_key_file がないため、保存していません
key-not_stored = { $place }に書き込めません({ $error })
    .next = qoo10.seller_key_file を確認してください。このユーザーがファイルの所有者で、フォルダに書き込めることが必要です
key-issue_date_not_noted = 警告: { $file }を変更できませんでした({ $why })。[qoo10] に seller_key_issued_on = "{ $date }" と記入してください
key-no_plain_table = 通常のテーブル [qoo10] がありません
key-more_would_change = 日付以外も変わってしまいます
