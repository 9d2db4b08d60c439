# What the system refused.
system-not_found = No such file or directory
system-is_folder = Is a directory
system-not_permitted = Permission denied
system-disk_full = No space left on device
