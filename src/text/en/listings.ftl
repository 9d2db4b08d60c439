# The mapping table.
listings-seller_code = seller code
listings-option = option
listings-set = { $sku } (set)
listings-sent = sent
listings-problem = what is wrong
# What is wrong with a listing, and what to do.
listings-never_pulled = mapped by hand, not seen at Qoo10 yet: `listings pull`
listings-not_read = not read yet: `listings pull`
listings-not_listed = not on sale: Qoo10 no longer lists the item; nothing to do unless it should be sold
listings-gone = gone: Qoo10 no longer has this option; nothing to do unless it should be sold
listings-stopped = stopped: put it on sale at Qoo10 if it should be sold
listings-without_sku = unmapped: `listings pull`, or map it with `listings load`
listings-no_seller_code = no seller item code: set one of { -code_characters } at Qoo10, then `listings pull`
listings-no_option_code = no seller option code: set one of { -code_characters } at Qoo10, then `listings pull`
listings-bad_seller_code = unusable seller item code "{ $code }": set one of { -code_characters } at Qoo10, then `listings pull`
listings-bad_option_code = unusable seller option code "{ $code }": set one of { -code_characters } at Qoo10, then `listings pull`
listings-option_code_shared = several options of the item have the seller option code "{ $code }": give each a code of its own at Qoo10, then `listings pull`
# Loading a file.
listings-summary = { $mode ->
        [dry_run] listings (dry run, nothing was changed)
       *[done] listings
    }: { $mapped } mapped, { $unmapped } unmapped, { $unchanged } unchanged, { $refused } refused
# Why a row is not taken.
listings-item_missing = the row names no item: give its item code or its seller code
listings-item_code_unusable = "{ $code }" is not an item code: only { -code_characters } can be used
listings-seller_code_unknown = no item that Qoo10 lists has the seller code "{ $code }"; `listings pull` brings new ones
listings-seller_code_ambiguous = several items have the seller code "{ $code }": { $items }; name one by its item code
listings-option_code_missing = the item has options: name one by its seller option code
listings-option_unknown = the item has no option with the code "{ $code }"; `listings list` shows them, `listings pull` brings new ones
listings-option_code_unusable = the option code "{ $code }" cannot be used: only { -code_characters } can be used
listings-sku_unusable = "{ $sku }" cannot be a SKU: only { -code_characters } can be used
listings-other_sku = line { $line } gives the same listing the SKU "{ $sku }"; neither was taken
listings-other_sku_none = line { $line } gives the same listing no SKU; neither was taken
