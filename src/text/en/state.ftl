# What is the matter with the state file, and what to do.
state-busy = the { -state_file } { $file } is locked by another program ({ $why })
    .next = close that program, or try again later
state-damaged = the { -state_file } { $file } is damaged, or not a { -state_file } at all ({ $why })
    .next = keep a copy of it, then put the last backup in its place; docs/operations.md says how
state-full = the { -state_file } { $file } cannot grow: the disk is full ({ $why })
    .next = make room, then run again: nothing was half-written
state-read_only = the { -state_file } { $file } cannot be written ({ $why })
    .next = look at the permissions of the file and its folder
state-needs_folder = the { -state_file } { $file } cannot be read here without writing beside it ({ $why })
    .next = let this user write in its folder, or run this as the user whose crontab it is
state-cannot_open = the { -state_file } { $file } cannot be opened ({ $why })
    .next =
        look at state.path in the configuration: its folder has to exist, and this user has to be allowed to write there
state-foreign = the { -state_file } { $file } is not ours ({ $why })
    .next = give another state.path in the configuration
state-newer = the { -state_file } { $file } cannot be read by this version ({ $why })
    .next = install the newer version again
state-not_kept = the { -state_file } { $file } is of an older format, and was left as it is ({ $why })
    .next = make room beside it, or let this user write in its folder, then run again
state-disk = the { -state_file } { $file } cannot be read or written: the disk refuses ({ $why })
    .next =
        look at the disk, and at limits on file sizes (ulimit -f, quotas), then run again: nothing was half-written
state-other = the { -state_file } { $file } cannot be used ({ $why })
    .next = run again; if it stays, keep a copy of the file and report this

# Why, where neither the system nor SQLite says it.
state-why_foreign = it is the SQLite file of another program
state-why_newer = it was made by a newer version (format { $format }, this one knows { $known })
state-why_locked = another program keeps it locked
state-why_stays_in_wal = what was blanked stays in its -wal file until that program ends
state-why_no_copy = no copy { $copy } could be made of it: { $why }
state-why_unreadable = { $what } holds "{ $value }", which cannot be

# Another run, and copies.
state-in_use = another run is under way on the { -state_file } { $file }
    .next = nothing to do unless this repeats; --wait SECONDS waits for it
    .by_hand = nothing was changed; enter it again (--wait SECONDS waits longer)
state-busy_by_hand =
    nothing was changed; enter it again once that program has closed the file (--wait SECONDS waits longer)
state-busy_under_way =
    close that program; what this run did before is recorded, and the next run takes up where it stopped
state-close = close that program
state-copy = the copy { $copy } cannot be written ({ $why })
    .next =
        its folder has to exist, and this user has to be allowed to write there; no half copy is left
    .full = make room there, or name another place; no half copy is left
