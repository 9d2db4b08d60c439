# 店舗のすべての処理を順に実行
cycle-not_begun = 開始していない処理: { $steps }
cycle-interrupted = { $signal }で中断されました。開始していない処理: { $steps }
    .next = いつでも再度実行できます。終わった処理の結果は残っています
