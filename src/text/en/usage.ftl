# What is wrong with what was typed. { $what } is another sentence of this file.
usage-unknown_command = unrecognized subcommand '{ $command }'
usage-unknown_option = unexpected argument '{ $option }' found
usage-unknown_argument = unexpected argument '{ $argument }' found
usage-behind_dashes = { $what }; to use a command of this name, remove the '--' before it
usage-missing = the following required arguments were not provided: { $arguments }
usage-no_command = '{ $command }' requires a subcommand but one was not provided: { $all }
usage-no_value = a value is required for '{ $argument }' but none was supplied
usage-wrong_value = invalid value '{ $value }' for '{ $argument }'
usage-extra_value = unexpected value '{ $value }' for '{ $argument }' found; no more were expected
usage-too_few_values = { $least } values required by '{ $argument }'; only { $given } { $given ->
        [one] was
       *[other] were
    } provided
usage-wrong_number_of_values = { $due } values required for '{ $argument }' but { $given } { $given ->
        [one] was
       *[other] were
    } provided
usage-conflict = the argument '{ $argument }' cannot be used with '{ $prior }'
usage-conflict_with_others = the argument '{ $argument }' cannot be used with one or more of the other specified arguments
usage-given_twice = the argument '{ $argument }' cannot be used multiple times
usage-not_utf8 = invalid UTF-8 was detected in one or more arguments
usage-meant = { $what }; did you mean { $near }?
usage-with_values = { $what } [possible values: { $all }]
usage-with_wanted = { $what }: { $wanted }
usage-see_help = `{ $command } --help` says how it is used

# What a value should have been.
usage-wants_instant = should be an instant such as 2026-07-01T10:00:00+09:00
usage-wants_moment = should be date and time in Japan, such as 2026-07-01 09:30
usage-wants_rule = should be a whole number from 0 to { $to }, or - for none
usage-wants_date = should be a date such as 2026-07-01 or 2026/7/1
usage-wants_date_or_time = should be YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS (Japan time)
usage-wants_month = should be YYYY-MM, such as 2026-07
usage-wants_age = should be days or weeks, 1d to 36500d, such as 90d or 12w
usage-wants_letter_or_digit = should have a letter or a digit
usage-wants_text = should not be blank
usage-wants_one_line = should be one line of plain text
usage-wants_sku = should be a SKU: letters A-Z a-z, digits, - and _
usage-wants_number = not a positive number
usage-wants_whole = should be a whole number such as 3
usage-wants_whole_from = should be a whole number from { $from } on
usage-wants_whole_within = should be a whole number from { $from } to { $to }
usage-wants_amount = should be a number such as 1.5
usage-wants_address = should be an address such as 127.0.0.1:8010
usage-wants_word = should be one of { $all }
usage-wants_word_near = should be one of { $all }; did you mean { $near }?
# English has one word for both: it chooses by what it does not say.
usage-word = { $meaning ->
       *[other] { $word }
    }
