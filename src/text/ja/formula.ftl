# How free stock came about: 12 counted - 3 in orders = 9, 50 % of it = 4, at most 3.
formula-counted = 棚卸数{ $n }
formula-parts = 構成品で作れる数{ $n }
formula-minus = { $before } - { $term }
formula-in_orders = 受注{ $n }
formula-not_imported = 未取込の受注{ $n }
formula-reserve = 予備在庫{ $n }
formula-result = { $before } = { $n }
formula-percent = { $before }、その{ $percent }% = { $n }
formula-at_most = { $before }、上限{ $cap }
formula-at_least = { $before }、0未満のため0
