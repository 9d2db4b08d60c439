# How the shops of a folder stand: headings, and what stands below them.
fleet-shop = shop
fleet-hands = n
fleet-what = what
fleet-step = { $step }: { $result }
fleet-task = { $task } { $n }
fleet-parts = { $parts }
fleet-summary =
    { $shops ->
        [one] { $shops } shop
       *[other] { $shops } shops
    }: { $bad } to be looked after, { $unreadable } that cannot be read
# Why a shop cannot be read, or is not one by itself.
fleet-not_a_file = it is a folder, a pipe or a device
fleet-no_state_file = there is no { -state_file } { $file } yet
fleet-same_name = { $files } has the same shop.name
fleet-same_state = { $files } has the same state.path
# The folder.
fleet-folder_unreadable = the folder { $folder } cannot be read ({ $error })
    .next = name the folder with the configurations of the shops, such as /etc/qoo10-bridge
fleet-folder_empty = there is no *.toml in the folder { $folder }
    .next = name the folder with the configurations of the shops, such as /etc/qoo10-bridge
