# Packing slips. What stands on them is printed in Japanese only: buyers read it.
slips-title = Packing slip
slips-order = Order
slips-ordered = Ordered
slips-issued = Issued
slips-desired = Wanted on
slips-receiver = { $name }
slips-buyer = Ordered by: { $name }
slips-zip = { $zip }
slips-tel = Tel. { $tel }
slips-running = Order { $order }
slips-sku = SKU
slips-item = Item
slips-qty = Qty
slips-unit_price = Price
slips-amount = Amount
slips-addons = with { $addons }
slips-pieces =
    { $n ->
        [one] { $n } piece
       *[other] { $n } pieces
    }
slips-total = Total of the goods (shipping not included): { $yen } yen
slips-thanks = Thank you for your order.
slips-nothing = nothing to print: no order may leave now
slips-written =
    wrote { $file }: { $n ->
        [one] { $n } packing slip
       *[other] { $n } packing slips
    }, to print from a browser
