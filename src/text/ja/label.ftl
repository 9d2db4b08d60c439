# Why an order gets no row in a label program's file, and what to do.
label-carrier_unmapped = { $carrier }は{ $format }の送り状の対象ではありません。このソフトで発行する場合は、labels.carriers に "{ $carrier }" = "{ $format }" を追加してください
label-slot_unmapped = 希望時間帯「{ $slot }」に対応する{ $format }のコードがありません。labels.time_slots に "{ $slot }" = { "{" } { $format } = "…" { "}" } を追加してください("" は時間帯を印字しません)
label-name_missing = 受取人の氏名がありません。QSMに登録されたら `orders set 注文コード --take-receiver` で反映してください
label-address_missing = 受取人の住所がありません。QSMに登録されたら `orders set 注文コード --take-receiver` で反映してください
label-phone_missing = 受取人の電話番号がどちらもありません。この送り状は手作業で作成してください
label-phone_unreadable = 受取人の電話番号がどちらも国内の番号として読み取れません。この送り状は手作業で作成してください
label-zip_missing = 受取人の郵便番号がありません。QSMに登録されたら `orders set 注文コード --take-receiver` で反映してください
label-zip_unreadable = 受取人の郵便番号が7桁ではありません。QSMで訂正されたら `orders set 注文コード --take-receiver` で反映してください
label-goods_missing = 送り状に記載する品名がありません。labels.goods_name を設定してください
label-sender_missing = ご依頼主の情報がありません。{ $key } を設定してください
label-sender_unreadable = { $key } の値を読み取れません。郵便番号は7桁、電話番号は9桁以上の数字で入力してください
label-contract_code_missing = { $field }がありません。契約の内容に合わせて { $key } を設定してください
label-cell_missing = { $field }は必須ですが、入れる値がありません。この送り状は手作業で作成してください
label-cell_too_long = { $field }に収まりません(上限: { $limit })。{ $next }
label-not_encodable = { $field }の「{ $character }」は送り状ソフトの文字コード(CP932)にありません。{ $next }
label-not_half_width = { $field }には半角文字しか使えません。{ $next }
# What a label leaves out.
label-date_past = 配送希望日{ $date }は過ぎているため、送り状に印字しません
label-wish_not_taken = { $carrier }は配送希望日時を指定できないため、送り状に印字しません(希望: { $wishes })
# How much a field holds.
label-limit_none = なし
label-limit_half = 半角{ $most }文字
label-limit_mixed = 全角{ $full }文字・半角{ $half }文字
label-limit_full = { $most }文字
label-limit_bytes = { $most }バイト
label-limit_town = 全角{ $full }文字、うち町・番地以降{ $town }文字
label-limit_lines = { $limit } x { $lines }行
# What makes a text fit.
label-change_key = { $key } を変更してください
label-allow_overflow = labels.overflow = "next_line" で次の欄に続けられます
label-by_hand = この送り状はソフト上で手作業で作成してください
