//! Why entries of the API log failed: the words that the steps write, each in plain words.
//!
//! The table is closed: what is not in it counts as [`OTHER`], so no text from outside passes for a reason.

use super::codes::Words;

/// The reason of an entry whose message has none of the words.
pub const OTHER: &str = "other";

/// The reason in a stored message: its first word, or the one behind its last colon.
pub fn of_message(message: &str) -> &'static str {
    let first = message.split([' ', ':']).next().unwrap_or_default();
    let last = message.rsplit(": ").next().unwrap_or_default();
    [first, last].into_iter().find_map(row).map_or(OTHER, |row| row.0)
}

/// A reason in plain words.
pub fn words(reason: &str) -> Words {
    let (_, en, ja) = row(reason).unwrap_or(&(OTHER, "something else", "その他"));
    Words { en, ja }
}

fn row(word: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    TABLE.iter().find(|row| row.0 == word)
}

const TABLE: &[(&str, &str, &str)] = &[
    ("bad_tracking_number", "the tracking number is not valid", "送り状番号が正しくありません"),
    ("cancel_requested", "the buyer asks to cancel", "キャンセル要請中です"),
    ("cancelled", "cancelled at Qoo10", "Qoo10でキャンセル済みです"),
    (
        "carrier_country_differs",
        "the delivery company does not go to the buyer's country",
        "配送会社と配送先の国が一致しません",
    ),
    ("carrier_missing", "Qoo10 misses the delivery company", "配送会社がありません"),
    ("carrier_name_not_exact", "Qoo10 does not know the delivery company", "配送会社名が一致しません"),
    ("carrier_not_allowed", "the shop may not use the delivery company", "この配送会社は利用できません"),
    ("cart_rejected", "another row of the cart cannot be imported", "同じカートの別の明細が取込できません"),
    ("check_digit", "the check digit is wrong", "送り状番号のチェックディジットが違います"),
    ("date_not_after_today", "the planned date is not after today", "発送予定日が翌日以降ではありません"),
    ("date_too_far", "the planned date is too far away", "発送予定日が登録可能な範囲を超えています"),
    ("delivery_method_differs", "the buyer chose another delivery", "配送方法が購入者の選択と異なります"),
    ("item_unknown", "Qoo10 does not know the item", "商品が見つかりません"),
    ("kind_changed", "the item has become one of another kind", "商品の種類が変わっています"),
    ("lookup_failed", "a question about the item got no answer", "商品情報を取得できませんでした"),
    ("no_answer", "no usable answer from Qoo10", "Qoo10から応答がありません"),
    ("no_date", "the calendar has no such business day", "営業日を求められません"),
    ("no_delivery_company", "the item has no delivery company", "商品に配送会社が設定されていません"),
    ("no_end_date", "the item shows no end of its sale", "商品の販売終了日がありません"),
    ("no_free_stock", "no free stock is known", "フリー在庫数がありません"),
    ("not_mentioned", "Qoo10's answer does not mention it", "Qoo10の応答に含まれていません"),
    ("not_new", "no longer a new order at Qoo10", "Qoo10で新規注文ではありません"),
    ("not_on_sale", "not on sale", "販売中ではありません"),
    ("not_paid", "Qoo10 has no payment", "Qoo10で入金が確認できません"),
    ("not_taken", "Qoo10 shows another quantity afterwards", "Qoo10の数量に反映されていません"),
    ("not_this_shop", "Qoo10 says it is another shop's", "他店舗の注文です"),
    ("number_invalid", "Qoo10 takes the tracking number for invalid", "送り状番号が無効です"),
    ("number_length", "the tracking number has the wrong length", "送り状番号の桁数が違います"),
    ("number_missing", "Qoo10 misses the tracking number", "送り状番号がありません"),
    ("number_used_before", "the tracking number was used before", "送り状番号は使用済みです"),
    ("option_code_missing", "an option has no seller code", "販売者オプションコードがありません"),
    (
        "option_code_unusable",
        "an option's seller code cannot be used",
        "販売者オプションコードを使用できません",
    ),
    ("option_gone", "the option is gone", "オプションがなくなっています"),
    ("order_no_in_other_cart", "the order number is in another cart", "注文番号は別のカートで取込済みです"),
    ("refused", "Qoo10 refused it", "Qoo10が受け付けませんでした"),
    ("seller_code_missing", "the item has no seller code", "販売者商品コードがありません"),
    ("seller_code_unusable", "the item's seller code cannot be used", "販売者商品コードを使用できません"),
    (
        "sent_with_other_number",
        "Qoo10 has it as sent with another number",
        "Qoo10では別の送り状番号で出荷済みです",
    ),
    ("separator_in_text", "an option's name has ||* or $$", "オプション名に ||* または $$ があります"),
    ("type_not_mapped", "a type of the item has no SKU", "対応付けのないタイプがあります"),
    ("type_without_quantity", "a type of the item has no quantity", "数量のないタイプがあります"),
    ("unmapped_carrier", "the delivery company has no name of Qoo10's", "配送会社の対応がありません"),
    ("unreadable", "Qoo10's answer cannot be read", "Qoo10の応答を読み取れません"),
    ("unreadable_row", "a row cannot be read", "注文データを読み取れません"),
    ("visit_delivery", "the buyer fetches it", "来店受取の注文です"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_stands_first_or_last() {
        for (message, reason) in [
            ("seller_code_missing: 812345678", "seller_code_missing"),
            ("no_answer 2026-07-06", "no_answer"),
            ("123 (色: 白): not_taken", "not_taken"),
            ("", OTHER),
            ("山田太郎 090-1234-5678", OTHER),
            ("<script>: yamada_taro", OTHER),
        ] {
            assert_eq!(of_message(message), reason, "{message}");
        }
    }

    #[test]
    fn every_word_that_the_rules_give_is_in_the_table_once() {
        let sources = [
            include_str!("parcel.rs"),
            include_str!("quantity.rs"),
            include_str!("confirm.rs"),
            include_str!("listing.rs"),
            include_str!("reject.rs"),
        ];
        let mut checked = 0;
        for source in sources {
            for (_, body) in source.match_indices("as_str(").map(|(at, _)| source.split_at(at)) {
                let body = body.split("\n    }\n").next().unwrap();
                for word in body.split("=> \"").skip(1).filter_map(|rest| rest.split('"').next()) {
                    let is_kind = ["plain", "option", "move"].contains(&word);
                    assert!(is_kind || row(word).is_some(), "{word}");
                    checked += 1;
                }
            }
        }
        assert!(checked > 30, "{checked}");
        assert!(TABLE.is_sorted_by(|a, b| a.0 < b.0));
    }
}
