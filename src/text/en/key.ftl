# Where the seller key comes from.
key-variable = the environment variable { $name }
key-some_variable = the environment variable that qoo10.seller_key_env names
key-file = the key file { $file }
key-some_file = the key file that qoo10.seller_key_file names
key-output_of_command = the output of qoo10.seller_key_command

# Why it cannot be read.
key-not_configured = qoo10.seller_key_env is missing
key-variable_not_set = { $place }, which holds the { -seller_key }, is not set
    .next = set it, also in the crontab, or use qoo10.seller_key_file; qoo10.seller_key_env is the variable's name, not the key
key-too_long = { $place } is longer than a { -seller_key }
key-empty = { $place } is empty
key-odd_characters = { $place } holds spaces or characters that no { -seller_key } has
key-nothing_else = it should hold the seller authorization key and nothing else
key-file_unreadable = { $place } cannot be read ({ $error })
    .next = qoo10.seller_key_file should name a file that this user may read; the key stands in it
key-file_is_none = the key file { $file } is a folder, a pipe or a device
    .next = qoo10.seller_key_file should name a file with the key and nothing else
key-file_open_to_others = the key file { $file } may be read by other users
    .next = `chmod 600 { $file }`; a file of root's may be left to a group of this process (mode 440): docs/config.md

# qoo10.seller_key_command
key-command_not_started = qoo10.seller_key_command cannot be started ({ $error })
key-command_unreadable = qoo10.seller_key_command printed something unreadable ({ $error })
key-command_not_watched = qoo10.seller_key_command cannot be watched ({ $error })
key-command_too_slow = qoo10.seller_key_command did not end within { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    }
key-command_failed = qoo10.seller_key_command failed ({ $status })
key-command_by_hand = run it by hand: it should print the key and exit 0
key-command_interrupted = interrupted by { $signal } while qoo10.seller_key_command was at work
    .next = run it again when you like: nothing was begun

# key issue: questions.
key-ask_api_key = API key (from Qoo10, not the { -seller_key })
key-ask_user = QSM user
key-ask_password = QSM password
key-api_key_unusable = the API key holds spaces or characters that no key has
key-nothing_given = { $what }: nothing was given
key-answer_unreadable = { $what }: it cannot be read ({ $error })
key-ask_again = run it again, and paste the API key, then type user and password; of these only the user is shown
key-ask_in_lines = where stdin is not a terminal, three lines are read: API key, user, password
key-interrupted = interrupted by { $signal }; Qoo10 was not asked
    .next = run it again when you like: the old key stays
key-of_practice = this is the practice Qoo10: docs/sandbox.md has its API key, user and password

# key issue: where the key goes.
key-given_empty = Qoo10 gave an empty { -seller_key }, again and again
    .next = try again in some minutes; if it stays, ask Qoo10
key-print_has_place = --print: the { -seller_key } of this configuration belongs in { $place }
    .next = run it without --print
key-variable_not_settable = the { -seller_key } comes from { $place }, which cannot be set from here; nothing was asked
    .next = --print prints the new key, to put there by hand; or use qoo10.seller_key_file
key-command_only_reads = the { -seller_key } comes from qoo10.seller_key_command, which only reads; nothing was asked
    .next = --print prints the new key: pipe it into what keeps it; or use qoo10.seller_key_file
key-stored = the new { -seller_key } is in { $file }; it ends on { $ends_on }
key-kept_nowhere = the practice Qoo10 gave a key; it is kept nowhere, for the configuration names no qoo10.seller_key_file
key-not_stored = { $place } cannot be written ({ $error })
    .next = look at qoo10.seller_key_file: this user has to be allowed to write in its folder, and to own the file
key-issue_date_not_noted = warning: { $file } could not be changed ({ $why }); write there under [qoo10]: seller_key_issued_on = "{ $date }"
key-no_plain_table = it has no plain table [qoo10]
key-more_would_change = more would change than the date
