# backup: refused places.
upkeep-backup_not_to_stdout = backup does not write to stdout: the copy is checked before it gets its name
    .next = name a file, as in `qoo10-bridge backup /srv/backup/shop.db`
upkeep-no_state_file = there is no { -state_file } { $file } to copy
    .next = look at state.path in the configuration; `qoo10-bridge import` makes the file
upkeep-copy_elsewhere = give the copy another name, best on another disk
upkeep-other_name = give another name
upkeep-is_folder = { $file } is a folder
    .next = name a file in it
upkeep-file_there = there is a file { $file } already
    .next = give another name, or --replace
upkeep-is_pipe = it is a pipe or a device
upkeep-is_dead_link = it is a link that leads nowhere
upkeep-is_state_file = it is a { -state_file } that a shop works with
upkeep-is_no_backup = it is not a backup of this program
