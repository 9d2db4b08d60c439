# Copies, and personal data that is blanked.
purge-backup =
    backup: { $file } ({ $bytes ->
        [one] { $bytes } byte
       *[other] { $bytes } bytes
    }, format { $format }, checked); it holds personal data
purge-done =
    { $mode ->
        [dry_run] purge (dry run, nothing was changed)
       *[done] purge
    }: personal data of { $orders ->
        [one] { $orders } order
       *[other] { $orders } orders
    } and { $rejects ->
        [one] { $rejects } reject
       *[other] { $rejects } rejects
    }, finished until { $until }
purge-thinned =
    thinned: { $log } of the log, { $history } of the history, { $writes ->
        [one] { $writes } write
       *[other] { $writes } writes
    }, { $runs ->
        [one] { $runs } run
       *[other] { $runs } runs
    }, { $claims ->
        [one] { $claims } claim
       *[other] { $claims } claims
    }
purge-in_backups = backups made before still hold it
purge-in_copies = backups made before still hold it, and so do { $copies }: delete them once they are not needed
purge-copies_unknown = backups made before still hold it, and copies beside the { -state_file }, which could not be listed ({ $why })
