# A call to Qoo10 that did not succeed, and what to do.
qoo10-no_answer =
    { $method }: no usable answer from Qoo10 after { $attempts ->
        [one] { $attempts } attempt
       *[other] { $attempts } attempts
    }: { $detail }
    .next = check qoo10.endpoint and the network; the next run takes up where this one stopped
qoo10-deadline = { $method }: the deadline of this step has passed
    .next = the next run takes up where this one stopped; qoo10.deadline_seconds gives a run more time
qoo10-deadline_after = { $method }: the deadline of this step has passed (last attempt: { $last })
qoo10-long_pause =
    { $method }: Qoo10 asks for a pause of { $asked } s, and the deadline of this step leaves { $left } s ({ $last })
    .next = run again once that pause is over; the next run takes up where this one stopped
qoo10-outdated = { $method }: Qoo10's order lists were more than 5 seconds old before the quantities could be sent, so nothing was
    .next = run again later; if it stays so, raise qoo10.requests_per_second: two lists and the call have to start within 5 seconds
qoo10-writes_off = { $method }: not called, because nothing may be changed at Qoo10 in this run
    .next = with qoo10.writes = "on", and without --dry-run, it is called
qoo10-interrupted =
    { $method }: interrupted by { $signal } before it was asked; the next run takes up where this one stopped
    .next = run it again when you like: what was done until then is written
qoo10-seller_key_refused = { $method }: Qoo10 refused the { -seller_key } { $answer }
qoo10-api_key_refused = { $method }: Qoo10 refused the API key { $answer }
    .next =
        check API key, user and password: the API key is the one that Qoo10 issued on request, not the { -seller_key }
qoo10-login_refused = check user and password of QSM, and whether they work on the website
qoo10-key_not_active =
    a new key answers so until it is active; hours later: check the key, or issue a new one (`qoo10-bridge key issue`)
qoo10-code = { $method }: Qoo10 answered { $answer }
qoo10-item_restricted =
    { $method }: Qoo10 restricts the item and shows nothing of it ({ $answer }); look at its status in QSM
qoo10-code_unknown = run again later; docs/qoo10-api.md says more about codes
qoo10-damaged =
    { $method }: Qoo10's answer is damaged, { $attempts ->
        [one] { $attempts } time
       *[other] { $attempts } times
    } in a row: { $detail }
    .next =
        the connection is fine, the answer itself is not: look in QSM at the order near which it breaks off; the next run asks again
qoo10-unreadable = { $method }: { $detail }
    .next = check qoo10.endpoint; if it is right, Qoo10 answers in a form that is new: report it

# Code and words of an answer.
qoo10-answer_code = { $code }
qoo10-answer_code_and_words = { $code } "{ $words }"
qoo10-answer_words = "{ $words }"
qoo10-answer_empty = (empty answer)

# Why no usable answer came.
qoo10-http_status = HTTP status { $status }
qoo10-http_redirect = HTTP status { $status } (a redirect, which is never followed)
qoo10-http_forbidden =
    HTTP status { $status } (access denied: perhaps too many requests, or an address that is not let in)
qoo10-http_not_found = HTTP status { $status } (nothing at this address: look at qoo10.endpoint)
qoo10-http_too_many = HTTP status { $status } (too many requests)
qoo10-at_host = { $host }: { $what }
qoo10-proxy_host = the proxy { $proxy } on the way to { $host }
qoo10-refused = connection refused
qoo10-refused_by = connection refused by { $host }
qoo10-no_host = the host name is not known, or cannot be looked up
qoo10-no_connection = no connection
qoo10-no_connection_in_time = no connection in time ({ $phase })
qoo10-not_connected = no connection ({ $why })
qoo10-connection_broke = the connection broke ({ $why })
qoo10-no_answer_in_time = no answer in time ({ $phase })
qoo10-proxy_refused = the proxy refused: { $why }
qoo10-not_secure = no secure connection ({ $why })
qoo10-not_trusted = the server's certificate is not to be trusted, so nothing was sent ({ $why })
qoo10-not_http = the connection was not secure or not HTTP ({ $why })
qoo10-bad_url = the endpoint's URL cannot be used
qoo10-key_characters = the { -seller_key } holds characters that no key has
qoo10-broke_off = the answer broke off after { $bytes ->
        [one] { $bytes } byte
       *[other] { $bytes } bytes
    } ({ $why })
qoo10-too_large = the answer is larger than { $mib } MiB
qoo10-empty = the answer is empty
qoo10-not_utf8 = the answer is not text in UTF-8
qoo10-not_utf8_near = the answer is not text in UTF-8, near number { $number }
qoo10-page = the answer is a page of HTML or XML, not JSON
qoo10-not_json = the answer is not JSON (line { $line }, column { $column })
qoo10-ends_in_row = the answer ends inside a row, after { $bytes } bytes
qoo10-ends_in_row_near = the answer ends inside a row, after { $bytes } bytes, near number { $number }
qoo10-rows_unclear = the rows of the answer cannot be told apart, after { $bytes } bytes
qoo10-rows_unclear_near =
    the rows of the answer cannot be told apart, after { $bytes } bytes, near number { $number }

# What of an answer cannot be read: a key of the API, what should stand there, and what does.
qoo10-row = { $method }: { $problem }
qoo10-option_row = row { $row }, { $problem }
qoo10-should_be = { $key } should be { $wanted }, but it is { $found }
qoo10-none = { $key } should be { $wanted }, but there is none
qoo10-key_missing = { $key } is missing
qoo10-payment_missing = { $key } is missing: paid and unpaid cannot be told apart
qoo10-no_text = { $key } holds bytes that are not text
qoo10-no_object =
    a row should be an object of values, each once, but is not (line { $line }, column { $column })
qoo10-several_rows = there should be one row, but there are several
qoo10-bulk_object = ResultObject holds an object that is not a row
qoo10-bulk_other = ResultObject holds something that is not a row
qoo10-no_item = ResultObject should be an item, but has none of its keys
qoo10-no_page = ResultObject should be a page of items, but it is an object without any
qoo10-no_new_key = ResultObject should be the new { -seller_key }, a text, and is something else
qoo10-new_key_characters = the new { -seller_key } holds spaces or characters that no key has
qoo10-method_unknown = Qoo10 does not know this method ("{ $words }")
qoo10-nothing_new = page { $page } of { $pages } of the items in status { $status } brings nothing new
qoo10-no_end = the list of items in status { $status } has no end
qoo10-a_text = text
qoo10-a_number = a number
qoo10-a_whole_number = a whole number
qoo10-a_positive_number = a positive number
qoo10-whole_yen = whole yen
qoo10-a_time = a date and time
qoo10-an_item_code = an item code
qoo10-a_claim_state = a claim's state
qoo10-a_list_of_rows = a list of rows
qoo10-pieces = from 1 to { $most }
qoo10-found_missing = missing
qoo10-found_blank = blank
qoo10-found_list = a list
qoo10-found_object = an object
qoo10-found_empty_object = an empty object
qoo10-found_no_row = an object that is not a row
qoo10-found_number_or_word = a number or a word
qoo10-found_damaged = damaged
qoo10-found_too_many = one of more than { $most }
