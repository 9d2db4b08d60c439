# Free stock.
stock-free = free
stock-basis = counted
stock-count = count
stock-in_orders = in orders
stock-reserve = reserve
stock-sent = sent
stock-range = { $least } to { $most }
stock-was = was
# The stock of one SKU, explained.
stock-count_of = { $qty } { $basis }, { $at }
stock-pieces = in each set
stock-rules = rules
stock-rule_reserve = reserve { $n }
stock-rule_cap = at most { $n }
stock-no_cap = no cap
stock-rule_percent = { $n } %
stock-own_rule = { $rule } (its own)
stock-list = { $all }
stock-held = pieces
stock-option = option
stock-sent_at = sent at
# What changing rules did.
stock-rules_now = { $sku }: { $rules }
stock-free_now = { $n } free
stock-no_rule = nothing was said about the rules of { $sku }
    .next = give one of --reserve N, --cap N and --percent P; `-` in place of a number takes the SKU's own rule away
# What setting a quantity did.
stock-set_again = { $sku }: { $qty } as before, counted anew
stock-set_new = { $sku }: { $qty } (new)
stock-set_changed = { $sku }: { $was } -> { $qty }
stock-set_basis = { $sku }: { $was } { $was_basis } -> { $qty } { $basis }
stock-set_older = the count of { $sku } is of { $known }, which is later than now; nothing was changed
    .next = look at the clock of this machine
stock-to_come = --counted-at { $at } is still to come; nothing was changed
    .next = give the moment at which the goods were counted, in Japan time
# What the quantities of a file count.
stock-both_columns = { $file } has a column { $on_hand } and a column { $free }, and only one of them can be taken; nothing was changed
    .next = leave one of the two columns out: on hand is all that lies on the shelf, free is what the open orders leave of it
stock-heads_on_hand = the column { $column } of { $file } counts what lies on the shelf, and --count says free; nothing was changed
    .next = leave --count out, or name the column free_qty if it is what the open orders leave
stock-heads_free = the column { $column } of { $file } counts what the open orders leave, and --count says on_hand; nothing was changed
    .next = leave --count out, or name the column on_hand if it is all that lies on the shelf
stock-bare = the heading { $column } of { $file } does not say what is counted; nothing was changed
    .next = all that lies on the shelf, sold or not: --count on_hand; what the open orders leave of it: --count free; or write it into the configuration, as `count = "on_hand"` below [stock]
stock-rules_alone = the file has rules and no quantities: `stock rule` changes rules without a count
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
stock-counted_later =
    { $n ->
        [one] { $n } SKU that is absent from the file was counted
       *[other] { $n } SKUs that are absent from the file were counted
    } after the file was, and stays as it is
stock-counted_sets =
    { $n ->
        [one] { $n } SKU is a set
       *[other] { $n } SKUs are sets
    } and now has a count of its own, so that no stock of it is sent: count its parts instead; `sets clear-count` takes the count away ({ $skus })
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
stock-other_rules = line { $line } gives the same SKU another moment or other rules; which is right? Neither was taken
stock-counted_at_unreadable = "{ $text }" is not a moment of a count; write date and time in Japan, such as 2026-07-01 09:30
stock-counted_at_to_come = the moment of the count, { $at }, is still to come; Japan time is needed
stock-counted_at_older = it was counted at { $at }, and the count that is here is of { $known }; the newer one stays
stock-reserve_unreadable = "{ $text }" is not a reserve; write a whole number from 0 to { $most }, or - for none of its own
stock-cap_unreadable = "{ $text }" is not a cap; write a whole number from 0 to { $most }, or - for none of its own
stock-percent_unreadable = "{ $text }" is not a share; write a whole number from 0 to { $most }, or - for none of its own
