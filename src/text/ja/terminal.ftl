# 処理中に端末で伝えること
terminal-wait_for_program = { -state_file }を使用中の他のプログラムの終了を最長{ $seconds }秒まで待っています
terminal-wait_for_run = 実行中の他の処理の終了を最長{ $seconds }秒まで待っています
terminal-wait_for_run_of = 実行中の他の処理(プロセス{ $process })の終了を最長{ $seconds }秒まで待っています
terminal-wait_for_step = 実行中の{ $step }の終了を最長{ $seconds }秒まで待っています
terminal-wait_for_step_of = 実行中の{ $step }(プロセス{ $process })の終了を最長{ $seconds }秒まで待っています
terminal-gave_up_waiting = 他の処理を待っている間に{ $signal }で中断されました
    .next = いつでも再度実行できます。まだ何も始めていません
terminal-stopping = { $signal }を受け取りました。送信中のリクエストの応答を待って停止します。もう一度送ると直ちに終了します
terminal-reading_csv = 標準入力から読み取ります。CSVを貼り付け、EnterとCtrl-Dを押してください
