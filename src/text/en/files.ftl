# What loading a file says, whatever is in it.
files-warning = warning:
files-row = { $file }:{ $line }: { $why }
# What is wrong with a row, and what to do.
files-above_header = a row above the header; the header is the first line, or stands below a title
files-quote_never_closed = a quote opens here and is never closed, so nothing from here on was read
files-swallowed = a quote in line { $by } has swallowed this line, so it was not read
files-text_after_quote = text follows a closing quote; write a quote within a text twice
files-too_many_cells = more cells than the header has; put quotes around a text that holds a comma
files-torn = a quote opens here and makes one cell of what follows, down to line { $last }; if these are rows, mend the quote
files-unreadable_text = a cell holds bytes that are not text; save the file again in UTF-8 or Shift-JIS
# What several kinds of rows have in common.
files-date_unreadable = "{ $text }" is not a date; write 2026-07-01 or 2026/7/1
# What becomes of a row, in the table of a dry run.
files-added = added
files-changed = changed
files-corrected = corrected
files-mapped = mapped
files-refused = refused
files-removed = removed
files-renamed = renamed
files-shipped = shipped
files-skipped = skipped
files-unchanged = unchanged
files-unmapped = unmapped
files-zeroed = zeroed
# The zip file of the hold rules.
files-zip_file_unusable = import.zip_file: { $file } cannot be used: { $why }
    .next = download KEN_ALL.CSV from Japan Post again, or take zip_file out of the configuration: the rules then look at prefectures only
files-zip_file_not_text = it is not text in Shift-JIS or UTF-8
files-zip_file_line = line { $line } has no zip, prefecture and municipality in columns 3, 7 and 8
files-zip_file_empty = it has no lines
