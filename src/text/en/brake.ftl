# Safety brakes, and what overrides them.
brake-mass_zero = { $zeroed } of { $of } listings would be set to 0 ({ $skus }), so nothing was sent
    .next =
        `push-stock --dry-run --force mass-zero` shows the plan and sends nothing: look whether this is meant; if so, run it again with --force mass-zero
brake-empty_list =
    Qoo10 lists no item, where the last `listings pull` found { $was }, so nothing was changed
    .next =
        a seller key that was given out for orders sees no items: check the key, or issue a new one (`qoo10-bridge key issue`); if there are no items, run it again with --force shrunken-list
brake-shrunken_list =
    Qoo10 lists { $now ->
        [one] { $now } item
       *[other] { $now } items
    }, where the last `listings pull` found { $was }, so nothing was changed
    .next = look whether this is meant; if so, run it again with --force shrunken-list
