# Why an order is on hold.
hold-address = 住所確認
hold-manual = 手動
hold-payment = 入金確認
hold-rule = ルール
