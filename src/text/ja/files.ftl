# What loading a file says, whatever is in it.
files-warning = 警告:
files-row = { $file }:{ $line }: { $why }
# What is wrong with a row, and what to do.
files-above_header = 見出しより上にある行です。見出しは1行目か、表題の下に書いてください
files-quote_never_closed = 引用符が閉じられていないため、この行以降は読み込んでいません
files-swallowed = { $by }行目の引用符の中に入っているため、読み込んでいません
files-text_after_quote = 閉じ引用符の後に文字があります。値の中の引用符は2つ重ねてください
files-too_many_cells = 見出しより列が多くなっています。カンマを含む値は引用符で囲んでください
files-torn = 引用符のため、ここから{ $last }行目までが1つの値になっています。別々の行であれば、引用符を直してください
files-unreadable_text = 文字として読めない値があります。UTF-8またはShift-JISで保存し直してください
# What several kinds of rows have in common.
files-date_unreadable = 「{ $text }」は日付として読めません。2026-07-01または2026/7/1の形で書いてください
# What becomes of a row, in the table of a dry run.
files-added = 追加
files-changed = 変更
files-corrected = 訂正
files-mapped = 登録
files-refused = 取込不可
files-removed = 削除
files-renamed = 名称変更
files-shipped = 出荷済み
files-skipped = 対象外
files-unchanged = 変更なし
files-unmapped = 解除
files-zeroed = 0に変更
# The zip file of the hold rules.
files-zip_file_unusable = import.zip_file: { $file } を使用できません: { $why }
    .next = 日本郵便の KEN_ALL.CSV をもう一度ダウンロードするか、設定から zip_file を削除してください(削除すると都道府県だけで確認します)
files-zip_file_not_text = Shift-JISまたはUTF-8の文字として読めません
files-zip_file_line = { $line }行目の3・7・8列目に郵便番号、都道府県、市区町村がありません
files-zip_file_empty = 行がありません
