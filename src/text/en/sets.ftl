# Sets.
sets-set = set
sets-free = sets free
sets-part = part
sets-pieces = pieces
sets-part_free = free
sets-problem = what is wrong
# Why no quantity of a set is sent, and what to do.
sets-part_without_count = { $part } has no count: `stock load` or `stock set { $part }`
sets-with_own_count = it has a count of its own: `sets clear-count { $set }`, or `sets remove { $set }`
sets-not_counted = it has no parts
# What changing a set did.
sets-removed = { $set } is not a set any more; it has no count of its own, so nothing is sent for it until `stock set { $set }` or `stock load` gives it one
sets-removed_counted = { $set } is not a set any more; its own count of { $count } counts
sets-cleared = { $set } has no count of its own any more (it was { $count }); its parts count
sets-not_cleared = { $set } has no count of its own; nothing was changed
sets-freed = { $n ->
        [one] 1 open order of { $sets } holds its old parts no more: where the warehouse packs those, count them again with `stock load`
       *[other] { $n } open orders of { $sets } hold their old parts no more: where the warehouse packs those, count them again with `stock load`
    }
# Loading a file.
sets-summary = { $mode ->
        [dry_run] sets (dry run, nothing was changed)
       *[done] sets
    }: { $added ->
        [one] { $added } part added
       *[other] { $added } parts added
    }, { $changed } changed, { $removed } removed, { $unchanged } unchanged, { $refused } refused
# What should be looked at.
sets-own_count =
    { $n ->
        [one] { $n } set has a count of its own, so no quantity is sent for it
       *[other] { $n } sets have a count of their own, so no quantity is sent for them
    }: { $skus }; `sets clear-count { $first }` takes it away
sets-uncounted =
    { $n ->
        [one] { $n } part has no count, so no quantity is sent for its sets
       *[other] { $n } parts have no count, so no quantity is sent for their sets
    }: { $skus }; `stock load` or `stock set` gives one
sets-unlisted =
    { $n ->
        [one] { $n } set has no listing
       *[other] { $n } sets have no listing
    }: { $skus }
# Why a row is not taken.
sets-set_missing = there is no SKU of the set
sets-part_missing = there is no SKU of the part
sets-qty_missing = there is no number of pieces; write 1 for one
sets-qty_invalid = "{ $text }" is not a number of pieces; write a whole number, 1 or more
sets-qty_zero = a set has at least 1 piece of each part; to take a part out, leave its row out
sets-part_twice = line { $line } names the same part of the set; write one row with the pieces of both. Neither was taken
sets-set_in_itself = a set cannot be a part of itself
sets-part_is_set = the part { $part } is a set itself; name its parts instead
sets-set_is_part = it is a part of the set { $set }, and a part cannot be a set; give { $set } other parts first
sets-incomplete = line { $line } is not taken, so the set stays as it was
sets-unclear = line { $line } is not taken and may be about any set, so this one stays as it was
