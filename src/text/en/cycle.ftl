# All steps of a shop, one after the other.
cycle-not_begun = not begun: { $steps }
cycle-interrupted = interrupted by { $signal }; not begun: { $steps }
    .next = run it again when you like: what the other steps did is done
