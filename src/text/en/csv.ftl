# A file that cannot be used, and what to do.
csv-file = the file { $path }
csv-stdin = stdin
csv-cannot_read = { $file } cannot be read ({ $why }); nothing was loaded
    .next = check the file's name and who may read it
csv-too_large = { $file } is larger than { $megabytes } MB; nothing was loaded
    .next = split it into several files
csv-not_text = { $file } is not CSV text: it looks like { $looks }; nothing was loaded
    .next = save it as CSV, in UTF-8 or Shift-JIS (CP932)
csv-wrong_encoding = { $file } is in the wrong encoding: it looks like { $looks }; nothing was loaded
csv-empty = { $file } is empty; nothing was loaded
csv-no_header = { $file } has no column for: { $missing } (its header: { $found }); nothing was loaded
csv-twice =
    { $file } names the column { $column } twice in its header: "{ $one }" and "{ $other }"; nothing was loaded
    .next =
        leave one of the two columns out, or give the right one its most exact name; docs/commands.md has the names
csv-header_torn =
    { $file } opens a quote in its header that swallows the lines { $first } to { $last }; nothing was loaded
    .next = close the quote in that line, or take it away

# What a file looks like.
csv-utf16 = UTF-16 ("Unicode text")
csv-workbook = a workbook (Excel)
csv-binary = a binary file
csv-jis = ISO-2022-JP (JIS)
csv-misread_utf8 = UTF-8 that a program has opened in another encoding and saved so
csv-misread_shift_jis = Shift-JIS that a program has opened as UTF-8 and saved so: its characters are lost
csv-damaged_text = text whose characters are damaged, or in an encoding that is not read

# Columns, each by both of its names.
csv-column = { $english } / { $japanese }
csv-or = { $before }, or { $column }
csv-header =
    the first line names the columns, in any order, with commas, semicolons or tabs between
csv-may_be_headed = { $column } may be headed: { $headings }
csv-not_order_no = order no. is a line's number
csv-headless = it looks like a file of { $format } without headings, which `--format { $format }` reads
csv-header_docs = docs/commands.md has the names that they may have
