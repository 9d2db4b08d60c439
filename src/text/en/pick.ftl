# The picking list.
pick-title = Picking list
pick-sku = SKU
pick-sku_or_order = SKU / order
pick-pieces = pieces
pick-name = item
pick-tick = done
pick-no_sku = (no SKU)
pick-gift = gift
pick-part_of = of set { $set }
pick-with_addon = with { $addon }
pick-sum =
    { $skus ->
        [one] { $skus } SKU
       *[other] { $skus } SKUs
    }, { $pieces ->
        [one] { $pieces } piece
       *[other] { $pieces } pieces
    }
pick-nothing = nothing to pick: no order may leave now
pick-written = wrote { $file }: { pick-sum }
pick-one_file_for_two = the page and the CSV file cannot be one file
    .next = give `--html` and `--csv` a file each
