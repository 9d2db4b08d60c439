# How free stock came about: 12 counted - 3 in orders = 9, 50 % of it = 4, at most 3.
formula-counted = { $n } counted
formula-parts = { $n ->
        [one] { $n } set
       *[other] { $n } sets
    } of its parts
formula-minus = { $before } - { $term }
formula-in_orders = { $n } in orders
formula-not_imported = { $n } ordered but not imported
formula-reserve = { $n } reserve
formula-result = { $before } = { $n }
formula-percent = { $before }, { $percent } % of it = { $n }
formula-at_most = { $before }, at most { $cap }
formula-at_least = { $before }, at least 0
