# A configuration that cannot be used, and its problems by key.
config-unusable = the configuration { $file } cannot be used:
    .next = example.toml shows every key with its default
config-problem = { $key }: { $problem }
config-not_toml = this is not TOML ({ $parser })
    .next =
        look for a missing quote, full-width digits, or a key that stands there twice; example.toml shows every key with its default
config-not_toml_at = line { $line }: this is not TOML ({ $parser })
config-not_toml_in = line { $line }: this is not TOML ({ $parser }); the line: { $shown }
config-unknown = is unknown; known here: { $known }
config-unknown_near = is unknown; did you mean { $near }?
config-missing = is missing; write for example  { $line }
config-blank = should not be blank
config-should_be = should be { $wanted }, but is { $found }
config-should_hold = should be { $wanted }, but it holds { $found }

# What a value should be.
config-a_text = text in quotes
config-a_flag = true or false
config-a_whole_number = a whole number from { $min } to { $max }
config-a_number = a number from { $min } to { $max }
config-a_date = a date such as "2026-07-01"
config-a_carrier = Qoo10's name of a delivery company in quotes
config-a_table = a table
config-a_table_named = a table, [{ $name }]
config-weekdays = a list of { $days }
config-a_format = one of { $formats } in quotes
config-a_column = the name of a field in quotes, or {"{"} field = "sku", heading = "SKU" {"}"}
config-columns = a list of fields, at least one
config-statuses = a list of { $statuses }
config-format_of_program = is a format of the program's own: give yours another name
config-format_name = should have a name of a-z 0-9 - _
config-heading_character = a heading holds "{ $character }", which cp932 does not have
config-or = { $before } or { $word }

# What a value is.
config-found_text = the text "{ $text }"
config-found_long_text = a text of { $characters ->
        [one] { $characters } character
       *[other] { $characters } characters
    }
config-found_number = the number { $number }
config-found_date = the date { $date } without quotes
config-found_list = a list

# Keys with a rule of their own.
config-endpoint = should be "sandbox" or a URL such as { $example }, without user, password, ? and #
config-endpoint_https = should begin with https://, or the { -seller_key } could be read on its way
config-key_source_missing = is missing: give one of seller_key_env, seller_key_file, seller_key_command
config-key_source_twice = give only one of seller_key_env, seller_key_file, seller_key_command
config-path_home = begins with ~, which only a shell understands: write the whole path, as /home/shop/shop.db
config-separator = should be made of letters, digits, - and _, or be empty
config-always_closed = closes all seven days, so that no order could ever ship
config-sku_pattern = is no SKU; write it as in `orders show`, or its beginning with a * behind it, as in "TS-*"
config-rule_tables = a list of tables, each [[import.hold_rules]]
config-rule_texts = a list of texts in quotes
config-rule_prefectures = a list of prefectures such as "沖縄県"
config-rule_zips = a list of zips or their first digits such as "905"
config-rule_skus = a list of SKUs, with * for any text
config-rule_list_empty = is an empty list, which no order matches; give { $wanted }, or leave the line out
config-rule_empty = names a rule without a condition, which would match nothing: add one such as gift = true
config-rule_name = should be a name of at most { $max } characters on one line
config-rule_name_twice = stands there twice: give each rule a name of its own
config-notice_no_text = should be a URL in quotes
config-notice_url = should be a URL such as https://hc-ping.com/your-uuid, without user, password and #
config-https = should begin with https://
config-health_no_query = should have no ? in it: /start and the exit code are put behind it
config-health_table = should be a table of steps, each with a URL
