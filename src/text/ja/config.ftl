# A configuration that cannot be used, and its problems by key.
config-unusable = 設定ファイル { $file } を使用できません:
    .next = example.toml にすべての項目と初期値があります
config-problem = { $key }: { $problem }
config-not_toml = TOMLとして読めません({ $parser })
    .next =
        引用符の閉じ忘れ、全角の数字や記号、同じ項目の重複がないか確認してください。example.toml にすべての項目と初期値があります
config-not_toml_at = { $line }行目: TOMLとして読めません({ $parser })
config-not_toml_in = { $line }行目: TOMLとして読めません({ $parser })。この行: { $shown }
config-unknown = この項目はありません。指定できる項目: { $known }
config-unknown_near = この項目はありません。{ $near } ではありませんか
config-missing = 指定がありません。例:  { $line }
config-blank = 空にはできません
config-should_be = { $wanted }で指定してください(現在: { $found })
config-should_hold = { $wanted }で指定してください({ $found }が含まれています)

# What a value should be.
config-a_text = 引用符で囲んだ文字列
config-a_flag = trueまたはfalse
config-a_whole_number = { $min }から{ $max }までの整数
config-a_number = { $min }から{ $max }までの数値
config-a_date = "2026-07-01" のような日付
config-a_carrier = 引用符で囲んだQoo10の{ -carrier }名
config-a_table = テーブル
config-a_table_named = テーブル[{ $name }]
config-weekdays = { $days } のリスト
config-a_format = 引用符で囲んだ { $formats } のいずれか
config-a_column = 引用符で囲んだ項目名、または {"{"} field = "sku", heading = "品番" {"}"}
config-columns = 1つ以上の項目名のリスト
config-statuses = { $statuses } のリスト
config-format_of_program = 本プログラムの形式と同じ名前です。別の名前にしてください
config-format_name = 名前には半角英小文字・数字・ハイフン・アンダーバーを使用してください
config-heading_character = 見出しの「{ $character }」はcp932で表せません
config-or = { $before }または{ $word }

# What a value is.
config-found_text = 文字列"{ $text }"
config-found_long_text = { $characters }文字の文字列
config-found_number = 数値{ $number }
config-found_date = 引用符のない日付{ $date }
config-found_list = リスト

# Keys with a rule of their own.
config-endpoint =
    "sandbox"、または { $example } のようなURLで指定してください。ユーザー名、パスワード、?、#は使えません
config-endpoint_https =
    https:// で始めてください。そうしないと、{ -seller_key }を途中で読み取られるおそれがあります
config-key_source_missing = seller_key_env、seller_key_file、seller_key_command のいずれかを指定してください
config-key_source_twice = seller_key_env、seller_key_file、seller_key_command は、1つだけ指定してください
config-path_home = ~ は使えません。/home/shop/shop.db のような絶対パスで指定してください
config-separator = 半角の英数字、-、_ だけで指定するか、空にしてください
config-always_closed = 7日すべてが定休日になり、出荷できる日がありません
config-sku_pattern = { -sku }ではありません。`orders show` に表示される{ -sku }、または先頭部分に * を付けて指定してください(例: "TS-*")
config-rule_tables = [[import.hold_rules]] のテーブル
config-rule_texts = 引用符で囲んだ文字列のリスト
config-rule_prefectures = "沖縄県" のような都道府県のリスト
config-rule_zips = "905" のような郵便番号またはその先頭の数字のリスト
config-rule_skus = { -sku }のリスト(* は任意の文字列)
config-rule_list_empty = 空のリストにはどの注文も該当しません。{ $wanted }で指定するか、この行を削除してください
config-rule_empty = 条件がないため、どの注文も該当しません。gift = true のような条件を追加してください
config-rule_name = { $max }文字以内、1行の名前にしてください
config-rule_name_twice = 同じ名前のルールがあります。別の名前にしてください
config-notice_no_text = URLを引用符で囲んで指定してください
config-notice_url =
    https://hc-ping.com/your-uuid のようなURLで指定してください。ユーザー名、パスワード、#は使えません
config-https = https:// で始めてください
config-health_no_query = ?は使えません。末尾に /start や終了コードを付けて呼び出すためです
config-health_table = 処理名ごとのURLのテーブルで指定してください
