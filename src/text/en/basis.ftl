# What a count counted.
basis-on_hand = on hand
basis-free = free
basis-set = set
