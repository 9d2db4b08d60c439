# Free stock.
stock-free = free
stock-listings = listings
stock-told = Qoo10 was told
stock-changed_at = changed
stock-range = { $least } to { $most }
stock-was = was
# What setting a quantity did.
stock-set_already = { $sku }: { $qty } already; nothing was changed
stock-set_new = { $sku }: { $qty } (new)
stock-set_changed = { $sku }: { $was } -> { $qty }
# Loading a file.
stock-summary = { $mode ->
        [dry_run] stock (dry run, nothing was changed)
       *[done] stock
    }: { $added } added, { $changed } changed, { $zeroed } zeroed, { $unchanged } unchanged, { $refused } refused{ $is_stopped ->
        [true] ; stopped by the safety brake mass-zero
       *[false] {""}
    }
# What should be looked at.
stock-torn =
    a quote has swallowed lines of the file, which may be about any SKU, so nothing that is absent from it was set to 0 ({ $n ->
        [one] { $n } SKU keeps its stock
       *[other] { $n } SKUs keep their stock
    })
stock-spared =
    { $n ->
        [one] { $n } SKU that is absent from the file keeps its stock
       *[other] { $n } SKUs that are absent from the file keep their stock
    }, because a refused row does not say which SKU it is about
stock-unlisted =
    { $n ->
        [one] { $n } SKU has no listing
       *[other] { $n } SKUs have no listing
    }: { $skus }
stock-skus = { $skus }
stock-near = { $sku } ({ $near }?)
stock-and_more = { $skus } and { $n } more
# Why nothing is loaded at all.
stock-baseless = no row of { $file } could be taken, so what is absent from it says nothing; nothing was changed
stock-stopped =
    the safety brake mass-zero stopped it: { $n } of the { $of ->
        [one] { $of } SKU
       *[other] { $of } SKUs
    } in stock would become 0 ({ $skus }); nothing was changed
# Why a row is not taken.
stock-sku_missing = there is no SKU
stock-sku_unusable = "{ $sku }" cannot be a SKU: only { -code_characters } may stand in one
stock-qty_missing = there is no quantity; write 0 for none
stock-qty_unreadable = "{ $text }" is not a quantity; write a whole number such as 12
stock-qty_negative = { $text } is below 0; write 0 for none
stock-qty_not_whole = { $text } is not a whole number
stock-qty_exponent = { $text } has lost its last digits; give the column the format of a number and save the file again
stock-qty_too_large = { $text } is more than { $most }, the most that Qoo10 takes
stock-other_qty = line { $line } gives the same SKU { $qty }; which is right? Neither was taken
