# How a run ended.
result-busy = 他の処理が実行中
result-failed = 失敗
result-ok = 正常
result-partial = 要確認あり
result-refused = 安全停止
