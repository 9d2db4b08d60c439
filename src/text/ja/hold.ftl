# Why an order is on hold.
hold-manual = 手動
hold-payment = 入金確認
