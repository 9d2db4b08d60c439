//! Why entries of the API log failed: the words that the steps write, each in plain words.
//!
//! The table is closed: what is not in it counts as [`OTHER`], so no text from outside passes for a reason.

use super::codes::{Explained, Words};

/// The reason of an entry whose message has none of the words.
pub const OTHER: &str = "other";

/// The longest word has so many letters: tables leave that much room.
pub const LONGEST: usize = 23;

/// The reason in a stored message: its first word, or the one behind its last colon.
pub fn of_message(message: &str) -> &'static str {
    let first = message.split([' ', ':']).next().unwrap_or_default();
    let last = message.rsplit(": ").next().unwrap_or_default();
    [first, last].into_iter().find_map(row).map_or(OTHER, |row| row.0)
}

/// A reason in plain words.
pub fn words(reason: &str) -> Words {
    let (_, [en, _], [ja, _]) = row(reason).unwrap_or(&(OTHER, ["something else", ""], ["その他", ""]));
    Words { en, ja }
}

/// A reason in plain words, and what to do; none for [`OTHER`].
pub fn explain(reason: &str) -> Option<Explained> {
    let (_, en, ja) = row(reason)?;
    let [meaning, next] = [0, 1].map(|at| Words { en: en[at], ja: ja[at] });
    Some(Explained { meaning, next })
}

/// A reason, with what it means and what to do in English and in Japanese.
type Row = (&'static str, [&'static str; 2], [&'static str; 2]);

fn row(word: &str) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.0 == word)
}

const TABLE: &[Row] = &[
    (
        "bad_tracking_number",
        ["the tracking number is not valid", "correct it with orders ship"],
        ["送り状番号が正しくありません", "orders ship で修正してください"],
    ),
    (
        "cancel_requested",
        ["the buyer asks to cancel", "stop the parcel; accept or decline the request in QSM"],
        ["キャンセル要請中です", "荷物を止め、QSMで要請に対応してください"],
    ),
    (
        "cancelled",
        ["cancelled at Qoo10", "stop the parcel, then orders set CODE --status cancelled"],
        ["Qoo10でキャンセル済みです", "荷物を止め、orders set CODE --status cancelled を実行してください"],
    ),
    (
        "cancelled_here_only",
        [
            "cancelled here by hand, but open at Qoo10",
            "cancel it in QSM too, or take it back: orders set CODE --status ready",
        ],
        [
            "手動でキャンセル済みですが、Qoo10ではキャンセルされていません",
            "QSMでもキャンセルするか、orders set CODE --status ready で元に戻してください",
        ],
    ),
    (
        "cancelled_past_ready",
        [
            "cancelled at Qoo10 when the warehouse had begun",
            "stop the parcel, then orders set CODE --status cancelled",
        ],
        [
            "出荷作業の開始後に、Qoo10でキャンセルされています",
            "荷物を止め、orders set CODE --status cancelled を実行してください",
        ],
    ),
    (
        "carrier_country_differs",
        [
            "the delivery company does not go to the buyer's country",
            "correct the delivery company with orders ship",
        ],
        ["配送会社と配送先の国が一致しません", "orders ship で配送会社を修正してください"],
    ),
    (
        "carrier_missing",
        ["Qoo10 misses the delivery company", "give it with orders ship"],
        ["配送会社がありません", "orders ship で配送会社を入力してください"],
    ),
    (
        "carrier_name_not_exact",
        ["Qoo10 does not know the delivery company", "correct its name under [push_shipments.carriers]"],
        ["配送会社名が一致しません", "[push_shipments.carriers] の名称を修正してください"],
    ),
    (
        "carrier_not_allowed",
        ["the shop may not use the delivery company", "register it in QSM, or ship with another"],
        ["この配送会社は利用できません", "QSMで利用登録をするか、別の配送会社で出荷してください"],
    ),
    (
        "cart_rejected",
        ["another row of the cart cannot be imported", "correct that row; orders list --rejected names it"],
        [
            "同じカートの別の明細が取込できません",
            "その明細を修正してください。orders list --rejected で確認できます",
        ],
    ),
    (
        "check_digit",
        ["the check digit is wrong", "correct the number with orders ship"],
        ["送り状番号のチェックディジットが違います", "orders ship で番号を修正してください"],
    ),
    (
        "claim_unreadable",
        ["a claim on it cannot be read", "do not ship; look at the claim in QSM"],
        ["クレームを読み取れません", "出荷せず、QSMでクレームを確認してください"],
    ),
    (
        "claims_unknown",
        ["a claim that cannot be read may be about it", "look at the claims in QSM; the next run asks again"],
        [
            "読み取れないクレームの対象か確認できていません",
            "QSMのクレーム一覧を確認してください。次回もう一度確認します",
        ],
    ),
    (
        "date_not_after_today",
        ["the planned date is not after today", "the next run registers another date"],
        ["発送予定日が翌日以降ではありません", "次回、別の日付で登録します"],
    ),
    (
        "date_too_far",
        ["the planned date is too far away", "lower schedule_date.max_days_ahead; until then it waits"],
        [
            "発送予定日が登録可能な範囲を超えています",
            "schedule_date.max_days_ahead を小さくしてください。それまでは待機します",
        ],
    ),
    (
        "delivery_method_differs",
        [
            "the buyer chose another delivery",
            "look at the order in QSM, and correct the delivery company with orders ship",
        ],
        ["配送方法が購入者の選択と異なります", "QSMで注文を確認し、orders ship で配送会社を修正してください"],
    ),
    (
        "item_unknown",
        ["Qoo10 does not know the item", "listings pull brings the list up to date"],
        ["商品が見つかりません", "listings pull で対応表を更新してください"],
    ),
    (
        "kind_changed",
        ["the item has become one of another kind", "listings pull brings the list up to date"],
        ["商品の種類が変わっています", "listings pull で対応表を更新してください"],
    ),
    (
        "lookup_failed",
        ["a question about the item got no answer", "the next run asks again"],
        ["商品情報を取得できませんでした", "次回もう一度問い合わせます"],
    ),
    (
        "no_answer",
        ["no usable answer from Qoo10", "the next run reads back before it sends again"],
        ["Qoo10から応答がありません", "次回、反映状況を確認してから再送します"],
    ),
    (
        "no_date",
        ["the calendar has no such business day", "check holidays list and schedule_date.closed_weekdays"],
        ["営業日を求められません", "holidays list と schedule_date.closed_weekdays を確認してください"],
    ),
    (
        "no_delivery_company",
        ["the item has no delivery company", "choose a delivery group for it at Qoo10"],
        ["商品に配送会社が設定されていません", "Qoo10で配送グループを選択してください"],
    ),
    (
        "no_end_date",
        ["the item shows no end of its sale", "look at the item in QSM"],
        ["商品の販売終了日がありません", "QSMで商品を確認してください"],
    ),
    (
        "no_free_stock",
        ["no free stock is known", "give it with stock set or stock load"],
        ["フリー在庫数がありません", "stock set か stock load で登録してください"],
    ),
    (
        "no_such_order",
        ["Qoo10 does not know the order number any more", "look it up in QSM, then set the order by hand"],
        ["注文番号がQoo10に見当たりません", "QSMで確認し、手動で変更してください"],
    ),
    (
        "not_mentioned",
        ["Qoo10's answer does not mention it", "the next run tries again"],
        ["Qoo10の応答に含まれていません", "次回もう一度送信します"],
    ),
    (
        "not_new",
        ["no longer a new order at Qoo10", "run sync-status, then look it up in QSM"],
        ["Qoo10で新規注文ではありません", "ステータス同期を実行し、QSMで確認してください"],
    ),
    (
        "not_on_sale",
        ["not on sale", "nothing is to be done while it is not sold"],
        ["販売中ではありません", "販売していない間は、することはありません"],
    ),
    (
        "not_paid",
        ["Qoo10 has no payment", "check the payment in QSM; sync-status takes it over"],
        ["Qoo10で入金が確認できません", "QSMで入金を確認してください。ステータス同期で反映されます"],
    ),
    (
        "not_taken",
        [
            "Qoo10 shows another quantity afterwards",
            "the next run tries again; if it stays, look at the item in QSM",
        ],
        ["Qoo10の数量に反映されていません", "次回もう一度送信します。続く場合はQSMで商品を確認してください"],
    ),
    (
        "not_this_shop",
        ["Qoo10 says it is another shop's", "check that the seller key is this shop's"],
        ["他店舗の注文です", "販売者認証キーがこの店舗のものか確認してください"],
    ),
    (
        "number_invalid",
        ["Qoo10 takes the tracking number for invalid", "correct it with orders ship"],
        ["送り状番号が無効です", "orders ship で修正してください"],
    ),
    (
        "number_length",
        ["the tracking number has the wrong length", "correct it with orders ship"],
        ["送り状番号の桁数が違います", "orders ship で修正してください"],
    ),
    (
        "number_missing",
        ["Qoo10 misses the tracking number", "give it with orders ship"],
        ["送り状番号がありません", "orders ship で入力してください"],
    ),
    (
        "number_used_before",
        [
            "the tracking number was used before",
            "find the order that has it too, and correct the wrong one with orders ship",
        ],
        ["送り状番号は使用済みです", "同じ番号の注文を確認し、誤っている方を orders ship で修正してください"],
    ),
    (
        "option_code_missing",
        ["an option has no seller code", "set one at Qoo10"],
        ["販売者オプションコードがありません", "Qoo10で登録してください"],
    ),
    (
        "option_code_unusable",
        ["an option's seller code cannot be used", "change it at Qoo10 to A-Z a-z 0-9 - _"],
        [
            "販売者オプションコードを使用できません",
            "Qoo10で英数字・ハイフン・アンダーバーだけに修正してください",
        ],
    ),
    (
        "option_gone",
        ["the option is gone", "listings pull brings the list up to date"],
        ["オプションがなくなっています", "listings pull で対応表を更新してください"],
    ),
    (
        "order_no_in_other_cart",
        ["the order number is in another cart", "ask Qoo10 which cart is right"],
        ["注文番号は別のカートで取込済みです", "どちらのカートが正しいか、Qoo10に問い合わせてください"],
    ),
    (
        "other_claim",
        [
            "a return, an exchange or a refund is under way at Qoo10",
            "look it up in QSM, then set the order by hand",
        ],
        ["Qoo10で返品・交換・返金の対応中です", "QSMで確認し、手動で変更してください"],
    ),
    (
        "refused",
        ["Qoo10 refused it", "the next run tries again; if it stays, look it up in QSM"],
        ["Qoo10が受け付けませんでした", "次回もう一度送信します。続く場合はQSMで確認してください"],
    ),
    (
        "seller_code_missing",
        ["the item has no seller code", "set one at Qoo10"],
        ["販売者商品コードがありません", "Qoo10で登録してください"],
    ),
    (
        "seller_code_unusable",
        ["the item's seller code cannot be used", "change it at Qoo10 to A-Z a-z 0-9 - _"],
        ["販売者商品コードを使用できません", "Qoo10で英数字・ハイフン・アンダーバーだけに修正してください"],
    ),
    (
        "sent_with_other_number",
        [
            "Qoo10 has it as sent with another number",
            "correct whichever is wrong; orders set CODE --api-status shipped closes the order",
        ],
        [
            "Qoo10では別の送り状番号で出荷済みです",
            "誤っている方を修正し、orders set CODE --api-status shipped で完了にしてください",
        ],
    ),
    (
        "separator_in_text",
        ["an option's name has ||* or $$", "rename the option at Qoo10"],
        ["オプション名に ||* または $$ があります", "Qoo10でオプション名を変更してください"],
    ),
    (
        "type_not_mapped",
        ["a type of the item has no SKU", "map it with listings load"],
        ["対応付けのないタイプがあります", "listings load で対応付けてください"],
    ),
    (
        "type_without_quantity",
        ["a type of the item has no quantity", "give the SKU's stock with stock set or stock load"],
        ["数量のないタイプがあります", "stock set か stock load で在庫数を登録してください"],
    ),
    (
        "under_way",
        [
            "an earlier request may still be under way",
            "a later run reads back, and sends it if it did not arrive",
        ],
        ["前回の送信が処理中の可能性があります", "次回以降、反映状況を確認し、届いていなければ送信します"],
    ),
    (
        "unmapped_carrier",
        ["the delivery company has no name of Qoo10's", "add it under [push_shipments.carriers]"],
        ["配送会社の対応がありません", "[push_shipments.carriers] に追加してください"],
    ),
    (
        "unreadable",
        ["Qoo10's answer cannot be read", "the next run tries again; if it stays, report it"],
        ["Qoo10の応答を読み取れません", "次回もう一度実行します。続く場合はご報告ください"],
    ),
    (
        "unreadable_row",
        ["a row cannot be read", "if the order looks right in QSM, report it"],
        ["注文データを読み取れません", "QSMで正しく見える場合は、ご報告ください"],
    ),
    (
        "visit_delivery",
        ["the buyer fetches it", "no ship date is needed"],
        ["来店受取の注文です", "発送予定日の登録は不要です"],
    ),
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
            include_str!("open_order.rs"),
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
        for (word, en, ja) in TABLE {
            assert!(en.iter().chain(ja).all(|text| !text.is_empty()), "{word}");
            assert!(word.len() <= LONGEST, "{word} would be broken over lines");
        }
    }
}
