# A file that cannot be used, and what to do.
csv-file = ファイル { $path }{" "}
csv-stdin = 標準入力
csv-cannot_read = { $file }を読み取れません({ $why })。何も読み込んでいません
    .next = ファイル名と、読み取りの権限を確認してください
csv-too_large = { $file }が{ $megabytes }MBを超えています。何も読み込んでいません
    .next = 複数のファイルに分けてください
csv-not_text = { $file }はCSVではありません。{ $looks }のようです。何も読み込んでいません
    .next = UTF-8またはShift-JIS(CP932)のCSVとして保存してください
csv-wrong_encoding = { $file }の文字コードが違います。{ $looks }のようです。何も読み込んでいません
csv-empty = { $file }は空です。何も読み込んでいません
csv-no_header = { $file }に次の列がありません: { $missing }(見出し: { $found })。何も読み込んでいません
csv-twice =
    { $file }の見出しに列「{ $column }」が2つあります(「{ $one }」と「{ $other }」)。何も読み込んでいません
    .next =
        どちらかの列を削除するか、正しい列に最も明確な列名を付けてください。列名は docs/ja/daily.md にあります
csv-header_torn =
    { $file }の見出しの引用符が{ $first }行目から{ $last }行目までを1つの値にしています。何も読み込んでいません
    .next = その行の引用符を閉じるか、削除してください

# What a file looks like.
csv-utf16 = UTF-16(Unicodeテキスト)
csv-workbook = Excelのブック
csv-binary = バイナリファイル
csv-jis = ISO-2022-JP(JISコード)
csv-misread_utf8 = UTF-8のファイルを別の文字コードで開いて保存したもの
csv-misread_shift_jis = Shift-JISのファイルをUTF-8として開いて保存したもの(元の文字は失われています)
csv-damaged_text = 文字が壊れているか、対応していない文字コード

# Columns, each by both of its names.
csv-column = { $japanese } / { $english }
csv-or = { $before }または{ $column }
csv-header = 1行目に列名をカンマ、セミコロン、タブのいずれかで区切って書いてください。順番は自由です
csv-may_be_headed = 「{ $column }」に使える列名: { $headings }
csv-not_order_no = { -order_number }は明細の番号なので使えません
csv-headless = 見出しのない { $format } のファイルのようです。--format { $format } を付けると読み込めます
csv-header_docs = すべての列名は docs/ja/daily.md にあります
