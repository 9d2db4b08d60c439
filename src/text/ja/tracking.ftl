# Why a text is no tracking number.
tracking-missing = { -tracking_number }がありません
tracking-exponent = 表計算ソフトで丸められ、桁が失われています。元データから文字列として取り直してください(規則: 指数表記は不可)
tracking-characters = 英数字以外の文字が含まれています(規則: 英数字のみ)
tracking-too_long = { $most }文字を超えています(規則: 長さ)
tracking-placeholder = 番号がないことを表す仮の値です(規則: { $least }文字以上の英数字、同じ文字だけは不可)
tracking-own_number = 注文自身の番号(注文コード、{ -cart_number }、{ -order_number })で、荷物の番号ではありません。列の間違いではありませんか(規則: 注文の番号は不可)
# How a number breaks the rule of its delivery company.
tracking-check_digit = { -check_digit }が一致しません。正しくは{ $wanted }です。番号を確認してください(規則: { $rule })
tracking-digits_expected = { $expected }(入力は{ $given }桁)
tracking-letters_given = { $expected }(英字が含まれています)
tracking-expected_12 = 12桁の数字のはずです
tracking-expected_11_or_12 = 11桁か12桁の数字のはずです
tracking-expected_10 = この{ -carrier }の番号は通常10桁です
tracking-expected_s10 = 英字2桁・数字9桁・英字2桁(例: RB123456785GB)のはずです
tracking-expected_any = 規則はありません
# Their rules, in few words.
tracking-rule_12 = 7DR、12桁
tracking-rule_11_or_12 = 7DR、12桁か11桁
tracking-rule_s10 = S10、RB123456785GBなど
tracking-rule_10 = 10桁
tracking-rule_none = なし
